"""The shape of the org: objects, fields, and what the connected user may see and change of them.

`Schema.objects` is the org through the eyes of the API user: a field hidden by field-level security is not
in it, a read-only one is not updateable. `Schema.complete` holds every field, for setup-like questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any


class Kind(StrEnum):
    """Field types, named as describe names them."""

    ID = "id"
    REFERENCE = "reference"
    STRING = "string"
    TEXTAREA = "textarea"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    PICKLIST = "picklist"
    BOOLEAN = "boolean"
    DATETIME = "datetime"
    DATE = "date"
    DOUBLE = "double"
    CURRENCY = "currency"
    INT = "int"
    COMPLEX = "complexvalue"
    """A document inside a field of the Tooling API, kept as JSON text."""


TEXT_KINDS = frozenset({Kind.STRING, Kind.TEXTAREA, Kind.EMAIL, Kind.PHONE, Kind.URL, Kind.PICKLIST})
ID_KINDS = frozenset({Kind.ID, Kind.REFERENCE})
NUMBER_KINDS = frozenset({Kind.DOUBLE, Kind.CURRENCY, Kind.INT})


class Access(StrEnum):
    """Field-level security of one field for a profile."""

    FULL = "full"
    READ_ONLY = "read_only"
    HIDDEN = "hidden"


class Encryption(StrEnum):
    """How Shield Platform Encryption keeps the e-mail addresses of people, and with that what filters can do."""

    NONE = "none"
    PROBABILISTIC = "probabilistic"
    CASE_SENSITIVE = "case_sensitive"
    CASE_INSENSITIVE = "case_insensitive"


class ObjectAccess(StrEnum):
    """What a profile may do with the records of one object.

    VIEW_ALL and MODIFY_ALL are "Read and edit" with "View All Records" and "Modify All Records": whoever has them sees,
    or changes, records that sharing does not give.
    """

    MODIFY_ALL = "modify_all"
    VIEW_ALL = "view_all"
    EDIT = "edit"
    READ = "read"
    NONE = "none"

    @property
    def edits(self) -> bool:
        """Whether records may be changed at all."""
        return self not in (ObjectAccess.READ, ObjectAccess.NONE)


class Sharing(StrEnum):
    """The organization-wide default of an object: what a user may do with the records of others."""

    PRIVATE = "private"
    READ = "read"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `column` is where it is stored; `expression` makes it from SQL instead (`{t}` is the row).

    `folded` keeps a second, case-folded and indexed column beside a text that is often searched for.
    `permissionable` fields can be hidden or made read-only by field-level security.
    """

    name: str
    label: str
    kind: Kind
    length: int = 0
    required: bool = False
    createable: bool = True
    updateable: bool = True
    permissionable: bool = True
    filterable: bool = True
    encrypted: bool = False
    minds_case: bool = False
    """Filters compare it letter by letter, as they do where the encryption is deterministic and case-sensitive."""
    custom: bool = False
    default: Any = None
    references: tuple[str, ...] = ()
    relationship: str | None = None
    picklist: tuple[str, ...] = ()
    restricted: bool = False
    folded: bool = False
    name_field: bool = False
    column: str = ""
    expression: str | None = None
    help_text: str | None = None
    through: str = ""
    """On Account, the Contact field that a person account's field stands for."""

    @property
    def stored(self) -> bool:
        """Whether the object's own table has a column for it."""
        return self.expression is None

    @property
    def nillable(self) -> bool:
        """Whether it may be null; a checkbox never is."""
        return not self.required and self.kind not in (Kind.BOOLEAN, Kind.ID)

    def sql(self, table: str) -> str:
        """The stored value in SQL, `table` being the alias of the row."""
        if self.expression is not None:
            return self.expression.format(t=table)
        return f'{table}."{self.column or self.name}"'


@dataclass(frozen=True)
class SObject:
    """One object with its fields in the order that describe lists them.

    `writable` is whether anybody may change its records, `editable` whether this user's profile may. `sharing` is what
    `viewer`, the id of this user, may do with the records of others; without a viewer everything.
    """

    name: str
    label: str
    label_plural: str
    prefix: str
    fields: tuple[Field, ...]
    writable: bool = True
    editable: bool = True
    viewer: str = ""
    sharing: Sharing = Sharing.EDIT

    @property
    def hides(self) -> bool:
        """Whether sharing keeps records of others from this user."""
        return bool(self.viewer) and self.sharing is Sharing.PRIVATE

    def shown(self, table: str) -> str:
        """SQL: this user gets to see the record, `table` being the alias of its row."""
        return f"{table}.\"OwnerId\" = '{self.viewer}'" if self.hides else "1"

    @property
    def changeable(self) -> bool:
        """Whether this user may make and change records."""
        return self.writable and self.editable

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {entry.name.lower(): entry for entry in self.fields}

    @cached_property
    def _by_relationship(self) -> dict[str, Field]:
        return {entry.relationship.lower(): entry for entry in self.fields if entry.relationship}

    def field(self, name: str) -> Field | None:
        """The field of this API name, in any letter case."""
        return self._by_name.get(name.lower())

    def parent(self, relationship: str) -> Field | None:
        """The reference field behind a relationship name such as `Account`, in any letter case."""
        return self._by_relationship.get(relationship.lower())

    @property
    def deletable(self) -> bool:
        """Whether its records go to the recycle bin rather than being fixed parts of the org."""
        return self.field("IsDeleted") is not None


def child_relationship(child: SObject, entry: Field) -> str | None:
    """The name under which a record leads to those of `child` whose field `entry` points to it; None without one."""
    return child.label_plural if entry.name == "AccountId" else None


@dataclass(slots=True)
class OrgOptions:
    """What a setup screen would change; kept in the data file.

    `security` maps "Object.Field" to "hidden" or "read_only" for every profile that says nothing else.
    `package_field` is whether the installed package has the opt-out field. `extra_fields` are custom fields made
    later: dicts with object, name, label, kind and required. `person_contact_writes` says whether the opt-out may be
    written on the contact half of a person account ("accept" or "refuse"; not documented by Salesforce).
    `tooling_saves_layouts` is whether the Tooling API saves page layouts, or only shows them as it is documented to.
    `encrypted_email` is the encryption of the addresses of people. `lead_assignment_rule`: an active assignment rule
    gives every lead that is saved to somebody else, unless the call says that it must not. `newer_release`: page
    layouts consist of more than this program was made for. `app_access` is how the org stands to the app by which
    programs sign in (app_access.py). `licence` is that of the connected user, `api_integration` whether the
    permission set licence Salesforce API Integration comes with it (licences.py). Without `leads` the org has none.
    `lists_layouts` is whether the user gets to see page layouts at all. `language` is that of the org and its users.
    `unticks` are the objects on which a trigger takes the tick of an opt-out that comes through the API away again.
    `history_fields` are those ("Object.Field") of which the org keeps the history, `individuals` whether it uses
    Individual (Data Protection and Privacy). `more_packages` are further installed packages, each with name, namespace
    and publisher, and `connected_apps` the names of the apps that were connected. `sharing` are the organization-wide
    defaults by object, where they are not "edit".
    """

    package: bool = True
    package_field: bool = True
    namespace: str = "mkto_si"
    person_accounts: bool = False
    person_contact_writes: str = "accept"
    edit_converted_leads: bool = False
    tooling_saves_layouts: bool = True
    encrypted_email: str = Encryption.NONE.value
    lead_assignment_rule: bool = False
    newer_release: bool = False
    app_access: str = "approved"
    licence: str = "Salesforce"
    api_integration: bool = False
    leads: bool = True
    lists_layouts: bool = True
    language: str = "en_US"
    unticks: list[str] = field(default_factory=list)
    individuals: bool = False
    history_fields: list[str] = field(default_factory=list)
    more_packages: list[dict[str, str]] = field(default_factory=list)
    connected_apps: list[str] = field(default_factory=list)
    security: dict[str, str] = field(default_factory=dict)
    extra_fields: list[dict[str, Any]] = field(default_factory=list)
    sharing: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """A JSON object, read back by `from_json`."""
        return asdict(self)

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> OrgOptions:
        """The options that `to_json` wrote."""
        return OrgOptions(**stored)


class Schema:
    """All objects of the org as its options, and a profile's rights to objects and fields, make them."""

    def __init__(
        self,
        complete: Iterable[SObject],
        security: Mapping[str, str],
        rights: Mapping[str, str] | None = None,
        *,
        viewer: str = "",
        sharing: Mapping[str, Sharing] | None = None,
    ) -> None:
        self._viewer = viewer
        self._sharing = {name.lower(): default for name, default in (sharing or {}).items()}
        self.complete: dict[str, SObject] = {sobject.name.lower(): sobject for sobject in complete}
        self._security = {path.lower(): Access(access) for path, access in security.items()}
        self._rights = {name.lower(): ObjectAccess(access) for name, access in (rights or {}).items()}
        self.objects: dict[str, SObject] = {
            key: self._seen(sobject)
            for key, sobject in self.complete.items()
            if self._rights.get(key) is not ObjectAccess.NONE
        }
        self._by_prefix = {sobject.prefix: sobject for sobject in self.objects.values()}

    def access(self, object_name: str, field_name: str) -> Access:
        """The field-level security of a field, full unless somebody changed it."""
        return self._security.get(f"{object_name}.{field_name}".lower(), Access.FULL)

    def object(self, name: str) -> SObject | None:
        """The object of this API name, in any letter case."""
        return self.objects.get(name.lower())

    def by_id(self, record_id: str) -> SObject | None:
        """The object that an id belongs to, by its key prefix."""
        return self._by_prefix.get(record_id[:3])

    def _seen(self, sobject: SObject) -> SObject:
        fields = tuple(self._visible(sobject))
        default = self._sharing.get(sobject.name.lower(), Sharing.EDIT)
        if default is not Sharing.EDIT:
            sobject = replace(sobject, viewer=self._viewer, sharing=default)
        if self._rights.get(sobject.name.lower()) is ObjectAccess.READ:
            closed = tuple(replace(entry, createable=False, updateable=False) for entry in fields)
            return replace(sobject, fields=closed, editable=False)
        return replace(sobject, fields=fields)

    def _visible(self, sobject: SObject) -> Iterable[Field]:
        for entry in sobject.fields:
            # Salesforce documents that the fields of a person account follow the contact's security.
            owner, name = ("Contact", entry.through) if entry.through else (sobject.name, entry.name)
            access = self.access(owner, name) if entry.permissionable else Access.FULL
            if access is Access.READ_ONLY:
                yield replace(entry, createable=False, updateable=False)
            elif access is Access.FULL:
                yield entry
