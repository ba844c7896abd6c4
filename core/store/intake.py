"""Taking in records that were read from Salesforce: a handful of statements for a lot, however many records it has.

What the records mean here is the business of these statements alone. An opt-out belongs to an address (DESIGN, rule 7),
so a record belongs to the person with its address, besides those who name its ID; one that took another address leaves
the former person, unless it is gone. An opted-out record with an unknown address makes a new person (rule 8), whatever
became of the record since. Kept is a record that is known, belongs to somebody, or is opted out in either checkbox.
Where a record went, its links follow it; what then has to be ticked on which side follows from links and ticks alone
(`out_of_step`), and triggers note whom it touches.

A lot goes into a table of this connection alone, in the order of the IDs, so that neighbours in the file are written
together; then each statement does its one thing for all of them. A record that comes twice in a lot counts as it came
last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any, TypeAlias

from core.store.addresses import address_key
from core.store.database import Database
from core.store.links import ADDRESS_BIT, ID_BIT, Links
from core.store.people import REFRESH_NOT_SYNCABLE, search_text
from core.store.records import CLOCK, ON_KNOWN_RECORD, SNAPSHOT, Snapshot, each_box, snapshot_of
from core.store.schema import utc_text
from core.store.types.fields import FIELDS, OptOutField, box_of
from core.store.types.records import RecordState

LOT = 18_000
"""Records in one lot: a transaction of less than half a second, in which neither a push nor a click waits long."""

ReadRow: TypeAlias = tuple[str | int | None, ...]
"""A record on its way in, as `rows_of` makes it: a plain tuple of what SQLite takes as it is, its ID first."""


def rows_of(snapshots: Iterable[Snapshot], wanted: OptOutField) -> list[ReadRow]:
    """Records in the form in which they are taken in for a checkbox."""
    return [row_of(one, address_key(one.email) if one.email else "", wanted) for one in snapshots]


def row_of(snapshot: Snapshot, key: str, wanted: OptOutField) -> ReadRow:
    """The same of one record, whose address key is at hand."""
    id_, object_, name, email, boxes, state, successor, _ = snapshot
    address = searched = None
    if key and box_of(boxes, wanted):
        # It may make a person.
        address, searched = email.strip(), search_text(key, ("", name, "", ""))
    stands = "active" if state is RecordState.ACTIVE else str(state)
    return (id_, object_, name, email, key, stands, successor, address, searched, *boxes)


@dataclass(slots=True)
class TakenIn:
    """What is told of a lot that was taken in.

    `outdated` are records that this program wrote to after Salesforce was asked, left as they are: they are to be read
    once more. `new_keys` are the address keys of people who were added; `passed_over` are records that the person with
    their address does not own, as (address key, id), should there be one yet. `without_address` are opted-out records
    that nobody can be found for. `of_another_address` are records known by an ID that was handed in and have another
    address, as (address key that it was given for, record).
    """

    outdated: list[str] = field(default_factory=list)
    new_keys: list[str] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    without_address: list[Snapshot] = field(default_factory=list)
    of_another_address: list[tuple[str, Snapshot]] = field(default_factory=list)


class Intake:
    """Takes records in, one lot at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._links = Links(database)

    def take(
        self,
        rows: Sequence[ReadRow],
        wanted: OptOutField,
        *,
        asked: int,
        seen_at: datetime,
        added_at: datetime,
        everybody: bool = False,
    ) -> TakenIn:
        """Take in records just read, for one checkbox, in one transaction; may be repeated without harm.

        `asked` is the clock (`Records.clock`) before Salesforce was asked, `added_at` the time by which new people are
        known as added by this reading. With `everybody` it is left to the caller to work out, once at the end, who can
        be synced.
        """
        taken = TakenIn()
        if not rows:
            return taken
        with self._database.transaction() as db:
            execute: Callable[..., Any] = db.execute_sql
            for statement in (
                _READ,
                _MET,
                _LEFT,
                "DELETE FROM read_record",
                "DELETE FROM met",
                "DELETE FROM let_go",
            ):
                execute(statement)
            self._fill(sorted({row[0]: row for row in rows}.values()))
            [(clock,)] = execute(f"SELECT {CLOCK}")
            if clock > asked:
                taken.outdated = [row[0] for row in execute(_OUTDATED, (asked,))]
                execute("DELETE FROM read_record WHERE id IN (" + _OUTDATED + ")", (asked,))
            [(newest,)] = execute("SELECT coalesce(max(id), 0) FROM person")
            if execute(_ADD_PEOPLE, (utc_text(added_at),)).rowcount:
                taken.new_keys = [
                    row[0] for row in execute("SELECT email_key FROM person WHERE id > ?", (newest,))
                ]
            execute(_MEET)
            taken.passed_over = execute(_PASSED_OVER).fetchall()
            execute(_FORGET_STRANGERS)
            taken.of_another_address = [
                (row[0], snapshot_of(row[1:])) for row in execute(_OF_ANOTHER_ADDRESS)
            ]
            execute(_KEEP, (utc_text(seen_at), *(clock for _ in FIELDS)))
            execute(_SEEN_AGAIN, (utc_text(seen_at),))
            execute(_TIE)
            if execute(_FIND_LEFT).rowcount:
                execute(_UNTIE)
                execute(_UNTIED)
            taken.without_address = [
                snapshot_of(row) for row in execute(_WITHOUT_ADDRESS.format(column=FIELDS[wanted].column))
            ]
            self._links.follow_among(_WENT)
            if not everybody:
                execute(_REFRESH)
        return taken

    def _fill(self, rows: Sequence[ReadRow]) -> None:
        """By statements of many rows each: what is done once a statement takes as long as half a row."""
        whole = len(rows) - len(rows) % _AT_ONCE
        many, one = (f"{_FILL} {', '.join([_VALUES] * count)}" for count in (_AT_ONCE, 1))
        self._database.write_many(
            many, [tuple(chain.from_iterable(rows[at : at + _AT_ONCE])) for at in range(0, whole, _AT_ONCE)]
        )
        self._database.write_many(one, rows[whole:])


def _boxes(between: str, template: str) -> str:
    """A condition for each checkbox: `{box}` in it is the column."""
    return between.join(template.format(box=spec.column) for spec in FIELDS.values())


_AT_ONCE = 80
_COLUMNS = f"""
    id TEXT NOT NULL,
    object TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    successor_id TEXT,
    address TEXT,
    search_text TEXT,
    {each_box("{box} INTEGER")}
"""
# What was read; `address` and `search_text` are there where the record may make a person.
_READ = f"CREATE TEMP TABLE IF NOT EXISTS read_record ({_COLUMNS})"
# The same beside what is here: the person with the address, the state in which the record was known, whether it is as
# it was, and whether it is tied to that person by its address.
_MET = f"CREATE TEMP TABLE IF NOT EXISTS met ({_COLUMNS}, person_id INTEGER, was TEXT, same INTEGER, tied INTEGER)"
# Links that go, because the record took another address.
_LEFT = "CREATE TEMP TABLE IF NOT EXISTS let_go (person_id INTEGER, record_id TEXT, PRIMARY KEY (person_id, record_id))"
_FILL = "INSERT INTO read_record VALUES"
_VALUES = f"({', '.join('?' * (9 + len(FIELDS)))})"
_OUTDATED = (
    "SELECT read.id FROM read_record AS read CROSS JOIN salesforce_record AS record ON record.id = read.id "
    "WHERE record.written > ?"
)
_ADD_PEOPLE = """
INSERT INTO person
    (email, email_key, first_name, last_name, company, title, search_text, added_at, not_syncable, reason)
SELECT address, key, '', name, '', '', search_text, ?, 'never_looked_for', '' FROM read_record
WHERE address IS NOT NULL ON CONFLICT (email_key) DO NOTHING
"""
# A checkbox that could not be read this time says nothing new.
_MEET = f"""
INSERT INTO met SELECT read.*, person.id, record.state,
    record.state = read.state AND record.email = read.email AND record.name = read.name
        AND record.successor_id IS read.successor_id
        AND {_boxes(" AND ", "(read.{box} IS NULL OR read.{box} IS record.{box})")},
    coalesce(link.reasons & {ADDRESS_BIT}, 0) <> 0
FROM read_record AS read LEFT JOIN person ON person.email_key = read.key AND read.key <> ''
LEFT JOIN salesforce_record AS record ON record.id = read.id
LEFT JOIN link ON link.person_id = person.id AND link.record_id = record.id
"""
_PASSED_OVER = "SELECT key, id FROM met WHERE person_id IS NULL AND key <> ''"
# So are most records of a large org: of nobody here.
_FORGET_STRANGERS = f"""
DELETE FROM met WHERE person_id IS NULL AND was IS NULL AND {_boxes(" AND ", "coalesce({box}, 0) = 0")}
"""
_OF_ANOTHER_ADDRESS = f"""
SELECT person.email_key, {SNAPSHOT.format("met")} FROM met CROSS JOIN link ON link.record_id = met.id
CROSS JOIN person ON person.id = link.person_id
WHERE met.was = 'unseen' AND link.reasons & {ID_BIT} AND NOT EXISTS (
    SELECT 1 FROM link AS own WHERE own.person_id = met.person_id AND own.record_id = met.id)
"""
_KEEP = f"""
INSERT INTO salesforce_record
    (id, object, name, email, state, successor_id, seen_at, {each_box("{box}")}, {each_box("{box}_since")})
SELECT id, object, name, email, state, successor_id, ?, {each_box("{box}")}, {each_box("?")}
FROM met WHERE same IS NOT 1 {ON_KNOWN_RECORD}
"""
_SEEN_AGAIN = "UPDATE salesforce_record SET seen_at = ? WHERE id IN (SELECT id FROM met WHERE same = 1)"
_TIE = f"""
INSERT INTO link (person_id, record_id, reasons) SELECT person_id, id, {ADDRESS_BIT} FROM met
WHERE person_id IS NOT NULL AND NOT tied
ON CONFLICT (person_id, record_id) DO UPDATE SET reasons = reasons | excluded.reasons
"""
# What is gone keeps the owners it had: no address can be given to it any more.
_FIND_LEFT = f"""
INSERT INTO let_go SELECT link.person_id, link.record_id FROM met CROSS JOIN link ON link.record_id = met.id
WHERE met.was IS NOT NULL AND met.state NOT IN ('{RecordState.DELETED}', '{RecordState.MERGED}')
    AND link.reasons & {ADDRESS_BIT} AND link.person_id IS NOT met.person_id
"""
_UNTIE = f"UPDATE link SET reasons = reasons & ~{ADDRESS_BIT} WHERE (person_id, record_id) IN (SELECT * FROM let_go)"
_UNTIED = "DELETE FROM link WHERE (person_id, record_id) IN (SELECT * FROM let_go) AND reasons = 0"
_WITHOUT_ADDRESS = f"""
SELECT {SNAPSHOT.format("met")} FROM met
WHERE met.{{column}} = 1 AND met.key = '' AND met.state NOT IN ('{RecordState.DELETED}', '{RecordState.MERGED}')
    AND NOT EXISTS (SELECT 1 FROM link WHERE link.record_id = met.id)
"""
_WENT = "(SELECT id AS value FROM met WHERE successor_id IS NOT NULL AND (same IS NOT 1 OR NOT tied))"
_REFRESH = f"""{REFRESH_NOT_SYNCABLE} WHERE id IN (
    SELECT link.person_id FROM met CROSS JOIN link ON link.record_id = met.id
    WHERE met.same IS NOT 1 OR met.person_id IS NOT NULL AND NOT met.tied
    UNION ALL SELECT person_id FROM let_go)
"""
