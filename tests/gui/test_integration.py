"""The Integration screen, driven as a user would, with a real practice org behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.engine_options import utc_now
from core.events import EventBus
from core.settings import BRAKE_NUMBER, NIGHTLY_SYNC, NIGHTLY_TIME, Settings
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson
from gui.main_window import MainWindow
from gui.pages.integration.page import IntegrationTab
from gui.texts import moment
from tests.gui.test_main_window import texts
from tests.helpers.practice import PracticeOrg

SLOW_MS = 20_000


@pytest.fixture
def nights_on(engine: Engine) -> None:
    """To be asked for before the window, which shows at once what is set."""
    engine.settings.set(NIGHTLY_SYNC, "on")


@pytest.fixture
def tab(nights_on: None, window: MainWindow, engine: Engine) -> IntegrationTab:
    window.go_to("unsubscribes", "integration")
    engine.start()
    found = window.findChild(IntegrationTab)
    assert isinstance(found, IntegrationTab)
    return found


def named(within: QWidget, name: str) -> QAbstractButton:
    return next(b for b in within.findChildren(QAbstractButton) if b.accessibleName() == name)


def says(within: QWidget, part: str) -> bool:
    return any(part in label.text() for label in within.findChildren(QLabel) if label.isVisible())


def test_sync_now_brings_both_sides_into_step_and_shows_the_counts(
    tab: IntegrationTab, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    qtbot.mouseClick(named(tab, "Sync now"), Qt.MouseButton.LeftButton)
    assert not named(tab, "Sync now").isEnabled()
    qtbot.waitUntil(lambda: says(tab, "In step"), timeout=SLOW_MS)
    qtbot.waitUntil(lambda: named(tab, "Sync now").isEnabled())
    opted_out = practice_org.query("SELECT Id FROM Contact WHERE HasOptedOutOfEmail = true AND Email != null")
    assert opted_out
    assert engine.totals().unsubscribed >= 1
    assert {
        "people compared",
        "opted out in Salesforce",
        "unsubscribed here",
        "not in Salesforce",
        "failed",
    } <= texts(tab)


def test_the_switch_turns_the_nightly_sync_off_and_says_where_pushes_still_go(
    tab: IntegrationTab, engine: Engine, qtbot: QtBot
) -> None:
    qtbot.mouseClick(named(tab, "Nightly sync"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not engine.settings.nightly_sync)
    qtbot.waitUntil(lambda: says(tab, "New unsubscribes are still pushed to Email Opt Out."))
    assert says(tab, "Nightly sync off")
    named(tab, "Nightly sync").setFocus()
    qtbot.keyClick(named(tab, "Nightly sync"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: engine.settings.nightly_sync)


def test_the_next_sync_is_told_in_local_time_with_pacific_in_brackets(
    tab: IntegrationTab, engine: Engine
) -> None:
    planned = engine.sync.next_run()
    assert planned is not None
    assert says(tab, f"Next sync: {moment(planned)} (")
    assert says(tab, "8:00 pm Pacific)")


def test_the_second_field_can_be_chosen_by_keyboard(
    tab: IntegrationTab, engine: Engine, qtbot: QtBot
) -> None:
    engine.check_connection()
    first = named(tab, "Sync to Salesforce Opt Out field")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: engine.settings.opt_out_field is OptOutField.MARKETO_SALES)


def test_a_field_the_org_lacks_cannot_be_chosen_and_says_why(
    tab: IntegrationTab, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    practice_org.control("faults", {"org": {"package": False}})
    try:
        engine.check_connection()
        second = named(tab, "Sync to Marketo Sales Opt Out field")
        qtbot.waitUntil(lambda: not second.isEnabled())
        assert isinstance(second, QRadioButton)
        assert says(tab, "Marketo Sales Insight package, or make the field visible")
        assert "package" in second.accessibleDescription()
    finally:
        practice_org.control("faults", {"org": {"package": True}})


def test_an_unsubscribe_added_here_reaches_salesforce_at_once(
    tab: IntegrationTab, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    [row] = practice_org.query(
        "SELECT Id, Email FROM Contact WHERE HasOptedOutOfEmail = false AND Email != null LIMIT 1"
    )
    address = next(f for f in tab.findChildren(QLineEdit) if f.accessibleName() == "E-mail address")
    qtbot.keyClicks(address, row["Email"])
    qtbot.keyClick(address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: says(tab, "is unsubscribed."), timeout=SLOW_MS)

    def ticked() -> bool:
        [now] = practice_org.query(f"SELECT HasOptedOutOfEmail FROM Contact WHERE Id = '{row['Id']}'")
        return bool(now["HasOptedOutOfEmail"])

    qtbot.waitUntil(ticked, timeout=SLOW_MS)
    assert address.text() == ""


def test_a_bad_address_is_refused_with_the_reason_and_stays_to_be_corrected(
    tab: IntegrationTab, engine: Engine, qtbot: QtBot
) -> None:
    address = next(f for f in tab.findChildren(QLineEdit) if f.accessibleName() == "E-mail address")
    qtbot.keyClicks(address, "ada.example.com")
    qtbot.mouseClick(named(tab, "Add"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(tab, "The address has no @."))
    assert address.text() == "ada.example.com"
    assert engine.totals().unsubscribed == 0


def test_the_calls_left_stand_beside_what_the_next_sync_needs_and_a_shortage_is_explained(
    tab: IntegrationTab, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: says(tab, "tonight's sync needs about "), timeout=SLOW_MS)
    practice_org.control("faults", {"org": {"limits": {"daily": 5000, "used": 4990}}})
    try:
        qtbot.mouseClick(named(tab, "Sync now"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: says(tab, "and waits, because 500 are kept for others"), timeout=SLOW_MS)
        qtbot.waitUntil(lambda: says(tab, "Of the 5,000 API calls your org has in 24 hours"))
    finally:
        practice_org.control("faults", {"org": {"limits": {"daily": 100_000, "used": 0}}})


def test_what_a_command_switches_off_right_after_a_click_here_is_shown_within_seconds(
    tab: IntegrationTab, engine: Engine, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: says(tab, "Nightly sync on"))
    engine.settings.set(NIGHTLY_TIME, "21:00")
    # A command opens the same database for itself.
    Settings(Store(engine.data_dir).org_state, EventBus()).set(NIGHTLY_SYNC, "off")
    qtbot.waitUntil(lambda: says(tab, "Nightly sync off"), timeout=SLOW_MS)
    assert not named(tab, "Nightly sync").isChecked()


def test_both_limits_of_the_brake_are_shown_with_what_they_are_for_and_can_be_changed(
    tab: IntegrationTab, engine: Engine, qtbot: QtBot
) -> None:
    number = next(f for f in tab.findChildren(QLineEdit) if f.accessibleName() == "Most changes")
    assert number.text() == "1000"
    assert says(tab, "would change more people and records than this waits")
    assert says(tab, "more than this share of all people, and more than 10, waits")
    number.setFocus()
    number.setText("3")
    number.editingFinished.emit()
    qtbot.waitUntil(lambda: engine.settings.number(BRAKE_NUMBER) == 3)
    qtbot.waitUntil(lambda: says(tab, "up to 3 changes need no approval"))
    number.setText("")
    number.editingFinished.emit()
    qtbot.waitUntil(lambda: says(tab, "It accepts a whole number"))
    assert engine.settings.number(BRAKE_NUMBER) == 3


def test_who_is_not_in_salesforce_is_counted_among_the_unsubscribed_alone(
    tab: IntegrationTab, engine: Engine, qtbot: QtBot
) -> None:
    engine.store.people.add([NewPerson("wants-mail@example.com")], utc_now())
    engine.collect.by_hand(["gone@example.com"], "")
    qtbot.mouseClick(named(tab, "Sync now"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(tab, "In step, ") and says(tab, " not in Salesforce"), timeout=SLOW_MS)
    totals = engine.totals()
    assert totals.without_record == totals.not_syncable + 1
    assert says(tab, f"In step, {totals.not_syncable} not in Salesforce")
    [figure] = [part for part in tab.findChildren(QLabel) if part.text() == "not in Salesforce"]
    assert figure.isVisible()
