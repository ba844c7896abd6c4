"""All pushes that one error holds up: what is happening, what to do, and the ways to deal with them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.messages import Problem
from core.store.push_queue import PushErrorGroup
from core.store.types.pushes import PushState
from gui import texts
from gui.pages.checklist_link import ChecklistLink, concerns_field
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton, SecondaryButton
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.pill import Pill


class ErrorGroup(QWidget):
    """One group; it can be filled anew, so that its buttons keep the keyboard while counts change.

    Signals:
        retry_asked, give_up_asked: deal with all of this kind.
    """

    retry_asked = Signal()
    give_up_asked = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self._problem: Problem | None = None
        self._title = TextLabel(theme, TextRole.STRONG, wrap=True, selectable=True)
        self._pill = Pill(theme)
        self._org_state = TextLabel(theme, TextRole.SMALL, tone="secondary", selectable=True)
        self._fix = TextLabel(theme, wrap=True, selectable=True)
        self._retry = SecondaryButton(theme)
        self._give_up = SecondaryButton(theme)
        self._copy = LinkButton(theme)
        self._checklist = ChecklistLink(shell)
        self._retry.clicked.connect(self.retry_asked)
        self._give_up.clicked.connect(self.give_up_asked)
        self._copy.clicked.connect(self.copy)
        head = row(theme, spacing=12)
        head.addWidget(self._title, 1)
        head.addWidget(self._pill)
        foot = row(theme, spacing=8)
        foot.addWidget(self._retry)
        foot.addWidget(self._give_up)
        foot.addSpacing(theme.px(4))
        foot.addWidget(self._copy)
        foot.addSpacing(theme.px(4))
        foot.addWidget(self._checklist)
        foot.addStretch(1)
        lines = column(theme, spacing=8)
        lines.addLayout(head)
        lines.addWidget(self._fix)
        lines.addWidget(self._org_state)
        lines.addSpacing(theme.px(4))
        lines.addLayout(foot)
        self.setLayout(lines)

    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key can stop at, in the order in which it is read."""
        return (self._retry, self._give_up, self._copy, self._checklist)

    def show_group(self, group: PushErrorGroup) -> None:
        """Show a group."""
        problem = self._problem = group.problem
        parked = group.state is PushState.PARKED
        count = texts.number(group.count)
        self._title.setText(texts.text_of(problem.what))
        self._fix.setText(texts.text_of(problem.fix))
        self._org_state.setText(f"{texts.word(problem.category)} · {problem.code}")
        if parked:
            self._pill.set_state(self.tr("{count} parked").format(count=count), "warning")
        else:
            self._pill.set_state(self.tr("{count} waiting").format(count=count), "neutral")
        self._retry.setVisible(parked)
        self._give_up.setVisible(parked)
        self._retry.set_text(self.tr("Retry all of this kind"))
        self._give_up.set_text(self.tr("Give up…"))
        self._copy.set_text(self.tr("Copy"))
        self._checklist.retranslate()
        self._checklist.setVisible(concerns_field(problem.code))
        for button in (self._retry, self._give_up, self._copy, self._checklist):
            button.setAccessibleDescription(problem.code)

    def copy(self) -> None:
        """Put the error on the clipboard, as text."""
        if self._problem is not None:
            QGuiApplication.clipboard().setText(problem_text(self._problem))


def problem_text(problem: Problem) -> str:
    """An error as text for a clipboard: category and code, what happened, what to do, the raw text."""
    lines = (
        f"{texts.word(problem.category)} · {problem.code}",
        texts.text_of(problem.what),
        texts.text_of(problem.fix),
        problem.detail,
    )
    return "\n".join(line for line in lines if line)
