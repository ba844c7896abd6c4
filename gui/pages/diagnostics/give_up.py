"""The dialog that ends pushes unsent, with a reason that is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.store.types.pushes import QueuedPush
from gui import texts
from gui.pages.page import Shell
from gui.widgets.reason_dialog import ReasonDialog


class GiveUpDialog(ReasonDialog):
    """Gives up one parked push, or all of one code. Nothing happens without a reason.

    Signals:
        ended: so many pushes were given up.
    """

    ended = Signal(int)

    def __init__(
        self, shell: Shell, parent: QWidget, *, push: QueuedPush | None = None, code: str = "", count: int = 1
    ) -> None:
        super().__init__(shell.theme, parent, self._give_up)
        self._shell, self._push, self._code = shell, push, code
        self.set_texts(
            self.tr("Give up %Ln pushes?", "", count),
            self.tr(
                "What is given up is not sent any more. Nobody is re-subscribed by this: who is unsubscribed here "
                "stays so, and the next sync tries again. Your reason and name are kept in the status log."
            ),
        )
        self.set_words(self.tr("Reason"), self.tr("Give up"), self.tr("Why it need not be sent"))

    def _give_up(self, reason: str) -> None:
        engine = self._shell.engine

        def give_up() -> int:
            ids: Sequence[int] = (
                [self._push.id] if self._push is not None else engine.queue.parked_ids(self._code)
            )
            return engine.push.give_up(ids, reason=reason, who=engine.who)

        self._shell.bridge.call(
            self, give_up, self._given_up, lambda problem: self.refuse(texts.text_of_problem(problem))
        )

    def _given_up(self, count: int) -> None:
        self.ended.emit(count)
        self.accept()
