"""The program's own log file, for support: what the program did, never whom it concerned.

It holds no e-mail address, token or password; the status log in the database is where records are named.
"""

from __future__ import annotations

import logging
import os
import re
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_FILE = "unsubscribe-sync.log"
_LARGEST = 1_000_000
_KEPT = 3
_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+")
_SECRETS = (
    (re.compile(r"(?i)(bearer|oauth)\s+\S+"), r"\1 (hidden)"),
    (re.compile(r"(?i)(basic)\s+[a-z0-9+/=]{12,}"), r"\1 (hidden)"),
    (
        re.compile(
            r"(?i)\b((?:access_|refresh_)?token|client_secret|code_verifier|assertion|password|code(?==))"
            r"([\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;]+"
        ),
        r"\1\2(hidden)",
    ),
    # An access token begins with the ID of its org, a refresh token always alike.
    (re.compile(r"\b00D\w{12,15}(?:!|%21)[\w.%~-]+"), "(hidden)"),
    (re.compile(r"\b5Aep8\w[\w.%~-]+"), "(hidden)"),
    (
        re.compile(r"(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"),
        "(hidden)",
    ),
)


class _WithoutSecrets(logging.Formatter):
    """Whatever an exception of a library may hold: addresses and tokens are cut out of the finished text."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        text = _ADDRESS.sub("(address)", text)
        for pattern, instead in _SECRETS:
            text = pattern.sub(instead, text)
        return text


class _PrivateFile(RotatingFileHandler):
    """A log file that only its user can read."""

    def _open(self) -> TextIOWrapper:
        return open(
            self.baseFilename,
            "a",
            encoding=self.encoding,
            errors=self.errors,
            opener=lambda path, flags: os.open(path, flags, 0o600),
        )


def keep_log_file(folder: Path) -> logging.Handler:
    """Write this process's log into `folder`, one million bytes a file, three old ones kept."""
    handler = _PrivateFile(
        folder / LOG_FILE, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(
        _WithoutSecrets("%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s")
    )
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger("core").setLevel(logging.INFO)
    logging.getLogger("gui").setLevel(logging.INFO)
    return handler


def close_log_file(handler: logging.Handler) -> None:
    """Stop writing and close the file."""
    logging.getLogger().removeHandler(handler)
    handler.close()
