"""A sandbox that was refreshed: the Salesforce page says so, and begins its data anew in the same window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.connection.org_folders import FIRST
from core.connection.problems import sandbox_refreshed
from core.engine_options import options_for
from core.settings import APPEARANCE, LANGUAGE, ORG_NAME
from core.store.store import Store
from core.store.types.people import NewPerson
from gui.app import Program
from gui.language import ENGLISH
from gui.pages.salesforce.connection_card import ConnectionCard
from gui.pages.salesforce.other_org_link import OtherOrgLink
from gui.pages.salesforce.refreshed_sandbox import RefreshedSandboxDialog
from gui.theme import Appearance
from tests.gui.pages.conftest import ORG

SLOW_MS = 20_000
SANDBOX = replace(ORG, is_sandbox=True, name="Acme Box")

pytestmark = [
    pytest.mark.secret_service,
    pytest.mark.usefixtures("desktop_keyring"),
    pytest.mark.qt_log_ignore("QPlatformNativeInterface::systemTrayWindowChanged", "propagateSizeHints"),
]


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    before = Store(tmp_path)
    before.org_state.set_org(SANDBOX)
    made = Program(qapp, lambda: replace(options_for(tmp_path, FIRST), environment={}))
    assert made.open() is None
    yield made
    made.close()
    made.language.choose(ENGLISH)
    made.theme.set_appearance(Appearance.LIGHT)


@pytest.mark.parametrize(("language", "look"), [("en", Appearance.LIGHT), ("ja", Appearance.DARK)])
def test_it_is_said_with_a_button_that_begins_the_data_anew(
    program: Program, tmp_path: Path, qtbot: QtBot, language: str, look: Appearance
) -> None:
    assert program.session is not None
    session = program.session
    engine, window = session.engine, session.window
    engine.settings.set(ORG_NAME, "Test box")
    engine.store.people.add([NewPerson("ada@example.com")], engine.options.now())
    for setting, text in ((LANGUAGE, language), (APPEARANCE, look.value)):
        engine.settings.set(setting, text)
    program.language.choose(language)
    program.theme.set_appearance(look)
    window.resize(1100, 800)
    window.go_to("salesforce")
    qtbot.waitUntil(lambda: engine.connection.state().problem is not None, timeout=SLOW_MS)
    engine.connection.report(sandbox_refreshed(SANDBOX, "00D5e000000NEWWEAA"))
    card = window.findChild(ConnectionCard)
    assert card is not None
    link = card.findChild(OtherOrgLink)
    assert link is not None
    qtbot.waitUntil(link.isVisible, timeout=SLOW_MS)
    keep_picture(window, f"refreshed-{language}", qtbot)
    link.click()
    dialog = window.findChild(RefreshedSandboxDialog)
    assert dialog is not None
    keep_picture(dialog, f"refreshed-dialog-{language}", qtbot)
    with qtbot.waitSignal(program.switched, timeout=SLOW_MS):
        dialog._begin.click()
    assert program.session is not None
    now = program.session.engine
    assert now is not engine
    assert now.data_dir == tmp_path
    assert now.totals().people == 0
    assert now.settings.text(ORG_NAME) == "Test box"
    assert now.store.org_state.org() is None
    [archive] = tmp_path.glob("set-aside-*")
    assert Store(archive).people.totals().people == 1
    assert program.session.window.isVisible()


def keep_picture(widget: QWidget, name: str, qtbot: QtBot) -> None:
    """For a person to look at, where one has asked for it."""
    folder = os.environ.get("KEEP_PICTURES")
    if folder:
        qtbot.wait(500)
        widget.grab().save(f"{folder}/{name}.png")
