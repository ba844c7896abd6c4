"""Access tokens that are asked for when needed: once per expiry, by one thread, and never in a loop."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from core.messages import ProblemError
from core.salesforce.http.tokens import (
    AT_ONCE_S,
    FIRST_REST_S,
    LONGEST_REST_S,
    MOST_AT_ONCE,
    RefreshingTokens,
)
from core.salesforce.values.errors import explain_oauth, offline
from tests.helpers.clock import Clock

AT = datetime(2026, 6, 1, tzinfo=UTC)


class Salesforce:
    """Gives token 1, 2, 3, ..., or fails as it is told."""

    def __init__(self) -> None:
        self.asked = 0
        self.fails: ProblemError | None = None

    def __call__(self) -> str:
        self.asked += 1
        if self.fails is not None:
            raise self.fails
        return f"token {self.asked}"


def test_the_first_token_is_asked_for_when_it_is_needed() -> None:
    salesforce = Salesforce()
    tokens = RefreshingTokens(salesforce)
    assert salesforce.asked == 0
    assert tokens.token() == tokens.token() == "token 1"
    assert RefreshingTokens(salesforce, "there already").token() == "there already"


def test_many_threads_with_one_expired_token_make_one_exchange() -> None:
    salesforce, begin = Salesforce(), threading.Barrier(16)
    tokens = RefreshingTokens(salesforce, "old")
    got: list[str] = []

    def work() -> None:
        begin.wait()
        got.append(tokens.renew("old"))

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["token 1"] * 16
    assert salesforce.asked == 1


def test_a_refusal_is_remembered_and_salesforce_left_alone() -> None:
    salesforce, clock = Salesforce(), Clock(AT)
    tokens = RefreshingTokens(salesforce, "old", clock=clock.seconds)
    salesforce.fails = ProblemError(explain_oauth("invalid_grant", "expired access/refresh token"))
    for _ in range(20):
        with pytest.raises(ProblemError) as caught:
            tokens.renew("old")
        assert caught.value.problem.code == "invalid_grant (expired)"
        with pytest.raises(ProblemError):
            tokens.token()
    assert salesforce.asked == 1
    clock.move(seconds=FIRST_REST_S)
    salesforce.fails = None
    assert tokens.token() == "token 2"


def test_the_rest_after_a_refusal_grows_to_a_quarter_of_an_hour() -> None:
    salesforce, clock = Salesforce(), Clock(AT)
    tokens = RefreshingTokens(salesforce, clock=clock.seconds)
    salesforce.fails = ProblemError(explain_oauth("invalid_grant", "ip restricted"))
    for _ in range(24 * 60 * 6):
        with pytest.raises(ProblemError):
            tokens.token()
        clock.move(seconds=10)
    assert salesforce.asked < 24 * 3600 / LONGEST_REST_S + 6


def test_being_offline_is_not_remembered() -> None:
    salesforce = Salesforce()
    tokens = RefreshingTokens(salesforce, "old")
    salesforce.fails = ProblemError(offline())
    for _ in range(MOST_AT_ONCE + 2):
        with pytest.raises(ProblemError) as caught:
            tokens.renew("old")
        assert caught.value.problem.code == "OFFLINE"
    salesforce.fails = None
    assert tokens.token() == f"token {salesforce.asked}"


def test_tokens_that_are_refused_as_soon_as_they_come_end_the_asking_for_a_while() -> None:
    salesforce, clock = Salesforce(), Clock(AT)
    tokens = RefreshingTokens(salesforce, clock=clock.seconds)
    for _ in range(MOST_AT_ONCE):
        tokens.renew(tokens.token())
        clock.move(seconds=1)
        if salesforce.asked == MOST_AT_ONCE:
            break
    with pytest.raises(ProblemError) as caught:
        tokens.renew(tokens.token())
    assert caught.value.problem.code == "INVALID_SESSION_ID"
    assert salesforce.asked == MOST_AT_ONCE
    clock.move(seconds=AT_ONCE_S)
    assert tokens.token() == f"token {MOST_AT_ONCE + 1}"
