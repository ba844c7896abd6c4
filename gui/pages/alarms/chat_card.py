"""The card for alarms in a chat or through a webhook: a list of addresses, each with its test."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.alarms.ways import Chat
from core.messages import Problem
from core.store.types.alarms import CHAT
from gui import texts
from gui.pages.alarms.trial import Trial
from gui.pages.page import Shell
from gui.widgets.buttons import PrimaryButton, SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, column, row


class ChatCard(Card):
    """An address is a secret: once it is kept, only its beginning is shown."""

    _kept = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._alarms = shell, shell.engine.alarms
        theme = shell.theme
        self._lines = column(theme, spacing=12)
        self.add(self._lines)
        self._chats: dict[str, _ChatLine] = {}
        self._label = TextLabel(theme)
        self._address = QLineEdit()
        self._address.setEchoMode(QLineEdit.EchoMode.Password)
        self._address.returnPressed.connect(self.add_address)
        self._label.setBuddy(self._address)
        self._add = PrimaryButton(theme)
        self._add.clicked.connect(self.add_address)
        line = row(theme, spacing=12)
        line.addWidget(self._label)
        line.addWidget(self._address, 1)
        line.addWidget(self._add)
        self.add(line)
        self._outcome = TextLabel(theme, wrap=True, selectable=True)
        self._outcome.hide()
        self.add(self._outcome)
        self._kept.connect(self._address.clear, Qt.ConnectionType.QueuedConnection)

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Chat and webhooks"),
            self.tr(
                "The address of an incoming webhook of Slack, Teams, Google Chat, Discord or your own, or any other "
                "in the form of Apprise, such as ntfy://ntfy.sh/topic. Addresses are kept in the keyring of this "
                "computer and nowhere else."
            ),
        )
        self._label.setText(self.tr("New address"))
        self._address.setAccessibleName(self.tr("Address of a chat or a webhook"))
        self._address.setPlaceholderText("https://…")
        self._add.set_text(self.tr("Add"))
        for line in self._chats.values():
            line.retranslate()

    def refresh(self, problems: Mapping[str, Problem | None]) -> None:
        """Put the list in place; `problems` are what hinders alarms, by way."""
        chats = {chat.number: chat for chat in self._alarms.ways.chats()}
        for number in self._chats.keys() - chats.keys():
            gone = self._chats.pop(number)
            if gone.isAncestorOf(gone.focusWidget() or self._address):
                self._address.setFocus()
            self._lines.removeWidget(gone)
            gone.deleteLater()
        for number, chat in chats.items():
            if number not in self._chats:
                line = self._chats[number] = _ChatLine(self._shell, chat)
                line.remove_asked.connect(self._remove)
                line.retranslate()
                self._lines.addWidget(line)
            self._chats[number].trial.show_standing(problems.get(f"{CHAT}{number}"))

    def add_address(self) -> None:
        """Keep the address in the field, once it is known what is behind it."""
        address = self._address.text()
        if not address.strip():
            return

        def keep() -> Chat:
            chat = self._alarms.add_chat(address)
            self._kept.emit()
            return chat

        self._say(self.tr("Looking at the address…"), "secondary")
        self._shell.bridge.call(self, keep, self._added, self._refused, apart=True)

    def _added(self, chat: Chat) -> None:
        self._say(self.tr("{address} was added. Test it now.").format(address=chat.shown), "good")

    def _remove(self, number: str) -> None:
        self._shell.bridge.call(
            self,
            lambda: self._alarms.remove_chat(number),
            lambda _: self._say(self.tr("The address was removed."), "good"),
            self._refused,
            apart=True,
        )

    def _refused(self, problem: Problem) -> None:
        self._say(texts.text_of_problem(problem), "bad")

    def _say(self, sentence: str, tone: str) -> None:
        self._outcome.setText(sentence)
        self._outcome.set_tone(tone)
        self._outcome.show()
        self._add.setAccessibleDescription(sentence)


class _ChatLine(QWidget):
    """One address. Signals: remove_asked, with its number."""

    remove_asked = Signal(str)

    def __init__(self, shell: Shell, chat: Chat) -> None:
        super().__init__()
        self._chat = chat
        self._name = TextLabel(shell.theme, selectable=True)
        self.trial = Trial(shell, lambda: f"{CHAT}{chat.number}")
        self._remove = SecondaryButton(shell.theme)
        self._remove.clicked.connect(lambda: self.remove_asked.emit(chat.number))
        self.trial.add(self._remove)
        line = row(shell.theme, spacing=16)
        line.addWidget(self._name)
        line.addWidget(self.trial, 1)
        self.setLayout(line)

    def retranslate(self) -> None:
        """Put every text in place."""
        self._name.setText(self._chat.shown)
        self._name.setAccessibleName(self._chat.shown)
        self._remove.set_text(self.tr("Remove"))
        self._remove.setAccessibleName(self.tr("Remove {address}").format(address=self._chat.shown))
        self.trial.retranslate(self._chat.shown)
