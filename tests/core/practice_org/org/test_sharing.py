"""Private sharing in the practice org: by every door a user gets his own records alone, unless a right goes further."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core.practice_org.org.seed import ADMIN
from tests.helpers.practice import PracticeOrg


@pytest.fixture(scope="module")
def private() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=60, opted_out=6) as running:
        yield running


@pytest.fixture
def hidden(private: PracticeOrg) -> dict[str, Any]:
    """A contact of somebody else, while sharing is private."""
    private.control("faults", {"scenario": "usual"})
    [contact] = private.query(
        f"SELECT Id, Email, LastName FROM Contact WHERE OwnerId != '{ADMIN}' AND Email != null LIMIT 1"
    )
    private.control("faults", {"scenario": "private-sharing"})
    return contact


def test_about_half_is_hidden_from_queries_counts_and_searches(
    private: PracticeOrg, hidden: dict[str, Any]
) -> None:
    own = private.query("SELECT Id, OwnerId FROM Contact")
    assert {row["OwnerId"] for row in own} == {ADMIN}
    count = private.call("GET", "query", params={"q": "SELECT COUNT() FROM Contact"}).json()["totalSize"]
    assert count == len(own)
    private.control("faults", {"scenario": "usual"})
    everybody = len(private.query("SELECT Id FROM Contact"))
    assert everybody * 0.2 < len(own) < everybody * 0.8
    private.control("faults", {"scenario": "private-sharing"})
    assert private.query(f"SELECT Id FROM Contact WHERE Email = '{hidden['Email']}'") == []
    found = private.call(
        "GET", "search", params={"q": f"FIND {{{hidden['LastName']}}} IN ALL FIELDS RETURNING Contact(Id)"}
    ).json()["searchRecords"]
    assert hidden["Id"] not in {row["Id"] for row in found}


def test_a_hidden_record_cannot_be_read_by_its_id(private: PracticeOrg, hidden: dict[str, Any]) -> None:
    assert private.call("GET", f"sobjects/Contact/{hidden['Id']}").status_code == 404
    read = private.call(
        "POST", "composite/sobjects/Contact", json={"ids": [hidden["Id"]], "fields": ["Id", "Email"]}
    )
    assert read.json() == [None]


def test_a_hidden_record_cannot_be_written(private: PracticeOrg, hidden: dict[str, Any]) -> None:
    body = {"attributes": {"type": "Contact"}, "id": hidden["Id"], "HasOptedOutOfEmail": True}
    [answer] = private.call("PATCH", "composite/sobjects", json={"records": [body]}).json()
    assert [error["statusCode"] for error in answer["errors"]] == [
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"
    ]


def test_view_all_shows_the_record_and_modify_all_lets_it_be_changed(
    private: PracticeOrg, hidden: dict[str, Any]
) -> None:
    def patch() -> int:
        return private.call("PATCH", f"sobjects/Contact/{hidden['Id']}", json={"Title": "x"}).status_code

    private.control("faults", {"scenario": "private-sharing-view-all"})
    assert private.call("GET", f"sobjects/Contact/{hidden['Id']}").status_code == 200
    assert patch() in (400, 403)
    rights = {"profile": "System Administrator", "objects": {"Contact": "modify_all"}}
    private.control("faults", {"org": {"profiles": [rights]}})
    assert patch() == 204


def test_an_org_says_how_it_is_shared_and_what_a_user_may(
    private: PracticeOrg, hidden: dict[str, Any]
) -> None:
    [organization] = private.query("SELECT DefaultContactAccess, DefaultLeadAccess FROM Organization")
    assert organization["DefaultContactAccess"] == "None"
    [rights] = private.query(
        "SELECT PermissionsViewAllData, PermissionsModifyAllData FROM UserPermissionAccess"
    )
    assert (rights["PermissionsViewAllData"], rights["PermissionsModifyAllData"]) == (False, False)
    private.control("faults", {"scenario": "private-sharing-view-all"})
    assigned = {
        row["PermissionSetId"]
        for row in private.query(
            "SELECT PermissionSetId FROM PermissionSetAssignment WHERE Assignee.Username = 'admin@practice.example'"
        )
    }
    may = private.query(
        "SELECT ParentId, SobjectType, PermissionsModifyAllRecords FROM ObjectPermissions "
        "WHERE PermissionsViewAllRecords = true"
    )
    own = [row for row in may if row["ParentId"] in assigned]
    assert {row["SobjectType"] for row in own} == {"Contact", "Lead"}
    assert not any(row["PermissionsModifyAllRecords"] for row in own)


@pytest.mark.parametrize(
    "scenario", ["rule-on-change", "rule-on-tick", "trigger-on-change", "flow-on-change"]
)
def test_a_rule_that_minds_the_change_lets_a_save_pass_that_changes_nothing(
    private: PracticeOrg, scenario: str
) -> None:
    private.control("faults", {"scenario": scenario})
    for ticked, status in (("true", 204), ("false", 400)):
        [row] = private.query(
            f"SELECT Id FROM Lead WHERE HasOptedOutOfEmail = {ticked} AND IsConverted = false LIMIT 1"
        )
        answer = private.call("PATCH", f"sobjects/Lead/{row['Id']}", json={"HasOptedOutOfEmail": True})
        assert answer.status_code == status, answer.text
