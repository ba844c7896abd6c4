"""Is the checkbox on every page layout, for those who use it, and on the connected user's own view?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.checklist.field_security import FieldSecurity, Secured, security_of
from core.checklist.guarded_calls import CUSTOMIZE, VIEW_SETUP, unknown
from core.checklist.layout_reading import Place, place_of
from core.checklist.naming import few
from core.checklist.org_words import OrgWords
from core.checklist.results import Cause, Check, CheckState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, OrgWord, Problem
from core.salesforce.values.links import Links
from core.salesforce.values.setup_answers import is_of_persons
from core.salesforce.values.setup_values import LayoutSummary, LayoutUse, Metadata, OwnLayout
from core.store.types.fields import OptOutField

_NO_WORDS = OrgWords()


@dataclass(frozen=True, slots=True)
class OptOutBox:
    """The checkbox that layouts are searched for: its field, its API name (empty: not found), and its label.

    `words` are the org's own.
    """

    object: str
    field: OptOutField
    name: str
    label: OrgWord
    words: OrgWords = _NO_WORDS


@dataclass(frozen=True, slots=True)
class Layouts:
    """What was read of an object's layouts: each part an answer, or why there is none; every summary has a body."""

    summaries: Sequence[LayoutSummary] | Problem
    bodies: Mapping[str, Metadata | Problem] | Problem
    uses: Sequence[LayoutUse] | Problem


def on_layouts(box: OptOutBox, layouts: Layouts, security: FieldSecurity, links: Links) -> list[Check]:
    """One check for each layout; `security` is that of the checkbox."""
    check = Check(
        "on_layout", box.object, ON_EVERY.with_values(field=box.label, object=box.object), field=box.field
    )
    if isinstance(layouts.summaries, Problem):
        return [unknown(check, layouts.summaries, VIEW_SETUP, links)]
    if not box.name:
        return [not_found(check)]
    if isinstance(layouts.bodies, Problem):
        return [unknown(check, layouts.bodies, CUSTOMIZE, links)]
    if not layouts.summaries:
        # Every org has some: nobody was shown them.
        what = NO_LAYOUTS.with_values(object=box.object)
        return [check.not_known(what, LOOK_YOURSELF)]
    bodies = layouts.bodies
    return [
        _on_layout(check, box, layout, bodies[layout.id], layouts.uses, security, links)
        for layout in layouts.summaries
    ]


def _on_layout(
    check: Check,
    box: OptOutBox,
    layout: LayoutSummary,
    body: Metadata | Problem,
    uses: Sequence[LayoutUse] | Problem,
    security: FieldSecurity,
    links: Links,
) -> Check:
    check = replace(
        check,
        title=ON_LAYOUT.with_values(field=box.label, layout=layout.name),
        subject=layout.name,
        subject_id=layout.id,
        link=links.layout(setup_object(layout), layout.id),
    )
    if isinstance(body, Problem):
        return unknown(check, body, CUSTOMIZE, links)
    place = place_of(body, box.name)
    # Each object has a layout that somebody uses: an org that names nobody at all does not tell.
    users = (
        None if isinstance(uses, Problem) or not uses else [one for one in uses if one.layout_id == layout.id]
    )
    used_by = None if users is None else _names(users)
    if place is not None:
        placed = _placed(check, box, place, used_by)
        return _secured(placed, box, security.for_users(users), used_by, links)
    if used_by == "":
        return check.not_needed(UNUSED)
    what = ABSENT if used_by is None else ABSENT_USED.with_values(uses=used_by)
    fix = ADD_BY_HAND if layout.is_managed else ADD
    cause = Cause.MANAGED if layout.is_managed else Cause.MISSING
    return check.to_do(what, box.words.fill(fix, field=box.label), cause=cause)


def _placed(check: Check, box: OptOutBox, place: Place, used_by: str | None) -> Check:
    values = {"section": place.section, "uses": used_by or ""}
    if place.behavior == "Readonly":
        return check.warned(
            (SHOWN_READ_ONLY_USED if used_by else SHOWN_READ_ONLY).with_values(**values),
            box.words.fill(MAKE_EDITABLE),
            cause=Cause.READ_ONLY,
        )
    return replace(check, what=(SHOWN_USED if used_by else SHOWN).with_values(**values))


def _secured(
    check: Check, box: OptOutBox, security: Secured | None, used_by: str | None, links: Links
) -> Check:
    """The check of a layout that has the field, with what field-level security makes of it for those who use it."""
    if not used_by:
        return check
    if security is None:
        if check.state is not CheckState.DONE:
            return check
        return replace(check, what=SHOWN_UNSECURED.with_values(**check.what.values))
    if not security.hidden_from and not security.read_only_for:
        return check
    hides = bool(security.hidden_from)
    what = HIDDEN_FROM if hides else CLOSED_FOR
    values = {
        "uses": used_by,
        "profiles": few(security.hidden_from or security.read_only_for),
        "sets": few(security.sets),
    }
    if security.sets:
        what = HIDDEN_BUT_FOR if hides else CLOSED_BUT_FOR
    return check.warned(
        what.with_values(**values),
        (OPEN_UP if hides else CLEAR_READ_ONLY).with_values(field=box.label),
        cause=Cause.HIDDEN if hides else Cause.READ_ONLY,
        link=links.field(*security_of(box)),
    )


def own_view(box: OptOutBox, own: Sequence[OwnLayout] | Problem, links: Links) -> Check:
    """Whether the connected user gets to see the checkbox on the layouts that this user is given."""
    check = Check(
        "own_view",
        box.object,
        OWN.with_values(field=box.label, object=box.object),
        link=links.layouts(box.object),
        field=box.field,
    )
    if isinstance(own, Problem):
        return unknown(check, own, "Read", links)
    if not box.name:
        return not_found(check)
    if box.object == "Account":
        # Company layouts have no fields of persons, and need none.
        own = [layout for layout in own if any(map(is_of_persons, layout.fields))]
    if not own:
        what = NO_OWN_LAYOUTS.with_values(object=box.object)
        return check.not_known(what, LOOK_YOURSELF)
    without = [layout for layout in own if box.name not in layout.fields]
    locked = [layout for layout in own if box.name in layout.fields and box.name not in layout.editable]
    if without:
        named = ", ".join(layout.record_type for layout in without if layout.record_type)
        what = OWN_WITHOUT_FOR.with_values(types=named) if named else OWN_WITHOUT
        return check.to_do(what.with_values(**what.values, field=box.label), OWN_FIX, cause=Cause.MISSING)
    if locked:
        return check.warned(
            OWN_READ_ONLY.with_values(field=box.label), box.words.fill(MAKE_EDITABLE), cause=Cause.READ_ONLY
        )
    return replace(check, what=OWN_SEEN.with_values(field=box.label))


def not_found(check: Check) -> Check:
    """The check of a layout while it is not known which field to search it for."""
    return check.not_known(NOT_FOUND, cause=Cause.NOTHING_TO_TRY)


def setup_object(layout: LayoutSummary) -> str:
    """The object under which Setup shows a layout."""
    return "PersonAccount" if layout.object in ("Account", "PersonAccount") else layout.object


def _names(uses: Sequence[LayoutUse]) -> str:
    """The profiles that use a layout, with the record type where it is only for one."""
    profiles: dict[str, list[str]] = {}
    for use in uses:
        profiles.setdefault(use.profile, []).append(use.record_type)
    named = [
        profile if "" in types else f"{profile} ({', '.join(dict.fromkeys(types))})"
        for profile, types in profiles.items()
    ]
    return few(named)


ON_EVERY = Message(NOOP("core", "{field} is on the page layouts of {object}"))
ON_LAYOUT = Message(NOOP("core", "{field} is on the page layout {layout}"))
NOT_FOUND = Message(NOOP("core", "This is looked at as soon as the checkbox itself was found."))
NO_LAYOUTS = Message(
    NOOP(
        "core",
        "The connected user is shown no page layout for people on {object}, though every org has some.",
    )
)
NO_OWN_LAYOUTS = Message(
    NOOP(
        "core",
        "Salesforce does not tell which page layout for people on {object} the connected user is given.",
    )
)
LOOK_YOURSELF = Message(
    NOOP("core", "Look at it yourself as an administrator: open the page layouts in Salesforce Setup.")
)
UNUSED = Message(NOOP("core", "The field is not on it, but no profile uses this layout."))
ABSENT = Message(
    NOOP("core", "The field is not on this page layout. Which profiles use it could not be read.")
)
ABSENT_USED = Message(NOOP("core", "The field is not on this page layout, which is used by: {uses}."))
ADD = Message(
    NOOP(
        "core",
        "Let this program add {field} after showing what changes; or open the layout, choose {edit}, then {fields}, "
        "drag {field} onto the layout, and save.",
    )
)
ADD_BY_HAND = Message(
    NOOP(
        "core",
        "The layout belongs to a package, so this program leaves it alone: open it, choose {edit}, then {fields}, drag "
        "{field} onto the layout, and save.",
    )
)
SHOWN = Message(NOOP("core", "It is in the section {section}, and can be edited there."))
SHOWN_USED = Message(
    NOOP("core", "It is in the section {section}, and can be edited there. Used by: {uses}.")
)
SHOWN_READ_ONLY = Message(NOOP("core", "It is in the section {section}, but read-only there."))
SHOWN_READ_ONLY_USED = Message(
    NOOP("core", "It is in the section {section}, but read-only there. Used by: {uses}.")
)
MAKE_EDITABLE = Message(
    NOOP(
        "core",
        "The sync works all the same. So that people can tick it too, open the layout, choose {edit}, open the "
        "properties of the field, clear {read_only}, and save.",
    )
)
OWN = Message(NOOP("core", "The connected user sees {field} on {object} pages"))
OWN_SEEN = Message(NOOP("core", "{field} is on every layout that the connected user is given."))
OWN_WITHOUT = Message(NOOP("core", "{field} is not on the layout that the connected user is given."))
OWN_WITHOUT_FOR = Message(
    NOOP("core", "{field} is not on the layouts that the connected user is given for: {types}.")
)
OWN_READ_ONLY = Message(
    NOOP("core", "{field} is on the layouts that the connected user is given, but cannot be edited there.")
)
OWN_FIX = Message(
    NOOP(
        "core", "Add the field to that page layout; if it is on it, make it visible by field-level security."
    )
)
SHOWN_UNSECURED = Message(
    NOOP(
        "core",
        "It is in the section {section}, as a field that can be edited. Used by: {uses}. Whether field-level security "
        "shows it to them could not be read: only the connected user's view was looked at.",
    )
)
HIDDEN_FROM = Message(
    NOOP(
        "core",
        "It is on this layout, but field-level security hides it from: {profiles}. Used by: {uses}.",
    )
)
HIDDEN_BUT_FOR = Message(
    NOOP(
        "core",
        "It is on this layout, but field-level security hides it from: {profiles}; only users with one of these "
        "permission sets see it: {sets}. Used by: {uses}.",
    )
)
CLOSED_FOR = Message(
    NOOP(
        "core",
        "It is on this layout, but field-level security makes it read-only for: {profiles}. Used by: {uses}.",
    )
)
CLOSED_BUT_FOR = Message(
    NOOP(
        "core",
        "It is on this layout, but field-level security makes it read-only for: {profiles}; only users with one of "
        "these permission sets can edit it: {sets}. Used by: {uses}.",
    )
)
OPEN_UP = Message(
    NOOP(
        "core",
        "The sync works all the same. So that these people see it, open the field {field} in Salesforce Setup, choose "
        "Set Field-Level Security, tick Visible for their profiles, and save.",
    )
)
CLEAR_READ_ONLY = Message(
    NOOP(
        "core",
        "The sync works all the same. So that these people can tick it, open the field {field} in Salesforce Setup, "
        "choose Set Field-Level Security, clear Read-Only for their profiles, and save.",
    )
)
