from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from core.collect.whole_file import unwritable, whole_file
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
