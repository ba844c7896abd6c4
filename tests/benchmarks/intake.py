"""Whether records that are taken in by lots end as they do row by row, at the size of a real org, and what each costs.

    python -m tests.benchmarks.intake [--records 100000] [--readings 3]

The org is made up (tests/helpers/two_ways.py) and changes between the readings; a reading of everything is followed by
one of what changed. Ends with 1 where the two databases differ in any row.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from core.store.store import Store
from tests.helpers.two_ways import MadeUpOrg, Reading, lives


def main() -> int:
    """Compare, and print the CPU seconds of each way."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--readings", type=int, default=3)
    arguments = parser.parse_args()
    spent: list[float] = []
    _count_time_of_readings(spent)
    with tempfile.TemporaryDirectory(prefix="intake-benchmark-") as folder:
        stores = Store(Path(folder) / "lots"), Store(Path(folder) / "rows")
        for number, (by_lots, row_by_row) in enumerate(
            lives(MadeUpOrg(arguments.records, 1), *stores, rounds=arguments.readings), 1
        ):
            lots, rows = spent[-2:]
            print(f"reading {number}: by lots {lots:6.1f} s, row by row {rows:6.1f} s CPU", flush=True)
            for kind, told in by_lots.items():
                if told != row_by_row[kind]:
                    print(f"  the {kind} differ")
                    return 1
    print(f"every row is the same after {arguments.readings} readings of {arguments.records:,} records")
    return 0


def _count_time_of_readings(spent: list[float]) -> None:
    read = Reading.read

    def counted(reading: Reading, org: MadeUpOrg, ids: Sequence[str], page: int) -> None:
        before = time.process_time()
        read(reading, org, ids, page)
        spent.append(time.process_time() - before)

    Reading.read = counted  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.exit(main())
