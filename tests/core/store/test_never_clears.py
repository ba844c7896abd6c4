"""The database itself refuses to end an unsubscribe, whoever asks, unless a re-subscribe was written down first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from peewee import IntegrityError

import core
from core.store.resubscribes import Ended
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryKind, NewPerson, Source
from core.store.types.records import RecordState
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.samples import (
    ACT,
    FIELD,
    MARKETO,
    NOW,
    add_person,
    read,
    record_id,
    snapshot,
    unsubscribe,
)


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
    assert store.resubscribes.end(unsubscribed, ACT, NOW) == Ended(NOW, Source.MANUAL, "")
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


def test_a_re_subscribe_of_somebody_opted_out_in_salesforce_alone_ends_nothing_here_and_is_kept_as_proof(
    store: Store,
) -> None:
    person = add_person(store, "b@example.com")
    assert store.resubscribes.end(person, ACT, NOW) is None
    [event] = store.unsubscribes.history(person)
    assert (event.what, event.who, event.reason) == (HistoryKind.RESUBSCRIBED, ACT.who, ACT.reason)


def test_what_was_ended_can_be_put_back_as_it_was(store: Store) -> None:
    person = add_person(store, "a@example.com")
    one = NewUnsubscribe("a@example.com", NOW, Source.BOUNCE, "mailbox gone", "Mina")
    store.unsubscribes.collect([one], FIELD, NOW)
    ended = store.resubscribes.end(person, ACT, NOW)
    assert ended is not None
    assert store.unsubscribes.collect([ended.again("a@example.com")], FIELD, NOW) == (["a@example.com"], [])
    assert store.database.rows("SELECT unsubscribed_at IS NOT NULL, source, reason FROM person") == [
        (1, "Bounce", "mailbox gone")
    ]


def test_clearing_in_salesforce_is_written_down(store: Store, unsubscribed: int) -> None:
    read(store, snapshot(record_id(1), ticked=True, marketo=True))
    store.resubscribes.note_cleared([record_id(1)], FIELD, unsubscribed, ACT, NOW)
    [record] = store.records.of_person(unsubscribed)
    # The other box is a choice of its own.
    assert record.boxes == (False, True)
    event = store.unsubscribes.history(unsubscribed)[0]
    assert (event.what, event.salesforce_id) == (HistoryKind.CLEARED_IN_SALESFORCE, record_id(1))


def test_pushes_that_would_tick_again_end_with_the_unsubscribe_and_those_of_others_go_on(
    store: Store, unsubscribed: int
) -> None:
    add_person(store, "c@example.com", record_id(1))
    unsubscribe(store, "c@example.com")
    assert store.push_queue.state().waiting == 4
    store.resubscribes.end(unsubscribed, ACT, NOW)
    assert store.push_queue.state().waiting == 2
    assert {push.email for push in store.sends.take_due(9, NOW, FIELD)[0]} == {"c@example.com"}


def test_others_on_the_same_record_are_named_before_it_is_cleared(store: Store, unsubscribed: int) -> None:
    other = add_person(store, "c@example.com", record_id(1))
    assert store.resubscribes.others_on([record_id(1)], unsubscribed) == []
    store.unsubscribes.collect([NewUnsubscribe("c@example.com", NOW, Source.MANUAL)], FIELD, NOW)
    assert store.resubscribes.others_on([record_id(1)], unsubscribed) == ["c@example.com"]
    assert store.resubscribes.others_on([record_id(1)], other) == ["a@example.com"]


# a box in Salesforce


def test_no_statement_of_the_store_takes_a_tick_away_but_that_of_a_re_subscribe() -> None:
    """Found by reading: whatever sets a box, an unsubscribe or what it says to nothing, by name or by place."""
    clears = re.compile(
        r"(?:unsubscribed_at|email_opt_out|marketo_sales_opt_out|\{(?:\w+\.)?column\})"
        r"\s*=\s*(?:0|NULL|FALSE)\b(?!\))",
        re.IGNORECASE,
    )
    clearing = {}
    for path in sorted(Path(core.__file__).parent.rglob("*.py")):
        if "practice_org" not in path.parts:
            found = [
                match[0]
                for statement in re.findall(
                    r"UPDATE\b.*?(?:\bWHERE\b|\"\"\"|$)", path.read_text("utf-8"), re.DOTALL
                )
                for match in clears.finditer(statement)
            ]
            if found:
                clearing[path.relative_to(Path(core.__file__).parent).as_posix()] = found
    assert clearing == {
        "store/resubscribes.py": ["unsubscribed_at = NULL", "{field.column} = 0"],
    }


def test_no_query_of_a_model_writes_a_will_or_a_box() -> None:
    """Those are written by SQL alone, which the test above reads."""
    writes = re.compile(
        r"\b(?:Person|SalesforceRecord)\.(?:insert|update|replace|delete)|\bput\(\s*(?:schema\.)?(?:Person|SalesforceRecord)\b"
    )
    core_files = Path(core.__file__).parent.rglob("*.py")
    assert [path.name for path in core_files if writes.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("field", [FIELD, MARKETO])
def test_only_a_reading_and_a_re_subscribe_can_make_a_known_tick_untold(
    store: Store, unsubscribed: int, field: OptOutField
) -> None:
    read(store, snapshot(record_id(1), "a@example.com", ticked=True, marketo=True))

    def ticked() -> bool:
        return store.records.known([record_id(1)])[record_id(1)].opted_out(field)

    for other in (FIELD, MARKETO):
        store.records.mark_opted_out([record_id(1)], other, NOW)
    store.people.add([NewPerson("a@example.com", salesforce_ids=(record_id(1),))], NOW)
    for state in RecordState:
        store.records.mark_state(record_id(1), state)
        unsubscribe(store, "a@example.com")
        store.sends.settle(field, NOW)
    read(store, snapshot(record_id(1), "a@example.com", ticked=None, marketo=None))
    assert ticked()
    store.resubscribes.end(unsubscribed, ACT, NOW)
    assert ticked()
    store.resubscribes.note_cleared([record_id(1)], field, unsubscribed, ACT, NOW)
    assert not ticked()
