"""When a run waits for the admin's yes."""

from __future__ import annotations

import pytest

from core.sync.brake import FIRST_RUN, TOO_MANY, Limits, why_held

LIMITS = Limits(changes=1000, share=10, first_run_waits=True)


def test_the_first_run_with_a_real_org_waits_whatever_its_size() -> None:
    held = why_held(1, 0, people=10, first_run=True, limits=LIMITS)
    assert held is not None
    assert held.template == FIRST_RUN.template
    assert held.values == {"here": 1, "there": 0}


def test_the_first_run_with_a_practice_org_goes_on() -> None:
    practice = Limits(changes=1000, share=10, first_run_waits=False)
    assert why_held(5, 5, people=10, first_run=True, limits=practice) is None


def test_a_run_that_changes_nothing_is_never_held() -> None:
    assert why_held(0, 0, people=0, first_run=True, limits=LIMITS) is None


@pytest.mark.parametrize(
    ("here", "there", "people", "held"),
    [
        (500, 500, 2_000, False),  # as many as the number allows
        (500, 501, 2_000, True),  # one more, and more than a tenth of the people
        (500, 501, 20_000, False),  # one more, but less than a tenth
        (10_000, 0, 100_000, False),  # just a tenth
        (10_000, 1, 100_000, True),
    ],
)
def test_a_run_waits_when_it_exceeds_both_the_number_and_the_share(
    here: int, there: int, people: int, held: bool
) -> None:
    why = why_held(here, there, people=people, first_run=False, limits=LIMITS)
    assert (why is not None) is held
    if why is not None:
        assert why.template == TOO_MANY.template
        assert why.values == {"here": here, "there": there, "people": people}
