"""Ticking opt-outs: every record with an answer of its own, whatever the others do."""

import inspect
from typing import Any

import pytest

from core.messages import ProblemError
from core.salesforce.clearing import clear_opt_outs
from core.salesforce.org import SalesforceOrg
from core.salesforce.people.writing import set_opt_outs
from core.salesforce.values.describe import OrgSchema
from core.store.types.fields import OptOutField
from tests.core.salesforce.conftest import Connect, calls_by_kind, rule
from tests.helpers.practice import PracticeOrg

SALESFORCE, MARKETO_SALES = OptOutField.SALESFORCE, OptOutField.MARKETO_SALES
COLUMN = {SALESFORCE: "HasOptedOutOfEmail", MARKETO_SALES: "mkto_si__Marketo_Sales_Opt_Out__c"}


@pytest.fixture(scope="module")
def contacts(practice: PracticeOrg) -> list[str]:
    """The IDs of all Contacts, in order."""
    return [row["Id"] for row in practice.query("SELECT Id FROM Contact ORDER BY Id")]


@pytest.fixture(scope="module")
def leads(practice: PracticeOrg) -> list[str]:
    """The IDs of all Leads that were not converted."""
    return [row["Id"] for row in practice.query("SELECT Id FROM Lead WHERE IsConverted = false ORDER BY Id")]


def ticked(practice: PracticeOrg, name: str, wanted: OptOutField = SALESFORCE) -> set[str]:
    return {row["Id"] for row in practice.query(f"SELECT Id FROM {name} WHERE {COLUMN[wanted]} = true")}


def refuse(practice: PracticeOrg, *ids: str, **how: Any) -> None:
    practice.control("faults", {"records": [{"ids": list(ids), **how}]})


def codes(org: SalesforceOrg, records: list[tuple[str, str]], shape: OrgSchema) -> list[str | None]:
    answers = org.set_opt_outs(records, SALESFORCE, shape)
    assert [answer.record_id for answer in answers] == [record_id for record_id, _ in records]
    return [answer.problem and answer.problem.code for answer in answers]


@pytest.mark.parametrize("wanted", list(OptOutField))
def test_only_the_wanted_checkbox_is_ticked(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, leads: list[str], wanted: OptOutField
) -> None:
    [other] = set(OptOutField) - {wanted}
    lead = next(
        i for i in leads if i not in ticked(practice, "Lead") | ticked(practice, "Lead", MARKETO_SALES)
    )
    [answer] = org.set_opt_outs([(lead, "Lead")], wanted, shape)
    assert answer.problem is None
    assert lead in ticked(practice, "Lead", wanted)
    assert lead not in ticked(practice, "Lead", other)


def test_mixed_answers_come_back_each_to_its_record(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, contacts: list[str], leads: list[str]
) -> None:
    refuse(practice, contacts[40], refuse="validation")
    refuse(practice, leads[41], refuse="locked", times=1)
    refuse(practice, contacts[42], code="SOME_NEW_CODE", message="nobody has heard of it")
    [converted] = practice.query("SELECT Id FROM Lead WHERE IsConverted = true LIMIT 1")
    [deleted] = [
        row["Id"]
        for row in practice.query("SELECT Id FROM Contact WHERE IsDeleted = true LIMIT 1", deleted=True)
    ]
    records = [
        (contacts[40], "Contact"),
        (leads[41], "Lead"),
        (contacts[41], "Contact"),
        (contacts[42], "Contact"),
        (converted["Id"], "Lead"),
        (deleted, "Contact"),
        ("003Pr0000zzzzzzIAA", "Contact"),
        (leads[42], "Lead"),
    ]
    practice.control("calls/reset", {})
    assert codes(org, records, shape) == [
        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        "UNABLE_TO_LOCK_ROW",
        None,
        "SOME_NEW_CODE",
        "CANNOT_UPDATE_CONVERTED_LEAD",
        "ENTITY_IS_DELETED",
        "INVALID_CROSS_REFERENCE_KEY",
        None,
    ]
    assert calls_by_kind(practice) == {"PATCH /composite/sobjects": 1}
    assert {contacts[41], leads[42]} <= ticked(practice, "Contact") | ticked(practice, "Lead")
    assert codes(org, records[1:2], shape) == [None]


def test_the_admins_own_words_are_kept_beside_the_record(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, contacts: list[str]
) -> None:
    refuse(practice, contacts[43], refuse="validation")
    [answer] = org.set_opt_outs([(contacts[43], "Contact")], SALESFORCE, shape)
    assert answer.problem is not None
    assert "電話番号がありません" in answer.problem.detail


@pytest.mark.parametrize(
    ("trouble", "code", "retry"),
    [
        ("locked", "UNABLE_TO_LOCK_ROW", True),
        ("validation", "FIELD_CUSTOM_VALIDATION_EXCEPTION", False),
        ("trigger", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", False),
        ("approval", "ENTITY_IS_LOCKED", False),
        ("no_edit_right", "INSUFFICIENT_ACCESS_OR_READONLY", False),
        ("no_right_on_related", "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", False),
        ("required_field", "REQUIRED_FIELD_MISSING", False),
        ("too_long", "STRING_TOO_LONG", False),
        ("lookup_filter", "FIELD_FILTER_VALIDATION_EXCEPTION", False),
        ("integrity", "FIELD_INTEGRITY_EXCEPTION", False),
        ("maintenance", "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE", True),
        ("security_policy", "TXN_SECURITY_NO_ACCESS", False),
        ("field_hidden", "INVALID_FIELD_FOR_INSERT_UPDATE", False),
        ("unknown", "UNKNOWN_EXCEPTION", True),
    ],
)
def test_every_refusal_of_a_record_is_explained(
    practice: PracticeOrg,
    org: SalesforceOrg,
    shape: OrgSchema,
    contacts: list[str],
    trouble: str,
    code: str,
    retry: bool,
) -> None:
    refuse(practice, contacts[44], refuse=trouble)
    [answer] = org.set_opt_outs([(contacts[44], "Contact")], SALESFORCE, shape)
    assert answer.problem is not None
    assert (answer.problem.code, answer.problem.retry) == (code, retry)
    assert answer.problem.what.english()
    assert answer.problem.fix.english()
    assert answer.problem.detail


def test_a_duplicate_rule_that_only_warns_does_not_keep_an_opt_out_away(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, contacts: list[str]
) -> None:
    refuse(practice, contacts[45], refuse="duplicate_rule")
    assert codes(org, [(contacts[45], "Contact")], shape) == [None]


def test_a_read_only_checkbox_is_refused_by_salesforce_itself(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, contacts: list[str]
) -> None:
    practice.control("faults", {"org": {"security": {"Contact.Email Opt Out": "read_only"}}})
    for seen in (shape, org.describe()):
        assert codes(org, [(contacts[46], "Contact")], seen) == ["INVALID_FIELD_FOR_INSERT_UPDATE"]


def test_a_checkbox_that_is_not_there_is_said_without_a_call(
    practice: PracticeOrg, org: SalesforceOrg, contacts: list[str], leads: list[str]
) -> None:
    practice.control("faults", {"org": {"security": {"Contact.Email Opt Out": "hidden"}}})
    shape = org.describe()
    practice.control("calls/reset", {})
    assert codes(org, [(contacts[47], "Contact"), (leads[47], "Lead")], shape) == ["INVALID_FIELD", None]
    assert codes(org, [(contacts[47], "Contact")], shape) == ["INVALID_FIELD"]
    assert calls_by_kind(practice) == {"PATCH /composite/sobjects": 1}


def test_a_record_named_twice_is_sent_once_and_answered_twice(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, contacts: list[str]
) -> None:
    once, refused = contacts[48], contacts[49]
    refuse(practice, refused, refuse="approval")
    records = [(once, "Contact"), (refused, "Contact"), (once[:15], "Contact"), (refused, "Contact")]
    assert codes(org, records, shape) == [None, "ENTITY_IS_LOCKED", None, "ENTITY_IS_LOCKED"]


def test_what_is_no_id_is_answered_without_spoiling_the_others(
    org: SalesforceOrg, shape: OrgSchema, contacts: list[str]
) -> None:
    records = [("nonsense", "Contact"), (contacts[50], "Contact"), ("", "Lead"), ("001x", "Account")]
    assert codes(org, records, shape) == ["MALFORMED_ID", None, "MALFORMED_ID", "MALFORMED_ID"]
    assert codes(org, [("001Pr0000000001IAA", "Account")], shape) == ["INVALID_TYPE"]


def test_nothing_to_tick_costs_no_call(practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema) -> None:
    practice.control("calls/reset", {})
    assert org.set_opt_outs([], SALESFORCE, shape) == []
    assert practice.control("calls")["total"] == 0


def test_more_than_two_hundred_go_in_as_few_calls_as_can_be(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, contacts: list[str], leads: list[str]
) -> None:
    # Every other one of another object: more than ten changes of type, which one call would not take.
    pairs = zip(contacts[:110], leads[:110], strict=False)
    records = [record for c, lead in pairs for record in ((c, "Contact"), (lead, "Lead"))]
    assert len(records) > 200
    practice.control("calls/reset", {})
    assert set(codes(org, records, shape)) == {None}
    assert calls_by_kind(practice) == {"PATCH /composite/sobjects": 2}
    assert {record_id for record_id, _ in records} <= ticked(practice, "Contact") | ticked(practice, "Lead")


def test_a_call_that_fails_as_a_whole_is_not_tried_again_here(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, contacts: list[str]
) -> None:
    practice.control("calls/reset", {})
    rule(practice, "unavailable", method="PATCH")
    with pytest.raises(ProblemError) as caught:
        org.set_opt_outs([(contacts[51], "Contact")], SALESFORCE, shape)
    assert caught.value.problem.retry
    assert calls_by_kind(practice) == {"PATCH /composite/sobjects": 1}
    assert codes(org, [(contacts[51], "Contact")], shape) == [None]


def test_a_write_whose_answer_was_lost_can_be_sent_again(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, contacts: list[str]
) -> None:
    rule(practice, "drop_after", method="PATCH")
    with pytest.raises(ProblemError):
        org.set_opt_outs([(contacts[52], "Contact")], SALESFORCE, shape)
    assert contacts[52] in ticked(practice, "Contact")
    assert codes(org, [(contacts[52], "Contact")], shape) == [None]


# what cannot be


def test_nobody_who_ticks_can_untick() -> None:
    for verb in (SalesforceOrg.set_opt_outs, set_opt_outs):
        parameters = inspect.signature(verb).parameters
        assert set(parameters) <= {"self", "client", "records", "wanted", "shape"}
    assert not [name for name in dir(SalesforceOrg) if "clear" in name or "untick" in name]


def test_clearing_lives_in_a_module_of_its_own(
    practice: PracticeOrg, connect: Connect, shape: OrgSchema, contacts: list[str], leads: list[str]
) -> None:
    org = connect()
    records = [(contacts[53], "Contact"), (leads[53], "Lead"), (contacts[54], "Contact")]
    assert codes(org, records, shape) == [None, None, None]
    refuse(practice, contacts[54], refuse="approval")
    answers = clear_opt_outs(org, records, SALESFORCE, shape)
    assert [answer.record_id for answer in answers] == [record_id for record_id, _ in records]
    assert [answer.problem and answer.problem.code for answer in answers] == [None, None, "ENTITY_IS_LOCKED"]
    still = ticked(practice, "Contact") | ticked(practice, "Lead")
    assert [record_id in still for record_id, _ in records] == [False, False, True]


def test_a_saved_lead_keeps_its_owner_whatever_assignment_rule_is_active(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    """REST applies the active rule to every save that does not say FALSE."""
    practice.control("faults", {"org": {"lead_assignment_rule": True}})
    try:
        shape = org.describe()
        rows = practice.query(
            "SELECT Id, OwnerId FROM Lead WHERE HasOptedOutOfEmail = false AND IsConverted = false LIMIT 3"
        )
        together, alone, by_hand = (row["Id"] for row in rows)
        owners = {row["Id"]: row["OwnerId"] for row in rows}
        assert codes(org, [(together, "Lead")], shape) == [None]
        rule(practice, "answer", path="composite/sobjects", status=404, code="NOT_FOUND", message="no")
        assert codes(org, [(alone, "Lead")], shape) == [None]
        assert practice.call("PATCH", f"sobjects/Lead/{by_hand}", json={"Title": "x"}).status_code == 204
        now = {row["Id"]: row["OwnerId"] for row in practice.query("SELECT Id, OwnerId FROM Lead")}
        assert (now[together], now[alone]) == (owners[together], owners[alone])
        assert now[by_hand] != owners[by_hand]  # so the rule is really there
    finally:
        practice.control("faults", {"org": {"lead_assignment_rule": False}})
