"""What happened on each day is counted as it happens, so that three years are drawn without reading a million rows.

A day is one of this computer's own time zone: it is the admin's calendar. Where clocks are changed it has 23 or 25
hours, and a day that was counted stays as it is when the computer moves to another zone. Days are numbered from
1 January 1970. Triggers count what the tables tell, so that no code path can forget it and a killed transaction takes
its figures with it; the first time all that is here is counted at once.
"""

from peewee import SqliteDatabase


def _day(time: str) -> str:
    return f"CAST(strftime('%s', {time} / 1000000, 'unixepoch', 'localtime') AS INTEGER) / 86400"


def _rounded(seconds: str) -> str:
    """Two digits are enough for a median, and keep the days short."""
    return (
        f"CASE WHEN {seconds} < 100 THEN max({seconds}, 0) WHEN {seconds} < 1000 THEN {seconds} / 10 * 10 "
        f"WHEN {seconds} < 10000 THEN {seconds} / 100 * 100 WHEN {seconds} < 100000 THEN {seconds} / 1000 * 1000 "
        f"ELSE {seconds} / 10000 * 10000 END"
    )


_TABLES = (
    """
    CREATE TABLE daily_figure (
        day INTEGER NOT NULL,
        what TEXT NOT NULL,
        source TEXT NOT NULL,
        amount INTEGER NOT NULL,
        PRIMARY KEY (day, what, source)
    ) WITHOUT ROWID
    """,
    # Of the opt-outs that Salesforce confirmed on a day: how many had taken so long since they were collected.
    """
    CREATE TABLE daily_wait (
        day INTEGER NOT NULL,
        seconds INTEGER NOT NULL,
        opt_outs INTEGER NOT NULL,
        PRIMARY KEY (day, seconds)
    ) WITHOUT ROWID
    """,
)
_ONE_MORE = "ON CONFLICT (day, what, source) DO UPDATE SET amount = amount + excluded.amount"

# Since when this record of this person has been waited for: since the first push or look of the queue that came after
# the last confirmation of it, and after a re-subscribe. A plus keeps SQLite from the index of records, which finds all
# looks at once; a person has a few rows.
_SINCE = """
    SELECT min(asked.queued_at) FROM queued_push AS asked
    WHERE asked.person_id = push.person_id AND (+asked.record_id = push.record_id OR +asked.record_id IS NULL)
        AND asked.queued_at <= push.answered_at
        AND asked.queued_at > coalesce((
            SELECT max(before.answered_at) FROM queued_push AS before
            WHERE before.person_id = push.person_id AND +before.record_id = push.record_id AND before.id <> push.id
                AND before.state = 'done' AND before.code = '' AND before.answered_at <= push.queued_at), -1)
        AND asked.queued_at >= coalesce((
            SELECT history.at FROM person JOIN history ON history.id = person.resubscribed
            WHERE person.id = push.person_id), 0)
"""
# A push and a sync can both have had the same record on the way: the first to be answered counts.
_FIRST = """NOT EXISTS (
    SELECT 1 FROM queued_push AS other
    WHERE other.person_id = push.person_id AND +other.record_id = push.record_id AND other.id <> push.id
        AND other.state = 'done' AND other.code = '' AND other.answered_at > push.queued_at
        AND (other.answered_at < push.answered_at OR other.answered_at = push.answered_at AND other.id < push.id))
"""
_SECONDS = "(push.answered_at - since) / 1000000"

# The last of a person's records decides: not before all are ticked is an opt-out confirmed.
_ALL_TICKED = """EXISTS (
    SELECT 1 FROM person WHERE person.id = push.person_id AND person.live_records > 0 AND person.live_records =
        CASE push.field WHEN 'salesforce' THEN person.email_opt_out_ticked ELSE person.marketo_sales_opt_out_ticked END)
"""

_COUNTED = (
    f"""
    INSERT INTO daily_figure SELECT {_day("at")}, 'unsubscribed', coalesce(source, ''), count(*)
    FROM history WHERE what = 'unsubscribed' GROUP BY 1, 3
    """,
    f"""
    INSERT INTO daily_figure SELECT {_day("coalesce(finished_at, started_at)")}, 'api_calls', 'sync', sum(api_calls)
    FROM run WHERE api_calls > 0 GROUP BY 1
    """,
    # Of several records of one opt-out the last answer counts.
    f"""
    INSERT INTO daily_wait SELECT {_day("answered_at")}, {_rounded("seconds")}, count(*) FROM (
        SELECT max(push.answered_at) AS answered_at, (max(push.answered_at) - push.queued_at) / 1000000 AS seconds
        FROM queued_push AS push
        WHERE push.state = 'done' AND push.code = '' AND push.record_id IS NOT NULL AND push.answered_at IS NOT NULL
        GROUP BY push.person_id, push.queued_at
    ) GROUP BY 1, 2
    """,
)

_TRIGGERS = (
    f"""
    CREATE TRIGGER unsubscribe_counted AFTER INSERT ON history WHEN new.what = 'unsubscribed'
    BEGIN
        INSERT INTO daily_figure VALUES ({_day("new.at")}, 'unsubscribed', coalesce(new.source, ''), 1) {_ONE_MORE};
    END
    """,
    f"""
    CREATE TRIGGER calls_counted AFTER UPDATE OF api_calls ON run WHEN new.api_calls <> old.api_calls
    BEGIN
        INSERT INTO daily_figure VALUES (
            {_day("coalesce(new.finished_at, new.started_at)")}, 'api_calls', 'sync', new.api_calls - old.api_calls)
        {_ONE_MORE};
    END
    """,
    # Without the limits SQLite would work the times out anew at each place where they are named.
    f"""
    CREATE TRIGGER wait_counted AFTER UPDATE OF state ON queued_push
    WHEN new.state = 'done' AND old.state <> 'done' AND new.code = '' AND new.record_id IS NOT NULL
        AND new.answered_at IS NOT NULL
    BEGIN
        INSERT INTO daily_wait
        SELECT {_day("answered_at")}, {_rounded("seconds")}, 1 FROM (
            SELECT answered_at, {_SECONDS} AS seconds FROM (
                SELECT push.answered_at, ({_SINCE}) AS since FROM queued_push AS push
                WHERE push.id = new.id AND {_ALL_TICKED} AND {_FIRST} LIMIT 1
            ) AS push WHERE since IS NOT NULL LIMIT 1
        ) WHERE seconds IS NOT NULL
        ON CONFLICT (day, seconds) DO UPDATE SET opt_outs = opt_outs + 1;
    END
    """,
)


def up(_migrator: object, db: SqliteDatabase) -> None:
    for statement in (*_TABLES, *_COUNTED, *_TRIGGERS):
        db.execute_sql(statement)
