"""The Checklist tab of an org that is not there: nobody connected one, or it does not answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.engine import Engine, EngineOptions
from gui.main_window import MainWindow
from gui.pages.checklist import ChecklistTab
from gui.pages.salesforce import SalesforcePage
from tests.gui.pages.driving import named, press, says


def tab_of(window: MainWindow) -> ChecklistTab:
    window.go_to("unsubscribes", "checklist")
    found = window.findChild(ChecklistTab)
    assert isinstance(found, ChecklistTab)
    return found


def test_without_an_org_it_leads_to_connecting_one(window: MainWindow, qtbot: QtBot) -> None:
    tab = tab_of(window)
    assert says(tab, "Connect to Salesforce first")
    press(tab, "Salesforce settings", qtbot)
    page = window.findChild(SalesforcePage)
    assert isinstance(page, SalesforcePage)
    assert page.isVisible()


class TestOffline:
    """An address at which nobody answers."""

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            address = f"https://127.0.0.1:{taken.getsockname()[1]}"
        environment = {
            "UNSUBSCRIBE_SYNC_INSTANCE_URL": address,
            "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": "00D-not-a-token",
        }
        opened = Engine(EngineOptions(tmp_path / "data", environment=environment))
        yield opened
        opened.stop()

    def test_a_look_says_why_nothing_could_be_looked_at(self, window: MainWindow, qtbot: QtBot) -> None:
        tab = tab_of(window)
        press(tab, "Check now", qtbot)
        qtbot.waitUntil(lambda: not tab.is_checking, timeout=60_000)
        qtbot.wait(50)
        assert says(tab, "Salesforce cannot be reached") or says(tab, "not reach")
        assert not says(tab, "can be kept in step")
        assert named(tab, "Check now").isEnabled()
