"""Each import of a file is a batch, with what became of every row, and with its events in the history."""

from peewee import SqliteDatabase

STATEMENTS = (
    """
    CREATE TABLE import_batch (
        id INTEGER NOT NULL PRIMARY KEY,
        file_name TEXT NOT NULL,
        who TEXT NOT NULL,
        treat_as TEXT NOT NULL,
        state TEXT NOT NULL,
        started_at TEXT NOT NULL,
        touched_at TEXT NOT NULL,
        finished_at TEXT,
        counts TEXT NOT NULL,
        bases TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE imported_row (
        batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
        line INTEGER NOT NULL,
        address TEXT NOT NULL,
        basis INTEGER,
        became TEXT NOT NULL,
        why TEXT,
        PRIMARY KEY (batch_id, line)
    ) WITHOUT ROWID
    """,
    "ALTER TABLE history ADD COLUMN batch_id INTEGER REFERENCES import_batch (id) ON DELETE RESTRICT",
    # In full, for the foreign key needs it; the few events of imports lie at its end.
    "CREATE INDEX history_batch_id ON history (batch_id)",
)


def up(_migrator: object, db: SqliteDatabase) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
