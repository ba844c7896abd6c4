"""Passing strangers over while a whole org is read, and nobody else."""

from __future__ import annotations

from pathlib import Path

from core.store.store import Store
from core.store.types.people import NewPerson
from core.store.types.records import RecordState
from core.sync.sieve import Sieve
from tests.helpers.samples import FIELD, MARKETO, NOW, record_id, snapshot

KNOWN, STRANGER, LATE, NEXT = (record_id(number) for number in range(1, 5))


def passed(store: Store | None, *records: object) -> list[str]:
    """The IDs of records that are taken in, of these read in this order."""
    sieve = Sieve(store, FIELD)
    return [row[0] for one in records for row in sieve.sift([one]).rows]  # type: ignore[list-item]


def test_people_here_and_known_records_are_taken_in_whatever_they_say(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.people.add([NewPerson("Ada@Example.com")], NOW)
    store.records.remember([snapshot(KNOWN, "old@example.com")], NOW)
    others = snapshot(STRANGER, "somebody@example.com"), snapshot(NEXT)
    assert passed(store, snapshot(LATE, "ada@example.COM "), snapshot(KNOWN, "new@example.com"), *others) == [
        LATE,
        KNOWN,
    ]


def test_strangers_are_remembered_by_their_address(tmp_path: Path) -> None:
    sifted = Sieve(Store(tmp_path), FIELD).sift([snapshot(STRANGER, "Somebody@example.com"), snapshot(NEXT)])
    assert (sifted.read, sifted.rows) == (2, [])
    assert sifted.strangers.of(["somebody@example.com"]) == [STRANGER]


def test_an_opted_out_record_lets_later_ones_of_its_address_in(tmp_path: Path) -> None:
    ticked = snapshot(KNOWN, "ada@example.com", marketo=True)
    assert Sieve(None, MARKETO).sift([ticked]).rows[0][0] == KNOWN
    assert passed(Store(tmp_path), ticked, snapshot(STRANGER, "ada@example.com")) == [KNOWN, STRANGER]


def test_the_record_that_took_the_place_of_another_is_let_in(tmp_path: Path) -> None:
    gone = snapshot(KNOWN, "ada@example.com", ticked=True, state=RecordState.MERGED, successor=NEXT)
    assert passed(Store(tmp_path), gone, snapshot(NEXT, "eve@example.com")) == [KNOWN, NEXT]


def test_where_only_a_part_is_read_nobody_is_passed_over() -> None:
    assert passed(None, snapshot(STRANGER, "somebody@example.com")) == [STRANGER]
