"""Looking into an org's Setup through the Tooling API: packages, fields, layouts, Lightning pages, rules.

All of it is an administrator's view, for which a user needs rights in Setup; who lacks them gets a ProblemError.
Writing is one verb alone: the whole of one page layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from core.messages import ProblemError
from core.salesforce.client import Client
from core.salesforce.errors import CallFailedError, unreadable_answer
from core.salesforce.record_id import looks_like_id
from core.salesforce.retry import Patience, persist
from core.salesforce.setup_values import (
    FieldDefinition,
    InstalledPackage,
    LayoutSummary,
    LayoutUse,
    Metadata,
    OwnLayout,
    RecordPage,
    Rule,
)
from core.salesforce.shapes import ObjectShape
from core.salesforce.soql import encoded, quoted
from core.store.nouns import OptOutField

MOST_AT_ONCE = 25
"""Parts of one composite call."""

PERSON_ACCOUNT = "PersonAccount"
"""The name under which Setup keeps the layouts of person accounts."""

_UNMANAGED = frozenset({"", "unmanaged"})

Tell = Callable[[int, int], None]
"""Called with how many are read, and of how many."""


class Setup:
    """The Setup of one org, for the thread of its client; passing faults are tried again, as `patience` says."""

    def __init__(self, client: Client, patience: Patience) -> None:
        self._client = client
        self._patience = patience

    def packages(self) -> list[InstalledPackage]:
        """Every installed package; the namespace cannot be asked for, so the caller picks."""
        rows = self._tooling(
            "SELECT Id, SubscriberPackage.NamespacePrefix, SubscriberPackage.Name, "
            "SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion "
            "FROM InstalledSubscriberPackage"
        )
        return [
            InstalledPackage(
                _text(_part(row, "SubscriberPackage").get("NamespacePrefix")),
                _text(_part(row, "SubscriberPackage").get("Name")),
                ".".join(
                    str(_part(row, "SubscriberPackageVersion").get(name) or 0)
                    for name in ("MajorVersion", "MinorVersion")
                ),
            )
            for row in rows
        ]

    def fields(self, object: str) -> list[FieldDefinition]:
        """Every field of an object, also those that are hidden from the connected user."""
        rows = self._tooling(
            "SELECT QualifiedApiName, Label, DataType, DurableId FROM FieldDefinition "
            f"WHERE EntityDefinition.QualifiedApiName = {quoted(object)}"
        )
        return [
            FieldDefinition(
                name,
                _text(row.get("Label")) or name,
                _text(row.get("DataType")).casefold() in ("checkbox", "boolean"),
                _text(row.get("DurableId")).rpartition(".")[2] or name,
            )
            for row in rows
            if (name := _text(row.get("QualifiedApiName")))
        ]

    def layouts(self, object: str) -> list[LayoutSummary]:
        """Every page layout of an object; for Account also those of companies, see `is_for_people`."""
        rows = self._tooling(
            f"SELECT Id, Name, NamespacePrefix, ManageableState, TableEnumOrId FROM Layout WHERE {_of(object)}"
        )
        return [_summary(row) for row in rows if row.get("Id")]

    def layout(self, layout_id: str) -> tuple[LayoutSummary, Metadata]:
        """One layout with what is on it."""
        row = self._patiently(lambda: self._client.get(f"tooling/sobjects/Layout/{layout_id}"))
        return _summary(row), _metadata(row)

    def layout_bodies(self, layout_ids: Sequence[str], tell: Tell) -> Iterator[tuple[str, Metadata]]:
        """What is on each of several layouts, in few calls where Salesforce allows."""
        return ((id_, _metadata(row)) for id_, row in self._each("Layout", layout_ids, tell))

    def write_layout(self, layout_id: str, metadata: Metadata) -> None:
        """Put the whole of a layout in the place of what is there; never tried again by itself."""
        self._client.send("PATCH", f"tooling/sobjects/Layout/{layout_id}", {"Metadata": metadata})

    def layout_uses(self, object: str) -> list[LayoutUse]:
        """Which profiles and record types use which layout of an object."""
        rows = self._tooling(
            "SELECT LayoutId, ProfileId, Profile.Name, RecordTypeId, RecordType.Name FROM ProfileLayout "
            f"WHERE {_of(object)}"
        )
        return [
            LayoutUse(
                _text(row.get("LayoutId")),
                _text(_part(row, "Profile").get("Name")) or _text(row.get("ProfileId")),
                _text(_part(row, "RecordType").get("Name")),
            )
            for row in rows
        ]

    def own_layouts(self, object: str) -> list[OwnLayout]:
        """The layouts that the connected user gets, one for each record type that this user may use."""
        path = f"sobjects/{object}/describe/layouts"
        answer = self._patiently(lambda: self._client.get(path))
        if not isinstance(answer, dict):
            raise ProblemError(unreadable_answer(200))
        mappings = [entry for entry in answer.get("recordTypeMappings") or [] if isinstance(entry, dict)]
        names = {
            _text(entry.get("layoutId")): _text(entry.get("name"))
            for entry in mappings
            if not entry.get("master")
        }
        if answer.get("layouts"):
            return [_own(layout, names.get(_text(layout.get("id")), "")) for layout in answer["layouts"]]
        usable = [entry for entry in mappings if entry.get("available", True) and entry.get("recordTypeId")]
        own: list[OwnLayout] = []
        for start in range(0, len(usable), MOST_AT_ONCE):
            chunk = usable[start : start + MOST_AT_ONCE]
            urls = [f"{path}/{entry['recordTypeId']}" for entry in chunk]
            for entry, layout in zip(chunk, self._patiently(partial(self._compose, urls)), strict=True):
                own.append(_own(layout, "" if entry.get("master") else _text(entry.get("name"))))
        return own

    def record_pages(self, objects: Sequence[str], tell: Tell) -> list[RecordPage]:
        """The Lightning record pages of these objects."""
        rows = self._tooling(
            "SELECT Id, DeveloperName, MasterLabel, EntityDefinitionId FROM FlexiPage WHERE Type = 'RecordPage'"
        )
        labels = {
            _text(row.get("Id")): _text(row.get("MasterLabel")) or _text(row.get("DeveloperName"))
            for row in rows
            # Whether this names the object is not documented; where it does, others need not be read.
            if _text(row.get("EntityDefinitionId")) in ("", *objects)
        }
        pages = [
            _page(id_, labels[id_], _metadata(row))
            for id_, row in self._each("FlexiPage", list(labels), tell)
        ]
        return [page for page in pages if page.object in objects]

    def validation_rules(self, object: str) -> list[Rule]:
        """The active validation rules of an object."""
        rows = self._tooling(
            "SELECT Id, ValidationName, Active FROM ValidationRule "
            f"WHERE EntityDefinition.QualifiedApiName = {quoted(object)} AND Active = true"
        )
        return [Rule(_text(row.get("Id")), _text(row.get("ValidationName"))) for row in rows]

    def duplicate_rules(self, object: str) -> list[Rule]:
        """The active duplicate rules of an object."""
        rows = self._rows(
            "SELECT Id, MasterLabel FROM DuplicateRule "
            f"WHERE IsActive = true AND SobjectType = {quoted(object)}",
        )
        return [Rule(_text(row.get("Id")), _text(row.get("MasterLabel"))) for row in rows]

    def converted_leads(self, condition: str = "") -> int:
        """How many converted Leads there are."""
        soql = f"SELECT COUNT() FROM Lead WHERE IsConverted = true{condition}"
        total = self._patiently(lambda: self._client.query(soql)).get("totalSize")
        if not isinstance(total, int):
            raise ProblemError(unreadable_answer(200))
        return total

    def converted_leads_without_contact(self) -> int:
        """How many converted Leads cannot be followed to a Contact."""
        return self.converted_leads(" AND ConvertedContactId = null")

    def ticked_records(self, shape: ObjectShape, wanted: OptOutField, most: int) -> list[str]:
        """Some live records whose checkbox is ticked; none where the checkbox cannot be read.

        Only records of which the answer itself says so: what an org thinks of a condition is not relied on.
        """
        access = shape.field(wanted)
        if access is None:
            return []
        conditions = " AND ".join([f"{access.name} = true", *_live(shape)])
        rows = self._rows(f"SELECT Id, {access.name} FROM {shape.object} WHERE {conditions} LIMIT {most}")
        ticked = [row for row in rows if row.get(access.name) is True]
        return [id_ for row in ticked[:most] if looks_like_id(id_ := _text(row.get("Id")))]

    # calls

    def _tooling(self, soql: str) -> list[Mapping[str, Any]]:
        return self._pages(lambda: self._client.get(f"tooling/query?q={encoded(soql)}"))

    def _rows(self, soql: str) -> list[Mapping[str, Any]]:
        return self._pages(lambda: self._client.query(soql))

    def _pages(self, first: Callable[[], Any]) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = []
        answer = self._patiently(first)
        while True:
            if not isinstance(answer, dict) or not isinstance(answer.get("records"), list):
                raise ProblemError(unreadable_answer(200))
            found += answer["records"]
            next_url = answer.get("nextRecordsUrl")
            if answer.get("done", True) or not isinstance(next_url, str):
                return found
            answer = self._patiently(partial(self._client.query_more, next_url))

    def _each(self, kind: str, ids: Sequence[str], tell: Tell) -> Iterator[tuple[str, Mapping[str, Any]]]:
        tell(0, len(ids))
        for start in range(0, len(ids), MOST_AT_ONCE):
            chunk = ids[start : start + MOST_AT_ONCE]
            urls = [f"tooling/sobjects/{kind}/{id_}" for id_ in chunk]
            for number, row in enumerate(self._answers(urls), start=start + 1):
                yield ids[number - 1], row
                tell(number, len(ids))

    def _answers(self, urls: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        """One call for all, where the server allows; else one each, so that a stop is heard in between."""
        if len(urls) > 1 and self._client.composes("tooling/"):
            yield from self._patiently(lambda: self._compose(urls, "tooling/"))
            return
        for url in urls:
            row = self._patiently(partial(self._client.get, url))
            if not isinstance(row, dict):
                raise ProblemError(unreadable_answer(200))
            yield row

    def _compose(self, urls: Sequence[str], service: str = "") -> list[Mapping[str, Any]]:
        answers = self._client.compose(urls, service)
        for answer in answers:
            if isinstance(answer, CallFailedError):
                raise answer
            if not isinstance(answer, dict):
                raise ProblemError(unreadable_answer(200))
        return answers

    def _patiently(self, call: Callable[[], Any]) -> Any:
        return persist(call, self._patience, self._client.transport.wait)


def _of(object: str) -> str:
    """The condition for the layouts of an object; which name those of person accounts go by is not documented."""
    names = (object, PERSON_ACCOUNT) if object == "Account" else (object,)
    return f"TableEnumOrId IN ({', '.join(quoted(name) for name in names)})"


def _live(shape: ObjectShape) -> Iterator[str]:
    """The conditions that leave out what is no person of its own, as far as this user may read what they ask for."""
    readable = shape.readable or frozenset()
    if shape.object == "Account":
        yield "IsPersonAccount = true"
    elif shape.object == "Contact" and "IsPersonAccount" in readable:
        # The Contact half of a person account is written through its Account.
        yield "IsPersonAccount = false"
    elif shape.object == "Lead" and "IsConverted" in readable:
        yield "IsConverted = false"


def is_for_people(summary: LayoutSummary, metadata: Metadata) -> bool:
    """Whether a layout of Account is one for person accounts: companies have no fields of persons."""
    return summary.object == PERSON_ACCOUNT or any(
        name.startswith("Person") or name.endswith("__pc") for name in fields_on(metadata)
    )


def fields_on(metadata: Metadata) -> Iterator[str]:
    """The API names of the fields on a layout."""
    for section in metadata.get("layoutSections") or []:
        for column in section.get("layoutColumns") or []:
            for item in column.get("layoutItems") or []:
                if name := _text(item.get("field")):
                    yield name


def _summary(row: Any) -> LayoutSummary:
    if not isinstance(row, dict):
        raise ProblemError(unreadable_answer(200))
    state = _text(row.get("ManageableState")).casefold()
    return LayoutSummary(
        _text(row.get("Id")),
        _text(row.get("Name")),
        _text(row.get("TableEnumOrId")),
        is_managed=bool(row.get("NamespacePrefix")) or state not in _UNMANAGED,
    )


def _metadata(row: Any) -> Metadata:
    metadata = row.get("Metadata") if isinstance(row, dict) else None
    if not isinstance(metadata, dict):
        raise ProblemError(unreadable_answer(200))
    return metadata


def _own(layout: Mapping[str, Any], record_type: str) -> OwnLayout:
    shown = set(_fields_in(layout.get("detailLayoutSections")))
    edited = {name for name, editable in _items_in(layout.get("editLayoutSections")) if editable}
    shown |= {name for name, _ in _items_in(layout.get("editLayoutSections"))}
    return OwnLayout(_text(layout.get("id")), record_type, frozenset(shown), frozenset(edited))


def _items_in(sections: Any) -> Iterator[tuple[str, bool]]:
    """The fields of describe's sections, with whether each can be edited on a record that exists."""
    for section in sections or []:
        for row in section.get("layoutRows") or []:
            for item in row.get("layoutItems") or []:
                for name in _fields_in(item.get("layoutComponents")):
                    yield name, bool(item.get("editableForUpdate"))


def _fields_in(place: Any) -> Iterator[str]:
    """The API names of all fields anywhere below; compound fields nest theirs."""
    if isinstance(place, list):
        for entry in place:
            yield from _fields_in(entry)
    elif isinstance(place, dict):
        if place.get("type") == "Field" and isinstance(place.get("value"), str):
            yield place["value"]
        for key in ("layoutRows", "layoutItems", "layoutComponents", "components"):
            yield from _fields_in(place.get(key))


def _page(id_: str, label: str, metadata: Metadata) -> RecordPage:
    fields: dict[str, bool] = {}
    for region in metadata.get("flexiPageRegions") or []:
        for item in region.get("itemInstances") or []:
            instance = item.get("fieldInstance")
            name = _text((instance or {}).get("fieldItem")).removeprefix("Record.")
            if name:
                # Shown twice, once without a rule, it is shown to everybody.
                fields[name] = bool(instance.get("visibilityRule")) and fields.get(name, True)
    return RecordPage(id_, label or id_, _text(metadata.get("sobjectType")), fields)


def _part(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = row.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
