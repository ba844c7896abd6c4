"""Does the connected user see every record? Who is hidden by sharing counts as somebody who is not in Salesforce."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.checklist.guarded_calls import VIEW_SETUP, unknown
from core.checklist.results import Cause, Check
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem
from core.salesforce.values.links import Links
from core.salesforce.values.setup_values import Reach, Sharing

VIEW_ALL = "View All"
MODIFY_ALL = "Modify All"


def records_seen(
    objects: Sequence[str], sharing: Mapping[str, Sharing] | Problem, links: Links
) -> list[Check]:
    """One check for each kind of record."""
    return [_seen(name, sharing, links) for name in objects]


def _seen(name: str, sharing: Mapping[str, Sharing] | Problem, links: Links) -> Check:
    check = Check(
        "records_seen",
        name,
        TITLE.with_values(object=name),
        ALL.with_values(object=name),
        link=links.permission_sets(),
    )
    if isinstance(sharing, Problem):
        return unknown(check, sharing, VIEW_SETUP, links)
    found = sharing[name]
    if found.sees is Reach.UNKNOWN:
        if found.problem is not None:
            return unknown(check, found.problem, VIEW_SETUP, links)
        return check.not_known(NOT_TOLD.with_values(object=name))
    if found.sees is Reach.SOME:
        # Where the rights to the object could not be read, one of them might make up for it.
        what = SOME if found.problem is None else SOME_UNLESS
        return check.warned(
            what.with_values(object=name),
            SEE_ALL.with_values(object=name),
            cause=Cause.HIDDEN,
            permission=VIEW_ALL,
            detail=found.problem.detail if found.problem is not None else "",
        )
    if found.changes is not Reach.ALL:
        return check.warned(
            SEEN_ONLY.with_values(object=name),
            CHANGE_ALL.with_values(object=name),
            cause=Cause.READ_ONLY,
            permission=MODIFY_ALL,
        )
    return check


TITLE = Message(NOOP("core", "The connected user sees every {object} record"))
ALL = Message(NOOP("core", "No sharing setting keeps {object} records from the connected user."))
NOT_TOLD = Message(
    NOOP("core", "The org does not tell whether sharing keeps {object} records from the connected user.")
)
SOME = Message(
    NOOP(
        "core",
        "{object} records are private in this org, and the connected user has neither View All Data nor View All on "
        "them: records of others may be hidden. People who are hidden look as if they were not in Salesforce, and "
        "their opt-outs do not arrive.",
    )
)
SOME_UNLESS = Message(
    NOOP(
        "core",
        "{object} records are private in this org, and the connected user lacks View All Data: records of others may "
        "be hidden, and the opt-outs of hidden people do not arrive. Whether View All on {object} makes up for it "
        "could not be read.",
    )
)
SEE_ALL = Message(
    NOOP(
        "core",
        "In Salesforce Setup open a permission set of the connected user, choose Object Settings, then {object}, "
        "Edit, tick View All and Modify All, and save; then check again. Do not add people to Salesforce before that: "
        "they may be there.",
    )
)
SEEN_ONLY = Message(
    NOOP(
        "core",
        "The connected user sees every {object} record, but may not change those of others unless they are shared: "
        "their opt-outs may be refused.",
    )
)
CHANGE_ALL = Message(
    NOOP(
        "core",
        "In Salesforce Setup open a permission set of the connected user, choose Object Settings, then {object}, Edit, "
        "tick Modify All, and save; then check again.",
    )
)
