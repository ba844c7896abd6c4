from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from peewee import IntegrityError

from core.store.schema import utc_text
from core.store.sends import SendAnswer
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryEvent, HistoryKind, Source
from core.store.types.pushes import PushState
from core.store.types.records import RecordState
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import FIELD, MARKETO, NOW, add_person, record_id, resubscribe, snapshot

LATER = NOW + timedelta(hours=1)


def by_hand(email: str, reason: str = "", who: str = "") -> NewUnsubscribe:
    return NewUnsubscribe(email, NOW, Source.MANUAL, reason, who)


def collect(store: Store, *emails: str, field: OptOutField = FIELD) -> tuple[list[str], list[str]]:
    return store.unsubscribes.collect([by_hand(email) for email in emails], field, NOW)


def person_id(store: Store, key: str) -> int:
    return store.people.by_keys([key])[key].id


def test_a_known_person_is_unsubscribed_with_when_how_and_why(store: Store) -> None:
    person = add_person(store, "a@example.com")
    one = NewUnsubscribe("a@example.com", LATER, Source.BOUNCE, "mailbox gone", "Admin")
    assert store.unsubscribes.collect([one], FIELD, NOW) == (["a@example.com"], [])
    assert store.database.rows("SELECT unsubscribed_at IS NOT NULL, source, reason FROM person") == [
        (1, "Bounce", "mailbox gone")
    ]
    assert store.unsubscribes.history(person) == [
        HistoryEvent(LATER, HistoryKind.UNSUBSCRIBED, Source.BOUNCE, "mailbox gone", "Admin")
    ]


def test_an_address_nobody_knew_is_added_so_that_it_is_refused_ever_after(store: Store) -> None:
    assert collect(store, " New@Example.com ") == ([" New@Example.com "], [])
    known = store.people.by_keys(["new@example.com"])["new@example.com"]
    assert (known.email, known.unsubscribed) == ("New@Example.com", True)
    assert store.people.totals().not_syncable == 1


def test_who_asks_again_stays_unsubscribed_as_before_and_is_looked_for_again_at_once(store: Store) -> None:
    person = add_person(store, "a@example.com", record_id(1))
    collect(store, "a@example.com")
    first = store.unsubscribes.history(person)
    later = NewUnsubscribe("a@example.com", LATER, Source.CSV_IMPORT, "again", "Mina")
    for push in (*store.sends.take_due(9, NOW, FIELD)[0], *store.sends.take_lookups(9, NOW, FIELD)):
        store.sends.answer([SendAnswer(push.id, PushState.DONE)], NOW)
    assert store.unsubscribes.collect([later], FIELD, LATER) == ([], ["a@example.com"])
    assert store.unsubscribes.history(person) == [
        HistoryEvent(LATER, HistoryKind.ASKED_AGAIN, Source.CSV_IMPORT, "again", "Mina"),
        *first,
    ]
    assert store.database.rows("SELECT unsubscribed_at, source, reason FROM person") == [
        (utc_text(NOW), "Manual", "")
    ]
    # Salesforce is looked at, as its box may have been cleared since: what the look finds is pushed.
    assert [push.salesforce_id for push in store.sends.take_lookups(9, LATER, FIELD)] == [None]
    assert store.sends.take_due(9, LATER, FIELD) == ([], [])


def test_the_same_event_read_twice_is_one_line_and_an_open_look_is_enough(store: Store) -> None:
    collect(store, "a@example.com")
    person = person_id(store, "a@example.com")
    again = NewUnsubscribe("a@example.com", LATER, Source.CSV_IMPORT, "again")
    for one in (by_hand("a@example.com"), again, again):
        store.unsubscribes.collect([one], FIELD, LATER)
    assert [(event.what, event.at) for event in store.unsubscribes.history(person)] == [
        (HistoryKind.ASKED_AGAIN, LATER),
        (HistoryKind.UNSUBSCRIBED, NOW),
    ]
    assert [push.salesforce_id for push in store.push_queue.of_person(person)] == [None]


def test_asking_again_ends_no_opt_out_and_begins_none_anew_after_a_re_subscribe(store: Store) -> None:
    person = add_person(store, "a@example.com")
    collect(store, "a@example.com")
    store.unsubscribes.collect([NewUnsubscribe("a@example.com", LATER, Source.BOUNCE)], FIELD, LATER)
    with pytest.raises(IntegrityError, match="re-subscribe"):
        store.database.write("UPDATE person SET unsubscribed_at = NULL")
    resubscribe(store, person)
    assert collect(store, "a@example.com") == (["a@example.com"], [])
    assert [event.what for event in store.unsubscribes.history(person)] == [
        HistoryKind.UNSUBSCRIBED,
        HistoryKind.RESUBSCRIBED,
        HistoryKind.ASKED_AGAIN,
        HistoryKind.UNSUBSCRIBED,
    ]


def test_letter_case_makes_no_second_unsubscribe(store: Store) -> None:
    assert collect(store, "Ann@Example.com", "ANN@example.COM", "ann@example.com") == (
        ["Ann@Example.com"],
        ["ANN@example.COM", "ann@example.com"],
    )
    assert store.people.totals().people == 1
    assert len(store.unsubscribes.history(person_id(store, "ann@example.com"))) == 1


@pytest.mark.parametrize("field", list(OptOutField))
def test_each_living_record_gets_a_push_and_the_address_a_look(store: Store, field: OptOutField) -> None:
    ids = [record_id(number) for number in range(6)]
    person = add_person(store, "a@example.com", *ids)
    for id_, state in zip(
        ids[1:],
        (
            RecordState.ACTIVE,
            RecordState.CONVERTED,
            RecordState.MERGED,
            RecordState.DELETED,
            RecordState.NOT_FOUND,
        ),
        strict=True,
    ):
        store.records.remember([snapshot(id_, "a@example.com", state=state)], NOW)
    collect(store, "a@example.com", field=field)
    pushes = store.push_queue.of_person(person)
    assert {(push.salesforce_id, push.field, push.state) for push in pushes} == {
        (ids[0], field, PushState.WAITING),
        (ids[1], field, PushState.WAITING),
        (None, field, PushState.WAITING),
    }
    assert {(push.queued_at, push.next_try_at, push.attempts) for push in pushes} == {(NOW, NOW, 0)}


def test_a_record_that_is_opted_out_as_far_as_is_known_gets_no_push(store: Store) -> None:
    person = add_person(store, "a@example.com", record_id(1), record_id(2))
    store.records.remember(
        [snapshot(record_id(1), ticked=True), snapshot(record_id(2), ticked=False, marketo=True)], NOW
    )
    collect(store, "a@example.com")
    assert [push.salesforce_id for push in store.push_queue.of_person(person)] == [None, record_id(2)]


def test_two_people_of_one_record_each_get_a_push_of_their_own(store: Store) -> None:
    people = [add_person(store, f"{name}@example.com", record_id(1)) for name in "ab"]
    collect(store, "a@example.com", "b@example.com")
    for person in people:
        assert {push.salesforce_id for push in store.push_queue.of_person(person)} == {record_id(1), None}


def test_unsubscribe_history_and_pushes_are_written_together_or_not_at_all(store: Store) -> None:
    add_person(store, "a@example.com", record_id(1))
    store.database.write(
        "CREATE TRIGGER broken BEFORE INSERT ON queued_push WHEN new.person_id <> 1 "
        "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
    )
    with pytest.raises(IntegrityError, match="disk"):
        collect(store, "a@example.com", "b@example.com")
    assert store.people.totals().people == 1
    assert store.people.totals().unsubscribed == 0
    assert store.push_queue.state().waiting == 0
    assert store.unsubscribes.history(1) == []


_COLLECTOR = """
import sys
from pathlib import Path
from core.store.schema import utc_text
from core.store.sends import SendAnswer
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import Source
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import NOW
store = Store(Path(sys.argv[1]))
for number in range(100_000):
    batch = [NewUnsubscribe(f"p{number}x{part}@example.com", NOW, Source.MANUAL) for part in range(5)]
    store.unsubscribes.collect(batch, OptOutField.SALESFORCE, NOW)
    print(number, flush=True)
"""


def test_killed_at_any_instant_nothing_collected_is_lost(tmp_path: Path) -> None:
    said = -1
    for killed_after in (1, 17, 30):
        folder = tmp_path / f"data{killed_after}"
        with subprocess.Popen(
            [sys.executable, "-c", _COLLECTOR, str(folder)], stdout=subprocess.PIPE, text=True
        ) as program:
            assert program.stdout is not None
            for _ in range(killed_after):
                said = int(program.stdout.readline())
            program.kill()
            said = max([said, *(int(line) for line in program.stdout.read().splitlines())])
        store = Store(folder)
        found = {key for key, unsubscribed in store.people.states() if unsubscribed}
        assert found >= {f"p{number}x{part}@example.com" for number in range(said + 1) for part in range(5)}
        # Of a batch that was being written when the program died, there is all or nothing.
        assert len(found) % 5 == 0
        assert store.people.totals().people == len(found)
        assert store.database.row("SELECT count(*) FROM history") == (len(found),)
        assert store.push_queue.state().waiting == len(found)
        assert store.database.rows("PRAGMA integrity_check") == [("ok",)]


def test_an_opt_out_found_in_salesforce_names_its_source_and_record(store: Store) -> None:
    person = add_person(store, "a@example.com", record_id(1))
    other = add_person(store, "b@example.com")
    collect(store, "b@example.com")
    found = [(person, record_id(1)), (other, record_id(2)), (person, record_id(3))]
    assert store.unsubscribes.record_from_salesforce(found, LATER) == 1
    assert store.unsubscribes.history(person) == [
        HistoryEvent(LATER, HistoryKind.UNSUBSCRIBED, Source.SALESFORCE_SYNC, "", "", record_id(1))
    ]
    assert [event.source for event in store.unsubscribes.history(other)] == [Source.MANUAL]


def test_an_opt_out_found_in_salesforce_is_not_pushed_back(store: Store) -> None:
    person = add_person(store, "a@example.com", record_id(1))
    store.unsubscribes.record_from_salesforce([(person, record_id(1))], NOW)
    assert store.push_queue.of_person(person) == []


def test_what_was_opted_out_in_salesforce_stands_in_everybodys_history(store: Store) -> None:
    first = add_person(store, "a@example.com", record_id(1), record_id(2))
    second = add_person(store, "b@example.com", record_id(1))
    third = add_person(store, "c@example.com", record_id(3))
    store.unsubscribes.note_opted_out([record_id(1), record_id(2)], NOW, Source.CLICKED_LINK)
    told = {
        person: sorted(event.salesforce_id for event in store.unsubscribes.history(person))
        for person in (first, second, third)
    }
    assert told == {first: [record_id(1), record_id(2)], second: [record_id(1)], third: []}
    event = store.unsubscribes.history(second)[0]
    assert (event.what, event.source) == (HistoryKind.OPTED_OUT_IN_SALESFORCE, Source.CLICKED_LINK)


def test_history_is_told_newest_first(store: Store) -> None:
    person = add_person(store, "a@example.com", record_id(1))
    collect(store, "a@example.com", field=MARKETO)
    store.unsubscribes.note_opted_out([record_id(1)], LATER)
    assert [event.what for event in store.unsubscribes.history(person)] == [
        HistoryKind.OPTED_OUT_IN_SALESFORCE,
        HistoryKind.UNSUBSCRIBED,
    ]


def test_who_is_named_again_by_an_import_is_looked_for_again_and_that_once(store: Store) -> None:
    collect(store, "a@example.com")
    person = person_id(store, "a@example.com")
    store.unsubscribes.queue_again([], FIELD, NOW)
    store.unsubscribes.queue_again([person], MARKETO, NOW)
    [look] = store.sends.take_lookups(9, NOW, FIELD)
    store.sends.answer([SendAnswer(look.id, PushState.DONE)], NOW)
    store.unsubscribes.queue_again([person], FIELD, NOW)
    assert [again.person_id for again in store.sends.take_lookups(9, NOW, FIELD)] == [person]
    assert len(store.unsubscribes.history(person)) == 1
