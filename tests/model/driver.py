"""Runs examples, makes failing ones short, and prints them as Python that can be pasted into a test."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from pprint import pformat
from random import Random
from time import monotonic

from tests.helpers.practice import PracticeOrg
from tests.model.engines import Engines
from tests.model.generator import Generator
from tests.model.line import Line
from tests.model.lives import deaths_are_silent
from tests.model.operations import OPERATIONS
from tests.model.oracle import BrokenRuleError
from tests.model.org import Org
from tests.model.world import Operation, World

STEPS = 35
"""Operations in one example, before it settles."""
SETTLE: Operation = ("settle", {})


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that breaks a rule: the operations up to it, the last of which breaks it."""

    rule: str
    words: str
    operations: tuple[Operation, ...]
    seed: int = 0
    after: int = 0
    """Steps of its run until then."""

    def printed(self) -> str:
        """The example as a test."""
        lines = pformat(list(self.operations), width=110, sort_dicts=False)
        name = self.rule.replace("-", "_")
        return (
            f"# {self.rule}: {self.words}\ndef test_{name}(bench: Bench) -> None:\n    bench.replay({lines})"
        )


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    steps: int = 0
    examples: int = 0
    seconds: float = 0.0
    operations: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.steps + other.steps,
            self.examples + other.examples,
            self.seconds + other.seconds,
            self.operations + other.operations,
            self.failures + other.failures,
        )


class Bench:
    """One practice org and one line, on which examples are run one after the other."""

    def __init__(self, practice: PracticeOrg, folder: Path) -> None:
        self._line = Line()
        self._org = Org(practice)
        self._engines = Engines(self._org, self._line, folder)
        self.skip: frozenset[str] = frozenset()
        self.without: frozenset[str] = frozenset()

    def close(self) -> None:
        """Leave the org."""
        self._org.close()

    @contextmanager
    def _world(self) -> Iterator[World]:
        with self._line.installed(), deaths_are_silent():
            world = World(self._engines, OPERATIONS, skip=self.skip)
            try:
                yield world
            finally:
                world.end()

    def replay(self, operations: Sequence[Operation]) -> None:
        """Carry out a sequence; raises BrokenRuleError."""
        random.seed(0)
        with self._world() as world:
            for operation in operations:
                world.do(operation)

    def fails(self, operations: Sequence[Operation]) -> tuple[str, str, int] | None:
        """The rule that a sequence breaks, why, and after how many operations; None when it breaks none."""
        random.seed(0)
        with self._world() as world:
            for count, operation in enumerate(operations, 1):
                try:
                    world.do(operation)
                except BrokenRuleError as error:
                    return error.rule, str(error), count
        return None

    def failure(self, operations: Sequence[Operation]) -> Failure | None:
        """The same as a failure, cut off after the operation that breaks the rule."""
        found = self.fails(operations)
        return None if found is None else Failure(found[0], found[1], tuple(operations[: found[2]]))

    def example(self, seed: int, tally: Tally, steps: int = STEPS) -> Failure | None:
        """A new example from a seed; it is counted in the tally."""
        chance = Random(seed)
        random.seed(seed)
        done: list[Operation] = []
        tally.examples += 1
        with self._world() as world:
            generator = Generator(chance, world, self.without)
            for number in range(steps + 1):
                operation = generator.next() if number < steps else SETTLE
                done.append(operation)
                tally.steps += 1
                tally.operations[operation[0]] += 1
                try:
                    world.do(operation)
                except BrokenRuleError as error:
                    return Failure(error.rule, str(error), tuple(done), seed, tally.steps)
        return None

    # making it short

    def shortened(self, failure: Failure, seconds: float = 120.0) -> Failure:
        """The shortest sequence found within some seconds that breaks the same rule."""
        ends = monotonic() + seconds
        best = failure
        size = max(1, len(best.operations) // 2)
        while monotonic() < ends:
            shorter = self._without_chunks(best, size, ends)
            if shorter is not None:
                best = shorter
            elif size > 1:
                size = max(1, size // 2)
            else:
                break
        while monotonic() < ends and (simpler := self._simpler(best, ends)) is not None:
            best = simpler
        return best

    def _without_chunks(self, failure: Failure, size: int, ends: float) -> Failure | None:
        operations = failure.operations
        for start in range(len(operations) - size, -1, -size):
            if monotonic() > ends:
                return None
            if (kept := self._same(failure, operations[:start] + operations[start + size :])) is not None:
                return kept
        return None

    def _simpler(self, failure: Failure, ends: float) -> Failure | None:
        for place, operation in enumerate(failure.operations):
            for candidate in simpler(operation):
                if monotonic() > ends:
                    return None
                changed = (*failure.operations[:place], candidate, *failure.operations[place + 1 :])
                if (kept := self._same(failure, changed)) is not None:
                    return kept
        return None

    def _same(self, failure: Failure, operations: Sequence[Operation]) -> Failure | None:
        found = self.failure(operations)
        if found is None or found.rule != failure.rule:
            return None
        return replace(found, seed=failure.seed, after=failure.after)


def simpler(operation: Operation) -> Iterator[Operation]:
    """The same operation with less to it, one thing at a time."""
    name, arguments = operation
    for key in ("during", "case", "ticked", "full", "times", "field"):
        if key in arguments and not (name == "radio" and key == "field"):
            yield name, {one: value for one, value in arguments.items() if one != key}
    during = arguments.get("during")
    if during is not None:
        for place in range(len(during.get("do", []))):
            yield (
                name,
                arguments | {"during": during | {"do": during["do"][:place] + during["do"][place + 1 :]}},
            )
        for key in ("call", "commit"):
            if during.get(key, 1) > 1:
                yield name, arguments | {"during": during | {key: during[key] - 1}}
    if name == "import_file":
        rows = arguments["rows"]
        for place, (who, label, how, says) in enumerate(rows):
            if len(rows) > 1:
                yield name, arguments | {"rows": rows[:place] + rows[place + 1 :]}
            for other in ((who, None, "", says), (who, label, "", says), (who, label, how, "")):
                if other != (who, label, how, says):
                    yield name, arguments | {"rows": [*rows[:place], other, *rows[place + 1 :]]}


@contextmanager
def bench() -> Iterator[Bench]:
    """A bench of its own, with a practice org behind it; ends with everything that it made."""
    fast = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="model-", dir=fast if os.access(fast, os.W_OK) else None))
    try:
        with PracticeOrg(people=0) as practice, _few_authorities(practice):
            made = Bench(practice, folder)
            try:
                yield made
            finally:
                made.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _few_authorities(practice: PracticeOrg) -> Iterator[None]:
    """The system's authorities are read anew for each session, which takes longer than all the rest of a sync."""
    before = {name: os.environ.get(name) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")}
    os.environ["SSL_CERT_FILE"] = str(practice.line["ca_file"])
    os.environ["SSL_CERT_DIR"] = str(Path(practice.line["ca_file"]).parent / "none")
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def run(
    on: Bench,
    seed: int,
    steps: int,
    *,
    every: int = 1,
    shorten_s: float = 0.0,
    most_failures: int = 1,
    tell: Callable[[Failure], None] = lambda _failure: None,
) -> Tally:
    """Run examples from every so many-th seed until so many steps are done, or so many have failed."""
    tally = Tally()
    began = monotonic()
    while tally.steps < steps and len(tally.failures) < most_failures:
        failure = on.example(seed, tally)
        if failure is not None:
            tally.failures.append(on.shortened(failure, shorten_s) if shorten_s else failure)
            tell(tally.failures[-1])
        seed += every
    tally.seconds = monotonic() - began
    return tally
