"""Records the answer to each opt-out that was sent, by a push or a sync: one transaction for each call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.events import PeopleChanged, QueueChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message, Problem
from core.services import Services
from core.store.records import Snapshot
from core.store.sends import Ending, SendAnswer
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.pushes import PushState, QueuedPush
from core.sync.log_entries import opted_out_entry, refusal_entry
from core.sync.sending.refusals import ATTEMPTS_WHILE_THERE, MOST_ATTEMPTS, tried_often

ATTEMPTS_IN_A_RUN = 5
"""How often a passing fault is met before a record counts as failed in a sync; the next one tries again."""
_RUN_PAUSE_S = 0.4

_PUSHED = Counted(
    NOOP("core", "Pushed to Salesforce: {field} is ticked."),
    NOOP("core", "Pushed to Salesforce: {field} is ticked on {count} records."),
)
_FOLLOWED = Message(
    NOOP("core", "The record was merged or converted; its opt-out goes to the record that took its place.")
)
_LET_GO = Message(NOOP("core", "The record is gone from Salesforce and is let go."))
_NOT_THEIRS = Message(
    NOOP("core", "Not pushed: the record has another address by now, and belongs to this person no longer.")
)
_NOT_THEIRS_FIX = Message(
    NOOP("core", "Nothing to do: further records of this person's own address are looked for in Salesforce.")
)
NOT_FOUND = Message(
    NOOP("core", "Salesforce has no Contact or Lead with this address that the connected user can see.")
)
NOT_FOUND_FIX = Message(
    NOOP(
        "core",
        "The opt-out goes by itself, with the next sync, once the connected user sees such a record: share it, or give "
        "View All on the object.",
    )
)
MOST_NAMED = 1000
"""How many people without a record a report names."""


class Recorder:
    """The recorder of a push, or, with `run_id`, of a sync.

    `sent` counts records ticked, `failed` answers that are final and bad; `in_trouble` holds what met a trouble not
    yet overcome, `not_found` the first addresses of which Salesforce has no record.
    """

    def __init__(self, services: Services, run_id: int | None = None) -> None:
        self._store = services.store
        self._events = services.events
        self._now = services.now
        self._log = services.log
        self._backoff = services.backoff
        self._run_id = run_id
        self.sent = 0
        self.failed = 0
        self.in_trouble: set[int] = set()
        self.not_found: list[str] = []

    def answered(self, answers: Sequence[tuple[QueuedPush, Problem | None]]) -> None:
        """Write the answers of one call; a problem of None means that Salesforce has saved the tick."""
        if not answers:
            return
        now = self._now()
        sent = [push for push, problem in answers if problem is None]
        refused = [(push, problem) for push, problem in answers if problem is not None]
        verdicts = [self._verdict(push, problem, now) for push, problem in refused]
        with self._store.database.transaction():
            if sent:
                ids = sorted({push.salesforce_id for push in sent if push.salesforce_id})
                self._store.unsubscribes.note_opted_out(ids, now, run_id=self._run_id)
                self._store.records.mark_opted_out(ids, sent[0].field, now)
            self._store.sends.answer([SendAnswer(push.id, PushState.DONE) for push in sent] + verdicts, now)
            entries = self._entries_of_sent(sent)
            entries += [
                entry
                for (push, _), verdict in zip(refused, verdicts, strict=True)
                if (entry := self._entry_of_refusal(push, verdict)) is not None
            ]
            self._store.status_log.add(entries, now)
        self.sent += len({push.salesforce_id for push in sent})
        self.failed += sum(verdict.state is not PushState.WAITING for verdict in verdicts)
        self.in_trouble.difference_update(push.id for push in sent)
        self.in_trouble.update(push.id for push, _ in refused)
        self._tell(people=bool(sent), log=bool(entries))

    def saved(self, record_ids: Sequence[str], field: OptOutField) -> None:
        """Write down that a Bulk job of this sync has ticked these records: one statement for each of the books.

        What is recorded already is passed over.
        """
        if self._run_id is None or not record_ids:
            return
        now = self._now()
        with self._store.database.transaction():
            sent = self._store.run_sends.on_their_way_to(self._run_id, record_ids)
            ids = [one.record_id for one in sent]
            self._store.unsubscribes.note_opted_out(ids, now, run_id=self._run_id)
            self._store.records.mark_opted_out(ids, field, now)
            self._store.run_sends.saved([one.push_id for one in sent], now)
            entries = [opted_out_entry(self._run_id, one.email, one.record_id) for one in sent]
            self._store.status_log.add(entries, now)
        self.sent += len(sent)
        self.in_trouble.difference_update(one.push_id for one in sent)

    def parked(self, refused: Sequence[tuple[QueuedPush, Problem]]) -> None:
        """End what was not even sent, or whose trouble only the admin can end: parked, or failed in this sync."""
        self.answered([(push, replace(problem, retry=False)) for push, problem in refused])

    def still_there(self, push: QueuedPush, problem: Problem, *, found: bool) -> None:
        """A record that is said to be gone was not seen to be; a push to one that is `found` is tried again."""
        again = found and self._run_id is None and push.attempts < ATTEMPTS_WHILE_THERE
        self.answered([(push, replace(problem, retry=again))])

    def looked_up(self, lookups: Sequence[QueuedPush]) -> None:
        """End searches for records by address, and queue what they found out of step."""
        now = self._now()
        people = sorted({push.person_id for push in lookups})
        with self._store.database.transaction():
            self._store.people.mark_looked_for(people, now)
            self._store.sends.queue_found(people, lookups[0].field, now)
            self._store.sends.answer([SendAnswer(push.id, PushState.DONE) for push in lookups], now)
            entries = self._entries_of_looks(lookups)
            self._store.status_log.add(entries, now)
        self.in_trouble.difference_update(push.id for push in lookups)
        if len(self.not_found) < MOST_NAMED:
            linked = self._store.records.of_people(people)
            self.not_found += [lookup.email for lookup in lookups if not linked.get(lookup.person_id)]
        self._tell(people=True, log=bool(entries))

    def ended(self, pushes: Sequence[tuple[QueuedPush, Ending]]) -> None:
        """Say of what was not sent why not, where that is not the admin's own doing.

        What was sent before, got no answer, and is opted out now was saved after all: that is kept as proof.
        """
        saved = [
            push.salesforce_id or ""
            for push, ending in pushes
            if ending is Ending.IN_STEP and push.asked_at is not None and push.problem is None
        ]
        gone = [push for push, ending in pushes if ending is Ending.GONE]
        others = [push for push, ending in pushes if ending is Ending.NOT_THEIRS]
        known = self._store.records.known(push.salesforce_id or "" for push in gone)
        entries = [self._entry_of_gone(push, None, known) for push in gone]
        entries += [self._entry(Level.WARNING, _NOT_THEIRS, push, None, _NOT_THEIRS_FIX) for push in others]
        self.in_trouble.difference_update(push.id for push, _ in pushes)
        if entries or saved:
            with self._store.database.transaction():
                self._store.unsubscribes.note_opted_out(sorted(set(saved)), self._now(), run_id=self._run_id)
                self._store.status_log.add(entries, self._now())
            self._tell(people=True, log=True)

    def gone(self, pushes: Sequence[tuple[QueuedPush, Problem]]) -> None:
        """Close what was sent to records that are no more; their people's other records are pushed to, if need be.

        The answer stays beside it, to explain what became of it.
        """
        if not pushes:
            return
        now = self._now()
        with self._store.database.transaction():
            known = self._store.records.known(push.salesforce_id or "" for push, _ in pushes)
            if self._run_id is None:
                people = sorted({push.person_id for push, _ in pushes})
                self._store.sends.queue_found(people, pushes[0][0].field, now)
            self._store.sends.answer(
                [SendAnswer(push.id, PushState.DONE, problem) for push, problem in pushes], now
            )
            self._store.status_log.add(
                [self._entry_of_gone(push, problem, known) for push, problem in pushes], now
            )
        self.in_trouble.difference_update(push.id for push, _ in pushes)
        self._tell(people=True, log=True)

    def _entry_of_gone(
        self, push: QueuedPush, problem: Problem | None, known: Mapping[str, Snapshot]
    ) -> NewLogEntry:
        if known[push.salesforce_id or ""].successor_id:
            return self._entry(Level.INFO, _FOLLOWED, push, problem)
        return self._entry(Level.WARNING, _LET_GO, push, problem)

    def _verdict(self, push: QueuedPush, problem: Problem, now: datetime) -> SendAnswer:
        if self._run_id is not None:
            if not problem.retry or push.attempts >= ATTEMPTS_IN_A_RUN:
                return SendAnswer(push.id, PushState.REFUSED, problem)
            # Longer each time, and not in step with others who met the same lock.
            pause = min(self._backoff.pause_s(push.attempts), _RUN_PAUSE_S * 2.0**push.attempts)
            return SendAnswer(push.id, PushState.WAITING, problem, now + timedelta(seconds=pause))
        if not problem.retry:
            return SendAnswer(push.id, PushState.PARKED, problem)
        if push.attempts >= MOST_ATTEMPTS:
            return SendAnswer(push.id, PushState.PARKED, tried_often(problem, push.attempts))
        again_at = now + timedelta(seconds=self._backoff.pause_s(push.attempts))
        return SendAnswer(push.id, PushState.WAITING, problem, again_at)

    def _entries_of_sent(self, sent: Sequence[QueuedPush]) -> list[NewLogEntry]:
        """Those of a sync are named each; so is a push of its own. Of many pushes their number is enough."""
        if self._run_id is not None:
            return [opted_out_entry(self._run_id, push.email, push.salesforce_id or "") for push in sent]
        records = {push.salesforce_id for push in sent}
        if not records:
            return []
        first = sent[0]
        message = _PUSHED.with_values(field=first.field.label, count=len(records))
        if len(records) > 1:
            people = {push.email for push in sent}
            return [
                NewLogEntry(Level.INFO, LogKind.PUSH, message, email=first.email if len(people) == 1 else "")
            ]
        return [self._entry(Level.INFO, message, first, None)]

    def _entries_of_looks(self, lookups: Sequence[QueuedPush]) -> list[NewLogEntry]:
        """That somebody who was just unsubscribed has no record; of many the next sync tells it in one line."""
        if len(lookups) > 1:
            return []
        [lookup] = lookups
        if self._store.records.of_person(lookup.person_id):
            return []
        entry = self._entry(Level.WARNING, NOT_FOUND, lookup, None, NOT_FOUND_FIX)
        return [replace(entry, code="NO_SALESFORCE_ID")]

    def _entry_of_refusal(self, push: QueuedPush, verdict: SendAnswer) -> NewLogEntry | None:
        """The log entry of a refusal; of one that passes by itself only the first and the last time have one."""
        problem = verdict.problem
        if problem is None or (verdict.state is PushState.WAITING and push.attempts > 1):
            return None
        if self._run_id is not None:
            return refusal_entry(self._run_id, push, problem) if verdict.state is PushState.REFUSED else None
        level = Level.ERROR if verdict.state is PushState.PARKED else Level.WARNING
        return self._entry(level, problem.what, push, problem, problem.fix)

    def _entry(
        self,
        level: Level,
        message: Message,
        push: QueuedPush,
        problem: Problem | None,
        fix: Message | None = None,
    ) -> NewLogEntry:
        return NewLogEntry(
            level,
            LogKind.PUSH if self._run_id is None else LogKind.SYNC,
            message,
            run_id=self._run_id,
            fix=fix,
            email=push.email,
            salesforce_id=push.salesforce_id or "",
            code=problem.code if problem is not None else "",
            detail=problem.detail if problem is not None else "",
        )

    def _tell(self, *, people: bool, log: bool) -> None:
        if self._run_id is not None:
            return
        self._events.emit(QueueChanged.to(self._store.push_queue.state()))
        if people:
            self._events.emit(PeopleChanged())
        if log:
            self._log.tell()
