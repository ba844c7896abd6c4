"""Walks the checklist from an org where everything is wrong to one where everything is right, in a real window.

    python -m tests.end_to_end.checklist_walk LANGUAGE FOLDER

A process of its own, because the window is a real one while the other tests draw offscreen. It presses what an
admin presses; what the admin does in the browser is done on the practice org's own setup pages, at the address that
the window opened. Prints one JSON line for each look: the verdict as the window says it, and the checks that
are left. A picture of the first and of the last look is put into the folder.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QSettings, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from core.checklist.results import Cause, Check, CheckState
from core.engine import Engine
from core.engine_options import EngineOptions
from core.settings import NIGHTLY_SYNC
from core.store.types.fields import OptOutField
from gui.engine_bridge import EngineBridge
from gui.language import Language
from gui.main_window import MainWindow
from gui.pages.checklist.check_row import CheckRow
from gui.pages.checklist.layout_dialog import LayoutDialog
from gui.pages.checklist.page import ChecklistTab
from gui.pages.integration.add_unsubscribe import AddUnsubscribeCard
from gui.pages.salesforce.load_people_card import LoadPeopleCard
from gui.theme import Appearance, Theme
from gui.widgets.pill import Pill
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg
from tests.helpers.setup_browser import SetupBrowser

PATIENCE_S = 60
MOST_LOOKS = 40
OPT_OUT = "HasOptedOutOfEmail"
MISSING_RIGHT = "Customize Application"


class Walk(QObject):
    """The admin: at the window, and in the browser that the window opens."""

    def __init__(self, org: PracticeOrg, window: MainWindow, tab: ChecklistTab) -> None:
        super().__init__()
        self._window, self._tab = window, tab
        self._engine = tab.engine
        self._url = org.url
        self._browser = SetupBrowser(org)
        QDesktopServices.setUrlHandler("https", self, "opened")  # type: ignore[call-overload]

    @Slot(QUrl)
    def opened(self, url: QUrl) -> None:
        self._browser.open(url.toString().removeprefix(self._url))
        assert self._browser.status == 200, url

    def look(self) -> list[Check]:
        """Check, and give what is left."""
        until(lambda: not self._tab.is_checking)
        self._press(
            self._tab, "ChecklistSummary", "Check again" if self._engine.checklist.last() else "Check now"
        )
        return self.found()

    def found(self) -> list[Check]:
        """What is left, when the look that is under way has ended."""
        until(lambda: not self._tab.is_checking and not self._tab.is_filling)
        settle()
        found = self._engine.checklist.last()
        assert found is not None
        verdict = next(pill.accessibleName() for pill in self._tab.findChildren(Pill) if pill.isVisible())
        left = [row.check for row in self._rows() if row.check is not None and is_left(row.check)]
        told = [f"{check.id} {check.object} {check.subject}".strip() for check in left]
        ready = found.ready[OptOutField.SALESFORCE]
        tell({"verdict": verdict, "ready": ready, "left": told})
        return left

    def put_right(self, check: Check) -> list[Check]:
        """Do what the row says: let the program do it, go to the page in the org, or to one of this program.

        Gives what is left then; of a change that it made itself the window looks without being asked.
        """
        row = next(row for row in self._rows() if row.check == check)
        if has(row, "CheckRow", "Do it for me…"):
            self._let_it_do(row)
            return self.found()
        if has(row, "CheckRow", "Load people"):
            self._press(row, "CheckRow", "Load people")
            card = self._window.findChild(LoadPeopleCard)
            assert isinstance(card, LoadPeopleCard)
            self._press(card, "LoadPeopleCard", "Load people from Salesforce")
            until(lambda: self._engine.sync.loading() is None and self._engine.totals().people > 0)
            self._window.go_to("unsubscribes", "checklist")
        else:
            self._press(row, "CheckRow", "Open in Salesforce")
            in_the_browser(self._browser, check)
        return self.look()

    def opt_out(self, email: str) -> list[Check]:
        """Somebody unsubscribes: collected in the window, pushed at once."""
        self._window.go_to("unsubscribes", "integration")
        card = self._window.findChild(AddUnsubscribeCard)
        assert isinstance(card, AddUnsubscribeCard)
        line = card.findChildren(QLineEdit)[0]
        line.setFocus()
        QTest.keyClicks(line, email)
        self._press(card, "AddUnsubscribeCard", "Add")
        until(lambda: self._engine.push.state().waiting == 0 and self._engine.totals().unsubscribed > 10)
        self._window.go_to("unsubscribes", "checklist")
        return self.look()

    def _let_it_do(self, row: QWidget) -> None:
        self._press(row, "CheckRow", "Do it for me…")
        until(lambda: self._tab.findChild(LayoutDialog) is not None)
        dialog = self._tab.findChild(LayoutDialog)
        assert isinstance(dialog, LayoutDialog)
        until(
            lambda: (
                has(dialog, "LayoutDialog", "Add the field")
                and button(dialog, "LayoutDialog", "Add the field").isEnabled()
            )
        )
        self._press(dialog, "LayoutDialog", "Add the field")
        until(lambda: has(dialog, "LayoutDialog", "Close") or says(dialog, MISSING_RIGHT))
        if says(dialog, MISSING_RIGHT):
            tell({"refused": MISSING_RIGHT})
            self._press(dialog, "LayoutDialog", "Cancel")
            grant(self._browser.open("/lightning/setup/PermSets/home"))
        else:
            self._press(dialog, "LayoutDialog", "Close")

    def _rows(self) -> list[CheckRow]:
        return [row for row in self._tab.findChildren(CheckRow) if row.isVisible()]

    def _press(self, within: QWidget, context: str, name: str) -> None:
        until(lambda: has(within, context, name))
        found = button(within, context, name)
        for area in self._window.findChildren(QScrollArea):
            if area.isAncestorOf(found):
                area.ensureWidgetVisible(found)
        settle()
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        settle()


def in_the_browser(browser: SetupBrowser, check: Check) -> None:
    """What an admin does on the page that a check leads to."""
    if check.permission:
        grant(browser)
    elif check.id.endswith(("_visible", "_writable")):
        browser.press("save", visible__1=True, readonly__1=False)
    elif check.id == "on_layout" and "FieldsAndRelationships" in check.link:
        # It is on the layout, and hidden from some of those who use it.
        numbers = range(1, 4)
        shown = {f"visible__{number}": True for number in numbers}
        browser.press("save", **shown, **{f"readonly__{number}": False for number in numbers})
    elif check.id == "on_layout" and check.cause is Cause.READ_ONLY:
        browser.press("save", **{f"behavior-{OPT_OUT}": "Edit"})
    elif check.id == "on_layout":
        browser.press("add")
    elif check.id in ("own_view", "lightning_page"):
        on_every_page(browser)
    elif check.id == "validation_rules":
        rules = [
            value for form in browser.forms for value, label in form.buttons.items() if label == "Deactivate"
        ]
        browser.press(rules[0])
    elif check.id == "duplicate_rules":
        boxes = [box for form in browser.forms for box in form.boxes if box.startswith("blocks-")]
        browser.press("save", **dict.fromkeys(boxes, False))
    else:
        raise AssertionError(f"nobody knows how to put {check.id} right")


def grant(browser: SetupBrowser) -> None:
    """From the list of profiles to the administrator's, and the right that was named."""
    browser.open(next(link for link in browser.links if "EnhancedProfiles/00e" in link))
    browser.press("save", may__CustomizeApplication=True)


def on_every_page(browser: SetupBrowser) -> None:
    for link in [link for link in browser.links if re.search("/(00h|0M0)", link)]:
        browser.open(link)
        if any("add" in form.buttons and OPT_OUT in form.choices.get("field", []) for form in browser.forms):
            browser.press("add", field=OPT_OUT)


def is_left(check: Check) -> bool:
    return check.state in (CheckState.TO_DO, CheckState.WARNING, CheckState.COULD_NOT_CHECK)


def button(within: QWidget, context: str, name: str) -> QAbstractButton:
    """The button that can be seen, by its English name in the code of a page, whatever the language."""
    words = QCoreApplication.translate(context, name)
    return next(
        b for b in within.findChildren(QAbstractButton) if b.isVisible() and b.accessibleName() == words
    )


def has(within: QWidget, context: str, name: str) -> bool:
    words = QCoreApplication.translate(context, name)
    return any(b.isVisible() and b.accessibleName() == words for b in within.findChildren(QAbstractButton))


def tell(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def says(within: QWidget, part: str) -> bool:
    return any(part in label.text() for label in within.findChildren(QLabel) if label.isVisible())


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        QTest.qWait(10)


def settle() -> None:
    QTest.qWait(60)


def walk(language: str, folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    theme, words = Theme(app, Appearance.LIGHT), Language(app)
    words.choose(language)
    with (
        PracticeOrg(people=40, opted_out=10, scenario="all-bad") as org,
        Engine(EngineOptions(folder / "data", environment=reached(org))) as engine,
    ):
        # What is walked through is the org's part; this program's own switch is on.
        engine.settings.set(NIGHTLY_SYNC, "on")
        bridge = EngineBridge(engine)
        window = MainWindow(
            bridge, theme, words, QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat)
        )
        window.show()
        engine.start()
        until(window.isVisible)
        window.go_to("unsubscribes", "checklist")
        tab = window.findChild(ChecklistTab)
        assert isinstance(tab, ChecklistTab)
        admin = Walk(org, window, tab)
        left = admin.look()
        window.grab().save(str(folder / "first.png"))
        for _ in range(MOST_LOOKS):
            # A refused dry write is put right with the rule that refused it; nothing is done for it alone.
            actionable = [check for check in left if check.id != "dry_write"]
            if not actionable:
                break
            left = admin.put_right(actionable[0])
        # What nobody could try, because no person account was opted out yet, can be tried once one is.
        [person] = org.query("SELECT PersonEmail FROM Account WHERE IsPersonAccount = true LIMIT 1")
        admin.opt_out(person["PersonEmail"])
        window.grab().save(str(folder / "last.png"))
        bridge.close()


if __name__ == "__main__":
    walk(sys.argv[1], Path(sys.argv[2]))
