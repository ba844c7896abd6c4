"""The dialog that leaves boxes unticked which somebody unticked in Salesforce, with a reason that is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gui import texts
from gui.pages.page import Shell
from gui.widgets.reason_dialog import ReasonDialog


class LeaveDialog(ReasonDialog):
    """Leaves those of some records, or all that one user or integration has unticked. Nothing without a reason."""

    def __init__(
        self,
        shell: Shell,
        parent: QWidget,
        *,
        count: int,
        by: str | None = None,
        records: Sequence[str] | None = None,
    ) -> None:
        super().__init__(shell.theme, parent, self._leave)
        self._shell, self._by, self._records = shell, by, records
        self.set_texts(
            self.tr("Leave %Ln boxes unticked?", "", count),
            self.tr(
                "Nobody is re-subscribed by this: whoever is unsubscribed here stays so. In Salesforce these records "
                "are not opted out, and are named as not in step. Your reason and name are kept."
            ),
        )
        self.set_words(self.tr("Reason (needed)"), self.tr("Leave unticked"))

    def _leave(self, reason: str) -> None:
        engine = self._shell.engine
        self._shell.bridge.call(
            self,
            lambda: engine.cleared.leave(who=engine.who, reason=reason, by=self._by, records=self._records),
            lambda _count: self.accept(),
            lambda problem: self.refuse(texts.text_of_problem(problem)),
        )
