"""Trying again: only what can pass, only so often, only so long."""

import pytest

from core.messages import CancelledError, ProblemError
from core.salesforce.http.retry import USUAL, Patience, persist
from core.salesforce.values.errors import CallFailedError, explain, offline, timed_out

PASSING = explain("SERVER_UNAVAILABLE")


class Calls:
    """Fails with the given errors, one by one, then succeeds; notes how long it was waited."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.waited: list[float] = []

    def __call__(self) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return "done"

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)


def test_passing_troubles_are_waited_out_longer_each_time() -> None:
    calls = Calls(*[ProblemError(PASSING)] * 5)
    assert persist(calls, Patience(tries=6, first_wait=1), calls.wait) == "done"
    assert all(
        longest / 2 <= waited <= longest
        for waited, longest in zip(calls.waited, [1, 2, 4, 8, 16], strict=True)
    )


def test_patience_ends() -> None:
    calls = Calls(*[ProblemError(PASSING)] * 9)
    with pytest.raises(ProblemError):
        persist(calls, Patience(tries=3), calls.wait)
    assert len(calls.waited) == 2


def test_a_lasting_trouble_is_not_tried_again() -> None:
    calls = Calls(ProblemError(explain("INVALID_FIELD")))
    with pytest.raises(ProblemError):
        persist(calls, Patience(), calls.wait)
    assert calls.waited == []


def test_retry_after_is_kept_up_to_a_minute() -> None:
    calls = Calls(
        CallFailedError(PASSING, 503, 7),
        CallFailedError(PASSING, 503, 86_400),
        CallFailedError(PASSING, 503, 0),
    )
    assert persist(calls, Patience(), calls.wait) == "done"
    assert calls.waited == [7, 60, 0]


def test_no_pause_is_longer_than_a_minute() -> None:
    assert max(Patience(first_wait=10).pause(failed, None) for failed in range(1, 2000)) <= 60


def test_cancelling_ends_the_waiting() -> None:
    def cancelled(seconds: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        persist(Calls(ProblemError(PASSING)), Patience(), cancelled)


def test_who_is_offline_or_hears_nothing_is_told_at_once_where_somebody_looks_on() -> None:
    hurried = Patience(for_silence=False, for_absence=False)
    for trouble in (offline(), timed_out()):
        calls = Calls(ProblemError(trouble))
        with pytest.raises(ProblemError):
            persist(calls, hurried, calls.wait)
        assert calls.waited == []
        assert persist(Calls(ProblemError(trouble)), Patience(), calls.wait) == "done"


def test_no_pause_is_longer_than_the_patience_of_who_looks_on() -> None:
    calls = Calls(CallFailedError(PASSING, 503, 86_400), *[ProblemError(PASSING)] * 4)
    assert persist(calls, Patience(first_wait=8, longest=5), calls.wait) == "done"
    assert calls.waited[0] == 5
    assert max(calls.waited) <= 5


def test_whoever_works_unseen_waits_longer_each_time_and_stays_at_the_longest_for_days() -> None:
    for failures in range(1, 3000):
        longest = min(USUAL.longest_s, 2.0 ** min(failures - 1, 20))
        assert longest / 2 <= USUAL.pause_s(failures) <= longest


def test_what_the_other_side_asks_for_is_kept_within_bounds() -> None:
    assert USUAL.pause_s(1, 30) == 30
    assert USUAL.pause_s(1, 86_400) == USUAL.longest_s
    assert USUAL.pause_s(20, 1) >= USUAL.longest_s / 2
