"""Writes the plan of a sync to a CSV file, for the person who approves it."""

from __future__ import annotations

import csv
from pathlib import Path

from core.files.safe_cells import guarded
from core.files.whole_file import whole_file
from core.store.plans import Plans

COLUMNS = (
    "side",
    "email",
    "salesforce_id",
    "object",
    "name",
    "opted_out_before",
    "opted_out_after",
    "reason",
)


def export_plan(plans: Plans, run_id: int, path: Path) -> int:
    """Write every planned change of a run; returns how many. Raises ProblemError when it cannot be written."""
    rows = 0
    with whole_file(path) as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for planned in plans.all(run_id):
            cells = (
                planned.side,
                planned.email,
                planned.salesforce_id,
                planned.object,
                planned.name,
                "false",
                "true",
                planned.reason.english(),
            )
            writer.writerow([guarded(str(cell)) for cell in cells])
            rows += 1
    return rows
