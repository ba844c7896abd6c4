"""Objects that the connected user does not see: hidden, beyond the licence, or not in the org."""

from __future__ import annotations

from dataclasses import replace

from core.checklist.results import Cause, Check, CheckState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.salesforce.values.licences import API_INTEGRATION_LABEL, UserLicence
from core.salesforce.values.links import Links


def object_check(name: str) -> Check:
    """The check of an object, to be filled in with what is found."""
    return Check(
        "object_editable", name, Message(NOOP("core", "{object} records may be edited"), {"object": name})
    )


def out_of_sight(check: Check, name: str, links: Links, licence: UserLicence | None) -> Check:
    """The check of an object that is needed and cannot be seen, with the licence named where that is the reason."""
    check = check.to_do(
        OBJECT_HIDDEN.with_values(object=name),
        link=links.permission_sets(),
        cause=Cause.HIDDEN,
        permission="Edit",
    )
    if licence is None or not (licence.name or licence.is_integration):
        return replace(check, fix=FIX_OR_LICENCE.with_values(object=name, needed=API_INTEGRATION_LABEL))
    if licence.lacks_api_integration:
        return replace(
            check,
            what=INTEGRATION_CLOSED.with_values(
                object=name, licence=licence.name or _INTEGRATION, needed=API_INTEGRATION_LABEL
            ),
            fix=ASSIGN_LICENCE.with_values(object=name, needed=API_INTEGRATION_LABEL),
            link=links.users(),
            cause=Cause.NO_LICENCE,
        )
    if licence.is_full or licence.is_integration:
        return replace(check, fix=OBJECT_FIX.with_values(object=name))
    return replace(
        check,
        what=BEYOND_LICENCE.with_values(object=name, licence=licence.name),
        fix=OTHER_LICENCE.with_values(object=name, licence=licence.name),
        link=links.users(),
        cause=Cause.NO_LICENCE,
    )


def without(name: str, links: Links, licence: UserLicence | None) -> Check:
    """The check of an object that is done without; the only one of the kind is Lead."""
    limited = licence is not None and bool(licence.name) and not licence.is_full
    values = {"object": name, "licence": licence.name if licence is not None else ""}
    return replace(
        object_check(name),
        state=CheckState.WARNING,
        what=(WITHOUT_BY_LICENCE if limited else WITHOUT).with_values(**values),
        fix=(GIVE_LICENCE_IF if limited else GIVE_ACCESS_IF).with_values(**values),
        link=links.users() if limited else links.permission_sets(),
        cause=Cause.LEFT_OUT,
    )


_INTEGRATION = "Salesforce Integration"
OBJECT_HIDDEN = Message(NOOP("core", "The connected user cannot see {object} records at all."))
OBJECT_FIX = Message(
    NOOP(
        "core",
        "In Salesforce Setup open a permission set of the connected user, choose Object Settings, then {object}, "
        "Edit, tick Read and Edit, and save.",
    )
)
FIX_OR_LICENCE = Message(
    NOOP(
        "core",
        "In Salesforce Setup open a permission set of the connected user, choose Object Settings, then {object}, "
        "Edit, tick Read and Edit, and save. Where {object} is not offered there, the user's licence leaves it out: "
        "one with the licence Salesforce Integration needs the permission set licence {needed} too.",
    )
)
INTEGRATION_CLOSED = Message(
    NOOP(
        "core",
        "The connected user cannot see {object} records at all: the user has the licence {licence}, without the "
        "permission set licence {needed} that opens objects to it.",
    )
)
ASSIGN_LICENCE = Message(
    NOOP(
        "core",
        "In Salesforce Setup open the user, choose Permission Set License Assignments, Edit Assignments, tick "
        "{needed}, and save; then assign a permission set that is bound to no licence and grants Read and Edit on "
        "{object}.",
    )
)
BEYOND_LICENCE = Message(
    NOOP(
        "core",
        "The connected user cannot see {object} records at all. The user's licence is {licence}, which may not include "
        "them.",
    )
)
OTHER_LICENCE = Message(
    NOOP(
        "core",
        "No permission goes beyond a licence: where {licence} does not include {object}, give the user one that does; "
        "else grant Read and Edit on {object} by a permission set.",
    )
)
WITHOUT = Message(
    NOOP(
        "core",
        "The org has no {object} records, or none that the connected user can see. Opt-outs are synced for "
        "Contacts only.",
    )
)
GIVE_ACCESS_IF = Message(
    NOOP(
        "core",
        "Nothing to do if your company does not use {object} records. Else give the connected user Read and "
        "Edit on {object} by a permission set, then check again.",
    )
)
WITHOUT_BY_LICENCE = Message(
    NOOP(
        "core",
        "The connected user, whose licence is {licence}, sees no {object} records. Opt-outs are synced for "
        "Contacts only.",
    )
)
GIVE_LICENCE_IF = Message(
    NOOP(
        "core",
        "Nothing to do if your company does not use {object} records. Else give the user a licence that "
        "includes {object}, then check again.",
    )
)
