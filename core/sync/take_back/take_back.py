"""Taking an import, a paste or a sync back: a deliberate act for many, by the one door that ends and clears.

People are gone through in portions. In one transaction each is judged by the facts of that moment and, where nothing
else keeps them unsubscribed, re-subscribed here; boxes are read again before and cleared after it. Where Salesforce
refuses a box, the person is put back as before, so that no half stays. Killed between the two, a box is still ticked:
the safe side; the same command goes on, because what is left follows from the facts alone.
"""

from __future__ import annotations

import threading
from contextlib import ExitStack

from core.events import PeopleChanged, QueueChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Category, Message, Problem, ProblemError, Scope, make_problem
from core.services import Services
from core.store.import_batches import BatchKind, BatchState, Became, ImportBatch
from core.store.types.log import Level, LogKind
from core.store.types.runs import RunOutcome
from core.sync.leases import Lease
from core.sync.resubscribe import Resubscriber
from core.sync.take_back.judging import Of, Seen
from core.sync.take_back.outcome import OnProgress, TakeBackPreview, TakenBack
from core.sync.take_back.portion import Portion, Work

TAKE_BACK = "take_back"
"""The job of the lease."""
_PAGE = 2_000
_PORTION = 200
"""People in one transaction, and at most so many are between being ended here and cleared there."""


class TakeBack:
    """Takes batches and syncs back. May be used from any thread; one process at a time does it."""

    def __init__(self, services: Services, door: Resubscriber, *, who: str) -> None:
        self._services = services
        self._store = services.store
        self._now = services.now
        self._door = door
        self._who = who
        self._closing = threading.Event()

    def close(self) -> None:
        """Stop what is running, after the portion that it is at."""
        self._closing.set()

    def preview(
        self,
        *,
        batch_id: int | None = None,
        run_id: int | None = None,
        clears: bool,
        stop: threading.Event | None = None,
        on_progress: OnProgress | None = None,
    ) -> TakeBackPreview:
        """What taking back a batch or a sync would do, from what is known here. Changes nothing.

        Raises ProblemError when it cannot be taken back at all, CancelledError when stopped.
        """
        work = self._work(batch_id, run_id, clears, stop, on_progress)
        preview = TakeBackPreview(clears, unknown=self._unknown(work))
        for asked in work.portions(_PAGE):
            for judged in work.judged(asked, self._services.settings.opt_out_field, Seen(work.also_asked)):
                preview.add(judged)
        return preview

    def run(
        self,
        *,
        batch_id: int | None = None,
        run_id: int | None = None,
        reason: str,
        clears: bool,
        stop: threading.Event | None = None,
        on_progress: OnProgress | None = None,
    ) -> TakenBack:
        """Take a batch or a sync back; blocks. Stopped, it ends after the portion it is at, and says so.

        Raises ProblemError when it could not be begun, or when everything has to wait; what was done until then stays,
        and the same call goes on.
        """
        act = self._door.act(self._who, reason)
        stop = stop or threading.Event()
        with Lease(self._store.runs, TAKE_BACK, self._now) as lease:
            if not lease.try_take():
                raise ProblemError(_RUNNING_ELSEWHERE)
            of = self._of(batch_id, run_id)
            begun = any(
                (batch := self._store.import_batches.get(number, self._now())) is not None
                and batch.state is not BatchState.DONE
                for number in of.takings
            )
            done, state = TakenBack(), BatchState.FAILED

            def begin() -> int:
                return self._store.import_batches.begin_take_back(
                    self._who, act.reason, self._now(), batch_id=batch_id, run_id=run_id, clears=clears
                )

            with ExitStack() as ends:
                work = self._work(batch_id, run_id, clears, stop, on_progress)
                portion = Portion(self._services, self._door, act.reason, self._who, begin, work, stop, ends)
                try:
                    with lease.fence(self._store.database):
                        if begun:
                            portion.open()
                        for asked in work.portions(_PORTION):
                            done.returns += portion.take_back(asked)
                            self._tell()
                    state = BatchState.DONE
                except CancelledError:
                    state, done.cancelled = BatchState.CANCELLED, True
                finally:
                    done.batch_id, done.refused, done.left = (
                        portion.number,
                        portion.refused,
                        len(portion.left),
                    )
                    if portion.number is not None:
                        self._close(portion.number, state, done, of, act.reason)
            return done

    def _work(
        self,
        batch_id: int | None,
        run_id: int | None,
        clears: bool,
        stop: threading.Event | None,
        on_progress: OnProgress | None,
    ) -> Work:
        return Work(self._store, self._of(batch_id, run_id), clears, lambda: self._check(stop), on_progress)

    def _of(self, batch_id: int | None, run_id: int | None) -> Of:
        if batch_id is not None:
            batch = self._store.import_batches.get(batch_id, self._now())
            if batch is None or batch.kind is BatchKind.TAKE_BACK:
                raise ProblemError(_no_batch(batch_id, batch))
            if batch.state is BatchState.RUNNING:
                raise ProblemError(_STILL_RUNNING)
        else:
            run = self._store.runs.get(run_id or 0)
            if run is None:
                raise ProblemError(_no_run(run_id or 0))
            if run.outcome is RunOutcome.RUNNING:
                raise ProblemError(_STILL_RUNNING)
        batches, runs = self._store.way_back.taken_back()
        return Of(
            batch_id,
            run_id,
            self._store.way_back.takings_back_of(batch_id, run_id),
            batches - {batch_id},
            runs - {run_id},
        )

    def _unknown(self, work: Work) -> int:
        """How many a sync unsubscribed of whom no event tells that it was by that sync."""
        run_id = work.of.run_id
        run = self._store.runs.get(run_id) if run_id is not None else None
        return run.counts.unsubscribed_here if run is not None and not work.places else 0

    def _check(self, stop: threading.Event | None) -> None:
        if self._closing.is_set() or (stop is not None and stop.is_set()):
            raise CancelledError

    def _close(self, number: int, state: BatchState, done: TakenBack, of: Of, reason: str) -> None:
        batches = self._store.import_batches
        became = self._store.way_back.became(number)
        counts = {
            "rows": sum(became.values()),
            "resubscribed": became.get(Became.RESUBSCRIBED, 0),
            "left": became.get(Became.LEFT, 0),
            "boxes": self._store.way_back.count_cleared(number),
        }
        done.resubscribed, done.boxes, done.left = counts["resubscribed"], counts["boxes"], counts["left"]
        done.boxes_alone = became.get(Became.CLEARED, 0)
        with self._store.database.transaction():
            batches.add(number, [], counts, [], after_event=None, now=self._now())
            batches.finish(number, state, self._now())
        told = _BATCH_TAKEN_BACK if of.batch_id is not None else _RUN_TAKEN_BACK
        if state is not BatchState.DONE:
            told = _BATCH_IN_PART if of.batch_id is not None else _RUN_IN_PART
        self._services.log.write(
            Level.INFO if state is BatchState.DONE else Level.WARNING,
            LogKind.COLLECT,
            told.with_values(
                number=str(of.batch_id if of.batch_id is not None else of.run_id),
                who=self._who,
                reason=reason,
                people=counts["resubscribed"],
                boxes=counts["boxes"],
                left=counts["left"],
            ),
        )
        self._tell()

    def _tell(self) -> None:
        self._services.events.emit(QueueChanged.to(self._store.push_queue.state()))
        self._services.events.emit(PeopleChanged())


_BATCH_TAKEN_BACK = Message(
    NOOP(
        "core",
        "Batch {number} was taken back by {who}: {reason}. Re-subscribed: {people}, boxes cleared in Salesforce: "
        "{boxes}, left as they were: {left}.",
    )
)
_RUN_TAKEN_BACK = Message(
    NOOP(
        "core",
        "What sync {number} wrote was taken back by {who}: {reason}. Re-subscribed: {people}, boxes cleared in "
        "Salesforce: {boxes}, left as they were: {left}.",
    )
)
_BATCH_IN_PART = Message(
    NOOP(
        "core",
        "Batch {number} was taken back in part by {who}: {reason}. Re-subscribed: {people}, boxes cleared in "
        "Salesforce: {boxes}, left as they were: {left}. Take it back again to go on.",
    )
)
_RUN_IN_PART = Message(
    NOOP(
        "core",
        "What sync {number} wrote was taken back in part by {who}: {reason}. Re-subscribed: {people}, boxes cleared in "
        "Salesforce: {boxes}, left as they were: {left}. Take it back again to go on.",
    )
)
_RUNNING_ELSEWHERE = make_problem(
    "TAKE_BACK_RUNNING",
    Category.OTHER,
    NOOP("core", "Something is being taken back already, in another window or by a command."),
    NOOP("core", "Nothing was changed. Wait until that has ended, then try again."),
    retry=True,
    scope=Scope.RECORD,
)
_STILL_RUNNING = make_problem(
    "NOT_ENDED_YET",
    Category.OTHER,
    NOOP("core", "This is still under way, so that it cannot be taken back yet."),
    NOOP("core", "Cancel it, or wait until it has ended, then try again."),
    retry=True,
    scope=Scope.RECORD,
)


def _no_batch(number: int, batch: ImportBatch | None) -> Problem:
    if batch is not None:
        return make_problem(
            "TAKEN_BACK_ITSELF",
            Category.OTHER,
            NOOP("core", "Batch {number} has taken something back itself; that cannot be taken back."),
            NOOP("core", "Unsubscribe again whom it is about, by an import or by hand."),
            scope=Scope.RECORD,
            number=str(number),
        )
    return make_problem(
        "BATCH_UNKNOWN",
        Category.OTHER,
        NOOP("core", "There is no import or paste with the number {number}."),
        NOOP("core", "List them with unsubscribe-sync imports, or on the page Import and export."),
        scope=Scope.RECORD,
        number=str(number),
    )


def _no_run(number: int) -> Problem:
    return make_problem(
        "RUN_UNKNOWN",
        Category.OTHER,
        NOOP("core", "There is no sync with the number {number}."),
        NOOP("core", "The page Import and export lists those that changed something."),
        scope=Scope.RECORD,
        number=str(number),
    )
