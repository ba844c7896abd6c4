"""What the answers to a dry write, and to opt-outs that were sent, say about the rules of the org."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.checklist.results import Cause, CheckState
from core.checklist.rule_checks import Rules, about, automations, duplicate_rules, untried, validation_rules
from core.checklist.save_checks import DryWrite, Untried, converted_leads, dry_write
from core.salesforce.values.catalogue import CATALOGUE
from core.salesforce.values.describe import WriteAnswer
from core.salesforce.values.errors import explain
from core.salesforce.values.links import Links
from core.salesforce.values.setup_values import Automations, Rule
from core.store.answered import Answered
from core.store.types.fields import OptOutField

LINKS = Links("https://acme.my.salesforce.com")
FIELD = "HasOptedOutOfEmail"
VALIDATION = "FIELD_CUSTOM_VALIDATION_EXCEPTION"
PLAIN = Rule("0Bm000000000001AAA", "Standard Rule", "ISBLANK(Website)")


def records(*codes: str | None) -> list[WriteAnswer]:
    return [
        WriteAnswer(f"00300000000000{number}AAA", explain(code, "as it said") if code else None)
        for number, code in enumerate(codes, start=1)
    ]


def tried(*codes: str | None) -> DryWrite:
    """A dry write of as many records, each refused with a code or saved."""
    return DryWrite("Contact", OptOutField.SALESFORCE, "Email Opt Out", records(*codes))


def rules(*validations: Rule, triggers: tuple[Rule, ...] = (), flows: tuple[Rule, ...] = ()) -> Rules:
    return Rules("Contact", validations, validations, Automations(triggers, flows))


def test_one_locked_record_among_five_is_told_with_its_record_and_the_org_is_fine() -> None:
    check = dry_write(tried(None, "ENTITY_IS_LOCKED", None, None, None), Untried(), None, LINKS)
    assert (check.state, check.cause) == (CheckState.WARNING, Cause.REFUSED)
    assert check.what.english().startswith("4 of 5 Contact records")
    assert check.refused == ("003000000000002AAA",)
    assert check.link == "https://acme.my.salesforce.com/003000000000002AAA"
    assert check.detail == "as it said"


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_checklist_never_tells_to_retry_a_push(code: str) -> None:
    for answers in (tried(code), tried(None, code)):
        fix = dry_write(answers, Untried(), None, LINKS).fix
        assert fix is None or "retry" not in fix.english()


def test_only_the_kind_of_rule_that_refused_is_blamed() -> None:
    by_duplicates = tried("DUPLICATES_DETECTED")
    assert duplicate_rules(rules(PLAIN), by_duplicates, LINKS).state is CheckState.WARNING
    assert validation_rules(rules(PLAIN), [FIELD], by_duplicates, LINKS).state is CheckState.COULD_NOT_CHECK
    by_validation = tried(VALIDATION)
    assert validation_rules(rules(PLAIN), [FIELD], by_validation, LINKS).state is CheckState.WARNING
    assert duplicate_rules(rules(PLAIN), by_validation, LINKS).state is CheckState.COULD_NOT_CHECK


def test_a_passing_fault_proves_nothing() -> None:
    busy = tried("UNABLE_TO_LOCK_ROW")
    assert dry_write(busy, Untried(), None, LINKS).state is CheckState.COULD_NOT_CHECK
    assert validation_rules(rules(PLAIN), [FIELD], busy, LINKS).state is CheckState.COULD_NOT_CHECK
    # A lasting refusal counts for more than a passing one.
    both = tried("UNABLE_TO_LOCK_ROW", "REQUIRED_FIELD_MISSING")
    assert dry_write(both, Untried(), None, LINKS).state is CheckState.TO_DO
    # Nor does it take anything from those that passed.
    assert dry_write(tried(None, "UNABLE_TO_LOCK_ROW"), Untried(), None, LINKS).state is CheckState.DONE


def test_rules_that_were_not_put_to_the_test_are_not_known() -> None:
    assert validation_rules(rules(PLAIN), [FIELD], tried(), LINKS).state is CheckState.COULD_NOT_CHECK
    assert validation_rules(rules(), [FIELD], tried(), LINKS).state is CheckState.DONE
    assert validation_rules(rules(PLAIN), [FIELD], tried(None), LINKS).state is CheckState.DONE


@pytest.mark.parametrize(
    ("text", "is_about"),
    [
        ("ISCHANGED(HasOptedOutOfEmail)", True),
        ("AND(hasoptedoutofemail, NOT(PRIORVALUE( HasOptedOutOfEmail )))", True),
        ("$Record.HasOptedOutOfEmail", True),
        ("ISCHANGED(HasOptedOutOfEmail__c)", False),
        ("ISCHANGED(PersonHasOptedOutOfEmail)", False),
        ("/* HasOptedOutOfEmail is ours */ ISBLANK(Phone)", False),
        ("// HasOptedOutOfEmail\nISBLANK(Phone)", False),
        ("", False),
        (None, False),
    ],
)
def test_a_rule_is_about_the_field_that_its_text_names(text: str | None, is_about: bool) -> None:
    assert bool(about([Rule("x", "Rule", text)], [FIELD])) is is_about
    told = untried(rules(Rule("x", "Rule", text)), FIELD)
    assert isinstance(told, Untried)
    assert bool(told.named) is is_about
    assert bool(told.unread) is (text is None)


def test_what_names_the_field_was_not_tried_by_a_save_that_changes_nothing() -> None:
    named = Rule("x", "No Opt Outs", "ISCHANGED(HasOptedOutOfEmail)")
    check = dry_write(tried(None), untried(rules(PLAIN, named), FIELD), None, LINKS)
    assert check.state is CheckState.COULD_NOT_CHECK
    assert check.what.english().endswith("was not tried: No Opt Outs.")
    assert check.fix is not None
    assert "$Permission" in check.fix.english()
    assert (
        validation_rules(rules(PLAIN, named), [FIELD], tried(None), LINKS).state is CheckState.COULD_NOT_CHECK
    )


def test_rules_and_automations_whose_text_is_not_shown_are_not_called_done() -> None:
    hidden = Rule("x", "Of a package", None)
    assert validation_rules(rules(hidden), [FIELD], tried(None), LINKS).state is CheckState.COULD_NOT_CHECK
    assert automations(rules(triggers=(hidden,)), [FIELD], LINKS).state is CheckState.COULD_NOT_CHECK
    assert automations(rules(flows=(hidden,)), [FIELD], LINKS).state is CheckState.COULD_NOT_CHECK
    assert automations(rules(flows=(PLAIN,)), [FIELD], LINKS).state is CheckState.DONE
    assert automations(rules(), [FIELD], LINKS).state is CheckState.DONE
    # A trigger that calls a class says nothing of what the class does.
    dispatcher = untried(rules(triggers=(PLAIN,)), FIELD)
    assert dry_write(tried(None), dispatcher, None, LINKS).state is CheckState.COULD_NOT_CHECK
    assert automations(rules(triggers=(PLAIN,)), [FIELD], LINKS).state is CheckState.COULD_NOT_CHECK


@pytest.mark.parametrize(
    ("refused", "passed", "state"),
    [(1, 0, CheckState.TO_DO), (5, 5, CheckState.TO_DO), (1, 40, CheckState.WARNING)],
)
def test_refusals_of_the_last_days_say_more_than_a_save_that_was_tried(
    refused: int, passed: int, state: CheckState
) -> None:
    lately = Answered(
        "Contact", refused, passed, explain(VALIDATION, "no!"), datetime(2026, 3, 1, tzinfo=UTC)
    )
    check = dry_write(tried(None, None), Untried(), lately, LINKS)
    assert (check.state, check.cause, check.detail) == (state, Cause.REFUSED, "no!")
    assert f"refused {refused} of {refused + passed} opt-out" in check.what.english()


def test_a_converted_lead_without_contact_is_counted() -> None:
    assert converted_leads((0, 0)).state is CheckState.NOT_NEEDED
    assert converted_leads((7, 0)).state is CheckState.DONE
    lost = converted_leads((7, 2))
    assert lost.state is CheckState.WARNING
    assert lost.what.english().startswith("2 of 7 ")
