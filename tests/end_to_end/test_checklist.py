"""Every bad state that an org can be in: the checklist names it, it is put right, and the check is done."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from core.checklist.results import Cause, Check, Checklist, CheckState
from core.engine import Engine, EngineOptions
from core.settings import OPT_OUT_FIELD
from core.store.nouns import OptOutField
from tests.core.sync.conftest import reached
from tests.practice import PracticeOrg

ADMIN = "System Administrator"
LABEL = "Marketo Sales Opt Out"
BOTH = ("Contact", "Lead")
MARKETO_SALES = OptOutField.MARKETO_SALES
TO_DO, WARNING, UNKNOWN = CheckState.TO_DO, CheckState.WARNING, CheckState.COULD_NOT_CHECK


@dataclass(frozen=True)
class Bad:
    """A scenario of the practice org, the check that finds it, and the state of the org that puts it right."""

    scenario: str
    check: str
    object: str
    cause: Cause | None
    remedy: dict[str, Any] = field(default_factory=dict)
    state: CheckState = TO_DO
    selected: OptOutField = OptOutField.SALESFORCE
    subject: str = ""
    permission: str = ""

    def __str__(self) -> str:
        return f"{self.scenario}: {self.check} {self.object}".strip()


def secured(name: str) -> dict[str, Any]:
    return {"security": {f"{object}.{name}": "full" for object in BOTH}}


def on_layout(object: str, layout: str) -> dict[str, Any]:
    entry = {"object": object, "layout": layout, "field": "Email Opt Out", "behavior": "edit"}
    return {"layouts": [entry]}


def admin(**rights: Any) -> dict[str, Any]:
    return {"profiles": [{"profile": ADMIN, **rights}]}


def rule(object: str, name: str, needs: str) -> dict[str, Any]:
    return {"validation_rules": [{"object": object, "name": name, "field": needs, "active": False}]}


BAD = [
    Bad("field-hidden", "email_opt_out_visible", "Contact", Cause.HIDDEN, secured("Email Opt Out")),
    Bad("field-hidden", "email_opt_out_writable", "Lead", Cause.HIDDEN, secured("Email Opt Out")),
    Bad("field-hidden-on-lead", "email_opt_out_visible", "Lead", Cause.HIDDEN, secured("Email Opt Out")),
    Bad("field-read-only", "email_opt_out_writable", "Contact", Cause.READ_ONLY, secured("Email Opt Out")),
    Bad(
        "package-missing", "package_installed", "", Cause.NOT_INSTALLED, {"package": True},
        selected=MARKETO_SALES,
    ),
    Bad(
        "package-missing", "marketo_sales_opt_out_visible", "Lead", Cause.NOT_INSTALLED, {"package": True},
        selected=MARKETO_SALES,
    ),
    Bad(
        "package-without-field", "marketo_sales_opt_out_visible", "Contact", Cause.WRONG_NAME,
        {"package_field": True}, selected=MARKETO_SALES,
    ),
    Bad(
        "package-field-hidden", "marketo_sales_opt_out_visible", "Lead", Cause.HIDDEN, secured(LABEL),
        selected=MARKETO_SALES,
    ),
    Bad(
        "package-field-read-only", "marketo_sales_opt_out_writable", "Contact", Cause.READ_ONLY,
        secured(LABEL), selected=MARKETO_SALES,
    ),
    Bad(
        "layouts-missing", "on_layout", "Contact", Cause.MISSING, on_layout("Contact", "Contact Layout"),
        subject="Contact Layout",
    ),
    Bad("layouts-missing", "own_view", "Lead", Cause.MISSING, on_layout("Lead", "*")),
    Bad(
        "layout-read-only", "on_layout", "Lead", Cause.READ_ONLY, on_layout("Lead", "Lead Layout"), WARNING,
        subject="Lead Layout",
    ),
    Bad(
        "layout-managed", "on_layout", "Contact", Cause.MISSING, on_layout("Contact", "Charts Contact Layout"),
        subject="Charts Contact Layout",
    ),
    Bad(
        "many-record-types", "own_view", "Lead", Cause.MISSING, on_layout("Lead", "Lead (Events) Layout"),
    ),
    Bad(
        "dynamic-forms", "lightning_page", "Contact", Cause.MISSING,
        {"pages": [{"object": "Contact", "dynamic_forms": True, "fields": ["Phone", "HasOptedOutOfEmail"]}]},
        WARNING,
    ),
    Bad(
        "validation-rule", "dry_write", "Lead", Cause.REFUSED, rule("Lead", "Website_Needed", "Website"),
    ),
    Bad(
        "validation-rule", "validation_rules", "Contact", None,
        rule("Contact", "Department_Needed", "Department"), WARNING,
    ),
    Bad(
        "no-edit-right", "object_editable", "Lead", Cause.READ_ONLY, admin(objects={"Lead": "edit"}),
        permission="Edit",
    ),
    Bad(
        "no-api", "api_enabled", "", Cause.NO_PERMISSION, admin(permissions={"ApiEnabled": True}),
        permission="API Enabled",
    ),
    Bad(
        "no-view-setup", "on_layout", "Contact", Cause.NO_PERMISSION, admin(permissions={"ViewSetup": True}),
        UNKNOWN, permission="View Setup and Configuration",
    ),
    Bad(
        "no-view-setup", "validation_rules", "Lead", Cause.NO_PERMISSION,
        admin(permissions={"ViewSetup": True}), UNKNOWN, permission="View Setup and Configuration",
    ),
    Bad(
        "person-accounts", "on_layout", "Account", Cause.MISSING,
        {
            "layouts": [
                {
                    "object": "Account", "layout": "Person Account Layout",
                    "field": "PersonHasOptedOutOfEmail", "behavior": "edit",
                }
            ]
        },
        subject="Person Account Layout",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=40, opted_out=10) as running:
        yield running


@pytest.fixture
def engine(org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    with Engine(EngineOptions(tmp_path, environment=reached(org))) as running:
        yield running


def look(engine: Engine) -> Checklist:
    return engine.checklist.check(threading.Event())


def the(found: Checklist, bad: Bad) -> list[Check]:
    return [
        check
        for check in found.checks
        if (check.id, check.object) == (bad.check, bad.object) and bad.subject in ("", check.subject)
    ]


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_a_bad_state_is_named_put_right_and_done(bad: Bad, org: PracticeOrg, engine: Engine) -> None:
    engine.settings.set(OPT_OUT_FIELD, bad.selected)
    org.control("faults", {"clear": True, "scenario": bad.scenario})
    [wrong] = the(look(engine), bad)
    assert (wrong.state, wrong.cause) == (bad.state, bad.cause)
    assert wrong.permission == bad.permission
    assert wrong.fix is not None
    assert wrong.fix.english()
    if bad.permission != "API Enabled":
        assert wrong.link.startswith(org.url)
    org.control("faults", {"org": bad.remedy})
    if bad.state is UNKNOWN:
        assert not [check for check in the(look(engine), bad) if check.cause is Cause.NO_PERMISSION]
    else:
        assert {check.state for check in the(look(engine), bad)} == {CheckState.DONE}


def test_two_candidates_are_told_apart_by_the_admin(org: PracticeOrg, engine: Engine) -> None:
    engine.settings.set(OPT_OUT_FIELD, MARKETO_SALES)
    org.control("faults", {"clear": True, "scenario": "two-candidates"})
    found = look(engine)
    for name in BOTH:
        several = found.of("marketo_sales_opt_out_visible", name)
        assert several is not None
        assert (several.state, several.cause, len(several.choices)) == (TO_DO, Cause.SEVERAL, 2)
        engine.checklist.choose(name, several.choices[0][0])
    after = look(engine)
    for name in BOTH:
        assert after.of("marketo_sales_opt_out_visible", name).state is CheckState.DONE  # type: ignore[union-attr]
    assert after.ready[MARKETO_SALES] is True


def test_a_duplicate_rule_that_only_warns_lets_opt_outs_pass(org: PracticeOrg, engine: Engine) -> None:
    org.control("faults", {"clear": True, "scenario": "duplicate-rule"})
    for row in org.query("SELECT Id, Email FROM Contact WHERE HasOptedOutOfEmail = true AND Email != null"):
        twin = {"LastName": "Twin", "Email": row["Email"]}
        org.control("faults", {"actions": [{"do": "create", "object": "Contact", "set": twin}]})
    found = look(engine)
    assert found.of("dry_write", "Contact").state is CheckState.DONE  # type: ignore[union-attr]
    assert found.of("duplicate_rules", "Contact").state is CheckState.DONE  # type: ignore[union-attr]


def test_the_older_package_is_known(org: PracticeOrg, engine: Engine) -> None:
    engine.settings.set(OPT_OUT_FIELD, MARKETO_SALES)
    org.control("faults", {"clear": True, "scenario": "package-older"})
    found = look(engine)
    assert found.ready[MARKETO_SALES] is True
    assert "Customizations" in found.of("package_installed").what.english()  # type: ignore[union-attr]


def test_an_org_that_is_ready_has_nothing_left_to_do(org: PracticeOrg, engine: Engine) -> None:
    org.control("faults", {"clear": True, "scenario": "ready"})
    found = look(engine)
    left = [check.id for check in found.checks if check.state is TO_DO]
    assert left == ["people_here"]
    assert found.ready == {OptOutField.SALESFORCE: True, MARKETO_SALES: True}


def test_all_bad_becomes_all_good(org: PracticeOrg, engine: Engine) -> None:
    org.control("faults", {"clear": True, "scenario": "all-bad"})
    worst = look(engine)
    assert worst.ready == {OptOutField.SALESFORCE: False, MARKETO_SALES: False}
    assert worst.count(TO_DO) > 10
    for name in (*BOTH, "Account"):
        assert worst.of("on_layout", name).state in (TO_DO, WARNING)  # type: ignore[union-attr]
    org.control("faults", {"clear": True, "scenario": "ready"})
    best = look(engine)
    assert best.ready == {OptOutField.SALESFORCE: True, MARKETO_SALES: True}
    assert [check.id for check in best.checks if check.state is TO_DO] == ["people_here"]


def test_the_checklist_takes_few_calls(org: PracticeOrg, engine: Engine) -> None:
    org.control("faults", {"clear": True, "scenario": "fresh"})
    before = org.control("faults")["limits"]["used"]
    look(engine)
    assert org.control("faults")["limits"]["used"] - before <= 30
