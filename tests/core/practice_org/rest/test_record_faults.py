from typing import Any

import pytest

from tests.helpers.practice import PracticeOrg

NAMES = {
    "locked": "UNABLE_TO_LOCK_ROW",
    "validation": "FIELD_CUSTOM_VALIDATION_EXCEPTION",
    "trigger": "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    "approval": "ENTITY_IS_LOCKED",
    "no_edit_right": "INSUFFICIENT_ACCESS_OR_READONLY",
    "read_only_record": "INSUFFICIENT_ACCESS_OR_READONLY",
    "no_right_on_related": "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
    "required_field": "REQUIRED_FIELD_MISSING",
    "too_long": "STRING_TOO_LONG",
    "duplicate_rule": "DUPLICATES_DETECTED",
    "lookup_filter": "FIELD_FILTER_VALIDATION_EXCEPTION",
    "integrity": "FIELD_INTEGRITY_EXCEPTION",
    "maintenance": "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE",
    "security_policy": "TXN_SECURITY_NO_ACCESS",
    "field_hidden": "INVALID_FIELD_FOR_INSERT_UPDATE",
    "unknown": "UNKNOWN_EXCEPTION",
}
CONTACT = "003Pr0000000001IAA"


def save(org: PracticeOrg, *ids: str, **more: Any) -> list[str]:
    records = [{"attributes": {"type": "Contact"}, "id": i, "HasOptedOutOfEmail": True} for i in ids]
    results = org.call("PATCH", "composite/sobjects", json={"records": records}, **more).json()
    return ["" if result["success"] else result["errors"][0]["statusCode"] for result in results]


@pytest.fixture(autouse=True)
def _nothing_wrong(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"clear": True})


@pytest.mark.parametrize(("name", "code"), NAMES.items())
def test_a_marked_record_refuses_in_a_collection_and_alone(
    own_org: PracticeOrg, name: str, code: str
) -> None:
    own_org.control("faults", {"records": [{"ids": [CONTACT], "refuse": name}]})
    assert save(own_org, CONTACT, "003Pr0000000002IAA") == [code, ""]
    alone = own_org.call("PATCH", f"sobjects/Contact/{CONTACT}", json={"HasOptedOutOfEmail": True})
    assert alone.status_code == 400
    assert alone.json()[0]["errorCode"] == code
    own_org.control("faults", {"records": [{"ids": [CONTACT], "refuse": None}]})
    assert save(own_org, CONTACT) == [""]


def test_a_lock_lets_go_after_so_many_tries(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"records": [{"ids": CONTACT, "refuse": "locked", "times": 2}]})
    assert [save(own_org, CONTACT) for _ in range(3)] == [
        ["UNABLE_TO_LOCK_ROW"],
        ["UNABLE_TO_LOCK_ROW"],
        [""],
    ]


def test_the_administrators_own_words_come_through(own_org: PracticeOrg) -> None:
    text = "Ärger: 電話番号を入力してください — «Téléphone»"
    mark = {"ids": [CONTACT], "refuse": "validation", "message": text, "fields": ["Phone"]}
    own_org.control("faults", {"records": [mark]})
    [entry] = own_org.call("PATCH", f"sobjects/Contact/{CONTACT}", json={"DoNotCall": True}).json()
    assert entry == {"message": text, "errorCode": "FIELD_CUSTOM_VALIDATION_EXCEPTION", "fields": ["Phone"]}


def test_any_code_can_be_had(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"records": [{"ids": [CONTACT], "code": "SOMETHING_NEW", "message": "new"}]})
    assert save(own_org, CONTACT) == ["SOMETHING_NEW"]


def test_records_can_be_chosen_by_a_query(own_org: PracticeOrg) -> None:
    soql = "SELECT Id FROM Contact WHERE HasOptedOutOfEmail = false ORDER BY Id LIMIT 3"
    own_org.control("faults", {"records": [{"ids": soql, "refuse": "approval"}]})
    marked = [entry["id"] for entry in own_org.control("faults")["records"]]
    assert len(marked) == 3
    assert save(own_org, *marked) == ["ENTITY_IS_LOCKED"] * 3


def test_a_duplicate_rule_can_be_passed_by_the_header(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"records": [{"ids": [CONTACT], "refuse": "duplicate_rule"}]})
    assert save(own_org, CONTACT) == ["DUPLICATES_DETECTED"]
    assert save(own_org, CONTACT, headers={"Sforce-Duplicate-Rule-Header": "allowSave=true"}) == [""]


@pytest.mark.parametrize(
    "scenario",
    [
        {"unheard": 1},
        {"records": [{"ids": [CONTACT], "refuse": "unheard"}]},
        {"records": [{"ids": ["nonsense"], "refuse": "locked"}]},
        {"records": [{"refuse": "locked"}]},
        {"records": [{"ids": "SELECT Nope FROM Contact", "refuse": "locked"}]},
        {"requests": [{"do": "unheard"}]},
        {"requests": [{"do": "unknown", "path": "("}]},
        {"requests": [{"do": "unknown", "often": 3}]},
        {"org": {"unheard": True}},
        {"org": {"security": {"Contact.Unheard": "hidden"}}},
        {"org": {"security": {"Contact.HasOptedOutOfEmail": "unheard"}}},
        {"org": {"security": {"Contact.LastName": "hidden"}}},
        {"org": {"bulk": {"unheard": 1}}},
        {"actions": [{"do": "unheard"}]},
        {"actions": [{"do": "delete", "ids": ["003000000000000AAA"]}]},
        {"actions": [{"do": "person_accounts", "ids": [CONTACT]}]},
    ],
)
def test_a_scenario_that_makes_no_sense_is_refused_with_a_sentence(
    own_org: PracticeOrg, scenario: dict[str, Any]
) -> None:
    answer = own_org.call("POST", "/practice/faults", json=scenario)
    assert answer.status_code == 400
    assert answer.json()[0]["message"]
    after = own_org.control("faults")
    assert after["records"] == after["requests"] == []
