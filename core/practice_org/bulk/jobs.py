"""Bulk jobs as they are kept: a row each in the data file, and what they read and write as files beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.practice_org.errors import not_found
from core.practice_org.http.calls import UPLOADING
from core.practice_org.ids import full_id, make_id
from core.practice_org.org.org import Org
from core.practice_org.private_files import make_private_folder
from core.practice_org.timestamps import to_json

KEPT_MS = 7 * 24 * 3600 * 1000
"""How long jobs and their results are kept (Bulk API guide, Limits)."""

DELIMITERS = {
    "COMMA": ",", "SEMICOLON": ";", "TAB": "\t", "PIPE": "|", "CARET": "^", "BACKQUOTE": "`",
}  # fmt: skip
LINE_ENDINGS = {"LF": "\n", "CRLF": "\r\n"}


class State(StrEnum):
    """Where a job stands."""

    OPEN = "Open"
    UPLOAD_COMPLETE = "UploadComplete"
    IN_PROGRESS = "InProgress"
    JOB_COMPLETE = "JobComplete"
    ABORTED = "Aborted"
    FAILED = "Failed"


ENDED = frozenset({State.JOB_COMPLETE, State.ABORTED, State.FAILED})


class Part(StrEnum):
    """The files of a job, by the ending of their names."""

    RESULT = "result.csv"
    PLACES = "result.places"
    UPLOAD = "upload.csv"
    SUCCEEDED = "succeeded.csv"
    REFUSED = "refused.csv"


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `kind` is "query" or "ingest"; `version` is the API version it was made with.

    Of an ingest job, `contents` counts its uploads, `position` is where in the upload the first row lies that
    is not processed, and `succeeded_bytes` and `refused_bytes` are how much of its result files holds good.
    """

    serial: int
    id: str
    kind: str
    operation: str
    object: str
    version: str
    created_by: str
    created: int
    modified: int
    state: str
    query: str = ""
    delimiter: str = "COMMA"
    line_ending: str = "LF"
    external_id: str = ""
    contents: int = 0
    position: int = 0
    batches: int = 0
    processed: int = 0
    failed: int = 0
    succeeded_bytes: int = 0
    refused_bytes: int = 0
    retries: int = 0
    error: str = ""
    active_ms: int = 0

    @property
    def separator(self) -> str:
        """What stands between the values of a row."""
        return DELIMITERS[self.delimiter]

    @property
    def row_end(self) -> str:
        """What stands at the end of a row."""
        return LINE_ENDINGS[self.line_ending]

    def summary(self) -> dict[str, Any]:
        """The job in JSON, as it is answered when it is made or changed."""
        entries: dict[str, Any] = {
            "id": self.id,
            "operation": self.operation,
            "object": self.object,
            "createdById": self.created_by,
            "createdDate": to_json(self.created),
            "systemModstamp": to_json(self.modified),
            "state": self.state,
        }
        if self.external_id:
            entries["externalIdFieldName"] = self.external_id
        entries |= {"concurrencyMode": "Parallel", "contentType": "CSV", "apiVersion": float(self.version)}
        if self.kind == "ingest" and self.state == State.OPEN:
            # Without the leading slash, as Salesforce gives it.
            entries["contentUrl"] = f"services/data/v{self.version}/jobs/ingest/{self.id}/batches"
        return entries | {"lineEnding": self.line_ending, "columnDelimiter": self.delimiter}

    def listed(self) -> dict[str, Any]:
        """The job in JSON, as it stands in a list of jobs."""
        return self.summary() | {"jobType": "V2Query" if self.kind == "query" else "V2Ingest"}

    def details(self) -> dict[str, Any]:
        """The job in JSON with its counters, as it is answered to a poll."""
        waited = self.modified - self.created if self.state in ENDED else 0
        entries = self.listed() | {
            "numberRecordsProcessed": self.processed,
            "retries": self.retries,
            "totalProcessingTime": waited,
        }
        if self.kind == "query":
            entries["isPkChunkingSupported"] = True
        else:
            entries |= {
                "numberRecordsFailed": self.failed,
                "apiActiveProcessingTime": self.active_ms,
                "apexProcessingTime": 0,
            }
        return entries | ({"errorMessage": self.error} if self.error else {})


_COLUMNS = tuple(entry.name for entry in fields(Job))


class Jobs:
    """The jobs of one org."""

    def __init__(self, org: Org) -> None:
        self._org = org
        self._database = org.database
        self._directory = org.database.path.parent / "practice-org-bulk"

    def prepare(self) -> list[Job]:
        """Make the table, drop what is older than a week, and tell which jobs a restart must take up again."""
        columns = ", ".join(f'"{name}"' for name in _COLUMNS[2:])
        with self._database.writing() as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS bulk_job"
                f" (serial INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, {columns})"
            )
        make_private_folder(self._directory, ours=True)
        for job in self._select("WHERE created < ?", self._org.now() - KEPT_MS):
            self.delete(job)
        self._sweep()
        return self._select("WHERE state IN (?, ?)", State.UPLOAD_COMPLETE, State.IN_PROGRESS)

    def _sweep(self) -> None:
        """Remove files that no job owns: uploads cut off by the end of the server, remains of deleted jobs.

        The directory is the user's choice and may hold files of theirs: only names that are ours are touched.
        """
        known = {job.id for job in self._select("")}
        for path in self._directory.iterdir():
            identifier, _, part = path.name.partition(".")
            if identifier.startswith("750") and part in set(Part) and identifier not in known:
                path.unlink(missing_ok=True)
        for path in self._database.path.parent.glob(f"{UPLOADING}*"):
            path.unlink(missing_ok=True)

    def path(self, job: Job, part: Part) -> Path:
        """Where a file of the job lies, or would."""
        return self._directory / f"{job.id}.{part}"

    # reading

    def find(self, kind: str, job_id: str) -> Job:
        """The job of this id; raises ApiError (404) when there is none of this kind."""
        found = self._select("WHERE kind = ? AND id = ?", kind, full_id(job_id))
        if not found:
            raise not_found()
        return found[0]

    def listed(self, kind: str, start: int, most: int) -> list[Job]:
        """Jobs of a kind in the order they were made, `most` of them from number `start` on."""
        return self._select("WHERE kind = ? ORDER BY serial LIMIT ? OFFSET ?", kind, most, start)

    def _select(self, clauses: str, *parameters: Any) -> list[Job]:
        columns = ", ".join(f'"{name}"' for name in _COLUMNS)
        rows = self._database.reader().execute(f"SELECT {columns} FROM bulk_job {clauses}", parameters)
        return [Job(*row) for row in rows.fetchall()]

    # writing

    def make(self, **values: Any) -> Job:
        """Keep a new job; the answer has its id."""
        now = self._org.now()
        values |= {"created": now, "modified": now}
        with self._database.writing() as connection:
            defaults = {entry.name: entry.default for entry in fields(Job) if entry.default is not MISSING}
            columns = defaults | values
            names = ", ".join(f'"{name}"' for name in columns)
            marks = ", ".join("?" * len(columns))
            serial = connection.execute(
                f"INSERT INTO bulk_job ({names}) VALUES ({marks})", list(columns.values())
            ).lastrowid
            assert serial is not None
            identifier = make_id("750", serial)
            connection.execute("UPDATE bulk_job SET id = ? WHERE serial = ?", (identifier, serial))
            return self.find(values["kind"], identifier)

    def change(self, job: Job, **values: Any) -> None:
        """Change columns of a job that is still there."""
        values["modified"] = self._org.now()
        assignments = ", ".join(f'"{name}" = ?' for name in values)
        with self._database.writing() as connection:
            connection.execute(
                f"UPDATE bulk_job SET {assignments} WHERE serial = ?", [*values.values(), job.serial]
            )

    def move(self, job: Job, origins: Iterable[State], target: State, **values: Any) -> bool:
        """Bring the job into another state if it is in one of `origins`; false when it is not, or is gone."""
        with self._database.writing():
            if self.state(job) not in tuple(origins):
                return False
            self.change(job, state=target, **values)
            return True

    def state(self, job: Job) -> str | None:
        """Where the job stands now; None when it was deleted."""
        row = (
            self._database.reader()
            .execute("SELECT state FROM bulk_job WHERE serial = ?", (job.serial,))
            .fetchone()
        )
        return None if row is None else str(row[0])

    def delete(self, job: Job) -> None:
        """Forget the job and remove its files."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM bulk_job WHERE serial = ?", (job.serial,))
        self.remove_files(job)

    def remove_files(self, job: Job) -> None:
        """Remove what the job read and wrote."""
        for part in Part:
            try:
                self.path(job, part).unlink(missing_ok=True)
            except PermissionError:
                # Windows does not remove a file that is being read; the next start does.
                continue
