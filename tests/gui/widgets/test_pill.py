"""The pill keeps round ends, whatever the size of the font."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.theme import Theme
from gui.widgets.pill import Pill


@pytest.mark.parametrize("points", [6, 9, 22])
def test_the_ends_are_half_circles_in_any_font(
    qtbot: QtBot, qapp: QApplication, theme: Theme, points: int
) -> None:
    pill = Pill(theme, "good")
    qtbot.addWidget(pill)
    font = pill.font()
    font.setPointSize(points)
    pill.setFont(font)
    pill.set_state("In step", "good")
    pill.adjustSize()
    picture = pill.grab().toImage()
    ratio = picture.devicePixelRatio()
    ground, height = theme.color("good_wash").rgb(), picture.height()
    assert picture.pixel(2, height // 2) == ground
    # Along the upper edge the colour begins where a half circle does, and not in the corner.
    first = next(x for x in range(picture.width()) if picture.pixel(x, int(ratio)) == ground)
    assert height / 5 < first < height / 2 + 2
