"""One look at an org: who it is, who is connected, which objects hold people, which checkboxes they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from core.messages import Category, ProblemError
from core.salesforce.http.client import Client
from core.salesforce.http.soql import encoded
from core.salesforce.people.people_rows import ADDRESS, LONGEST_TEXT
from core.salesforce.values.answers import SURPRISES, unreadable_answer
from core.salesforce.values.describe import (
    MARKETO_SALES_NAMESPACE,
    FieldAccess,
    ObjectSchema,
    OrgSchema,
)
from core.salesforce.values.errors import NO_SUCH_RESOURCE, CallFailedError
from core.salesforce.values.record_id import to_18
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org

_ORGANIZATION = "SELECT Id, Name, IsSandbox, OrganizationType FROM Organization"
_BARE_ORGANIZATION = "SELECT Id, Name FROM Organization"
PRACTICE_EDITION = "Practice Edition"
"""The edition of a practice org. Salesforce sells none of that name, and nobody in an org can change its edition."""
_OBJECTS = ("Contact", "Lead", "Account")
_NOT_VISIBLE = frozenset(
    {"NOT_FOUND", "INVALID_TYPE", "INSUFFICIENT_ACCESS", "INSUFFICIENT_ACCESS_OR_READONLY"}
)


def describe_org(client: Client, chosen_fields: Mapping[str, str]) -> OrgSchema:
    """The org as the connected user sees it; one API call, and one that Salesforce does not count.

    `chosen_fields` names, per object, the packaged checkbox to take where several could be it.
    """
    organization, *describes = _ask(client)
    if _speaks_otherwise(organization) and client.settle_version():
        organization, *describes = _ask(client)
    if isinstance(organization, CallFailedError) and organization.problem.code == "INVALID_FIELD":
        organization = client.query(_BARE_ORGANIZATION)
    objects: dict[str, ObjectSchema] = {}
    for name, answer in zip(_OBJECTS, describes, strict=True):
        fields = _fields_of(answer)
        if fields is None or (name == "Account" and "IsPersonAccount" not in fields):
            continue
        objects[name] = _shape(name, answer, fields, chosen_fields)
    person = _person(client)
    org = _org(client, organization, _text(person.get("preferred_username")))
    return OrgSchema(org, objects, _text(person.get("language")))


def _ask(client: Client) -> list[Any]:
    query = f"query?q={encoded(_ORGANIZATION)}"
    return client.compose([query, *(f"sobjects/{name}/describe" for name in _OBJECTS)])


def _speaks_otherwise(organization: Any) -> bool:
    """Whether a server's answer is that of one that does not know our version of the API."""
    return isinstance(organization, CallFailedError) and (
        organization.status in NO_SUCH_RESOURCE or organization.problem.code == "UNSUPPORTED_API_VERSION"
    )


def _org(client: Client, organization: Any, username: str) -> Org:
    if isinstance(organization, CallFailedError):
        raise organization
    try:
        row = organization["records"][0]
        org_id = to_18(row["Id"])
    except SURPRISES:
        raise ProblemError(unreadable_answer()) from None
    return Org(
        id=org_id,
        name=_text(row.get("Name")),
        instance_url=client.instance_url,
        is_sandbox=row.get("IsSandbox", ".sandbox." in client.instance_url) is True,
        is_practice=row.get("OrganizationType") == PRACTICE_EDITION,
        username=username,
        api_version=client.api_version,
    )


def _person(client: Client) -> Mapping[str, Any]:
    """What the org says of the connected user, nothing where the token may not ask for that."""
    try:
        person = client.outside("/services/oauth2/userinfo")
    except ProblemError as refusal:
        if refusal.problem.category is Category.OFFLINE:
            raise
        return {}
    return person if isinstance(person, dict) else {}


def _fields_of(answer: Any) -> dict[str, Mapping[str, Any]] | None:
    """An object's fields by API name; None when the user cannot see the object."""
    if isinstance(answer, CallFailedError):
        if answer.status == 404 or answer.problem.code in _NOT_VISIBLE:
            return None
        raise answer
    fields = answer.get("fields") if isinstance(answer, dict) else None
    if not isinstance(fields, list):
        raise ProblemError(unreadable_answer())
    return {name: field for field in fields if isinstance(field, dict) and (name := _text(field.get("name")))}


def _shape(
    name: str, describe: Mapping[str, Any], fields: Mapping[str, Mapping[str, Any]], chosen: Mapping[str, str]
) -> ObjectSchema:
    candidates = tuple(_access(field) for field in _candidates(name, fields))

    def box(wanted: OptOutField) -> FieldAccess | None:
        match wanted:
            case OptOutField.SALESFORCE:
                standard = fields.get(wanted.api_names[name])
                return None if standard is None else _access(standard)
            case OptOutField.MARKETO_SALES:
                return _choice(name, fields, candidates, chosen)
        assert_never(wanted)

    address = fields.get(ADDRESS[name], {})
    return ObjectSchema(
        object=name,
        updateable=bool(describe.get("updateable", True)),
        boxes={one: access for one in OptOutField if (access := box(one)) is not None},
        candidates=candidates,
        readable=frozenset(fields),
        address_filterable=address.get("filterable") is not False,
        address_encrypted=address.get("encrypted") is True,
        label=_text(describe.get("label")),
    )


def _access(field: Mapping[str, Any]) -> FieldAccess:
    name = field["name"]
    return FieldAccess(name, _text(field.get("label")) or name, bool(field.get("updateable", True)))


def _candidates(name: str, fields: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The checkboxes that could be the packaged one: by name or label; failing that, by the package's namespace."""
    boxes = list(_checkboxes(name, fields))
    named = [box for box in boxes if _is_named_so(box["name"], box.get("label"))]
    if named:
        return named
    return [box for box in boxes if could_be_marketo_sales(name, box["name"], box.get("label"))]


def could_be_marketo_sales(object: str, name: str, label: Any) -> bool:
    """Whether a checkbox's API name and label are those of the packaged one, or one of its namespace says opt out."""
    if object == "Account" and not name.endswith("__pc"):
        return False
    if _is_named_so(name, label):
        return True
    return name.lower().startswith(f"{MARKETO_SALES_NAMESPACE}__") and any(
        _says_opt_out(text) for text in (name, label)
    )


def field_named(api_name: str) -> OptOutField:
    """Which field a checkbox of an API name stands for: what Salesforce has not named itself is the packaged one."""
    standard = (field for field in OptOutField if api_name in field.api_names.values())
    return next(standard, OptOutField.MARKETO_SALES)


def _is_named_so(name: str, label: Any) -> bool:
    """By its own part of the API name, which no language changes, or by the label, which the user's language does."""
    developer_name = name.rpartition("__")[0].rpartition("__")[2].replace("_", " ")
    wanted = _folded(OptOutField.MARKETO_SALES.label)
    return wanted in (_folded(developer_name), _folded(label))


def _checkboxes(name: str, fields: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    standard = {field.api_names.get(name) for field in OptOutField}
    for api_name, field in fields.items():
        if field.get("type") != "boolean" or api_name in standard:
            continue
        # An Account's own checkboxes are about the company, not the person.
        if name != "Account" or api_name.endswith("__pc"):
            yield field


def _says_opt_out(text: Any) -> bool:
    words = _folded(text).removeprefix(MARKETO_SALES_NAMESPACE)
    return "opt" in words and "out" in words


def _text(value: Any) -> str:
    """A text that is kept or shown; no name in Salesforce is as long as the limit."""
    return value[:LONGEST_TEXT] if isinstance(value, str) else ""


def _folded(text: Any) -> str:
    return " ".join(text.split()).casefold() if isinstance(text, str) else ""


def _choice(
    name: str,
    fields: Mapping[str, Mapping[str, Any]],
    candidates: tuple[FieldAccess, ...],
    chosen: Mapping[str, str],
) -> FieldAccess | None:
    """The packaged checkbox. What the admin chose is binding: no other takes its place while it cannot be seen."""
    if wanted := chosen.get(name, "").lower():
        boxes = (_access(box) for box in _checkboxes(name, fields) if box["name"].endswith(("__c", "__pc")))
        return next((box for box in boxes if box.name.lower() == wanted), None)
    if name == "Account" and (contacts := chosen.get("Contact", "")):
        # A Contact's custom field shows on a person account under the same name with another ending.
        persons = f"{contacts.removesuffix('__c')}__pc".lower()
        candidates = tuple(one for one in candidates if one.name.lower() == persons) or candidates
    return candidates[0] if len(candidates) == 1 else None
