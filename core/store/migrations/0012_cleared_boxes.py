"""Boxes that somebody unticked in Salesforce though the person is unsubscribed here; looks between the nights.

Of each box there is one row however often it is unticked. How many stand how, by who unticked them, and how many each
unticked on which day is kept by triggers, so that nobody has to count a million of them.
"""

from peewee import SqliteDatabase

_FIELDS = {"salesforce": "email_opt_out", "marketo_sales": "marketo_sales_opt_out"}
_GONE = "('converted', 'merged', 'deleted')"
_HELD = "('waits', 'left')"
_COUNTED = ("who", "standing", "seen")


def _one(whose: str, more: str) -> str:
    """SQL that counts a box under how it stands, once more or once less."""
    key = f"coalesce({whose}.who, ''), {whose}.standing, {whose}.seen"
    if more == "+":
        return (
            f"INSERT INTO cleared_count (who, standing, seen, boxes) VALUES ({key}, 1) "
            "ON CONFLICT (who, standing, seen) DO UPDATE SET boxes = boxes + 1;"
        )
    return f"UPDATE cleared_count SET boxes = boxes - 1 WHERE (who, standing, seen) = ({key});"


_TABLES = (
    # `who` is NULL until Salesforce was asked, and empty where it did not tell. `certain`: field history told.
    """
    CREATE TABLE cleared_box (
        record_id TEXT NOT NULL REFERENCES salesforce_record (id) ON DELETE CASCADE,
        field TEXT NOT NULL,
        noticed_at INTEGER NOT NULL,
        times INTEGER NOT NULL,
        who TEXT,
        cleared_at INTEGER,
        certain INTEGER NOT NULL,
        standing TEXT NOT NULL,
        seen INTEGER NOT NULL,
        decided_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (record_id, field)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX cleared_box_unasked ON cleared_box (record_id) WHERE who IS NULL",
    f"CREATE INDEX cleared_box_listed ON cleared_box (who, record_id) WHERE (standing IN {_HELD} OR NOT seen)",
    """
    CREATE TABLE cleared_count (
        who TEXT NOT NULL,
        standing TEXT NOT NULL,
        seen INTEGER NOT NULL,
        boxes INTEGER NOT NULL,
        PRIMARY KEY (who, standing, seen)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE cleared_day (
        who TEXT NOT NULL,
        day INTEGER NOT NULL,
        boxes INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        PRIMARY KEY (who, day)
    ) WITHOUT ROWID
    """,
)

_TRIGGERS = (
    f"CREATE TRIGGER cleared_counted AFTER INSERT ON cleared_box BEGIN {_one('new', '+')} END",
    f"CREATE TRIGGER cleared_uncounted AFTER DELETE ON cleared_box BEGIN {_one('old', '-')} END",
    f"""
    CREATE TRIGGER cleared_counted_anew AFTER UPDATE OF {", ".join(_COUNTED)} ON cleared_box
    WHEN (old.who, old.standing, old.seen) IS NOT (new.who, new.standing, new.seen)
    BEGIN {_one("old", "-")} {_one("new", "+")} END
    """,
    # A box that is held back is out of step for nobody; let go, it is so again.
    f"""
    CREATE TRIGGER cleared_let_go AFTER UPDATE OF standing ON cleared_box
    WHEN old.standing IN {_HELD} AND new.standing NOT IN {_HELD}
    BEGIN
        INSERT INTO touched (person_id) SELECT link.person_id FROM link
        WHERE link.record_id = new.record_id AND NOT EXISTS (
            SELECT 1 FROM touched WHERE touched.person_id = link.person_id);
    END
    """,
    # Ticked again, by whomever, or gone for good: it is over.
    f"""
    CREATE TRIGGER cleared_over AFTER UPDATE OF {", ".join(_FIELDS.values())}, state ON salesforce_record
    WHEN EXISTS (SELECT 1 FROM cleared_box WHERE record_id = new.id AND standing <> 'over')
    BEGIN
        UPDATE cleared_box SET standing = 'over' WHERE record_id = new.id AND standing <> 'over'
        AND (new.state IN {_GONE} OR CASE field
            {" ".join(f"WHEN '{field}' THEN new.{box} = 1" for field, box in _FIELDS.items())} END);
    END
    """,
    # A re-subscribe ends what was decided before it.
    """
    CREATE TRIGGER cleared_resubscribed AFTER UPDATE OF unsubscribed_at ON person
    WHEN new.unsubscribed_at IS NULL AND old.unsubscribed_at IS NOT NULL
    BEGIN
        UPDATE cleared_box SET standing = 'over', seen = 1
        WHERE record_id IN (SELECT record_id FROM link WHERE person_id = new.id);
    END
    """,
    # Who asks again to be unsubscribed is newer than whatever was decided about the box.
    f"""
    CREATE TRIGGER cleared_asked_again AFTER INSERT ON history
    WHEN new.what = 'asked_again' AND EXISTS (SELECT 1 FROM cleared_box WHERE standing IN {_HELD} OR NOT seen)
    BEGIN
        UPDATE cleared_box SET standing = 'again' WHERE standing IN {_HELD}
        AND record_id IN (SELECT record_id FROM link WHERE person_id = new.person_id);
    END
    """,
)


def up(_migrator: object, db: SqliteDatabase) -> None:
    for statement in (*_TABLES, *_TRIGGERS):
        db.execute_sql(statement)
