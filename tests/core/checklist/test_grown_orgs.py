"""Orgs that are many years old: the checklist says only what it knows of them, and names what stands in the way."""

from __future__ import annotations

import re
from threading import Event

import pytest

from core.checklist.access_checks import signed_in
from core.checklist.results import Cause, Check, Checklist, CheckState
from core.salesforce.values.errors import explain_oauth
from core.salesforce.values.links import Links
from core.settings import READ_BACK
from core.store.types.fields import OptOutField
from core.store.types.log import LogFilter
from core.store.types.runs import Run, RunKind, RunOutcome
from core.sync.run.two_way import RunRequest
from tests.core.checklist.conftest import Bench

EMAIL = OptOutField.SALESFORCE


def begin(bench: Bench, scenario: str) -> Checklist:
    bench.org.control("faults", {"scenario": scenario})
    return bench.check()


def of(found: Checklist, id: str, object: str = "") -> Check:
    check = found.of(id, object)
    assert check is not None
    return check


def sync(bench: Bench) -> Run:
    return bench.engine.sync.run_here(RunRequest(RunKind.MANUAL, approved=True), stop=Event())


def untouched(bench: Bench, object: str) -> str:
    """The address of a live record that is not opted out."""
    live = " AND IsConverted = false" if object == "Lead" else ""
    soql = f"SELECT Email FROM {object} WHERE Email != null AND HasOptedOutOfEmail = false{live} LIMIT 1"
    address: str = bench.org.query(soql)[0]["Email"]
    return address


# the app


@pytest.mark.parametrize("scenario", ["app-not-approved", "app-blocked", "app-not-installed"])
def test_an_app_that_the_org_does_not_let_in_is_told_as_that_with_the_page(
    bench: Bench, scenario: str
) -> None:
    found = begin(bench, scenario)
    app = of(found, "app_approved")
    assert (app.state, app.cause) == (CheckState.TO_DO, Cause.NOT_APPROVED)
    assert "does not let the app of this program use the API" in app.what.english()
    assert app.fix is not None
    assert "Connected Apps OAuth Usage" in app.fix.english()
    assert app.link == f"{bench.org.url}/lightning/setup/ConnectedAppsUsage/home"
    # Nobody is told to look after rights that are not the reason.
    assert of(found, "api_enabled").state is CheckState.COULD_NOT_CHECK
    assert not any(check.permission for check in found.checks)
    bench.org.control("faults", {"scenario": "usual"})
    assert bench.found("app_approved").state is CheckState.DONE


def test_what_waits_goes_by_itself_when_the_app_is_approved_again(bench: Bench) -> None:
    bench.check()
    bench.engine.collect.by_hand([untouched(bench, "Contact")], "by phone")
    bench.org.control("faults", {"scenario": "app-blocked"})
    refused = sync(bench)
    assert (refused.outcome, refused.code) == (RunOutcome.FAILED, "CLIENT_NOT_ACCESSIBLE_FOR_USER")
    bench.org.control("faults", {"scenario": "usual"})
    assert sync(bench).outcome is RunOutcome.DONE


@pytest.mark.parametrize(
    ("error", "page"),
    [
        ("OAUTH_APP_ACCESS_DENIED", "ManageExternalClientApplication"),
        ("OAUTH_APP_BLOCKED", "ConnectedAppsUsage"),
        ("OAUTH_APPROVAL_ERROR_GENERIC", "ConnectedAppsUsage"),
    ],
)
def test_a_renewal_that_is_refused_for_the_app_leads_to_the_page_too(error: str, page: str) -> None:
    signed, app, api = signed_in(None, explain_oauth(error), Links("https://acme.my.salesforce.com"))
    assert (app.state, app.cause) == (CheckState.TO_DO, Cause.NOT_APPROVED)
    assert app.link == f"https://acme.my.salesforce.com/lightning/setup/{page}/home"
    assert {signed.state, api.state} == {CheckState.COULD_NOT_CHECK}


# licences and Leads


def test_the_licence_that_opens_no_object_is_named_with_the_one_that_is_missing(bench: Bench) -> None:
    found = begin(bench, "integration-user")
    for name in ("Contact", "Lead"):
        check = of(found, "object_editable", name)
        assert (check.state, check.cause) == (CheckState.TO_DO, Cause.NO_LICENCE)
        assert (
            "the licence Salesforce Integration, without the permission set licence" in check.what.english()
        )
        assert check.fix is not None
        assert "tick Salesforce API Integration" in check.fix.english()
        assert check.link.endswith("/lightning/setup/ManageUsers/home")
    assert not any(found.ready.values())
    bench.set(api_integration=True)
    assert bench.check().ready[EMAIL] is True


def test_where_the_licence_may_not_be_read_both_reasons_are_told(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "integration-user"})
    hidden = {"do": "answer", "path": "FROM\\+?(%20)? ?(Profile|User)", "status": 400, "times": 0}
    bench.org.control("faults", {"requests": [hidden | {"code": "INVALID_TYPE", "message": "x"}]})
    check = bench.found("object_editable", "Contact")
    bench.org.control("faults", {"clear": True})
    assert check.fix is not None
    assert "needs the permission set licence Salesforce API Integration" in check.fix.english()


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        ("no-leads", "The org has no Lead records"),
        ("platform-licence", "whose licence is Salesforce Platform"),
    ],
)
def test_an_org_without_leads_is_ready_with_its_contacts_and_syncs(
    bench: Bench, scenario: str, words: str
) -> None:
    found = begin(bench, scenario)
    assert found.ready[EMAIL] is True
    lead = of(found, "object_editable", "Lead")
    assert (lead.state, lead.cause) == (CheckState.WARNING, Cause.LEFT_OUT)
    assert words in lead.what.english()
    assert "for Contacts only" in lead.what.english()
    others = [check for check in found.checks if check.object == "Lead" and check.id != "object_editable"]
    assert {check.state for check in others} == {CheckState.NOT_NEEDED}
    bench.engine.collect.by_hand([untouched(bench, "Contact")], "by phone")
    done = sync(bench)
    assert (done.outcome, done.counts.failed) == (RunOutcome.DONE, 0)
    assert done.counts.opted_out_in_salesforce > 0
    said = [entry.code for entry in bench.engine.log.all(LogFilter(run_id=done.id))]
    assert "INVALID_TYPE" not in said


def test_leads_that_were_there_and_are_out_of_sight_now_are_a_fault(bench: Bench) -> None:
    sync(bench)
    found = begin(bench, "no-leads")
    lead = of(found, "object_editable", "Lead")
    assert (lead.state, lead.cause) == (CheckState.TO_DO, Cause.HIDDEN)
    assert found.ready[EMAIL] is False


# layouts


def test_layouts_that_nobody_is_shown_could_not_be_checked(bench: Bench) -> None:
    found = begin(bench, "layouts-unlisted")
    for name in ("Contact", "Lead"):
        for id in ("on_layout", "own_view"):
            assert of(found, id, name).state is CheckState.COULD_NOT_CHECK


def test_a_company_s_field_called_personnel_makes_no_layout_one_of_people(bench: Bench) -> None:
    found = begin(bench, "personnel-count")
    layouts = [check for check in found.checks if (check.id, check.object) == ("on_layout", "Account")]
    assert [check.subject for check in layouts] == ["Person Account Layout"]
    assert {check.state for check in layouts} == {CheckState.DONE}
    assert of(found, "own_view", "Account").state is CheckState.DONE


# a trigger that takes the ticks away


def test_a_trigger_that_unticks_counts_once_as_failed_and_is_named_after_the_first_night(
    bench: Bench,
) -> None:
    found = begin(bench, "unticking-trigger")
    before = of(found, "ticks_stay", "Contact")
    assert (before.state, before.cause) == (CheckState.NOT_NEEDED, Cause.NOTHING_TO_TRY)
    address = untouched(bench, "Contact")
    bench.engine.collect.by_hand([address], "by phone")
    done = sync(bench)
    assert done.outcome is RunOutcome.DONE_WITH_FAILURES
    assert done.counts.opted_out_in_salesforce == 0
    lost = [
        entry for entry in bench.engine.log.all(LogFilter(run_id=done.id)) if entry.code == "DID_NOT_STICK"
    ]
    assert len(lost) == done.counts.failed > 0
    records = {entry.salesforce_id for entry in lost}
    said = [
        entry.code
        for entry in bench.engine.log.all(LogFilter(run_id=done.id))
        if entry.salesforce_id in records
    ]
    assert said == ["DID_NOT_STICK"] * len(records)
    found = bench.check()
    after = of(found, "ticks_stay", "Contact")
    assert (after.state, after.cause) == (CheckState.TO_DO, Cause.REFUSED)
    assert re.search("(it was not|none was) opted out when it was read again", after.what.english())
    assert after.link.endswith("/ObjectManager/Contact/ApexTriggers/view")
    assert found.ready[EMAIL] is False
    bench.org.control("faults", {"scenario": "usual"})
    assert sync(bench).outcome is RunOutcome.DONE
    found = bench.check()
    assert of(found, "ticks_stay", "Contact").state is CheckState.DONE
    assert found.ready[EMAIL] is True


def test_a_trigger_of_one_object_says_nothing_against_the_other(bench: Bench) -> None:
    begin(bench, "unticking-trigger-on-lead")
    bench.engine.collect.by_hand([untouched(bench, "Contact"), untouched(bench, "Lead")], "by phone")
    done = sync(bench)
    assert done.counts.opted_out_in_salesforce > 0
    found = bench.check()
    assert of(found, "ticks_stay", "Contact").state is CheckState.DONE
    assert of(found, "ticks_stay", "Lead").state is CheckState.TO_DO


def test_without_reading_back_nobody_claims_that_ticks_stay(bench: Bench) -> None:
    bench.engine.settings.set(READ_BACK, "nothing")
    bench.engine.collect.by_hand([untouched(bench, "Contact")], "by phone")
    assert sync(bench).counts.opted_out_in_salesforce > 0
    assert bench.found("ticks_stay", "Contact").state is CheckState.COULD_NOT_CHECK


# languages


def test_a_japanese_org_is_understood_and_its_own_labels_stand_beside_ours(bench: Bench) -> None:
    found = begin(bench, "japanese")
    assert all(found.ready.values())
    for name in ("Contact", "Lead"):
        seen = of(found, "email_opt_out_visible", name)
        assert seen.state is CheckState.DONE
        assert seen.what.english().startswith("メール送信除外 (Email Opt Out)")
        sales = of(found, "marketo_sales_opt_out_visible", name)
        assert sales.state is CheckState.DONE
        assert sales.what.english().startswith("Marketo Sales オプトアウト (Marketo Sales Opt Out)")
    assert found.words.language == "ja"
    assert found.words.object("Contact").own == "取引先責任者"
    kept = bench.engine.checklist.last()
    assert kept is not None
    assert kept.words == found.words


def test_what_to_click_in_a_japanese_org_is_told_in_its_words(bench: Bench) -> None:
    found = begin(bench, "japanese-field-hidden")
    hidden = of(found, "email_opt_out_visible", "Contact")
    assert (hidden.state, hidden.cause) == (CheckState.TO_DO, Cause.HIDDEN)
    assert hidden.what.english().startswith("メール送信除外 (Email Opt Out)")
    assert hidden.fix is not None
    assert (
        "choose 項目レベルセキュリティの設定 (Set Field-Level Security), tick 参照可能 (Visible)"
        in hidden.fix.english()
    )
    sales = of(found, "marketo_sales_opt_out_visible", "Contact")
    assert (sales.state, sales.cause) == (CheckState.NOT_NEEDED, Cause.HIDDEN)
    assert found.words.field("Lead", EMAIL).own == "メール送信除外"


def test_a_translated_label_of_another_package_is_no_missing_field(bench: Bench) -> None:
    found = begin(bench, "japanese-older-package")
    assert all(found.ready.values())
    assert (
        "tout_apps__Marketo_Sales_Opt_Out__c"
        in of(found, "marketo_sales_opt_out_visible", "Lead").what.english()
    )


def test_checkboxes_to_choose_from_are_found_whatever_the_language(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "japanese"})
    box = {"object": "Contact", "name": "Kein_Newsletter__c", "label": "Kein Newsletter"}
    bench.set(package_field=False, extra_fields=[box])
    assert of(bench.check(), "marketo_sales_opt_out_visible", "Contact").choices == (
        ("Kein_Newsletter__c", "Kein Newsletter"),
    )
