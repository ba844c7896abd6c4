"""The program around its windows: switching to another org, in one process and in order."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from core.connection.org_folders import FIRST, ORGS_FILE
from core.connection.orgs import Orgs
from core.connection.practice_child import PracticeOptions
from core.connection.state import ConnectionState
from core.engine import Engine
from core.engine_options import EngineOptions, options_for
from core.settings import APPEARANCE, LANGUAGE, ORG_NAME
from core.store.database import SQLITE_FILE
from gui.app import Program
from gui.language import ENGLISH
from gui.pages.switch_question import SwitchQuestion
from gui.session import Session
from gui.single_instance import SingleInstance
from gui.start_trouble import StartTrouble
from gui.target import PRACTICE, Target
from gui.theme import Appearance
from tests.core.sync.conftest import reached
from tests.gui.test_opening import another
from tests.helpers.practice import PracticeOrg

SLOW_MS = 20_000

pytestmark = [
    # Qt's own words on the offscreen platform, which has no tray and no window manager.
    pytest.mark.qt_log_ignore("QPlatformNativeInterface::systemTrayWindowChanged", "propagateSizeHints"),
    pytest.mark.gui,
]


@pytest.fixture
def options(tmp_path: Path) -> EngineOptions:
    return replace(options_for(tmp_path, FIRST), environment={"PATH": ""})


@pytest.fixture
def program(qapp: QApplication, options: EngineOptions) -> Iterator[Program]:
    made = Program(qapp, lambda: options)
    made.practice = PracticeOptions(people=30, opted_out=3)
    assert made.open() is None
    yield made
    end(made)


def end(program: Program) -> None:
    """Leave the application to the other tests as they expect it."""
    program.close()
    program.language.choose(ENGLISH)
    program.theme.set_appearance(Appearance.LIGHT)


def session(program: Program) -> Session:
    assert program.session is not None
    return program.session


def switch(program: Program, target: Target, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.switched, timeout=SLOW_MS):
        session(program).window.switch_to(target)


def practice_processes() -> list[psutil.Process]:
    found = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "core.practice_org" in child.cmdline():
                found.append(child)
    return found


def test_into_the_practice_org_and_back_with_nothing_left_behind(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    processes, threads = len(practice_processes()), threading.active_count()
    switch(program, PRACTICE, qtbot)
    there = session(program).engine
    assert there.is_practice
    assert there.data_dir == tmp_path / "practice"
    assert session(program).window.isVisible()
    qtbot.waitUntil(lambda: there.connection.state().state is ConnectionState.CONNECTED, timeout=SLOW_MS)
    assert len(practice_processes()) > processes
    switch(program, Target(FIRST), qtbot)
    here = session(program).engine
    assert not here.is_practice
    assert here.data_dir == tmp_path
    qtbot.waitUntil(lambda: len(practice_processes()) == processes, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: threading.active_count() <= threads, timeout=SLOW_MS)
    visible = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
    assert visible == [session(program).window]


def test_another_org_opens_on_the_wanted_page_with_the_language_and_look_of_this_one(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    engine = session(program).engine
    engine.settings.set(LANGUAGE, "ja")
    engine.settings.set(APPEARANCE, "dark")
    (tmp_path / "orgs" / "2").mkdir(parents=True)
    session(program).window.resize(800, 620)
    switch(program, Target("2", page="salesforce"), qtbot)
    now = session(program)
    assert now.engine.data_dir == tmp_path / "orgs" / "2"
    assert now.window.shown_page == "salesforce"
    assert (now.window.width(), now.window.height()) == (800, 620)
    assert now.engine.settings.text(LANGUAGE) == "ja"
    assert now.engine.settings.text(APPEARANCE) == "dark"
    assert Orgs(tmp_path).current().number == "2"
    now.engine.settings.set(APPEARANCE, "light")
    switch(program, Target(FIRST), qtbot)
    assert session(program).engine.settings.text(APPEARANCE) == "light"


def test_practice_does_not_change_which_org_is_the_current_one(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    switch(program, PRACTICE, qtbot)
    assert Orgs(tmp_path).current().number == FIRST


def test_an_org_that_another_window_has_comes_to_the_front_there_and_this_one_stays(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "orgs" / "2").mkdir(parents=True)
    before = session(program)
    with another(tmp_path / "orgs" / "2", answers=True) as other:
        before.window.switch_to(Target("2"))
        assert other.wait(30) == 0, "it was not asked to come to the front"
    assert session(program) is before
    assert before.window.isEnabled()
    switch(program, Target("2"), qtbot)


def test_an_org_whose_database_is_lost_is_said_with_the_ways_on_and_this_one_stays(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    session(program).engine.settings.set(ORG_NAME, "Acme")
    second = Orgs(tmp_path).add(session(program).engine.store.org_state)
    assert second.number == "2"
    shutil.rmtree(second.folder)
    before = session(program)
    before.window.switch_to(Target("2"))
    box = before.window.findChild(StartTrouble)
    assert box is not None
    assert not second.folder.exists()
    box.close_button.click()
    assert session(program) is before
    before.window.switch_to(Target("2"))
    box = before.window.findChildren(StartTrouble)[-1]
    box.meant.click()
    with qtbot.waitSignal(program.switched, timeout=SLOW_MS):
        box.anew.click()
    assert session(program).engine.totals().people == 0


def test_an_org_that_cannot_be_opened_is_said_and_this_one_stays(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "orgs" / "2").mkdir(parents=True)
    (tmp_path / "orgs" / "2" / SQLITE_FILE).write_bytes(b"no database at all" * 100)
    before = session(program)
    before.window.switch_to(Target("2"))
    qtbot.waitUntil(lambda: before.window.findChild(StartTrouble) is not None, timeout=SLOW_MS)
    box = before.window.findChild(StartTrouble)
    assert box is not None
    assert "is damaged" in box.windowTitle()
    box.close_button.click()
    assert session(program) is before
    assert before.window.isEnabled()
    assert QApplication.overrideCursor() is None
    assert Orgs(tmp_path).current().number == FIRST


def test_an_org_that_opens_but_cannot_be_made_the_current_one_leaves_nothing_running(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "orgs" / "2").mkdir(parents=True)
    # Where the file is to be put, something else is in the way.
    (tmp_path / ORGS_FILE).mkdir()
    before, handlers = session(program), len(logging.getLogger().handlers)
    before.window.switch_to(Target("2"))
    assert refusal(before, qtbot)
    assert before.window.isEnabled()
    assert len(logging.getLogger().handlers) == handlers
    (tmp_path / ORGS_FILE).rmdir()
    switch(program, Target("2"), qtbot)


def test_the_window_stays_live_while_the_other_org_is_brought_up_to_date(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "orgs" / "2").mkdir(parents=True)

    beat = threading.Event()
    seen_alive: list[bool] = []

    def slowly(options: EngineOptions) -> Engine:
        beat.clear()
        seen_alive.append(beat.wait(SLOW_MS / 1000))
        return Engine(options)

    monkeypatch.setattr("gui.app.Engine", slowly)
    timer = QTimer()
    timer.timeout.connect(beat.set)
    timer.start(10)
    switch(program, Target("2"), qtbot)
    timer.stop()
    assert seen_alive == [True]


def test_where_the_other_org_cannot_be_shown_the_program_says_so_and_ends(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "orgs" / "2").mkdir(parents=True)
    said: list[str] = []

    def broken(*_: object) -> Session:
        raise RuntimeError

    def hear(box: QMessageBox) -> None:
        said.append(box.text())

    monkeypatch.setattr("gui.app.Session", broken)
    monkeypatch.setattr(QMessageBox, "exec", hear)
    quits: list[bool] = []
    monkeypatch.setattr(program._app, "quit", lambda: quits.append(True))
    session(program).window.switch_to(Target("2"))
    qtbot.waitUntil(lambda: quits == [True], timeout=SLOW_MS)
    assert "an error of its own" in said[0]
    program.close()
    assert QApplication.overrideCursor() is None
    assert SingleInstance(tmp_path / "orgs" / "2").claim()


def refusal(shown: Session, qtbot: QtBot) -> str:
    """What the window says of the org that it could not switch to."""
    qtbot.waitUntil(lambda: shown.window.findChild(QMessageBox) is not None, timeout=SLOW_MS)
    box = shown.window.findChild(QMessageBox)
    assert box is not None
    text = box.text()
    box.accept()
    return text


def test_work_under_way_is_not_broken_off_unasked(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    with PracticeOrg(people=40, opted_out=4, latency_ms=400) as org:
        made = Program(qapp, lambda: replace(options_for(tmp_path, FIRST), environment=reached(org)))
        assert made.open() is None
        try:
            here = session(made)
            here.engine.sync.sync_now()
            qtbot.waitUntil(lambda: here.engine.sync.activity() is not None, timeout=SLOW_MS)
            here.window.switch_to(PRACTICE)
            question = here.window.findChild(SwitchQuestion)
            assert question is not None
            question.done(QDialog.DialogCode.Rejected)
            assert session(made) is here
            here.window.switch_to(PRACTICE)
            question = here.window.findChildren(SwitchQuestion)[-1]
            with qtbot.waitSignal(made.switched, timeout=SLOW_MS):
                question.accept()
            assert session(made).engine.is_practice
        finally:
            end(made)


def test_the_same_org_again_only_opens_the_page(program: Program) -> None:
    before = session(program)
    before.window.switch_to(Target(FIRST, page="profile"))
    assert session(program) is before
    assert before.window.shown_page == "profile"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps such rights elsewhere")
def test_what_a_window_leaves_behind_is_for_its_user_alone(
    qapp: QApplication, options: EngineOptions, tmp_path: Path, qtbot: QtBot
) -> None:
    def open_to_others(home: Path) -> list[str]:
        found = []
        for path in (home, *home.rglob("*")):
            with suppress(FileNotFoundError):  # a database's helper files come and go meanwhile
                if path.stat().st_mode & 0o077:
                    found.append(str(path))
        return found

    before = os.umask(0o022)
    try:
        made = Program(qapp, lambda: replace(options, data_dir=tmp_path / "home", home=tmp_path / "home"))
        made.practice = PracticeOptions(people=10, opted_out=1)
        assert made.open() is None
        session(made).window.resize(900, 620)
        switch(made, PRACTICE, qtbot)
        switch(made, Target(FIRST), qtbot)
        home = tmp_path / "home"
        assert (home / "window.ini").stat().st_size > 0
        assert open_to_others(home) == []
        end(made)
        assert open_to_others(home) == []
    finally:
        os.umask(before)


def test_the_program_may_end_in_the_middle_of_a_switch(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    others = practice_processes()
    session(program).window.switch_to(PRACTICE)
    program.close()
    qtbot.wait(200)
    assert program.session is None
    assert QApplication.overrideCursor() is None
    for folder in (tmp_path, tmp_path / "practice"):
        again = SingleInstance(folder)
        assert again.claim()
        again.release()
    qtbot.waitUntil(lambda: practice_processes() == others, timeout=SLOW_MS)
