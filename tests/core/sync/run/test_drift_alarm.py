"""A field that was fine yesterday and is hidden today: the night names it before it does anything else."""

from __future__ import annotations

import threading

import pytest

from core.checklist.results import CheckState
from core.engine import Engine
from core.events import AccessDrifted, Event
from core.settings import OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogFilter, LogKind
from core.store.types.runs import Run, RunKind, RunOutcome
from core.sync.run.two_way import RunRequest
from tests.core.sync.conftest import OpenEngine
from tests.helpers.practice import PracticeOrg

HIDDEN = {"Lead.Email Opt Out": "hidden"}


def night(engine: Engine) -> Run:
    return engine.sync.run_here(RunRequest(RunKind.NIGHTLY), stop=threading.Event())


def security(org: PracticeOrg, access: dict[str, str]) -> None:
    org.control("faults", {"org": {"security": access}})


def alarms(engine: Engine) -> list[tuple[Level, str, str]]:
    wanted = LogFilter(kinds=frozenset({LogKind.CHECKLIST}))
    entries = engine.log.page(wanted, before_id=None, limit=20)
    return [(entry.level, entry.code, entry.message.english()) for entry in entries]


def test_the_night_names_a_field_that_got_hidden(org: PracticeOrg, open_engine: OpenEngine) -> None:
    engine = open_engine()
    heard: list[Event] = []
    engine.events.subscribe(heard.append)
    night(engine)
    assert alarms(engine) == []
    security(org, HIDDEN)
    run = night(engine)
    [(level, code, text)] = alarms(engine)
    assert (level, code) == (Level.ERROR, "FIELD_DRIFTED")
    assert text.startswith("Email Opt Out on Lead was writable on ")
    assert text.endswith("is hidden or gone today.")
    [entry] = engine.log.page(LogFilter(kinds=frozenset({LogKind.CHECKLIST})), before_id=None, limit=9)
    assert entry.run_id == run.id
    assert entry.fix is not None
    assert "checklist" in entry.fix.english()
    [alarm] = [event for event in heard if isinstance(event, AccessDrifted)]
    assert [message.english() for message in alarm.drifts] == [text]


def test_an_alarm_is_raised_once_and_stays_for_who_was_away(
    org: PracticeOrg, open_engine: OpenEngine
) -> None:
    first = open_engine()
    night(first)
    security(org, HIDDEN)
    night(first)
    night(first)
    assert len(alarms(first)) == 1
    first.stop()
    later = open_engine()
    assert [message.english() for message in later.checklist.alarms()] == [alarms(later)[0][2]]
    security(org, {"Lead.Email Opt Out": "full"})
    night(later)
    assert later.checklist.alarms() == ()
    assert [(level, code) for level, code, _ in alarms(later)] == [
        (Level.INFO, "FIELD_RECOVERED"),
        (Level.ERROR, "FIELD_DRIFTED"),
    ]


def test_a_field_that_is_not_used_is_only_warned_about(org: PracticeOrg, open_engine: OpenEngine) -> None:
    engine = open_engine()
    night(engine)
    security(org, {"Contact.Marketo Sales Opt Out": "read_only"})
    night(engine)
    [(level, _, text)] = alarms(engine)
    assert level is Level.WARNING
    assert text.startswith("Marketo Sales Opt Out on Contact was writable on ")


def test_the_alarm_costs_no_call(org: PracticeOrg, open_engine: OpenEngine) -> None:
    engine = open_engine()
    everything_read = night(engine).api_calls
    night(engine)
    security(org, HIDDEN)
    assert night(engine).api_calls <= everything_read


@pytest.mark.parametrize("object_", ["Contact", "Lead"])
def test_a_field_that_nobody_chose_leads_to_the_checklist(
    org: PracticeOrg, open_engine: OpenEngine, object_: str
) -> None:
    engine = open_engine()
    engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    org.control("faults", {"scenario": "two-candidates"})
    run = night(engine)
    assert run.outcome is RunOutcome.FAILED
    [entry] = [
        entry
        for entry in engine.log.page(LogFilter(), before_id=None, limit=20)
        if entry.code == "FIELD_AMBIGUOUS"
    ]
    assert entry.fix is not None
    assert "checklist" in entry.fix.english()
    engine.checklist.choose(object_, "mkto_si__Marketo_Sales_Opt_Out__c")
    assert night(engine).outcome is RunOutcome.DONE


def test_the_accounts_of_people_that_got_out_of_sight_are_named(
    org: PracticeOrg, open_engine: OpenEngine
) -> None:
    engine = open_engine()
    org.control("faults", {"org": {"person_accounts": True}})
    night(engine)
    assert alarms(engine) == []
    profiles = [{"profile": "System Administrator", "objects": {"Account": "none"}}]
    org.control("faults", {"org": {"profiles": profiles}})
    night(engine)
    assert (Level.ERROR, "FIELD_DRIFTED") in [(level, code) for level, code, _ in alarms(engine)]
    assert any("Email Opt Out on Account was writable" in text for _, _, text in alarms(engine))
    found = engine.checklist.check(threading.Event())
    hidden = found.of("object_editable", "Account")
    assert hidden is not None
    assert hidden.state is CheckState.TO_DO
    assert found.ready[OptOutField.SALESFORCE] is False
    org.control("faults", {"org": {"person_accounts": False}})
    night(engine)
    # An org without such accounts has nothing to be alarmed about.
    assert engine.checklist.alarms() == ()


def test_a_second_candidate_is_no_hidden_field(org: PracticeOrg, open_engine: OpenEngine) -> None:
    engine = open_engine()
    night(engine)
    org.control("faults", {"scenario": "two-candidates"})
    night(engine)
    texts = [text for _, _, text in alarms(engine)]
    assert len(texts) == 2
    assert all("several checkboxes could be it today" in text for text in texts)
