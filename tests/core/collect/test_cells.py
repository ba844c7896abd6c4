from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.collect.cells import (
    DateOrder,
    date_of,
    history_cell,
    history_of,
    ids_of,
    not_in_the_future,
    source_of,
    yes_or_no,
)
from core.messages import ProblemError
from core.store.nouns import HistoryEvent, HistoryKind, Source
from core.store.schema import utc_text
from tests.core.collect.conftest import NOW

TOKYO = ZoneInfo("Asia/Tokyo")


def day(text: str, order: DateOrder = DateOrder.UNKNOWN) -> str:
    """The day and time in Tokyo that a cell names, or the code of the refusal."""
    try:
        return date_of(text, order, TOKYO).astimezone(TOKYO).strftime("%Y-%m-%d %H:%M:%S")
    except ProblemError as error:
        return error.problem.code


@pytest.mark.parametrize(
    "cell", ["true", "TRUE", "Yes", "y", "1", "１", "x", "X", "on", "はい", "○", "済", "✓", " yes "]
)
def test_yes(cell: str) -> None:
    assert yes_or_no(cell)


@pytest.mark.parametrize("cell", ["", " ", "false", "FALSE", "No", "n", "0", "off", "いいえ", "null", "-"])
def test_no(cell: str) -> None:
    assert not yes_or_no(cell)


@pytest.mark.parametrize("cell", ["maybe", "2", "×", "a@x.com"])
def test_what_is_neither_yes_nor_no_is_refused(cell: str) -> None:
    with pytest.raises(ProblemError) as caught:
        yes_or_no(cell)
    assert cell in caught.value.problem.what.english()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-01-02", "2026-01-02 00:00:00"),
        ("2026/1/2", "2026-01-02 00:00:00"),
        ("20260102", "2026-01-02 00:00:00"),
        ("2026-01-02 08:30", "2026-01-02 08:30:00"),
        ("2026-01-02T08:30:15", "2026-01-02 08:30:15"),
        ("2026-01-02T08:30:15Z", "2026-01-02 17:30:15"),
        ("2026-01-02T08:30:15.123+0100", "2026-01-02 16:30:15"),
        ("2026-01-02T08:30:15-08:00", "2026-01-03 01:30:15"),
        ("2026-01-02 08:30 UTC", "2026-01-02 17:30:00"),
        ("2026年1月2日", "2026-01-02 00:00:00"),
        ("2026年1月2日 午後3時05分", "2026-01-02 15:05:00"),
        ("２０２６／１／２", "2026-01-02 00:00:00"),
        ("13/1/2026", "2026-01-13 00:00:00"),
        ("1/13/2026 2:15 PM", "2026-01-13 14:15:00"),
        ("1/13/2026, 12:15 AM", "2026-01-13 00:15:00"),
        ("4/4/2026", "2026-04-04 00:00:00"),
        ("03.04.2026", "2026-04-03 00:00:00"),
        ("24 Dec 2025", "2025-12-24 00:00:00"),
        ("24-Dec-2025", "2025-12-24 00:00:00"),
        ("Dec 24, 2025", "2025-12-24 00:00:00"),
        ("December 24th, 2025 3:04 pm", "2025-12-24 15:04:00"),
    ],
)
def test_a_date_that_can_mean_one_day_is_understood(text: str, meant: str) -> None:
    assert day(text) == meant


@pytest.mark.parametrize("text", ["3/4/2026", "03-04-2026", "12/11/2026 10:00", "3/4/26", "13/4/26"])
def test_a_date_that_can_mean_two_days_is_refused(text: str) -> None:
    assert day(text) == "CELL_AMBIGUOUS_DATE"


def test_the_order_of_day_and_month_can_be_said_for_the_whole_file() -> None:
    assert day("3/4/2026", DateOrder.MONTH_FIRST) == "2026-03-04 00:00:00"
    assert day("3/4/2026", DateOrder.DAY_FIRST) == "2026-04-03 00:00:00"
    assert day("13/4/2026", DateOrder.MONTH_FIRST) == "2026-04-13 00:00:00"
    assert day("3/4/26", DateOrder.DAY_FIRST) == "CELL_AMBIGUOUS_DATE"


@pytest.mark.parametrize(
    "text",
    [
        "yesterday", "2026", "46000", "2026-02-30", "31/31/2026", "2026-01-02 25:00", "2026-01-02 13:00 pm",
        "1/1/1900", "0000-00-00", "Smarch 1, 2025", "2026-01/02", "9" * 60,
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    assert day(text) == "CELL_NO_DATE"


def test_without_a_zone_a_time_is_that_of_this_computer() -> None:
    assert date_of("2026-01-02 08:30") == datetime(2026, 1, 2, 8, 30).astimezone(UTC)


def test_a_date_that_is_yet_to_come_is_refused() -> None:
    assert not_in_the_future(NOW + timedelta(hours=20), NOW)
    with pytest.raises(ProblemError):
        not_in_the_future(NOW + timedelta(days=2), NOW)


@given(st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_a_time_as_we_write_it_is_read_back_to_the_microsecond(moment: datetime) -> None:
    assert date_of(utc_text(moment)) == moment


@given(st.text(max_size=30) | st.from_regex(r"\A[0-9/.:\-年月日 TZapm]{1,20}\Z"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    day(text)


@pytest.mark.parametrize("source", list(Source))
def test_sources_are_recognised_in_any_letter_case(source: Source) -> None:
    assert source_of(source.value.upper()) is source
    assert source_of(source.name.lower()) is source


def test_another_word_is_no_source() -> None:
    with pytest.raises(ProblemError):
        source_of("Fax")


def test_ids_of_15_and_18_characters_are_taken_in_the_long_form() -> None:
    assert ids_of("0035e00000AbCdE") == (("0035e00000AbCdEAAV",), None)
    assert ids_of("00Q5e00000AbCdEEAV 0015e00000AbCdEAAV;003000000000001")[0] == (
        "00Q5e00000AbCdEEAV",
        "0015e00000AbCdEAAV",
        "003000000000001AAA",
    )
    assert ids_of(" ") == ((), None)


@pytest.mark.parametrize(
    "bad", ["701000000000001", "003", "0035e00000AbCd!", "a@x.com", "0055e00000AbCdEAAV"]
)
def test_what_is_not_the_id_of_a_person_is_named_and_the_others_are_taken(bad: str) -> None:
    ids, wrong = ids_of(f"{bad};0035e00000AbCdEAAV")
    assert ids == ("0035e00000AbCdEAAV",)
    assert wrong is not None
    assert bad in wrong.what.english()


@pytest.mark.parametrize("mistyped", ["003Pr0000000001IAB", "0035e00000AbCdEAAX", "00QPr0000000009AAA"])
def test_an_id_with_wrong_check_characters_is_left_out_and_said_to_be_mistyped(mistyped: str) -> None:
    ids, wrong = ids_of(f"{mistyped} 0035e00000AbCdEAAV")
    assert ids == ("0035e00000AbCdEAAV",)
    assert wrong is not None
    assert wrong.code == "CELL_ID_MISTYPED"
    assert mistyped in wrong.what.english()
    assert ids_of(mistyped) == ((), wrong)


def test_an_id_that_a_spreadsheet_wrote_in_capitals_is_put_right() -> None:
    assert ids_of("003PR00000ABCDEIAK") == (("003Pr00000aBcDeIAK",), None)
    assert ids_of("003pr00000abcdeiak") == (("003Pr00000aBcDeIAK",), None)


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_events = st.builds(
    HistoryEvent,
    at=st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC)),
    what=st.sampled_from(HistoryKind),
    source=st.none() | st.sampled_from(Source),
    reason=_texts,
    who=_texts,
    salesforce_id=st.just("") | st.just("0035e00000AbCdEAAV"),
)


@given(st.lists(_events, max_size=4))
def test_a_history_is_read_back_as_it_was(events: list[HistoryEvent]) -> None:
    assert history_of(history_cell(events).strip()) == tuple(events)
    assert history_of(history_cell(events).replace("\n", "\r\n")) == tuple(events)


def test_a_history_can_be_read_by_people() -> None:
    event = HistoryEvent(NOW, HistoryKind.UNSUBSCRIBED, Source.MANUAL, "asked | twice", "Mina")
    assert history_cell([event]) == (
        "2026-06-10T12:00:00.000000+00:00 | Manual | asked \\p twice | Mina |  | unsubscribed"
    )


@pytest.mark.parametrize("cell", ["called us", "2026-06-10 | Manual | x | y | z | unheard of", " | | | | | "])
def test_what_is_no_history_is_refused(cell: str) -> None:
    with pytest.raises(ProblemError):
        history_of(cell)
