"""The Checklist tab of an org that is not there: nobody connected one, or it does not answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.checklist.results import Check, Checklist, CheckState
from core.checklist.serialization import to_text
from core.engine import Engine
from core.engine_options import EngineOptions
from core.messages import Message
from core.store.store import Store
from core.store.types.fields import OptOutField
from gui import texts
from gui.main_window import MainWindow
from gui.pages.checklist.page import ChecklistTab
from gui.pages.salesforce.page import SalesforcePage
from tests.gui.conftest import OpenWindow
from tests.gui.pages.conftest import ORG
from tests.helpers.driving import named, press, says


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


def unreachable() -> dict[str, str]:
    """An environment with an address at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"https://127.0.0.1:{taken.getsockname()[1]}"
    return {
        "UNSUBSCRIBE_SYNC_INSTANCE_URL": address,
        "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": "00D-not-a-token",
    }


class TestOffline:
    """Nobody answers, and nobody has ever looked."""

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        opened = Engine(EngineOptions(tmp_path / "data", environment=unreachable()))
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


class TestOfflineAfterAGoodLook:
    """Nobody answers any more, and what was found before is still known."""

    AT = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)

    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        checks = (
            Check("signed_in", "", Message("Signed in"), Message("As ann.")),
            Check(
                "dry_write", "Lead", Message("A dry write"), Message("It was slow."), state=CheckState.WARNING
            ),
        )
        found = Checklist(self.AT, ORG, checks, dict.fromkeys(OptOutField, True))
        store = Store(tmp_path / "data")
        store.org_state.set_org(ORG)
        store.checklists.keep_result(ORG.id, to_text(found), self.AT)
        opened = Engine(EngineOptions(tmp_path / "data", environment=unreachable()))
        yield opened
        opened.stop()

    def test_what_was_found_stays_below_the_reason_why_the_newest_check_failed(
        self, window: MainWindow, open_window: OpenWindow, qtbot: QtBot
    ) -> None:
        tab = tab_of(window)
        assert says(tab, "Email Opt Out can be kept in step.")
        qtbot.waitUntil(lambda: says(tab, "It was slow."))
        press(tab, "Check again", qtbot)
        qtbot.waitUntil(lambda: not tab.is_checking, timeout=60_000)
        # The same after a restart of the window.
        for shown in (tab, tab_of(open_window())):
            qtbot.waitUntil(lambda tab=shown: says(tab, "The newest check could not look at Salesforce"))
            assert says(shown, f"All below was found earlier, {texts.date_and_time(self.AT)}.")
            assert says(shown, "Email Opt Out could be kept in step when this was looked at.")
            assert not says(shown, "can be kept in step")
            assert not says(shown, "Ready")
            assert says(shown, f"As of {texts.day(self.AT)}")
            qtbot.waitUntil(lambda tab=shown: says(tab, "It was slow."))
            assert not says(shown, "Salesforce cannot be asked right now")
