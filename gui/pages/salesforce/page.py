"""Admin Settings > Salesforce: which org, as whom, whether it can be reached; signing in and out."""

from __future__ import annotations

from core.connection.state import ConnectionState
from gui import texts
from gui.pages.page import CardPage, Shell
from gui.pages.salesforce.connection_card import ConnectionCard
from gui.pages.salesforce.load_people_card import LoadPeopleCard
from gui.pages.salesforce.network_card import NetworkCard
from gui.pages.salesforce.other_ways import OtherWaysCard
from gui.pages.salesforce.sign_in_card import SignInCard
from gui.widgets.banner import Banner

_IN_ORDER = (ConnectionState.CONNECTED, ConnectionState.CONNECTING, ConnectionState.OFFLINE)
"""Nobody has to sign in."""


class SalesforcePage(CardPage):
    """The connection first, once there is one; before that the way to it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._banner = Banner(self.theme, shell.icons)
        self._banner.chosen.connect(self._sign_in_again)
        self._connection = ConnectionCard(shell)
        self._sign_in = SignInCard(shell)
        self._other_ways = OtherWaysCard(shell)
        self._network = NetworkCard(shell)
        self._people = LoadPeopleCard(shell)
        self._parts = (self._connection, self._sign_in, self._other_ways, self._network, self._people)
        for part in (self._banner, *self._parts):
            self.cards.addWidget(part)
        self._connection.signed_out.connect(self._signed_out)
        self._sign_in.signed_in.connect(self._signed_in)
        self._other_ways.signed_in.connect(self._signed_in)
        for signal in (
            shell.bridge.connection_changed,
            shell.bridge.run_finished,
            shell.bridge.people_changed,
            shell.bridge.settings_changed,
        ):
            signal.connect(self.refresh_soon)

    def retranslate(self) -> None:
        for part in self._parts:
            part.retranslate()

    def refresh(self) -> None:
        connection = self.engine.connection.state()
        own = self._is_own()
        self._connection.setVisible(connection.org is not None or not connection.is_signed_out)
        self._sign_in.setVisible(own)
        self._sign_in.set_foldable(connection.state in _IN_ORDER)
        self._other_ways.setVisible(own)
        # The practice org runs on this computer, to which no proxy leads.
        self._network.setVisible(not self.engine.is_practice)
        self._people.setVisible(connection.state is not ConnectionState.NOT_CONNECTED)
        for part in self._parts:
            part.refresh()
        self._show_banner()

    def _show_banner(self) -> None:
        connection = self.engine.connection.state()
        needed = self._is_own() and connection.state is ConnectionState.SIGN_IN_NEEDED
        if not needed or connection.problem is None:
            self._banner.hide()
            return
        self._banner.show_message(
            "warning",
            self.tr("Sign in to Salesforce again"),
            self.tr("{why} Until then pushes wait; nothing that was collected is lost.").format(
                why=texts.text_of(connection.problem.what)
            ),
            self.tr("Log in to Salesforce"),
        )

    def _is_own(self) -> bool:
        """Whether this program signs in itself: a practice org and the environment bring their access along."""
        return not self.engine.is_practice and not self.engine.connection.is_from_environment

    def _sign_in_again(self) -> None:
        self._sign_in.log_in()
        self.bring_into_view(self._sign_in)

    def _signed_in(self, _org: object) -> None:
        self.refresh()
        self._connection.test()

    def _signed_out(self) -> None:
        self.refresh()
