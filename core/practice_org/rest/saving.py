"""Writing records: the rules that Salesforce applies to every save, whichever API it comes through."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.practice_org.errors import RecordError
from core.practice_org.http.calls import Call
from core.practice_org.ids import full_id, make_id
from core.practice_org.org.database import FOLDED, fold
from core.practice_org.org.objects import STANDARD_OPT_OUT, packaged_name
from core.practice_org.org.org import Org, Session
from core.practice_org.org.schema import Field, Kind, SObject
from core.practice_org.org.tracked_history import note_changes, tracked_fields
from core.practice_org.rest.rules import Rules
from core.practice_org.rest.values import from_json

Values = Mapping[str, Any]
Reader = Callable[[Field, Any], Any]

_GONE = "entity is deleted"
_NEEDED = {
    "Contact": ("Id", "IsDeleted", "IsPersonAccount", "AccountId", "OwnerId"),
    "Lead": ("Id", "IsDeleted", "IsConverted", "OwnerId"),
    "Account": ("Id", "IsDeleted", "IsPersonAccount", "PersonContactId", "OwnerId"),
    "Individual": ("Id", "IsDeleted"),
}


@dataclass(frozen=True, slots=True)
class _Given:
    """The fields that a save gives, found once for all saves of one call that give the same ones."""

    fields: tuple[tuple[str, Field], ...]
    links: bool
    through: frozenset[str]


class RecordWriter:
    """Saves records in one transaction; `connection` is the one that `Database.writing` gave.

    Every method raises RecordError with Salesforce's code when it refuses, before anything is written.
    `read` turns a given value into the stored one: JSON's by default, CSV's for a bulk job.
    `duplicates_allowed` saves in spite of a duplicate rule; `troubled` heeds the marks of `InjectedFaults` and
    the org's rules. `assigns` lets the active assignment rule give a saved lead to somebody else.
    """

    def __init__(
        self,
        org: Org,
        connection: sqlite3.Connection,
        session: Session,
        read: Reader = from_json,
        *,
        duplicates_allowed: bool = False,
        troubled: bool = True,
        assigns: bool = False,
    ) -> None:
        self._org = org
        self._connection = connection
        self._session = session
        self._read = read
        self._duplicates_allowed = duplicates_allowed
        self._troubled = troubled
        self.together = 1
        """How many records the trigger of the org gets at once with the one that is saved."""
        self._assigns = assigns and org.options.lead_assignment_rule
        self._rules = Rules(org.setup.now, org.schema.complete, connection)
        self._known: dict[tuple[str, bool, tuple[str, ...]], _Given] = {}
        self._statements: dict[tuple[str, tuple[str, ...]], tuple[str, tuple[bool, ...]]] = {}

    def insert(self, sobject: SObject, values: Values) -> str:
        """Make a record; the answer is its id."""
        self._refuse_fixed(sobject)
        shape, given = self._checked(sobject, values, creating=True)
        missing = [f.name for f in sobject.fields if self._must_give(f) and given.get(f.name) is None]
        if missing:
            raise RecordError(
                "REQUIRED_FIELD_MISSING", f"Required fields are missing: [{', '.join(missing)}]", missing
            )
        if shape.links:
            self._refuse_unknown_links(sobject, given)
        if shape.through:
            raise _not_a_person([name for name in given if name in shape.through])
        now = self._org.now()
        user = self._session.user_id
        own: dict[str, Any] = {
            f.name: f.default for f in sobject.fields if f.stored and f.default is not None
        }
        own |= {"OwnerId": user} if sobject.field("OwnerId") else {}
        own |= {key: value for key, value in given.items() if value is not None}
        own |= {
            "CreatedDate": now, "CreatedById": user, "LastModifiedDate": now, "LastModifiedById": user,
            "SystemModstamp": now,
        }  # fmt: skip
        table = f'"{sobject.name}"'
        # Left to itself SQLite looks for the greatest number in an index on something else, and reads all of it.
        [last] = self._connection.execute(f"SELECT max(serial) FROM {table} NOT INDEXED").fetchone()
        serial = (last or 0) + 1
        own["Id"] = make_id(sobject.prefix, serial)
        columns = {"serial": serial} | self._columns(sobject, own)
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(columns.values()))
        identifier: str = own["Id"]
        self._assign(sobject, identifier, now)
        return identifier

    def update(self, sobject: SObject, record_id: str, values: Values, *, stamp: int | None = None) -> None:
        """Change a record; `stamp` (milliseconds) stands in for now when a save commits late.

        The stamps move even when every value was already so, as they do in Salesforce.
        """
        self._refuse_fixed(sobject)
        shape, given = self._checked(sobject, values, creating=False)
        row = self._live(sobject, record_id)
        self._refuse_marked(row["Id"])
        self._refuse_converted(sobject, row)
        self._refuse_person_contact(row, given)
        if self._troubled:
            self._org.faults.refuse_together(self.together)
            self._rules.check(sobject, row["Id"], given, duplicates_allowed=self._duplicates_allowed)
            if sobject.name in self._org.options.unticks:
                given = self._unticked(sobject, row["Id"], given)
        if shape.links:
            self._refuse_unknown_links(sobject, given)
        now = stamp or self._org.now()
        self._write(sobject, row, given, shape.through, now)
        self._assign(sobject, row["Id"], now)

    def delete(self, sobject: SObject, record_id: str) -> None:
        """Put a record into the recycle bin."""
        self._refuse_fixed(sobject, "DELETE_FAILED")
        row = self._live(sobject, record_id)
        self._refuse_marked(row["Id"])
        self.overwrite(sobject, row["Id"], {"IsDeleted": 1})

    def find(self, sobject: SObject, record_id: str) -> dict[str, Any] | None:
        """The stored row of a record by its 18-character id, deleted or not."""
        cursor = self._connection.execute(f'SELECT * FROM "{sobject.name}" WHERE "Id" = ?', (record_id,))
        row = cursor.fetchone()
        return (
            None if row is None else dict(zip((column[0] for column in cursor.description), row, strict=True))
        )

    def overwrite(self, sobject: SObject, record_id: str, values: Values, stamp: int | None = None) -> None:
        """Write stored values without asking whether they may be, and move the stamps."""
        moved = self._org.now() if stamp is None else stamp
        stamps = {
            "LastModifiedDate": moved,
            "LastModifiedById": self._session.user_id,
            "SystemModstamp": moved,
        }
        changes = {**values, **stamps}
        key = (sobject.name, tuple(changes))
        prepared = self._statements.get(key)
        if prepared is None:
            prepared = self._statements[key] = self._statement(sobject, changes)
        sql, folded = prepared
        parameters: list[Any] = []
        for value, twice in zip(changes.values(), folded, strict=True):
            parameters += (value, fold(value)) if twice else (value,)
        self._connection.execute(sql, [*parameters, record_id])

    def _statement(self, sobject: SObject, changes: Values) -> tuple[str, tuple[bool, ...]]:
        """The UPDATE of these fields, and which of them are written folded too."""
        fields = [self._field(sobject, name) for name in changes]
        columns = []
        for entry in fields:
            column = entry.column or entry.name
            columns += [column, column + FOLDED] if entry.folded else [column]
        assignments = ", ".join(f'"{column}" = ?' for column in columns)
        sql = f'UPDATE "{sobject.name}" SET {assignments} WHERE "Id" = ?'
        return sql, tuple(entry.folded for entry in fields)

    # what may not be

    def _refuse_marked(self, record_id: str) -> None:
        if self._troubled:
            self._org.faults.refuse_write(record_id, duplicates_allowed=self._duplicates_allowed)

    def _refuse_fixed(self, sobject: SObject, code: str = "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY") -> None:
        if not sobject.editable:
            raise RecordError(
                "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id", status=403
            )
        if not sobject.writable:
            raise RecordError(code, f"entity type {sobject.label} does not support this operation")

    def _must_give(self, field: Field) -> bool:
        return field.required and field.createable and field.name != "OwnerId"

    def _live(self, sobject: SObject, record_id: str) -> dict[str, Any]:
        identifier = full_id(record_id)
        if identifier is None or not identifier.startswith(sobject.prefix):
            raise RecordError(
                "MALFORMED_ID", f"{sobject.label} ID: id value of incorrect type: {record_id}", ["Id"]
            )
        row = self._needed(sobject, identifier)
        if row is None:
            raise RecordError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", status=404)
        if row["IsDeleted"]:
            raise RecordError("ENTITY_IS_DELETED", _GONE, status=404)
        self._refuse_unshared(sobject, row)
        return row

    def _refuse_unshared(self, sobject: SObject, row: dict[str, Any]) -> None:
        """Whoever may not even see a record is told of it as of one that the save refers to."""
        if not sobject.viewer or row["OwnerId"] == sobject.viewer:
            return
        if sobject.hides:
            raise RecordError(
                "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                "insufficient access rights on cross-reference id",
            )
        raise RecordError("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id")

    def _needed(self, sobject: SObject, identifier: str) -> dict[str, Any] | None:
        """What the rules ask of a record; a whole row would cost a bulk job dearly."""
        names = _NEEDED[sobject.name]
        selected = ", ".join(f'"{name}"' for name in names)
        row = self._connection.execute(
            f'SELECT {selected} FROM "{sobject.name}" WHERE "Id" = ?', (identifier,)
        ).fetchone()
        return None if row is None else dict(zip(names, row, strict=True))

    def _refuse_converted(self, sobject: SObject, row: dict[str, Any]) -> None:
        if sobject.name == "Lead" and row["IsConverted"] and not self._org.options.edit_converted_leads:
            raise RecordError("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead")

    def _refuse_person_contact(self, row: dict[str, Any], given: Values) -> None:
        options = self._org.options
        refuses = options.person_accounts and options.person_contact_writes == "refuse"
        if refuses and given and row.get("IsPersonAccount") and row["Id"].startswith("003"):
            raise RecordError(
                "INSUFFICIENT_ACCESS_OR_READONLY",
                "cannot modify a person contact directly: change its account",
                list(given),
            )

    def _checked(self, sobject: SObject, values: Values, *, creating: bool) -> tuple[_Given, dict[str, Any]]:
        key = (sobject.name, creating, tuple(values))
        given = self._known.get(key)
        if given is None:
            given = self._known[key] = self._fields_of(sobject, values, creating=creating)
        read = self._read
        return given, {entry.name: read(entry, values[name]) for name, entry in given.fields}

    def _fields_of(self, sobject: SObject, values: Values, *, creating: bool) -> _Given:
        unknown = [name for name in values if sobject.field(name) is None]
        if unknown:
            raise RecordError(
                "INVALID_FIELD", f"No such column '{unknown[0]}' on sobject of type {sobject.name}"
            )
        fields = tuple((name, entry) for name in values if (entry := sobject.field(name)) is not None)
        closed = [f.name for _, f in fields if not (f.createable if creating else f.updateable)]
        if closed:
            raise RecordError(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                f"Unable to create/update fields: {', '.join(closed)}. Please check the security settings of this"
                " field and verify that it is read/write for your profile or permission set.",
                closed,
            )
        return _Given(
            fields,
            links=any(entry.kind is Kind.REFERENCE for _, entry in fields),
            through=frozenset(entry.name for _, entry in fields if entry.through),
        )

    def _refuse_unknown_links(self, sobject: SObject, given: Values) -> None:
        for name, value in given.items():
            entry = sobject.field(name)
            if value is None or entry is None or entry.kind is not Kind.REFERENCE:
                continue
            target = self._org.schema.by_id(value)
            if target is None or target.name not in entry.references:
                raise RecordError(
                    "MALFORMED_ID", f"{entry.label}: id value of incorrect type: {value}", [entry.name]
                )
            if self.find(target, value) is None:
                raise RecordError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", [entry.name])

    def _unticked(self, sobject: SObject, record_id: str, given: dict[str, Any]) -> dict[str, Any]:
        """What a trigger makes of a save that ticks an opt-out: the save succeeds, and the box stays as it was."""
        packaged = packaged_name(self._org.options).removesuffix("__c")
        boxes = [
            name for name, value in given.items() if value and (STANDARD_OPT_OUT in name or packaged in name)
        ]
        if not boxes:
            return given
        selected = ", ".join(self._field(sobject, name).sql("t") for name in boxes)
        stored = self._connection.execute(
            f'SELECT {selected} FROM "{sobject.name}" t WHERE t."Id" = ?', (record_id,)
        ).fetchone()
        return given | dict(zip(boxes, stored, strict=True))

    # the save itself

    def _write(
        self,
        sobject: SObject,
        row: dict[str, Any],
        given: dict[str, Any],
        person_fields: frozenset[str],
        stamp: int,
    ) -> None:
        through = {name: value for name, value in given.items() if name in person_fields}
        own = {name: value for name, value in given.items() if name not in through} if through else given
        if through and not row.get("PersonContactId"):
            raise _not_a_person(list(through))
        self._note_history(sobject, row["Id"], own, stamp)
        self.overwrite(sobject, row["Id"], own, stamp)
        other = row.get("PersonContactId") or self._person_account_of(sobject, row)
        if other:
            # A save of either half of a person account moves the stamps of both (CDC guide).
            half = self._org.schema.complete["contact" if other.startswith("003") else "account"]
            renamed = {self._field(sobject, name).through: value for name, value in through.items()}
            self._note_history(half, other, renamed, stamp)
            self.overwrite(half, other, renamed, stamp)

    def _note_history(self, sobject: SObject, record_id: str, values: Values, stamp: int) -> None:
        if not self._org.options.history_fields:
            return
        tracked = [name for name in tracked_fields(self._org.options, sobject.name) if name in values]
        before = self.find(sobject, record_id) if tracked else None
        if before is not None:
            stored = {name: self._field(sobject, name).column or name for name in tracked}
            changes = {name: (before[column], values[name]) for name, column in stored.items()}
            user = self._session.user_id
            note_changes(self._connection, sobject, record_id, changes, user=user, stamp=stamp)

    def _assign(self, sobject: SObject, record_id: str, stamp: int) -> None:
        """Let the active rule give a lead away: to the first user of the org who does not have it yet."""
        if not self._assigns or sobject.name != "Lead":
            return
        found = self._connection.execute(
            'SELECT "Id" FROM "User" WHERE "Id" != (SELECT "OwnerId" FROM "Lead" WHERE "Id" = ?)'
            " ORDER BY serial LIMIT 1",
            (record_id,),
        ).fetchone()
        self.overwrite(sobject, record_id, {"OwnerId": found[0]}, stamp)

    def _person_account_of(self, sobject: SObject, row: dict[str, Any]) -> str | None:
        if sobject.name != "Contact" or not row.get("IsPersonAccount"):
            return None
        account: str | None = row["AccountId"]
        return account

    def _field(self, sobject: SObject, name: str) -> Field:
        entry = self._org.schema.complete[sobject.name.lower()].field(name)
        assert entry is not None
        return entry

    def _columns(self, sobject: SObject, values: Values) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for name, value in values.items():
            entry = self._field(sobject, name)
            column = entry.column or entry.name
            columns[column] = value
            if entry.folded:
                columns[column + FOLDED] = fold(value)
        return columns


def writer_for(call: Call, connection: sqlite3.Connection) -> RecordWriter:
    """A writer for the sender of a call, heeding its Sforce-Duplicate-Rule-Header and Sforce-Auto-Assign.

    REST applies the active assignment rule unless the latter says FALSE (REST API guide, Assignment Rule Header).
    """
    header = call.headers.get("sforce-duplicate-rule-header", "").replace(" ", "").lower()
    return RecordWriter(
        call.org,
        connection,
        call.session,
        duplicates_allowed="allowsave=true" in header,
        assigns=call.headers.get("sforce-auto-assign", "TRUE").strip().upper() != "FALSE",
    )


def _not_a_person(fields: list[str]) -> RecordError:
    return RecordError(
        "INVALID_FIELD_FOR_INSERT_UPDATE", "Cannot set person account fields on a business account", fields
    )
