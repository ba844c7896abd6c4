"""Why the checkbox of an opt-out field cannot be written on an object, by a description of the org."""

from __future__ import annotations

from dataclasses import replace

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, Scope, make_problem
from core.salesforce.values import named_things
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.errors import CHECKLIST_CODES, FIELD_AMBIGUOUS, explain, is_known
from core.store.types.fields import OptOutField


def field_problem(shape: OrgSchema, object: str, field: OptOutField) -> Problem | None:
    """What stands in the way, None when nothing does; the checklist says more, and leads to the page to go to."""
    found = shape.objects.get(object)
    if found is None:
        return explain("INVALID_TYPE", object)
    access = found.field(field)
    if rivals := found.rivals(field):
        return make_problem(
            FIELD_AMBIGUOUS,
            Category.ACCESS_VALIDATION,
            SEVERAL.with_values(object=object),
            CHOOSE,
            detail=", ".join(one.name for one in rivals),
            scope=Scope.RECORD,
        )
    if access is None:
        return replace(explain("INVALID_FIELD"), what=MISSING.with_values(object=object))
    if not access.updateable:
        what = READ_ONLY.with_values(object=object)
        return replace(explain("INVALID_FIELD_FOR_INSERT_UPDATE"), what=what)
    return None


def is_about_field(reason: Message) -> bool:
    """Whether a run's reason is one of these: a run keeps the sentence, not its code."""
    return reason.template in _TEMPLATES


SEVERAL = Message(
    NOOP(
        "core", "Several checkboxes on {object} records could be Marketo Sales Opt Out, and none was chosen."
    )
)
CHOOSE = Message(
    NOOP("core", "Open the checklist and choose the one that Marketo Sales writes, then try again.")
)
MISSING = Message(
    NOOP("core", "The opt out field is missing on {object} records, or hidden from the connected user.")
)
READ_ONLY = Message(
    NOOP("core", "The opt out field is read-only on {object} records for the connected user.")
)
_TEMPLATES = frozenset(
    {SEVERAL.template, MISSING.template, READ_ONLY.template}
    | {named_things.MISSING.template, named_things.READ_ONLY.template}
    | {named_things.NO_OBJECT.template, named_things.NO_FILTER.template}
    | {explain(code).what.template for code in CHECKLIST_CODES if is_known(code)}
)
