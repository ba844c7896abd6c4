"""When a run waits for the admin's yes."""

from __future__ import annotations

import pytest

from core.messages import counted_people, counted_records
from core.settings import BRAKE_NUMBER, BRAKE_SHARE
from core.sync.run.brake import FEW, FIRST_RUN, TOO_MANY, Limits, why_held

LIMITS = Limits(changes=1000, share=10, first_run_waits=True)


def test_the_first_run_with_a_real_org_waits_whatever_its_size() -> None:
    held = why_held(1, 0, people=10, first_run=True, limits=LIMITS)
    assert held is not None
    assert held.template == FIRST_RUN.template
    assert held.values == {"here": counted_people(1), "there": counted_records(0)}


def test_the_first_run_with_a_practice_org_goes_on() -> None:
    practice = Limits(changes=1000, share=10, first_run_waits=False)
    assert why_held(5, 5, people=10, first_run=True, limits=practice) is None


def test_a_run_that_changes_nothing_is_never_held() -> None:
    assert why_held(0, 0, people=0, first_run=True, limits=LIMITS) is None


@pytest.mark.parametrize(
    ("here", "there", "people", "held"),
    [
        (100, 100, 2_000, False),  # just a tenth
        (100, 101, 2_000, True),  # one more
        (450, 451, 9_000, True),  # fewer than the number allows, and more than a tenth
        (500, 500, 20_000, False),  # as many as the number allows
        (500, 501, 20_000, True),  # one more, and far less than a tenth
        (1_001, 0, 1_000_000, True),
        (2, 1, 20, False),  # a tenth would be two
        (5, 5, 20, False),
        (6, 5, 20, True),
    ],
)
def test_a_run_waits_when_it_exceeds_the_number_or_the_share_but_not_for_a_handful(
    here: int, there: int, people: int, held: bool
) -> None:
    why = why_held(here, there, people=people, first_run=False, limits=LIMITS)
    assert (why is not None) is held
    if why is not None:
        assert why.template == TOO_MANY.many
        assert why.values == {
            "here": here,
            "there": counted_records(there),
            "people": counted_people(people),
            "allowed": LIMITS.allowed(people),
        }


@pytest.mark.parametrize(
    ("changes", "share", "people", "allowed"),
    [
        (1000, 10, 500, 50),
        (3, 10, 500, 3),  # the admin's own number counts even below a handful
        (0, 10, 500, 0),
        (1000, 0, 500, FEW),
        (100_000_000, 100, 500, 500),
    ],
)
def test_the_smaller_of_both_limits_counts(changes: int, share: int, people: int, allowed: int) -> None:
    assert Limits(changes, share, first_run_waits=False).allowed(people) == allowed


def test_the_purposes_say_which_limit_counts_and_that_a_handful_never_waits() -> None:
    for setting in (BRAKE_NUMBER, BRAKE_SHARE):
        assert "the smaller one counts" in setting.purpose
    assert f"more than {FEW} in all" in BRAKE_SHARE.purpose
