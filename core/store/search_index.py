"""Keeping the search index of people in step with the people.

Triggers note whom a transaction added, renamed or removed, and the transaction ends by indexing all of them
at once. Letting the triggers index each person would make SQLite write the index out once a person.
"""

from __future__ import annotations

from peewee import SqliteDatabase

INDEX_DUE = (
    """
    INSERT INTO person_search (person_search, rowid, search_text)
    SELECT 'delete', person_id, was FROM person_search_due WHERE was IS NOT NULL
    """,
    """
    INSERT INTO person_search (rowid, search_text)
    SELECT person.id, person.search_text
    FROM person_search_due AS due CROSS JOIN person ON person.id = due.person_id ORDER BY due.person_id
    """,
    "DELETE FROM person_search_due",
)
"""SQL that indexes everybody who is due, to be run in this order in one transaction."""


MATCHING = "id IN (SELECT rowid FROM person_search WHERE person_search MATCH ?)"
"""SQL: a person is found by the index."""


def bring_up_to_date(db: SqliteDatabase) -> None:
    """Index everybody whom the open transaction touched, and whom another program left behind."""
    if db.execute_sql("SELECT 1 FROM person_search_due LIMIT 1").fetchone() is None:
        return
    for statement in INDEX_DUE:
        db.execute_sql(statement)
