"""Small inputs that the tests of the store share."""

from __future__ import annotations

from datetime import UTC, datetime

from core.store.nouns import NewPerson, OptOutField, RecordState
from core.store.records import Snapshot
from core.store.store import Store

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
FIELD = OptOutField.SALESFORCE
MARKETO = OptOutField.MARKETO_SALES


def record_id(number: int, prefix: str = "003") -> str:
    """An ID of a Contact, or of another object by its prefix."""
    return f"{prefix}Pr{number:010d}AAA"


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
    return Snapshot(id_, object_, name, email, ticked, marketo, state, successor)


def add_person(store: Store, email: str, *ids: str) -> int:
    """Add a person linked to these records by their IDs; gives the person's id."""
    store.people.add([NewPerson(email, salesforce_ids=ids)], NOW)
    row = store.database.row("SELECT id FROM person WHERE email = ?", (email,))
    assert row is not None
    return int(row[0])
