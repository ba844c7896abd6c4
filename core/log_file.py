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
LONGEST_READ = 100_000
"""Characters of a record that are looked at; what comes after them is never written."""
LONGEST_RECORD = 10_000
"""Characters of a record that are written: its beginning and, of a traceback the more telling, its end."""
_END = 4_000
_LARGEST = 1_000_000
_KEPT = 3

# Whoever sends a text may have made it for these patterns. So none of them may try the same characters again from
# each place in a long text: a run of characters is entered at its beginning only, and never given back.
_ADDRESS = re.compile(r"(?<![^\s@<>\"'])[^\s@<>\"']++@[^\s@<>\"'.]*+\.[^\s@<>\"']++")
_SECRETS = (
    (re.compile(r"(?i)(bearer|oauth)\s++\S++"), r"\1 (hidden)"),
    (re.compile(r"(?i)(basic)\s++[a-z0-9+/=]{12,}+"), r"\1 (hidden)"),
    (
        re.compile(
            r"(?i)\b((?:access_|refresh_)?token|client_secret|code_verifier|assertion|password|code(?==))"
            r"([\"']?\s*+[=:]\s*+[\"']?)[^\s\"'&,;]++"
        ),
        r"\1\2(hidden)",
    ),
    # An access token begins with the ID of its org, a refresh token always alike.
    (re.compile(r"\b00D\w{12,15}(?:!|%21)[\w.%~-]++"), "(hidden)"),
    (re.compile(r"\b5Aep8\w[\w.%~-]++"), "(hidden)"),
    (
        re.compile(
            r"(?s)-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\Z)"
        ),
        "(hidden)",
    ),
)
PATTERNS = (_ADDRESS, *(pattern for pattern, _ in _SECRETS))


def without_secrets(text: str) -> str:
    """A text without addresses, tokens, passwords and keys; its beginning and its end, where it is very long.

    The work grows with the length of the text, and no further than with that of `LONGEST_READ` characters.
    """
    left_out = max(0, len(text) - LONGEST_READ)
    text = _ADDRESS.sub("(address)", text[:LONGEST_READ])
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    if len(text) > LONGEST_RECORD:
        left_out += len(text) - LONGEST_RECORD
        text = f"{text[: LONGEST_RECORD - _END]} [...] {text[-_END:]}"
    return f"{text} [{left_out} characters left out]" if left_out else text


class _WithoutSecrets(logging.Formatter):
    """Whatever an exception of a library may hold: addresses and tokens are cut out of the finished text."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


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

    def shouldRollover(self, record: logging.LogRecord) -> bool:
        """By what stands in the file: the base class would format each record a second time, to measure it."""
        path = Path(self.baseFilename)
        return path.is_file() and path.stat().st_size >= self.maxBytes


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
