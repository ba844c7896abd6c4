"""What was collected before there were clocks has them as well: those of the history are those that would have run."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from core.store.store import Store
from core.store.types.people import Source
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import ACT, FIELD, NOW, add_person, read, record_id, snapshot, unsubscribe

MIGRATION = import_module("core.store.migrations.0011_opt_out_clocks")


def test_the_history_gives_the_same_clocks_that_ran(store: Store) -> None:
    later = [NOW + timedelta(hours=hours) for hours in range(10)]
    a_year_ago = NOW - timedelta(days=365)
    people = {}
    for number, name in enumerate(
        ("done", "open", "ended", "twice", "dated", "there", "stranger", "past"), start=1
    ):
        ids = () if name == "stranger" else (record_id(number),)
        people[name] = add_person(store, f"{name}@example.com", *ids)
        if ids:
            read(store, snapshot(ids[0], f"{name}@example.com", ticked=name == "there"))

    def confirm(name: str, hour: int) -> None:
        id_ = record_id(list(people).index(name) + 1)
        store.people.mark_looked_for([people[name]], later[hour])
        store.unsubscribes.note_opted_out([id_], later[hour])
        store.records.mark_opted_out([id_], FIELD, later[hour])

    unsubscribe(store, *(f"{name}@example.com" for name in ("done", "open", "ended", "twice", "stranger")))
    store.unsubscribes.collect(
        [NewUnsubscribe("dated@example.com", a_year_ago, Source.CSV_IMPORT)], FIELD, later[1]
    )
    store.unsubscribes.record_from_salesforce([(people["there"], record_id(6))], later[1])
    store.unsubscribes.record_past([NewUnsubscribe("past@example.com", a_year_ago, Source.CLICKED_LINK)])
    confirm("done", 2)
    confirm("dated", 3)
    store.resubscribes.end(people["ended"], ACT, later[2])
    store.resubscribes.end(people["twice"], ACT, later[2])
    unsubscribe(store, "twice@example.com", at=later[4])
    confirm("twice", 5)
    store.people.mark_looked_for([people["stranger"]], later[2])

    columns = "SELECT person_id, collected_at, dated_at, source, ended_at, ended_by FROM opt_out_clock ORDER BY 1, 2"
    ran = store.database.rows(columns)
    assert len(ran) == 8
    with store.database.transaction() as db:
        for (trigger,) in db.execute_sql(
            "SELECT name FROM sqlite_master WHERE name LIKE 'clock_ended%'"
        ).fetchall():
            db.execute_sql(f"DROP TRIGGER {trigger}")
        db.execute_sql("DROP TABLE opt_out_clock")
        MIGRATION.up(None, db)
    assert store.database.rows(columns) == ran
    confirm("open", 6)
    assert store.opt_out_clocks.open(5) == [], "and they end as any other"
