"""The Checklist tab: is the opt-out field there, visible, writable, on every layout; and the guide to get there."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from core.checklist.results import Check, Checklist
from core.connection.state import ConnectionState
from core.events import ChecklistProgress
from core.messages import CancelledError, Category, Problem
from core.store.types.orgs import Org
from gui import texts
from gui.pages.checklist.findings import ChecklistFindings
from gui.pages.checklist.guide import ChecklistGuide
from gui.pages.checklist.guide_steps import objects_of, steps_of
from gui.pages.checklist.layout_dialog import LayoutDialog, PutBackDialog
from gui.pages.checklist.saving import ask_where, is_pdf, pdf_of, write_whole
from gui.pages.checklist.summary import ChecklistSummary
from gui.pages.page import CardPage, Shell
from gui.theme import TextRole
from gui.widgets.banner import Banner
from gui.widgets.card import Card
from gui.widgets.check_box import CheckBox
from gui.widgets.flow import FlowLayout
from gui.widgets.keyboard import hand_over
from gui.widgets.labels import TextLabel
from gui.widgets.segments import Segments
from gui.widgets.state_view import StateView

CHECKS, GUIDE = "checks", "guide"
_INSIDE: dict[str, tuple[object, ...]] = {
    "signed_in": ("salesforce",),
    "people_here": ("salesforce",),
    "people_matched": ("unsubscribes", ("people", "not_syncable")),
    "nightly_sync": ("unsubscribes", "integration"),
    "night_run": ("unsubscribes", "integration"),
    "keyring": ("salesforce",),
}
"""Where in this program a check is put right: what `go_to` takes."""


class ChecklistTab(CardPage):
    """A summary, then either what was found or the guide. Opened with "checks" or "guide", it shows that."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        theme = self.theme
        self._result: Checklist | None = None
        self._stop: threading.Event | None = None
        self._has_looked = False
        self._banner = Banner(theme, shell.icons)
        self._failed = Banner(theme, shell.icons)
        self._failed.chosen.connect(lambda: shell.go_to("salesforce"))
        self._empty = Card(theme)
        self._state = StateView(theme, shell.icons)
        self._state.chosen.connect(self._act_on_state)
        self._empty.add(self._state)
        self._summary = ChecklistSummary(shell)
        self._summary.check_asked.connect(self.check_now)
        self._summary.cancel_asked.connect(self._cancel)
        self._summary.save_asked.connect(self._save)
        QShortcut(QKeySequence(Qt.Key.Key_F5), self).activated.connect(self.check_now)
        self._build_head()
        self._findings = ChecklistFindings(shell, after=self._left_only)
        self._findings.picked.connect(self._pick)
        self._findings.help_asked.connect(self._help)
        self._findings.put_back_asked.connect(self._put_back)
        self._findings.inside_asked.connect(lambda check: shell.go_to(*_INSIDE[check.id]))
        # Made when it is first looked at: its drawings would hold up the start of the program.
        self._guide: ChecklistGuide | None = None
        self._practice_note = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
        for part in (
            self._banner,
            self._failed,
            self._empty,
            self._summary,
            self._head,
            self._practice_note,
            self._findings,
        ):
            self.cards.addWidget(part)
        bridge = shell.bridge
        bridge.checklist_progress.connect(self._show_progress)
        for signal in (
            bridge.checklist_changed,
            bridge.access_drifted,
            bridge.settings_changed,
            bridge.connection_changed,
            bridge.changed_elsewhere,
        ):
            signal.connect(self.refresh_soon)

    def _build_head(self) -> None:
        self._view = Segments(self.theme, CHECKS, GUIDE)
        self._view.chosen.connect(self._show_view)
        self._left_only = CheckBox(self.theme)
        self._left_only.toggled.connect(self._show_findings)
        inside = FlowLayout(self.theme, spacing=8, last_right=True)
        inside.addWidget(self._view)
        inside.addWidget(self._left_only)
        self._head = QWidget()
        self._head.setLayout(inside)

    # texts and values

    def retranslate(self) -> None:
        self._summary.retranslate()
        if self._guide is not None:
            self._guide.retranslate()
        self._view.set_texts(
            {CHECKS: self.tr("What was found"), GUIDE: self.tr("Step-by-step guide")}, self.tr("Show")
        )
        self._left_only.set_text(self.tr("Only what is left to do"))

    def _about_links(self, org: Org) -> str:
        if org.pages_url:
            return self.tr(
                "The links open the practice org's own small Setup, where every step can be practised."
            )
        return self.tr(
            "The links open the practice org's own small Setup. Its certificate was made on this computer, so "
            "the browser asks before it opens the page."
        )

    def refresh(self) -> None:
        self._result = self.engine.checklist.last()
        self._summary.show_result(self._result, self.engine.settings.opt_out_field)
        self._show_banners()
        self._show_empty()
        self._show_view()
        self._look_at_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_at_first()

    def _look_at_first(self) -> None:
        """Nobody has ever looked at this org: look without being asked, once, as soon as the page is looked at."""
        connected = self.engine.connection.state().state is ConnectionState.CONNECTED
        if self.isVisible() and connected and not self._has_looked and self.engine.checklist.last() is None:
            self.check_now()

    def open_with(self, argument: object) -> None:
        view = str(argument)
        if view in (CHECKS, GUIDE):
            self._view.choose(view)
            self._show_view()

    def _show_banners(self) -> None:
        self._show_failed()
        alarms = self.engine.checklist.alarms()
        if alarms:
            self._banner.show_message(
                "bad",
                self.tr("Something was changed in Salesforce"),
                "\n".join(texts.text_of(alarm) for alarm in alarms),
            )
            return
        connection = self.engine.connection.state()
        problem = connection.problem
        result = self._result
        # A look that failed says so itself.
        if result and result.problem is None and result.failed_since is None and problem is not None:
            what = texts.text_of_problem(problem)
            self._banner.show_message(
                "warning",
                self.tr("Salesforce cannot be asked right now"),
                self.tr("{what} Below is what was found last.").format(what=what),
            )
        else:
            self._banner.hide()

    def _show_failed(self) -> None:
        """The newest look found out nothing: that comes before what an earlier one found."""
        failed = self._result.failed_since if self._result is not None else None
        if self._result is None or failed is None:
            self._failed.hide()
            return
        words = self.tr("Tried {tried}. All below was found earlier, {found}.")
        when = words.format(
            tried=texts.date_and_time(failed.at), found=texts.date_and_time(self._result.checked_at)
        )
        signed_out = failed.problem.category is Category.AUTHENTICATION
        self._failed.show_message(
            "warning",
            self.tr("The newest check could not look at Salesforce"),
            f"{texts.text_of_problem(failed.problem)}\n{when}",
            self.tr("Salesforce settings") if signed_out else "",
        )

    def _show_empty(self) -> None:
        """Before the first look: what it would be, or what is needed first."""
        working = self._stop is not None
        empty = self._result is None and not working
        self._empty.setVisible(empty)
        self._summary.setVisible(not empty)
        self._head.setVisible(self._result is not None)
        connection = self.engine.connection.state()
        if connection.state is ConnectionState.NOT_CONNECTED:
            self._state.show_state(
                "cloud",
                self.tr("Connect to Salesforce first"),
                self.tr("The checklist then looks whether the opt out field can be used in your org."),
                self.tr("Salesforce settings"),
            )
        else:
            why = texts.text_of_problem(connection.problem) if connection.problem else ""
            self._state.show_state(
                "done",
                self.tr("Is the opt out field really there?"),
                why
                or self.tr(
                    "The check reads what your org says of the field, the page layouts and the permissions. It takes "
                    "a few seconds and changes no opt-out: to see whether Salesforce takes one, it saves a few records "
                    "whose box is ticked already."
                ),
                self.tr("Check now"),
            )

    def _show_view(self, _name: str = "") -> None:
        known, checks = self._result is not None, self._view.current == CHECKS
        self._findings.setVisible(known and checks)
        self._left_only.setVisible(checks)
        if known and not checks and self._guide is None:
            self._guide = self._make_guide()
        if self._guide is not None:
            self._guide.setVisible(known and not checks)
        org = self._result.org if self._result is not None else None
        self._practice_note.setVisible(org is not None and org.is_practice)
        if org is not None:
            self._practice_note.setText(self._about_links(org))
        self._show_findings()
        self._show_guide()

    def _show_findings(self, _on: bool = False) -> None:
        if self._result is not None and self._view.current == CHECKS:
            self._findings.show_checks(
                self._result.checks,
                left_only=self._left_only.isChecked(),
                kept={one.layout_id for one in self.engine.checklist.layouts.kept()},
            )

    def _make_guide(self) -> ChecklistGuide:
        guide = ChecklistGuide(self.shell)
        guide.turned.connect(self._show_guide)
        guide.ticked.connect(self._tick)
        guide.retranslate()
        self.cards.addWidget(guide)
        return guide

    def _show_guide(self) -> None:
        guide, result = self._guide, self._result
        if guide is None or result is None or self._view.current == CHECKS:
            return
        guide.offer(objects_of(result))
        field, object_ = self.engine.settings.opt_out_field, guide.objects.current
        steps = steps_of(result, field, object_, self.engine.checklist.steps.ticked())
        guide.show_steps(steps, field, result.words)

    # checking

    @property
    def is_checking(self) -> bool:
        """Whether the org is being looked at just now."""
        return self._stop is not None

    @property
    def is_filling(self) -> bool:
        """Whether what was found is not all in sight yet."""
        return self._findings.is_filling

    def check_now(self) -> None:
        """Look at everything anew, beside the GUI thread."""
        if self._stop is not None:
            return
        if self.engine.connection.state().state is ConnectionState.NOT_CONNECTED:
            return
        stop = self._stop = threading.Event()
        self._has_looked = True
        self._show_empty()
        self._summary.show_work(self.tr("Beginning…"), 0, None)
        self._summary.say("")
        self.shell.bridge.call(self, lambda: self._look(stop), self._looked, self._not_looked, apart=True)

    def _look(self, stop: threading.Event) -> Checklist | None:
        try:
            return self.engine.checklist.check(stop)
        except CancelledError:
            return None

    def _cancel(self) -> None:
        if self._stop is not None:
            self._stop.set()
            self._summary.show_work(self.tr("Ending…"), 0, None)

    def _show_progress(self, at: ChecklistProgress) -> None:
        if self._stop is not None and not self._stop.is_set():
            self._summary.show_work(texts.text_of(at.what), at.done, at.total)

    def _looked(self, result: Checklist | None) -> None:
        self._stop = None
        self._summary.end_work()
        self.refresh()
        hand_over(self._state.button, self._summary.check_button)
        if result is None:
            self._summary.say(self.tr("Cancelled. What was found before still stands."))

    def _not_looked(self, problem: Problem) -> None:
        self._stop = None
        self._summary.end_work()
        self.refresh()
        self._summary.say(texts.text_of_problem(problem), "bad")

    # verbs

    def _pick(self, check: Check, name: str) -> None:
        """One of several checkboxes is the packaged one: remember it, and look again with it."""
        self.shell.bridge.call(
            self,
            lambda: self.engine.checklist.choose(check.object, name),
            lambda _: self.check_now(),
            self._refused,
        )

    def _tick(self, step_id: str, object: str, on: bool) -> None:
        steps = self.engine.checklist.steps
        verb = steps.tick if on else steps.untick
        self.shell.bridge.call(self, lambda: verb(step_id, object), lambda _: None, self._refused)

    def _refused(self, problem: Problem) -> None:
        self._summary.say(texts.text_of_problem(problem), "bad")
        self.refresh()

    def _save(self) -> None:
        path = ask_where(self, self._result) if self._result is not None else None
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write what was found to a PDF file or an HTML page, beside the GUI thread."""
        result, language = self._result, self.shell.language.code
        if result is None:
            return
        if is_pdf(path):
            page = self.engine.checklist.report_html(result, texts.text_of, language=language)
            content = pdf_of(page, path.stem)
            verb = partial(write_whole, path, content)
        else:
            verb = partial(self.engine.export_checklist, path, result, words=texts.text_of, language=language)
        done = self.tr("{name} is written.").format(name=path.name)
        self.shell.bridge.call(self, verb, lambda _: self._summary.say(done, "good"), self._refused)

    def _help(self, check: Check) -> None:
        self._open(LayoutDialog(self.shell, self, check))

    def _put_back(self, check: Check) -> None:
        self._open(PutBackDialog(self.shell, self, check))

    def _open(self, dialog: LayoutDialog | PutBackDialog) -> None:
        dialog.changed.connect(self.check_now)
        dialog.open()

    def _act_on_state(self) -> None:
        if self.engine.connection.state().state is ConnectionState.NOT_CONNECTED:
            self.shell.go_to("salesforce")
        else:
            self.check_now()
