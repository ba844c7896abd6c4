"""Ready-made scenarios about who gets to see the checkbox: Lightning pages, and layouts with field-level security."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice_org.scenarios.parts import (
    OBJECTS,
    OPT_OUT,
    PERSONS,
    Scenario,
    from_fresh,
    on_layouts,
    secured,
)


def _everybodys_layouts(**more: Any) -> Scenario:
    return {"layouts": on_layouts("edit", OPT_OUT), **more}


def _pages(**more: Any) -> list[Scenario]:
    return [{"object": name, **more} for name in OBJECTS]


def _lightning(about: str, **more: Any) -> tuple[str, Scenario]:
    return about, from_fresh(**_everybodys_layouts(pages=_pages(**more)))


VIEWS: Mapping[str, tuple[str, Scenario]] = {
    "dynamic-highlights": _lightning(
        "The Lightning pages have a Dynamic Highlights Panel, above the details of the page layout",
        dynamic_forms=False,
        highlights=["Phone", "Email"],
    ),
    "lightning-field-hidden": _lightning(
        "The Lightning pages hold Email Opt Out, which a visibility rule hides at times",
        fields=["Email", OPT_OUT],
        hidden_in="field",
    ),
    "lightning-column-hidden": _lightning(
        "The Lightning pages hold Email Opt Out in a column that a visibility rule hides at times",
        fields=["Email", OPT_OUT],
        hidden_in="column",
    ),
    "lightning-section-hidden": _lightning(
        "The Lightning pages hold Email Opt Out in a section that a visibility rule hides at times",
        fields=["Email", OPT_OUT],
        hidden_in="section",
    ),
    "lightning-tab-hidden": _lightning(
        "The Lightning pages hold Email Opt Out in a tab that a visibility rule hides at times",
        fields=["Email", OPT_OUT],
        hidden_in="tab",
    ),
    "lightning-read-only": _lightning(
        "The Lightning pages hold Email Opt Out read-only",
        fields=["Email", OPT_OUT],
        read_only=[OPT_OUT],
    ),
    "lightning-managed": _lightning(
        "The Lightning pages of a managed package leave Email Opt Out out", namespace="practice_charts"
    ),
    "lightning-company": (
        "Person accounts are on, and a Lightning page of companies has Dynamic Forms",
        {
            **from_fresh(
                person_accounts=True,
                pages=[{"object": "Account", "page": "Company_Record_Page", "fields": ["Phone", "Website"]}],
            ),
            "actions": PERSONS,
        },
    ),
    "layout-hidden-for-sales": (
        "Email Opt Out is on every layout, and field-level security hides it from the profile Sales User",
        from_fresh(
            **_everybodys_layouts(
                profiles=[{"profile": "Sales User", "security": secured(OPT_OUT, "hidden")}]
            )
        ),
    ),
    "layout-read-only-for-sales": (
        "Email Opt Out is on every layout, and read-only by field-level security for the profile Sales User",
        from_fresh(
            **_everybodys_layouts(
                profiles=[{"profile": "Sales User", "security": secured(OPT_OUT, "read_only")}]
            )
        ),
    ),
    "layout-shown-by-permission-set": (
        "Email Opt Out is hidden from the profile Sales User, and a permission set shows it to some of its users",
        from_fresh(
            **_everybodys_layouts(
                profiles=[{"profile": "Sales User", "security": secured(OPT_OUT, "hidden")}],
                permission_sets=[
                    {
                        "label": "Opt Out Editors",
                        "security": secured(OPT_OUT, "full"),
                        "users": ["former.colleague@practice.example"],
                    }
                ],
            )
        ),
    ),
}
"""Name -> what it is about, and the scenario in the vocabulary of faults.py."""
