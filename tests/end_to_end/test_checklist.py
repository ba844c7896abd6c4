"""Every bad state that an org can be in: the checklist names it, it is put right, and the check is done."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.checklist.results import Cause, Check, Checklist, CheckState
from core.engine import Engine
from core.engine_options import EngineOptions
from core.settings import NIGHTLY_SYNC, OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg
from tests.helpers.setup_browser import SetupBrowser

ADMIN = "System Administrator"
OPT_OUT = "HasOptedOutOfEmail"
BOTH = ("Contact", "Lead")
MARKETO_SALES = OptOutField.MARKETO_SALES
Remedy = Callable[[SetupBrowser], object]
TO_DO, WARNING, UNKNOWN = CheckState.TO_DO, CheckState.WARNING, CheckState.COULD_NOT_CHECK


@dataclass(frozen=True)
class Bad:
    """A scenario of the practice org, the check that finds it, and what is done on the page it leads to."""

    scenario: str
    check: str
    object: str
    cause: Cause | None
    remedy: Remedy
    state: CheckState = TO_DO
    selected: OptOutField = OptOutField.SALESFORCE
    subject: str = ""
    permission: str = ""

    def __str__(self) -> str:
        return f"{self.scenario}: {self.check} {self.object}".strip()


# What a person does on the page that the check leads to.


def allow(browser: SetupBrowser) -> None:
    """Make the field visible and writable for the administrator's profile."""
    browser.press("save", visible__1=True, readonly__1=False)


def install(browser: SetupBrowser) -> None:
    browser.press("install")


def add(field: str) -> Remedy:
    return lambda browser: browser.press("add", field=field)


def make_editable(browser: SetupBrowser) -> None:
    browser.press("save", **{f"behavior-{OPT_OUT}": "Edit"})


def on_every_page(browser: SetupBrowser) -> None:
    """From a list of layouts or Lightning pages into each that lacks the field."""
    for link in [link for link in browser.links if re.search("/(00h|0M0)", link)]:
        browser.open(link)
        adding = [form for form in browser.forms if OPT_OUT in form.choices.get("field", [])]
        if adding:
            browser.press("add", field=OPT_OUT)


def deactivate(browser: SetupBrowser) -> None:
    [rule] = [
        value for form in browser.forms for value, label in form.buttons.items() if label == "Deactivate"
    ]
    browser.press(rule)


def grant(**rights: Any) -> Remedy:
    """From the list of profiles to the administrator's."""

    def press(browser: SetupBrowser) -> None:
        browser.open(next(link for link in browser.links if "EnhancedProfiles/00e" in link))
        assert ADMIN in browser.text
        browser.press("save", **rights)

    return press


BAD = [
    Bad("field-hidden", "email_opt_out_visible", "Contact", Cause.HIDDEN, allow),
    Bad("field-hidden", "email_opt_out_writable", "Lead", Cause.HIDDEN, allow),
    Bad("field-hidden-on-lead", "email_opt_out_visible", "Lead", Cause.HIDDEN, allow),
    Bad("field-read-only", "email_opt_out_writable", "Contact", Cause.READ_ONLY, allow),
    Bad("package-missing", "package_installed", "", Cause.NOT_INSTALLED, install, selected=MARKETO_SALES),
    Bad(
        "package-missing", "marketo_sales_opt_out_visible", "Lead", Cause.NOT_INSTALLED, install,
        selected=MARKETO_SALES,
    ),
    Bad(
        "package-field-hidden", "marketo_sales_opt_out_visible", "Lead", Cause.HIDDEN, allow,
        selected=MARKETO_SALES,
    ),
    Bad(
        "package-field-read-only", "marketo_sales_opt_out_writable", "Contact", Cause.READ_ONLY, allow,
        selected=MARKETO_SALES,
    ),
    Bad("layouts-missing", "on_layout", "Contact", Cause.MISSING, add(OPT_OUT), subject="Contact Layout"),
    Bad("layouts-missing", "own_view", "Lead", Cause.MISSING, on_every_page),
    Bad(
        "layout-read-only", "on_layout", "Lead", Cause.READ_ONLY, make_editable, WARNING,
        subject="Lead Layout",
    ),
    Bad(
        "layout-managed", "on_layout", "Contact", Cause.MANAGED, add(OPT_OUT), subject="Charts Contact Layout"
    ),
    Bad("many-record-types", "own_view", "Lead", Cause.MISSING, on_every_page),
    Bad("dynamic-forms", "lightning_page", "Contact", Cause.MISSING, on_every_page, WARNING),
    Bad("validation-rule", "validation_rules", "Contact", None, deactivate, WARNING),
    Bad("no-edit-right", "object_editable", "Lead", Cause.READ_ONLY, grant(object__Lead="edit"), permission="Edit"),
    Bad(
        "no-api", "api_enabled", "", Cause.NO_PERMISSION, grant(may__ApiEnabled=True), permission="API Enabled"
    ),
    Bad(
        "no-view-setup", "on_layout", "Contact", Cause.NO_PERMISSION, grant(may__ViewSetup=True), UNKNOWN,
        permission="View Setup and Configuration",
    ),
    Bad(
        "no-view-setup", "validation_rules", "Lead", Cause.NO_PERMISSION, grant(may__ViewSetup=True), UNKNOWN,
        permission="View Setup and Configuration",
    ),
    Bad(
        "person-accounts", "on_layout", "Account", Cause.MISSING, add("PersonHasOptedOutOfEmail"),
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
        running.settings.set(NIGHTLY_SYNC, "on")
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
    assert wrong.link.startswith(org.url)
    browser = SetupBrowser(org).open(wrong.link.removeprefix(org.url))
    assert browser.status == 200
    bad.remedy(browser)
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


def test_a_checkbox_that_was_picked_by_mistake_can_be_picked_anew(org: PracticeOrg, engine: Engine) -> None:
    engine.settings.set(OPT_OUT_FIELD, MARKETO_SALES)
    vip = {"object": "Contact", "name": "VIP__c", "label": "VIP", "kind": "boolean"}
    org.control("faults", {"clear": True, "scenario": "usual", "org": {"extra_fields": [vip]}})
    engine.checklist.choose("Contact", "VIP__c")
    mistaken = look(engine).of("marketo_sales_opt_out_visible", "Contact")
    assert mistaken is not None
    assert (mistaken.state, mistaken.choice) == (CheckState.DONE, "VIP__c")
    packaged = "mkto_si__Marketo_Sales_Opt_Out__c"
    assert {packaged, "VIP__c"} <= dict(mistaken.choices).keys()
    engine.checklist.choose("Contact", packaged)
    mended = look(engine).of("marketo_sales_opt_out_visible", "Contact")
    assert mended is not None
    assert packaged in mended.what.english()


def test_a_package_without_the_field_is_told_from_a_hidden_field(org: PracticeOrg, engine: Engine) -> None:
    engine.settings.set(OPT_OUT_FIELD, MARKETO_SALES)
    org.control("faults", {"clear": True, "scenario": "package-without-field"})
    found = look(engine)
    missing = found.of("marketo_sales_opt_out_visible", "Contact")
    assert missing is not None
    assert (missing.state, missing.cause) == (TO_DO, Cause.WRONG_NAME)
    assert found.of("package_installed").state is CheckState.DONE  # type: ignore[union-attr]
    SetupBrowser(org).open("/lightning/setup/ImportedPackage/home").press("upgrade")
    assert look(engine).of("marketo_sales_opt_out_visible", "Contact").state is CheckState.DONE  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("scenario", "object_"),
    [("validation-rule", "Lead"), ("validation-rule", "Contact"), ("required-field", "Contact")],
)
def test_a_rule_that_refuses_opt_outs_is_found_out_by_the_dry_write(
    scenario: str, object_: str, org: PracticeOrg, engine: Engine
) -> None:
    org.control("faults", {"clear": True, "scenario": scenario})
    found = look(engine)
    refused = found.of("dry_write", object_)
    assert refused is not None
    # An org that was seen to refuse opt-outs is not called ready for them.
    assert found.ready[OptOutField.SALESFORCE] is False
    assert (refused.state, refused.cause) == (TO_DO, Cause.REFUSED)
    assert refused.detail
    # It leads to the record that was refused.
    assert SetupBrowser(org).open(refused.link.removeprefix(org.url)).status == 200
    org.control("faults", {"scenario": "usual"})
    found = look(engine)
    assert found.of("dry_write", object_).state is CheckState.DONE  # type: ignore[union-attr]
    assert found.ready[OptOutField.SALESFORCE] is True


def test_every_link_of_the_checklist_opens_a_page(org: PracticeOrg, engine: Engine) -> None:
    browser = SetupBrowser(org)
    for scenario in ("all-bad", "ready", "two-candidates"):
        for selected in OptOutField:
            engine.settings.set(OPT_OUT_FIELD, selected)
            org.control("faults", {"clear": True, "scenario": scenario})
            for link in {check.link for check in look(engine).checks if check.link}:
                assert browser.open(link.removeprefix(org.url)).status == 200, link


def test_a_chosen_checkbox_that_got_hidden_is_named_and_no_other_takes_its_place(
    org: PracticeOrg, engine: Engine
) -> None:
    engine.settings.set(OPT_OUT_FIELD, MARKETO_SALES)
    org.control("faults", {"clear": True, "scenario": "two-candidates"})
    engine.checklist.choose("Lead", "Marketo_Sales_Opt_Out__c")
    engine.checklist.choose("Contact", "Marketo_Sales_Opt_Out__c")
    assert look(engine).ready[MARKETO_SALES] is True
    org.control("faults", {"org": {"security": {"Lead.Marketo_Sales_Opt_Out__c": "hidden"}}})
    found = look(engine)
    hidden = found.of("marketo_sales_opt_out_visible", "Lead")
    assert hidden is not None
    assert (hidden.state, hidden.cause) == (TO_DO, Cause.HIDDEN)
    assert "Marketo_Sales_Opt_Out__c" in hidden.what.english()
    assert found.ready[MARKETO_SALES] is False
    allow(SetupBrowser(org).open(hidden.link.removeprefix(org.url)))
    assert look(engine).ready[MARKETO_SALES] is True
    org.control("faults", {"scenario": "usual"})
    gone = look(engine).of("marketo_sales_opt_out_visible", "Lead")
    assert gone is not None
    assert (gone.state, gone.cause) == (TO_DO, Cause.WRONG_NAME)
    assert [name for name, _ in gone.choices] == ["mkto_si__Marketo_Sales_Opt_Out__c"]


def test_a_duplicate_rule_that_only_warns_lets_opt_outs_pass(org: PracticeOrg, engine: Engine) -> None:
    org.control("faults", {"clear": True, "scenario": "duplicate-rule"})
    for row in org.query("SELECT Id, Email FROM Contact WHERE HasOptedOutOfEmail = true AND Email != null"):
        twin = {"LastName": "Twin", "Email": row["Email"]}
        org.control("faults", {"actions": [{"do": "create", "object": "Contact", "set": twin}]})
    found = look(engine)
    assert found.of("dry_write", "Contact").state is CheckState.DONE  # type: ignore[union-attr]
    assert found.of("duplicate_rules", "Contact").state is CheckState.DONE  # type: ignore[union-attr]


def test_without_rights_in_setup_a_missing_field_is_not_taken_for_a_missing_package(
    org: PracticeOrg, engine: Engine
) -> None:
    engine.settings.set(OPT_OUT_FIELD, MARKETO_SALES)
    org.control("faults", {"clear": True, "scenario": "no-view-setup"})
    assert "mkto_si__" in look(engine).of("package_installed").what.english()  # type: ignore[union-attr]
    hidden = {f"{name}.Marketo Sales Opt Out": "hidden" for name in BOTH}
    org.control("faults", {"org": {"security": hidden}})
    found = look(engine)
    package = found.of("package_installed")
    missing = found.of("marketo_sales_opt_out_visible", "Contact")
    assert package is not None
    assert missing is not None
    assert package.state is UNKNOWN
    assert (missing.state, missing.cause) == (TO_DO, Cause.MISSING)
    for check in (package, missing):
        assert check.permission == "View Setup and Configuration"


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
    org.control("faults", {"clear": True, "scenario": "usual"})
    before = org.control("faults")["limits"]["used"]
    look(engine)
    assert org.control("faults")["limits"]["used"] - before <= 30
