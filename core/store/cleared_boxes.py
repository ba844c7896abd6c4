"""The sentinel's memory: boxes that somebody unticked in Salesforce though the person is unsubscribed here.

Such an unticking is no re-subscribe: nothing is ever cleared here for it. The intake notes it in the transaction in
which it sees the box unticked; who it was is asked for afterwards. A box that waits for the admin, or was left as it
is, is out of step for nobody (`out_of_step`), so that neither sync nor push ticks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from core.store.database import Database
from core.store.schema import utc_from_text, utc_text
from core.store.sqlite import AMONG, EACH, listed
from core.store.types.cleared import ClearedBox, ClearedStanding, Clearer, Clearing
from core.store.types.fields import FIELDS, OptOutField
from core.store.types.records import RecordState

RECENT = timedelta(days=30)
_DAY = 24 * 60 * 60 * 1_000_000
"""Of the times as they are kept."""
_AT_ONCE = 1000

LISTED = "(standing IN ('waits', 'left') OR NOT seen)"
"""SQL: a row of `cleared_box` that is shown. In the words of its index."""
PEOPLE_LISTED = (
    "person.id IN (SELECT link.person_id FROM cleared_box CROSS JOIN link ON link.record_id = cleared_box.record_id "
    f"WHERE {LISTED})"
)
"""SQL: a `person` has a box that is shown."""


def notice(field: OptOutField) -> str:
    """SQL that notes, of records in `met` that are about to be kept, whose box was unticked; values: time, standing.

    The box of a live record of somebody who is unsubscribed. Not where another person of the record was re-subscribed
    since it was first seen ticked: then that was asked for.
    """
    box = FIELDS[field].column
    active = RecordState.ACTIVE
    return f"""
    INSERT INTO cleared_box
        (record_id, field, noticed_at, times, who, cleared_at, certain, standing, seen, decided_by, reason)
    SELECT met.id, '{field}', ?, 1, NULL, NULL, 0, ?, 0, '', '' FROM met
    CROSS JOIN salesforce_record AS record ON record.id = met.id
    WHERE met.same IS NOT 1 AND met.was = '{active}' AND met.state = '{active}' AND met.{box} = 0 AND record.{box} = 1
        AND EXISTS (SELECT 1 FROM link CROSS JOIN person ON person.id = link.person_id
            WHERE link.record_id = met.id AND person.unsubscribed_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM link CROSS JOIN person ON person.id = link.person_id
            WHERE link.record_id = met.id AND person.unsubscribed_at IS NULL
            AND person.resubscribed > record.{box}_since)
    ON CONFLICT (record_id, field) DO UPDATE SET noticed_at = excluded.noticed_at, times = times + 1, who = NULL,
        cleared_at = NULL, certain = 0, standing = excluded.standing, seen = 0, decided_by = '', reason = ''
    """


class ClearedBoxes:
    """The boxes that were unticked, and what is known of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # asking who it was

    def unasked(self, field: OptOutField, after: str, limit: int) -> list[tuple[str, str, datetime]]:
        """Boxes of which nobody has asked yet who unticked them, as (record ID, object, noticed at), by their IDs."""
        return [
            (record_id, object_, utc_from_text(at))
            for record_id, object_, at in self._database.rows(
                "SELECT cleared.record_id, record.object, cleared.noticed_at FROM cleared_box AS cleared "
                "CROSS JOIN salesforce_record AS record ON record.id = cleared.record_id "
                "WHERE cleared.who IS NULL AND cleared.field = ? AND cleared.record_id > ? "
                "ORDER BY cleared.record_id LIMIT ?",
                (field, after, limit),
            )
        ]

    def told(
        self, asked: Sequence[str], found: Mapping[str, Clearing], field: OptOutField
    ) -> dict[tuple[str, ClearedStanding], int]:
        """Keep who unticked these boxes, in the history of their people too, and how often each does it.

        Those that were asked for and not found are kept as nobody's. Returns how many each unticked, by what becomes
        of them.
        """
        rows = [
            (record_id, clearing.who, utc_text(clearing.at), clearing.certain)
            for record_id, clearing in found.items()
        ]
        with self._database.transaction():
            still = {
                record_id: (noticed_at, ClearedStanding(standing))
                for record_id, noticed_at, standing in self._database.rows(
                    "SELECT record_id, noticed_at, standing FROM cleared_box "
                    f"WHERE who IS NULL AND field = ? AND record_id {AMONG}",
                    (field, listed(asked)),
                )
            }
            self._database.write_many(
                "UPDATE cleared_box SET who = ?2, cleared_at = ?3, certain = ?4 "
                "WHERE record_id = ?1 AND field = ?5 AND who IS NULL",
                [(*row, field) for row in rows if row[0] in still],
            )
            self._database.write(
                f"UPDATE cleared_box SET who = '' WHERE who IS NULL AND field = ? AND record_id {AMONG}",
                (field, listed(asked)),
            )
            self._database.write(_TO_HISTORY, (field, listed(still)))
            counts: dict[tuple[str, ClearedStanding], int] = {}
            days: dict[tuple[str, int], tuple[int, int]] = {}
            for record_id, (noticed_at, standing) in still.items():
                clearing = found.get(record_id)
                who = clearing.who if clearing is not None else ""
                at = utc_text(clearing.at) if clearing is not None else noticed_at
                counts[who, standing] = counts.get((who, standing), 0) + 1
                boxes, last = days.get((who, at // _DAY), (0, at))
                days[who, at // _DAY] = (boxes + 1, max(last, at))
            self._database.write_many(
                "INSERT INTO cleared_day (who, day, boxes, last_at) VALUES (?, ?, ?, ?) ON CONFLICT (who, day) "
                "DO UPDATE SET boxes = boxes + excluded.boxes, last_at = max(last_at, excluded.last_at)",
                [(who, day, boxes, last) for (who, day), (boxes, last) in days.items()],
            )
        return counts

    # looking

    def clearers(self, now: datetime) -> list[Clearer]:
        """Everybody who has boxes that are shown, those with the most first."""
        since = utc_text(now - RECENT) // _DAY
        found = [
            Clearer(who, waits, left, unseen, recent, days, utc_from_text(last) if last is not None else None)
            for who, waits, left, unseen, recent, days, last in self._database.rows(_CLEARERS, (since, since))
        ]
        return sorted(found, key=lambda one: (-(one.waits + one.left + one.unseen), one.who))

    def held(self) -> int:
        """How many boxes are not ticked again because they wait for the admin or were left as they are."""
        row = self._database.row(
            "SELECT coalesce(sum(boxes), 0) FROM cleared_count WHERE standing IN ('waits', 'left')"
        )
        return int(row[0]) if row else 0

    def people_held(self) -> int:
        """How many people have such a box."""
        if not self.held():
            return 0
        row = self._database.row(
            "SELECT count(DISTINCT link.person_id) FROM cleared_box "
            "CROSS JOIN link ON link.record_id = cleared_box.record_id "
            f"WHERE {LISTED} AND standing IN ('waits', 'left')"
        )
        return int(row[0]) if row else 0

    def of_person(self, person_id: int) -> list[ClearedBox]:
        """What is known of this person's boxes that were unticked, the newest first."""
        return self._read(
            "WHERE cleared.record_id IN (SELECT record_id FROM link WHERE person_id = ?) "
            "ORDER BY cleared.noticed_at DESC, cleared.record_id",
            (person_id,),
        )

    def all(self, who: str | None = None) -> Iterator[ClearedBox]:
        """Every box that is shown, by the IDs of the records; those of one who unticks, or of all."""
        after = ""
        while page := self._read(
            f"WHERE {LISTED} AND (?1 IS NULL OR coalesce(who, '') = ?1) AND cleared.record_id > ?2 "
            "ORDER BY cleared.record_id, cleared.field LIMIT ?3",
            (who, after, _AT_ONCE),
        ):
            # The other field of the last record would be on the next page.
            whole = [one for one in page if one.record_id != page[-1].record_id]
            rest = self._read(f"WHERE {LISTED} AND cleared.record_id = ?", (page[-1].record_id,))
            yield from whole
            yield from (one for one in rest if who is None or one.who == who)
            after = page[-1].record_id

    def ids(self, *, who: str | None = None, records: Sequence[str] | None = None) -> list[str]:
        """The records whose boxes are held back: of one who unticks, among these, or all."""
        conditions, values = [LISTED, "standing IN ('waits', 'left')"], list[object]()
        if who is not None:
            conditions.append("coalesce(who, '') = ?")
            values.append(who)
        if records is not None:
            conditions.append(f"record_id {AMONG}")
            values.append(listed(records))
        found = f"SELECT DISTINCT record_id FROM cleared_box WHERE {' AND '.join(conditions)}"
        return [row[0] for row in self._database.rows(found, values)]

    # the admin's decisions

    def tick_again(self, record_ids: Sequence[str], who: str) -> list[int]:
        """Let these boxes be ticked again; returns the people concerned, whose records are to be pushed to."""
        with self._database.transaction():
            people = [
                row[0]
                for row in self._database.rows(
                    "SELECT DISTINCT link.person_id FROM cleared_box "
                    "CROSS JOIN link ON link.record_id = cleared_box.record_id "
                    f"WHERE cleared_box.record_id {AMONG} AND standing IN ('waits', 'left')",
                    (listed(record_ids),),
                )
            ]
            self._database.write(
                "UPDATE cleared_box SET standing = 'again', seen = 1, decided_by = ?, reason = '' "
                f"WHERE record_id {AMONG} AND standing IN ('waits', 'left')",
                (who, listed(record_ids)),
            )
        return people

    def leave(self, record_ids: Sequence[str], who: str, reason: str) -> int:
        """Leave these boxes as they are; the people stay unsubscribed here. Returns how many boxes it were."""
        return self._database.write(
            "UPDATE cleared_box SET standing = 'left', seen = 1, decided_by = ?, reason = ? "
            f"WHERE record_id {AMONG} AND standing IN ('waits', 'again')",
            (who, reason, listed(record_ids)),
        )

    def take_note(self, who: str | None = None) -> int:
        """Note that the admin knows of what was ticked again, of one who unticks or of all; returns how many."""
        return self._database.write(
            f"UPDATE cleared_box SET seen = 1 WHERE {LISTED} AND NOT seen AND standing IN ('again', 'over') "
            "AND (?1 IS NULL OR coalesce(who, '') = ?1)",
            (who,),
        )

    def _read(self, where: str, values: Sequence[object]) -> list[ClearedBox]:
        return [_box(row) for row in self._database.rows(f"{_BOXES} {where}", values)]


def _box(row: Sequence[Any]) -> ClearedBox:
    id_, object_, name, email, field, noticed_at, times, who, at, certain, standing, seen, by, reason = row
    return ClearedBox(
        record_id=id_,
        object=object_,
        name=name,
        email=email,
        field=OptOutField(field),
        noticed_at=utc_from_text(noticed_at),
        times=times,
        who=who,
        cleared_at=utc_from_text(at) if at is not None else None,
        certain=bool(certain),
        standing=ClearedStanding(standing),
        seen=bool(seen),
        decided_by=by,
        reason=reason,
    )


_BOXES = """
SELECT cleared.record_id, record.object, record.name, record.email, cleared.field, cleared.noticed_at, cleared.times,
    coalesce(cleared.who, ''), cleared.cleared_at, cleared.certain, cleared.standing, cleared.seen, cleared.decided_by,
    cleared.reason
FROM cleared_box AS cleared CROSS JOIN salesforce_record AS record ON record.id = cleared.record_id
"""
# Of people who are unsubscribed alone: for others the box does not matter.
_TO_HISTORY = f"""
INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id)
SELECT person.id, coalesce(cleared.cleared_at, cleared.noticed_at), 'unticked_by_others', NULL, '', cleared.who,
    cleared.record_id
FROM cleared_box AS cleared CROSS JOIN link ON link.record_id = cleared.record_id
CROSS JOIN person ON person.id = link.person_id
WHERE cleared.field = ? AND person.unsubscribed_at IS NOT NULL
    AND cleared.record_id IN (SELECT value FROM {EACH})
"""
_CLEARERS = """
SELECT who, waits, left_, unseen,
    (SELECT coalesce(sum(boxes), 0) FROM cleared_day WHERE cleared_day.who = counted.who AND day >= ?),
    (SELECT count(*) FROM cleared_day WHERE cleared_day.who = counted.who AND day >= ?),
    (SELECT max(last_at) FROM cleared_day WHERE cleared_day.who = counted.who)
FROM (SELECT who, sum(boxes * (standing = 'waits')) AS waits, sum(boxes * (standing = 'left')) AS left_,
    sum(boxes * (standing IN ('again', 'over') AND NOT seen)) AS unseen
    FROM cleared_count GROUP BY who) AS counted
WHERE waits + left_ + unseen > 0
"""
