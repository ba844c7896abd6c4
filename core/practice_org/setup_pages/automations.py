"""The setup page of what runs when a record is saved: triggers and record-triggered flows, each with its switch."""

from __future__ import annotations

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.setup_state import Automation, Setup
from core.practice_org.setup_pages.html import button, card, form, nothing_here, page, saved, table, text
from core.practice_org.setup_pages.objects import object_here

routes = Routes()

_ADDRESS = "/lightning/setup/ObjectManager/{name}/ApexTriggers/view"


def _of(call: Call, name: str) -> list[Automation]:
    sobject = object_here(call, name)
    return [one for one in call.org.setup.now.automations if sobject and one.object == sobject.name]


@routes("GET", _ADDRESS)
def automations(call: Call, name: str) -> Answer:
    """The triggers and flows of an object."""
    sobject = object_here(call, name)
    if sobject is None:
        return nothing_here(call)
    rows = [
        (
            text(one.name),
            "Trigger" if one.kind == "trigger" else "Flow",
            text(one.message),
            "Active" if one.active else "Inactive",
            button("Deactivate" if one.active else "Activate", str(one.serial), small=True, about=one.name),
        )
        for one in _of(call, name)
    ]
    listed = table(
        ("Name", "Kind", "Error Message", "State", ""),
        rows,
        nothing="This object has no triggers and no flows.",
    )
    return page(
        call,
        f"{sobject.label}: Triggers and Flows",
        "An active trigger or flow runs at every save of a record, and may stop it.",
        card(form(listed)),
        object_name=sobject.name,
        tab="ApexTriggers",
    )


@routes("POST", _ADDRESS)
def save_automations(call: Call, name: str) -> Answer:
    """Switch one on or off."""
    wanted = call.form().get("do")
    if wanted not in {str(one.serial) for one in _of(call, name)}:
        return nothing_here(call)

    def switch(setup: Setup) -> None:
        for one in setup.automations:
            if str(one.serial) == wanted:
                one.active = not one.active

    call.org.change_setup(switch)
    return saved(call)
