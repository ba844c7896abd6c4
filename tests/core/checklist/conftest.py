"""Engines that look at a practice org, for the tests of this folder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from core.checklist.results import Check, Checklist
from core.engine import Engine
from core.engine_options import EngineOptions, utc_now
from core.store.types.fields import OptOutField
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg

CLEAN_LIMITS = {"limits": {"daily": 100_000, "used": 0}}


class Bench:
    """An engine before an org that is brought into bad states."""

    def __init__(self, engine: Engine, org: PracticeOrg) -> None:
        self.engine = engine
        self.org = org

    def set(self, **org: Any) -> None:
        """Bring the org into a state, as a scenario does."""
        self.org.control("faults", {"org": org})

    def security(self, access: Mapping[str, str]) -> None:
        """Set field-level security."""
        self.set(security=dict(access))

    def check(self) -> Checklist:
        """Go through the whole checklist."""
        return self.engine.checklist.check(threading.Event())

    def found(self, id: str, object: str = "", field: OptOutField | None = None, subject: str = "") -> Check:
        """One check of a fresh look."""
        [check] = [
            check
            for check in self.check().checks
            if (check.id, check.object) == (id, object)
            and (field is None or check.field is field)
            and (not subject or check.subject == subject)
        ]
        return check


MakeBench = Callable[..., Bench]


@pytest.fixture(scope="module")
def org() -> Iterator[PracticeOrg]:
    """An org of the test module's own, which its tests may change."""
    with PracticeOrg(people=40, opted_out=8) as running:
        yield running


@pytest.fixture
def make_bench(org: PracticeOrg, tmp_path: Path) -> Iterator[MakeBench]:
    """Opens engines on one data directory before the org, in which nothing is wrong yet."""
    org.control("faults", {"clear": True, "scenario": "usual", "org": CLEAN_LIMITS})
    opened: list[Engine] = []

    def make(now: Callable[[], Any] = utc_now, environment: Mapping[str, str] | None = None) -> Bench:
        engine = Engine(EngineOptions(tmp_path, environment=environment or reached(org), now=now))
        opened.append(engine)
        return Bench(engine, org)

    yield make
    for engine in opened:
        engine.stop()


@pytest.fixture
def bench(make_bench: MakeBench) -> Bench:
    """One engine before the org."""
    return make_bench()
