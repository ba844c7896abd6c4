"""The tables of the status log, as peewee models; see `schema`."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, Model, TextField

from core.store.columns import MessageField, StoredAs
from core.store.schema import Run, UtcField
from core.store.types.log import Level, LogKind


class LogText(Model):
    """Words of the status log, each once; `search_text` is what is searched of them."""

    id = AutoField()
    message = MessageField(index=True)
    search_text = TextField()

    class Meta:
        table_name = "log_text"


class LogLine(Model):
    """All that was said alike in a run: how it was said first, and how it reads of many; see `log_groups`."""

    id = AutoField()
    run = ForeignKeyField(Run, on_delete="CASCADE", index=False)
    level = StoredAs(str, Level)
    kind = StoredAs(str, LogKind)
    code = TextField()
    words = TextField()
    message = TextField()
    together = TextField(null=True)
    entries = IntegerField()
    first_id = IntegerField(null=True)

    class Meta:
        table_name = "log_group"
        indexes = ((("run", "level", "kind", "code", "words"), True),)


class StatusEntry(Model):
    """One entry of the status log; `search_text` only where it is not simply that of its words, see `status_log`."""

    id = AutoField()
    at = UtcField()
    level = StoredAs(str, Level)
    kind = StoredAs(str, LogKind)
    run = ForeignKeyField(Run, null=True, on_delete="SET NULL", index=False)
    message = ForeignKeyField(LogText, on_delete="RESTRICT", index=False)
    fix = ForeignKeyField(LogText, null=True, on_delete="RESTRICT", index=False)
    email = TextField(default="")
    salesforce_id = TextField(default="")
    code = TextField(default="")
    detail = TextField(default="")
    search_text = TextField(null=True)
    group = ForeignKeyField(LogLine, null=True, on_delete="SET NULL", index=False)

    class Meta:
        table_name = "status_entry"
        indexes = ((("run", "id"), False), (("level", "id"), False))


LOG_MODELS: tuple[type[Model], ...] = (LogText, LogLine, StatusEntry)
