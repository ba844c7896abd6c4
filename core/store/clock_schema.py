"""The table of the deadline clock, beside those of `schema`."""

from __future__ import annotations

from peewee import CompositeKey, ForeignKeyField, Model

from core.store.columns import StoredAs
from core.store.schema import Person, UtcField
from core.store.types.deadlines import ClockEnd
from core.store.types.people import Source


class OptOutClock(Model):
    """One opt-out of a person, see `types.deadlines`. Triggers end it; see `opt_out_clocks`."""

    person = ForeignKeyField(Person, on_delete="CASCADE", index=False)
    collected_at = UtcField(index=True)
    dated_at = UtcField()
    source = StoredAs(str, Source, null=True)
    ended_at = UtcField(null=True)
    end = StoredAs(str, ClockEnd, null=True, column_name="ended_by")

    class Meta:
        table_name = "opt_out_clock"
        primary_key = CompositeKey("person", "collected_at")
        without_rowid = True


CLOCK_MODELS: tuple[type[Model], ...] = (OptOutClock,)
