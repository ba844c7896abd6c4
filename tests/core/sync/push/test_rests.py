"""The pauses of two lines to one org."""

from __future__ import annotations

from datetime import timedelta

from core.messages import ProblemError
from core.salesforce.http.retry import USUAL
from core.salesforce.values.errors import explain, timed_out
from core.sync.push.rests import Rests, Way
from tests.helpers.clock import Clock

DEAD = ProblemError(explain("SERVER_UNAVAILABLE"))
SLOW = ProblemError(timed_out())


def test_an_org_in_trouble_makes_both_rest_and_is_then_asked_by_one() -> None:
    clock = Clock()
    rests = Rests(USUAL, clock)
    assert rests.failed(Way.LOOKS, DEAD, progressed=False)
    assert rests.of(Way.PUSHES) is rests.of(Way.LOOKS)
    assert [rests.may_go(way) for way in Way] == [False, False]
    clock.ahead += timedelta(hours=1)
    assert rests.asks_first(Way.PUSHES)
    assert [rests.may_go(way) for way in (Way.PUSHES, Way.LOOKS)] == [True, False]
    assert not rests.asks_first(Way.LOOKS)
    rests.is_there(Way.PUSHES)
    assert rests.may_go(Way.LOOKS)
    assert not rests.asks_first(Way.LOOKS)


def test_two_calls_that_were_out_when_the_org_failed_count_as_one_failure() -> None:
    clock = Clock()
    rests = Rests(USUAL, clock)
    assert rests.failed(Way.PUSHES, DEAD, progressed=False)
    assert not rests.failed(Way.LOOKS, DEAD, progressed=False)
    pause = rests.of(Way.LOOKS)
    assert pause is not None
    assert pause.failures == 1
    clock.ahead += timedelta(hours=1)
    assert rests.failed(Way.LOOKS, DEAD, progressed=False)
    again = rests.of(Way.PUSHES)
    assert again is not None
    assert again.failures == 2


def test_trouble_of_one_line_leaves_the_other_at_work_until_that_has_trouble_too() -> None:
    rests = Rests(USUAL, Clock())
    rests.failed(Way.LOOKS, SLOW, progressed=False)
    assert rests.of(Way.PUSHES) is None
    assert rests.may_go(Way.PUSHES)
    rests.failed(Way.PUSHES, SLOW, progressed=False)
    assert rests.of(Way.PUSHES) is rests.of(Way.LOOKS)


def test_one_who_does_not_ask_after_all_lets_the_other_ask() -> None:
    clock = Clock()
    rests = Rests(USUAL, clock)
    rests.failed(Way.PUSHES, DEAD, progressed=False)
    clock.ahead += timedelta(hours=1)
    assert rests.asks_first(Way.PUSHES)
    rests.let_go(Way.PUSHES)
    assert rests.asks_first(Way.LOOKS)


def test_a_pause_of_both_ends_for_each_with_a_turn_of_its_own_that_goes_well() -> None:
    clock = Clock()
    rests = Rests(USUAL, clock)
    rests.failed(Way.PUSHES, DEAD, progressed=False)
    rests.end_soon()
    assert rests.asks_first(Way.LOOKS)
    rests.is_there(Way.LOOKS)
    ended = rests.went_well(Way.LOOKS)
    assert ended is not None
    assert rests.is_of_both(ended)
    assert rests.of(Way.PUSHES) is ended
    assert rests.may_go(Way.PUSHES)
