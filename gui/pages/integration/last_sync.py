"""The outcome of the last sync with its counts, and the past nights."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.connection.state import ConnectionState
from core.messages import counted_people, counted_records
from core.settings import NIGHTLY_ZONE
from core.store.types.runs import Night, NightState, Run, RunOutcome
from core.sync.field_problems import is_about_field
from gui import texts
from gui.pages.checklist_link import ChecklistLink
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton
from gui.widgets.card import Card
from gui.widgets.figures import Figure
from gui.widgets.labels import TextLabel, row
from gui.widgets.nights import NightsRow
from gui.widgets.pill import Pill

NIGHTS_SHOWN = 14
_TONES = {
    RunOutcome.DONE: "good",
    RunOutcome.DONE_WITH_FAILURES: "warning",
    RunOutcome.FAILED: "bad",
    RunOutcome.HELD: "warning",
    RunOutcome.INTERRUPTED: "warning",
    RunOutcome.CANCELLED: "neutral",
}


class LastSyncCard(Card):
    """When the last sync ran, how it ended, what it found and did."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        theme = shell.theme
        self._when = TextLabel(theme, tone="secondary")
        self._pill = Pill(theme)
        self.add_beside_title(self._when)
        self.add_in_corner(self._pill)
        self._why = TextLabel(theme, tone="secondary", wrap=True)
        self.add(self._why)
        self._figures = [Figure(theme) for _ in range(5)]
        self._row = QWidget()
        figures = row(theme, spacing=24)
        for figure in self._figures:
            figures.addWidget(figure, 1, Qt.AlignmentFlag.AlignTop)
        self._row.setLayout(figures)
        self.add(self._row)
        self._left_out = LinkButton(theme)
        self._left_out.clicked.connect(self._show_left_out)
        self._checklist = ChecklistLink(shell)
        self._in_log = LinkButton(theme)
        self._in_log.clicked.connect(self._open_log)
        self._preview = QWidget()
        self._preview_text = TextLabel(theme, tone="secondary", wrap=True)
        self._preview_link = LinkButton(theme)
        self._preview_link.clicked.connect(self._open_preview)
        of_preview = row(theme, spacing=16)
        of_preview.addWidget(self._preview_text, 1)
        of_preview.addWidget(self._preview_link)
        self._preview.setLayout(of_preview)
        self.add(self._preview)
        links = row(theme, spacing=16)
        links.addWidget(self._left_out)
        links.addWidget(self._checklist)
        links.addStretch(1)
        links.addWidget(self._in_log)
        self.add(links)
        self._run: Run | None = None
        self._planned: int | None = None

    def retranslate(self) -> None:
        """Put every text in place."""
        self._checklist.retranslate()
        self._in_log.set_text(self.tr("Open in status log"))
        self._preview_link.set_text(self.tr("Open the preview"))

    def refresh(self) -> None:
        """Show the newest sync that has ended, and the preview that was made after it."""
        self._show_preview()
        run = self._shell.engine.runs.last()
        self._run = run
        for part in (self._pill, self._row, self._in_log, self._when):
            part.setVisible(run is not None)
        self._left_out.hide()
        self._why.hide()
        self._checklist.setVisible(run is not None and _failed_for_the_field(run))
        if run is None:
            self.set_texts(self.tr("Last sync"), self._none_yet())
            return
        self.set_texts(self.tr("Last sync"))
        self._pill.set_state(self._outcome(run), _TONES[run.outcome])
        self._when.setText(self._describe(run))
        if run.reason is not None:
            self._why.setText(texts.text_of(run.reason))
            self._why.show()
        self._row.setVisible(run.outcome is not RunOutcome.FAILED or run.counts.people > 0)
        self._show_figures(run)

    def _show_preview(self) -> None:
        """A line of its own: what a sync would change is no outcome of one."""
        planned = self._shell.engine.runs.last_with_plan()
        preview = planned if planned is not None and planned.outcome is RunOutcome.PREVIEWED else None
        self._preview.setVisible(preview is not None)
        self._planned = preview.id if preview is not None else None
        if preview is None:
            return
        counts = preview.counts
        words = (
            self.tr("Preview of {time}: {here} to unsubscribe here, {there} to opt out in Salesforce.")
            if counts.unsubscribed_here or counts.opted_out_in_salesforce
            else self.tr("Preview of {time}: nothing to change.")
        )
        self._preview_text.setText(
            words.format(
                time=texts.moment(preview.started_at),
                here=texts.text_of(counted_people(counts.unsubscribed_here)),
                there=texts.text_of(counted_records(counts.opted_out_in_salesforce)),
            )
        )

    def _open_preview(self) -> None:
        if self._planned is not None:
            self._shell.go_to("preview", self._planned)

    def _none_yet(self) -> str:
        engine = self._shell.engine
        if engine.connection.state().state is ConnectionState.NOT_CONNECTED:
            return self.tr("There was none yet.")
        if engine.settings.nightly_sync:
            return self.tr("There was none yet. Press Sync now, or wait for tonight's.")
        return self.tr("There was none yet. Press Sync now, or switch the nightly sync on.")

    def _outcome(self, run: Run) -> str:
        if run.outcome is RunOutcome.DONE and run.counts.left_unticked:
            return self.tr("In step but for %Ln unticked boxes", "", run.counts.left_unticked)
        if run.outcome is RunOutcome.DONE and run.counts.not_seen:
            return self.tr("In step as far as can be seen")
        if run.outcome is RunOutcome.DONE and run.counts.not_syncable:
            return self.tr("In step, %Ln not in Salesforce", "", run.counts.not_syncable)
        return texts.word(run.outcome)

    def _show_figures(self, run: Run) -> None:
        counts = run.counts
        planned = run.outcome is RunOutcome.HELD
        figures = (
            (counts.people, self.tr("people compared", "", counts.people), ""),
            (
                counts.opted_out_in_salesforce,
                self.tr("to opt out in Salesforce") if planned else self.tr("opted out in Salesforce"),
                "",
            ),
            (
                counts.unsubscribed_here,
                self.tr("to unsubscribe here") if planned else self.tr("unsubscribed here"),
                "",
            ),
            (counts.not_syncable, self.tr("not in Salesforce"), "warning" if counts.not_syncable else ""),
            (counts.failed, self.tr("failed"), "bad" if counts.failed else ""),
        )
        for figure, (value, words, tone) in zip(self._figures, figures, strict=True):
            figure.set_figure(texts.number(value), words, tone)
        self._left_out.setVisible(counts.not_syncable > 0)
        self._left_out.set_text(
            self.tr("Show the %Ln people without a Salesforce ID", "", counts.not_syncable)
        )

    def _describe(self, run: Run) -> str:
        parts = [texts.moment(run.started_at)]
        if run.finished_at is not None:
            seconds = max(1, round((run.finished_at - run.started_at).total_seconds()))
            parts.append(
                self.tr("{minutes} min").format(minutes=texts.number(round(seconds / 60)))
                if seconds >= 120
                else self.tr("{seconds} s").format(seconds=texts.number(seconds))
            )
        parts.append(self.tr("%Ln API calls", "", run.api_calls))
        return " · ".join(parts)

    def _show_left_out(self) -> None:
        self._shell.go_to("unsubscribes", ("people", "not_syncable"))

    def _open_log(self) -> None:
        if self._run is not None:
            self._shell.go_to("status_log", self._run.id)


def _failed_for_the_field(run: Run) -> bool:
    """Whether a run could not go because the opt-out field cannot be used."""
    return run.outcome is RunOutcome.FAILED and run.reason is not None and is_about_field(run.reason)


class NightsCard(QWidget):
    """The last fourteen planned nights and what became of each."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        theme = shell.theme
        self._title = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._nights = NightsRow(theme)
        self._nights.chosen.connect(self._open)
        self._legend = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
        whole = row(theme, spacing=12, margins=(2, 4, 0, 4))
        whole.addWidget(self._title)
        whole.addWidget(self._nights)
        whole.addWidget(self._legend, 1)
        self.setLayout(whole)

    def retranslate(self) -> None:
        """Put every text in place."""
        self._title.setText(self.tr("Last nights"))

    def refresh(self) -> None:
        """Show the nights; nothing at all before the first one."""
        nights = self._shell.engine.runs.nights(NIGHTS_SHOWN)
        self.setVisible(bool(nights))
        zone = self._shell.engine.settings.text(NIGHTLY_ZONE)
        self._nights.set_nights(nights, zone)
        self._legend.setText(self._count(nights))

    def _open(self, night: Night) -> None:
        """What was written about its sync; of a night without one the whole log has the reason."""
        self._shell.go_to("status_log", night.run_id)

    def _count(self, nights: list[Night]) -> str:
        counted = [(state, sum(night.state is state for night in nights)) for state in NightState]
        return " · ".join(f"{texts.number(count)} {texts.word(state)}" for state, count in counted if count)
