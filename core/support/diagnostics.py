"""The diagnostics file: how the program and its work stand, for whoever helps, without a word about anybody.

It holds no address, name, token or text that came from a record: only versions, settings, counts, codes, times,
and the log file, in which addresses are cut out once more. It is plain text, so that an admin can read it before
passing it on.
"""

from __future__ import annotations

import platform
import re
import sqlite3
import ssl
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from core.connection.state import Connection
from core.files.whole_file import whole_file
from core.plain_text.moments import iso_text
from core.salesforce.http.route import NONE, SYSTEM
from core.settings import CA_FILE, ORG_NAME, PROXY, PROXY_USER, WATCHED_FOLDER, Settings
from core.settings.alarms import (
    ALARMS_HEARTBEAT,
    ALARMS_MAIL_FROM,
    ALARMS_MAIL_SERVER,
    ALARMS_MAIL_TO,
    ALARMS_MAIL_USER,
)
from core.store.database import SQLITE_FILE
from core.store.push_queue import QueueState
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org
from core.store.types.runs import Night, Run
from core.support.log_file import LOG_FILE

_PACKAGES = (
    "unsubscribe-sync",
    "PySide6-Essentials",
    "simple-salesforce",
    "requests",
    "urllib3",
    "truststore",
    "peewee",
    "keyring",
)
_RUNS, _NIGHTS = 30, 30
_LOG_FILES = (f"{LOG_FILE}.1", LOG_FILE)
_QUOTED_NAME = re.compile(r'"[^"\n]*"(?=[@＠])')
_WORD = re.compile(r"\S+")

OrgState = Sequence[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the file is made of; `now` is aware UTC."""

    store: Store
    settings: Settings
    connection: Connection
    queue: QueueState
    data_dir: Path
    now: datetime


def write_diagnostics(path: Path, standing: Standing) -> None:
    """Write the file. One of that name is replaced; raises ProblemError when it cannot be written."""
    with whole_file(path) as stream:
        for line in _lines(standing):
            stream.write(f"{without_people(line, standing.data_dir)}\n")


def without_people(line: str, data_dir: Path) -> str:
    """A line without addresses, and without the folders that hold the user's name."""
    for folder, instead in ((data_dir, "(data folder)"), (Path.home(), "~")):
        if folder != folder.parent:
            line = line.replace(str(folder), instead)
    if "@" not in line and "＠" not in line:
        return line
    # Whole words: what is an address and what is beside it is not always to be told apart.
    return _WORD.sub(_without_address, _QUOTED_NAME.sub("", line))


def _without_address(word: re.Match[str]) -> str:
    return "(address)" if "@" in word[0] or "＠" in word[0] else word[0]


def _lines(standing: Standing) -> Iterator[str]:
    yield "Unsubscribe Sync: diagnostics"
    yield f"Made at {iso_text(standing.now)}."
    yield "It holds no e-mail addresses, names of people, or passwords. Times are UTC."
    for title, facts in (
        ("Versions", _versions()),
        ("Settings", _settings(standing.settings)),
        ("Connection", _connection(standing.connection, standing.store.org_state.org())),
        ("Data", _data(standing)),
        ("Push queue", _queue(standing.queue)),
        ("Pushes held up", _held_up(standing.store)),
        ("Status log", _status_log(standing.store)),
        (f"The last {_RUNS} syncs", _runs(standing.store)),
        (f"The last {_NIGHTS} nights", _nights(standing.store)),
    ):
        yield from ("", f"== {title}")
        yield from (f"{name}: {value}" for name, value in facts)
    for name in _LOG_FILES:
        yield from ("", f"== {name}")
        yield from _log_file(standing.data_dir / name)


def _versions() -> OrgState:
    return (
        *((name, _version(name)) for name in _PACKAGES),
        ("Python", sys.version.replace("\n", " ")),
        ("SQLite", sqlite3.sqlite_version),
        ("TLS", ssl.OPENSSL_VERSION),
        ("System", platform.platform()),
        ("Machine", platform.machine()),
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


_NAMES: Mapping[str, tuple[str, ...]] = {
    WATCHED_FOLDER.key: ("",),
    ORG_NAME.key: ("",),
    PROXY.key: (SYSTEM, NONE),
    PROXY_USER.key: ("",),
    CA_FILE.key: ("",),
    ALARMS_MAIL_SERVER.key: ("",),
    ALARMS_MAIL_USER.key: ("",),
    ALARMS_MAIL_FROM.key: ("",),
    ALARMS_MAIL_TO.key: ("",),
    ALARMS_HEARTBEAT.key: ("",),
}
"""Settings that name somebody or something of the company's, and what they hold when they do not."""


def _settings(settings: Settings) -> OrgState:
    return [
        (key, "(set)" if key in _NAMES and text not in _NAMES[key] else text)
        for key, text in settings.all().items()
    ]


def _connection(connection: Connection, known: Org | None) -> OrgState:
    facts: list[tuple[str, object]] = [("state", connection.state)]
    if connection.problem is not None:
        facts.append(("problem", f"{connection.problem.category} {connection.problem.code}"))
    if connection.last_contact_at is not None:
        facts.append(("last contact", iso_text(connection.last_contact_at)))
    if connection.usage is not None:
        facts.append(("API calls", f"{connection.usage.used} of {connection.usage.total}"))
    if (org := connection.org or known) is not None:
        facts += [
            ("org", org.id),
            ("API version", org.api_version),
            ("sandbox", org.is_sandbox),
            ("practice org", org.is_practice),
        ]
    if (shape := connection.shape) is not None:
        for name, seen in sorted(shape.objects.items()):
            fields = map(seen.field, OptOutField)
            facts.append(
                (
                    name,
                    ", ".join(
                        f"{field.name} {'editable' if field.updateable else 'read-only'}" if field else "none"
                        for field in fields
                    ),
                )
            )
    return facts


def _data(standing: Standing) -> OrgState:
    marks = standing.store.org_state.marks()
    database = standing.data_dir / SQLITE_FILE
    return [
        *asdict(standing.store.people.totals()).items(),
        ("database in bytes", database.stat().st_size if database.exists() else 0),
        *((f"{name} read from", iso_text(at)) for name, at in sorted(marks.read_from.items())),
        ("last full sync", iso_text(marks.last_full_run_at) if marks.last_full_run_at else "none"),
    ]


def _queue(queue: QueueState) -> OrgState:
    return (
        ("waiting", queue.waiting),
        ("parked", queue.parked),
        ("paused until", iso_text(queue.paused_until) if queue.paused_until else "not paused"),
        ("why paused", queue.reason.template if queue.reason else ""),
    )


def _held_up(store: Store) -> OrgState:
    return [
        (f"{group.problem.category} {group.problem.code}", f"{group.count} {group.state}")
        for group in store.push_queue.error_groups()
    ]


def _status_log(store: Store) -> OrgState:
    return [
        (f"{tally.level} {tally.kind} {tally.code}".strip(), tally.count)
        for tally in store.status_log.tally()
    ]


def _runs(store: Store) -> OrgState:
    return [(f"sync {run.id}", _run(run)) for run in store.runs.newest(_RUNS)]


def _run(run: Run) -> str:
    parts = [
        f"{run.kind}{' full' if run.full else ''}",
        run.field,
        run.outcome,
        f"{iso_text(run.started_at)} to {iso_text(run.finished_at) if run.finished_at else 'unfinished'}",
        f"{run.api_calls} calls",
        *(f"{name} {count}" for name, count in asdict(run.counts).items()),
    ]
    if run.reason is not None:
        # The template and not the sentence: what fills it may have come from a record.
        parts.append(run.reason.template)
    return ", ".join(parts)


def _nights(store: Store) -> OrgState:
    return [(iso_text(night.planned_for), _night(night)) for night in store.runs.nights(_NIGHTS)]


def _night(night: Night) -> str:
    return f"{night.state}{f', {night.why.template}' if night.why else ''}"


def _log_file(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            for line in stream:
                yield line.rstrip("\n")
    except FileNotFoundError:
        yield "(there is none)"
    except OSError as error:
        yield f"(not readable: {type(error).__name__})"
