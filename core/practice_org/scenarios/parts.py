"""What the ready-made scenarios are made of."""

from __future__ import annotations

from typing import Any

Scenario = dict[str, Any]

LABEL = "Marketo Sales Opt Out"
OBJECTS = ("Contact", "Lead")
OPT_OUT = "HasOptedOutOfEmail"
NO_LAYOUTS = {"CustomizeApplication": False, "ModifyMetadata": False}


def from_fresh(**org: Any) -> Scenario:
    """An org as it is made, with these changes."""
    return {"org": {"setup": "fresh", **org}}


def on_layouts(
    behavior: str, field: str, layout: str = "*", objects: tuple[str, ...] = OBJECTS
) -> list[Scenario]:
    """A field as it stands on the layouts of these objects."""
    return [{"object": name, "layout": layout, "field": field, "behavior": behavior} for name in objects]


def secured(field: str, access: str, objects: tuple[str, ...] = OBJECTS) -> dict[str, str]:
    """Field-level security of a field on these objects."""
    return {f"{name}.{field}": access for name in objects}


def admin(**rights: Any) -> list[Scenario]:
    """What the administrator's profile may do."""
    return [{"profile": "System Administrator", **rights}]


PERSONS: list[Scenario] = [
    {
        "do": "person_accounts",
        "ids": "SELECT Id FROM Contact WHERE IsPersonAccount = false AND IsDeleted = false AND Email != null LIMIT 3",
    }
]
