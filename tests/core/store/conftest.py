from __future__ import annotations

from pathlib import Path

import pytest

from core.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of the test's own, in a folder that did not exist before."""
    return Store(tmp_path / "data")
