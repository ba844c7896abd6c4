"""Adding the checkbox to a page layout for the admin: shown first, kept, read back, and taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.checklist.layout_plan import LayoutCell, LayoutPlan
from core.checklist.results import Check, CheckState
from core.messages import ProblemError
from core.store.nouns import LogFilter, LogKind, OptOutField
from tests.core.checklist.conftest import Bench, MakeBench
from tests.practice import PracticeOrg

EMAIL = OptOutField.SALESFORCE
SALES = "Contact (Sales) Layout"


def metadata(org: PracticeOrg, layout_id: str) -> dict[str, Any]:
    found: dict[str, Any] = org.call("GET", f"tooling/sobjects/Layout/{layout_id}").json()["Metadata"]
    return found


def on(bench: Bench, layout: str, object: str = "Contact") -> Check:
    return bench.found("on_layout", object, EMAIL, layout)


def sales_plan(bench: Bench, **more: Any) -> LayoutPlan:
    return bench.engine.checklist.layouts.plan_add(on(bench, SALES).subject_id, EMAIL, **more)


@pytest.fixture(autouse=True)
def fresh(org: PracticeOrg) -> None:
    org.control("faults", {"clear": True, "scenario": "fresh"})


def test_a_plan_shows_where_the_field_goes_and_writes_nothing(bench: Bench) -> None:
    before = on(bench, SALES)
    assert before.state is CheckState.TO_DO
    original = metadata(bench.org, before.subject_id)
    plan = sales_plan(bench)
    assert (plan.object, plan.layout_name, plan.field_name) == ("Contact", SALES, "HasOptedOutOfEmail")
    added = plan.after[plan.section_number].columns[plan.column][plan.position]
    assert added == LayoutCell("HasOptedOutOfEmail", "Edit")
    assert plan.section == plan.after[plan.section_number].label
    kept = [cell for section in plan.after for column in section.columns for cell in column if cell != added]
    assert kept == [cell for section in plan.before for column in section.columns for cell in column]
    assert metadata(bench.org, before.subject_id) == original


def test_the_admin_chooses_section_and_place(bench: Bench) -> None:
    number, label = sales_plan(bench).sections[-1]
    plan = sales_plan(bench, section=number, position=0)
    assert (plan.section_number, plan.section, plan.position) == (number, label, 0)
    assert plan.after[number].columns[plan.column][0].field == "HasOptedOutOfEmail"
    with pytest.raises(ProblemError) as refusal:
        sales_plan(bench, section=99)
    assert refusal.value.problem.code == "LAYOUT_WITHOUT_ROOM"


def test_the_field_is_added_and_the_original_can_be_put_back(bench: Bench, make_bench: MakeBench) -> None:
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    bench.engine.checklist.layouts.apply(plan)
    assert on(bench, SALES).state is CheckState.DONE
    [kept] = bench.engine.checklist.layouts.kept()
    assert (kept.layout_id, kept.object, kept.name) == (plan.layout_id, "Contact", SALES)
    assert json.loads(kept.original) == original
    bench.engine.stop()
    # What was kept outlives the program.
    again = make_bench()
    again.engine.checklist.layouts.put_back(plan.layout_id)
    assert metadata(again.org, plan.layout_id) == original
    assert again.engine.checklist.layouts.kept() == ()
    wanted = LogFilter(kinds=frozenset({LogKind.CHECKLIST}))
    texts = [entry.message.english() for entry in again.engine.log.page(wanted, before_id=None, limit=9)]
    assert any(f"added Email Opt Out to the page layout {SALES} of Contact" in text for text in texts)
    assert any(f"put the page layout {SALES} of Contact back" in text for text in texts)


def test_a_layout_that_somebody_changed_since_is_left_alone(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.set(
        layouts=[{"object": "Contact", "layout": SALES, "field": "Department", "behavior": "read_only"}]
    )
    theirs = metadata(bench.org, plan.layout_id)
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.apply(plan)
    assert refusal.value.problem.code == "LAYOUT_CHANGED"
    assert metadata(bench.org, plan.layout_id) == theirs
    bench.engine.checklist.layouts.apply(sales_plan(bench))
    assert on(bench, SALES).state is CheckState.DONE


def test_putting_back_never_undoes_what_somebody_else_did(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.engine.checklist.layouts.apply(plan)
    bench.set(layouts=[{"object": "Contact", "layout": SALES, "field": "Department", "behavior": "required"}])
    theirs = metadata(bench.org, plan.layout_id)
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert refusal.value.problem.code == "LAYOUT_CHANGED_SINCE"
    assert metadata(bench.org, plan.layout_id) == theirs


def test_a_missing_permission_is_named_and_nothing_is_kept(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.org.control("faults", {"scenario": "no-customize"})
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.apply(plan)
    assert refusal.value.problem.code == "LAYOUT_NOT_PERMITTED"
    assert "Customize Application" in refusal.value.problem.what.english()
    assert bench.engine.checklist.layouts.kept() == ()
    bench.org.control("faults", {"scenario": "fresh"})
    bench.engine.checklist.layouts.apply(plan)
    assert on(bench, SALES).state is CheckState.DONE


def test_the_layout_of_a_package_is_left_to_the_admin(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "layout-managed"})
    managed = on(bench, "Charts Contact Layout")
    assert managed.state is CheckState.TO_DO
    assert managed.fix is not None
    assert "belongs to a package" in managed.fix.english()
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.plan_add(managed.subject_id, EMAIL)
    assert refusal.value.problem.code == "LAYOUT_MANAGED"


def test_a_field_that_is_there_is_not_added_twice(bench: Bench) -> None:
    there = on(bench, "Contact Layout")
    assert there.state is CheckState.DONE
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.plan_add(there.subject_id, EMAIL)
    assert refusal.value.problem.code == "LAYOUT_HAS_FIELD"


def test_what_salesforce_refuses_is_told_in_its_words(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.org.control(
        "faults",
        {
            "requests": [
                {
                    "do": "answer",
                    "method": "PATCH",
                    "path": "tooling/sobjects/Layout",
                    "status": 400,
                    "code": "FIELD_INTEGRITY_EXCEPTION",
                    "message": "Invalid field: Old__c",
                }
            ]
        },
    )
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.apply(plan)
    assert refusal.value.problem.code == "LAYOUT_REFUSED"
    assert refusal.value.problem.detail == "Invalid field: Old__c"
    assert bench.engine.checklist.layouts.kept() == ()


def test_a_lost_answer_keeps_the_original_so_that_it_can_be_put_back(bench: Bench) -> None:
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    bench.org.control(
        "faults",
        {"requests": [{"do": "drop_after", "method": "PATCH", "path": "tooling/sobjects/Layout"}]},
    )
    with pytest.raises(ProblemError):
        bench.engine.checklist.layouts.apply(plan)
    # It was saved all the same, though nobody heard it.
    assert on(bench, SALES).state is CheckState.DONE
    bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert metadata(bench.org, plan.layout_id) == original


def test_the_layouts_of_person_accounts_are_known_and_those_of_companies_left_out(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "person-accounts"})
    found = bench.check()
    layouts = {
        check.subject for check in found.checks if check.id == "on_layout" and check.object == "Account"
    }
    assert layouts == {"Person Account Layout"}
    person = on(bench, "Person Account Layout", "Account")
    plan = bench.engine.checklist.layouts.plan_add(person.subject_id, EMAIL)
    assert plan.field_name == "PersonHasOptedOutOfEmail"
    bench.engine.checklist.layouts.apply(plan)
    assert on(bench, "Person Account Layout", "Account").state is CheckState.DONE
