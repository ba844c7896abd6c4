"""Pages in a real window, on an engine that is connected to nothing: they show what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from core.engine import Engine
from core.engine_options import EngineOptions
from core.store.types.orgs import Org
from tests.core.connection.conftest import desktop_keyring  # noqa: F401 - a fixture

ORG = Org(
    "00D5e000000TESTEAA",
    "Acme",
    "https://acme.my.salesforce.com",
    is_sandbox=False,
    is_practice=False,
    username="admin",
    api_version="66.0",
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = Engine(EngineOptions(tmp_path / "data", environment={}))
    yield opened
    opened.stop()


class Browser(QObject):
    """Takes the place of the web browser of the computer."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    taking = Browser()
    QDesktopServices.setUrlHandler("https", taking, "open")  # type: ignore[call-overload]
    yield taking
    QDesktopServices.unsetUrlHandler("https")
