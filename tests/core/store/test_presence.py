"""A people database that was there is never made anew without a word; a first start stays as simple as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import pytest

from core.messages import ProblemError
from core.store.begin_anew import begin_anew
from core.store.database import SQLITE_FILE
from core.store.presence import MARK_FILE
from core.store.read_only_view import read_only_view
from core.store.store import Store
from core.store.types.people import NewPerson
from tests.helpers.samples import NOW

NUMBER = datetime(2026, 6, 10, 12, tzinfo=UTC)
OLD = "before-0002_x-20260101T000000Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One whose database holds somebody."""
    made = tmp_path / "data"
    Store(made).people.add([NewPerson("a@example.com")], NOW)
    return made


def listing(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def refused(folder: Path, *, known: bool = False) -> str:
    before = listing(folder) if folder.exists() else None
    with pytest.raises(ProblemError) as caught:
        Store(folder, known=known)
    assert (listing(folder) if folder.exists() else None) == before
    assert str(folder / SQLITE_FILE) in caught.value.problem.what.english()
    return caught.value.problem.code


def take_away(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(("loss", "code"), [(take_away, "DATABASE_MISSING"), (empty, "DATABASE_EMPTY")])
def test_a_database_that_is_lost_is_said_and_not_made_anew(
    folder: Path, loss: Callable[[Path], None], code: str
) -> None:
    loss(folder / SQLITE_FILE)
    assert refused(folder) == code
    assert not read_only_view(folder).readable


def test_even_where_its_whole_folder_is_gone_one_that_is_known_elsewhere_is_missed(folder: Path) -> None:
    shutil.rmtree(folder)
    assert refused(folder, known=True) == "DATABASE_MISSING"
    assert not folder.exists()


@pytest.mark.parametrize("loss", [take_away, empty])
def test_what_was_not_written_back_yet_tells_of_a_lost_database_too(
    folder: Path, loss: Callable[[Path], None]
) -> None:
    (folder / MARK_FILE).unlink()
    loss(folder / SQLITE_FILE)
    wal = folder / f"{SQLITE_FILE}-wal"
    wal.write_bytes(b"the last that was collected")
    refused(folder)
    assert wal.read_bytes() == b"the last that was collected"


def test_a_first_start_needs_nothing(tmp_path: Path) -> None:
    Store(tmp_path / "new").people.add([NewPerson("a@example.com")], NOW)
    (tmp_path / "empty").mkdir()
    Store(tmp_path / "empty")
    # As a first start leaves it that was killed at once.
    (tmp_path / "begun").mkdir()
    empty(tmp_path / "begun" / SQLITE_FILE)
    assert Store(tmp_path / "begun").people.totals().people == 0


def test_a_database_of_an_earlier_version_gets_its_mark_when_it_is_opened(folder: Path) -> None:
    (folder / MARK_FILE).unlink()
    Store(folder)
    take_away(folder / SQLITE_FILE)
    assert refused(folder) == "DATABASE_MISSING"


def test_a_copy_that_is_there_is_named_and_one_that_is_not_is_not_promised(folder: Path) -> None:
    take_away(folder / SQLITE_FILE)
    copy = folder / f"people-{OLD}.sqlite3"
    for there in (False, True):
        if there:
            copy.write_bytes(b"people")
        with pytest.raises(ProblemError) as caught:
            Store(folder)
        assert (copy.name in caught.value.problem.fix.english()) is there


def test_beginning_anew_puts_everything_old_aside_and_deletes_nothing(folder: Path) -> None:
    (folder / SQLITE_FILE).write_bytes(b"")
    (folder / f"{SQLITE_FILE}-wal").write_bytes(b"wal")
    (folder / f"people-{OLD}.sqlite3").write_bytes(b"copy")
    (folder / "orgs.json").write_text("{}")
    aside = begin_anew(folder, NUMBER)
    assert aside is not None
    assert listing(aside) == {SQLITE_FILE, f"{SQLITE_FILE}-wal", f"people-{OLD}.sqlite3", MARK_FILE}
    assert (aside / f"{SQLITE_FILE}-wal").read_bytes() == b"wal"
    assert {MARK_FILE, SQLITE_FILE, "orgs.json"} <= listing(folder)
    assert Store(folder).people.totals().people == 0


def test_a_database_that_can_be_used_is_not_begun_anew(folder: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        begin_anew(folder, NUMBER)
    assert caught.value.problem.code == "NOTHING_LOST"
    assert Store(folder).people.totals().people == 1


def test_one_that_is_damaged_within_can_be_begun_anew(folder: Path) -> None:
    path = folder / SQLITE_FILE
    with closing(sqlite3.connect(path)) as file:
        [[page]] = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'status_entry'").fetchall()
        [[size]] = file.execute("PRAGMA page_size").fetchall()
        file.execute("PRAGMA journal_mode=delete")
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    Store(folder)  # what is damaged is not needed for opening it
    aside = begin_anew(folder, NUMBER)
    assert aside is not None
    assert (aside / SQLITE_FILE).stat().st_size > size


KILLED = """
import sys
from pathlib import Path
import tests.core.store.test_presence as told

told.kill_everywhere(Path(sys.argv[1]), sys.argv[2])
"""
_STEPS = frozenset({"open", "replace", "mkdir", "fsync", "connect", "execute", "close"})
_WHERE = (f"{os.sep}core{os.sep}", "pathlib", "tempfile")
_ONE_OF = 8
"""The many statements of the migrations are taken in steps: SQLite does each of them wholly or not at all."""


def kill_everywhere(place: Path, what: str) -> None:
    """Run it again and again, killed one step later each time, until it comes to its end."""
    for step in range(1, 1000):
        folder = place / str(step)
        if what == "begin anew":
            lost(folder)
        if _killed_at(step, folder, what) == 0:
            sys.stdout.write(str(step))
            return
        marked = (folder / MARK_FILE).exists()
        if what == "begin anew":
            again(folder)
        else:
            if marked:
                assert Store(folder).people.totals().people == 0, (
                    f"step {step}: a mark without a whole database"
                )
            Store(folder)
        assert (folder / MARK_FILE).exists(), f"step {step}: no protection afterwards"
        shutil.rmtree(folder)
    raise AssertionError("it never came to its end")


def lost(folder: Path) -> None:
    """As a power cut may leave it."""
    folder.mkdir()
    (folder / MARK_FILE).write_text("{}")
    (folder / SQLITE_FILE).write_bytes(b"")
    (folder / f"{SQLITE_FILE}-wal").write_bytes(b"the last that was collected")


def again(folder: Path) -> None:
    """Neither is the admin locked out, nor is anything lost that was left."""
    try:
        Store(folder)
    except ProblemError:
        begin_anew(folder, NUMBER)
    left = [path for path in folder.rglob(f"{SQLITE_FILE}-wal") if path.stat().st_size == 27]
    assert len(left) == 1, "what was left of the old one is gone"


def _killed_at(step: int, folder: Path, what: str) -> int:
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    steps = statements = 0

    def count(frame: FrameType, event: str, called: object) -> None:
        nonlocal steps, statements
        if event != "c_call" or getattr(called, "__name__", "") not in _STEPS:
            return
        file = frame.f_code.co_filename
        statements += "peewee" in file
        if any(part in file for part in _WHERE) or ("peewee" in file and statements % _ONE_OF == 0):
            steps += 1
            if steps == step:
                os._exit(9)

    sys.setprofile(count)
    if what == "begin anew":
        begin_anew(folder, NUMBER)
    else:
        Store(folder)
    os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
@pytest.mark.parametrize("what", ["first start", "begin anew"])
def test_killed_at_any_step_it_locks_nobody_out_and_loses_no_protection(what: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), what],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 15
