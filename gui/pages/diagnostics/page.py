"""Admin Settings > Diagnostics: how pushes stand, what holds them up, and a file for whoever helps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from core.messages import Problem
from core.store.push_queue import PushErrorGroup
from core.store.types.pushes import PushState, QueuedPush
from gui import texts
from gui.pages.diagnostics.error_group import ErrorGroup
from gui.pages.diagnostics.give_up import GiveUpDialog
from gui.pages.diagnostics.parked_card import ParkedCard
from gui.pages.page import CardPage, Shell
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.figures import Figure
from gui.widgets.labels import TextLabel, column, row, rule
from gui.widgets.state_view import StateView

_GATHER_MS = 200


class DiagnosticsPage(CardPage):
    """Cards: the queue, what holds pushes up, the parked pushes, the diagnostics file."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._groups: dict[tuple[str, PushState], ErrorGroup] = {}
        self._asked = 0
        self._build_queue()
        self._build_groups()
        self._parked = ParkedCard(shell)
        self._build_file()
        for card in (self._queue_card, self._calm, self._groups_card, self._parked, self._file_card):
            self.cards.addWidget(card)
        self._calm.hide()
        self._groups_card.hide()
        self._parked.hide()
        self._parked.retry_asked.connect(self._retry_one)
        self._parked.give_up_asked.connect(self._give_up_one)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self.refresh_soon)
        for signal in (shell.bridge.queue_changed, shell.bridge.changed_elsewhere):
            signal.connect(self._refresh_later)
        shell.bridge.connection_changed.connect(self._refresh_later)

    def _build_queue(self) -> None:
        theme = self.theme
        self._queue_card = Card(theme)
        self._retry_all = SecondaryButton(theme)
        self._retry_all.clicked.connect(self._retry_everything)
        self._queue_card.add_in_corner(self._retry_all)
        self._waiting, self._parked_count = Figure(theme), Figure(theme)
        figures = row(theme, spacing=24)
        figures.addWidget(self._waiting, 1)
        figures.addWidget(self._parked_count, 1)
        figures.addStretch(3)
        self._queue_card.add(figures)
        self._pause = TextLabel(theme, tone="warning", wrap=True)
        self._try_now = SecondaryButton(theme)
        self._try_now.clicked.connect(self._try_at_once)
        paused = row(theme, spacing=16)
        paused.addWidget(self._pause, 1)
        paused.addWidget(self._try_now)
        self._queue_card.add(paused)
        self._outcome = TextLabel(theme, wrap=True)
        self._outcome.hide()
        self._queue_card.add(self._outcome)
        self._calm = Card(theme)
        self._state = StateView(theme, self.shell.icons)
        self._calm.add(self._state)

    def _build_groups(self) -> None:
        self._groups_card = Card(self.theme)
        self._group_lines = column(self.theme, spacing=16)
        self._groups_card.add(self._group_lines)

    def _build_file(self) -> None:
        theme = self.theme
        self._file_card = Card(theme)
        self._export = SecondaryButton(theme)
        self._export.clicked.connect(self._choose_file)
        self._file_card.add_in_corner(self._export)
        self._file_outcome = TextLabel(theme, wrap=True)
        self._file_outcome.hide()
        self._file_card.add(self._file_outcome)

    # texts and values

    def retranslate(self) -> None:
        self._queue_card.set_texts(
            self.tr("Push queue"),
            self.tr(
                "Each unsubscribe that is collected here goes to Salesforce at once. What cannot go waits, and is "
                "tried again; what would fail again is parked."
            ),
        )
        self._retry_all.set_text(self.tr("Retry everything"))
        self._try_now.set_text(self.tr("Try now"))
        self._state.show_state(
            "cloud",
            self.tr("Nothing is held up."),
            self.tr("Every push has been answered by Salesforce, or is on its way."),
        )
        self._groups_card.set_texts(self.tr("What holds pushes up"))
        self._file_card.set_texts(
            self.tr("Diagnostics file"),
            self.tr(
                "Versions, settings, counts, error codes and the log file, as text, for whoever helps you. It "
                "holds no addresses, names of people, or passwords."
            ),
        )
        self._export.set_text(self.tr("Export diagnostics…"))
        self._parked.retranslate()
        self._outcome.hide()
        self._file_outcome.hide()

    def refresh(self) -> None:
        self._show_queue()
        self._asked += 1
        asked = self._asked
        self.shell.bridge.call(
            self, self.engine.queue.error_groups, lambda groups: self._show_groups(asked, groups)
        )
        self._parked.model.show_parked()

    def _refresh_later(self, _event: object = None) -> None:
        if not self._gather.isActive():
            self._gather.start()

    def _show_queue(self) -> None:
        queue = self.engine.push.state()
        self._waiting.set_figure(texts.number(queue.waiting), self.tr("waiting"))
        tone = "warning" if queue.parked else ""
        self._parked_count.set_figure(texts.number(queue.parked), self.tr("parked"), tone)
        self._retry_all.set_hindrance("" if queue.parked else self.tr("No push is parked"))
        self._pause.setVisible(queue.reason is not None or queue.looks_reason is not None)
        self._try_now.setVisible(self._pause.isVisibleTo(self._queue_card))
        if queue.reason is not None:
            why = texts.text_of(queue.reason)
            if queue.paused_until is not None:
                until = texts.to_the_second(queue.paused_until)
                self._pause.setText(self.tr("Paused until {time}: {why}").format(time=until, why=why))
            else:
                self._pause.setText(self.tr("Paused: {why}").format(why=why))
        elif queue.looks_reason is not None and queue.looks_paused_until is not None:
            self._pause.setText(
                self.tr("Pushes go; looking addresses up is paused until {time}: {why}").format(
                    time=texts.to_the_second(queue.looks_paused_until), why=texts.text_of(queue.looks_reason)
                )
            )
        self._parked.setVisible(queue.parked > 0)
        if not self._calm.isHidden():
            self._show_calm(bool(self._groups))

    def _show_groups(self, asked: int, groups: list[PushErrorGroup]) -> None:
        if asked != self._asked:
            return
        wanted = {(group.problem.code, group.state): group for group in groups}
        if list(wanted) != list(self._groups):
            self._lay_out_groups(list(wanted))
        for key, group in wanted.items():
            self._groups[key].show_group(group)
        self._groups_card.setVisible(bool(groups))
        self._show_calm(bool(groups))

    def _show_calm(self, held_up: bool) -> None:
        queue = self.engine.push.state()
        self._calm.setVisible(not held_up and queue.parked == 0 and self._pause.isHidden())

    def _lay_out_groups(self, keys: list[tuple[str, PushState]]) -> None:
        """One widget for each group, in order; those that stay are kept, with the keyboard in them."""
        kept = {key: self._groups.get(key) or self._new_group(*key) for key in keys}
        while (item := self._group_lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in kept.values():
                widget.hide()
                widget.deleteLater()
        for place, group in enumerate(kept.values()):
            if place:
                self._group_lines.addWidget(rule())
            self._group_lines.addWidget(group)
        self._groups = kept
        # They came later than what stands below them, and would be reached last.
        before: QWidget = self._retry_all
        for stop in (stop for group in kept.values() for stop in group.stops()):
            QWidget.setTabOrder(before, stop)
            before = stop

    def _new_group(self, code: str, _state: PushState) -> ErrorGroup:
        group = ErrorGroup(self.shell)
        group.retry_asked.connect(lambda: self._retry(lambda: self.engine.push.retry(code=code)))
        group.give_up_asked.connect(lambda: self._give_up_kind(code))
        return group

    # verbs

    def _retry_everything(self) -> None:
        self._retry(self.engine.push.retry)

    def _try_at_once(self) -> None:
        self.shell.bridge.call(
            self,
            self.engine.push.try_now,
            lambda _: self._say(self.tr("Trying now…"), "secondary"),
            self._refused,
        )

    def _retry_one(self, push: QueuedPush | None) -> None:
        if push is not None:
            self._retry(lambda: self.engine.push.retry(push_ids=[push.id]))

    def _retry(self, verb: Callable[[], int]) -> None:
        self._retry_all.setEnabled(False)
        self.shell.bridge.call(self, verb, self._retried, self._refused)

    def _retried(self, count: int) -> None:
        self._say(self.tr("%Ln pushes are tried again.", "", count), "good")
        self.refresh()

    def _refused(self, problem: Problem) -> None:
        self._say(texts.text_of_problem(problem), "bad")
        self.refresh()

    def _give_up_one(self, push: QueuedPush | None) -> None:
        if push is not None:
            self._ask_give_up(GiveUpDialog(self.shell, self, push=push))

    def _give_up_kind(self, code: str) -> None:
        self.shell.bridge.call(
            self,
            lambda: len(self.engine.queue.parked_ids(code)),
            lambda count: self._ask_give_up(GiveUpDialog(self.shell, self, code=code, count=count)),
            self._refused,
        )

    def _ask_give_up(self, dialog: GiveUpDialog) -> None:
        dialog.ended.connect(self._given_up)
        dialog.open()

    def _given_up(self, count: int) -> None:
        self._say(self.tr("%Ln pushes were given up.", "", count), "secondary")
        self.refresh()

    def _say(self, sentence: str, tone: str) -> None:
        _put(self._outcome, sentence, tone)

    def _choose_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"unsubscribe-sync-diagnostics-{datetime.now().astimezone():%Y-%m-%d}.txt"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export diagnostics"), str(Path(folder) / name), self.tr("Text files (*.txt)")
        )
        if path:
            self.export_to(Path(path))

    def export_to(self, path: Path) -> None:
        """Write the diagnostics file, beside the GUI thread."""
        self._export.setEnabled(False)
        self.shell.bridge.call(
            self,
            lambda: self.engine.export_diagnostics(path),
            lambda _done: self._exported(path),
            self._not_exported,
        )

    def _exported(self, path: Path) -> None:
        self._export.setEnabled(True)
        sentence = self.tr("{name} is written. Look through it before you pass it on.")
        _put(self._file_outcome, sentence.format(name=path.name), "good")

    def _not_exported(self, problem: Problem) -> None:
        self._export.setEnabled(True)
        _put(self._file_outcome, texts.text_of_problem(problem), "bad")


def _put(label: TextLabel, sentence: str, tone: str) -> None:
    label.setText(sentence)
    label.set_tone(tone)
    label.show()
