"""The database file vanishes, or is replaced, under the running program: an error in words, and never a new file."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from core.store.database import SQLITE_FILE, Database
from core.store.sqlite import uri_of
from core.store.store import Store
from core.store.trouble import GONE, GoneError, disk_trouble
from core.store.types.people import NewPerson
from tests.helpers.samples import NOW

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows does not let an open database be taken away"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def add(store: Store) -> None:
    store.people.add([NewPerson("a@example.com")], NOW)


def test_what_is_written_into_the_void_is_not_taken_for_kept(store: Store) -> None:
    path = store.database.path
    with store.database.use():  # as the threads of the window do
        path.rename(path.with_name("elsewhere"))
        with pytest.raises(GoneError):
            add(store)
    assert not path.exists()


def test_no_new_connection_makes_a_new_file(store: Store) -> None:
    path = store.database.path
    shutil.rmtree(path.parent)
    with pytest.raises(GoneError):
        store.people.totals()
    assert not path.parent.exists()


def test_one_that_vanishes_in_the_middle_of_a_transaction_is_noticed_at_its_end(store: Store) -> None:
    def write() -> None:
        with store.database.transaction() as db:
            db.execute_sql("INSERT INTO setting VALUES ('a', 'b')")
            store.database.path.unlink()

    with store.database.use(), pytest.raises(GoneError):
        write()


def test_another_file_in_its_place_is_not_written_to(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other").database.path
    with store.database.use():
        other.replace(store.database.path)
        with pytest.raises(GoneError):
            add(store)
    assert Database(store.database.path).rows("SELECT count(*) FROM person") == [(0,)]


def test_brought_back_to_its_place_it_goes_on(store: Store) -> None:
    path = store.database.path
    path.rename(path.with_name("elsewhere"))
    with pytest.raises(GoneError):
        add(store)
    path.with_name("elsewhere").rename(path)
    add(store)
    assert store.people.totals().people == 1


def test_it_is_told_in_words_of_its_own(store: Store) -> None:
    store.database.path.unlink()
    with pytest.raises(GoneError) as caught:
        add(store)
    problem = disk_trouble(caught.value, path=store.database.path)
    assert problem is not None
    assert problem.code == GONE
    assert "taken away" in problem.what.english()


def test_a_folder_with_signs_that_mean_something_in_an_address_is_only_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "50% of a?b#c &ü"
    add(Store(folder))
    assert sorted(path.name for path in folder.iterdir())[-1] == SQLITE_FILE
    assert uri_of(folder / SQLITE_FILE).count("?") == 1
