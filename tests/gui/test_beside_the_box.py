"""What stands beside the box: Individuals, who ticked it and when, bounces, and people opted out of marketing alone."""

from __future__ import annotations

from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.settings import OPT_OUT_FIELD
from core.store.bounces import Bounce
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson, PeopleFilter
from core.store.types.runs import RunKind
from core.sync.run.two_way import RunRequest
from gui.main_window import MainWindow
from gui.pages.integration.page import IntegrationTab
from gui.pages.people.page import PeopleTab
from tests.end_to_end.test_rules_of_the_sync import PACKAGED, act, create
from tests.gui.test_people import NOW, listed, named, panel, pick, says
from tests.helpers.practice import PracticeOrg

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def synced(engine: Engine) -> None:
    engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=Event())


def opened(window: MainWindow, email: str, qtbot: QtBot) -> PeopleTab:
    window.activateWindow()
    window.go_to("unsubscribes", "people")
    tab = window.findChild(PeopleTab)
    assert isinstance(tab, PeopleTab)
    qtbot.waitUntil(lambda: email in listed(tab))
    pick(tab, email, qtbot)
    return tab


def test_the_wishes_of_an_individual_are_shown_and_never_written(
    engine: Engine, window: MainWindow, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    practice_org.control("faults", {"scenario": "individuals"})
    extras = {"HasOptedOutProcessing": True, "ShouldForget": True}
    [individual] = practice_org.control(
        "faults",
        {"actions": [{"do": "create", "object": "Individual", "set": {"LastName": "Privacy", **extras}}]},
    )["done"][0]["ids"]
    create(practice_org, Email="private@example.com", HasOptedOutOfEmail=True, IndividualId=individual)
    synced(engine)
    tab = opened(window, "private@example.com", qtbot)
    qtbot.waitUntil(lambda: says(panel(tab), "☑ Don't Process: ticked"))
    assert says(panel(tab), "☐ Don't Market: not ticked")
    assert says(panel(tab), "☑ Forget this Individual: ticked")
    [row] = practice_org.query(f"SELECT HasOptedOutSolicit FROM Individual WHERE Id = '{individual}'")
    assert row["HasOptedOutSolicit"] is False


def test_a_person_says_first_seen_or_who_ticked_the_box(
    engine: Engine, window: MainWindow, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    practice_org.control("faults", {"scenario": "history-tracked"})
    create(practice_org, Email="seen@example.com", HasOptedOutOfEmail=True)
    told = create(practice_org, Email="told@example.com")
    act(practice_org, do="update", ids=[told], set={"HasOptedOutOfEmail": True})
    synced(engine)
    tab = opened(window, "told@example.com", qtbot)
    qtbot.waitUntil(lambda: says(panel(tab), "ticked in Salesforce by Mina Kato"))
    pick(tab, "seen@example.com", qtbot)
    qtbot.waitUntil(lambda: says(panel(tab), "First seen in Salesforce: "))
    assert says(panel(tab), "UNSUBSCRIBE HISTORY")


def test_a_bounce_is_shown_in_the_list_and_on_the_person(
    engine: Engine, window: MainWindow, qtbot: QtBot
) -> None:
    engine.store.people.add([NewPerson("gone@example.com")], NOW)
    engine.store.bounces.add([Bounce("gone@example.com", NOW, "550")], "mina", NOW)
    window.activateWindow()
    window.go_to("unsubscribes", "people")
    [row] = engine.people.all(PeopleFilter(unsubscribed_only=False), OptOutField.SALESFORCE)
    assert row.bounced
    tab = window.findChild(PeopleTab)
    assert isinstance(tab, PeopleTab)
    named(tab, "All people").click()
    qtbot.waitUntil(lambda: "gone@example.com" in listed(tab))
    assert "Bounced" in listed(tab, 3)
    pick(tab, "gone@example.com", qtbot)
    qtbot.waitUntil(lambda: says(panel(tab), "That is no opt-out by itself."))


def test_with_the_sales_field_chosen_people_opted_out_of_marketing_alone_are_counted(
    engine: Engine, window: MainWindow, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    practice_org.control("faults", {"scenario": "usual"})
    engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    synced(engine)
    marketing, sales = (
        {
            row["Email"].casefold()
            for name in ("Contact", "Lead")
            for row in practice_org.query(f"SELECT Email FROM {name} WHERE {box} = true AND Email != null")
        }
        for box in ("HasOptedOutOfEmail", PACKAGED)
    )
    addresses = marketing - sales
    assert addresses
    engine.store.people.add([NewPerson(address) for address in addresses], NOW)
    synced(engine)
    count = engine.store.people.opted_out_of_marketing_only()
    assert count == len(addresses)
    window.go_to("unsubscribes", "integration")
    tab = window.findChild(IntegrationTab)
    assert isinstance(tab, IntegrationTab)
    qtbot.waitUntil(lambda: says(tab, f"opted out of marketing mail only, as last read: {count}."))
