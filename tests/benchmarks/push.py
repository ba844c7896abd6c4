"""How fast an unsubscribe reaches Salesforce, and how fast a long queue drains.

    python -m tests.benchmarks.push [--singles 200] [--queued 10000] [--latency-ms 0 120]

Beside each figure stands its floor, a bare loop of simple-salesforce calls against the same practice org: one PATCH
of one record for a single push, collections of 200 for the queue. Read the ratios. Singles are measured alone, and each
beside 100 addresses that were collected just before it and are being looked up. Seconds of processor time are those of
this process, in which nothing but the program works.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path
from threading import Event

from core.engine import Engine
from core.engine_options import EngineOptions
from core.store.types.people import NewPerson, Source
from core.store.unsubscribes import NewUnsubscribe
from tests.helpers.practice import PracticeOrg

Contact = tuple[str, str]


def main() -> None:
    """Run everything and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--singles", type=int, default=200)
    parser.add_argument("--queued", type=int, default=10_000)
    parser.add_argument("--latency-ms", type=int, nargs="+", default=[0, 120])
    arguments = parser.parse_args()
    for latency in arguments.latency_ms:
        print(f"\n{latency} ms latency")
        # Half of the people are Contacts, some without an address; each half of those serves one competitor.
        people = 4 * (2 * arguments.singles + arguments.queued) + 1000
        with PracticeOrg(people=people, opted_out=0, latency_ms=latency) as org:
            rows = org.query("SELECT Id, Email FROM Contact WHERE Email != null ORDER BY Id")
            seen: set[str] = set()
            contacts = [
                (row["Id"], row["Email"])
                for row in rows
                if not (row["Email"].lower() in seen or seen.add(row["Email"].lower()))
            ]
            first, second, rest = (
                contacts[: 2 * arguments.singles],
                contacts[2 * arguments.singles : 4 * arguments.singles],
                contacts[4 * arguments.singles :],
            )
            singles(org, first)
            singles(org, second, beside=100)
            queue(org, rest[: 2 * arguments.queued])


def singles(org: PracticeOrg, contacts: list[Contact], beside: int = 0) -> None:
    """One unsubscribe after the other, from collecting to Salesforce's answer; `beside` others are being looked up."""
    ours, theirs = contacts[::2], contacts[1::2]
    took: list[float] = []
    with tempfile.TemporaryDirectory() as folder, engine_for(org, Path(folder)) as engine:
        know(engine, ours)
        engine.start()
        time.sleep(2)
        with engine.store.database.use():
            for number, (record_id, email) in enumerate(ours):
                if beside:
                    engine.collect.by_hand(
                        [f"stranger{number}.{one}@elsewhere.example" for one in range(beside)], "benchmark"
                    )
                began = time.perf_counter()
                engine.collect.by_hand([email], "benchmark")
                while not answered(engine, record_id):
                    time.sleep(0.001)
                took.append(time.perf_counter() - began)
                # The look for further records of the address follows; the next one begins with an idle thread.
                while engine.queue.state().waiting:
                    time.sleep(0.01)
    salesforce = org.salesforce()
    bare: list[float] = []
    for record_id, _ in theirs:
        began = time.perf_counter()
        salesforce.Contact.update(record_id, {"HasOptedOutOfEmail": True})
        bare.append(time.perf_counter() - began)
    what = f"one push beside {beside} looks" if beside else "one push"
    report(f"{what}, collected to answered", took, bare)


def queue(org: PracticeOrg, contacts: list[Contact]) -> None:
    """A long queue, drained as the headless command does it."""
    ours, theirs = contacts[::2], contacts[1::2]
    with tempfile.TemporaryDirectory() as folder, engine_for(org, Path(folder)) as engine:
        know(engine, ours)
        engine.store.unsubscribes.collect(
            [NewUnsubscribe(email, engine.options.now(), Source.MANUAL) for _, email in ours],
            engine.settings.push_field,
            engine.options.now(),
        )
        began, worked = time.perf_counter(), time.process_time()
        done = engine.push.drain(Event(), patience_s=60)
        took, worked = time.perf_counter() - began, time.process_time() - worked
    salesforce = org.salesforce()
    began = time.perf_counter()
    for start in range(0, len(theirs), 200):
        records = [
            {"attributes": {"type": "Contact"}, "id": record_id, "HasOptedOutOfEmail": True}
            for record_id, _ in theirs[start : start + 200]
        ]
        salesforce.restful(
            "composite/sobjects", method="PATCH", json={"allOrNone": False, "records": records}
        )
    bare = time.perf_counter() - began
    print(
        f"{len(ours):,} queued: {took:.1f} s ({worked:.1f} s of processor time), {done.sent:,} sent, "
        f"{done.api_calls} API calls; floor {bare:.1f} s; ratio {took / bare:.2f}"
    )


def answered(engine: Engine, record_id: str) -> bool:
    """Whether Salesforce's answer stands beside the push to a record."""
    sql = "SELECT 1 FROM queued_push WHERE record_id = ? AND state = 'done'"
    return engine.store.database.row(sql, (record_id,)) is not None


def engine_for(org: PracticeOrg, folder: Path) -> Engine:
    """An engine that reaches the org through the environment."""
    environment = os.environ | {
        "UNSUBSCRIBE_SYNC_INSTANCE_URL": org.url,
        "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": org.token,
        "UNSUBSCRIBE_SYNC_CA_FILE": str(org.line["ca_file"]),
    }
    return Engine(EngineOptions(folder, environment=environment))


def know(engine: Engine, contacts: list[Contact]) -> None:
    """Let the people be known here with their Salesforce IDs."""
    people = (NewPerson(email, salesforce_ids=(record_id,)) for record_id, email in contacts)
    engine.store.people.add(people, engine.options.now())


def report(name: str, took: list[float], bare: list[float]) -> None:
    """Medians, 99th percentiles and their ratio."""
    figures = []
    for values in (took, bare):
        ranked = sorted(values)
        figures.append((statistics.median(ranked) * 1000, ranked[int(len(ranked) * 0.99)] * 1000))
    (median, late), (bare_median, bare_late) = figures
    print(
        f"{name}: median {median:.1f} ms, 99th percentile {late:.1f} ms; floor {bare_median:.1f} and "
        f"{bare_late:.1f} ms; over the floor {median - bare_median:.1f} and {late - bare_median:.1f} ms; "
        f"ratio of the medians {median / bare_median:.2f}"
    )


if __name__ == "__main__":
    main()
