"""The last step but one: what a first sync would change, before anything is written."""

from __future__ import annotations

from core.connection.state import ConnectionState
from core.events import RunFinished, RunProgress
from core.messages import counted_people, counted_records
from core.store.types.runs import RunOutcome
from gui import texts
from gui.assistant.step import Step
from gui.pages.page import Shell
from gui.pages.preview import PreviewPage
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, row
from gui.widgets.progress import ProgressRow

_TABLE_HEIGHT = 280


class PreviewStep(Step):
    """Works the preview out, and shows it as the Preview page does."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        theme = self.theme
        self._card = Card(theme)
        self._outcome = TextLabel(theme, wrap=True)
        self._begin = SecondaryButton(theme)
        self._begin.clicked.connect(self._work_out)
        line = row(theme, spacing=16)
        line.addWidget(self._outcome, 1)
        line.addWidget(self._begin)
        self._card.add(line)
        self._progress = ProgressRow(theme)
        self._progress.cancelled.connect(self._cancel)
        self._progress.hide()
        self._card.add(self._progress)
        self._preview = PreviewPage(shell, alone=False)
        self._preview.setMinimumHeight(theme.px(_TABLE_HEIGHT))
        self._preview.hide()
        self._preview.carried_out.connect(self._wait)
        for part in (self._card, self._preview):
            self.cards.addWidget(part)
        bridge = shell.bridge
        bridge.run_progress.connect(self._show_progress)
        bridge.run_finished.connect(self._ended)
        for signal in (bridge.load_finished, bridge.connection_changed):
            signal.connect(self.refresh_soon)

    def retranslate(self) -> None:
        self.set_texts(
            self.tr("See what a first sync would change"),
            self.tr(
                "Nothing is written. You see every person and record with the reason, and decide afterwards: “Apply” "
                "carries out what you see. Without that, the first sync that would change anything waits for your "
                "approval."
            ),
        )
        self._begin.set_text(self.tr("Calculate the preview"))
        self._progress.cancel_button.set_text(self.tr("Cancel"))

    def refresh(self) -> None:
        sync, last = self.engine.sync, self.engine.runs.last_with_plan() or self.engine.runs.last()
        activity = sync.activity()
        connected = self.engine.connection.state().state is not ConnectionState.NOT_CONNECTED
        why = "" if connected else self.tr("Connect to Salesforce first")
        if activity is not None:
            why = self.tr("A sync is running")
        elif sync.loading() is not None:
            why = self.tr("People are being loaded; wait until that has ended.")
        self._begin.set_hindrance(why)
        self._progress.setVisible(activity is not None)
        self._preview.setVisible(last is not None and last.outcome is RunOutcome.PREVIEWED)
        if sync.loading() is not None:
            self._outcome.say(self.tr("People are being loaded; wait until that has ended."), "secondary")
        elif activity is not None:
            self._show_progress(activity)
        elif why:
            self._outcome.say(
                self.tr("A first sync can be worked out once an org is connected."), "secondary"
            )
        elif last is None or last.outcome is RunOutcome.RUNNING:
            self._outcome.say(
                self.tr("Both sides are read, which takes from seconds to some minutes."), "secondary"
            )
        elif last.outcome is RunOutcome.PREVIEWED:
            # Counting a large plan takes a moment: beside the GUI thread.
            plans, run_id = self.engine.store.plans, last.id
            self.shell.bridge.call(self, lambda: plans.counts(run_id), self._show_counts)
        else:
            ended = self.tr("Last sync: {outcome}. A preview shows what has changed since.")
            why = (
                texts.text_of(last.reason) if last.reason else ended.format(outcome=texts.word(last.outcome))
            )
            self._outcome.say(why, "warning" if last.outcome in _BAD else "secondary")

    def _show_counts(self, planned: tuple[int, int]) -> None:
        here, there = planned
        self._outcome.say(
            self.tr("Calculated: {here} to unsubscribe here, {there} to opt out in Salesforce.").format(
                here=texts.text_of(counted_people(here)), there=texts.text_of(counted_records(there))
            ),
            "good",
        )

    def _work_out(self) -> None:
        self.engine.sync.preview()
        self._wait()

    def _wait(self) -> None:
        """Show at once that the click was heard; the run's own words follow."""
        self._begin.setEnabled(False)
        self._preview.hide()
        self._progress.set_progress(self.tr("Beginning…"), "", 0, None)
        self._progress.show()
        self._progress.cancel_button.setFocus()

    def _cancel(self) -> None:
        self.engine.sync.cancel()
        self._progress.set_progress(self.tr("Ending…"), "", 0, None)

    def _show_progress(self, progress: RunProgress) -> None:
        if self.engine.sync.activity() is None:
            return
        self._progress.show()
        count = texts.number(progress.done) if progress.done else ""
        self._progress.set_progress(texts.word(progress.step), count, progress.done, progress.total)

    def _ended(self, _event: RunFinished) -> None:
        had_focus = self._progress.cancel_button.hasFocus()
        self._progress.hide()
        self.refresh_soon()
        if had_focus:
            self._begin.setFocus()


_BAD = (RunOutcome.FAILED, RunOutcome.HELD, RunOutcome.INTERRUPTED)
