"""The second half of a run: making its planned changes here and in Salesforce, and reading back what was written.

The plan holds keys alone. Whether a change is due is asked again of the facts when it is made, in the transaction that
makes it: whoever was re-subscribed, and whatever was unticked or changed hands since, is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from core.messages import ProblemError
from core.settings import READ_BACK
from core.store.schema import utc_text
from core.store.types.log import Level, LogKind
from core.store.types.pushes import QueuedPush
from core.store.types.records import RecordState
from core.store.types.runs import RunStep
from core.store.unsubscribes import TickedBy
from core.sync.importer import BY_IDS
from core.sync.log_entries import OPTED_OUT_THERE, did_not_stick, refusal_entry, unsubscribed_entry
from core.sync.run.budget import READ_BACK_CUT, writing_calls
from core.sync.run.context import RunContext
from core.sync.run.reading import Reader
from core.sync.run.tick_dates import TickDates
from core.sync.run.writing import RunLine, Writer
from core.sync.sending.recorder import Recorder

_ROUNDS = 5
"""How often a plan is made anew because what it touches turned out to be otherwise when it was read."""
_APPLIED_AT_ONCE = 2_000
"""People who are unsubscribed here in one transaction: a tenth of a second."""


class PlanExecutor:
    """Carries out the plan of one run.

    `unsubscribed_here` counts people, `opted_out_there` and `failed` Salesforce records; they are right also
    after an exception.
    """

    def __init__(self, context: RunContext, reader: Reader) -> None:
        self._context = context
        self._store = context.services.store
        self._now = context.services.now
        self._run_id = context.run_id
        self._wanted = context.wanted
        self._tell = context.tell
        self._reader = reader
        self._recorder = Recorder(context.services, context.run_id)
        self._line = RunLine(context.org, context.shape, context.services.connection.describe)
        self._tick_dates = TickDates(context.org, context.shape, context.wanted, context.guard.spare)
        self.unsubscribed_here = 0
        self._lost = 0

    @property
    def opted_out_there(self) -> int:
        """Records that Salesforce has opted out, and that stayed so."""
        return self._recorder.sent - self._lost

    @property
    def failed(self) -> int:
        """Records that refused their opt-out, or lost it again at once."""
        return self._recorder.failed + self._lost

    def plan(self, *, everybody: bool) -> tuple[int, int]:
        """Find what brings both sides into line.

        What the plan touches and this run has not read is read first: re-reading is the authority (rule 10).
        Returns how many changes are planned here and there.
        """
        planned = self._store.plans.make(self._run_id, self._wanted, everybody=everybody)
        for _ in range(_ROUNDS):
            if not self._read_stale(partial(self._store.plans.stale, self._run_id)):
                break
            # Everybody was looked at: what came up since has touched whom it concerns.
            planned = self._store.plans.make(self._run_id, self._wanted, everybody=False)
        return planned

    def take_over(self, earlier_run_id: int) -> tuple[int, int]:
        """Take the plan of an earlier run over, as far as it is still due; returns its counts."""
        self._read_stale(partial(self._store.plans.stale_kept, earlier_run_id))
        return self._store.plans.take_over(earlier_run_id, self._run_id, self._wanted)

    def carry_out(self, *, plan_again: bool, meanwhile: Callable[[], bool] = lambda: False) -> None:
        """Make every planned change that is due; with `plan_again`, look after each round for what came up by it.

        One opt-out can bring about another: of a record whose other address is unsubscribed by it, of the successors of
        a record that turned out to be gone. Nobody and nothing is dealt with twice, so this comes to an end.
        `meanwhile` is done once, while Salesforce works, and says whether more may have come up by it.
        """
        came_up = self._one_round(meanwhile)
        while came_up:
            while ticked := self._store.run_sends.of_nobody_by_address(self._run_id, BY_IDS):
                self._reader.importer.take_ticked(ticked)
            self._reader.complete()
            if plan_again:
                self._store.plans.make(self._run_id, self._wanted, everybody=False)
            came_up = self._one_round()
        self._read_back()

    def _one_round(self, meanwhile: Callable[[], bool] = lambda: False) -> bool:
        """Make the changes that are due now; says whether there were any, or more may have come up.

        The jobs of Salesforce are begun first. Before them only those are unsubscribed here because of whom records are
        to be opted out, so that one job takes all of these.
        """
        changed = self._apply_here(bringing=True)
        there, writer, trouble = self._begin_there()
        changed += self._apply_here()
        more = meanwhile()
        if trouble is not None and not writer.has_begun:
            raise trouble
        if there:
            writer.write_all()
        return more or changed + there > 0

    def _read_stale(self, stale_after: Callable[[int, int, int], list[tuple[int, str, str]]]) -> bool:
        after, found = 0, False
        began = utc_text(self._reader.importer.began)
        while stale := stale_after(began, after, BY_IDS):
            self._context.check_stop()
            self._reader.importer.refresh({record_id: object_ for _, record_id, object_ in stale}.items())
            after, found = stale[-1][0], True
        if found:
            self._reader.complete()
        return found

    def _apply_here(self, *, bringing: bool = False) -> int:
        """Unsubscribe the planned people for whom there is a reason at this moment; returns how many."""
        before, after = self.unsubscribed_here, 0
        while (last := self._apply_page(after, bringing)) is not None:
            self._context.check_stop()
            self._context.require()
            after = last
        return self.unsubscribed_here - before

    def _apply_page(self, after: int, bringing: bool) -> int | None:
        """The next people of the plan; returns the place of the last, None when there was none."""
        now = self._now()
        next_people = partial(
            self._store.plans.here, self._run_id, self._wanted, after, _APPLIED_AT_ONCE, bringing=bringing
        )
        ticked: Mapping[str, TickedBy] = {}
        if self._tick_dates.may_be_had:
            # The network is not waited for in a transaction.
            ticked = self._tick_dates.of([record for *_, record in next_people() if record is not None])
        with self._store.database.transaction():
            planned = next_people()
            due = [(person_id, record_id) for _, person_id, record_id in planned if record_id is not None]
            changed = self._store.unsubscribes.record_from_salesforce(due, now, ticked)
            emails = self._store.people.emails([person_id for person_id, _ in due])
            records = self._store.records.known(record_id for _, record_id in due)
            self._store.status_log.add(
                [
                    unsubscribed_entry(self._run_id, emails[person_id], records[record_id])
                    for person_id, record_id in due
                ],
                now,
            )
        self.unsubscribed_here += changed
        return planned[-1][0] if planned else None

    def _begin_there(self) -> tuple[int, Writer, ProblemError | None]:
        """Begin to opt out the planned records that are out of step at this moment.

        Returns how many there are, who goes on with it, and what was in the way: people here are not to wait for that.
        """
        planned = self._store.run_sends.count_planned(self._run_id, self._wanted)
        total = sum(planned.values())
        writer = Writer(
            self._context,
            self._line,
            self._recorder,
            lambda done: self._tell(RunStep.WRITING, min(done, total), total),
        )
        try:
            if total:
                guard = self._context.guard
                guard.require(writing_calls(planned, self._how_much_is_read_back, guard.spare()))
                writer.begin()
        except ProblemError as problem:
            return total, writer, problem
        return total, writer, None

    def _read_back(self) -> None:
        """Read what was written again, a sample or all, and report every tick that did not stick."""
        how_much = self._how_much_is_read_back
        if how_much == "nothing":
            return
        done, before_id = 0, None
        while written := self._store.run_sends.done_by(self._run_id, before_id, BY_IDS):
            self._context.check_stop()
            if self._context.guard.spare() == 0:
                self._context.services.log.write(
                    Level.WARNING, LogKind.SYNC, READ_BACK_CUT, run_id=self._run_id
                )
                return
            done += len(written)
            before_id = written[-1].id
            self._tell(RunStep.VERIFYING, done, None)
            # Where one tick was taken away, others may be: then a sample is not enough.
            if not self._compare(written) and how_much == "sample":
                return

    def _compare(self, written: list[QueuedPush]) -> int:
        """Read these again; each that is not opted out has failed, and is nowhere told as opted out.

        Returns how many they are.
        """
        by_object: dict[str, list[QueuedPush]] = {}
        for push in written:
            by_object.setdefault(push.object or "", []).append(push)
        lost: list[QueuedPush] = []
        for object_, pushes in by_object.items():
            self._reader.importer.refresh([(push.salesforce_id or "", object_) for push in pushes])
            found = self._store.records.known(push.salesforce_id or "" for push in pushes)
            lost += [
                push
                for push in pushes
                if (record := found[push.salesforce_id or ""]).state is RecordState.ACTIVE
                and not record.opted_out(self._wanted)
            ]
        if lost:
            self._take_back(lost)
        self._lost += len(lost)
        return len(lost)

    def _take_back(self, lost: list[QueuedPush]) -> None:
        ids, problem = [push.salesforce_id or "" for push in lost], did_not_stick()
        with self._store.database.transaction():
            self._store.run_sends.take_back([push.id for push in lost], problem)
            self._store.unsubscribes.take_back_opted_out(ids, self._reader.importer.began)
            self._store.status_log.take_back(self._run_id, ids, OPTED_OUT_THERE)
            self._store.status_log.add(
                [refusal_entry(self._run_id, push, problem) for push in lost], self._now()
            )

    @property
    def _how_much_is_read_back(self) -> str:
        return self._context.services.settings.text(READ_BACK)
