"""The dialog that takes an import, a paste or a sync back: whom it concerns first, then a reason, then doing it."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from core.messages import Problem
from core.store.way_back import BatchLine
from core.sync.resubscribe_words import REACHES_MARKETO_ENGAGE
from core.sync.take_back.judging import Verdict
from core.sync.take_back.outcome import (
    BOXES_RETURN,
    NAMED,
    RETURNS,
    UNKNOWN_PEOPLE,
    TakeBackPreview,
    TakeBackProgress,
    TakenBack,
)
from gui import texts
from gui.models.take_back_model import TakeBackModel
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import DangerButton, SecondaryButton
from gui.widgets.check_box import CheckBox
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel
from gui.widgets.progress import ProgressRow
from gui.widgets.reason import ReasonFields
from gui.widgets.table import Table

_LOOK_MS = 200


class TakeBackDialog(Dialog):
    """Nothing is changed before the button; closed in the middle, it ends after the people it is at."""

    def __init__(self, shell: Shell, parent: QWidget, line: BatchLine, name: str) -> None:
        super().__init__(shell.theme, parent)
        self._shell, self._line, self._name = shell, line, name
        theme = shell.theme
        self.resize(theme.px(860), theme.px(680))
        self._batch_id = None if line.is_run else line.number
        self._run_id = line.number if line.is_run else None
        self._stop = threading.Event()
        self._asked = 0
        self._preview: TakeBackPreview | None = None
        self._progress_now: TakeBackProgress | None = None
        self._results = 0
        self._boxes = CheckBox(theme)
        self._model = TakeBackModel(shell.bridge, theme, self)
        self._table = Table(theme, self._model)
        self._summary = TextLabel(theme, wrap=True)
        self._caution = TextLabel(theme, TextRole.SMALL, tone="warning", wrap=True)
        self._reason = ReasonFields(theme)
        self._progress = ProgressRow(theme)
        self._progress.hide()
        self._outcome = TextLabel(theme, wrap=True, selectable=True)
        self._outcome.hide()
        self._save = SecondaryButton(theme)
        self._save.hide()
        self._confirm = DangerButton(theme)
        self.foot.insertWidget(0, self._save)
        self.foot.addWidget(self._confirm)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._show_progress)
        frame = QFrame()
        frame.setObjectName("framed")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._table)
        self.add(self._boxes)
        self.add(self._summary)
        self.add(self._caution)
        self.add(frame, 1)
        self.add(self._reason)
        self.add(self._progress)
        self.add(self._outcome)
        self._put_texts()
        self._boxes.toggled.connect(self._look)
        self._reason.changed.connect(self._weigh)
        self._progress.cancelled.connect(self._end)
        self._confirm.clicked.connect(self._do)
        self._save.clicked.connect(self._choose)
        self._reason.setFocus()
        self._look()

    def _put_texts(self) -> None:
        self.set_texts(
            self.tr("Take back: {name}").format(name=self._name),
            self.tr(
                "People whom this sync unsubscribed here, and nothing else, are re-subscribed here. Records that "
                "others opted out stay so in Salesforce."
            )
            if self._line.is_run
            else self.tr(
                "People whom this and nothing else unsubscribed are re-subscribed here. Their opt-outs that have not "
                "gone out are not sent any more."
            ),
        )
        self._boxes.set_text(
            self.tr("Also clear, in Salesforce, the boxes that this sync ticked")
            if self._line.is_run
            else self.tr("Also clear, in Salesforce, the boxes that were ticked because of this")
        )
        self._table.setAccessibleName(self.tr("Whom it concerns"))
        self._reason.set_texts(
            self.tr("Reason"),
            self.tr("Note"),
            self.tr("What went wrong, and who says so"),
            self.tr("Choose a reason"),
            (
                self.tr("The wrong file"),
                self.tr("The wrong column or choice"),
                self.tr("Approved by mistake"),
                self.tr("Other"),
            ),
        )
        self.close_button.set_text(self.tr("Cancel"))
        self._save.set_text(self.tr("Save results…"))
        self._progress.cancel_button.set_text(self.tr("Stop"))

    # looking

    def _look(self, _on: bool = False) -> None:
        self._stop.set()
        self._stop = stop = threading.Event()
        self._asked += 1
        asked, clears, engine = self._asked, self._boxes.isChecked(), self._shell.engine
        batch_id, run_id = self._batch_id, self._run_id
        self._preview = None
        self._summary.say(self.tr("Looking at whom it concerns…"), "secondary")
        self._weigh()

        def arrived(preview: TakeBackPreview) -> None:
            if asked == self._asked:
                self._show_preview(preview)

        self._shell.bridge.call(
            self,
            lambda: engine.take_back.preview(batch_id=batch_id, run_id=run_id, clears=clears, stop=stop),
            arrived,
            self._failed,
            apart=True,
        )

    def _show_preview(self, preview: TakeBackPreview) -> None:
        self._preview = preview
        self._model.show_people(preview.named)
        people = preview.people
        parts = [
            self.tr(
                "%Ln people will be re-subscribed", "", people[Verdict.TAKE_BACK] + people[Verdict.FINISH]
            ),
            self.tr("%Ln boxes will be cleared, each read again before", "", preview.boxes)
            if preview.clears
            else "",
            self.tr("%Ln people stay as they are", "", people[Verdict.LEAVE])
            if people[Verdict.LEAVE]
            else "",
            self.tr("%Ln people were taken back before", "", people[Verdict.DONE])
            if people[Verdict.DONE]
            else "",
        ]
        named = sum(people.values())
        if named > len(preview.named):
            parts.append(
                self.tr("the first {count} of each kind are listed").format(count=texts.number(NAMED))
            )
        self._summary.say(" · ".join(part for part in parts if part), "primary")
        cautions = []
        if preview.returns:
            cautions.append(texts.text_of(RETURNS.with_values(count=preview.returns)))
        if people[Verdict.BOXES]:
            cautions.append(texts.text_of(BOXES_RETURN))
        if preview.unknown:
            cautions.append(texts.text_of(UNKNOWN_PEOPLE.with_values(count=preview.unknown)))
        if preview.boxes and self._shell.engine.settings.opt_out_field.reaches_marketo_engage:
            cautions.append(texts.text_of(REACHES_MARKETO_ENGAGE))
        self._caution.setText("\n".join(cautions))
        self._caution.setVisible(bool(cautions))
        self._weigh()

    def _weigh(self, _value: object = None) -> None:
        """What still lacks keeps the button grey; the button says so to those who ask it."""
        preview = self._preview
        count = 0
        lacks = ""
        if preview is None:
            lacks = self.tr("Wait until it is known whom it concerns")
        else:
            count = sum(preview.people[one] for one in (Verdict.TAKE_BACK, Verdict.FINISH, Verdict.BOXES))
            if not preview.anything:
                lacks = self.tr("There is nobody to be taken back")
            elif not self._reason.text():
                lacks = self.tr("Write a note") if self._reason.is_other() else self.tr("Choose a reason")
        self._confirm.set_hindrance(lacks)
        self._confirm.set_text(self.tr("Take %Ln people back", "", count) if count else self.tr("Take back"))

    # doing

    def _do(self) -> None:
        engine, reason, stop = self._shell.engine, self._reason.text(), self._stop
        batch_id, run_id = self._batch_id, self._run_id
        clears = self._boxes.isChecked()
        self._busy(True)
        self._shell.bridge.call(
            self,
            lambda: engine.take_back.run(
                batch_id=batch_id,
                run_id=run_id,
                reason=reason,
                clears=clears,
                stop=stop,
                on_progress=self._remember,
            ),
            self._done,
            self._failed,
            on_cancel=lambda: self._busy(False),
            apart=True,
        )

    def _remember(self, progress: TakeBackProgress) -> None:
        # Called in the working thread: only kept, and shown by the timer.
        self._progress_now = progress

    def _show_progress(self) -> None:
        progress = self._progress_now
        if progress is not None:
            self._progress.set_progress(
                self.tr("Taking back"),
                self.tr("{done} of {total} people").format(
                    done=texts.number(progress.done), total=texts.number(progress.total)
                ),
                progress.done,
                progress.total,
            )

    def _busy(self, busy: bool) -> None:
        self._progress_now = None
        self._progress.set_progress(self.tr("Taking back"), "", 0, None)
        self._progress.setVisible(busy)
        self._boxes.setEnabled(not busy)
        self._reason.setVisible(not busy)
        self._confirm.setVisible(not busy)
        if busy:
            self._outcome.hide()
            self._timer.start()
        else:
            self._timer.stop()

    def _done(self, done: TakenBack) -> None:
        self._busy(False)
        lines = [
            self.tr("%Ln people are re-subscribed.", "", done.resubscribed),
            self.tr("%Ln boxes were cleared in Salesforce.", "", done.boxes) if done.boxes else "",
            self.tr("%Ln people stay as they were; the results say why, person by person.", "", done.left)
            if done.left
            else "",
            self.tr("Stopped. Take it back again to go on.") if done.cancelled else "",
            texts.text_of(RETURNS.with_values(count=done.returns)) if done.returns else "",
        ]
        for part in (self._reason, self._boxes, self._confirm, self._summary, self._caution):
            part.hide()
        half = done.cancelled or done.refused or done.returns
        self._outcome.say("\n".join(line for line in lines if line), "warning" if half else "good")
        self._results = done.batch_id or 0
        self._save.setVisible(bool(self._results))
        self.close_button.set_text(self.tr("Close"))
        self.close_button.setFocus()

    def _failed(self, problem: Problem) -> None:
        self._busy(False)
        self._weigh()
        self._outcome.say(f"{texts.text_of_problem(problem)} ({problem.code})", "bad")

    def _choose(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save results…"), "taken-back.csv", "CSV (*.csv)")
        if path:
            self.save_results(Path(path))

    def save_results(self, path: Path) -> None:
        """Write what became of everybody to a CSV file."""
        engine, number = self._shell.engine, self._results
        self._shell.bridge.call(
            self,
            lambda: engine.imports.export(number, path, words=texts.text_of),
            lambda rows: self._outcome.say(
                self.tr("%Ln rows written to {path}.", "", rows).format(path=str(path)), "good"
            ),
            self._failed,
            apart=True,
        )

    def _end(self) -> None:
        self._stop.set()

    def reject(self) -> None:
        # Whoever is not reached any more stays unsubscribed, which is the safe side.
        self._stop.set()
        super().reject()
