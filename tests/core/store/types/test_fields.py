"""One table says what opt-out fields there are; whatever there is one of for each follows from it."""

from __future__ import annotations

import pytest

from core.checklist.results import GROUP_OF
from core.collect.csv_export import COLUMNS
from core.store.store import Store
from core.store.types.fields import FIELDS, OptOutField, box_of
from core.support.words import english_word


def test_every_field_stands_in_the_table() -> None:
    assert list(FIELDS) == list(OptOutField)


@pytest.mark.parametrize("field", OptOutField)
def test_every_field_has_its_columns_its_checks_and_its_word(store: Store, field: OptOutField) -> None:
    columns = {row[1] for row in store.database.rows("SELECT * FROM pragma_table_info('salesforce_record')")}
    assert {field.column, f"{field.column}_since"} <= columns
    assert f"{field.column}_in_salesforce" in COLUMNS
    assert {f"{field.column}_visible", f"{field.column}_writable"} <= set(GROUP_OF)
    assert english_word(field) == field.label


@pytest.mark.parametrize("field", OptOutField)
def test_a_box_is_that_of_its_field_and_of_no_other(field: OptOutField) -> None:
    boxes = tuple(one is field for one in FIELDS)
    assert [one for one in OptOutField if box_of(boxes, one)] == [field]
    assert field.other is not field
