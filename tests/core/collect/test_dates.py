from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.collect.date_order import DateOrderFinder
from core.collect.dates import DateOrder, date_of, not_in_the_future
from core.messages import ProblemError
from core.plain_text.moments import iso_text
from tests.core.collect.conftest import NOW

TOKYO = ZoneInfo("Asia/Tokyo")


def day(text: str, order: DateOrder = DateOrder.UNKNOWN) -> str:
    """The day and time in Tokyo that a cell names, or the code of the refusal."""
    try:
        return date_of(text, order, TOKYO).astimezone(TOKYO).strftime("%Y-%m-%d %H:%M:%S")
    except ProblemError as error:
        return error.problem.code


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
        # Counters and spreadsheets.
        ("45601", "2024-11-05 00:00:00"),
        ("45601.5", "2024-11-05 12:00:00"),
        ("1730801472", "2024-11-05 19:11:12"),
        ("1730801472123", "2024-11-05 19:11:12"),
        ("1730801472.5", "2024-11-05 19:11:12"),
        # Mail, browsers, databases.
        ("Tue, 5 Nov 2024 10:11:12 -0800", "2024-11-06 03:11:12"),
        ("Tue, 05 Nov 2024 10:11:12 UTC", "2024-11-05 19:11:12"),
        ("Tue Nov 05 2024 10:11:12 GMT-0800 (Pacific Standard Time)", "2024-11-06 03:11:12"),
        ("Tue Nov  5 10:11:12 PST 2024", "2024-11-06 03:11:12"),
        ("20241105T101112", "2024-11-05 10:11:12"),
        ("20241105T101112Z", "2024-11-05 19:11:12"),
        ("20241105T101112+0100", "2024-11-05 18:11:12"),
        ("20241105101112", "2024-11-05 10:11:12"),
        ("2024-11-05 10:11:12+00", "2024-11-05 19:11:12"),
        ("2024-11-05T10:11:12.123456789Z", "2024-11-05 19:11:12"),
        # Zones by their names.
        ("2024-11-05 10:11 PST", "2024-11-06 03:11:00"),
        ("2024-11-05 10:11 JST", "2024-11-05 10:11:00"),
        ("2024-11-05 10:11 CET", "2024-11-05 18:11:00"),
        ("2024-11-05 10:11 UTC+9", "2024-11-05 10:11:00"),
        ("2024-11-05 10:11 America/Los_Angeles", "2024-11-06 03:11:00"),
        # Japanese and European ways of writing.
        ("令和6年11月5日", "2024-11-05 00:00:00"),
        ("令和元年5月1日 午後3時", "2019-05-01 15:00:00"),
        ("R6.11.5", "2024-11-05 00:00:00"),
        ("2024年11月5日(火) 10時11分12秒", "2024-11-05 10:11:12"),
        ("5. November 2024 10:11 Uhr", "2024-11-05 10:11:00"),
        ("5 März 2024", "2024-03-05 00:00:00"),
        ("mar. 5 nov. 2024", "2024-11-05 00:00:00"),
        ("5 de noviembre de 2024", "2024-11-05 00:00:00"),
        ("05-Nov-24", "2024-11-05 00:00:00"),
        ("Nov 5, 2024 3:04:05 p.m.", "2024-11-05 15:04:05"),
        ("2024-11-05 3 PM", "2024-11-05 15:00:00"),
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
    assert day("3/4/26", DateOrder.DAY_FIRST) == "2026-04-03 00:00:00"
    assert day("26/4/3", DateOrder.YEAR_FIRST) == "2026-04-03 00:00:00"


def test_a_cell_that_does_not_fit_the_order_of_its_column_is_no_date() -> None:
    assert day("13/4/2026", DateOrder.MONTH_FIRST) == "CELL_NO_DATE"
    assert day("03.04.2026", DateOrder.MONTH_FIRST) == "2026-04-03 00:00:00"


@pytest.mark.parametrize(
    "text",
    [
        "yesterday", "2026", "460", "9999999",
        "5 Nov", "Nov 2024", "5 Nov 2024 6", "2024-11-05 10:11 FOO",
        "1970-01-01", "N/A", "2026-02-30", "31/31/2026", "2026-01-02 25:00", "2026-01-02 13:00 pm",
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
    assert date_of(iso_text(moment)) == moment


@given(st.text(max_size=30) | st.from_regex(r"\A[0-9/.:\-年月日 TZapm]{1,20}\Z"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    day(text)


@pytest.mark.parametrize(
    ("cells", "order", "is_open"),
    [
        (["3/4/2026", "13/4/2026"], DateOrder.DAY_FIRST, False),
        (["3/4/2026", "4/13/2026"], DateOrder.MONTH_FIRST, False),
        (["3/4/2026", "12/11/2025"], DateOrder.UNKNOWN, True),
        (["3/4/2026", "1/11/2026"], DateOrder.MONTH_FIRST, False),  # the other would be yet to come
        (["4/4/2026"], DateOrder.UNKNOWN, False),
        (["13/4/2026", "4/13/2026"], DateOrder.UNKNOWN, True),
        (["30/11/25", "3/4/26"], DateOrder.DAY_FIRST, False),
        (["26/4/3", "25/11/30"], DateOrder.YEAR_FIRST, False),
        (["2026-04-03", "", "n/a", "3.4.2026"], DateOrder.UNKNOWN, False),
        (["31/31/2026", "13/4/2026"], DateOrder.DAY_FIRST, False),
        (["３/４/２０２６", "13/4/2026"], DateOrder.DAY_FIRST, False),
    ],
)
def test_the_order_of_a_column_is_told_by_all_of_its_cells(
    cells: list[str], order: DateOrder, is_open: bool
) -> None:
    finder = DateOrderFinder(NOW)
    for cell in cells:
        finder.learn(cell)
    assert (finder.order, finder.is_open) == (order, is_open)
