"""The org's daily API calls: what a run will need, what is left for it, and the reserve it never touches.

Salesforce counts the calls of the last 24 hours, of everybody who works with the org, and says with each answer
how many they are. A share of the day's total (setting `calls_reserve`) is kept for the others: a run that would
need more than what is left above it stops, and goes on when there are calls again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Counted, Message, Problem, ProblemError, Scope
from core.salesforce.bulk import reading as bulk_reading
from core.salesforce.bulk import writing as bulk_writing
from core.salesforce.values.describe import ApiUsage
from core.store.types.runs import Run, RunOutcome
from core.sync.importer import BY_ADDRESS
from core.sync.reserve import reserve_of, spare_calls

QUIET_NIGHT = 6
"""Calls of a night on which nothing happened, at most (DESIGN, section 8)."""
FEWEST = 3
"""Calls of the shortest run: a look at the org, and one question for each object."""
BULK_JOB = 10
"""Calls of one Bulk job beside its results: making it, uploading, asking how far it is, taking it away."""
CODE = "CALLS_RESERVED"

_RUNS_LOOKED_AT = 5
_PER_READ_BACK = 2_000
_PER_WRITE = 200


class KnowsUsage(Protocol):
    """A client of the org, which says what it heard last."""

    @property
    def usage(self) -> ApiUsage | None:
        """What the org said last; None while it has not."""
        ...

    def ask_usage(self) -> ApiUsage | None:
        """Ask the org; one call. None when it does not say."""
        ...


def reading_calls(rows: int) -> int:
    """About how many calls it takes to read so many records."""
    if bulk_reading.wants_bulk(rows, None):
        return 1 + BULK_JOB + -(-rows // bulk_reading.ROWS_PER_DOWNLOAD)
    return max(1, -(-rows // bulk_reading.ROWS_PER_QUERY))


def matching_calls(people: int) -> int:
    """About how many calls it takes to look for the addresses of so many people among Contacts and Leads."""
    return 2 * -(-people // BY_ADDRESS)


def writing_calls(planned: Mapping[str, int], read_back: str, calls_left: int | None) -> int:
    """About how many calls it takes to write a plan, given as records by object, and to read it back."""
    calls = 0
    for count in planned.values():
        if bulk_writing.wants_bulk(count, calls_left):
            calls += -(-count // bulk_writing.MOST_IN_A_JOB) * BULK_JOB
        else:
            calls += -(-count // _PER_WRITE)
        if count and read_back != "nothing":
            calls += -(-count // _PER_READ_BACK) if read_back == "all" else 1
    return calls


def expected_calls(past: Sequence[Run], *, full: bool, people: Callable[[], int]) -> int:
    """About how many calls the next run needs, by the past ones of its kind, newest first.

    `people` counts those here: it stands for the size of the org where there was no full one yet.
    """
    alike = [
        run.api_calls
        for run in past
        if run.full is full and run.outcome in (RunOutcome.DONE, RunOutcome.DONE_WITH_FAILURES)
    ][:_RUNS_LOOKED_AT]
    if alike:
        from statistics import median

        return max(FEWEST, round(median(alike)))
    return FEWEST + reading_calls(people()) if full else QUIET_NIGHT


class CallsGuard:
    """Watches over the reserve for one run with one client."""

    def __init__(self, org: KnowsUsage, percent: int) -> None:
        self._org = org
        self._percent = percent

    def spare(self) -> int | None:
        """How many calls the run may still make, as far as the last answer tells; None while nobody said."""
        usage = self._org.usage
        return None if usage is None else spare_calls(usage, self._percent)

    def require(self, needed: int = 1) -> None:
        """Raise ProblemError (code CALLS_RESERVED) when so many calls would touch the reserve.

        An org that has not said how many are left is asked once; one that does not say it is not held up.
        """
        usage = self._org.usage or self._org.ask_usage()
        if usage is not None and spare_calls(usage, self._percent) < needed:
            raise ProblemError(calls_reserved(usage, self._percent, needed))


def calls_reserved(usage: ApiUsage, percent: int, needed: int) -> Problem:
    """Why a run stops when too few calls are left."""
    values: dict[str, int] = {
        "left": max(0, usage.total - usage.used),
        "total": usage.total,
        "reserve": reserve_of(usage.total, percent),
    }
    what = RESERVED.with_values(**values, needed=needed) if needed > 1 else USED_UP.with_values(**values)
    return Problem(CODE, Category.INTERMITTENT, what, WAIT, retry=True, scope=Scope.ORG)


RESERVED = Counted(
    NOOP(
        "core",
        "Of the {total} API calls your org has in 24 hours {left} is left; {reserve} are kept for others, and the "
        "sync needs about {needed}.",
    ),
    NOOP(
        "core",
        "Of the {total} API calls your org has in 24 hours {left} are left; {reserve} are kept for others, and the "
        "sync needs about {needed}.",
    ),
    by="left",
)
USED_UP = Counted(
    NOOP(
        "core",
        "Of the {total} API calls your org has in 24 hours {left} is left; {reserve} are kept for others, so the "
        "sync stopped there.",
    ),
    NOOP(
        "core",
        "Of the {total} API calls your org has in 24 hours {left} are left; {reserve} are kept for others, so the "
        "sync stopped there.",
    ),
    by="left",
)
WAIT = Message(
    NOOP(
        "core",
        "What is done stays done. The nightly sync goes on by itself once calls are free again, as those of the last "
        "24 hours run out; try one of your own again in an hour or two, or lower the setting calls_reserve.",
    )
)
READ_BACK_CUT = Message(
    NOOP("core", "Not everything that was written was read back: the API calls left are kept for others.")
)
