"""Trees of records over /composite/tree: all of them, or none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers.practice import PracticeOrg

Entry = dict[str, Any]


def record(kind: str, reference: str, **values: Any) -> Entry:
    """One record of a tree."""
    return {"attributes": {"type": kind, "referenceId": reference}, **values}


def sent(org: PracticeOrg, kind: str, records: Any) -> tuple[int, Any]:
    """Status and JSON of one tree request."""
    answer = org.call("POST", f"composite/tree/{kind}", json={"records": records})
    return answer.status_code, answer.json()


def people(org: PracticeOrg) -> int:
    """How many Contacts and Accounts there are."""
    return sum(len(org.query(f"SELECT Id FROM {name}")) for name in ("Contact", "Account"))


def test_records_are_made_level_by_level_and_hang_together(own_org: PracticeOrg) -> None:
    below = [record("Contact", "ref2", LastName="Smith"), record("Contact", "ref3", LastName="Evans")]
    status, content = sent(
        own_org,
        "Account",
        [
            record("Account", "ref1", Name="Sample 1", Contacts={"records": below}),
            record("Account", "ref4", Name="Sample 2"),
        ],
    )
    assert (status, content["hasErrors"]) == (201, False)
    ids = {entry["referenceId"]: entry["id"] for entry in content["results"]}
    assert list(ids) == ["ref1", "ref4", "ref2", "ref3"]
    rows = own_org.query(f"SELECT LastName, AccountId FROM Contact WHERE AccountId = '{ids['ref1']}'")
    assert {row["LastName"] for row in rows} == {"Smith", "Evans"}


def test_one_refusal_saves_nothing_and_is_the_only_thing_answered(own_org: PracticeOrg) -> None:
    before = people(own_org)
    below = [record("Contact", "bad", LastName="Smith", Email="123")]
    status, content = sent(
        own_org, "Account", [record("Account", "ref1", Name="Sample", Contacts={"records": below})]
    )
    assert (status, content["hasErrors"]) == (400, True)
    [result] = content["results"]
    assert result["referenceId"] == "bad"
    [error] = result["errors"]
    assert (error["statusCode"], error["fields"]) == ("INVALID_EMAIL_ADDRESS", ["Email"])
    assert people(own_org) == before


@pytest.mark.parametrize(
    ("records", "code"),
    [
        (
            [record("Lead", "a", LastName="A", Company="B"), record("Lead", "a", LastName="A")],
            "INVALID_INPUT",
        ),
        ([{"attributes": {"type": "Lead"}, "LastName": "A"}], "INVALID_INPUT"),
        ([{"LastName": "A"}], "INVALID_INPUT"),
        ([record("Contact", "a", LastName="A")], "INVALID_INPUT"),
        ([record("Lead", f"r{n}", LastName="A", Company="B") for n in range(201)], "LIMIT_EXCEEDED"),
    ],
)
def test_what_is_no_tree_is_refused_as_a_whole(own_org: PracticeOrg, records: Any, code: str) -> None:
    status, content = sent(own_org, "Lead", records)
    assert (status, content["hasErrors"]) == (400, True)
    assert {error["statusCode"] for result in content["results"] for error in result["errors"]} == {code}


@pytest.mark.parametrize("records", [None, {}, "x", ["x"], [None]])
def test_a_body_without_records_is_no_json_that_it_reads(own_org: PracticeOrg, records: Any) -> None:
    status, [refusal] = sent(own_org, "Lead", records)
    assert (status, refusal["errorCode"]) == (400, "JSON_PARSER_ERROR")
    assert own_org.call("POST", "composite/tree/Nope", json={"records": []}).status_code == 404
