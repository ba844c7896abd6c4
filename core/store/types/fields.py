"""The checkboxes that can hold an opt-out.

Whatever there is one of for each field follows from `FIELDS`: columns of tables and exports, what is read of a record,
checks, settings, words. Where code has to tell one field from another, it says so with `match` and `assert_never`, so
that mypy shows each such place to whoever adds a field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from core.messages import QT_TRANSLATE_NOOP as NOOP


class OptOutField(StrEnum):
    """Which checkbox of Contact and Lead the two radio buttons stand for."""

    SALESFORCE = "salesforce"
    MARKETO_SALES = "marketo_sales"

    @property
    def column(self) -> str:
        """Its column in the tables; exports and the ids of checks begin with the same."""
        return FIELDS[self].column

    @property
    def label(self) -> str:
        """What Salesforce calls it in English; where a sentence holds it, screens say it in the user's language."""
        return FIELDS[self].label

    @property
    def api_names(self) -> Mapping[str, str]:
        """Its API name by object; empty for one that comes with a package and is looked for in each org."""
        return FIELDS[self].api_names

    @property
    def other(self) -> OptOutField:
        """The one that is not chosen while this one is."""
        match self:
            case OptOutField.SALESFORCE:
                return OptOutField.MARKETO_SALES
            case OptOutField.MARKETO_SALES:
                return OptOutField.SALESFORCE
        assert_never(self)

    @property
    def reaches_marketo_engage(self) -> bool:
        """Whether Marketo Engage, where it syncs with the org, takes this checkbox for its own."""
        match self:
            case OptOutField.SALESFORCE:
                return True
            case OptOutField.MARKETO_SALES:
                return False
        assert_never(self)

    @property
    def keeps_sales_apart(self) -> bool:
        """Whether people who are opted out of marketing mail alone stay in reach of sales while this one is chosen."""
        match self:
            case OptOutField.SALESFORCE:
                return False
            case OptOutField.MARKETO_SALES:
                return True
        assert_never(self)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What an opt-out field is called: in the tables, on screens, and in Salesforce by object."""

    column: str
    label: str
    api_names: Mapping[str, str] = field(default_factory=dict)


FIELDS: Mapping[OptOutField, FieldSpec] = {
    OptOutField.SALESFORCE: FieldSpec(
        "email_opt_out",
        NOOP("words", "Email Opt Out"),
        {
            "Contact": "HasOptedOutOfEmail",
            "Lead": "HasOptedOutOfEmail",
            "Account": "PersonHasOptedOutOfEmail",
        },
    ),
    OptOutField.MARKETO_SALES: FieldSpec("marketo_sales_opt_out", NOOP("words", "Marketo Sales Opt Out")),
}

Boxes = tuple[bool | None, ...]
"""A record's checkboxes in the order of FIELDS, as last seen; None for one that could not be read, or never was."""

_PLACES = {one: place for place, one in enumerate(FIELDS)}


def box_of(boxes: Boxes, wanted: OptOutField) -> bool | None:
    """One of a record's checkboxes."""
    return boxes[_PLACES[wanted]]
