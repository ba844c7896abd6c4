"""The table of imports, the newest first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from core.engine import Engine
from core.store.import_batches import BatchState, ImportBatch
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.models.paged_table import Column, PagedTable, RowSource
from gui.theme import Theme

_RIGHT = Qt.AlignmentFlag.AlignRight


class ImportsModel(PagedTable[ImportBatch]):
    """Files that were imported."""

    def __init__(self, engine: Engine, bridge: EngineBridge, theme: Theme, parent: QObject) -> None:
        columns = (
            Column[ImportBatch](lambda: self.tr("File"), lambda batch: batch.file_name),
            Column[ImportBatch](
                lambda: self.tr("When"), lambda batch: texts.date_and_time(batch.started_at), 172
            ),
            Column[ImportBatch](lambda: self.tr("Who"), lambda batch: batch.who, 110, spare=2),
            self._figure("unsubscribed", lambda: self.tr("Unsubscribed")),
            self._figure("added", lambda: self.tr("Added"), spare=3),
            self._figure("refused", lambda: self.tr("Refused"), spare=1),
            Column[ImportBatch](
                lambda: self.tr("Outcome"), lambda batch: texts.word(batch.state), 120, tone=_tone
            ),
        )
        super().__init__(bridge, theme, columns, key=lambda batch: batch.id, parent=parent)
        self._imports = engine.imports

    def show_imports(self) -> None:
        """Show them, or read them again when they are shown; what is selected stays so."""
        if self.is_showing:
            self.refresh()
        else:
            self.show(RowSource(self._fetch, self._imports.count))

    def _fetch(self, after: ImportBatch | None, limit: int) -> list[ImportBatch]:
        return self._imports.page(after.id if after else None, limit)

    @staticmethod
    def _figure(count: str, title: Callable[[], str], spare: int = 0) -> Column[ImportBatch]:
        return Column[ImportBatch](
            title,
            lambda batch: texts.number(batch.counts.get(count, 0)),
            124,
            _RIGHT,
            spare=spare,
        )


def _tone(batch: ImportBatch) -> str:
    return {BatchState.FAILED: "bad", BatchState.INTERRUPTED: "warning"}.get(batch.state, "secondary")
