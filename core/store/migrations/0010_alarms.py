"""What was told in alarms, what is still to be told and where, and how each way of telling stands."""

from peewee import SqliteDatabase

STATEMENTS = (
    """
    CREATE TABLE alarm (
        key TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        what TEXT NOT NULL,
        since INTEGER NOT NULL,
        gone_at INTEGER
    )
    """,
    """
    CREATE TABLE alarm_line (
        id INTEGER NOT NULL PRIMARY KEY,
        channel TEXT NOT NULL,
        key TEXT NOT NULL,
        kind TEXT NOT NULL,
        over INTEGER NOT NULL,
        what TEXT NOT NULL,
        fix TEXT,
        at INTEGER NOT NULL,
        begun INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE alarm_channel (
        channel TEXT NOT NULL PRIMARY KEY,
        failures INTEGER NOT NULL,
        next_try_at INTEGER,
        problem TEXT
    )
    """,
)


def up(_migrator: object, db: SqliteDatabase) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
