"""The status log as a CSV file."""

from __future__ import annotations

import csv
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.messages import CancelledError, Message, ProblemError
from core.store.store import Store
from core.store.types.log import Level, LogFilter, LogKind, NewLogEntry
from core.support.log_export import COLUMNS, export_log

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
REFUSED = NewLogEntry(
    Level.ERROR,
    LogKind.PUSH,
    Message("{name} was refused.", {"name": "Ænna"}),
    fix=Message("Ask."),
    email="=cmd()@example.com",
    salesforce_id="0035e00000ABCDEAA4",
    code="FIELD_CUSTOM_VALIDATION_EXCEPTION",
    detail='-1+1 "quoted",\nsecond line',
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_every_column_is_written_and_no_cell_runs_as_a_formula(store: Store, tmp_path: Path) -> None:
    store.status_log.add([REFUSED], NOW)
    assert export_log(store.status_log, tmp_path / "log.csv", LogFilter()) == 1
    header, row = read(tmp_path / "log.csv")
    told = dict(zip(header, row, strict=True))
    assert tuple(header) == COLUMNS
    assert told == {
        "number": "1",
        "time": "2026-11-24T04:00:00.000000+00:00",
        "level": "error",
        "kind": "push",
        "sync": "",
        "what": "Ænna was refused.",
        "email": "'=cmd()@example.com",
        "salesforce_id": "0035e00000ABCDEAA4",
        "code": "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        "detail": '\'-1+1 "quoted",\nsecond line',
        "what_to_do": "Ask.",
    }


def test_what_the_filter_means_is_written_newest_first(store: Store, tmp_path: Path) -> None:
    entries = [NewLogEntry(Level.INFO, LogKind.SYNC, Message(f"Number {n}.")) for n in range(2500)]
    store.status_log.add([*entries, REFUSED], NOW)
    wanted = LogFilter(levels=frozenset({Level.INFO}))
    assert export_log(store.status_log, tmp_path / "log.csv", wanted) == 2500
    texts = [row[5] for row in read(tmp_path / "log.csv")[1:]]
    assert (texts[0], texts[-1], len(texts)) == ("Number 2499.", "Number 0.", 2500)


def test_the_sentences_can_be_in_the_readers_language(store: Store, tmp_path: Path) -> None:
    store.status_log.add([REFUSED], NOW)
    export_log(store.status_log, tmp_path / "log.csv", LogFilter(), words=lambda _message: "訳")
    assert read(tmp_path / "log.csv")[1][5] == "訳"


def test_an_export_that_is_stopped_or_refused_leaves_nothing(store: Store, tmp_path: Path) -> None:
    store.status_log.add([REFUSED], NOW)
    stop = threading.Event()
    stop.set()
    with pytest.raises(CancelledError):
        export_log(store.status_log, tmp_path / "log.csv", LogFilter(), stop=stop)
    with pytest.raises(ProblemError) as refused:
        export_log(store.status_log, tmp_path / "nowhere" / "log.csv", LogFilter())
    assert refused.value.problem.code == "FILE_NO_FOLDER"
    assert not list(tmp_path.glob("*.csv*"))
