"""The tables of boxes that were unticked and of looks between the nights, as peewee models; see `schema`."""

from __future__ import annotations

from peewee import BooleanField, CompositeKey, ForeignKeyField, IntegerField, Model, TextField

from core.store.schema import SalesforceRecord, UtcField


class ClearedBox(Model):
    """A box that somebody unticked though the person is unsubscribed; see `types.cleared`."""

    record = ForeignKeyField(SalesforceRecord, on_delete="CASCADE", index=False)
    field = TextField()
    noticed_at = UtcField()
    times = IntegerField()
    who = TextField(null=True)
    cleared_at = UtcField(null=True)
    certain = BooleanField()
    standing = TextField()
    seen = BooleanField()
    decided_by = TextField()
    reason = TextField()

    class Meta:
        table_name = "cleared_box"
        primary_key = CompositeKey("record", "field")
        without_rowid = True


class ClearedCount(Model):
    """How many boxes stand so, by who unticked them; triggers count."""

    who = TextField()
    standing = TextField()
    seen = BooleanField()
    boxes = IntegerField()

    class Meta:
        table_name = "cleared_count"
        primary_key = CompositeKey("who", "standing", "seen")
        without_rowid = True


class ClearedDay(Model):
    """How many boxes one has unticked on one day, by its number since 1970, UTC."""

    who = TextField()
    day = IntegerField()
    boxes = IntegerField()
    last_at = UtcField()

    class Meta:
        table_name = "cleared_day"
        primary_key = CompositeKey("who", "day")
        without_rowid = True


CLEARED_MODELS: tuple[type[Model], ...] = (ClearedBox, ClearedCount, ClearedDay)
