"""Would Salesforce take an opt-out: a dry write, what was answered lately to real ones, converted Leads.

The dry write ticks a record whose box is ticked already, which changes nothing and yet goes through every rule that
looks at the record as it is. What minds the change itself it does not meet: of what is about the field (`rule_checks`)
only real opt-outs tell. Where no box is ticked nothing is written, and the answer is that it is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.checklist.guarded_calls import unknown
from core.checklist.naming import few
from core.checklist.results import Cause, Check, CheckState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message, OrgWord, Problem
from core.salesforce.values.advice import EXEMPT as ABOUT_OPT_OUT
from core.salesforce.values.advice import ON_THE_RECORD
from core.salesforce.values.catalogue import CATALOGUE
from core.salesforce.values.describe import WriteAnswer
from core.salesforce.values.links import Links
from core.store.answered import Answered
from core.store.types.fields import OptOutField

DAYS_LOOKED_BACK = 7
"""For opt-outs that were refused."""


@dataclass(frozen=True, slots=True)
class DryWrite:
    """What came of ticking ticked boxes again; there are no `answers` where nothing was written."""

    object: str
    field: OptOutField
    label: OrgWord
    answers: Sequence[WriteAnswer] | Problem
    writable: bool = True

    @property
    def passed(self) -> int:
        """How many records were saved."""
        return 0 if isinstance(self.answers, Problem) else sum(one.problem is None for one in self.answers)

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
    def refused_ids(self) -> tuple[str, ...]:
        """The records that were refused."""
        return (
            ()
            if isinstance(self.answers, Problem)
            else tuple(answer.record_id for answer in self.answers if answer.problem is not None)
        )

    @property
    def code(self) -> str:
        """Why Salesforce refused, where it did for good."""
        problem = self.refused.problem if self.refused is not None else None
        return problem.code if problem is not None and not problem.retry else ""


@dataclass(frozen=True, slots=True)
class Untried:
    """What a save that changes nothing does not put to the test, by name: what is about the field, and what does not
    tell what it is about."""

    named: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def dry_write(tried: DryWrite, untried: Untried | Problem, lately: Answered | None, links: Links) -> Check:
    """Whether a save of an opt-out goes through.

    `untried` is what only minds a change of the field, or why that could not be read; `lately` is what the org's rules
    refused of the opt-outs that were really sent.
    """
    check = Check(
        "dry_write",
        tried.object,
        Message(NOOP("core", "Salesforce takes an opt-out on {object}"), {"object": tried.object}),
        field=tried.field,
        refused=tried.refused_ids,
    )
    if not tried.writable:
        return check.not_known(NOT_WRITABLE, cause=Cause.NOTHING_TO_TRY)
    refused = tried.refused
    if refused is not None and not tried.passed:
        return _refused(check, refused, links)
    if lately is not None:
        return _refused_lately(check, lately, links)
    if isinstance(tried.answers, Problem):
        return unknown(check, tried.answers, "Edit", None)
    if not tried.answers:
        what = NOTHING_TICKED.with_values(field=tried.label, object=tried.object)
        return check.not_known(what, cause=Cause.NOTHING_TO_TRY)
    if refused is not None and refused.problem is not None and tried.code:
        return check.warned(
            PARTLY.with_values(
                object=tried.object, passed=tried.passed, count=len(tried.answers), code=tried.code
            ),
            TRY_OTHERS,
            link=links.record(refused.record_id),
            subject_id=refused.record_id,
            detail=refused.problem.detail,
            cause=Cause.REFUSED,
        )
    saved = SAVED.with_values(object=tried.object, passed=tried.passed, count=len(tried.answers))
    check = replace(check, what=saved, subject_id=_first_saved(tried.answers))
    if isinstance(untried, Problem):
        what = SAVED_RULES_UNREAD.with_values(**saved.values)
        return check.not_known(what, READ_RULES, detail=untried.detail)
    if untried.named:
        what = SAVED_NOT_CHANGED.with_values(**saved.values, names=few(untried.named))
        return check.not_known(what, EXEMPT, cause=Cause.NOTHING_TO_TRY)
    if untried.unread:
        what = SAVED_NOT_TOLD.with_values(**saved.values, names=few(untried.unread))
        return check.not_known(what, ASK_DEVELOPER, cause=Cause.NOTHING_TO_TRY)
    return check


def _first_saved(answers: Sequence[WriteAnswer]) -> str:
    return next((answer.record_id for answer in answers if answer.problem is None), "")


def _refused(check: Check, refused: WriteAnswer, links: Links) -> Check:
    problem = refused.problem
    assert problem is not None
    return replace(
        check,
        # A passing fault says nothing about the org's rules.
        state=CheckState.COULD_NOT_CHECK if problem.retry else CheckState.TO_DO,
        what=problem.what,
        fix=_fix(problem),
        link=links.record(refused.record_id),
        subject_id=refused.record_id,
        detail=problem.detail,
        cause=Cause.REFUSED,
    )


def _refused_lately(check: Check, lately: Answered, links: Links) -> Check:
    """Opt-outs that were really sent say more than any save that was only tried."""
    return replace(
        check,
        state=CheckState.TO_DO if lately.refused >= lately.passed else CheckState.WARNING,
        what=REFUSED_LATELY.with_values(
            object=check.object,
            refused=lately.refused,
            count=lately.refused + lately.passed,
            days=DAYS_LOOKED_BACK,
            at=lately.at,
            code=lately.problem.code,
        ),
        fix=EXEMPT_THEN_SEND,
        link=links.validation_rules(check.object),
        detail=lately.problem.detail,
        cause=Cause.REFUSED,
    )


def _fix(problem: Problem) -> Message:
    """What to do about a refusal where no push waits that could be retried."""
    if problem.retry:
        return CHECK_AGAIN
    if problem.code == "FIELD_CUSTOM_VALIDATION_EXCEPTION":
        return EXEMPT if problem.fix.template == ABOUT_OPT_OUT else EXEMPT_OR_MEND
    if problem.fix.template == ON_THE_RECORD:
        return MEND
    speaks_of_pushes = problem.code not in CATALOGUE or problem.fix.template in _OF_PUSHES
    return _INSTEAD.get(problem.code, PUT_RIGHT if speaks_of_pushes else problem.fix)


def converted_leads(counts: tuple[int, int] | Problem) -> Check:
    """Whether every converted Lead leads to a Contact; `counts` are all of them, and those that do not."""
    check = Check(
        "converted_leads", "Lead", Message(NOOP("core", "Converted Leads are followed to their Contact"))
    )
    if isinstance(counts, Problem):
        return unknown(check, counts, "View All", None)
    total, lost = counts
    if not total:
        return check.not_needed(NONE_CONVERTED)
    if lost:
        return check.warned(LOST.with_values(lost=lost, total=total), LOST_FIX)
    return replace(check, what=FOLLOWED.with_values(total=total))


NOT_WRITABLE = Message(NOOP("core", "Nothing was tried, because the field cannot be written yet."))
NOTHING_TICKED = Message(
    NOOP(
        "core",
        "{field} is ticked on no {object} record that the connected user can see, so there was none to try on without "
        "changing something. Whether a rule refuses opt-outs is not known.",
    )
)
SAVED = Counted(
    NOOP(
        "core",
        "{passed} of {count} {object} record whose box was ticked already was saved again, and no rule refused that. "
        "No active rule, trigger or flow is known to mind that the box changes.",
    ),
    NOOP(
        "core",
        "{passed} of {count} {object} records whose box was ticked already were saved again, and no rule refused that. "
        "No active rule, trigger or flow is known to mind that the box changes.",
    ),
)
SAVED_RULES_UNREAD = Counted(
    NOOP(
        "core",
        "{passed} of {count} {object} record whose box was ticked already was saved again, and no rule refused that. "
        "Rules that mind that the box changes were not met by it, and whether there are any could not be read.",
    ),
    NOOP(
        "core",
        "{passed} of {count} {object} records whose box was ticked already were saved again, and no rule refused "
        "that. Rules that mind that the box changes were not met by it, and whether there are any could not be read.",
    ),
)
READ_RULES = Message(
    NOOP(
        "core",
        "Give the connected user the permission View Setup and Configuration, then check again; or send one opt-out "
        "and see whether it arrives.",
    )
)
SAVED_NOT_CHANGED = Counted(
    NOOP(
        "core",
        "{passed} of {count} {object} record whose box was ticked already was saved again, and no rule refused that. "
        "But these name the field and may refuse that the box changes, which was not tried: {names}.",
    ),
    NOOP(
        "core",
        "{passed} of {count} {object} records whose box was ticked already were saved again, and no rule refused "
        "that. But these name the field and may refuse that the box changes, which was not tried: {names}.",
    ),
)
ASK_DEVELOPER = Message(
    NOOP(
        "core",
        "Ask your Salesforce developer whether one of them minds that the opt-out field changes. The first opt-outs "
        "that are sent show it too.",
    )
)
SAVED_NOT_TOLD = Counted(
    NOOP(
        "core",
        "{passed} of {count} {object} record whose box was ticked already was saved again, and no rule refused that. "
        "But what these do when the box changes does not show, and was not tried: {names}.",
    ),
    NOOP(
        "core",
        "{passed} of {count} {object} records whose box was ticked already were saved again, and no rule refused "
        "that. But what these do when the box changes does not show, and was not tried: {names}.",
    ),
)
PARTLY = Counted(
    NOOP(
        "core",
        "{passed} of {count} {object} record whose box was ticked already was saved again; the rest was refused, with "
        "{code}.",
    ),
    NOOP(
        "core",
        "{passed} of {count} {object} records whose box was ticked already were saved again; the rest was refused, "
        "with {code}.",
    ),
)
TRY_OTHERS = Message(
    NOOP(
        "core",
        "The org lets opt-outs pass. See to the record that was refused if its own opt-out is to arrive; the next "
        "look tries others in its place.",
    )
)
REFUSED_LATELY = Counted(
    NOOP(
        "core",
        "Rules of the org refused {refused} of {count} opt-out that was sent to {object} records in the last {days} "
        "days, the last one on {at}, with {code}.",
    ),
    NOOP(
        "core",
        "Rules of the org refused {refused} of {count} opt-outs that were sent to {object} records in the last {days} "
        "days, the last one on {at}, with {code}.",
    ),
)
EXEMPT = Message(
    NOOP(
        "core",
        "Exempt the connected user: let the formula or condition ask for a custom permission ($Permission), and give "
        "that to the user in a permission set. Mending records does not help against a rule about this field.",
    )
)
EXEMPT_THEN_SEND = Message(
    NOOP(
        "core",
        "Where the rule is about this field, exempt the connected user: let its formula ask for a custom permission "
        "($Permission), and give that to the user; else put the records right. Then send what is held up once more, "
        "and check again.",
    )
)
EXEMPT_OR_MEND = Message(
    NOOP(
        "core",
        "Where the rule is about the opt-out field, exempt the connected user: let its formula ask for a custom "
        "permission ($Permission), and give that to the user; else put the record right. Then check again.",
    )
)
MEND = Message(
    NOOP("core", "Open the record in Salesforce, put right what is named there, then check again.")
)
DEVELOPER = Message(NOOP("core", "Show the raw text to your Salesforce developer, then check again."))
CHECK_AGAIN = Message(NOOP("core", "Check again in a few minutes."))
PUT_RIGHT = Message(NOOP("core", "Put the cause right in Salesforce, then check again."))
_INSTEAD = {
    "ENTITY_IS_LOCKED": Message(
        NOOP("core", "Finish or recall the approval in Salesforce, then check again.")
    ),
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY": DEVELOPER,
    "CANNOT_EXECUTE_FLOW_TRIGGER": DEVELOPER,
}
NONE_CONVERTED = Message(NOOP("core", "The connected user sees no Lead that was converted."))
LOST = Counted(
    NOOP("core", "{lost} of {total} converted Leads leads to no Contact, so that no opt-out can reach it."),
    NOOP("core", "{lost} of {total} converted Leads lead to no Contact, so that no opt-out can reach them."),
    by="lost",
)
LOST_FIX = Message(
    NOOP(
        "core",
        "Nothing is lost here: such people stay unsubscribed in this program. If mail is sent to converted Leads, look "
        "at those without a Contact in Salesforce.",
    )
)
FOLLOWED = Message(NOOP("core", "Every converted Lead ({total}) leads to a Contact, which gets the opt-out."))
_OF_PUSHES = frozenset(fix for _, (_, _, fix, _) in CATALOGUE.values() if "retry" in fix)
"""What to do where a push is held up; a checklist has none."""
