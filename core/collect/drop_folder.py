"""A folder that is watched: CSV files that other programs put there are imported within seconds.

A file is waited for until it has stopped growing, then claimed by moving it into a hidden subfolder, imported, and
moved to `done` or `refused` with a report beside it. `refused` is also where a file is set aside that leaves open
whether the people in it have unsubscribed. What was claimed when the program ended is taken up at the
next start; that costs nothing where the import had finished, because the same file twice changes nothing.

The system's notices of changes make it quick; regular looks make it sure, on network drives too, where there are
no notices. Links, pipes, subfolders, hidden files and the names under which programs write unfinished files are left
alone; how files are opened and moved, `drop_places` and `open_folder` say.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Protocol

from peewee import DatabaseError
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from core.collect.csv_import import CsvImport
from core.collect.drop_places import ClaimedFile, DropPlaces, drop_places, harmless_name, unusable
from core.collect.drop_report import free_name, put_away
from core.collect.import_setup import ImportReport
from core.collect.understanding import Bounces
from core.files.open_folder import OpenFolder, is_link
from core.messages import CancelledError, Problem, ProblemError
from core.plain_text.shown import shown
from core.store.trouble import GOES_ON, disk_trouble

log = logging.getLogger(__name__)

_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".swp", "~")
_NOT_FOR_US = frozenset(("thumbs.db", "desktop.ini"))
_TRIES = 3
_PASSING = frozenset(("FILE_NOT_ALLOWED", "FILE_UNREADABLE"))
_NOT_THE_FILES_FAULT = frozenset(("IMPORT_NOT_SAVED", "FILE_DISK_FULL"))


@dataclass(frozen=True, slots=True)
class Pauses:
    """For how many seconds a watched folder is left alone.

    `settle_s`: how long a file must not have changed, `empty_s` one in which there is nothing yet; `rescan_s`: how
    often to look without being told; `again_s`: when to look again after trouble, or while another process has the
    job.
    """

    settle_s: float = 2.0
    empty_s: float = 10.0
    rescan_s: float = 30.0
    again_s: float = 5.0


class LeaseLike(Protocol):
    """The right to do the job, of which there is one for all processes; see `core.sync.leases`."""

    lost: threading.Event

    def try_take(self) -> bool:
        """Take it, unless another process has it."""

    def give_up(self) -> None:
        """Let others have it."""


@dataclass(frozen=True, slots=True)
class DropFolderState:
    """How it stands: files waited for until they are whole, the one being imported, and what is in the way."""

    folder: Path
    waiting: tuple[str, ...] = ()
    taking: str = ""
    problem: Problem | None = None


@dataclass(slots=True)
class _Look:
    """How a file was when it was last seen to change, and when that was."""

    seen: tuple[int, int, int]
    since: float


@dataclass(frozen=True, slots=True)
class _Finished:
    """What came of a file that is still to be put away, so that failing to move it costs no second import."""

    whole: tuple[int, int, int]
    report: ImportReport | None
    problem: Problem | None


class _EitherStop:
    """Set when the thread is to stop, or when another process has taken the job over."""

    def __init__(self, *events: threading.Event) -> None:
        self._events = events

    def is_set(self) -> bool:
        return any(event.is_set() for event in self._events)


class _Wake(FileSystemEventHandler):
    def __init__(self, woken: threading.Event) -> None:
        self._woken = woken

    def on_any_event(self, _event: FileSystemEvent) -> None:
        self._woken.set()


class DropFolder:
    """Watches one folder in a thread of its own, from `start` to `stop`.

    `shared` says whether others may write to the folder. `holds_unsubscribes`: whether its files are lists of
    unsubscribes where they do not say so themselves; `bounces_count`: whether a bounce in them is an opt-out.
    """

    def __init__(
        self,
        folder: Path,
        importer: CsvImport,
        lease: LeaseLike,
        *,
        now: Callable[[], datetime],
        shared: Callable[[], bool] = lambda: False,
        pauses: Pauses = Pauses(),
        holds_unsubscribes: Callable[[], bool] = lambda: False,
        bounces_count: Callable[[], bool] = lambda: False,
    ) -> None:
        self._folder = folder
        self._importer = importer
        self._lease = lease
        self._now = now
        self._shared = shared
        self._pauses = pauses
        self._holds_unsubscribes = holds_unsubscribes
        self._bounces_count = bounces_count
        self._looks: dict[str, _Look] = {}
        self._tries: dict[str, int] = {}
        self._finished: dict[str, _Finished] = {}
        self._state = DropFolderState(folder)
        self._woken = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._observer: BaseObserver | None = None
        self._watched: tuple[int, int] | None = None

    def state(self) -> DropFolderState:
        """How it stands, at once."""
        return self._state

    def start(self) -> None:
        """Begin to watch; a folder that is not there (yet) is reported in the state and waited for."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._work, args=(self._stop,), name="drop-folder", daemon=True
        )
        self._thread.start()

    def wake(self) -> None:
        """Go through the folder now."""
        self._woken.set()

    def stop(self, deadline_s: float = 1.0) -> bool:
        """End within about a second; a file being imported is carried on with at the next start.

        Returns whether the thread has ended by then.
        """
        self._stop.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(deadline_s)
        return self._thread is None or not self._thread.is_alive()

    def _work(self, stop: threading.Event) -> None:
        try:
            while True:
                self._woken.clear()  # before looking at the stop sign, which is followed by a wake-up
                if stop.is_set():
                    return
                try:
                    wait = self._round(stop)
                except OSError as error:
                    log.warning("the drop folder could not be looked at: %s", type(error).__name__)
                    self._say(problem=unusable(self._folder, error))
                    wait = self._pauses.again_s
                except ProblemError as error:
                    log.warning("the drop folder is not used: %s", error.problem.code)
                    self._say(problem=error.problem)
                    wait = self._pauses.again_s
                except (DatabaseError, sqlite3.Error) as error:
                    log.warning("the drop folder waits for the database: %s", type(error).__name__)
                    self._say(problem=disk_trouble(error, GOES_ON))
                    wait = self._pauses.again_s
                self._woken.wait(wait)
                # Notices come in crowds; one look a moment later sees what they were all about.
                stop.wait(min(0.05, self._pauses.settle_s))
        finally:
            self._end_watching()
            try:
                self._lease.give_up()
            except (DatabaseError, sqlite3.Error):
                log.warning("the job of the drop folder runs out by itself: the database cannot be written")

    def _round(self, stop: threading.Event) -> float:
        """Go through the folder once, and import what is ready; returns in how many seconds to do so again."""
        shared = self._shared()
        with drop_places(self._folder, shared=shared) as places:
            self._watch(places.folder.status())
            if not self._lease.try_take():
                self._say()
                return self._pauses.again_s
            for name in self._settled(places.folder):
                self._claim(places, name)
            troubles = [
                self._take(places, name, stop, shared=shared)
                for name in _claimed(places)
                if not stop.is_set()
            ]
            trouble = next((one for one in troubles if one is not None), None)
            self._say(problem=trouble)
            if trouble is not None:
                return self._pauses.again_s
            return self._pauses.settle_s / 2 if self._looks or _claimed(places) else self._pauses.rescan_s

    # --- which files are ready

    def _settled(self, folder: OpenFolder) -> list[str]:
        """Files that have not changed for a while, the oldest first; others are remembered until the next time."""
        seen = {name: status for name in folder.names() if (status := _candidate(folder, name)) is not None}
        self._looks = {name: look for name, look in self._looks.items() if name in seen}
        ready = []
        for name, status in seen.items():
            now = status.st_ino, status.st_size, status.st_mtime_ns
            look = self._looks.get(name)
            if look is None or look.seen != now:
                self._looks[name] = _Look(now, monotonic())
            elif monotonic() - look.since >= (
                self._pauses.settle_s if status.st_size else self._pauses.empty_s
            ):
                ready.append((status.st_mtime_ns, name))
        return [name for _, name in sorted(ready)]

    def _claim(self, places: DropPlaces, name: str) -> None:
        """Move a file out of everybody's reach; not while somebody has it open, as Windows tells."""
        self._looks.pop(name, None)
        try:
            places.folder.move(name, places.taking, free_name(places.taking, harmless_name(name)))
        except OSError as error:
            log.info("a file of the drop folder could not be moved yet: %s", type(error).__name__)

    # --- taking one

    def _take(self, places: DropPlaces, name: str, stop: threading.Event, *, shared: bool) -> Problem | None:
        """Import a claimed file and put it away; returns what is in the way when it has to wait."""
        self._say(taking=name)
        try:
            claimed = ClaimedFile(places.taking, name, shared=shared)
        except ProblemError as error:
            return self._put_away(places, name, None, error.problem)
        finished = self._finished.get(name)
        if finished is None or finished.whole != claimed.signature:
            report: ImportReport | None = None
            problem: Problem | None = None
            try:
                report = self._importer.run(
                    claimed.path,
                    folder_of_unsubscribes=self._holds_unsubscribes(),
                    bounces=Bounces.OPT_OUT if self._bounces_count() else None,
                    stop=_EitherStop(stop, self._lease.lost),
                    opener=claimed.open,
                )
            except CancelledError:  # while it was only being understood
                return None
            except ProblemError as error:
                problem = error.problem
            if report is not None and report.cancelled:
                return None
            if problem is not None and self._may_pass(name, problem):
                return problem
            if claimed.has_changed():  # its writer, who had it open, went on after all
                return None
            finished = self._finished[name] = _Finished(claimed.signature, report, problem)
        return self._put_away(places, name, finished.report, finished.problem)

    def _put_away(
        self, places: DropPlaces, name: str, report: ImportReport | None, problem: Problem | None
    ) -> Problem | None:
        """Returns what is in the way of a report; the file is where it belongs all the same."""
        place = places.refused if _is_refused(report) else places.done
        try:
            put_away(name, places.taking, place, report, problem, self._now())
        except ProblemError as error:
            return error.problem
        finally:
            if not places.taking.has(name):
                self._finished.pop(name, None)
                self._tries.pop(name, None)
        return None

    def _may_pass(self, name: str, problem: Problem) -> bool:
        """Whether to try again later: for ever where the file is not to blame, else a few times."""
        if problem.code in _NOT_THE_FILES_FAULT:
            return True
        self._tries[name] = self._tries.get(name, 0) + 1
        return problem.code in _PASSING and self._tries[name] < _TRIES

    def _say(self, *, taking: str = "", problem: Problem | None = None) -> None:
        self._state = DropFolderState(self._folder, tuple(sorted(map(shown, self._looks))), taking, problem)

    # --- being told of changes

    def _watch(self, status: os.stat_result) -> None:
        """Ask the system for notices, anew when the folder is another one."""
        here = (status.st_dev, status.st_ino)
        if here == self._watched:
            return
        self._end_watching()
        observer = Observer()
        observer.name = "drop-folder-notices"
        try:
            observer.schedule(_Wake(self._woken), str(self._folder))
            observer.start()
        except (OSError, RuntimeError) as error:
            # No notices here (a network drive, or too many watched folders): the regular looks remain.
            log.info("no notices of changes in the drop folder: %s", type(error).__name__)
        else:
            self._observer = observer
        self._watched = here

    def _end_watching(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(1.0)
        self._observer, self._watched = None, None


def _candidate(folder: OpenFolder, name: str) -> os.stat_result | None:
    """How a file stands that may be taken; None for what is left alone, and for what has just gone."""
    low = name.lower()
    if low.startswith((".", "~$")) or low.endswith(_UNFINISHED) or low in _NOT_FOR_US:
        return None
    try:
        status = folder.status_of(name)
    except FileNotFoundError:
        return None
    return status if stat.S_ISREG(status.st_mode) and not is_link(status) else None


def _claimed(places: DropPlaces) -> list[str]:
    return sorted(places.taking.names())


def _is_refused(report: ImportReport | None) -> bool:
    """What could not be read, or held not one good row."""
    return report is None or 0 < report.counts.rows == report.counts.refused
