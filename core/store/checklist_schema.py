"""The tables of the checklist and of what it changes in an org, as peewee models; see `schema`."""

from __future__ import annotations

from peewee import AutoField, BooleanField, CompositeKey, Model, TextField

from core.store.columns import StoredAs
from core.store.schema import UtcField
from core.store.types.layouts import KeptState


class ChecklistResult(Model):
    """What the checklist of an org found the last time."""

    org_id = TextField(primary_key=True)
    checked_at = UtcField()
    content = TextField()

    class Meta:
        table_name = "checklist_result"
        without_rowid = True


class TickedStep(Model):
    """A step of the guide that is done, for one object of an org."""

    org_id = TextField()
    step_id = TextField()
    object = TextField()
    by_hand = BooleanField()
    ticked_at = UtcField()

    class Meta:
        table_name = "ticked_step"
        primary_key = CompositeKey("org_id", "step_id", "object")
        without_rowid = True


class SeenAccess(Model):
    """How the connected user saw the fields of an org the last time."""

    org_id = TextField(primary_key=True)
    seen_at = UtcField()
    content = TextField()

    class Meta:
        table_name = "seen_access"
        without_rowid = True


class KeptLayout(Model):
    """A page layout before this program changed it, and as it was written."""

    id = AutoField()
    org_id = TextField()
    layout_id = TextField()
    object = TextField()
    name = TextField()
    field = TextField()
    original = TextField()
    written = TextField()
    state = StoredAs(str, KeptState)
    kept_at = UtcField()

    class Meta:
        table_name = "kept_layout"
        indexes = ((("org_id", "layout_id"), False),)


CHECKLIST_MODELS: tuple[type[Model], ...] = (ChecklistResult, TickedStep, SeenAccess, KeptLayout)
