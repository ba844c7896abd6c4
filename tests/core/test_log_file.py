"""The log file: what must not stand in it is cut out, whoever wrote it."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from core.log_file import LOG_FILE, close_log_file, keep_log_file

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
