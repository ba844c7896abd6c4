"""The two APIs by which a page layout is read and written: Tooling, and Metadata where that one is closed.

Salesforce documents the Tooling API for reading layouts only, so that an org may refuse to save one there; it asks for
other permissions, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from core.checklist.guarded_calls import CUSTOMIZE, MODIFY_METADATA, VIEW_SETUP, lacks_right
from core.messages import Category, Problem, Scope
from core.salesforce.org import SalesforceOrg
from core.salesforce.setup.layout_xml import FULL_NAME
from core.salesforce.setup.metadata_api import full_names
from core.salesforce.values.catalogue import NOT_OFFERED
from core.salesforce.values.errors import NO_SUCH_RESOURCE, CallFailedError
from core.salesforce.values.setup_answers import PERSON_ACCOUNT
from core.salesforce.values.setup_values import LayoutSummary, Metadata
from core.store.types.layouts import KeptLayout

_NOT_OPEN = frozenset(
    {"API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED", "METHOD_NOT_ALLOWED", "NOT_FOUND", NOT_OFFERED}
)
_NOT_WRITABLE = frozenset({"INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE", "JSON_PARSER_ERROR"})
"""What the Tooling API says of a Metadata that it does not let anybody write, or does not understand as JSON."""

Result = TypeVar("Result")


class LayoutApi(StrEnum):
    """How a layout is read and written."""

    TOOLING = "tooling"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Closed:
    """Why an API is closed to this user; `permission` is the one that is missing, empty where it is something else."""

    way: LayoutApi
    problem: Problem
    permission: str


class WayClosedError(Exception):
    """This API is closed to the user, so that the other may be tried; nothing was written."""

    def __init__(self, closed: Closed) -> None:
        super().__init__(closed.problem.code)
        self.closed = closed


class LayoutWay(Protocol):
    """Reads and writes one layout by one API. Both raise WayClosedError where that is closed, else ProblemError."""

    way: LayoutApi

    def read(self) -> Metadata:
        """The layout as it is now, in the format of this API."""

    def write(self, metadata: Metadata) -> None:
        """Write the whole layout, whichever API `metadata` was read by."""


class ByTooling:
    """The Tooling API, by ID."""

    way = LayoutApi.TOOLING

    def __init__(self, org: SalesforceOrg, layout_id: str) -> None:
        self._org = org
        self._layout_id = layout_id

    def read(self) -> Metadata:
        return _unless_closed(lambda: self._org.setup.layout(self._layout_id)[1], self.way, VIEW_SETUP)

    def write(self, metadata: Metadata) -> None:
        whole = {key: value for key, value in metadata.items() if key != FULL_NAME}
        _unless_closed(lambda: self._org.setup.write_layout(self._layout_id, whole), self.way, CUSTOMIZE)


class ByMetadataApi:
    """The Metadata API, by name; a layout is written under the name that reading found it by."""

    way = LayoutApi.METADATA

    def __init__(self, org: SalesforceOrg, names: Sequence[str]) -> None:
        self._org = org
        self._names = names

    def read(self) -> Metadata:
        found = _unless_closed(lambda: self._org.metadata.layout(self._names), self.way, MODIFY_METADATA)
        self._names = (str(found[FULL_NAME]),)
        return found

    def write(self, metadata: Metadata) -> None:
        whole = {**metadata, FULL_NAME: self._names[0]}
        _unless_closed(lambda: self._org.metadata.write_layout(whole), self.way, MODIFY_METADATA)


def look_up(org: SalesforceOrg, layout_id: str) -> tuple[LayoutSummary, Metadata]:
    """A layout by its ID, by the first API that is open; raises WayClosedError, about the first, where none is."""
    try:
        return _unless_closed(lambda: org.setup.layout(layout_id), LayoutApi.TOOLING, VIEW_SETUP)
    except WayClosedError as closed:
        tooling = closed
    try:
        listed = _unless_closed(org.metadata.layouts, LayoutApi.METADATA, MODIFY_METADATA)
        for summary in listed:
            if summary.id == layout_id:
                return summary, ByMetadataApi(org, (summary.full_name,)).read()
    except WayClosedError:
        raise tooling from None
    raise tooling


def both_ways(
    org: SalesforceOrg, layout_id: str, names: Sequence[str], first: LayoutApi
) -> tuple[LayoutWay, ...]:
    """Both APIs for a layout, the one to be tried first in front."""
    ways: tuple[LayoutWay, ...] = (ByTooling(org, layout_id), ByMetadataApi(org, names))
    return ways if first is LayoutApi.TOOLING else ways[::-1]


def way_of(metadata: Metadata) -> LayoutApi:
    """The API by which a layout was read."""
    return LayoutApi.METADATA if FULL_NAME in metadata else LayoutApi.TOOLING


def names_of(kept: KeptLayout, original: Metadata) -> tuple[str, ...]:
    """What the Metadata API may call a layout that was changed."""
    if way_of(original) is LayoutApi.METADATA:
        return (str(original[FULL_NAME]),)
    objects = (PERSON_ACCOUNT, kept.object) if kept.object == "Account" else (kept.object,)
    return tuple(name for object_ in objects for name in full_names(object_, kept.name))


def _unless_closed(call: Callable[[], Result], way: LayoutApi, permission: str) -> Result:
    try:
        return call()
    except CallFailedError as refusal:
        closed = _closed(refusal, way, permission)
        if closed is None:
            raise
        raise WayClosedError(closed) from None


def _closed(refusal: CallFailedError, way: LayoutApi, permission: str) -> Closed | None:
    problem = refusal.problem
    if problem.retry or problem.scope is Scope.CONNECTION or problem.category is Category.INTERMITTENT:
        # It is not this way that is closed: the other one would meet the same.
        return None
    if lacks_right(problem):
        return Closed(way, problem, permission)
    if refusal.status in NO_SUCH_RESOURCE or problem.code in _NOT_OPEN | _NOT_WRITABLE:
        return Closed(way, problem, "")
    return Closed(way, problem, permission) if refusal.status == 403 else None
