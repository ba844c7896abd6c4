"""One org being worked with: what the icon in the tray does to the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.connection.org_folders import FIRST
from core.engine_options import options_for
from gui.app import Program
from gui.language import ENGLISH
from gui.session import Session
from gui.theme import Appearance
from gui.tray import Tray

pytestmark = [
    # Qt's own words on the offscreen platform, which has no tray and no window manager.
    pytest.mark.qt_log_ignore(
        "QPlatformNativeInterface::systemTrayWindowChanged", "propagateSizeHints", "does not support raise"
    ),
    pytest.mark.gui,
]


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    program = Program(qapp, lambda: replace(options_for(tmp_path, FIRST), environment={"PATH": ""}))
    assert program.open() is None
    assert program.session is not None
    yield program.session
    program.close()
    program.language.choose(ENGLISH)
    program.theme.set_appearance(Appearance.LIGHT)


def test_the_word_that_a_sign_in_is_needed_opens_the_salesforce_page(
    session: Session, tray: Tray, qtbot: QtBot
) -> None:
    session.window.hide()
    tray.sign_in_asked.emit()
    qtbot.waitUntil(session.window.isVisible)
    assert session.window.shown_page == "salesforce"


@pytest.fixture
def tray(session: Session) -> Tray:
    return session._tray
