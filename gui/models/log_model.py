"""The entries of the status log, newest first, and the new ones as they are written."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.engine import Engine
from core.store.types.log import Level, LogEntry, LogFilter
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.models.paged_table import Column, PagedTable, RowSource
from gui.theme import Theme

_BATCH = 500
_SIGNS = {Level.INFO: "•", Level.WARNING: "!", Level.ERROR: "×"}
TONES = {Level.INFO: "", Level.WARNING: "warning", Level.ERROR: "bad"}


def level_text(level: Level) -> str:
    """A level with its sign, so that it is told without colour."""
    return f"{_SIGNS[level]} {texts.word(level)}"


class LogModel(PagedTable[LogEntry]):
    """The entries that a filter means."""

    def __init__(self, engine: Engine, bridge: EngineBridge, theme: Theme, parent: QObject) -> None:
        columns = (
            Column[LogEntry](lambda: self.tr("Time"), _time, 196),
            Column[LogEntry](
                lambda: self.tr("Level"),
                lambda entry: level_text(entry.level),
                108,
                tone=lambda entry: TONES[entry.level],
            ),
            Column[LogEntry](lambda: self.tr("Kind"), lambda entry: texts.word(entry.kind), 104, spare=2),
            Column[LogEntry](lambda: self.tr("What happened"), lambda entry: texts.text_of(entry.message)),
            Column[LogEntry](
                lambda: self.tr("Record"), lambda entry: entry.email or entry.salesforce_id, 176, spare=1
            ),
        )
        super().__init__(bridge, theme, columns, key=lambda entry: entry.id, parent=parent)
        self._log = engine.log
        self.wanted = LogFilter()
        self._is_following = self._follow_again = False
        self.changed.connect(self._catch_up)

    def show_only(self, wanted: LogFilter) -> None:
        """Show the entries that a filter means."""
        self.wanted = wanted

        def fetch(after: LogEntry | None, limit: int) -> list[LogEntry]:
            return self._log.page(wanted, before_id=after.id if after else None, limit=limit)

        self.show(RowSource(fetch, lambda: self._log.count(wanted)))

    def follow(self) -> None:
        """Put the entries on top that were written since."""
        if self.is_loading or self._is_following:
            self._follow_again = True
            return
        self._is_following = True
        wanted, rows = self.wanted, self.rows()
        newest = rows[0].id if rows else 0
        self._bridge.call(
            self,
            lambda: self._log.after(newest, wanted, _BATCH),
            lambda entries: self._take_new(wanted, entries),
            lambda _problem: self._take_new(wanted, []),
        )

    def _take_new(self, wanted: LogFilter, entries: list[LogEntry]) -> None:
        self._is_following = False
        if wanted is self.wanted:
            self.put_on_top(entries[::-1])
            self._follow_again = self._follow_again or len(entries) == _BATCH
        self._catch_up()

    def _catch_up(self) -> None:
        if self._follow_again and not self.is_loading and not self._is_following:
            self._follow_again = False
            self.follow()


def _time(entry: LogEntry) -> str:
    return texts.to_the_second(entry.at)
