"""The table of parked pushes, the newest first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from core.engine import Engine
from core.store.types.pushes import QueuedPush
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.models.paged_table import Column, PagedTable, RowSource
from gui.theme import Theme


class ParkedModel(PagedTable[QueuedPush]):
    """Pushes that wait for the admin."""

    def __init__(self, engine: Engine, bridge: EngineBridge, theme: Theme, parent: QObject) -> None:
        columns = (
            Column[QueuedPush](lambda: self.tr("Address"), lambda push: push.email),
            # Without a record it is a look for records of the address that could not be made.
            Column[QueuedPush](lambda: self.tr("Salesforce ID"), lambda push: push.salesforce_id or "–", 168),
            Column[QueuedPush](lambda: self.tr("Field"), lambda push: texts.word(push.field), 156, spare=1),
            Column[QueuedPush](
                lambda: self.tr("Attempts"),
                lambda push: texts.number(push.attempts),
                76,
                Qt.AlignmentFlag.AlignRight,
                spare=2,
            ),
            Column[QueuedPush](lambda: self.tr("Since"), parked_since, 172),
        )
        super().__init__(bridge, theme, columns, key=lambda push: push.id, parent=parent)
        self._queue = engine.queue

    def show_parked(self) -> None:
        """Show them, or read them again when they are shown; what is selected stays so."""
        if self.is_showing:
            self.refresh()
        else:
            self.show(RowSource(self._fetch, lambda: self._queue.state().parked))

    def _fetch(self, after: QueuedPush | None, limit: int) -> list[QueuedPush]:
        return self._queue.parked(limit, before_id=after.id if after else None)


def parked_since(push: QueuedPush) -> str:
    """When a push was parked, which is when its answer came."""
    return texts.date_and_time(push.answered_at or push.queued_at)
