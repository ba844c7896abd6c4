from __future__ import annotations

from datetime import UTC, datetime, timedelta

from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson, Source
from core.store.unsubscribes import NewUnsubscribe

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LAST_YEAR = NOW - timedelta(days=365)


def test_an_unsubscribe_of_the_past_is_kept_with_its_date_and_pushed_nowhere(store: Store) -> None:
    store.people.add([NewPerson("Ada@Example.com", salesforce_ids=("003000000000001AAA",))], NOW)
    one = NewUnsubscribe("ada@example.COM", LAST_YEAR, Source.BOUNCE, "550", "Ben")
    assert store.unsubscribes.record_past([one, one]) == 1
    person = store.people.by_keys(["ada@example.com"])["ada@example.com"]
    assert person.unsubscribed
    [event] = store.unsubscribes.history(person.id)
    assert (event.at, event.source, event.reason, event.who) == (LAST_YEAR, Source.BOUNCE, "550", "Ben")
    assert store.push_queue.state().waiting == 0


def test_an_unsubscribe_of_the_past_changes_no_earlier_one_and_adds_nobody(store: Store) -> None:
    mine = NewUnsubscribe("ada@example.com", NOW, Source.MANUAL, "on the phone")
    store.unsubscribes.collect([mine], OptOutField.SALESFORCE, NOW)
    old = NewUnsubscribe("ada@example.com", LAST_YEAR, Source.BOUNCE)
    stranger = NewUnsubscribe("bob@example.com", LAST_YEAR, Source.BOUNCE)
    assert store.unsubscribes.record_past([old, stranger]) == 0
    person = store.people.by_keys(["ada@example.com", "bob@example.com"])
    assert list(person) == ["ada@example.com"]
    [event] = store.unsubscribes.history(person["ada@example.com"].id)
    assert event.source is Source.MANUAL
