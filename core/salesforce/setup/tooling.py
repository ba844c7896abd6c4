"""Looking into an org's Setup through the Tooling API: packages, fields, layouts, Lightning pages, rules.

All of it is an administrator's view, for which a user needs rights in Setup; who lacks them gets a ProblemError.
Writing is one verb alone: the whole of one page layout (see `metadata_api` for the other way).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from core.messages import Problem, ProblemError, Scope
from core.salesforce.http.client import Client
from core.salesforce.http.paging import as_page, pages_from
from core.salesforce.http.retry import LONGEST_PAUSE_S, Patience, persist
from core.salesforce.http.soql import encoded, quoted
from core.salesforce.values.answers import unreadable_answer
from core.salesforce.values.describe import FieldAccess, ObjectSchema
from core.salesforce.values.errors import CallFailedError
from core.salesforce.values.licences import UserLicence
from core.salesforce.values.lightning_page import page_in
from core.salesforce.values.record_id import looks_like_id
from core.salesforce.values.setup_answers import (
    PERSON_ACCOUNT,
    Row,
    id_of,
    is_managed,
    layout_in,
    name_of,
    own_layout,
    part,
    rows_in,
    summary_of,
    text,
)
from core.salesforce.values.setup_values import (
    FieldDefinition,
    InstalledPackage,
    LayoutSummary,
    LayoutUse,
    Metadata,
    OwnLayout,
    RecordPage,
    Rule,
)
from core.store.types.fields import OptOutField

MOST_AT_ONCE = 25
"""Parts of one composite call."""


MOST_TRIES = 2
"""How often a question is asked: somebody is looking on."""

Read = TypeVar("Read")
Tell = Callable[[int, int], None]
"""Called with how many are read, and of how many."""


class Setup:
    """The Setup of one org, for the thread of its client; passing faults are tried again, as `patience` says,
    but silence is not."""

    def __init__(self, client: Client, patience: Patience) -> None:
        self._client = client
        self._patience = replace(
            patience, tries=min(patience.tries, MOST_TRIES), for_silence=False, longest=LONGEST_PAUSE_S
        )

    def packages(self) -> list[InstalledPackage]:
        """Every installed package; the namespace cannot be asked for, so the caller picks."""
        rows = self._tooling(
            "SELECT Id, SubscriberPackage.NamespacePrefix, SubscriberPackage.Name, "
            "SubscriberPackageVersion.MajorVersion, SubscriberPackageVersion.MinorVersion "
            "FROM InstalledSubscriberPackage"
        )
        return [
            InstalledPackage(
                text(part(row, "SubscriberPackage").get("NamespacePrefix")),
                text(part(row, "SubscriberPackage").get("Name")),
                ".".join(
                    str(part(row, "SubscriberPackageVersion").get(name) or 0)
                    for name in ("MajorVersion", "MinorVersion")
                ),
            )
            for row in rows
        ]

    def fields(self, object: str) -> list[FieldDefinition]:
        """Every field of an object, also those that are hidden from the connected user."""
        rows = self._definitions(object, "ValueTypeId")
        if rows is None:
            rows = self._definitions(object, "DataType") or []
        return [
            FieldDefinition(
                name,
                text(row.get("Label")) or name,
                # What Setup calls the type of data is in the language of the user.
                (text(row.get("ValueTypeId")) or text(row.get("DataType"))).casefold().rpartition(":")[2]
                in ("boolean", "checkbox"),
                text(row.get("DurableId")).rpartition(".")[2] or name,
            )
            for row in rows
            if (name := text(row.get("QualifiedApiName")))
        ]

    def _definitions(self, object: str, type_column: str) -> list[Row] | None:
        """The rows; None where Setup does not know the column."""
        try:
            return self._tooling(
                f"SELECT QualifiedApiName, Label, {type_column}, DurableId FROM FieldDefinition "
                f"WHERE EntityDefinition.QualifiedApiName = {quoted(object)}"
            )
        except CallFailedError as refusal:
            if refusal.problem.code == "INVALID_FIELD" and type_column != "DataType":
                return None
            raise

    def layouts(self, object: str) -> list[LayoutSummary]:
        """Every page layout of an object; for Account also those of companies, see `is_for_people`."""
        rows = self._tooling(
            f"SELECT Id, Name, NamespacePrefix, ManageableState, TableEnumOrId FROM Layout WHERE {_of(object)}"
        )
        return [summary_of(row) for row in rows if id_of(row)]

    def layout(self, layout_id: str) -> tuple[LayoutSummary, Metadata]:
        """One layout with what is on it."""
        row = self._patiently(lambda: self._client.get(f"tooling/sobjects/Layout/{layout_id}"))
        return replace(summary_of(row), id=layout_id), layout_in(row)

    def layout_bodies(
        self, layout_ids: Sequence[str], tell: Tell
    ) -> Iterator[tuple[str, Metadata | Problem]]:
        """What is on each of several layouts, or why that one cannot be read; in few calls where Salesforce allows."""
        return ((id_, _or_problem(layout_in, row)) for id_, row in self._each("Layout", layout_ids, tell))

    def write_layout(self, layout_id: str, metadata: Metadata) -> None:
        """Put the whole of a layout in the place of what is there; never tried again by itself."""
        self._client.send("PATCH", f"tooling/sobjects/Layout/{layout_id}", {"Metadata": metadata})

    def rights(self, *names: str) -> dict[str, bool]:
        """Which of these permissions, named as in the API, the connected user has; needs none itself."""
        columns = [f"Permissions{name}" for name in names]
        rows = self._rows(f"SELECT {', '.join(columns)} FROM UserPermissionAccess")
        return {name: bool(rows) and rows[0].get(f"Permissions{name}") is True for name in names}

    def licence(self, username: str) -> UserLicence:
        """The licence of a user, as far as the connected user may read it; for where objects are out of sight."""
        users = self._rows(f"SELECT Id, ProfileId FROM User WHERE Username = {quoted(username)}")
        user = users[0] if users else {}
        of_profile = f"FROM Profile WHERE Id = {quoted(id_of(user, 'ProfileId'))}"
        profile = self._first(f"SELECT Name, UserLicense.Name {of_profile}") or self._first(
            f"SELECT Name {of_profile}"
        )
        assigned = self._unless_hidden(
            "SELECT PermissionSetLicense.DeveloperName FROM PermissionSetLicenseAssign "
            f"WHERE AssigneeId = {quoted(id_of(user))}"
        )
        return UserLicence(
            text(part(profile, "UserLicense").get("Name")),
            text(profile.get("Name")),
            None
            if assigned is None
            else frozenset(text(part(row, "PermissionSetLicense").get("DeveloperName")) for row in assigned),
        )

    def layout_uses(self, object: str) -> list[LayoutUse]:
        """Which profiles and record types use which layout of an object."""
        rows = self._tooling(
            "SELECT LayoutId, ProfileId, Profile.Name, RecordTypeId, RecordType.Name FROM ProfileLayout "
            f"WHERE {_of(object)}"
        )
        return [
            LayoutUse(
                id_of(row, "LayoutId"),
                text(part(row, "Profile").get("Name")) or text(row.get("ProfileId")),
                text(part(row, "RecordType").get("Name")),
                id_of(row, "ProfileId"),
            )
            for row in rows
        ]

    def own_layouts(self, object: str) -> list[OwnLayout]:
        """The layouts that the connected user gets, one for each record type that this user may use."""
        path = f"sobjects/{object}/describe/layouts"
        answer = self._patiently(lambda: self._client.get(path))
        if not isinstance(answer, dict):
            raise ProblemError(unreadable_answer())
        mappings = rows_in(answer.get("recordTypeMappings"))
        names = {
            id_of(entry, "layoutId"): text(entry.get("name")) for entry in mappings if not entry.get("master")
        }
        if layouts := rows_in(answer.get("layouts")):
            return [own_layout(layout, names.get(id_of(layout, "id"), "")) for layout in layouts]
        usable = [entry for entry in mappings if entry.get("available", True) and entry.get("recordTypeId")]
        own: list[OwnLayout] = []
        for start in range(0, len(usable), MOST_AT_ONCE):
            chunk = usable[start : start + MOST_AT_ONCE]
            urls = [f"{path}/{entry['recordTypeId']}" for entry in chunk]
            for entry, layout in zip(chunk, self._patiently(partial(self._compose, urls)), strict=True):
                if isinstance(layout, Problem):
                    raise ProblemError(layout)
                own.append(own_layout(layout, "" if entry.get("master") else text(entry.get("name"))))
        return own

    def record_pages(self, objects: Sequence[str], tell: Tell) -> list[RecordPage]:
        """The Lightning record pages of these objects."""
        rows = self._tooling(
            "SELECT Id, DeveloperName, MasterLabel, EntityDefinitionId, NamespacePrefix, ManageableState "
            "FROM FlexiPage WHERE Type = 'RecordPage'"
        )
        listed = {
            id_: RecordPage(
                id_,
                text(row.get("MasterLabel")) or text(row.get("DeveloperName")) or id_,
                text(row.get("EntityDefinitionId")),
                is_managed=is_managed(row),
            )
            for row in rows
            # Whether this names the object is not documented; where it does, others need not be read.
            if (id_ := id_of(row)) and text(row.get("EntityDefinitionId")) in ("", *objects)
        }
        pages = []
        for id_, row in self._each("FlexiPage", list(listed), tell):
            page = _or_problem(partial(page_in, listed[id_]), row)
            pages.append(replace(listed[id_], problem=page) if isinstance(page, Problem) else page)
        return [page for page in pages if page.object in objects or (page.problem and not page.object)]

    def validation_rules(self, object: str) -> list[Rule]:
        """The active validation rules of an object."""
        rows = self._tooling(
            "SELECT Id, ValidationName, Active FROM ValidationRule "
            f"WHERE EntityDefinition.QualifiedApiName = {quoted(object)} AND Active = true"
        )
        return [Rule(id_of(row), name_of(row, "ValidationName")) for row in rows]

    def duplicate_rules(self, objects: Sequence[str]) -> dict[str, list[Rule]]:
        """The active duplicate rules by object, in one call."""
        found: dict[str, list[Rule]] = {name: [] for name in objects}
        for row in self._rows(
            "SELECT Id, MasterLabel, SobjectType FROM DuplicateRule "
            f"WHERE IsActive = true AND SobjectType IN ({', '.join(map(quoted, objects))})",
        ):
            rule = Rule(id_of(row), name_of(row, "MasterLabel"))
            found.setdefault(name_of(row, "SobjectType"), []).append(rule)
        return found

    def converted_leads(self, condition: str = "") -> int:
        """How many converted Leads there are."""
        soql = f"SELECT COUNT() FROM Lead WHERE IsConverted = true{condition}"
        total = as_page(self._patiently(lambda: self._client.query(soql))).get("totalSize")
        if not isinstance(total, int):
            raise ProblemError(unreadable_answer())
        return total

    def converted_leads_without_contact(self) -> int:
        """How many converted Leads cannot be followed to a Contact."""
        return self.converted_leads(" AND ConvertedContactId = null")

    def ticked_records(
        self, shape: ObjectSchema, wanted: OptOutField, most: int, *, but: Sequence[str] = ()
    ) -> list[str]:
        """Some live records whose checkbox is ticked; none where the checkbox cannot be read.

        Only records of which the answer itself says so: what an org thinks of a condition is not relied on. `but` are
        records to be left out as long as there are others.
        """
        access = shape.field(wanted)
        if access is None:
            return []
        others = [f"Id NOT IN ({', '.join(quoted(id_) for id_ in but)})"] if but else []
        if found := self._ticked(shape, access, most, others):
            return found
        return self._ticked(shape, access, most, []) if but else []

    def _ticked(
        self, shape: ObjectSchema, access: FieldAccess, most: int, others: Sequence[str]
    ) -> list[str]:
        conditions = " AND ".join([f"{access.name} = true", *others, *_live(shape)])
        rows = self._rows(
            f"SELECT Id, {access.name} FROM {shape.object} WHERE {conditions} ORDER BY Id LIMIT {most}"
        )
        ticked = [row for row in rows if row.get(access.name) is True]
        return [id_ for row in ticked[:most] if looks_like_id(id_ := text(row.get("Id")))]

    # calls, for what reads other parts of Setup too

    def query(self, soql: str) -> list[Row]:
        """All rows of a query."""
        return self._rows(soql)

    def query_tooling(self, soql: str) -> list[Row]:
        """All rows of a query of the Tooling API."""
        return self._tooling(soql)

    def query_together(self, *queries: str) -> list[list[Row] | Problem]:
        """The rows of up to five small queries, or why there are none, in one call where the server allows."""
        answers = self._patiently(partial(self._compose, [f"query?q={encoded(soql)}" for soql in queries]))
        return [_or_problem(lambda row: rows_in(as_page(row)["records"]), answer) for answer in answers]

    def parts(self, kind: str, ids: Sequence[str]) -> Iterator[tuple[str, Row | Problem]]:
        """Parts of Setup of one kind by their IDs, whole, or why one cannot be read; in few calls where possible."""
        return self._each(kind, ids, lambda done, total: None)

    def _tooling(self, soql: str) -> list[Mapping[str, Any]]:
        return self._pages(lambda: self._client.get(f"tooling/query?q={encoded(soql)}"))

    def _rows(self, soql: str) -> list[Mapping[str, Any]]:
        return self._pages(lambda: self._client.query(soql))

    def _first(self, soql: str) -> Row:
        rows = self._unless_hidden(soql)
        return rows[0] if rows else {}

    def _unless_hidden(self, soql: str) -> list[Row] | None:
        """The rows; None where the connected user may not see that object or that field."""
        try:
            return self._rows(soql)
        except CallFailedError as refusal:
            if refusal.problem.scope is Scope.RECORD:
                return None
            raise

    def _pages(self, first: Callable[[], Any]) -> list[Mapping[str, Any]]:
        pages = pages_from(self._client, self._patiently(first), self._patiently)
        return [row for page in pages for row in rows_in(page["records"])]

    def _each(self, kind: str, ids: Sequence[str], tell: Tell) -> Iterator[tuple[str, Row | Problem]]:
        tell(0, len(ids))
        for start in range(0, len(ids), MOST_AT_ONCE):
            chunk = ids[start : start + MOST_AT_ONCE]
            urls = [f"tooling/sobjects/{kind}/{id_}" for id_ in chunk]
            for number, row in enumerate(self._answers(urls), start=start + 1):
                yield ids[number - 1], row
                tell(number, len(ids))

    def _answers(self, urls: Sequence[str]) -> Iterator[Row | Problem]:
        """One call for all, where the server allows; else one each, so that a stop is heard in between."""
        if len(urls) > 1 and self._client.composes("tooling/"):
            yield from self._patiently(lambda: self._compose(urls, "tooling/"))
            return
        for url in urls:
            try:
                yield _row_or_problem(self._patiently(partial(self._client.get, url)))
            except CallFailedError as refusal:
                yield _row_or_problem(refusal)

    def _compose(self, urls: Sequence[str], service: str = "") -> list[Row | Problem]:
        return [_row_or_problem(answer) for answer in self._client.compose(urls, service)]

    def _patiently(self, call: Callable[[], Any]) -> Any:
        return persist(call, self._patience, self._client.transport.wait)


def _row_or_problem(answer: Any) -> Row | Problem:
    """One answer of several; raises ProblemError where the refusal is not of this one alone."""
    if isinstance(answer, CallFailedError):
        if answer.problem.retry or answer.problem.scope is Scope.CONNECTION:
            raise answer
        return answer.problem
    return answer if isinstance(answer, dict) else unreadable_answer()


def _or_problem(read: Callable[[Row], Read], row: Row | Problem) -> Read | Problem:
    if isinstance(row, Problem):
        return row
    try:
        return read(row)
    except ProblemError as unreadable:
        return unreadable.problem


def _of(object: str) -> str:
    """The condition for the layouts of an object; which name those of person accounts go by is not documented."""
    names = (object, PERSON_ACCOUNT) if object == "Account" else (object,)
    return f"TableEnumOrId IN ({', '.join(quoted(name) for name in names)})"


def _live(shape: ObjectSchema) -> Iterator[str]:
    """The conditions that leave out what is no person of its own, as far as this user may read what they ask for."""
    readable = shape.readable or frozenset()
    if shape.object == "Account":
        yield "IsPersonAccount = true"
    elif shape.object == "Contact" and "IsPersonAccount" in readable:
        # The Contact half of a person account is written through its Account.
        yield "IsPersonAccount = false"
    elif shape.object == "Lead" and "IsConverted" in readable:
        yield "IsConverted = false"
