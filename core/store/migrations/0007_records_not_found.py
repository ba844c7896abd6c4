"""Finding the few records that were seen before and are not found any more, however many others there are."""

from peewee import SqliteDatabase


def up(_migrator: object, db: SqliteDatabase) -> None:
    db.execute_sql(
        "CREATE INDEX salesforce_record_not_found ON salesforce_record (id) WHERE state = 'not_found'"
    )
