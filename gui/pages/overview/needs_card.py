"""What needs the admin, each with the button that leads to it; nothing at all where nothing does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.attention.needs import Need, Sign, Summary
from gui import texts
from gui.icons import Icons
from gui.pages.page import Shell
from gui.pages.ways_out import TONES, way_out, words_for
from gui.theme import TextRole, Theme
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, column, row, rule

_SIGNS = {
    Sign.GOOD: ("done", "good"),
    Sign.BUSY: ("sync", "accent_text"),
    Sign.NEEDS_YOU: ("warning", "warning"),
}


class StandingCard(Card):
    """One sentence and one sign, and below it what needs somebody."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        theme = shell.theme
        self._icon = _Picture(theme, shell.icons, 28)
        self._sentence_label = TextLabel(theme, TextRole.HEADING, wrap=True)
        head = row(theme, spacing=12)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._sentence_label, 1)
        self.add(head)
        self._lines = column(theme, spacing=12)
        self._needs = QWidget()
        self._needs.setLayout(self._lines)
        self.add(self._needs)
        self._needs.hide()
        self._shown: tuple[Need, ...] = ()
        self._rows: list[NeedRow] = []

    @property
    def shown(self) -> tuple[Need, ...]:
        """The needs that can be seen."""
        return self._shown

    def show_summary(self, summary: Summary) -> None:
        """Put sentence, sign and needs in place; those that stay keep the keyboard."""
        sentence = texts.text_of(summary.sentence)
        self._icon.set_picture(*_SIGNS[summary.sign])
        self._sentence_label.setText(sentence)
        self.setAccessibleName(sentence)
        self._shown = summary.needs
        focused = next((at for at, one in enumerate(self._rows) if one.button.hasFocus()), None)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        for need in summary.needs:
            self._lines.addWidget(rule())
            line = NeedRow(self._shell, need)
            self._lines.addWidget(line)
            self._rows.append(line)
        self._needs.setVisible(bool(summary.needs))
        if focused is not None and self._rows:
            self._rows[min(focused, len(self._rows) - 1)].setFocus()


class NeedRow(QWidget):
    """One need: what, what to do, since when, and the way there."""

    def __init__(self, shell: Shell, need: Need) -> None:
        super().__init__()
        theme = shell.theme
        icon = _Picture(theme, shell.icons, 20)
        tone = TONES[need.level]
        icon.set_picture(
            "info" if tone == "accent" else "warning", "accent_text" if tone == "accent" else tone
        )
        what = TextLabel(theme, TextRole.STRONG, wrap=True)
        what.setText(texts.text_of(need.what))
        said = column(theme, spacing=2)
        said.addWidget(what)
        parts = [texts.text_of(need.fix)] if need.fix is not None else []
        if need.since is not None:
            parts.append(self.tr("Since {time}").format(time=texts.moment(need.since)))
        if parts:
            more = TextLabel(theme, tone="secondary", wrap=True)
            more.setText(" · ".join(parts))
            said.addWidget(more)
        self.button = SecondaryButton(theme)
        self.button.set_text(words_for(need))
        self.button.setAccessibleDescription(texts.text_of(need.what))
        self.button.clicked.connect(way_out(shell, need))
        whole = row(theme, spacing=12)
        whole.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(said, 1)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(whole)
        self.setFocusProxy(self.button)


class _Picture(TextLabel):
    """An icon that follows the theme."""

    def __init__(self, theme: Theme, icons: Icons, size: int) -> None:
        super().__init__(theme)
        self._theme, self._icons, self._size = theme, icons, theme.px(size)
        self._name, self._token = "", ""
        self.setFixedSize(self._size, self._size)
        theme.changed.connect(self._paint)

    def set_picture(self, name: str, token: str) -> None:
        """Which one, in which colour."""
        self._name, self._token = name, token
        self._paint()

    def _paint(self) -> None:
        if self._name:
            ratio = self.devicePixelRatioF()
            self.setPixmap(self._icons.pixmap(self._name, self._token, self._size, ratio))
