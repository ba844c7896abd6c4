"""The window opens, or a box says why: never nothing at all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.connection.org_folders import FIRST, ORGS_FILE
from core.connection.orgs import Orgs
from core.engine_options import EngineOptions, options_for
from core.events import DatabaseLost
from core.messages import Category, Message, Problem, ProblemError, Scope
from core.store.database import SQLITE_FILE
from core.store.store import Store
from gui.app import CANNOT_RUN, Program
from gui.engine_bridge import EngineBridge
from gui.language import ENGLISH
from gui.main_window import MainWindow
from gui.single_instance import LOCK_FILE, SingleInstance
from gui.start_trouble import StartTrouble, WayOn
from gui.theme import Appearance
from gui.widgets.banner import Banner
from gui.widgets.labels import TextLabel

pytestmark = [
    pytest.mark.qt_log_ignore("QPlatformNativeInterface::systemTrayWindowChanged", "propagateSizeHints"),
    pytest.mark.gui,
]

LIVING = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from gui.single_instance import SingleInstance

app = QCoreApplication([])
held = SingleInstance(Path(sys.argv[1]))
print("held" if held.claim() else "refused", flush=True)
if sys.argv[2] == "answers":
    held.raise_asked.connect(app.quit)
    app.exec()
else:
    sys.stdin.readline()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def options(home: Path) -> EngineOptions:
    return replace(options_for(home, FIRST), environment={"PATH": ""})


OpenProgram = Callable[..., Program]


@pytest.fixture
def make(qapp: QApplication, options: EngineOptions) -> Iterator[OpenProgram]:
    made: list[Program] = []

    def program(wanted: Callable[[], EngineOptions] | None = None) -> Program:
        made.append(Program(qapp, wanted or (lambda: options)))
        return made[-1]

    yield program
    for one in made:
        one.close()
        one.language.choose(ENGLISH)
        one.theme.set_appearance(Appearance.LIGHT)


class Boxes:
    """Chooses a way on in each box that comes, and keeps what the boxes said. `before` is called ahead of that."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.ways: list[WayOn] = []
        self.before: Callable[[], object] = lambda: None
        self.timer = QTimer()
        self.timer.setInterval(20)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, StartTrouble) or not box.isVisible():
            return
        self.said.append(" ".join(label.text() for label in box.findChildren(TextLabel)))
        self.before()
        way = self.ways.pop(0) if self.ways else WayOn.NOTHING
        if way is WayOn.AGAIN:
            box.again.click()
        elif way is WayOn.ANEW:
            assert not box.anew.isEnabled()
            box.meant.click()
            box.anew.click()
        else:
            box.close_button.click()


@pytest.fixture
def boxes() -> Iterator[Boxes]:
    made = Boxes()
    yield made
    made.timer.stop()


@contextmanager
def another(folder: Path, *, answers: bool) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", LIVING, str(folder), "answers" if answers else "hangs"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_lock_that_was_copied_from_another_computer_holds_nobody_back(
    make: OpenProgram, home: Path
) -> None:
    home.mkdir()
    (home / LOCK_FILE).write_text("4711\npython3\nanother-computer\n0123456789abcdef\n\n")
    assert make().open() is None


def test_nor_does_one_whose_process_was_killed_or_has_a_number_that_another_has_now(
    make: OpenProgram, home: Path
) -> None:
    with another(home, answers=False) as process:
        process.kill()
        process.wait()
    # As Qt writes it: our own number, name and computer.
    (home / LOCK_FILE).write_text(f"{os.getpid()}\n{Path(sys.executable).name}\n{os.uname().nodename}\n")
    assert make().open() is None


def test_a_window_that_lives_comes_to_the_front_instead(make: OpenProgram, home: Path) -> None:
    with another(home, answers=True) as process:
        assert make().open() == 0
        assert process.wait(30) == 0


def test_one_that_lives_and_does_not_answer_is_said(
    make: OpenProgram, home: Path, monkeypatch: pytest.MonkeyPatch, boxes: Boxes
) -> None:
    monkeypatch.setattr("gui.single_instance._ANSWER_MS", 200)
    with another(home, answers=False) as process:
        assert make().open() == CANNOT_RUN
        assert str(process.pid) in boxes.said[0]
    assert "does not answer" in boxes.said[0]


def test_after_it_has_ended_trying_again_opens_the_window(
    make: OpenProgram, home: Path, monkeypatch: pytest.MonkeyPatch, boxes: Boxes
) -> None:
    monkeypatch.setattr("gui.single_instance._ANSWER_MS", 200)
    boxes.ways = [WayOn.AGAIN]
    with another(home, answers=False) as process:
        boxes.before = lambda: (process.kill(), process.wait())
        assert make().open() is None
    assert len(boxes.said) == 1


def _mounted(home: Path, kind: str) -> bool:
    home.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(home)]
    if not hasattr(os, "geteuid") or os.geteuid() or subprocess.run(mount, check=False).returncode:
        return False
    if kind == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(home)], check=True)
    else:
        with (home / "filler").open("wb", buffering=0) as filler:
            try:
                while filler.write(b"x" * 4096):
                    pass
            except OSError:
                return True
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux makes disks like these")
@pytest.mark.parametrize(("kind", "word"), [("full", "full"), ("read-only", "write")])
def test_a_disk_that_takes_nothing_is_said_and_not_passed_over_in_silence(
    kind: str, word: str, make: OpenProgram, home: Path, capsys: pytest.CaptureFixture[str], boxes: Boxes
) -> None:
    if not _mounted(home, kind):
        pytest.skip("only root makes disks")
    try:
        program = make()
        assert program.open() == CANNOT_RUN
        program.close()
    finally:
        subprocess.run(["umount", str(home)], check=True)
    assert len(boxes.said) == 1
    assert word in boxes.said[0]
    assert str(home) in boxes.said[0]
    assert word in capsys.readouterr().err


def test_a_database_that_is_gone_is_said_and_nothing_is_made(
    make: OpenProgram, home: Path, boxes: Boxes
) -> None:
    Store(home)
    (home / SQLITE_FILE).unlink()
    before = sorted(home.iterdir())
    assert make().open() == CANNOT_RUN
    assert sorted(home.iterdir()) == before
    assert "is not there" in boxes.said[0]
    assert "Beginning anew makes an empty database" in boxes.said[0]


def test_brought_back_it_opens_when_that_is_tried_again(make: OpenProgram, home: Path, boxes: Boxes) -> None:
    Store(home).org_state.set_setting("org_name", "Acme")
    path = home / SQLITE_FILE
    path.rename(home / "elsewhere")
    boxes.ways = [WayOn.AGAIN]
    boxes.before = lambda: (home / "elsewhere").rename(path)
    program = make()
    assert program.open() is None
    assert program.session is not None
    assert program.session.engine.store.org_state.setting("org_name") == "Acme"


def test_beginning_anew_opens_an_empty_one_and_keeps_the_rest(
    make: OpenProgram, home: Path, boxes: Boxes
) -> None:
    Store(home)
    (home / SQLITE_FILE).write_bytes(b"")
    boxes.ways = [WayOn.ANEW]
    program = make()
    assert program.open() is None
    assert program.session is not None
    assert program.session.engine.totals().people == 0
    assert len(boxes.said) == 1
    assert len(list(home.glob("set-aside-*"))) == 1


def test_what_goes_wrong_before_there_is_anything_to_open_is_said_too(
    make: OpenProgram, home: Path, boxes: Boxes
) -> None:
    home.mkdir()
    (home / ORGS_FILE).write_text("{}")

    def wanted() -> EngineOptions:
        return options_for(home, Orgs(home).current().number)

    assert make(wanted).open() == CANNOT_RUN
    assert "which org is the current one" in boxes.said[0]


def test_so_is_an_error_of_the_program_itself(
    make: OpenProgram, monkeypatch: pytest.MonkeyPatch, boxes: Boxes
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("gui.app.Session", broken)
    assert make().open() == CANNOT_RUN
    assert "an error of its own" in boxes.said[0]


def test_a_database_taken_away_under_the_window_is_an_alarm_on_every_page(
    window: MainWindow, bridge: EngineBridge, qtbot: QtBot
) -> None:
    alarm = window._alarm
    assert isinstance(alarm, Banner)
    assert not alarm.isVisible()
    what = Message("The people database {path} was taken away.", {"path": "here"})
    problem = Problem(
        "DATABASE_GONE", Category.OTHER, what, Message("Bring it back."), scope=Scope.CONNECTION
    )
    bridge.engine.events.emit(DatabaseLost(problem))
    qtbot.waitUntil(alarm.isVisible)
    assert "taken away" in alarm.accessibleName()
    for page in ("salesforce", "status_log", "unsubscribes"):
        window.go_to(page)
        assert alarm.isVisible()
    bridge.engine.events.emit(DatabaseLost(None))
    qtbot.waitUntil(lambda: not alarm.isVisible())


def test_a_folder_that_cannot_be_written_to_is_a_reason_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProblemError) as caught:
        SingleInstance(tmp_path / "file").claim()
    assert caught.value.problem.code == "FOLDER_NOT_WRITABLE"
