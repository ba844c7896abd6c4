"""States of orgs that are many years old: closed to new apps, short of licences, translated, full of automation."""

from __future__ import annotations

from collections.abc import Mapping

from core.practice_org.scenarios.parts import OBJECTS, OPT_OUT, Scenario, from_fresh, on_layouts

_PACKAGED = "mkto_si__Marketo_Sales_Opt_Out__c"
_COUNT = "Personnel_Count__c"

GROWN: Mapping[str, tuple[str, Scenario]] = {
    "app-not-approved": (
        "The app lets only approved users in, and the user that programs sign in as is none of them",
        from_fresh(app_access="user_not_approved"),
    ),
    "app-blocked": (
        "The app is blocked, as by API Access Control, which lets only listed apps use the API",
        from_fresh(app_access="blocked"),
    ),
    "app-not-installed": (
        "The app is not installed in the org, and users may not use apps that are not",
        from_fresh(app_access="not_installed"),
    ),
    "integration-user": (
        "The user has the licence Salesforce Integration, without the permission set licence that opens objects",
        from_fresh(licence="Salesforce Integration"),
    ),
    "platform-licence": (
        "The user has the licence Salesforce Platform, which includes Contacts and not Leads",
        from_fresh(licence="Salesforce Platform", layouts=on_layouts("edit", OPT_OUT, objects=("Contact",))),
    ),
    "no-leads": (
        "An org without Leads; the Contacts are as they should be",
        from_fresh(leads=False, layouts=on_layouts("edit", OPT_OUT, objects=("Contact",))),
    ),
    "layouts-unlisted": (
        "The user gets to see no page layout, and is not told why",
        from_fresh(lists_layouts=False),
    ),
    "personnel-count": (
        "Person accounts are on, and a layout of companies has a field of its own called Personnel_Count__c",
        from_fresh(
            person_accounts=True,
            extra_fields=[
                {"object": "Account", "name": _COUNT, "label": "Personnel Count", "kind": "double"}
            ],
            layouts=[
                {"object": "Account", "layout": "Account Layout", "field": _COUNT, "behavior": "edit"},
                {
                    "object": "Account",
                    "layout": "Person Account Layout",
                    "field": "PersonHasOptedOutOfEmail",
                    "behavior": "edit",
                },
            ],
        ),
    ),
    "japanese": (
        "A Japanese org: labels and data types are Japanese; both fields can be written and are on every layout",
        from_fresh(language="ja", layouts=on_layouts("edit", OPT_OUT) + on_layouts("edit", _PACKAGED)),
    ),
    "japanese-field-hidden": (
        "A Japanese org in which field-level security hides both fields",
        from_fresh(
            language="ja",
            security={f"{name}.{field}": "hidden" for name in OBJECTS for field in (OPT_OUT, _PACKAGED)},
        ),
    ),
    "japanese-older-package": (
        "A Japanese org in which the older package, with another namespace, brings Marketo Sales Opt Out",
        from_fresh(language="ja", package_namespace="tout_apps"),
    ),
    "unticking-trigger": (
        "A trigger of contacts and leads takes each opt-out that comes through the API away again",
        from_fresh(unticks=list(OBJECTS)),
    ),
    "unticking-trigger-on-lead": (
        "A trigger of leads alone takes each opt-out that comes through the API away again",
        from_fresh(unticks=["Lead"]),
    ),
    "opt-out-read-only-neighbour": (
        "The layouts of sales have a section with read-only opt-outs on top of the one with the address",
        from_fresh(
            layouts=[
                {
                    "object": "Contact",
                    "layout": "Contact (Sales) Layout",
                    "field": field,
                    "behavior": "read_only",
                    "section": "System Information",
                }
                for field in ("HasOptedOutOfFax", "DoNotCall")
            ]
        ),
    ),
    "newer-release": (
        "A new release of Salesforce: page layouts have members that were not there before; all else stays as it is",
        {"org": {"newer_release": True}},
    ),
}
"""Name -> what it is about, and the scenario in the vocabulary of faults.py; a part of `scenarios.SCENARIOS`."""
