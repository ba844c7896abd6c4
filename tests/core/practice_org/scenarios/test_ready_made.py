"""Scenarios: each ready-made one brings the org into just the state that it is about."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from core.practice_org.scenarios.ready_made import SCENARIOS
from tests.helpers.practice import PracticeOrg

PACKAGED = "mkto_si__Marketo_Sales_Opt_Out__c"
OPT_OUT = "HasOptedOutOfEmail"


@pytest.fixture(scope="module")
def changing() -> Iterator[PracticeOrg]:
    """One org for all: each scenario begins from fresh."""
    with PracticeOrg(people=40, opted_out=4) as running:
        yield running


def begin(org: PracticeOrg, name: str) -> dict[str, Any]:
    answer: dict[str, Any] = org.control("faults", {"scenario": name})
    return answer


def described(org: PracticeOrg, name: str) -> dict[str, dict[str, Any]]:
    answer = org.call("GET", f"sobjects/{name}/describe")
    assert answer.status_code == 200, answer.text
    return {field["name"]: field for field in answer.json()["fields"]}


def tooling(org: PracticeOrg, soql: str) -> list[dict[str, Any]]:
    answer = org.call("GET", "tooling/query", params={"q": soql})
    assert answer.status_code == 200, answer.text
    records: list[dict[str, Any]] = answer.json()["records"]
    return records


def layouts(org: PracticeOrg, name: str, field: str = OPT_OUT) -> dict[str, str | None]:
    """Layout -> how the field stands on it."""
    found = {}
    for row in tooling(org, f"SELECT Id, Name FROM Layout WHERE TableEnumOrId = '{name}'"):
        metadata = org.call("GET", f"tooling/sobjects/Layout/{row['Id']}").json()["Metadata"]
        found[row["Name"]] = next(
            (
                item["behavior"]
                for section in metadata["layoutSections"]
                for column in section["layoutColumns"]
                for item in column["layoutItems"]
                if item["field"] == field
            ),
            None,
        )
    return found


def tick(org: PracticeOrg, name: str, where: str = "") -> requests.Response:
    """Write to a record the value that it has already."""
    [record] = org.query(f"SELECT Id, {OPT_OUT} FROM {name} {where} LIMIT 1")
    return org.call("PATCH", f"sobjects/{name}/{record['Id']}", json={OPT_OUT: record[OPT_OUT]})


def refused(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()[0]["errorCode"]


OPEN_LEAD = "WHERE IsConverted = false"


def test_ready_made_scenarios_are_listed_with_what_they_are_about(changing: PracticeOrg) -> None:
    listed = changing.control("scenarios")
    assert set(listed) == set(SCENARIOS)
    assert all(entry["about"] for entry in listed.values())
    helped = subprocess.run(
        [sys.executable, "-m", "core.practice_org", "--help"], capture_output=True, text=True, check=True
    )
    assert all(name in helped.stdout for name in SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_can_be_applied_and_undone_by_the_fresh_one(changing: PracticeOrg, name: str) -> None:
    fresh = begin(changing, "usual")
    begin(changing, name)
    begin(changing, name)
    again = begin(changing, "usual")
    assert (again["setup"], again["options"]) == (fresh["setup"], fresh["options"])


def test_fresh_can_be_synced_and_leaves_something_to_do(changing: PracticeOrg) -> None:
    begin(changing, "usual")
    for name in ("Contact", "Lead"):
        assert described(changing, name)[OPT_OUT]["updateable"] is True
        assert set(layouts(changing, name).values()) == {"Edit", None}
        assert set(layouts(changing, name, PACKAGED).values()) == {None}
        assert tick(changing, name, OPEN_LEAD if name == "Lead" else "").status_code == 204


def test_ready_leaves_nothing_to_do(changing: PracticeOrg) -> None:
    begin(changing, "ready")
    for name in ("Contact", "Lead"):
        for field in (OPT_OUT, PACKAGED):
            assert set(layouts(changing, name, field).values()) == {"Edit"}


@pytest.mark.parametrize(
    ("name", "field", "contact", "lead"),
    [
        ("usual", OPT_OUT, True, True),
        ("fresh", OPT_OUT, None, None),
        ("field-hidden", OPT_OUT, None, None),
        ("field-hidden-on-lead", OPT_OUT, True, None),
        ("field-hidden-for-sales", OPT_OUT, True, True),
        ("field-read-only", OPT_OUT, False, False),
        ("package-missing", PACKAGED, None, None),
        ("package-older", "tout_apps__Marketo_Sales_Opt_Out__c", True, True),
        ("package-without-field", PACKAGED, None, None),
        ("package-field-hidden", PACKAGED, None, None),
        ("package-field-read-only", PACKAGED, False, False),
        ("two-candidates", "Marketo_Sales_Opt_Out__c", True, True),
    ],
)
def test_what_describe_says_of_the_field(
    changing: PracticeOrg, name: str, field: str, contact: bool | None, lead: bool | None
) -> None:
    begin(changing, name)
    for sobject, wanted in (("Contact", contact), ("Lead", lead)):
        entry = described(changing, sobject).get(field)
        assert (None if entry is None else entry["updateable"]) is wanted


@pytest.mark.parametrize(
    ("name", "namespaces"),
    [
        ("fresh", {"practice_charts", "mkto_si"}),
        ("package-missing", {"practice_charts"}),
        ("package-older", {"practice_charts", "tout_apps"}),
        ("package-without-field", {"practice_charts", "mkto_si"}),
    ],
)
def test_which_packages_are_installed(changing: PracticeOrg, name: str, namespaces: set[str]) -> None:
    begin(changing, name)
    rows = tooling(changing, "SELECT SubscriberPackage.NamespacePrefix FROM InstalledSubscriberPackage")
    assert {row["SubscriberPackage"]["NamespacePrefix"] for row in rows} == namespaces


def test_two_candidates_bear_the_same_label(changing: PracticeOrg) -> None:
    begin(changing, "two-candidates")
    names = [f["name"] for f in described(changing, "Lead").values() if f["label"] == "Marketo Sales Opt Out"]
    assert sorted(names) == ["Marketo_Sales_Opt_Out__c", PACKAGED]


def test_a_field_hidden_for_one_profile_is_hidden_from_its_users_alone(changing: PracticeOrg) -> None:
    begin(changing, "field-hidden-for-sales")
    rows = changing.query(
        "SELECT Parent.Profile.Name, PermissionsRead, PermissionsEdit FROM FieldPermissions"
        f" WHERE SobjectType = 'Contact' AND Field = 'Contact.{OPT_OUT}'"
    )
    assert {row["Parent"]["Profile"]["Name"] for row in rows} == {"System Administrator", "Marketing User"}
    changing.control(
        "faults", {"org": {"users": [{"username": "admin@practice.example", "profile": "Sales User"}]}}
    )
    assert OPT_OUT not in described(changing, "Contact")
    query = {"q": f"SELECT {OPT_OUT} FROM Contact"}
    assert refused(changing.call("GET", "query", params=query)) == (400, "INVALID_FIELD")
    back = {"username": "admin@practice.example", "profile": "System Administrator"}
    changing.control("faults", {"org": {"users": [back]}})
    assert OPT_OUT in described(changing, "Contact")


def test_layouts_without_the_field_or_with_it_read_only(changing: PracticeOrg) -> None:
    begin(changing, "layouts-missing")
    assert set(layouts(changing, "Contact").values()) == set(layouts(changing, "Lead").values()) == {None}
    begin(changing, "layout-read-only")
    assert layouts(changing, "Lead") == {"Lead Layout": "Readonly", "Lead (Sales) Layout": "Edit"}


def test_a_managed_layout_cannot_be_saved(changing: PracticeOrg) -> None:
    begin(changing, "layout-managed")
    soql = "SELECT Id, Name, NamespacePrefix, ManageableState FROM Layout WHERE NamespacePrefix != null"
    [row] = tooling(changing, soql)
    assert (row["Name"], row["ManageableState"]) == ("Charts Contact Layout", "installed")
    assert layouts(changing, "Contact")["Charts Contact Layout"] is None
    path = f"tooling/sobjects/Layout/{row['Id']}"
    record = changing.call("GET", path).json()
    assert record["FullName"] == "Contact-practice_charts__Charts Contact Layout"
    answer = changing.call("PATCH", path, json={"Metadata": record["Metadata"]})
    assert refused(answer) == (400, "CANNOT_MODIFY_MANAGED_OBJECT")
    used = tooling(changing, f"SELECT Profile.Name FROM ProfileLayout WHERE LayoutId = '{row['Id']}'")
    assert [entry["Profile"]["Name"] for entry in used] == ["Marketing User"]


def test_record_types_on_leads(changing: PracticeOrg) -> None:
    begin(changing, "many-record-types")
    answer = changing.call("GET", "sobjects/Lead/describe/layouts").json()
    assert answer["layouts"] is None
    active = {m["name"]: m["layoutId"] for m in answer["recordTypeMappings"] if m["active"]}
    assert set(active) == {"Event Lead", "Web Lead", "Master"}
    assert active["Event Lead"] != active["Web Lead"] == active["Master"]
    begin(changing, "usual")
    assert changing.call("GET", "sobjects/Lead/describe/layouts").json()["layouts"]


def test_dynamic_forms_leave_the_field_out(changing: PracticeOrg) -> None:
    begin(changing, "dynamic-forms")
    pages = tooling(changing, "SELECT Id FROM FlexiPage WHERE EntityDefinitionId = 'Lead'")
    [metadata] = [
        changing.call("GET", f"tooling/sobjects/FlexiPage/{p['Id']}").json()["Metadata"] for p in pages
    ]
    fields = [
        item["fieldInstance"]["fieldItem"]
        for region in metadata["flexiPageRegions"]
        for item in region["itemInstances"]
        if item["fieldInstance"]
    ]
    assert fields == ["Record.Phone", "Record.Email"]


def test_rules_refuse_a_save_of_what_is_already_so(changing: PracticeOrg) -> None:
    begin(changing, "validation-rule")
    answer = tick(changing, "Lead", OPEN_LEAD)
    assert refused(answer) == (400, "FIELD_CUSTOM_VALIDATION_EXCEPTION")
    assert answer.json()[0]["message"] == "Website is needed."
    rows = tooling(
        changing, "SELECT ValidationName, Active FROM ValidationRule WHERE EntityDefinitionId = 'Lead'"
    )
    assert rows[0]["ValidationName"] == "Website_Needed"
    [lead] = changing.query(f"SELECT Id FROM Lead {OPEN_LEAD} LIMIT 1")
    filled = {"Website": "https://example.com", OPT_OUT: False}
    assert changing.call("PATCH", f"sobjects/Lead/{lead['Id']}", json=filled).status_code == 204
    changing.control("faults", {"actions": [{"do": "update", "ids": [lead["Id"]], "set": {"Website": None}}]})
    begin(changing, "required-field")
    answer = tick(changing, "Contact")
    assert refused(answer) == (400, "REQUIRED_FIELD_MISSING")
    assert answer.json()[0]["fields"] == ["Region__c"]


def test_a_duplicate_rule_refuses_only_twins_and_only_without_the_header(changing: PracticeOrg) -> None:
    begin(changing, "duplicate-rule")
    one, other = changing.query("SELECT Id FROM Contact WHERE Email != null LIMIT 2")
    for record, address in ((one, "Twin@Example.com"), (other, "twin@example.com")):
        act = {"do": "update", "ids": [record["Id"]], "set": {"Email": address}}
        changing.control("faults", {"actions": [act]})
    assert refused(tick(changing, "Contact", f"WHERE Id = '{one['Id']}'")) == (400, "DUPLICATES_DETECTED")
    answer = changing.call(
        "PATCH",
        f"sobjects/Contact/{one['Id']}",
        json={OPT_OUT: False},
        headers={"Sforce-Duplicate-Rule-Header": "allowSave=true"},
    )
    assert answer.status_code == 204
    lone = {"do": "update", "ids": [other["Id"]], "set": {"Email": "lone@example.com"}}
    changing.control("faults", {"actions": [lone]})
    assert tick(changing, "Contact", f"WHERE Id = '{one['Id']}'").status_code == 204
    rules = changing.query(
        "SELECT DeveloperName, IsActive, SobjectType FROM DuplicateRule ORDER BY SobjectType"
    )
    assert [(rule["SobjectType"], rule["IsActive"]) for rule in rules] == [("Contact", True), ("Lead", True)]


def test_converted_leads_can_be_edited_or_not(changing: PracticeOrg) -> None:
    converted = "WHERE IsConverted = true"
    begin(changing, "usual")
    assert refused(tick(changing, "Lead", converted))[1] == "CANNOT_UPDATE_CONVERTED_LEAD"
    begin(changing, "converted-leads-editable")
    assert tick(changing, "Lead", converted).status_code == 204


def test_without_the_right_to_edit_an_object_everything_in_it_is_read_only(changing: PracticeOrg) -> None:
    begin(changing, "no-edit-right")
    description = changing.call("GET", "sobjects/Contact/describe").json()
    assert description["updateable"] is description["createable"] is False
    assert not any(field["updateable"] for field in description["fields"])
    assert refused(tick(changing, "Contact")) == (403, "INSUFFICIENT_ACCESS_OR_READONLY")
    rows = changing.query(
        "SELECT SobjectType, PermissionsRead, PermissionsEdit FROM ObjectPermissions"
        " WHERE Parent.Profile.Name = 'System Administrator'"
    )
    told = {row["SobjectType"]: (row["PermissionsRead"], row["PermissionsEdit"]) for row in rows}
    assert told == {"Account": (True, True), "Contact": (True, False), "Lead": (True, False)}


def test_an_object_without_any_right_is_not_there(changing: PracticeOrg) -> None:
    begin(changing, "usual")
    changing.control("faults", {"org": {"profiles": [{"profile": "*", "objects": {"Lead": "none"}}]}})
    assert refused(changing.call("GET", "sobjects/Lead/describe")) == (404, "NOT_FOUND")
    query = {"q": "SELECT Id FROM Lead"}
    assert refused(changing.call("GET", "query", params=query)) == (400, "INVALID_TYPE")
    assert changing.call("GET", "sobjects/Contact/describe").status_code == 200


def test_without_api_enabled_nothing_answers(changing: PracticeOrg) -> None:
    begin(changing, "no-api")
    for path in ("limits", "sobjects/Contact/describe", "tooling/sobjects"):
        assert refused(changing.call("GET", path)) == (403, "API_CURRENTLY_DISABLED")
    begin(changing, "usual")
    assert changing.call("GET", "limits").status_code == 200


def test_without_view_setup_the_tooling_api_knows_hardly_anything(changing: PracticeOrg) -> None:
    begin(changing, "no-view-setup")
    changing.control("faults", {"org": {"security": {f"Contact.{OPT_OUT}": "hidden"}}})
    for name in ("Layout", "FlexiPage", "InstalledSubscriberPackage", "ProfileLayout", "CustomField"):
        answer = changing.call("GET", "tooling/query", params={"q": f"SELECT Id FROM {name}"})
        assert refused(answer) == (400, "INVALID_TYPE")
        assert f"sObject type '{name}' is not supported." in answer.json()[0]["message"]
    assert refused(changing.call("GET", "tooling/sobjects/Layout/00hPr0000000001IAA")) == (404, "NOT_FOUND")
    rows = tooling(
        changing, "SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinitionId = 'Contact'"
    )
    assert OPT_OUT not in {row["QualifiedApiName"] for row in rows}
    assert (
        refused(changing.call("GET", "query", params={"q": "SELECT Id FROM DuplicateRule"}))[1]
        == "INVALID_TYPE"
    )
    [mine] = changing.query(
        "SELECT PermissionsApiEnabled, PermissionsViewSetup, PermissionsCustomizeApplication FROM UserPermissionAccess"
    )
    del mine["attributes"]
    assert mine == {
        "PermissionsApiEnabled": True,
        "PermissionsViewSetup": False,
        "PermissionsCustomizeApplication": False,
    }


def test_without_customize_application_a_layout_can_be_seen_but_not_saved(changing: PracticeOrg) -> None:
    begin(changing, "no-customize")
    path = "tooling/sobjects/Layout/00hPr0000000001IAA"
    record = changing.call("GET", path).json()
    answer = changing.call("PATCH", path, json={"Metadata": record["Metadata"]})
    assert refused(answer) == (403, "INSUFFICIENT_ACCESS")


def test_person_accounts_come_with_people(changing: PracticeOrg) -> None:
    begin(changing, "person-accounts")
    people = changing.query("SELECT Id, PersonEmail FROM Account WHERE IsPersonAccount = true")
    assert len(people) >= 3
    assert layouts(changing, "PersonAccount", "PersonHasOptedOutOfEmail") == {"Person Account Layout": None}
    used = tooling(changing, "SELECT Layout.Name FROM ProfileLayout WHERE TableEnumOrId = 'PersonAccount'")
    assert [row["Layout"]["Name"] for row in used] == ["Person Account Layout"] * 3
    begin(changing, "usual")
    assert layouts(changing, "PersonAccount") == {}
    assert layouts(changing, "Account") == {"Account Layout": None}


def test_all_bad_is_as_bad_as_it_says(changing: PracticeOrg) -> None:
    begin(changing, "all-bad")
    assert OPT_OUT not in described(changing, "Contact")
    assert described(changing, "Lead")[OPT_OUT]["updateable"] is False
    assert PACKAGED not in described(changing, "Lead")
    assert set(layouts(changing, "Contact").values()) == {None}
    assert layouts(changing, "Lead")["Lead Layout"] == "Readonly"
    assert changing.query("SELECT Id FROM Account WHERE IsPersonAccount = true")
    path = "tooling/sobjects/Layout/00hPr0000000001IAA"
    whole = {"Metadata": changing.call("GET", path).json()["Metadata"]}
    assert refused(changing.call("PATCH", path, json=whole)) == (403, "INSUFFICIENT_ACCESS")


@pytest.mark.parametrize(
    "part",
    [
        {"layouts": [{"object": "Contact", "layout": "No Layout", "field": "Email"}]},
        {"layouts": [{"object": "Contact", "field": "No Field"}]},
        {"layouts": [{"object": "Contact", "field": "Title", "behavior": "sometimes"}]},
        {"layouts": [{"object": "Contact", "field": "Title", "section": "No Section"}]},
        {"profiles": [{"profile": "Nobody", "permissions": {"ViewSetup": False}}]},
        {"profiles": [{"permissions": {"RuleTheWorld": True}}]},
        {"profiles": [{"objects": {"Contact": "half"}}]},
        {"users": [{"username": "nobody@example.com", "profile": "Sales User"}]},
        {"new_layouts": [{"object": "Lead", "name": "X", "record_type": "No Type"}]},
        {"pages": [{"object": "Nothing"}]},
        {"setup": "old"},
        {"validation_rules": [{"object": "Lead", "name": "X", "field": "Nothing"}]},
    ],
)
def test_a_scenario_that_makes_no_sense_is_refused_with_a_sentence(
    changing: PracticeOrg, part: dict[str, Any]
) -> None:
    answer = changing.call("POST", "/practice/faults", json={"org": part})
    assert refused(answer) == (400, "INVALID_SCENARIO")
    assert len(answer.json()[0]["message"]) > 10


def test_a_scenario_is_named_or_a_file_at_the_start(tmp_path: Path) -> None:
    with PracticeOrg(people=4, opted_out=0, scenario="layouts-missing", data_dir=tmp_path) as running:
        assert set(layouts(running, "Lead").values()) == {None}
    file = tmp_path / "mine.json"
    file.write_text(json.dumps({"scenario": "ready", "org": {"package": False}}), encoding="utf-8")
    with PracticeOrg(people=4, opted_out=0, scenario=file) as running:
        assert set(layouts(running, "Lead").values()) == {"Edit"}
        assert PACKAGED not in described(running, "Lead")
    command = [
        sys.executable,
        "-m",
        "core.practice_org",
        "--people",
        "1",
        "--scenario",
        "nothing-of-the-kind",
    ]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert ended.returncode == 2
    assert "nothing-of-the-kind cannot be used" in ended.stderr


def test_the_setup_is_kept_over_a_restart(tmp_path: Path) -> None:
    with PracticeOrg(people=4, opted_out=0, data_dir=tmp_path) as running:
        begin(running, "dynamic-forms")
        before = running.control("faults")["setup"]
    with PracticeOrg(people=4, data_dir=tmp_path) as running:
        assert running.control("faults")["setup"] == before


def test_an_org_that_was_made_before_there_was_a_setup_gets_a_fresh_one(tmp_path: Path) -> None:
    with PracticeOrg(people=4, opted_out=0, data_dir=tmp_path) as running:
        fresh = running.control("faults")["setup"]
        running.control("faults", {"org": {"security": {f"Lead.{OPT_OUT}": "hidden"}}})
    with sqlite3.connect(tmp_path / "practice-org.sqlite") as file:
        file.execute("DELETE FROM setting WHERE name = 'setup'")
        [options] = file.execute("SELECT value FROM setting WHERE name = 'options'").fetchone()
        older = {name: value for name, value in json.loads(options).items() if name != "package_field"}
        file.execute("UPDATE setting SET value = ? WHERE name = 'options'", (json.dumps(older),))
        file.execute('UPDATE "User" SET "ProfileId" = \'00ePr0000000777AAA\'')
    file.close()
    with PracticeOrg(people=4, data_dir=tmp_path) as running:
        assert running.control("faults")["setup"] == fresh
        assert OPT_OUT not in described(running, "Lead")
        assert described(running, "Contact")[PACKAGED]["updateable"] is True
        assert tooling(running, "SELECT Id FROM Layout")


def test_removing_the_package_takes_its_field_off_the_layouts(changing: PracticeOrg) -> None:
    begin(changing, "ready")
    changing.control("faults", {"org": {"package": False}})
    changing.control("faults", {"org": {"package": True}})
    assert set(layouts(changing, "Contact", PACKAGED).values()) == {None}
    assert set(layouts(changing, "Contact").values()) == {"Edit"}
