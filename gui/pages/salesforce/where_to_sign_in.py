"""Where to sign in: production, a sandbox, or the org's own address."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from core.salesforce.values.hosts import LOGIN_HOST, TEST_HOST
from gui.theme import Theme
from gui.widgets.choice import Choice
from gui.widgets.labels import column, row

_INDENT = 32


class WhereToSignIn(QWidget):
    """Three radio buttons, and the field for the address below the last one.

    Signals:
        returnPressed: Enter was pressed in the field, named as that of QLineEdit.
    """

    returnPressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._production, self._sandbox, self._own = (Choice(theme) for _ in range(3))
        self._address = QLineEdit()
        group = QButtonGroup(self)
        whole = column(theme, spacing=12)
        for choice in (self._production, self._sandbox, self._own):
            group.addButton(choice.button)
            whole.addWidget(choice)
        field = row(theme, spacing=0, margins=(_INDENT, 0, 0, 0))
        field.addWidget(self._address)
        whole.addLayout(field)
        self.setLayout(whole)
        self._production.button.setChecked(True)
        self._address.hide()
        group.buttonToggled.connect(self._show_field)
        self._address.returnPressed.connect(self.returnPressed)

    def retranslate(self) -> None:
        """Put every text in place."""
        self._production.set_texts(
            self.tr("Production"), self.tr("The org your company works with, through login.salesforce.com.")
        )
        self._sandbox.set_texts(
            self.tr("Sandbox"), self.tr("A copy of it to try things in, through test.salesforce.com.")
        )
        self._own.set_texts(
            self.tr("My Domain"),
            self.tr("The address of your org itself; some orgs allow signing in nowhere else."),
        )
        self._address.setAccessibleName(self.tr("My Domain address"))
        self._address.setPlaceholderText("https://mycompany.my.salesforce.com")

    def host(self) -> str:
        """The place, as `sign_in_address` reads it; empty while the address is missing."""
        if self._production.button.isChecked():
            return LOGIN_HOST
        return TEST_HOST if self._sandbox.button.isChecked() else self._address.text().strip()

    def choose(self, host: str) -> None:
        """Choose a place."""
        if host in (LOGIN_HOST, TEST_HOST):
            (self._production if host == LOGIN_HOST else self._sandbox).button.setChecked(True)
        else:
            self._own.button.setChecked(True)
            self._address.setText(host)

    def _show_field(self) -> None:
        # The keyboard stays at the radio buttons, which the arrow keys go through; the field is the next stop.
        self._address.setVisible(self._own.button.isChecked())
