from typing import Any

import pytest

from tests.helpers.practice import PracticeOrg

FIRST, SECOND = "003Pr0000000001IAA", "003Pr0000000002IAA"


def record(identifier: str, name: str = "Contact", **values: Any) -> dict[str, Any]:
    return {"attributes": {"type": name}, "id": identifier, **values}


def patch(org: PracticeOrg, *records: dict[str, Any], **more: Any) -> Any:
    answer = org.call("PATCH", "composite/sobjects", json={"records": list(records), **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def codes(results: list[dict[str, Any]]) -> list[str]:
    return ["" if result["success"] else result["errors"][0]["statusCode"] for result in results]


def opted_out(org: PracticeOrg, *ids: str) -> list[bool]:
    body = {"ids": list(ids), "fields": ["HasOptedOutOfEmail"]}
    rows = org.call(
        "POST", f"composite/sobjects/{'Lead' if ids[0][:3] == '00Q' else 'Contact'}", json=body
    ).json()
    return [row["HasOptedOutOfEmail"] for row in rows]


def test_two_hundred_records_of_both_types_go_in_one_call(own_org: PracticeOrg) -> None:
    contacts = [row["Id"] for row in own_org.query("SELECT Id FROM Contact LIMIT 120")]
    leads = [row["Id"] for row in own_org.query("SELECT Id FROM Lead WHERE IsConverted = false LIMIT 80")]
    results = patch(
        own_org,
        *(record(identifier, HasOptedOutOfEmail=True) for identifier in contacts),
        *(record(identifier, "Lead", HasOptedOutOfEmail=True) for identifier in leads),
    )
    assert [result["id"] for result in results] == contacts + leads
    assert all(result == {"id": result["id"], "success": True, "errors": []} for result in results)
    assert opted_out(own_org, *contacts) == [True] * 120
    assert opted_out(own_org, *leads) == [True] * 80


def test_each_record_has_its_own_answer_in_its_place(own_org: PracticeOrg) -> None:
    lead = own_org.query("SELECT Id FROM Lead WHERE IsConverted = true LIMIT 1")[0]["Id"]
    merged = own_org.query("SELECT Id FROM Contact WHERE MasterRecordId != null LIMIT 1", deleted=True)[0][
        "Id"
    ]
    results = patch(
        own_org,
        record(FIRST, HasOptedOutOfEmail=True),
        record(lead, "Lead", HasOptedOutOfEmail=True),
        record(merged, HasOptedOutOfEmail=True),
        record("003000000000000AAA", HasOptedOutOfEmail=True),
        record("nonsense", HasOptedOutOfEmail=True),
        record(FIRST[:15], HasOptedOutOfEmail=True),
        record(SECOND, Nope=True),
        record(SECOND, SystemModstamp="2024-01-01T00:00:00Z"),
        {"attributes": {"type": "Contact"}, "HasOptedOutOfEmail": True},
        record("003Pr0000000003IAA", HasOptedOutOfEmail="perhaps"),
        record("003Pr0000000004IAA", HasOptedOutOfEmail=True),
    )
    assert codes(results) == [
        "",
        "CANNOT_UPDATE_CONVERTED_LEAD",
        "ENTITY_IS_DELETED",
        "INVALID_CROSS_REFERENCE_KEY",
        "MALFORMED_ID",
        "DUPLICATE_VALUE",
        "INVALID_FIELD",
        "DUPLICATE_VALUE",
        "MISSING_ARGUMENT",
        "INVALID_TYPE_ON_FIELD_IN_RECORD",
        "",
    ]
    failed = results[1]
    assert "id" not in failed
    assert failed["errors"] == [
        {
            "statusCode": "CANNOT_UPDATE_CONVERTED_LEAD",
            "message": "cannot reference converted lead",
            "fields": [],
        }
    ]


def test_all_or_none_undoes_the_good_ones(own_org: PracticeOrg) -> None:
    [a, b] = [
        r["Id"] for r in own_org.query("SELECT Id FROM Contact WHERE HasOptedOutOfEmail = false LIMIT 2")
    ]
    results = patch(
        own_org,
        record(a, HasOptedOutOfEmail=True),
        record("003000000000000AAA", HasOptedOutOfEmail=True),
        record(b, HasOptedOutOfEmail=True),
        allOrNone=True,
    )
    assert codes(results) == [
        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
        "INVALID_CROSS_REFERENCE_KEY",
        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
    ]
    assert opted_out(own_org, a, b) == [False, False]
    assert codes(patch(own_org, record(a, HasOptedOutOfEmail=True), allOrNone=True)) == [""]
    assert opted_out(own_org, a) == [True]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"records": [record(FIRST)] * 201}, "EXCEEDED_ID_LIMIT"),
        ({"records": [record(FIRST), record("00Q", "Lead")] * 6}, "LIMIT_EXCEEDED"),
        ({"records": [{"id": FIRST}]}, "INVALID_FIELD"),
        ({"records": "all"}, "JSON_PARSER_ERROR"),
        ({}, "JSON_PARSER_ERROR"),
    ],
)
def test_a_malformed_request_is_refused_as_a_whole(
    own_org: PracticeOrg, body: dict[str, Any], code: str
) -> None:
    answer = own_org.call("PATCH", "composite/sobjects", json=body)
    assert answer.status_code == 400
    assert answer.json()[0]["errorCode"] == code


def test_records_are_made_and_deleted_many_at_once(own_org: PracticeOrg) -> None:
    body = {
        "records": [
            {"attributes": {"type": "Contact"}, "LastName": "One"},
            {"attributes": {"type": "Contact"}},
            {"attributes": {"type": "Lead"}, "LastName": "Two", "Company": "Acme"},
            {"attributes": {"type": "Unheard"}, "LastName": "Three"},
        ]
    }
    results = own_org.call("POST", "composite/sobjects", json=body).json()
    assert codes(results) == ["", "REQUIRED_FIELD_MISSING", "", "INVALID_TYPE"]
    ids = [results[0]["id"], results[2]["id"], "nonsense"]
    gone = own_org.call("DELETE", "composite/sobjects", params={"ids": ",".join(ids)}).json()
    assert codes(gone) == ["", "", "MALFORMED_ID"]
    again = own_org.call("DELETE", "composite/sobjects", params={"ids": ids[0]}).json()
    assert codes(again) == ["ENTITY_IS_DELETED"]


def test_reading_by_ids_keeps_the_order_and_answers_null(own_org: PracticeOrg) -> None:
    gone = own_org.query("SELECT Id FROM Contact WHERE IsDeleted = true LIMIT 1", deleted=True)[0]["Id"]
    body = {
        "ids": [SECOND, "nonsense", FIRST[:15], gone, "003000000000000AAA", SECOND],
        "fields": ["Id", "Email", "Account.Name"],
    }
    rows = own_org.call("POST", "composite/sobjects/Contact", json=body).json()
    assert [row and row["Id"] for row in rows] == [SECOND, None, FIRST, None, None, SECOND]
    assert set(rows[0]) == {"attributes", "Id", "Email", "Account"}
    by_url = own_org.call(
        "GET", "composite/sobjects/Contact", params={"ids": f"{SECOND},{FIRST}", "fields": "Id"}
    )
    assert [row["Id"] for row in by_url.json()] == [SECOND, FIRST]


def test_reading_by_ids_has_limits(own_org: PracticeOrg) -> None:
    def answer(ids: list[str], fields: list[str]) -> tuple[int, Any]:
        got = own_org.call("POST", "composite/sobjects/Contact", json={"ids": ids, "fields": fields})
        return got.status_code, got.json()

    assert answer([FIRST] * 2000, ["Id"])[0] == 200
    assert answer([FIRST] * 2001, ["Id"])[1][0]["errorCode"] == "EXCEEDED_ID_LIMIT"
    status, body = answer([FIRST], ["Nope"])
    assert (status, body[0]["errorCode"]) == (400, "INVALID_FIELD")
