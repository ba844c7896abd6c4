"""The remote half of a run's plan: ticking the checkbox in Salesforce, record by record accounted for."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

from core.messages import CancelledError, ProblemError
from core.salesforce.bulk_jobs import is_no_job_to_be_had
from core.salesforce.bulk_writing import MOST_IN_A_JOB, wants_bulk
from core.salesforce.org import SalesforceOrg
from core.salesforce.shapes import OrgShape, WriteAnswer
from core.store.nouns import OptOutField
from core.store.plans import PlannedWrite
from core.store.store import Store
from core.sync.budget import BULK_JOB, CallsGuard
from core.sync.left_jobs import BulkMemory
from core.sync.run_books import RunBooks

log = logging.getLogger(__name__)

PER_CALL = 200
"""Records in one write (REST guide, Update Records Using sObject Collections)."""
ATTEMPTS = 5
"""How often a passing fault is met before a record counts as failed in this run; the next run tries again."""
JOBS_IN_A_ROW = 3
"""How often what a Bulk job left over goes by another one, before it goes in small calls."""

Result = TypeVar("Result")


class Writer:
    """Executes the planned writes of one run; what became of them is in `books`.

    Raises ProblemError when the org as a whole cannot be written to, with everything before that recorded.
    """

    def __init__(
        self,
        store: Store,
        org: SalesforceOrg,
        shape: OrgShape,
        wanted: OptOutField,
        run_id: int,
        books: RunBooks,
        *,
        guard: CallsGuard,
        stop: threading.Event,
        on_progress: Callable[[int], None],
    ) -> None:
        self._store = store
        self._org = org
        self._shape = shape
        self._wanted = wanted
        self._run_id = run_id
        self._books = books
        self._guard = guard
        self._stop = stop
        self._on_progress = on_progress
        self._jobs = BulkMemory(store.facts)
        self._no_jobs = False

    def write_all(self) -> None:
        """Write everything planned, telling `on_progress` now and then how many records have their answer.

        Very many go by Bulk jobs; what those leave over, and all else, goes 200 records a call.
        """
        for _ in range(JOBS_IN_A_ROW):
            for object_, count in self._store.plans.objects_there(self._run_id).items():
                if self._goes_by_job(object_, count):
                    self._try_jobs(object_)
        after = 0
        while batch := self._store.plans.there(self._run_id, after, PER_CALL):
            self._guard.require()
            self._write(batch)
            after = batch[-1].id
            self._on_progress(self._books.dealt_with)

    # by Bulk jobs

    def _goes_by_job(self, object_: str, count: int) -> bool:
        return (
            not self._no_jobs
            and self._field_of(object_) is not None
            and wants_bulk(count, self._guard.spare())
        )

    def _try_jobs(self, object_: str) -> None:
        try:
            self._write_by_jobs(object_)
        except ProblemError as trouble:
            if not is_no_job_to_be_had(trouble):
                raise
            log.info("no Bulk job for %s: %s; writing in small calls", object_, trouble.problem.code)
            self._no_jobs = True

    def _field_of(self, object_: str) -> str | None:
        shape = self._shape.objects.get(object_)
        access = shape.field(self._wanted) if shape is not None else None
        return access.name if access is not None else None

    def _write_by_jobs(self, object_: str) -> None:
        """Write an object's records by Bulk jobs; what a job leaves over stays planned."""
        ids = self._store.plans.ids_there(self._run_id, object_)
        while chunk := list(islice(ids, MOST_IN_A_JOB)):
            self._guard.require(BULK_JOB)
            job_id = self._patiently(partial(self._send_job, object_, chunk))
            # Asked for a second time, answers that are recorded already are passed over.
            self._patiently(partial(self._record_answers, job_id))
            self._org.bulk.drop(job_id)
            self._jobs.forget(job_id)

    def _send_job(self, object_: str, record_ids: Sequence[str]) -> str:
        field = self._field_of(object_) or ""
        return self._org.bulk.send(
            object_, field, record_ids, lambda job_id: self._jobs.remember(job_id, self._wanted)
        )

    def _record_answers(self, job_id: str) -> None:
        for answers in self._org.bulk.answers(job_id):
            self._record(answers)
            self._on_progress(self._books.dealt_with)

    def _record(self, answers: Sequence[WriteAnswer]) -> None:
        """Write down what a job says; records refused in passing stay planned and go again."""
        planned = self._store.plans.writes_of(self._run_id, [answer.record_id for answer in answers])
        known = [(planned[one.record_id], one.problem) for one in answers if one.record_id in planned]
        self._books.note_ticked([write for write, problem in known if problem is None])
        self._books.note_refused(
            [(write, problem) for write, problem in known if problem is not None and not problem.retry]
        )

    # by calls of 200

    def _write(self, batch: Sequence[PlannedWrite]) -> None:
        left = list(batch)
        for attempt in range(1, ATTEMPTS + 1):
            last = attempt == ATTEMPTS
            try:
                answers = self._org.set_opt_outs(
                    [(write.record_id, write.object) for write in left], self._wanted, self._shape
                )
            except ProblemError as error:
                if last or not error.problem.retry:
                    raise
                self._pause(attempt)
                continue
            outcomes = [(write, answer.problem) for write, answer in zip(left, answers, strict=True)]
            refused = [(write, problem) for write, problem in outcomes if problem is not None]
            self._books.note_ticked([write for write, problem in outcomes if problem is None])
            self._books.note_refused([pair for pair in refused if last or not pair[1].retry])
            left = [write for write, problem in refused if problem.retry]
            if not left or last:
                return
            self._pause(attempt)

    def _patiently(self, call: Callable[[], Result]) -> Result:
        for attempt in range(1, ATTEMPTS):
            try:
                return call()
            except ProblemError as error:
                if not error.problem.retry:
                    raise
            self._pause(attempt)
        return call()

    def _pause(self, attempt: int) -> None:
        """Wait longer each time, and not in step with others who met the same lock."""
        if self._stop.wait(random.uniform(0.2, 0.5) * 2**attempt):
            raise CancelledError
