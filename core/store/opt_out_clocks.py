"""The clocks of opt-outs: started with each unsubscribe that is collected, ended by triggers, read for deadlines.

A clock ends once Salesforce was looked through for the address and every record that can be ticked is, in the box that
pushes tick at that moment; triggers of the database (migration 0011) see to it whenever a fact changes. Those that run
are few, and found by an index of their own. What Marketo Sales brought along was collected elsewhere and has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.store.database import Database
from core.store.schema import utc_from_text, utc_text
from core.store.sqlite import AMONG, EACH, listed
from core.store.types.deadlines import ClockEnd, OpenClocks, OptOutClock
from core.store.types.people import Source

_PAGE = 2000


class OptOutClocks:
    """The clocks of the local database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, person_ids: Sequence[int], now: datetime) -> None:
        """Start the clocks of people who were unsubscribed just now; part of the transaction that did it.

        The very opt-out that a re-subscribe had ended, and that is put back, goes on where it was. One that Salesforce
        has confirmed already, as what came from there, ends at once.
        """
        whom, at = listed(person_ids), utc_text(now)
        self._database.write(_GO_ON, (whom,))
        self._database.write(_START, (at, whom))

    def open_again(self, record_ids: Sequence[str], since: datetime) -> None:
        """Let the clocks run on that ticks of these records had ended since a time: they turned out not to hold."""
        self._database.write(_OPEN_AGAIN, (utc_text(since), listed(record_ids)))

    def oldest(self) -> datetime | None:
        """Since when the oldest of those that run does; None while there is none."""
        row = self._database.row(
            "SELECT collected_at FROM opt_out_clock WHERE ended_at IS NULL ORDER BY collected_at LIMIT 1"
        )
        return utc_from_text(row[0]) if row is not None else None

    def standing(self, *, passed_before: datetime, near_before: datetime) -> OpenClocks:
        """How many run; of those, how many began before the one moment, and how many between it and the other."""
        row = self._database.row(
            "SELECT count(*), coalesce(sum(collected_at < ?), 0), coalesce(sum(collected_at < ?), 0) "
            "FROM opt_out_clock WHERE ended_at IS NULL",
            (utc_text(passed_before), utc_text(near_before)),
        )
        count, passed, near = row if row is not None else (0, 0, 0)
        return OpenClocks(count, passed, near - passed)

    def open(self, limit: int) -> list[OptOutClock]:
        """Those that run, the oldest first."""
        return [
            _clock(row)
            for row in self._database.rows(
                f"{_READ} WHERE clock.ended_at IS NULL ORDER BY clock.collected_at LIMIT ?", (limit,)
            )
        ]

    def of_person(self, person_id: int) -> OptOutClock | None:
        """The newest of a person."""
        row = self._database.row(
            f"{_READ} WHERE clock.person_id = ? ORDER BY clock.collected_at DESC LIMIT 1", (person_id,)
        )
        return _clock(row) if row is not None else None

    def collected_between(self, since: datetime, until: datetime) -> Iterator[list[OptOutClock]]:
        """Every opt-out that was collected in a period, `until` left out, oldest first and page by page."""
        place = (utc_text(since), -1)
        while page := self._database.rows(
            f"{_READ} WHERE (clock.collected_at, clock.person_id) > (?, ?) AND clock.collected_at < ? "
            "ORDER BY clock.collected_at, clock.person_id LIMIT ?",
            (*place, utc_text(until), _PAGE),
        ):
            place = (page[-1][2], page[-1][0])
            yield [_clock(row) for row in page]


def _clock(row: Sequence[object]) -> OptOutClock:
    person_id, email, collected_at, dated_at, source, ended_at, end = row
    return OptOutClock(
        person_id=int(str(person_id)),
        email=str(email),
        collected_at=utc_from_text(int(str(collected_at))),
        dated_at=utc_from_text(int(str(dated_at))),
        source=Source(str(source)) if source else None,
        ended_at=utc_from_text(int(str(ended_at))) if ended_at is not None else None,
        end=ClockEnd(str(end)) if end else None,
    )


_READ = """
SELECT clock.person_id, person.email, clock.collected_at, clock.dated_at, clock.source, clock.ended_at, clock.ended_by
FROM opt_out_clock AS clock CROSS JOIN person ON person.id = clock.person_id
"""
_GO_ON = f"""
UPDATE opt_out_clock SET ended_at = NULL, ended_by = NULL WHERE person_id {AMONG} AND ended_by = 'resubscribed'
    AND dated_at = (SELECT unsubscribed_at FROM person WHERE person.id = opt_out_clock.person_id)
"""
_START = f"""
INSERT INTO opt_out_clock (person_id, collected_at, dated_at, source)
SELECT person.id, ?, person.unsubscribed_at, person.source FROM {EACH} AS chosen
CROSS JOIN person ON person.id = chosen.value
WHERE NOT EXISTS (SELECT 1 FROM opt_out_clock AS open WHERE open.person_id = person.id AND open.ended_at IS NULL)
ON CONFLICT (person_id, collected_at) DO UPDATE SET
    dated_at = excluded.dated_at, source = excluded.source, ended_at = NULL, ended_by = NULL
"""
_OPEN_AGAIN = f"""
UPDATE opt_out_clock SET ended_at = NULL, ended_by = NULL WHERE ended_by = 'confirmed' AND ended_at >= ?
    AND person_id IN (SELECT link.person_id FROM {EACH} AS chosen CROSS JOIN link ON link.record_id = chosen.value
        CROSS JOIN person ON person.id = link.person_id WHERE person.unsubscribed_at IS NOT NULL)
"""
