from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from peewee import SqliteDatabase

from core.messages import ProblemError
from core.store import database as opening
from core.store.alarm_models import ALARM_MODELS
from core.store.checklist_schema import CHECKLIST_MODELS
from core.store.cleared_models import CLEARED_MODELS
from core.store.clock_schema import CLOCK_MODELS
from core.store.database import SQLITE_FILE, Database
from core.store.figures_schema import FIGURES_MODELS
from core.store.log_schema import LOG_MODELS
from core.store.presence import MARK_FILE
from core.store.schema import MODELS as SCHEMA_MODELS
from core.store.store import Store
from core.store.types.people import NewPerson, Source
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import FIELD, NOW

pytestmark = pytest.mark.usefixtures("migrated_step_by_step")
private_modes = pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folders private by itself")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


MODELS = (*SCHEMA_MODELS, *ALARM_MODELS, *CLEARED_MODELS)


def shape(connection: sqlite3.Connection) -> dict[str, Any]:
    """Every table's columns, keys and indexes, in a form in which two databases can be compared."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql).fetchall()

    tables = [
        name
        for (name,) in rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith(("sqlite_", "person_search")) and name != "schema_migration"
    ]
    return {
        table: {
            "columns": {name: (kind, not_null, key) for _, name, kind, not_null, _, key in columns},
            "order": [column[1] for column in columns],
            "foreign keys": {
                (source, other, target, on_delete)
                for _, _, other, source, target, _, on_delete, _ in rows(f"PRAGMA foreign_key_list({table})")
            },
            "without rowid": [row[4] for row in rows("PRAGMA table_list") if row[1] == table],
            # Partial indexes serve single queries and are named in the migrations alone.
            "indexes": {
                (tuple(column[2] for column in rows(f"PRAGMA index_info({name})")), bool(unique))
                for _, name, unique, origin, partial in rows(f"PRAGMA index_list({table})")
                if origin != "pk" and not partial
            },
        }
        for table in tables
        for columns in [rows(f"PRAGMA table_info({table})")]
    }


def add_migration(folder: Path, name: str, body: str) -> None:
    (folder / f"{name}.py").write_text(f"def up(migrator, db):\n    {body}\n", encoding="utf-8")


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of migrations that the test may add to."""
    folder = tmp_path / "migrations"
    with resources.as_file(opening.MIGRATIONS) as shipped:
        shutil.copytree(shipped, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(opening, "MIGRATIONS", folder)
    return folder


def test_a_collected_opt_out_survives_a_power_cut(store: Store) -> None:
    with store.database.use():
        pragmas = {
            name: (store.database.row(f"PRAGMA {name}") or (None,))[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}


@private_modes
def test_only_the_user_can_read_the_people(store: Store) -> None:
    folder = store.database.path.parent
    with store.database.use():
        store.people.add([NewPerson("a@example.com")], NOW)
        files = sorted(path.name for path in folder.iterdir())
        assert files == [MARK_FILE, SQLITE_FILE, f"{SQLITE_FILE}-shm", f"{SQLITE_FILE}-wal"]
        assert {mode(path) for path in folder.iterdir()} == {0o600}
    assert mode(folder) == 0o700


def test_the_migrations_make_what_the_models_declare(store: Store) -> None:
    declared = SqliteDatabase(":memory:")
    models = (*MODELS, *CHECKLIST_MODELS, *CLOCK_MODELS, *FIGURES_MODELS, *LOG_MODELS)
    with declared.bind_ctx(models):
        declared.create_tables(models, safe=False)
        expected = shape(declared.connection())
    declared.close()
    with closing(sqlite3.connect(store.database.path)) as connection:
        made = shape(connection)
    for parts in (*expected.values(), *made.values()):
        for name, (kind, not_null, key) in parts["columns"].items():
            parts["columns"][name] = ("INTEGER" if kind == "BOOL" else kind, not_null, key)
    assert made == expected


def test_the_database_is_whole_after_the_migrations(store: Store) -> None:
    assert store.database.rows("PRAGMA integrity_check") == [("ok",)]
    assert store.database.rows("PRAGMA foreign_key_check") == []


def test_opening_again_keeps_everything_and_makes_no_backup(store: Store) -> None:
    store.people.add([NewPerson("a@example.com")], NOW)
    folder = store.database.path.parent
    assert Store(folder).people.totals().people == 1
    assert list(folder.glob("*before*")) == []


def test_a_new_version_leaves_a_copy_of_the_old_database(tmp_path: Path, migrations: Path) -> None:
    folder = tmp_path / "data"
    old = Store(folder)
    old.people.add([NewPerson("a@example.com")], NOW)
    add_migration(migrations, "0002_more", "db.execute_sql('ALTER TABLE person ADD COLUMN nickname TEXT')")
    Store(folder).database.rows("SELECT nickname FROM person")
    [backup] = folder.glob("*before*")
    assert backup.name.startswith("people-before-0002_more-")
    assert os.name == "nt" or mode(backup) == 0o600
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT email FROM person").fetchall() == [("a@example.com",)]
        assert "nickname" not in {row[1] for row in copy.execute("PRAGMA table_info(person)")}
    assert list(folder.glob("*unfinished*")) == []


def test_a_migration_that_fails_changes_nothing_and_says_so(tmp_path: Path, migrations: Path) -> None:
    folder = tmp_path / "data"
    Store(folder).people.add([NewPerson("a@example.com")], NOW)
    shipped = sorted(migrations.glob("[0-9]*.py"))
    add_migration(
        migrations,
        "0002_broken",
        "db.execute_sql('ALTER TABLE person ADD COLUMN nickname TEXT'); db.execute_sql('SELECT nothing')",
    )
    with pytest.raises(ProblemError) as caught:
        Store(folder)
    assert caught.value.problem.code == "DATABASE_NOT_OPENED"
    (migrations / "0002_broken.py").unlink()
    assert sorted(migrations.glob("[0-9]*.py")) == shipped
    again = Store(folder)
    assert again.people.totals().people == 1
    assert "nickname" not in {row[1] for row in again.database.rows("PRAGMA table_info(person)")}


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path, migrations: Path) -> None:
    folder = tmp_path / "data"
    add_migration(migrations, "0002_newer", "db.execute_sql('ALTER TABLE person ADD COLUMN nickname TEXT')")
    Store(folder)
    (migrations / "0002_newer.py").unlink()
    before = (folder / SQLITE_FILE).read_bytes()
    with pytest.raises(ProblemError) as caught:
        Store(folder)
    assert caught.value.problem.code == "DATABASE_TOO_NEW"
    assert "newer" in caught.value.problem.english()
    assert (folder / SQLITE_FILE).read_bytes() == before


def scribble(path: Path) -> None:
    path.write_bytes(b"no database at all " * 500)


def tear(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=delete")
    path.write_bytes(path.read_bytes()[:5000])


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (scribble, "DATABASE_DAMAGED"),
        (tear, "DATABASE_DAMAGED"),
        (put_a_folder_there, "DATABASE_NOT_OPENED"),
    ],
)
def test_a_damaged_database_is_one_clear_sentence(
    store: Store, damage: Callable[[Path], None], code: str
) -> None:
    path = store.database.path
    damage(path)
    with pytest.raises(ProblemError) as caught:
        Database(path)
    problem = caught.value.problem
    assert problem.code == code
    assert str(path) in problem.what.english()
    assert ("is damaged." in problem.what.english()) is (code == "DATABASE_DAMAGED")
    assert problem.detail


def test_two_programs_may_start_for_the_first_time_at_the_same_moment(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from core.store.store import Store; "
        "print('ready', flush=True); sys.stdin.readline(); Store(Path(sys.argv[1])); print('open')"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "data")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    assert [program.communicate(timeout=60) for program in programs] == [("open\n", "")] * 3


def test_opening_waits_while_another_program_makes_the_same_database(tmp_path: Path) -> None:
    path = tmp_path / SQLITE_FILE
    opened: list[Database] = []
    opener = threading.Thread(target=lambda: opened.append(Database(path)))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("CREATE TABLE other (id INTEGER)")
        opener.start()
        opener.join(0.2)
        assert opened == []
        other.execute("COMMIT")
    opener.join(60)
    [database] = opened
    assert database.rows("SELECT count(*) FROM person") == [(0,)]


def test_two_threads_that_write_at_once_lose_nothing(store: Store) -> None:
    failures: list[BaseException] = []
    begin = threading.Barrier(3)

    def collect(name: str) -> None:
        begin.wait(10)
        try:
            for number in range(40):
                one = NewUnsubscribe(f"{name}{number}@example.com", NOW, Source.MANUAL)
                store.unsubscribes.collect([one], FIELD, NOW)
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=collect, args=(name,), name=name) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert store.people.totals().unsubscribed == 120
    assert store.push_queue.state().waiting == 120


def test_a_reader_is_not_held_up_by_a_writer(store: Store) -> None:
    store.people.add([NewPerson("a@example.com")], NOW)
    seen: list[int] = []
    with store.database.transaction() as db:
        db.execute_sql("DELETE FROM person")
        reader = threading.Thread(target=lambda: seen.append(store.people.totals().people))
        reader.start()
        reader.join(20)
    assert seen == [1]


def test_a_transaction_that_fails_leaves_nothing_behind(store: Store) -> None:
    def half() -> None:
        with store.database.transaction():
            store.people.add([NewPerson("a@example.com")], NOW)
            raise RuntimeError("the second half")

    with pytest.raises(RuntimeError):
        half()
    assert store.people.totals().people == 0


def test_another_process_that_writes_is_noticed(store: Store) -> None:
    with store.database.use():
        before = store.database.data_version()
        store.org_state.set_setting("own", "1")
        assert store.database.data_version() == before
        with closing(sqlite3.connect(store.database.path)) as other:
            other.execute("INSERT INTO setting VALUES ('other', '1')")
            other.commit()
        assert store.database.data_version() != before


def test_no_connection_stays_open_after_use(store: Store) -> None:
    store.people.totals()
    with store.database.use() as db:
        pass
    assert db.is_closed()
    with store.database.use() as outer:
        store.people.totals()
        assert not outer.is_closed()


def test_a_copy_that_was_left_unfinished_is_cleared_away_and_one_just_begun_is_not(tmp_path: Path) -> None:
    name = "people-before-0002_x-20260101T000000Z.sqlite3.{pid}.unfinished"
    old, old_journal, fresh = (
        tmp_path / name.format(pid=1),
        tmp_path / f"{name.format(pid=1)}-journal",
        tmp_path / name.format(pid=2),
    )
    for file in (old, old_journal, fresh):
        file.write_bytes(b"people")
    for file in (old, old_journal):
        os.utime(file, (1, 1))
    Database(tmp_path / SQLITE_FILE)
    assert (old.exists(), old_journal.exists(), fresh.exists()) == (False, False, True)


def test_only_what_can_be_read_again_is_kept_without_waiting_for_the_disk(store: Store) -> None:
    def waits() -> int:
        return int(store.database.rows("PRAGMA synchronous")[0][0])

    full, normal = 2, 1
    with store.database.use():
        assert waits() == full
        with store.database.hurried():
            assert waits() == normal
        assert waits() == full
