"""The question before the data of a refreshed sandbox begins anew."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui import texts
from gui.pages.page import Shell
from gui.target import Target
from gui.widgets.buttons import DangerButton
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel


class RefreshedSandboxDialog(Dialog):
    """Says what is kept and what begins anew; its button does it, and opens the place again."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(shell.theme, parent)
        self._shell, self._engine = shell, shell.engine
        self.setMinimumWidth(shell.theme.px(520))
        org = self._engine.connection.state().org
        self.set_texts(
            self.tr("Begin the data of {org} anew?").format(
                org=org.name if org is not None else "Salesforce"
            ),
            self.tr(
                "A refresh made a new org at the address of the sandbox. Records, opt-outs and history of before do "
                "not belong to it."
            ),
        )
        kept, anew = (TextLabel(shell.theme, wrap=True) for _ in range(2))
        kept.setText(
            self.tr(
                "Kept: the settings, and all of the old data as an archive, in a folder “set-aside-…” in {folder}."
            ).format(folder=str(self._engine.data_dir))
        )
        anew.setText(
            self.tr(
                "Begun anew: people, unsubscribes, status log, and the pushes that wait ({waiting} now). Log in next, "
                "then load people or import them."
            ).format(waiting=texts.number(self._engine.push.state().waiting))
        )
        self.add(kept)
        self.add(anew)
        self.close_button.set_text(self.tr("Cancel"))
        self._begin = DangerButton(shell.theme)
        self._begin.set_text(self.tr("Begin anew"))
        self._begin.clicked.connect(self._go)
        self.foot.addWidget(self._begin)
        self.close_button.setFocus()

    def _go(self) -> None:
        self.accept()
        number = self._engine.orgs.number_of(self._engine.data_dir)
        self._shell.switch_to(Target(number, page="salesforce", anew=True))
