"""The two checkboxes that can hold an opt-out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class OptOutField(StrEnum):
    """Which checkbox of Contact and Lead the two radio buttons stand for."""

    SALESFORCE = "salesforce"
    MARKETO_SALES = "marketo_sales"

    @property
    def column(self) -> str:
        """Its column in the tables; records, snapshots and descriptions of objects call it the same."""
        return FIELDS[self].column

    @property
    def label(self) -> str:
        """What Salesforce calls it in English; where a sentence holds it, screens say it in the user's language."""
        return FIELDS[self].label


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What an opt-out field is called: in the tables, and in Salesforce."""

    column: str
    label: str


FIELDS: Mapping[OptOutField, FieldSpec] = {
    OptOutField.SALESFORCE: FieldSpec("email_opt_out", "Email Opt Out"),
    OptOutField.MARKETO_SALES: FieldSpec("marketo_sales_opt_out", "Marketo Sales Opt Out"),
}
