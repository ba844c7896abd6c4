from __future__ import annotations

from pathlib import Path
from threading import Event

from core.collect.csv_import import CsvImport
from core.collect.sources import Sources
from core.settings import WATCHED_FOLDER
from tests.core.collect.conftest import NOW
from tests.helpers.services import services_over


class Right:
    """The right to watch, which another process has: nothing is taken here."""

    def __init__(self, job: str) -> None:
        self.job = job
        self.lost = Event()

    def try_take(self) -> bool:
        return False

    def give_up(self) -> None:
        pass


def test_the_folder_that_the_settings_name_is_watched_from_the_start_to_the_stop(tmp_path: Path) -> None:
    services, jobs = services_over(tmp_path, lambda: NOW), list[str]()

    def lease(job: str) -> Right:
        jobs.append(job)
        return Right(job)

    importing = CsvImport(services, who="Mina Kato", on_collected=lambda: None)
    sources = Sources(services, lambda: importing, lease)
    watched = sources.watched_folder

    def choose(folder: str) -> Path | None:
        services.settings.set(WATCHED_FOLDER, str(tmp_path / folder) if folder else "")
        state = watched.state()
        return state.folder if state is not None else None

    assert choose("before") is None
    sources.start()
    state = watched.state()
    assert state is not None
    assert state.folder == tmp_path / "before"
    assert choose("other") == tmp_path / "other"
    assert choose("") is None
    assert choose("again") == tmp_path / "again"
    sources.stop()
    assert watched.state() is None
    assert choose("after") is None
    assert set(jobs) == {"drop-folder"}
    assert len(jobs) == 3


def test_where_no_folder_is_chosen_nothing_is_loaded_for_it(tmp_path: Path) -> None:
    def importing() -> CsvImport:
        raise AssertionError("nobody needs an import")

    sources = Sources(services_over(tmp_path, lambda: NOW), importing, Right)
    sources.start()
    assert sources.watched_folder.state() is None
    sources.stop()
