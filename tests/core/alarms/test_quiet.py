"""Quiet hours by the clock."""

from __future__ import annotations

from datetime import time

import pytest

from core.alarms.quiet import within


@pytest.mark.parametrize(
    ("at", "begins", "ends", "quiet"),
    [
        ("23:00", "22:00", "07:00", True),
        ("06:59", "22:00", "07:00", True),
        ("07:00", "22:00", "07:00", False),
        ("21:59", "22:00", "07:00", False),
        ("22:00", "22:00", "07:00", True),
        ("12:00", "12:00", "13:00", True),
        ("13:00", "12:00", "13:00", False),
        ("12:00", "12:00", "12:00", False),
    ],
)
def test_the_hours_go_over_midnight_and_end_at_their_end(
    at: str, begins: str, ends: str, quiet: bool
) -> None:
    moments = (time.fromisoformat(text) for text in (at, begins, ends))
    assert within(*moments) is quiet
