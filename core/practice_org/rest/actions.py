"""What somebody else does in the org meanwhile: a colleague's edits, merges, conversions, late commits.

None of it is an API call; it is done as another user than the one the program signs in as.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from core.practice_org.errors import RecordError
from core.practice_org.ids import make_id
from core.practice_org.org.org import LateSave, Org, Session
from core.practice_org.org.schema import SObject
from core.practice_org.rest.saving import RecordWriter

log = logging.getLogger(__name__)

COLLEAGUE = make_id("005", 2)

_FOLLOWING = {
    "Contact": (("Lead", "ConvertedContactId"), ("Account", "PersonContactId"), ("Contact", "ReportsToId")),
    "Lead": (),
    "Account": (("Contact", "AccountId"), ("Lead", "ConvertedAccountId"), ("Account", "ParentId")),
}
"""By object, the fields elsewhere that a merge lets point to the survivor."""


class Colleague:
    """Somebody at work in the org. Methods raise RecordError where Salesforce would refuse."""

    def __init__(self, org: Org, connection: sqlite3.Connection, user: str = COLLEAGUE) -> None:
        self._org = org
        self._connection = connection
        self.writer = RecordWriter(org, connection, Session("", user, ""), troubled=False)

    def object_of(self, record_id: str) -> SObject:
        """The object an id belongs to; raises RecordError for an unknown key prefix."""
        sobject = self._org.schema.by_id(record_id)
        if sobject is None:
            raise RecordError("MALFORMED_ID", f"malformed id {record_id}")
        return sobject

    def update(self, ids: Sequence[str], values: Mapping[str, Any]) -> None:
        """Change records, as a person would on the screen."""
        for identifier in ids:
            self.writer.update(self.object_of(identifier), identifier, values)

    def delete(self, ids: Sequence[str]) -> None:
        """Put records into the recycle bin."""
        for identifier in ids:
            self.writer.delete(self.object_of(identifier), identifier)

    def undelete(self, ids: Sequence[str]) -> None:
        """Take records out of the recycle bin: same id, new stamp, and no longer merged into anything."""
        for identifier in ids:
            sobject = self.object_of(identifier)
            row = self.writer.find(sobject, identifier)
            if row is None or not row["IsDeleted"]:
                raise RecordError("UNDELETE_FAILED", "Entity is not in the recycle bin", ["Id"])
            restored = {"IsDeleted": 0} | ({"MasterRecordId": None} if "MasterRecordId" in row else {})
            self.writer.overwrite(sobject, identifier, restored)

    def purge(self, ids: Sequence[str]) -> None:
        """Remove records from the recycle bin for good, as time does after some 15 days."""
        for identifier in ids:
            self._connection.execute(
                f'DELETE FROM "{self.object_of(identifier).name}" WHERE "Id" = ?', (identifier,)
            )

    def merge(self, master: str, losers: Sequence[str], values: Mapping[str, Any]) -> None:
        """Merge records into `master`, which keeps its own values but for those that were picked.

        What hung below a loser hangs below the master afterwards.
        """
        sobject = self.object_of(master)
        for loser in losers:
            self._refuse_to_merge(sobject, loser, master)
            self.writer.overwrite(sobject, loser, {"IsDeleted": 1, "MasterRecordId": master})
            for table, name in _FOLLOWING[sobject.name]:
                self._connection.execute(
                    f'UPDATE "{table}" SET "{name}" = ? WHERE "{name}" = ?', (master, loser)
                )
        self.writer.update(sobject, master, values)

    def _refuse_to_merge(self, sobject: SObject, loser: str, master: str) -> None:
        if loser == master or self.object_of(loser).name != sobject.name or sobject.name not in _FOLLOWING:
            raise RecordError("INVALID_ID_FIELD", f"{loser} cannot be merged into {master}", ["Id"])
        self._live(sobject, loser)

    def _live(self, sobject: SObject, record_id: str) -> dict[str, Any]:
        """The row of a record that is not in the recycle bin."""
        row = self.writer.find(sobject, record_id)
        if row is None:
            raise RecordError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
        if row["IsDeleted"]:
            raise RecordError("ENTITY_IS_DELETED", "entity is deleted")
        return row

    def convert(self, lead_id: str, contact_id: str | None) -> str:
        """Convert a lead to a contact that exists, or to one made of it; the answer is the contact's id."""
        # Field-level security does not keep a conversion from taking a field over.
        complete = self._org.schema.complete
        lead, contact = complete["lead"], complete["contact"]
        row = self._live(lead, lead_id)
        if row["IsConverted"]:
            raise RecordError("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead")
        if contact_id is None:
            account_id = self.writer.insert(complete["account"], {"Name": row["Company"]})
            copied = ("FirstName", "LastName", "Email", "Title", "Phone", "HasOptedOutOfEmail")
            values = {name: row[name] for name in copied if row[name] is not None and contact.field(name)}
            values["HasOptedOutOfEmail"] = bool(row["HasOptedOutOfEmail"])
            contact_id = self.writer.insert(contact, {**values, "AccountId": account_id})
        target = self._live(contact, contact_id)
        self.writer.overwrite(
            lead,
            lead_id,
            {
                "IsConverted": 1,
                "Status": "Closed - Converted",
                "ConvertedDate": datetime.fromtimestamp(self._org.now() / 1000, UTC).date().isoformat(),
                "ConvertedContactId": contact_id,
                "ConvertedAccountId": target["AccountId"],
            },
        )
        return contact_id

    def make_person_accounts(self, ids: Sequence[str]) -> list[str]:
        """Turn contacts into person accounts; the answer is the ids of the accounts."""
        complete = self._org.schema.complete
        accounts = []
        for identifier in ids:
            row = self.writer.find(complete["contact"], identifier)
            if row is None:
                raise RecordError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
            name = " ".join(part for part in (row["FirstName"], row["LastName"]) if part)
            account = self.writer.insert(self._org.schema.objects["account"], {"Name": name})
            half = {"IsPersonAccount": 1, "PersonContactId": identifier}
            self.writer.overwrite(complete["account"], account, half)
            self.writer.overwrite(
                complete["contact"], identifier, {"IsPersonAccount": 1, "AccountId": account}
            )
            accounts.append(account)
        return accounts


def commit_late_saves(org: Org, *, all_of_them: bool = False) -> int:
    """Make visible the saves whose call has come, with the stamps they took earlier; how many there were."""
    due = org.take_late_saves(all_of_them=all_of_them)
    if due:
        with org.database.writing() as connection:
            colleague = Colleague(org, connection)
            for save in due:
                _commit(colleague, save)
    return len(due)


def _commit(colleague: Colleague, save: LateSave) -> None:
    try:
        colleague.writer.update(
            colleague.object_of(save.record_id), save.record_id, save.values, stamp=save.stamp
        )
    except RecordError as refusal:
        # The record went its way meanwhile; in Salesforce the transaction would fail without our seeing it.
        log.warning("A late save of %s was lost: %s", save.record_id, refusal.message)
