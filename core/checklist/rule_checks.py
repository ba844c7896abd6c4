"""Which rules, triggers and flows of the org are about the checkbox: a save that changes nothing does not try them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.checklist.guarded_calls import VIEW_SETUP, unknown
from core.checklist.naming import few
from core.checklist.results import Cause, Check
from core.checklist.save_checks import ASK_DEVELOPER, EXEMPT, DryWrite, Untried
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem
from core.salesforce.values.links import Links
from core.salesforce.values.setup_values import Automations, Rule

_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rules:
    """All that may refuse a save of an object's records: each part an answer, or why there is none.

    `setup_is_shown` is false where Setup shows not even a page layout of the object, which every object has: then the
    absence of rules is not believed either.
    """

    object: str
    validations: Sequence[Rule] | Problem
    duplicates: Sequence[Rule] | Problem
    automations: Automations | Problem
    setup_is_shown: bool = True


def about(rules: Iterable[Rule], fields: Iterable[str]) -> list[Rule]:
    """Those whose text names one of these fields, comments apart."""
    names = [re.escape(name) for name in fields if name]
    if not names:
        return []
    named = re.compile(rf"(?<![A-Za-z0-9_])(?:{'|'.join(names)})(?![A-Za-z0-9_])", re.IGNORECASE)
    return [rule for rule in rules if rule.text is not None and named.search(_COMMENT.sub(" ", rule.text))]


def untried(rules: Rules, field: str) -> Untried | Problem:
    """All that only a real change of a checkbox puts to the test: what is about it, and what does not tell.

    A Problem where not all of it could be read.
    """
    running = rules.automations
    if isinstance(rules.validations, Problem):
        return rules.validations
    if isinstance(running, Problem):
        return running
    if isinstance(running.triggers, Problem):
        return running.triggers
    if isinstance(running.flows, Problem):
        return running.flows
    every = [*rules.validations, *running.triggers, *running.flows]
    named = about(every, [field])
    # What a trigger does is seldom in the trigger itself, but in classes that it calls.
    unread = [rule for rule in every if rule not in named and (rule.text is None or rule in running.triggers)]
    return Untried(tuple(rule.name for rule in named), tuple(rule.name for rule in unread))


def validation_rules(rules: Rules, fields: Sequence[str], tried: DryWrite, links: Links) -> Check:
    """The active validation rules, any of which may refuse a save; `fields` are the checkboxes that are written."""
    check = Check(
        "validation_rules",
        rules.object,
        Message(NOOP("core", "Validation rules of {object}"), {"object": rules.object}),
        Message(NOOP("core", "No validation rule is active.")),
        link=links.validation_rules(rules.object),
    )
    found = rules.validations
    if isinstance(found, Problem) or not found or tried.code == _VALIDATION:
        return _tried(check, found, rules, tried, links, (VALIDATION, _VALIDATION))
    if named := about(found, fields):
        return _about_field(check, named)
    if unread := [rule for rule in found if rule.text is None]:
        return check.not_known(UNREAD.with_values(count=len(found), names=names_of(unread)))
    return _tried(check, found, rules, tried, links, (VALIDATION, _VALIDATION))


def duplicate_rules(rules: Rules, tried: DryWrite, links: Links) -> Check:
    """The active duplicate rules, which may refuse a save too."""
    check = Check(
        "duplicate_rules",
        rules.object,
        Message(NOOP("core", "Duplicate rules of {object}"), {"object": rules.object}),
        Message(NOOP("core", "No duplicate rule is active.")),
        link=links.duplicate_rules(),
    )
    return _tried(check, rules.duplicates, rules, tried, links, (DUPLICATE, "DUPLICATES_DETECTED"))


def automations(rules: Rules, fields: Sequence[str], links: Links) -> Check:
    """The triggers and flows that run when a record is changed."""
    check = Check(
        "automations",
        rules.object,
        Message(NOOP("core", "Triggers and flows of {object}"), {"object": rules.object}),
        NO_AUTOMATION.with_values(object=rules.object),
        link=links.triggers(rules.object),
    )
    found = rules.automations
    if isinstance(found, Problem):
        return unknown(check, found, VIEW_SETUP, links)
    triggers, flows = found.triggers, found.flows
    if isinstance(triggers, Problem):
        return unknown(check, triggers, VIEW_SETUP, links)
    if isinstance(flows, Problem):
        return unknown(check, flows, VIEW_SETUP, links)
    every = [*triggers, *flows]
    if not every:
        return check if rules.setup_is_shown else _not_believed(check)
    if named := about(every, fields):
        return _about_field(check, named)
    # What a trigger does is seldom in the trigger itself, but in classes that it calls.
    if unread := [*triggers, *(flow for flow in flows if flow.text is None)]:
        return check.not_known(
            CALLS_OTHERS.with_values(count=len(every), names=names_of(unread)), ASK_DEVELOPER
        )
    return replace(check, what=NOT_ABOUT_IT.with_values(count=len(every), names=names_of(every)))


def _about_field(check: Check, named: Sequence[Rule]) -> Check:
    return check.not_known(ABOUT_FIELD.with_values(names=names_of(named)), EXEMPT, cause=Cause.NOTHING_TO_TRY)


def _not_believed(check: Check) -> Check:
    return check.not_known(SETUP_EMPTY)


def _tried(
    check: Check,
    found: Sequence[Rule] | Problem,
    rules: Rules,
    tried: DryWrite,
    links: Links,
    told: tuple[Message, str],
) -> Check:
    """The check of one kind of rule. `told`: what to say when all that was tried passed, and its code of a refusal."""
    if isinstance(found, Problem):
        return unknown(check, found, VIEW_SETUP, links)
    if not found:
        return check if rules.setup_is_shown else _not_believed(check)
    passed, code = told
    values: dict[str, str | int] = {"count": len(found), "names": names_of(found)}
    if tried.code == code:
        return check.warned(RULES_REFUSED.with_values(**values), RULES_FIX)
    if tried.passed and tried.refused is None:
        return replace(check, what=passed.with_values(**values))
    return check.not_known(RULES_UNKNOWN.with_values(**values), RULES_FIX)


def names_of(rules: Sequence[Rule]) -> str:
    """The first few by name."""
    return few(rule.name for rule in rules)


_VALIDATION = "FIELD_CUSTOM_VALIDATION_EXCEPTION"
VALIDATION = Message(
    NOOP("core", "Active validation rules: {count} ({names}). The save that was tried passed them.")
)
DUPLICATE = Message(
    NOOP("core", "Active duplicate rules: {count} ({names}). The save that was tried passed them.")
)
RULES_REFUSED = Message(
    NOOP("core", "Active rules: {count} ({names}), and the save that was tried was refused.")
)
RULES_UNKNOWN = Message(
    NOOP("core", "Active rules: {count} ({names}). Whether one refuses opt-outs is not known.")
)
RULES_FIX = Message(
    NOOP(
        "core",
        "See whether a rule applies to records as they are, and exempt the connected user or records whose opt-out "
        "alone changes.",
    )
)
UNREAD = Message(NOOP("core", "Active validation rules: {count}. What these say could not be read: {names}."))
ABOUT_FIELD = Message(
    NOOP(
        "core",
        "These are active and name the opt-out field: {names}. A save that leaves the box as it is does not put them "
        "to the test; whether they refuse an opt-out is not known.",
    )
)
NO_AUTOMATION = Message(NOOP("core", "No trigger and no flow runs when {object} records are changed."))
NOT_ABOUT_IT = Message(NOOP("core", "Active: {count} ({names}). None of them names the opt-out field."))
CALLS_OTHERS = Message(
    NOOP(
        "core",
        "Active: {count}. These do not name the opt-out field themselves, or do not show their text, and what they "
        "call was not looked at: {names}.",
    )
)
SETUP_EMPTY = Message(
    NOOP("core", "Setup shows this program nothing at all of this object, so it is not believed to be all.")
)
