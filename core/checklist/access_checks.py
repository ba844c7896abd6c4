"""Signed in, the API, calls left, and whether the objects may be edited: what everything else rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.checklist.guarded_calls import API_ENABLED, VIEW_SETUP, unknown
from core.checklist.out_of_sight import OBJECT_FIX, object_check, out_of_sight, without
from core.checklist.results import Cause, Check, CheckState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Counted, Message, Problem
from core.salesforce.people.people_rows import reads_addresses
from core.salesforce.values.app_refusals import ends_on_usage_page, is_about_app
from core.salesforce.values.describe import ApiUsage, OrgSchema
from core.salesforce.values.errors import DAILY_LIMIT, address_hidden
from core.salesforce.values.licences import UserLicence
from core.salesforce.values.links import Links
from core.store.types.orgs import Org

_API_CODES = frozenset({"API_CURRENTLY_DISABLED", "API_DISABLED_FOR_ORG", "INSUFFICIENT_ACCESS"})


def is_finding(problem: Problem) -> bool:
    """Whether what kept the checks from going on is itself a result: the org shuts this user out."""
    return problem.code in _API_CODES or is_about_app(problem)


def signed_in(org: Org | None, problem: Problem | None, links: Links | None) -> list[Check]:
    """Whether there is a connection that Salesforce accepts, and whether the app and the user may use the API."""
    check = Check(
        "signed_in",
        "",
        Message(NOOP("core", "Signed in to Salesforce")),
        SIGNED_IN.with_values(name=org.name if org else "", user=org.username if org else ""),
    )
    api = Check(
        "api_enabled",
        "",
        Message(NOOP("core", "The connected user may use the API")),
        Message(NOOP("core", "The org answers this user's calls.")),
    )
    app = Check(
        "app_approved",
        "",
        Message(NOOP("core", "The app is approved in the org")),
        Message(NOOP("core", "The org accepts the app.")),
    )
    if problem is None:
        return [check if org and org.username else replace(check, what=SIGNED_IN_SOMEHOW), app, api]
    if is_about_app(problem):
        return [
            check.not_known(problem.what),
            app.to_do(
                problem.what,
                problem.fix,
                link=_page_of_app(problem, links),
                cause=Cause.NOT_APPROVED,
                detail=problem.detail,
            ),
            unknown(api, problem, API_ENABLED, None),
        ]
    if is_finding(problem):
        return [
            replace(check, what=SIGNED_IN_SOMEHOW),
            app.not_known(problem.what),
            api.to_do(
                problem.what,
                problem.fix,
                link=links.permission_sets() if links else "",
                cause=Cause.NO_PERMISSION,
                permission=API_ENABLED,
                detail=problem.detail,
            ),
        ]
    # Nobody can do anything about the sign-in while the network or the server is down: it was not looked at.
    passing = problem.category in (Category.OFFLINE, Category.INTERMITTENT)
    state = CheckState.COULD_NOT_CHECK if passing else CheckState.TO_DO
    return [
        replace(check, state=state, what=problem.what, fix=problem.fix, detail=problem.detail),
        unknown(app, problem, API_ENABLED, None),
        unknown(api, problem, API_ENABLED, None),
    ]


def _page_of_app(problem: Problem, links: Links | None) -> str:
    if links is None:
        return ""
    return links.app_usage() if ends_on_usage_page(problem) else links.apps()


def calls_left(
    usage: ApiUsage | Problem | None, needed: int, reserve_share: int, links: Links | None
) -> Check:
    """Whether the org has calls left for a sync; `reserve_share` percent of them are kept for others."""
    check = Check(
        "calls_left",
        "",
        Message(NOOP("core", "API calls left for a sync")),
        link=links.api_usage() if links else "",
    )
    if isinstance(usage, Problem):
        if usage.code == DAILY_LIMIT:
            return check.to_do(usage.what, usage.fix)
        return unknown(check, usage, VIEW_SETUP, links)
    if usage is None:
        return check.not_known(Message(NOOP("core", "The org does not tell how many API calls are left.")))
    left = max(0, usage.total - usage.used)
    what = CALLS_LEFT.with_values(left=left, total=usage.total, needed=needed)
    if left < needed:
        return check.to_do(what, CALLS_GONE)
    if left - needed < usage.total * reserve_share // 100:
        return check.warned(what, CALLS_SHORT)
    return replace(check, what=what)


def objects_editable(
    shape: OrgSchema,
    objects: Sequence[str],
    links: Links,
    *,
    left_out: Sequence[str] = (),
    licence: UserLicence | None = None,
) -> list[Check]:
    """Whether the connected user may edit each kind of record, and read the address on it.

    `left_out` are those that are done without; `licence` is the user's, None where nobody asked or nobody may know.
    """
    return [
        without(name, links, licence) if name in left_out else _editable(shape, name, links, licence)
        for name in objects
    ]


def _editable(shape: OrgSchema, name: str, links: Links, licence: UserLicence | None) -> Check:
    check = object_check(name)
    found = shape.objects.get(name)
    if found is None:
        return out_of_sight(check, name, links, licence)
    if found.updateable and not reads_addresses(found):
        hidden = address_hidden(name)
        return check.to_do(
            hidden.what,
            hidden.fix,
            # That of a person account is shown and hidden with that of the Contact.
            link=links.field("Contact" if name == "Account" else name, "Email"),
            cause=Cause.HIDDEN,
        )
    if found.updateable and found.may_read_all_to_find:
        return check.warned(
            (CASE_MAY_COUNT if found.address_filterable else NOT_SEARCHABLE).with_values(object=name),
            ENCRYPTION_FIX.with_values(object=name),
            link=links.field("Contact" if name == "Account" else name, "Email"),
        )
    if found.updateable:
        return replace(
            check,
            what=Message(NOOP("core", "The connected user may edit {object} records."), {"object": name}),
        )
    return check.to_do(
        OBJECT_READ_ONLY.with_values(object=name),
        OBJECT_FIX.with_values(object=name),
        link=links.permission_sets(),
        cause=Cause.READ_ONLY,
        permission="Edit",
    )


SIGNED_IN = Message(NOOP("core", "Connected to {name} as {user}."))
SIGNED_IN_SOMEHOW = Message(NOOP("core", "Salesforce accepts the sign-in."))
CALLS_LEFT = Counted(
    NOOP("core", "{left} of {total} API calls is left in 24 hours; the next sync takes about {needed}."),
    NOOP("core", "{left} of {total} API calls are left in 24 hours; the next sync takes about {needed}."),
    by="left",
)
CALLS_GONE = Message(
    NOOP("core", "Wait until calls are free again, or find out which integration uses so many.")
)
CALLS_SHORT = Message(
    NOOP(
        "core",
        "A sync would touch the share that is kept for others, and then wait: find out which integration uses "
        "so many calls, or lower that share in the settings.",
    )
)
OBJECT_READ_ONLY = Message(NOOP("core", "The connected user can see {object} records, but not edit them."))
NOT_SEARCHABLE = Message(
    NOOP(
        "core",
        "{object} records may be edited, but their e-mail addresses are encrypted so that Salesforce cannot be asked "
        "for one: to find people by their addresses, all {object} records are read.",
    )
)
CASE_MAY_COUNT = Message(
    NOOP(
        "core",
        "{object} records may be edited, and their e-mail addresses are encrypted: where Salesforce then tells capital "
        "letters from small ones, all {object} records are read to find people by their addresses.",
    )
)
ENCRYPTION_FIX = Message(
    NOOP(
        "core",
        "Nothing is missed by that; it costs API calls and time. Where your company allows it, have the field Email "
        "encrypted with the deterministic scheme that does not tell letter case apart.",
    )
)
