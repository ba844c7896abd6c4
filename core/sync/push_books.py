"""Writing down what became of each push: the queue, the record, the history, the status log, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.events import EventBus, LogAdded, PeopleChanged, QueueChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem
from core.store.nouns import Level, LogKind, NewLogEntry, OptOutField, PushState, QueuedPush
from core.store.push_queue import PushAnswer
from core.store.store import Store
from core.sync.backoff import pause_s
from core.sync.push_troubles import MOST_ATTEMPTS, tried_often

_PUSHED_ONE = {
    OptOutField.SALESFORCE: Message(NOOP("core", "Pushed to Salesforce: Email Opt Out is ticked.")),
    OptOutField.MARKETO_SALES: Message(
        NOOP("core", "Pushed to Salesforce: Marketo Sales Opt Out is ticked.")
    ),
}
_PUSHED_MANY = {
    OptOutField.SALESFORCE: Message(
        NOOP("core", "Pushed to Salesforce: Email Opt Out is ticked on {count} records.")
    ),
    OptOutField.MARKETO_SALES: Message(
        NOOP("core", "Pushed to Salesforce: Marketo Sales Opt Out is ticked on {count} records.")
    ),
}
_FOLLOWED = Message(
    NOOP("core", "The record was merged or converted; its opt-out goes to the record that took its place.")
)
_LET_GO = Message(NOOP("core", "The record is gone from Salesforce and is let go."))
_NOT_FOUND = Message(NOOP("core", "Salesforce has no Contact or Lead with this address yet."))
_NOT_FOUND_FIX = Message(
    NOOP("core", "The opt-out goes by itself, with the next sync, once Salesforce knows the address.")
)
_LOOKED_FOR = Message(
    NOOP("core", "Looked in Salesforce for {count} unsubscribed addresses: {records} records have them.")
)


class PushBooks:
    """`sent` counts records ticked, `in_trouble` holds the pushes that met a trouble not yet overcome."""

    def __init__(self, store: Store, events: EventBus, now: Callable[[], datetime]) -> None:
        self._store = store
        self._events = events
        self._now = now
        self.sent = 0
        self.in_trouble: set[int] = set()

    def answered(self, answers: Sequence[tuple[QueuedPush, Problem | None]]) -> None:
        """Write the answers of one call; a problem of None means that Salesforce has saved the tick."""
        if not answers:
            return
        now = self._now()
        sent = [push for push, problem in answers if problem is None]
        refused = [(push, problem) for push, problem in answers if problem is not None]
        verdicts = [_verdict(push, problem, now) for push, problem in refused]
        with self._store.database.transaction():
            if sent:
                self._note_ticks(sent, now)
            self._store.push_queue.answer(
                [PushAnswer(push.id, PushState.DONE) for push in sent] + verdicts, now
            )
            entries = _entries_of_sent(sent)
            entries += [
                _entry_of_refusal(push, verdict)
                for (push, _), verdict in zip(refused, verdicts, strict=True)
                if verdict.state is PushState.PARKED or push.attempts == 1
            ]
            self._store.status_log.add(entries, now)
        self.sent += len({push.salesforce_id for push in sent})
        self.in_trouble.difference_update(push.id for push in sent)
        self.in_trouble.update(push.id for push, _ in refused)
        self._tell(people=bool(sent), log=bool(entries))

    def parked(self, refused: Sequence[tuple[QueuedPush, Problem]]) -> None:
        """Park pushes that were not even sent, or whose trouble only the admin can end."""
        self.answered([(push, _lasting(problem)) for push, problem in refused])

    def looked(self, looks: Sequence[QueuedPush], found: int) -> None:
        """Close looks for records of addresses, and queue what they brought."""
        now = self._now()
        people = sorted({push.person_id for push in looks})
        with self._store.database.transaction():
            self._store.people.mark_looked_for(people, now)
            self._store.push_queue.queue_found(people, looks[0].field, now)
            self._store.push_queue.answer([PushAnswer(push.id, PushState.DONE) for push in looks], now)
            entries = self._entries_of_looks(looks, found)
            self._store.status_log.add(entries, now)
        self.in_trouble.difference_update(push.id for push in looks)
        self._tell(people=True, log=bool(entries))

    def followed(
        self,
        successors: Sequence[tuple[QueuedPush, Problem, str]],
        let_go: Sequence[tuple[QueuedPush, Problem]],
    ) -> None:
        """Close pushes to records that are no more; those with a live successor (its ID) go on to it.

        The answer stays beside the closed push, to explain what became of it.
        """
        now = self._now()
        closed = [(push, problem) for push, problem, _ in successors] + list(let_go)
        with self._store.database.transaction():
            for push, _, successor in successors:
                known = self._store.records.known([successor]).get(successor)
                if known is None or not known.opted_out(push.field):
                    self._store.push_queue.queue_records(push.person_id, [successor], push.field, now)
            self._store.push_queue.answer(
                [PushAnswer(push.id, PushState.DONE, problem) for push, problem in closed], now
            )
            self._store.status_log.add(
                [_entry(Level.INFO, _FOLLOWED, push, problem) for push, problem, _ in successors]
                + [_entry(Level.WARNING, _LET_GO, push, problem) for push, problem in let_go],
                now,
            )
        self.in_trouble.difference_update(push.id for push, _ in closed)
        self._tell(people=True, log=True)

    def _note_ticks(self, sent: Sequence[QueuedPush], now: datetime) -> None:
        ids = sorted({push.salesforce_id for push in sent if push.salesforce_id})
        field = sent[0].field
        self._store.records.mark_opted_out(ids, field, now)
        self._store.unsubscribes.note_opted_out(ids, now)
        self._store.push_queue.settle(ids, field, now)

    def _entries_of_looks(self, looks: Sequence[QueuedPush], found: int) -> list[NewLogEntry]:
        if len(looks) > 1:
            message = _LOOKED_FOR.with_values(count=len(looks), records=found)
            return [NewLogEntry(Level.INFO, LogKind.PUSH, message)]
        [look] = looks
        if self._store.records.of_person(look.person_id):
            return []
        return [
            NewLogEntry(
                Level.WARNING,
                LogKind.PUSH,
                _NOT_FOUND,
                fix=_NOT_FOUND_FIX,
                email=look.email,
                code="NO_SALESFORCE_ID",
            )
        ]

    def _tell(self, *, people: bool, log: bool) -> None:
        queue = self._store.push_queue.state()
        self._events.emit(QueueChanged(queue.waiting, queue.parked))
        if people:
            self._events.emit(PeopleChanged())
        if log:
            self._events.emit(LogAdded())


def _verdict(push: QueuedPush, problem: Problem, now: datetime) -> PushAnswer:
    if not problem.retry:
        return PushAnswer(push.id, PushState.PARKED, problem)
    if push.attempts >= MOST_ATTEMPTS:
        return PushAnswer(push.id, PushState.PARKED, tried_often(problem, push.attempts))
    again_at = now + timedelta(seconds=pause_s(push.attempts))
    return PushAnswer(push.id, PushState.WAITING, problem, again_at)


def _lasting(problem: Problem) -> Problem:
    return replace(problem, retry=False)


def _entries_of_sent(sent: Sequence[QueuedPush]) -> list[NewLogEntry]:
    """A push of its own is named; of many, their number is enough: each is in its person's history."""
    records = {push.salesforce_id for push in sent}
    if not records:
        return []
    first = sent[0]
    if len(records) > 1:
        return [
            NewLogEntry(Level.INFO, LogKind.PUSH, _PUSHED_MANY[first.field].with_values(count=len(records)))
        ]
    return [_entry(Level.INFO, _PUSHED_ONE[first.field], first, None)]


def _entry_of_refusal(push: QueuedPush, verdict: PushAnswer) -> NewLogEntry:
    assert verdict.problem is not None
    level = Level.ERROR if verdict.state is PushState.PARKED else Level.WARNING
    return _entry(level, verdict.problem.what, push, verdict.problem, verdict.problem.fix)


def _entry(
    level: Level, message: Message, push: QueuedPush, problem: Problem | None, fix: Message | None = None
) -> NewLogEntry:
    return NewLogEntry(
        level,
        LogKind.PUSH,
        message,
        fix=fix,
        email=push.email,
        salesforce_id=push.salesforce_id or "",
        code=problem.code if problem is not None else "",
        detail=problem.detail if problem is not None else "",
    )
