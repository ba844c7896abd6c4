"""The first schema."""

from peewee import SqliteDatabase

TABLES = """
CREATE TABLE person (
    id INTEGER NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    company TEXT NOT NULL,
    title TEXT NOT NULL,
    search_text TEXT NOT NULL,
    added_at TEXT NOT NULL,
    looked_for_at TEXT,
    not_syncable TEXT,
    unsubscribed_at TEXT,
    source TEXT,
    reason TEXT NOT NULL
);
CREATE UNIQUE INDEX person_email_key ON person (email_key);
CREATE INDEX person_unsubscribed_at ON person (unsubscribed_at, id) WHERE unsubscribed_at IS NOT NULL;
CREATE INDEX person_not_syncable ON person (not_syncable) WHERE not_syncable IS NOT NULL;
CREATE INDEX person_not_looked_for ON person (id) WHERE looked_for_at IS NULL;

-- Finds any part of an address or name, of three letters or more, among a million people at once.
CREATE VIRTUAL TABLE person_search USING fts5(
    search_text, content = 'person', content_rowid = 'id', tokenize = 'trigram', columnsize = 0, detail = none
);
CREATE TRIGGER person_search_added AFTER INSERT ON person
BEGIN
    INSERT INTO person_search (rowid, search_text) VALUES (new.id, new.search_text);
END;
CREATE TRIGGER person_search_changed AFTER UPDATE OF search_text ON person
WHEN old.search_text IS NOT new.search_text
BEGIN
    INSERT INTO person_search (person_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO person_search (rowid, search_text) VALUES (new.id, new.search_text);
END;
CREATE TRIGGER person_search_deleted AFTER DELETE ON person
BEGIN
    INSERT INTO person_search (person_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
END;

CREATE TABLE salesforce_record (
    id TEXT NOT NULL PRIMARY KEY,
    object TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_opt_out INTEGER,
    marketo_sales_opt_out INTEGER,
    state TEXT NOT NULL,
    successor_id TEXT,
    seen_at TEXT
) WITHOUT ROWID;
CREATE INDEX salesforce_record_opted_out ON salesforce_record (id) WHERE email_opt_out = 1;
CREATE INDEX salesforce_record_marketo_sales ON salesforce_record (id) WHERE marketo_sales_opt_out = 1;
CREATE INDEX salesforce_record_unseen ON salesforce_record (id) WHERE state = 'unseen';

CREATE TABLE link (
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    record_id TEXT NOT NULL REFERENCES salesforce_record (id) ON DELETE CASCADE,
    origin TEXT NOT NULL,
    PRIMARY KEY (person_id, record_id)
) WITHOUT ROWID;
CREATE INDEX link_record_id ON link (record_id);

CREATE TABLE history (
    id INTEGER NOT NULL PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    source TEXT,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    salesforce_id TEXT NOT NULL
);
CREATE INDEX history_person_id ON history (person_id);

CREATE TABLE queued_push (
    id INTEGER NOT NULL PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    record_id TEXT REFERENCES salesforce_record (id) ON DELETE RESTRICT,
    field TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    queued_at TEXT NOT NULL,
    next_try_at TEXT NOT NULL,
    answered_at TEXT,
    code TEXT NOT NULL,
    problem TEXT
);
CREATE INDEX queued_push_person_id ON queued_push (person_id);
CREATE INDEX queued_push_record_id ON queued_push (record_id);
CREATE INDEX queued_push_open ON queued_push (state, next_try_at)
    WHERE state IN ('waiting', 'sending', 'parked');

CREATE TABLE run (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    field TEXT NOT NULL,
    "full" INTEGER NOT NULL,
    planned_for TEXT,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    counts TEXT NOT NULL,
    api_calls INTEGER NOT NULL,
    reason TEXT
);

CREATE TABLE planned_change (
    id INTEGER NOT NULL PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    side TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    record_id TEXT NOT NULL REFERENCES salesforce_record (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    code TEXT NOT NULL
);
CREATE UNIQUE INDEX planned_change_here ON planned_change (run_id, person_id) WHERE side = 'here';
CREATE UNIQUE INDEX planned_change_there ON planned_change (run_id, record_id) WHERE side = 'there';
CREATE INDEX planned_change_person_id ON planned_change (person_id);
CREATE INDEX planned_change_record_id ON planned_change (record_id);

CREATE TABLE night (
    planned_for TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    run_id INTEGER REFERENCES run (id) ON DELETE SET NULL,
    why TEXT
);
CREATE INDEX night_run_id ON night (run_id);

CREATE TABLE status_entry (
    id INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    run_id INTEGER REFERENCES run (id) ON DELETE SET NULL,
    message TEXT NOT NULL,
    fix TEXT,
    email TEXT NOT NULL,
    salesforce_id TEXT NOT NULL,
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    search_text TEXT NOT NULL
);
CREATE INDEX status_entry_run_id ON status_entry (run_id, id);
CREATE INDEX status_entry_level ON status_entry (level, id);

CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE org (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    instance_url TEXT NOT NULL,
    is_sandbox INTEGER NOT NULL,
    is_practice INTEGER NOT NULL,
    username TEXT NOT NULL,
    api_version TEXT NOT NULL,
    last_full_run_at TEXT
);

CREATE TABLE mark (object TEXT NOT NULL PRIMARY KEY, read_from TEXT NOT NULL);

CREATE TABLE lease (job TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, expires_at TEXT NOT NULL);

-- The sync never clears: an unsubscribe ends only after a re-subscribe was written into the person's
-- history as its newest event, and a person who is unsubscribed cannot be deleted.
CREATE TRIGGER unsubscribe_is_never_cleared BEFORE UPDATE OF unsubscribed_at ON person
WHEN old.unsubscribed_at IS NOT NULL AND new.unsubscribed_at IS NULL AND coalesce(
    (SELECT what FROM history WHERE person_id = old.id ORDER BY id DESC LIMIT 1), '') <> 'resubscribed'
BEGIN
    SELECT RAISE(ABORT, 'an unsubscribe ends only by a re-subscribe');
END;

CREATE TRIGGER person_keeps_unsubscribe BEFORE DELETE ON person
WHEN old.unsubscribed_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'an unsubscribed person cannot be deleted');
END;
"""


def up(_migrator: object, db: SqliteDatabase) -> None:
    statement = ""
    for line in TABLES.splitlines():
        statement += line + "\n"
        inside_trigger = "CREATE TRIGGER" in statement and not statement.rstrip().endswith("END;")
        if line.rstrip().endswith(";") and not inside_trigger:
            db.execute_sql(statement)
            statement = ""
