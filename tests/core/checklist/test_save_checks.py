"""What the answers to a dry write say about the rules of the org."""

from __future__ import annotations

from core.checklist.results import Cause, CheckState
from core.checklist.save_checks import DryWrite, converted_leads, dry_write, duplicate_rules, validation_rules
from core.salesforce.errors import explain
from core.salesforce.links import Links
from core.salesforce.setup_values import Rule
from core.salesforce.shapes import WriteAnswer
from core.store.nouns import OptOutField

LINKS = Links("https://acme.my.salesforce.com")
RECORD = "003000000000001AAA"
RULES = [Rule("0Bm000000000001AAA", "Standard Rule")]


def tried(*codes: str | None) -> DryWrite:
    """A dry write of as many records, each refused with a code or saved."""
    answers = [WriteAnswer(RECORD, explain(code) if code else None) for code in codes]
    return DryWrite("Contact", OptOutField.SALESFORCE, "Email Opt Out", answers)


def test_one_refusal_among_many_is_told_with_its_record() -> None:
    check = dry_write(tried(None, "DUPLICATES_DETECTED", None), "https://acme.my.salesforce.com")
    assert (check.state, check.cause) == (CheckState.TO_DO, Cause.REFUSED)
    assert check.link == f"https://acme.my.salesforce.com/{RECORD}"


def test_only_the_kind_of_rule_that_refused_is_blamed() -> None:
    by_duplicates = tried("DUPLICATES_DETECTED")
    assert duplicate_rules("Contact", RULES, by_duplicates, LINKS).state is CheckState.WARNING
    assert validation_rules("Contact", RULES, by_duplicates, LINKS).state is CheckState.COULD_NOT_CHECK
    by_validation = tried("FIELD_CUSTOM_VALIDATION_EXCEPTION")
    assert validation_rules("Contact", RULES, by_validation, LINKS).state is CheckState.WARNING
    assert duplicate_rules("Contact", RULES, by_validation, LINKS).state is CheckState.COULD_NOT_CHECK


def test_a_passing_fault_proves_nothing() -> None:
    busy = tried("UNABLE_TO_LOCK_ROW")
    assert dry_write(busy, "").state is CheckState.COULD_NOT_CHECK
    assert validation_rules("Contact", RULES, busy, LINKS).state is CheckState.COULD_NOT_CHECK
    # A lasting refusal counts for more than a passing one.
    assert dry_write(tried("UNABLE_TO_LOCK_ROW", "REQUIRED_FIELD_MISSING"), "").state is CheckState.TO_DO


def test_rules_that_were_not_put_to_the_test_are_not_known() -> None:
    assert validation_rules("Contact", RULES, tried(), LINKS).state is CheckState.COULD_NOT_CHECK
    assert validation_rules("Contact", [], tried(), LINKS).state is CheckState.DONE
    assert validation_rules("Contact", RULES, tried(None), LINKS).state is CheckState.DONE


def test_a_converted_lead_without_contact_is_counted() -> None:
    assert converted_leads((0, 0)).state is CheckState.NOT_NEEDED
    assert converted_leads((7, 0)).state is CheckState.DONE
    lost = converted_leads((7, 2))
    assert lost.state is CheckState.WARNING
    assert lost.what.english().startswith("2 of 7 ")
