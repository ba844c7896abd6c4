"""People are counted as they change, the status log holds each of its texts once, and times are numbers.

How a person stands is kept beside the person, and how many stand so in `people_count`; triggers do both, so that no
code path can forget it. What changes very many at once says so in `counted_later`, and counts them in one statement.
Times are microseconds since 1970, UTC: as text they took a third of a person.

All of it is one transaction, so that a process that is killed at it leaves the database as it was.
"""

import re

from peewee import SqliteDatabase

_FIELDS = ("email_opt_out", "marketo_sales_opt_out")
_COUNTS = ("live_records", *(f"{field}_{what}" for field in _FIELDS for what in ("known", "ticked")))
_KEY = f"unsubscribed, source, not_syncable, {', '.join(_FIELDS)}"


def _side(field: str, whose: str) -> str:
    live, known, ticked = (
        f"{whose}.{name}" for name in ("live_records", f"{field}_known", f"{field}_ticked")
    )
    return (
        f"CASE WHEN {live} = 0 THEN 'none' WHEN {known} = 0 THEN 'unknown' WHEN {ticked} = {live} THEN 'opted_out' "
        f"WHEN {ticked} > 0 THEN 'partly' ELSE 'not_opted_out' END"
    )


def _standing(whose: str) -> str:
    """SQL for the key under which a person is counted."""
    own = f"{whose}.unsubscribed_at IS NOT NULL, coalesce({whose}.source, ''), coalesce({whose}.not_syncable, '')"
    return ", ".join((own, *(_side(field, whose) for field in _FIELDS)))


def _share(whose: str) -> tuple[str, ...]:
    """SQL for what a record adds to each of the counts beside its person, in their order."""
    live = f"{whose}.state IN ('active', 'unseen')"
    of_fields = ((f"{whose}.{field} IS NOT NULL", f"coalesce({whose}.{field}, 0)") for field in _FIELDS)
    return (f"({live})", *(f"({live} AND {part})" for parts in of_fields for part in parts))


def _tuple(whose: str, names: tuple[str, ...]) -> str:
    return f"({', '.join(f'{whose}.{name}' for name in names)})"


def _each(form: str, *parts: tuple[str, ...]) -> str:
    return ", ".join(form.format(name, *values) for name, *values in zip(_COUNTS, *parts, strict=True))


_ONE_MORE = (
    f"INSERT INTO people_count ({_KEY}, people) VALUES ({_standing('new')}, 1) "
    f"ON CONFLICT ({_KEY}) DO UPDATE SET people = people + 1;"
)
_ONE_LESS = f"UPDATE people_count SET people = people - 1 WHERE ({_KEY}) = ({_standing('old')});"
_AT_ONCE = "NOT EXISTS (SELECT 1 FROM counted_later)"
_OF_PERSON = ("source", "not_syncable", *_COUNTS)
_OF_RECORD = ("state", *_FIELDS)

_COLUMNS = (
    *(f"ALTER TABLE person ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0" for name in _COUNTS),
    """
    CREATE TABLE people_count (
        unsubscribed INTEGER NOT NULL,
        source TEXT NOT NULL,
        not_syncable TEXT NOT NULL,
        email_opt_out TEXT NOT NULL,
        marketo_sales_opt_out TEXT NOT NULL,
        people INTEGER NOT NULL,
        PRIMARY KEY (unsubscribed, source, not_syncable, email_opt_out, marketo_sales_opt_out)
    ) WITHOUT ROWID
    """,
    # Holds a row within a transaction alone.
    "CREATE TABLE counted_later (only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1))",
)
_COUNTED = (
    f"""
    UPDATE person SET {_each("{0} = counted.{0}")} FROM (
        SELECT link.person_id, {_each("sum({1}) AS {0}", _share("record"))}
        FROM link JOIN salesforce_record AS record ON record.id = link.record_id GROUP BY link.person_id
    ) AS counted WHERE counted.person_id = person.id
    """,
    f"INSERT INTO people_count SELECT {_standing('person')}, count(*) FROM person GROUP BY 1, 2, 3, 4, 5",
)

# Where rare states are looked for. Of the events only those of imports have a batch, and no batch is ever deleted.
_INDEXES = (
    "DROP INDEX history_batch_id",
    "CREATE INDEX history_batch_id ON history (batch_id) WHERE batch_id IS NOT NULL",
    *(
        f"CREATE INDEX person_{field}_partly ON person (id) "
        f"WHERE {field}_ticked > 0 AND {field}_ticked < live_records"
        for field in _FIELDS
    ),
)

_TRIGGERS = (
    f"CREATE TRIGGER person_counted AFTER INSERT ON person WHEN {_AT_ONCE} BEGIN {_ONE_MORE} END",
    f"CREATE TRIGGER person_uncounted AFTER DELETE ON person WHEN {_AT_ONCE} BEGIN {_ONE_LESS} END",
    f"""
    CREATE TRIGGER person_counted_anew AFTER UPDATE OF unsubscribed_at, {", ".join(_OF_PERSON)} ON person
    WHEN {_AT_ONCE} AND ((old.unsubscribed_at IS NULL) <> (new.unsubscribed_at IS NULL)
        OR {_tuple("old", _OF_PERSON)} IS NOT {_tuple("new", _OF_PERSON)})
    BEGIN {_ONE_LESS} {_ONE_MORE} END
    """,
    *(
        f"""
        CREATE TRIGGER {name} AFTER {event} ON link WHEN {_AT_ONCE}
        BEGIN
            UPDATE person SET ({", ".join(_COUNTS)}) = (
                SELECT {_each("person.{0} " + sign + " {1}", _share("record"))}
                FROM salesforce_record AS record WHERE record.id = {whose}.record_id)
            WHERE id = {whose}.person_id;
        END
        """
        for name, event, whose, sign in (
            ("link_counted", "INSERT", "new", "+"),
            ("link_uncounted", "DELETE", "old", "-"),
        )
    ),
    f"""
    CREATE TRIGGER record_counted AFTER UPDATE OF {", ".join(_OF_RECORD)} ON salesforce_record
    WHEN {_AT_ONCE} AND {_tuple("old", _OF_RECORD)} IS NOT {_tuple("new", _OF_RECORD)}
    BEGIN
        UPDATE person SET {_each("{0} = {0} + {1} - {2}", _share("new"), _share("old"))}
        WHERE id IN (SELECT person_id FROM link WHERE record_id = new.id);
    END
    """,
    # The links go first, while it can still be told what the record added.
    """
    CREATE TRIGGER record_unlinked BEFORE DELETE ON salesforce_record
    BEGIN
        DELETE FROM link WHERE record_id = old.id;
    END
    """,
)

_TIMES = {
    "person": ("added_at", "looked_for_at", "unsubscribed_at"),
    "salesforce_record": ("seen_at",),
    "import_batch": ("started_at", "touched_at", "finished_at"),
    "history": ("at",),
    "run": ("planned_for", "started_at", "finished_at"),
    "queued_push": ("queued_at", "next_try_at", "answered_at", "asked_at"),
    "night": ("planned_for",),
    "org": ("last_full_run_at",),
    "mark": ("read_from",),
    "lease": ("expires_at",),
    "checklist_result": ("checked_at",),
    "ticked_step": ("ticked_at",),
    "seen_access": ("seen_at",),
    "kept_layout": ("kept_at",),
}


def _number(time: str) -> str:
    """SQL for the number of a time that is text. A form that this program never wrote loses its microseconds."""
    return (
        f"CASE WHEN length({time}) = 32 AND substr({time}, 27) = '+00:00' "
        f"THEN CAST(strftime('%s', substr({time}, 1, 19)) AS INTEGER) * 1000000 "
        f"+ CAST(substr({time}, 21, 6) AS INTEGER) ELSE CAST(strftime('%s', {time}) AS INTEGER) * 1000000 END"
    )


def _make_times_numbers(db: SqliteDatabase, table: str, times: tuple[str, ...]) -> None:
    """Make a table anew, with numbers for times; its indexes, and no triggers, come with it."""
    [[made]] = db.execute_sql("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
    indexes = db.execute_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).fetchall()
    of_table = re.compile(rf'CREATE TABLE "?{table}"?')
    of_time = re.compile(rf"\b({'|'.join(times)}) TEXT( NOT NULL)?")
    must = {name for name, not_null in of_time.findall(made) if not_null}
    db.execute_sql(of_table.sub(f"CREATE TABLE {table}_now", of_time.sub(r"\1 INTEGER\2", made), count=1))
    columns = [row[1] for row in db.execute_sql(f"PRAGMA table_info({table})")]
    values = {name: f"coalesce({_number(name)}, 0)" if name in must else _number(name) for name in times}
    db.execute_sql(
        f"INSERT INTO {table}_now SELECT {', '.join(values.get(name, chr(34) + name + chr(34)) for name in columns)} "
        f"FROM {table}"
    )
    db.execute_sql(f"DROP TABLE {table}")
    db.execute_sql(f"ALTER TABLE {table}_now RENAME TO {table}")
    for (index,) in indexes:
        db.execute_sql(index)


# The words of the log, each once: thousands of entries say the very same. `search_text` is what is searched of them,
# in small letters; that of an entry is there only where it is not those words and what stands beside them.
_ABOUT = "lower(email || ' ' || salesforce_id || ' ' || code)"
_LOG = (
    "CREATE TABLE log_text (id INTEGER NOT NULL PRIMARY KEY, message TEXT NOT NULL, search_text TEXT NOT NULL)",
    f"""
    INSERT INTO log_text (message, search_text)
    SELECT message, substr(search_text, 1, max(0, length(search_text) - length({_ABOUT}) - 1))
    FROM status_entry WHERE id IN (SELECT min(id) FROM status_entry GROUP BY message) ORDER BY id
    """,
    "INSERT INTO log_text (message, search_text) SELECT DISTINCT fix, '' FROM status_entry WHERE fix IS NOT NULL",
    "CREATE INDEX log_text_message ON log_text (message)",
    """
    CREATE TABLE entry_now (
        id INTEGER NOT NULL PRIMARY KEY,
        at INTEGER NOT NULL,
        level TEXT NOT NULL,
        kind TEXT NOT NULL,
        run_id INTEGER REFERENCES run (id) ON DELETE SET NULL,
        message_id INTEGER NOT NULL REFERENCES log_text (id) ON DELETE RESTRICT,
        fix_id INTEGER REFERENCES log_text (id) ON DELETE RESTRICT,
        email TEXT NOT NULL,
        salesforce_id TEXT NOT NULL,
        code TEXT NOT NULL,
        detail TEXT NOT NULL,
        search_text TEXT
    )
    """,
    f"""
    INSERT INTO entry_now
    SELECT entry.id, coalesce({_number("at")}, 0), level, kind, run_id, words.id, fix.id, email, salesforce_id, code,
        detail, nullif(entry.search_text, words.search_text || ' ' || {_ABOUT})
    FROM status_entry AS entry
    CROSS JOIN log_text AS words ON words.id = (SELECT min(id) FROM log_text WHERE message = entry.message)
    LEFT JOIN log_text AS fix ON fix.id = (SELECT max(id) FROM log_text WHERE message = entry.fix)
    """,
    "DROP TABLE status_entry",
    "ALTER TABLE entry_now RENAME TO status_entry",
    "CREATE INDEX status_entry_run_id ON status_entry (run_id, id)",
    "CREATE INDEX status_entry_level ON status_entry (level, id)",
)


def up(_migrator: object, db: SqliteDatabase) -> None:
    # Where it is on by default, every page of the old tables would be written once more, as zeros.
    [[was]] = db.execute_sql("PRAGMA secure_delete")
    db.execute_sql("PRAGMA secure_delete = FAST")
    # They speak of tables that are not there while others are made anew.
    triggers = db.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute_sql(f'DROP TRIGGER "{name}"')
    for statement in _COLUMNS:
        db.execute_sql(statement)
    for table, times in _TIMES.items():
        _make_times_numbers(db, table, times)
    for statement in (*_COUNTED, *_INDEXES, *_LOG, *(sql for _, sql in triggers), *_TRIGGERS):
        db.execute_sql(statement)
    db.execute_sql(f"PRAGMA secure_delete = {was}")
