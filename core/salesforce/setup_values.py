"""What an org's Setup says, as values: packages, fields, page layouts, Lightning pages, rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.messages import Problem


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """A package from AppExchange that is installed in the org."""

    namespace: str
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A field as Setup knows it, whether the connected user may see it or not.

    `key` is what its page in Setup is found by: the ID of a custom field, the API name of a standard one.
    """

    name: str
    label: str
    is_checkbox: bool
    key: str


@dataclass(frozen=True, slots=True)
class LayoutSummary:
    """A page layout, without what is on it. `object` is as Setup names it.

    `full_name` is what the Metadata API calls it; told only where the layout is read alone.
    """

    id: str
    name: str
    object: str
    is_managed: bool
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class LayoutUse:
    """Who sees a layout: the people of a profile, for records of a type; an empty type is that of all records."""

    layout_id: str
    profile: str
    record_type: str


@dataclass(frozen=True, slots=True)
class OwnLayout:
    """A layout as the connected user gets it for records of a type: the fields on it, and those that can be edited."""

    layout_id: str
    record_type: str
    fields: frozenset[str]
    editable: frozenset[str]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A Lightning record page. `fields` are those it shows by Dynamic Forms, with whether a rule may hide each.

    Without Dynamic Forms there are none, and the page layout decides. `problem` is why the page could not be read;
    its `object` may be unknown then.
    """

    id: str
    label: str
    object: str
    fields: Mapping[str, bool] = field(default_factory=dict)
    problem: Problem | None = None

    @property
    def has_dynamic_forms(self) -> bool:
        """Whether the page itself says which fields it shows."""
        return bool(self.fields)


@dataclass(frozen=True, slots=True)
class Rule:
    """A validation rule or a duplicate rule that is active."""

    id: str
    name: str


Metadata = Mapping[str, Any]
"""What is on a layout, as Salesforce's Metadata type Layout describes it."""
