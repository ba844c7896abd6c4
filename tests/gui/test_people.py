"""The tab Unsubscribed people, driven as a user would, with a real store and a real practice org behind it."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.engine_options import utc_now
from core.settings import OPT_OUT_FIELD
from core.store.records import Snapshot
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson, PeopleFilter, SideState, Source
from core.store.types.records import RecordState
from core.store.unsubscribes import NewUnsubscribe
from gui.language import JAPANESE, Language
from gui.main_window import MainWindow
from gui.models.people_model import IN_SALESFORCE, standings
from gui.pages.people.add_people import AddPeopleDialog
from gui.pages.people.page import PeopleTab
from gui.pages.people.person_panel import PersonPanel
from gui.pages.people.resubscribe import ResubscribeDialog
from gui.widgets.date_field import DateField
from tests.gui.test_integration import SLOW_MS, named, says
from tests.gui.test_main_window import texts
from tests.helpers.practice import PracticeOrg

# Dialogs come to the front, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NOW = utc_now()
ADA, BO, CY, DEE = "ada@example.com", "bo@example.org", "cy@example.net", "dee@example.com"
ADAS_RECORD = "003Pr0000000001AAA"


@pytest.fixture
def people(engine: Engine) -> Engine:
    """Three who are unsubscribed and one who is not; one cannot be synced."""
    store = engine.store
    store.people.add(
        [
            NewPerson(ADA, "Ada", "Lovelace", "Engines Ltd", "Countess", (ADAS_RECORD,)),
            NewPerson(BO, "Bo", "Ek", "Difference AB"),
            NewPerson(CY, "Cy", "Ito"),
            NewPerson(DEE, "Dee", "Doe"),
        ],
        NOW,
    )
    store.records.remember(
        [Snapshot(ADAS_RECORD, "Contact", "Ada Lovelace", ADA, (True, False), RecordState.ACTIVE, None)], NOW
    )
    for days, (email, source) in enumerate(
        ((ADA, Source.CLICKED_LINK), (BO, Source.MANUAL), (CY, Source.BOUNCE))
    ):
        store.unsubscribes.collect(
            [NewUnsubscribe(email, NOW - timedelta(days=10 * days), source, "asked by phone", "mina")],
            OptOutField.SALESFORCE,
            NOW,
        )
    return engine


@pytest.fixture
def tab(people: Engine, window: MainWindow, qtbot: QtBot) -> PeopleTab:
    window.activateWindow()
    window.go_to("unsubscribes", "people")
    found = window.findChild(PeopleTab)
    assert isinstance(found, PeopleTab)
    qtbot.waitUntil(lambda: says(found, "3 people"))
    return found


def listed(tab: PeopleTab, column: int = 0) -> list[str]:
    model = table(tab).model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def table(within: QWidget) -> QTableView:
    found = within.findChild(QTableView)
    assert isinstance(found, QTableView)
    return found


def panel(tab: PeopleTab) -> PersonPanel:
    found = tab.findChild(PersonPanel)
    assert isinstance(found, PersonPanel)
    return found


def field(within: QWidget, name: str) -> QLineEdit:
    return next(one for one in within.findChildren(QLineEdit) if one.accessibleName() == name)


def choose(within: QWidget, name: str, text: str, qtbot: QtBot) -> None:
    """Go to an entry of a drop-down list with the arrow keys."""
    box = next(one for one in within.findChildren(QComboBox) if one.accessibleName() == name)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if not box.currentText().startswith(text):
            qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText().startswith(text)


def pick(tab: PeopleTab, email: str, qtbot: QtBot) -> None:
    """Click a person in the list."""
    view = table(tab)
    row = listed(tab).index(email)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(row, 0)).center()
    )


def dialog(tab: PeopleTab, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: tab.findChild(kind) is not None)
    found = tab.findChild(kind)
    assert isinstance(found, kind)
    return found


def test_the_newest_come_first_and_can_be_sorted_otherwise(tab: PeopleTab, qtbot: QtBot) -> None:
    assert listed(tab) == [ADA, BO, CY]
    choose(tab, "Sort", "Oldest", qtbot)
    qtbot.waitUntil(lambda: listed(tab) == [CY, BO, ADA])
    choose(tab, "Sort", "Address Z", qtbot)
    qtbot.waitUntil(lambda: listed(tab) == [CY, BO, ADA])
    choose(tab, "Sort", "Address A", qtbot)
    qtbot.waitUntil(lambda: listed(tab) == [ADA, BO, CY])


def test_typing_searches_and_a_search_without_a_find_says_so(tab: PeopleTab, qtbot: QtBot) -> None:
    qtbot.keyClick(tab, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = field(tab, "Search people")
    qtbot.waitUntil(search.hasFocus)
    qtbot.keyClicks(search, "LOVE")
    qtbot.waitUntil(lambda: listed(tab) == [ADA])
    qtbot.waitUntil(lambda: says(tab, "1 person"))
    qtbot.keyClicks(search, "zzz")
    qtbot.waitUntil(lambda: says(tab, "Nobody found"))
    qtbot.mouseClick(named(tab, "Clear filters"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: listed(tab) == [ADA, BO, CY])


def test_enter_goes_from_search_to_list_to_panel_and_escape_back(tab: PeopleTab, qtbot: QtBot) -> None:
    search = field(tab, "Search people")
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(table(tab).hasFocus)
    qtbot.waitUntil(lambda: says(panel(tab), "Ada Lovelace"))
    qtbot.keyClick(table(tab), Qt.Key.Key_Return)

    def focused() -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    qtbot.waitUntil(lambda: panel(tab).isAncestorOf(focused()))
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(table(tab).hasFocus)


def test_filters_by_source_day_and_state(tab: PeopleTab, qtbot: QtBot) -> None:
    choose(tab, "Source", "Bounce", qtbot)
    qtbot.waitUntil(lambda: listed(tab) == [CY])
    choose(tab, "Source", "Any", qtbot)
    choose(tab, "Unsubscribed when", "Last 7", qtbot)
    qtbot.waitUntil(lambda: listed(tab) == [ADA])
    choose(tab, "Unsubscribed when", "Between", qtbot)
    qtbot.waitUntil(lambda: listed(tab) == [ADA, BO, CY])
    choose(tab, "Unsubscribed when", "Any", qtbot)
    choose(tab, "State in Salesforce", "Opted out", qtbot)
    qtbot.waitUntil(lambda: listed(tab) == [ADA])


def test_the_days_of_a_filter_are_written_as_in_the_list(
    tab: PeopleTab, language: Language, qtbot: QtBot
) -> None:
    choose(tab, "Unsubscribed when", "Between", qtbot)
    field = next(one for one in tab.findChildren(DateField) if one.isVisible())
    field.setDate(QDate(2026, 12, 11))
    assert field.text() == "11 Dec 2026"
    language.choose(JAPANESE)
    qtbot.waitUntil(lambda: field.text() == "2026/12/11")


def test_all_people_are_listed_at_the_turn_of_a_switch(tab: PeopleTab, qtbot: QtBot) -> None:
    qtbot.mouseClick(named(tab, "All people"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: listed(tab) == [ADA, BO, CY, DEE])


def test_those_who_cannot_sync_are_shown_with_the_reason(
    window: MainWindow, tab: PeopleTab, qtbot: QtBot
) -> None:
    window.go_to("unsubscribes", ("people", "not_syncable"))
    qtbot.waitUntil(lambda: sorted(listed(tab)) == [BO, CY])
    assert set(listed(tab, 5)) == {"– Not looked for in Salesforce yet"}
    pick(tab, BO, qtbot)
    qtbot.waitUntil(lambda: says(panel(tab), "Cannot sync: Not looked for in Salesforce yet"))


def test_the_panel_leaves_its_room_to_the_list_until_somebody_is_chosen(tab: PeopleTab, qtbot: QtBot) -> None:
    assert not panel(tab).isVisible()
    pick(tab, ADA, qtbot)
    assert panel(tab).isVisible()
    qtbot.keyClick(table(tab), Qt.Key.Key_Escape)
    assert not panel(tab).isVisible()
    assert table(tab).hasFocus()


def test_escape_clears_the_search(tab: PeopleTab, qtbot: QtBot) -> None:
    search = field(tab, "Search people")
    qtbot.keyClicks(search, "ada")
    qtbot.waitUntil(lambda: listed(tab) == [ADA])
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(listed(tab)) == 3)


def test_a_click_on_a_heading_sorts_by_it_and_another_the_other_way(tab: PeopleTab, qtbot: QtBot) -> None:
    header = table(tab).horizontalHeader()
    for expected in ([ADA, BO, CY], [CY, BO, ADA]):
        header.sectionClicked.emit(0)
        qtbot.waitUntil(lambda expected=expected: listed(tab) == expected)  # type: ignore[misc]
    assert header.sortIndicatorSection() == 0
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    header.sectionClicked.emit(1)
    assert header.sortIndicatorSection() == 0, "there is no index by name"


def test_several_people_are_selected_and_their_addresses_copied(tab: PeopleTab, qtbot: QtBot) -> None:
    pick(tab, ADA, qtbot)
    qtbot.keyClick(table(tab), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    menu = tab.menu()
    assert [action.text() for action in menu.actions()] == ["Copy 2 addresses"]
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text().splitlines() == [ADA, BO]
    pick(tab, BO, qtbot)
    copy, again = tab.menu().actions()
    assert copy.text().startswith("Copy 1 address")
    assert again.text() == "Re-subscribe…"


def test_a_person_is_shown_with_records_history_and_pushes(tab: PeopleTab, qtbot: QtBot) -> None:
    pick(tab, ADA, qtbot)
    qtbot.waitUntil(lambda: says(panel(tab), "Countess · Engines Ltd"))
    assert field(panel(tab), "Address").text() == ADA
    shown = texts(panel(tab))
    assert {
        "Ada Lovelace",
        "Source: Clicked Link",
        "Details: asked by phone",
        "Contact Ada Lovelace",
        "✓ active",
        "☑ Email Opt Out: ticked",
        "☐ Marketo Sales Opt Out: not ticked",
        "Belongs here: its ID was given",
        "Unsubscribed",
        "by mina",
        "Look for records of this address",
    } <= shown


class Browser(QObject):
    """Stands where the browser would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_a_record_opens_in_the_browser(
    tab: PeopleTab, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    engine.check_connection()
    pick(tab, ADA, qtbot)
    qtbot.waitUntil(lambda: says(panel(tab), "Countess"))
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")
    try:
        link = named(panel(tab), "Contact Ada Lovelace")
        link.setFocus()
        qtbot.keyClick(link, Qt.Key.Key_Space)
    finally:
        QDesktopServices.unsetUrlHandler("https")
    assert browser.opened == [f"{practice_org.url}/{ADAS_RECORD}"]


def test_what_changes_elsewhere_appears_without_losing_the_chosen_person(
    tab: PeopleTab, engine: Engine, qtbot: QtBot
) -> None:
    pick(tab, BO, qtbot)
    qtbot.waitUntil(lambda: says(panel(tab), "Bo Ek"))
    engine.collect.by_hand(["new@example.com"], "")
    qtbot.waitUntil(lambda: len(listed(tab)) == 4)
    assert table(tab).currentIndex().data() == BO
    assert says(panel(tab), "Bo Ek")


def test_the_list_names_its_columns_and_every_control_has_a_name(tab: PeopleTab, qtbot: QtBot) -> None:
    model = table(tab).model()
    titles = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    assert titles == ["Address", "Name", "Company", "Unsubscribed", "Source", "In Salesforce", "Pushes"]
    pick(tab, ADA, qtbot)
    qtbot.waitUntil(lambda: says(panel(tab), "Countess"))
    controls = [
        one
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for one in tab.findChildren(kind)
        if one.isVisible()
    ]
    assert [
        one for one in controls if not one.accessibleName() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ] == []


def test_ten_thousand_people_come_as_one_scrolls(people: Engine, window: MainWindow, qtbot: QtBot) -> None:
    people.collect.by_hand([f"many{number}@example.com" for number in range(10_000)], "")
    window.go_to("unsubscribes", "people")
    tab = window.findChild(PeopleTab)
    assert isinstance(tab, PeopleTab)
    qtbot.waitUntil(lambda: says(tab, "10,003 people"))
    view = table(tab)
    assert view.model().rowCount() < 1000

    def all_came() -> bool:
        qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        return view.model().rowCount() == 10_003

    qtbot.waitUntil(all_came, timeout=SLOW_MS)
    assert len(set(listed(tab))) == 10_003


def test_the_export_holds_just_what_is_shown(tab: PeopleTab, tmp_path: Path, qtbot: QtBot) -> None:
    qtbot.keyClicks(field(tab, "Search people"), "bo@")
    qtbot.waitUntil(lambda: listed(tab) == [BO])
    tab.export_to(tmp_path / "shown.csv")
    qtbot.waitUntil(lambda: says(tab, "1 person was exported to shown.csv."), timeout=SLOW_MS)
    with (tmp_path / "shown.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["email"] for row in csv.DictReader(stream)] == [BO]


# adding


def open_add(tab: PeopleTab, qtbot: QtBot) -> QDialog:
    qtbot.mouseClick(named(tab, "Add…"), Qt.MouseButton.LeftButton)
    return dialog(tab, AddPeopleDialog, qtbot)


def paste(within: QDialog, text: str, qtbot: QtBot) -> None:
    QApplication.clipboard().setText(text)
    qtbot.keyClick(pasted(within), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def pasted(within: QDialog) -> QPlainTextEdit:
    found = within.findChild(QPlainTextEdit)
    assert isinstance(found, QPlainTextEdit)
    return found


def test_each_address_is_checked_while_one_types_and_nothing_happens_before_the_yes(
    tab: PeopleTab, engine: Engine, qtbot: QtBot
) -> None:
    asked = open_add(tab, qtbot)
    confirm = next(b for b in asked.findChildren(QAbstractButton) if b.text().startswith("Unsubscribe"))
    assert not confirm.isEnabled()
    paste(asked, f"{DEE}\nnew@example.com; Bo <{BO}>\nnonsense", qtbot)
    qtbot.waitUntil(lambda: table(asked).model().rowCount() == 4)
    model = table(asked).model()
    cells = {model.index(row, 0).data(): model.index(row, 1).data() for row in range(4)}
    assert cells == {
        DEE: "✓ Will be unsubscribed",
        "new@example.com": "✓ Will be unsubscribed",
        BO: "○ Unsubscribed already",
        "nonsense": "× The address has no @.",
    }
    assert says(asked, "2 will be unsubscribed · 1 unsubscribed already · 1 refused")
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: tab.findChild(AddPeopleDialog) is None)
    assert engine.totals().unsubscribed == 3


def test_the_records_that_will_be_opted_out_are_named_beforehand(
    tab: PeopleTab, engine: Engine, qtbot: QtBot
) -> None:
    record = "00QPr0000000009AAA"
    engine.store.people.add([NewPerson(DEE, salesforce_ids=(record,))], NOW)
    engine.store.records.remember(
        [Snapshot(record, "Lead", "Dee Doe", DEE, (False, False), RecordState.ACTIVE, None)], NOW
    )
    asked = open_add(tab, qtbot)
    paste(asked, DEE, qtbot)
    qtbot.waitUntil(lambda: table(asked).model().rowCount() == 1)
    assert table(asked).model().index(0, 2).data() == "1: Lead Dee Doe"
    assert says(asked, "will be opted out: 1.")


def test_a_pasted_list_is_unsubscribed_with_its_reason(tab: PeopleTab, engine: Engine, qtbot: QtBot) -> None:
    asked = open_add(tab, qtbot)
    paste(asked, f"{DEE}, new@example.com", qtbot)
    choose(asked, "Reason", "The person asked by phone", qtbot)
    qtbot.keyClicks(field(asked, "Note"), "on Monday")
    confirm = named(asked, "Unsubscribe")
    qtbot.waitUntil(lambda: confirm.isEnabled() and confirm.text() == "Unsubscribe 2 people")
    qtbot.mouseClick(confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: set(listed(tab)) == {ADA, BO, CY, DEE, "new@example.com"})
    qtbot.waitUntil(lambda: tab.findChild(AddPeopleDialog) is None)
    person_id = engine.people.id_of(DEE)
    assert person_id is not None
    card = engine.people.person(person_id, OptOutField.SALESFORCE)
    assert card is not None
    assert card.row.reason == "The person asked by phone: on Monday"
    assert card.row.source is Source.MANUAL


def test_refused_addresses_stay_to_be_corrected(tab: PeopleTab, engine: Engine, qtbot: QtBot) -> None:
    asked = open_add(tab, qtbot)
    paste(asked, f"{DEE}\nwrong", qtbot)
    confirm = named(asked, "Unsubscribe")
    qtbot.waitUntil(confirm.isEnabled)
    qtbot.mouseClick(confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pasted(asked).toPlainText() == "wrong")
    assert says(asked, "1 unsubscribed. These addresses were refused")
    assert engine.totals().unsubscribed == 4


def test_somebody_in_the_list_can_be_unsubscribed_from_the_panel(
    tab: PeopleTab, engine: Engine, qtbot: QtBot
) -> None:
    qtbot.mouseClick(named(tab, "All people"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: DEE in listed(tab))
    pick(tab, DEE, qtbot)
    qtbot.waitUntil(lambda: says(panel(tab), "Not unsubscribed"))
    qtbot.mouseClick(named(panel(tab), "Unsubscribe…"), Qt.MouseButton.LeftButton)
    asked = dialog(tab, AddPeopleDialog, qtbot)
    assert pasted(asked).toPlainText() == DEE


# re-subscribing


def open_resubscribe(tab: PeopleTab, email: str, qtbot: QtBot) -> QDialog:
    pick(tab, email, qtbot)
    qtbot.waitUntil(lambda: any(one.text() == email for one in panel(tab).findChildren(QLineEdit)))
    qtbot.mouseClick(named(panel(tab), "Re-subscribe…"), Qt.MouseButton.LeftButton)
    asked = dialog(tab, ResubscribeDialog, qtbot)
    qtbot.waitUntil(lambda: not says(asked, "Looking at what is known"))
    return asked


def test_a_resubscribe_needs_reason_side_and_consent(tab: PeopleTab, engine: Engine, qtbot: QtBot) -> None:
    asked = open_resubscribe(tab, ADA, qtbot)
    confirm = named(asked, "Re-subscribe")
    assert says(asked, "Their consent must be on record")
    assert says(asked, "removed only here, the next sync unsubscribes this person again")
    assert says(asked, f"Email Opt Out will be unticked: Contact Ada Lovelace, {ADAS_RECORD}")
    steps = (
        ("Choose a reason", lambda: choose(asked, "Reason", "Other", qtbot)),
        ("Write a note", lambda: qtbot.keyClicks(field(asked, "Note"), "wrote to us on 3 June")),
        (
            "Choose one or both sides",
            lambda: qtbot.mouseClick(named(asked, "Only here"), Qt.MouseButton.LeftButton),
        ),
        (
            "Confirm that consent is on record",
            lambda: qtbot.keyClick(named(asked, "I have this person's consent on record"), Qt.Key.Key_Space),
        ),
    )
    for lacks, give in steps:
        assert not confirm.isEnabled()
        assert confirm.accessibleDescription() == lacks
        give()
    assert confirm.isEnabled()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: tab.findChild(ResubscribeDialog) is None)
    assert engine.totals().unsubscribed == 3


def test_a_resubscribe_here_alone_says_that_the_next_sync_undoes_it(
    tab: PeopleTab, engine: Engine, qtbot: QtBot
) -> None:
    asked = open_resubscribe(tab, ADA, qtbot)
    choose(asked, "Reason", "The person asked in writing", qtbot)
    for name in ("Only here", "I have this person's consent on record", "Re-subscribe"):
        qtbot.mouseClick(named(asked, name), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: says(asked, f"{ADA} is re-subscribed here."))
    assert says(asked, "clear it there too, or the next sync unsubscribes again")
    qtbot.waitUntil(lambda: listed(tab) == [BO, CY])


@pytest.fixture
def contact(people: Engine, practice_org: PracticeOrg) -> dict[str, str]:
    """A Contact of the org that is opted out there and unsubscribed here."""
    [row] = practice_org.query(
        "SELECT Id, Email, Name FROM Contact WHERE HasOptedOutOfEmail = false AND Email != null LIMIT 1"
    )
    practice_org.salesforce().Contact.update(row["Id"], {"HasOptedOutOfEmail": True})
    people.check_connection()
    people.store.people.add([NewPerson(row["Email"], salesforce_ids=(row["Id"],))], NOW)
    people.store.records.remember(
        [Snapshot(row["Id"], "Contact", row["Name"], row["Email"], (True, False), RecordState.ACTIVE, None)],
        NOW,
    )
    people.store.unsubscribes.collect(
        [NewUnsubscribe(row["Email"], NOW, Source.MANUAL)], OptOutField.SALESFORCE, NOW
    )
    return {name: str(row[name]) for name in ("Id", "Email", "Name")}


def ticked(org: PracticeOrg, contact: dict[str, str]) -> bool:
    [row] = org.query(f"SELECT HasOptedOutOfEmail FROM Contact WHERE Id = '{contact['Id']}'")
    return bool(row["HasOptedOutOfEmail"])


def test_a_resubscribe_names_the_chosen_box_and_leaves_the_other_one(
    tab: PeopleTab, engine: Engine, qtbot: QtBot
) -> None:
    gone = "00QPr0000000009AAA"
    engine.store.people.add([NewPerson(ADA, salesforce_ids=(gone,))], NOW)
    engine.store.records.remember(
        [
            Snapshot(ADAS_RECORD, "Contact", "Ada Lovelace", ADA, (True, True), RecordState.ACTIVE, None),
            Snapshot(gone, "Lead", "Ada L", ADA, (False, True), RecordState.MERGED, None),
        ],
        NOW,
    )
    engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    asked = open_resubscribe(tab, ADA, qtbot)
    assert says(asked, f"Marketo Sales Opt Out will be unticked: Contact Ada Lovelace, {ADAS_RECORD}")
    assert says(
        asked, f"Marketo Sales Opt Out stays ticked and counts no longer: Lead Ada L, {gone} (merged)"
    )
    assert says(asked, "Without this choice it stays as it is")
    # What is gone unsubscribes nobody again.
    assert says(asked, "Salesforce is still ticked, on 1 of the records below")


def resubscribe_both(tab: PeopleTab, contact: dict[str, str], qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: contact["Email"] in listed(tab))
    asked = open_resubscribe(tab, contact["Email"], qtbot)
    assert says(asked, f"Email Opt Out will be unticked: Contact {contact['Name']}, {contact['Id']}")
    choose(asked, "Reason", "Unsubscribed by mistake", qtbot)
    for name in ("Both sides", "I have this person's consent on record", "Re-subscribe"):
        qtbot.mouseClick(named(asked, name), Qt.MouseButton.LeftButton)
    return asked


@pytest.fixture
def tab_with_contact(contact: dict[str, str], window: MainWindow, qtbot: QtBot) -> PeopleTab:
    window.activateWindow()
    window.go_to("unsubscribes", "people")
    found = window.findChild(PeopleTab)
    assert isinstance(found, PeopleTab)
    qtbot.waitUntil(lambda: says(found, "4 people"))
    return found


def test_both_sides_are_cleared_in_one_guarded_act(
    tab_with_contact: PeopleTab,
    contact: dict[str, str],
    engine: Engine,
    practice_org: PracticeOrg,
    qtbot: QtBot,
) -> None:
    asked = resubscribe_both(tab_with_contact, contact, qtbot)
    qtbot.waitUntil(lambda: says(asked, "is re-subscribed here."), timeout=SLOW_MS)
    assert says(asked, f"Email Opt Out unticked: Contact {contact['Name']}, {contact['Id']}")
    assert not ticked(practice_org, contact)
    assert contact["Email"] not in {
        row.email for row in engine.people.all(PeopleFilter(), OptOutField.SALESFORCE)
    }
    qtbot.mouseClick(named(asked, "Close"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: contact["Email"] not in listed(tab_with_contact))


def test_a_refusal_by_salesforce_leaves_the_person_unsubscribed_and_says_why(
    tab_with_contact: PeopleTab,
    contact: dict[str, str],
    engine: Engine,
    practice_org: PracticeOrg,
    qtbot: QtBot,
) -> None:
    practice_org.control("faults", {"records": [{"ids": [contact["Id"]], "refuse": "locked"}]})
    try:
        asked = resubscribe_both(tab_with_contact, contact, qtbot)
        qtbot.waitUntil(lambda: says(asked, "Salesforce refused"), timeout=SLOW_MS)
        assert says(asked, f"{contact['Email']} stays unsubscribed here.")
        assert ticked(practice_org, contact)
        standing = {row.email: row for row in engine.people.all(PeopleFilter(), OptOutField.SALESFORCE)}
        assert standing[contact["Email"]].in_salesforce is SideState.OPTED_OUT
    finally:
        practice_org.control("faults", {"clear": True})


@pytest.mark.parametrize("code", ["en", "ja"])
def test_a_state_in_salesforce_is_never_cut_short(
    tab: PeopleTab, window: MainWindow, language: Language, code: str, qtbot: QtBot
) -> None:
    language.choose(code)
    view = table(tab)
    for width in (1000, 1120, 1600):
        window.resize(width, 768)
        qtbot.waitUntil(lambda width=width: window.width() == width)
        assert not view.isColumnHidden(IN_SALESFORCE)
        room = view.columnWidth(IN_SALESFORCE)
        assert max(view.fontMetrics().horizontalAdvance(text) for text in standings()) + 16 <= room
