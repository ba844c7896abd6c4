"""The org in the top bar: said by name, word and colour; and the menu and dialog that lead to others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from core.connection.access_providers import account_of
from core.connection.orgs import Orgs
from core.engine import Engine
from core.engine_options import EngineOptions, utc_now
from core.secrets.credentials import Credentials, StoredAccess
from core.settings import LANGUAGE, ORG_COLOUR, ORG_NAME
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org
from core.store.types.people import Source
from core.store.unsubscribes import NewUnsubscribe
from gui.engine_bridge import EngineBridge
from gui.language import Language
from gui.main_window import MainWindow
from gui.org_switcher import ColouredBar, OrgSwitcher
from gui.pages.manage_orgs import ManageOrgsDialog, OrgRow
from gui.target import PRACTICE, Target
from gui.theme import Theme
from tests.core.secrets.test_credentials import SmallEntries

SLOW_MS = 20_000

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]


class Desk:
    """A window on a production org, with a sandbox beside it, that only notes where it is to be switched to."""

    def __init__(self, home: Path, theme: Theme, language: Language) -> None:
        self.orgs = Orgs(home)
        first = Store(home)
        first.org_state.set_org(
            Org("00D000000000001AAA", "R&D Ltd", "https://a.example", False, False, "u", "66.0")
        )
        self.second = Store(self.orgs.add(first.org_state).folder)
        self.second.org_state.set_org(
            Org("00D000000000002AAA", "R&D Ltd", "https://b.example", True, False, "u", "66.0")
        )
        self.engine = Engine(EngineOptions(home, environment={}, home=home))
        self.bridge = EngineBridge(self.engine)
        self.went: list[Target] = []
        kept = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(self.bridge, theme, language, kept, self.went.append)
        self.window.show()

    @property
    def switcher(self) -> OrgSwitcher:
        found = self.window.findChild(OrgSwitcher)
        assert isinstance(found, OrgSwitcher)
        return found

    def offers(self, qtbot: QtBot, count: int = 2) -> dict[str, QAction]:
        qtbot.waitUntil(lambda: len(self.switcher._orgs) == count)
        qtbot.mouseClick(self.switcher, Qt.MouseButton.LeftButton)
        found = {action.text().replace("&&", "&"): action for action in self.switcher.menu_of_orgs.actions()}
        self.switcher.menu_of_orgs.close()
        return found

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self.bridge.close()
        self.engine.stop()


@pytest.fixture
def desk(tmp_path: Path, theme: Theme, language: Language) -> Iterator[Desk]:
    made = Desk(tmp_path, theme, language)
    yield made
    made.close()


def test_production_is_said_by_word_and_colour(desk: Desk) -> None:
    assert desk.switcher.text() == "R&&D Ltd · Production"
    assert desk.switcher.accessibleName() == "Org: R&D Ltd, Production"
    assert desk.switcher.property("colour") == "red"
    bar = desk.window.findChild(ColouredBar)
    assert bar is not None
    assert bar.property("colour") == "red"


def test_the_menu_offers_every_org_the_practice_org_and_another(desk: Desk, qtbot: QtBot) -> None:
    offers = desk.offers(qtbot)
    assert [text for text in offers if text] == [
        "R&D Ltd · Production\t✓",
        "R&D Ltd · Sandbox",
        "Practice org",
        "Add another org…",
        "Manage orgs…",
    ]
    offers["R&D Ltd · Sandbox"].trigger()
    desk.offers(qtbot)["Practice org"].trigger()
    assert desk.went == [Target("2"), PRACTICE]


def test_the_menu_opens_and_chooses_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(desk.switcher._orgs) == 2)
    desk.switcher.setFocus()
    qtbot.keyClick(desk.switcher, Qt.Key.Key_Space)
    menu = desk.switcher.menu_of_orgs
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert desk.went == [Target("2")]


def test_another_org_gets_a_place_and_is_connected_there_next(desk: Desk, qtbot: QtBot) -> None:
    desk.offers(qtbot)["Add another org…"].trigger()
    qtbot.waitUntil(lambda: desk.went == [Target("3", page="salesforce")])
    assert (desk.orgs.home / "orgs" / "3").is_dir()


def test_a_name_and_a_colour_that_are_changed_show_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.offers(qtbot)["Manage orgs…"].trigger()
    dialog = desk.window.findChild(ManageOrgsDialog)
    assert dialog is not None
    name = next(
        field for field in dialog.findChildren(QLineEdit) if field.accessibleName() == "Name of this org"
    )
    name.setText("Hauptorg")
    dialog._colour.setCurrentIndex(dialog._colour.findData("purple"))
    press(dialog, "Save", qtbot)
    qtbot.waitUntil(lambda: desk.switcher.text() == "Hauptorg · Production")
    assert desk.switcher.property("colour") == "purple"
    assert desk.engine.settings.text(ORG_NAME) == "Hauptorg"
    assert desk.engine.settings.text(ORG_COLOUR) == "purple"
    dialog.reject()


def press(dialog: ManageOrgsDialog, text: str, qtbot: QtBot, number: str = "") -> None:
    """Click a button of the dialog, or of the row of an org, as soon as it is there."""

    def found() -> list[QAbstractButton]:
        part = row(dialog, number, qtbot) if number else dialog
        return [b for b in part.findChildren(QAbstractButton) if b.text() == text and b.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=SLOW_MS)
    qtbot.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def row(dialog: ManageOrgsDialog, number: str, qtbot: QtBot) -> OrgRow:
    def found() -> list[OrgRow]:
        return [line for line in dialog.findChildren(OrgRow) if line.number == number and not line.isHidden()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def said(dialog: ManageOrgsDialog, words: str) -> bool:
    return any(words in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def keyring_in_memory() -> Iterator[SmallEntries]:
    before = keyring.get_keyring()
    entries = SmallEntries()
    keyring.set_keyring(entries)
    yield entries
    keyring.set_keyring(before)


def test_an_org_is_removed_only_when_that_is_meant_and_can_come_back(
    desk: Desk, keyring_in_memory: SmallEntries, qtbot: QtBot
) -> None:
    Credentials(account_of(desk.orgs.folder_of("2"))).save(StoredAccess("https://b.example", "00D-secret"))
    desk.second.unsubscribes.collect(
        [NewUnsubscribe("a@example.com", utc_now(), Source.MANUAL)], OptOutField.SALESFORCE, utc_now()
    )
    dialog = ManageOrgsDialog(desk.window._shell, desk.window)
    dialog.open()
    press(dialog, "Remove…", qtbot, "2")
    press(dialog, "Keep it", qtbot, "2")
    press(dialog, "Remove…", qtbot, "2")
    press(dialog, "Sign out and remove", qtbot, "2")
    qtbot.waitUntil(lambda: said(dialog, "has not reached Salesforce yet"), timeout=SLOW_MS)
    assert [org.number for org in desk.orgs.all()] == ["1", "2"]
    assert keyring_in_memory.entries
    press(dialog, "Remove all the same", qtbot, "2")
    qtbot.waitUntil(lambda: said(dialog, "Its data is kept in"), timeout=SLOW_MS)
    assert [org.number for org in desk.orgs.all()] == ["1"]
    assert not keyring_in_memory.entries
    assert desk.second.people.totals().unsubscribed == 1
    press(dialog, "Bring back", qtbot, "2")
    qtbot.waitUntil(lambda: [org.number for org in desk.orgs.all()] == ["1", "2"])
    press(dialog, "Switch", qtbot, "2")
    assert desk.went == [Target("2")]


def test_the_org_of_this_window_cannot_be_removed(desk: Desk, qtbot: QtBot) -> None:
    dialog = ManageOrgsDialog(desk.window._shell, desk.window)
    dialog.open()
    assert not [
        b for b in row(dialog, "1", qtbot).findChildren(QAbstractButton) if not b.isHidden() and b.isVisible()
    ]
    dialog.reject()


def test_in_japanese_too(desk: Desk, language: Language, qtbot: QtBot) -> None:
    language.choose("ja")
    qtbot.waitUntil(lambda: desk.switcher.text() == "R&&D Ltd · 本番")
    desk.engine.settings.set(LANGUAGE, "ja")
