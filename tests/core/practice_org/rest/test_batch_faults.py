"""Troubles that depend on how much, or on what else, is in a call; and lists that do not end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.helpers.practice import PracticeOrg


@pytest.fixture(scope="module")
def running() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=120, opted_out=10) as practice:
        yield practice


@pytest.fixture
def org(running: PracticeOrg) -> PracticeOrg:
    """The org with nothing wrong in it yet."""
    running.control("faults", {"clear": True, "scenario": "fresh"})
    return running


def save(org: PracticeOrg, ids: list[str]) -> Any:
    records = [{"attributes": {"type": "Contact"}, "id": one, "Title": "x"} for one in ids]
    return org.call("PATCH", "composite/sobjects", json={"allOrNone": False, "records": records})


def contacts(org: PracticeOrg) -> list[str]:
    return [row["Id"] for row in org.query("SELECT Id FROM Contact ORDER BY Id")]


@pytest.mark.parametrize(("limit", "words"), [("cpu", "Apex CPU time limit"), ("soql", "Too many SOQL")])
def test_a_trigger_that_takes_too_much_refuses_every_record_of_a_large_save(
    org: PracticeOrg, limit: str, words: str
) -> None:
    org.control("faults", {"org": {"trigger_limit": {"most": 20, "limit": limit}}})
    ids = contacts(org)[:21]
    refused = save(org, ids).json()
    assert [entry["success"] for entry in refused] == [False] * 21
    assert {entry["errors"][0]["statusCode"] for entry in refused} == {"CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"}
    assert all(f"System.LimitException: {words}" in entry["errors"][0]["message"] for entry in refused)
    assert all(entry["success"] for entry in save(org, ids[:20]).json())
    assert org.call("PATCH", f"sobjects/Contact/{ids[20]}", json={"Title": "y"}).status_code == 204
    org.control("faults", {"org": {"trigger_limit": None}})
    assert all(entry["success"] for entry in save(org, ids).json())


def test_a_limit_of_a_trigger_that_nobody_knows_is_refused(org: PracticeOrg) -> None:
    answer = org.call(
        "POST", "/practice/faults", json={"org": {"trigger_limit": {"most": 1, "limit": "luck"}}}
    )
    assert answer.status_code == 400


def test_a_record_can_make_its_whole_call_fail(org: PracticeOrg) -> None:
    ids = contacts(org)[30:40]
    org.control(
        "faults",
        {"records": [{"ids": [ids[4]], "code": "UNKNOWN_EXCEPTION", "message": "gack", "status": 500}]},
    )
    answer = save(org, ids)
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (500, "UNKNOWN_EXCEPTION")
    assert not [
        row for row in org.query("SELECT Id, Title FROM Contact") if row["Id"] in ids and row["Title"] == "x"
    ]
    assert all(entry["success"] for entry in save(org, [one for one in ids if one != ids[4]]).json())


def test_pages_can_be_repeated(org: PracticeOrg) -> None:
    org.control("faults", {"org": {"short_pages": 10, "repeat_pages": True}})
    first = org.call("GET", "query", params={"q": "SELECT Id FROM Contact"}).json()
    second = org.call("GET", first["nextRecordsUrl"]).json()
    third = org.call("GET", second["nextRecordsUrl"]).json()
    assert second["nextRecordsUrl"] == first["nextRecordsUrl"]
    assert third["records"] == second["records"]
    assert third["done"] is False


@pytest.mark.parametrize(
    ("headers", "same"),
    [({}, False), ({"Sforce-Auto-Assign": "false"}, True), ({"Sforce-Auto-Assign": "TRUE"}, False)],
)
def test_an_assignment_rule_gives_a_saved_lead_away_unless_told_not_to(
    org: PracticeOrg, headers: dict[str, str], same: bool
) -> None:
    org.control("faults", {"scenario": "lead-assignment-rule"})
    [row] = org.query("SELECT Id, OwnerId FROM Lead WHERE IsConverted = false LIMIT 1")
    assert org.call("PATCH", f"sobjects/Lead/{row['Id']}", json={"Title": "x"}, headers=headers).ok
    [after] = org.query(f"SELECT OwnerId FROM Lead WHERE Id = '{row['Id']}'")
    assert (after["OwnerId"] == row["OwnerId"]) is same


@pytest.mark.parametrize(
    ("scenario", "filterable", "exact", "folded"),
    [
        ("email-encrypted", False, 400, 400),
        ("email-encrypted-case-sensitive", True, 1, 0),
        ("email-encrypted-case-insensitive", True, 1, 1),
    ],
)
def test_an_encrypted_address_is_filtered_as_its_encryption_allows(
    org: PracticeOrg, scenario: str, filterable: bool, exact: int, folded: int
) -> None:
    email = f"Ada@{scenario}.Example.com"
    made = {"do": "create", "object": "Contact", "set": {"LastName": "L", "Email": email}}
    org.control("faults", {"scenario": scenario, "actions": [made]})
    fields = {field["name"]: field for field in org.call("GET", "sobjects/Contact/describe").json()["fields"]}
    assert (fields["Email"]["filterable"], fields["Email"]["encrypted"]) == (filterable, True)

    def asked(email: str) -> int:
        answer = org.call("GET", "query", params={"q": f"SELECT Id FROM Contact WHERE Email = '{email}'"})
        if answer.status_code == 400:
            assert "field 'Email' can not be filtered in a query call" in answer.json()[0]["message"]
            assert answer.json()[0]["errorCode"] == "INVALID_FIELD"
            return 400
        return len(answer.json()["records"])

    assert asked(email) == exact
    assert asked(email.lower()) == folded
