"""Who unticked boxes in Salesforce, how often they do it, and what is to become of the boxes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.attention.cleared import name_of, often
from core.store.types.cleared import Clearer
from gui import texts
from gui.pages.page import Shell
from gui.pages.people.leave_dialog import LeaveDialog
from gui.widgets.buttons import LinkButton, SecondaryButton
from gui.widgets.labels import TextLabel, column, row


class ClearedCard(QWidget):
    """Stands above the list while it shows the people whose boxes were unticked: one line for each who does it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._lines = column(shell.theme, spacing=8)
        self._shown: list[Clearer] | None = None
        self.setLayout(self._lines)

    def retranslate(self) -> None:
        """Put every text in place."""
        if self._shown is not None:
            self._build(self._shown)

    def refresh(self) -> None:
        """Read again, beside the GUI thread, who there is."""
        engine = self._shell.engine
        self._shell.bridge.call(
            self, lambda: engine.store.cleared_boxes.clearers(engine.options.now()), self._take
        )

    def _take(self, found: list[Clearer]) -> None:
        # Built anew only when something is different: it would take the keyboard away from its buttons.
        if found != self._shown:
            self._build(found)

    def _build(self, found: list[Clearer]) -> None:
        self._shown = found
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for one in found:
            self._lines.addWidget(self._line(one))

    def _line(self, one: Clearer) -> QWidget:
        theme = self._shell.theme
        name = texts.text_of(name_of(one))
        line = QWidget()
        sentence = TextLabel(theme, tone="warning" if one.waits else "secondary", wrap=True)
        sentence.setText(self._words(one, name))
        parts = row(theme, spacing=12)
        parts.addWidget(sentence, 1)
        if one.waits or one.left:
            again = SecondaryButton(theme)
            again.set_text(self.tr("Tick again"))
            again.clicked.connect(lambda: self._do(lambda: self._tick_again(one.who)))
            parts.addWidget(again)
        if one.waits:
            leave = LinkButton(theme)
            leave.set_text(self.tr("Leave…"))
            leave.clicked.connect(
                lambda: LeaveDialog(self._shell, self, count=one.waits + one.left, by=one.who).open()
            )
            parts.addWidget(leave)
        if one.unseen:
            seen = LinkButton(theme)
            seen.set_text(self.tr("Seen"))
            seen.clicked.connect(lambda: self._do(lambda: self._shell.engine.cleared.take_note(one.who)))
            parts.addWidget(seen)
        for button in line.findChildren(QWidget):
            button.setAccessibleDescription(name)
        line.setLayout(parts)
        return line

    def _words(self, one: Clearer, name: str) -> str:
        counts = []
        if one.waits:
            counts.append(self.tr("%Ln boxes wait for your decision", "", one.waits))
        if one.left:
            counts.append(self.tr("%Ln left unticked", "", one.left))
        if one.unseen:
            counts.append(self.tr("%Ln ticked again", "", one.unseen))
        return self.tr("{who}: {counts}. {often}").format(
            who=name, counts=", ".join(counts), often=texts.text_of(often(one))
        )

    def _tick_again(self, by: str) -> int:
        engine = self._shell.engine
        return engine.cleared.tick_again(who=engine.who, by=by)

    def _do(self, verb: Callable[[], int]) -> None:
        self._shell.bridge.call(self, verb, lambda _count: self.refresh())
