"""Models on a real engine that is connected to nothing: they read what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.engine import Engine
from core.engine_options import EngineOptions


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = Engine(EngineOptions(tmp_path, environment={}))
    yield opened
    opened.stop()
