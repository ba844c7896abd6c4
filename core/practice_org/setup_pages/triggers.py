"""The setup page of an object's Apex triggers: the only one there can be takes ticks of opt-outs away again."""

from __future__ import annotations

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.setup_pages.html import (
    OBJECTS,
    button,
    card,
    form,
    nothing_here,
    page,
    saved,
    table,
    text,
)

routes = Routes()

_PATH = "/lightning/setup/ObjectManager/{name}/ApexTriggers/view"


@routes("GET", _PATH)
def triggers(call: Call, name: str) -> Answer:
    """The trigger, where there is one."""
    if name not in OBJECTS:
        return nothing_here(call)
    there = name in call.org.options.unticks
    rows = [(text(f"{name}OptOutGuard"), button("Deactivate", "deactivate", small=True))] if there else []
    about = "A trigger is code of the org that runs at each save, and may change what is saved."
    return page(call, f"{name}: Apex Triggers", about, card(form(table(("Name", ""), rows))))


@routes("POST", _PATH)
def save_triggers(call: Call, name: str) -> Answer:
    """Switch the trigger off."""
    if name not in OBJECTS or call.form().get("do") != "deactivate":
        return nothing_here(call)
    call.org.change_options(unticks=[other for other in call.org.options.unticks if other != name])
    return saved(call)
