"""The setup that a practice org is made with: who sees which layout, and what is on it.

In a new org of Salesforce's own, field-level security hides Email Opt Out (scenario `fresh`). Here, as where an admin
has seen to that, it can be read and written, and stands on the layouts of the administrator and of marketing; on those
of sales it is missing, as in many a real org. The packaged field is on no layout: a package does not put it there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.practice_org.ids import make_id
from core.practice_org.org.layout_metadata import ALWAYS_THERE, Behavior
from core.practice_org.org.lightning_pages import page
from core.practice_org.org.seed import FIRST_ACCOUNT_TYPE
from core.practice_org.org.setup_state import (
    Assignment,
    DuplicateRule,
    Layout,
    Page,
    Permission,
    Profile,
    Setup,
)

ADMINISTRATOR, MARKETING, SALES = 1, 2, 3
CUSTOMER_CONTACT, PARTNER_CONTACT = make_id("012", 1), make_id("012", 2)
BUSINESS_ACCOUNT, PERSON_ACCOUNT = make_id("012", FIRST_ACCOUNT_TYPE), make_id("012", FIRST_ACCOUNT_TYPE + 1)

_READ_ONLY = ("CreatedById", "LastModifiedById")

_CONTACT = (
    ("OwnerId", "Name", "AccountId", "Title", "Department", "Birthdate", "ReportsToId", "LeadSource"),
    ("Phone", "HomePhone", "MobilePhone", "Fax", "Email"),
)
_LEAD = (
    ("OwnerId", "Name", "Company", "Title", "LeadSource", "Industry", "AnnualRevenue"),
    ("Phone", "MobilePhone", "Fax", "Email", "Website", "Status", "NumberOfEmployees"),
)
_ACCOUNT = (("OwnerId", "Name", "ParentId", "Type", "Industry"), ("Phone", "Fax", "Website", "AnnualRevenue"))
_PERSON = (("OwnerId", "Name", "Type", "PersonTitle"), ("Phone", "PersonEmail", "Website", "PersonDoNotCall"))


def section(
    label: str, columns: Sequence[Sequence[str]], object_name: str, *, custom: bool = False
) -> dict[str, Any]:
    """A section of a layout with its fields, required where the object says so."""
    return {
        "customLabel": custom,
        "detailHeading": True,
        "editHeading": True,
        "label": label,
        "style": "TwoColumnsTopToBottom" if len(columns) > 1 else "OneColumn",
        "layoutColumns": [
            {"layoutItems": [_item(name, object_name) for name in column]} for column in columns
        ],
    }


def _item(name: str, object_name: str) -> dict[str, str]:
    if name in ALWAYS_THERE.get(object_name, ()):
        behavior = Behavior.REQUIRED
    else:
        behavior = Behavior.READ_ONLY if name in _READ_ONLY else Behavior.EDIT
    return {"behavior": behavior.value, "field": name}


def _layout(object_name: str, columns: Sequence[Sequence[str]], *more: str) -> dict[str, Any]:
    address = {"Contact": "MailingAddress", "Lead": "Address", "Account": "BillingAddress"}[object_name]
    left, right = columns
    return {
        "layoutSections": [
            section(f"{object_name} Information", (left, (*right, *more)), object_name),
            section("Address Information", ((address,), ()), object_name),
            section("System Information", (("CreatedById",), ("LastModifiedById",)), object_name),
            section("Description Information", (("Description",),), object_name),
            {
                "customLabel": True, "detailHeading": True, "editHeading": False, "label": "Custom Links",
                "style": "CustomLinks", "layoutColumns": [{"layoutItems": []}],
            },
        ],
        "relatedLists": [{"fields": ["TASK.SUBJECT", "TASK.WHO_NAME"], "relatedList": "RelatedActivityList"}],
        "showEmailCheckbox": False,
    }  # fmt: skip


def fresh_setup() -> Setup:
    """The setup that a practice org is made with."""
    everything = [permission.value for permission in Permission]
    opt_out = "HasOptedOutOfEmail"
    layouts = [
        Layout(1, "Contact", "Contact Layout", _layout("Contact", _CONTACT, opt_out)),
        Layout(2, "Contact", "Contact (Sales) Layout", _layout("Contact", _CONTACT)),
        Layout(3, "Contact", "Partner Contact Layout", _layout("Contact", _CONTACT, opt_out, "DoNotCall")),
        Layout(4, "Lead", "Lead Layout", _layout("Lead", _LEAD, opt_out)),
        Layout(5, "Lead", "Lead (Sales) Layout", _layout("Lead", _LEAD)),
        Layout(6, "Account", "Account Layout", _layout("Account", _ACCOUNT)),
        Layout(7, "Account", "Person Account Layout", _layout("Account", _PERSON), person=True),
    ]
    return Setup(
        profiles=[
            Profile(ADMINISTRATOR, "System Administrator", everything),
            Profile(MARKETING, "Marketing User", [Permission.API_ENABLED.value, Permission.VIEW_SETUP.value]),
            Profile(SALES, "Sales User", [Permission.API_ENABLED.value]),
        ],
        layouts=layouts,
        assignments=[
            entry for profile in (ADMINISTRATOR, MARKETING, SALES) for entry in _assignments(profile)
        ],
        pages=[
            Page(1, "Contact", "Contact_Record_Page", "Contact Record Page", page("Contact")),
            Page(2, "Lead", "Lead_Record_Page", "Lead Record Page", page("Lead")),
        ],
        duplicate_rules=[
            DuplicateRule(1, "Contact", "Standard_Contact_Duplicate_Rule", "Standard Contact Duplicate Rule"),
            DuplicateRule(2, "Lead", "Standard_Lead_Duplicate_Rule", "Standard Lead Duplicate Rule"),
        ],
    )


def _assignments(profile: int) -> list[Assignment]:
    sales = profile == SALES
    return [
        Assignment(profile, "Contact", None, 2 if sales else 1),
        Assignment(profile, "Contact", CUSTOMER_CONTACT, 2 if sales else 1),
        Assignment(profile, "Contact", PARTNER_CONTACT, 2 if sales else 3),
        Assignment(profile, "Lead", None, 5 if sales else 4),
        Assignment(profile, "Account", None, 6),
        Assignment(profile, "Account", BUSINESS_ACCOUNT, 6),
        Assignment(profile, "Account", PERSON_ACCOUNT, 7),
    ]
