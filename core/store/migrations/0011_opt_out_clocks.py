"""Each opt-out has its clock: from when it was collected to when Salesforce confirmed the last of its records.

Those that run are few and have an index of their own; whatever ends one is a change of a fact, so triggers do it. The
moment is when the last of the facts was seen, never that of a computer's clock. Filled once from the history: it began
when a push was first queued for it, or, where it came from Salesforce, when that was seen. What Marketo Sales brought
along was collected elsewhere and has no clock.
"""

from peewee import SqliteDatabase

_TABLE = """
CREATE TABLE opt_out_clock (
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    collected_at INTEGER NOT NULL,
    dated_at INTEGER NOT NULL,
    source TEXT,
    ended_at INTEGER,
    ended_by TEXT,
    PRIMARY KEY (person_id, collected_at)
) WITHOUT ROWID
"""

# Of every unsubscribe: what ended it, if anything did, and the push that was first queued for it.
_FILL = """
INSERT INTO opt_out_clock (person_id, collected_at, dated_at, source, ended_at, ended_by)
WITH episode AS (
    SELECT history.id, history.person_id, history.at, history.source, (
        SELECT min(later.id) FROM history AS later WHERE later.person_id = history.person_id
        AND later.id > history.id AND later.what = 'resubscribed') AS ended_id
    FROM history WHERE history.what = 'unsubscribed'
), begun AS (
    SELECT episode.*, CASE WHEN episode.source = 'Salesforce Sync' THEN episode.at ELSE (
        SELECT min(push.queued_at) FROM queued_push AS push WHERE push.person_id = episode.person_id
        AND push.run_id IS NULL AND push.queued_at >= episode.at) END AS collected_at,
        (SELECT at FROM history WHERE id = episode.ended_id) AS resubscribed_at
    FROM episode
), told AS (
    SELECT begun.*, (
        SELECT max(first) FROM (
            SELECT min(ticked.at) AS first FROM history AS ticked WHERE ticked.person_id = begun.person_id
            AND ticked.what = 'opted_out_in_salesforce' AND ticked.at >= begun.collected_at
            AND (begun.ended_id IS NULL OR ticked.id < begun.ended_id) GROUP BY ticked.salesforce_id)
        ) AS ticked_at
    FROM begun
    WHERE begun.collected_at IS NOT NULL AND coalesce(begun.collected_at <= begun.resubscribed_at, 1)
)
SELECT person_id, collected_at, at, source,
    CASE WHEN ended_id IS NOT NULL THEN coalesce(ticked_at, resubscribed_at) END,
    CASE WHEN ended_id IS NOT NULL THEN CASE WHEN ticked_at IS NULL THEN 'resubscribed' ELSE 'confirmed' END END
FROM told WHERE ended_id IS NOT NULL
UNION ALL
SELECT told.person_id, told.collected_at, told.at, told.source,
    CASE WHEN {all_ticked} THEN coalesce(told.ticked_at, told.collected_at)
        WHEN {no_record} THEN max(told.collected_at, coalesce(person.looked_for_at, 0)) END,
    CASE WHEN {all_ticked} THEN 'confirmed' WHEN {no_record} THEN 'no_record' END
FROM told JOIN person ON person.id = told.person_id
WHERE told.ended_id IS NULL AND person.unsubscribed_at IS NOT NULL
ON CONFLICT DO NOTHING
"""

# The box that pushes tick at this moment.
_MARKETO = (
    "((SELECT value FROM setting WHERE key = 'nightly_sync') IS 'on' "
    "AND (SELECT value FROM setting WHERE key = 'opt_out_field') IS 'marketo_sales')"
)


def _in_step(person: str) -> str:
    return (
        f"{person}.live_records = CASE WHEN {_MARKETO} THEN {person}.marketo_sales_opt_out_ticked "
        f"ELSE {person}.email_opt_out_ticked END"
    )


# Until what took the place of a record that is gone is linked, it is not known whether that is ticked.
_FOLLOWED = """NOT EXISTS (
    SELECT 1 FROM link JOIN salesforce_record AS record ON record.id = link.record_id
    WHERE link.person_id = {person} AND record.successor_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM link AS next WHERE next.person_id = {person} AND next.record_id = record.successor_id))"""

_SEEN = """coalesce((SELECT max(record.seen_at) FROM link JOIN salesforce_record AS record ON record.id = link.record_id
    WHERE link.person_id = opt_out_clock.person_id AND record.state = 'active'), 0)"""

_END = f"""
UPDATE opt_out_clock SET ended_at = max(opt_out_clock.collected_at, {_SEEN},
        CASE WHEN opt_out_clock.source IS 'Salesforce Sync' THEN 0 ELSE coalesce(person.looked_for_at, 0) END),
    ended_by = CASE WHEN person.live_records > 0 THEN 'confirmed' ELSE 'no_record' END
FROM person WHERE person.id = opt_out_clock.person_id AND opt_out_clock.ended_at IS NULL {{which}}
    AND person.unsubscribed_at IS NOT NULL AND {_in_step("person")}
    AND (opt_out_clock.source IS 'Salesforce Sync'
        OR coalesce(person.looked_for_at, 0) >= opt_out_clock.collected_at)
    AND {_FOLLOWED.format(person="person.id")}
"""

_TRIGGERS = (
    f"""
    CREATE TRIGGER clock_ended AFTER UPDATE OF
        looked_for_at, live_records, email_opt_out_ticked, marketo_sales_opt_out_ticked ON person
    WHEN new.unsubscribed_at IS NOT NULL AND {_in_step("new")}
    BEGIN
        {_END.format(which="AND opt_out_clock.person_id = new.id")};
    END
    """,
    f"""
    CREATE TRIGGER clock_ended_at_once AFTER INSERT ON opt_out_clock WHEN new.source IS 'Salesforce Sync'
    BEGIN
        {_END.format(which="AND opt_out_clock.person_id = new.person_id")};
    END
    """,
    """
    CREATE TRIGGER clock_ended_by_resubscribe AFTER UPDATE OF unsubscribed_at ON person
    WHEN old.unsubscribed_at IS NOT NULL AND new.unsubscribed_at IS NULL
    BEGIN
        UPDATE opt_out_clock SET ended_by = 'resubscribed', ended_at = max(collected_at, coalesce((
            SELECT at FROM history WHERE person_id = new.id AND what = 'resubscribed' ORDER BY id DESC LIMIT 1), 0))
        WHERE person_id = new.id AND ended_at IS NULL;
    END
    """,
    # Another box is meant: whoever is opted out there already needs nothing more.
    *(
        f"""
        CREATE TRIGGER clock_ended_by_setting_{event} AFTER {event} ON setting
        WHEN {row}.key IN ('nightly_sync', 'opt_out_field')
        BEGIN
            {_END.format(which="")};
        END
        """
        for event, row in (("insert", "new"), ("update", "new"), ("delete", "old"))
    ),
)


def up(_migrator: object, db: SqliteDatabase) -> None:
    in_step = _in_step("person")
    fill = _FILL.format(
        all_ticked=f"(person.live_records > 0 AND {in_step})",
        no_record="(person.live_records = 0 AND (told.source = 'Salesforce Sync' "
        "OR coalesce(person.looked_for_at, 0) >= told.collected_at))",
    )
    for statement in (
        _TABLE,
        fill,
        "CREATE INDEX opt_out_clock_open ON opt_out_clock (collected_at) WHERE ended_at IS NULL",
        "CREATE INDEX opt_out_clock_collected_at ON opt_out_clock (collected_at)",
        *_TRIGGERS,
    ):
        db.execute_sql(statement)
