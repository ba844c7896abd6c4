"""Small inputs that the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from core.salesforce.values.record_id import to_18
from core.store.links import NewLink
from core.store.records import Snapshot
from core.store.resubscribes import Deliberate
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson, Source
from core.store.types.plans import Side
from core.store.types.records import LinkOrigin, RecordState
from core.store.types.runs import RunKind
from core.store.unsubscribes import NewUnsubscribe

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
FIELD = OptOutField.SALESFORCE
MARKETO = OptOutField.MARKETO_SALES
ACT = Deliberate("Admin", "asked by phone")


def record_id(number: int, prefix: str = "003") -> str:
    """An ID of a Contact, or of another object by its prefix."""
    return to_18(f"{prefix}Pr{number:010d}")


def snapshot(
    id_: str,
    email: str = "",
    *,
    ticked: bool | None = False,
    marketo: bool | None = False,
    state: RecordState = RecordState.ACTIVE,
    successor: str | None = None,
    name: str = "Ann Lee",
) -> Snapshot:
    """A record as it would be read."""
    object_ = {"003": "Contact", "00Q": "Lead", "001": "Account"}[id_[:3]]
    return Snapshot(id_, object_, name, email, (ticked, marketo), state, successor)


def add_person(store: Store, email: str, *ids: str) -> int:
    """Add a person linked to these records by their IDs; gives the person's id."""
    store.people.add([NewPerson(email, salesforce_ids=ids)], NOW)
    row = store.database.row("SELECT id FROM person WHERE email = ?", (email,))
    assert row is not None
    return int(row[0])


def read(store: Store, *snapshots: Snapshot) -> None:
    """Keep records as if they were just read."""
    store.records.remember(snapshots, NOW)


def tie(store: Store, email: str, *ids: str, origin: LinkOrigin = LinkOrigin.ADDRESS) -> None:
    """Give records one more reason to belong to a person."""
    store.links.tie([NewLink(email, id_, origin) for id_ in ids])


def unsubscribe(store: Store, *emails: str, field: OptOutField = FIELD, at: datetime = NOW) -> None:
    """Collect unsubscribes by hand."""
    store.unsubscribes.collect([NewUnsubscribe(email, at, Source.MANUAL) for email in emails], field, at)


def resubscribe(store: Store, person_id: int) -> None:
    """End an unsubscribe deliberately."""
    store.resubscribes.end(person_id, ACT, NOW)


def open_run(store: Store, field: OptOutField = FIELD) -> int:
    """Open a run and give its number."""
    return store.runs.open(RunKind.MANUAL, field, NOW, full=False, planned_for=None)


def planned(store: Store, run: int) -> tuple[list[str], list[str]]:
    """The addresses to unsubscribe here and the records to opt out there that a run planned."""
    store.plans.keep(run)
    rows = store.plans.page(run, 0, 1000)
    return (
        [row.email for row in rows if row.side is Side.HERE],
        [row.salesforce_id for row in rows if row.side is Side.THERE],
    )


def carry_out(store: Store, run: int, which: OptOutField) -> None:
    """Make every planned change for which there is a reason, as a run does."""
    while True:
        due = [(person, why) for _, person, why in store.plans.here(run, which, 0, 1000) if why]
        assert store.unsubscribes.record_from_salesforce(due, NOW) == len(due)
        there, _ = store.run_sends.take_planned(run, which, 0, 1000, NOW)
        store.records.mark_opted_out([push.salesforce_id or "" for push in there], which, NOW)
        if not due and not there:
            return


@contextmanager
def and_forgotten(store: Store) -> Iterator[None]:
    """Whatever is written inside is rolled back afterwards, so that one database serves many examples."""
    with store.database.use() as db, db.atomic() as transaction:
        yield
        transaction.rollback()
