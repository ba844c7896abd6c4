"""Collecting unsubscribes by hand: what a pasted list would do, and doing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.collect.address_check import Address, check_address
from core.collect.basis import BasisKind
from core.collect.pasted import split_pasted
from core.events import PeopleChanged, QueueChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem, ProblemError
from core.services import Services
from core.store.addresses import address_key
from core.store.import_batches import BatchKind, BatchState, Became, RowBasis, RowResult
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.people import Source
from core.store.types.records import LinkedRecord, RecordState
from core.store.unsubscribes import NewUnsubscribe

_PORTION = 1000
"""Addresses in one question to the database."""


@dataclass(frozen=True, slots=True)
class ByHandPreview:
    """What would become of one address of a pasted list.

    `text` is what was pasted and `name` what stood beside it. `address` is empty and `problem` says why when it
    is refused. `records` is the fan-out: the Salesforce records, as far as they are known here, that will be
    opted out with it; the push looks in Salesforce for more.
    """

    text: str
    address: str = ""
    name: str = ""
    problem: Problem | None = None
    already: bool = False
    records: tuple[LinkedRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that is no address, and why."""

    text: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class CollectReport:
    """What came of collecting: addresses unsubscribed now, unsubscribed before, and texts refused."""

    added: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


class Collector:
    """Collects unsubscribes that somebody adds by hand. May be used from any thread.

    `who` is the user's name, for the history; `on_collected` wakes whoever pushes, as soon as the pushes are
    safely in the database.
    """

    def __init__(self, services: Services, *, who: str, on_collected: Callable[[], None]) -> None:
        self._store = services.store
        self._settings = services.settings
        self._events = services.events
        self._now = services.now
        self._log = services.log
        self._who = who
        self._on_collected = on_collected

    def preview_by_hand(self, text: str) -> list[ByHandPreview]:
        """What each address of a pasted list would do; one that comes twice is listed once. Changes nothing."""
        previews: dict[str, ByHandPreview] = {}
        for number, pasted in enumerate(split_pasted(text)):
            try:
                checked = check_address(pasted.address)
            except ProblemError as error:
                refused = ByHandPreview(pasted.address, "", pasted.name, error.problem)
                previews[f"refused {number}"] = refused
            else:
                previews.setdefault(checked.key, ByHandPreview(pasted.address, checked.text, pasted.name))
        keys = [key for key, preview in previews.items() if preview.problem is None]
        for start in range(0, len(keys), _PORTION):
            self._fill_in(previews, keys[start : start + _PORTION])
        return list(previews.values())

    def by_hand(self, addresses: Iterable[str], reason: str, source: Source = Source.MANUAL) -> CollectReport:
        """Unsubscribe these addresses in one transaction, and queue a push to each of their records.

        They are a batch of their own, as a file is, so that a paste can be taken back.

        Texts that are no addresses are refused and do not hold up the others.
        """
        checked: dict[str, Address] = {}
        refused = []
        for text in addresses:
            try:
                address = check_address(text)
                checked.setdefault(address.key, address)
            except ProblemError as error:
                refused.append(Refused(text, error.problem))
        added, already = self._collect(list(checked.values()), reason.strip(), source)
        return CollectReport(tuple(added), tuple(already), tuple(refused))

    def _fill_in(self, previews: dict[str, ByHandPreview], keys: Sequence[str]) -> None:
        """Add what is known here of the people with these address keys."""
        for key, person in self._store.people.by_keys(keys).items():
            bare = previews[key]
            living = [
                record
                for record in self._store.records.of_person(person.id)
                if record.state in (RecordState.ACTIVE, RecordState.UNSEEN)
            ]
            previews[key] = ByHandPreview(
                bare.text, bare.address, bare.name, None, person.unsubscribed, tuple(living)
            )

    def _collect(
        self, addresses: Sequence[Address], reason: str, source: Source
    ) -> tuple[list[str], list[str]]:
        if not addresses:
            return [], []
        now = self._now()
        batches = self._store.import_batches
        with self._store.database.transaction():
            batch_id = batches.begin("", self._who, "", now, BatchKind.BY_HAND, reason)
            before = batches.last_event()
            known = self._store.people.ids([address.key for address in addresses])
            added, already = self._store.unsubscribes.collect(
                [NewUnsubscribe(address.text, now, source, reason, self._who) for address in addresses],
                self._settings.push_field,
                now,
            )
            asked_again = {address_key(email) for email in already}
            rows = [
                RowResult(
                    line,
                    address.text,
                    Became.ALREADY_SO
                    if address.key in asked_again
                    else Became.UNSUBSCRIBED
                    if address.key in known
                    else Became.ADDED_UNSUBSCRIBED,
                    0,
                )
                for line, address in enumerate(addresses, 1)
            ]
            counts = {
                "rows": len(rows),
                "unsubscribed": len(added),
                "added": sum(row.became is Became.ADDED_UNSUBSCRIBED for row in rows),
                "already_so": len(already),
            }
            batches.add(batch_id, rows, counts, [RowBasis(BasisKind.BY_HAND)], after_event=before, now=now)
            batches.finish(batch_id, BatchState.DONE, now)
            self._store.status_log.add([_entry(email, reason, source) for email in added], now)
        if added:
            self._on_collected()
            self._events.emit(QueueChanged.to(self._store.push_queue.state()))
            self._events.emit(PeopleChanged())
            self._log.tell()
        return added, already


def _entry(email: str, reason: str, source: Source) -> NewLogEntry:
    message = (
        Message(
            NOOP("core", "Unsubscribe collected ({source}): {reason}"), {"source": source, "reason": reason}
        )
        if reason
        else Message(NOOP("core", "Unsubscribe collected ({source})."), {"source": source})
    )
    return NewLogEntry(Level.INFO, LogKind.COLLECT, message, email=email)
