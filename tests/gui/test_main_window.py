"""The window around the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.settings import ASSISTANT_STEPS, LANGUAGE
from gui.entries import ENTRIES
from gui.language import ENGLISH, JAPANESE, Language
from gui.main_window import MainWindow
from gui.single_instance import SingleInstance
from tests.gui.conftest import OpenWindow


def texts(window: QWidget) -> set[str]:
    """Every text on screen."""
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    buttons = [button.text() for button in window.findChildren(QAbstractButton) if button.isVisible()]
    return {*labels, *buttons}


def test_the_settings_are_grouped_as_in_marketo_sales(window: MainWindow) -> None:
    assert {"MY ACCOUNT", "ADMIN SETTINGS", "Unsubscribes", "Salesforce"} <= texts(window)


@pytest.mark.parametrize("place", [place for place, entry in enumerate(ENTRIES) if entry.group])
def test_every_page_opens_by_keyboard(window: MainWindow, qtbot: QtBot, place: int) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1 + place), Qt.KeyboardModifier.ControlModifier)
    shown = window.findChild(QWidget, "page")
    assert shown is not None
    qtbot.waitUntil(lambda: window._stack.currentIndex() == place)


@pytest.mark.parametrize("entry", [entry.name for entry in ENTRIES])
def test_every_control_has_a_name_for_a_screen_reader(window: MainWindow, entry: str, qtbot: QtBot) -> None:
    window.go_to(entry)
    qtbot.wait(20)
    controls = [
        control
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for control in window.findChildren(kind)
        if control.isVisible() and control.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    assert controls
    nameless = [
        control for control in controls if not (control.accessibleName() or getattr(control, "text", str)())
    ]
    assert nameless == []


def test_the_language_changes_at_once_and_is_kept(
    window: MainWindow, engine: Engine, language: Language, qtbot: QtBot
) -> None:
    button = next(b for b in window.findChildren(QAbstractButton) if b.text() == "日本語")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: engine.settings.text(LANGUAGE) == JAPANESE)
    qtbot.waitUntil(lambda: "登録解除" in texts(window))
    assert "English" in texts(window)


def test_the_practice_org_is_marked_on_every_page(window: MainWindow, engine: Engine, qtbot: QtBot) -> None:
    engine.check_connection()
    for entry in ENTRIES:
        window.go_to(entry.name)
        qtbot.waitUntil(lambda: any("Practice org" in text for text in texts(window)))


def test_size_and_page_are_remembered(open_window: OpenWindow) -> None:
    first = open_window()
    first.resize(800, 640)
    first.go_to("profile")
    first.close()
    second = open_window()
    assert (second.width(), second.height()) == (800, 640)
    assert any(text == "Profile and language" for text in texts(second))


def test_a_small_screen_shows_the_whole_window(open_window: OpenWindow) -> None:
    window = open_window()
    room = window.screen().availableSize()
    assert room.width() < 1120, "the screen of these tests is smaller than the window would be"
    assert (window.width(), window.height()) <= (room.width(), room.height())
    assert window.minimumWidth() <= room.width()


def test_a_spoilt_window_file_does_not_keep_the_window_from_opening(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    (tmp_path / "window.ini").write_text("[window]\ngeometry=nonsense\npage=nowhere\n")
    assert open_window().isVisible()


def test_a_folder_has_one_window_and_another_folder_its_own(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim()
    other = SingleInstance(tmp_path / "other")
    assert other.claim()
    other.release()
    first.release()
    assert second.claim()
    second.release()


@pytest.mark.parametrize("code", [ENGLISH, JAPANESE])
def test_nothing_is_cut_off_at_the_right_of_the_smallest_window(
    window: MainWindow, language: Language, code: str, qtbot: QtBot
) -> None:
    window.resize(window.minimumSize())
    language.choose(code)
    places: list[tuple[str, str | None]] = [(entry.name, None) for entry in ENTRIES]
    places += [("unsubscribes", tab) for tab in ("integration", "people", "checklist", "import_export")]
    places += [("assistant", step) for step in ASSISTANT_STEPS]
    for name, argument in places:
        window.go_to(name, argument)
        qtbot.waitUntil(lambda: not cut_off(window))


def cut_off(window: MainWindow) -> list[int]:
    """By how much what can be seen is wider than the place it has."""
    areas = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    wider = [area.widget().width() - area.viewport().width() for area in areas]
    return [width for width in wider if width > 0]
