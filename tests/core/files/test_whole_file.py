from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from core.files.open_folder import OpenFolder
from core.files.whole_file import refuse_what_is_no_file, unwritable, whole_bytes, whole_file
from core.messages import ProblemError


def test_a_file_appears_whole_with_a_mark_that_spreadsheets_understand(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with whole_file(path) as stream:
        stream.write("é\r\n")
        assert not path.exists()
    assert path.read_bytes() == b"\xef\xbb\xbf\xc3\xa9\r\n"
    assert list(tmp_path.iterdir()) == [path]


def test_after_an_error_the_old_file_is_still_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), whole_file(path) as stream:
        stream.write(f"new {1 / 0}")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def code_for(path: Path) -> str:
    with pytest.raises(ProblemError) as caught, whole_file(path) as stream:
        stream.write("x")
    assert caught.value.problem.fix.english()
    return caught.value.problem.code


def test_a_place_that_cannot_be_written_to_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    assert code_for(tmp_path / "folder") == "FILE_IS_A_FOLDER_TO_WRITE"
    assert code_for(tmp_path / "gone" / "out.csv") == "FILE_NO_FOLDER"
    assert code_for(tmp_path / "file" / "out.csv") == "FILE_NO_FOLDER"
    assert [path.name for path in (tmp_path / "folder").iterdir()] == []


def test_a_name_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    assert code_for(Path("/")) == "FILE_IS_A_FOLDER_TO_WRITE"
    assert code_for(tmp_path / "..") == "FILE_IS_A_FOLDER_TO_WRITE"
    assert code_for(tmp_path / "a\0b") == "FILE_NOT_WRITTEN"
    assert code_for(tmp_path / "half \ud800") == "FILE_NOT_WRITTEN"
    assert code_for(tmp_path / ("x" * 300)) == "FILE_NOT_WRITTEN"


def test_a_name_as_long_as_the_system_takes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("山" * 83 + ".csv")
    with whole_file(path) as stream:
        stream.write("half \ud800")
    assert path.read_text("utf-8-sig") == "half \\ud800"


@pytest.mark.skipif(os.name != "posix", reason="there are no such files elsewhere")
def test_devices_and_pipes_are_refused_in_words_and_stay_what_they_are(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to("/dev/null")
    assert code_for(pipe) == "FILE_NOT_ORDINARY_TO_WRITE"
    assert code_for(tmp_path / "link") == "FILE_NOT_ORDINARY_TO_WRITE"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe"]


@pytest.mark.skipif(not Path("/dev/stdout").is_symlink(), reason="streams have no names here")
def test_the_streams_of_the_system_are_refused_whatever_is_behind_them() -> None:
    """Asked only, for root could replace them."""
    for name in ("stdout", "null"):
        with pytest.raises(ProblemError) as caught:
            refuse_what_is_no_file(OpenFolder(Path("/dev")), Path("/dev") / name)
        assert caught.value.problem.code == "FILE_NOT_ORDINARY_TO_WRITE"


@pytest.mark.skipif(os.name != "posix", reason="making links needs rights elsewhere")
def test_a_link_is_replaced_and_what_it_leads_to_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("precious")
    (tmp_path / "out.csv").symlink_to(tmp_path / "victim")
    with whole_file(tmp_path / "out.csv") as stream:
        stream.write("x")
    assert (tmp_path / "victim").read_text() == "precious"
    assert not (tmp_path / "out.csv").is_symlink()


def test_bytes_are_written_as_a_whole_too(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), whole_bytes(path) as stream:
        stream.write(bytes([1 // 0]))
    assert path.read_bytes() == b"old"
    with whole_bytes(path) as stream:
        stream.write(b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_full_disk_is_told_as_such() -> None:
    with pytest.raises(OSError) as caught, Path("/dev/full").open("wb", buffering=0) as stream:
        stream.write(b"x")
    assert caught.value.errno == errno.ENOSPC
    assert unwritable(Path("out.csv"), caught.value).problem.code == "FILE_DISK_FULL"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to this user"
)
def test_a_folder_that_may_not_be_written_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert code_for(tmp_path / "out.csv") == "FILE_NOT_WRITTEN"
