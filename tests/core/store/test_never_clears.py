"""The database itself refuses to end an unsubscribe, whoever asks, unless a re-subscribe was written down first."""

from __future__ import annotations

import pytest
from peewee import IntegrityError

from core.store.nouns import HistoryKind, NewPerson, Source
from core.store.resubscribes import Deliberate
from core.store.store import Store
from core.store.unsubscribes import NewUnsubscribe
from tests.core.store.samples import FIELD, NOW, add_person, record_id

ACT = Deliberate("Admin", "asked by phone")


@pytest.fixture
def unsubscribed(store: Store) -> int:
    """The id of a person who has unsubscribed, with a linked record."""
    person = add_person(store, "a@example.com", record_id(1))
    add_person(store, "b@example.com")
    store.unsubscribes.collect([NewUnsubscribe("a@example.com", NOW, Source.MANUAL)], FIELD, NOW)
    return person


def still_unsubscribed(store: Store, person: int) -> bool:
    return store.database.rows("SELECT id FROM person WHERE unsubscribed_at IS NOT NULL") == [(person,)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE person SET unsubscribed_at = NULL",
        "UPDATE person SET unsubscribed_at = NULL WHERE email_key = 'a@example.com'",
        "UPDATE person SET first_name = 'x', unsubscribed_at = NULL, source = NULL WHERE id = 1",
        "UPDATE OR REPLACE person SET unsubscribed_at = NULL",
        "UPDATE OR IGNORE person SET unsubscribed_at = NULL",
        "INSERT INTO person SELECT * FROM person WHERE true "
        "ON CONFLICT (id) DO UPDATE SET unsubscribed_at = NULL",
        "DELETE FROM person",
        "DELETE FROM person WHERE email = 'a@example.com'",
        "INSERT OR REPLACE INTO person (id, email, email_key, first_name, last_name, company, title, search_text, "
        "added_at, reason) VALUES (1, 'a@example.com', 'a@example.com', '', '', '', '', '', '', '')",
        "REPLACE INTO person (email, email_key, first_name, last_name, company, title, search_text, "
        "added_at, reason) VALUES ('a@example.com', 'a@example.com', '', '', '', '', '', '', '')",
        "UPDATE OR REPLACE person SET email_key = 'a@example.com' WHERE email = 'b@example.com'",
    ],
)
def test_no_statement_ends_an_unsubscribe(store: Store, unsubscribed: int, sql: str) -> None:
    for forget_history in (False, True):
        if forget_history:
            # Not even when the rows that would hold the person fast by their foreign keys are gone.
            store.database.write("DELETE FROM history")
            store.database.write("DELETE FROM queued_push")
        with pytest.raises(IntegrityError, match=r"re-subscribe|cannot be deleted"):
            store.database.write(sql)
        assert still_unsubscribed(store, unsubscribed)


def test_an_unsubscribe_may_be_told_more_of_but_stays(store: Store, unsubscribed: int) -> None:
    store.database.write("UPDATE person SET reason = 'told by phone', company = 'Acme'")
    assert still_unsubscribed(store, unsubscribed)


def test_loading_the_person_again_leaves_the_unsubscribe(store: Store, unsubscribed: int) -> None:
    store.people.add([NewPerson("A@EXAMPLE.com", "Ann", "Lee", salesforce_ids=(record_id(2),))], NOW)
    assert still_unsubscribed(store, unsubscribed)


def test_a_person_who_has_not_unsubscribed_can_be_deleted(store: Store, unsubscribed: int) -> None:
    assert store.database.write("DELETE FROM person WHERE email = 'b@example.com'") == 1


def test_a_deliberate_re_subscribe_ends_it_and_is_kept_as_proof(store: Store, unsubscribed: int) -> None:
    assert store.resubscribes.end(unsubscribed, ACT, NOW)
    assert store.people.totals().unsubscribed == 0
    newest = store.unsubscribes.history(unsubscribed)[0]
    assert newest.what is HistoryKind.RESUBSCRIBED
    assert (newest.who, newest.reason, newest.at) == (ACT.who, ACT.reason, NOW)


def test_a_re_subscribe_excuses_one_clearing_only(store: Store, unsubscribed: int) -> None:
    store.resubscribes.end(unsubscribed, ACT, NOW)
    store.unsubscribes.collect([NewUnsubscribe("a@example.com", NOW, Source.CLICKED_LINK)], FIELD, NOW)
    with pytest.raises(IntegrityError, match="re-subscribe"):
        store.database.write("UPDATE person SET unsubscribed_at = NULL")
    assert still_unsubscribed(store, unsubscribed)


def test_whoever_has_not_unsubscribed_cannot_be_re_subscribed(store: Store) -> None:
    person = add_person(store, "b@example.com")
    assert not store.resubscribes.end(person, ACT, NOW)
    assert store.unsubscribes.history(person) == []


def test_clearing_in_salesforce_is_written_down(store: Store, unsubscribed: int) -> None:
    store.records.mark_opted_out([record_id(1)], FIELD, NOW)
    store.resubscribes.note_cleared([record_id(1)], FIELD, unsubscribed, ACT, NOW)
    [record] = store.records.of_person(unsubscribed)
    assert record.email_opt_out is False
    event = store.unsubscribes.history(unsubscribed)[0]
    assert (event.what, event.salesforce_id) == (HistoryKind.CLEARED_IN_SALESFORCE, record_id(1))


def test_pushes_that_would_tick_again_are_given_up(store: Store, unsubscribed: int) -> None:
    assert store.push_queue.state().waiting == 2
    assert store.resubscribes.hold_pushes(unsubscribed, NOW) == 2
    assert store.push_queue.state().waiting == 0


def test_others_on_the_same_record_are_named_before_it_is_cleared(store: Store, unsubscribed: int) -> None:
    other = add_person(store, "c@example.com", record_id(1))
    assert store.resubscribes.others_on([record_id(1)], unsubscribed) == []
    store.unsubscribes.collect([NewUnsubscribe("c@example.com", NOW, Source.MANUAL)], FIELD, NOW)
    assert store.resubscribes.others_on([record_id(1)], unsubscribed) == ["c@example.com"]
    assert store.resubscribes.others_on([record_id(1)], other) == ["a@example.com"]
