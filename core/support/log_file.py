"""The program's own log file, for support: what the program did, never whom it concerned.

It holds no e-mail address, token or password; the status log in the database is where records are named.
"""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from core.plain_text.redaction import without_secrets

LOG_FILE = "unsubscribe-sync.log"
_LARGEST = 1_000_000
_KEPT = 3


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
