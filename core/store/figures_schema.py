"""The tables of what is counted by the day, as peewee models; see `schema`. A day is a number, see migration 0015."""

from __future__ import annotations

from peewee import CompositeKey, IntegerField, Model, TextField


class DailyFigure(Model):
    """How many of something there were on a day, by where they came from; the words are those of `types.figures`."""

    day = IntegerField()
    what = TextField()
    source = TextField()
    amount = IntegerField()

    class Meta:
        table_name = "daily_figure"
        primary_key = CompositeKey("day", "what", "source")
        without_rowid = True


class DailyWait(Model):
    """How many opt-outs that were confirmed on a day had taken so many seconds."""

    day = IntegerField()
    seconds = IntegerField()
    opt_outs = IntegerField()

    class Meta:
        table_name = "daily_wait"
        primary_key = CompositeKey("day", "seconds")
        without_rowid = True


FIGURES_MODELS: tuple[type[Model], ...] = (DailyFigure, DailyWait)
