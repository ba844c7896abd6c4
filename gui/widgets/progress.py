"""Long work: what it is doing, how far it is, and a way to end it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from gui.theme import TextRole, Theme
from gui.widgets.buttons import SecondaryButton
from gui.widgets.keyboard import offer
from gui.widgets.labels import TextLabel, column, row


class ProgressRow(QWidget):
    """A bar with a line of text and Cancel.

    Signals:
        cancelled: the user asked to end the work.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._doing = TextLabel(theme, TextRole.BODY, wrap=True)
        self._count = TextLabel(theme, TextRole.BODY, tone="secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.px(6))
        self.cancel_button = SecondaryButton(theme)
        self.cancel_button.clicked.connect(self.cancelled)
        words = row(theme, spacing=8)
        words.addWidget(self._doing, 1)
        words.addWidget(self._count)
        left = column(theme, spacing=8)
        left.addLayout(words)
        left.addWidget(self._bar)
        whole = row(theme, spacing=24)
        whole.addLayout(left, 1)
        whole.addWidget(self.cancel_button)
        self.setLayout(whole)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        offer(self.cancel_button)

    def set_progress(self, doing: str, count: str, done: int, total: int | None) -> None:
        """Say how far it is; without a total the bar only shows that work goes on."""
        self._doing.setText(doing)
        self._count.setText(count)
        self._bar.setAccessibleName(f"{doing} {count}".strip())
        if total:
            # In thousandths: counts of records can be larger than what a bar takes.
            self._bar.setRange(0, 1000)
            self._bar.setValue(min(1000, 1000 * done // total))
        else:
            self._bar.setRange(0, 0)
