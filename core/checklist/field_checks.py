"""Is a checkbox there, visible and writable for the connected user; and if not, which of the causes is it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from core.checklist.access_checks import OBJECT_READ_ONLY
from core.checklist.field_texts import (
    BROUGHT,
    CHOOSE,
    CHOOSE_AGAIN,
    CHOSEN_GONE,
    CLEAR_READ_ONLY,
    FIRST_VISIBLE,
    HIDDEN,
    HIDDEN_PROBABLY,
    INSTALL,
    MISSING_SOMEHOW,
    NAME_IT,
    NOT_INSTALLED,
    PACKAGE,
    READ_ONLY,
    SEVERAL,
    SHOW,
    SHOW_OR_INSTALL,
    SHOW_PERSON,
    VISIBLE,
    WRITABLE,
    WRONG_NAME,
)
from core.checklist.guarded_calls import VIEW_SETUP, lacks_right, unknown
from core.checklist.org_words import OrgWords
from core.checklist.out_of_sight import OBJECT_FIX, OBJECT_HIDDEN, WITHOUT
from core.checklist.results import Cause, Check, CheckState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, OrgWord, Problem
from core.salesforce.people.describe_org import could_be_marketo_sales
from core.salesforce.values.describe import (
    MARKETO_SALES_NAMESPACE,
    FieldAccess,
    ObjectSchema,
    OrgSchema,
)
from core.salesforce.values.links import Links
from core.salesforce.values.setup_values import FieldDefinition, InstalledPackage
from core.store.types.fields import OptOutField

_TITLES = {
    "visible": Message(NOOP("core", "{field} on {object} is visible")),
    "writable": Message(NOOP("core", "{field} on {object} can be written")),
}

Definitions = Mapping[str, Sequence[FieldDefinition] | Problem]
"""By object, the fields as Setup knows them, or why that could not be asked."""
Packages = Sequence[InstalledPackage] | Problem


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """What was found out about the fields; `packages` and `definitions` hold what was asked for.

    `chosen` are the checkboxes that the admin picked, by object; `left_out` the objects that are done without;
    `words` are the org's own.
    """

    shape: OrgSchema
    packages: Packages
    definitions: Definitions
    links: Links
    chosen: Mapping[str, str] = field(default_factory=dict)
    left_out: Sequence[str] = ()
    words: OrgWords = field(default_factory=OrgWords)

    def label(self, object: str, name: str) -> str:
        """What Setup calls a field, also one that is hidden; empty where it was not asked, or does not know it."""
        known = self.definitions.get(object, ())
        return "" if isinstance(known, Problem) else next((e.label for e in known if e.name == name), "")

    def key(self, object: str, name: str) -> str:
        """What a field's page in Setup is found by; empty where it is not known."""
        if not name.endswith(("__c", "__pc")):
            return name
        known = self.definitions.get(object, ())
        if isinstance(known, Problem):
            return ""
        return next((entry.key for entry in known if entry.name == name and entry.key != name), "")

    def name_of(self, shape: ObjectSchema, field: OptOutField) -> str:
        """The API name of a checkbox that the user does not see; empty where it is not to be found."""
        match field:
            case OptOutField.SALESFORCE:
                return field.api_names[shape.object]
            case OptOutField.MARKETO_SALES:
                return self.hidden(shape)
        assert_never(field)

    def hidden(self, shape: ObjectSchema) -> str:
        """The API name of the packaged checkbox where only Setup shows it; empty where it is not to be found."""
        if chosen := self.chosen.get(shape.object, ""):
            return chosen
        known = self.definitions.get(shape.object, ())
        if isinstance(known, Problem) or shape.candidates:
            return ""
        return next((entry.name for entry in known if _is_packaged(shape.object, entry)), "")

    def link(self, object: str, name: str) -> str:
        """The page of a field, or the list of fields where that is not known."""
        # What is seen of a person's field on an Account is decided at the Contact's field.
        if object == "Account":
            object, name = "Contact", name.removeprefix("Person").replace("__pc", "__c")
        key = self.key(object, name) if name else ""
        return self.links.field(object, key) if key else self.links.fields(object)


def the_package(packages: Sequence[InstalledPackage]) -> InstalledPackage | None:
    """The package that brings Marketo Sales Opt Out: today's by its namespace, the older one by its name."""
    for package in packages:
        if package.namespace.casefold() == MARKETO_SALES_NAMESPACE:
            return package
    return next(
        (package for package in packages if {"marketo", "sales"} <= set(package.name.casefold().split())),
        None,
    )


def package_checks(found: FieldFacts, field: OptOutField, needed: bool) -> list[Check]:
    """Whether the package is in the org that brings a checkbox, where one does."""
    match field:
        case OptOutField.SALESFORCE:
            return []
        case OptOutField.MARKETO_SALES:
            return [_package_installed(found, needed)]
    assert_never(field)


def _package_installed(found: FieldFacts, needed: bool) -> Check:
    """Whether the package is in the org."""
    check = Check(
        "package_installed",
        "",
        Message(NOOP("core", "The Marketo Sales Insight package is installed")),
        link=found.links.packages(),
        field=OptOutField.MARKETO_SALES,
    )
    candidates = [one for shape in found.shape.objects.values() for one in shape.candidates]
    if isinstance(found.packages, Problem):
        # A name in the package's namespace can only have come with the package.
        brought = next(
            (one for one in candidates if one.name.startswith(f"{MARKETO_SALES_NAMESPACE}__")), None
        )
        if brought is None:
            return unknown(check, found.packages, VIEW_SETUP, found.links)
        return replace(check, what=BROUGHT.with_values(name=brought.name))
    package = the_package(found.packages)
    if package is not None:
        return replace(check, what=PACKAGE.with_values(name=package.name, version=package.version))
    if candidates:
        return check.not_needed(
            Message(NOOP("core", "The package is not there, but a checkbox of the same label is."))
        )
    return _if_needed(
        check.to_do(
            Message(NOOP("core", "Neither the package nor an older one of its kind is installed.")),
            INSTALL,
            cause=Cause.NOT_INSTALLED,
        ),
        needed,
    )


def field_checks(found: FieldFacts, object: str, field: OptOutField, needed: bool) -> list[Check]:
    """Whether the checkbox of a radio button is visible, and whether it can be written, on one object."""
    visible, writable = unchecked(object, field)
    shape = found.shape.objects.get(object)
    if object in found.left_out:
        what = WITHOUT.with_values(object=object)
        return [check.not_needed(what, cause=Cause.LEFT_OUT) for check in (visible, writable)]
    if shape is None:
        what = OBJECT_HIDDEN.with_values(object=object)
        return [check.not_known(what, cause=Cause.HIDDEN) for check in (visible, writable)]
    access = shape.field(field)
    if access is None:
        missing = _missing(found, visible, shape, field)
        # What cannot be seen cannot be written either: that much is known.
        state = missing.state if missing.state is CheckState.COULD_NOT_CHECK else CheckState.TO_DO
        also = replace(
            writable,
            state=state,
            what=FIRST_VISIBLE.with_values(field=field.label, object=object),
            fix=missing.fix,
            link=missing.link,
            cause=missing.cause,
            permission=missing.permission,
        )
        return [_if_needed(missing, needed), _if_needed(also, needed)]
    seen = replace(
        visible,
        what=VISIBLE.with_values(label=OrgWord(access.label, _label(field)), name=access.name, object=object),
        link=found.link(object, access.name),
    )
    if not field.api_names:
        seen = _to_pick_again(found, seen, shape, access)
    return [seen, _if_needed(_writable(found, writable, shape, access), needed)]


def unchecked(object: str, field: OptOutField) -> tuple[Check, Check]:
    """The two checks of a checkbox, to be filled in with what is found."""
    visible, writable = (
        Check(
            f"{field.column}_{what}", object, title.with_values(field=field.label, object=object), field=field
        )
        for what, title in _TITLES.items()
    )
    return visible, writable


def _writable(found: FieldFacts, check: Check, shape: ObjectSchema, access: FieldAccess) -> Check:
    label = OrgWord(access.label, _label(check.field))
    object, link = shape.object, found.link(shape.object, access.name)
    if not shape.updateable:
        # Its fields then look read-only, too, but the cause is the object's.
        return check.to_do(
            OBJECT_READ_ONLY.with_values(object=object),
            OBJECT_FIX.with_values(object=object),
            link=found.links.permission_sets(),
            cause=Cause.READ_ONLY,
            permission="Edit",
        )
    if access.updateable:
        what = WRITABLE.with_values(label=label, object=object)
        return replace(check, what=what, link=link)
    return check.to_do(
        READ_ONLY.with_values(label=label, object=object),
        found.words.fill(CLEAR_READ_ONLY, label=label),
        link=link,
        cause=Cause.READ_ONLY,
    )


def _missing(found: FieldFacts, check: Check, shape: ObjectSchema, field: OptOutField) -> Check:
    if name := field.api_names.get(shape.object):
        return _hidden(found, check, shape.object, name, found.label(shape.object, name))
    if chosen := found.chosen.get(shape.object, ""):
        return _chosen_missing(found, check, shape, chosen)
    if len(shape.candidates) > 1:
        return check.to_do(
            SEVERAL.with_values(count=len(shape.candidates), object=shape.object),
            CHOOSE,
            link=found.links.fields(shape.object),
            cause=Cause.SEVERAL,
            choices=tuple((one.name, one.label) for one in shape.candidates),
        )
    definitions = found.definitions.get(shape.object, ())
    known = [] if isinstance(definitions, Problem) else definitions
    for entry in known:
        if _is_packaged(shape.object, entry):
            return _hidden(found, check, shape.object, entry.name, entry.label)
    if not isinstance(found.packages, Problem) and the_package(found.packages) is None:
        return check.to_do(
            NOT_INSTALLED.with_values(object=shape.object),
            INSTALL,
            link=found.links.packages(),
            cause=Cause.NOT_INSTALLED,
        )
    for answer in (found.packages, definitions):
        # Who may not look into Setup is not shown the fields there either that are hidden from the user.
        if isinstance(answer, Problem):
            return _cannot_tell(found, check, shape.object, answer)
    return check.to_do(
        WRONG_NAME.with_values(object=shape.object, label=OptOutField.MARKETO_SALES.label),
        NAME_IT,
        link=found.links.fields(shape.object),
        cause=Cause.WRONG_NAME,
        choices=_visible_checkboxes(found, shape),
    )


def _to_pick_again(found: FieldFacts, check: Check, shape: ObjectSchema, access: FieldAccess) -> Check:
    """What the admin picked holds until he picks another one: for that it has to stay on offer."""
    if not found.chosen.get(shape.object, ""):
        return check
    offered = {one.name: one.label for one in shape.candidates}
    if access.name not in offered:
        offered |= dict(_visible_checkboxes(found, shape)) | {access.name: access.label}
    if len(offered) < 2:
        return check
    return replace(check, choices=tuple(offered.items()), choice=access.name)


def _visible_checkboxes(found: FieldFacts, shape: ObjectSchema) -> tuple[tuple[str, str], ...]:
    """The custom checkboxes that the connected user sees, as far as Setup tells which are checkboxes."""
    known = found.definitions.get(shape.object, ())
    readable = shape.readable or frozenset()
    return tuple(
        (entry.name, entry.label)
        for entry in (() if isinstance(known, Problem) else known)
        if entry.is_checkbox and entry.name.endswith(("__c", "__pc")) and entry.name in readable
    )


def _chosen_missing(found: FieldFacts, check: Check, shape: ObjectSchema, name: str) -> Check:
    """The checkbox that the admin chose cannot be seen: it is hidden, or gone."""
    label = found.label(shape.object, name)
    hidden = bool(label)
    return check.to_do(
        (HIDDEN if hidden else CHOSEN_GONE).with_values(
            label=OrgWord(label, _label(check.field)), name=name, object=shape.object
        ),
        found.words.fill(SHOW) if hidden else CHOOSE_AGAIN,
        link=found.link(shape.object, name),
        cause=Cause.HIDDEN if hidden else Cause.WRONG_NAME,
        choices=tuple((one.name, one.label) for one in shape.candidates),
    )


def _hidden(found: FieldFacts, check: Check, object: str, name: str, label: str) -> Check:
    known = found.definitions.get(object, ())
    certain = not isinstance(known, Problem) and any(entry.name == name for entry in known)
    what = HIDDEN if certain else HIDDEN_PROBABLY
    return check.to_do(
        what.with_values(label=OrgWord(label, _label(check.field)), name=name, object=object),
        found.words.fill(SHOW_PERSON if object == "Account" else SHOW),
        link=found.link(object, name),
        cause=Cause.HIDDEN,
    )


def _cannot_tell(found: FieldFacts, check: Check, object: str, why: Problem) -> Check:
    """No such checkbox is visible, and Setup could not be asked whether one is hidden."""
    return check.to_do(
        MISSING_SOMEHOW.with_values(object=object),
        found.words.fill(SHOW_OR_INSTALL),
        link=found.links.fields(object),
        cause=Cause.MISSING,
        permission=VIEW_SETUP if lacks_right(why) else "",
        detail=why.detail,
    )


def _is_packaged(object: str, entry: FieldDefinition) -> bool:
    return entry.is_checkbox and could_be_marketo_sales(object, entry.name, entry.label)


def _if_needed(check: Check, needed: bool) -> Check:
    """What is not in order does not matter while the other radio button is selected."""
    in_order = check.state is CheckState.DONE
    return check if needed or in_order else replace(check, state=CheckState.NOT_NEEDED)


def _label(field: OptOutField | None) -> str:
    return (field or OptOutField.SALESFORCE).label
