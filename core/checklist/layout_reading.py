"""Where a field stands on a page layout, as the Metadata of the layout tells; pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.salesforce.values.setup_values import Metadata


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field is: the number and label of its section, and whether it is Edit, Required or Readonly there."""

    section_number: int
    section: str
    behavior: str


def place_of(metadata: Metadata, field: str) -> Place | None:
    """Where a field is on a layout; None when it is not on it."""
    for number, section in enumerate(sections_of(metadata)):
        for item in items_of(section):
            if item.get("field") == field:
                return Place(number, label_of(section), str(item.get("behavior") or "Edit"))
    return None


def sections_of(metadata: Metadata) -> list[Mapping[str, Any]]:
    """The sections of a layout, top first."""
    return [section for section in metadata.get("layoutSections") or [] if isinstance(section, dict)]


def items_of(section: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """All items of a section, column by column."""
    for column in section.get("layoutColumns") or []:
        for item in column.get("layoutItems") or []:
            if isinstance(item, dict):
                yield item


def label_of(section: Mapping[str, Any]) -> str:
    """What a section is called; sections may have no name."""
    label = section.get("label")
    return label if isinstance(label, str) else ""
