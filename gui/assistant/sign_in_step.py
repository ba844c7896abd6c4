"""The third step: signing in, or what is connected already."""

from __future__ import annotations

from core.attention.set_up import SIGNED_IN
from core.connection.state import ConnectionState
from gui.assistant.step import Step
from gui.pages.page import Shell
from gui.pages.salesforce.connection_card import ConnectionCard
from gui.pages.salesforce.sign_in_card import SignInCard
from gui.widgets.buttons import LinkButton


class SignInStep(Step):
    """The cards of the Salesforce page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._connection, self._sign_in = ConnectionCard(shell), SignInCard(shell)
        self._other_ways = LinkButton(self.theme)
        self._other_ways.clicked.connect(lambda: shell.go_to("salesforce"))
        for part in (self._connection, self._sign_in, self._other_ways):
            self.cards.addWidget(part)
        self._connection.signed_out.connect(self.refresh)
        self._sign_in.signed_in.connect(self._signed_in)
        shell.bridge.connection_changed.connect(self.refresh_soon)

    def retranslate(self) -> None:
        if self.engine.is_practice:
            self.set_texts(
                self.tr("The practice org needs no sign-in"),
                self.tr(
                    "It is started by this program and ends with it. The first start takes a few seconds."
                ),
            )
        else:
            self.set_texts(
                self.tr("Sign in to your org"),
                self.tr("The first time, your org has to be told about this program; the guide shows how."),
            )
        self._other_ways.set_text(self.tr("Other ways to sign in, and company networks"))
        self._connection.retranslate()
        self._sign_in.retranslate()

    def refresh(self) -> None:
        connection = self.engine.connection.state()
        own = not self.engine.is_practice and not self.engine.connection.is_from_environment
        self._connection.setVisible(not connection.is_signed_out or not own)
        self._sign_in.setVisible(own)
        self._sign_in.set_foldable(connection.state in (*SIGNED_IN, ConnectionState.CONNECTING))
        self._other_ways.setVisible(own)
        self._connection.refresh()
        self._sign_in.refresh()
        self.changed.emit()

    def hindrance(self) -> str:
        state = self.engine.connection.state().state
        if state in SIGNED_IN:
            return ""
        if state is ConnectionState.CONNECTING:
            return self.tr("Connecting…")
        return self.tr("Sign in first. You can leave the assistant at any time and go on later.")

    def _signed_in(self, _org: object) -> None:
        self.refresh()
        self._connection.test()
