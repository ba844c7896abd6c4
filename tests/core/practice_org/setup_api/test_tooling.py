"""The Tooling API: what a program finds out about layouts, pages, packages and fields, and how it saves a layout."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from requests import Response

from tests.helpers.practice import PracticeOrg

PACKAGED = "mkto_si__Marketo_Sales_Opt_Out__c"


@pytest.fixture
def fresh() -> Iterator[PracticeOrg]:
    """An org for one test that changes its setup."""
    with PracticeOrg(people=6, opted_out=1) as running:
        yield running


def asked(org: PracticeOrg, soql: str) -> Response:
    return org.call("GET", "tooling/query", params={"q": soql})


def found(org: PracticeOrg, soql: str) -> list[dict[str, Any]]:
    answer = asked(org, soql)
    assert answer.status_code == 200, answer.text
    records: list[dict[str, Any]] = answer.json()["records"]
    return records


def refusal(answer: Response) -> tuple[int, str, str]:
    [entry] = answer.json()
    return answer.status_code, entry["errorCode"], entry["message"]


def layout_of(org: PracticeOrg, name: str) -> dict[str, Any]:
    [record] = found(org, f"SELECT Id, FullName, Metadata FROM Layout WHERE Name = '{name}'")
    return record


def items(metadata: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        item
        for section in metadata["layoutSections"]
        for column in section["layoutColumns"]
        for item in column["layoutItems"]
    ]


def fields_on(metadata: dict[str, Any]) -> dict[str, str]:
    return {item["field"]: item["behavior"] for item in items(metadata) if item["field"]}


def test_every_layout_of_an_object_is_listed_with_its_parents(org: PracticeOrg) -> None:
    answer = asked(
        org,
        "SELECT Id, Name, NamespacePrefix, LayoutType, ManageableState, TableEnumOrId, EntityDefinitionId,"
        " EntityDefinition.QualifiedApiName FROM Layout WHERE TableEnumOrId = 'Contact' ORDER BY Name",
    ).json()
    assert (answer["size"], answer["totalSize"], answer["done"]) == (3, 3, True)
    assert (answer["entityTypeName"], answer["queryLocator"]) == ("Layout", None)
    names = [record["Name"] for record in answer["records"]]
    assert names == ["Contact (Sales) Layout", "Contact Layout", "Partner Contact Layout"]
    first = answer["records"][0]
    assert first["attributes"] == {
        "type": "Layout",
        "url": f"/services/data/v66.0/tooling/sobjects/Layout/{first['Id']}",
    }
    assert first["Id"].startswith("00h")
    assert (first["LayoutType"], first["ManageableState"]) == ("Standard", "unmanaged")
    assert first["NamespacePrefix"] is None
    assert first["EntityDefinition"]["QualifiedApiName"] == first["EntityDefinitionId"] == "Contact"


def test_email_opt_out_is_missing_from_one_layout_of_each_object(org: PracticeOrg) -> None:
    for sobject in ("Contact", "Lead"):
        ids = [r["Id"] for r in found(org, f"SELECT Id FROM Layout WHERE TableEnumOrId = '{sobject}'")]
        there = [
            "HasOptedOutOfEmail"
            in fields_on(org.call("GET", f"tooling/sobjects/Layout/{i}").json()["Metadata"])
            for i in ids
        ]
        assert set(there) == {True, False}


def test_metadata_comes_for_one_row_only(org: PracticeOrg) -> None:
    answer = asked(org, "SELECT Id, Metadata FROM Layout WHERE TableEnumOrId = 'Contact'")
    assert refusal(answer) == (
        400,
        "MALFORMED_QUERY",
        "When retrieving results with Metadata or FullName fields, the query qualifications must specify no more"
        " than one row for retrieval. Result size: 3",
    )
    assert refusal(asked(org, "SELECT FullName FROM FlexiPage"))[1] == "MALFORMED_QUERY"
    record = layout_of(org, "Contact Layout")
    assert record["FullName"] == "Contact-Contact Layout"
    section = record["Metadata"]["layoutSections"][0]
    assert section["style"] == "TwoColumnsTopToBottom"
    assert section["layoutColumns"][0]["layoutItems"][1]["emptySpace"] is None
    assert fields_on(record["Metadata"])["Name"] == "Required"
    assert fields_on(record["Metadata"])["CreatedById"] == "Readonly"


@pytest.mark.parametrize(
    ("soql", "code", "part"),
    [
        ("SELECT Foo FROM Layout", "INVALID_FIELD", "No such column 'Foo' on entity 'Layout'"),
        ("SELECT Id FROM Contact", "INVALID_TYPE", "sObject type 'Contact' is not supported."),
        ("SELECT Id FROM Layout WHERE Metadata = 'x'", "INVALID_FIELD", "can not be filtered"),
        ("SELECT Id FROM Layout WHERE", "MALFORMED_QUERY", "unexpected token"),
        ("SELECT Name.Foo FROM Layout", "INVALID_FIELD", "Didn't understand relationship"),
        (
            "SELECT Id FROM InstalledSubscriberPackage WHERE SubscriberPackage.NamespacePrefix = 'mkto_si'",
            "INVALID_FIELD",
            "field 'NamespacePrefix' can not be filtered in a query call",
        ),
        (
            "SELECT Id FROM FieldDefinition",
            "MALFORMED_QUERY",
            "FieldDefinition: a filter on a reified column is required [EntityDefinitionId,DurableId]",
        ),
        (
            "SELECT Id FROM FieldDefinition WHERE Label = 'Email' OR DurableId = 'Contact.Email'",
            "MALFORMED_QUERY",
            "a filter on a reified column is required",
        ),
    ],
)
def test_a_query_that_salesforce_refuses_is_refused_in_its_words(
    org: PracticeOrg, soql: str, code: str, part: str
) -> None:
    status, found_code, message = refusal(asked(org, soql))
    assert (status, found_code) == (400, code)
    assert part in message


def test_layouts_are_told_by_profile_and_record_type(org: PracticeOrg) -> None:
    rows = found(
        org,
        "SELECT LayoutId, Layout.Name, ProfileId, Profile.Name, RecordTypeId, RecordType.Name FROM ProfileLayout"
        " WHERE TableEnumOrId = 'Contact'",
    )
    told = {
        (row["Profile"]["Name"], row["RecordType"] and row["RecordType"]["Name"]): row["Layout"]["Name"]
        for row in rows
    }
    assert told["System Administrator", "Partner Contact"] == "Partner Contact Layout"
    assert told["Sales User", "Partner Contact"] == "Contact (Sales) Layout"
    assert told["System Administrator", None] == "Contact Layout"
    assert len(told) == 9


def test_record_types_and_profiles_are_found(org: PracticeOrg) -> None:
    types = found(org, "SELECT Id, Name, SobjectType, IsActive FROM RecordType WHERE SobjectType = 'Contact'")
    assert [(row["Name"], row["IsActive"]) for row in types] == [
        ("Customer Contact", True),
        ("Partner Contact", True),
    ]
    [admin] = found(org, "SELECT Id, Metadata FROM Profile WHERE Name = 'System Administrator'")
    assert admin["Id"].startswith("00e")
    assert {"layout": "Lead-Lead Layout", "recordType": None} in admin["Metadata"]["layoutAssignments"]
    opt_out = {"field": "Contact.HasOptedOutOfEmail", "readable": True, "editable": True}
    assert opt_out in admin["Metadata"]["fieldPermissions"]


def test_lightning_pages_show_the_details_of_the_layout(org: PracticeOrg) -> None:
    pages = found(
        org,
        "SELECT Id, DeveloperName, MasterLabel, Type, EntityDefinitionId FROM FlexiPage WHERE Type = 'RecordPage'"
        " AND EntityDefinition.QualifiedApiName = 'Contact'",
    )
    [page] = pages
    assert page["DeveloperName"] == "Contact_Record_Page"
    metadata = org.call("GET", f"tooling/sobjects/FlexiPage/{page['Id']}").json()["Metadata"]
    assert metadata["sobjectType"] == "Contact"
    components = [
        item["componentInstance"]["componentName"]
        for region in metadata["flexiPageRegions"]
        for item in region["itemInstances"]
    ]
    assert "force:detailPanel" in components


def test_the_package_is_found_among_the_installed_ones(fresh: PracticeOrg) -> None:
    soql = (
        "SELECT Id, SubscriberPackageId, SubscriberPackage.NamespacePrefix, SubscriberPackage.Name,"
        " SubscriberPackageVersion.Id, SubscriberPackageVersion.MajorVersion,"
        " SubscriberPackageVersion.MinorVersion FROM InstalledSubscriberPackage"
    )
    rows = {row["SubscriberPackage"]["NamespacePrefix"]: row for row in found(fresh, soql)}
    package = rows["mkto_si"]
    assert package["SubscriberPackage"]["Name"] == "Marketo Sales Insight"
    assert package["SubscriberPackageVersion"]["MajorVersion"] == 1
    assert package["Id"].startswith("0A3")
    assert package["SubscriberPackageId"].startswith("033")
    assert package["SubscriberPackageVersion"]["Id"].startswith("04t")
    fresh.control("faults", {"org": {"package": False}})
    assert [row["SubscriberPackage"]["NamespacePrefix"] for row in found(fresh, soql)] == ["practice_charts"]


def test_a_hidden_field_is_still_defined(fresh: PracticeOrg) -> None:
    fresh.control("faults", {"org": {"security": {"Contact.HasOptedOutOfEmail": "hidden"}}})
    rows = found(
        fresh,
        "SELECT QualifiedApiName, Label, DataType, DurableId, NamespacePrefix FROM FieldDefinition"
        " WHERE EntityDefinition.QualifiedApiName = 'Contact' AND DataType = 'Checkbox'",
    )
    by_name = {row["QualifiedApiName"]: row for row in rows}
    assert by_name["HasOptedOutOfEmail"]["Label"] == "Email Opt Out"
    assert by_name["HasOptedOutOfEmail"]["DurableId"] == "Contact.HasOptedOutOfEmail"
    assert by_name[PACKAGED]["NamespacePrefix"] == "mkto_si"
    [custom] = found(
        fresh, "SELECT Id, DeveloperName, ManageableState FROM CustomField WHERE TableEnumOrId = 'Lead'"
    )
    assert (custom["DeveloperName"], custom["ManageableState"]) == ("Marketo_Sales_Opt_Out", "installed")
    assert by_name[PACKAGED]["DurableId"].startswith("Contact.00N")


def test_entities_are_found_by_name_and_have_no_id_of_their_own(org: PracticeOrg) -> None:
    [row] = found(org, "SELECT Id, DurableId, Label FROM EntityDefinition WHERE QualifiedApiName = 'Lead'")
    assert (row["Id"], row["DurableId"], row["Label"]) == ("000000000000000AAA", "Lead", "Lead")


def test_a_layout_is_saved_whole_and_read_back(fresh: PracticeOrg) -> None:
    record = layout_of(fresh, "Contact (Sales) Layout")
    path = f"tooling/sobjects/Layout/{record['Id']}"
    original = record["Metadata"]
    changed = copy.deepcopy(original)
    changed["layoutSections"][0]["layoutColumns"][1]["layoutItems"].append(
        {"field": "HasOptedOutOfEmail", "behavior": "Edit"}
    )
    answer = fresh.call("PATCH", path, json={"Metadata": changed})
    assert (answer.status_code, answer.content) == (204, b"")
    saved = fresh.call("GET", path).json()["Metadata"]
    assert fields_on(saved) == fields_on(original) | {"HasOptedOutOfEmail": "Edit"}
    assert saved["relatedLists"] == original["relatedLists"] != []
    assert fresh.call("PATCH", path, json={"Metadata": original}).status_code == 204
    assert fresh.call("GET", path).json()["Metadata"] == original


def _without_sections(metadata: dict[str, Any]) -> Any:
    metadata["layoutSections"] = []
    return metadata


def _with_item(**item: str) -> Any:
    def change(metadata: dict[str, Any]) -> Any:
        metadata["layoutSections"][0]["layoutColumns"][0]["layoutItems"].append(item)
        return metadata

    return change


def _with_name_optional(metadata: dict[str, Any]) -> Any:
    for item in items(metadata):
        if item["field"] == "Name":
            item["behavior"] = "Edit"
    return metadata


def _with_style(metadata: dict[str, Any]) -> Any:
    metadata["layoutSections"][0]["style"] = "ThreeColumns"
    return metadata


@pytest.mark.parametrize(
    ("change", "code", "part"),
    [
        (
            _with_item(field="Nothing__c", behavior="Edit"),
            "FIELD_INTEGRITY_EXCEPTION",
            "no CustomField named Contact.Nothing__c found",
        ),
        (
            _with_item(field="hasoptedoutofemail", behavior="Edit"),
            "FIELD_INTEGRITY_EXCEPTION",
            "no CustomField",
        ),
        (
            _with_item(field="Email", behavior="Edit"),
            "FIELD_INTEGRITY_EXCEPTION",
            "Duplicate field on layout: Email",
        ),
        (
            _with_item(field="DoNotCall", behavior="Sometimes"),
            "JSON_PARSER_ERROR",
            "Sometimes is not a valid value",
        ),
        (_with_item(fields="DoNotCall", behavior="Edit"), "JSON_PARSER_ERROR", 'Unrecognized field "fields"'),
        (
            _with_style,
            "JSON_PARSER_ERROR",
            "ThreeColumns is not a valid value for the enum LayoutSectionStyle",
        ),
        (
            _without_sections,
            "FIELD_INTEGRITY_EXCEPTION",
            "must contain an item for required layout field: Name",
        ),
        (_with_name_optional, "FIELD_INTEGRITY_EXCEPTION", "Field:Name must be Required"),
        (lambda _: {"layoutItems": []}, "JSON_PARSER_ERROR", 'Unrecognized field "layoutItems"'),
        (lambda _: "text", "JSON_PARSER_ERROR", "Cannot deserialize instance of Layout"),
        (lambda _: {}, "FIELD_INTEGRITY_EXCEPTION", "must contain an item for required layout field: Name"),
    ],
)
def test_a_layout_that_does_not_fit_is_refused_and_nothing_is_saved(
    own_org: PracticeOrg, change: Any, code: str, part: str
) -> None:
    record = layout_of(own_org, "Contact Layout")
    path = f"tooling/sobjects/Layout/{record['Id']}"
    changed = change(copy.deepcopy(record["Metadata"]))
    status, found_code, message = refusal(own_org.call("PATCH", path, json={"Metadata": changed}))
    assert (status, found_code) == (400, code)
    assert part in message
    assert own_org.call("GET", path).json()["Metadata"] == record["Metadata"]


def test_only_the_metadata_of_layouts_can_be_saved(own_org: PracticeOrg) -> None:
    record = layout_of(own_org, "Lead Layout")
    path = f"tooling/sobjects/Layout/{record['Id']}"
    assert refusal(own_org.call("PATCH", path, json={"Name": "x"}))[1] == "INVALID_FIELD_FOR_INSERT_UPDATE"
    assert refusal(own_org.call("PATCH", path, json={"Foo": "x"}))[1] == "INVALID_FIELD"
    assert refusal(own_org.call("PATCH", path, json={}))[1] == "REQUIRED_FIELD_MISSING"
    whole = {"Metadata": record["Metadata"]}
    unknown = "tooling/sobjects/Layout/00hPr0000000999IAA"
    assert refusal(own_org.call("PATCH", unknown, json=whole))[:2] == (404, "NOT_FOUND")
    page = found(own_org, "SELECT Id FROM FlexiPage LIMIT 1")[0]["Id"]
    assert own_org.call("PATCH", f"tooling/sobjects/FlexiPage/{page}", json=whole).status_code == 405


def test_one_component_is_read_with_the_fields_that_were_asked_for(org: PracticeOrg) -> None:
    identifier = layout_of(org, "Lead Layout")["Id"]
    record = org.call("GET", f"tooling/sobjects/Layout/{identifier[:15]}?fields=Id,FullName").json()
    assert list(record) == ["attributes", "Id", "FullName"]
    path = f"tooling/sobjects/Layout/{identifier}"
    assert refusal(org.call("GET", path, params={"fields": "Foo"}))[1] == "INVALID_FIELD"
    assert refusal(org.call("GET", "tooling/sobjects/Layout/00hPr0000000999IAA"))[:2] == (404, "NOT_FOUND")
    assert refusal(org.call("GET", "tooling/sobjects/Contact/x"))[:2] == (404, "NOT_FOUND")


def test_tooling_calls_count_like_any_other_and_go_through_simple_salesforce(own_org: PracticeOrg) -> None:
    own_org.control("calls/reset", {})
    before = own_org.control("calls")["calls_today"]
    salesforce = own_org.salesforce()
    answer = salesforce.toolingexecute("query/", params={"q": "SELECT Id FROM FlexiPage"})
    assert answer["totalSize"] == 2
    assert own_org.control("calls")["calls_today"] == before + 1
    assert own_org.control("calls")["by_kind"] == {"GET /tooling/query": 1}


def test_composite_has_an_address_of_its_own_for_tooling(org: PracticeOrg) -> None:
    base = "/services/data/v66.0"
    layout = f"{base}/tooling/sobjects/Layout/{layout_of(org, 'Lead Layout')['Id']}?fields=Id,Metadata"
    requests = [
        {"method": "GET", "url": layout, "referenceId": "tooling"},
        {"method": "GET", "url": f"{base}/sobjects/Contact/describe", "referenceId": "data"},
    ]
    for path, statuses in (("tooling/composite", [200, 404]), ("composite", [404, 200])):
        answer = org.call("POST", path, json={"compositeRequest": requests}).json()["compositeResponse"]
        assert [entry["httpStatusCode"] for entry in answer] == statuses
    first = org.call("POST", "tooling/composite", json={"compositeRequest": requests[:1]}).json()
    assert "layoutSections" in first["compositeResponse"][0]["body"]["Metadata"]


def test_what_a_composite_call_undoes_is_undone_in_setup_too(fresh: PracticeOrg) -> None:
    record = layout_of(fresh, "Lead Layout")
    url = f"/services/data/v66.0/tooling/sobjects/Layout/{record['Id']}"
    changed = copy.deepcopy(record["Metadata"])
    changed["layoutSections"][0]["layoutColumns"][0]["layoutItems"].append(
        {"field": "DoNotCall", "behavior": "Edit"}
    )
    requests = [
        {"method": "PATCH", "url": url, "referenceId": "good", "body": {"Metadata": changed}},
        {"method": "PATCH", "url": url, "referenceId": "bad", "body": {"Metadata": {}}},
    ]
    body = {"allOrNone": True, "compositeRequest": requests}
    answer = fresh.call("POST", "tooling/composite", json=body).json()["compositeResponse"]
    assert [entry["httpStatusCode"] for entry in answer] == [400, 400]
    assert layout_of(fresh, "Lead Layout") == record
    body["allOrNone"] = False
    answer = fresh.call("POST", "tooling/composite", json=body).json()["compositeResponse"]
    assert [entry["httpStatusCode"] for entry in answer] == [204, 400]
    assert "DoNotCall" in fields_on(layout_of(fresh, "Lead Layout")["Metadata"])


def test_two_changes_within_one_second_are_both_told(fresh: PracticeOrg) -> None:
    for access, wanted in (("hidden", False), ("full", True)) * 3:
        fresh.control("faults", {"org": {"security": {"Lead.HasOptedOutOfEmail": access}}})
        seen = fresh.call("GET", "sobjects/Lead/describe")
        assert ("HasOptedOutOfEmail" in {field["name"] for field in seen.json()["fields"]}) is wanted
        headers = {"If-Modified-Since": seen.headers["Last-Modified"]}
        assert fresh.call("GET", "sobjects/Lead/describe", headers=headers).status_code == 304
        other = "read_only" if access == "hidden" else "hidden"
        fresh.control("faults", {"org": {"security": {"Lead.HasOptedOutOfEmail": other}}})
        assert fresh.call("GET", "sobjects/Lead/describe", headers=headers).status_code == 200


def test_the_objects_describe_themselves(org: PracticeOrg) -> None:
    names = {entry["name"] for entry in org.call("GET", "tooling/sobjects").json()["sobjects"]}
    assert {"Layout", "ProfileLayout", "FlexiPage", "InstalledSubscriberPackage", "ValidationRule"} <= names
    fields = {
        field["name"]: field for field in org.call("GET", "tooling/sobjects/Layout/describe").json()["fields"]
    }
    assert (fields["Metadata"]["type"], fields["Metadata"]["filterable"]) == ("complexvalue", False)
