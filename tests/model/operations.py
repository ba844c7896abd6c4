"""All operations, by their names."""

from __future__ import annotations

from collections.abc import Callable

from tests.model.acts import colleagues, collecting, running, surroundings

OPERATIONS: dict[str, Callable[..., None]] = {
    **colleagues.OPERATIONS,
    **collecting.OPERATIONS,
    **running.OPERATIONS,
    **surroundings.OPERATIONS,
}
