"""What a first sync is compared with: scripts that do the same work without this program.

    python -m tests.benchmarks.rivals plain|bulk|floor URL TOKEN CA PEOPLE_CSV

`plain` is what an admin's script would be: simple-salesforce, query_all_iter for both objects, a dictionary of
addresses, collections of 200 to write, a SQLite table for the local side. `bulk` is the same with the library's
bulk2, for reading and for writing. `floor` only moves the bytes: it
downloads the same pages and uploads as many ticks with bare HTTP, and throws everything away.

PEOPLE_CSV has the local people: email, unsubscribed (1 or 0). One JSON line says what it took.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import requests
from simple_salesforce import Salesforce

from tests.benchmarks.ours import peak_mb

VERSION = "66.0"
FIELDS = "Id, Email, HasOptedOutOfEmail"
QUERIES = {
    "Contact": f"SELECT {FIELDS} FROM Contact",
    "Lead": f"SELECT {FIELDS} FROM Lead WHERE IsConverted = false",
}
PER_CALL = 200
_NEXT = re.compile(rb'"nextRecordsUrl"\s*:\s*"([^"]+)"')


Record = tuple[str, str, str, bool]


def _client(url: str, token: str, ca: str) -> Salesforce:
    session = requests.Session()
    session.verify, session.trust_env = ca, False
    return Salesforce(session_id=token, instance_url=url, session=session, version=VERSION)


def plain(url: str, token: str, ca: str, people_csv: Path) -> dict[str, Any]:
    """The admin's script."""
    salesforce = _client(url, token, ca)
    records = [
        (object_, record["Id"], (record["Email"] or "").lower(), record["HasOptedOutOfEmail"])
        for object_, soql in QUERIES.items()
        for record in salesforce.query_all_iter(soql)
    ]
    to_write = [
        {"attributes": {"type": object_}, "id": record_id, "HasOptedOutOfEmail": True}
        for object_, record_id in _compare(records, people_csv)
    ]
    refused = 0
    for start in range(0, len(to_write), PER_CALL):
        body = {"allOrNone": False, "records": to_write[start : start + PER_CALL]}
        answers = salesforce.restful("composite/sobjects", method="PATCH", json=body)
        refused += sum(not answer["success"] for answer in answers)
    return {"read": len(records), "written": len(to_write), "refused": refused}


def bulk(url: str, token: str, ca: str, people_csv: Path) -> dict[str, Any]:
    """The admin's script with the library's Bulk API 2.0."""
    salesforce = _client(url, token, ca)
    records: list[Record] = []
    for object_, soql in QUERIES.items():
        for text in getattr(salesforce.bulk2, object_).query(soql, wait=1):
            records += [
                (object_, row["Id"], row["Email"].lower(), row["HasOptedOutOfEmail"] == "true")
                for row in csv.DictReader(io.StringIO(text, newline=""))
            ]
    to_write: dict[str, list[dict[str, str]]] = {}
    for object_, record_id in _compare(records, people_csv):
        to_write.setdefault(object_, []).append({"Id": record_id, "HasOptedOutOfEmail": "true"})
    refused = 0
    for object_, rows in to_write.items():
        for job in getattr(salesforce.bulk2, object_).update(records=rows, wait=1):
            refused += job["numberRecordsFailed"]
    written = sum(len(rows) for rows in to_write.values())
    return {"read": len(records), "written": written, "refused": refused}


def _compare(records: list[Record], people_csv: Path) -> list[tuple[str, str]]:
    """Bring the local side into line, and say which records have to be opted out."""
    with people_csv.open(encoding="utf-8", newline="") as stream:
        here = {row["email"].lower(): row["unsubscribed"] == "1" for row in csv.DictReader(stream)}
    out = {email for _, _, email, opted_out in records if opted_out and email}
    out |= {email for email, unsubscribed in here.items() if unsubscribed}
    with tempfile.TemporaryDirectory() as folder, sqlite3.connect(Path(folder) / "here.sqlite3") as db:
        db.execute("CREATE TABLE person (email TEXT PRIMARY KEY, unsubscribed INTEGER)")
        db.executemany("INSERT INTO person VALUES (?, ?)", ((e, e in out) for e in here.keys() | out))
        db.commit()
    return [
        (object_, record_id)
        for object_, record_id, email, opted_out in records
        if email in out and not opted_out
    ]


def floor(url: str, token: str, ca: str, people_csv: Path) -> dict[str, Any]:
    """Only the bytes: the same pages down, as many ticks up, nothing kept."""
    session = requests.Session()
    session.verify, session.trust_env = ca, False
    session.headers["Authorization"] = f"Bearer {token}"
    with people_csv.open(encoding="utf-8", newline="") as stream:
        wanted = sum(row["unsubscribed"] == "1" for row in csv.DictReader(stream))
    read, ids = 0, []
    for soql in QUERIES.values():
        for body in _pages(session, url, soql):
            read += len(body)
            if len(ids) < wanted:
                # Enough ids to upload as much as the others do; the rest is thrown away unread.
                ids += [record["Id"] for record in json.loads(body)["records"]]
    ids = ids[:wanted]
    for start in range(0, len(ids), PER_CALL):
        session.patch(
            f"{url}/services/data/v{VERSION}/composite/sobjects",
            json={
                "allOrNone": False,
                "records": [
                    {
                        "attributes": {"type": "Contact" if one.startswith("003") else "Lead"},
                        "id": one,
                        "HasOptedOutOfEmail": True,
                    }
                    for one in ids[start : start + PER_CALL]
                ],
            },
            timeout=60,
        ).raise_for_status()
    return {"read_bytes": read, "written": len(ids)}


def _pages(session: requests.Session, url: str, soql: str) -> Iterator[bytes]:
    answer = session.get(f"{url}/services/data/v{VERSION}/query", params={"q": soql}, timeout=60)
    while True:
        answer.raise_for_status()
        yield answer.content
        following = _NEXT.search(answer.content)
        if following is None:
            return
        answer = session.get(url + following[1].decode(), timeout=60)


RIVALS: dict[str, Callable[[str, str, str, Path], dict[str, Any]]] = {
    "plain": plain,
    "bulk": bulk,
    "floor": floor,
}


def main() -> None:
    """Run one rival and print what it took."""
    name, url, token, ca, people_csv = sys.argv[1:]
    wall, cpu = time.perf_counter(), time.process_time()
    did = RIVALS[name](url, token, ca, Path(people_csv))
    print(
        json.dumps(
            {
                "wall_s": time.perf_counter() - wall,
                "cpu_s": time.process_time() - cpu,
                "peak_mb": peak_mb(),
                **did,
            }
        )
    )


if __name__ == "__main__":
    main()
