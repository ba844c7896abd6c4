"""The remote half of a run: ticking in Salesforce what is out of step, very many records by Bulk jobs."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic
from typing import NamedTuple, TypeVar

from core.messages import CancelledError, Problem, ProblemError
from core.salesforce.bulk.jobs import is_no_job_to_be_had
from core.salesforce.bulk.writing import MOST_IN_A_JOB, JobAnswers, wants_bulk
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.store.types.pushes import PushState, QueuedPush
from core.sync.run.abandoned_jobs import BulkMemory
from core.sync.run.budget import BULK_JOB
from core.sync.run.budget import CODE as CALLS_RESERVED
from core.sync.run.context import RunContext
from core.sync.sending.recorder import ATTEMPTS_IN_A_RUN, Recorder
from core.sync.sending.refusals import MOVED
from core.sync.sending.sender import Sender

log = logging.getLogger(__name__)

JOBS_IN_A_ROW = 3
"""How often what a Bulk job left over goes by another one, before it goes in small calls."""
FIELD_CHANGED = "FIELD_CHANGED"
"""Code of a run that ends because the settings mean another checkbox by now."""
_FRESH_S = 60.0
_NOT_SOON = frozenset({CALLS_RESERVED, FIELD_CHANGED})

Result = TypeVar("Result")


def may_pass_soon(problem: Problem) -> bool:
    """Whether a run waits a little and tries again, and not until another day or another setting."""
    return problem.retry and problem.code not in _NOT_SOON


class RunLine:
    """The way to the org for a run, which has one client from beginning to end; see `sender.Line`."""

    def __init__(
        self, org: SalesforceOrg, shape: OrgSchema, describe: Callable[[SalesforceOrg], OrgSchema]
    ) -> None:
        self._org = org
        self._shape = shape
        self._describe = describe
        self._looked_at = monotonic()
        self._doubted = False

    @property
    def is_fresh(self) -> bool:
        return not self._doubted and monotonic() - self._looked_at <= _FRESH_S

    def ready(self) -> tuple[SalesforceOrg, OrgSchema]:
        if self._doubted:
            self._shape = self._describe(self._org)
            self._looked_at = monotonic()
            self._doubted = False
        return self._org, self._shape

    def fresh(self) -> tuple[SalesforceOrg, OrgSchema]:
        if not self.is_fresh:
            self.doubt()
        return self.ready()

    def doubt(self) -> None:
        self._doubted = True


class _Begun(NamedTuple):
    """A Bulk job that is under way, and how many records were taken for it."""

    job_id: str
    taken: int


class Writer:
    """Sends what one run planned, as far as it is out of step at that moment; what became of it is in `recorder`.

    Raises ProblemError when the org as a whole cannot be written to, with everything before that recorded.
    """

    def __init__(
        self, context: RunContext, line: RunLine, recorder: Recorder, on_progress: Callable[[int], None]
    ) -> None:
        self._store = context.services.store
        self._now = context.services.now
        self._wanted = context.wanted
        self._run_id = context.run_id
        self._stop = context.stop
        self._guard = context.guard
        self._require = context.require
        self._line = line
        self._recorder = recorder
        self._on_progress = on_progress
        self._jobs = BulkMemory(self._store.org_state)
        self._no_jobs = False
        self._begun: dict[str, _Begun] = {}
        """Jobs that are under way, by their object; their answers are not taken yet."""
        self._sender = Sender(context.services, line, recorder, context.require)

    @property
    def has_begun(self) -> bool:
        """Whether a job is under way."""
        return bool(self._begun)

    def begin(self) -> None:
        """Begin a Bulk job for each object of which very many records are due, without waiting for any.

        `write_all` takes their answers: what there is to be done here can be done while Salesforce works.
        """
        for object_, count in self._store.run_sends.count_planned(self._run_id, self._wanted).items():
            if self._goes_by_job(object_, count):
                self._by_job(partial(self._begin_job, object_))

    def write_all(self) -> None:
        """Write everything planned, telling `on_progress` now and then how many records have their answer.

        Very many go by Bulk jobs; what those leave over, and all else, goes 200 records a call.
        """
        left_over = 0
        while left_over < JOBS_IN_A_ROW:
            if not self._begun:
                self.begin()
            if not self._begun:
                break
            left_over += all(job.taken < MOST_IN_A_JOB for job in self._begun.values())
            for object_ in list(self._begun):
                self._by_job(partial(self._end_job, object_))
        failed = 0
        for batch in self._batches():
            try:
                self._guard.require()
                self._sender.send(batch)
                failed = 0
            except ProblemError as error:
                self._store.sends.put_back([push.id for push in batch])
                failed += 1
                if (
                    failed == ATTEMPTS_IN_A_RUN
                    or not error.problem.retry
                    or error.problem.code == CALLS_RESERVED
                ):
                    raise
                self._pause(failed)
            self._on_progress(self._recorder.sent + self._recorder.failed)

    def _batches(self) -> Iterator[list[QueuedPush]]:
        """What is to be sent next, each time as the facts are then; what was put off, when its time has come."""
        after = 0
        while True:
            size = self._sender.size.now
            with self._store.database.transaction():
                # In here, so that nothing is taken after another process has signed out.
                self._require()
                taken = self._store.run_sends.take_again(self._run_id, self._wanted, size, self._now())
                if not taken:
                    taken, after = self._store.run_sends.take_planned(
                        self._run_id, self._wanted, after, size, self._now()
                    )
            if taken:
                yield taken
                continue
            due = self._store.run_sends.next_try_of(self._run_id)
            if due is None:
                return
            if self._stop.wait(max(0.0, min((due - self._now()).total_seconds(), 60.0))):
                raise CancelledError

    # by Bulk jobs

    def _goes_by_job(self, object_: str, count: int) -> bool:
        return (
            not self._no_jobs
            and self._field_of(object_) is not None
            and wants_bulk(count, self._guard.spare())
        )

    def _by_job(self, work: Callable[[], None]) -> None:
        try:
            work()
        except ProblemError as trouble:
            if not is_no_job_to_be_had(trouble):
                raise
            log.info("no Bulk job: %s; writing in small calls", trouble.problem.code)
            self._no_jobs = True

    def _field_of(self, object_: str) -> str | None:
        _, shape = self._line.ready()
        found = shape.objects.get(object_)
        access = found.field(self._wanted) if found is not None else None
        return access.name if access is not None else None

    def _begin_job(self, object_: str) -> None:
        """Send an object's records off, as many as one job takes; those of a job that is not to be are put back."""
        self._guard.require(BULK_JOB)
        with self._store.database.transaction():
            self._require()
            taken = self._store.run_sends.take_for_job(
                self._run_id, self._wanted, object_, MOST_IN_A_JOB, self._now()
            )
        try:
            job_id = self._patiently(partial(self._send_job, object_))
            self._begun[object_] = _Begun(job_id, taken)
        finally:
            if object_ not in self._begun:
                self._store.run_sends.put_back_run(self._run_id, object_)

    def _end_job(self, object_: str) -> None:
        """Wait for a job and record its answers.

        What it did not come to, and what it refused in passing, is put back and goes again.
        """
        job_id = self._begun[object_].job_id
        try:
            # Asked for a second time, answers that are recorded already are passed over.
            self._patiently(partial(self._record_answers, job_id))
        finally:
            del self._begun[object_]
            self._store.run_sends.put_back_run(self._run_id, object_)
        org, _ = self._line.ready()
        org.bulk.drop(job_id)
        self._jobs.forget(job_id)

    def _send_job(self, object_: str) -> str:
        org, _ = self._line.ready()
        field = self._field_of(object_) or ""
        return org.bulk.send(
            object_,
            field,
            self._store.run_sends.on_their_way_by(self._run_id, object_),
            lambda job_id: self._jobs.remember(job_id, self._wanted),
        )

    def _record_answers(self, job_id: str) -> None:
        org, _ = self._line.ready()
        for answers in org.bulk.answers(job_id):
            self._record(answers)
            self._on_progress(self._recorder.sent + self._recorder.failed)

    def _record(self, answers: JobAnswers) -> None:
        """Write down what a job says; records refused in passing, or for being gone, go again in small calls."""
        self._recorder.saved(answers.saved, self._wanted)
        problems = {answer.record_id: answer.problem for answer in answers.refused}
        sent = self._store.run_sends.of_run(self._run_id, list(problems)) if problems else []
        pairs = [
            (push, problem)
            for push in sent
            if push.state is PushState.SENDING
            and (problem := problems.get(push.salesforce_id or "")) is not None
        ]
        self._recorder.answered(
            [(push, problem) for push, problem in pairs if not (problem.retry or problem.code in MOVED)]
        )

    def _patiently(self, call: Callable[[], Result]) -> Result:
        for attempt in range(1, ATTEMPTS_IN_A_RUN):
            try:
                return call()
            except ProblemError as error:
                if not may_pass_soon(error.problem):
                    raise
            self._pause(attempt)
        return call()

    def _pause(self, attempt: int) -> None:
        """Wait longer each time, and not in step with others who met the same lock."""
        if self._stop.wait(random.uniform(0.2, 0.5) * 2**attempt):
            raise CancelledError
