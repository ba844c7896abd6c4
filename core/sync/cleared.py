"""The admin's decisions about boxes that somebody unticked in Salesforce: tick them again, or leave them as they are.

Neither is a re-subscribe: whoever is unsubscribed here stays so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.events import PeopleChanged, QueueChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Counted, Message, ProblemError, Scope, make_problem
from core.services import Services
from core.store.sends import BOX_CLEARED
from core.store.types.log import Level, LogKind, NewLogEntry


class ClearedDecisions:
    """Decides for some records, for all that one user or integration has unticked (`by`), or for all there are."""

    def __init__(self, services: Services, on_decided: Callable[[], None]) -> None:
        """`on_decided` is called when there may be something to push."""
        self._services = services
        self._store = services.store
        self._on_decided = on_decided

    def tick_again(self, *, who: str, by: str | None = None, records: Sequence[str] | None = None) -> int:
        """Have them ticked again, at once where the line is open; returns how many records it were."""
        now = self._services.now()
        with self._store.database.transaction():
            ids = self._store.cleared_boxes.ids(who=by, records=records)
            people = self._store.cleared_boxes.tick_again(ids, who)
            self._store.sends.queue_found(people, self._services.settings.push_field, now)
            self._note(_TICKED, len(ids), who=who)
        self._tell()
        return len(ids)

    def leave(
        self, *, who: str, reason: str, by: str | None = None, records: Sequence[str] | None = None
    ) -> int:
        """Leave them unticked; the reason is kept. Returns how many it were; raises ProblemError without a reason."""
        if not reason.strip():
            raise ProblemError(_NO_REASON)
        with self._store.database.transaction():
            ids = self._store.cleared_boxes.ids(who=by, records=records)
            left = self._store.cleared_boxes.leave(ids, who, reason.strip())
            self._note(_LEFT, left, who=who, reason=reason.strip())
        self._tell()
        return left

    def take_note(self, by: str | None = None) -> int:
        """Note that the admin has seen which boxes were ticked again; returns how many it were."""
        noted = self._store.cleared_boxes.take_note(by)
        self._tell()
        return noted

    def _note(self, words: Counted, count: int, **values: str) -> None:
        if count:
            message: Message = words.with_values(count=count, **values)
            entry = NewLogEntry(Level.INFO, LogKind.SYNC, message, code=BOX_CLEARED)
            self._store.status_log.add([entry], self._services.now())

    def _tell(self) -> None:
        events = self._services.events
        self._services.log.tell()
        events.emit(QueueChanged.to(self._store.push_queue.state()))
        events.emit(PeopleChanged())
        self._on_decided()


_TICKED = Counted(
    NOOP("core", "{who} had {count} box ticked again that somebody had unticked in Salesforce."),
    NOOP("core", "{who} had {count} boxes ticked again that somebody had unticked in Salesforce."),
)
_LEFT = Counted(
    NOOP("core", "{who} left {count} box as somebody had unticked it in Salesforce: {reason}"),
    NOOP("core", "{who} left {count} boxes as somebody had unticked them in Salesforce: {reason}"),
)
_NO_REASON = make_problem(
    "NO_REASON",
    Category.OTHER,
    NOOP("core", "To leave a box unticked needs a reason."),
    NOOP("core", "Say why; it is kept as proof."),
    scope=Scope.RECORD,
)
