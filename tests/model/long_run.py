"""One worker of a long run; in a module of its own, so that another process can find it."""

from __future__ import annotations

import argparse
import sys

from tests.model.driver import Tally, bench, run


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def work(arguments: argparse.Namespace, number: int) -> Tally:
    """What one worker does: every so many-th seed, on a practice org of its own."""
    with bench() as on:
        on.skip = frozenset(filter(None, arguments.skip.split(",")))
        on.without = frozenset(filter(None, arguments.without.split(",")))
        return run(
            on,
            arguments.seed + number,
            arguments.steps // arguments.workers,
            every=arguments.workers,
            shorten_s=arguments.shorten,
            most_failures=arguments.failures,
            tell=lambda failure: say(
                f"\n# seed {failure.seed}, after {failure.after} steps\n{failure.printed()}"
            ),
        )
