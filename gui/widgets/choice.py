"""A radio button with a title and the sentence that explains it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from gui.theme import TextRole, Theme
from gui.widgets.buttons import LinkButton
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.painting import focus_ring


class _Dot(QRadioButton):
    """The round part. The title stands beside it as a label, so that both can wrap and be read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(theme.px(24), theme.px(24))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        centre = QPointF(self.width() / 2, self.height() / 2)
        pen = QPen(theme.color("accent" if self.isChecked() else "control"))
        pen.setWidthF(theme.px(2))
        painter.setPen(pen)
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(centre, theme.px(8), theme.px(8))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(centre, theme.px(4), theme.px(4))
        if self.hasFocus():
            focus_ring(painter, theme, QRectF(self.rect()), self.width() / 2)

    def hitButton(self, _position: object) -> bool:
        return True


class Choice(QWidget):
    """One of several radio buttons; a click anywhere on its text chooses it.

    While it cannot be chosen, `set_reason` says why, in words and not by greyness alone. `set_warning` says what
    is wrong with one that can, such as the chosen one.

    Signals:
        help_asked: the way out of what hinders it was asked for.
    """

    help_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.button = _Dot(theme)
        self._title = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._explanation = TextLabel(theme, TextRole.BODY, tone="secondary", wrap=True)
        self._reason = TextLabel(theme, TextRole.SMALL, tone="warning", wrap=True)
        self._reason.hide()
        self._help = LinkButton(theme)
        self._help.clicked.connect(self.help_asked)
        self._help.hide()
        texts = column(theme, spacing=4)
        for label in (self._title, self._explanation, self._reason):
            # A link has room around it for its focus; the texts are to stand in line with it.
            label.setContentsMargins(theme.px(2), 0, 0, 0)
            texts.addWidget(label)
        help_line = row(theme)
        help_line.addWidget(self._help)
        help_line.addStretch(1)
        texts.addLayout(help_line)
        whole = row(theme, spacing=8)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(texts, 1)
        self.setLayout(whole)

    def set_texts(self, title: str, explanation: str) -> None:
        """What it stands for."""
        self._title.setText(title)
        self._explanation.setText(explanation)
        self.button.setAccessibleName(title)
        self.button.setAccessibleDescription(explanation)

    def set_reason(self, reason: str, way_out: str = "") -> None:
        """Why it cannot be chosen now; an empty text makes it choosable. `way_out` is the text of a link."""
        self.set_warning(reason, way_out)
        self.button.setEnabled(not reason)
        self._title.setEnabled(not reason)

    def set_warning(self, warning: str, way_out: str = "") -> None:
        """What is wrong with it, though it can be chosen."""
        self._reason.setText(warning)
        self._reason.setVisible(bool(warning))
        self._help.set_text(way_out)
        self._help.setVisible(bool(warning and way_out))
        self.button.setAccessibleDescription(f"{self._explanation.text()} {warning}".strip())

    def mouseReleaseEvent(self, event: object) -> None:
        if self.button.isEnabled():
            self.button.click()
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
