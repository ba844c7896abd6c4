"""When the assistant opens by itself, and the way from the first start into the practice org."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.connection.org_folders import FIRST
from core.connection.practice_child import PracticeOptions
from core.connection.state import ConnectionState
from core.engine import Engine
from core.engine_options import EngineOptions, options_for
from core.settings import ASSISTANT
from gui.app import Program
from gui.assistant.first_run import is_first_run
from gui.assistant.nightly_step import NightlyStep
from gui.assistant.page import AssistantPage
from gui.language import ENGLISH
from gui.main_window import MainWindow
from gui.theme import Appearance
from gui.widgets.switch import Switch
from tests.core.sync.conftest import reached
from tests.gui.pages.conftest import ORG
from tests.gui.test_integration import says
from tests.helpers.practice import PracticeOrg

SLOW_MS = 20_000

pytestmark = pytest.mark.qt_log_ignore(
    "QPlatformNativeInterface::systemTrayWindowChanged", "propagateSizeHints"
)


def press(within: QWidget, text: str) -> None:
    """Press a button that can be seen."""
    button = next(b for b in within.findChildren(QAbstractButton) if b.text() == text and b.isVisible())
    assert button.isEnabled()
    button.click()


def switch_of(shown: QWidget) -> Switch:
    step = shown.findChild(NightlyStep)
    assert isinstance(step, NightlyStep)
    switch = step.findChild(Switch)
    assert isinstance(switch, Switch)
    return switch


def choose(within: QWidget, name: str) -> None:
    next(b for b in within.findChildren(QAbstractButton) if b.accessibleName() == name).click()


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    made = Program(qapp, lambda: replace(options_for(tmp_path, FIRST), environment={"PATH": ""}))
    made.practice = PracticeOptions(people=30, opted_out=3)
    assert made.open() is None
    yield made
    made.close()
    made.language.choose(ENGLISH)
    made.theme.set_appearance(Appearance.LIGHT)


def window(program: Program) -> MainWindow:
    assert program.session is not None
    return program.session.window


def test_the_very_first_start_opens_the_assistant(program: Program) -> None:
    assert window(program).shown_page == "assistant"


def test_a_newcomer_chooses_the_practice_org_and_comes_to_a_preview(program: Program, qtbot: QtBot) -> None:
    press(window(program), "Next")
    choose(window(program), "The practice org")
    with qtbot.waitSignal(program.switched, timeout=SLOW_MS):
        press(window(program), "Next")
    there = window(program)
    assert program.session is not None
    engine = program.session.engine
    assert engine.is_practice
    assert there.shown_page == "assistant"
    assert says(there, "The practice org needs no sign-in")
    qtbot.waitUntil(lambda: engine.connection.state().state is ConnectionState.CONNECTED, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: _next(there).isEnabled())
    for shown in (
        "Which opt out field is kept in step?",
        "Is Salesforce ready?",
        "Load your people",
    ):
        press(there, "Next")
        qtbot.waitUntil(lambda shown=shown: says(there, shown))
    press(there, "Next")
    press(there, "Calculate the preview")
    qtbot.waitUntil(lambda: says(there, "Calculated: "), timeout=SLOW_MS)
    # The preview's rows come beside the window's thread, after its summary.
    qtbot.waitUntil(
        lambda: any(
            b.text().startswith("Apply ") for b in there.findChildren(QAbstractButton) if b.isVisible()
        ),
        timeout=SLOW_MS,
    )
    press(there, "Next")
    qtbot.waitUntil(lambda: says(there, "Switch the nightly sync on"))
    assert not engine.settings.nightly_sync, "nothing runs at night before somebody has seen what it would do"
    switch_of(there).click()
    qtbot.waitUntil(lambda: engine.settings.nightly_sync)
    qtbot.waitUntil(lambda: says(there, "Next sync: "))
    press(there, "Finish")
    assert there.shown_page == "unsubscribes"
    qtbot.waitUntil(lambda: engine.settings.text(ASSISTANT) == "done")
    with Engine(options_for(engine.orgs.home, FIRST)) as own:
        assert own.settings.text(ASSISTANT) == "org", "the own org is taken up where its assistant was left"


def test_from_the_practice_org_the_assistant_leads_to_the_own_one(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    options = replace(
        options_for(tmp_path, None), practice=PracticeOptions(people=30), environment={"PATH": ""}
    )
    made = Program(qapp, lambda: options)
    assert made.open() is None
    try:
        shown = window(made)
        assert shown.shown_page != "assistant", "practice begins without it"
        shown.go_to("assistant", "org")
        qtbot.waitUntil(lambda: says(shown, "Which org do you want to work with?"))
        choose(shown, "Your own org")
        with qtbot.waitSignal(made.switched, timeout=SLOW_MS):
            press(shown, "Next")
        assert made.session is not None
        assert made.session.engine.data_dir == tmp_path
        qtbot.waitUntil(lambda: says(window(made), "Sign in to your org"))
    finally:
        made.close()
        made.language.choose(ENGLISH)
        made.theme.set_appearance(Appearance.LIGHT)


def _next(shown: MainWindow) -> QAbstractButton:
    page = shown.findChild(AssistantPage)
    assert isinstance(page, AssistantPage)
    return next(b for b in page.findChildren(QAbstractButton) if b.text() == "Next")


def test_practice_and_an_access_from_the_environment_need_no_setting_up(
    tmp_path: Path, practice_org: PracticeOrg
) -> None:
    for options in (
        EngineOptions(tmp_path / "a", PracticeOptions(people=1), environment={}),
        EngineOptions(tmp_path / "b", environment=reached(practice_org)),
    ):
        with Engine(options) as engine:
            assert not is_first_run(engine)


def test_it_comes_once_and_only_while_there_is_nothing(tmp_path: Path) -> None:
    with Engine(EngineOptions(tmp_path, environment={})) as engine:
        assert is_first_run(engine)
        engine.settings.set(ASSISTANT, "sign_in")
        assert not is_first_run(engine)
        engine.settings.set(ASSISTANT, "new")
        engine.collect.by_hand(["somebody@example.com"], "Asked by phone")
        assert not is_first_run(engine)


def test_an_org_that_is_known_needs_none(tmp_path: Path) -> None:
    with Engine(EngineOptions(tmp_path, environment={})) as engine:
        engine.store.org_state.set_org(ORG)
        assert not is_first_run(engine)


def test_a_second_org_begins_without_it(tmp_path: Path) -> None:
    (tmp_path / "orgs" / "2").mkdir(parents=True)
    with Engine(replace(options_for(tmp_path, "2"), environment={})) as engine:
        assert not is_first_run(engine)
