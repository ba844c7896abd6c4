"""The program as it is started: a process of its own, a real window on a real X display, keys pressed from outside."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.store.store import Store
from core.store.types.runs import RunOutcome

PATIENCE_S = 60
PRESSED_AGAIN_AFTER_S = 5

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb or xdotool is not installed"
    ),
]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A display of the tests' own, on a number that is free."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(20)


class Program:
    """The program on that display, with a practice org and data of its own."""

    def __init__(self, display: str, folder: Path) -> None:
        self._folder = folder
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("UNSUBSCRIBE_SYNC_")},
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gui", "--practice", "--data-dir", str(self._folder)]
        self.process = subprocess.Popen(command, env=self._environment)
        until(lambda: self._window() != "")

    def press(self, key: str, heard: Callable[[], bool]) -> None:
        """As somebody does at whom the window is still busy: the key is pressed again until it is heard."""
        deadline = time.monotonic() + PATIENCE_S
        while not heard():
            assert time.monotonic() < deadline, f"{key} was not heard"
            self._xdotool("windowfocus", "--sync", self._window())
            self._xdotool("key", "--clearmodifiers", key)
            wait(heard, PRESSED_AGAIN_AFTER_S)

    def close(self) -> int:
        """As the cross in the corner does, without a window manager."""
        assert self.process is not None
        if self.process.poll() is None:
            self._xdotool("windowclose", self._window())
        return self.process.wait(PATIENCE_S)

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_S)

    @property
    def data(self) -> Path:
        return self._folder / "practice"

    def _window(self) -> str:
        found = self._xdotool("search", "--onlyvisible", "--name", "Unsubscribe Sync")
        return found.split()[-1] if found.split() else ""

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        return done.stdout


@pytest.fixture
def program(display: str, tmp_path: Path) -> Iterator[Program]:
    made = Program(display, tmp_path)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def until(condition: Callable[[], bool]) -> None:
    assert wait(condition, PATIENCE_S), "it did not come about"


def wait(condition: Callable[[], bool], patience_s: float) -> bool:
    deadline = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def runs(program: Program) -> list[RunOutcome]:
    return [run.outcome for run in Store(program.data).runs.newest(10)]


def test_a_newcomer_presses_sync_now_and_both_sides_agree(program: Program) -> None:
    program.start()
    until(lambda: Store(program.data).people.totals().people > 0)
    program.press("F5", heard=lambda: bool(runs(program)))
    until(lambda: runs(program)[-1] == RunOutcome.DONE)
    last = Store(program.data).runs.last()
    assert last is not None
    assert last.counts.unsubscribed_here > 0
    assert last.counts.opted_out_in_salesforce > 0
    program.press("F5", heard=lambda: len(runs(program)) > 1)
    until(lambda: RunOutcome.RUNNING not in runs(program))
    again = Store(program.data).runs.last()
    assert again is not None
    assert (again.counts.unsubscribed_here, again.counts.opted_out_in_salesforce) == (0, 0)


def test_killed_at_work_the_next_start_carries_on(program: Program) -> None:
    program.start()
    until(lambda: Store(program.data).people.totals().people > 0)
    program.press("F5", heard=lambda: bool(runs(program)))
    program.kill()
    before = len(runs(program))
    program.start()
    program.press("F5", heard=lambda: len(runs(program)) > before)
    until(lambda: runs(program)[0] == RunOutcome.DONE)
    assert RunOutcome.RUNNING not in runs(program)


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_in_the_terminal_and_the_systems_wish_end_the_window_in_order(
    program: Program, wish: signal.Signals
) -> None:
    program.start()
    assert program.process is not None
    program.process.send_signal(wish)
    assert program.process.wait(PATIENCE_S) == 130
