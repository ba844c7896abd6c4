"""Adding a field to a page layout, worked out on the layout's Metadata and shown before it is done; pure functions."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.checklist.field_security import Secured
from core.checklist.layout_reading import items_of, label_of, sections_of
from core.checklist.layout_ways import LayoutApi
from core.salesforce.setup.layout_xml import FULL_NAME
from core.salesforce.values.setup_values import Metadata
from core.store.types.fields import OptOutField

_ANSWERS_ALIKE = ("HasOptedOut", "DoNotCall", "Opt_Out")
_WAYS_TO_REACH = ("Email", "Phone")
_NO_ROOM = "CustomLinks"


@dataclass(frozen=True, slots=True)
class LayoutCell:
    """One place of a layout: a field with what may be done there (Edit, Required, Readonly); both empty for a gap."""

    field: str
    behavior: str


@dataclass(frozen=True, slots=True)
class LayoutSectionView:
    """A section of a layout as people see it: its columns, each from the top."""

    label: str
    columns: tuple[tuple[LayoutCell, ...], ...]


@dataclass(frozen=True, slots=True)
class LayoutPlan:
    """What adding a field would change. `before` and `after` are the whole layout, `sections` where it could go.

    `section_number` counts from 0 through `before`; `column` and `position` say where in that section. `original`
    and `changed` are the Metadata as JSON. `full_names` are what the Metadata API may call the layout, `way` is the
    one by which it is written, as far as is known beforehand. `security` says for whom of those who use the layout it
    changes nothing, because field-level security hides the field from them; None where that could not be read. `labels`
    are what the org calls the fields of the object, by API name; empty where Setup did not tell.
    """

    object: str
    layout_id: str
    layout_name: str
    field: OptOutField
    field_name: str
    field_label: str
    section_number: int
    section: str
    column: int
    position: int
    sections: tuple[tuple[int, str], ...]
    before: tuple[LayoutSectionView, ...]
    after: tuple[LayoutSectionView, ...]
    original: str
    changed: str
    full_names: tuple[str, ...]
    way: LayoutApi
    security: Secured | None = None
    labels: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def called(self, name: str) -> str:
        """What the org calls a field, with its API name in brackets; the name alone where that is not known."""
        label = self.labels.get(name, "")
        return f"{label} ({name})" if label and label != name else name


def add_field(
    metadata: Metadata, field: str, section: int | None = None, position: int | None = None
) -> tuple[dict[str, Any], int, int, int] | None:
    """The layout with a field added, and the numbers of section, column and place; None where nothing has room.

    Without `section`: beside other opt-outs that can be edited, else beside the address or a phone number, else beside
    read-only opt-outs, else in the first section with fields. In it the shortest column is taken; without `position`
    its end.
    """
    numbers = [number for number, _ in open_sections(metadata)]
    if not numbers or (section is not None and section not in numbers):
        return None
    chosen = _best(metadata, numbers) if section is None else section
    changed = copy.deepcopy(dict(metadata))
    columns = changed["layoutSections"][chosen]["layoutColumns"]
    lengths = [len(column.get("layoutItems") or []) for column in columns]
    column = lengths.index(min(lengths))
    place = lengths[column] if position is None else max(0, min(position, lengths[column]))
    items = list(columns[column].get("layoutItems") or [])
    items.insert(place, {"field": field, "behavior": "Edit"})
    columns[column]["layoutItems"] = items
    return changed, chosen, column, place


def open_sections(metadata: Metadata) -> list[tuple[int, str]]:
    """The sections that fields can be put into, by number and label."""
    return [
        (number, label_of(section))
        for number, section in enumerate(sections_of(metadata))
        if section.get("style") != _NO_ROOM and section.get("layoutColumns")
    ]


def view(metadata: Metadata) -> tuple[LayoutSectionView, ...]:
    """A layout as people see it."""
    return tuple(
        LayoutSectionView(
            label_of(section),
            tuple(
                tuple(
                    LayoutCell(str(item.get("field") or ""), str(item.get("behavior") or ""))
                    for item in column.get("layoutItems") or []
                )
                for column in section.get("layoutColumns") or []
            ),
        )
        for section in sections_of(metadata)
    )


def as_text(metadata: Metadata) -> str:
    """A layout as a text in which two can be compared: what is null is the same as what is absent."""
    return json.dumps(_without_nulls(metadata), ensure_ascii=False, sort_keys=True)


def looks_like(metadata: Metadata, wanted: Metadata) -> bool:
    """Whether two layouts are the same to people: Salesforce may fill in gaps and what is not set, nothing else."""
    return json.dumps(_as_set(_without_full_name(metadata)), sort_keys=True) == json.dumps(
        _as_set(_without_full_name(wanted)), sort_keys=True
    )


def alike(metadata: Metadata, other: Metadata) -> bool:
    """Whether two layouts that came by different ways are the same, gaps and all: only what is not set may differ.

    The Tooling API tells it as null, false or an empty list, the Metadata API leaves it out.
    """
    return json.dumps(_settled(_without_full_name(metadata)), sort_keys=True) == json.dumps(
        _settled(_without_full_name(other)), sort_keys=True
    )


def _best(metadata: Metadata, numbers: Sequence[int]) -> int:
    sections = sections_of(metadata)

    def rank(number: int) -> int:
        items = list(items_of(sections[number]))
        fields = [str(item.get("field") or "") for item in items]
        # What nobody can edit there is no place for what people are to tick.
        open_ = [str(item.get("field") or "") for item in items if item.get("behavior") != "Readonly"]
        if any(sign in field for field in open_ for sign in _ANSWERS_ALIKE):
            return 0
        if any(field.endswith(_WAYS_TO_REACH) for field in open_):
            return 1
        if any(sign in field for field in fields for sign in _ANSWERS_ALIKE):
            return 2
        return 3 if any(fields) else 4

    return min(numbers, key=rank)


def _without_full_name(metadata: Metadata) -> Metadata:
    """Without the name that only the Metadata API puts into a layout."""
    return {key: value for key, value in metadata.items() if key != FULL_NAME}


def _without_nulls(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_nulls(entry) for key, entry in value.items() if entry is not None}
    if isinstance(value, list):
        return [_without_nulls(entry) for entry in value]
    return value


def _settled(value: Any) -> Any:
    if isinstance(value, Mapping):
        members = {key: _settled(entry) for key, entry in value.items()}
        return {key: entry for key, entry in members.items() if entry not in (None, False, "", [], {})}
    if isinstance(value, list):
        return [_settled(entry) for entry in value]
    # Not every number is told as one by both ways.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_set(value: Any) -> Any:
    """What is set on a layout, without gaps between its fields."""
    if isinstance(value, Mapping):
        members = {key: _as_set(entry) for key, entry in value.items()}
        return {key: entry for key, entry in members.items() if entry not in (None, False, "", [], {})}
    if isinstance(value, list):
        return [entry for entry in map(_as_set, value) if entry != {"emptySpace": True}]
    return value
