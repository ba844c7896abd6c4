"""The one sender, for pushes, syncs and re-subscribes alike.

It sends up to 200 records a call, and each answer is written down before the next call. One record never stops the
others: a call that is refused as a whole, and records that were too many at once, go again in ever smaller parts, down
to one, which is then named.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from core.messages import CancelledError, Problem, ProblemError, Scope
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema, WriteAnswer
from core.salesforce.values.errors import timed_out
from core.services import Services
from core.store.types.pushes import QueuedPush
from core.store.types.records import RecordState
from core.sync.importer import Importer
from core.sync.sending.call_size import CallSize
from core.sync.sending.refusals import MOVED, cannot_be_sent, doubts_the_shape

log = logging.getLogger(__name__)

_ALIKE = 10
"""So many sent alone and refused alike, and none taken: the rest of the call would fare no better."""
_FAILED_IN_A_ROW = 12
"""So many calls in a row that failed for reasons that pass: it is not the records, everything has to wait."""
_TIMED_OUT_IN_A_ROW = 2
_TIMED_OUT = timed_out().code

Pushes = Sequence[QueuedPush]
Refused = tuple[QueuedPush, Problem]


class Line(Protocol):
    """A client for the org and its description, renewed when needed; see `push_line` and `writing`."""

    @property
    def is_fresh(self) -> bool:
        """Whether the description is from this minute."""
        ...

    def ready(self) -> tuple[SalesforceOrg, OrgSchema]:
        """The client and the org's shape."""
        ...

    def fresh(self) -> tuple[SalesforceOrg, OrgSchema]:
        """The same, with a description from the last minute."""
        ...

    def doubt(self) -> None:
        """Describe the org again before the next call."""
        ...


class Answers(Protocol):
    """Keeps what became of each; see `recorder`."""

    def answered(self, answers: Sequence[tuple[QueuedPush, Problem | None]]) -> None:
        """The answers of one call; None: it is saved."""
        ...

    def parked(self, refused: Sequence[Refused]) -> None:
        """What cannot be sent, or will not be saved however often it is."""
        ...

    def still_there(self, push: QueuedPush, problem: Problem, *, found: bool) -> None:
        """Its record is said to be gone, and was not seen to be."""
        ...

    def gone(self, pushes: Sequence[Refused]) -> None:
        """Their records were converted, merged or deleted."""
        ...


Write = Callable[[SalesforceOrg, OrgSchema, Pushes], list[WriteAnswer]]
"""One call that writes the box of all these records; the answers in their order."""


def tick(org: SalesforceOrg, shape: OrgSchema, pushes: Pushes) -> list[WriteAnswer]:
    """Opt the records of these out."""
    records = [(push.salesforce_id or "", push.object or "") for push in pushes]
    return org.set_opt_outs(records, pushes[0].field, shape)


class Sender:
    """Sends for one thread, which has to hold the lease: `require` raises when it does not.

    What it is given must have been taken just before (`store.sends`). `recorder` keeps the answers. `write` is what is
    done to the records: they are opted out, unless a re-subscribe says otherwise.
    """

    def __init__(
        self,
        services: Services,
        line: Line,
        recorder: Answers,
        require: Callable[[], None],
        write: Write = tick,
    ) -> None:
        self._services = services
        self._store = services.store
        self._line = line
        self._require = require
        self._call = write
        self.recorder = recorder
        self.size = CallSize(services.store.org_state)
        self._calls_failed = 0

    def send(self, pushes: Pushes) -> None:
        """Tick the records of these.

        Raises ProblemError when everything has to wait, CancelledError when a call was cut short: whatever was not
        answered by then is put back.
        """
        try:
            moved = self._in_parts(self._without_hopeless(pushes), self._write)
            self._look_again(moved)
        except (ProblemError, CancelledError):
            # Whatever has its answer by now is left alone by this.
            self._store.sends.put_back([push.id for push in pushes])
            self._line.doubt()
            raise

    def in_parts(self, pushes: Pushes, call: Callable[[SalesforceOrg, OrgSchema, Pushes], None]) -> None:
        """Do something else with these in one call, with the same care for a call that fails; raises as `send` does."""

        def done(org: SalesforceOrg, shape: OrgSchema, part: Pushes) -> tuple[Pushes, list[Refused]]:
            call(org, shape, part)
            return (), []

        try:
            self._in_parts(pushes, done)
        except (ProblemError, CancelledError):
            self._store.sends.put_back([push.id for push in pushes])
            self._line.doubt()
            raise

    # one call

    def _write(self, org: SalesforceOrg, shape: OrgSchema, pushes: Pushes) -> tuple[Pushes, list[Refused]]:
        """Returns those that were too many at once, and those whose records are not what they were."""
        self._require()
        answers = self._call(org, shape, pushes)
        pairs = list(zip(pushes, (answer.problem for answer in answers), strict=True))
        told: list[tuple[QueuedPush, Problem | None]] = []
        moved: list[Refused] = []
        too_many: list[QueuedPush] = []
        stopping: list[Problem] = []
        for push, problem in pairs:
            if problem is None:
                told.append((push, None))
            elif problem.stops_everything:
                stopping.append(problem)
            elif problem.code in MOVED:
                moved.append((push, problem))
            elif problem.scope is Scope.CALL and len(pushes) > 1:
                too_many.append(push)
                self.size.failed(problem, len(pushes))
            else:
                told.append((push, problem))
        self.recorder.answered(told)
        if any(problem and doubts_the_shape(problem) for _, problem in pairs):
            self._line.doubt()
        if stopping:
            raise ProblemError(stopping[0])
        if not too_many:
            self.size.passed(len(pushes))
        return too_many, moved

    # what can go wrong with a call

    def _without_hopeless(self, pushes: Pushes) -> Pushes:
        """End what cannot be sent by a fresh description of the org."""
        _, shape = self._line.ready()
        if any(cannot_be_sent(push, shape) for push in pushes):
            _, shape = self._line.fresh()
        hopeless = {push.id: problem for push in pushes if (problem := cannot_be_sent(push, shape))}
        self.recorder.parked([(push, hopeless[push.id]) for push in pushes if push.id in hopeless])
        return [push for push in pushes if push.id not in hopeless]

    def _in_parts(
        self,
        pushes: Pushes,
        call: Callable[[SalesforceOrg, OrgSchema, Pushes], tuple[Pushes, list[Refused]]],
    ) -> list[Refused]:
        """Send together, and, where Salesforce refuses the call as a whole, in ever smaller parts.

        What was answered is not sent again. A part takes every other one, so that the first few sent alone are
        spread over all: were they neighbours, a bad import could pass for trouble with everything. Returns those
        whose records are not what they were.
        """
        waiting = [pushes] if pushes else []
        moved: list[Refused] = []
        alone: list[str] = []
        failed = 0
        while waiting:
            part = waiting[-1]
            org, shape = self._line.ready()
            try:
                too_many, gone = call(org, shape, part)
            except ProblemError as error:
                problem = error.problem
                failed += 1
                if problem.stops_everything or self._is_no_fault_of(part, problem, failed):
                    raise
                if doubts_the_shape(problem) and not self._line.is_fresh:
                    self._line.doubt()
                    continue
                waiting.pop()
                if len(part) > 1:
                    self.size.failed(problem, len(part))
                    waiting += [part[1::2], part[0::2]]
                    continue
                if problem.code in MOVED:
                    moved.append((part[0], problem))
                    continue
                self.recorder.answered([(part[0], problem)])
                alone.append(problem.code)
                if not problem.retry and len(alone) >= _ALIKE and len(set(alone)) == 1:
                    self.recorder.parked([(push, problem) for rest in waiting for push in rest])
                    return moved
            else:
                waiting.pop()
                moved += gone
                if too_many:
                    waiting += [half for half in (too_many[1::2], too_many[0::2]) if half]
                    continue
                alone.clear()
                failed = self._calls_failed = 0
        return moved

    def _is_no_fault_of(self, part: Pushes, problem: Problem, failed: int) -> bool:
        """Whether a whole call that failed says nothing about its records, so that everything has to wait.

        A failure that can pass is given one pause to do so. When the org then answers a look and fails the same
        call again, there may be something in it; unless it fails call after call. One that failed alone
        before is known to be the cause. Too much at once is cured by smaller calls, not by waiting.
        """
        if not problem.retry or self.size.is_too_much(problem):
            return False
        if len(part) == 1 and part[0].problem is not None and part[0].problem.code == problem.code:
            return False
        self._calls_failed += 1
        if self._calls_failed == 1:
            return True
        if failed < (_TIMED_OUT_IN_A_ROW if problem.code == _TIMED_OUT else _FAILED_IN_A_ROW):
            return False
        # Automation in the org may be too slow for so many at once: begin smaller next time.
        self.size.begin_smaller(len(part))
        return True

    # records that are not what they were

    def _look_again(self, moved: Sequence[Refused]) -> None:
        """Read records again that Salesforce says are gone, and follow them to where they went.

        One that is there all the same has refused the opt-out, and is named. So is one that is not to be found: it may
        be hidden from the user. What was converted, merged or deleted is let go; its successors are out of step now,
        and sent to for that.
        """
        if not moved:
            return
        org, shape = self._line.fresh()
        importer = Importer(self._services, org, shape, moved[0][0].field)
        ids = {push.salesforce_id or "": push.object or "" for push, _ in moved}
        try:
            importer.refresh(ids.items())
            importer.follow()
        except ProblemError as error:
            if error.problem.stops_everything:
                raise
            # Records that cannot be read hold up their own opt-outs, and no others.
            again = error.problem if error.problem.retry else None
            self.recorder.answered([(push, again or problem) for push, problem in moved])
            return
        known = self._store.records.known(ids)
        gone: list[Refused] = []
        for push, problem in moved:
            state = known[push.salesforce_id or ""].state
            if state in (RecordState.CONVERTED, RecordState.MERGED, RecordState.DELETED) or (
                state is RecordState.NOT_FOUND and problem.code == "ENTITY_IS_DELETED"
            ):
                gone.append((push, problem))
            else:
                self.recorder.still_there(push, problem, found=state is RecordState.ACTIVE)
        self.recorder.gone(gone)
