"""Why a page layout is not changed, in words an administrator can act on."""

from __future__ import annotations

from dataclasses import replace

from core.checklist.guarded_calls import VIEW_SETUP
from core.checklist.layout_ways import Closed
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, Scope, make_problem

_BY_HAND = NOOP(
    "core",
    "Add the field by hand: open the layout in Salesforce Setup, choose Edit, then Fields, drag the field onto it, "
    "and save.",
)


LAYOUT_CHANGED = "LAYOUT_CHANGED"
"""The layout is not what it was when the change was shown."""


def managed(layout: str) -> Problem:
    """Layouts of packages are left alone."""
    return _problem(
        "LAYOUT_MANAGED",
        NOOP("core", "The page layout {layout} belongs to a package, so this program does not change it."),
        _BY_HAND,
        layout=layout,
    )


def already_there(field: str, layout: str) -> Problem:
    """The field is on the layout."""
    return _problem(
        "LAYOUT_HAS_FIELD",
        NOOP("core", "{field} is on the page layout {layout} already."),
        NOOP("core", "Check again to see how things stand."),
        field=field,
        layout=layout,
    )


def no_room(layout: str) -> Problem:
    """No section takes fields, or not the one that was named."""
    return _problem(
        "LAYOUT_WITHOUT_ROOM",
        NOOP("core", "The page layout {layout} has no such section that a field could be put into."),
        _BY_HAND,
        layout=layout,
    )


def not_for_people(layout: str) -> Problem:
    """A layout of another object."""
    return _problem(
        "LAYOUT_NOT_FOR_PEOPLE",
        NOOP("core", "The page layout {layout} is not one of Contacts, Leads or person accounts."),
        NOOP("core", "Choose another layout."),
        layout=layout,
    )


def field_not_seen(object: str) -> Problem:
    """A checkbox cannot be put on a layout while it is hidden: its API name is not known."""
    return _problem(
        "LAYOUT_FIELD_HIDDEN",
        NOOP(
            "core", "The connected user cannot see Marketo Sales Opt Out on {object}, so it cannot be added."
        ),
        NOOP("core", "First make the field visible, as the checklist says, then check again."),
        object=object,
    )


def changed_meanwhile(layout: str) -> Problem:
    """Somebody changed the layout between the plan and its carrying out."""
    return _problem(
        LAYOUT_CHANGED,
        NOOP(
            "core",
            "The page layout {layout} was changed in Salesforce since it was shown. Nothing was written.",
        ),
        NOOP("core", "Look at the new plan, then add the field again."),
        layout=layout,
    )


def changed_since(layout: str, field: str) -> Problem:
    """Putting the original back would undo what somebody else did."""
    return _problem(
        "LAYOUT_CHANGED_SINCE",
        NOOP(
            "core",
            "The page layout {layout} is not as it was after {field} was added: somebody, or a new release of "
            "Salesforce, changed it since. Putting it back would undo that change too, so nothing was written.",
        ),
        NOOP("core", "Remove the field by hand: open the layout in Salesforce Setup and choose Edit."),
        layout=layout,
        field=field,
    )


def gone_already(layout: str, field: str) -> Problem:
    """The layout is as it was before: there is nothing to put back."""
    return _problem(
        "LAYOUT_FIELD_GONE",
        NOOP("core", "{field} is no longer on the page layout {layout}, so nothing was written."),
        NOOP("core", "There is nothing to put back."),
        layout=layout,
        field=field,
    )


def end_unknown(layout: str, trouble: Problem) -> Problem:
    """The layout was sent, and what became of it could not be heard."""
    return replace(
        _problem(
            "LAYOUT_END_UNKNOWN",
            NOOP(
                "core",
                "The page layout {layout} was sent to Salesforce, but whether it was saved is not known.",
            ),
            NOOP("core", "Check again to see how it is now. The original is kept and can be put back."),
            detail=" ".join(part for part in (trouble.code, trouble.detail) if part),
            layout=layout,
        ),
        category=trouble.category,
    )


def nothing_kept() -> Problem:
    """This program did not change the layout."""
    return _problem(
        "LAYOUT_NOT_KEPT",
        NOOP("core", "This program keeps no earlier state of this page layout."),
        NOOP("core", "There is nothing to put back."),
    )


def not_as_written(layout: str) -> Problem:
    """Salesforce said yes, but what is there is something else."""
    return _problem(
        "LAYOUT_NOT_AS_WRITTEN",
        NOOP("core", "Salesforce saved the page layout {layout}, but not as it was sent."),
        NOOP(
            "core", "Open the layout in Salesforce Setup and look; the original is kept and can be put back."
        ),
        layout=layout,
    )


def may_not_read(refusal: Problem) -> Problem:
    """The connected user may not see layouts."""
    return _problem(
        "LAYOUT_NOT_PERMITTED",
        NOOP("core", "The connected user may not read page layouts: the permission {permission} is missing."),
        NOOP("core", "Give the user the permission {permission}, or change the layout by hand."),
        detail=refusal.detail,
        permission=VIEW_SETUP,
    )


def closed(tooling: Closed, metadata: Closed, layout: str) -> Problem:
    """Neither way is open: one explanation for both."""
    if tooling.permission and metadata.permission:
        return _not_permitted(
            NOOP(
                "core",
                "The connected user may not change page layouts: the permission {first} is missing, and for the other "
                "way, the Metadata API, the permission {second}.",
            ),
            NOOP(
                "core",
                "Give the user the permission {first}, or, where that is not enough, {second} too; or change the "
                "layout by hand.",
            ),
            layout,
            tooling,
            metadata,
        )
    if metadata.permission:
        return _not_permitted(
            NOOP(
                "core",
                "The Tooling API refused the page layout {layout} with {refusal}, and for the other way, the Metadata "
                "API, the connected user lacks the permission {second}.",
            ),
            NOOP("core", "Give the user the permission {second}, or change the layout by hand."),
            layout,
            tooling,
            metadata,
        )
    if tooling.permission:
        return _not_permitted(
            NOOP(
                "core",
                "The connected user may not change page layouts: the permission {first} is missing, and the other way, "
                "the Metadata API, was refused with {refusal}.",
            ),
            NOOP("core", "Give the user the permission {first}, or change the layout by hand."),
            layout,
            tooling,
            metadata,
        )
    return refused(layout, tooling.problem)


def _not_permitted(what: str, fix: str, layout: str, tooling: Closed, metadata: Closed) -> Problem:
    details = (tooling.problem.detail, metadata.problem.detail)
    other = tooling if not tooling.permission else metadata
    return _problem(
        "LAYOUT_NOT_PERMITTED",
        what,
        fix,
        detail="\n".join(detail for detail in details if detail),
        layout=layout,
        first=tooling.permission,
        second=metadata.permission,
        refusal=other.problem.code,
    )


def refused(layout: str, refusal: Problem) -> Problem:
    """Salesforce refused the layout for a reason of its own, which it says in its own words."""
    return _problem(
        "LAYOUT_REFUSED",
        NOOP("core", "Salesforce refused the page layout {layout} with {refusal}. Nothing was changed."),
        _BY_HAND,
        detail=refusal.detail,
        layout=layout,
        refusal=refusal.code,
    )


def _problem(code: str, what: str, fix: str, *, detail: str = "", **values: str) -> Problem:
    return make_problem(
        code, Category.OTHER, what, fix, scope=Scope.RECORD, retry=False, detail=detail, **values
    )
