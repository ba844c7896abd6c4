"""Each failure of the disk is called what it is, and promises what whoever was at work can promise."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from core.store.trouble import DAMAGED, LOCKED, NOT_USABLE, NOTHING_KEPT, cannot_open, disk_trouble


def failure(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("raw text")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "called", "word"),
    [
        (sqlite3.SQLITE_FULL, NOT_USABLE, "full"),
        (sqlite3.SQLITE_READONLY, NOT_USABLE, "may not be written"),
        (sqlite3.SQLITE_READONLY | 4 << 8, NOT_USABLE, "may not be written"),
        (sqlite3.SQLITE_IOERR, NOT_USABLE, "could not be read or written"),
        (sqlite3.SQLITE_CANTOPEN, NOT_USABLE, "could not be opened"),
        (sqlite3.SQLITE_BUSY, LOCKED, "in use by another program"),
    ],
)
def test_the_disk_is_named_by_its_trouble_and_the_work_by_what_was_kept(
    code: int, called: str, word: str
) -> None:
    problem = disk_trouble(failure(code), NOTHING_KEPT)
    assert problem is not None
    assert problem.code == called
    assert word in problem.what.english()
    assert problem.fix == NOTHING_KEPT
    assert problem.detail == "raw text"


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB])
def test_a_damaged_database_is_not_called_full_and_only_a_copy_that_is_there_is_named(
    code: int, tmp_path: Path
) -> None:
    path = tmp_path / "people.sqlite3"
    problem = disk_trouble(failure(code), path=path)
    assert problem is not None
    assert problem.code == DAMAGED
    assert "damaged" in problem.english()
    assert "full" not in problem.english()
    assert "There is no copy" in problem.fix.english()
    (tmp_path / "people-before-0001_a.sqlite3").write_bytes(b"")
    assert disk_trouble(failure(code), path=path) == problem, "an empty copy is none"
    (tmp_path / "people-before-0002_b.sqlite3").write_bytes(b"people")
    problem = disk_trouble(failure(code), path=path)
    assert problem is not None
    assert "people-before-0002_b.sqlite3" in problem.fix.english()


def test_nothing_is_promised_where_nobody_says_what_was_kept() -> None:
    problem = disk_trouble(failure(sqlite3.SQLITE_FULL))
    assert problem is not None
    assert "not all of it" in problem.fix.english()
    assert "the next start does the rest" not in problem.english()


def test_an_error_hidden_by_another_on_the_way_out_is_found_and_one_of_our_own_is_none() -> None:
    hiding = ValueError("no transaction is active")
    hiding.__context__ = failure(sqlite3.SQLITE_FULL)
    assert disk_trouble(hiding) is not None
    assert disk_trouble(ValueError("of our own")) is None
    assert disk_trouble(failure(sqlite3.SQLITE_CONSTRAINT)) is None


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (OSError(28, "No space left on device"), "full"),
        (OSError(30, "Read-only file system"), "may not be written"),
        (PermissionError(13, "Permission denied"), "may not be written"),
        (NotADirectoryError(20, "Not a directory"), "could not be opened"),
    ],
)
def test_what_keeps_it_from_being_opened_is_named_too(error: OSError, word: str, tmp_path: Path) -> None:
    problem = cannot_open(tmp_path / "people.sqlite3", error)
    assert word in problem.what.english()
    assert "Nothing was done" in problem.fix.english()
