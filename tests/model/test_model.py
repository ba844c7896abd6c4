"""A short run of the model, and every sequence that once failed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.model.driver import Bench, Tally, bench
from tests.model.regressions import REGRESSIONS

SEEDS = [range(start, start + 3) for start in range(1, 25, 3)]


@pytest.fixture(scope="module")
def on() -> Iterator[Bench]:
    with bench() as made:
        yield made


@pytest.mark.parametrize("name", REGRESSIONS)
def test_what_once_failed_holds(on: Bench, name: str) -> None:
    on.replay(REGRESSIONS[name])


@pytest.mark.parametrize("seeds", SEEDS, ids=lambda seeds: f"seeds {seeds[0]} to {seeds[-1]}")
def test_no_opt_out_is_lost_and_no_deliberate_act_is_undone(on: Bench, seeds: range) -> None:
    tally = Tally()
    for seed in seeds:
        failure = on.example(seed, tally)
        assert failure is None, f"seed {seed}\n{failure.printed() if failure else ''}"
