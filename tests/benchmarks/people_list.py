"""How fast the list of people answers: the first page, and each keystroke of a search.

    python -m tests.benchmarks.people_list [--people 1000000]

A tenth of the people is unsubscribed, and each has a record in Salesforce. Beside each search stands the same
question asked of the bare table by LIKE. Read the ratios.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from core.salesforce.values.record_id import to_18
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson, PeopleFilter, PeopleSort, Source
from core.store.unsubscribes import NewUnsubscribe

FIRST = [
    "Anna",
    "Bernd",
    "Carla",
    "Dmitri",
    "Elena",
    "Farid",
    "Grace",
    "Hiro",
    "Ines",
    "Jonas",
    "Kenji",
    "Lucia",
]
LAST = ["Schmidt", "Tanaka", "Müller", "Okafor", "Garcia", "Lindqvist", "Novak", "Dubois", "Rossi", "Yamada"]
TYPED = ("d", "dm", "dmi", "dmit", "dmitri.tan", "dmitri müller", "999990", "nobody")
FIELD = OptOutField.SALESFORCE


def main() -> None:
    """Fill a database and ask it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=1_000_000)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory(prefix="people-benchmark-") as folder:
        store = Store(Path(folder))
        began = time.perf_counter()
        fill(store, people)
        print(f"{people:,} people, a tenth unsubscribed, put in in {time.perf_counter() - began:.0f} s")
        listed = store.people_list
        show("first page", lambda: listed.page(PeopleFilter(), PeopleSort.NEWEST, FIELD))
        for text in TYPED:
            for whom, wanted in (
                ("unsubscribed", PeopleFilter(text=text)),
                ("all", PeopleFilter(text=text, unsubscribed_only=False)),
            ):
                like = " AND ".join(["search_text LIKE ?"] * len(text.split()))
                only = "" if whom == "all" else "AND unsubscribed_at IS NOT NULL"
                sql = f"SELECT id FROM person WHERE {like} {only} ORDER BY email_key LIMIT 100"
                values = [f"%{part}%" for part in text.split()]
                show(
                    f"“{text}” among {whom}",
                    lambda wanted=wanted: listed.page(wanted, PeopleSort.EMAIL, FIELD),
                    lambda sql=sql, values=values: store.database.rows(sql, values),
                )


def fill(store: Store, people: int) -> None:
    """Lifelike people, the same each time."""
    random = Random(1)
    now = datetime.now(UTC)
    store.people.add(
        (
            NewPerson(
                f"{random.choice(FIRST)}.{random.choice(LAST)}.{number}@{random.choice(LAST)}.example",
                random.choice(FIRST),
                random.choice(LAST),
                f"{random.choice(LAST)} Inc",
                salesforce_ids=(to_18(f"003{number:012d}"),),
            )
            for number in range(people)
        ),
        now,
    )
    gone = [row[0] for row in store.database.rows("SELECT email FROM person WHERE id % 10 = 0")]
    sources = list(Source)
    for start in range(0, len(gone), 5000):
        store.unsubscribes.record_past(
            [
                NewUnsubscribe(
                    email, now - timedelta(minutes=random.randrange(500_000)), random.choice(sources)
                )
                for email in gone[start : start + 5000]
            ]
        )


def show(name: str, ask: Callable[[], object], bare: Callable[[], object] | None = None) -> None:
    """The median of five answers."""
    ours = median_ms(ask)
    theirs = median_ms(bare) if bare is not None else None
    beside = f"   LIKE {theirs:8.1f} ms   ratio {ours / theirs:.3f}" if theirs else ""
    print(f"{name:<34}{ours:8.1f} ms{beside}", flush=True)


def median_ms(ask: Callable[[], object]) -> float:
    """Milliseconds of the middle one of five."""
    took = []
    for _ in range(5):
        began = time.perf_counter()
        ask()
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


if __name__ == "__main__":
    main()
