"""Loading people from Salesforce: every Contact and Lead with an address becomes a person here.

It reads the org once, page by page, and keeps nothing but what goes into the database. People who are here
already stay as they are; what it does may be repeated, and a cancelled load keeps what it has done. Those whom it
adds and who are opted out in Salesforce are unsubscribed here; everybody else is left to the sync with its brake.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from core.events import LoadFinished, LoadProgress, PeopleChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Message, Problem, ProblemError, counted_people, counted_records
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.services import Services
from core.settings import CALLS_RESERVE
from core.store.addresses import address_key
from core.store.records import Snapshot
from core.store.types.figures import CallsOf
from core.store.types.log import Level, LogKind
from core.store.types.people import NewPerson
from core.store.types.records import RecordState
from core.store.types.runs import RunStep
from core.sync.importer import Importer
from core.sync.run.budget import CallsGuard
from core.sync.run.prefetch import Prefetch
from core.sync.run.reading import STEPS, all_people
from core.sync.run.tick_dates import TickDates

_UNSUBSCRIBED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """Asks the sync thread to load people."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: records read, people added, and how many of these were unsubscribed."""

    read: int
    added: int
    unsubscribed: int
    without_address: int
    api_calls: int


class PeopleLoad:
    """One load from beginning to end; use an object once, while holding the lease of the sync."""

    def __init__(self, services: Services, stop: threading.Event) -> None:
        self._services = services
        self._store = services.store
        self._settings = services.settings
        self._connection = services.connection
        self._events = services.events
        self._now = services.now
        self._log = services.log
        self._stop = stop
        self._wanted = services.settings.opt_out_field
        # Names this load's people in the database, too: whoever was added at just this time is one of them.
        self._began = services.now()
        self._read = self._added = self._unsubscribed = self._without_address = 0
        self._last_told = 0.0

    def load(self) -> Loaded:
        """Do it all; raises ProblemError and CancelledError, with what was done until then kept."""
        problem: Problem | None = None
        cancelled = False
        org: SalesforceOrg | None = None
        self._tell(RunStep.CHECKING, 0, None)
        try:
            org = self._connection.open(self._stop)
            self._load(org)
        except ProblemError as error:
            problem = error.problem
            raise
        except CancelledError:
            cancelled = True
            raise
        finally:
            self._finish(org, problem, cancelled)
        return Loaded(self._read, self._added, self._unsubscribed, self._without_address, org.calls)

    def _load(self, org: SalesforceOrg) -> None:
        shape = self._connection.describe(org)
        guard = CallsGuard(org, self._settings.number(CALLS_RESERVE))
        importer = Importer(self._services, org, shape, self._wanted, self._began)
        importer.everybody = True
        here_before = self._store.people.newest_id()
        try:
            guard.require()
            self._read_all(org, shape, importer, guard)
            self._tell(RunStep.FINISHING, 0, None)
            importer.follow(guard.require)
            self._unsubscribe(TickDates(org, shape, self._wanted, guard.spare))
            self._store.people.mark_all_looked_for(self._now(), up_to=here_before, added_at=self._began)
        except (ProblemError, CancelledError):
            # Who of those that were added can be synced was to be worked out at the end.
            self._store.people.refresh_all_not_syncable()
            raise

    def _read_all(self, org: SalesforceOrg, shape: OrgSchema, importer: Importer, guard: CallsGuard) -> None:
        done: Counter[str] = Counter()
        asked = importer.asking()
        # The first page may be long in coming, and the window is to say what is waited for.
        self._tell(STEPS[next(iter(shape.objects))], 0, None)
        with Prefetch(all_people(org, shape, {}, named=True), self._stop, "load-read-ahead") as ahead:
            for object_, page in ahead:
                if object_ not in done:
                    self._tell(STEPS[object_], 0, page.total)
                if self._stop.is_set():
                    raise CancelledError
                self._take(page.snapshots, importer, asked)
                done[object_] += len(page.snapshots)
                self._tell(STEPS[object_], done[object_], page.total)
                if done[object_] < page.total:
                    guard.require()

    def _take(self, snapshots: Sequence[Snapshot], importer: Importer, asked: int) -> None:
        self._read += len(snapshots)
        self._without_address += sum(not record.email for record in snapshots)
        with self._store.database.transaction():
            self._added += self._store.people.add(self._new_people(snapshots), self._began)
            importer.take(snapshots, asked)

    def _new_people(self, snapshots: Sequence[Snapshot]) -> list[NewPerson]:
        """The people among these who are not here yet. A converted Lead's is the Contact that it became."""
        told = {
            address_key(record.email): record
            for record in reversed(snapshots)
            if record.email and record.state is RecordState.ACTIVE
        }
        known = self._store.people.ids(told)
        return [_person(record) for key, record in told.items() if key not in known]

    def _unsubscribe(self, tick_dates: TickDates) -> None:
        after = 0
        while page := self._store.people.added_and_opted_out(
            self._began, self._wanted, after, _UNSUBSCRIBED_AT_ONCE
        ):
            if self._stop.is_set():
                raise CancelledError
            ticked = tick_dates.of([record_id for _, record_id in page])
            self._unsubscribed += self._store.unsubscribes.record_from_salesforce(page, self._now(), ticked)
            after = page[-1][0]

    def _finish(self, org: SalesforceOrg | None, problem: Problem | None, cancelled: bool) -> None:
        self._connection.report(problem, org)
        if org is not None:
            org.close()
            self._store.figures.add_calls(CallsOf.LOAD, org.calls, self._now())
        if problem is None:
            level, words = (Level.WARNING, CANCELLED) if cancelled else (Level.INFO, LOADED)
            message = words.with_values(
                added=counted_people(self._added),
                unsubscribed=self._unsubscribed,
                read=counted_records(self._read),
            )
            self._log.write(level, LogKind.SYNC, message)
        self._events.emit(LoadFinished(self._added, self._unsubscribed, cancelled, problem))
        self._events.emit(PeopleChanged())

    def _tell(self, step: RunStep, done: int, total: int | None) -> None:
        if done and done != total and monotonic() - self._last_told < 0.1:
            return
        self._last_told = monotonic()
        self._events.emit(LoadProgress(step, done, total, self._added))


def _person(record: Snapshot) -> NewPerson:
    if record.texts is None:
        return NewPerson(record.email, last_name=record.name)
    return NewPerson(record.email, *record.texts)


LOADED = Message(
    NOOP(
        "core",
        "People loaded from Salesforce: {read} read, {added} added, {unsubscribed} of them unsubscribed "
        "because they are opted out in Salesforce.",
    )
)
CANCELLED = Message(
    NOOP(
        "core",
        "Loading people was cancelled: {added} added, {unsubscribed} of them unsubscribed. Loading again adds "
        "the others.",
    )
)
