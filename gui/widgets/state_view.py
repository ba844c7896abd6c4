"""What a list or page shows when it has nothing to show: empty, loading, failed, offline. Never a blank."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.icons import Icons
from gui.theme import TextRole, Theme
from gui.widgets.buttons import SecondaryButton
from gui.widgets.labels import TextLabel, column


class StateView(QWidget):
    """A picture, one line, one sentence, and perhaps one thing to do.

    Signals:
        chosen: the button in it was pressed.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons, self._icon = theme, icons, "people"
        self._picture = TextLabel(theme)
        self._title = TextLabel(theme, TextRole.HEADING, wrap=True)
        self._sentence = TextLabel(theme, TextRole.BODY, tone="secondary", wrap=True)
        self.button = SecondaryButton(theme)
        self.button.clicked.connect(self.chosen)
        whole = column(theme, spacing=8, margins=(24, 32, 24, 32))
        whole.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        for label in (self._picture, self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole.addWidget(self._picture, 0, centre)
        whole.addWidget(self._title)
        whole.addWidget(self._sentence)
        whole.addSpacing(theme.px(8))
        whole.addWidget(self.button, 0, centre)
        whole.addStretch(2)
        self.setLayout(whole)
        theme.changed.connect(self._paint)

    def show_state(self, icon: str, title: str, sentence: str = "", button: str = "") -> None:
        """Say how things stand."""
        self._icon = icon
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.button.set_text(button)
        self.button.setVisible(bool(button))
        self._paint()

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._icons.pixmap(self._icon, "control", self._theme.px(40), ratio))
