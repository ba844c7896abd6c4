"""The card that says which org is connected, as whom, since when, and how much of its API is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from core.connection.problems import SANDBOX_REFRESHED
from core.connection.signed_in import Manner
from core.connection.state import Connection, ConnectionState
from gui import texts
from gui.org_kind import kind_pill
from gui.pages.page import Shell
from gui.pages.salesforce.findings_list import FindingsList
from gui.pages.salesforce.other_org_link import OtherOrgLink
from gui.pages.salesforce.sign_out import SignOutDialog
from gui.widgets.buttons import LinkButton, SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, row
from gui.widgets.pill import Pill

TONES = {
    ConnectionState.CONNECTED: "good",
    ConnectionState.CONNECTING: "neutral",
    ConnectionState.NOT_CONNECTED: "neutral",
    ConnectionState.OFFLINE: "warning",
}
_LINES = 7


class ConnectionCard(Card):
    """Shown once an org is known. It tests the connection, and signs out.

    Signals:
        signed_out: the access was forgotten.
    """

    signed_out = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._engine = shell, shell.engine
        theme = shell.theme
        self._kind, self._pill = Pill(theme), Pill(theme)
        self.add_beside_title(self._kind)
        self.add_in_corner(self._pill)
        self._problem = TextLabel(theme, tone="bad", wrap=True, selectable=True)
        self.add(self._problem)
        self._way_on = OtherOrgLink(shell)
        self.add(self._way_on)
        facts = QGridLayout()
        facts.setHorizontalSpacing(theme.px(24))
        facts.setVerticalSpacing(theme.px(8))
        facts.setColumnMinimumWidth(0, theme.px(140))
        facts.setColumnStretch(1, 1)
        self._names = [TextLabel(theme, tone="secondary") for _ in range(_LINES)]
        self._values = [TextLabel(theme, wrap=True, selectable=True) for _ in range(_LINES)]
        for line, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            facts.addWidget(name, line, 0)
            facts.addWidget(value, line, 1)
        self.add(facts)
        self._had_focus = False
        self._test = SecondaryButton(theme)
        self._test.clicked.connect(self.test)
        self._sign_out = LinkButton(theme)
        self._sign_out.clicked.connect(self._ask_to_sign_out)
        buttons = row(theme, spacing=16)
        buttons.addWidget(self._test)
        buttons.addWidget(self._sign_out)
        buttons.addStretch(1)
        self.add(buttons)
        self._findings = FindingsList(shell)
        self.add(self._findings)

    def retranslate(self) -> None:
        """Put every text in place."""
        names = (
            self.tr("Org"),
            self.tr("Org ID"),
            self.tr("Address"),
            self.tr("Connected user"),
            self.tr("Signed in"),
            self.tr("API calls today"),
            self.tr("Last contact"),
        )
        for label, name in zip(self._names, names, strict=True):
            label.setText(name)
        self.set_texts(self.tr("Connection"))
        self._test.set_text(self.tr("Test connection"))
        self._sign_out.set_text(self.tr("Sign out…"))
        self._findings.retranslate()

    def refresh(self) -> None:
        """Put every value in place."""
        connection = self._engine.connection.state()
        org = connection.org
        self._pill.set_state(texts.word(connection.state), TONES.get(connection.state, "bad"))
        self._kind.set_state(*kind_pill(org))
        # The banner of the page says what a sign-in that is needed again is about.
        said_above = self._is_own() and connection.state is ConnectionState.SIGN_IN_NEEDED
        self._problem.setVisible(connection.problem is not None and not said_above)
        if connection.problem is not None:
            self._problem.setText(texts.text_of_problem(connection.problem))
        refreshed = connection.problem is not None and connection.problem.code == SANDBOX_REFRESHED
        self._way_on.show_for(connection.problem if refreshed and not self._engine.is_practice else None)
        for name, label, value in zip(self._names, self._values, self._facts(connection), strict=True):
            label.setText(value)
            label.setVisible(bool(value))
            name.setVisible(bool(value))
        self._sign_out.setVisible(self._is_own() and not connection.is_signed_out)
        self._test.setVisible(not connection.is_signed_out)
        if connection.is_signed_out:
            self._findings.clear()

    def _facts(self, connection: Connection) -> tuple[str, ...]:
        org, usage = connection.org, connection.usage
        return (
            org.name if org else "",
            org.id if org else "",
            org.instance_url if org else "",
            org.username if org else "",
            self._how(connection),
            self.tr("{used} used, {left} of {total} left").format(
                used=texts.number(usage.used),
                left=texts.number(max(0, usage.total - usage.used)),
                total=texts.number(usage.total),
            )
            if usage
            else "",
            texts.date_and_time(connection.last_contact_at) if connection.last_contact_at else "",
        )

    def _is_own(self) -> bool:
        return not self._engine.is_practice and not self._engine.connection.is_from_environment

    def _how(self, connection: Connection) -> str:
        """How and since when; a practice org and the environment need no sign-in."""
        if connection.is_signed_out:
            return ""
        if self._engine.is_practice:
            return self.tr("Automatic (built in)")
        if self._engine.connection.is_from_environment:
            return self.tr("by the environment of this process, which holds an access token")
        signed_in = self._engine.connection.signed_in()
        if signed_in is None or signed_in.at is None:
            return ""
        words = {
            Manner.BROWSER: self.tr("with the browser, {when}"),
            Manner.KEY: self.tr("with a private key, for unattended use, {when}"),
            Manner.SECRET: self.tr("with the secret of the app, for unattended use, {when}"),
            Manner.TOKEN: self.tr("with an access token that was handed in, {when}"),
        }
        return words[signed_in.manner].format(when=texts.date_and_time(signed_in.at))

    # verbs

    def test(self) -> None:
        """Look at the org now, and list what was found."""
        self._had_focus = self._test.hasFocus()
        self._test.setEnabled(False)
        self._test.set_text(self.tr("Testing…"))
        self._shell.bridge.call(self, self._engine.check_connection, self._tested, self._tested, apart=True)

    def _tested(self, _result: object) -> None:
        self._test.setEnabled(True)
        if self._had_focus:
            # It went to the next control when the button could not be pressed for a while.
            self._test.setFocus()
        self._test.set_text(self.tr("Test connection"))
        self.refresh()
        self._findings.show_now()

    def _ask_to_sign_out(self) -> None:
        dialog = SignOutDialog(self._shell, self.window())
        dialog.signed_out.connect(self.signed_out)
        dialog.open()
