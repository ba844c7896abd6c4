"""Reading, upserting and deleting by another field than the id, as other clients do."""

import pytest
from simple_salesforce.exceptions import SalesforceMoreThanOneRecord, SalesforceResourceNotFound

from tests.helpers.practice import PracticeOrg


def make(org: PracticeOrg, email: str, **more: str) -> str:
    identifier: str = org.call(
        "POST", "sobjects/Contact", json={"LastName": "Found", "Email": email, **more}
    ).json()["id"]
    return identifier


def test_a_record_is_read_and_deleted_by_its_address(own_org: PracticeOrg) -> None:
    identifier = make(own_org, "by.address@example.com")
    contact = own_org.salesforce().Contact
    assert contact.get_by_custom_id("Email", "BY.address@example.com")["Id"] == identifier
    assert own_org.call("DELETE", "sobjects/Contact/Email/by.address@example.com").status_code == 204
    with pytest.raises(SalesforceResourceNotFound):
        contact.get_by_custom_id("Email", "by.address@example.com")


def test_an_upsert_says_whether_it_made_or_changed_the_record(own_org: PracticeOrg) -> None:
    path = "sobjects/Contact/Email/upsert@example.com"
    made = own_org.call("PATCH", path, json={"LastName": "New"})
    changed = own_org.call("PATCH", path, json={"HasOptedOutOfEmail": True})
    assert (made.status_code, changed.status_code) == (201, 200)
    assert made.json() == {"id": made.json()["id"], "success": True, "errors": [], "created": True}
    assert changed.json() == made.json() | {"created": False}
    [row] = own_org.query("SELECT HasOptedOutOfEmail FROM Contact WHERE Email = 'upsert@example.com'")
    assert row["HasOptedOutOfEmail"] is True


def test_an_upsert_by_the_id_changes_and_never_makes_one_that_is_given(own_org: PracticeOrg) -> None:
    identifier = make(own_org, "by.id@example.com")
    assert own_org.salesforce().Contact.upsert(f"Id/{identifier}", {"Title": "T"}) == 200
    unknown = own_org.call("PATCH", "sobjects/Contact/Id/003000000000000AAA", json={"Title": "T"})
    assert (unknown.status_code, unknown.json()[0]["errorCode"]) == (404, "NOT_FOUND")
    made = own_org.call("POST", "sobjects/Contact/Id", json={"LastName": "Without"})
    assert (made.status_code, made.json()["created"]) == (201, True)


def test_several_records_with_one_value_are_all_named(own_org: PracticeOrg) -> None:
    both = [make(own_org, "twice@example.com") for _ in range(2)]
    with pytest.raises(SalesforceMoreThanOneRecord) as caught:
        own_org.salesforce().Contact.upsert("Email/twice@example.com", {"Title": "T"})
    assert caught.value.content == [
        f"/services/data/v66.0/sobjects/Contact/{identifier}" for identifier in both
    ]


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
@pytest.mark.parametrize("field", ["Nope__c", "LastName"])
def test_a_field_that_is_no_external_id_is_named(own_org: PracticeOrg, method: str, field: str) -> None:
    answer = own_org.call(method, f"sobjects/Contact/{field}/x", json={"Title": "T"})
    assert answer.status_code == 404
    assert answer.json() == [
        {
            "message": f"Provided external ID field does not exist or is not accessible: {field}",
            "errorCode": "NOT_FOUND",
        }
    ]


def test_the_value_may_not_come_twice(own_org: PracticeOrg) -> None:
    answer = own_org.call(
        "PATCH", "sobjects/Contact/Email/a@example.com", json={"email": "b@example.com", "LastName": "X"}
    )
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "INVALID_FIELD")


def test_a_collection_is_upserted_record_by_record(own_org: PracticeOrg) -> None:
    there = make(own_org, "there@example.com")
    kind = {"attributes": {"type": "Contact"}}
    answer = own_org.call(
        "PATCH",
        "composite/sobjects/Contact/Email",
        json={
            "records": [
                kind | {"Email": "THERE@example.com", "Title": "T"},
                kind | {"Email": "not.there@example.com", "LastName": "Made"},
                kind | {"Email": "not.there.either@example.com"},
                kind | {"Email": "there@example.com", "Title": "Again"},
                kind | {"LastName": "Without address"},
            ]
        },
    ).json()
    assert (answer[0]["id"], answer[0]["created"], answer[1]["created"]) == (there, False, True)
    assert [entry["errors"][0]["statusCode"] for entry in answer[2:]] == [
        "REQUIRED_FIELD_MISSING",
        "DUPLICATE_VALUE",
        "MISSING_ARGUMENT",
    ]
    unknown = own_org.call("PATCH", "composite/sobjects/Contact/LastName", json={"records": []})
    assert unknown.status_code == 404


def test_a_relationship_leads_to_the_record_above_and_to_those_below(own_org: PracticeOrg) -> None:
    [contact] = own_org.query(
        "SELECT Id, AccountId, Account.Name FROM Contact WHERE AccountId != null LIMIT 1"
    )
    above = own_org.call("GET", f"sobjects/Contact/{contact['Id']}/Account?fields=Name").json()
    assert above["Name"] == contact["Account"]["Name"]
    below = own_org.call("GET", f"sobjects/Account/{contact['AccountId']}/Contacts?fields=Id").json()
    assert contact["Id"] in [row["Id"] for row in below["records"]]
    alone = make(own_org, "without.account@example.com")
    for path in (
        f"Contact/{alone}/Account",
        f"Contact/{alone}/Nothing",
        "Account/001000000000000AAA/Contacts",
    ):
        assert own_org.call("GET", f"sobjects/{path}").status_code == 404
