"""The Integration tab: the nightly sync, the field it keeps in step, sync now, and what became of the last ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from core.connection.state import ConnectionState
from core.events import RunFinished, RunProgress
from core.settings import CALLS_RESERVE, NIGHTLY_SYNC, NIGHTLY_TIME, NIGHTLY_ZONE
from core.store.types.runs import RunOutcome
from core.sync.run.budget import reserve_of, spare_calls
from gui import texts
from gui.pages.checklist_link import go_to_checklist
from gui.pages.integration.add_unsubscribe import AddUnsubscribeCard
from gui.pages.integration.advanced_card import AdvancedCard
from gui.pages.integration.brake_card import BrakeCard
from gui.pages.integration.field_choices import FieldChoices
from gui.pages.integration.last_sync import LastSyncCard, NightsCard
from gui.pages.integration.night_run_card import NightRunCard
from gui.pages.page import CardPage, Shell
from gui.plain import set_tip
from gui.theme import TextRole
from gui.widgets.banner import Banner
from gui.widgets.buttons import PrimaryButton, SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, column, row, rule
from gui.widgets.progress import ProgressRow
from gui.widgets.switch import Switch


class IntegrationTab(CardPage):
    """Settings > Unsubscribes > Integration, as Marketo Sales has it, with what an admin misses there."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._banner = Banner(self.theme, shell.icons)
        self._way_out: Callable[[], None] = partial(shell.go_to, "salesforce")
        self._banner.chosen.connect(self._act_on_banner)
        self._acts_left = 0
        self._build_sync_card()
        self._last = LastSyncCard(shell)
        self._nights = NightsCard(shell)
        self._night_run = NightRunCard(shell)
        self._brake = BrakeCard(shell)
        self._add = AddUnsubscribeCard(shell)
        self._advanced = AdvancedCard(shell)
        parts = (
            self._card,
            self._last,
            self._nights,
            self._night_run,
            self._brake,
            self._add,
            self._advanced,
        )
        for part in (self._banner, *parts):
            self.cards.addWidget(part)
        bridge = shell.bridge
        for signal in (
            bridge.settings_changed,
            bridge.schedule_changed,
            bridge.connection_changed,
            bridge.run_finished,
            bridge.people_changed,
            bridge.changed_elsewhere,
            bridge.access_drifted,
            bridge.checklist_changed,
            bridge.load_finished,
        ):
            signal.connect(self.refresh_soon)
        bridge.run_started.connect(self._show_activity)
        bridge.load_progress.connect(self._show_activity)
        bridge.load_finished.connect(self._show_activity)
        bridge.run_progress.connect(self._show_progress)
        bridge.run_finished.connect(self._after_run)

    def _build_sync_card(self) -> None:
        theme = self.theme
        self._card = Card(theme)
        self._switch_text = TextLabel(theme, tone="secondary")
        self._switch = Switch(theme)
        self._switch.clicked.connect(self._flip)
        self._card.add_in_corner(self._switch_text)
        self._card.add_in_corner(self._switch)
        self._off_note = TextLabel(theme, tone="warning", wrap=True)
        self._card.add(self._off_note)
        self._card.add(rule())
        self._fields = FieldChoices(self.shell)
        self._card.add(self._fields)
        self._card.add(rule())
        self._next = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._calls = TextLabel(theme, tone="secondary", wrap=True)
        self._preview_button = SecondaryButton(theme)
        self._preview_button.clicked.connect(self._preview)
        self._sync_button = PrimaryButton(theme)
        self._sync_button.clicked.connect(self._sync_now)
        # Of the tab and not of the button, which forgets its shortcut whenever it gets another text.
        QShortcut(QKeySequence(Qt.Key.Key_F5), self).activated.connect(self._sync_button.click)
        when = column(theme, spacing=4)
        when.addWidget(self._next)
        when.addWidget(self._calls)
        foot = row(theme, spacing=8)
        foot.addLayout(when, 1)
        foot.addWidget(self._preview_button)
        foot.addWidget(self._sync_button)
        self._card.add(foot)
        self._progress = ProgressRow(theme)
        self._progress.cancelled.connect(self._cancel)
        self._progress.hide()
        self._card.add(self._progress)

    # texts and values

    def retranslate(self) -> None:
        self._card.set_texts(self.tr("Sync to Salesforce"), self._sentence())
        self._switch.setAccessibleName(self.tr("Nightly sync"))
        self._off_note.setText(self.tr("New unsubscribes are still pushed to Email Opt Out."))
        self._fields.retranslate()
        self._preview_button.set_text(self.tr("Preview"))
        self._sync_button.set_text(self.tr("Sync now"))
        self._progress.cancel_button.set_text(self.tr("Cancel"))
        for part in (self._last, self._nights, self._night_run, self._brake, self._add, self._advanced):
            part.retranslate()

    def _sentence(self) -> str:
        settings = self.engine.settings
        if settings.text(NIGHTLY_TIME) == NIGHTLY_TIME.default and (
            settings.text(NIGHTLY_ZONE) == NIGHTLY_ZONE.default
        ):
            return self.tr(
                "Once a day at about 8:00 pm Pacific, unsubscribes here and the opt out field in Salesforce are "
                "brought into line, both ways. Re‑subscribes are not synced."
            )
        return self.tr(
            "Once a day at about {time} ({zone}), unsubscribes here and the opt out field in Salesforce are "
            "brought into line, both ways. Re‑subscribes are not synced."
        ).format(time=settings.text(NIGHTLY_TIME), zone=settings.text(NIGHTLY_ZONE))

    def refresh(self) -> None:
        settings = self.engine.settings
        on = settings.nightly_sync
        self._card.set_texts(self.tr("Sync to Salesforce"), self._sentence())
        self._switch.setChecked(on)
        self._switch_text.setText(self.tr("Nightly sync on") if on else self.tr("Nightly sync off"))
        self._off_note.setVisible(not on)
        self._fields.refresh()
        self._show_next_run()
        self._show_calls()
        self._count_acts_left()
        self._show_banner()
        self._last.refresh()
        self._nights.refresh()
        self._night_run.refresh()
        self._brake.refresh()
        self._advanced.refresh()
        self._show_activity()

    def _show_next_run(self) -> None:
        planned = self.engine.sync.next_run()
        if planned is None:
            self._next.setText(self.tr("No next sync: the nightly sync is off."))
            return
        zone = self.engine.settings.text(NIGHTLY_ZONE)
        self._next.setText(self.tr("Next sync: {time}").format(time=texts.night(planned, zone)))

    def _show_calls(self) -> None:
        self._calls.setVisible(self.engine.connection.state().usage is not None)
        # It counts past runs and, before the first one, all people: beside the GUI thread.
        self.shell.bridge.call(self, self.engine.sync.calls_needed, self._show_calls_needed)

    def _show_calls_needed(self, needed: int) -> None:
        usage = self.engine.connection.state().usage
        if usage is None:
            return
        left = max(0, usage.total - usage.used)
        percent = self.engine.settings.number(CALLS_RESERVE)
        words = [
            self.tr("API calls left today: {left} of {total}").format(
                left=texts.number(left), total=texts.number(usage.total)
            )
        ]
        enough = spare_calls(usage, percent) >= needed
        if not enough:
            words.append(
                self.tr(
                    "the sync needs about {needed} and waits, because {reserve} are kept for others"
                ).format(needed=texts.number(needed), reserve=texts.number(reserve_of(usage.total, percent)))
            )
        elif self.engine.settings.nightly_sync:
            words.append(self.tr("tonight's sync needs about {needed}").format(needed=texts.number(needed)))
        else:
            words.append(self.tr("a sync needs about {needed}").format(needed=texts.number(needed)))
        self._calls.setText(" · ".join(words))
        self._calls.set_tone("secondary" if enough else "warning")

    def _show_banner(self) -> None:
        connection, last = self.engine.connection.state(), self.engine.runs.last()
        problem = connection.problem
        own = not self.engine.is_practice and not self.engine.connection.is_from_environment
        self._way_out = partial(self.shell.go_to, "salesforce")
        if problem is not None and own and connection.state is ConnectionState.SIGN_IN_NEEDED:
            self._banner.show_message(
                "warning",
                texts.text_of(problem.what),
                self.tr("Until you sign in again pushes wait; nothing that was collected is lost."),
                self.tr("Sign in again"),
            )
        elif last is not None and last.outcome is RunOutcome.HELD:
            why = texts.text_of(last.reason) if last.reason else ""
            self._way_out = partial(self.shell.go_to, "preview", last.id)
            self._banner.show_message(
                "warning", self.tr("A sync is waiting for your approval"), why, self.tr("Look at it")
            )
        elif alarms := self.engine.checklist.alarms():
            self._way_out = partial(go_to_checklist, self.shell)
            self._banner.show_message(
                "bad",
                self.tr("Something was changed in Salesforce"),
                "\n".join(texts.text_of(alarm) for alarm in alarms),
                self.tr("Open the checklist"),
            )
        elif problem is not None and own and connection.org is None:
            self._way_out = partial(self.shell.go_to, "assistant")
            what, leads = texts.text_of(problem.what), self._where_it_leads()
            title, detail = (self._steps_left(), f"{what} {leads}") if self._acts_left else (what, leads)
            self._banner.show_message("accent", title, detail, self.tr("Set-up assistant"))
        elif problem is not None:
            self._banner.show_message(
                "warning",
                texts.text_of(problem.what),
                texts.text_of(problem.fix),
                self.tr("Salesforce settings"),
            )
        elif self._acts_left:
            self._way_out = partial(self.shell.go_to, "assistant")
            self._banner.show_message(
                "accent",
                self._steps_left(),
                self._where_it_leads(),
                self.tr("Set-up assistant"),
            )
        else:
            self._banner.hide()

    def _steps_left(self) -> str:
        return self.tr("Set-up: %Ln steps left", "", self._acts_left)

    def _where_it_leads(self) -> str:
        return self.tr(
            "The set-up assistant leads to a first preview, step by step. Its last step is the switch of the nightly "
            "sync."
        )

    def _count_acts_left(self) -> None:
        """Beside the GUI thread: it counts people. Whoever has finished the assistant is not counted for again."""
        set_up = self.engine.attention.set_up
        if set_up.is_wanted:
            self.shell.bridge.call(self, set_up.left, self._told_acts_left)
        else:
            self._acts_left = 0

    def _told_acts_left(self, left: int) -> None:
        if left != self._acts_left:
            self._acts_left = left
            self._show_banner()

    # activity

    def _show_activity(self, _event: object = None) -> None:
        activity = self.engine.sync.activity()
        loading = self.engine.sync.loading() is not None
        busy = activity is not None
        was_at_cancel = self._progress.cancel_button.hasFocus()
        self._progress.setVisible(busy)
        connected = self.engine.connection.state().state is not ConnectionState.NOT_CONNECTED
        why = ""
        if loading:
            why = self.tr("People are being loaded from Salesforce")
        elif busy:
            why = self.tr("A sync is running")
        elif not connected:
            why = self.tr("Connect to Salesforce first")
        preview = self.tr("Show what a sync would change, without changing anything")
        for button, otherwise in ((self._sync_button, "F5"), (self._preview_button, preview)):
            button.setEnabled(not why)
            set_tip(button, why or otherwise)
            button.setAccessibleDescription(why)
        if was_at_cancel and not busy:
            self._sync_button.setFocus()
        if activity is not None:
            self._show_progress(activity)

    def _after_run(self, event: RunFinished) -> None:
        self._show_activity()
        if event.run.outcome is RunOutcome.PREVIEWED and self.isVisible():
            self.shell.go_to("preview", event.run.id)

    def _show_progress(self, progress: RunProgress) -> None:
        if not self._progress.isVisible():
            self._progress.show()
            self._sync_button.setEnabled(False)
            self._preview_button.setEnabled(False)
        count = texts.number(progress.done) if progress.done else ""
        if progress.total and progress.done:
            count = self.tr("{done} of {total}").format(
                done=texts.number(progress.done), total=texts.number(progress.total)
            )
        self._progress.set_progress(texts.word(progress.step), count, progress.done, progress.total)

    # verbs

    def _flip(self) -> None:
        self.change(NIGHTLY_SYNC, "on" if self._switch.isChecked() else "off")

    def _sync_now(self) -> None:
        self.engine.sync.sync_now()
        self._begin()

    def _preview(self) -> None:
        self.engine.sync.preview()
        self._begin()

    def _begin(self) -> None:
        """Show at once that the click was heard; the run's own words follow."""
        self._progress.set_progress(self.tr("Beginning…"), "", 0, None)
        self._progress.show()
        # The keyboard stays with the sync: from the button that goes grey to the one that ends it.
        self._progress.cancel_button.setFocus()
        self._sync_button.setEnabled(False)
        self._preview_button.setEnabled(False)

    def _cancel(self) -> None:
        self.engine.sync.cancel()
        self._progress.set_progress(self.tr("Ending…"), "", 0, None)

    def _act_on_banner(self) -> None:
        self._way_out()
