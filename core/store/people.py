"""People: adding them, finding them by address, counting them, saying who cannot be synced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from core.store.addresses import address_key
from core.store.database import Database
from core.store.links import Links
from core.store.records import NOT_SEEN
from core.store.schema import utc_text
from core.store.sqlite import AMONG, BY_ID, EACH, listed
from core.store.standing import Standings, counted_together
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson, NotSyncableReason, Totals

_CHUNK = 500
_PORTION = 50_000
"""People who are written in one transaction where it is very many: half a second."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What a run needs to know of a person."""

    id: int
    email: str
    unsubscribed: bool


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What an import needs to know of a person; `texts` are first name, last name, company and title."""

    id: int
    texts: tuple[str, str, str, str]
    unsubscribed: bool


@dataclass(frozen=True, slots=True)
class PersonWithoutRecord:
    """A person who cannot be synced, and why."""

    id: int
    email: str
    reason: NotSyncableReason
    unsubscribed: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """How many people have a Salesforce ID, and how many of them a record that was read and is live."""

    with_id: int
    seen: int


class People:
    """The people of the local database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._links = Links(database)

    def add(self, people: Iterable[NewPerson], now: datetime) -> int:
        """Add people, or fill in what was unknown of those already there; returns how many were new.

        Known values are overwritten by known ones, never by empty ones. An unsubscribe is never touched.
        """
        added = 0
        iterator = iter(people)
        while chunk := list(islice(iterator, _CHUNK)):
            with self._database.transaction():
                added += self._add(chunk, now)
        return added

    def _add(self, chunk: Sequence[NewPerson], now: datetime) -> int:
        emails: dict[str, str] = {}
        for person in chunk:
            emails.setdefault(address_key(person.email), person.email.strip())
        texts = self._texts(list(emails))
        known = len(texts)
        for person in chunk:
            key = address_key(person.email)
            given = (person.first_name, person.last_name, person.company, person.title)
            texts[key] = tuple(new or old for new, old in zip(given, texts.get(key, _NO_TEXTS), strict=True))
        at = utc_text(now)
        self._database.write_many(
            _UPSERT_PERSON,
            [(emails[key], key, *its, search_text(key, its), at) for key, its in texts.items()],
        )
        links = [(address_key(person.email), id_) for person in chunk for id_ in person.salesforce_ids]
        if links:
            self._links.give_ids(links)
            self.refresh_not_syncable([key for key, _ in links])
        return len(texts) - known

    def _texts(self, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """First name, last name, company and title of those who are known among these."""
        rows = self._database.rows(
            f"SELECT email_key, first_name, last_name, company, title FROM person WHERE email_key {AMONG}",
            (listed(keys),),
        )
        return {key: tuple(texts) for key, *texts in rows}

    def link_ids(self, key: str, record_ids: Sequence[str]) -> None:
        """Tie Salesforce records to the person with this address by their IDs, seen or not yet seen."""
        with self._database.transaction():
            self._links.give_ids((key, record_id) for record_id in record_ids)
            self.refresh_not_syncable([key])

    def details(self, keys: Iterable[str]) -> dict[str, PersonDetails]:
        """What is known of the people who have these address keys."""
        rows = self._database.rows(
            "SELECT email_key, id, first_name, last_name, company, title, unsubscribed_at IS NOT NULL "
            f"FROM person WHERE email_key {AMONG}",
            (listed(keys),),
        )
        return {
            key: PersonDetails(id_, (first, last, company, title), bool(unsubscribed))
            for key, id_, first, last, company, title, unsubscribed in rows
        }

    def by_keys(self, keys: Iterable[str]) -> dict[str, KnownPerson]:
        """The people who have these address keys."""
        rows = self._database.rows(
            f"SELECT email_key, id, email, unsubscribed_at IS NOT NULL FROM person WHERE email_key {AMONG}",
            (listed(keys),),
        )
        return {key: KnownPerson(id_, email, bool(unsubscribed)) for key, id_, email, unsubscribed in rows}

    def ids(self, keys: Iterable[str]) -> dict[str, int]:
        """The ids of those among these address keys who are people here."""
        return dict(
            self._database.rows(
                f"SELECT email_key, person.id FROM {EACH} CROSS JOIN person ON email_key = value",
                (listed(keys),),
            )
        )

    def emails(self, person_ids: Sequence[int]) -> dict[int, str]:
        """The addresses of these people."""
        return dict(
            self._database.rows(
                f"SELECT id, email FROM person WHERE id {AMONG}",
                (listed(person_ids),),
            )
        )

    def totals(self) -> Totals:
        """How many people there are, are unsubscribed, and cannot be synced."""
        counted = Standings(self._database).all()
        return Totals(
            people=sum(counted.values()),
            unsubscribed=sum(people for one, people in counted.items() if one.unsubscribed),
            not_syncable=sum(
                people for one, people in counted.items() if one.unsubscribed and one.not_syncable
            ),
            without_record=sum(people for one, people in counted.items() if one.not_syncable),
        )

    def opted_out_of_marketing_only(self) -> int:
        """How many people are opted out of marketing mail and not of sales mail, where both are kept apart.

        A record of theirs has Email Opt Out ticked; none has Marketo Sales Opt Out, and they are not unsubscribed here.
        """
        row = self._database.row(
            "SELECT count(*) FROM person WHERE unsubscribed_at IS NULL AND id IN (SELECT link.person_id FROM "
            "salesforce_record AS record JOIN link ON link.record_id = record.id WHERE record.state = 'active' "
            "AND record.email_opt_out = 1) AND NOT EXISTS (SELECT 1 FROM link JOIN salesforce_record AS record "
            "ON record.id = link.record_id WHERE link.person_id = person.id AND record.marketo_sales_opt_out = 1)"
        )
        return int(row[0]) if row else 0

    def never_looked_for(self, limit: int) -> list[tuple[int, str]]:
        """People for whose address nobody has looked in Salesforce yet, as (id, e-mail)."""
        return [
            (id_, email)
            for id_, email in self._database.rows(
                "SELECT id, email FROM person WHERE looked_for_at IS NULL ORDER BY id LIMIT ?", (limit,)
            )
        ]

    def count_never_looked_for(self) -> int:
        """How many addresses are still to be looked for in Salesforce."""
        row = self._database.row("SELECT count(*) FROM person WHERE looked_for_at IS NULL")
        return int(row[0]) if row else 0

    def mark_looked_for(self, person_ids: Sequence[int], at: datetime) -> None:
        """Note that these people's addresses were looked for in Salesforce."""
        with self._database.transaction() as db:
            db.execute_sql(
                f"UPDATE person SET looked_for_at = ? WHERE id {AMONG}",
                (utc_text(at), listed(person_ids)),
            )
            db.execute_sql(f"{REFRESH_NOT_SYNCABLE} WHERE id {AMONG}", (listed(person_ids),))

    def newest_id(self) -> int:
        """The id of the person added last; 0 while there is nobody."""
        row = self._database.row("SELECT coalesce(max(id), 0) FROM person")
        return int(row[0]) if row else 0

    def mark_all_looked_for(
        self, at: datetime, *, up_to: int, added_at: datetime, between: Callable[[], None] = lambda: None
    ) -> None:
        """Note that every record of the org was read, and so everybody looked for who was here when that began.

        These are the people up to an id, and those whom the reading itself added, at just that time. For anybody who
        was added meanwhile by others records may have gone by already. In portions, so that nobody else waits long to
        write; `between` them it may raise.
        """
        now, newest = utc_text(at), self.newest_id()
        for after in range(0, newest, _PORTION):
            between()
            portion = (after, after + _PORTION)
            with counted_together(self._database, "id > ? AND id <= ?", portion):
                # In two halves, so that after a first read nobody is written twice.
                self._database.write(
                    f"UPDATE person SET looked_for_at = ?, not_syncable = {_REASON_ONCE_LOOKED_FOR} "
                    "WHERE looked_for_at IS NULL AND (id <= ? OR added_at = ?) AND id > ? AND id <= ?",
                    (now, up_to, utc_text(added_at), *portion),
                )
                self._database.write(
                    f"{REFRESH_NOT_SYNCABLE} WHERE looked_for_at IS NOT ? AND id > ? AND id <= ? "
                    f"AND not_syncable IS NOT ({_REASON})",
                    (now, *portion),
                )

    def refresh_not_syncable(self, keys: Sequence[str]) -> None:
        """Work out anew who of these can be synced; part of whatever transaction is open."""
        self._database.write(f"{REFRESH_NOT_SYNCABLE} WHERE email_key {AMONG}", (listed(keys),))

    def refresh_all_not_syncable(self) -> None:
        """Work out anew who can be synced, writing only where the answer changed."""
        self._database.write(f"{REFRESH_NOT_SYNCABLE} WHERE not_syncable IS NOT ({_REASON})")

    def not_syncable(
        self, *, limit: int = 1000, unsubscribed_only: bool = False
    ) -> list[PersonWithoutRecord]:
        """Those who cannot be synced, with the reason, the unsubscribed ones first."""
        condition = "AND unsubscribed_at IS NOT NULL" if unsubscribed_only else ""
        return [
            PersonWithoutRecord(id_, email, NotSyncableReason(reason), bool(unsubscribed))
            for id_, email, reason, unsubscribed in self._database.rows(
                "SELECT id, email, not_syncable, unsubscribed_at IS NOT NULL FROM person "
                f"WHERE not_syncable IS NOT NULL {condition} ORDER BY unsubscribed_at IS NULL, id LIMIT ?",
                (limit,),
            )
        ]

    def reasons_not_syncable(self) -> dict[NotSyncableReason, int]:
        """How many who are unsubscribed cannot be synced, by reason."""
        reasons: Counter[NotSyncableReason] = Counter()
        for standing, people in Standings(self._database).all().items():
            if standing.unsubscribed and standing.not_syncable is not None:
                reasons[standing.not_syncable] += people
        return reasons

    def count_partly_seen(self) -> int:
        """How many people can be synced, and have a record besides that was seen before and is not found any more."""
        row = self._database.row(
            "SELECT count(DISTINCT person.id) FROM salesforce_record AS record "
            "JOIN link ON link.record_id = record.id JOIN person ON person.id = link.person_id "
            f"WHERE {NOT_SEEN} AND person.not_syncable IS NULL"
        )
        return int(row[0]) if row else 0

    def matched(self) -> Matched:
        """How many people are tied to Salesforce records."""
        [with_id, seen] = self._database.rows(
            "SELECT count(DISTINCT person_id) FROM link UNION ALL "
            "SELECT count(DISTINCT person_id) FROM link JOIN salesforce_record AS record "
            "ON record.id = link.record_id WHERE record.state = 'active'"
        )
        return Matched(int(with_id[0]), int(seen[0]))

    def added_and_opted_out(
        self, added_at: datetime, field: OptOutField, after: int, limit: int
    ) -> list[tuple[int, str]]:
        """People added at just that time, not unsubscribed, one of whose records is opted out.

        As (id, Salesforce ID that is opted out), in the order of their ids.
        """
        column = field.column
        return [
            (id_, record_id)
            for id_, record_id in self._database.rows(
                "SELECT person.id, min(record.id) FROM person JOIN link ON link.person_id = person.id "
                "JOIN salesforce_record AS record ON record.id = link.record_id "
                "WHERE person.id > ? AND person.added_at = ? AND person.unsubscribed_at IS NULL "
                f"AND record.state = 'active' AND record.{column} = 1 "
                "GROUP BY person.id ORDER BY person.id LIMIT ?",
                (after, utc_text(added_at), limit),
            )
        ]

    def all_keys(self) -> Iterator[list[str]]:
        """Every address key, some thousands at a time, in no useful order."""
        after = 0
        while page := self._database.rows(
            f"SELECT id, email_key FROM person {BY_ID} WHERE id > ? ORDER BY id LIMIT 20000", (after,)
        ):
            yield [key for _, key in page]
            after = page[-1][0]

    def states(self) -> Iterator[tuple[str, bool]]:
        """Every address key with whether it is unsubscribed, in the order of the addresses."""
        after = ""
        while page := self._database.rows(
            "SELECT email_key, unsubscribed_at IS NOT NULL FROM person WHERE email_key > ? "
            "ORDER BY email_key LIMIT 5000",
            (after,),
        ):
            yield from ((key, bool(unsubscribed)) for key, unsubscribed in page)
            after = page[-1][0]


_NO_TEXTS = ("", "", "", "")

_UPSERT_PERSON = """
INSERT INTO person
    (email, email_key, first_name, last_name, company, title, search_text, added_at, not_syncable, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'never_looked_for', '')
ON CONFLICT (email_key) DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name,
    company = excluded.company, title = excluded.title, search_text = excluded.search_text
WHERE (first_name, last_name, company, title)
    IS NOT (excluded.first_name, excluded.last_name, excluded.company, excluded.title)
"""

_WHY = """
CASE
    WHEN live_records > 0 THEN NULL
    WHEN EXISTS (SELECT 1 FROM link JOIN salesforce_record AS record ON record.id = link.record_id
                 WHERE link.person_id = person.id AND record.state = 'not_found') THEN 'record_not_found'
    WHEN EXISTS (SELECT 1 FROM link WHERE link.person_id = person.id) THEN 'record_deleted'
    ELSE {without_records}
END
"""
_REASON = _WHY.format(
    without_records="CASE WHEN looked_for_at IS NULL THEN 'never_looked_for' ELSE 'no_salesforce_record' END"
)
_REASON_ONCE_LOOKED_FOR = _WHY.format(without_records="'no_salesforce_record'")
REFRESH_NOT_SYNCABLE = f"UPDATE person SET not_syncable = {_REASON}"
"""SQL: who of the people of a condition can be synced, and why not."""


def search_text(key: str, texts: Sequence[str]) -> str:
    """What the list of people is searched in. SQLite's own lower() knows ASCII only."""
    first_name, last_name, company, _title = texts
    return f"{key} {first_name} {last_name} {company}".lower()
