"""The tables, as peewee models. They are unbound: `Database` binds each query, so that several can be open.

The tables themselves are made by the numbered files in `migrations/`; a test holds both against each other. The models
carry the queries that change or list a few rows of one table; what works on whole sets, or is asked at every turn,
is SQL.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from peewee import (
    AutoField,
    BooleanField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from core.store.columns import MessageField, StoredAs
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryKind, Source
from core.store.types.runs import NightState, RunCounts, RunKind, RunOutcome

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def utc_text(moment: datetime) -> int:
    """The one form in which times are stored: microseconds since 1970, UTC. 0 is a time, too, and not none."""
    return (moment - _EPOCH) // _MICROSECOND


def utc_from_text(stored: int) -> datetime:
    """The aware UTC time that `utc_text` made a number of."""
    return _EPOCH + stored * _MICROSECOND


class UtcField(StoredAs):
    """An aware UTC datetime, as a number."""

    field_type = "INTEGER"

    def __init__(self, **given: Any) -> None:
        super().__init__(utc_text, utc_from_text, **given)


class Person(Model):
    """One address. `email_key` is the address without regard to case; the unsubscribe is part of the row.

    `resubscribed` is the number in the history of the last deliberate re-subscribe, 0 while there was none.
    `live_records` are the person's records that could be ticked; of how many of them a box is known, and is ticked,
    stands in `..._known` and `..._ticked`. Triggers count these; see `standing`.
    """

    id = AutoField()
    email = TextField()
    email_key = TextField(unique=True)
    first_name = TextField(default="")
    last_name = TextField(default="")
    company = TextField(default="")
    title = TextField(default="")
    search_text = TextField()
    added_at = UtcField()
    looked_for_at = UtcField(null=True)
    not_syncable = TextField(null=True)
    unsubscribed_at = UtcField(null=True)
    source = TextField(null=True)
    reason = TextField(default="")
    resubscribed = IntegerField(default=0)
    live_records = IntegerField(default=0)
    email_opt_out_known = IntegerField(default=0)
    email_opt_out_ticked = IntegerField(default=0)
    marketo_sales_opt_out_known = IntegerField(default=0)
    marketo_sales_opt_out_ticked = IntegerField(default=0)

    class Meta:
        table_name = "person"


class SalesforceRecord(Model):
    """A Contact, Lead or person Account as last seen in Salesforce.

    `…_since` is the newest number of the history when that box was first seen ticked, `written` when this program wrote
    to the record last: what was asked of Salesforce before that says nothing about its boxes.
    """

    id = TextField(primary_key=True)
    object = TextField()
    name = TextField(default="")
    email = TextField(default="")
    email_opt_out = BooleanField(null=True)
    marketo_sales_opt_out = BooleanField(null=True)
    state = TextField()
    successor_id = TextField(null=True)
    seen_at = UtcField(null=True)
    email_opt_out_since = IntegerField(default=0)
    marketo_sales_opt_out_since = IntegerField(default=0)
    written = IntegerField(default=0)

    class Meta:
        table_name = "salesforce_record"
        without_rowid = True


class Link(Model):
    """A Salesforce record that belongs to a person; `reasons` are bits, see `links`."""

    person = ForeignKeyField(Person, on_delete="CASCADE", index=False)
    record = ForeignKeyField(SalesforceRecord, on_delete="CASCADE")
    reasons = IntegerField()

    class Meta:
        table_name = "link"
        primary_key = CompositeKey("person", "record")
        without_rowid = True


def _counts_text(counts: RunCounts) -> str:
    return json.dumps(asdict(counts))


def _counts_from_text(text: str) -> RunCounts:
    return RunCounts(**json.loads(text))


class Run(Model):
    """One two-way sync."""

    id = AutoField()
    kind = StoredAs(str, RunKind)
    outcome = StoredAs(str, RunOutcome)
    field = StoredAs(str, OptOutField)
    full = BooleanField(default=False)
    planned_for = UtcField(null=True)
    started_at = UtcField()
    finished_at = UtcField(null=True)
    counts = StoredAs(_counts_text, _counts_from_text, default=RunCounts)
    api_calls = IntegerField(default=0)
    reason = MessageField(null=True)
    code = TextField(default="")
    passes = BooleanField(default=False)

    class Meta:
        table_name = "run"


class ImportBatch(Model):
    """One import of a file, one paste, or the taking back of such a batch or of a run.

    `counts` and `bases` are JSON: how many rows came to what, and why rows were opt-outs. `clears`: boxes, too.
    """

    id = AutoField()
    file_name = TextField()
    who = TextField()
    treat_as = TextField()
    state = TextField()
    started_at = UtcField()
    touched_at = UtcField()
    finished_at = UtcField(null=True)
    counts = TextField()
    bases = TextField()
    kind = TextField(default="import")
    of_batch_id: int | None
    of_run_id: int | None
    of_batch = ForeignKeyField("self", null=True, on_delete="RESTRICT", index=False)
    of_run = ForeignKeyField(Run, null=True, on_delete="SET NULL", index=False)
    reason = TextField(default="")
    clears = BooleanField(default=False)

    class Meta:
        table_name = "import_batch"


class ImportedRow(Model):
    """What became of one row of an import. `basis` is the place among its batch's bases, `why` a refusal's reason."""

    batch = ForeignKeyField(ImportBatch, on_delete="CASCADE", index=False)
    line = IntegerField()
    address = TextField()
    basis = IntegerField(null=True)
    became = TextField()
    why = MessageField(null=True)

    class Meta:
        table_name = "imported_row"
        primary_key = CompositeKey("batch", "line")
        without_rowid = True


class History(Model):
    """What happened to a person's unsubscribe; rows are only ever added."""

    id = AutoField()
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    at = UtcField()
    what = StoredAs(str, HistoryKind)
    source = StoredAs(str, Source, null=True)
    reason = TextField(default="")
    who = TextField(default="")
    salesforce_id = TextField(default="")
    batch = ForeignKeyField(ImportBatch, null=True, on_delete="RESTRICT", index=False)
    run = ForeignKeyField(Run, null=True, on_delete="SET NULL", index=False)

    class Meta:
        table_name = "history"


class QueuedPush(Model):
    """A reason to look at a record of a person, and what was asked and answered; see `types.pushes.QueuedPush`."""

    id = AutoField()
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    record = ForeignKeyField(SalesforceRecord, null=True, on_delete="RESTRICT")
    field = TextField()
    state = TextField()
    attempts = IntegerField(default=0)
    queued_at = UtcField()
    next_try_at = UtcField()
    answered_at = UtcField(null=True)
    code = TextField(default="")
    problem = TextField(null=True)
    run = ForeignKeyField(Run, null=True, on_delete="SET NULL", index=False)
    asked_at = UtcField(null=True)

    class Meta:
        table_name = "queued_push"


class PlannedChange(Model):
    """The key of a change that a run found due: unsubscribe a person here, or opt out a record there."""

    id = AutoField()
    run = ForeignKeyField(Run, on_delete="CASCADE", index=False)
    side = TextField()
    person = ForeignKeyField(Person, on_delete="CASCADE")
    record = ForeignKeyField(SalesforceRecord, on_delete="CASCADE")

    class Meta:
        table_name = "planned_change"


class Touched(Model):
    """Somebody who may be out of step, because a fact of theirs changed; 0 stands for everybody."""

    person_id = IntegerField(primary_key=True)

    class Meta:
        table_name = "touched"


class Night(Model):
    """What became of one planned night."""

    planned_for = UtcField(primary_key=True)
    state = StoredAs(str, NightState)
    run = ForeignKeyField(Run, null=True, on_delete="SET NULL")
    why = MessageField(null=True)

    class Meta:
        table_name = "night"


class PeopleCount(Model):
    """How many people stand so; the words are those of `types.people`, and empty where there is none."""

    unsubscribed = BooleanField()
    source = TextField()
    not_syncable = TextField()
    email_opt_out = TextField()
    marketo_sales_opt_out = TextField()
    people = IntegerField()

    class Meta:
        table_name = "people_count"
        primary_key = CompositeKey(
            "unsubscribed", "source", "not_syncable", "email_opt_out", "marketo_sales_opt_out"
        )
        without_rowid = True


class CountedLater(Model):
    """While it has its row, within one transaction, the triggers leave the counting to whoever writes."""

    only = IntegerField(primary_key=True, default=1)

    class Meta:
        table_name = "counted_later"


class Setting(Model):
    """A setting that differs from its default."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"


class Org(Model):
    """The one Salesforce org that this database belongs to."""

    only = IntegerField(primary_key=True, default=1)
    id = TextField()
    name = TextField()
    instance_url = TextField()
    is_sandbox = BooleanField()
    is_practice = BooleanField()
    username = TextField()
    api_version = TextField()
    last_full_run_at = UtcField(null=True)

    class Meta:
        table_name = "org"


class Mark(Model):
    """From which SystemModstamp an object is read next time."""

    object = TextField(primary_key=True)
    read_from = UtcField()

    class Meta:
        table_name = "mark"


class Lease(Model):
    """Which process is doing a job that only one may do; `number` grows with each that takes it."""

    job = TextField(primary_key=True)
    holder = TextField()
    expires_at = UtcField()
    number = IntegerField(default=0)

    class Meta:
        table_name = "lease"


MODELS: tuple[type[Model], ...] = (
    Person,
    SalesforceRecord,
    Link,
    Run,
    ImportBatch,
    ImportedRow,
    History,
    QueuedPush,
    PlannedChange,
    Touched,
    Night,
    PeopleCount,
    CountedLater,
    Setting,
    Org,
    Mark,
    Lease,
)
