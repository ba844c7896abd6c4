"""This program's part of the sync benchmark: `prepare` fills a data directory, `sync` runs one sync in it.

    python -m tests.benchmarks.ours prepare DATA_DIR PEOPLE_CSV
    python -m tests.benchmarks.ours sync DATA_DIR
    python -m tests.benchmarks.ours later DATA_DIR      as if the overlap of two reads had passed

The org is named by the environment, as for any headless use. One JSON line says what it took.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path
from threading import Event

from core.engine import Engine
from core.engine_options import EngineOptions, utc_now
from core.store.store import Store
from core.store.types.people import NewPerson, Source
from core.store.types.runs import RunKind
from core.store.unsubscribes import NewUnsubscribe
from core.sync.run.reading import OVERLAP
from core.sync.run.two_way import RunRequest


def peak_mb() -> float:
    """The most memory this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux hands a parent's ru_maxrss down to the child; VmHWM is the child's own.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def prepare(folder: Path, people_csv: Path) -> None:
    """People and unsubscribes that were there before, without pushes waiting."""
    store = Store(folder)
    with people_csv.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    store.people.add((NewPerson(row["email"]) for row in rows), utc_now())
    gone = [row["email"] for row in rows if row["unsubscribed"] == "1"]
    for start in range(0, len(gone), 5000):
        store.unsubscribes.record_past(
            [NewUnsubscribe(email, utc_now(), Source.CSV_IMPORT) for email in gone[start : start + 5000]]
        )


def sync(folder: Path) -> dict[str, object]:
    """One two-way run, as the headless command does it."""
    with Engine(EngineOptions(folder)) as engine:
        idle = peak_mb()
        wall, cpu = time.perf_counter(), time.process_time()
        run = engine.sync.run_here(RunRequest(RunKind.HEADLESS, approved=True), stop=Event())
        return {
            "wall_s": time.perf_counter() - wall,
            "cpu_s": time.process_time() - cpu,
            "peak_mb": peak_mb(),
            "above_idle_mb": peak_mb() - idle,
            "outcome": run.outcome,
            "reason": run.reason.english() if run.reason else None,
            "full": run.full,
            **asdict(run.counts),
        }


def later(folder: Path) -> None:
    """Move what was read on by the overlap, so that the next night does not read this one's own writes again."""
    org_state = Store(folder).org_state
    org_state.move_marks({object_: at + OVERLAP for object_, at in org_state.marks().read_from.items()}, None)


if __name__ == "__main__":
    if sys.argv[1] == "later":
        later(Path(sys.argv[2]))
    elif sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        print(json.dumps(sync(Path(sys.argv[2]))))
