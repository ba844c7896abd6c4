"""Filling a new org with people: the same seed gives the same org, to the last id and stamp.

All stamps lie in the three years before `BASE`, a fixed moment, so that they do not depend on the day.
Asked for N people it makes exactly N Contacts and Leads that are not deleted; the few deleted and merged
ones come on top.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from core.practice_org.ids import DIGITS, make_id
from core.practice_org.org.database import FOLDED, Database
from core.practice_org.org.objects import PRACTICE_EDITION, stored_shape
from core.practice_org.org.people import People, SeededContact
from core.practice_org.org.schema import OrgOptions

BASE = 1_767_225_600_000
"""2026-01-01T00:00:00Z in milliseconds: no seeded stamp is later."""

_CHUNK = 50_000
_EXTRAS_FROM = 20
"""Orgs with fewer people than this get no deleted and merged records, so that they can be counted by hand."""

ADMIN = make_id("005", 1)
_USERS = (
    (ADMIN, "admin@practice.example", "Practice", "Admin", "padmin", 1, 1),
    (make_id("005", 2), "mina.kato@practice.example", "Mina", "Kato", "mkato", 1, 2),
    (make_id("005", 3), "former.colleague@practice.example", "Former", "Colleague", "fcoll", 0, 3),
)
FIRST_ACCOUNT_TYPE = 901
RECORD_TYPES = (("Customer Contact", "Customer_Contact"), ("Partner Contact", "Partner_Contact"))


@dataclass(frozen=True, slots=True)
class SeedOptions:
    """What the new org shall hold; `opted_out` of `people` get Email Opt Out."""

    people: int = 2000
    opted_out: int = 100
    seed: int = 1
    package: bool = True
    namespace: str = "mkto_si"


def seed_org(database: Database, options: SeedOptions) -> None:
    """Make tables, records, indexes and settings. What an interrupted attempt left is replaced."""
    org_options = OrgOptions(package=options.package, namespace=options.namespace)
    shape = stored_shape(org_options)
    with database.writing() as connection:
        for sobject in shape.complete.values():
            connection.execute(f'DROP TABLE IF EXISTS "{sobject.name}"')
    database.ensure_tables(shape)
    random = Random(options.seed)
    organization_id = make_id("00D", random.randrange(62**5, 62**6))
    _fill(database, "Organization", _organization(organization_id))
    _fill(database, "User", _users())
    _fill(database, "RecordType", _record_types())
    _fill_people(database, options, random)
    database.ensure_indexes(shape)
    with database.writing() as connection:
        connection.execute("ANALYZE")
    database.store_setting("options", org_options.to_json())
    database.store_setting("schema_changed_at", BASE)
    # Last, because it is what tells a finished org from an interrupted attempt.
    database.store_setting(
        "identity",
        {
            "organization_id": organization_id,
            "organization_name": "Practice Org",
            "user_id": ADMIN,
            "username": _USERS[0][1],
            "client_id": "3MVG9" + "".join(random.choice(DIGITS) for _ in range(80)),
        },
    )


def count_people(database: Database) -> tuple[int, int]:
    """Contacts and Leads that are not deleted, and how many of them have Email Opt Out."""
    totals = [0, 0]
    for name in ("Contact", "Lead"):
        rows, opted_out = (
            database.reader()
            .execute(
                f'SELECT count(*), coalesce(sum("HasOptedOutOfEmail"), 0) FROM "{name}" WHERE "IsDeleted" = 0'
            )
            .fetchone()
        )
        totals[0] += rows
        totals[1] += opted_out
    return totals[0], totals[1]


Row = dict[str, Any]


def _fill(database: Database, table: str, rows: Iterable[Row]) -> None:
    """Insert rows that all have the same columns, in transactions of bounded size."""
    iterator = iter(rows)
    first = next(iterator, None)
    if first is None:
        return
    names = ", ".join(f'"{name}"' for name in first)
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(first))})'
    with database.writing() as connection:
        connection.execute(statement, list(first.values()))
    _fill_tuples(database, statement, (tuple(row.values()) for row in iterator))


def _fill_tuples(database: Database, statement: str, rows: Iterator[Sequence[Any]]) -> None:
    while True:
        with database.writing() as connection:
            if not _insert_some(connection, statement, islice(rows, _CHUNK)):
                return


def _insert_some(connection: sqlite3.Connection, statement: str, rows: Iterator[Sequence[Any]]) -> bool:
    return connection.executemany(statement, rows).rowcount > 0


def _stamps(user: str = ADMIN) -> Row:
    return {
        "CreatedDate": BASE, "CreatedById": user, "LastModifiedDate": BASE, "LastModifiedById": user,
        "SystemModstamp": BASE,
    }  # fmt: skip


def _organization(organization_id: str) -> Iterator[Row]:
    yield {
        "Id": organization_id, "Name": "Practice Org", "Country": "US", "DefaultLocaleSidKey": "en_US",
        "TimeZoneSidKey": "GMT", "LanguageLocaleKey": "en_US", "InstanceName": "PRACT",
        "OrganizationType": PRACTICE_EDITION, "IsSandbox": 0,
    } | _stamps()  # fmt: skip


def _users() -> Iterator[Row]:
    for identifier, username, first, last, alias, active, profile in _USERS:
        yield {
            "Id": identifier, "Username": username, "Username" + FOLDED: username, "FirstName": first,
            "LastName": last, "LastName" + FOLDED: last.casefold(), "Email": username, "Alias": alias,
            "IsActive": active, "TimeZoneSidKey": "GMT", "LocaleSidKey": "en_US", "LanguageLocaleKey": "en_US",
            "EmailEncodingKey": "UTF-8", "UserType": "Standard", "ProfileId": make_id("00e", profile),
        } | _stamps()  # fmt: skip


def _record_types() -> Iterator[Row]:
    for number, (name, developer_name) in enumerate(RECORD_TYPES, 1):
        yield {
            "Id": make_id("012", number), "Name": name, "DeveloperName": developer_name,
            "SobjectType": "Contact", "IsActive": 1,
        } | _stamps()  # fmt: skip


def keep_person_types(connection: sqlite3.Connection, *, wanted: bool) -> None:
    """Make the record types that accounts have where there are person accounts, or take them away."""
    names = (("Business Account", "Business_Account"), ("Person Account", "PersonAccount"))
    for serial, (name, developer_name) in enumerate(names, FIRST_ACCOUNT_TYPE):
        if not wanted:
            connection.execute('DELETE FROM "RecordType" WHERE serial = ?', (serial,))
            continue
        row = {
            "serial": serial, "Id": make_id("012", serial), "Name": name, "DeveloperName": developer_name,
            "SobjectType": "Account", "IsActive": 1,
        } | _stamps()  # fmt: skip
        listed = ", ".join(f'"{column}"' for column in row)
        marks = ", ".join("?" * len(row))
        connection.execute(
            f'INSERT OR IGNORE INTO "RecordType" ({listed}) VALUES ({marks})', list(row.values())
        )


def _fill_people(database: Database, options: SeedOptions, random: Random) -> None:
    contacts = options.people - options.people * 2 // 5
    leads = options.people - contacts
    opted_out = bytearray(options.people)
    for index in random.sample(range(options.people), options.opted_out):
        opted_out[index] = 1
    people = People(
        random,
        base=BASE,
        owners=[user[0] for user in _USERS[:2]],
        record_types=[make_id("012", number + 1) for number in range(len(RECORD_TYPES))],
        accounts=contacts // 4 + (contacts > 0),
        package=options.package,
    )
    extras = options.people >= _EXTRAS_FROM
    known: list[SeededContact] = []
    _fill(database, "Account", people.account_rows())
    _fill(database, "Contact", people.contact_rows(opted_out[:contacts], known, extras=extras))
    _fill(database, "Lead", people.lead_rows(opted_out[contacts : contacts + leads], known, extras=extras))
