from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.collect.drop_folder import DropFolder, Pauses
from core.collect.drop_places import DONE, REFUSED, TAKING
from core.collect.drop_report import free_name
from core.collect.import_work import PORTION
from core.files.open_folder import OpenFolder
from tests.core.collect.conftest import NOW, House, build

PATIENCE_S = 20.0
BRIEF = Pauses(settle_s=0.05, rescan_s=0.2, again_s=0.1)
_BEING_WRITTEN = re.compile(r"\.[0-9a-f]{16}\.part")


class Right:
    """The right to watch, as this test wants it."""

    def __init__(self) -> None:
        self.lost = threading.Event()
        self.free = True
        self.taken = False
        self.asked = 0

    def try_take(self) -> bool:
        self.asked += 1
        self.taken = self.free
        return self.free

    def give_up(self) -> None:
        self.taken = False


@pytest.fixture
def right() -> Right:
    return Right()


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "drop").mkdir()
    return build(tmp_path, tmp_path / "data")


@pytest.fixture
def watch(house: House, right: Right) -> Iterator[Callable[..., DropFolder]]:
    """Starts watchers that are stopped after the test."""
    started: list[DropFolder] = []

    def start(
        settle_s: float = BRIEF.settle_s,
        holds_unsubscribes: Callable[[], bool] = lambda: False,
        bounces_count: Callable[[], bool] = lambda: False,
    ) -> DropFolder:
        one = DropFolder(
            house.folder / "drop",
            house.importer,
            right,
            now=lambda: NOW,
            pauses=replace(BRIEF, settle_s=settle_s),
            holds_unsubscribes=holds_unsubscribes,
            bounces_count=bounces_count,
        )
        started.append(one)
        one.start()
        return one

    yield start
    for one in started:
        assert one.stop(PATIENCE_S)


def until(true: Callable[[], object]) -> None:
    """Wait for something that other threads do."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def until_done(house: House, count: int) -> None:
    """Wait until so many files, reports among them, lie in `done`."""
    until(lambda: len(files(house, DONE)) == count)


def put(house: House, text: str, name: str = "list.csv") -> Path:
    path = house.folder / "drop" / name
    path.write_text(text, "utf-8")
    return path


def files(house: House, where: str) -> list[str]:
    """What lies there, without what is only being written."""
    folder = house.folder / "drop" / where
    if not folder.exists():
        return []
    return sorted(
        path.name for path in folder.iterdir() if path.is_file() and not _BEING_WRITTEN.fullmatch(path.name)
    )


def report(house: House, where: str, name: str) -> str:
    return (house.folder / "drop" / where / f"{name}.report.txt").read_text("utf-8-sig")


def test_a_file_that_is_put_there_is_taken_with_a_report_beside_it(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    watch()
    put(house, "email,reason\na@x.com,asked\nb@x.com,asked\n")
    until(lambda: files(house, DONE) == ["list.csv", "list.csv.report.txt"])
    assert house.unsubscribed() == {"a@x.com", "b@x.com"}
    told = report(house, DONE, "list.csv")
    assert "File: list.csv" in told
    assert "Columns: email = email, reason = reason" in told
    assert "People unsubscribed: 2" in told
    assert (files(house, "."), files(house, TAKING)) == ([], [])


def test_what_lay_there_before_the_start_is_taken_too(house: House, watch: Callable[..., DropFolder]) -> None:
    put(house, "email\na@x.com\n", "one.csv")
    put(house, "email\nb@x.com\n", "two.txt")
    watch()
    until(lambda: len(files(house, DONE)) == 4)
    assert house.unsubscribed() == {"a@x.com", "b@x.com"}


def test_rows_that_were_refused_lie_beside_the_file_to_be_corrected(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    watch()
    put(house, "email\na@x.com\nnobody\n")
    until(lambda: files(house, DONE) == ["list.csv", "list.csv.refused.csv", "list.csv.report.txt"])
    assert "Line 3: The address has no @." in report(house, DONE, "list.csv")
    assert "nobody" in (house.folder / "drop" / DONE / "list.csv.refused.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name,phone\nAnn,1\n", "is known to hold e-mail addresses"),
        ("PK\x03\x04 a workbook", "is a workbook"),
        ("email\nnobody\n", "Rows refused: 1"),
    ],
)
def test_a_file_that_cannot_be_taken_is_put_aside_with_the_reason(
    house: House, watch: Callable[..., DropFolder], content: str, says: str
) -> None:
    watch()
    put(house, content)
    until(lambda: "list.csv.report.txt" in files(house, REFUSED))
    assert "list.csv" in files(house, REFUSED)
    assert says in report(house, REFUSED, "list.csv")
    assert files(house, DONE) == []


OPEN = "email,created\na@x.com,1730000000\n"


def test_a_list_that_leaves_open_who_is_unsubscribed_is_set_aside_with_what_to_do(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    watch()
    put(house, OPEN)
    until(lambda: "list.csv.report.txt" in files(house, REFUSED))
    told = report(house, REFUSED, "list.csv")
    assert "does not say whether the people in it have unsubscribed" in told
    assert "--treat-as unsubscribes" in told
    assert "watched_folder_lists on" in told
    assert house.people() == set()


def test_in_a_folder_of_unsubscribes_such_a_list_is_one_and_columns_still_decide(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    watch(holds_unsubscribes=lambda: True)
    put(house, OPEN)
    until_done(house, 2)
    assert house.unsubscribed() == {"a@x.com"}
    assert "1 unsubscribed because the folder holds lists of unsubscribes" in report(house, DONE, "list.csv")
    put(house, "email,first_name,company\nb@x.com,Bo,Acme\n", "people.csv")
    put(house, "email,status\nc@x.com,unsubscribed\nd@x.com,subscribed\n", "status.csv")
    until_done(house, 6)
    assert house.unsubscribed() == {"a@x.com", "b@x.com", "c@x.com"}


def test_a_half_written_file_is_waited_for(house: House, watch: Callable[..., DropFolder]) -> None:
    watching = watch(settle_s=1.5)
    path = house.folder / "drop" / "slow.csv"
    with path.open("w") as stream:
        stream.write("email\n")
        for number in range(20):
            stream.write(f"p{number}@x.com\n")
            stream.flush()
            time.sleep(0.03)
            if number == 10:
                until(lambda: watching.state().waiting == ("slow.csv",))
                assert house.unsubscribed() == set()
                stream.write("q@x.com\n")
                stream.flush()
    until(lambda: "slow.csv" in files(house, DONE))
    assert len(house.unsubscribed()) == 21


def test_an_empty_file_may_be_one_that_is_only_beginning(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    watching = watch()
    path = put(house, "")
    until(lambda: watching.state().waiting == ("list.csv",))
    put(house, "email\nlater@x.com\n", "later.csv")
    until(lambda: "later.csv" in files(house, DONE))
    assert path.exists()
    path.write_text("email\na@x.com\n")
    until(lambda: "list.csv" in files(house, DONE))


def test_a_writer_that_goes_on_after_all_is_read_once_more(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    path = put(house, "email\na@x.com\n")
    with path.open("a") as late:
        importer, real = house.importer, house.importer.run

        def run(*arguments: object, **more: object) -> object:
            found = real(*arguments, **more)  # type: ignore[arg-type]
            if not late.closed:
                late.write("late@x.com\n")
                late.close()
            return found

        importer.run = run  # type: ignore[assignment, method-assign]
        watch()
        until(lambda: "list.csv" in files(house, DONE))
    assert house.unsubscribed() == {"a@x.com", "late@x.com"}


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.csv",
        "~$list.csv",
        "list.csv.part",
        "LIST.CSV.TMP",
        "list.crdownload",
        "list.csv~",
        "desktop.ini",
    ],
)
def test_names_under_which_programs_write_unfinished_files_are_left_alone(
    house: House, watch: Callable[..., DropFolder], name: str
) -> None:
    put(house, "email\nunfinished@x.com\n", name)
    watch()
    put(house, "email\na@x.com\n")
    until(lambda: "list.csv" in files(house, DONE))
    assert house.unsubscribed() == {"a@x.com"}
    assert files(house, ".") == [name]


def test_subfolders_and_links_are_left_alone(house: House, watch: Callable[..., DropFolder]) -> None:
    inside = house.folder / "drop" / "sub.csv"
    inside.mkdir()
    (inside / "deep.csv").write_text("email\ndeep@x.com\n")
    (house.folder / "elsewhere.csv").write_text("email\nelsewhere@x.com\n")
    (house.folder / "drop" / "link.csv").symlink_to(house.folder / "elsewhere.csv")
    watch()
    put(house, "email\na@x.com\n")
    until(lambda: "list.csv" in files(house, DONE))
    assert house.unsubscribed() == {"a@x.com"}
    assert (inside / "deep.csv").exists()
    assert (house.folder / "elsewhere.csv").exists()


def test_files_of_one_name_do_not_overwrite_each_other(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    watch()
    for number in range(3):
        put(house, f"email\np{number}@x.com\n")
        until_done(house, 2 * (number + 1))
    assert [name for name in files(house, DONE) if name.endswith(".csv")] == [
        "list (2).csv",
        "list (3).csv",
        "list.csv",
    ]
    assert "People unsubscribed: 1" in report(house, DONE, "list (3).csv")


def test_a_name_is_free_only_when_its_reports_are_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv.report.txt").touch()
    (tmp_path / "a (2).csv").touch()
    with OpenFolder.opened(tmp_path) as folder:
        assert free_name(folder, "a.csv") == "a.csv"
        assert free_name(folder, "a.csv", ".report.txt") == "a (3).csv"


def test_what_was_claimed_when_the_program_ended_is_taken_up_at_the_next_start(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    taking = house.folder / "drop" / TAKING
    taking.mkdir()
    (taking / "list.csv").write_text("email\na@x.com\n")
    watch()
    until(lambda: "list.csv.report.txt" in files(house, DONE))
    assert house.unsubscribed() == {"a@x.com"}


def test_a_file_imported_but_not_put_away_before_a_crash_is_not_counted_twice(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    taking = house.folder / "drop" / TAKING
    taking.mkdir()
    (taking / "list.csv").write_text("email\na@x.com\n")
    house.importer.run(taking / "list.csv")
    watch()
    until(lambda: "list.csv.report.txt" in files(house, DONE))
    assert "Rows already so: 1" in report(house, DONE, "list.csv")
    assert len(house.store.unsubscribes.history(house.person_id("a@x.com"))) == 1


def test_stopping_in_the_middle_of_a_file_loses_nothing(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    put(house, "email\n" + "".join(f"p{number}@x.com\n" for number in range(10 * PORTION)))
    watching = watch()
    until(lambda: house.wakes)
    assert watching.stop(PATIENCE_S)
    if files(house, TAKING):
        assert 0 < len(house.unsubscribed()) < 10 * PORTION
    watching.start()
    until(lambda: "list.csv" in files(house, DONE))
    assert len(house.unsubscribed()) == 10 * PORTION


def test_it_stops_while_it_waits_and_can_be_started_again(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    watching = watch()
    until(lambda: (house.folder / "drop" / DONE).exists())
    for _ in range(5):
        assert watching.stop(PATIENCE_S)
        watching.start()
        watching.start()
    names = [thread.name for thread in threading.enumerate()]
    assert names.count("drop-folder") == 1
    put(house, "email\na@x.com\n")
    until(lambda: "list.csv" in files(house, DONE))


def test_a_folder_that_is_not_there_is_waited_for(house: House, watch: Callable[..., DropFolder]) -> None:
    (house.folder / "drop").rmdir()
    watching = watch()
    until(lambda: watching.state().problem)
    problem = watching.state().problem
    assert problem is not None
    assert problem.code == "DROP_FOLDER_MISSING"
    assert watching.stop(PATIENCE_S)
    (house.folder / "drop").mkdir()
    put(house, "email\na@x.com\n")
    watching.start()
    until(lambda: "list.csv" in files(house, DONE))
    assert watching.state().problem is None


def test_a_folder_that_cannot_be_used_says_so(house: House, watch: Callable[..., DropFolder]) -> None:
    put(house, "in the way", DONE)
    watching = watch()
    until(lambda: watching.state().problem)
    problem = watching.state().problem
    assert problem is not None
    assert problem.code == "DROP_FOLDER_UNUSABLE"


def test_a_file_that_cannot_be_put_away_is_imported_only_once(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    runs: list[Path] = []
    real = house.importer.run

    def run(path: Path, **more: object) -> object:
        runs.append(path)
        found = real(path, **more)  # type: ignore[arg-type]
        if len(runs) == 1:
            (house.folder / "drop" / DONE).rmdir()
            put(house, "in the way", DONE)
        return found

    house.importer.run = run  # type: ignore[assignment, method-assign]
    put(house, "email\na@x.com\n")
    watching = watch()
    until(lambda: watching.state().problem)
    (house.folder / "drop" / DONE).unlink()
    watching.wake()
    until(lambda: "list.csv" in files(house, DONE))
    assert len(runs) == 1


def test_while_another_process_has_the_job_nothing_is_touched(
    house: House, right: Right, watch: Callable[..., DropFolder]
) -> None:
    right.free = False
    path = put(house, "email\na@x.com\n")
    watching = watch()
    until(lambda: right.asked > 5)
    assert path.exists()
    right.free = True
    watching.wake()
    until(lambda: "list.csv" in files(house, DONE))
    assert watching.stop(PATIENCE_S)
    assert not right.taken


_OTHER_PROCESS = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from core.collect.drop_folder import DropFolder
from core.sync.leases import Lease
from tests.core.collect.conftest import build
from tests.core.collect.test_drop_folder import BRIEF
folder = Path(sys.argv[1])
house = build(folder, folder / "data")
right = Lease(house.store.runs, "drop-folder", lambda: datetime.now(UTC))
watching = DropFolder(folder / "drop", house.importer, right, now=lambda: datetime.now(UTC), pauses=BRIEF)
watching.start()
print("watching", flush=True)
sys.stdin.read()
watching.stop(10)
"""


def test_two_processes_on_one_folder_take_each_file_once(house: House) -> None:
    command = [sys.executable, "-c", _OTHER_PROCESS, str(house.folder)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    try:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "watching\n"
        for number in range(8):
            put(house, f"email\np{number}@x.com\n", f"list{number}.csv")
        until(lambda: len(files(house, DONE)) == 16)
        # Killed, the one that had the job leaves it to the other at once.
        holder = str(house.store.database.rows("SELECT holder FROM lease WHERE job = 'drop-folder'")[0][0])
        first = next(process for process in processes if f":{process.pid}:" in holder)
        first.kill()
        first.wait(10)
        put(house, "email\nafter@x.com\n", "after.csv")
        until(lambda: "after.csv.report.txt" in files(house, DONE))
    finally:
        for process in processes:
            process.communicate(timeout=20)
    assert len(house.unsubscribed()) == 9
    assert sum(name.endswith(".csv") for name in files(house, DONE)) == 9


@pytest.mark.parametrize(("counts", "out"), [(False, set()), (True, {"a@x.com"})])
def test_a_bounce_in_the_folder_counts_only_where_the_setting_says_so(
    house: House, watch: Callable[..., DropFolder], counts: bool, out: set[str]
) -> None:
    put(house, "Email,Bounced\na@x.com,true\n")
    watch(bounces_count=lambda: counts)
    until_done(house, 2)
    assert house.people() == {"a@x.com"}
    assert house.unsubscribed() == out
    assert ("A bounce is no opt-out by itself" in report(house, DONE, "list.csv")) is not counts
