"""Orgs that have grown: what hides records, refuses a change, or hides a field where people look; by scenario."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from core.checklist.results import Cause, Check, CheckState
from core.store.types.fields import OptOutField
from core.store.types.pushes import PushState
from tests.core.checklist.conftest import Bench

OPT_OUT = "HasOptedOutOfEmail"
BOTH = ("Contact", "Lead")
DONE, TO_DO, WARNING = CheckState.DONE, CheckState.TO_DO, CheckState.WARNING
UNKNOWN, NOT_NEEDED = CheckState.COULD_NOT_CHECK, CheckState.NOT_NEEDED


def begin(bench: Bench, scenario: str, **org: Any) -> None:
    bench.org.control("faults", {"clear": True})
    bench.org.control("faults", {"scenario": scenario, "org": org})


def fix(check: Check) -> str:
    assert check.fix is not None
    return check.fix.english()


# 1. sharing


def test_private_sharing_is_warned_of_with_the_remedy(bench: Bench) -> None:
    begin(bench, "private-sharing")
    found = bench.check()
    for name in BOTH:
        seen = found.of("records_seen", name)
        assert seen is not None
        assert (seen.state, seen.cause, seen.permission) == (WARNING, Cause.HIDDEN, "View All")
        assert "private in this org" in seen.what.english()
        assert "tick View All" in fix(seen)
        assert seen.link.endswith("/PermSets/home")


def test_who_sees_all_of_a_private_org_may_not_change_all_of_it(bench: Bench) -> None:
    begin(bench, "private-sharing-view-all")
    seen = bench.found("records_seen", "Lead")
    assert (seen.state, seen.cause, seen.permission) == (WARNING, Cause.READ_ONLY, "Modify All")


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"sharing": {"Contact": "private", "Lead": "private"}},
        {
            "sharing": {"Contact": "private", "Lead": "private"},
            "profiles": [
                {
                    "profile": "System Administrator",
                    "permissions": {"ViewAllData": False, "ModifyAllData": False},
                    "objects": {"Contact": "modify_all", "Lead": "modify_all"},
                }
            ],
        },
    ],
    ids=["open to all", "Modify All Data", "Modify All of the object"],
)
def test_where_everything_is_seen_nothing_is_warned_of(bench: Bench, state: dict[str, Any]) -> None:
    begin(bench, "usual", **state)
    found = bench.check()
    assert [found.of("records_seen", name).state for name in BOTH] == [DONE, DONE]  # type: ignore[union-attr]


def test_the_right_that_could_not_be_read_is_not_said_to_be_missing(bench: Bench) -> None:
    begin(
        bench,
        "private-sharing",
        profiles=[{"profile": "System Administrator", "permissions": {"ViewSetup": False}}],
    )
    seen = bench.found("records_seen", "Contact")
    assert seen.state is WARNING
    assert "could not be read" in seen.what.english()


# 2. rules that mind the change


@pytest.mark.parametrize(
    ("scenario", "check", "name"),
    [
        ("rule-on-change", "validation_rules", "Opt_Out_By_Preference_Center"),
        ("rule-on-tick", "validation_rules", "No_New_Opt_Outs"),
        ("trigger-on-change", "automations", "ContactOptOutGuard"),
        ("flow-on-change", "automations", "Contact Opt Out Flow"),
    ],
)
def test_what_minds_a_change_of_the_box_is_named_and_the_dry_write_claims_nothing(
    bench: Bench, scenario: str, check: str, name: str
) -> None:
    begin(bench, scenario)
    found = bench.check()
    for id_ in ("dry_write", check):
        told = found.of(id_, "Contact")
        assert told is not None
        assert told.state is UNKNOWN
        assert name in told.what.english()
        assert "Exempt the connected user" in fix(told)


def test_a_trigger_that_calls_a_class_is_not_called_done(bench: Bench) -> None:
    begin(bench, "trigger-with-handler")
    found = bench.check()
    for id_ in ("automations", "dry_write"):
        told = found.of(id_, "Contact")
        assert told is not None
        assert told.state is UNKNOWN
        assert "ContactDispatcher" in told.what.english()


def test_an_org_without_such_rules_passes_the_dry_write(bench: Bench) -> None:
    begin(bench, "usual")
    found = bench.check()
    for name in BOTH:
        assert found.of("dry_write", name).state is DONE  # type: ignore[union-attr]
        assert found.of("automations", name).state is DONE  # type: ignore[union-attr]


def test_opt_outs_that_were_refused_make_the_org_not_ready_though_the_dry_write_passes(bench: Bench) -> None:
    begin(bench, "rule-on-change")
    bench.engine.check_connection()
    address = bench.org.query(
        f"SELECT Email FROM Contact WHERE {OPT_OUT} = false AND Email != null ORDER BY Id LIMIT 1"
    )[0]["Email"]
    bench.engine.collect.by_hand([address], "asked by mail")
    bench.engine.push.drain(threading.Event(), patience_s=5)
    [group] = bench.engine.queue.error_groups()
    assert group.state is PushState.PARKED
    assert "exempt the connected user" in group.problem.fix.english()
    found = bench.check()
    refused = found.of("dry_write", "Contact")
    assert refused is not None
    assert (refused.state, refused.cause) == (TO_DO, Cause.REFUSED)
    assert refused.what.values["refused"] == refused.what.values["count"] > 0  # type: ignore[operator]
    assert "in the last 7 days" in refused.what.english()
    assert refused.detail == "The opt-out belongs to the preference center"
    assert found.ready[OptOutField.SALESFORCE] is False


# 3. one locked record


def test_one_locked_record_leaves_the_org_ready_and_others_are_tried_next(bench: Bench) -> None:
    begin(bench, "locked-record")
    found = bench.check()
    first = found.of("dry_write", "Contact")
    assert first is not None
    assert (first.state, first.cause) == (WARNING, Cause.REFUSED)
    total = first.what.values["count"]
    assert isinstance(total, int)
    assert first.what.english().startswith(f"{total - 1} of {total} Contact records")
    assert "retry" not in fix(first)
    assert found.ready[OptOutField.SALESFORCE] is True
    again = bench.check().of("dry_write", "Contact")
    assert again is not None
    assert again.state is DONE


# 4. Lightning pages


@pytest.mark.parametrize(
    ("scenario", "state", "cause", "words"),
    [
        ("dynamic-highlights", NOT_NEEDED, None, "the page layouts decide"),
        ("lightning-field-hidden", WARNING, Cause.HIDDEN, "a rule hides it"),
        ("lightning-column-hidden", WARNING, Cause.HIDDEN, "section, column or tab"),
        ("lightning-section-hidden", WARNING, Cause.HIDDEN, "section, column or tab"),
        ("lightning-tab-hidden", WARNING, Cause.HIDDEN, "section, column or tab"),
        ("lightning-read-only", WARNING, Cause.READ_ONLY, "read-only"),
        ("lightning-managed", WARNING, Cause.MANAGED, "not among them"),
        ("dynamic-forms", WARNING, Cause.MISSING, "not among them"),
    ],
)
def test_a_lightning_page_shows_the_field_only_where_people_see_and_edit_it(
    bench: Bench, scenario: str, state: CheckState, cause: Cause | None, words: str
) -> None:
    begin(bench, scenario)
    found = bench.check()
    for name in BOTH:
        page = found.of("lightning_page", name)
        assert page is not None
        assert (page.state, page.cause) == (state, cause)
        assert words in page.what.english()
        if cause is Cause.MANAGED:
            assert "choose Edit" not in fix(page)
            assert "clone" in fix(page)


def test_pages_of_companies_are_not_told_to_show_persons_fields(bench: Bench) -> None:
    begin(bench, "lightning-company")
    page = bench.check().of("lightning_page", "Account")
    assert page is not None
    assert page.state is NOT_NEEDED


# 5. who sees a field on a layout


def layout(bench: Bench, name: str, object: str = "Contact") -> Check:
    return bench.found("on_layout", object, subject=name)


def test_a_field_that_is_hidden_from_those_who_use_the_layout_is_not_done(bench: Bench) -> None:
    begin(bench, "layout-hidden-for-sales")
    sales = layout(bench, "Contact (Sales) Layout")
    assert (sales.state, sales.cause) == (WARNING, Cause.HIDDEN)
    assert sales.what.english() == (
        "It is on this layout, but field-level security hides it from: Sales User. Used by: Sales User."
    )
    assert sales.link.endswith(f"Contact/FieldsAndRelationships/{OPT_OUT}/view")
    assert layout(bench, "Contact Layout").state is DONE


def test_a_field_that_is_read_only_for_those_who_use_the_layout_is_not_done(bench: Bench) -> None:
    begin(bench, "layout-read-only-for-sales")
    sales = layout(bench, "Lead (Sales) Layout", "Lead")
    assert (sales.state, sales.cause) == (WARNING, Cause.READ_ONLY)
    assert "read-only for: Sales User" in sales.what.english()


def test_a_permission_set_that_shows_the_field_to_some_is_named(bench: Bench) -> None:
    begin(bench, "layout-shown-by-permission-set")
    sales = layout(bench, "Contact (Sales) Layout")
    assert sales.state is WARNING
    assert "Opt Out Editors" in sales.what.english()


def test_where_security_cannot_be_read_it_is_said_whose_view_was_looked_at(bench: Bench) -> None:
    begin(bench, "layout-hidden-for-sales")
    refused = {
        "do": "answer",
        "status": 400,
        "code": "INVALID_TYPE",
        "message": "no",
        "path": "FieldPermissions",
    }
    bench.org.control("faults", {"requests": [refused | {"times": 0}]})
    sales = layout(bench, "Contact (Sales) Layout")
    assert "only the connected user's view was looked at" in sales.what.english()


def test_do_it_for_me_says_beforehand_for_whom_it_changes_nothing(bench: Bench) -> None:
    begin(bench, "field-hidden-for-sales")
    sales = layout(bench, "Contact (Sales) Layout")
    plan = bench.engine.checklist.layouts.plan_add(sales.subject_id, OptOutField.SALESFORCE)
    assert plan.security is not None
    assert plan.security.hidden_from == ("Sales User",)
    begin(bench, "usual")
    plan = bench.engine.checklist.layouts.plan_add(sales.subject_id, OptOutField.SALESFORCE)
    assert plan.security is not None
    assert plan.security.hidden_from == ()
