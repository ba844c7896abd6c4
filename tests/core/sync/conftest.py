"""Engines against practice orgs, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.engine import Engine, EngineOptions, utc_now
from tests.practice import PracticeOrg

OpenEngine = Callable[..., Engine]


def reached(org: PracticeOrg) -> dict[str, str]:
    """The environment that leads an engine to an org."""
    return {
        "UNSUBSCRIBE_SYNC_INSTANCE_URL": org.url,
        "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": org.token,
        "UNSUBSCRIBE_SYNC_CA_FILE": str(org.line["ca_file"]),
    }


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    """An empty org of the test's own."""
    with PracticeOrg(people=0) as practice:
        yield practice


@pytest.fixture
def open_engine(org: PracticeOrg, tmp_path: Path) -> Iterator[OpenEngine]:
    """Opens engines on one data directory, as one program after the other would; stops them at the end."""
    opened: list[Engine] = []

    def make(now: Callable[[], object] = utc_now) -> Engine:
        engine = Engine(EngineOptions(tmp_path, environment=reached(org), now=now))  # type: ignore[arg-type]
        opened.append(engine)
        return engine

    yield make
    for engine in opened:
        engine.stop()
