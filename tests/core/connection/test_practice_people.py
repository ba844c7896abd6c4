from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.connection.practice_people import Known, add_practice_people, imagine
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.store.addresses import address_key
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.log import LogFilter
from core.store.types.people import NotSyncableReason, Source
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.practice import PracticeOrg

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeOrg]:
    """An org of the usual size, which tests only read."""
    with PracticeOrg(people=2_000) as running:
        yield running


@pytest.fixture(scope="module")
def org(practice: PracticeOrg) -> Iterator[SalesforceOrg]:
    with client(practice) as connected:
        yield connected


@pytest.fixture(scope="module")
def shape(org: SalesforceOrg) -> OrgSchema:
    return org.describe()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def client(practice: PracticeOrg) -> SalesforceOrg:
    return SalesforceOrg(practice.url, HandedInToken(practice.token), ca_file=Path(practice.line["ca_file"]))


def everything(store: Store) -> list[list[tuple[object, ...]]]:
    """Every row of every table that the people could touch."""
    return [
        [tuple(row) for row in store.database.rows(f"SELECT * FROM {table}")]
        for table in (
            "person",
            "salesforce_record",
            "link",
            "history",
            "queued_push",
            "setting",
            "status_entry",
        )
    ]


def test_the_first_sync_has_something_to_show_on_every_count(
    store: Store, org: SalesforceOrg, shape: OrgSchema, practice: PracticeOrg
) -> None:
    added = add_practice_people(store, org, shape, NOW, seed=1)
    totals = store.people.totals()
    assert totals.people == added
    assert 900 <= added <= 1_100
    there: dict[str, set[str]] = {}
    opted_out: set[str] = set()
    for name in ("Contact", "Lead"):
        for record in practice.query(f"SELECT Id, Email, HasOptedOutOfEmail FROM {name} WHERE Email != null"):
            key = address_key(record["Email"])
            there.setdefault(key, set()).add(record["Id"])
            if record["HasOptedOutOfEmail"]:
                opted_out.add(key)
    here = dict(store.people.states())
    unsubscribed = {key for key, gone in here.items() if gone}
    linked = {row[0] for row in store.database.rows("SELECT person_id FROM link")}
    by_id = len(linked)
    only_by_address = {key for key in here if key in there} - {
        key for key, person in store.people.by_keys(here).items() if person.id in linked
    }
    strangers = here.keys() - there.keys()
    assert by_id > 0.7 * added
    assert len(only_by_address) > 0.1 * added
    assert 20 <= len(strangers) <= 100
    assert strangers & unsubscribed
    assert len(here.keys() & opted_out - unsubscribed) >= 15, "opted out only there"
    assert len(here.keys() & opted_out & unsubscribed) >= 15, "agreed already"
    assert 20 <= len((unsubscribed & there.keys()) - opted_out) <= 60, "unsubscribed only here"
    assert len(opted_out - here.keys()) >= 15, "opted out there and unknown here"
    assert any(len(there[key]) > 1 for key in (unsubscribed & there.keys()) - opted_out), "one shared address"
    assert {person.reason for person in store.people.not_syncable()} == {NotSyncableReason.NEVER_LOOKED_FOR}


def test_unsubscribes_of_the_past_are_varied_dated_and_not_queued(
    store: Store, org: SalesforceOrg, shape: OrgSchema
) -> None:
    add_practice_people(store, org, shape, NOW, seed=1)
    events = [
        event
        for (person_id,) in store.database.rows("SELECT id FROM person WHERE unsubscribed_at IS NOT NULL")
        for event in store.unsubscribes.history(person_id)
    ]
    assert len(events) == store.people.totals().unsubscribed
    assert {event.source for event in events} >= {
        Source.MANUAL,
        Source.CLICKED_LINK,
        Source.CSV_IMPORT,
        Source.BOUNCE,
    }
    assert all(NOW - timedelta(days=731) < event.at < NOW for event in events)
    assert store.push_queue.state().waiting == 0


def test_done_twice_it_changes_nothing(store: Store, org: SalesforceOrg, shape: OrgSchema) -> None:
    add_practice_people(store, org, shape, NOW, seed=1)
    before = everything(store)
    calls = org.calls
    assert add_practice_people(store, org, shape, NOW + timedelta(days=1), seed=2) == 0
    assert everything(store) == before
    assert org.calls == calls


class PowerCut(BaseException):
    pass


def test_a_kill_in_between_leaves_nothing_half_done(
    store: Store, org: SalesforceOrg, shape: OrgSchema, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(store.org_state, "set_setting", cut)
        with pytest.raises(PowerCut):
            add_practice_people(store, org, shape, NOW, seed=1)
    assert not any(everything(store))
    assert add_practice_people(store, org, shape, NOW, seed=1) > 900


def test_the_same_seed_makes_the_same_people(
    tmp_path: Path, store: Store, org: SalesforceOrg, shape: OrgSchema
) -> None:
    twin, other = Store(tmp_path / "twin"), Store(tmp_path / "other")
    for each, seed in ((store, 1), (twin, 1), (other, 2)):
        add_practice_people(each, org, shape, NOW, seed)
    assert everything(twin) == everything(store)
    assert everything(other) != everything(store)


def test_what_was_collected_before_the_org_was_ready_stays_as_it_is(
    store: Store, org: SalesforceOrg, shape: OrgSchema
) -> None:
    [page, *_] = org.read_people("Contact", shape)
    emails = [record.email for record in page.snapshots if record.email]
    mine = [NewUnsubscribe(email, NOW, Source.MANUAL, "by hand") for email in emails]
    store.unsubscribes.collect(mine, OptOutField.SALESFORCE, NOW)
    queued = store.push_queue.state().waiting
    add_practice_people(store, org, shape, NOW, seed=1)
    assert store.push_queue.state().waiting == queued
    key = address_key(emails[0])
    [event] = store.unsubscribes.history(store.people.by_keys([key])[key].id)
    assert event.reason == "by hand"
    assert store.people.totals().people > len({address_key(email) for email in emails})


def test_the_status_log_says_it_in_numbers(store: Store, org: SalesforceOrg, shape: OrgSchema) -> None:
    added = add_practice_people(store, org, shape, NOW, seed=1)
    [entry] = store.status_log.all(LogFilter())
    assert f"{added:,} practice people" in entry.message.english()
    assert "@" not in entry.message.english()


def test_an_empty_org_brings_no_people(store: Store) -> None:
    with PracticeOrg(people=0) as empty, client(empty) as connected:
        assert add_practice_people(store, connected, connected.describe(), NOW, seed=1) == 0
    assert store.people.totals().people == 0


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_even_the_smallest_org_gets_people(size: int) -> None:
    known = {f"p{n}@x.example": Known(f"P{n}@x.example", "Ann van Dyke", ["003"]) for n in range(size)}
    imagined = imagine(known, NOW, seed=1)
    assert len(imagined.people) >= 3
    assert imagined.unsubscribes
    assert imagined.people[0] == replace(imagined.people[0], first_name="Ann", last_name="van Dyke")
