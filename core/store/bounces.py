"""Bounces that lists told of and that do not count as opt-outs: noted in the history of the person, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.store.database import Database
from core.store.schema import utc_text
from core.store.types.people import Source


@dataclass(frozen=True, slots=True)
class Bounce:
    """Mail to an address, given by its key, came back; `at` is None where the list does not tell when."""

    key: str
    at: datetime | None
    reason: str = ""


class Bounces:
    """The bounces of the local database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, bounces: Sequence[Bounce], who: str, now: datetime) -> None:
        """Add bounces of people who are here to their histories; one that is known already is not added twice.

        A bounce without a date is known where any is. It touches no unsubscribe, and nothing in Salesforce.
        """
        self._database.write_many(
            "INSERT INTO history (person_id, at, what, source, reason, who, salesforce_id) "
            "SELECT id, ?2, 'bounced', ?3, ?4, ?5, '' FROM person WHERE email_key = ?1 AND NOT EXISTS "
            "(SELECT 1 FROM history WHERE person_id = person.id AND what = 'bounced' AND (?6 OR at = ?2))",
            [
                (
                    one.key,
                    utc_text(one.at or now),
                    Source.BOUNCE,
                    one.reason,
                    who,
                    one.at is None,
                )
                for one in bounces
            ],
        )
