"""What an org answers, as values: which objects hold people, which checkboxes they have, what a call brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

from core.messages import Problem
from core.store.records import Snapshot
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org

MARKETO_SALES_NAMESPACE = "mkto_si"
"""The namespace of the package, which many public descriptions of orgs show."""


@dataclass(frozen=True, slots=True)
class FieldAccess:
    """A checkbox of an object, as the connected user may use it."""

    name: str
    label: str
    updateable: bool


@dataclass(frozen=True, slots=True)
class ObjectSchema:
    """Contact, Lead or (where person accounts are on) Account, as the connected user sees it.

    Of `boxes` those are left out that are absent or hidden; `candidates` are all checkboxes that could be the
    packaged one, so that the admin can pick where there are several. `readable` are the API names of all
    fields that the user can read; None where nobody has looked, which stands for the usual ones.
    `address_filterable` and `address_encrypted` are about the e-mail field: Salesforce cannot be asked for an address
    that is encrypted at random, and where the encryption is deterministic the answer may mind the letter case.
    `label` is what the org calls the object, in the language of the user.
    """

    object: str
    updateable: bool
    boxes: Mapping[OptOutField, FieldAccess]
    candidates: tuple[FieldAccess, ...] = ()
    readable: frozenset[str] | None = None
    address_filterable: bool = True
    address_encrypted: bool = False
    label: str = ""

    @property
    def may_read_all_to_find(self) -> bool:
        """Whether finding people by their addresses may take reading all of the object, however few are wanted."""
        return self.address_encrypted or not self.address_filterable

    def field(self, wanted: OptOutField) -> FieldAccess | None:
        """The checkbox that a radio button stands for."""
        return self.boxes.get(wanted)

    def rivals(self, wanted: OptOutField) -> tuple[FieldAccess, ...]:
        """The checkboxes among which the admin has to choose before this one is known; none where it is clear."""
        match wanted:
            case OptOutField.SALESFORCE:
                return ()
            case OptOutField.MARKETO_SALES:
                several = wanted not in self.boxes and len(self.candidates) > 1
                return self.candidates if several else ()
        assert_never(wanted)


@dataclass(frozen=True, slots=True)
class OrgSchema:
    """The org at one look: who it is, and the objects that hold people. An object the user cannot see is absent.

    `language` is that of the connected user in Salesforce, such as "en_US" or "ja"; empty where it was not told.
    """

    org: Org
    objects: Mapping[str, ObjectSchema] = field(default_factory=dict)
    language: str = ""

    @property
    def person_accounts(self) -> bool:
        """Whether people can be Accounts in this org."""
        return "Account" in self.objects

    @property
    def people_objects(self) -> tuple[str, ...]:
        """The objects that hold people, also those that the user cannot see.

        That there are person accounts shows on the Contacts too, even where Accounts are hidden.
        """
        contact = self.objects.get("Contact")
        hidden = contact is not None and "IsPersonAccount" in (contact.readable or ())
        return ("Contact", "Lead", *(("Account",) if self.person_accounts or hidden else ()))

    def left_out(self, *, leads_seen: bool) -> tuple[str, ...]:
        """The objects that are done without: Leads, where there are none for this user, and none was ever seen.

        Every org has Contacts. Leads may be absent, switched off for everybody, or beyond the user's licence; where
        this program has seen some, that they are out of sight is a fault.
        """
        return (
            ("Lead",) if "Contact" in self.objects and "Lead" not in self.objects and not leads_seen else ()
        )

    def missing(self, wanted: OptOutField) -> list[str]:
        """The objects on which the checkbox of a radio button is absent, hidden or read-only."""
        left_out = self.left_out(leads_seen=False)
        return [
            name
            for name in ("Contact", "Lead")
            if name not in left_out
            if name not in self.objects
            or (access := self.objects[name].field(wanted)) is None
            or not access.updateable
        ]


@dataclass(frozen=True, slots=True)
class ApiUsage:
    """API calls that the whole org has used and may use in 24 hours (header Sforce-Limit-Info)."""

    used: int
    total: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some people's records, as read. `total` is that of the whole query; `server_time` that of its first answer."""

    snapshots: Sequence[Snapshot]
    total: int
    server_time: datetime


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """What became of reading records by their IDs.

    `found` by 18-character ID, the deleted, merged and converted among them. `malformed` are the texts, as they were
    handed in or in 18 characters, that are no IDs to this program or to Salesforce, each with the reason. Whatever was
    asked for and is in neither does not exist or is hidden from the connected user: unknown, which is not deleted.
    """

    found: dict[str, Snapshot] = field(default_factory=dict)
    malformed: dict[str, Problem] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WriteAnswer:
    """What Salesforce answered for one record; `problem` is None when the tick is saved."""

    record_id: str
    problem: Problem | None
