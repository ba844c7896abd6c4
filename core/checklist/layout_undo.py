"""Taking a field off a page layout again: exactly as it was before, also after a new release of Salesforce.

A release may add members to what a layout consists of, each with a value of its own. The Tooling API answers every
member there is, null where nothing is set, so one that was not in an earlier answer at all came with a release: it is
no change of anybody's, and is kept. The Metadata API leaves out what is not set, so that there a release and a person
cannot be told apart; what is new then counts as changed. Pure functions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from core.checklist.layout_plan import alike, as_text, looks_like
from core.checklist.layout_ways import LayoutApi, way_of
from core.salesforce.values.setup_values import Metadata
from core.store.types.layouts import KeptLayout, KeptState


def is_as_before(present: Metadata, kept: KeptLayout) -> bool:
    """Whether a layout is as it was before the field was added, so that there is nothing to undo."""
    original = json.loads(kept.original)
    return _are_same(_as_known(present, original), original)


def undone(present: Metadata, kept: KeptLayout) -> Metadata | None:
    """The layout without the field, as it was before but for what a release of Salesforce added since.

    None where the layout is not as this program left it, or where that cannot be told.
    """
    original, written = json.loads(kept.original), json.loads(kept.written)
    known = _as_known(present, written)
    # Where it was never read back, gaps may have been filled in.
    as_left = looks_like if kept.state is KeptState.KEPT else _are_same
    if not as_left(known, written):
        return None
    if not _tells_releases(present, original):
        before: Metadata = original
        return before
    result: Metadata = _with_new(original, _without_field(present, kept.field))
    return result


def _are_same(one: Metadata, other: Metadata) -> bool:
    """Whether two layouts are the same, whichever API each was read by."""
    return as_text(one) == as_text(other) if way_of(one) is way_of(other) else alike(one, other)


def _tells_releases(present: Metadata, before: Metadata) -> bool:
    return way_of(present) is LayoutApi.TOOLING and way_of(before) is LayoutApi.TOOLING


def _as_known(present: Metadata, before: Metadata) -> Metadata:
    """A layout without the members that an earlier answer did not have at all."""
    result: Metadata = _without_new(present, before) if _tells_releases(present, before) else present
    return result


def _without_new(present: Any, before: Any) -> Any:
    if isinstance(present, Mapping) and isinstance(before, Mapping):
        return {key: _without_new(entry, before[key]) for key, entry in present.items() if key in before}
    if isinstance(present, list) and isinstance(before, list):
        return [
            {"emptySpace": True} if other is None and _is_gap(entry) else _without_new(entry, other)
            for entry, other in _pairs(present, before)
        ]
    return present


def _with_new(before: Any, present: Any) -> Any:
    """What was before, with the members that only the present state has."""
    if isinstance(before, Mapping) and isinstance(present, Mapping):
        new = {key: entry for key, entry in present.items() if key not in before}
        return {
            key: _with_new(entry, present[key]) if key in present else entry for key, entry in before.items()
        } | new
    if isinstance(before, list) and isinstance(present, list):
        return [_with_new(entry, other) for entry, other in _pairs(before, present)]
    return before


def _pairs(entries: list[Any], others: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Each entry before beside its entry after; None where it came or went."""
    if len(entries) == len(others):
        yield from zip(entries, others, strict=True)
        return
    rest = iter([other for other in others if not _is_gap(other)])
    for entry in entries:
        yield entry, None if _is_gap(entry) else next(rest, None)


def _is_gap(entry: Any) -> bool:
    return isinstance(entry, Mapping) and entry.get("emptySpace") is True and not entry.get("field")


def _without_field(present: Metadata, field: str) -> Metadata:
    sections = [
        {
            **section,
            "layoutColumns": [
                {
                    **column,
                    "layoutItems": [
                        item for item in column.get("layoutItems") or [] if item.get("field") != field
                    ],
                }
                for column in section.get("layoutColumns") or []
            ],
        }
        for section in present.get("layoutSections") or []
    ]
    return {**present, "layoutSections": sections}
