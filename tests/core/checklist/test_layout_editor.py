"""Adding the checkbox to a page layout for the admin: shown first, kept, read back, and taken back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from core.checklist.layout_plan import LayoutCell, LayoutPlan
from core.checklist.results import Check, CheckState
from core.engine_options import utc_now
from core.messages import ProblemError
from core.store.types.fields import OptOutField
from core.store.types.log import LogFilter, LogKind
from tests.core.checklist.conftest import Bench, MakeBench
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg

EMAIL = OptOutField.SALESFORCE
SALES = "Contact (Sales) Layout"


def metadata(org: PracticeOrg, layout_id: str) -> dict[str, Any]:
    found: dict[str, Any] = org.call("GET", f"tooling/sobjects/Layout/{layout_id}").json()["Metadata"]
    return found


def metadata_in(org: PracticeOrg, layout_id: str) -> dict[str, Any]:
    """The same by a query, which the troubles of single layouts leave alone."""
    soql = f"SELECT Metadata FROM Layout WHERE Id = '{layout_id}'"
    [row] = org.call("GET", "tooling/query", params={"q": soql}).json()["records"]
    found: dict[str, Any] = row["Metadata"]
    return found


def item_of(layout: dict[str, Any], field: str) -> dict[str, Any]:
    """The item of a field on a layout; empty where the field is not on it."""
    for section in layout["layoutSections"]:
        for column in section["layoutColumns"]:
            for item in column["layoutItems"]:
                if item["field"] == field:
                    found: dict[str, Any] = item
                    return found
    return {}


def on(bench: Bench, layout: str, object: str = "Contact") -> Check:
    return bench.found("on_layout", object, EMAIL, layout)


def sales_plan(bench: Bench, **more: Any) -> LayoutPlan:
    return bench.engine.checklist.layouts.plan_add(on(bench, SALES).subject_id, EMAIL, **more)


@pytest.fixture(autouse=True)
def fresh(org: PracticeOrg) -> None:
    org.control("faults", {"clear": True, "scenario": "usual"})


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


def test_a_new_release_of_salesforce_does_not_keep_a_layout_from_being_put_back(bench: Bench) -> None:
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    bench.engine.checklist.layouts.apply(plan)
    bench.org.control("faults", {"scenario": "newer-release"})
    newer = metadata(bench.org, plan.layout_id)
    phone = item_of(newer, "Phone")
    assert phone["fieldDensity"] == "Auto"
    bench.engine.checklist.layouts.put_back(plan.layout_id)
    after = metadata(bench.org, plan.layout_id)
    assert item_of(after, "Phone") == phone
    assert item_of(after, "HasOptedOutOfEmail") == {}
    bench.set(newer_release=False)
    assert metadata(bench.org, plan.layout_id) == original
    assert bench.engine.checklist.layouts.kept() == ()


def test_what_somebody_set_of_a_new_release_outlives_the_putting_back(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.engine.checklist.layouts.apply(plan)
    bench.org.control("faults", {"scenario": "newer-release"})
    theirs = metadata(bench.org, plan.layout_id)
    item_of(theirs, "Phone")["fieldDensity"] = "Compact"
    bench.org.call("PATCH", f"tooling/sobjects/Layout/{plan.layout_id}", json={"Metadata": theirs})
    bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert item_of(metadata(bench.org, plan.layout_id), "Phone")["fieldDensity"] == "Compact"


def test_a_change_beside_a_new_release_is_left_alone_and_said_truly(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.engine.checklist.layouts.apply(plan)
    bench.org.control("faults", {"scenario": "newer-release"})
    bench.set(layouts=[{"object": "Contact", "layout": SALES, "field": "Department", "behavior": "required"}])
    theirs = metadata(bench.org, plan.layout_id)
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert "somebody, or a new release of Salesforce, changed it" in refusal.value.problem.what.english()
    assert metadata(bench.org, plan.layout_id) == theirs


def test_the_way_that_leaves_out_what_is_not_set_says_that_it_cannot_tell(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "tooling-read-only"})
    plan = sales_plan(bench)
    bench.engine.checklist.layouts.apply(plan)
    bench.org.control("faults", {"scenario": "newer-release"})
    present = metadata(bench.org, plan.layout_id)
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert refusal.value.problem.code == "LAYOUT_CHANGED_SINCE"
    assert metadata(bench.org, plan.layout_id) == present


def test_the_section_with_the_address_comes_before_one_with_read_only_opt_outs(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "opt-out-read-only-neighbour"})
    assert sales_plan(bench).section == "Contact Information"


def test_a_missing_permission_is_named_and_nothing_is_kept(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.org.control("faults", {"scenario": "no-customize"})
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.apply(plan)
    assert refusal.value.problem.code == "LAYOUT_NOT_PERMITTED"
    assert "Customize Application" in refusal.value.problem.what.english()
    assert bench.engine.checklist.layouts.kept() == ()
    bench.org.control("faults", {"scenario": "usual"})
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
    with pytest.raises(ProblemError) as unknown:
        bench.engine.checklist.layouts.apply(plan)
    assert unknown.value.problem.code == "LAYOUT_END_UNKNOWN"
    # It was saved all the same, though nobody heard it.
    assert on(bench, SALES).state is CheckState.DONE
    bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert metadata(bench.org, plan.layout_id) == original


PATCHED = {"method": "PATCH", "path": "tooling/sobjects/Layout"}


def trouble(bench: Bench, **fault: Any) -> None:
    bench.org.control("faults", {"requests": [fault]})


def texts(bench: Bench) -> list[str]:
    wanted = LogFilter(kinds=frozenset({LogKind.CHECKLIST}))
    return [entry.message.english() for entry in bench.engine.log.page(wanted, before_id=None, limit=9)]


@pytest.mark.parametrize(
    "fault",
    [
        {"do": "unknown", "applied": True},
        {"do": "answer", "status": 500, "code": "NEVER_HEARD_OF", "message": "x", "applied": True},
        {"do": "maintenance_page", "applied": True},
    ],
    ids=lambda fault: fault.get("code") or fault["do"],
)
def test_a_server_that_stumbles_after_saving_does_not_lose_the_original(
    bench: Bench, fault: dict[str, Any]
) -> None:
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    trouble(bench, **fault, **PATCHED)
    with pytest.raises(ProblemError) as unknown:
        bench.engine.checklist.layouts.apply(plan)
    assert unknown.value.problem.code == "LAYOUT_END_UNKNOWN"
    assert any("whether it was saved is not known" in text for text in texts(bench))
    assert metadata(bench.org, plan.layout_id) != original
    assert [one.layout_id for one in bench.engine.checklist.layouts.kept()] == [plan.layout_id]
    bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert metadata(bench.org, plan.layout_id) == original
    assert bench.engine.checklist.layouts.kept() == ()


def test_what_could_not_be_read_back_is_in_the_log_and_can_be_put_back(bench: Bench) -> None:
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    trouble(bench, do="drop_before", method="GET", path="tooling/sobjects/Layout", nth=2, times=9)
    with pytest.raises(ProblemError) as unknown:
        bench.engine.checklist.layouts.apply(plan)
    assert unknown.value.problem.code == "LAYOUT_END_UNKNOWN"
    assert any("whether it was saved is not known" in text for text in texts(bench))
    bench.org.control("faults", {"clear": True})
    bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert metadata(bench.org, plan.layout_id) == original


def test_a_lost_answer_never_lets_a_change_of_somebody_else_be_undone(bench: Bench) -> None:
    plan = sales_plan(bench)
    trouble(bench, do="drop_after", **PATCHED)
    with pytest.raises(ProblemError):
        bench.engine.checklist.layouts.apply(plan)
    theirs = metadata(bench.org, plan.layout_id)
    theirs["relatedLists"] = [*(theirs.get("relatedLists") or []), {"relatedList": "RelatedNoteList"}]
    bench.org.call("PATCH", f"tooling/sobjects/Layout/{plan.layout_id}", json={"Metadata": theirs})
    present = metadata(bench.org, plan.layout_id)
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert refusal.value.problem.code == "LAYOUT_CHANGED_SINCE"
    assert metadata(bench.org, plan.layout_id) == present


def test_a_field_that_was_taken_off_by_hand_is_not_offered_for_putting_back_for_ever(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.engine.checklist.layouts.apply(plan)
    bench.set(
        layouts=[
            {"object": "Contact", "layout": SALES, "field": "HasOptedOutOfEmail", "behavior": "absent"},
            {"object": "Contact", "layout": SALES, "field": "Department", "behavior": "read_only"},
        ]
    )
    theirs = metadata(bench.org, plan.layout_id)
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert refusal.value.problem.code == "LAYOUT_FIELD_GONE"
    assert metadata(bench.org, plan.layout_id) == theirs
    assert bench.engine.checklist.layouts.kept() == ()


def test_a_program_killed_before_it_wrote_leaves_nothing_to_undo(bench: Bench, make_bench: MakeBench) -> None:
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    layout = (plan.layout_id, "Contact", SALES)
    store = bench.engine.store
    known = store.org_state.org()
    assert known is not None
    store.kept_layouts.keep(known.id, layout, plan.field_name, plan.original, plan.changed, utc_now())
    bench.engine.stop()
    again = make_bench()
    assert len(again.engine.checklist.layouts.kept()) == 1
    again.engine.checklist.layouts.put_back(plan.layout_id)
    assert metadata(again.org, plan.layout_id) == original
    with pytest.raises(ProblemError) as refusal:
        again.engine.checklist.layouts.put_back(plan.layout_id)
    assert refusal.value.problem.code == "LAYOUT_NOT_KEPT"


ADDING = """
import sys
from pathlib import Path
from core.engine import Engine, EngineOptions
from core.store.types.fields import OptOutField
engine = Engine(EngineOptions(Path(sys.argv[1])))
layouts = engine.checklist.layouts
layouts.apply(layouts.plan_add(sys.argv[2], OptOutField.SALESFORCE))
"""


def test_a_program_killed_between_writing_and_reading_back_keeps_the_original(
    bench: Bench, make_bench: MakeBench, tmp_path: Path
) -> None:
    layout_id = on(bench, SALES).subject_id
    original = metadata(bench.org, layout_id)
    bench.engine.stop()
    # The third time the layout is read is the reading back.
    trouble(bench, do="stall", method="GET", path="tooling/sobjects/Layout", nth=3, seconds=60)
    child = subprocess.Popen(
        [sys.executable, "-c", ADDING, str(tmp_path), layout_id], env=os.environ | reached(bench.org)
    )
    deadline = time.monotonic() + 30
    while metadata_in(bench.org, layout_id) == original:
        assert child.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    child.kill()
    child.wait()
    bench.org.control("faults", {"clear": True})
    again = make_bench()
    [kept] = again.engine.checklist.layouts.kept()
    assert json.loads(kept.original) == original
    assert on(again, SALES).state is CheckState.DONE
    again.engine.checklist.layouts.put_back(layout_id)
    assert metadata(again.org, layout_id) == original


def test_two_who_add_the_same_field_at_once_do_not_add_it_twice(bench: Bench) -> None:
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    bench.engine.checklist.layouts.apply(plan)
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.apply(plan)
    assert refusal.value.problem.code == "LAYOUT_CHANGED"
    assert json.dumps(metadata(bench.org, plan.layout_id)).count('"HasOptedOutOfEmail"') == 1
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
