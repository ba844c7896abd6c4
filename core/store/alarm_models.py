"""The tables of alarms, as peewee models; see `schema`."""

from __future__ import annotations

from peewee import AutoField, BooleanField, IntegerField, Model, TextField

from core.messages import Problem
from core.store.columns import MessageField, StoredAs
from core.store.schema import UtcField


class Alarm(Model):
    """Something that was told, or is about to be."""

    key = TextField(primary_key=True)
    kind = TextField()
    what = MessageField()
    since = UtcField()
    gone_at = UtcField(null=True)

    class Meta:
        table_name = "alarm"


class AlarmLine(Model):
    """One line that is to be told in one way; it goes when it was told."""

    id = AutoField()
    channel = TextField()
    key = TextField()
    kind = TextField()
    over = BooleanField()
    what = MessageField()
    fix = MessageField(null=True)
    at = UtcField()
    begun = IntegerField(default=0)

    class Meta:
        table_name = "alarm_line"


class AlarmChannel(Model):
    """How one way of telling stands."""

    channel = TextField(primary_key=True)
    failures = IntegerField()
    next_try_at = UtcField(null=True)
    problem = StoredAs(Problem.to_json, Problem.from_json, null=True)

    class Meta:
        table_name = "alarm_channel"


ALARM_MODELS: tuple[type[Model], ...] = (Alarm, AlarmLine, AlarmChannel)
