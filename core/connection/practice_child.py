"""The practice org as a child process on loopback: a small Salesforce to try the program with.

It cannot slow the window, and it ends with this process even when that is killed, because the other end of
its standard input closes then.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import sqlite3
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import core
from core.connection.one_at_a_time import one_at_a_time
from core.files.private_files import make_folder
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Category, Problem, ProblemError, Scope, make_problem
from core.salesforce.values.errors import offline
from core.secrets.credentials import without_access

log = logging.getLogger(__name__)

_START_S = 60.0
_PEOPLE_PER_S = 2_000
"""How many people even a slow machine seeds in a second; a large org may take longer to start."""
_END_S = 5.0
_TOKEN_S = 10.0
_LOOK_S = 0.1
_LONGEST_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class PracticeOptions:
    """What a new practice org holds and how it behaves; `python -m core.practice_org --help` explains all.

    The numbers of people, the seed and the package count only while the org is made: later starts keep it.
    `local_people`: whether the local database gets people of its own (practice_people.py). `scenario` is the state
    to begin with: the name of a ready-made one, or a file.
    """

    people: int = 2_000
    opted_out: int | None = None
    seed: int = 1
    latency_ms: float = 0
    package: str = "mkto_si"
    package_namespace: str = "mkto_si"
    bulk_delay_ms: float = 0
    port: int | None = None
    scenario: str | Path | None = None
    local_people: bool = True

    def arguments(self) -> list[str]:
        """The same for the command line of the practice org."""
        given = {
            "--people": self.people,
            "--opted-out": self.opted_out,
            "--seed": self.seed,
            "--latency-ms": self.latency_ms,
            "--package": self.package,
            "--package-namespace": self.package_namespace,
            "--bulk-delay-ms": self.bulk_delay_ms,
            "--port": self.port,
            # A name stays as it is; a file is found from wherever the process is started.
            "--scenario": self.scenario.absolute() if isinstance(self.scenario, Path) else self.scenario,
        }
        return [part for name, value in given.items() if value is not None for part in (name, str(value))]

    @property
    def start_deadline_s(self) -> float:
        """How many seconds its start may take."""
        return _START_S + self.people / _PEOPLE_PER_S


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """What the practice org says when it is ready. Its pages open at `setup_url` without a browser's warning."""

    instance_url: str
    setup_url: str
    ca_file: Path
    access_token: str = field(repr=False)


class PracticeChild:
    """One practice org, started by `start` and ended by `close`, which may come from any thread. Use it once."""

    def __init__(self, folder: Path, options: PracticeOptions) -> None:
        """`folder` keeps the org: it is made there, or found as it was left."""
        self._folder = folder
        self._options = options
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._closed = False
        self._ready = False

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        process = self._process
        return process is not None and process.poll() is None

    def start(self, stop: threading.Event) -> PracticeLine:
        """Start it and wait until it is ready.

        Raises ProblemError (PRACTICE_ORG_NOT_STARTED) with what it said, and CancelledError when `stop` is
        set or it is closed meanwhile; in both cases it is ended.
        """
        with tempfile.TemporaryFile() as said:
            try:
                make_folder(self._folder)
                with one_at_a_time(self._folder / "starting.sqlite", stop):
                    line = self._understood(self._first_line(self._spawn(said), stop))
            except CancelledError:
                self.close()
                raise
            except (OSError, sqlite3.Error, ValueError, KeyError, TypeError, _NotReadyError) as trouble:
                closed_meanwhile = self._closed
                self.close()
                if closed_meanwhile:
                    raise CancelledError from None
                raise ProblemError(_not_started(_end_of(said) or str(trouble))) from None
        self._ready = True
        log.info("the practice org is ready")
        return line

    def close(self) -> None:
        """End it; harmless when done twice."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
        if process is not None:
            # While it makes its people it does not heed its standard input; it can be killed without harm.
            _end(process, kill=not self._ready)

    def _spawn(self, said: IO[bytes]) -> subprocess.Popen[str]:
        arguments = ["--until-stdin-closes", "--data-dir", str(self._folder), *self._options.arguments()]
        with self._lock:
            if self._closed:
                raise CancelledError
            self._process = subprocess.Popen(
                practice_command() + arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                encoding="utf-8",
                env=practice_environment(),
                start_new_session=True,
                # What it writes is for this user alone; Windows has no such mask, and heeds none.
                umask=0o077,
                creationflags=_NO_CONSOLE,
            )
            return self._process

    def _first_line(self, process: subprocess.Popen[str], stop: threading.Event) -> str:
        answer: queue.SimpleQueue[str] = queue.SimpleQueue()
        # A thread of its own, because Windows cannot wait for a pipe with a deadline.
        threading.Thread(target=_read_line, args=(process, answer), name="practice-org", daemon=True).start()
        for _ in range(int(self._options.start_deadline_s / _LOOK_S)):
            if stop.is_set():
                raise CancelledError
            with contextlib.suppress(queue.Empty):
                return answer.get(timeout=_LOOK_S)
        raise _NotReadyError("it was not ready in time")

    @staticmethod
    def _understood(text: str) -> PracticeLine:
        if not text:
            raise _NotReadyError("it ended before it was ready")
        said = json.loads(text)
        return PracticeLine(
            said["instance_url"], said["setup_url"], Path(said["ca_file"]), said["access_token"]
        )


class PracticeTokens:
    """Access tokens of a practice org: when one has expired, the org is asked for another.

    Only a practice org gives tokens to whoever asks. A TokenSource; thread-safe.
    """

    def __init__(self, line: PracticeLine) -> None:
        self._line = line
        self._token = line.access_token
        self._lock = threading.Lock()

    def token(self) -> str:
        """The token to send."""
        return self._token

    def renew(self, refused: str) -> str:
        """A newer token than the one that was refused; raises ProblemError when the org does not answer."""
        with self._lock:
            if self._token == refused:
                self._token = self._ask()
            return self._token

    def _ask(self) -> str:
        import requests

        with requests.Session() as session:
            session.trust_env = False
            session.verify = str(self._line.ca_file)
            try:
                answer = session.post(f"{self._line.instance_url}/practice/tokens", timeout=_TOKEN_S)
                answer.raise_for_status()
                token: str = answer.json()["access_token"]
            except (requests.RequestException, OSError, KeyError) as trouble:
                raise ProblemError(offline(type(trouble).__name__)) from None
        return token


class _NotReadyError(Exception):
    """The practice org did not get ready; the text says how."""


def practice_command() -> list[str]:
    """How to start a practice org; its arguments follow. Goes with `practice_environment`.

    `-P` keeps a folder named core in the working directory from being taken for this program.
    """
    return [sys.executable, "-P", "-m", "core.practice_org"]


def practice_environment() -> dict[str, str]:
    """This process's environment without its secrets, in which the child finds the same program and no other."""
    environment = without_access(os.environ)
    # Whatever is not a full path would be looked for in the working directory.
    others = [
        place for place in environment.get("PYTHONPATH", "").split(os.pathsep) if Path(place).is_absolute()
    ]
    return environment | {
        "PYTHONPATH": os.pathsep.join([str(Path(core.__file__).resolve().parents[1]), *others]),
        "PYTHONUTF8": "1",
        "PYTHONIOENCODING": "utf-8",
    }


if sys.platform == "win32":
    _NO_CONSOLE = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _NO_CONSOLE = 0


def _read_line(process: subprocess.Popen[str], answer: queue.SimpleQueue[str]) -> None:
    assert process.stdout is not None
    try:
        answer.put(process.stdout.readline())
    except ValueError:
        # Closed already: nobody waits for the line any longer.
        answer.put("")


def _end(process: subprocess.Popen[str], *, kill: bool) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    if kill:
        process.kill()
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        log.warning("the practice org did not end by itself and is killed")
        process.kill()
        process.wait(_END_S)
    process.stdout.close()


def _end_of(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode("utf-8", "replace").strip()[-_LONGEST_TEXT:]


def _not_started(detail: str) -> Problem:
    return make_problem(
        "PRACTICE_ORG_NOT_STARTED",
        Category.OTHER,
        NOOP("core", "The practice org could not be started."),
        NOOP(
            "core",
            "The details tell why. Check that the disk is not full; if the practice data is damaged, delete "
            "its folder and start again.",
        ),
        detail=detail,
        scope=Scope.CONNECTION,
    )
