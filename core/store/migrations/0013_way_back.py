"""What was added by hand and what was taken back are batches too, and events tell of which sync they are.

Events from before that are of no sync as far as is known: such a sync cannot be taken back.
"""

from peewee import SqliteDatabase

STATEMENTS = (
    "ALTER TABLE import_batch ADD COLUMN kind TEXT NOT NULL DEFAULT 'import'",
    "ALTER TABLE import_batch ADD COLUMN of_batch_id INTEGER REFERENCES import_batch (id) ON DELETE RESTRICT",
    "ALTER TABLE import_batch ADD COLUMN of_run_id INTEGER REFERENCES run (id) ON DELETE SET NULL",
    "ALTER TABLE import_batch ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE import_batch ADD COLUMN clears INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE history ADD COLUMN run_id INTEGER REFERENCES run (id) ON DELETE SET NULL",
    "CREATE INDEX history_run_id ON history (run_id) WHERE run_id IS NOT NULL",
)


def up(_migrator: object, db: SqliteDatabase) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
