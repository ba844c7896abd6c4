"""A database that kept decisions, of before the fourth migration: everything in it is there afterwards, as facts."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from importlib import resources

import pytest
from peewee import IntegrityError

from core.plain_text.moments import iso_text
from core.salesforce.values.errors import explain
from core.store import database as opening
from core.store.database import SQLITE_FILE, Database
from core.store.resubscribes import RESUBSCRIBED
from core.store.store import Store
from core.store.types.pushes import PushState
from core.store.types.records import LinkOrigin
from core.store.types.runs import RunKind, RunOutcome
from tests.helpers.samples import FIELD, NOW, and_forgotten, open_run, planned, record_id

AT = iso_text(NOW)
REFUSED = explain("FIELD_CUSTOM_VALIDATION_EXCEPTION", "a rule")
NAMES = ("ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida", "jim", "kim", "lea")
"""The people, by their numbers from 1 on."""
UNSUBSCRIBED = {"ann", "dan", "ida", "jim", "kim"}
RECORDS: Sequence[tuple[int, str, int, str, int | None]] = (
    # number, prefix, Email Opt Out, state, successor
    (1, "003", 0, "active", None),
    (2, "003", 1, "active", None),
    (3, "00Q", 0, "active", None),
    (40, "003", 0, "merged", 41),
    (41, "003", 0, "merged", 42),
    (5, "00Q", 1, "converted", 3),
    (6, "00Q", 1, "converted", 3),
    (7, "003", 1, "merged", 1),
    (8, "003", 1, "deleted", None),
    (9, "003", 0, "active", None),
    (10, "003", 0, "active", None),
    (11, "003", 0, "active", None),
)
LINKS = (
    ("ann", 1, "id"),
    ("bob", 2, "address"),
    ("cyd", 3, "followed"),
    ("dan", 40, "address"),
    ("eve", 5, "address"),
    ("fay", 6, "address"),
    ("gus", 7, "id"),
    ("hal", 8, "address"),
    ("ida", 9, "address"),
    ("jim", 10, "address"),
    ("kim", 11, "address"),
)
PUSHES = (
    # person, record, state, code, whether a problem is beside it
    ("ann", 1, "waiting", "", False),
    ("ann", None, "sending", "", False),
    ("ann", 2, "parked", REFUSED.code, True),
    ("ann", 9, "done", "", False),
    # Held for a re-subscribe that was refused or cut off: jim's was carried out, kim has another one open.
    ("ida", 9, "given_up", "RESUBSCRIBED", False),
    ("ida", None, "given_up", "RESUBSCRIBED", False),
    ("jim", 10, "given_up", "RESUBSCRIBED", False),
    ("kim", 11, "given_up", "RESUBSCRIBED", False),
    ("kim", 11, "waiting", "", False),
    # Given up by the admin.
    ("kim", None, "given_up", "", False),
)
HISTORY = (
    ("eve", "unsubscribed"),
    ("eve", "resubscribed"),
    ("jim", "unsubscribed"),
    ("jim", "resubscribed"),
    *((name, "unsubscribed") for name in sorted(UNSUBSCRIBED)),
    ("ann", "opted_out_in_salesforce"),
)


def number(name: str) -> int:
    return NAMES.index(name) + 1


def id_of(record: int | None) -> str | None:
    prefixes = {one[0]: one[1] for one in RECORDS}
    return None if record is None else record_id(record, prefixes.get(record, "003"))


def fill(connection: sqlite3.Connection) -> None:
    """Put something of every kind into a database of the third version."""
    connection.executemany(
        "INSERT INTO person VALUES (?, ?, ?, 'First', 'Last', 'Firm', 'Boss', ?, ?, ?, NULL, ?, ?, '')",
        [
            (
                number(name),
                f"{name}@example.com",
                f"{name}@example.com",
                name,
                AT,
                AT,
                AT if name in UNSUBSCRIBED else None,
                "Bounce" if name in UNSUBSCRIBED else None,
            )
            for name in NAMES
        ],
    )
    connection.executemany(
        "INSERT INTO salesforce_record VALUES (?, 'Contact', 'Name', '', ?, 0, ?, ?, ?)",
        [(id_of(one), box, state, id_of(successor), AT) for one, _, box, state, successor in RECORDS],
    )
    connection.executemany(
        "INSERT INTO link VALUES (?, ?, ?)", [(number(name), id_of(one), why) for name, one, why in LINKS]
    )
    connection.executemany(
        "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id) "
        "VALUES (?, ?, ?, NULL, 'why', 'who', '')",
        [(number(name), AT, what) for name, what in HISTORY],
    )
    connection.executemany(
        "INSERT INTO queued_push (person_id, record_id, field, state, attempts, queued_at, next_try_at, answered_at, "
        "code, problem) VALUES (?, ?, 'salesforce', ?, 3, ?, ?, ?, ?, ?)",
        [
            (number(name), id_of(one), state, AT, AT, AT, code, REFUSED.to_json() if problem else None)
            for name, one, state, code, problem in PUSHES
        ],
    )
    connection.execute(
        "INSERT INTO run VALUES (7, 'nightly', 'held', 'salesforce', 1, ?, ?, ?, '{\"people\": 12}', 5, NULL)",
        (AT, AT, AT),
    )
    connection.executemany(
        "INSERT INTO planned_change (run_id, side, person_id, record_id, state, code) VALUES (7, ?, ?, ?, ?, '')",
        [
            ("here", number("bob"), id_of(2), "planned"),
            ("there", number("ann"), id_of(1), "planned"),
            ("there", number("ida"), id_of(9), "done"),
            ("there", number("jim"), id_of(10), "failed"),
        ],
    )
    connection.execute("INSERT INTO night VALUES (?, 'held', 7, NULL)", (AT,))
    connection.execute(
        "INSERT INTO setting VALUES ('nightly_sync', 'off'), ('records.absorbed_for', 'salesforce')"
    )
    connection.execute("INSERT INTO lease VALUES ('sync', 'somebody', ?)", (AT,))
    connection.execute("INSERT INTO mark VALUES ('Contact', ?)", (AT,))
    connection.execute(
        "INSERT INTO org VALUES (1, '00D1', 'Acme', 'https://acme.my.salesforce.com', 0, 0, 'me', '62.0', ?)",
        (AT,),
    )
    connection.execute(
        "INSERT INTO status_entry VALUES (1, ?, 'info', 'sync', 7, ?, NULL, '', '', '', '', '')",
        (AT, REFUSED.what.to_json()),
    )


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store of a database that was made by the first three migrations and filled."""
    folder = tmp_path_factory.mktemp("old")
    with pytest.MonkeyPatch.context() as patch, resources.as_file(opening.MIGRATIONS) as shipped:
        earlier = folder / "migrations"
        earlier.mkdir()
        for step in shipped.glob("000[123]_*.py"):
            shutil.copy(step, earlier)
        patch.setattr(opening, "MIGRATIONS", earlier)
        Database(folder / SQLITE_FILE)
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as connection:
        fill(connection)
        connection.commit()
    return Store(folder)


def reasons(store: Store, name: str) -> dict[str, set[LinkOrigin]]:
    linked = store.links.of_records([record.id for record in store.records.of_person(number(name))])
    return {
        id_: set(why) for id_, owners in linked.items() for key, why in owners if key == f"{name}@example.com"
    }


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in store.database.rows(sql)]


def test_nothing_is_lost(migrated: Store) -> None:
    assert rows(migrated, "PRAGMA integrity_check") == [("ok",)]
    assert rows(migrated, "PRAGMA foreign_key_check") == []
    counted = {
        table: rows(migrated, f"SELECT count(*) FROM {table}")[0][0]
        for table in (
            "person",
            "history",
            "queued_push",
            "run",
            "night",
            "status_entry",
            "mark",
            "org",
            "lease",
        )
    }
    assert counted == {
        "person": len(NAMES),
        "history": len(HISTORY),
        "queued_push": len(PUSHES),
        **dict.fromkeys(("run", "night", "status_entry", "mark", "org", "lease"), 1),
    }
    assert {key for key, unsubscribed in migrated.people.states() if unsubscribed} == {
        f"{name}@example.com" for name in UNSUBSCRIBED
    }
    assert rows(migrated, "SELECT DISTINCT first_name, last_name, company, title FROM person") == [
        ("First", "Last", "Firm", "Boss")
    ]
    boxes = dict(
        migrated.database.rows("SELECT id, email_opt_out FROM salesforce_record WHERE seen_at IS NOT NULL")
    )
    assert boxes == {id_of(one): box for one, _, box, _, _ in RECORDS}
    run = migrated.runs.get(7)
    assert run is not None
    assert (run.kind, run.outcome, run.counts.people) == (RunKind.NIGHTLY, RunOutcome.HELD, 12)
    assert migrated.org_state.setting("nightly_sync") == "off"
    assert migrated.org_state.marks().read_from == {"Contact": NOW}


def test_the_old_database_is_kept_beside_it(migrated: Store) -> None:
    [backup] = migrated.database.path.parent.glob("people-before-0004_*")
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT count(*) FROM link").fetchone() == (len(LINKS),)
        assert copy.execute("SELECT DISTINCT origin FROM link ORDER BY 1").fetchall() == [
            ("address",),
            ("followed",),
            ("id",),
        ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ann", {1: {LinkOrigin.ID}}),
        ("bob", {2: {LinkOrigin.ADDRESS}}),
        ("cyd", {3: {LinkOrigin.FOLLOWED}}),
        ("fay", {6: {LinkOrigin.ADDRESS}, 3: {LinkOrigin.FOLLOWED}}),
        ("gus", {7: {LinkOrigin.ID}, 1: {LinkOrigin.FOLLOWED}}),
        ("lea", {}),
    ],
)
def test_each_link_keeps_its_reason(migrated: Store, name: str, expected: dict[int, set[LinkOrigin]]) -> None:
    assert reasons(migrated, name) == {id_of(one): why for one, why in expected.items()}


def test_a_chain_of_merges_is_followed_to_its_end_which_is_read_next(migrated: Store) -> None:
    assert reasons(migrated, "dan") == {
        id_of(40): {LinkOrigin.ADDRESS},
        id_of(41): {LinkOrigin.FOLLOWED},
        id_of(42): {LinkOrigin.FOLLOWED},
    }
    assert migrated.records.unseen(9) == [(id_of(42), "Contact")]


def test_everybody_is_looked_at_by_the_next_sync_with_the_rules_as_they_are(migrated: Store) -> None:
    assert migrated.touched.is_everybody()
    assert migrated.org_state.setting("records.absorbed_for") is None
    run = open_run(migrated)
    with migrated.database.use():
        migrated.plans.make(run, FIELD, everybody=True)
        here, there = planned(migrated, run)
    # bob by a live record; fay, gus and hal by what is gone; cyd and eve by the record that they share with fay.
    assert sorted(here) == [f"{name}@example.com" for name in ("bob", "cyd", "eve", "fay", "gus", "hal")]
    assert sorted(there) == sorted(str(id_of(one)) for one in (1, 3, 9, 10, 11))
    migrated.plans.forget(run)


def test_a_tick_on_a_record_that_is_gone_does_not_undo_an_earlier_re_subscribe(migrated: Store) -> None:
    run = open_run(migrated)
    with migrated.database.use():
        migrated.plans.make(run, FIELD, everybody=True)
        # It is not known whether eve's came before or after; she follows once the Contact shared with fay is ticked.
        why = {person: record for _, person, record in migrated.plans.here(run, FIELD, 0, 99)}
    assert (why[number("eve")], why[number("fay")]) == (None, id_of(6))


def test_a_held_run_keeps_what_it_still_had_to_do_and_can_be_carried_out(migrated: Store) -> None:
    assert rows(
        migrated, "SELECT side, person_id, record_id FROM planned_change WHERE run_id = 7 ORDER BY id"
    ) == [
        ("here", number("bob"), id_of(2)),
        ("there", number("ann"), id_of(1)),
    ]
    [first, second] = migrated.plans.all(7)
    assert (first.email, second.email) == ("bob@example.com", "ann@example.com")


def test_a_push_held_for_a_re_subscribe_that_came_to_nothing_goes_on(migrated: Store) -> None:
    states = [
        (push.salesforce_id, push.state, push.attempts)
        for push in reversed(migrated.push_queue.of_person(number("ida")))
    ]
    assert states == [(id_of(9), PushState.WAITING, 0), (None, PushState.WAITING, 0)]


def test_other_pushes_stay_as_they_were(migrated: Store) -> None:
    found = [
        (push.salesforce_id, push.state, push.attempts, push.run_id, push.problem)
        for name in ("ann", "jim", "kim")
        for push in reversed(migrated.push_queue.of_person(number(name)))
    ]
    assert found == [
        (id_of(one), PushState(state), 3, None, REFUSED if problem else None)
        for name, one, state, _, problem in PUSHES
        if name != "ida"
    ]
    assert rows(migrated, f"SELECT count(*) FROM queued_push WHERE code = '{RESUBSCRIBED}'") == [(2,)]


def test_the_number_of_a_lease_begins_before_all_others(migrated: Store) -> None:
    assert migrated.runs.lease_number("sync", "somebody") == 0


def test_the_guards_are_in_force(migrated: Store) -> None:
    with and_forgotten(migrated):
        with pytest.raises(IntegrityError, match="re-subscribe"):
            migrated.database.write("UPDATE person SET unsubscribed_at = NULL")
        migrated.database.write("DELETE FROM touched")
        migrated.unsubscribes.record_from_salesforce([(number("lea"), "")], NOW)
        migrated.records.mark_opted_out([record_id(9)], FIELD, NOW)
        assert rows(migrated, "SELECT person_id FROM touched ORDER BY 1") == [
            (number("ida"),),
            (number("lea"),),
        ]
