"""The question that is asked before another org is shown while there is work to break off here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.engine import Engine
from gui.pages.page import Shell
from gui.widgets.buttons import PrimaryButton
from gui.widgets.dialog import Dialog


def is_at_work(engine: Engine) -> bool:
    """Whether something is under way that the end of the engine would break off, and that no push can take up."""
    sync = engine.sync
    return sync.activity() is not None or sync.loading() is not None or engine.importing.is_running


class SwitchQuestion(Dialog):
    """Accepted: switch all the same."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(shell.theme, parent)
        self.setMinimumWidth(shell.theme.px(480))
        self.set_texts(
            self.tr("Stop what is running and switch?"),
            self.tr(
                "A sync, an import or the loading of people is under way here. Switching to another org stops it. "
                "What is done stays done, and the rest is done the next time."
            ),
        )
        self.close_button.set_text(self.tr("Stay here"))
        self._go = PrimaryButton(shell.theme)
        self._go.set_text(self.tr("Stop and switch"))
        self._go.clicked.connect(self.accept)
        self.foot.addWidget(self._go)
