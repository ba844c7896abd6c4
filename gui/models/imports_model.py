"""The table of imports, pastes, syncs and what was taken back, the newest first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from core.engine import Engine
from core.store.import_batches import BatchKind, BatchState
from core.store.types.runs import RunKind, RunOutcome
from core.store.way_back import BatchLine
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.models.paged_table import Column, PagedTable, RowSource
from gui.theme import Theme

_RIGHT = Qt.AlignmentFlag.AlignRight


class ImportsModel(PagedTable[BatchLine]):
    """What changed people here, each a batch of its own."""

    def __init__(self, engine: Engine, bridge: EngineBridge, theme: Theme, parent: QObject) -> None:
        columns = (
            Column[BatchLine](lambda: self.tr("What"), self.name_of),
            Column[BatchLine](lambda: self.tr("When"), lambda line: texts.date_and_time(line.at), 172),
            Column[BatchLine](lambda: self.tr("Who"), lambda line: line.who, 110, spare=2),
            self._figure(lambda line: line.changed, lambda: self.tr("Unsubscribed")),
            self._figure(lambda line: line.added, lambda: self.tr("Added"), spare=3),
            self._figure(lambda line: line.refused, lambda: self.tr("Refused"), spare=1),
            Column[BatchLine](lambda: self.tr("Outcome"), self._outcome, 148, tone=_tone),
        )
        super().__init__(bridge, theme, columns, key=lambda line: (line.is_run, line.number), parent=parent)
        self._imports = engine.imports

    def show_imports(self) -> None:
        """Show them, or read them again when they are shown; what is selected stays so."""
        if self.is_showing:
            self.refresh()
        else:
            self.show(RowSource(self._imports.lines, self._imports.count_lines))

    def name_of(self, line: BatchLine) -> str:
        """What a line is, with the number by which others speak of it: the file's name, or what was done."""
        number = str(line.of_run or line.of_batch or line.number)
        if line.of_run is not None:
            return self.tr("Sync {number} taken back, re-subscribed: {count}").format(
                number=number, count=texts.number(line.back)
            )
        if line.of_batch is not None:
            return self.tr("Batch {number} taken back, re-subscribed: {count}").format(
                number=number, count=texts.number(line.back)
            )
        kind = (
            texts.word(RunKind(line.kind)) if line.is_run else line.name or texts.word(BatchKind(line.kind))
        )
        return self.tr("{kind}, number {number}").format(kind=kind, number=number)

    def _outcome(self, line: BatchLine) -> str:
        if line.taken_back:
            return self.tr("taken back")
        return texts.word(RunOutcome(line.state) if line.is_run else BatchState(line.state))

    @staticmethod
    def _figure(
        count: Callable[[BatchLine], int], title: Callable[[], str], spare: int = 0
    ) -> Column[BatchLine]:
        return Column[BatchLine](title, lambda line: texts.number(count(line)), 124, _RIGHT, spare=spare)


def _tone(line: BatchLine) -> str:
    return {"failed": "bad", "interrupted": "warning"}.get(line.state, "secondary")
