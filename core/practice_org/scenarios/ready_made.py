"""Ready-made scenarios: each brings a state into the org that an admin meets, from the setup it was made with.

The people stay as they are. Every state can be put right on the org's own setup pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice_org.scenarios.grown_orgs import GROWN
from core.practice_org.scenarios.integration_user import UNTICKING
from core.practice_org.scenarios.other_owners import OWNERS
from core.practice_org.scenarios.parts import (
    LABEL,
    NO_LAYOUTS,
    OBJECTS,
    OPT_OUT,
    PERSONS,
    Scenario,
    admin,
    from_fresh,
    on_layouts,
    secured,
)
from core.practice_org.scenarios.views import VIEWS

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

"""Without these, neither the Tooling API nor the Metadata API saves a layout."""

_ALL_BAD: Scenario = {
    "org": {
        "setup": "fresh",
        "person_accounts": True,
        "package": False,
        "security": {"Contact.HasOptedOutOfEmail": "hidden", "Lead.HasOptedOutOfEmail": "read_only"},
        "profiles": admin(permissions=NO_LAYOUTS),
        **_MANY_TYPES,
        "layouts": [
            *on_layouts("absent", "HasOptedOutOfEmail"),
            *on_layouts("read_only", "HasOptedOutOfEmail", "Lead Layout", ("Lead",)),
            {"object": "Contact", "layout": "Partner Contact Layout", "namespace": "practice_charts"},
        ],
        "pages": [{"object": name} for name in OBJECTS],
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
    "actions": PERSONS,
}

_OWN_ONLY: Scenario = {
    "sharing": dict.fromkeys(("Account", *OBJECTS), "private"),
    "profiles": admin(permissions={"ViewAllData": False, "ModifyAllData": False}),
}
"""The seeded people belong to two users in about equal parts, of whom the administrator is one."""


def _automated(kind: str, name: str, **more: Any) -> list[Scenario]:
    message = "The opt-out belongs to the preference center"
    return [
        {"kind": kind, "object": each, "name": f"{each}{name}", "field": OPT_OUT, "message": message, **more}
        for each in OBJECTS
    ]


_TIDY: Mapping[str, tuple[str, Scenario]] = {
    "fresh": (
        "A new Salesforce org: Email Opt Out is hidden by field-level security, and missing from the layouts of sales",
        from_fresh(security=secured("HasOptedOutOfEmail", "hidden")),
    ),
    "usual": (
        "As a practice org begins: Email Opt Out can be written, but is missing from the layouts of sales",
        from_fresh(),
    ),
    "ready": (
        "Everything is as it should be: both fields can be written and are on every layout",
        from_fresh(layouts=on_layouts("edit", "HasOptedOutOfEmail") + on_layouts("edit", LABEL)),
    ),
    "field-hidden": (
        "Email Opt Out is hidden by field-level security on Contact and Lead",
        from_fresh(security=secured("HasOptedOutOfEmail", "hidden")),
    ),
    "field-hidden-on-lead": (
        "Email Opt Out is hidden by field-level security on Lead alone",
        from_fresh(security=secured("HasOptedOutOfEmail", "hidden", ("Lead",))),
    ),
    "field-hidden-for-sales": (
        "Email Opt Out is hidden from the profile Sales User, while the administrator sees it",
        from_fresh(profiles=[{"profile": "Sales User", "security": secured("HasOptedOutOfEmail", "hidden")}]),
    ),
    "field-read-only": (
        "Email Opt Out is read-only by field-level security on Contact and Lead",
        from_fresh(security=secured("HasOptedOutOfEmail", "read_only")),
    ),
    "package-missing": ("No package brings Marketo Sales Opt Out", from_fresh(package=False)),
    "package-older": (
        "The older package with another namespace brings Marketo Sales Opt Out",
        from_fresh(package_namespace="tout_apps"),
    ),
    "package-without-field": (
        "The package is installed, in a version without Marketo Sales Opt Out",
        from_fresh(package_field=False),
    ),
    "package-field-hidden": (
        "The package is installed, its field is hidden by field-level security",
        from_fresh(security=secured(LABEL, "hidden")),
    ),
    "package-field-read-only": (
        "The package is installed, its field is read-only by field-level security",
        from_fresh(security=secured(LABEL, "read_only")),
    ),
    "two-candidates": (
        "Two fields are labelled Marketo Sales Opt Out, the packaged one and one made by hand",
        from_fresh(
            extra_fields=[
                {"object": name, "name": "Marketo_Sales_Opt_Out__c", "label": LABEL} for name in OBJECTS
            ]
        ),
    ),
    "layouts-missing": (
        "Email Opt Out is on no page layout",
        from_fresh(layouts=on_layouts("absent", "HasOptedOutOfEmail")),
    ),
    "layout-read-only": (
        "Email Opt Out is on the layouts, read-only on those of the administrator",
        from_fresh(
            layouts=[
                *on_layouts("edit", "HasOptedOutOfEmail"),
                *on_layouts("read_only", "HasOptedOutOfEmail", "Contact Layout", ("Contact",)),
                *on_layouts("read_only", "HasOptedOutOfEmail", "Lead Layout", ("Lead",)),
            ]
        ),
    ),
    "layout-managed": (
        "A layout that belongs to a managed package lacks Email Opt Out",
        from_fresh(
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
        from_fresh(**_MANY_TYPES),
    ),
    "dynamic-forms": (
        "The Lightning pages have Dynamic Forms that leave Email Opt Out out",
        from_fresh(pages=[{"object": name} for name in OBJECTS]),
    ),
    "private-sharing": (
        "Sharing is private, and the administrator sees his own contacts and leads alone: about half of them",
        from_fresh(**_OWN_ONLY),
    ),
    "private-sharing-view-all": (
        "Sharing is private, and the administrator may view all records of contacts and leads",
        from_fresh(
            sharing=_OWN_ONLY["sharing"],
            profiles=admin(
                permissions={"ViewAllData": False, "ModifyAllData": False},
                objects=dict.fromkeys(OBJECTS, "view_all"),
            ),
        ),
    ),
    "converted-leads-editable": (
        "Converted leads can be edited (as a new org has it, they cannot)",
        from_fresh(edit_converted_leads=True),
    ),
    "validation-rule": (
        "A validation rule refuses to save leads without a website and contacts without a department",
        from_fresh(
            validation_rules=[
                {"object": "Lead", "name": "Website_Needed", "field": "Website"},
                {"object": "Contact", "name": "Department_Needed", "field": "Department"},
            ]
        ),
    ),
    "rule-on-change": (
        "Validation rules refuse every change of Email Opt Out, and let a save pass that does not change it",
        from_fresh(
            validation_rules=[
                {
                    "object": name,
                    "name": "Opt_Out_By_Preference_Center",
                    "field": OPT_OUT,
                    "when": "changed",
                    "message": "The opt-out belongs to the preference center",
                }
                for name in OBJECTS
            ]
        ),
    ),
    "rule-on-tick": (
        "Validation rules refuse to save a contact or lead whose Email Opt Out becomes ticked",
        from_fresh(
            validation_rules=[
                {"object": name, "name": "No_New_Opt_Outs", "field": OPT_OUT, "when": "ticked"}
                for name in OBJECTS
            ]
        ),
    ),
    "trigger-on-change": (
        "Triggers refuse every change of Email Opt Out, and let a save pass that does not change it",
        from_fresh(automations=_automated("trigger", "OptOutGuard")),
    ),
    "trigger-with-handler": (
        "Triggers keep what they do in a class of their own, so that their text does not tell",
        from_fresh(automations=_automated("trigger", "Dispatcher", handler=True)),
    ),
    "flow-on-change": (
        "Record-triggered flows fail at every change of Email Opt Out",
        from_fresh(automations=_automated("flow", "_Opt_Out_Flow")),
    ),
    "locked-record": (
        "One contact and one lead whose box is ticked are locked by an approval that is under way",
        {
            **from_fresh(),
            "records": [
                {
                    "ids": f"SELECT Id FROM {name} WHERE {OPT_OUT} = true AND IsDeleted = false{live} "
                    "ORDER BY Id LIMIT 1",
                    "refuse": "approval",
                }
                for name, live in (("Contact", ""), ("Lead", " AND IsConverted = false"))
            ],
        },
    ),
    "required-field": (
        "A custom field of contacts is required, and empty on those there are",
        from_fresh(
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
        from_fresh(duplicate_rules=[{"object": name, "blocks_edit": True} for name in OBJECTS]),
    ),
    "no-edit-right": (
        "The administrator's profile may read contacts and leads, but not edit them",
        from_fresh(profiles=admin(objects=dict.fromkeys(OBJECTS, "read"))),
    ),
    "no-api": (
        "The administrator's profile lacks API Enabled",
        from_fresh(profiles=admin(permissions={"ApiEnabled": False})),
    ),
    "no-view-setup": (
        "The administrator's profile lacks View Setup and Configuration, and the rights to save layouts",
        from_fresh(profiles=admin(permissions={"ViewSetup": False, **NO_LAYOUTS})),
    ),
    "no-customize": (
        "The administrator's profile lacks Customize Application and Modify Metadata: layouts can be seen, not saved",
        from_fresh(profiles=admin(permissions=NO_LAYOUTS)),
    ),
    "tooling-read-only": (
        "The Tooling API only shows page layouts, as Salesforce documents it; the Metadata API saves them",
        from_fresh(tooling_saves_layouts=False),
    ),
    "email-encrypted": (
        "The addresses of people are encrypted at random: Salesforce cannot be asked for one",
        from_fresh(encrypted_email="probabilistic"),
    ),
    "email-encrypted-case-sensitive": (
        "The addresses of people are encrypted so that filters compare them letter by letter",
        from_fresh(encrypted_email="case_sensitive"),
    ),
    "email-encrypted-case-insensitive": (
        "The addresses of people are encrypted, and filters find them in any letter case",
        from_fresh(encrypted_email="case_insensitive"),
    ),
    "lead-assignment-rule": (
        "An active assignment rule gives each lead that is saved to another user",
        from_fresh(lead_assignment_rule=True),
    ),
    "history-tracked": (
        "The org keeps the history of Email Opt Out on contacts and leads: when it was ticked, and by whom",
        from_fresh(history_fields=[f"{name}.HasOptedOutOfEmail" for name in OBJECTS]),
    ),
    "individuals": (
        "Data Protection and Privacy is on: contacts and leads may point to an Individual with wishes of its own",
        from_fresh(individuals=True),
    ),
    "sandbox": (
        "The org is a sandbox",
        from_fresh(organization={"is_sandbox": True}),
    ),
    "refreshed-sandbox": (
        "The sandbox was refreshed: a new organization ID at the old address, with every sign-in of before ended",
        {
            **from_fresh(organization={"id": "refreshed", "is_sandbox": True}),
            "actions": [{"do": "end_sign_ins"}],
        },
    ),
    "person-accounts": (
        "Person accounts are on, and three contacts are some",
        {**from_fresh(person_accounts=True), "actions": PERSONS},
    ),
    "all-bad": (
        "Everything at once: hidden, read-only, no package, no layout, Dynamic Forms, rules, no Customize Application",
        _ALL_BAD,
    ),
}
SCENARIOS: Mapping[str, tuple[str, Scenario]] = {**_TIDY, **OWNERS, **VIEWS, **GROWN, **UNTICKING}
"""Name -> what it is about, and the scenario in the vocabulary of faults.py."""
