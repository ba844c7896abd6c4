"""Queries in the SELECT clause: the Contacts below each Account."""

from typing import Any

import pytest

from tests.helpers.practice import PracticeOrg


def accounts(org: PracticeOrg, inner: str, rest: str = "") -> list[dict[str, Any]]:
    return org.query(f"SELECT Id, Name, ({inner}) FROM Account{rest}")


def test_every_account_brings_its_contacts(org: PracticeOrg) -> None:
    found = accounts(org, "SELECT Id, AccountId, Account.Name FROM Contacts ORDER BY Id DESC", " LIMIT 5")
    assert len(found) == 5
    for account in found:
        below = account["Contacts"]["records"]
        alone = org.query(f"SELECT Id FROM Contact WHERE AccountId = '{account['Id']}' ORDER BY Id DESC")
        assert [row["Id"] for row in below] == [row["Id"] for row in alone]
        assert {row["Account"]["Name"] for row in below} == {account["Name"]}
        assert account["Contacts"]["done"] is True
        assert account["Contacts"]["totalSize"] == len(below)


def test_conditions_and_limits_are_those_of_each_account(org: PracticeOrg) -> None:
    inner = "SELECT Id, HasOptedOutOfEmail FROM Contacts WHERE HasOptedOutOfEmail = false LIMIT 2 OFFSET 1"
    found = [account["Contacts"] for account in accounts(org, inner) if account["Contacts"]]
    assert len(found) > 5
    assert {len(below["records"]) for below in found} <= {1, 2}
    assert not any(row["HasOptedOutOfEmail"] for below in found for row in below["records"])


def test_an_account_without_contacts_has_null(org: PracticeOrg) -> None:
    assert {
        account["Contacts"] is None
        for account in accounts(org, "SELECT Id FROM Contacts WHERE LastName = 'Nobody has this name'")
    } == {True}


def test_the_contacts_come_on_later_pages_too(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"org": {"short_pages": 3}})
    paged = accounts(own_org, "SELECT Id FROM contacts", " ORDER BY Id")
    own_org.control("faults", {"clear": True})
    assert len(paged) > 6
    assert paged == accounts(own_org, "SELECT Id FROM contacts", " ORDER BY Id")
    assert sum(account["Contacts"]["totalSize"] for account in paged if account["Contacts"]) > 100


@pytest.mark.parametrize(
    ("soql", "code", "says"),
    [
        (
            "SELECT Id, (SELECT Id FROM Firms) FROM Account",
            "INVALID_TYPE",
            "relationship 'Firms' in FROM part",
        ),
        ("SELECT Id, (SELECT Id FROM Contacts) FROM Lead", "INVALID_TYPE", "relationship 'Contacts'"),
        ("SELECT Id, (SELECT Nope FROM Contacts) FROM Account", "INVALID_FIELD", "No such column 'Nope'"),
        ("SELECT Id, (SELECT COUNT() FROM Contacts) FROM Account", "MALFORMED_QUERY", "do not go together"),
        ("SELECT COUNT(Id), (SELECT Id FROM Contacts) FROM Account", "MALFORMED_QUERY", "do not go together"),
        (
            "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id, (SELECT Id FROM Contacts) FROM Account)",
            "MALFORMED_QUERY",
            "semi join",
        ),
    ],
)
def test_what_cannot_be_is_refused(org: PracticeOrg, soql: str, code: str, says: str) -> None:
    answer = org.call("GET", "query", params={"q": soql})
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, code)
    assert says in answer.json()[0]["message"]
