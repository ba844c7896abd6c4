"""Why a run ended as a code, and whether that passes by itself: no sentence has to be compared to know it."""

from peewee import SqliteDatabase


def up(_migrator: object, db: SqliteDatabase) -> None:
    # Earlier runs have no code; their nights were recorded long ago.
    db.execute_sql("ALTER TABLE run ADD COLUMN code TEXT NOT NULL DEFAULT ''")
    db.execute_sql("ALTER TABLE run ADD COLUMN passes INTEGER NOT NULL DEFAULT 0")
