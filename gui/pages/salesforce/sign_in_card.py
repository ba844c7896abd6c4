"""The card that logs in to Salesforce with the browser: where, with which app, waiting, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from core.messages import Problem
from core.salesforce.values.hosts import LOGIN_HOST, TEST_HOST, host_in
from core.salesforce.values.sign_in_problems import consumer_key_needed
from core.store.types.orgs import Org
from gui import texts
from gui.browser_sign_in import BrowserSignIn
from gui.pages.page import Shell
from gui.pages.salesforce.app_guide import AppGuideDialog
from gui.pages.salesforce.host_question import HostQuestion
from gui.pages.salesforce.other_org_link import OtherOrgLink
from gui.pages.salesforce.waiting_for_browser import WaitingForBrowser
from gui.pages.salesforce.where_to_sign_in import WhereToSignIn
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton, PrimaryButton
from gui.widgets.folding_card import FoldingCard
from gui.widgets.labels import TextLabel, column, row, rule


class SignInCard(FoldingCard):
    """The form, or what is shown while the browser has the word; below either, how the last try ended.

    Signals:
        signed_in: it went well; carries the org.
    """

    signed_in = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._engine = shell, shell.engine
        self.sign_in = BrowserSignIn(shell.bridge, self)
        self._is_filled = False
        self._build_form()
        self._waiting = WaitingForBrowser(shell, self.sign_in)
        self._waiting.cancelled.connect(self._cancel)
        self._waiting.hide()
        self.add(self._waiting)
        self._outcome = TextLabel(shell.theme, wrap=True, selectable=True)
        self._code = TextLabel(shell.theme, TextRole.SMALL, tone="secondary", wrap=True, selectable=True)
        for label in (self._outcome, self._code):
            label.hide()
            self.add(label)
        self._other_org = OtherOrgLink(shell)
        self.add(self._other_org)
        self.sign_in.waiting.connect(self._waiting.show_waiting)
        self.sign_in.succeeded.connect(self._succeeded)
        self.sign_in.refused.connect(self._refused)
        self.sign_in.cancelled.connect(self._cancelled)

    def _build_form(self) -> None:
        theme = self._shell.theme
        self._form = QWidget()
        self._where = WhereToSignIn(theme)
        self._key_label = TextLabel(theme, TextRole.STRONG)
        self._key = QLineEdit()
        self._key_label.setBuddy(self._key)
        self._key_hint = TextLabel(theme, tone="secondary", wrap=True)
        self._guide = LinkButton(theme)
        self._guide.clicked.connect(self.open_guide)
        self._log_in = PrimaryButton(theme)
        self._log_in.clicked.connect(self.log_in)
        for field in (self._key, self._where):
            field.returnPressed.connect(self.log_in)
        whole = column(theme, spacing=16)
        whole.addWidget(self._where)
        whole.addWidget(rule())
        key = column(theme, spacing=8)
        key.addWidget(self._key_label)
        key.addWidget(self._key_hint)
        key.addWidget(self._key)
        key.addWidget(self._guide)
        whole.addLayout(key)
        foot = row(theme)
        foot.addStretch(1)
        foot.addWidget(self._log_in)
        whole.addLayout(foot)
        self._form.setLayout(whole)
        self.add(self._form)

    # texts and values

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Log in to Salesforce"),
            self.tr(
                "You sign in in your browser, on the page of Salesforce itself. This program never sees your "
                "password; what it is given to stay signed in is kept in the keyring of this computer."
            ),
        )
        self.set_button_texts(self.tr("Log in again…"), self.tr("Hide"))
        self._where.retranslate()
        self._key_label.setText(self.tr("Consumer key"))
        self._key_hint.setText(
            self.tr(
                "Of the External Client App in your org, by which your org knows this program. It is no secret, is "
                "entered once, and remembered."
            )
        )
        self._key.setAccessibleName(self.tr("Consumer key"))
        self._guide.set_text(self.tr("Create the External Client App, step by step…"))
        self._log_in.set_text(self.tr("Log in to Salesforce"))
        self._waiting.retranslate()
        self._other_org.retranslate()

    def refresh(self) -> None:
        """Fill the form from the last sign-in, the first time; afterwards it holds what was typed."""
        if self._is_filled:
            return
        self._is_filled = True
        last, org = self._engine.connection.signed_in(), self._engine.connection.state().org
        if last is None:
            if org is not None:
                self._where.choose(TEST_HOST if org.is_sandbox else LOGIN_HOST)
            return
        self._where.choose(last.host)
        self._key.setText(last.client_id)

    def client_id(self) -> str:
        """The consumer key as typed."""
        return self._key.text().strip()

    # verbs

    def log_in(self) -> None:
        """Sign in with what the form says; what is missing is asked for."""
        host = self._where.host()
        if not host:
            self._say(self.tr("Give the address of your org, or choose Production or Sandbox."), "bad")
            return
        if not self.client_id():
            self._say(texts.text_of_problem(consumer_key_needed()), "bad")
            self._key.setFocus()
            return
        self._outcome.hide()
        self._code.hide()
        self._other_org.show_for(None)
        self.set_open(True)
        self.sign_in.start(host, self.client_id())
        self._show_waiting(True)

    def open_guide(self) -> None:
        """The way to the consumer key; at its end the sign-in is tried."""
        dialog = AppGuideDialog(self._shell, self.window(), self._where.host(), self.client_id())
        dialog.tried.connect(self._try)
        dialog.key_given.connect(self._key.setText)
        dialog.open()

    def _try(self, client_id: str) -> None:
        self._key.setText(client_id)
        self.log_in()

    def _cancel(self) -> None:
        self.sign_in.cancel()

    def _show_waiting(self, waits: bool) -> None:
        self._form.setVisible(not waits)
        self._waiting.setVisible(waits)
        if waits:
            self._waiting.begin()
            self._waiting.cancel_button.setFocus()
        else:
            self._waiting.end()
            self._log_in.setFocus()

    def _succeeded(self, org: Org) -> None:
        self._show_waiting(False)
        self._say(self.tr("Connected to {org} as {user}.").format(org=org.name, user=org.username), "good")
        # The browser is in front: what is shown here is to be looked at next.
        QApplication.alert(self.window())
        self.window().activateWindow()
        self.signed_in.emit(org)

    def _refused(self, problem: Problem) -> None:
        self._show_waiting(False)
        self._say(texts.text_of_problem(problem), "bad")
        self._code.setText(" · ".join(part for part in (problem.code, problem.detail) if part))
        self._code.show()
        self._other_org.show_for(problem)
        if host_in(problem):
            question = HostQuestion(self._shell, self.window(), problem)
            question.accepted.connect(self.log_in)
            question.open()

    def _cancelled(self) -> None:
        self._show_waiting(False)
        self._say(self.tr("The sign-in was given up. Nothing has changed."), "secondary")

    def _say(self, sentence: str, tone: str) -> None:
        self._code.hide()
        self._other_org.show_for(None)
        self._outcome.say(sentence, tone)
