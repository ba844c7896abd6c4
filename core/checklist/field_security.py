"""Field-level security of the checkboxes: who sees one and may edit it, among those who use a page layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.messages import Problem
from core.salesforce.values.setup_values import FieldGrant, LayoutUse


class Checkbox(Protocol):
    """What names a checkbox: its object and its API name."""

    @property
    def object(self) -> str: ...

    @property
    def name(self) -> str: ...


def security_of(box: Checkbox) -> tuple[str, str]:
    """The object and the field at which a checkbox is secured."""
    return secured_at(box.object, box.name)


def secured_at(object_: str, name: str) -> tuple[str, str]:
    """The object and the field at which a field is secured: that of a person account at the Contact's."""
    if object_ != "Account":
        return object_, name
    return "Contact", name.removeprefix("Person").replace("__pc", "__c")


@dataclass(frozen=True, slots=True)
class Secured:
    """For whom a field on a layout is nothing, or nothing to edit: profiles by name.

    `sets` are the permission sets by which some of their users get it all the same.
    """

    hidden_from: tuple[str, ...] = ()
    read_only_for: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldSecurity:
    """Who may see a field, and edit it; None where that could not be read."""

    grants: tuple[FieldGrant, ...] | None

    def for_users(self, users: Sequence[LayoutUse] | None) -> Secured | None:
        """What it means for the profiles that use a layout; None where either is not known."""
        # At least one profile sees each field: an org that names none does not tell.
        if not self.grants or users is None:
            return None
        seen = {grant.profile_id for grant in self.grants if grant.profile_id}
        edited = {grant.profile_id for grant in self.grants if grant.profile_id and grant.may_edit}
        profiles = {use.profile_id: use.profile for use in users}
        hidden = tuple(name for id_, name in profiles.items() if id_ not in seen)
        closed = tuple(name for id_, name in profiles.items() if id_ in seen - edited)
        sets = [grant for grant in self.grants if not grant.profile_id and (hidden or grant.may_edit)]
        return Secured(hidden, closed, tuple(grant.name for grant in sets) if hidden or closed else ())


NOT_READ = FieldSecurity(None)


def by_box(
    boxes: Sequence[Checkbox], grants: Sequence[FieldGrant] | Problem
) -> Mapping[tuple[str, str], FieldSecurity]:
    """By object and API name of each checkbox."""
    if isinstance(grants, Problem):
        return {(box.object, box.name): NOT_READ for box in boxes}
    found = {}
    for box in boxes:
        path = ".".join(security_of(box)).casefold()
        found[box.object, box.name] = FieldSecurity(
            tuple(grant for grant in grants if grant.field.casefold() == path)
        )
    return found
