"""Re-subscribing: a deliberate act of the admin, and the only code of the program that can clear an opt-out.

Everything else only ever adds opt-outs (DESIGN, rule 1). The will is changed first: from that moment nothing that was
planned, queued or begun before can opt the person out. What is on its way to Salesforce at that moment is waited for;
then, for both sides, the box of the chosen field is cleared on every record, and read back. A re-subscribe on one
side alone is undone by the next sync (rule 6). Where a record refuses, the whole act is taken back: the person is
unsubscribed again and the records that were cleared are pushed to, so that no half of it stays. Killed half-way, a box
that is still ticked unsubscribes the person again with the next sync: the safe side. The box that is not chosen is
cleared only where that was asked for as well, after the chosen one, and what becomes of it takes nothing back: it says
whether another kind of mail may be sent.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from time import monotonic

from core.events import PeopleChanged, QueueChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import (
    CancelledError,
    Category,
    Counted,
    Message,
    Problem,
    ProblemError,
    Scope,
    make_problem,
)
from core.salesforce.clearing import clear_opt_outs
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema, WriteAnswer
from core.services import Services
from core.store.addresses import address_key
from core.store.org_state import BULK_JOBS
from core.store.people import KnownPerson
from core.store.resubscribes import Deliberate, Ended
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.people import Source
from core.store.types.records import LinkedRecord, RecordState
from core.sync.importer import Importer
from core.sync.leases import PUSH, SYNC, is_at_work
from core.sync.run.writing import RunLine
from core.sync.sending.clearing_recorder import ClearedBox, ClearingRecorder, ResubscribeReport, to_clear
from core.sync.sending.sender import Pushes, Sender

_WAIT_S = 20.0
"""How many seconds are waited for what is on its way to a person's records."""
_LOOK_S = 0.1
_ROUNDS = 4
"""How often records are cleared that took the place of others meanwhile."""


@dataclass(frozen=True, slots=True)
class ResubscribePreview:
    """What a re-subscribe would do. `ticked` are the records that are opted out in the chosen `field`.

    `immovable` are those that were converted, merged or deleted, which nobody can change any more: the re-subscribe
    silences them. `other_ticked` are those that are opted out in the other box, `other_field`. `others` are addresses
    of other unsubscribed people whom the same records belong to: the next sync opts those records out again.
    """

    email: str
    unsubscribed: bool
    field: OptOutField
    ticked: tuple[LinkedRecord, ...]
    immovable: tuple[LinkedRecord, ...]
    others: tuple[str, ...]
    other_field: OptOutField
    other_ticked: tuple[LinkedRecord, ...]


class Resubscriber:
    """The admin's re-subscribes."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.store
        self._settings = services.settings
        self._connection = services.connection
        self._events = services.events
        self._now = services.now
        self._log = services.log

    def preview(self, email: str) -> ResubscribePreview:
        """What a re-subscribe of this address would touch, from what is known here; raises ProblemError."""
        person = self._person(email)
        wanted = self._settings.opt_out_field
        other = wanted.other
        records = self._store.records.of_person(person.id)
        ticked = [record for record in records if record.ticked(wanted)]
        live = [record for record in ticked if record.state is RecordState.ACTIVE]
        return ResubscribePreview(
            email=person.email,
            unsubscribed=person.unsubscribed,
            field=wanted,
            ticked=tuple(live),
            immovable=tuple(record for record in ticked if record.state is not RecordState.ACTIVE),
            others=tuple(self._store.resubscribes.others_on([record.id for record in live], person.id)),
            other_field=other,
            other_ticked=tuple(self._ticked_now(person, other)),
        )

    def resubscribe(
        self,
        email: str,
        *,
        reason: str,
        who: str,
        both_sides: bool,
        both_boxes: bool = False,
        stop: threading.Event | None = None,
    ) -> ResubscribeReport:
        """End an unsubscribe, on both sides or only here; blocks while Salesforce answers.

        `both_boxes`: on the other side, clear the box that is not chosen as well. Raises ProblemError when nothing
        could be begun: no reason, unknown address, no connection, an opt-out of this person on its way whose answer
        does not come.
        """
        act = Deliberate(who=who.strip(), reason=reason.strip())
        if not act.reason:
            raise ProblemError(_NO_REASON)
        person = self._person(email)
        report = ResubscribeReport(self._settings.opt_out_field, email=person.email)
        if both_sides and both_boxes:
            report.other = ClearedBox(report.field.other)
        stop = stop or threading.Event()
        if both_sides:
            self._end_on_both_sides(person, act, report, stop)
        elif person.unsubscribed:
            ended = self._store.resubscribes.end(person.id, act, self._now())
            try:
                self._wait_for_what_is_sent(person, stop)
            except ProblemError:
                self._take_back(person, ended, report)
                raise
            report.ended = ended is not None
        report.still_ticked = [record.id for record in self._ticked_now(person, report.field)]
        report.records = {record.id: record for record in self._store.records.of_person(person.id)}
        self._say(report, act, both_sides)
        return report

    def _end_on_both_sides(
        self, person: KnownPerson, act: Deliberate, report: ResubscribeReport, stop: threading.Event
    ) -> None:
        org = self._connection.open(stop)
        try:
            shape = self._connection.describe(org)
            self._read(person, org, shape, report.field)
            ended = self._store.resubscribes.end(person.id, act, self._now())
            try:
                self._wait_for_what_is_sent(person, stop)
                self._clear(person, act, report, org, shape)
            except (ProblemError, CancelledError):
                self._take_back(person, ended, report)
                raise
            if report.refused:
                self._take_back(person, ended, report)
            else:
                report.ended = ended is not None
                if report.other is not None:
                    self._clear(person, act, report.other, org, shape)
        except ProblemError as error:
            self._connection.report(error.problem, org)
            raise
        finally:
            org.close()

    def _read(self, person: KnownPerson, org: SalesforceOrg, shape: OrgSchema, wanted: OptOutField) -> None:
        """See how the person's records stand, those of the address that are not known yet and those they went to."""
        importer = Importer(self._services, org, shape, wanted)
        found = {record.id for record in importer.find([person.email])}
        linked = self._store.records.of_person(person.id)
        importer.refresh([(record.id, record.object) for record in linked if record.id not in found])
        importer.follow()

    def _wait_for_what_is_sent(self, person: KnownPerson, stop: threading.Event) -> None:
        """Let opt-outs of this person's records that are on their way arrive; raises ProblemError when they do not.

        Nothing new is sent for the person: the will has changed.
        """
        ids = [record.id for record in self._store.records.of_person(person.id)]
        until = monotonic() + _WAIT_S
        while self._store.sends.on_their_way(ids, self._now()) and self._somebody_sends():
            if monotonic() >= until or stop.wait(_LOOK_S):
                raise ProblemError(_ON_ITS_WAY)

    def _somebody_sends(self) -> bool:
        return any(is_at_work(self._store.runs, job) for job in (PUSH, SYNC)) or bool(
            self._store.org_state.setting(BULK_JOBS) not in (None, "{}")
        )

    def _clear(
        self,
        person: KnownPerson,
        act: Deliberate,
        box: ClearedBox,
        org: SalesforceOrg,
        shape: OrgSchema,
    ) -> None:
        """Clear a box on every record that has it ticked now, and read back whether it is."""
        wanted = box.field
        importer = Importer(self._services, org, shape, self._settings.opt_out_field)
        recorder = ClearingRecorder(self._services, person.id, act, box)
        line = RunLine(org, shape, self._connection.describe)

        def clear(org: SalesforceOrg, shape: OrgSchema, pushes: Pushes) -> list[WriteAnswer]:
            records = [(push.salesforce_id or "", push.object or "") for push in pushes]
            return clear_opt_outs(org, records, wanted, shape)

        sender = Sender(self._services, line, recorder, _nothing, clear)
        for _ in range(_ROUNDS):
            linked = self._store.records.of_person(person.id)
            importer.refresh([(record.id, record.object) for record in linked])
            importer.follow()
            targets = self._ticked_now(person, wanted)
            again = [record.id for record in targets if record.id in box.cleared]
            box.cleared = [record_id for record_id in box.cleared if record_id not in again]
            box.refused += [(record_id, _ticked_again()) for record_id in again]
            # A sync that met the box before it was cleared has taken it for an opt-out.
            undone = self._store.resubscribes.undone_by_sync(person.id)
            if undone:
                self._store.resubscribes.end(person.id, act, self._now())
            if box.refused or not (targets or undone):
                return
            sender.send(
                [to_clear(place, record, person, wanted, self._now()) for place, record in enumerate(targets)]
            )
        box.refused += [(record.id, _ticked_again()) for record in self._ticked_now(person, wanted)]

    def _ticked_now(self, person: KnownPerson, wanted: OptOutField) -> list[LinkedRecord]:
        return [
            record
            for record in self._store.records.of_person(person.id)
            if record.state is RecordState.ACTIVE and record.ticked(wanted)
        ]

    def _take_back(self, person: KnownPerson, ended: Ended | None, report: ResubscribeReport) -> None:
        """Put the unsubscribe back as it was, and push it: nothing of the act may stay half done.

        Who was opted out in Salesforce alone is unsubscribed here now, so that what was cleared is opted out again.
        """
        now = self._now()
        report.brought_back, report.cleared = report.cleared, []
        if ended is None and report.brought_back:
            ended = Ended(now, Source.SALESFORCE_SYNC, "")
        if ended is not None:
            with self._store.database.transaction():
                self._store.unsubscribes.collect([ended.again(person.email)], self._settings.push_field, now)

    def _person(self, email: str) -> KnownPerson:
        key = address_key(email)
        person = self._store.people.by_keys([key]).get(key)
        if person is None:
            raise ProblemError(_unknown(email))
        return person

    def _say(self, report: ResubscribeReport, act: Deliberate, both_sides: bool) -> None:
        entries = [
            NewLogEntry(
                Level.ERROR,
                LogKind.COLLECT,
                problem.what,
                email=report.email,
                salesforce_id=record_id,
            ).because(problem)
            for box in report.boxes
            for record_id, problem in box.refused
        ]
        if report.brought_back:
            entries.append(
                NewLogEntry(
                    Level.WARNING,
                    LogKind.COLLECT,
                    TAKEN_BACK.with_values(count=len(report.brought_back), who=act.who, reason=act.reason),
                    email=report.email,
                )
            )
        if report.ended:
            message = (
                Message(NOOP("core", "Re-subscribed on both sides by {who}: {reason}"))
                if both_sides
                else Message(NOOP("core", "Re-subscribed here by {who}: {reason}"))
            )
            entries += [
                NewLogEntry(
                    Level.INFO,
                    LogKind.COLLECT,
                    CLEARED.with_values(field=box.field.label),
                    email=report.email,
                    salesforce_id=record_id,
                )
                for box in report.boxes
                for record_id in box.cleared
            ]
            entries.append(
                NewLogEntry(
                    Level.WARNING if report.still_ticked else Level.INFO,
                    LogKind.COLLECT,
                    message.with_values(who=act.who, reason=act.reason),
                    fix=UNDONE_BY_NEXT_SYNC if report.still_ticked else None,
                    email=report.email,
                )
            )
        if entries:
            self._store.status_log.add(entries, self._now())
        self._events.emit(QueueChanged.to(self._store.push_queue.state()))
        self._log.tell()
        self._events.emit(PeopleChanged())


def _nothing() -> None:
    """A re-subscribe needs no lease: what is sent later checks again that the person is unsubscribed."""


CLEARED = Message(NOOP("core", "{field} was cleared by the re-subscribe."))
REACHES_MARKETO_ENGAGE = Message(
    NOOP(
        "core",
        "Clearing Email Opt Out reaches further: where Marketo Engage syncs with this org, it re-subscribes everybody "
        "with this address there as well.",
    )
)
TAKEN_BACK = Counted(
    NOOP(
        "core",
        "The re-subscribe by {who} ({reason}) was taken back, because Salesforce refused part of it: the person is "
        "unsubscribed as before, and {count} record that was cleared is opted out again.",
    ),
    NOOP(
        "core",
        "The re-subscribe by {who} ({reason}) was taken back, because Salesforce refused part of it: the person is "
        "unsubscribed as before, and {count} records that were cleared are opted out again.",
    ),
)
_ON_ITS_WAY = make_problem(
    "OPT_OUT_ON_ITS_WAY",
    Category.INTERMITTENT,
    NOOP("core", "An opt-out of this person is on its way to Salesforce, and its answer does not come."),
    NOOP("core", "Nothing was changed. Wait until the sync or push under way has ended, then try again."),
    retry=True,
    scope=Scope.RECORD,
)
UNDONE_BY_NEXT_SYNC = Message(
    NOOP("core", "Still opted out in Salesforce: clear it there too, or the next sync unsubscribes again.")
)
_NO_REASON = make_problem(
    "NO_REASON",
    Category.OTHER,
    NOOP("core", "A re-subscribe needs a reason."),
    NOOP("core", "Say how and when the person agreed to get e-mail again; it is kept as proof."),
    scope=Scope.RECORD,
)


def _unknown(email: str) -> Problem:
    return make_problem(
        "UNKNOWN_ADDRESS",
        Category.OTHER,
        NOOP("core", "Nobody here has the address {email}."),
        NOOP("core", "Check the spelling."),
        scope=Scope.RECORD,
        email=email.strip(),
    )


def _ticked_again() -> Problem:
    return make_problem(
        "TICKED_AGAIN",
        Category.OTHER,
        NOOP("core", "The record was opted out again right after it was cleared."),
        NOOP("core", "Another integration keeps this opt-out: clear it there first, then try again."),
        scope=Scope.RECORD,
    )
