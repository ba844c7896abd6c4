"""What importing a large CSV file costs, beside a plain script that makes the same inserts.

    python -m tests.benchmarks.csv_import [ROWS]        (1,000,000 unless said otherwise)

Every measurement is a process of its own, so that its peak memory is its own. `plain` is Python's csv and
sqlite3.executemany into the same tables, in one transaction at the end, checking nothing; `plain, as safe`
commits after as many rows as the program does, with the same journal settings. Half of the rows are unsubscribes, four
of five have a Salesforce ID, one in a thousand is bad.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from core.collect.csv_export import CsvExport
from core.collect.csv_import import CsvImport
from core.collect.import_work import PORTION
from core.salesforce.values.record_id import to_18
from core.store.schema import utc_text
from core.store.search_index import INDEX_DUE
from core.store.store import Store
from core.store.types.people import PeopleFilter
from tests.helpers.services import services_over

HEADERS = [
    "email", "first_name", "last_name", "company", "title", "salesforce_id", "unsubscribed", "date", "reason", "source",
]  # fmt: skip
STAMP = utc_text(datetime(2026, 6, 10, 12, tzinfo=UTC))
Row = dict[str, str]


def write_sample(path: Path, rows: int) -> None:
    """A file of people in no order, as an export of another program would be."""
    random_ = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADERS)
        for number in random_.sample(range(rows), rows):
            out = number % 2 == 1
            email = f"person{number:07d}@example{number % 977}.com" if number % 1000 else "nobody"
            id_ = to_18(f"{'003' if number % 3 else '00Q'}5e{number:010d}") if number % 5 else ""
            writer.writerow(
                [
                    email,
                    f"First{number % 500}",
                    f"Låst{number % 3000}",
                    f"Company {number % 10_000}",
                    "Manager",
                    id_,
                    "true" if out else "false",
                    f"2025-0{number % 9 + 1}-1{number % 10}T10:{number % 60:02d}:00Z" if out else "",
                    "asked by mail" if out else "",
                    "",
                ]
            )


def importer(folder: Path) -> CsvImport:
    """The program's own import over a data directory."""
    services = services_over(folder, lambda: datetime.now(UTC))
    return CsvImport(services, who="benchmark", on_collected=lambda: None)


def ours(folder: Path, sample: Path) -> str:
    """The import itself."""
    return str(importer(folder).run(sample).counts)


def preview(folder: Path, sample: Path) -> str:
    """The preview of the same file."""
    return str(importer(folder).preview(sample).counts)


def export(folder: Path, _sample: Path) -> str:
    """Writing everybody out again."""
    exporter = CsvExport(services_over(folder, lambda: datetime.now(UTC)))
    return str(exporter.run(folder / "export.csv", PeopleFilter(unsubscribed_only=False)).rows)


def plain(folder: Path, sample: Path) -> str:
    """The quick script: one transaction."""
    return _plain(folder, sample, rows_per_commit=10**9)


def plain_as_safe(folder: Path, sample: Path) -> str:
    """The quick script, committing as often and as firmly as the program does."""
    return _plain(folder, sample, rows_per_commit=PORTION)


def _plain(folder: Path, sample: Path, rows_per_commit: int) -> str:
    Store(folder)  # only to have the same tables
    database = sqlite3.connect(folder / "people.sqlite3")
    database.execute("PRAGMA synchronous = FULL")
    people = 0
    with sample.open(encoding="utf-8", newline="") as stream:
        good = (row for row in csv.DictReader(stream) if "@" in row["email"])
        while chunk := list(islice(good, PORTION)):
            numbered = list(enumerate(chunk, people + 1))
            people += len(chunk)
            for sql, values in _INSERTS:
                database.executemany(sql, values(numbered))
            for sql in INDEX_DUE:
                database.execute(sql, (0,))
            if rows_per_commit < 10**9:
                database.commit()
    database.commit()
    return str(people)


def _people(rows: list[tuple[int, Row]]) -> Iterator[tuple[object, ...]]:
    for id_, row in rows:
        key, out = row["email"].lower(), row["unsubscribed"] == "true"
        names = row["first_name"], row["last_name"], row["company"]
        search = f"{key} {' '.join(names)}".lower()
        yield (
            id_, row["email"], key, *names, row["title"], search, STAMP, _moment(row["date"]) if out else None,
            "CSV Import" if out else None, row["reason"],
            None if row["salesforce_id"] else "never_looked_for",
        )  # fmt: skip


def _moment(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp()) * 1_000_000


def _with_id(rows: list[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    return ((id_, row) for id_, row in rows if row["salesforce_id"])


def _out(rows: list[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    return ((id_, row) for id_, row in rows if row["unsubscribed"] == "true")


_PUSH = (
    "INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, code) "
    "VALUES (?, ?, 'salesforce', 'waiting', 0, ?, ?, '')"
)
_INSERTS: tuple[tuple[str, Callable[[list[tuple[int, Row]]], Any]], ...] = (
    (
        "INSERT INTO person (id, email, email_key, first_name, last_name, company, title, search_text, added_at, "
        "unsubscribed_at, source, reason, not_syncable) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _people,
    ),
    (
        "INSERT INTO salesforce_record (id, object, name, email, state) VALUES (?, ?, '', '', 'unseen')",
        lambda rows: (
            (row["salesforce_id"], "Contact" if row["salesforce_id"][2] == "3" else "Lead")
            for _, row in _with_id(rows)
        ),
    ),
    (
        "INSERT INTO link (person_id, record_id, reasons) VALUES (?, ?, 1)",
        lambda rows: ((id_, row["salesforce_id"]) for id_, row in _with_id(rows)),
    ),
    (
        "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id) "
        "VALUES (?, ?, 'unsubscribed', 'CSV Import', ?, '', '')",
        lambda rows: ((id_, _moment(row["date"]), row["reason"]) for id_, row in _out(rows)),
    ),
    (
        _PUSH,
        lambda rows: (
            (id_, row["salesforce_id"], STAMP, STAMP) for id_, row in _out(rows) if row["salesforce_id"]
        ),
    ),
    (_PUSH, lambda rows: ((id_, None, STAMP, STAMP) for id_, _ in _out(rows))),
)

MEASURED: dict[str, Callable[[Path, Path], str]] = {
    "plain": plain,
    "plain, as safe": plain_as_safe,
    "preview": preview,
    "import": ours,
    "import again": ours,
    "export": export,
}


def peak_mb() -> float:
    """The most memory this process ever had, in MB; what its parent had when it started it does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure everything, or, as a child, one thing."""
    if len(sys.argv) == 5 and sys.argv[1] == "--only":
        _, _, name, folder, sample = sys.argv
        start, cpu = time.perf_counter(), time.process_time()
        said = MEASURED[name](Path(folder), Path(sample))
        print(json.dumps({
            "seconds": time.perf_counter() - start,
            "cpu": time.process_time() - cpu,
            "peak_mb": peak_mb(),
            "said": said,
        }))  # fmt: skip
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as place:
        sample = Path(place) / "people.csv"
        write_sample(sample, rows)
        print(f"{rows:,} rows, {sample.stat().st_size / 1e6:.0f} MB")
        taken: dict[str, float] = {}
        for name in MEASURED:
            folder = Path(place) / (name if name.startswith("plain") else "ours")
            command = [
                sys.executable,
                "-m",
                "tests.benchmarks.csv_import",
                "--only",
                name,
                str(folder),
                str(sample),
            ]
            answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            taken[name] = answer["seconds"]
            print(
                f"{name:15} {answer['seconds']:7.1f} s  cpu {answer['cpu']:7.1f} s  "
                f"{rows / answer['seconds']:9,.0f} rows/s  peak {answer['peak_mb']:4.0f} MB  {answer['said']}",
                flush=True,
            )
        for name in ("plain", "plain, as safe"):
            print(f"import / {name}: {taken['import'] / taken[name]:.2f}")


if __name__ == "__main__":
    main()
