from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from simple_salesforce.exceptions import SalesforceMalformedRequest, SalesforceResourceNotFound

from core.practice_org.command import open_org
from core.practice_org.org.seed import SeedOptions
from core.practice_org.rest.saving import RecordWriter
from tests.helpers.practice import PracticeOrg


def make(org: PracticeOrg, name: str = "Contact", **values: Any) -> str:
    given = {"LastName": "Made", **({"Company": "Acme"} if name == "Lead" else {})} | values
    answer = org.call("POST", f"sobjects/{name}", json=given)
    assert answer.status_code == 201, answer.text
    identifier: str = answer.json()["id"]
    return identifier


def read(org: PracticeOrg, identifier: str, *fields: str) -> dict[str, Any]:
    name = {"003": "Contact", "00Q": "Lead", "001": "Account"}[identifier[:3]]
    record: dict[str, Any] = org.call(
        "GET", f"sobjects/{name}/{identifier}", params={"fields": ",".join(fields)} if fields else {}
    ).json()
    return record


def refusal(org: PracticeOrg, identifier: str, values: dict[str, Any]) -> tuple[int, str, str]:
    name = {"003": "Contact", "00Q": "Lead", "001": "Account"}[identifier[:3]]
    answer = org.call("PATCH", f"sobjects/{name}/{identifier}", json=values)
    [entry] = answer.json()
    return answer.status_code, entry["errorCode"], entry["message"]


def test_a_record_is_made_read_changed_and_deleted(own_org: PracticeOrg) -> None:
    salesforce = own_org.salesforce()
    made = salesforce.Contact.create({"LastName": "Ôe", "Email": "oe@example.com"})
    assert made["success"] is True
    identifier = made["id"]
    assert salesforce.Contact.update(identifier, {"HasOptedOutOfEmail": True}) == 204
    record = salesforce.Contact.get(identifier)
    assert record["HasOptedOutOfEmail"] is True
    assert record["DoNotCall"] is False
    assert record["Name"] == "Ôe"
    assert record["OwnerId"] == own_org.line["user_id"]
    assert record["Phone"] is None
    assert salesforce.Contact.delete(identifier) == 204
    with pytest.raises(SalesforceResourceNotFound) as caught:
        salesforce.Contact.get(identifier)
    assert caught.value.content[0]["errorCode"] == "ENTITY_IS_DELETED"
    [gone] = own_org.query(f"SELECT IsDeleted FROM Contact WHERE Id = '{identifier}'", deleted=True)
    assert gone["IsDeleted"] is True
    assert own_org.query(f"SELECT Id FROM Contact WHERE Id = '{identifier}'") == []


def test_a_save_moves_the_stamps_even_when_nothing_changes(own_org: PracticeOrg) -> None:
    before = own_org.query("SELECT Id, CreatedDate, SystemModstamp, HasOptedOutOfEmail FROM Lead LIMIT 1")[0]
    start = datetime.now(UTC) - timedelta(seconds=1)
    for values in ({"HasOptedOutOfEmail": before["HasOptedOutOfEmail"]}, {}):
        own_org.call("PATCH", f"sobjects/Lead/{before['Id']}", json=values)
        after = read(
            own_org, before["Id"], "SystemModstamp", "LastModifiedDate", "LastModifiedById", "CreatedDate"
        )
        stamp = datetime.strptime(after["SystemModstamp"], "%Y-%m-%dT%H:%M:%S.%f%z")
        assert stamp >= start.replace(microsecond=0)
        assert after["LastModifiedDate"] == after["SystemModstamp"]
        assert after["LastModifiedById"] == own_org.line["user_id"]
        assert after["CreatedDate"] == before["CreatedDate"]


@pytest.mark.parametrize(
    ("values", "code", "says"),
    [
        ({"Nope": 1}, "INVALID_FIELD", "No such column 'Nope' on sobject of type Contact"),
        ({"IsPersonAccount": True}, "INVALID_FIELD", "No such column"),
        ({"Id": "003Pr0000000001IAA"}, "INVALID_FIELD", "The Id field should not be specified"),
        (
            {"SystemModstamp": "2024-01-01T00:00:00Z"},
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            "check the security settings",
        ),
        ({"Name": "Whole Name"}, "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: Name"),
        ({"HasOptedOutOfEmail": "maybe"}, "JSON_PARSER_ERROR", "Email Opt Out"),
        ({"HasOptedOutOfEmail": None}, "JSON_PARSER_ERROR", "Email Opt Out"),
        ({"HasOptedOutOfEmail": 1}, "JSON_PARSER_ERROR", "Email Opt Out"),
        ({"Email": 5}, "JSON_PARSER_ERROR", "Email"),
        ({"Email": "no address"}, "INVALID_EMAIL_ADDRESS", "Email: invalid email address: no address"),
        ({"LastName": None}, "REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]"),
        ({"LastName": ""}, "REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]"),
        ({"Title": "x" * 129}, "STRING_TOO_LONG", "Title: data value too large"),
        ({"AccountId": "x"}, "MALFORMED_ID", "id value of incorrect type"),
        ({"AccountId": "003Pr0000000001IAA"}, "MALFORMED_ID", "id value of incorrect type"),
        ({"AccountId": "001000000000001AAA"}, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"),
        ({"Birthdate": "yesterday"}, "JSON_PARSER_ERROR", "Birthdate"),
    ],
)
def test_a_bad_value_is_refused_and_nothing_is_saved(
    own_org: PracticeOrg, values: dict[str, Any], code: str, says: str
) -> None:
    identifier = "003Pr0000000001IAA"
    before = read(own_org, identifier)
    status, found, message = refusal(own_org, identifier, {"Department": "changed", **values})
    assert (status, found) == (400, code)
    assert says in message
    assert read(own_org, identifier) == before


def test_field_names_are_taken_in_any_letter_case(own_org: PracticeOrg) -> None:
    identifier = make(own_org, hasoptedoutofemail="TRUE")
    assert read(own_org, identifier, "HasOptedOutOfEmail")["HasOptedOutOfEmail"] is True


def test_a_changed_address_is_found_in_any_letters(own_org: PracticeOrg) -> None:
    identifier = make(own_org, Email="Before@Example.com")
    own_org.call("PATCH", f"sobjects/Contact/{identifier}", json={"Email": "ÀFTER@Example.com"})
    assert own_org.query("SELECT Id FROM Contact WHERE Email = 'before@example.com'") == []
    [found] = own_org.query("SELECT Id, Email FROM Contact WHERE Email = 'àfter@example.COM'")
    assert (found["Id"], found["Email"]) == (identifier, "ÀFTER@Example.com")


def test_a_converted_lead_is_closed(own_org: PracticeOrg) -> None:
    [lead] = own_org.query("SELECT Id FROM Lead WHERE IsConverted = true LIMIT 1")
    status, code, message = refusal(own_org, lead["Id"], {"HasOptedOutOfEmail": True})
    assert (status, code, message) == (400, "CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead")


def test_deleted_merged_unknown_and_malformed_ids_differ(own_org: PracticeOrg) -> None:
    [merged] = own_org.query("SELECT Id FROM Contact WHERE MasterRecordId != null LIMIT 1", deleted=True)
    assert refusal(own_org, merged["Id"], {"DoNotCall": True}) == (
        404,
        "ENTITY_IS_DELETED",
        "entity is deleted",
    )
    assert refusal(own_org, "003000000000000AAA", {"DoNotCall": True})[:2] == (404, "NOT_FOUND")
    assert refusal(own_org, "003-broken", {"DoNotCall": True})[:2] == (400, "MALFORMED_ID")


def test_a_missing_required_field_is_named_on_making(own_org: PracticeOrg) -> None:
    answer = own_org.call("POST", "sobjects/Lead", json={"LastName": "Alone"})
    assert answer.status_code == 400
    assert answer.json() == [
        {
            "message": "Required fields are missing: [Company]",
            "errorCode": "REQUIRED_FIELD_MISSING",
            "fields": ["Company"],
        }
    ]


def test_fixed_parts_of_the_org_cannot_be_written(own_org: PracticeOrg) -> None:
    answer = own_org.call(
        "PATCH", f"sobjects/Organization/{own_org.line['organization_id']}", json={"Name": "Mine"}
    )
    assert answer.status_code == 400
    assert own_org.query("SELECT Name FROM Organization")[0]["Name"] == "Practice Org"


def test_a_precondition_guards_a_fresher_edit(own_org: PracticeOrg) -> None:
    identifier = make(own_org)
    date = parsedate_to_datetime(own_org.call("GET", "limits").headers["Date"])
    earlier = format_datetime(date - timedelta(hours=1), usegmt=True)
    later = format_datetime(date + timedelta(hours=1), usegmt=True)
    path = f"sobjects/Contact/{identifier}"
    values = {"HasOptedOutOfEmail": True}
    assert (
        own_org.call("PATCH", path, json=values, headers={"If-Unmodified-Since": earlier}).status_code == 412
    )
    assert read(own_org, identifier)["HasOptedOutOfEmail"] is False
    assert own_org.call("PATCH", path, json=values, headers={"If-Unmodified-Since": later}).status_code == 204
    assert read(own_org, identifier)["HasOptedOutOfEmail"] is True


def test_reading_takes_a_list_of_fields_and_refuses_an_unknown_one(own_org: PracticeOrg) -> None:
    record = read(own_org, "003Pr0000000001IAA", "Email", "Owner.Name")
    assert list(record) == ["attributes", "Email", "Owner"]
    answer = own_org.call("GET", "sobjects/Contact/003Pr0000000001IAA", params={"fields": "Nope"})
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "INVALID_FIELD")


def test_simple_salesforce_raises_what_it_raises_for_a_real_org(own_org: PracticeOrg) -> None:
    salesforce = own_org.salesforce()
    with pytest.raises(SalesforceMalformedRequest) as caught:
        salesforce.Contact.update("003Pr0000000001IAA", {"Email": "broken"})
    assert caught.value.content[0]["fields"] == ["Email"]


def test_updated_and_deleted_list_ids_of_a_stretch_of_time(own_org: PracticeOrg) -> None:
    salesforce = own_org.salesforce()
    changed, gone = make(own_org), make(own_org)
    own_org.call("DELETE", f"sobjects/Contact/{gone}")
    now = datetime.now(UTC)
    start, end = now - timedelta(days=1), now + timedelta(minutes=5)
    updated = salesforce.Contact.updated(start, end)
    deleted = salesforce.Contact.deleted(start, end)
    assert changed in updated["ids"]
    assert gone not in updated["ids"]
    assert gone in [record["id"] for record in deleted["deletedRecords"]]
    assert changed not in [record["id"] for record in deleted["deletedRecords"]]
    for answer in (updated, deleted):
        covered = datetime.strptime(answer["latestDateCovered"], "%Y-%m-%dT%H:%M:%S.%f%z")
        assert covered <= datetime.now(UTC) + timedelta(seconds=1)
    for first, last in ((now - timedelta(days=31), now), (now, now)):
        params = {"start": first.strftime("%Y-%m-%dT%H:%M:%SZ"), "end": last.strftime("%Y-%m-%dT%H:%M:%SZ")}
        answer = own_org.call("GET", "sobjects/Contact/updated", params=params)
        assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "INVALID_REPLICATION_DATE")


def test_making_a_record_costs_no_more_in_a_larger_org(tmp_path: Path) -> None:
    org = open_org(tmp_path, SeedOptions(people=2, opted_out=0))
    try:
        contact = org.schema.objects["contact"]
        session = org.open_session()

        def steps_of_an_insert() -> int:
            steps = 0

            def count() -> None:
                nonlocal steps
                steps += 1

            with org.database.writing() as connection:
                connection.set_progress_handler(count, 1)
                RecordWriter(org, connection, session).insert(contact, {"LastName": "One more"})
                connection.set_progress_handler(None, 1)
            return steps

        few = steps_of_an_insert()
        with org.database.writing() as connection:
            writer = RecordWriter(org, connection, session)
            for number in range(2000):
                writer.insert(contact, {"LastName": f"Crowd {number}"})
        assert steps_of_an_insert() < few * 2
    finally:
        org.database.close()
