"""`python -m tests.model`: run the model for long; see the package."""

from __future__ import annotations

import argparse
import sys

from tests.model.driver import bench, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.model", description="A random model of both sides.")
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", type=int, default=1, help="go on until so many examples have failed")
    parser.add_argument("--shorten", type=float, default=120.0, metavar="SECONDS", help="for each failure")
    parser.add_argument("--skip", default="", metavar="RULE,...", help="rules that are not looked at")
    arguments = parser.parse_args()
    with bench() as on:
        on.skip = frozenset(filter(None, arguments.skip.split(",")))
        tally = run(
            on,
            arguments.seed,
            arguments.steps,
            shorten_s=arguments.shorten,
            most_failures=arguments.failures,
        )
    print(
        f"{tally.steps} steps in {tally.examples} examples, {tally.seconds:.0f} s "
        f"({1000 * tally.seconds / max(1, tally.steps):.0f} ms a step), {len(tally.failures)} failures"
    )
    print(", ".join(f"{name} {count}" for name, count in tally.operations.most_common()))
    for failure in tally.failures:
        print(f"\n# seed {failure.seed}\n{failure.printed()}")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
