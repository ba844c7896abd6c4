from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.store.store import Store
from tests.helpers import template


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of the test's own, in a folder that did not exist before."""
    return Store(tmp_path / "data")


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One store for tests that roll back what they wrote (`and_forgotten`): opening one takes long."""
    return Store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def migrated_step_by_step() -> Iterator[None]:
    """New databases take every migration, as a user's does."""
    with template.migrated_step_by_step():
        yield
