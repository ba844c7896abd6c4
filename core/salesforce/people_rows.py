"""People in Salesforce's records: which columns a read asks for, and what its rows say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from core.messages import ProblemError
from core.salesforce.errors import address_hidden, explain
from core.salesforce.record_id import to_18
from core.salesforce.shapes import FieldAccess, ObjectShape, OrgShape
from core.store.nouns import RecordState
from core.store.records import Snapshot

PEOPLE_OBJECTS = ("Contact", "Lead", "Account")

_ADDRESS = {"Contact": "Email", "Lead": "Email", "Account": "PersonEmail"}
_CONVERSION = ("IsConverted", "ConvertedContactId")
_USUAL = {
    "Contact": frozenset({"Email", "IsDeleted", "MasterRecordId"}),
    "Lead": frozenset({"Email", "IsDeleted", "MasterRecordId", *_CONVERSION}),
    "Account": frozenset({"PersonEmail", "IsDeleted", "MasterRecordId", "IsPersonAccount"}),
}
"""What an object is taken to have where nobody has looked."""


class PeopleRows:
    """How the people of one object are read: the columns, the conditions, and the Snapshot that a row makes.

    Raises ProblemError when the connected user cannot see the object, or the address on it: a person
    without a readable address would be taken for one who has none.
    """

    def __init__(self, object_name: str, shape: OrgShape) -> None:
        if object_name not in PEOPLE_OBJECTS or object_name not in shape.objects:
            raise ProblemError(explain("INVALID_TYPE", object_name))
        self.object = object_name
        self._shape: ObjectShape = shape.objects[object_name]
        self._person_accounts = shape.person_accounts
        self.address = _ADDRESS[object_name]
        if not self._has(self.address):
            raise ProblemError(address_hidden(object_name))
        self._email_opt_out = _name(self._shape.email_opt_out)
        self._marketo_sales = _name(self._shape.marketo_sales_opt_out)
        self._converts = object_name == "Lead" and self._has("IsConverted")
        self._contact_half = object_name == "Contact" and self._person_accounts
        opt_outs = (self._email_opt_out, self._marketo_sales)
        extra = [name for name in ("IsDeleted", "MasterRecordId") if self._has(name)]
        if self._converts:
            extra += [name for name in _CONVERSION if self._has(name)]
        if object_name == "Account":
            extra.append("IsPersonAccount")
        if self._contact_half:
            extra += ["IsPersonAccount", "AccountId"]
        wanted = ["Id", "Name", self.address, *opt_outs, *extra, "SystemModstamp"]
        self.columns = tuple(dict.fromkeys(name for name in wanted if name))
        self.checkboxes = frozenset(
            name for name in (*opt_outs, "IsDeleted", "IsConverted", "IsPersonAccount") if name
        )

    @property
    def conditions(self) -> tuple[str, ...]:
        """What keeps an object's records to those that stand for a person."""
        if self.object == "Account":
            return ("IsPersonAccount = true",)
        return ("IsPersonAccount = false",) if self._contact_half else ()

    @property
    def live_conditions(self) -> tuple[str, ...]:
        """The same, without Leads that were converted: their Contacts stand for them."""
        return (*self.conditions, "IsConverted = false") if self._converts else self.conditions

    def is_person(self, row: Mapping[str, Any]) -> bool:
        """Whether a record read by its ID stands for a person at all: most Accounts are companies."""
        return self.object != "Account" or row.get("IsPersonAccount") is not False

    def snapshot(self, row: Mapping[str, Any]) -> Snapshot:
        """What a row says; texts and checkboxes as JSON gives them. Raises KeyError, ValueError for no record."""
        state, successor = self._standing(row)
        return Snapshot(
            id=to_18(row["Id"]),
            object=self.object,
            name=row.get("Name") or "",
            email=row.get(self.address) or "",
            email_opt_out=_flag(row, self._email_opt_out),
            marketo_sales_opt_out=_flag(row, self._marketo_sales),
            state=state,
            successor_id=to_18(successor) if successor else None,
        )

    def _standing(self, row: Mapping[str, Any]) -> tuple[RecordState, str | None]:
        if row.get("IsDeleted"):
            master = row.get("MasterRecordId")
            return (RecordState.MERGED, master) if master else (RecordState.DELETED, None)
        if row.get("IsConverted"):
            return RecordState.CONVERTED, row.get("ConvertedContactId")
        if self._contact_half and row.get("IsPersonAccount"):
            # The Contact half of a person account is worked on through its Account only.
            return RecordState.CONVERTED, row.get("AccountId")
        return RecordState.ACTIVE, None

    def _has(self, name: str) -> bool:
        readable = self._shape.readable
        return name in (_USUAL[self.object] if readable is None else readable)


@dataclass(frozen=True, slots=True)
class NamedSnapshot(Snapshot):
    """A record with what it tells of the person; empty where it says nothing or may not be read."""

    first_name: str = ""
    last_name: str = ""
    company: str = ""
    title: str = ""


class NamedRows(PeopleRows):
    """People with their names, company and title, as far as the connected user may read them.

    Only a Lead has the company's name in a field of its own; that of a Contact stands in its Account.
    """

    def __init__(self, object_name: str, shape: OrgShape) -> None:
        super().__init__(object_name, shape)
        title = "PersonTitle" if object_name == "Account" else "Title"
        self._texts = [
            name if self._has(name) else None for name in ("FirstName", "LastName", "Company", title)
        ]
        self.columns = tuple(dict.fromkeys(name for name in (*self.columns, *self._texts) if name))

    def snapshot(self, row: Mapping[str, Any]) -> NamedSnapshot:
        """See PeopleRows. The whole name stands for the last name where the parts may not be read."""
        record = super().snapshot(row)
        first, last, company, title = (str(row.get(name) or "") if name else "" for name in self._texts)
        whole = {part.name: getattr(record, part.name) for part in fields(Snapshot)}
        return NamedSnapshot(
            **whole,
            first_name=first,
            last_name=last if first or last else record.name,
            company=company,
            title=title,
        )


def modified_at(row: Mapping[str, Any]) -> datetime | None:
    """When a row last changed (its SystemModstamp), aware UTC."""
    text = row.get("SystemModstamp")
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def _name(access: FieldAccess | None) -> str | None:
    return access.name if access else None


def _flag(row: Mapping[str, Any], name: str | None) -> bool | None:
    value = row.get(name) if name else None
    return value if isinstance(value, bool) else None
