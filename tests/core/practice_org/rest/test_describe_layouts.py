"""What a user sees of an object's layouts: one record type, several, and what security hides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from simple_salesforce import Salesforce
from simple_salesforce.exceptions import SalesforceResourceNotFound

from tests.helpers.practice import PracticeOrg


@pytest.fixture
def fresh() -> Iterator[PracticeOrg]:
    """An org for one test that changes its setup."""
    with PracticeOrg(people=6, opted_out=1) as running:
        yield running


def shown(layout: dict[str, Any], part: str = "detailLayoutSections") -> dict[str, dict[str, Any]]:
    """The items of a layout by the fields in them, those inside compound fields too."""
    found: dict[str, dict[str, Any]] = {}

    def look(components: list[dict[str, Any]], item: dict[str, Any]) -> None:
        for component in components:
            if component["type"] == "Field":
                found[component["value"]] = item
            look(component.get("components", []), item)

    for section in layout[part]:
        for row in section["layoutRows"]:
            assert row["numItems"] == len(row["layoutItems"])
            for item in row["layoutItems"]:
                look(item["layoutComponents"], item)
    return found


def test_an_object_without_record_types_answers_its_layout(salesforce: Salesforce) -> None:
    answer = salesforce.Lead.describe_layout("")
    assert list(answer) == ["layouts", "recordTypeMappings", "recordTypeSelectorRequired"]
    [layout] = answer["layouts"]
    assert layout["id"] == answer["recordTypeMappings"][0]["layoutId"]
    assert answer["recordTypeSelectorRequired"] == [False]
    item = shown(layout)["HasOptedOutOfEmail"]
    assert (item["label"], item["editableForUpdate"], item["required"]) == ("Email Opt Out", True, False)
    [component] = item["layoutComponents"]
    assert component["details"]["type"] == "boolean"
    assert shown(layout)["LastName"]["required"] is True
    assert {"buttonLayoutSection", "editLayoutSections", "quickActionList", "relatedLists"} <= set(layout)


def test_an_object_with_record_types_answers_one_layout_at_a_time(salesforce: Salesforce) -> None:
    answer = salesforce.Contact.describe_layout("")
    assert answer["layouts"] is None
    assert answer["recordTypeSelectorRequired"] == [True]
    by_name = {mapping["developerName"]: mapping for mapping in answer["recordTypeMappings"]}
    assert set(by_name) == {"Customer_Contact", "Partner_Contact", "Master"}
    layouts = {
        name: salesforce.Contact.describe_layout(entry["recordTypeId"]) for name, entry in by_name.items()
    }
    for name, layout in layouts.items():
        assert layout["id"] == by_name[name]["layoutId"]
        assert by_name[name]["urls"]["layout"].endswith(by_name[name]["recordTypeId"])
    assert layouts["Customer_Contact"]["id"] != layouts["Partner_Contact"]["id"]
    assert "HasOptedOutOfEmail" in shown(layouts["Partner_Contact"])


def test_fields_that_salesforce_keeps_are_shown_but_not_for_editing(salesforce: Salesforce) -> None:
    [layout] = salesforce.Lead.describe_layout("")["layouts"]
    assert shown(layout)["CreatedById"]["editableForUpdate"] is False
    assert "CreatedById" not in shown(layout, "editLayoutSections")
    assert "HasOptedOutOfEmail" in shown(layout, "editLayoutSections")


def test_an_unknown_record_type_and_an_object_without_layouts_are_refused(salesforce: Salesforce) -> None:
    with pytest.raises(SalesforceResourceNotFound):
        salesforce.Contact.describe_layout("012Pr0000000777IAA")


def test_a_hidden_field_is_left_out_and_a_read_only_one_cannot_be_edited(fresh: PracticeOrg) -> None:
    def item() -> dict[str, Any] | None:
        answer = fresh.call("GET", "sobjects/Lead/describe/layouts").json()
        return shown(answer["layouts"][0]).get("HasOptedOutOfEmail")

    before = item()
    assert before is not None
    fresh.control("faults", {"org": {"security": {"Lead.HasOptedOutOfEmail": "read_only"}}})
    closed = item()
    assert closed is not None
    assert (before["editableForUpdate"], closed["editableForUpdate"]) == (True, False)
    fresh.control("faults", {"org": {"security": {"Lead.HasOptedOutOfEmail": "hidden"}}})
    assert item() is None


def test_accounts_have_layouts_by_record_type_where_there_are_person_accounts(fresh: PracticeOrg) -> None:
    alone = fresh.call("GET", "sobjects/Account/describe/layouts").json()
    assert len(alone["layouts"]) == 1
    fresh.control("faults", {"org": {"person_accounts": True}})
    answer = fresh.call("GET", "sobjects/Account/describe/layouts").json()
    assert answer["layouts"] is None
    by_name = {mapping["developerName"]: mapping for mapping in answer["recordTypeMappings"]}
    assert set(by_name) == {"Business_Account", "PersonAccount", "Master"}
    person = by_name["PersonAccount"]["recordTypeId"]
    layout = fresh.call("GET", f"sobjects/Account/describe/layouts/{person}").json()
    assert "PersonEmail" in shown(layout)
    assert "PersonHasOptedOutOfEmail" not in shown(layout)
    fresh.control("faults", {"org": {"person_accounts": False}})
    assert fresh.call("GET", "sobjects/Account/describe/layouts").json() == alone


def test_unchanged_layouts_are_not_sent_again(org: PracticeOrg) -> None:
    first = org.call("GET", "sobjects/Lead/describe/layouts")
    again = org.call(
        "GET", "sobjects/Lead/describe/layouts", headers={"If-Modified-Since": first.headers["Last-Modified"]}
    )
    assert again.status_code == 304
    refused = org.call("GET", "sobjects/User/describe/layouts")
    assert (refused.status_code, refused.json()[0]["errorCode"]) == (400, "INVALID_ARGUMENT_TYPE")


@pytest.mark.parametrize(
    "path",
    [
        "describe/compactLayouts",
        "describe/compactLayouts/primary",
        "describe/namedLayouts/UserAlt",
        "describe/approvalLayouts",
        "describe/approvalLayouts/Discount",
        "listviews",
        "listviews/recent",
        "listviews/00BD0000005WcBeMAK/results",
        "quickActions",
    ],
)
def test_layouts_and_lists_that_the_org_does_not_have_are_missing(org: PracticeOrg, path: str) -> None:
    for name in ("Contact", "Lead"):
        answer = org.call("GET", f"sobjects/{name}/{path}")
        assert answer.status_code == 404
        assert answer.json() == [
            {"message": "The requested resource does not exist", "errorCode": "NOT_FOUND"}
        ]
