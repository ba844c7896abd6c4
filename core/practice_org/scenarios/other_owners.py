"""Ready-made scenarios about who else writes the checkbox: installed packages and connected apps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice_org.scenarios.parts import NO_LAYOUTS, OBJECTS, Scenario, admin, from_fresh

_OTHERS = {
    "Account Engagement": {"namespace": "pi", "publisher": "Salesforce"},
    "Marketing Cloud Connect": {"namespace": "et4ae5", "publisher": "Salesforce"},
    "HubSpot Integration": {"namespace": "HubSpot_Inc", "publisher": "HubSpot"},
    "Salesloft for Salesforce": {"namespace": "SalesLoft1", "publisher": "Salesloft"},
}


def _with_others(*packages: str, apps: tuple[str, ...] = (), **org: Any) -> Scenario:
    listed = [{"name": name, **_OTHERS[name]} for name in packages]
    return from_fresh(more_packages=listed, connected_apps=list(apps), **org)


OWNERS: Mapping[str, tuple[str, Scenario]] = {
    "account-engagement": (
        "Account Engagement (Pardot) is installed, and writes Email Opt Out too",
        _with_others("Account Engagement"),
    ),
    "marketing-cloud": (
        "Marketing Cloud Connect is installed: it keeps subscribers of its own",
        _with_others("Marketing Cloud Connect"),
    ),
    "hubspot": ("The HubSpot integration is installed", _with_others("HubSpot Integration")),
    "outreach": ("Outreach is connected, without a package", _with_others(apps=("Outreach",))),
    "salesloft": ("The Salesloft package is installed", _with_others("Salesloft for Salesforce")),
    "marketo-engage": (
        "Marketo Engage is connected: its native sync writes Email Opt Out, in both directions",
        _with_others(
            apps=("Marketo",),
            extra_fields=[
                {"object": name, "name": "mkto71_Lead_Score__c", "label": "Lead Score", "kind": "double"}
                for name in OBJECTS
            ],
        ),
    ),
    "many-owners": (
        "Account Engagement, Marketing Cloud Connect, HubSpot, Salesloft; Outreach and Marketo are connected",
        _with_others(*_OTHERS, apps=("Outreach", "Marketo")),
    ),
    "owners-not-shown": (
        "Account Engagement is installed, and the administrator's profile lacks View Setup and Configuration",
        _with_others("Account Engagement", profiles=admin(permissions={"ViewSetup": False, **NO_LAYOUTS})),
    ),
}
