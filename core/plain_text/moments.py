"""Times as text, for files, JSON and settings. In the database they are numbers, see `store.schema`."""

from __future__ import annotations

from datetime import UTC, datetime


def iso_text(moment: datetime) -> str:
    """The one form in which times are written out: fixed width, UTC, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_iso_text(text: str) -> datetime:
    """The aware UTC time that `iso_text` wrote."""
    return datetime.fromisoformat(text)
