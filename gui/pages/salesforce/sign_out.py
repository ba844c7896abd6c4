"""The dialog that asks before it signs out, and says what stays."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.connection.signed_in import Manner
from core.messages import Problem
from gui import texts
from gui.pages.page import Shell
from gui.widgets.buttons import DangerButton
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel


class SignOutDialog(Dialog):
    """Signs out of the connected org.

    Signals:
        signed_out: the access was forgotten.
    """

    signed_out = Signal()

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(shell.theme, parent)
        self._shell, self._engine = shell, shell.engine
        theme = shell.theme
        self.setMinimumWidth(theme.px(520))
        self._access, self._pushes, self._data = (TextLabel(theme, wrap=True) for _ in range(3))
        for label in (self._access, self._pushes, self._data):
            self.add(label)
        self._outcome = TextLabel(theme, tone="bad", wrap=True)
        self._outcome.hide()
        self.add(self._outcome)
        self._confirm = DangerButton(theme)
        self._confirm.clicked.connect(self._forget)
        self.foot.addWidget(self._confirm)
        self._put_texts()
        self.close_button.setFocus()

    def _put_texts(self) -> None:
        org = self._engine.connection.state().org
        name = org.name if org is not None else self.tr("Salesforce")
        self.set_texts(self.tr("Sign out of {org}?").format(org=name))
        signed_in = self._engine.connection.signed_in()
        words = {
            Manner.BROWSER: self.tr(
                "The access is revoked at Salesforce and removed from the keyring of this computer."
            ),
            Manner.TOKEN: self.tr(
                "The access token is removed from the keyring of this computer. It is not revoked: it may be "
                "somebody's own session."
            ),
        }
        kept = self.tr(
            "What this program signs in with is removed from the keyring of this computer. The app in Salesforce "
            "stays as it is."
        )
        self._access.setText(words.get(signed_in.manner, kept) if signed_in is not None else kept)
        waiting = self._engine.push.state().waiting
        self._pushes.setText(
            self.tr(
                "Until you log in again nothing is pushed or synced. New unsubscribes are still collected here and "
                "wait; waiting now: {waiting}."
            ).format(waiting=texts.number(waiting))
        )
        self._data.setText(
            self.tr(
                "People, unsubscribes and the history stay on this computer, and go on belonging to {org}."
            ).format(org=name)
        )
        self.close_button.set_text(self.tr("Cancel"))
        self._confirm.set_text(self.tr("Sign out"))

    def _forget(self) -> None:
        self._confirm.setEnabled(False)
        # Telling Salesforce takes as long as the network does, and cannot be called off.
        self.close_button.set_text(self.tr("Close"))
        self._say(self.tr("Signing out…"), "secondary")
        self._shell.bridge.call(
            self, self._engine.connection.forget, self._forgotten, self._refused, apart=True
        )

    def _forgotten(self, not_revoked: Problem | None) -> None:
        self.signed_out.emit()
        if not_revoked is None:
            self.accept()
            return
        # Stays to be read: nobody else is going to revoke it.
        self._confirm.hide()
        self.close_button.set_text(self.tr("Close"))
        self._say(
            self.tr("Signed out here. {trouble}").format(trouble=texts.text_of_problem(not_revoked)),
            "warning",
        )

    def _refused(self, problem: Problem) -> None:
        self._confirm.setEnabled(True)
        self.close_button.set_text(self.tr("Cancel"))
        self._say(texts.text_of_problem(problem), "bad")

    def _say(self, sentence: str, tone: str) -> None:
        self._outcome.say(sentence, tone)
