"""What others may put into a watched folder harms nobody: no link is followed, nothing hangs or is overwritten."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.collect.drop_folder import DropFolder
from core.collect.drop_places import DONE, REFUSED, TAKING, ClaimedFile, harmless_name
from core.files import open_folder
from core.files.open_folder import NotOrdinaryError, OpenFolder
from core.messages import ProblemError
from core.store.database import SQLITE_FILE
from tests.core.collect.conftest import NOW, House, build
from tests.core.collect.test_drop_folder import BRIEF, PATIENCE_S, Right, files, put, report, until
from tests.helpers import hostile

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes need no rights on POSIX alone")
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away"
)
STRANGER = 12_345


@pytest.fixture(params=[True, False], ids=["by descriptor", "by path"])
def house(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> House:
    """Both ways of holding a folder: that of POSIX, and that of systems without descriptors of folders."""
    monkeypatch.setattr(open_folder, "BY_DESCRIPTOR", request.param and open_folder.BY_DESCRIPTOR)
    (tmp_path / "drop").mkdir()
    return build(tmp_path, tmp_path / "data")


@pytest.fixture
def watch(house: House) -> Iterator[Callable[..., DropFolder]]:
    started: list[DropFolder] = []

    def start(*, shared: bool = False) -> DropFolder:
        one = DropFolder(
            house.folder / "drop",
            house.importer,
            Right(),
            now=lambda: NOW,
            shared=lambda: shared,
            pauses=BRIEF,
        )
        started.append(one)
        one.start()
        return one

    yield start
    for one in started:
        assert one.stop(PATIENCE_S)


def until_problem(watching: DropFolder, code: str) -> None:
    def is_there() -> bool:
        problem = watching.state().problem
        return problem is not None and problem.code == code

    until(is_there)


@pytest.mark.parametrize("name", [TAKING, DONE, REFUSED])
def test_a_subfolder_that_is_a_link_is_refused_and_nothing_behind_it_is_touched(
    house: House, watch: Callable[..., DropFolder], name: str
) -> None:
    data = house.folder / "data"
    (data / "letter.csv").write_text("email\nmine@x.com\n")
    before = sorted(path.name for path in data.iterdir())
    (house.folder / "drop" / name).symlink_to(data)
    put(house, "email\na@x.com\n", SQLITE_FILE)
    watching = watch(shared=True)
    until_problem(watching, "DROP_FOLDER_IS_A_LINK")
    assert sorted(path.name for path in data.iterdir()) == before
    assert house.unsubscribed() == set()
    problem = watching.state().problem
    assert problem is not None
    assert str(house.folder / "drop" / name) in problem.english()
    (house.folder / "drop" / name).unlink()
    until(lambda: SQLITE_FILE in files(house, DONE))


def test_a_watched_folder_that_is_a_link_is_refused(house: House, watch: Callable[..., DropFolder]) -> None:
    (house.folder / "drop").rmdir()
    (house.folder / "mine").mkdir()
    (house.folder / "mine" / "letter.csv").write_text("email\nmine@x.com\n")
    (house.folder / "drop").symlink_to(house.folder / "mine")
    until_problem(watch(), "DROP_FOLDER_IS_A_LINK")
    assert [path.name for path in (house.folder / "mine").iterdir()] == ["letter.csv"]


@pytest.mark.parametrize("what", ["link", "pipe", "hard link"])
def test_what_is_swapped_in_at_the_last_moment_is_neither_read_nor_followed(
    house: House, watch: Callable[..., DropFolder], what: str
) -> None:
    """Between the look and the move: then it lies among the claimed ones."""
    secret = house.folder / "secret.csv"
    secret.write_text("email\nsecret@x.com\n")
    taking = house.folder / "drop" / TAKING
    taking.mkdir(mode=0o700)
    {
        "link": lambda: (taking / "list.csv").symlink_to(secret),
        "pipe": lambda: os.mkfifo(taking / "list.csv"),
        "hard link": lambda: os.link(secret, taking / "list.csv"),
    }[what]()
    watch()
    until(lambda: "list.csv.report.txt" in files(house, REFUSED))
    assert house.unsubscribed() == set()
    assert secret.read_text() == "email\nsecret@x.com\n"
    said = report(house, REFUSED, "list.csv")
    assert ("same file as another" if what == "hard link" else "not an ordinary file") in said
    assert "secret" not in said
    put(house, "email\na@x.com\n", "next.csv")
    until(lambda: "next.csv" in files(house, DONE))


def test_pipes_and_links_in_the_folder_are_left_alone_and_nothing_waits_for_them(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    os.mkfifo(house.folder / "drop" / "pipe.csv")
    (house.folder / "drop" / "device.csv").symlink_to("/dev/zero")
    watch()
    put(house, "email\na@x.com\n")
    until(lambda: "list.csv" in files(house, DONE))
    assert {path.name for path in (house.folder / "drop").iterdir()} >= {"pipe.csv", "device.csv"}


def test_a_claimed_file_that_is_another_by_now_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("email\n")
    (tmp_path / "other.csv").write_text("email\nother@x.com\n")
    with OpenFolder.opened(tmp_path) as folder:
        claimed = ClaimedFile(folder, "list.csv", shared=False)
        claimed.open(claimed.path).close()
        (tmp_path / "other.csv").replace(tmp_path / "list.csv")
        assert claimed.has_changed()
        with pytest.raises(NotOrdinaryError):
            claimed.open(claimed.path)


def test_what_is_done_in_an_open_folder_is_done_there_whatever_stands_at_its_path_by_now(
    tmp_path: Path,
) -> None:
    if not open_folder.BY_DESCRIPTOR:
        pytest.skip("this system has no descriptors of folders")
    (tmp_path / "drop").mkdir()
    (tmp_path / "victim").mkdir()
    (tmp_path / "drop" / "a.csv").touch()
    (tmp_path / "victim" / "a.csv").write_text("precious")
    with OpenFolder.opened(tmp_path / "drop") as folder, folder.subfolder(DONE) as done:
        (tmp_path / "drop").rename(tmp_path / "aside")
        (tmp_path / "drop").symlink_to(tmp_path / "victim")
        folder.move("a.csv", done, "b.csv")
        done.create("c.csv").close()
    assert sorted(path.name for path in (tmp_path / "aside" / DONE).iterdir()) == ["b.csv", "c.csv"]
    assert [path.name for path in (tmp_path / "victim").iterdir()] == ["a.csv"]
    assert (tmp_path / "victim" / "a.csv").read_text() == "precious"


def test_a_folder_that_others_may_write_to_is_refused_until_the_admin_allows_it(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    (house.folder / "drop").chmod(0o777)
    put(house, "email\na@x.com\n")
    watching = watch()
    until_problem(watching, "DROP_FOLDER_OPEN_TO_OTHERS")
    problem = watching.state().problem
    assert problem is not None
    assert "watched_folder_shared on" in problem.english()
    assert house.unsubscribed() == set()
    assert watching.stop(PATIENCE_S)
    watch(shared=True)
    until(lambda: "list.csv" in files(house, DONE))
    assert (house.folder / "drop" / TAKING).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("shared", [True, False])
def test_the_folder_of_claimed_files_is_closed_to_others(
    house: House, watch: Callable[..., DropFolder], shared: bool
) -> None:
    taking = house.folder / "drop" / TAKING
    taking.mkdir()
    taking.chmod(0o777)
    put(house, "email\na@x.com\n")
    watch(shared=shared)
    until(lambda: "list.csv" in files(house, DONE))
    assert taking.stat().st_mode & 0o777 == 0o700


@as_root
def test_folders_and_files_of_other_users_are_refused_until_the_admin_allows_it(
    house: House, watch: Callable[..., DropFolder]
) -> None:
    os.chown(put(house, "email\nstranger@x.com\n"), STRANGER, STRANGER)
    watching = watch()
    until(lambda: "list.csv.report.txt" in files(house, REFUSED))
    assert "belongs to another user" in report(house, REFUSED, "list.csv")
    assert watching.stop(PATIENCE_S)
    os.chown(house.folder / "drop", STRANGER, STRANGER)
    watching = watch()
    until_problem(watching, "DROP_FOLDER_NOT_YOURS")
    assert watching.stop(PATIENCE_S)
    os.chown(put(house, "email\nstranger@x.com\n"), STRANGER, STRANGER)
    watch(shared=True)
    until(lambda: "list.csv" in files(house, DONE))
    assert house.unsubscribed() == {"stranger@x.com"}


@as_root
def test_a_group_that_others_may_be_in_is_told_from_one_of_the_users_own(tmp_path: Path) -> None:
    tmp_path.chmod(0o775)
    assert not open_folder.others_may_write(tmp_path.stat())  # root's own group
    os.chown(tmp_path, 0, STRANGER)
    assert open_folder.others_may_write(tmp_path.stat())


@pytest.mark.parametrize(
    "name",
    [
        "a\nPeople unsubscribed: 100.csv",
        "a\x1b[2Jb.csv",
        "..csv",
        "x" * 251 + ".csv",
        "山" * 83 + ".csv",
        "a." + "b" * 250,
        "\u202egpj.csv",
        os.fsdecode(b"\xff\xfe.csv"),
    ],
)
def test_names_that_mean_ill_are_taken_under_harmless_ones(
    house: House, watch: Callable[..., DropFolder], name: str
) -> None:
    if name.startswith("."):
        name = "a" + name
    put(house, "email\na@x.com\nnobody\n", name)
    watch()
    taken = harmless_name(name)
    wanted = sorted([taken, f"{taken}.refused.csv", f"{taken}.report.txt"])
    until(lambda: files(house, DONE) == wanted)
    assert taken.isprintable()
    assert report(house, DONE, taken).splitlines()[0] == f"File: {taken}"
    assert house.unsubscribed() == {"a@x.com"}


def test_every_name_becomes_one_that_every_report_fits_behind() -> None:
    for text in hostile.texts(seed=4, longest=60):
        name = harmless_name(os.fsdecode(os.fsencode(text.encode("utf-8", "replace"))).replace("/", "_"))
        assert len(os.fsencode(name)) <= 180
        assert "\n" not in name
        name.encode()


def test_a_special_file_that_a_person_chooses_is_refused_without_waiting(house: House) -> None:
    pipe = house.folder / "pipe.csv"
    os.mkfifo(pipe)
    for path, code in (
        (pipe, "FILE_NOT_ORDINARY"),
        (Path("/dev/zero"), "FILE_NOT_ORDINARY"),
        (house.folder, "FILE_IS_A_FOLDER"),
    ):
        with pytest.raises(ProblemError) as caught:
            house.importer.run(path)
        assert caught.value.problem.code == code
