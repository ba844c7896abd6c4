"""A second start of the program raises the first window, and loads no window for it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.second_start import is_raised, server_name
from gui.single_instance import SingleInstance

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="elsewhere the ordinary start finds the first window"
)

SECOND = """
import sys
sys.argv = ["unsubscribe-sync", "--data-dir", sys.argv[1]]
from gui.__main__ import main
code = main()
print(code, sorted(name for name in ("PySide6", "typer", "peewee", "requests") if name in sys.modules))
"""


def test_a_second_start_raises_the_first_window_and_loads_neither_qt_nor_the_database(
    tmp_path: Path, qtbot: QtBot
) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    try:
        with qtbot.waitSignal(first.raise_asked):
            second = subprocess.Popen(
                [sys.executable, "-c", SECOND, str(tmp_path)], stdout=subprocess.PIPE, text=True
            )
        printed, _ = second.communicate(timeout=60)
    finally:
        first.release()
    assert printed.strip() == "0 []"


def test_without_a_first_window_the_ordinary_start_goes_on(tmp_path: Path) -> None:
    assert not is_raised(lambda: tmp_path)
    assert not is_raised(lambda: None)
    assert list(tmp_path.iterdir()) == []


def test_a_socket_that_a_crashed_program_left_does_not_keep_the_window_from_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The path of a socket may have a hundred letters, fewer than a test's own folder can.
    with tempfile.TemporaryDirectory(prefix="s") as place, socket.socket(socket.AF_UNIX) as left:
        monkeypatch.setenv("TMPDIR", place)
        left.bind(str(Path(place) / server_name(tmp_path)))
        left.close()
        assert not is_raised(lambda: tmp_path)
