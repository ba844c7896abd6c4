"""An engine before a small org, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.engine import Engine
from core.engine_options import EngineOptions
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg


@pytest.fixture(scope="module")
def practice_org() -> Iterator[PracticeOrg]:
    """A small org that the tests of a module share."""
    with PracticeOrg(people=60, opted_out=6) as org:
        yield org


@pytest.fixture
def engine(practice_org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a fresh data directory, not started."""
    opened = Engine(EngineOptions(tmp_path, environment=reached(practice_org)))
    yield opened
    opened.stop()
