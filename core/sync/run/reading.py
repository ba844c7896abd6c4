"""The first half of a run: reading what changed in Salesforce, or everything, into the local database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import chain, groupby, islice, pairwise
from operator import attrgetter
from typing import NamedTuple

from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema, Page
from core.settings import FULL_EVERY_DAYS, Settings
from core.store.intake import LOT
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.runs import RunStep
from core.sync.importer import BY_IDS, Importer
from core.sync.run.context import RunContext
from core.sync.run.prefetch import Prefetch
from core.sync.sieve import Sieve, Sifted

OVERLAP = timedelta(minutes=10)
"""How far a read reaches back before the last one began: saves carry the time they were made, not the time they
became visible, and a long transaction shows minutes later (salesforce-api.md, 1.7)."""
STEPS = {
    "Contact": RunStep.READING_CONTACTS,
    "Lead": RunStep.READING_LEADS,
    "Account": RunStep.READING_ACCOUNTS,
}
READABLE = "marks.readable"
"""In the settings table: which checkboxes could be read when the org was last read whole."""
ABSORBED_FOR = "records.absorbed_for"
"""In the settings table: the checkbox for which the records kept here were last looked through."""


_AHEAD = 8
"""Pages that may wait, from which strangers were taken out; together they are a lot."""


class _SiftedPage(NamedTuple):
    """A page of people on its way from the thread that reads to the one that writes."""

    object: str
    sifted: Sifted
    total: int
    server_time: datetime


class Reader:
    """Reads the org for one run. `full` says whether everything was read, once `read` has returned."""

    def __init__(self, context: RunContext) -> None:
        self._context = context
        self._store = context.services.store
        self._now = context.services.now
        self._wanted = context.wanted
        self._shape = context.shape
        self._tell = context.tell
        self._marks: dict[str, datetime] = {}
        self._here_before = 0
        self.full = False
        self.importer = Importer(context.services, context.org, context.shape, context.wanted)

    def read(self, *, full: bool) -> None:
        """Read the org and follow every record to where it went; may be repeated without harm."""
        self.full = full or self._must_read_all()
        self.importer.everybody = self.full
        if self.full:
            self._store.touched.everybody()
        self._here_before = self._store.people.newest_id()
        self._read_objects()
        self._absorb_kept()
        self.complete()
        if self.full:
            self._look_for_unseen()

    def finish(self) -> bool:
        """Note of a reading of everything that everybody was looked for; others came meanwhile, who are looked for now.

        Nothing that is planned has to wait for this. Returns whether more was taken in by it, which may bring about
        more to be planned.
        """
        before = self.importer.records
        if self.importer.everybody:
            self._store.people.mark_all_looked_for(
                self._now(),
                up_to=self._here_before,
                added_at=self.importer.began,
                between=self._context.check_stop,
            )
            self.importer.everybody = False
            self.complete()
        return self.importer.records > before

    def complete(self) -> None:
        """Read on until nothing is left to be read of what was taken in."""
        self.importer.complete(self._between, lambda done, total: self._tell(RunStep.MATCHING, done, total))

    def _between(self) -> None:
        self._context.check_stop()
        self._context.guard.require()

    def move_marks(self) -> None:
        """Note how far the org was read; the last word of a run, so that a crash only repeats work."""
        self._store.org_state.move_marks(self._marks, self._now() if self.full else None)
        self._store.org_state.set_setting(READABLE, _readable(self._shape))

    def _read_objects(self) -> None:
        since = {} if self.full else self._store.org_state.marks().read_from
        done: Counter[str] = Counter()
        asked = self.importer.asking()
        pages = all_people(self._context.org, self._shape, since, deleted=self.full)
        # Nothing is lost where the power fails: what was read is read again, for the marks move last.
        with (
            self._store.database.hurried(),
            Prefetch(self._sifted(pages), self._context.stop, "sync-read-ahead", ahead=_AHEAD) as ahead,
        ):
            for lot in ahead.lots(lambda page: len(page.sifted.rows), LOT):
                self._context.check_stop()
                self.importer.take_sifted([page.sifted for page in lot], asked)
                for object_, pages_of_one in groupby(lot, attrgetter("object")):
                    for page in pages_of_one:
                        self._marks.setdefault(object_, page.server_time - OVERLAP)
                        done[object_] += page.sifted.read
                    self._tell(STEPS[object_], done[object_], max(page.total, done[object_]))
                if done[object_] < page.total:
                    self._context.guard.require()

    def _sifted(self, pages: Iterator[tuple[str, Page]]) -> Iterator[_SiftedPage]:
        """Where everything is read, without the strangers of whom most records of a large org are.

        They are told apart in the thread that reads, which learns who is known here while Salesforce makes ready what
        was asked for.
        """
        sieve: Sieve | None = None
        for object_, page in pages:
            sieve = sieve or Sieve(self._store if self.full else None, self._wanted)
            yield _SiftedPage(object_, sieve.sift(page.snapshots), page.total, page.server_time)

    def _look_for_unseen(self) -> None:
        """Read live records by their IDs that the reading of everything did not come across.

        They were deleted for good, hidden from the user, or are the Contact half of a person account by now.
        """
        after = ""
        while unseen := self._store.records.unseen_since(self.importer.began, after, BY_IDS):
            self.importer.refresh(unseen, self._between)
            after = unseen[-1][0]
        self.complete()

    def _absorb_kept(self) -> None:
        """After the radio button was moved, what is kept of the other checkbox may make new people.

        Not where everything has just been read and taken in for this checkbox.
        """
        if self._store.org_state.setting(ABSORBED_FOR) != self._wanted:
            self._store.touched.everybody()
            if not self.full:
                self.importer.take_kept(self._wanted)
            self._store.org_state.set_setting(ABSORBED_FOR, self._wanted)

    def _must_read_all(self) -> bool:
        """Whether reading only what changed could miss something.

        Permissions, sharing and restored backups change what is seen without a stamp that says so; hence once
        in a while. A checkbox that was hidden at the last reading is unknown on every record.
        """
        marks = self._store.org_state.marks()
        return (
            full_is_due(self._store, self._context.services.settings, self._now())
            or any(object_ not in marks.read_from for object_ in self._shape.objects)
            or self._store.org_state.setting(READABLE) != _readable(self._shape)
        )


def all_people(
    org: SalesforceOrg,
    shape: OrgSchema,
    since: Mapping[str, datetime],
    *,
    named: bool = False,
    deleted: bool = False,
) -> Iterator[tuple[str, Page]]:
    """The people of all objects, page by page, one object after the other; see SalesforceOrg.read_people.

    When the first page of an object with people in it is there, that of the next one is asked for at once: what
    Salesforce has to make ready, it does while the object before is taken in. With `deleted`, what is in the recycle
    bin of each object comes at the end: a reading of everything leaves it out, and a record may have been opted out
    before it was deleted.
    """
    whole = [name for name in shape.objects if name not in since]
    jobs = org.by_jobs(shape, whole) if whole else {}
    reads = [
        (name, org.read_people(name, shape, since.get(name), named=named, job_for=jobs.get(name)))
        for name in shape.objects
    ]
    if deleted:
        reads += [(name, org.read_recycle_bin(name, shape)) for name in shape.objects]
    first: list[Page] = []
    for (object_, pages), (_, following) in pairwise([*reads, ("", iter(()))]):
        begun, first = first, []
        for page in chain(begun, pages):
            if page.snapshots and not first:
                first = list(islice(following, 1))
            yield object_, page


def full_is_due(store: Store, settings: Settings, at: datetime) -> bool:
    """Whether a run at that time compares everything because it is long since one did, or none ever has.

    One that lies ahead was noted while the clock was wrong, and says nothing.
    """
    last = store.org_state.marks().last_full_run_at
    return last is None or not timedelta() <= at - last < timedelta(days=settings.number(FULL_EVERY_DAYS))


def _readable(shape: OrgSchema) -> str:
    """Which checkboxes of which objects can be read, as a text to compare with another time's."""
    return ";".join(
        f"{name}:{','.join(access.name for field in OptOutField if (access := object_.field(field)))}"
        for name, object_ in sorted(shape.objects.items())
    )
