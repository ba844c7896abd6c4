"""Loading people from Salesforce: who becomes a person here, and that it may be stopped and repeated."""

from __future__ import annotations

from threading import Event

import pytest

from core.engine import Engine
from core.events import LoadFinished, LoadProgress
from core.messages import CancelledError, ProblemError
from core.store.types.log import LogFilter
from core.store.types.people import NewPerson, PeopleFilter, PeopleSort, Source
from core.store.types.records import RecordState
from core.store.types.runs import RunKind, RunOutcome, RunStep
from core.sync.run.budget import CODE
from core.sync.run.load_people import Loaded
from core.sync.run.two_way import RunRequest
from tests.core.sync.conftest import OpenEngine
from tests.core.sync.nights.test_sync_thread import Heard
from tests.end_to_end.test_rules_of_the_sync import act, create, ticked, unsubscribed
from tests.helpers.practice import PracticeOrg


def load(engine: Engine) -> Loaded:
    return engine.sync.load_here(stop=Event())


def people(engine: Engine) -> dict[str, tuple[str, ...]]:
    keys = [key for key, _ in engine.store.people.states()]
    return {key: one.texts for key, one in engine.store.people.details(keys).items()}


def test_every_contact_and_lead_with_an_address_becomes_a_person_with_name_company_and_title(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    create(org, FirstName="Ada", LastName="Lovelace", Title="Countess", Email="Ada@example.com")
    create(org, "Lead", FirstName="Bo", LastName="Ek", Company="Ek AB", Email="bo@example.com")
    create(org, LastName="Nobody")
    engine = open_engine()
    loaded = load(engine)
    assert people(engine) == {
        "ada@example.com": ("Ada", "Lovelace", "", "Countess"),
        "bo@example.com": ("Bo", "Ek", "Ek AB", ""),
    }
    assert (loaded.read, loaded.added, loaded.unsubscribed, loaded.without_address) == (3, 2, 0, 1)
    assert engine.totals().not_syncable == 0


def test_those_opted_out_there_are_unsubscribed_here_with_the_salesforce_sync_as_source(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    create(org, Email="out@example.com", HasOptedOutOfEmail=True)
    # The same person's second record is not opted out: an opt-out belongs to the address.
    lead = create(org, "Lead", Email="OUT@example.com")
    create(org, Email="in@example.com")
    engine = open_engine()
    assert load(engine).unsubscribed == 1
    [person] = engine.people.page(PeopleFilter(), PeopleSort.NEWEST, engine.settings.opt_out_field)
    assert (person.email.lower(), person.source) == ("out@example.com", Source.SALESFORCE_SYNC)
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    assert (run.outcome, run.counts.unsubscribed_here) == (RunOutcome.DONE, 0)
    assert ticked(org, lead)


def test_people_who_are_here_already_stay_as_they_are_and_are_linked(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    known = create(org, FirstName="A.", LastName="L.", Email="ada@example.com", HasOptedOutOfEmail=True)
    engine = open_engine()
    engine.store.people.add([NewPerson("ada@example.com", "Ada", "Lovelace")], engine.options.now())
    loaded = load(engine)
    assert (loaded.added, loaded.unsubscribed) == (0, 0)
    assert people(engine) == {"ada@example.com": ("Ada", "Lovelace", "", "")}
    person = engine.store.people.by_keys(["ada@example.com"])["ada@example.com"]
    assert [record.id for record in engine.store.records.of_person(person.id)] == [known]
    # What this means for her is the sync's to say, with its preview and its brake.
    assert not unsubscribed(engine, "ada@example.com")


def test_loading_again_adds_nobody_twice_and_changes_nothing(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    for number in range(20):
        create(org, Email=f"p{number % 15}@example.com", HasOptedOutOfEmail=number < 3)
    engine = open_engine()
    first = load(engine)
    assert (first.added, first.unsubscribed) == (15, 3)
    before = people(engine)
    again = load(engine)
    assert (again.added, again.unsubscribed) == (0, 0)
    assert people(engine) == before


def test_a_converted_lead_is_loaded_as_its_contact(open_engine: OpenEngine, org: PracticeOrg) -> None:
    lead = create(org, "Lead", Email="moved@example.com", LastName="Before")
    act(org, do="convert", ids=[lead])
    engine = open_engine()
    assert load(engine).added == 1
    person = engine.store.people.by_keys(["moved@example.com"])["moved@example.com"]
    states = {record.object: record.state for record in engine.store.records.of_person(person.id)}
    assert states["Contact"] is RecordState.ACTIVE


def test_person_accounts_are_people_too(open_engine: OpenEngine, org: PracticeOrg) -> None:
    contact = create(org, FirstName="Ann", LastName="Price", Title="Ms", Email="ann@example.com")
    org.control("faults", {"org": {"person_accounts": True}})
    act(org, do="person_accounts", ids=[contact])
    engine = open_engine()
    assert load(engine).added == 1
    assert people(engine)["ann@example.com"][:2] == ("Ann", "Price")
    assert engine.totals().not_syncable == 0


def test_a_cancelled_load_keeps_what_it_has_and_the_next_one_goes_on(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    for number in range(30):
        kind = "Contact" if number < 20 else "Lead"
        create(org, kind, Email=f"p{number}@example.com", HasOptedOutOfEmail=True)
    engine = open_engine()
    heard = Heard(engine)
    stop = Event()

    def between_contacts_and_leads(event: object) -> None:
        if isinstance(event, LoadProgress) and event.step is RunStep.READING_LEADS:
            stop.set()

    end = engine.events.subscribe(between_contacts_and_leads)
    with pytest.raises(CancelledError):
        engine.sync.load_here(stop=stop)
    end()
    ended = heard.next(LoadFinished)
    assert ended.cancelled
    assert ended.added == engine.totals().people
    assert ended.added == 20
    assert engine.totals().not_syncable == 0
    assert load(engine).added == 30 - ended.added
    # Those of the first load are told apart no more: the sync unsubscribes them.
    engine.sync.run_here(RunRequest(RunKind.MANUAL), stop=Event())
    assert engine.totals().unsubscribed == 30


def test_without_calls_to_spare_nobody_is_loaded_and_the_reason_is_told(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    create(org, Email="ada@example.com")
    engine = open_engine()
    heard = Heard(engine)
    org.control("faults", {"org": {"limits": {"daily": 5000, "used": 4990}}})
    with pytest.raises(ProblemError) as refused:
        load(engine)
    assert refused.value.problem.code == CODE
    problem = heard.next(LoadFinished).problem
    assert problem is not None
    assert problem.code == CODE


def test_the_button_loads_in_the_sync_thread_and_says_in_the_log_what_came_of_it(
    open_engine: OpenEngine, org: PracticeOrg
) -> None:
    create(org, Email="ada@example.com")
    engine = open_engine()
    heard = Heard(engine)
    engine.sync.start()
    engine.sync.load_people()
    assert heard.next(LoadFinished).added == 1
    assert engine.sync.loading() is None
    messages = [entry.message.english() for entry in engine.log.page(LogFilter(), before_id=None, limit=5)]
    assert any("1 record read, 1 person added" in message for message in messages)
