"""The rules of the sync (DESIGN, section 2), each tried out from collecting to the org over HTTPS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from core.engine import Engine
from core.engine_options import EngineOptions
from core.settings import NIGHTLY_SYNC, OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from core.store.types.log import LogFilter
from core.store.types.people import HistoryKind, NewPerson, NotSyncableReason, Source
from core.store.types.runs import Run, RunKind, RunOutcome
from core.sync.run.two_way import RunRequest
from tests.helpers.practice import PracticeOrg

PACKAGED = "mkto_si__Marketo_Sales_Opt_Out__c"


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=0) as practice:
        yield practice


@pytest.fixture
def engine(org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    with open_engine(org, tmp_path) as opened:
        yield opened


def open_engine(org: PracticeOrg, folder: Path) -> Engine:
    environment = {
        "UNSUBSCRIBE_SYNC_INSTANCE_URL": org.url,
        "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": org.token,
        "UNSUBSCRIBE_SYNC_CA_FILE": str(org.line["ca_file"]),
    }
    return Engine(EngineOptions(folder, environment=environment))


def create(org: PracticeOrg, object_: str = "Contact", **fields: object) -> str:
    """One record made by a colleague in Salesforce; returns its ID."""
    values = {"LastName": "Lovelace"} | ({"Company": "Analytical"} if object_ == "Lead" else {}) | fields
    done = org.control("faults", {"actions": [{"do": "create", "object": object_, "set": values}]})
    [record_id] = done["done"][0]["ids"]
    return str(record_id)


def act(org: PracticeOrg, **action: object) -> dict[str, object]:
    result: dict[str, object] = org.control("faults", {"actions": [action]})["done"][0]
    return result


def ticked(org: PracticeOrg, record_id: str, field: str = "HasOptedOutOfEmail") -> bool:
    object_ = "Lead" if record_id.startswith("00Q") else "Contact"
    [row] = org.query(f"SELECT {field} FROM {object_} WHERE Id = '{record_id}'", deleted=True)
    return bool(row[field])


def add(engine: Engine, *people: NewPerson) -> None:
    engine.store.people.add(people, engine.options.now())


def unsubscribed(engine: Engine, email: str) -> bool:
    return engine.store.people.by_keys([email.lower()])[email.lower()].unsubscribed


def sync(engine: Engine, *, full: bool = False) -> Run:
    run = engine.sync.run_here(RunRequest(RunKind.MANUAL, full=full, approved=True), stop=Event())
    assert run.outcome is RunOutcome.DONE, run.reason
    return run


def test_rule_1_a_tick_taken_away_in_salesforce_is_put_back_and_never_taken_over(
    engine: Engine, org: PracticeOrg
) -> None:
    contact = create(org, Email="ada@example.com", HasOptedOutOfEmail=True)
    sync(engine)
    assert unsubscribed(engine, "ada@example.com")
    act(org, do="update", ids=[contact], set={"HasOptedOutOfEmail": False})
    sync(engine)
    assert unsubscribed(engine, "ada@example.com")
    assert ticked(org, contact)


def test_rule_2_a_push_goes_to_the_selected_field_while_the_nightly_sync_is_on(
    engine: Engine, org: PracticeOrg
) -> None:
    contact = create(org, Email="ada@example.com")
    engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    engine.settings.set(NIGHTLY_SYNC, "on")
    engine.collect.by_hand(["ada@example.com"], "asked by phone")
    engine.push.drain(Event())
    assert ticked(org, contact, PACKAGED)
    assert not ticked(org, contact)


def test_rule_2_a_push_goes_to_email_opt_out_while_the_nightly_sync_is_off(
    engine: Engine, org: PracticeOrg
) -> None:
    contact = create(org, Email="ada@example.com")
    engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    engine.settings.set(NIGHTLY_SYNC, "off")
    engine.collect.by_hand(["ada@example.com"], "asked by phone")
    engine.push.drain(Event())
    assert ticked(org, contact)
    assert not ticked(org, contact, PACKAGED)


def test_rule_3_opted_out_on_either_side_becomes_opted_out_on_both(engine: Engine, org: PracticeOrg) -> None:
    here_only = create(org, Email="here@example.com")
    create(org, "Lead", Email="there@example.com", HasOptedOutOfEmail=True)
    add(engine, NewPerson("here@example.com"), NewPerson("there@example.com"))
    engine.collect.by_hand(["here@example.com"], "asked by phone")
    run = sync(engine)
    assert ticked(org, here_only)
    assert unsubscribed(engine, "there@example.com")
    assert (run.counts.unsubscribed_here, run.counts.opted_out_in_salesforce) == (1, 1)


@pytest.mark.parametrize(
    ("wanted", "written", "other"),
    [
        (OptOutField.SALESFORCE, "HasOptedOutOfEmail", PACKAGED),
        (OptOutField.MARKETO_SALES, PACKAGED, "HasOptedOutOfEmail"),
    ],
)
def test_rule_4_only_the_selected_field_is_read_and_written(
    engine: Engine, org: PracticeOrg, wanted: OptOutField, written: str, other: str
) -> None:
    to_write = create(org, Email="here@example.com")
    create(org, Email="there@example.com", **{written: True})
    create(org, Email="apart@example.com", **{other: True})
    people = [NewPerson(f"{name}@example.com") for name in ("here", "there", "apart")]
    add(engine, *people)
    engine.settings.set(OPT_OUT_FIELD, wanted)
    engine.collect.by_hand(["here@example.com"], "asked by phone")
    sync(engine)
    assert ticked(org, to_write, written)
    assert not ticked(org, to_write, other)
    assert unsubscribed(engine, "there@example.com")
    assert not unsubscribed(engine, "apart@example.com")


def test_rule_4_moving_the_radio_button_needs_no_second_full_read(engine: Engine, org: PracticeOrg) -> None:
    create(org, Email="stranger@example.com", **{PACKAGED: True})
    sync(engine)
    engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    run = sync(engine)
    assert not run.full
    assert unsubscribed(engine, "stranger@example.com")


def test_rule_5_a_person_without_a_salesforce_id_is_counted_listed_and_picked_up_later(
    engine: Engine, org: PracticeOrg
) -> None:
    add(engine, NewPerson("nobody@example.com"))
    engine.collect.by_hand(["nobody@example.com"], "asked by phone")
    run = sync(engine)
    assert run.counts.not_syncable == 1
    [left_out] = engine.store.people.not_syncable()
    assert (left_out.email, left_out.reason) == (
        "nobody@example.com",
        NotSyncableReason.NO_SALESFORCE_RECORD,
    )
    assert [e.email for e in engine.log.all(LogFilter(run_id=run.id)) if e.code == "NO_SALESFORCE_ID"] == [
        "nobody@example.com"
    ]
    contact = create(org, Email="nobody@example.com")
    run = sync(engine)
    assert run.counts.not_syncable == 0
    assert ticked(org, contact)


def test_rule_6_removed_only_here_the_next_sync_unsubscribes_again(engine: Engine, org: PracticeOrg) -> None:
    create(org, Email="ada@example.com", HasOptedOutOfEmail=True)
    sync(engine)
    report = engine.resubscribe.resubscribe(
        "ada@example.com", reason="signed a form", who="admin", both_sides=False
    )
    assert report.ended
    assert len(report.still_ticked) == 1
    assert not unsubscribed(engine, "ada@example.com")
    sync(engine)
    assert unsubscribed(engine, "ada@example.com")


def test_rule_6_re_subscribed_on_both_sides_it_stays_so(engine: Engine, org: PracticeOrg) -> None:
    contact = create(org, Email="ada@example.com", HasOptedOutOfEmail=True)
    sync(engine)
    report = engine.resubscribe.resubscribe(
        "ada@example.com", reason="signed a form", who="admin", both_sides=True
    )
    assert (report.ended, report.cleared, report.still_ticked) == (True, [contact], [])
    assert not ticked(org, contact)
    sync(engine, full=True)
    assert not unsubscribed(engine, "ada@example.com")
    assert not ticked(org, contact)


def test_rule_7_every_record_of_the_address_follows_whatever_the_case(
    engine: Engine, org: PracticeOrg
) -> None:
    records = [
        create(org, Email="Ada@Example.com"),
        create(org, Email="ada@example.com"),
        create(org, "Lead", Email="ADA@EXAMPLE.COM", HasOptedOutOfEmail=True),
    ]
    add(engine, NewPerson("ada@example.com"))
    sync(engine)
    assert unsubscribed(engine, "ada@example.com")
    assert [ticked(org, record_id) for record_id in records] == [True, True, True]


def test_rule_7_a_converted_lead_is_followed_to_its_contact(engine: Engine, org: PracticeOrg) -> None:
    lead = create(org, "Lead", Email="ada@example.com")
    add(engine, NewPerson("ada@example.com", salesforce_ids=(lead,)))
    sync(engine)
    contact = act(org, do="convert", ids=[lead])["contacts"][0]  # type: ignore[index]
    act(org, do="update", ids=[contact], set={"Email": "ada.new@example.com"})
    engine.collect.by_hand(["ada@example.com"], "asked by phone")
    sync(engine)
    assert ticked(org, str(contact))


def test_rule_7_a_merged_record_is_followed_to_its_survivor(engine: Engine, org: PracticeOrg) -> None:
    loser = create(org, Email="ada@example.com", HasOptedOutOfEmail=True)
    survivor = create(org, Email="ada.main@example.com")
    sync(engine)
    act(org, do="merge", master=survivor, losers=[loser], set={"HasOptedOutOfEmail": False})
    sync(engine)
    assert ticked(org, survivor)


def test_rule_7_a_deleted_record_is_let_go(engine: Engine, org: PracticeOrg) -> None:
    contact = create(org, Email="ada@example.com")
    add(engine, NewPerson("ada@example.com"))
    sync(engine)
    act(org, do="delete", ids=[contact])
    engine.collect.by_hand(["ada@example.com"], "asked by phone")
    run = sync(engine)
    assert run.counts.failed == 0
    [left_out] = engine.store.people.not_syncable()
    assert left_out.reason is NotSyncableReason.RECORD_DELETED


def test_rule_8_opted_out_there_and_unknown_here_becomes_a_person_of_source_salesforce_sync(
    engine: Engine, org: PracticeOrg
) -> None:
    contact = create(org, Email="stranger@example.com", HasOptedOutOfEmail=True)
    create(org, LastName="Nameless", HasOptedOutOfEmail=True)
    run = sync(engine)
    assert run.counts.without_address == 1
    person = engine.store.people.by_keys(["stranger@example.com"])["stranger@example.com"]
    assert person.unsubscribed
    [event] = engine.store.unsubscribes.history(person.id)
    assert (event.what, event.source, event.salesforce_id) == (
        HistoryKind.UNSUBSCRIBED,
        Source.SALESFORCE_SYNC,
        contact,
    )


def test_rule_9_a_second_sync_straight_after_changes_nothing(engine: Engine, org: PracticeOrg) -> None:
    create(org, Email="there@example.com", HasOptedOutOfEmail=True)
    create(org, Email="here@example.com")
    engine.collect.by_hand(["here@example.com"], "asked by phone")
    sync(engine)
    before = org.query("SELECT Id, SystemModstamp FROM Contact ORDER BY Id")
    history = [engine.store.unsubscribes.history(person) for person in (1, 2)]
    run = sync(engine)
    assert (run.counts.unsubscribed_here, run.counts.opted_out_in_salesforce) == (0, 0)
    assert org.query("SELECT Id, SystemModstamp FROM Contact ORDER BY Id") == before
    assert [engine.store.unsubscribes.history(person) for person in (1, 2)] == history
