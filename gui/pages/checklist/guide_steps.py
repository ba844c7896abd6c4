"""How the steps of the guide stand in one org, by what the checks saw and by what was ticked by hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from core.checklist.results import Check, Checklist, CheckState
from core.salesforce.values.links import Links
from core.store.checklists import TickedStep
from core.store.types.fields import OptOutField
from gui.pages.checklist.guide import LAYOUT_STEPS, OBJECTS, SECURITY_STEPS
from gui.pages.checklist.guide_step import GuideStep, StepMark

_SETTLED = frozenset({CheckState.DONE, CheckState.NOT_NEEDED})
_ON_THE_LAYOUT = frozenset({"edit", "fields", "drag", "save"})


def objects_of(result: Checklist) -> tuple[str, ...]:
    """The objects that the guide is about: Account only where person accounts are on."""
    found = {check.object for check in result.checks}
    return tuple(name for name in OBJECTS if name in found)


def steps_of(
    result: Checklist, field: OptOutField, object: str, ticked: Collection[TickedStep]
) -> list[GuideStep]:
    """All steps for an object. Seen as done is what the last check saw the outcome of; nobody watches the clicks."""
    checks = [check for check in result.checks if check.object == object and check.field is field]
    layouts = [check for check in checks if check.id == "on_layout"]
    access = [check for check in checks if check.id.endswith(("_visible", "_writable"))]
    by_hand = {step.step_id for step in ticked if step.object == object and step.by_hand}
    unfinished = next((check for check in layouts if check.state not in _SETTLED and check.subject_id), None)
    links = _links(result, object, unfinished, access)
    classic = _classic_links(result, object, unfinished)

    def steps(ids: Sequence[str], seen: bool) -> list[GuideStep]:
        return [
            GuideStep(
                id, _mark(id, seen, by_hand), links.get(id, ""), classic.get(id, "") or links.get(id, "")
            )
            for id in ids
        ]

    return steps(LAYOUT_STEPS, _is_reached(layouts)) + steps(SECURITY_STEPS, _is_reached(access))


def _mark(step_id: str, seen: bool, by_hand: Collection[str]) -> StepMark:
    if seen:
        return StepMark.SEEN
    return StepMark.BY_HAND if step_id in by_hand else StepMark.OPEN


def _is_reached(checks: Sequence[Check]) -> bool:
    states = {check.state for check in checks}
    return CheckState.DONE in states and states <= _SETTLED


def _links(
    result: Checklist, object: str, unfinished: Check | None, access: Sequence[Check]
) -> dict[str, str]:
    """The very page for each step; without an org there is none to open."""
    if result.org is None:
        return {}
    links = Links(result.org.browser_url)
    layout = unfinished.link if unfinished is not None else links.layouts(object)
    field = next((check.link for check in access if check.link), "") or links.fields(object)
    return (
        {"sign_in": links.home(), "setup": links.setup(), "quick_find": links.object(object)}
        | {"page_layouts": links.layouts(object)}
        | dict.fromkeys(_ON_THE_LAYOUT, layout)
        | {"security_fields": links.fields(object)}
        | dict.fromkeys(SECURITY_STEPS[1:], field)
    )


def _classic_links(result: Checklist, object: str, unfinished: Check | None) -> dict[str, str]:
    """The pages that are others in Classic, as far as their addresses are known."""
    if result.org is None:
        return {}
    links = Links(result.org.browser_url)
    layouts = links.classic_layouts(object)
    layout = links.classic_layout(object, unfinished.subject_id) if unfinished is not None else layouts
    return {"page_layouts": layouts} | dict.fromkeys(_ON_THE_LAYOUT, layout)
