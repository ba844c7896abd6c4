"""A list taken in by lots leaves behind what the same list leaves that is taken in the careful way."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.collect import import_work
from core.collect.columns import TreatAs
from core.collect.understanding import Bounces
from core.store.people import People
from core.store.schema import utc_text
from core.store.store import Store
from core.store.strangers import Stranger, Strangers
from core.store.types.people import NewPerson, Source
from core.store.types.records import RecordState
from core.store.unsubscribes import NewUnsubscribe
from tests.core.collect.conftest import NOW, build
from tests.helpers.samples import FIELD, record_id, snapshot

HEADER = "email,first_name,last_name,company,title,salesforce_id,unsubscribed,date,reason,source,status\n"
RECORDS = [record_id(number, "00Q" if number % 3 else "003") for number in range(60)]
ROWS = 400

TOLD = {
    "people": "SELECT * FROM person ORDER BY id",
    "records": "SELECT * FROM salesforce_record ORDER BY id",
    "links": "SELECT * FROM link ORDER BY person_id, record_id",
    "history": "SELECT person_id, at, what, source, reason, who, salesforce_id, "
    "CASE what WHEN 'unsubscribed' THEN batch_id END FROM history "
    "ORDER BY person_id, id",
    "pushes": "SELECT person_id, record_id, field, state, attempts, queued_at, next_try_at, code FROM queued_push "
    "ORDER BY person_id, record_id, id",
    "touched": "SELECT * FROM touched ORDER BY 1",
    "counted": "SELECT * FROM people_count WHERE people <> 0 ORDER BY 1, 2, 3, 4, 5",
    "rows": "SELECT * FROM imported_row ORDER BY batch_id, line",
    "batches": "SELECT id, state, counts, bases FROM import_batch ORDER BY id",
    "indexed": "SELECT rowid FROM person_search WHERE person_search MATCH 'Ann' ORDER BY rowid",
}


GONE = (RecordState.ACTIVE, RecordState.ACTIVE, RecordState.DELETED)


def known_before(store: Store, chance: random.Random, states: Sequence[RecordState]) -> None:
    """People, records and links of these states, as they may be here when a list comes."""
    for number in range(40):
        ids = tuple(chance.sample(RECORDS[:30], chance.choice((0, 0, 1, 2))))
        store.people.add(
            [NewPerson(f"p{number}@x.example", chance.choice(("", "Ann")), salesforce_ids=ids)], NOW
        )
    for id_ in RECORDS[:20]:
        state = chance.choice(states)
        email = chance.choice(("", f"p{chance.randrange(80)}@x.example"))
        store.records.remember([snapshot(id_, email, ticked=chance.choice((True, False)), state=state)], NOW)
    store.records.remember([snapshot(RECORDS[20], state=RecordState.MERGED, successor=RECORDS[21])], NOW)
    store.people.refresh_all_not_syncable()
    gone = [f"p{number}@x.example" for number in range(0, 40, 5)]
    past = [NewUnsubscribe(email, NOW - timedelta(days=3), Source.MANUAL) for email in gone]
    store.unsubscribes.collect(past, FIELD, NOW)


def made_up(chance: random.Random) -> str:
    """A list of which rows repeat people, contradict each other, and are wrong in every way."""
    lines = []
    for _ in range(ROWS):
        number = chance.randrange(150)
        email = chance.choice(
            (f"p{number}@x.example", f"P{number}@X.example ", f"p{number}@x.example", "nobody")
        )
        ids = " ".join(chance.sample(RECORDS, chance.choice((0, 0, 1, 1, 2))))
        out = chance.choice(("yes", "no", "", "yes", "bounced", "perhaps"))
        date = chance.choice(("", "2026-01-02T03:04:05Z", "2026-02-03", "2031-01-01", "never", "3/4/2026"))
        names = ",".join(chance.choice(("", "Ann", "Łee", "A\0B", "'=1+1")) for _ in range(4))
        more = ",".join(
            (chance.choice(("", "asked", "weil")), chance.choice(("", "Bounce", "Fax", "Manual")))
        )
        status = chance.choice(("", "", "subscribed", "cleaned"))
        lines.append(f"{email},{names},{ids},{out},{date},{more},{status}\n")
    return HEADER + "".join(lines)


def left_behind(
    folder: Path,
    seed: int,
    treat_as: TreatAs = TreatAs.COLUMN,
    bounces: Bounces = Bounces.NOTE,
    states: Sequence[RecordState] = (*GONE, RecordState.NOT_FOUND),
) -> dict[str, list[Any]]:
    """What a made-up list leaves in the database, taken in twice."""
    folder.mkdir()
    chance = random.Random(seed)
    house = build(folder, folder / "data")
    known_before(house.store, chance, states)
    path = house.file(made_up(chance))
    for _ in range(2):
        house.importer.run(path, treat_as=treat_as, bounces=bounces).close()
    with house.store.database.use():
        return {name: house.store.database.rows(sql) for name, sql in TOLD.items()}


class OneByOne(Strangers):
    """Adds people the careful way, each by itself, so that triggers and looks find out what becomes of them."""

    def add(self, strangers: Sequence[Stranger], now: datetime) -> dict[str, int]:
        people = People(self._database)
        for one in strangers:
            first, last, company, title = one.texts
            people.add([NewPerson(one.email, first, last, company, title, tuple(one.record_ids))], now)
            if (out := one.unsubscribe) is not None:
                self._database.write(
                    "UPDATE person SET unsubscribed_at = ?, source = ?, reason = ? WHERE email_key = ?",
                    (utc_text(out.at), out.source, out.reason, one.key),
                )
        return people.ids([one.key for one in strangers])


def _first_difference(one: Mapping[str, list[Any]], other: Mapping[str, list[Any]]) -> str:
    for name in TOLD:
        for at, (a, b) in enumerate(zip(one[name], other[name], strict=False)):
            if a != b:
                return f"{name} {at}: {a} <> {b}"
        if len(one[name]) != len(other[name]):
            return f"{name}: {len(one[name])} <> {len(other[name])}"
    return ""


@pytest.mark.parametrize("seed", range(3))
def test_strangers_added_at_once_stand_as_if_triggers_had_found_it_out(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = left_behind(tmp_path / "at once", seed)
    monkeypatch.setattr("core.store.store.Strangers", OneByOne)
    assert _first_difference(at_once, left_behind(tmp_path / "one by one", seed)) == ""
    assert at_once["people"]


@pytest.mark.parametrize(
    ("seed", "treat_as", "bounces"),
    [
        (1, TreatAs.COLUMN, Bounces.NOTE),
        (2, TreatAs.COLUMN, Bounces.OPT_OUT),
        (3, TreatAs.UNSUBSCRIBES, Bounces.NOTE),
        (4, TreatAs.PEOPLE, Bounces.NOTE),
    ],
)
def test_people_stand_alike_whether_a_list_is_taken_in_by_lots_or_row_by_row(
    tmp_path: Path, seed: int, treat_as: TreatAs, bounces: Bounces, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What of it is noted and queued depends on who was here when a lot began: compared is how everybody stands then.
    for name in TOLD.keys() - {"people", "records", "links", "counted", "indexed"}:
        monkeypatch.delitem(TOLD, name)
    # An ID that leads nowhere gives way to the next one, so that there it does matter what comes in one lot.
    by_lots = left_behind(tmp_path / "lots", seed, treat_as, bounces, GONE)
    monkeypatch.setattr(import_work, "PORTION", 1)
    assert _first_difference(by_lots, left_behind(tmp_path / "rows", seed, treat_as, bounces, GONE)) == ""
