"""The log file: what must not stand in it is cut out, whoever wrote it."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

import pytest

from core.plain_text.redaction import LONGEST_KEPT, LONGEST_READ, without_secrets
from core.support.log_file import LOG_FILE, close_log_file, keep_log_file

ACCESS = "00D5g000004XkzE!AQEAQI3fKcW.LGAsnIH3SJmHgT5_BvtYs"
REFRESH = "5Aep8614iLM.Dq661ePDmPEgaAW9Oh_L3JKkDpB4xReb54_pZebnUG0h6Sb4KUVDpNtWEofWM39yg"
KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END PRIVATE KEY-----"


@pytest.mark.parametrize(
    ("written", "secret"),
    [
        (f"Authorization: Bearer {ACCESS}", ACCESS),
        (f"the answer was {{'access_token': '{ACCESS}', 'id': 'x'}}", ACCESS),
        (f"it began with {ACCESS} and so on", "AQEAQI3f"),
        (f"in an address {ACCESS.replace('!', '%21')}", "AQEAQI3f"),
        (f"refused: {REFRESH}", REFRESH),
        ("GET /OauthRedirect?code=aPrxsmIEeqM9PiQroGEWx1UiMQ%3D%3D&state=1 HTTP/1.1", "aPrxsmIEeqM9PiQ"),
        ("client_secret=1955279925675241571", "1955279925675241571"),
        ('{"password": "secret-word"}', "secret-word"),
        ("Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=", "dXNlcjpzZWNyZXQ="),
        (f"could not load {KEY}", "MIIEvQIBADANBgkqhkiG9w0BAQ"),
        ("asked for somebody@example.com", "somebody@example.com"),
    ],
)
def test_no_secret_and_no_address_gets_through(tmp_path: Path, written: str, secret: str) -> None:
    assert secret not in kept(tmp_path, written)


@pytest.mark.parametrize(
    "written",
    ["no connection at the start: KEYRING_UNAVAILABLE", "the code was NOT_CONNECTED", "a basic matter"],
)
def test_what_helps_stays(tmp_path: Path, written: str) -> None:
    assert written in kept(tmp_path, written)


@pytest.mark.parametrize(
    "made_for_it",
    [
        "[",
        "a.",
        "a@",
        "@.",
        "token ",
        "password='",
        "bearer ",
        "basic ",
        "basic AAAA",
        "aA",
        "00D" + "a" * 12,
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----END ",
        "PRIVATE KEY ",
        "5Aep8a",
    ],
)
def test_a_text_of_ten_times_the_length_takes_about_ten_times_the_work(
    tmp_path: Path, made_for_it: str
) -> None:
    handler = keep_log_file(tmp_path)
    try:
        few, many = (
            processor_time(handler, made_for_it * (size // len(made_for_it))) for size in (3_000, 30_000)
        )
    finally:
        close_log_file(handler)
    # 10 for work that grows with the length, 100 for work that grows with its square.
    assert many / few < 30


def processor_time(handler: logging.Handler, text: str) -> int:
    """Nanoseconds of this thread's own work to make a line of a text: the least of some tries, and never none."""
    record = logging.LogRecord("core", logging.WARNING, __file__, 1, text, None, None)
    spent = []
    for _ in range(5):
        before = time.thread_time_ns()
        for _ in range(5):
            handler.format(record)
        spent.append(time.thread_time_ns() - before)
    return max(1, min(spent))


def test_a_text_without_end_leaves_a_line_of_bounded_length(tmp_path: Path) -> None:
    line = kept(tmp_path, "It began here. " + "x" * 5_000_000)
    assert "It began here." in line
    assert "characters left out" in line
    assert len(line) < 3 * LONGEST_KEPT


def test_of_a_long_traceback_the_end_is_kept_too(tmp_path: Path) -> None:
    line = without_secrets("first " + "frame\n" * 10_000 + "ValueError: the reason")
    assert line.startswith("first frame")
    assert "ValueError: the reason" in line


def test_a_secret_at_the_place_where_a_text_is_cut_does_not_get_through() -> None:
    for before in range(LONGEST_READ - 120, LONGEST_READ):
        line = without_secrets("x" * (before - 1) + " " + ACCESS + " " + "y" * 9_000)
        assert "AQEAQI3f" not in line, before


def test_each_record_is_formatted_once(tmp_path: Path) -> None:
    class Counted:
        formatted = 0

        def __str__(self) -> str:
            Counted.formatted += 1
            return "a line"

    handler = keep_log_file(tmp_path)
    try:
        handler.handle(logging.LogRecord("core", logging.WARNING, __file__, 1, "%s", (Counted(),), None))
    finally:
        close_log_file(handler)
    assert Counted.formatted == 1


def test_a_full_file_makes_room_for_another(tmp_path: Path) -> None:
    handler = keep_log_file(tmp_path)
    try:
        for number in range(300):
            logging.getLogger("core.tests").warning("%d %s", number, "x" * 9_000)
    finally:
        close_log_file(handler)
    assert (tmp_path / f"{LOG_FILE}.1").stat().st_size < 1_100_000
    assert " 299 x" in (tmp_path / LOG_FILE).read_text(encoding="utf-8")


def kept(folder: Path, written: str) -> str:
    """What the file holds after a line was logged, and after an exception with the same text."""
    handler = keep_log_file(folder)
    try:
        logger = logging.getLogger("core.tests")
        logger.warning(written)
        logger.error("an error of the program", exc_info=RuntimeError(written))
    finally:
        close_log_file(handler)
    path = folder / LOG_FILE
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0
    return path.read_text(encoding="utf-8")
