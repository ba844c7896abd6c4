"""The checklist from end to end: a bad state of the org, what is said of it, the remedy, and the check once more."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from core.checklist.results import GROUP_OF, Cause, CheckState, FailedCheck
from core.engine_options import utc_now
from core.events import AccessDrifted, ChecklistChanged, ChecklistProgress, Event
from core.messages import CancelledError, Category
from core.settings import NIGHTLY_SYNC, OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogFilter, LogKind
from tests.core.checklist.conftest import Bench, MakeBench

FULL = {f"{name}.Email Opt Out": "full" for name in ("Contact", "Lead")}


def checklist_entries(bench: Bench) -> list[tuple[Level, str]]:
    wanted = LogFilter(kinds=frozenset({LogKind.CHECKLIST}))
    return [
        (entry.level, entry.message.english())
        for entry in bench.engine.log.page(wanted, before_id=None, limit=50)
    ]


def test_an_org_in_order_is_ready_for_both_fields(bench: Bench) -> None:
    found = bench.check()
    assert found.ready == {OptOutField.SALESFORCE: True, OptOutField.MARKETO_SALES: True}
    fields = [check for check in found.checks if "opt_out_" in check.id]
    assert len(fields) == 8
    assert {check.state for check in fields} == {CheckState.DONE}
    assert {check.id for check in found.checks} == set(GROUP_OF)
    assert found.org is not None
    assert found.org.username in found.of("signed_in").what.english()  # type: ignore[union-attr]


def test_a_new_salesforce_org_hides_email_opt_out_and_is_told_so(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "fresh"})
    found = bench.check()
    assert found.ready[OptOutField.SALESFORCE] is False
    for name in ("Contact", "Lead"):
        visible = found.of("email_opt_out_visible", name)
        assert visible is not None
        assert (visible.state, visible.cause) == (CheckState.TO_DO, Cause.HIDDEN)
        assert visible.what.english() == (
            f"Email Opt Out (HasOptedOutOfEmail) exists on {name}, but field-level security hides it from the"
            " connected user."
        )
        assert visible.link.endswith(f"{name}/FieldsAndRelationships/HasOptedOutOfEmail/view")


def test_a_hidden_field_is_named_with_its_cause_and_is_done_after_the_remedy(bench: Bench) -> None:
    bench.security({"Lead.Email Opt Out": "hidden"})
    found = bench.check()
    hidden = found.of("email_opt_out_visible", "Lead")
    assert hidden is not None
    assert (hidden.state, hidden.cause) == (CheckState.TO_DO, Cause.HIDDEN)
    assert hidden.fix is not None
    assert "Set Field-Level Security" in hidden.fix.english()
    assert hidden.link.startswith(f"{bench.org.url}/lightning/setup/ObjectManager/Lead/")
    assert found.of("email_opt_out_visible", "Contact").state is CheckState.DONE  # type: ignore[union-attr]
    assert found.ready[OptOutField.SALESFORCE] is False
    bench.security(FULL)
    assert bench.found("email_opt_out_visible", "Lead").state is CheckState.DONE
    assert bench.found("email_opt_out_writable", "Lead").state is CheckState.DONE


@pytest.mark.parametrize("name", ["Contact", "Lead"])
def test_an_address_that_the_user_cannot_read_keeps_the_org_from_being_ready(bench: Bench, name: str) -> None:
    bench.security({f"{name}.Email": "hidden"})
    found = bench.check()
    bench.security({f"{name}.Email": "full"})
    hidden = found.of("object_editable", name)
    assert hidden is not None
    assert (hidden.state, hidden.cause) == (CheckState.TO_DO, Cause.HIDDEN)
    assert hidden.what.english().endswith(f"cannot see the e-mail address on the object {name}.")
    assert (
        hidden.link
        == f"{bench.org.url}/lightning/setup/ObjectManager/{name}/FieldsAndRelationships/Email/view"
    )
    assert not any(found.ready.values())
    assert bench.found("object_editable", name).state is CheckState.DONE


@pytest.mark.parametrize(
    ("encryption", "words"),
    [
        ("probabilistic", "cannot be asked for one"),
        ("case_sensitive", "tells capital letters from small ones"),
    ],
)
def test_an_encrypted_address_is_said_and_keeps_nothing_from_being_ready(
    bench: Bench, encryption: str, words: str
) -> None:
    bench.set(encrypted_email=encryption)
    found = bench.check()
    bench.set(encrypted_email="none")
    for name in ("Contact", "Lead"):
        check = found.of("object_editable", name)
        assert check is not None
        assert check.state is CheckState.WARNING
        assert words in check.what.english()
        assert check.link.endswith("/Email/view")
    assert found.ready[OptOutField.SALESFORCE] is True
    assert bench.found("object_editable", "Lead").state is CheckState.DONE


def test_a_read_only_field_can_be_seen_and_not_written(bench: Bench) -> None:
    bench.security({"Contact.Email Opt Out": "read_only"})
    found = bench.check()
    assert found.of("email_opt_out_visible", "Contact").state is CheckState.DONE  # type: ignore[union-attr]
    writable = found.of("email_opt_out_writable", "Contact")
    assert writable is not None
    assert (writable.state, writable.cause) == (CheckState.TO_DO, Cause.READ_ONLY)
    assert found.ready[OptOutField.SALESFORCE] is False
    # Nothing may be tried on a box that cannot be written.
    tried = found.of("dry_write", "Contact")
    assert tried is not None
    assert (tried.state, tried.cause) == (CheckState.COULD_NOT_CHECK, Cause.NOTHING_TO_TRY)
    bench.security(FULL)
    assert bench.found("email_opt_out_writable", "Contact").state is CheckState.DONE


def test_what_the_other_radio_button_needs_is_not_needed(bench: Bench) -> None:
    bench.security({"Contact.Marketo Sales Opt Out": "hidden"})
    hidden = bench.found("marketo_sales_opt_out_visible", "Contact")
    assert hidden.state is CheckState.NOT_NEEDED
    bench.engine.settings.set(NIGHTLY_SYNC, "on")
    bench.engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    assert bench.found("marketo_sales_opt_out_visible", "Contact").state is CheckState.TO_DO


def test_a_dry_write_changes_no_opt_out(bench: Bench) -> None:
    query = "SELECT Id FROM Contact WHERE HasOptedOutOfEmail = true"
    before = {row["Id"] for row in bench.org.query(query)}
    tried = bench.found("dry_write", "Contact")
    assert tried.state is CheckState.DONE
    assert tried.subject_id in before
    assert {row["Id"] for row in bench.org.query(query)} == before


def test_a_refused_dry_write_names_the_reason(bench: Bench) -> None:
    ticked = [row["Id"] for row in bench.org.query("SELECT Id FROM Lead WHERE HasOptedOutOfEmail = true")]
    bench.org.control("faults", {"records": [{"ids": ticked, "refuse": "validation"}]})
    refused = bench.found("dry_write", "Lead")
    assert (refused.state, refused.cause) == (CheckState.TO_DO, Cause.REFUSED)
    assert "電話番号" in refused.detail
    assert refused.link.endswith(refused.subject_id)
    bench.org.control("faults", {"records": [{"ids": ticked, "refuse": None}]})
    assert bench.found("dry_write", "Lead").state is CheckState.DONE


def test_without_a_ticked_box_nothing_is_written_and_nothing_is_claimed(bench: Bench) -> None:
    contacts = [
        row["Id"] for row in bench.org.query("SELECT Id FROM Contact WHERE HasOptedOutOfEmail = true")
    ]
    bench.org.control(
        "faults", {"actions": [{"do": "update", "ids": contacts, "set": {"HasOptedOutOfEmail": False}}]}
    )
    unknown = bench.found("dry_write", "Contact")
    assert (unknown.state, unknown.cause) == (CheckState.COULD_NOT_CHECK, Cause.NOTHING_TO_TRY)
    assert bench.org.query("SELECT Id FROM Contact WHERE HasOptedOutOfEmail = true") == []
    bench.org.control(
        "faults", {"actions": [{"do": "update", "ids": contacts, "set": {"HasOptedOutOfEmail": True}}]}
    )


def test_an_exhausted_org_has_no_calls_left_for_a_sync(bench: Bench) -> None:
    bench.set(limits={"daily": 10_000, "used": 9_000})
    assert bench.found("calls_left").state is CheckState.WARNING
    bench.set(limits={"daily": 10_000, "used": 100})
    assert bench.found("calls_left").state is CheckState.DONE


def test_an_org_out_of_reach_is_never_shown_as_done(make_bench: MakeBench, bench: Bench) -> None:
    bench.check()
    bench.engine.stop()
    there = {
        "UNSUBSCRIBE_SYNC_INSTANCE_URL": "https://127.0.0.1:9",
        "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": bench.org.token,
    }
    found = make_bench(environment=there).check()
    assert found.problem is not None
    assert found.ready == {OptOutField.SALESFORCE: False, OptOutField.MARKETO_SALES: False}
    local = {"people_here", "people_matched", "nightly_sync", "night_run", "keyring"}
    assert [
        check.id for check in found.checks if check.state is CheckState.DONE and check.id not in local
    ] == []


def test_a_refused_sign_in_is_something_to_do(make_bench: MakeBench, bench: Bench) -> None:
    bench.engine.stop()
    found = make_bench(
        environment={
            "UNSUBSCRIBE_SYNC_INSTANCE_URL": bench.org.url,
            "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": "expired",
            "UNSUBSCRIBE_SYNC_CA_FILE": str(bench.org.line["ca_file"]),
        }
    ).check()
    assert found.of("signed_in").state is CheckState.TO_DO  # type: ignore[union-attr]
    assert found.of("email_opt_out_visible", "Lead").state is CheckState.COULD_NOT_CHECK  # type: ignore[union-attr]


def test_a_user_without_the_api_learns_which_permission_is_missing(bench: Bench) -> None:
    bench.org.control(
        "faults", {"requests": [{"do": "api_disabled_for_user", "path": "/services/data", "times": 50}]}
    )
    found = bench.check()
    api = found.of("api_enabled")
    assert api is not None
    assert (api.state, api.permission) == (CheckState.TO_DO, "API Enabled")
    bench.org.control("faults", {"clear": True})
    assert bench.found("api_enabled").state is CheckState.DONE


def test_a_clock_that_goes_wrong_is_told_by_how_much(make_bench: MakeBench) -> None:
    fast = make_bench(now=lambda: utc_now() + timedelta(minutes=9))
    wrong = fast.found("clock")
    assert wrong.state is CheckState.WARNING
    assert "9 minutes ahead" in wrong.what.english()


def test_the_result_is_kept_and_summed_up_in_the_status_log(make_bench: MakeBench, bench: Bench) -> None:
    assert bench.engine.checklist.last() is None
    found = bench.check()
    bench.engine.stop()
    assert make_bench().engine.checklist.last() == found
    [(level, text)] = checklist_entries(bench)
    assert level is Level.INFO
    assert text.startswith(f"Checklist: {found.count(CheckState.DONE)} done")


UNREACHABLE = {"UNSUBSCRIBE_SYNC_INSTANCE_URL": "https://127.0.0.1:9", "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": "any"}


def test_what_was_found_stays_when_a_later_look_finds_out_nothing(
    make_bench: MakeBench, bench: Bench
) -> None:
    found = bench.check()
    bench.engine.stop()
    offline = make_bench(environment=UNREACHABLE)
    failed = offline.check()
    assert failed.problem is not None
    assert failed.failed_since is None
    kept = offline.engine.checklist.last()
    assert kept is not None
    assert kept.failed_since == FailedCheck(failed.checked_at, failed.problem)
    assert (kept.checked_at, kept.ready, kept.problem) == (found.checked_at, found.ready, None)
    assert [(check.id, check.state) for check in kept.checks] == [
        (check.id, check.state) for check in found.checks
    ]
    again = offline.check()
    assert again.problem is not None
    offline.engine.stop()
    back = make_bench()
    kept = back.engine.checklist.last()
    assert kept is not None
    assert kept.failed_since == FailedCheck(again.checked_at, again.problem)
    assert kept.checked_at == found.checked_at
    fresh = back.check()
    assert back.engine.checklist.last() == fresh
    assert fresh.failed_since is None


def test_of_two_looks_that_found_out_nothing_the_newer_one_counts(
    make_bench: MakeBench, bench: Bench
) -> None:
    bench.engine.check_connection()
    bench.engine.stop()
    offline = make_bench(environment=UNREACHABLE)
    offline.check()
    second = offline.check()
    kept = offline.engine.checklist.last()
    assert kept is not None
    assert (kept.checked_at, kept.problem, kept.failed_since) == (second.checked_at, second.problem, None)


def test_an_org_that_shuts_the_user_out_was_looked_at(bench: Bench) -> None:
    bench.check()
    bench.org.control(
        "faults", {"requests": [{"do": "api_disabled_for_user", "path": "/services/data", "times": 50}]}
    )
    found = bench.check()
    assert bench.engine.checklist.last() == found
    assert found.of("api_enabled").state is CheckState.TO_DO  # type: ignore[union-attr]
    bench.org.control("faults", {"clear": True})


def test_a_refused_sign_in_leaves_what_was_found(make_bench: MakeBench, bench: Bench) -> None:
    found = bench.check()
    bench.engine.stop()
    signed_out = make_bench(
        environment={
            "UNSUBSCRIBE_SYNC_INSTANCE_URL": bench.org.url,
            "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": "expired",
            "UNSUBSCRIBE_SYNC_CA_FILE": str(bench.org.line["ca_file"]),
        }
    )
    failed = signed_out.check()
    assert failed.of("signed_in").state is CheckState.TO_DO  # type: ignore[union-attr]
    kept = signed_out.engine.checklist.last()
    assert kept is not None
    assert kept.checked_at == found.checked_at
    assert kept.failed_since is not None
    assert kept.failed_since.problem.category is Category.AUTHENTICATION


def test_progress_is_told_and_a_stop_is_heard(bench: Bench) -> None:
    heard: list[Event] = []
    bench.engine.events.subscribe(heard.append)
    told: list[ChecklistProgress] = []
    bench.engine.checklist.check(threading.Event(), told.append)
    assert [event for event in heard if isinstance(event, ChecklistProgress)] == told
    assert any(isinstance(event, ChecklistChanged) for event in heard)
    assert [at.done for at in told] == sorted(at.done for at in told)
    assert all(0 <= at.done <= at.total for at in told)
    stop = threading.Event()
    stop.set()
    with pytest.raises(CancelledError):
        bench.engine.checklist.check(stop)


def test_ticked_steps_stay_with_their_org(make_bench: MakeBench, bench: Bench) -> None:
    bench.engine.check_connection()
    steps = bench.engine.checklist.steps
    steps.tick("drag_field", "Contact")
    steps.tick("save", "Lead", by_hand=False)
    bench.engine.stop()
    again = make_bench().engine.checklist.steps
    assert [(step.step_id, step.object, step.by_hand) for step in again.ticked()] == [
        ("drag_field", "Contact", True),
        ("save", "Lead", False),
    ]
    again.untick("drag_field", "Contact")
    assert [step.step_id for step in again.ticked()] == ["save"]


def test_a_field_that_got_hidden_since_the_last_look_raises_an_alarm_by_name(bench: Bench) -> None:
    bench.check()
    heard: list[Event] = []
    bench.engine.events.subscribe(heard.append)
    bench.security({"Lead.Email Opt Out": "hidden"})
    bench.check()
    alarms = [event for event in heard if isinstance(event, AccessDrifted)]
    assert [drift.english() for drift in alarms[0].drifts] == [
        text for level, text in checklist_entries(bench) if level is Level.ERROR
    ]
    assert "Email Opt Out on Lead was writable" in alarms[0].drifts[0].english()
    assert bench.engine.checklist.alarms() == alarms[0].drifts
    bench.security(FULL)
    bench.check()
    assert bench.engine.checklist.alarms() == ()
