"""Columns of the models that hold values of the program in another form, and the two queries that every model needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from peewee import Field, Model, ModelInsert, ModelSelect

from core.messages import Message


class StoredAs(Field):
    """A value of the program that stands in the database as text, or as a number."""

    field_type = "TEXT"

    def __init__(
        self, to_stored: Callable[[Any], str | int], from_stored: Callable[[Any], Any], **given: Any
    ) -> None:
        super().__init__(**given)
        self._to_stored = to_stored
        self._from_stored = from_stored

    def db_value(self, value: Any) -> str | int | None:
        return None if value is None else self._to_stored(value)

    def python_value(self, value: str | int | None) -> Any:
        return None if value is None else self._from_stored(value)


class MessageField(StoredAs):
    """Words of the program, to be shown in whichever language is chosen."""

    def __init__(self, **given: Any) -> None:
        super().__init__(Message.to_json, Message.from_json, **given)


def read_as(kind: type[Any], model: type[Model]) -> ModelSelect[Any]:
    """A query whose rows are of a dataclass: of what it names, it reads the columns that the model has."""
    columns = model._meta.combined
    named = [field.name for field in fields(kind) if field.name in columns]
    return model.select(*(columns[name].alias(name) for name in named)).objects(kind)


def put(model: type[Model], **values: object) -> ModelInsert:
    """A query that inserts a row, or writes these values over those of the row that has its key already."""
    columns, key = model._meta.fields, model._meta.get_primary_keys()
    of_key = {one.name for one in key}
    return model.insert(**values).on_conflict(
        conflict_target=key, preserve=[columns[name] for name in values if name not in of_key]
    )
