"""The card for company networks: which proxy, and whose certificates are trusted beside the system's."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit

from core.connection.network import NetworkState, same_proxy
from core.connection.state import ConnectionState
from core.messages import Problem
from core.salesforce.http.route import NONE, SYSTEM
from gui import texts
from gui.pages.page import Shell
from gui.widgets.buttons import PrimaryButton, SecondaryButton
from gui.widgets.folding_card import FoldingCard
from gui.widgets.labels import TextLabel, row
from gui.widgets.select import Select

_OWN = "own"
_PROXY_FIELDS = ("address", "user", "password")


class NetworkCard(FoldingCard):
    """Its head says which way is taken; opened, it can be changed, and is tried at once."""

    _kept = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._engine = shell, shell.engine
        theme = shell.theme
        self._proxy_label, self._proxy = TextLabel(theme), Select(theme)
        for value in (SYSTEM, NONE, _OWN):
            self._proxy.addItem("", value)
        self._fields = {name: QLineEdit() for name in (*_PROXY_FIELDS, "ca_file")}
        self._labels = {name: TextLabel(theme) for name in self._fields}
        self._fields["password"].setEchoMode(QLineEdit.EchoMode.Password)
        self._hint = TextLabel(theme, tone="secondary", wrap=True)
        self._browse = SecondaryButton(theme)
        self._browse.clicked.connect(self._choose_ca_file)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, theme.px(140))
        self._proxy_label.setBuddy(self._proxy)
        grid.addWidget(self._proxy_label, 0, 0)
        grid.addWidget(self._proxy, 0, 1, 1, 2)
        for line, name in enumerate(_PROXY_FIELDS, 1):
            self._place(grid, line, name, columns=2)
        grid.addWidget(self._hint, 4, 1, 1, 2)
        self._place(grid, 5, "ca_file", columns=1)
        grid.addWidget(self._browse, 5, 2)
        self.add(grid)
        self._outcome = TextLabel(theme, wrap=True, selectable=True)
        self._outcome.hide()
        self.add(self._outcome)
        self._save = PrimaryButton(theme)
        self._save.clicked.connect(self.save)
        foot = row(theme)
        foot.addStretch(1)
        foot.addWidget(self._save)
        self.add(foot)
        self._proxy.currentIndexChanged.connect(self._show_fields)
        self._shown: NetworkState | None = None
        # Emitted beside the GUI thread: what is in the keyring is not to stand in the field any longer.
        self._kept.connect(self._fields["password"].clear, Qt.ConnectionType.QueuedConnection)

    def _place(self, grid: QGridLayout, line: int, name: str, *, columns: int) -> None:
        label, field = self._labels[name], self._fields[name]
        label.setBuddy(field)
        field.returnPressed.connect(self.save)
        grid.addWidget(label, line, 0)
        grid.addWidget(field, line, 1, 1, columns)

    # texts and values

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_button_texts(self.tr("Change…"), self.tr("Hide"))
        self._proxy_label.setText(self.tr("Proxy"))
        self._proxy.setAccessibleName(self.tr("Proxy"))
        words = {
            "address": self.tr("Address of the proxy"),
            "user": self.tr("User"),
            "password": self.tr("Password"),
            "ca_file": self.tr("CA file to trust"),
        }
        for name, text in words.items():
            self._labels[name].setText(text)
        self._fields["address"].setAccessibleName(words["address"])
        self._fields["user"].setAccessibleName(self.tr("User for the proxy"))
        self._fields["password"].setAccessibleName(self.tr("Password for the proxy"))
        self._fields["ca_file"].setAccessibleName(words["ca_file"])
        self._fields["address"].setPlaceholderText("proxy.example.com:8080")
        self._fields["user"].setPlaceholderText(self.tr("Only where the proxy asks for one"))
        self._fields["ca_file"].setPlaceholderText(self.tr("Only where your company inspects its traffic"))
        self._hint.setText(self.tr("The password is kept in the keyring of this computer and nowhere else."))
        self._browse.set_text(self.tr("Choose…"))
        self._save.set_text(self.tr("Save and test"))
        self._show_state(self._engine.connection.network.state())
        self._show_fields()

    def refresh(self) -> None:
        """Put every value in place, unless somebody is about to change them."""
        state = self._engine.connection.network.state()
        if state != self._shown:
            self._shown = state
            self._fill(state)
        self._show_state(state)

    def _fill(self, state: NetworkState) -> None:
        own = state.proxy not in (SYSTEM, NONE)
        self._proxy.setCurrentIndex(self._proxy.findData(_OWN if own else state.proxy))
        self._fields["address"].setText(state.proxy if own else "")
        self._fields["user"].setText(state.user)
        self._fields["password"].clear()
        self._fields["ca_file"].setText(state.ca_file)
        self._show_fields()

    def _show_state(self, state: NetworkState) -> None:
        system = (
            self.tr("As the system says ({proxy})").format(proxy=state.of_the_system)
            if state.of_the_system
            else self.tr("As the system says (no proxy)")
        )
        none, own = self.tr("No proxy"), self.tr("This one")
        for place, text in enumerate((system, none, own)):
            self._proxy.setItemText(place, text)
        way = {SYSTEM: system, NONE: none}.get(state.proxy, state.proxy)
        sentence = self.tr("Proxy: {way}.").format(way=way)
        if state.ca_file:
            sentence += " " + self.tr("Trusted beside the system's authorities: {file}.").format(
                file=state.ca_file
            )
        self.set_texts(self.tr("Network"), sentence)
        self._fields["password"].setPlaceholderText(self.tr("Kept as it is") if state.user else "")

    def _show_fields(self) -> None:
        own = self._proxy.currentData() == _OWN
        for name in _PROXY_FIELDS:
            self._labels[name].setVisible(own)
            self._fields[name].setVisible(own)
        self._hint.setVisible(own)

    # verbs

    def save(self) -> None:
        """Keep what the form says, and see whether Salesforce can be reached that way."""
        chosen = str(self._proxy.currentData())
        proxy = self._fields["address"].text() if chosen == _OWN else chosen
        # What the hidden fields hold belongs to a proxy that is not chosen.
        user = self._fields["user"].text() if chosen == _OWN else ""
        password = self._fields["password"].text() if chosen == _OWN else ""
        ca_file = self._fields["ca_file"].text()
        engine = self._engine
        before = engine.connection.network.state()
        # A password belongs to its user: another user without one has none.
        same = same_proxy(proxy, before.proxy) and user.strip() == before.user
        kept = None if same or not user.strip() else ""

        def change_and_test() -> bool:
            engine.connection.network.change(proxy, user, password or kept, ca_file)
            self._kept.emit()
            if engine.connection.state().state is ConnectionState.NOT_CONNECTED:
                return False
            engine.check_connection()
            return True

        self._save.setEnabled(False)
        self._say(self.tr("Testing…"), "secondary")
        self._shell.bridge.call(self, change_and_test, self._done, self._refused, apart=True)

    def _done(self, tested: bool) -> None:
        self._save.setEnabled(True)
        self._say(self.tr("Saved. Salesforce can be reached.") if tested else self.tr("Saved."), "good")
        self.refresh()

    def _refused(self, problem: Problem) -> None:
        self._save.setEnabled(True)
        self._say(texts.text_of_problem(problem), "bad")
        self.refresh()

    def _choose_ca_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("CA file to trust"), "", "PEM (*.pem *.crt *.cer)"
        )
        if path:
            self._fields["ca_file"].setText(path)

    def _say(self, sentence: str, tone: str) -> None:
        self._outcome.say(sentence, tone)
