"""Engines against practice orgs, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.engine import Engine
from core.engine_options import EngineOptions, utc_now
from core.settings import NIGHTLY_SYNC
from tests.helpers.practice import PracticeOrg
from tests.helpers.pushing import CLEAN, Desk, Pool, ticks

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
    """Opens engines on one data directory, as one program after the other would; stops them at the end.

    The nightly sync is on, unless the test has switched it off.
    """
    opened: list[Engine] = []

    def make(now: Callable[[], object] = utc_now) -> Engine:
        engine = Engine(EngineOptions(tmp_path, environment=reached(org), now=now))  # type: ignore[arg-type]
        opened.append(engine)
        if engine.store.org_state.setting(NIGHTLY_SYNC.key) is None:
            engine.store.org_state.set_setting(NIGHTLY_SYNC.key, "on")
        return engine

    yield make
    for engine in opened:
        engine.stop()


@pytest.fixture(scope="session")
def _large_org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=6000, opted_out=200) as running:
        yield running


@pytest.fixture(scope="session")
def pool(_large_org: PracticeOrg) -> Pool:
    """Records of the large org that no test has used yet."""
    return Pool(_large_org)


@pytest.fixture
def large_org(_large_org: PracticeOrg) -> Iterator[PracticeOrg]:
    """A practice org in which nothing goes wrong yet; afterwards, nothing that was ticked may be unticked."""
    _large_org.control("faults", CLEAN)
    before = ticks(_large_org)
    yield _large_org
    _large_org.control("faults", CLEAN)
    lost = before - ticks(_large_org)
    assert not lost, "the sync never clears"


@pytest.fixture
def desk(tmp_path: Path, large_org: PracticeOrg) -> Desk:
    """A data directory with a push worker, connected to the large org."""
    return Desk(tmp_path / "data", large_org)
