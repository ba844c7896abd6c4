"""The Metadata API over SOAP, as far as page layouts go: readMetadata, updateMetadata and listMetadata of type Layout.

Sources: Metadata API Developer Guide (readMetadata, updateMetadata, listMetadata, Error) and the Metadata WSDL; names
and texts from answers that public clients recorded. Whatever is not documented is marked as unverified.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from core.practice_org.answers import Answer
from core.practice_org.errors import ApiError, session_invalid
from core.practice_org.http import soap
from core.practice_org.http.calls import Call, Routes
from core.practice_org.http.soap import XSI, SoapFault, element, local
from core.practice_org.org import app_access
from core.practice_org.org.layout_metadata import Metadata, of_release
from core.practice_org.org.setup_state import Layout, Permission
from core.practice_org.rest import identity
from core.practice_org.rest.actions import commit_late_saves
from core.practice_org.setup_api import layout_xml
from core.practice_org.setup_api.tooling import save_layout
from core.practice_org.setup_api.tooling_rows import full_name, layouts

routes = Routes()

MOST_AT_ONCE = 10
"""Components of one call (Metadata API Developer Guide, readMetadata and updateMetadata)."""

_VERSION = re.compile(r"(\d+)(\.0)?\Z")


@routes("POST", f"{soap.PREFIX}m/{{version}}")
def serve(call: Call, version: str) -> Answer:
    """One call. Who calls is in its SessionHeader; a bearer token beside it has no say."""
    try:
        asked = soap.read(call.body)
        _refuse_version(version)
        caller = _caller(call, asked.session_id)
        return soap.answer(_operation(asked.operation)(caller, asked.operation))
    except SoapFault as refusal:
        return refusal.answer()


def _operation(asked: Element) -> Callable[[Call, Element], str]:
    found = _OPERATIONS.get(local(asked.tag))
    if found is None:
        raise SoapFault("soapenv:Client", f"No operation available for request {asked.tag}")
    return found


def _refuse_version(text: str) -> None:
    version = _VERSION.match(text)
    if version is None or not identity.FIRST_VERSION <= int(version[1]) <= identity.LAST_VERSION:
        raise ApiError(500, "UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL")


def _caller(call: Call, session_id: str) -> Call:
    session = call.org.session_of(session_id)
    if session is None:
        raise session_invalid()
    # Unverified that it counts as one of the day's calls; a client that plans for it is on the safe side.
    call.org.count_call()
    commit_late_saves(call.org)
    caller = replace(call, session_or_none=session)
    app_access.refuse_call(call.org.options.app_access)
    if not caller.profile.may(Permission.API_ENABLED):
        raise ApiError(500, "API_CURRENTLY_DISABLED", "API is disabled for this User")
    if call.org.calls_today > call.org.daily_calls:
        raise ApiError(500, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
    # Reading needs it too. The guide of some releases asks for Customize Application besides; here the two rights are
    # apart, so that either way of saving a layout can be closed alone.
    if not caller.profile.may(Permission.MODIFY_METADATA):
        raise ApiError(
            500, "INSUFFICIENT_ACCESS",
            "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions",
        )  # fmt: skip
    return caller


# --- the operations


def _read(call: Call, operation: Element) -> str:
    _refuse_type(_text(operation, "type"))
    names = [child.text or "" for child in operation if local(child.tag) == "fullNames"]
    _refuse_many(names)
    records = [_record(call, _named(call, name)) for name in names]
    return element("readMetadataResponse", [element("result", records)])


def _record(call: Call, layout: Layout | None) -> str:
    # A name that is not there is no error: its record is empty.
    if layout is None:
        return '<records xsi:nil="true"/>'
    metadata = of_release(layout.metadata, newer=call.org.options.newer_release)
    return layout_xml.record(full_name(layout), metadata)


def _list(call: Call, operation: Element) -> str:
    results = []
    for query in operation:
        if local(query.tag) == "queries":
            _refuse_type(_text(query, "type"))
            results += [_properties(layout) for layout in layouts(call.org)]
    return element("listMetadataResponse", results)


def _properties(layout: Layout) -> str:
    """A FileProperties, without who made and changed it."""
    name = full_name(layout)
    members = {
        "fileName": f"layouts/{name}.layout",
        "fullName": name,
        "id": layout.id,
        "manageableState": "installed" if layout.namespace else "unmanaged",
    } | ({"namespacePrefix": layout.namespace} if layout.namespace else {})
    return element(
        "result", [element(key, value) for key, value in members.items()] + [element("type", "Layout")]
    )


def _update(call: Call, operation: Element) -> str:
    given = [child for child in operation if local(child.tag) == "metadata"]
    _refuse_many(given)
    parts = []
    for entry in given:
        _refuse_type(entry.get(f"{{{XSI}}}type", "").rpartition(":")[2])
        parts.append(layout_xml.read(entry))
    results = [element("result", _saved(call, name, metadata)) for name, metadata in parts]
    return element("updateMetadataResponse", results)


def _saved(call: Call, name: str, metadata: Metadata) -> Iterator[str]:
    """A SaveResult. Each component is saved or refused by itself, as without AllOrNoneHeader since version 34.0."""
    refusal = _refusal(call, name, metadata)
    if refusal is not None:
        message, code = element("message", refusal.message), element("statusCode", refusal.code)
        yield element("errors", [message, code])
    yield element("fullName", name)
    yield element("success", "true" if refusal is None else "false")


def _refusal(call: Call, name: str, metadata: Metadata) -> ApiError | None:
    if not name:
        return ApiError(400, "REQUIRED_FIELD_MISSING", "Required field is missing: fullName")
    layout = _named(call, name)
    if layout is None:
        return ApiError(400, "INVALID_CROSS_REFERENCE_KEY", f"no Layout named {name} found")
    try:
        # The same checks as for the Tooling API. That a layout of a package is refused here too is this org's caution:
        # Salesforce may let an administrator change some.
        save_layout(call, layout.id, metadata)
    except ApiError as refusal:
        return refusal
    return None


_OPERATIONS: dict[str, Callable[[Call, Element], str]] = {
    "readMetadata": _read,
    "updateMetadata": _update,
    "listMetadata": _list,
}


def _named(call: Call, name: str) -> Layout | None:
    return next((layout for layout in layouts(call.org) if full_name(layout) == name), None)


def _text(parent: Element, name: str) -> str:
    return next((child.text or "" for child in parent if local(child.tag) == name), "")


def _refuse_type(name: str) -> None:
    if name != "Layout":
        raise ApiError(500, "INVALID_TYPE", "This type of metadata is not available for this organization")


def _refuse_many(entries: list[str] | list[Element]) -> None:
    if len(entries) > MOST_AT_ONCE:
        # The limit is documented, its wording unverified.
        raise ApiError(
            500,
            "LIMIT_EXCEEDED",
            f"record limit reached. cannot submit more than {MOST_AT_ONCE} records in this call",
        )
