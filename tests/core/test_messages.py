from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.messages import (
    LONGEST_DETAIL,
    LONGEST_VALUE,
    UNREADABLE_CODE,
    Category,
    Message,
    Problem,
    ProblemError,
    Scope,
)
from core.store.types.people import Source

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.dictionaries(
    st.from_regex("[a-z]{1,8}", fullmatch=True),
    texts | st.integers() | st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC)),
    max_size=4,
)
messages = st.builds(Message, texts, values)
problems = st.builds(Problem, texts, st.sampled_from(Category), messages, messages, st.booleans(), texts)


@given(messages)
def test_a_message_comes_back_from_the_database_as_it_went_in(message: Message) -> None:
    assert Message.from_json(message.to_json()) == message


@given(problems)
def test_a_problem_comes_back_from_the_database_as_it_went_in(problem: Problem) -> None:
    assert Problem.from_json(problem.to_json()) == problem


def test_a_message_is_readable_english_with_grouped_numbers() -> None:
    message = Message("{who} has {count} people.", {"who": "Ann {count}", "count": 1234567})
    assert message.english() == "Ann {count} has 1,234,567 people."


def test_times_are_told_in_local_time_with_the_name_of_the_zone() -> None:
    moment = datetime(2026, 6, 10, 12, 5, tzinfo=UTC)
    local = moment.astimezone()
    told = Message("At {time}.", {"time": moment}).english()
    assert f"{local:%H:%M}" in told
    assert told.endswith(f"{local.tzname()}.")


def test_a_missing_value_is_a_fault_that_shows() -> None:
    with pytest.raises(KeyError):
        Message("{who} is gone.").english()


def test_the_same_sentence_can_be_filled_with_other_values() -> None:
    first = Message("{count} of {total}", {"count": 1, "total": 9})
    assert first.with_values(count=2, total=9).english() == "2 of 9"
    assert first.english() == "1 of 9"


def test_a_source_is_told_in_the_words_of_marketo_sales() -> None:
    message = Message("From {source}.", {"source": Source.CSV_IMPORT})
    assert message.english() == "From CSV Import."
    assert Message.from_json(message.to_json()).english() == "From CSV Import."


def test_a_problem_says_what_happened_and_what_to_do_in_one_line() -> None:
    problem = Problem("X", Category.OTHER, Message("It broke."), Message("Mend it."), scope=Scope.RECORD)
    assert problem.english() == "It broke. Mend it."
    assert (
        Problem("X", Category.OTHER, Message("It broke."), Message(""), scope=Scope.RECORD).english()
        == "It broke."
    )


def test_an_error_on_its_way_up_names_no_person() -> None:
    problem = Problem(
        "NOT_SAVED",
        Category.OTHER,
        Message("{email} failed.", {"email": "a@example.com"}),
        Message(""),
        scope=Scope.RECORD,
    )
    assert str(ProblemError(problem)) == "NOT_SAVED"
    assert "example.com" not in repr(ProblemError(problem))


def test_however_much_a_server_sent_a_problem_and_its_sentences_are_short() -> None:
    long = "x" * 5_000_000
    problem = Problem(
        long,
        Category.OTHER,
        Message("{a}", {"a": long}),
        Message("{b}", {"b": 1}),
        detail=long,
        scope=Scope.CALL,
    )
    assert problem.code == UNREADABLE_CODE
    assert len(problem.detail) < 2 * LONGEST_DETAIL
    assert len(problem.english()) < 2 * LONGEST_VALUE
    assert problem.detail.startswith("xxx")
    assert "4996000" in problem.detail, "how much is left out is said"


@pytest.mark.parametrize("code", ["", "NO\nLINE", "\x1b[2J", "<b>", "日本", "A" * 81])
def test_what_is_no_code_is_never_shown_as_one(code: str) -> None:
    assert Problem(code, Category.OTHER, Message("a"), Message("b"), scope=Scope.CALL).code == UNREADABLE_CODE


@pytest.mark.parametrize(
    "code", ["A" * 80, "invalid_grant (expired)", "soapenv:Client", "UNABLE_TO_LOCK_ROW"]
)
def test_a_code_stays_as_it_is(code: str) -> None:
    assert Problem(code, Category.OTHER, Message("a"), Message("b"), scope=Scope.CALL).code == code
