"""The card with the other ways to sign in: for unattended use, and with a token that somebody hands in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit

from core.connection.signed_in import Manner
from core.messages import Problem
from core.salesforce.sign_in.jwt import key_in_file
from core.salesforce.values.hosts import host_in
from core.store.types.orgs import Org
from gui import texts
from gui.pages.page import Shell
from gui.pages.salesforce.host_question import HostQuestion
from gui.pages.salesforce.other_org_link import OtherOrgLink
from gui.widgets.buttons import PrimaryButton, SecondaryButton
from gui.widgets.folding_card import FoldingCard
from gui.widgets.labels import TextLabel, row
from gui.widgets.select import Select

_ASKED = {
    Manner.KEY: ("address", "client_id", "username", "key_file"),
    Manner.SECRET: ("address", "client_id", "secret"),
    Manner.TOKEN: ("address", "token"),
}
_FIELDS = ("address", "client_id", "username", "key_file", "secret", "token")
_SECRETS = ("secret", "token")


class OtherWaysCard(FoldingCard):
    """One way is chosen from a list, and what it asks for is filled in below. What is secret is never shown.

    Signals:
        signed_in: it went well; carries the org.
    """

    signed_in = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._connection = shell, shell.engine.connection
        self._is_filled = False
        theme = shell.theme
        self._no_password = TextLabel(theme, tone="secondary", wrap=True)
        self._way = Select(theme)
        for manner in _ASKED:
            self._way.addItem("", manner)
        self._explained = TextLabel(theme, tone="secondary", wrap=True)
        self._way_label = TextLabel(theme)
        self._way_label.setBuddy(self._way)
        self._labels = {name: TextLabel(theme) for name in _FIELDS}
        self._fields = {name: QLineEdit() for name in _FIELDS}
        for name in _SECRETS:
            self._fields[name].setEchoMode(QLineEdit.EchoMode.Password)
        self._browse = SecondaryButton(theme)
        self._browse.clicked.connect(self._choose_key_file)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, theme.px(140))
        grid.addWidget(self._way_label, 0, 0)
        grid.addWidget(self._way, 0, 1, 1, 2)
        grid.addWidget(self._explained, 1, 1, 1, 2)
        for line, name in enumerate(_FIELDS, 2):
            self._labels[name].setBuddy(self._fields[name])
            grid.addWidget(self._labels[name], line, 0)
            grid.addWidget(self._fields[name], line, 1, 1, 1 if name == "key_file" else 2)
        grid.addWidget(self._browse, 2 + _FIELDS.index("key_file"), 2)
        self._outcome = TextLabel(theme, wrap=True, selectable=True)
        self._outcome.hide()
        self._connect = PrimaryButton(theme)
        self._connect.clicked.connect(self._connect_now)
        foot = row(theme)
        foot.addStretch(1)
        foot.addWidget(self._connect)
        self.add(self._no_password)
        self.add(grid)
        self.add(self._outcome)
        self._other_org = OtherOrgLink(shell)
        self.add(self._other_org)
        self.add(foot)
        self._way.currentIndexChanged.connect(self._show_way)
        self._show_way()

    @property
    def manner(self) -> Manner:
        """The chosen way."""
        return Manner(str(self._way.currentData()))

    # texts and values

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Other ways to sign in"),
            self.tr(
                "For use where nobody is there to sign in, and with an access token that somebody hands in."
            ),
        )
        self.set_button_texts(self.tr("Show"), self.tr("Hide"))
        self._no_password.setText(
            self.tr(
                "There is no way in with user name and password: Salesforce is ending it, and blocks it in new orgs "
                "already."
            )
        )
        self._way_label.setText(self.tr("Way"))
        self._way.setAccessibleName(self.tr("Way to sign in"))
        ways = (
            self.tr("Private key (JWT bearer)"),
            self.tr("Secret of the app (client credentials)"),
            self.tr("Access token"),
        )
        for place, text in enumerate(ways):
            self._way.setItemText(place, text)
        words = {
            "address": self.tr("Address of your org"),
            "client_id": self.tr("Consumer key"),
            "username": self.tr("User name"),
            "key_file": self.tr("Private key file"),
            "secret": self.tr("Consumer secret"),
            "token": self.tr("Access token"),
        }
        for name, text in words.items():
            self._labels[name].setText(text)
            self._fields[name].setAccessibleName(text)
        self._fields["address"].setPlaceholderText("https://mycompany.my.salesforce.com")
        self._fields["username"].setPlaceholderText(self.tr("The user as whom the program works"))
        self._browse.set_text(self.tr("Choose…"))
        self._connect.set_text(self.tr("Connect"))
        self._other_org.retranslate()
        self._explain()

    def refresh(self) -> None:
        """Fill the form from the last sign-in, the first time."""
        last = self._connection.signed_in()
        if self._is_filled or last is None:
            return
        self._is_filled = True
        self._fields["client_id"].setText(last.client_id)
        if last.manner in _ASKED:
            self._way.setCurrentIndex(self._way.findData(last.manner))
        org = self._connection.state().org
        if org is not None:
            self._fields["address"].setText(org.instance_url)

    def _show_way(self) -> None:
        asked = _ASKED[self.manner]
        for name in _FIELDS:
            self._labels[name].setVisible(name in asked)
            self._fields[name].setVisible(name in asked)
        self._browse.setVisible("key_file" in asked)
        self._outcome.hide()
        self._other_org.show_for(None)
        self._explain()

    def _explain(self) -> None:
        words = {
            Manner.KEY: self.tr(
                "The app holds a certificate, and this program the private key that belongs to it. The key is read "
                "from the file once, kept in the keyring, and the file is not needed again. The user has to be "
                "pre-authorized in the policies of the app."
            ),
            Manner.SECRET: self.tr(
                "The app works as the user that is named in its policies. The secret is kept in the keyring."
            ),
            Manner.TOKEN: self.tr(
                "Good for as long as the session it belongs to, often some hours; then a new one is needed. It is kept "
                "in the keyring."
            ),
        }
        self._explained.setText(words[self.manner])

    # verbs

    def _connect_now(self) -> None:
        missing = [name for name in _ASKED[self.manner] if not self._fields[name].text().strip()]
        if missing:
            self._say(self.tr("{field} is missing.").format(field=self._labels[missing[0]].text()), "bad")
            self._fields[missing[0]].setFocus()
            return
        self._connect.setEnabled(False)
        self._say(self.tr("Signing in…"), "secondary")
        given = {name: field.text().strip() for name, field in self._fields.items()}
        manner = self.manner
        self._shell.bridge.call(
            self, lambda: self._sign_in(manner, given), self._connected, self._refused, apart=True
        )

    def _sign_in(self, manner: Manner, given: dict[str, str]) -> Org:
        """Beside the GUI thread."""
        connection, address = self._connection, given["address"]
        if manner is Manner.KEY:
            key = key_in_file(Path(given["key_file"]))
            return connection.sign_in_with_key(address, given["client_id"], given["username"], key)
        if manner is Manner.SECRET:
            return connection.sign_in_with_secret(address, given["client_id"], given["secret"])
        return connection.connect_with_token(address, given["token"], None)

    def _connected(self, org: Org) -> None:
        self._connect.setEnabled(True)
        for name in (*_SECRETS, "key_file"):
            self._fields[name].clear()
        self._say(self.tr("Connected to {org} as {user}.").format(org=org.name, user=org.username), "good")
        self.signed_in.emit(org)

    def _refused(self, problem: Problem) -> None:
        self._connect.setEnabled(True)
        self._say(texts.text_of_problem(problem), "bad")
        self._other_org.show_for(problem)
        if host_in(problem):
            question = HostQuestion(self._shell, self.window(), problem)
            question.accepted.connect(self._connect_now)
            question.open()

    def _choose_key_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Private key file"), "", "PEM (*.pem *.key)")
        if path:
            self._fields["key_file"].setText(path)

    def _say(self, sentence: str, tone: str) -> None:
        self._other_org.show_for(None)
        self._outcome.say(sentence, tone)
