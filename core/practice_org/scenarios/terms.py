"""What the parts of a scenario have in common: its refusals, and how it names fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.practice_org.errors import ApiError
from core.practice_org.org.org import Org
from core.practice_org.org.schema import Field, SObject


def wrong(sentence: str) -> ApiError:
    """The refusal of a scenario that cannot be understood."""
    return ApiError(400, "INVALID_SCENARIO", sentence)


def known(given: Mapping[str, Any], keys: set[str], place: str) -> None:
    """Raise ApiError for a key that means nothing in this place."""
    unknown = sorted(set(given) - keys)
    if unknown:
        raise wrong(f"{', '.join(unknown)}: not known in {place}; known are {', '.join(sorted(keys))}")


def object_named(org: Org, name: str) -> SObject:
    """An object with all its fields; raises ApiError when the org has none of that name."""
    sobject = org.schema.complete.get(name.lower())
    if sobject is None:
        raise wrong(f"{name}: no such object")
    return sobject


def field_named(org: Org, object_name: str, name: str) -> Field:
    """A field by API name or by label; raises ApiError when the object has none of that name."""
    sobject = object_named(org, object_name)
    wanted = name.lower()
    found = next((f for f in sobject.fields if f.name.lower() == wanted), None) or next(
        (f for f in sobject.fields if f.label.lower() == wanted), None
    )
    if found is None:
        raise wrong(f"{object_name}.{name}: no such field")
    return found


def next_serial(entries: Sequence[Any]) -> int:
    """The number of what comes next to these."""
    return max((entry.serial for entry in entries), default=0) + 1
