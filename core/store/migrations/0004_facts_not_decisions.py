"""What waits is a reason to look, not a decision: facts that tell what came before what, and who was touched.

The newest number of the history is the clock by which facts are ordered: unlike the computer's, nobody sets it.
"""

from peewee import SqliteDatabase

_EVERYBODY = "INSERT INTO touched (person_id) VALUES (0)"

TABLES = (
    # Since which number of the history a deliberate re-subscribe counts, a box was seen ticked, a record was written.
    "ALTER TABLE person ADD COLUMN resubscribed INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE salesforce_record ADD COLUMN email_opt_out_since INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE salesforce_record ADD COLUMN marketo_sales_opt_out_since INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE salesforce_record ADD COLUMN written INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE queued_push ADD COLUMN run_id INTEGER REFERENCES run (id) ON DELETE SET NULL",
    "ALTER TABLE queued_push ADD COLUMN asked_at TEXT",
    "CREATE INDEX queued_push_run_id ON queued_push (run_id, record_id) WHERE run_id IS NOT NULL",
    "ALTER TABLE lease ADD COLUMN number INTEGER NOT NULL DEFAULT 0",
    # A record can belong to a person for several reasons at once, as bits: 1 its ID was given, 2 its address is the
    # same, 4 it took the place of another one. It belongs until the last of them has gone.
    """
    CREATE TABLE link_now (
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        record_id TEXT NOT NULL REFERENCES salesforce_record (id) ON DELETE CASCADE,
        reasons INTEGER NOT NULL,
        PRIMARY KEY (person_id, record_id)
    ) WITHOUT ROWID
    """,
    """
    INSERT INTO link_now SELECT person_id, record_id,
        CASE origin WHEN 'id' THEN 1 WHEN 'address' THEN 2 ELSE 4 END FROM link
    """,
    "DROP TABLE link",
    "ALTER TABLE link_now RENAME TO link",
    "CREATE INDEX link_record_id ON link (record_id)",
    # Keys of a plan alone: whether a change still holds is asked when it is made.
    """
    CREATE TABLE planned_now (
        id INTEGER NOT NULL PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
        side TEXT NOT NULL,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        record_id TEXT NOT NULL REFERENCES salesforce_record (id) ON DELETE CASCADE
    )
    """,
    """
    INSERT INTO planned_now SELECT id, run_id, side, person_id, record_id FROM planned_change WHERE state = 'planned'
    """,
    "DROP TABLE planned_change",
    "ALTER TABLE planned_now RENAME TO planned_change",
    "CREATE UNIQUE INDEX planned_change_here ON planned_change (run_id, person_id) WHERE side = 'here'",
    "CREATE UNIQUE INDEX planned_change_there ON planned_change (run_id, record_id) WHERE side = 'there'",
    "CREATE INDEX planned_change_person_id ON planned_change (person_id)",
    "CREATE INDEX planned_change_record_id ON planned_change (record_id)",
    # Who may be out of step, because a fact of theirs changed. 0 stands for everybody.
    "CREATE TABLE touched (person_id INTEGER NOT NULL PRIMARY KEY)",
)

WHAT_IS_KNOWN = (
    """
    UPDATE person SET resubscribed = (
        SELECT max(id) FROM history WHERE person_id = person.id AND what = 'resubscribed')
    WHERE id IN (SELECT person_id FROM history WHERE what = 'resubscribed')
    """,
    # Links through records that went elsewhere, whatever other reason there was for a link.
    """
    INSERT INTO salesforce_record (id, object, name, email, state)
    SELECT DISTINCT successor_id,
        CASE substr(successor_id, 1, 3) WHEN '003' THEN 'Contact' WHEN '00Q' THEN 'Lead' WHEN '001' THEN 'Account'
        ELSE '' END, '', '', 'unseen'
    FROM salesforce_record WHERE successor_id IS NOT NULL
    ON CONFLICT (id) DO NOTHING
    """,
    """
    INSERT INTO link (person_id, record_id, reasons)
    WITH RECURSIVE went (person_id, record_id) AS (
        SELECT link.person_id, record.successor_id
        FROM link JOIN salesforce_record AS record ON record.id = link.record_id
        WHERE record.successor_id IS NOT NULL
        UNION
        SELECT went.person_id, record.successor_id
        FROM went JOIN salesforce_record AS record ON record.id = went.record_id
        WHERE record.successor_id IS NOT NULL
    )
    SELECT person_id, record_id, 4 FROM went WHERE true
    ON CONFLICT (person_id, record_id) DO UPDATE SET reasons = reasons | 4
    """,
    # Pushes held for a re-subscribe that was refused or cut off: the person is still unsubscribed, so they go on.
    """
    UPDATE queued_push AS push SET state = 'waiting', attempts = 0, answered_at = NULL, code = ''
    WHERE push.state = 'given_up' AND push.code = 'RESUBSCRIBED'
    AND EXISTS (SELECT 1 FROM person WHERE person.id = push.person_id AND person.unsubscribed_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM history WHERE history.person_id = push.person_id
                    AND history.what = 'resubscribed' AND history.at >= push.answered_at)
    AND NOT EXISTS (SELECT 1 FROM queued_push AS other WHERE other.person_id = push.person_id
                    AND other.record_id IS push.record_id AND other.state IN ('waiting', 'sending', 'parked'))
    """,
    # Everything kept is looked at anew by the next sync, with the rules as they are now.
    "DELETE FROM setting WHERE key = 'records.absorbed_for'",
    _EVERYBODY,
)

# No code path can forget to touch: the facts do it themselves.
TRIGGERS = (
    """
    CREATE TRIGGER person_touched AFTER UPDATE OF unsubscribed_at ON person
    WHEN old.unsubscribed_at IS NOT new.unsubscribed_at
        AND NOT EXISTS (SELECT 1 FROM touched WHERE person_id = new.id)
    BEGIN
        INSERT INTO touched (person_id) VALUES (new.id);
    END
    """,
    """
    CREATE TRIGGER link_touched AFTER INSERT ON link
    WHEN NOT EXISTS (SELECT 1 FROM touched WHERE person_id = new.person_id)
    BEGIN
        INSERT INTO touched (person_id) VALUES (new.person_id);
    END
    """,
    """
    CREATE TRIGGER record_touched AFTER UPDATE OF email_opt_out, marketo_sales_opt_out, state ON salesforce_record
    WHEN old.email_opt_out IS NOT new.email_opt_out OR old.state IS NOT new.state
        OR old.marketo_sales_opt_out IS NOT new.marketo_sales_opt_out
    BEGIN
        INSERT INTO touched (person_id) SELECT link.person_id FROM link
        WHERE link.record_id = new.id AND NOT EXISTS (
            SELECT 1 FROM touched WHERE touched.person_id = link.person_id);
    END
    """,
)


def up(_migrator: object, db: SqliteDatabase) -> None:
    for statement in (*TABLES, *WHAT_IS_KNOWN, *TRIGGERS):
        db.execute_sql(statement)
