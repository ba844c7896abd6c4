"""The card for alarms by e-mail: which server, as whom, to whom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit

from core.alarms.ways import MailSetUp
from core.messages import Problem
from core.store.types.alarms import EMAIL
from gui.pages.alarms.trial import Trial
from gui.pages.page import Shell
from gui.widgets.buttons import PrimaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel
from gui.widgets.select import Select

_FIELDS = ("receivers", "server", "port", "user", "password", "sender")
_PORTS = {"starttls": "587", "tls": "465", "none": "25"}


class MailCard(Card):
    """A form that is kept as a whole; a test goes by what is kept."""

    _kept = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._ways = shell, shell.engine.alarms.ways
        theme = shell.theme
        self._fields = {name: QLineEdit() for name in _FIELDS}
        self._labels = {name: TextLabel(theme) for name in (*_FIELDS, "security")}
        self._fields["password"].setEchoMode(QLineEdit.EchoMode.Password)
        self._security = Select(theme)
        for value in _PORTS:
            self._security.addItem("", value)
        self._security.activated.connect(self._suggest_port)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, theme.px(140))
        for line, name in enumerate(
            ("receivers", "server", "security", "port", "user", "password", "sender")
        ):
            control = self._security if name == "security" else self._fields[name]
            self._labels[name].setBuddy(control)
            grid.addWidget(self._labels[name], line, 0)
            grid.addWidget(control, line, 1)
        for field in self._fields.values():
            field.returnPressed.connect(self.save)
        self.add(grid)
        self._hint = TextLabel(theme, tone="secondary", wrap=True)
        self.add(self._hint)
        self.trial = Trial(shell, lambda: EMAIL)
        self._save = PrimaryButton(theme)
        self._save.clicked.connect(self.save)
        self.trial.add(self._save)
        self.add(self.trial)
        self._shown: MailSetUp | None = None
        # Emitted beside the GUI thread: what is in the keyring is not to stand in the field any longer.
        self._kept.connect(self._fields["password"].clear, Qt.ConnectionType.QueuedConnection)

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("E-mail"), self.tr("Through your own mail server. Without a receiver none is sent.")
        )
        words = {
            "receivers": self.tr("Receivers"),
            "server": self.tr("Mail server"),
            "security": self.tr("Encryption"),
            "port": self.tr("Port"),
            "user": self.tr("User"),
            "password": self.tr("Password"),
            "sender": self.tr("Sender"),
        }
        for name, text in words.items():
            self._labels[name].setText(text)
        for name, field in self._fields.items():
            field.setAccessibleName(words[name])
        self._security.setAccessibleName(words["security"])
        for place, text in enumerate(("STARTTLS", "TLS", self.tr("None"))):
            self._security.setItemText(place, text)
        self._fields["receivers"].setPlaceholderText("admin@example.com, team@example.com")
        self._fields["server"].setPlaceholderText("smtp.example.com")
        self._fields["sender"].setPlaceholderText(self.tr("The first receiver"))
        self._fields["user"].setPlaceholderText(self.tr("Only where the server asks for one"))
        self._hint.setText(self.tr("The password is kept in the keyring of this computer and nowhere else."))
        self._save.set_text(self.tr("Save"))
        self.trial.retranslate(self.tr("E-mail"))

    def refresh(self, problem: Problem | None) -> None:
        """Put every value in place, unless somebody is about to change them; `problem` hinders the alarms."""
        mail = self._ways.mail()
        if mail != self._shown:
            self._shown = mail
            for name in _FIELDS:
                if name != "password":
                    self._fields[name].setText(getattr(mail, name).replace(",", ", "))
            self._security.setCurrentIndex(self._security.findData(mail.security))
        self._fields["password"].setPlaceholderText(self.tr("Kept as it is") if mail.user else "")
        self.trial.button.set_hindrance(
            "" if mail.is_usable else self.tr("Enter a receiver and a mail server, and save them first.")
        )
        self.trial.show_standing(problem)

    def save(self) -> None:
        """Keep what the form says."""
        texts_of = {name: field.text().strip() for name, field in self._fields.items()}
        password = self._fields["password"].text()
        wanted = MailSetUp(
            texts_of["server"],
            texts_of["port"],
            str(self._security.currentData()),
            texts_of["user"],
            texts_of["sender"],
            texts_of["receivers"],
        )

        def keep() -> None:
            self._ways.set_mail(wanted, password or None)
            self._kept.emit()

        self._shell.bridge.call(self, keep, self._done, self.trial.refused, apart=True)

    def _done(self, _result: object) -> None:
        self.trial.say(self.tr("Saved."), "good")
        self.refresh(None)

    def _suggest_port(self) -> None:
        """The port that goes with an encryption, unless somebody has entered one of their own."""
        if self._fields["port"].text().strip() in ("", *_PORTS.values()):
            self._fields["port"].setText(_PORTS[str(self._security.currentData())])
