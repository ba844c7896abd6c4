"""Entries of the status log that say the same of one run are counted together, so that a night is told in a few lines.

What an earlier version wrote is gathered by its very words: how it reads of many was not kept with it.
"""

from peewee import SqliteDatabase

_STATEMENTS = (
    """
    CREATE TABLE log_group (
        id INTEGER NOT NULL PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
        level TEXT NOT NULL,
        kind TEXT NOT NULL,
        code TEXT NOT NULL,
        words TEXT NOT NULL,
        message TEXT NOT NULL,
        together TEXT,
        entries INTEGER NOT NULL,
        first_id INTEGER
    )
    """,
    "CREATE UNIQUE INDEX log_group_of_run ON log_group (run_id, level, kind, code, words)",
    "ALTER TABLE status_entry ADD COLUMN group_id INTEGER REFERENCES log_group (id) ON DELETE SET NULL",
    """
    INSERT INTO log_group (run_id, level, kind, code, words, message, entries, first_id)
    SELECT entry.run_id, entry.level, entry.kind, entry.code, words.message, words.message, count(*), min(entry.id)
    FROM status_entry AS entry CROSS JOIN log_text AS words ON words.id = entry.message_id
    WHERE entry.run_id IS NOT NULL
    GROUP BY entry.run_id, entry.level, entry.kind, entry.code, words.message
    ORDER BY min(entry.id)
    """,
    """
    UPDATE status_entry SET group_id = (
        SELECT one.id FROM log_group AS one
        WHERE one.run_id = status_entry.run_id AND one.level = status_entry.level AND one.kind = status_entry.kind
        AND one.code = status_entry.code
        AND one.words = (SELECT message FROM log_text WHERE log_text.id = status_entry.message_id)
    ) WHERE run_id IS NOT NULL
    """,
    "CREATE INDEX status_entry_group ON status_entry (group_id, id) WHERE group_id IS NOT NULL",
)


def up(_migrator: object, db: SqliteDatabase) -> None:
    for statement in _STATEMENTS:
        db.execute_sql(statement)
