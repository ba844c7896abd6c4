"""Past nights can be opened, by mouse and by keyboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.store.types.runs import Night, NightState
from gui.language import Language
from gui.theme import Theme
from gui.widgets.nights import NightsRow

NEWEST = datetime(2026, 11, 30, 4, tzinfo=UTC)


@pytest.fixture
def nights(qtbot: QtBot, theme: Theme, language: Language) -> NightsRow:
    made = NightsRow(theme)
    qtbot.addWidget(made)
    states = (NightState.FAILED, NightState.DONE, NightState.DONE)
    made.set_nights(
        [Night(NEWEST - timedelta(days=age), state, 7 - age, None) for age, state in enumerate(states)], "UTC"
    )
    made.resize(made.sizeHint())
    made.show()
    return made


def test_a_click_opens_the_night_under_it(nights: NightsRow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(nights.chosen) as chosen:
        qtbot.mouseClick(nights, Qt.MouseButton.LeftButton, pos=nights.centre_of(0))
    assert chosen.args[0].run_id == 5


def test_keys_go_from_the_newest_back_and_enter_opens(nights: NightsRow, qtbot: QtBot) -> None:
    assert nights.accessibleDescription() == "Mon 30 Nov, 4:00 am UTC: failed"
    qtbot.keyClick(nights, Qt.Key.Key_Right)
    qtbot.keyClick(nights, Qt.Key.Key_Left)
    assert nights.accessibleDescription() == "Sun 29 Nov, 4:00 am UTC: done"
    with qtbot.waitSignal(nights.chosen) as chosen:
        qtbot.keyClick(nights, Qt.Key.Key_Return)
    assert chosen.args[0].run_id == 6
