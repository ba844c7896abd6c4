"""Which checks fail only because another does: putting that one right puts them right as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.checklist.access_checks import OBJECT_READ_ONLY
from core.checklist.field_texts import FIRST_VISIBLE
from core.checklist.layout_checks import NOT_FOUND
from core.checklist.results import Check, CheckState
from core.checklist.save_checks import NOT_WRITABLE

_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    FIRST_VISIBLE.template: ("_visible",),
    OBJECT_READ_ONLY.template: ("object_editable",),
    NOT_FOUND.template: ("_visible",),
    NOT_WRITABLE.template: ("object_editable", "_visible", "_writable"),
}
"""By what is said of a check that follows from another: how the id of that other ends, the likeliest first."""
_LEFT = (CheckState.TO_DO, CheckState.COULD_NOT_CHECK)


def cause_of(check: Check, checks: Sequence[Check]) -> Check | None:
    """The check that this one follows from; None where it stands for itself."""
    if check.state not in _LEFT:
        return None
    for end in _FOLLOWS.get(check.what.template, ()):
        for other in checks:
            same = other.object == check.object and (other.field is None or other.field is check.field)
            if same and other is not check and other.id.endswith(end) and other.state in _LEFT:
                return other
    return None
