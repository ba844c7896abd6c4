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
from core.messages import Message, OrgWord, Problem
from core.salesforce.links import Links
from core.salesforce.setup_values import Rule
from core.salesforce.shapes import WriteAnswer
from core.store.nouns import OptOutField

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class DryWrite:
    """What came of ticking ticked boxes again; there are no `answers` where nothing was written."""

    object: str
    field: OptOutField
    label: OrgWord
    answers: Sequence[WriteAnswer] | Problem
    writable: bool = True

    @property
    def refused(self) -> WriteAnswer | None:
        """The first answer that is a refusal; one that would pass by itself only where there is no other."""
        if isinstance(self.answers, Problem):
            return None
        refusals = [answer for answer in self.answers if answer.problem is not None]
        return min(
            refusals, key=lambda answer: answer.problem is not None and answer.problem.retry, default=None
        )

    @property
    def code(self) -> str:
        """Why Salesforce refused, where it did for good."""
        problem = self.refused.problem if self.refused is not None else None
        return problem.code if problem is not None and not problem.retry else ""


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
    if isinstance(tried.answers, Problem):
        return unknown(check, tried.answers, "Edit", None)
    if not tried.answers:
        what = NOTHING_TICKED.with_values(field=tried.label, object=tried.object)
        return replace(check, state=CheckState.COULD_NOT_CHECK, what=what, cause=Cause.NOTHING_TO_TRY)
    refused = tried.refused
    if refused is None or refused.problem is None:
        return replace(
            check,
            what=SAVED.with_values(object=tried.object, count=len(tried.answers)),
            subject_id=tried.answers[0].record_id,
        )
    problem = refused.problem
    return replace(
        check,
        # A passing fault says nothing about the org's rules.
        state=CheckState.COULD_NOT_CHECK if problem.retry else CheckState.TO_DO,
        what=problem.what,
        fix=problem.fix,
        link=f"{instance_url}/{refused.record_id}",
        subject_id=refused.record_id,
        detail=problem.detail,
        cause=Cause.REFUSED,
    )


def validation_rules(object: str, rules: Sequence[Rule] | Problem, tried: DryWrite, links: Links) -> Check:
    """The active validation rules, any of which may refuse a save."""
    check = Check(
        "validation_rules",
        object,
        CheckState.DONE,
        Message(NOOP("core", "Validation rules of {object}"), {"object": object}),
        Message(NOOP("core", "No validation rule is active.")),
        link=links.validation_rules(object),
    )
    return _rules(check, rules, tried, links, (VALIDATION, "FIELD_CUSTOM_VALIDATION_EXCEPTION"))


def duplicate_rules(object: str, rules: Sequence[Rule] | Problem, tried: DryWrite, links: Links) -> Check:
    """The active duplicate rules, which may refuse a save too."""
    check = Check(
        "duplicate_rules",
        object,
        CheckState.DONE,
        Message(NOOP("core", "Duplicate rules of {object}"), {"object": object}),
        Message(NOOP("core", "No duplicate rule is active.")),
        link=links.duplicate_rules(),
    )
    return _rules(check, rules, tried, links, (DUPLICATE, "DUPLICATES_DETECTED"))


def _rules(
    check: Check,
    rules: Sequence[Rule] | Problem,
    tried: DryWrite,
    links: Links,
    told: tuple[Message, str],
) -> Check:
    """`told` is what to say when all that was tried passed, and the code of a refusal by this kind of rule."""
    if isinstance(rules, Problem):
        return unknown(check, rules, VIEW_SETUP, links)
    if not rules:
        return check
    passed, code = told
    names = ", ".join(rule.name for rule in rules[:_MOST_NAMED]) + (", …" if len(rules) > _MOST_NAMED else "")
    values: dict[str, str | int] = {"count": len(rules), "names": names}
    if tried.code == code:
        return replace(
            check, state=CheckState.WARNING, what=RULES_REFUSED.with_values(**values), fix=RULES_FIX
        )
    if tried.writable and not isinstance(tried.answers, Problem) and tried.answers and tried.refused is None:
        return replace(check, what=passed.with_values(**values))
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
    NOOP(
        "core",
        "Records of {object} whose box was ticked already ({count}) were saved again, and none was refused.",
    )
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
