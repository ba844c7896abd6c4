"""People in Salesforce's records: which columns a read asks for, and what its rows say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from core.messages import ProblemError
from core.salesforce.values.describe import ObjectSchema, OrgSchema
from core.salesforce.values.errors import address_hidden, explain
from core.salesforce.values.record_id import to_18
from core.store.records import PersonTexts, Snapshot
from core.store.types.fields import Boxes, OptOutField
from core.store.types.records import RecordState

PEOPLE_OBJECTS = ("Contact", "Lead", "Account")

LONGEST_TEXT = 10_000
"""Characters; the fields that are read here hold 255 at most."""
ADDRESS = {"Contact": "Email", "Lead": "Email", "Account": "PersonEmail"}
"""The API name of the e-mail field, by object."""
_CONVERSION = ("IsConverted", "ConvertedContactId")
_HALF = ("IsPersonAccount", "AccountId")
_TEXTS = ("FirstName", "LastName", "Company")
_BOXES = len(OptOutField)
_CSV_FLAG = {"true": True, "false": False}
_USUAL = {
    "Contact": frozenset({"Email", "IsDeleted", "MasterRecordId"}),
    "Lead": frozenset({"Email", "IsDeleted", "MasterRecordId", *_CONVERSION}),
    "Account": frozenset({"PersonEmail", "IsDeleted", "MasterRecordId", "IsPersonAccount"}),
}
"""What an object is taken to have where nobody has looked."""


class PeopleRows:
    """How the people of one object are read: the columns, the conditions, and the Snapshot that a row makes.

    With `named`, also first name, last name, company and title, as far as the connected user may read them;
    only a Lead has the company's name in a field of its own, that of a Contact stands in its Account. With `deleted`
    the rows are those of the recycle bin alone. With `live` they are none of them, and are read in no order that has to
    be taken up again: what all such rows say alike is not asked for, which is a third of the bytes of a large read.

    Raises ProblemError when the connected user cannot see the object, or the address on it: a person
    without a readable address would be taken for one who has none.
    """

    def __init__(
        self,
        object_name: str,
        shape: OrgSchema,
        *,
        named: bool = False,
        deleted: bool = False,
        live: bool = False,
    ) -> None:
        if object_name not in PEOPLE_OBJECTS or object_name not in shape.objects:
            raise ProblemError(explain("INVALID_TYPE", object_name))
        self.object = object_name
        self._org_shape, self._named = shape, named
        self._shape: ObjectSchema = shape.objects[object_name]
        self.deleted = deleted
        self.address = ADDRESS[object_name]
        self.address_filterable = self._shape.address_filterable
        self.address_encrypted = self._shape.address_encrypted
        if not reads_addresses(self._shape):
            raise ProblemError(address_hidden(object_name))
        self._converts = object_name == "Lead" and self._has("IsConverted")
        # The Contact half of a person account is worked on through its Account only.
        self._contact_half = object_name == "Contact" and shape.person_accounts
        boxes = [access.name if (access := self._shape.field(one)) else "" for one in OptOutField]
        gone = () if live else ("IsDeleted", "MasterRecordId")
        extra = [name for name in gone if self._has(name)]
        if self._converts:
            extra += [name for name in _CONVERSION if self._has(name)]
        if object_name == "Account":
            extra.append("IsPersonAccount")
        if self._contact_half:
            extra += _HALF
        texts = (*_TEXTS, "PersonTitle" if object_name == "Account" else "Title") if named else ()
        readable_texts = [name for name in texts if self._has(name)]
        stamp = () if live else ("SystemModstamp",)
        wanted = ["Id", "Name", self.address, *boxes, *extra, *stamp, *readable_texts]
        self.columns = tuple(dict.fromkeys(name for name in wanted if name))
        standing = ("IsDeleted", "MasterRecordId", *(_HALF if self._contact_half else _CONVERSION))
        # In the order of the parameters of _snapshot. What was not asked for is in no row.
        self._picked = ("Id", "Name", self.address, *standing, *boxes, *texts)

    @property
    def conditions(self) -> tuple[str, ...]:
        """What keeps an object's records to those that stand for a person."""
        of_bin = ("IsDeleted = true",) if self.deleted else ()
        if self.object == "Account":
            return (*of_bin, "IsPersonAccount = true")
        return (*of_bin, "IsPersonAccount = false") if self._contact_half else of_bin

    @property
    def live(self) -> PeopleRows:
        """The same people, with less to be read of each."""
        return PeopleRows(self.object, self._org_shape, named=self._named, live=True)

    @property
    def live_conditions(self) -> tuple[str, ...]:
        """The same, without Leads that were converted: their Contacts stand for them."""
        return (*self.conditions, "IsConverted = false") if self._converts else self.conditions

    @property
    def tells_deleted(self) -> bool:
        """Whether the connected user gets to know which records are deleted."""
        return self._has("IsDeleted")

    def is_person(self, row: Mapping[str, Any]) -> bool:
        """Whether a record read by its ID stands for a person at all: most Accounts are companies."""
        return self.object != "Account" or row.get("IsPersonAccount") is not False

    def snapshot(self, row: Mapping[str, Any]) -> Snapshot:
        """What a row of JSON says. Raises AttributeError, ValueError, TypeError for what is no record."""
        values: list[Any] = [row.get(name) for name in self._picked]
        record_id, name, email, deleted, master, went, successor, *rest = values
        boxes, texts = tuple(rest[:_BOXES]), rest[_BOXES:]
        for flag in (*boxes, deleted, went):
            if flag is not None and flag is not True and flag is not False:
                raise TypeError("a checkbox that is neither ticked nor not")
        for text in (record_id, name, email, master, successor, *texts):
            if text is not None and (type(text) is not str or len(text) > LONGEST_TEXT):
                raise TypeError("no text, or one that no field holds")
        return self._snapshot(record_id, name, email, boxes, deleted, master, went, successor, *texts)

    def csv_snapshot(self, header: Sequence[str]) -> Callable[[Sequence[str]], Snapshot]:
        """What makes the same of each row of a CSV file with this header.

        Raises KeyError where a column is missing; what it returns, ValueError for a row that is no record.
        """
        places = {name: place for place, name in enumerate(header)}
        width = len(header)
        pick = itemgetter(*(places[name] if name in self.columns else width for name in self._picked))
        object_, flag, active, new = self.object, _CSV_FLAG.get, RecordState.ACTIVE, tuple.__new__

        def snapshot(row: Sequence[str]) -> Snapshot:
            if len(row) != width:
                raise ValueError("a row of another length than the header")
            record_id, name, email, deleted, master, went, successor, *rest = pick((*row, ""))
            boxes = tuple(map(flag, rest[:_BOXES]))
            gone, went = deleted == "true", went == "true"
            if not gone and not went and len(rest) == _BOXES:
                # So are nearly all of a million rows; made by its name a Snapshot takes twice as long.
                return new(Snapshot, (to_18(record_id), object_, name, email, boxes, active, None, None))
            return self._snapshot(
                record_id, name, email, boxes, gone, master, went, successor, *rest[_BOXES:]
            )

        return snapshot

    def _snapshot(
        self,
        record_id: str,
        name: str | None,
        email: str | None,
        boxes: Boxes,
        deleted: bool | None,
        master: str | None,
        went: bool | None,
        successor: str | None,
        *texts: str | None,
    ) -> Snapshot:
        state = RecordState.ACTIVE
        if deleted:
            state, successor = (RecordState.MERGED, master) if master else (RecordState.DELETED, None)
        elif went:
            state = RecordState.CONVERTED
        else:
            successor = None
        return Snapshot(
            to_18(record_id),
            self.object,
            name or "",
            email or "",
            boxes,
            state,
            to_18(successor) if successor else None,
            _person_texts(name or "", *texts) if texts else None,
        )

    def _has(self, name: str) -> bool:
        readable = self._shape.readable
        return name in (_USUAL[self.object] if readable is None else readable)


def reads_addresses(shape: ObjectSchema) -> bool:
    """Whether the connected user can read the address on these records, without which they cannot be synced."""
    return shape.readable is None or ADDRESS[shape.object] in shape.readable


def modified_at(row: Mapping[str, Any]) -> datetime | None:
    """When a row last changed (its SystemModstamp), aware UTC."""
    text = row.get("SystemModstamp")
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def _person_texts(
    name: str, first: str | None, last: str | None, company: str | None, title: str | None
) -> PersonTexts:
    """The whole name stands for the last name where the parts may not be read."""
    return PersonTexts(first or "", (last or "") if first or last else name, company or "", title or "")
