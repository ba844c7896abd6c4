"""Some hundred people of what is taken back: judged and ended in one transaction, their boxes cleared after it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack

from core.messages import CancelledError, Message, ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.services import Services
from core.store.import_batches import Became, RowResult
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.records import RecordState
from core.store.way_back import Asked
from core.sync.importer import Importer
from core.sync.resubscribe import EndedMany, Resubscriber
from core.sync.sending.clearing_recorder import ClearedBox
from core.sync.take_back.judging import (
    CHANGED_BY,
    REFUSED_THERE,
    STILL_TICKED,
    TICKED_BY,
    Judged,
    Of,
    Seen,
    Verdict,
    judge,
)
from core.sync.take_back.outcome import OnProgress, TakeBackProgress

_SCANNED = 20_000
_ENDS = (Verdict.TAKE_BACK, Verdict.FINISH)


class Work:
    """What is to be gone through: each person once, at the first place where they come up."""

    def __init__(
        self, store: Store, of: Of, clears: bool, check: Callable[[], None], on_progress: OnProgress | None
    ) -> None:
        self.of = of
        self.clears = clears
        self._store = store
        self._check = check
        self._on_progress = on_progress
        self.places: dict[str, int] = {}
        self._last = 0
        for asked in self._pages(_SCANNED):
            for one in asked:
                self.places.setdefault(one.key, one.place)
        self.also_asked = self._asked_later()

    def portions(self, size: int) -> Iterator[list[Asked]]:
        """The people in portions; the stop sign is looked at before each, progress told after it."""
        done, total = 0, len(self.places)
        for asked in self._pages(size):
            portion = [one for one in asked if self.places.get(one.key) == one.place]
            if portion:
                yield portion
            done += len(portion)
            if self._on_progress is not None:
                self._on_progress(TakeBackProgress(done, total))

    def judged(self, asked: Sequence[Asked], field: OptOutField, seen: Seen) -> list[Judged]:
        """What is to be done with these people, by the facts of this moment."""
        facts = self._store.way_back.facts([one.key for one in asked], field)
        return [judge(facts[one.key], self.of, seen, clears=self.clears) for one in asked if one.key in facts]

    def _pages(self, size: int) -> Iterator[list[Asked]]:
        after, way_back = -1, self._store.way_back
        while True:
            self._check()
            if self.of.batch_id is not None:
                page = way_back.asked_by_batch(self.of.batch_id, after, size)
            else:
                # A taking back that puts somebody back adds events of the sync: those are no further people.
                page = way_back.written_by_run(self.of.run_id or 0, after, size)
            if not page:
                return
            yield page
            after = page[-1].place

    def _asked_later(self) -> Mapping[str, int]:
        began = self._store.way_back.began(self.of.batch_id, self.of.run_id)
        if began is None or not self.places:
            return {}
        but = {number for number in (*self.of.taken_back, self.of.batch_id) if number is not None}
        return self._store.way_back.also_asked(self.places.keys(), began, but, self._check)


class Portion:
    """Takes portions back, for one thread; clients are closed by `ends`.

    `begin` opens the batch of the taking back, as soon as there is somebody to be taken back; `number` is its number.
    """

    def __init__(
        self,
        services: Services,
        door: Resubscriber,
        reason: str,
        who: str,
        begin: Callable[[], int],
        work: Work,
        stop: threading.Event,
        ends: ExitStack,
    ) -> None:
        self._services = services
        self._store = services.store
        self._now = services.now
        self._door = door
        self._act = door.act(who, reason)
        self._begin = begin
        self._work = work
        self._stop = stop
        self._ends = ends
        self._wanted = services.settings.opt_out_field
        self.refused = 0
        """How many were put back, or left, because Salesforce did not let a box go."""
        self._org: tuple[SalesforceOrg, OrgSchema] | None = None
        self.number: int | None = None
        self.left: list[RowResult] = []
        """Who stays as they are, while there is no batch to keep that in."""
        self._counts: Counter[str] = Counter()

    def open(self) -> int:
        """The batch of the taking back, opened now if it is not yet."""
        if self.number is None:
            self.number = self._begin()
            self._counts.update(self._store.way_back.became(self.number))
            left, self.left = self.left, []
            self._write(left)
        return self.number

    def take_back(self, asked: Sequence[Asked]) -> int:
        """Take some people back; returns how many of them the next sync would unsubscribe again."""
        changed = self._read_again(asked)
        self._let_arrive(asked)
        with self._store.database.transaction():
            judged = self._work.judged(asked, self._wanted, self._seen(asked, changed))
            ends = [one.person.id for one in judged if one.verdict is Verdict.TAKE_BACK]
            if ends or any(one.clear for one in judged):
                self.open()
            ended = self._door.end_many(ends, self._act, self.open()) if ends else {}
            there = [one for one in judged if one.clear]
            self._write(
                [self._row(one) for one in judged if not one.clear and one.verdict is not Verdict.DONE]
            )
        if there:
            box = ClearedBox(self._wanted)
            try:
                self._clear(there, box)
            except (ProblemError, CancelledError):
                self._settle(there, ended, box, cut_short=True)
                raise
            self._settle(there, ended, box, cut_short=False)
        return sum(1 for one in judged if one.verdict in (*_ENDS, Verdict.DONE) and one.stays)

    # before

    def _read_again(self, asked: Sequence[Asked]) -> Mapping[str, Message]:
        """Read the boxes that may be cleared again, and ask who else has changed their records."""
        if not self._work.clears:
            return {}
        judged = self._work.judged(asked, self._wanted, Seen(self._work.also_asked))
        records = [(box.record_id, box.object) for one in judged for box in one.clear]
        if not records:
            return {}
        org, shape = self._line()
        try:
            importer = Importer(self._services, org, shape, self._wanted)
            importer.refresh(records)
            importer.follow()
            touched = org.extras.touched_by_others(shape, self._wanted, records)
        except ProblemError as error:
            self._services.connection.report(error.problem, org)
            raise
        return {
            record_id: (TICKED_BY if touch.ticked else CHANGED_BY).with_values(who=touch.who)
            for record_id, touch in touched.items()
        }

    def _let_arrive(self, asked: Sequence[Asked]) -> None:
        """Opt-outs that are on their way would come after the clearing."""
        waited = self._on_their_way(asked)
        if waited:
            self._door.wait_for(sorted(waited), self._stop)

    def _on_their_way(self, asked: Sequence[Asked]) -> Set[str]:
        people = self._store.people.ids([one.key for one in asked])
        records = self._store.records.of_people(list(people.values()))
        ids = [record.id for theirs in records.values() for record in theirs]
        return set(self._store.sends.on_their_way(ids, self._now()))

    def _seen(self, asked: Sequence[Asked], changed: Mapping[str, Message]) -> Seen:
        return Seen(self._work.also_asked, changed, self._on_their_way(asked))

    def _line(self) -> tuple[SalesforceOrg, OrgSchema]:
        if self._org is None:
            connection = self._services.connection
            org = connection.open(self._stop)
            self._ends.callback(org.close)
            try:
                self._org = org, connection.describe(org)
            except ProblemError as error:
                connection.report(error.problem, org)
                raise
        return self._org

    # in Salesforce

    def _clear(self, there: Sequence[Judged], box: ClearedBox) -> None:
        org, shape = self._line()
        targets = [
            ((one.person.id, one.person.email), (record.record_id, record.object))
            for one in there
            for record in one.clear
        ]
        ended = [one.person.id for one in there if one.verdict in _ENDS]
        try:
            self._door.clear_many(org, shape, targets, box, self._act, self.open(), ended)
        except ProblemError as error:
            self._services.connection.report(error.problem, org)
            raise

    def _settle(self, there: Sequence[Judged], ended: EndedMany, box: ClearedBox, *, cut_short: bool) -> None:
        """Write down what became of these, and put back whose boxes were not all cleared: no half of it stays."""
        refused = dict(box.refused)
        facts = self._store.way_back.facts([one.person.key for one in there], self._wanted)
        rows: list[RowResult] = []
        back: list[Judged] = []
        for one in there:
            now = facts[one.person.key]
            wanted = {record.record_id for record in one.clear}
            still = [
                record.record_id
                for record in now.boxes
                if record.ticked
                and record.state is RecordState.ACTIVE
                and (self._work.of.batch_id is not None or record.record_id in wanted)
            ]
            if not still:
                rows.append(self._row(one))
                continue
            if one.verdict in _ENDS:
                back.append(one)
            if not cut_short:
                self.refused += 1
                problem = next((refused[record_id] for record_id in still if record_id in refused), None)
                why = (
                    REFUSED_THERE.with_values(code=problem.code, problem=problem.what)
                    if problem is not None
                    else STILL_TICKED
                )
                rows.append(RowResult(self._place(one), one.person.email, Became.LEFT, why=why))
        with self._store.database.transaction():
            self._door.put_back_many(
                {one.person.email: ended.get(one.person.id) for one in back},
                of_batch=self._work.of.batch_id,
                of_run=self._work.of.run_id,
            )
            self._write(rows)

    # the results

    def _row(self, one: Judged) -> RowResult:
        became = {
            Verdict.TAKE_BACK: Became.RESUBSCRIBED,
            Verdict.FINISH: Became.RESUBSCRIBED,
            Verdict.BOXES: Became.CLEARED,
        }.get(one.verdict, Became.LEFT)
        return RowResult(self._place(one), one.person.email, became, why=one.why)

    def _place(self, one: Judged) -> int:
        return self._work.places[one.person.key]

    def _write(self, rows: Sequence[RowResult]) -> None:
        if self.number is None:
            self.left += rows
        elif rows:
            self._counts.update(row.became for row in rows)
            self._store.import_batches.add(
                self.number, rows, self._counts, [], after_event=None, now=self._now()
            )
