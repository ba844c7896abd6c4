from __future__ import annotations

from datetime import timedelta

from core.messages import Message
from core.store.import_batches import ROWS_KEPT, BatchState, Became, RowBasis, RowResult
from core.store.store import Store
from core.store.types.people import Source
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import FIELD, NOW, add_person, record_id, snapshot

BASES = [RowBasis("word", "status", "cleaned")]


def begun(store: Store) -> int:
    return store.import_batches.begin("list.csv", "Mina", "column", NOW)


def test_a_batch_keeps_what_became_of_each_row(store: Store) -> None:
    batch_id = begun(store)
    rows = [
        RowResult(2, "a@x.com", Became.ADDED_UNSUBSCRIBED, 0),
        RowResult(3, "nobody", Became.REFUSED, why=Message("The address has no @.")),
    ]
    store.import_batches.add(batch_id, rows, {"rows": 2}, BASES, after_event=None, now=NOW)
    store.import_batches.finish(batch_id, BatchState.DONE, NOW)
    batch = store.import_batches.get(batch_id, NOW)
    assert batch is not None
    assert (batch.file_name, batch.who, batch.state) == ("list.csv", "Mina", BatchState.DONE)
    assert (dict(batch.counts), batch.bases) == ({"rows": 2}, tuple(BASES))
    assert store.import_batches.rows(batch_id, 0, 10) == rows
    assert store.import_batches.rows(batch_id, 2, 10) == rows[1:]
    assert store.import_batches.page(None, 10, NOW) == [batch]
    assert store.import_batches.get(99, NOW) is None


def test_the_events_of_a_batch_point_to_it_and_no_others_do(store: Store) -> None:
    store.unsubscribes.collect([NewUnsubscribe("before@x.com", NOW, Source.MANUAL)], FIELD, NOW)
    batch_id = begun(store)
    with store.database.transaction():
        before = store.import_batches.last_event()
        store.unsubscribes.collect([NewUnsubscribe("a@x.com", NOW, Source.CSV_IMPORT)], FIELD, NOW)
        store.import_batches.add(batch_id, [], {}, [], after_event=before, now=NOW)
    store.unsubscribes.collect([NewUnsubscribe("after@x.com", NOW, Source.MANUAL)], FIELD, NOW)
    found = store.database.rows(
        "SELECT person.email, history.batch_id FROM history JOIN person ON person.id = history.person_id "
        "ORDER BY history.id"
    )
    assert found == [("before@x.com", None), ("a@x.com", batch_id), ("after@x.com", None)]


def test_a_batch_whose_process_was_killed_is_told_as_interrupted(store: Store) -> None:
    batch_id = begun(store)
    soon, later = (store.import_batches.get(batch_id, NOW + timedelta(minutes=m)) for m in (5, 11))
    assert soon is not None
    assert later is not None
    assert (soon.state, later.state) == (BatchState.RUNNING, BatchState.INTERRUPTED)


def test_old_rows_that_changed_nothing_are_let_go_of_and_the_others_are_kept(store: Store) -> None:
    batch_id = begun(store)
    rows = [RowResult(2, "a@x.com", Became.ALREADY_SO, 0), RowResult(3, "b@x.com", Became.UNSUBSCRIBED, 0)]
    store.import_batches.add(batch_id, rows, {}, BASES, after_event=None, now=NOW)
    store.import_batches.begin("next.csv", "Mina", "column", NOW + ROWS_KEPT - timedelta(days=1))
    assert len(store.import_batches.rows(batch_id, 0, 10)) == 2
    store.import_batches.begin("later.csv", "Mina", "column", NOW + ROWS_KEPT + timedelta(days=1))
    assert store.import_batches.rows(batch_id, 0, 10) == rows[1:]


def test_known_records_are_counted_once_and_only_where_they_could_be_ticked(store: Store) -> None:
    add_person(store, "a@x.com", record_id(1), record_id(2))
    add_person(store, "b@x.com", record_id(2))
    store.records.remember([snapshot(record_id(1), "a@x.com")], NOW)
    assert store.import_batches.known_records(["a@x.com", "b@x.com", "nobody@x.com"]) == 2
    assert store.import_batches.known_records([]) == 0
