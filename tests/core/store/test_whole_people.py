from __future__ import annotations

from datetime import timedelta

from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryKind, PeopleFilter, SideState, Source
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import FIELD, NOW, add_person, open_run, record_id, snapshot, unsubscribe


def test_a_person_comes_with_records_history_and_how_both_checkboxes_stand(store: Store) -> None:
    add_person(store, "a@example.com", record_id(1), record_id(2))
    store.records.remember(
        [
            snapshot(record_id(1), "a@example.com", ticked=True, marketo=False),
            snapshot(record_id(2), "a@example.com", ticked=False, marketo=None),
        ],
        NOW,
    )
    store.unsubscribes.collect(
        [NewUnsubscribe("a@example.com", NOW, Source.BOUNCE, "mailbox gone", "Mina")], FIELD, NOW
    )
    store.unsubscribes.note_opted_out([record_id(1)], NOW + timedelta(hours=1))
    (person,) = store.whole_people.page(PeopleFilter(), FIELD, 0, 10)
    assert (person.email, person.unsubscribed_at, person.source) == ("a@example.com", NOW, Source.BOUNCE)
    assert [record.id for record in person.records] == [record_id(1), record_id(2)]
    assert [event.what for event in person.history] == [
        HistoryKind.UNSUBSCRIBED,
        HistoryKind.OPTED_OUT_IN_SALESFORCE,
    ]
    assert person.sides == {
        OptOutField.SALESFORCE: SideState.PARTLY,
        OptOutField.MARKETO_SALES: SideState.NOT_OPTED_OUT,
    }


def test_pages_follow_each_other_without_gap_or_repetition(store: Store) -> None:
    everybody = PeopleFilter(unsubscribed_only=False)
    for number in range(25):
        add_person(store, f"p{number}@example.com")
    emails, after = [], 0
    while page := store.whole_people.page(everybody, FIELD, after, 4):
        emails += [person.email for person in page]
        after = page[-1].id
    assert emails == [f"p{number}@example.com" for number in range(25)]


def test_records_and_histories_of_many_are_kept_apart(store: Store) -> None:
    first = add_person(store, "a@example.com", record_id(1))
    second = add_person(store, "b@example.com", record_id(1), record_id(2, "00Q"))
    third = add_person(store, "c@example.com")
    store.unsubscribes.collect([NewUnsubscribe("b@example.com", NOW, Source.MANUAL)], FIELD, NOW)
    records = store.records.of_people([first, second, third])
    assert {person: [record.id for record in found] for person, found in records.items()} == {
        first: [record_id(1)],
        second: [record_id(1), record_id(2, "00Q")],
    }
    assert list(store.unsubscribes.histories([first, second, third])) == [second]


def test_a_person_comes_with_what_pushes_and_syncs_sent_oldest_first(store: Store) -> None:
    who = add_person(store, "a@example.com", record_id(1))
    unsubscribe(store, "a@example.com")
    store.records.remember([snapshot(record_id(1))], NOW)
    run = open_run(store)
    with store.database.use():
        store.plans.make(run, FIELD, everybody=True)
        store.run_sends.take_planned(run, FIELD, 0, 9, NOW)
    (person,) = store.whole_people.page(PeopleFilter(), FIELD, 0, 10)
    assert [(push.salesforce_id, push.run_id) for push in person.pushes] == [
        (record_id(1), None),
        (None, None),
        (record_id(1), run),
    ]
    assert person.id == who
