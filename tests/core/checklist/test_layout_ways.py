"""Adding the checkbox to a page layout by the Metadata API, where the Tooling API does not save layouts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.checklist.layout_plan import LayoutPlan
from core.checklist.layout_ways import LayoutApi
from core.checklist.results import CheckState
from core.connection.practice_child import PracticeLine, PracticeOptions
from core.engine import Engine
from core.engine_options import EngineOptions
from core.messages import ProblemError
from core.store.types.fields import OptOutField
from tests.core.checklist.conftest import Bench, MakeBench
from tests.core.checklist.test_layout_editor import (
    ADDING,
    EMAIL,
    SALES,
    metadata,
    metadata_in,
    on,
    sales_plan,
    texts,
    trouble,
)
from tests.core.connection.conftest import running_at
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg

SOAP = {"method": "POST", "path": "Soap/m"}
SALES_NAME = "Contact-Contact %28Sales%29 Layout"


@pytest.fixture(autouse=True)
def only_metadata(org: PracticeOrg, make_bench: MakeBench) -> Iterator[None]:
    # After make_bench, which begins with a fresh org.
    org.control("faults", {"clear": True, "scenario": "tooling-read-only"})
    yield
    org.control("faults", {"clear": True, "scenario": "usual"})


def grant(bench: Bench, **rights: bool) -> None:
    bench.set(profiles=[{"profile": "System Administrator", "permissions": rights}])


def soap_calls(org: PracticeOrg) -> int:
    kinds: dict[str, int] = org.control("calls")["by_kind"]
    return sum(count for kind, count in kinds.items() if "Soap" in kind)


def plan_for(bench: Bench, layout_id: str) -> LayoutPlan:
    return bench.engine.checklist.layouts.plan_add(layout_id, EMAIL)


def refused(bench: Bench, plan: LayoutPlan) -> ProblemError:
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.apply(plan)
    return refusal.value


def test_where_tooling_only_shows_layouts_the_metadata_api_saves_them(
    bench: Bench, make_bench: MakeBench
) -> None:
    layouts = bench.engine.checklist.layouts
    plan = sales_plan(bench)
    # Whether the Tooling API saves layouts is known only when it was tried.
    assert (plan.way, plan.full_names) == (LayoutApi.TOOLING, (SALES_NAME,))
    original = metadata(bench.org, plan.layout_id)
    assert layouts.apply(plan) is LayoutApi.METADATA
    assert on(bench, SALES).state is CheckState.DONE
    after = metadata(bench.org, plan.layout_id)
    added = after["layoutSections"][plan.section_number]["layoutColumns"][plan.column]["layoutItems"]
    assert added[plan.position]["field"] == "HasOptedOutOfEmail"
    del added[plan.position]
    assert after == original
    [kept] = layouts.kept()
    assert json.loads(kept.original)["fullName"] == SALES_NAME
    assert any("through the Metadata API" in text for text in texts(bench))
    other = layouts.plan_add(on(bench, "Lead (Sales) Layout", "Lead").subject_id, EMAIL)
    assert other.way is LayoutApi.METADATA
    bench.engine.stop()
    again = make_bench()
    again.engine.checklist.layouts.put_back(plan.layout_id)
    assert metadata(again.org, plan.layout_id) == original
    assert again.engine.checklist.layouts.kept() == ()


def test_without_customize_application_the_plan_tells_which_way_it_goes(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "usual"})
    grant(bench, CustomizeApplication=False)
    plan = sales_plan(bench)
    assert plan.way is LayoutApi.METADATA
    assert bench.engine.checklist.layouts.apply(plan) is LayoutApi.METADATA
    assert on(bench, SALES).state is CheckState.DONE
    grant(bench, CustomizeApplication=True)
    other = bench.engine.checklist.layouts.plan_add(
        on(bench, "Lead (Sales) Layout", "Lead").subject_id, EMAIL
    )
    assert other.way is LayoutApi.TOOLING
    before = soap_calls(bench.org)
    assert bench.engine.checklist.layouts.apply(other) is LayoutApi.TOOLING
    assert soap_calls(bench.org) == before


def test_when_neither_way_is_open_both_missing_rights_are_named(bench: Bench) -> None:
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    bench.org.control("faults", {"scenario": "no-customize"})
    problem = refused(bench, plan).problem
    assert problem.code == "LAYOUT_NOT_PERMITTED"
    for words in (problem.what.english(), problem.fix.english()):
        assert "Customize Application" in words
        assert "Modify Metadata Through Metadata API Functions" in words
    assert "ModifyMetadata permissions" in problem.detail
    assert metadata(bench.org, plan.layout_id) == original
    assert bench.engine.checklist.layouts.kept() == ()


def test_the_right_that_would_help_is_named_alone(bench: Bench) -> None:
    plan = sales_plan(bench)
    grant(bench, ModifyMetadata=False)
    problem = refused(bench, plan).problem
    assert problem.code == "LAYOUT_NOT_PERMITTED"
    assert "METHOD_NOT_ALLOWED" in problem.what.english()
    assert "Modify Metadata Through Metadata API Functions" in problem.fix.english()
    assert "Customize Application" not in problem.what.english() + problem.fix.english()
    bench.org.control("faults", {"scenario": "usual"})
    grant(bench, CustomizeApplication=False)
    trouble(bench, do="answer", status=404, code="NOT_FOUND", message="x", **SOAP)
    problem = refused(bench, plan).problem
    assert problem.code == "LAYOUT_NOT_PERMITTED"
    assert "Customize Application" in problem.fix.english()
    assert "Modify Metadata" not in problem.what.english() + problem.fix.english()
    assert bench.engine.checklist.layouts.kept() == ()


def test_a_refusal_of_the_metadata_api_is_told_in_its_words(bench: Bench) -> None:
    plan = sales_plan(bench)
    trouble(bench, do="answer", status=400, code="FIELD_INTEGRITY_EXCEPTION", message="Old__c", nth=2, **SOAP)
    problem = refused(bench, plan).problem
    assert (problem.code, problem.detail) == ("LAYOUT_REFUSED", "Old__c")
    assert bench.engine.checklist.layouts.kept() == ()


@pytest.mark.parametrize(
    "fault",
    [
        {"do": "daily_limit"},
        {"do": "answer", "status": 400, "code": "FIELD_INTEGRITY_EXCEPTION", "message": "x"},
        {"do": "unknown"},
    ],
    ids=lambda fault: fault.get("code") or fault["do"],
)
def test_what_the_other_way_would_meet_too_is_not_tried_there(bench: Bench, fault: dict[str, Any]) -> None:
    plan = sales_plan(bench)
    before = soap_calls(bench.org)
    trouble(bench, method="PATCH", path="tooling/sobjects/Layout", **fault)
    assert refused(bench, plan).problem.code in ("LAYOUT_REFUSED", "LAYOUT_END_UNKNOWN")
    bench.set(limits={"used": 0, "daily": 100_000})
    assert soap_calls(bench.org) == before


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 403, "code": "INSUFFICIENT_ACCESS"},
        {"status": 404, "code": "NOT_FOUND"},
        {"status": 403, "code": "API_DISABLED_FOR_ORG"},
        {"status": 400, "code": "INVALID_FIELD_FOR_INSERT_UPDATE"},
        {"status": 400, "code": "JSON_PARSER_ERROR"},
    ],
    ids=lambda fault: str(fault["code"]),
)
def test_whatever_closes_tooling_opens_the_metadata_api(bench: Bench, fault: dict[str, Any]) -> None:
    plan = sales_plan(bench)
    trouble(bench, do="answer", method="PATCH", path="tooling/sobjects/Layout", message="x", **fault)
    assert bench.engine.checklist.layouts.apply(plan) is LayoutApi.METADATA
    assert on(bench, SALES).state is CheckState.DONE


def test_a_layout_that_tooling_no_longer_shows_is_read_by_the_metadata_api(bench: Bench) -> None:
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    closed = {
        "do": "answer", "method": "GET", "path": "tooling/sobjects/Layout", "status": 403,
        "code": "INSUFFICIENT_ACCESS", "message": "x", "times": 0,
    }  # fmt: skip
    trouble(bench, **closed)
    layouts = bench.engine.checklist.layouts
    assert layouts.apply(plan) is LayoutApi.METADATA
    layouts.put_back(plan.layout_id)
    again = plan_for(bench, plan.layout_id)
    assert (again.object, again.layout_name) == ("Contact", SALES)
    assert (again.section, again.column, again.position) == (plan.section, plan.column, plan.position)
    assert layouts.apply(again) is LayoutApi.METADATA
    layouts.put_back(plan.layout_id)
    bench.org.control("faults", {"clear": True})
    assert metadata(bench.org, plan.layout_id) == original


def test_a_layout_of_a_package_is_left_alone_by_the_metadata_api_too(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "layout-managed"})
    managed = on(bench, "Charts Contact Layout").subject_id
    before = metadata(bench.org, managed)
    trouble(
        bench, do="answer", method="GET", path="tooling/sobjects/Layout", status=403, message="x",
        code="INSUFFICIENT_ACCESS", times=0,
    )  # fmt: skip
    with pytest.raises(ProblemError) as refusal:
        plan_for(bench, managed)
    assert refusal.value.problem.code == "LAYOUT_MANAGED"
    bench.org.control("faults", {"clear": True})
    assert metadata(bench.org, managed) == before


def test_a_layout_that_neither_way_shows_names_the_right_to_see_it(bench: Bench) -> None:
    layout_id = on(bench, SALES).subject_id
    trouble(
        bench, do="answer", method="GET", path="tooling/sobjects/Layout", status=403, message="x",
        code="INSUFFICIENT_ACCESS", times=0,
    )  # fmt: skip
    grant(bench, ModifyMetadata=False)
    with pytest.raises(ProblemError) as refusal:
        plan_for(bench, layout_id)
    assert "View Setup and Configuration" in refusal.value.problem.what.english()
    grant(bench, ModifyMetadata=True)
    with pytest.raises(ProblemError) as unknown:
        plan_for(bench, "00hPr0000000999IAA")
    assert unknown.value.problem.code == "LAYOUT_NOT_PERMITTED"


def test_a_layout_that_was_changed_since_it_was_shown_is_left_alone(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.set(
        layouts=[{"object": "Contact", "layout": SALES, "field": "Department", "behavior": "read_only"}]
    )
    theirs = metadata(bench.org, plan.layout_id)
    assert refused(bench, plan).problem.code == "LAYOUT_CHANGED"
    assert metadata(bench.org, plan.layout_id) == theirs
    assert bench.engine.checklist.layouts.apply(sales_plan(bench)) is LayoutApi.METADATA


def apply_while(bench: Bench, plan: LayoutPlan, meanwhile: Any) -> Any:
    """Carry a plan out, and do something between the look of the one way and that of the other."""
    trouble(
        bench, do="answer", method="PATCH", path="tooling/sobjects/Layout", status=405, seconds=1.5,
        code="METHOD_NOT_ALLOWED", message="x",
    )  # fmt: skip
    ended: list[Any] = []

    def work() -> None:
        try:
            ended.append(bench.engine.checklist.layouts.apply(plan))
        except ProblemError as error:
            ended.append(error.problem.code)

    before = bench.org.control("calls")["by_kind"].get("PATCH /tooling/sobjects/{name}/{record_id}", 0)
    thread = threading.Thread(target=work)
    thread.start()
    deadline = time.monotonic() + 20
    while (
        bench.org.control("calls")["by_kind"].get("PATCH /tooling/sobjects/{name}/{record_id}", 0) == before
    ):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    meanwhile()
    thread.join()
    return ended[0]


def test_a_change_between_the_two_ways_is_noticed(bench: Bench) -> None:
    plan = sales_plan(bench)
    theirs: list[Any] = []

    def change() -> None:
        bench.set(
            layouts=[{"object": "Contact", "layout": SALES, "field": "Department", "behavior": "required"}]
        )
        theirs.append(metadata(bench.org, plan.layout_id))

    assert apply_while(bench, plan, change) == "LAYOUT_CHANGED"
    assert metadata(bench.org, plan.layout_id) == theirs[0]
    assert bench.engine.checklist.layouts.kept() == ()


def save(org: PracticeOrg, layout_id: str, changed: dict[str, Any]) -> None:
    """As a colleague would, who may use the Tooling API."""
    org.control("faults", {"org": {"tooling_saves_layouts": True}})
    answer = org.call("PATCH", f"tooling/sobjects/Layout/{layout_id}", json={"Metadata": changed})
    answer.raise_for_status()
    org.control("faults", {"org": {"tooling_saves_layouts": False}})


def test_what_a_colleague_changed_elsewhere_on_the_layout_survives_adding_and_putting_back(
    bench: Bench,
) -> None:
    plan = sales_plan(bench)
    theirs = metadata(bench.org, plan.layout_id)
    theirs["relatedLists"] = [{"fields": ["TASK.SUBJECT"], "relatedList": "RelatedActivityList"}]

    def change() -> None:
        save(bench.org, plan.layout_id, theirs)

    # The rule for PATCH is spent by then, so that the colleague's own save goes through.
    assert apply_while(bench, plan, change) is LayoutApi.METADATA
    after = metadata(bench.org, plan.layout_id)
    assert after["relatedLists"] == theirs["relatedLists"]
    assert on(bench, SALES).state is CheckState.DONE
    bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert metadata(bench.org, plan.layout_id) == theirs


def test_putting_back_never_undoes_what_somebody_else_did(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.engine.checklist.layouts.apply(plan)
    theirs = metadata(bench.org, plan.layout_id)
    theirs["relatedLists"] = [{"relatedList": "RelatedNoteList"}]
    save(bench.org, plan.layout_id, theirs)
    present = metadata(bench.org, plan.layout_id)
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert refusal.value.problem.code == "LAYOUT_CHANGED_SINCE"
    assert metadata(bench.org, plan.layout_id) == present


def test_what_one_way_wrote_the_other_puts_back(bench: Bench) -> None:
    layouts = bench.engine.checklist.layouts
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    assert layouts.apply(plan) is LayoutApi.METADATA
    bench.set(tooling_saves_layouts=True)
    grant(bench, ModifyMetadata=False)
    layouts.put_back(plan.layout_id)
    assert metadata(bench.org, plan.layout_id) == original
    assert layouts.apply(sales_plan(bench)) is LayoutApi.TOOLING
    grant(bench, ModifyMetadata=True, CustomizeApplication=False)
    layouts.put_back(plan.layout_id)
    assert metadata(bench.org, plan.layout_id) == original
    assert layouts.kept() == ()


def test_when_neither_way_is_open_nothing_is_put_back_and_it_stays_on_offer(bench: Bench) -> None:
    plan = sales_plan(bench)
    bench.engine.checklist.layouts.apply(plan)
    present = metadata(bench.org, plan.layout_id)
    bench.org.control(
        "faults",
        {"org": {"profiles": [{"permissions": {"ModifyMetadata": False, "CustomizeApplication": False}}]}},
    )
    with pytest.raises(ProblemError) as refusal:
        bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert refusal.value.problem.code == "LAYOUT_NOT_PERMITTED"
    assert metadata(bench.org, plan.layout_id) == present
    assert [one.layout_id for one in bench.engine.checklist.layouts.kept()] == [plan.layout_id]


@pytest.mark.parametrize(
    "fault",
    [{"do": "drop_after"}, {"do": "unknown", "applied": True}, {"do": "maintenance_page", "applied": True}],
    ids=lambda fault: str(fault["do"]),
)
def test_a_lost_answer_keeps_the_original_so_that_it_can_be_put_back(
    bench: Bench, fault: dict[str, Any]
) -> None:
    plan = sales_plan(bench)
    original = metadata(bench.org, plan.layout_id)
    trouble(bench, nth=2, **fault, **SOAP)
    assert refused(bench, plan).problem.code == "LAYOUT_END_UNKNOWN"
    assert any("whether it was saved is not known" in text for text in texts(bench))
    # It was saved all the same, though nobody heard it.
    assert on(bench, SALES).state is CheckState.DONE
    bench.engine.checklist.layouts.put_back(plan.layout_id)
    assert metadata(bench.org, plan.layout_id) == original


def test_a_program_killed_between_writing_and_reading_back_keeps_the_original(
    bench: Bench, make_bench: MakeBench, tmp_path: Path
) -> None:
    layout_id = on(bench, SALES).subject_id
    original = metadata(bench.org, layout_id)
    bench.engine.stop()
    # The third call is the reading back.
    trouble(bench, do="stall", nth=3, seconds=60, **SOAP)
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
    assert json.loads(kept.original)["fullName"] == SALES_NAME
    assert on(again, SALES).state is CheckState.DONE
    again.engine.checklist.layouts.put_back(layout_id)
    assert metadata(again.org, layout_id) == original


def test_a_person_account_layout_goes_by_the_name_of_its_own_object(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "person-accounts", "org": {"tooling_saves_layouts": False}})
    bench.set(tooling_saves_layouts=False)
    layout_id = on(bench, "Person Account Layout", "Account").subject_id
    plan = bench.engine.checklist.layouts.plan_add(layout_id, EMAIL)
    assert plan.full_names == ("PersonAccount-Person Account Layout",)
    assert bench.engine.checklist.layouts.apply(plan) is LayoutApi.METADATA
    assert on(bench, "Person Account Layout", "Account").state is CheckState.DONE
    bench.engine.checklist.layouts.put_back(layout_id)
    assert on(bench, "Person Account Layout", "Account").state is CheckState.TO_DO


def test_a_token_that_expires_in_between_is_renewed_once(tmp_path: Path) -> None:
    options = EngineOptions(tmp_path, PracticeOptions(people=20, opted_out=2))
    with Engine(options) as engine:
        with engine.connection.open(threading.Event()) as org:
            url = org.instance_url
        practice = running_at(PracticeLine(url, "", tmp_path / "org" / "ca.pem", ""))
        practice.control("faults", {"scenario": "tooling-read-only"})
        found = engine.checklist.check(threading.Event())
        layout_id = next(check.subject_id for check in found.checks if check.subject == SALES)
        plan = engine.checklist.layouts.plan_add(layout_id, OptOutField.SALESFORCE)
        fault = {"do": "expired_session", "nth": 2, **SOAP}
        practice.control("faults", {"requests": [fault]})
        before = soap_calls(practice)
        assert engine.checklist.layouts.apply(plan) is LayoutApi.METADATA
        # Reading, writing twice with another token each, reading back.
        assert soap_calls(practice) == before + 4
        practice.control("expire-tokens", {})
        engine.checklist.layouts.put_back(layout_id)
        assert engine.checklist.layouts.kept() == ()
