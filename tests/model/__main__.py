"""`python -m tests.model`: run the model for long; see the package."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

from tests.model.driver import Tally
from tests.model.long_run import say, work


def main() -> int:
    """Exit code 1 when an example failed."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.model", description="A random model of both sides."
    )
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument(
        "--failures", type=int, default=1, help="each worker goes on until so many have failed"
    )
    parser.add_argument("--shorten", type=float, default=120.0, metavar="SECONDS", help="for each failure")
    parser.add_argument("--skip", default="", metavar="RULE,...", help="rules that are not looked at")
    parser.add_argument("--without", default="", metavar="OPERATION,...", help="what is left out")
    arguments = parser.parse_args()
    with ProcessPoolExecutor(arguments.workers, multiprocessing.get_context("spawn")) as pool:
        tallies = list(pool.map(work, repeat(arguments), range(arguments.workers)))
    total = sum(tallies, Tally())
    say(
        f"\n{total.steps} steps in {total.examples} examples, {total.seconds:.0f} s of {arguments.workers} workers "
        f"({1000 * total.seconds / max(1, total.steps):.0f} ms a step), {len(total.failures)} failures"
    )
    say(", ".join(f"{name} {count}" for name, count in total.operations.most_common()))
    by_rule: dict[str, list[int]] = {}
    for failure in total.failures:
        by_rule.setdefault(failure.rule, []).append(failure.after)
    for rule, steps in sorted(by_rule.items(), key=lambda found: min(found[1])):
        say(f"{rule}: {len(steps)} times, first after {min(steps)} steps")
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
