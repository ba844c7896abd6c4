"""What an org's Setup says, as values: packages, fields, page layouts, Lightning pages, rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
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
    profile_id: str = ""


@dataclass(frozen=True, slots=True)
class OwnLayout:
    """A layout as the connected user gets it for records of a type: the fields on it, and those that can be edited."""

    layout_id: str
    record_type: str
    fields: frozenset[str]
    editable: frozenset[str]


class PagePart(StrEnum):
    """On what a visibility rule of a Lightning page lies."""

    FIELD = "field"
    CONTAINER = "container"
    """The section, the column, the tab or whatever else holds the field."""


@dataclass(frozen=True, slots=True)
class PageField:
    """A field as a Lightning page shows it: on what a rule lies that hides it at times, and whether it is read-only."""

    hidden_by: PagePart | None
    read_only: bool


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A Lightning record page. `fields` are those it shows by Dynamic Forms, as whoever sees most of each does.

    Without Dynamic Forms there are none, and the page layout decides; it does, too, beside the fields of a page that
    `shows_layout`. The fields of a Dynamic Highlights Panel do not count: they stand above the details, not in them.
    `is_managed` is one of a package. `problem` is why the page could not be read; its `object` may be unknown then.
    """

    id: str
    label: str
    object: str
    fields: Mapping[str, PageField] = field(default_factory=dict)
    shows_layout: bool = False
    is_managed: bool = False
    problem: Problem | None = None

    @property
    def has_dynamic_forms(self) -> bool:
        """Whether the page itself says which fields it shows, and shows no page layout beside them."""
        return bool(self.fields) and not self.shows_layout


@dataclass(frozen=True, slots=True)
class Rule:
    """A validation rule, a duplicate rule, a trigger or a record-triggered flow that is active.

    `text` is its formula, its code or its whole definition; None where that could not be read, or was not asked for.
    """

    id: str
    name: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Automations:
    """The triggers that run when a record is changed, and the record-triggered flows; or why they could not be read."""

    triggers: Sequence[Rule] | Problem
    flows: Sequence[Rule] | Problem


@dataclass(frozen=True, slots=True)
class FieldGrant:
    """That users of a profile, or those with a permission set (`profile_id` is empty then), may see a field."""

    field: str
    profile_id: str
    name: str
    may_edit: bool


class Reach(StrEnum):
    """How many records of an object a user gets to see or to change."""

    ALL = "all"
    SOME = "some"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the connected user gets of an object's records, however they are shared.

    `sees` and `changes` are SOME where records of others may be kept from this user. `problem` is why the rights to the
    object itself could not be read, where they could not.
    """

    sees: Reach
    changes: Reach
    problem: Problem | None = None


Metadata = Mapping[str, Any]
"""What is on a layout, as Salesforce's Metadata type Layout describes it."""
