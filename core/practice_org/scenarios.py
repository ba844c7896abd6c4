"""Ready-made scenarios: each brings a state into the org that an admin meets, from the setup it was made with.

The people stay as they are. Every state can be put right on the org's own setup pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice_org.scenarios_grown import GROWN

Scenario = dict[str, Any]

_LABEL = "Marketo Sales Opt Out"
_OBJECTS = ("Contact", "Lead")


def _from_fresh(**org: Any) -> Scenario:
    return {"org": {"setup": "fresh", **org}}


def _on_layouts(
    behavior: str, field: str, layout: str = "*", objects: tuple[str, ...] = _OBJECTS
) -> list[Scenario]:
    return [{"object": name, "layout": layout, "field": field, "behavior": behavior} for name in objects]


def _secured(field: str, access: str, objects: tuple[str, ...] = _OBJECTS) -> dict[str, str]:
    return {f"{name}.{field}": access for name in objects}


def _admin(**rights: Any) -> list[Scenario]:
    return [{"profile": "System Administrator", **rights}]


_PERSONS: list[Scenario] = [
    {
        "do": "person_accounts",
        "ids": "SELECT Id FROM Contact WHERE IsPersonAccount = false AND IsDeleted = false AND Email != null LIMIT 3",
    }
]

_MANY_TYPES = {
    "record_types": [
        {"object": "Lead", "name": "Event Lead"},
        {"object": "Lead", "name": "Web Lead"},
    ],
    "new_layouts": [
        {
            "object": "Lead",
            "name": "Lead (Events) Layout",
            "like": "Lead (Sales) Layout",
            "profiles": ["*"],
            "record_type": "Event Lead",
        }
    ],
}

_NO_LAYOUTS = {"CustomizeApplication": False, "ModifyMetadata": False}
"""Without these, neither the Tooling API nor the Metadata API saves a layout."""

_OTHERS = {
    "Account Engagement": {"namespace": "pi", "publisher": "Salesforce"},
    "Marketing Cloud Connect": {"namespace": "et4ae5", "publisher": "Salesforce"},
    "HubSpot Integration": {"namespace": "HubSpot_Inc", "publisher": "HubSpot"},
    "Salesloft for Salesforce": {"namespace": "SalesLoft1", "publisher": "Salesloft"},
}


def _with_others(*packages: str, apps: tuple[str, ...] = (), **org: Any) -> Scenario:
    listed = [{"name": name, **_OTHERS[name]} for name in packages]
    return _from_fresh(more_packages=listed, connected_apps=list(apps), **org)


_ALL_BAD: Scenario = {
    "org": {
        "setup": "fresh",
        "person_accounts": True,
        "package": False,
        "security": {"Contact.HasOptedOutOfEmail": "hidden", "Lead.HasOptedOutOfEmail": "read_only"},
        "profiles": _admin(permissions=_NO_LAYOUTS),
        **_MANY_TYPES,
        "layouts": [
            *_on_layouts("absent", "HasOptedOutOfEmail"),
            *_on_layouts("read_only", "HasOptedOutOfEmail", "Lead Layout", ("Lead",)),
            {"object": "Contact", "layout": "Partner Contact Layout", "namespace": "practice_charts"},
        ],
        "pages": [{"object": name} for name in _OBJECTS],
        "validation_rules": [
            {
                "object": "Lead",
                "name": "Website_Needed",
                "field": "Website",
                "message": "ウェブサイトがありません – please fill in the website first",
            }
        ],
        "duplicate_rules": [{"object": "Contact", "blocks_edit": True}],
    },
    "actions": _PERSONS,
}

_TIDY: Mapping[str, tuple[str, Scenario]] = {
    "fresh": (
        "A new Salesforce org: Email Opt Out is hidden by field-level security, and missing from the layouts of sales",
        _from_fresh(security=_secured("HasOptedOutOfEmail", "hidden")),
    ),
    "usual": (
        "As a practice org begins: Email Opt Out can be written, but is missing from the layouts of sales",
        _from_fresh(),
    ),
    "ready": (
        "Everything is as it should be: both fields can be written and are on every layout",
        _from_fresh(layouts=_on_layouts("edit", "HasOptedOutOfEmail") + _on_layouts("edit", _LABEL)),
    ),
    "field-hidden": (
        "Email Opt Out is hidden by field-level security on Contact and Lead",
        _from_fresh(security=_secured("HasOptedOutOfEmail", "hidden")),
    ),
    "field-hidden-on-lead": (
        "Email Opt Out is hidden by field-level security on Lead alone",
        _from_fresh(security=_secured("HasOptedOutOfEmail", "hidden", ("Lead",))),
    ),
    "field-hidden-for-sales": (
        "Email Opt Out is hidden from the profile Sales User, while the administrator sees it",
        _from_fresh(
            profiles=[{"profile": "Sales User", "security": _secured("HasOptedOutOfEmail", "hidden")}]
        ),
    ),
    "field-read-only": (
        "Email Opt Out is read-only by field-level security on Contact and Lead",
        _from_fresh(security=_secured("HasOptedOutOfEmail", "read_only")),
    ),
    "package-missing": ("No package brings Marketo Sales Opt Out", _from_fresh(package=False)),
    "package-older": (
        "The older package with another namespace brings Marketo Sales Opt Out",
        _from_fresh(package_namespace="tout_apps"),
    ),
    "package-without-field": (
        "The package is installed, in a version without Marketo Sales Opt Out",
        _from_fresh(package_field=False),
    ),
    "package-field-hidden": (
        "The package is installed, its field is hidden by field-level security",
        _from_fresh(security=_secured(_LABEL, "hidden")),
    ),
    "package-field-read-only": (
        "The package is installed, its field is read-only by field-level security",
        _from_fresh(security=_secured(_LABEL, "read_only")),
    ),
    "two-candidates": (
        "Two fields are labelled Marketo Sales Opt Out, the packaged one and one made by hand",
        _from_fresh(
            extra_fields=[
                {"object": name, "name": "Marketo_Sales_Opt_Out__c", "label": _LABEL} for name in _OBJECTS
            ]
        ),
    ),
    "layouts-missing": (
        "Email Opt Out is on no page layout",
        _from_fresh(layouts=_on_layouts("absent", "HasOptedOutOfEmail")),
    ),
    "layout-read-only": (
        "Email Opt Out is on the layouts, read-only on those of the administrator",
        _from_fresh(
            layouts=[
                *_on_layouts("edit", "HasOptedOutOfEmail"),
                *_on_layouts("read_only", "HasOptedOutOfEmail", "Contact Layout", ("Contact",)),
                *_on_layouts("read_only", "HasOptedOutOfEmail", "Lead Layout", ("Lead",)),
            ]
        ),
    ),
    "layout-managed": (
        "A layout that belongs to a managed package lacks Email Opt Out",
        _from_fresh(
            new_layouts=[
                {
                    "object": "Contact",
                    "name": "Charts Contact Layout",
                    "like": "Contact (Sales) Layout",
                    "namespace": "practice_charts",
                    "profiles": ["Marketing User"],
                }
            ]
        ),
    ),
    "many-record-types": (
        "Leads have record types too, and one of them has a layout without the field",
        _from_fresh(**_MANY_TYPES),
    ),
    "dynamic-forms": (
        "The Lightning pages have Dynamic Forms that leave Email Opt Out out",
        _from_fresh(pages=[{"object": name} for name in _OBJECTS]),
    ),
    "converted-leads-editable": (
        "Converted leads can be edited (as a new org has it, they cannot)",
        _from_fresh(edit_converted_leads=True),
    ),
    "validation-rule": (
        "A validation rule refuses to save leads without a website and contacts without a department",
        _from_fresh(
            validation_rules=[
                {"object": "Lead", "name": "Website_Needed", "field": "Website"},
                {"object": "Contact", "name": "Department_Needed", "field": "Department"},
            ]
        ),
    ),
    "required-field": (
        "A custom field of contacts is required, and empty on those there are",
        _from_fresh(
            extra_fields=[
                {
                    "object": "Contact",
                    "name": "Region__c",
                    "label": "Region",
                    "kind": "string",
                    "required": True,
                }
            ]
        ),
    ),
    "duplicate-rule": (
        "Duplicate rules refuse to save a contact or lead that shares its address",
        _from_fresh(duplicate_rules=[{"object": name, "blocks_edit": True} for name in _OBJECTS]),
    ),
    "no-edit-right": (
        "The administrator's profile may read contacts and leads, but not edit them",
        _from_fresh(profiles=_admin(objects=dict.fromkeys(_OBJECTS, "read"))),
    ),
    "no-api": (
        "The administrator's profile lacks API Enabled",
        _from_fresh(profiles=_admin(permissions={"ApiEnabled": False})),
    ),
    "no-view-setup": (
        "The administrator's profile lacks View Setup and Configuration, and the rights to save layouts",
        _from_fresh(profiles=_admin(permissions={"ViewSetup": False, **_NO_LAYOUTS})),
    ),
    "no-customize": (
        "The administrator's profile lacks Customize Application and Modify Metadata: layouts can be seen, not saved",
        _from_fresh(profiles=_admin(permissions=_NO_LAYOUTS)),
    ),
    "tooling-read-only": (
        "The Tooling API only shows page layouts, as Salesforce documents it; the Metadata API saves them",
        _from_fresh(tooling_saves_layouts=False),
    ),
    "email-encrypted": (
        "The addresses of people are encrypted at random: Salesforce cannot be asked for one",
        _from_fresh(encrypted_email="probabilistic"),
    ),
    "email-encrypted-case-sensitive": (
        "The addresses of people are encrypted so that filters compare them letter by letter",
        _from_fresh(encrypted_email="case_sensitive"),
    ),
    "email-encrypted-case-insensitive": (
        "The addresses of people are encrypted, and filters find them in any letter case",
        _from_fresh(encrypted_email="case_insensitive"),
    ),
    "lead-assignment-rule": (
        "An active assignment rule gives each lead that is saved to another user",
        _from_fresh(lead_assignment_rule=True),
    ),
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
                for name in _OBJECTS
            ],
        ),
    ),
    "many-owners": (
        "Account Engagement, Marketing Cloud Connect, HubSpot, Salesloft; Outreach and Marketo are connected",
        _with_others(*_OTHERS, apps=("Outreach", "Marketo")),
    ),
    "owners-not-shown": (
        "Account Engagement is installed, and the administrator's profile lacks View Setup and Configuration",
        _with_others("Account Engagement", profiles=_admin(permissions={"ViewSetup": False, **_NO_LAYOUTS})),
    ),
    "history-tracked": (
        "The org keeps the history of Email Opt Out on contacts and leads: when it was ticked, and by whom",
        _from_fresh(history_fields=[f"{name}.HasOptedOutOfEmail" for name in _OBJECTS]),
    ),
    "individuals": (
        "Data Protection and Privacy is on: contacts and leads may point to an Individual with wishes of its own",
        _from_fresh(individuals=True),
    ),
    "sandbox": (
        "The org is a sandbox",
        _from_fresh(organization={"is_sandbox": True}),
    ),
    "refreshed-sandbox": (
        "The sandbox was refreshed: a new organization ID at the old address, with every sign-in of before ended",
        {
            **_from_fresh(organization={"id": "refreshed", "is_sandbox": True}),
            "actions": [{"do": "end_sign_ins"}],
        },
    ),
    "person-accounts": (
        "Person accounts are on, and three contacts are some",
        {**_from_fresh(person_accounts=True), "actions": _PERSONS},
    ),
    "all-bad": (
        "Everything at once: hidden, read-only, no package, no layout, Dynamic Forms, rules, no Customize Application",
        _ALL_BAD,
    ),
}
SCENARIOS: Mapping[str, tuple[str, Scenario]] = {**_TIDY, **GROWN}
"""Name -> what it is about, and the scenario in the vocabulary of faults.py."""
