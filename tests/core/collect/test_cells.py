from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.collect.cells import history_cell, history_of, ids_of, source_of
from core.messages import ProblemError
from core.store.types.people import HistoryEvent, HistoryKind, Source
from tests.core.collect.conftest import NOW


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
