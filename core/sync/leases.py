"""The right to do a job that only one process may do at a time, kept in the database.

Whoever holds a lease renews it every few seconds from a thread of its own, however long the job waits for the
network. A holder that was killed is noticed at once by others on the same computer, and by all when its lease
runs out. One that slept past its time has lost it, whether another has taken over or not: what it knows may be old.
`lost` says so, and inside `fence` such a holder cannot write.
"""

from __future__ import annotations

import logging
import os
import platform
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from types import TracebackType

from peewee import SqliteDatabase

from core.messages import CancelledError
from core.store.database import Database
from core.store.runs import Runs

log = logging.getLogger(__name__)

SYNC = "sync"
PUSH = "push"
"""The jobs that write to Salesforce."""
VALID_S = 30.0
"""How long a lease is valid, in seconds, unless it is renewed."""
RENEW_S = 5.0
"""How often it is renewed, in seconds."""
_LOOK_S = 0.2


class LeaseLostError(CancelledError):
    """The lease was lost, or may be: its former holder stops at once and writes nothing more."""


class Lease:
    """One process's claim on one job. Use it from one thread; leaving a `with` block gives it up.

    `lost` is set when another process took the job over, or when the lease could not be renewed in time: stop
    the job then. It is a new event for each time the lease is taken.
    """

    def __init__(
        self,
        runs: Runs,
        job: str,
        now: Callable[[], datetime],
        *,
        valid_s: float = VALID_S,
        renew_s: float = RENEW_S,
    ) -> None:
        self._runs = runs
        self._job = job
        self._now = now
        self._valid_s = valid_s
        self._renew_s = renew_s
        self._holder = f"{_place()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._heartbeat: threading.Thread | None = None
        self._ended = threading.Event()
        self._other: tuple[tuple[str, datetime], float] | None = None
        self._number: int | None = None
        self._renewed = 0.0
        self.lost = threading.Event()

    @property
    def held(self) -> bool:
        """Whether the job is this lease's, as far as it knows."""
        return self._heartbeat is not None and not self.lost.is_set()

    def try_take(self) -> bool:
        """Take the lease if it is free, or if its holder is not running any more."""
        if self.held:
            return True
        self._end_heartbeat()
        if self._others_hold_it() or not self._runs.take_lease(
            self._job, self._holder, self._now(), self._valid_s
        ):
            return False
        self.lost = threading.Event()
        self._ended = threading.Event()
        self._other = None
        self._number = self._runs.lease_number(self._job, self._holder)
        self._renewed = monotonic()
        self._heartbeat = threading.Thread(
            target=self._renew, args=(self._ended, self.lost), name=f"lease-{self._job}", daemon=True
        )
        self._heartbeat.start()
        return True

    def wait(self, stop: threading.Event, deadline: float) -> bool:
        """Take the job as soon as it is free; False when `stop` is set or `deadline` seconds have passed."""
        ends = monotonic() + deadline
        while not self.try_take():
            left = ends - monotonic()
            if left <= 0 or stop.wait(min(_LOOK_S, left)):
                return False
        return True

    def give_up(self) -> None:
        """Let others do the job; harmless when it is not held."""
        if self._heartbeat is None:
            return
        self._end_heartbeat()
        self._runs.give_up_lease(self._job, self._holder)

    def require(self) -> None:
        """Raise LeaseLostError when the job is not this lease's any more; asked before Salesforce is written to."""
        overslept = monotonic() - self._renewed > self._valid_s
        if not overslept and self._runs.lease_number(self._job, self._holder) == self._number:
            return
        self.lost.set()
        raise LeaseLostError

    @contextmanager
    def fence(self, database: Database) -> Iterator[None]:
        """Let this thread write to the database only as long as the job is this lease's."""

        def holds(_: SqliteDatabase) -> None:
            self.require()

        with database.fenced(holds):
            yield

    def __enter__(self) -> Lease:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.give_up()

    def _renew(self, ended: threading.Event, lost: threading.Event) -> None:
        while not ended.wait(self._renew_s):
            # Whoever slept past the time has lost the job, even where nobody else wants it.
            kept = monotonic() - self._renewed <= self._valid_s
            try:
                kept = kept and self._runs.renew_lease(self._job, self._holder, self._now(), self._valid_s)
            except Exception:
                # A full or busy disk: the job goes on as long as the lease is good.
                log.exception("the lease for %s could not be renewed", self._job)
            else:
                self._renewed = monotonic() if kept else self._renewed
            if not kept:
                log.warning("another process has taken over: %s", self._job)
                lost.set()
                return

    def _end_heartbeat(self) -> None:
        heartbeat, self._heartbeat = self._heartbeat, None
        self._ended.set()
        if heartbeat is not None:
            # It may be in the middle of a renewal, which must not come after the lease is given up.
            heartbeat.join()

    def _others_hold_it(self) -> bool:
        """Whether a living process has the job; a dead one's lease is taken from it.

        The time in a lease may be wrong: a clock that was set back would keep a dead holder's for hours. One that
        stays unrenewed for as long as a lease is valid, by a clock that nobody sets, is dead whatever it says.
        """
        found = self._runs.lease(self._job)
        if found is None or found[1] <= self._now():
            return False
        if self._other is None or self._other[0] != found:
            self._other = (found, monotonic())
        unchanged_s = monotonic() - self._other[1]
        if not _is_dead(found[0]) and unchanged_s <= self._valid_s:
            return True
        log.info("the holder of the lease for %s is gone; taking over", self._job)
        self._runs.give_up_lease(self._job, found[0])
        return False


def is_at_work(runs: Runs, job: str) -> bool:
    """Whether somebody who may be alive holds the lease of a job."""
    found = runs.lease(job)
    return found is not None and not _is_dead(found[0])


def _place() -> str:
    """This computer, told apart from containers on it, whose process numbers mean nothing here."""
    try:
        space = os.readlink("/proc/self/ns/pid")
    except OSError:
        space = ""
    return f"{platform.node()}/{space}".replace(":", "=")


def _is_dead(holder: str) -> bool:
    """Whether a holder is a process of this computer that has ended; False where that cannot be known."""
    place, _, pid = holder.rpartition(":")[0].rpartition(":")
    if os.name == "nt" or place != _place() or not pid.isdigit():
        # On Windows there is no harmless way to ask: os.kill would end the process. Its lease runs out.
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
