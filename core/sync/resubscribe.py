"""Re-subscribing: a deliberate act of the admin, and the only code of the program that can clear an opt-out.

Everything else only ever adds opt-outs (DESIGN, rule 1). A re-subscribe on one side alone is undone by the
next sync (rule 6), so both sides can be done in one guarded act: Salesforce first, read back, and only when
every record is clear the unsubscribe here is ended. Killed half-way, the person is still unsubscribed here
and the next sync opts them out again: the safe side.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from core.connection.keeper import ConnectionKeeper
from core.events import EventBus, LogAdded, PeopleChanged, QueueChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Category, Message, Problem, ProblemError, Scope
from core.salesforce.clearing import clear_opt_outs
from core.salesforce.org import SalesforceOrg
from core.salesforce.shapes import OrgShape
from core.settings import Settings
from core.store.addresses import address_key
from core.store.nouns import Level, LinkedRecord, LogKind, NewLogEntry, OptOutField, RecordState
from core.store.people import KnownPerson
from core.store.resubscribes import Deliberate
from core.store.store import Store
from core.sync.intake import Intake


@dataclass(frozen=True, slots=True)
class ResubscribePreview:
    """What a re-subscribe would do. `ticked` are the records that are opted out in a field kept in step.

    `immovable` are converted Leads among them, which nobody can change any more. `others` are addresses of
    other unsubscribed people whom the same records belong to: the next sync opts those records out again.
    """

    email: str
    unsubscribed: bool
    ticked: tuple[LinkedRecord, ...]
    immovable: tuple[LinkedRecord, ...]
    others: tuple[str, ...]


@dataclass(slots=True)
class ResubscribeReport:
    """What was done: `ended` here, `cleared` there (Salesforce IDs), and what Salesforce refused."""

    email: str
    ended: bool = False
    cleared: list[str] = field(default_factory=list)
    refused: list[tuple[str, Problem]] = field(default_factory=list)
    still_ticked: list[str] = field(default_factory=list)


class Resubscriber:
    """The admin's re-subscribes."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        connection: ConnectionKeeper,
        events: EventBus,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._settings = settings
        self._connection = connection
        self._events = events
        self._now = now

    def preview(self, email: str) -> ResubscribePreview:
        """What a re-subscribe of this address would touch, from what is known here; raises ProblemError."""
        person = self._person(email)
        records = self._store.records.of_person(person.id)
        ticked = [record for record in records if any(_ticked(record, field) for field in self._fields())]
        live = [record for record in ticked if record.state is RecordState.ACTIVE]
        return ResubscribePreview(
            email=person.email,
            unsubscribed=person.unsubscribed,
            ticked=tuple(live),
            immovable=tuple(record for record in ticked if record.state is RecordState.CONVERTED),
            others=tuple(self._store.resubscribes.others_on([record.id for record in live], person.id)),
        )

    def resubscribe(
        self, email: str, *, reason: str, who: str, both_sides: bool, stop: threading.Event | None = None
    ) -> ResubscribeReport:
        """End an unsubscribe, on both sides or only here; blocks while Salesforce answers.

        Raises ProblemError when nothing could be begun: no reason, unknown address, no connection.
        """
        act = Deliberate(who=who.strip(), reason=reason.strip())
        if not act.reason:
            raise ProblemError(_NO_REASON)
        person = self._person(email)
        report = ResubscribeReport(person.email)
        if both_sides:
            try:
                self._clear_there(person, act, report, stop or threading.Event())
            except (ProblemError, CancelledError):
                self._store.resubscribes.release_pushes(self._now(), person.id)
                raise
        if report.refused:
            # Still unsubscribed here: what was on its way to Salesforce goes on.
            self._store.resubscribes.release_pushes(self._now(), person.id)
        else:
            with self._store.database.transaction():
                self._store.resubscribes.hold_pushes(person.id, self._now())
                report.ended = self._store.resubscribes.end(person.id, act, self._now())
        report.still_ticked = [record.id for record in self.preview(person.email).ticked]
        self._say(report, act, both_sides)
        return report

    def _clear_there(
        self, person: KnownPerson, act: Deliberate, report: ResubscribeReport, stop: threading.Event
    ) -> None:
        org = self._connection.open(stop)
        try:
            shape = self._connection.look(org)
            self._store.resubscribes.hold_pushes(person.id, self._now())
            for wanted in self._fields():
                self._clear_field(org, shape, wanted, person, act, report)
        except ProblemError as error:
            self._connection.report(error.problem, org)
            raise
        finally:
            org.close()

    def _clear_field(
        self,
        org: SalesforceOrg,
        shape: OrgShape,
        wanted: OptOutField,
        person: KnownPerson,
        act: Deliberate,
        report: ResubscribeReport,
    ) -> None:
        intake = Intake(self._store, wanted, self._now)
        linked = self._store.records.of_person(person.id)
        intake.refresh(org, shape, [(record.id, record.object) for record in linked])
        targets = [
            record
            for record in self._store.records.of_person(person.id)
            if record.state is RecordState.ACTIVE and _ticked(record, wanted)
        ]
        if not targets:
            return
        answers = clear_opt_outs(org, [(record.id, record.object) for record in targets], wanted, shape)
        report.refused += [(answer.record_id, answer.problem) for answer in answers if answer.problem]
        cleared = [answer.record_id for answer in answers if not answer.problem]
        self._store.resubscribes.note_cleared(cleared, wanted, person.id, act, self._now())
        intake.refresh(org, shape, [(record.id, record.object) for record in targets])
        ticked_again = {
            record.id for record in self._store.records.of_person(person.id) if _ticked(record, wanted)
        }
        report.cleared += [record_id for record_id in cleared if record_id not in ticked_again]
        report.refused += [(record_id, _ticked_again()) for record_id in cleared if record_id in ticked_again]

    def _fields(self) -> list[OptOutField]:
        """The checkboxes that this program writes under the present settings: of the sync, and of a push."""
        return sorted({self._settings.opt_out_field, self._settings.push_field})

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
                fix=problem.fix,
                email=report.email,
                salesforce_id=record_id,
                code=problem.code,
                detail=problem.detail,
            )
            for record_id, problem in report.refused
        ]
        if report.ended:
            message = (
                Message(NOOP("core", "Re-subscribed on both sides by {who}: {reason}"))
                if both_sides
                else Message(NOOP("core", "Re-subscribed here by {who}: {reason}"))
            )
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
        queue = self._store.push_queue.state()
        self._events.emit(QueueChanged(queue.waiting, queue.parked))
        self._events.emit(LogAdded())
        self._events.emit(PeopleChanged())


UNDONE_BY_NEXT_SYNC = Message(
    NOOP("core", "Still opted out in Salesforce: clear it there too, or the next sync unsubscribes again.")
)
_NO_REASON = Problem(
    "NO_REASON",
    Category.OTHER,
    Message(NOOP("core", "A re-subscribe needs a reason.")),
    Message(NOOP("core", "Say how and when the person agreed to get e-mail again; it is kept as proof.")),
    scope=Scope.RECORD,
)


def _ticked(record: LinkedRecord, wanted: OptOutField) -> bool:
    return bool(record.email_opt_out if wanted is OptOutField.SALESFORCE else record.marketo_sales_opt_out)


def _unknown(email: str) -> Problem:
    return Problem(
        "UNKNOWN_ADDRESS",
        Category.OTHER,
        Message(NOOP("core", "Nobody here has the address {email}."), {"email": email.strip()}),
        Message(NOOP("core", "Check the spelling.")),
        scope=Scope.RECORD,
    )


def _ticked_again() -> Problem:
    return Problem(
        "TICKED_AGAIN",
        Category.OTHER,
        Message(NOOP("core", "The record was opted out again right after it was cleared.")),
        Message(
            NOOP("core", "Another integration keeps this opt-out: clear it there first, then try again.")
        ),
        scope=Scope.RECORD,
    )
