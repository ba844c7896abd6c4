"""How long a sync takes, what it costs, and how that compares: one command, one table.

    python -m tests.benchmarks.sync [--people 10000 100000] [--latency-ms 0 100] [--nights]

For each size and latency the same practice org is served anew to: this program; `plain`, an admin's
simple-salesforce script; `bulk`, the same with the library's bulk2; and `floor`, which only moves the bytes
(rivals.py). Half of the addresses are known here, a tenth of all people is opted out on each side.
`--nights` adds the night after, a quiet night, and nights with 1 % and 10 % of the records changed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import CACHE
from tests.helpers.practice import PracticeOrg

COLUMNS = ("wall_s", "cpu_s", "peak_mb", "api_calls", "mb_down", "mb_up")


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--latency-ms", type=int, nargs="+", default=[0])
    parser.add_argument("--rivals", nargs="*", default=["floor", "plain", "bulk"])
    parser.add_argument("--nights", action="store_true")
    arguments = parser.parse_args()
    for people in arguments.people:
        with tempfile.TemporaryDirectory(prefix="sync-benchmark-") as folder:
            bench = Bench(Path(folder), people)
            for latency in arguments.latency_ms:
                bench.compare(latency, arguments.rivals, nights=arguments.nights)


class Bench:
    """One size: an org that is seeded once and served to each competitor as it was."""

    def __init__(self, folder: Path, people: int) -> None:
        self._folder = folder
        self._people = people
        self._seed = folder / "seed"
        self._csv = folder / "people.csv"
        with PracticeOrg(people=people, opted_out=people // 10, data_dir=self._seed) as org:
            write_local_people(org, self._csv, people)
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.ours", "prepare", folder / "here", self._csv],
            check=True,
            env=_with_bytecode(),
        )

    def compare(self, latency: int, rivals: Sequence[str], *, nights: bool) -> None:
        """Print a table for one latency."""
        print(
            f"\n{self._people:,} people, {self._people // 10:,} opted out on each side, {latency} ms latency"
        )
        print(f"{'':<18}" + "".join(f"{name:>12}" for name in COLUMNS) + f"{'wall ratio':>12}")
        with self._org(latency) as org:
            here = self._folder / f"here-{latency}"
            shutil.copytree(self._folder / "here", here)
            ours = self._measure("first sync", org, ["tests.benchmarks.ours", "sync", str(here)])
            if nights:
                self._nights(org, here)
        for rival in rivals:
            with self._org(latency) as org:
                arguments = [rival, org.url, org.token, str(org.line["ca_file"]), str(self._csv)]
                self._measure(rival, org, ["tests.benchmarks.rivals", *arguments], against=ours)

    def _nights(self, org: PracticeOrg, here: Path) -> None:
        later = [sys.executable, "-m", "tests.benchmarks.ours", "later", str(here)]
        # The first night reads this program's own ticks of the first sync again, the second one nothing.
        for name in ("night after", "quiet night"):
            subprocess.run(later, check=True)
            time.sleep(1.1)  # stamps count whole seconds
            self._measure(name, org, ["tests.benchmarks.ours", "sync", str(here)])
        for percent in (1, 10):
            subprocess.run(later, check=True)
            some = self._people * percent // 200
            for field, value in (("Title", f"Changed {percent}"), ("HasOptedOutOfEmail", True)):
                soql = f"SELECT Id FROM Contact WHERE HasOptedOutOfEmail = false ORDER BY Id LIMIT {some}"
                org.control("faults", {"actions": [{"do": "update", "ids": soql, "set": {field: value}}]})
            self._measure(f"{percent} % changed", org, ["tests.benchmarks.ours", "sync", str(here)])

    @contextmanager
    def _org(self, latency: int) -> Iterator[PracticeOrg]:
        served = self._folder / "served"
        shutil.rmtree(served, ignore_errors=True)
        shutil.copytree(self._seed, served)
        with PracticeOrg(data_dir=served, latency_ms=latency) as org:
            yield org

    def _measure(
        self, name: str, org: PracticeOrg, module: list[str], against: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        org.control("calls/reset", {})
        environment = _with_bytecode() | {
            "UNSUBSCRIBE_SYNC_INSTANCE_URL": org.url,
            "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": org.token,
            "UNSUBSCRIBE_SYNC_CA_FILE": str(org.line["ca_file"]),
        }
        done = subprocess.run(
            [sys.executable, "-m", *module], env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
        figures: dict[str, Any] = json.loads(done.stdout)
        calls = org.control("calls")
        figures |= {
            "api_calls": calls["total"],
            "mb_down": calls["bytes_out"] / 1e6,
            "mb_up": calls["bytes_in"] / 1e6,
        }
        ratio = f"{against['wall_s'] / figures['wall_s']:>12.2f}" if against else ""
        print(f"{name:<18}" + "".join(f"{figures[key]:>12,.1f}" for key in COLUMNS) + ratio, flush=True)
        if figures.get("reason"):
            print(f"  {figures['outcome']}: {figures['reason']}")
        return figures


def _with_bytecode() -> dict[str, str]:
    """The environment with bytecode kept, as of any installed program: else its compiling would be measured."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(CACHE / "bytecode")}


def write_local_people(org: PracticeOrg, csv_file: Path, people: int) -> None:
    """Every second address of the Contacts is known here; of those, every fifth that is not opted out
    there is unsubscribed here, up to a tenth of all people."""
    rows = org.query("SELECT Email, HasOptedOutOfEmail FROM Contact WHERE Email != null ORDER BY Id")
    known: dict[str, bool] = {}
    gone = 0
    for number, row in enumerate(rows):
        out = not row["HasOptedOutOfEmail"] and number % 3 == 0 and gone < people // 10
        if number % 2 == 0 or out:
            known.setdefault(row["Email"].lower(), out)
            gone += out
    with csv_file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["email", "unsubscribed"])
        writer.writerows((email, int(out)) for email, out in known.items())


if __name__ == "__main__":
    main()
