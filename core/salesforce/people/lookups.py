"""Reading particular records: by their IDs, or by the addresses on them."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

from core.messages import ProblemError
from core.salesforce.http.client import Client
from core.salesforce.http.paging import pages_from
from core.salesforce.http.retry import Patience, persist
from core.salesforce.http.soql import can_be_asked_for, encoded, select, statements_in
from core.salesforce.people.people_rows import PeopleRows
from core.salesforce.people.reading import PeopleReader
from core.salesforce.values.answers import SURPRISES, unreadable_answer
from core.salesforce.values.describe import RecordsRead
from core.salesforce.values.errors import NO_SUCH_RESOURCE, CallFailedError, explain
from core.salesforce.values.record_id import to_18
from core.store.addresses import address_key, domain_spellings
from core.store.records import Snapshot
from core.store.types.records import RecordState

log = logging.getLogger(__name__)

MOST_IDS = 2_000
"""Records in one read of a collection."""

_TOLD = re.compile(r"(?:invalid ID field|malformed id|bad id|incorrect type)[:\s]+(\w{15,18})", re.IGNORECASE)
"""The ID that a refusal is about; the query that is repeated before holds the others as well."""

_SAMPLES = 200
"""Records among which one with an address is looked for; an encrypted one cannot be asked to be there."""

MOST_QUERIES = 5
"""Queries in one composite call."""


class Lookups:
    """Short reads with a client; passing faults are tried again, as `patience` says."""

    def __init__(self, client: Client, patience: Patience, reader: PeopleReader) -> None:
        """`reader` reads all of an object, where its people cannot be asked for by their addresses."""
        self._client = client
        self._patience = patience
        self._reader = reader
        self._minds_case: dict[str, bool] = {}

    def records(self, rows: PeopleRows, ids: Sequence[str]) -> RecordsRead:
        """The records with these IDs; see SalesforceOrg.look_up_records."""
        read = RecordsRead()
        wanted: dict[str, None] = {}
        for text in ids:
            try:
                wanted[to_18(text)] = None
            except ValueError:
                read.malformed[text] = explain("MALFORMED_ID")
        listed = list(wanted)
        for start in range(0, len(listed), MOST_IDS):
            self._isolating(partial(self._collection, rows), listed[start : start + MOST_IDS], read)
        left = [one for one in listed if one not in read.found and one not in read.malformed]
        self._isolating(partial(self._queried, rows), left, read)
        return read

    def _isolating(
        self, ask: Callable[[Sequence[str]], Iterable[Snapshot]], ids: Sequence[str], read: RecordsRead
    ) -> None:
        """Read these records, and find out which ID it is where Salesforce calls one of them malformed.

        One such ID refuses the whole call: the refusal mostly names it; where not, halves are asked for.
        """
        waiting = [ids]
        while waiting:
            part = waiting.pop()
            if not part:
                continue
            try:
                read.found.update((snapshot.id, snapshot) for snapshot in ask(part))
            except CallFailedError as refusal:
                problem = refusal.problem
                if problem.code != "MALFORMED_ID":
                    raise
                told = {text[:15] for text in _TOLD.findall(problem.detail)}
                named = [one for one in part if one[:15] in told] if len(part) > 1 else part
                read.malformed.update(dict.fromkeys(named, problem))
                if named:
                    waiting.append([one for one in part if one not in read.malformed])
                else:
                    waiting += [part[len(part) // 2 :], part[: len(part) // 2]]

    def people(self, rows: PeopleRows, emails: Sequence[str], *, gone: bool = False) -> list[Snapshot]:
        """The live records with these addresses; see SalesforceOrg.find_people."""
        wanted = {address_key(email): email.strip() for email in emails if email.strip()}
        askable = [address for address in wanted.values() if can_be_asked_for(address)]
        if len(askable) < len(wanted):
            # No Salesforce field can hold such a text, so nobody there has that address.
            log.info("%d texts that cannot be addresses were not asked for", len(wanted) - len(askable))
        if not askable:
            return []
        found = (
            self._asked_for(rows, askable, gone=gone) if self._answers_truly(rows) else self._among_all(rows)
        )
        # What counts as the same address is for this program to say, whatever else a server finds alike.
        alike = (snapshot for snapshot in found if address_key(snapshot.email) in wanted)
        return list({snapshot.id: snapshot for snapshot in alike}.values())

    def _asked_for(
        self, rows: PeopleRows, addresses: Sequence[str], *, gone: bool = False
    ) -> Iterator[Snapshot]:
        standing = rows.conditions if gone else rows.live_conditions
        head = select(rows.columns, rows.object, [*standing, f"{rows.address} IN"])
        spelt = chain.from_iterable(_spellings(address) for address in addresses)
        return self._queries(rows, statements_in(head, spelt), deleted=gone)

    def _among_all(self, rows: PeopleRows) -> Iterator[Snapshot]:
        """All live records, a page at a time, for an address that Salesforce cannot be asked for."""
        log.info("the addresses of %s cannot be asked for: all of its records are read", rows.object)
        for page in self._reader.pages(rows, None):
            yield from (one for one in page.snapshots if one.state is RecordState.ACTIVE)

    def _answers_truly(self, rows: PeopleRows) -> bool:
        """Whether a query by address finds all who have it, in whatever letter case.

        An encrypted address may be compared letter by letter, or not be found at all while the encryption is being
        changed; describe tells neither. So it is tried, with an address that is there.
        """
        if not rows.address_filterable:
            return False
        if not rows.address_encrypted:
            return True
        if rows.object not in self._minds_case:
            self._minds_case[rows.object] = self._tried_to_mind_case(rows)
        return not self._minds_case[rows.object]

    def _tried_to_mind_case(self, rows: PeopleRows) -> bool:
        some = select(rows.columns, rows.object, rows.live_conditions) + f" LIMIT {_SAMPLES}"
        told = [one for one in self._queries(rows, [some]) if one.email.swapcase() != one.email]
        sample = next((one for one in told if one.email.isascii() and can_be_asked_for(one.email)), None)
        if sample is None:
            return True
        head = select(rows.columns, rows.object, [*rows.live_conditions, f"{rows.address} IN"])
        asked = statements_in(head, [sample.email, sample.email.swapcase()], most=1)
        answers = [{one.id for one in self._queries(rows, [statement])} for statement in asked]
        return not all(sample.id in answer for answer in answers)

    def _queried(self, rows: PeopleRows, ids: Sequence[str]) -> list[Snapshot]:
        """By a query, which finds the deleted too."""
        head = select(rows.columns, rows.object, ["Id IN"])
        return list(self._queries(rows, statements_in(head, ids), deleted=True))

    def _collection(self, rows: PeopleRows, ids: Sequence[str]) -> list[Snapshot]:
        body = {"ids": ids, "fields": list(rows.columns)}
        try:
            answer = self._patiently(
                lambda: self._client.send("POST", f"composite/sobjects/{rows.object}", body)
            )
        except CallFailedError as refusal:
            if refusal.status not in NO_SUCH_RESOURCE:
                raise
            return []
        if not isinstance(answer, list):
            raise ProblemError(unreadable_answer())
        return _snapshots(rows, (row for row in answer if row is not None))

    def _queries(
        self, rows: PeopleRows, statements: Iterable[str], *, deleted: bool = False
    ) -> Iterator[Snapshot]:
        resource = "queryAll" if deleted else "query"
        waiting = iter(statements)
        while chunk := list(islice(waiting, MOST_QUERIES)):
            urls = [f"{resource}?q={encoded(soql)}" for soql in chunk]
            for answer in self._patiently(partial(self._all_or_raise, urls)):
                for page in pages_from(self._client, answer, self._patiently):
                    yield from _snapshots(rows, page["records"])

    def _all_or_raise(self, urls: Sequence[str]) -> list[Any]:
        answers = self._client.compose(urls)
        for answer in answers:
            if isinstance(answer, CallFailedError):
                raise answer
        return answers

    def _patiently(self, call: Callable[[], Any]) -> Any:
        return persist(call, self._patience, self._client.transport.wait)


def _spellings(address: str) -> list[str]:
    """The ways an address may be written in Salesforce, as far as its own comparing may not see they are one.

    Letter case of ASCII it does not mind; of other letters nothing is documented. An internationalised domain
    may be kept in either of its spellings.
    """
    spellings: dict[str, None] = {}
    for written in domain_spellings(address):
        if written.isascii():
            spellings[written] = None
            continue
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, written)
            spellings.update(dict.fromkeys((text, text.lower(), text.upper())))
    return list(spellings)


def _snapshots(rows: PeopleRows, records: Iterable[Any]) -> list[Snapshot]:
    try:
        return [rows.snapshot(row) for row in records if rows.is_person(row)]
    except SURPRISES:
        raise ProblemError(unreadable_answer()) from None
