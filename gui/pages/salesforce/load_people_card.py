"""The card that loads every Contact and Lead as a person here."""

from __future__ import annotations

from core.connection.state import ConnectionState
from core.events import LoadFinished, LoadProgress
from core.store.types.people import Totals
from gui import texts
from gui.pages.page import Shell
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import TextLabel
from gui.widgets.progress import ProgressRow


class LoadPeopleCard(Card):
    """How many people there are here, and the button that adds those of Salesforce."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._engine = shell, shell.engine
        theme = shell.theme
        self._count = TextLabel(theme)
        self._button = SecondaryButton(theme)
        self._button.clicked.connect(self._begin)
        # The button goes on in the next line where the count leaves no room for it.
        line = FlowLayout(theme, spacing=16, below=8, last_right=True)
        line.addWidget(self._count)
        line.addWidget(self._button)
        self.add(line)
        self._progress = ProgressRow(theme)
        self._progress.cancelled.connect(self._cancel)
        self._progress.hide()
        self.add(self._progress)
        self._outcome = TextLabel(theme, wrap=True, selectable=True)
        self._outcome.hide()
        self.add(self._outcome)
        bridge = shell.bridge
        bridge.load_progress.connect(self._show_progress)
        bridge.load_finished.connect(self._ended)
        for signal in (bridge.run_started, bridge.run_finished):
            signal.connect(self._show_availability)

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("People"),
            self.tr(
                "Adds every Contact and Lead with an e-mail address as a person here; those who are opted out in "
                "Salesforce are unsubscribed here. People who are here already stay as they are."
            ),
        )
        self._button.set_text(self.tr("Load people from Salesforce"))
        self._progress.cancel_button.set_text(self.tr("Cancel"))

    def refresh(self) -> None:
        """Put every value in place."""
        # Counting a million people takes a moment: beside the GUI thread.
        self._shell.bridge.call(self, self._engine.totals, self._show_count)
        loading = self._engine.sync.loading()
        if loading is not None:
            self._show_progress(loading)
        else:
            self._progress.hide()
        self._show_availability()

    def _show_count(self, totals: Totals) -> None:
        self._count.setText(
            self.tr("%Ln people here, {unsubscribed} of them unsubscribed", "", totals.people).format(
                unsubscribed=texts.number(totals.unsubscribed)
            )
            if totals.people
            else self.tr("There are no people here yet.")
        )

    def _show_availability(self, _event: object = None) -> None:
        """A sync and a load share the way to Salesforce: one at a time."""
        syncing = self._engine.sync.activity() is not None
        connected = self._engine.connection.state().state is not ConnectionState.NOT_CONNECTED
        why = ""
        if not connected:
            why = self.tr("Connect to Salesforce first")
        elif syncing:
            why = self.tr("A sync is running")
        elif self._engine.sync.loading() is not None:
            why = self.tr("People are being loaded from Salesforce")
        self._button.set_hindrance(why)

    def _begin(self) -> None:
        self._engine.sync.load_people()
        self._outcome.hide()
        self._button.setEnabled(False)
        self._progress.set_progress(self.tr("Beginning…"), "", 0, None)
        self._progress.show()
        self._progress.cancel_button.setFocus()

    def _cancel(self) -> None:
        self._engine.sync.cancel()
        self._progress.set_progress(self.tr("Ending…"), "", 0, None)

    def _show_progress(self, progress: LoadProgress) -> None:
        if self._engine.sync.loading() is None:
            return
        self._progress.show()
        self._button.setEnabled(False)
        count = ""
        if progress.total and progress.done:
            count = self.tr("{done} of {total}, %Ln people added", "", progress.added).format(
                done=texts.number(progress.done), total=texts.number(progress.total)
            )
        self._progress.set_progress(texts.word(progress.step), count, progress.done, progress.total)

    def _ended(self, event: LoadFinished) -> None:
        had_focus = self._progress.cancel_button.hasFocus()
        self._progress.hide()
        self.refresh()
        if had_focus:
            self._button.setFocus()
        if event.problem is not None:
            self._say(texts.text_of_problem(event.problem), "bad")
        elif event.cancelled:
            self._say(
                self.tr("Cancelled: %Ln people were added. Load again for the others.", "", event.added),
                "warning",
            )
        else:
            self._say(
                self.tr(
                    "Loaded: %Ln people added, {unsubscribed} of them unsubscribed.", "", event.added
                ).format(unsubscribed=texts.number(event.unsubscribed)),
                "good",
            )

    def _say(self, sentence: str, tone: str) -> None:
        self._outcome.say(sentence, tone)
