"""The findings of a connection test: one line for each thing, with a sign, a word and what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from core.connection.connection_test import Finding, FindingState, findings
from gui import texts
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.labels import TextLabel, column, rule
from gui.widgets.pill import Pill

_TONES = {FindingState.FINE: "good", FindingState.WRONG: "bad", FindingState.UNKNOWN: "neutral"}
_LINES = 6


class FindingsList(QWidget):
    """Hidden until there was a test."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._engine = shell.engine
        theme = shell.theme
        self._found: list[Finding] = []
        self._title = TextLabel(theme, TextRole.STRONG)
        self._pills = [Pill(theme) for _ in range(_LINES)]
        self._titles = [TextLabel(theme, wrap=True) for _ in range(_LINES)]
        self._details = [
            TextLabel(theme, tone="secondary", wrap=True, selectable=True) for _ in range(_LINES)
        ]
        lines = QGridLayout()
        lines.setHorizontalSpacing(theme.px(16))
        lines.setVerticalSpacing(theme.px(12))
        lines.setColumnMinimumWidth(0, theme.px(96))
        lines.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for line, (pill, title, detail) in enumerate(
            zip(self._pills, self._titles, self._details, strict=True)
        ):
            words = column(theme, spacing=2)
            words.addWidget(title)
            words.addWidget(detail)
            lines.addWidget(pill, line, 0, top)
            lines.addLayout(words, line, 1)
        whole = column(theme, spacing=12)
        whole.addWidget(rule())
        whole.addWidget(self._title)
        whole.addLayout(lines)
        self.setLayout(whole)
        self.hide()

    def show_now(self) -> None:
        """Show what is known now, after a test."""
        self._found = findings(self._engine.connection.state(), self._engine.settings.opt_out_field)
        self.retranslate()
        self.show()

    def clear(self) -> None:
        """Show nothing: what was found does not hold any longer."""
        self._found = []
        self.hide()

    def retranslate(self) -> None:
        """Put every text in place."""
        self._title.setText(self.tr("What the test found"))
        words = {
            FindingState.FINE: self.tr("fine"),
            FindingState.WRONG: self.tr("wrong"),
            FindingState.UNKNOWN: self.tr("not known"),
        }
        for finding, pill, title, detail in zip(
            self._found, self._pills, self._titles, self._details, strict=False
        ):
            pill.set_state(words[finding.state], _TONES[finding.state])
            title.setText(texts.text_of(finding.title))
            says = " ".join(texts.text_of(message) for message in finding.says)
            detail.setText(says)
            detail.setVisible(bool(says))
            detail.set_tone("bad" if finding.state is FindingState.WRONG else "secondary")
