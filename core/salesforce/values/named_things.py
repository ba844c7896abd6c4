"""What a refusal is about: Salesforce gives one code to many things, and names the thing in its text alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem
from core.salesforce.values.advice import EXEMPT

NOT_FILTERABLE = "FIELD_NOT_FILTERABLE"
"""Ours: a field that a query cannot ask for, most often because it is encrypted."""

_NO_COLUMN = re.compile(r"No such column '([^']+)' on (?:entity '([^']+)'|sobject of type (\w+))")
_NO_FILTER = re.compile(r"field '([^']+)' can ?not be (?:filtered|sorted|grouped)")
_CLOSED = re.compile(r"Unable to create/update fields: (\w+)")
_NO_OBJECT = re.compile(r"sObject type '([^']+)' is not supported|^(\w+)$")


def about_what_it_names(problem: Problem, fields: Sequence[str] = ()) -> Problem:
    """The same problem in words about what its text, or `fields`, names. Without a text it is as it was: one of ours,
    and about the opt out field."""
    words = _WORDS.get(problem.code)
    return words(problem, fields) if words is not None and problem.detail else problem


def is_opt_out(field: str) -> bool:
    """Whether the API name of a field is one that an opt-out checkbox bears."""
    name = field.rpartition(".")[2].lower()
    own = name.endswith(("__c", "__pc"))
    return name.endswith("hasoptedoutofemail") or (own and "opt" in name and "out" in name)


def _missing(problem: Problem, fields: Sequence[str]) -> Problem:
    filtered = _NO_FILTER.search(problem.detail)
    if filtered:
        what = NO_FILTER.with_values(field=filtered[1])
        return replace(problem, code=NOT_FILTERABLE, what=what, fix=Message(SEE_CHECKLIST))
    found = _NO_COLUMN.search(problem.detail)
    if found is None:
        return replace(problem, what=Message(SOME_FIELD), fix=Message(SEE_CHECKLIST))
    if is_opt_out(found[1]):
        return problem
    name = f"{found[2] or found[3]}.{found[1]}"
    return replace(problem, what=MISSING.with_values(field=name), fix=VISIBLE.with_values(field=name))


def _read_only(problem: Problem, fields: Sequence[str]) -> Problem:
    found = _CLOSED.search(problem.detail)
    name = found[1] if found else next(iter(fields), "")
    if not name or is_opt_out(name):
        return problem
    return replace(problem, what=READ_ONLY.with_values(field=name), fix=EDITABLE.with_values(field=name))


def _no_object(problem: Problem, fields: Sequence[str]) -> Problem:
    found = _NO_OBJECT.search(problem.detail)
    if found is None:
        return problem
    name = found[1] or found[2]
    return replace(problem, what=NO_OBJECT.with_values(object=name), fix=OBJECT_FIX.with_values(object=name))


def _rule(problem: Problem, fields: Sequence[str]) -> Problem:
    return replace(problem, fix=Message(EXEMPT)) if any(map(is_opt_out, fields)) else problem


_WORDS: dict[str, Callable[[Problem, Sequence[str]], Problem]] = {
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": _rule,
    "INVALID_FIELD": _missing,
    "INVALID_FIELD_FOR_INSERT_UPDATE": _read_only,
    "INVALID_TYPE": _no_object,
}

SEE_CHECKLIST = NOOP("core", "Open the checklist: it tells the cause. The raw text has what Salesforce said.")
SOME_FIELD = NOOP("core", "Salesforce does not take a field as it was asked for.")
NO_FILTER = Message(
    NOOP("core", "Salesforce cannot be asked for the field {field}, most often because it is encrypted.")
)
MISSING = Message(NOOP("core", "The field {field} is missing, or hidden from the connected user."))
VISIBLE = Message(
    NOOP(
        "core",
        "In Salesforce Setup open the field {field}, choose Set Field-Level Security, tick Visible, save, then try "
        "again.",
    )
)
READ_ONLY = Message(NOOP("core", "The field {field} is read-only for the connected user."))
EDITABLE = Message(
    NOOP(
        "core",
        "In Salesforce Setup open the field {field}, choose Set Field-Level Security, clear Read-Only, save, then try "
        "again.",
    )
)
NO_OBJECT = Message(NOOP("core", "The connected user has no access to {object} records."))
OBJECT_FIX = Message(
    NOOP(
        "core",
        "Give the connected user read and edit access to {object} records in a permission set; the checklist shows "
        "what is missing.",
    )
)
