"""Admin Settings > Salesforce: which org, as whom, whether it can be reached; connecting and disconnecting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit

from core.connection.state import ConnectionState
from core.messages import Problem
from gui import texts
from gui.pages.load_people_card import LoadPeopleCard
from gui.pages.page import CardPage, Shell
from gui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, row
from gui.widgets.pill import Pill

_TONES = {
    ConnectionState.CONNECTED: "good",
    ConnectionState.CONNECTING: "neutral",
    ConnectionState.NOT_CONNECTED: "neutral",
    ConnectionState.OFFLINE: "warning",
}


class SalesforcePage(CardPage):
    """The connection card, and below it the fields for connecting another way."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._build_connection()
        self._people = LoadPeopleCard(shell)
        self.cards.addWidget(self._people)
        self._build_connect()
        for signal in (
            shell.bridge.connection_changed,
            shell.bridge.run_finished,
            shell.bridge.people_changed,
        ):
            signal.connect(self.refresh_soon)

    def _build_connection(self) -> None:
        theme = self.theme
        self._card = Card(theme)
        self._pill = Pill(theme)
        self._card.add_in_corner(self._pill)
        self._problem = TextLabel(theme, tone="bad", wrap=True, selectable=True)
        self._card.add(self._problem)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(theme.px(24))
        self._facts.setVerticalSpacing(theme.px(8))
        self._facts.setColumnStretch(1, 1)
        self._names = [TextLabel(theme, tone="secondary") for _ in range(6)]
        self._values = [TextLabel(theme, wrap=True, selectable=True) for _ in range(6)]
        for line, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            self._facts.addWidget(name, line, 0)
            self._facts.addWidget(value, line, 1)
        self._card.add(self._facts)
        self._test = SecondaryButton(theme)
        self._test.clicked.connect(self._check)
        self._disconnect = LinkButton(theme)
        self._disconnect.clicked.connect(self._forget)
        buttons = row(theme, spacing=8)
        buttons.addWidget(self._test)
        buttons.addWidget(self._disconnect)
        buttons.addStretch(1)
        self._card.add(buttons)
        self.cards.addWidget(self._card)

    def _build_connect(self) -> None:
        theme = self.theme
        self._form = Card(theme)
        self._url, self._token, self._ca_file = QLineEdit(), QLineEdit(), QLineEdit()
        self._token.setEchoMode(QLineEdit.EchoMode.Password)
        self._labels = [TextLabel(theme) for _ in range(3)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        for line, (label, field) in enumerate(
            zip(self._labels, (self._url, self._token, self._ca_file), strict=True)
        ):
            label.setBuddy(field)
            grid.addWidget(label, line, 0)
            grid.addWidget(field, line, 1)
        self._browse = SecondaryButton(theme)
        self._browse.clicked.connect(self._choose_ca_file)
        grid.addWidget(self._browse, 2, 2)
        grid.setColumnStretch(1, 1)
        self._form.add(grid)
        self._outcome = TextLabel(theme, wrap=True)
        self._outcome.hide()
        self._form.add(self._outcome)
        self._connect = PrimaryButton(theme)
        self._connect.clicked.connect(self._connect_now)
        foot = row(theme)
        foot.addStretch(1)
        foot.addWidget(self._connect)
        self._form.add(foot)
        self.cards.addWidget(self._form)

    # texts and values

    def retranslate(self) -> None:
        self._card.set_texts(self.tr("Connection"))
        names = (
            self.tr("Org"),
            self.tr("Org ID"),
            self.tr("Address"),
            self.tr("Connected user"),
            self.tr("Last contact"),
            self.tr("API calls today"),
        )
        for label, name in zip(self._names, names, strict=True):
            label.setText(name)
        self._test.set_text(self.tr("Test connection"))
        self._disconnect.set_text(self.tr("Disconnect"))
        self._form.set_texts(
            self.tr("Connect with an access token"),
            self.tr(
                "The token is kept in the keyring of this computer and nowhere else. User name and password are "
                "not asked for: Salesforce is ending that way of signing in."
            ),
        )
        labels = (self.tr("Instance URL"), self.tr("Access token"), self.tr("Company CA file (optional)"))
        fields = (self._url, self._token, self._ca_file)
        for label, field, text in zip(self._labels, fields, labels, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        self._url.setPlaceholderText("https://mycompany.my.salesforce.com")
        self._browse.set_text(self.tr("Choose…"))
        self._connect.set_text(self.tr("Connect"))
        self._people.retranslate()

    def refresh(self) -> None:
        self._people.refresh()
        connection = self.engine.connection.state()
        org = connection.org
        self._pill.set_state(texts.word(connection.state), _TONES.get(connection.state, "bad"))
        self._problem.setVisible(connection.problem is not None)
        if connection.problem is not None:
            self._problem.setText(texts.text_of_problem(connection.problem))
        usage = connection.usage
        values = (
            self._describe(org.name, org.is_sandbox, org.is_practice) if org else "",
            org.id if org else "",
            org.instance_url if org else "",
            org.username if org else "",
            texts.day_and_time(connection.last_contact_at) if connection.last_contact_at else "",
            self.tr("{used} of {total}").format(
                used=texts.number(usage.used), total=texts.number(usage.total)
            )
            if usage
            else "",
        )
        for name, label, value in zip(self._names, self._values, values, strict=True):
            label.setText(value)
            label.setVisible(bool(value))
            name.setVisible(bool(value))
        own = not self.engine.is_practice and not self.engine.connection.is_from_environment
        self._form.setVisible(own)
        self._disconnect.setVisible(own and connection.state is not ConnectionState.NOT_CONNECTED)
        self._test.setVisible(connection.state is not ConnectionState.NOT_CONNECTED)

    def _describe(self, name: str, is_sandbox: bool, is_practice: bool) -> str:
        if is_practice:
            return name
        if is_sandbox:
            return self.tr("{name} (sandbox)").format(name=name)
        return self.tr("{name} (production)").format(name=name)

    # verbs

    def _check(self) -> None:
        self._test.setEnabled(False)
        self._test.set_text(self.tr("Testing…"))
        self.shell.bridge.call(self, self.engine.check_connection, self._checked, self._checked)

    def _checked(self, _result: object) -> None:
        self._test.setEnabled(True)
        self._test.set_text(self.tr("Test connection"))
        self.refresh()

    def _connect_now(self) -> None:
        url, token, ca_file = self._url.text(), self._token.text(), self._ca_file.text().strip()
        if not url.strip() or not token.strip():
            self._say(self.tr("Both the instance URL and an access token are needed."), "bad")
            return
        self._connect.setEnabled(False)
        self.shell.bridge.call(
            self,
            lambda: self.engine.connection.connect_with_token(url, token, Path(ca_file) if ca_file else None),
            self._connected,
            self._refused,
        )

    def _connected(self, _org: object) -> None:
        self._connect.setEnabled(True)
        self._token.clear()
        self._say(self.tr("Connected."), "good")
        self.refresh()

    def _refused(self, problem: Problem) -> None:
        self._connect.setEnabled(True)
        self._say(texts.text_of_problem(problem), "bad")

    def _forget(self) -> None:
        self.shell.bridge.call(self, self.engine.connection.forget, lambda _: self.refresh(), self._refused)

    def _choose_ca_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Company CA file"), "", "PEM (*.pem *.crt *.cer)")
        if path:
            self._ca_file.setText(path)

    def _say(self, sentence: str, tone: str) -> None:
        self._outcome.setText(sentence)
        self._outcome.set_tone(tone)
        self._outcome.show()
