"""What a row says is the same whether others said it before or not."""

from __future__ import annotations

import random

import pytest

from core.collect.columns import ColumnMapping, TreatAs, recognise_columns
from core.collect.csv_reading import CsvRow
from core.collect.import_rows import ImportRow, RowReader
from core.collect.learning import Learner
from core.collect.understanding import Bounces, Chosen, Understanding, understand
from core.messages import ProblemError
from tests.core.collect.conftest import NOW

HEADERS = (
    "email",
    "unsubscribed",
    "status",
    "unsubscribe date",
    "opt-out reason",
    "source",
    "bounced",
    "who",
)
CELLS = {
    "email": ("a@x.com", "A@x.com", "nobody", ""),
    "unsubscribed": ("yes", "no", "", "perhaps", "2026-01-02", " yes "),
    "status": ("", "subscribed", "cleaned", "bounced", "active"),
    "unsubscribe date": ("", "n/a", "2026-01-02", "3/4/2026", "2031-01-01", "2026-01-02T03:04:05Z"),
    "opt-out reason": ("", "asked", "'=1", "\ufffd", "x" * 500),
    "source": ("", "Fax", "Bounce", "Manual"),
    "bounced": ("", "yes", "no"),
    "who": ("", "Mina"),
}


def rows_by_chance(seed: int) -> list[CsvRow]:
    """Rows of which some end early, as the csv module gives them."""
    chance = random.Random(seed)
    return [
        CsvRow(line, [chance.choice(CELLS[one]) for one in HEADERS][: chance.choice((8, 8, 8, 2, 5))])
        for line in range(2, 800)
    ]


def understood(rows: list[CsvRow], mapping: ColumnMapping, chosen: Chosen) -> Understanding:
    learner = Learner(HEADERS, mapping, NOW)
    for row in rows:
        learner.learn(row.cells)
    return understand(HEADERS, mapping, learner.learned(), "people.csv", chosen)


def outcome(reader: RowReader, row: CsvRow) -> ImportRow | str:
    try:
        return reader.read(row)
    except ProblemError as error:
        return str(error.problem)


@pytest.mark.parametrize("treat_as", TreatAs)
@pytest.mark.parametrize("bounces", Bounces)
def test_a_row_says_what_it_says_whatever_was_said_before(treat_as: TreatAs, bounces: Bounces) -> None:
    rows = rows_by_chance(7)
    mapping = recognise_columns(HEADERS, [tuple(row.cells) for row in rows[:20]])
    how = understood(rows, mapping, Chosen(treat_as, bounces=bounces))
    reader = RowReader(HEADERS, how, now=NOW)
    met = [outcome(reader, row) for row in rows]
    assert met == [outcome(RowReader(HEADERS, how, now=NOW), row) for row in rows]
    assert len({one for one in met if isinstance(one, str)}) > 1
    assert sum(isinstance(one, ImportRow) for one in met) > 100
