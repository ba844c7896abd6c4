"""Sending what is due: up to 200 records a call, each answer written down before the next call is made."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from core.messages import CancelledError, Problem, ProblemError
from core.salesforce.errors import explain, timed_out
from core.salesforce.org import SalesforceOrg
from core.salesforce.shapes import OrgShape
from core.store.nouns import OptOutField, QueuedPush, RecordState
from core.store.store import Store
from core.sync.intake import BY_ADDRESS, BY_IDS, Intake
from core.sync.push_books import PushBooks
from core.sync.push_line import Line
from core.sync.push_successors import Refused, Successors
from core.sync.push_troubles import MOVED, cannot_be_sent, doubts_the_shape, stops_everything

log = logging.getLogger(__name__)

PER_CALL = 200
"""Records in one write (REST guide, Update Records Using sObject Collections)."""
_ALIKE = 10
"""So many pushes sent alone and refused alike, and none taken: the rest of the call would fare no better."""
_FAILED_IN_A_ROW = 12
"""So many calls in a row that failed for reasons that pass: it is not the records, everything has to wait."""
_TIMED_OUT_IN_A_ROW = 2
_TIMED_OUT = timed_out().code

Pushes = list[QueuedPush]


class Sender:
    """Sends for one thread, which has to hold the lease. `books` counts what was sent and what failed.

    Pushes to known records go first, for they are in a hurry; then looks for further records of the addresses,
    which queue pushes of their own.
    """

    def __init__(self, store: Store, line: Line, books: PushBooks, now: Callable[[], datetime]) -> None:
        self._store = store
        self._queue = store.push_queue
        self._line = line
        self._now = now
        self.books = books
        self._successors = Successors(store, books, now)
        self._moved: list[Refused] = []
        self._unseen: dict[str, str] = {}
        self._size = PER_CALL
        self._calls_failed = 0

    def send_due(self, stop: threading.Event, lost: threading.Event, after_each: Callable[[], None]) -> None:
        """Send until nothing is due, `stop` is set, or the lease is `lost`; `after_each` hears of each batch.

        Raises ProblemError when everything has to wait, CancelledError when a call was cut short. Whatever was
        not answered by then waits again.
        """
        while not stop.is_set() and not lost.is_set():
            if pushes := self._queue.take(self._size, self._now(), looks=False):
                self._or_put_back(pushes, self._send_pushes)
            elif looks := self._queue.take(BY_ADDRESS, self._now(), looks=True):
                self._or_put_back(looks, self._send_looks)
            else:
                break
            after_each()
            if len(self._unseen) >= BY_IDS:
                self._read_unseen()
        if self._unseen and not stop.is_set():
            self._read_unseen()

    def _or_put_back(self, taken: Pushes, send: Callable[[Pushes], None]) -> None:
        try:
            send(taken)
        except (ProblemError, CancelledError):
            # Whatever has its answer by now is left alone by this.
            self._queue.put_back([push.id for push in taken])
            self._moved.clear()
            self._line.doubt()
            raise

    def _send_pushes(self, pushes: Pushes) -> None:
        sendable = self._without_hopeless(pushes)
        if sendable:
            self._in_parts(sendable, self._write)
        self._follow_moved()

    def _follow_moved(self) -> None:
        moved, self._moved = self._moved, []
        if not moved:
            return
        org, shape = self._line.fresh()
        try:
            self._successors.follow(org, shape, moved)
        except ProblemError as error:
            if stops_everything(error.problem):
                raise
            # Records that cannot be read hold up their own pushes, and no others.
            again = error.problem.retry
            self.books.answered([(push, error.problem if again else problem) for push, problem in moved])

    def _send_looks(self, looks: Pushes) -> None:
        self._in_parts(looks, self._look)

    # one call

    def _write(self, org: SalesforceOrg, shape: OrgShape, pushes: Pushes) -> None:
        field = pushes[0].field
        records = [(push.salesforce_id or "", push.object or "") for push in pushes]
        answers = org.set_opt_outs(records, field, shape)
        pairs = list(zip(pushes, (answer.problem for answer in answers), strict=True))
        moved = [(push, problem) for push, problem in pairs if problem and problem.code in MOVED]
        stopping = [problem for _, problem in pairs if problem and stops_everything(problem)]
        self.books.answered(
            [
                (push, problem)
                for push, problem in pairs
                if problem is None or not (problem.code in MOVED or stops_everything(problem))
            ]
        )
        self._moved += moved
        self._note_unseen([push for push, problem in pairs if problem is None])
        if any(problem and doubts_the_shape(problem) for _, problem in pairs):
            self._line.doubt()
        if stopping:
            raise ProblemError(stopping[0])

    def _look(self, org: SalesforceOrg, shape: OrgShape, looks: Pushes) -> None:
        if not shape.objects:
            raise ProblemError(explain("INVALID_TYPE"))
        emails = [look.email for look in looks]
        found = [snapshot for name in shape.objects for snapshot in org.find_people(name, shape, emails)]
        Intake(self._store, looks[0].field, self._now).take(found)
        self.books.looked(looks, len(found))

    # what can go wrong with a call

    def _without_hopeless(self, pushes: Pushes) -> Pushes:
        """Park what cannot be sent as the org looks now; a look that is not fresh is not trusted with that."""
        _, shape = self._line.ready()
        if any(cannot_be_sent(push, shape) for push in pushes):
            _, shape = self._line.fresh()
        hopeless = {push.id: problem for push in pushes if (problem := cannot_be_sent(push, shape))}
        self.books.parked([(push, hopeless[push.id]) for push in pushes if push.id in hopeless])
        return [push for push in pushes if push.id not in hopeless]

    def _in_parts(self, pushes: Pushes, send: Callable[[SalesforceOrg, OrgShape, Pushes], None]) -> None:
        """Send pushes together, and, where Salesforce refuses the call as a whole, in ever smaller parts.

        What was answered is not sent again. A part takes every other push, so that the first few sent alone are
        spread over all: were they neighbours, a bad import could pass for trouble with everything.
        """
        waiting = [pushes]
        alone: list[str] = []
        failed = 0
        while waiting:
            part = waiting[-1]
            org, shape = self._line.ready()
            try:
                send(org, shape, part)
            except ProblemError as error:
                problem = error.problem
                failed += 1
                if stops_everything(problem) or self._is_no_fault_of(part, problem, failed):
                    raise
                if doubts_the_shape(problem) and not self._line.is_fresh:
                    self._line.doubt()
                    continue
                waiting.pop()
                if len(part) > 1:
                    waiting += [part[1::2], part[0::2]]
                    continue
                self.books.answered([(part[0], problem)])
                alone.append(problem.code)
                if not problem.retry and len(alone) >= _ALIKE and len(set(alone)) == 1:
                    self.books.parked([(push, problem) for rest in waiting for push in rest])
                    return
            else:
                waiting.pop()
                alone.clear()
                failed = self._calls_failed = 0
                self._size = min(PER_CALL, self._size * 2)

    def _is_no_fault_of(self, part: Pushes, problem: Problem, failed: int) -> bool:
        """Whether a whole call that failed says nothing about its records, so that everything has to wait.

        A failure that can pass is given one pause to do so. When the org then answers a look and fails the same
        call again, there may be something in it; unless it fails call after call. A push that failed alone
        before is known to be the cause.
        """
        if not problem.retry:
            return False
        if len(part) == 1 and part[0].problem is not None and part[0].problem.code == problem.code:
            return False
        self._calls_failed += 1
        if self._calls_failed == 1:
            return True
        if failed < (_TIMED_OUT_IN_A_ROW if problem.code == _TIMED_OUT else _FAILED_IN_A_ROW):
            return False
        # Automation in the org may be too slow for so many at once: begin smaller next time.
        self._size = max(1, len(part) // 2)
        return True

    # records that were never read

    def _note_unseen(self, sent: Pushes) -> None:
        known = self._store.records.known(push.salesforce_id for push in sent if push.salesforce_id)
        self._unseen |= {
            record.id: record.object for record in known.values() if record.state is RecordState.UNSEEN
        }

    def _read_unseen(self) -> None:
        """Learn name, address and state of records that were pushed to by their ID alone."""
        unseen, self._unseen = self._unseen, {}
        org, shape = self._line.ready()
        try:
            # Which checkbox is meant matters here only for people yet unknown, whom the next sync adds anyway.
            Intake(self._store, OptOutField.SALESFORCE, self._now).refresh(org, shape, unseen.items())
        except ProblemError as error:
            if stops_everything(error.problem):
                raise
            log.info("records pushed to by ID are read by the next sync: %s", error.problem.code)
