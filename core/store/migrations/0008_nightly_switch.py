"""The nightly sync is off until it is switched on; where it ran unasked so far, it is on by the admin's own data now.

Before, it was on where nothing was stored. An installation that has had nights counts on them.
"""

from peewee import SqliteDatabase


def up(_migrator: object, db: SqliteDatabase) -> None:
    db.execute_sql(
        "INSERT OR IGNORE INTO setting (key, value) SELECT 'nightly_sync', 'on' "
        "WHERE EXISTS (SELECT 1 FROM night) OR EXISTS (SELECT 1 FROM run WHERE kind IN ('nightly', 'caught_up'))"
    )
