"""The guide to the External Client App: what to do in Salesforce, what to copy there, and a check by trying."""

from __future__ import annotations

from urllib.parse import quote

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.connection.address import sign_in_address
from core.engine_options import APP_NAME
from core.messages import ProblemError
from core.salesforce.sign_in.listener import callback_urls
from core.salesforce.sign_in.token_endpoint import GENERIC_HOSTS, LOGIN_HOST
from gui.pages.page import Shell
from gui.plain import set_tip
from gui.theme import TextRole
from gui.web import open_page
from gui.widgets.buttons import LinkButton, PrimaryButton
from gui.widgets.copy_field import CopyField
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.scrolled import scrolled

SETUP_PAGE = "/lightning/setup/ManageExternalClientApplication/home"
"""Where the External Client App Manager is in every org, as public set-up guides of apps show."""


def setup_address(host: str) -> str:
    """The External Client App Manager of the org behind a place to sign in.

    The pages that all orgs share send whoever has signed in there on to the page that is asked for.
    """
    try:
        address = sign_in_address(host) if host else LOGIN_HOST
    except ProblemError:
        address = LOGIN_HOST
    if address in GENERIC_HOSTS:
        return f"{address}/?startURL={quote(SETUP_PAGE, safe='')}"
    return address + SETUP_PAGE


class AppGuideDialog(Dialog):
    """Nothing is changed by it, here or in Salesforce.

    Signals:
        key_given: a consumer key was typed and the guide closed; carries the key.
        tried: the key is to be tried by signing in; carries the key.
    """

    key_given = Signal(str)
    tried = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget, host: str, client_id: str) -> None:
        super().__init__(shell.theme, parent)
        self._theme, self._address = shell.theme, setup_address(host)
        theme = shell.theme
        self.resize(theme.px(680), theme.px(640))
        self._steps = column(theme, spacing=24, margins=(0, 0, 16, 8))
        inside = QWidget()
        inside.setLayout(self._steps)
        area = scrolled(inside)
        self.add(area, 1)
        self._try = PrimaryButton(theme)
        self._try.clicked.connect(self._begin)
        self.foot.addWidget(self._try)
        self._key = QLineEdit(client_id)
        self._key.textChanged.connect(self._weigh)
        self._key.returnPressed.connect(self._try.click)
        self._put_texts()
        self._weigh()

    def _put_texts(self) -> None:
        self.set_texts(
            self.tr("Create the External Client App"),
            self.tr(
                "An org lets a program in only through an app that its administrator has made. It takes about five "
                "minutes, once for each org; every step is done in Salesforce Setup."
            ),
        )
        self.close_button.set_text(self.tr("Close"))
        self._try.set_text(self.tr("Check by signing in"))
        self._open_manager()
        self._name_app()
        self._settings()
        self._consumer_key()
        self._steps.addStretch(1)

    def _open_manager(self) -> None:
        link = LinkButton(self._theme)
        link.set_text(self.tr("Open the External Client App Manager in the browser"))
        set_tip(link, self._address)
        link.clicked.connect(lambda: open_page(self._address))
        self._step(
            self.tr("Open the External Client App Manager"),
            self.tr(
                "In Setup, type External Client App into the Quick Find box. You need the permission to create "
                "External Client Apps; a system administrator has it."
            ),
            link,
        )

    def _name_app(self) -> None:
        self._step(
            self.tr("Press New External Client App, and name it"),
            self.tr(
                "The name is what your users see when they are asked to allow the program. Contact Email is your own; "
                "leave Distribution State at Local."
            ),
            self._copied(self.tr("Name of the app"), APP_NAME),
        )

    def _settings(self) -> None:
        self._step(
            self.tr("Open API (Enable OAuth Settings), and tick Enable OAuth"),
            self.tr(
                "Paste all of these into Callback URL, one on a line. The program takes the first of them that is free "
                "on your computer; Salesforce compares them to the letter."
            ),
            self._copied(self.tr("Callback URLs"), "\n".join(callback_urls())),
        )
        self._step(
            self.tr("Choose the OAuth scopes"),
            self.tr(
                "Move these three to the selected ones: the first reads and writes records, the second keeps you "
                "signed in, the third says who you are."
            ),
            *(
                self._copied(self.tr("OAuth scope"), scope)
                for scope in (
                    self.tr("Manage user data via APIs (api)"),
                    self.tr("Perform requests at any time (refresh_token, offline_access)"),
                    self.tr("Access unique user identifiers (openid)"),
                )
            ),
        )
        self._step(
            self.tr("Set the security options, and press Create"),
            self.tr(
                "On: Require Proof Key for Code Exchange (PKCE). Off: Require secret for Web Server Flow, and Require "
                "secret for Refresh Token Flow. A program on a desk cannot keep a secret, and PKCE does without."
            ),
        )
        self._step(
            self.tr("Say in Policies who may use it"),
            self.tr(
                "Either all users may allow it for themselves, or only those whose profile or permission set you "
                "choose. The refresh token is valid until revoked, else everybody has to sign in again and again. "
                "The user who signs in needs the permission API Enabled, and has to be able to edit Contacts and "
                "Leads."
            ),
        )

    def _consumer_key(self) -> None:
        self._key.setAccessibleName(self.tr("Consumer key"))
        self._key.setPlaceholderText(self.tr("Paste the consumer key here"))
        self._step(
            self.tr("Copy the consumer key"),
            self.tr(
                "In Settings, OAuth Settings, press Consumer Key and Secret; Salesforce may ask for a code that it "
                "sends you. Only the key is needed, not the secret."
            ),
            self._key,
        )
        self._step(
            self.tr("Check by signing in"),
            self.tr(
                "A new app can take up to ten minutes until Salesforce knows it everywhere: if the key is called "
                "invalid, wait and try again."
            ),
        )

    def _step(self, title: str, sentence: str, *parts: QWidget) -> None:
        theme = self._theme
        number = TextLabel(theme, TextRole.STRONG)
        number.setObjectName("stepNumber")
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        number.setFixedSize(theme.px(28), theme.px(28))
        number.setText(str(self._steps.count() + 1))
        heading, words = TextLabel(theme, TextRole.STRONG, wrap=True), TextLabel(theme, wrap=True)
        heading.setText(title)
        words.setText(sentence)
        right = column(theme, spacing=8, margins=(0, 4, 0, 0))
        for part in (heading, words, *parts):
            right.addWidget(part)
        line = row(theme, spacing=16)
        line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(right, 1)
        self._steps.addLayout(line)

    def _copied(self, name: str, text: str) -> QWidget:
        field = CopyField(self._theme, lines="\n" in text)
        field.set_texts(name, self.tr("Copy"), self.tr("Copied"))
        field.set_value(text)
        return field

    def _weigh(self) -> None:
        self._try.set_hindrance("" if self._key.text().strip() else self.tr("Paste the consumer key first"))

    def _begin(self) -> None:
        if not self._try.isEnabled():
            return
        self.tried.emit(self._key.text().strip())
        self.accept()

    def reject(self) -> None:
        if self._key.text().strip():
            self.key_given.emit(self._key.text().strip())
        super().reject()
