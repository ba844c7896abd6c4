"""The parked pushes one by one: which, why, and the ways to deal with each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.store.types.pushes import QueuedPush
from gui import texts
from gui.models.parked_model import ParkedModel, parked_since
from gui.pages.checklist_link import ChecklistLink, concerns_field
from gui.pages.diagnostics.error_group import problem_text
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.record_link import RecordLink
from gui.widgets.table import Table

_LEAST_ROWS, _MOST_ROWS = 3, 8


class ParkedCard(Card):
    """A table, and below it what the chosen push is held up by.

    Signals:
        retry_asked, give_up_asked: deal with this push.
    """

    retry_asked = Signal(object)
    give_up_asked = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        theme = shell.theme
        self.model = ParkedModel(shell.engine, shell.bridge, theme, self)
        self._table = Table(theme, self.model)
        self._why = TextLabel(theme, wrap=True, selectable=True)
        self._code = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True, selectable=True)
        self._link = RecordLink(theme)
        self._checklist = ChecklistLink(shell)
        self._retry, self._give_up, self._copy = (SecondaryButton(theme) for _ in range(3))
        self._retry.clicked.connect(self._ask_retry)
        self._give_up.clicked.connect(self._ask_give_up)
        self._copy.clicked.connect(self.copy)
        buttons = row(theme, spacing=8)
        for button in (self._retry, self._give_up, self._copy):
            buttons.addWidget(button)
        buttons.addSpacing(theme.px(8))
        buttons.addWidget(self._checklist)
        buttons.addStretch(1)
        buttons.addWidget(self._link)
        self._below = QWidget()
        lines = column(theme, spacing=8)
        lines.addWidget(self._why)
        lines.addWidget(self._code)
        lines.addLayout(buttons)
        self._below.setLayout(lines)
        self.add(self._table)
        self.add(self._below)
        self._table.chosen.connect(self._show_chosen)
        self._table.opened.connect(self._retry.setFocus)
        self._table.copy_asked.connect(self.copy)
        self.model.changed.connect(self._show_rows)
        self._below.hide()

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(self.tr("Parked pushes"), self.tr("They wait for you. The others go on without them."))
        self._table.setAccessibleName(self.tr("Parked pushes"))
        self._retry.set_text(self.tr("Retry"))
        self._give_up.set_text(self.tr("Give up…"))
        self._copy.set_text(self.tr("Copy"))
        self._checklist.retranslate()
        self.model.retranslate()
        self._show_chosen()

    def _show_rows(self) -> None:
        """As high as the rows need, within reason."""
        shown = max(_LEAST_ROWS, min(_MOST_ROWS, self.model.rowCount()))
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(header + shown * self._table.row_height + 4)
        self._show_chosen()

    def _chosen(self) -> QueuedPush | None:
        return self.model.row_at(self._table.currentIndex())

    def _show_chosen(self) -> None:
        push = self._chosen()
        self._below.setVisible(push is not None)
        if push is None:
            return
        problem = push.problem
        self._why.setText(texts.text_of_problem(problem) if problem else "")
        detail = f" · {problem.detail}" if problem and problem.detail else ""
        self._code.setText(f"{texts.word(problem.category)} · {problem.code}{detail}" if problem else "")
        self._checklist.setVisible(problem is not None and concerns_field(problem.code))
        self._link.setVisible(push.salesforce_id is not None)
        self._link.set_record(push.salesforce_id or "", self._shell.engine.connection.state().org)

    def copy(self) -> None:
        """Put the chosen push and its error on the clipboard, as text."""
        push = self._chosen()
        if push is None:
            return
        facts = [push.email, push.salesforce_id or "", texts.word(push.field), parked_since(push)]
        lines = [" · ".join(fact for fact in facts if fact)]
        if push.problem is not None:
            lines.append(problem_text(push.problem))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _ask_retry(self) -> None:
        self.retry_asked.emit(self._chosen())

    def _ask_give_up(self) -> None:
        self.give_up_asked.emit(self._chosen())
