"""What lies in the data directory can be read by its user alone, whatever the user's habits are."""

from __future__ import annotations

import logging
import os
import stat
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.connection.one_at_a_time import one_at_a_time
from core.connection.orgs import Orgs
from core.connection.practice_child import PracticeOptions
from core.engine import Engine
from core.engine_options import EngineOptions, options_for
from core.files.private_files import make_file, make_folder, write_file
from core.store.database import SQLITE_FILE
from core.store.types.fields import OptOutField
from core.store.types.people import Source
from core.store.types.runs import RunKind
from core.store.unsubscribes import NewUnsubscribe
from core.support.log_file import LOG_FILE
from core.sync.run.two_way import RunRequest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps such rights elsewhere")


@pytest.fixture(autouse=True)
def _everybody_may_read() -> Iterator[None]:
    """The usual mask of most systems, by which new files can be read by everybody."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def others_may(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) & 0o077


def open_to_others(home: Path) -> list[str]:
    """What others could read, the home itself included."""
    return [str(path) for path in (home, *home.rglob("*")) if others_may(path)]


def test_nothing_that_the_program_leaves_behind_is_open_to_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Engine(EngineOptions(home, environment={}, home=home)) as engine:
        engine.collect.by_hand(["a@example.com"], "asked by phone")
        logging.getLogger("core").warning("something to write down")
        engine.store.database.back_up(home / "copy.sqlite3")
        assert (home / LOG_FILE).exists()
        assert open_to_others(home) == []
    with one_at_a_time(home / "exchanging.sqlite", threading.Event()):
        assert open_to_others(home) == []


def test_nor_what_practice_leaves_behind_with_an_org_that_works(tmp_path: Path) -> None:
    home = tmp_path / "home"
    options = EngineOptions(
        home / "practice", practice=PracticeOptions(people=20, opted_out=4), environment={}, home=home
    )
    with Engine(options) as engine:
        engine.sync.run_here(
            RunRequest(RunKind.HEADLESS, approved=True), stop=threading.Event(), patience=10.0
        )
        assert (home / "practice" / "org").is_dir()
        assert open_to_others(home) == []


def test_another_org_and_which_is_current_neither(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Engine(options_for(home, "1")) as engine:
        engine.store.org_state.set_setting("org_name", "First")
        added = engine.orgs.add(engine.store.org_state)
        engine.orgs.use(added.number)
    with Engine(options_for(home, added.number)):
        pass
    assert (home / "orgs" / "2" / SQLITE_FILE).exists()
    assert (home / "orgs.json").exists()
    assert open_to_others(home) == []


def test_an_empty_folder_that_was_made_beforehand_is_closed_and_one_in_use_is_left(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir(mode=0o755)
    make_folder(made)
    assert others_may(made) == 0
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    (shared / "letter.txt").write_text("something of the user's")
    with Engine(EngineOptions(shared, environment={})):
        pass
    assert others_may(shared)
    assert others_may(shared / SQLITE_FILE) == 0


def test_a_file_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    path = tmp_path / SQLITE_FILE
    path.touch(mode=0o644)
    make_file(path)
    assert others_may(path) == 0


def test_what_is_written_whole_is_closed_and_replaces_what_was(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    write_file(path, "new")
    assert (path.read_text(), others_may(path)) == ("new", 0)
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_file_that_the_user_asks_for_is_as_any_other_of_theirs(tmp_path: Path) -> None:
    with Engine(EngineOptions(tmp_path / "home", environment={})) as engine:
        engine.store.unsubscribes.collect(
            [NewUnsubscribe("a@example.com", datetime(2026, 1, 1, tzinfo=UTC), Source.MANUAL)],
            OptOutField.SALESFORCE,
            datetime(2026, 1, 1, tzinfo=UTC),
        )
        engine.exporting.run(tmp_path / "out.csv")
        engine.export_diagnostics(tmp_path / "diagnostics.txt")
    for name in ("out.csv", "diagnostics.txt"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o644
    assert Orgs(tmp_path / "home").current().folder == tmp_path / "home"
