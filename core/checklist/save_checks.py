"""Would Salesforce take an opt-out: converted Leads, validation rules, duplicate rules, required fields.

The proof is a dry write: a record whose box is ticked already is ticked again, which changes nothing and yet goes
through every rule. Where no box is ticked nothing is written, and the answer is that it is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.checklist.asking import VIEW_SETUP, unknown
from core.checklist.results import Cause, Check, CheckState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem
from core.salesforce.links import Links
from core.salesforce.setup_values import Rule
from core.salesforce.shapes import WriteAnswer
from core.store.nouns import OptOutField

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class DryWrite:
    """What came of ticking a ticked box again; `answer` is None where nothing was written."""

    object: str
    field: OptOutField
    label: str
    answer: WriteAnswer | Problem | None
    writable: bool = True


def dry_write(tried: DryWrite, instance_url: str) -> Check:
    """Whether a save of an opt-out goes through."""
    check = Check(
        "dry_write",
        tried.object,
        CheckState.DONE,
        Message(NOOP("core", "Salesforce takes an opt-out on {object}"), {"object": tried.object}),
        Message(""),
        field=tried.field,
    )
    if not tried.writable:
        return replace(check, state=CheckState.COULD_NOT_CHECK, what=NOT_WRITABLE, cause=Cause.NOTHING_TO_TRY)
    if isinstance(tried.answer, Problem):
        return unknown(check, tried.answer, "Edit", None)
    if tried.answer is None:
        what = NOTHING_TICKED.with_values(field=tried.label, object=tried.object)
        return replace(check, state=CheckState.COULD_NOT_CHECK, what=what, cause=Cause.NOTHING_TO_TRY)
    problem = tried.answer.problem
    if problem is None:
        return replace(check, what=SAVED.with_values(object=tried.object), subject_id=tried.answer.record_id)
    # A passing fault says nothing about the org's rules.
    state = CheckState.COULD_NOT_CHECK if problem.retry else CheckState.TO_DO
    return replace(
        check,
        state=state,
        what=problem.what,
        fix=problem.fix,
        link=f"{instance_url}/{tried.answer.record_id}",
        subject_id=tried.answer.record_id,
        detail=problem.detail,
        cause=Cause.REFUSED,
    )


def validation_rules(object: str, rules: Sequence[Rule] | Problem, written: Check, links: Links) -> Check:
    """The active validation rules, any of which may refuse a save."""
    check = Check(
        "validation_rules",
        object,
        CheckState.DONE,
        Message(NOOP("core", "Validation rules of {object}"), {"object": object}),
        Message(NOOP("core", "No validation rule is active.")),
        link=links.validation_rules(object),
    )
    return _rules(check, rules, written, links, VALIDATION)


def duplicate_rules(object: str, rules: Sequence[Rule] | Problem, written: Check, links: Links) -> Check:
    """The active duplicate rules, which may refuse a save too."""
    check = Check(
        "duplicate_rules",
        object,
        CheckState.DONE,
        Message(NOOP("core", "Duplicate rules of {object}"), {"object": object}),
        Message(NOOP("core", "No duplicate rule is active.")),
        link=links.duplicate_rules(),
    )
    return _rules(check, rules, written, links, DUPLICATE)


def _rules(
    check: Check, rules: Sequence[Rule] | Problem, written: Check, links: Links, passed: Message
) -> Check:
    if isinstance(rules, Problem):
        return unknown(check, rules, VIEW_SETUP, links)
    if not rules:
        return check
    names = ", ".join(rule.name for rule in rules[:_MOST_NAMED]) + (", …" if len(rules) > _MOST_NAMED else "")
    values: dict[str, str | int] = {"count": len(rules), "names": names}
    if written.state is CheckState.DONE:
        return replace(check, what=passed.with_values(**values))
    if written.cause is Cause.REFUSED and written.state is CheckState.TO_DO:
        return replace(
            check, state=CheckState.WARNING, what=RULES_REFUSED.with_values(**values), fix=RULES_FIX
        )
    return replace(
        check, state=CheckState.COULD_NOT_CHECK, what=RULES_UNKNOWN.with_values(**values), fix=RULES_FIX
    )


def converted_leads(counts: tuple[int, int] | Problem) -> Check:
    """Whether every converted Lead leads to a Contact; `counts` are all of them, and those that do not."""
    check = Check(
        "converted_leads",
        "Lead",
        CheckState.DONE,
        Message(NOOP("core", "Converted Leads are followed to their Contact")),
        Message(""),
    )
    if isinstance(counts, Problem):
        return unknown(check, counts, "View All", None)
    total, lost = counts
    if not total:
        return replace(check, state=CheckState.NOT_NEEDED, what=NONE_CONVERTED)
    if lost:
        return replace(
            check, state=CheckState.WARNING, what=LOST.with_values(lost=lost, total=total), fix=LOST_FIX
        )
    return replace(check, what=FOLLOWED.with_values(total=total))


NOT_WRITABLE = Message(NOOP("core", "Nothing was tried, because the field cannot be written yet."))
NOTHING_TICKED = Message(
    NOOP(
        "core",
        "{field} is ticked on no {object} record yet, so there was none to try on without changing something. "
        "Whether a rule refuses opt-outs is not known.",
    )
)
SAVED = Message(
    NOOP("core", "A {object} record whose box was ticked already was saved again, and nothing refused it.")
)
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
NONE_CONVERTED = Message(NOOP("core", "No Lead was converted."))
LOST = Message(
    NOOP("core", "{lost} of {total} converted Leads lead to no Contact, so that no opt-out can reach them.")
)
LOST_FIX = Message(
    NOOP(
        "core",
        "Nothing is lost here: such people stay unsubscribed in this program. If mail is sent to converted Leads, look "
        "at those without a Contact in Salesforce.",
    )
)
FOLLOWED = Message(NOOP("core", "Every converted Lead ({total}) leads to a Contact, which gets the opt-out."))
