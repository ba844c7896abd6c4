"""Keeping the search index of people in step with the people.

Triggers note whom a transaction added, renamed or removed, and the transaction ends by indexing all of them
at once. Letting the triggers index each person would make SQLite write the index out once a person.

What very many added at once is indexed in lots, by transactions of their own (`Database.index_lot`), so that nobody
else's transaction pays for it.
"""

from __future__ import annotations

from peewee import SqliteDatabase

AT_ONCE = 10_000
"""People whom one transaction indexes, at most: a twentieth of a second. What is left is for the next ones."""

# Those who were added last come first: whoever adds somebody finds them, however many others are still due.
_FROM = "SELECT person_id FROM person_search_due ORDER BY person_id DESC LIMIT 1 OFFSET ?"
INDEX_DUE = (
    """
    INSERT INTO person_search (person_search, rowid, search_text)
    SELECT 'delete', person_id, was FROM person_search_due WHERE was IS NOT NULL AND person_id >= ?
    """,
    """
    INSERT INTO person_search (rowid, search_text)
    SELECT person.id, person.search_text FROM person_search_due AS due CROSS JOIN person ON person.id = due.person_id
    WHERE due.person_id >= ? ORDER BY due.person_id
    """,
    "DELETE FROM person_search_due WHERE person_id >= ?",
)
"""SQL that indexes everybody who is due from an id on, to be run in this order in one transaction."""


MATCHING = "id IN (SELECT rowid FROM person_search WHERE person_search MATCH ?)"
"""SQL: a person is found by the index."""


def is_due(db: SqliteDatabase) -> bool:
    """Whether anybody is still to be indexed."""
    return db.execute_sql("SELECT 1 FROM person_search_due LIMIT 1").fetchone() is not None


def bring_up_to_date(db: SqliteDatabase) -> None:
    """Index whom the open transaction touched, and whom others left behind, `AT_ONCE` at most."""
    if not is_due(db):
        return
    row = db.execute_sql(_FROM, (AT_ONCE - 1,)).fetchone()
    for statement in INDEX_DUE:
        db.execute_sql(statement, (row[0] if row else 0,))
