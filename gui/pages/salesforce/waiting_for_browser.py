"""What is shown while the browser has the word: the address to copy, how long it waits, and what errors there mean."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.salesforce.sign_in.browser import Waiting
from core.salesforce.values.errors import explain_oauth
from gui import texts
from gui.browser_sign_in import BrowserSignIn
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton
from gui.widgets.copy_field import CopyField
from gui.widgets.labels import TextLabel, column, rule
from gui.widgets.progress import ProgressRow

_SHOWN_THERE = (
    "redirect_uri_mismatch",
    "invalid_client_id",
    "invalid_scope",
    "OAUTH_EC_APP_NOT_FOUND",
    "OAUTH_APP_ACCESS_DENIED",
)
"""Errors that Salesforce shows in the browser instead of coming back with them."""


class WaitingForBrowser(QWidget):
    """Belongs to one BrowserSignIn.

    Signals:
        cancelled: the user gives the sign-in up.
    """

    cancelled = Signal()

    def __init__(self, shell: Shell, sign_in: BrowserSignIn) -> None:
        super().__init__()
        self._sign_in = sign_in
        self._waiting: Waiting | None = None
        theme = shell.theme
        self._progress = ProgressRow(theme)
        self._progress.cancelled.connect(self.cancelled)
        self.cancel_button = self._progress.cancel_button
        self._what = TextLabel(theme, wrap=True)
        self._url = CopyField(theme)
        self._again = LinkButton(theme)
        self._again.clicked.connect(self._open_again)
        self._trouble = LinkButton(theme)
        self._trouble.clicked.connect(self._toggle_trouble)
        # Below each other: beside each other they are wider than the assistant in a small window.
        links = column(theme, spacing=8)
        for link in (self._again, self._trouble):
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._meanings = QWidget()
        meanings = column(theme, spacing=12)
        meanings.addWidget(rule())
        self._lines = {code: TextLabel(theme, wrap=True) for code in _SHOWN_THERE}
        for code, line in self._lines.items():
            name = TextLabel(theme, TextRole.SMALL, tone="secondary", selectable=True)
            name.setText(code)
            pair = column(theme, spacing=2)
            pair.addWidget(name)
            pair.addWidget(line)
            meanings.addLayout(pair)
            if code == "redirect_uri_mismatch":
                self._callback = CopyField(theme)
                meanings.addWidget(self._callback)
        self._meanings.setLayout(meanings)
        self._meanings.hide()
        whole = column(theme, spacing=16)
        for part in (self._progress, self._what, self._url):
            whole.addWidget(part)
        whole.addLayout(links)
        whole.addWidget(self._meanings)
        self.setLayout(whole)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)

    def retranslate(self) -> None:
        """Put every text in place."""
        self._progress.cancel_button.set_text(self.tr("Cancel"))
        self._again.set_text(self.tr("Open the page again"))
        copy, copied = self.tr("Copy"), self.tr("Copied")
        self._url.set_texts(self.tr("Address of the sign-in page"), copy, copied)
        self._callback.set_texts(self.tr("Callback URL"), copy, copied)
        for code, line in self._lines.items():
            line.setText(texts.text_of_problem(explain_oauth(code)))
        self._name_trouble()
        self._show()

    def begin(self) -> None:
        """The sign-in has begun; the browser has not been asked yet."""
        self._waiting = None
        self._meanings.hide()
        self._name_trouble()
        self._show()
        self._tick.start()

    def show_waiting(self, waiting: Waiting) -> None:
        """The page is open, or is to be opened by hand."""
        self._waiting = waiting
        self._url.set_value(waiting.url)
        self._callback.set_value(waiting.callback_url)
        self._show()

    def end(self) -> None:
        """The sign-in is over."""
        self._tick.stop()
        self._waiting = None

    def _show(self) -> None:
        waiting = self._waiting
        for part in (self._what, self._url, self._again, self._trouble):
            part.setVisible(waiting is not None)
        if waiting is not None:
            self._what.setText(
                self.tr(
                    "A page of Salesforce has opened in your browser: sign in there, and press Allow. If no page has "
                    "opened, copy this address into a browser on this computer."
                )
                if waiting.opened
                else self.tr(
                    "No browser could be opened here. Copy this address into a browser on this computer, sign in "
                    "there, and press Allow."
                )
            )
            self._what.set_tone("" if waiting.opened else "warning")
        self._show_time()

    def _show_time(self) -> None:
        minutes, seconds = divmod(self._sign_in.seconds_left, 60)
        left = self.tr("{minutes}:{seconds} left").format(minutes=minutes, seconds=f"{seconds:02}")
        self._progress.set_progress(self.tr("Waiting for the browser…"), left, 0, None)

    def _open_again(self) -> None:
        if self._waiting is not None:
            self._sign_in.open_again(self._waiting.url)

    def _toggle_trouble(self) -> None:
        self._meanings.setVisible(self._meanings.isHidden())
        self._name_trouble()

    def _name_trouble(self) -> None:
        self._trouble.set_text(
            self.tr("The browser shows an error instead")
            if self._meanings.isHidden()
            else self.tr("Hide what errors mean")
        )
