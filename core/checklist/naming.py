"""Naming a few of many."""

from __future__ import annotations

from collections.abc import Iterable

MOST_NAMED = 4


def few(names: Iterable[str]) -> str:
    """The first of these names, with an ellipsis where there are more."""
    listed = list(names)
    return ", ".join(listed[:MOST_NAMED]) + (", …" if len(listed) > MOST_NAMED else "")
