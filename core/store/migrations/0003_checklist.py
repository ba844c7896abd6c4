"""What the checklist keeps for each org: its last result, the steps that are ticked, how the fields were seen, and
the page layouts as they were before this program changed them."""

from peewee import SqliteDatabase

STATEMENTS = (
    """
    CREATE TABLE checklist_result (
        org_id TEXT NOT NULL PRIMARY KEY,
        checked_at TEXT NOT NULL,
        content TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE ticked_step (
        org_id TEXT NOT NULL,
        step_id TEXT NOT NULL,
        object TEXT NOT NULL,
        by_hand INTEGER NOT NULL,
        ticked_at TEXT NOT NULL,
        PRIMARY KEY (org_id, step_id, object)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE seen_access (
        org_id TEXT NOT NULL PRIMARY KEY,
        seen_at TEXT NOT NULL,
        content TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE kept_layout (
        id INTEGER NOT NULL PRIMARY KEY,
        org_id TEXT NOT NULL,
        layout_id TEXT NOT NULL,
        object TEXT NOT NULL,
        name TEXT NOT NULL,
        field TEXT NOT NULL,
        original TEXT NOT NULL,
        written TEXT NOT NULL,
        state TEXT NOT NULL,
        kept_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX kept_layout_org_id_layout_id ON kept_layout (org_id, layout_id)",
)


def up(_migrator: object, db: SqliteDatabase) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)
