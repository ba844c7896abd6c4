"""A desk with a push worker on it: real store, real connection, a practice org at the other end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.connection.manager import ConnectionManager
from core.events import Event, EventBus
from core.salesforce.http.retry import USUAL, Backoff
from core.salesforce.org import SalesforceOrg
from core.services import Services
from core.settings import NIGHTLY_SYNC, Settings
from core.store.store import Store
from core.store.types.log import LogEntry, LogFilter, LogKind
from core.store.types.people import HistoryKind, NewPerson, Source
from core.store.types.pushes import PushState, QueuedPush
from core.store.types.records import LinkedRecord
from core.store.unsubscribes import NewUnsubscribe
from core.sync.push.headless import PushReport
from core.sync.push.worker import PushWorker
from tests.helpers.clock import Clock
from tests.helpers.practice import PracticeOrg

CLEAN = {
    "clear": True,
    "org": {
        "security": {
            f"{name}.{label}": "full"
            for name in ("Contact", "Lead")
            for label in ("Email Opt Out", "Marketo Sales Opt Out")
        },
        "limits": {"daily": 100_000, "used": 0},
    },
}


@dataclass(frozen=True)
class Somebody:
    """A record of the practice org that is not opted out."""

    id: str
    email: str


class Pool:
    """Hands out records of the org that no test has used yet; each address is on one record only."""

    def __init__(self, org: PracticeOrg) -> None:
        self._waiting: dict[str, Iterator[Somebody]] = {}
        everybody: dict[str, list[Somebody]] = {}
        seen: dict[str, int] = {}
        for name, gone in (("Contact", ["IsDeleted"]), ("Lead", ["IsDeleted", "IsConverted"])):
            columns = ", ".join(["Id", "Email", "HasOptedOutOfEmail", *gone])
            # Those that are gone count too: whoever is deleted or merged keeps the address.
            rows = org.query(f"SELECT {columns} FROM {name} WHERE Email != null ORDER BY Id", deleted=True)
            for row in rows:
                seen[row["Email"].lower()] = seen.get(row["Email"].lower(), 0) + 1
            everybody[name] = [
                Somebody(row["Id"], row["Email"])
                for row in rows
                if not row["HasOptedOutOfEmail"] and not any(row[column] for column in gone)
            ]
        for name, people in everybody.items():
            self._waiting[name] = iter([one for one in people if seen[one.email.lower()] == 1])

    def contacts(self, count: int) -> list[Somebody]:
        return [next(self._waiting["Contact"]) for _ in range(count)]

    def leads(self, count: int) -> list[Somebody]:
        return [next(self._waiting["Lead"]) for _ in range(count)]


class Desk:
    """One data directory and its worker; the nightly sync is on, unless the test has switched it off."""

    def __init__(
        self,
        folder: Path,
        org: PracticeOrg,
        *,
        token: str | None = None,
        keeper: Callable[..., ConnectionManager] = ConnectionManager,
        backoff: Backoff = USUAL,
    ) -> None:
        self.clock = Clock()
        self.store = Store(folder)
        self.events = EventBus()
        self.heard: list[Event] = []
        self.events.subscribe(self.heard.append)
        self.settings = Settings(self.store.org_state, self.events)
        if self.store.org_state.setting(NIGHTLY_SYNC.key) is None:
            self.store.org_state.set_setting(NIGHTLY_SYNC.key, "on")
        self.connection = keeper(
            self.store,
            self.settings,
            self.events,
            data_dir=folder,
            practice=None,
            environment={
                "UNSUBSCRIBE_SYNC_INSTANCE_URL": org.url,
                "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": token or org.token,
                "UNSUBSCRIBE_SYNC_CA_FILE": str(org.line["ca_file"]),
            },
            now=self.clock,
        )
        self.worker = PushWorker(
            Services(self.store, self.settings, self.connection, self.events, self.clock, backoff)
        )

    def know(self, people: Sequence[Somebody]) -> None:
        """Make them people of the local database, linked by their Salesforce IDs."""
        self.store.people.add(
            [NewPerson(one.email, salesforce_ids=(one.id,)) for one in people], self.clock()
        )

    def unsubscribe(self, *emails: str) -> None:
        """Collect unsubscribes, as the screens do."""
        now = self.clock()
        self.store.unsubscribes.collect(
            [NewUnsubscribe(email, now, Source.MANUAL) for email in emails], self.settings.push_field, now
        )

    def unsubscribe_known(self, people: Sequence[Somebody]) -> None:
        self.know(people)
        self.unsubscribe(*(one.email for one in people))

    def drain(self, patience_s: float = 0.0) -> PushReport:
        return self.worker.drain(threading.Event(), patience_s=patience_s)

    def pushes(self, email: str) -> list[QueuedPush]:
        """Pushes to records, not looks."""
        return [push for push in self.all_pushes(email) if push.salesforce_id]

    def push(self, email: str) -> QueuedPush:
        [push] = self.pushes(email)
        return push

    def all_pushes(self, email: str) -> list[QueuedPush]:
        [row] = self.store.database.rows("SELECT id FROM person WHERE email = ?", (email,))
        return self.store.push_queue.of_person(row[0])

    def records(self, email: str) -> list[LinkedRecord]:
        [row] = self.store.database.rows("SELECT id FROM person WHERE email = ?", (email,))
        return self.store.records.of_person(row[0])

    def history(self, email: str) -> list[HistoryKind]:
        [row] = self.store.database.rows("SELECT id FROM person WHERE email = ?", (email,))
        return [event.what for event in self.store.unsubscribes.history(row[0])]

    def log(self) -> list[LogEntry]:
        """What the push worker wrote into the status log, oldest first."""
        return list(self.store.status_log.all(LogFilter(kinds=frozenset({LogKind.PUSH}))))[::-1]

    def stuck(self) -> int:
        """Pushes without an answer, of which there must be none while nobody works."""
        row = self.store.database.row(
            "SELECT count(*) FROM queued_push WHERE state = ?", (PushState.SENDING,)
        )
        assert row is not None
        return int(row[0])


class Meddler:
    """Stands at the network edge of a client: may raise before or after each call, and sees what is written."""

    def __init__(self, org: SalesforceOrg, before: Callable[[str, Any], None], after: Callable[[str], None]):
        self._org = org
        self._before = before
        self._after = after

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._org, name)
        if name not in ("describe", "set_opt_outs", "find_people", "read_records"):
            return value

        def call(*arguments: Any, **options: Any) -> Any:
            self._before(name, arguments[0] if arguments else None)
            result = value(*arguments, **options)
            self._after(name)
            return result

        return call


def meddling(
    before: Callable[[str, Any], None] = lambda _name, _argument: None,
    after: Callable[[str], None] = lambda _name: None,
) -> type[ConnectionManager]:
    """A keeper whose clients go through a Meddler."""

    class Meddling(ConnectionManager):
        def open(self, stop: threading.Event) -> SalesforceOrg:
            return Meddler(super().open(stop), before, after)  # type: ignore[return-value]

        def describe(self, org: SalesforceOrg) -> Any:
            return super().describe(org)

    return Meddling


def opted_out(org: PracticeOrg, *people: Somebody | str, field: str = "HasOptedOutOfEmail") -> list[bool]:
    """Whether these records are ticked in the org, in the order given."""
    ids = [one if isinstance(one, str) else one.id for one in people]
    found: dict[str, bool] = {}
    for start in range(0, len(ids), 100):
        chunk = ids[start : start + 100]
        for name, prefix in (("Contact", "003"), ("Lead", "00Q")):
            wanted = ", ".join(f"'{id_}'" for id_ in chunk if id_.startswith(prefix))
            if wanted:
                rows = org.query(f"SELECT Id, {field} FROM {name} WHERE Id IN ({wanted})", deleted=True)
                found |= {row["Id"]: row[field] for row in rows}
    return [found[id_] for id_ in ids]


def ticks(org: PracticeOrg) -> set[tuple[str, str]]:
    """Every tick in the org, deleted records included, as (record, field)."""
    package = "mkto_si__Marketo_Sales_Opt_Out__c"
    return {
        (row["Id"], field)
        for name in ("Contact", "Lead")
        for row in org.query(f"SELECT Id, HasOptedOutOfEmail, {package} FROM {name}", deleted=True)
        for field in ("HasOptedOutOfEmail", package)
        if row[field]
    }


def rule(org: PracticeOrg, do: str, **more: Any) -> None:
    """Let calls of the org meet trouble."""
    org.control("faults", {"requests": [{"do": do, **more}]})


def mark(org: PracticeOrg, people: Sequence[Somebody], **trouble: Any) -> None:
    """Let records refuse their saves."""
    org.control("faults", {"records": [{"ids": [one.id for one in people], **trouble}]})


def act(org: PracticeOrg, do: str, **more: Any) -> dict[str, Any]:
    """Let a colleague do something in the org."""
    [done] = org.control("faults", {"actions": [{"do": do, **more}]})["done"]
    result: dict[str, Any] = done
    return result


def calls_by_kind(org: PracticeOrg) -> dict[str, int]:
    """API calls since the last reset."""
    kinds: dict[str, int] = org.control("calls")["by_kind"]
    return kinds
