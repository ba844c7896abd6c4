"""A sign-in that leads to another org than the one the data belongs to, and the way on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from core.connection.org_folders import FIRST
from core.connection.orgs import Orgs
from core.engine_options import options_for
from core.settings import CA_FILE
from gui.app import Program
from gui.language import ENGLISH
from gui.main_window import MainWindow
from gui.pages.salesforce.other_ways import OtherWaysCard
from gui.target import Target
from gui.theme import Appearance
from tests.gui.pages.conftest import ORG
from tests.helpers.driving import choose, named, press, says
from tests.helpers.practice import PracticeOrg

SLOW_MS = 20_000

pytestmark = [
    pytest.mark.secret_service,
    pytest.mark.usefixtures("desktop_keyring"),
    pytest.mark.qt_log_ignore("QPlatformNativeInterface::systemTrayWindowChanged", "propagateSizeHints"),
]


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """The program on data that belongs to an org which nobody is signed in to."""
    made = Program(qapp, lambda: replace(options_for(tmp_path, FIRST), environment={}))
    assert made.open() is None
    assert made.session is not None
    made.session.engine.store.org_state.set_org(ORG)
    yield made
    made.close()
    made.language.choose(ENGLISH)
    made.theme.set_appearance(Appearance.LIGHT)


def window(program: Program) -> MainWindow:
    assert program.session is not None
    return program.session.window


def sign_in(program: Program, org: PracticeOrg, qtbot: QtBot) -> OtherWaysCard:
    shown = window(program)
    assert program.session is not None
    program.session.engine.settings.set(CA_FILE, org.line["ca_file"])
    shown.go_to("salesforce")
    card = next(card for card in shown.findChildren(OtherWaysCard))
    assert isinstance(card, OtherWaysCard)
    card.set_open(True)
    choose(card, "Way to sign in", "Access token")
    for name, text in (
        ("Address of your org", org.url),
        ("Access token", org.token),
    ):
        field = named(card, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    named(card, "Connect").click()  # type: ignore[attr-defined]
    return card


def test_another_org_gets_a_place_of_its_own_and_is_found_there_the_next_time(
    program: Program, practice_org: PracticeOrg, tmp_path: Path, qtbot: QtBot
) -> None:
    card = sign_in(program, practice_org, qtbot)
    qtbot.waitUntil(lambda: says(card, "This data belongs to the org Acme"), timeout=SLOW_MS)
    with qtbot.waitSignal(program.switched, timeout=SLOW_MS):
        press(card, "Add it as another org", qtbot)
    assert window(program).shown_page == "salesforce"
    assert Orgs(tmp_path).current().number == "2"
    there = sign_in(program, practice_org, qtbot)
    qtbot.waitUntil(lambda: says(there, "Connected to "), timeout=SLOW_MS)
    with qtbot.waitSignal(program.switched, timeout=SLOW_MS):
        window(program).switch_to(Target(FIRST))
    card = sign_in(program, practice_org, qtbot)
    qtbot.waitUntil(lambda: says(card, "is here already"), timeout=SLOW_MS)
    with qtbot.waitSignal(program.switched, timeout=SLOW_MS):
        press(card, "Switch to that org", qtbot)
    assert Orgs(tmp_path).current().number == "2"
