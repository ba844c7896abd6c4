"""Reading all people of an object, page by page, or those that changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from core.messages import ProblemError
from core.salesforce.http.client import Client
from core.salesforce.http.paging import Answer, pages_from
from core.salesforce.http.retry import Patience, persist
from core.salesforce.http.soql import moment, quoted, select
from core.salesforce.people.people_rows import PeopleRows, modified_at
from core.salesforce.values.answers import SURPRISES, unreadable_answer
from core.salesforce.values.describe import Page

log = logging.getLogger(__name__)

MOST_RESTARTS = 3
"""How often in a row a read begins anew without having come further."""

_LOST_PLACE = "INVALID_QUERY_LOCATOR"


class PeopleReader(Protocol):
    """A way of reading an object's people. Which one is best depends on how many there are."""

    def pages(self, rows: PeopleRows, since: datetime | None) -> Iterator[Page]:
        """All who are not deleted, or, with `since`, all who changed then or later, the deleted too."""
        ...


@dataclass(slots=True)
class _Place:
    """How far a read has come: the last record, and its stamp."""

    record_id: str = ""
    changed_at: datetime | None = None


class QueryReader:
    """Reads through the query resource, 2,000 records a page at most.

    A page that fails in passing is asked for again; a locator that has expired makes the read go on from
    the last record seen, so that some come twice.
    """

    def __init__(self, client: Client, patience: Patience) -> None:
        self._client = client
        self._patience = patience

    def pages(self, rows: PeopleRows, since: datetime | None) -> Iterator[Page]:
        """See PeopleReader."""
        place = _Place(changed_at=since)
        total: int | None = None
        server_time: datetime | None = None
        restarts = 0
        while True:
            came_from = (place.record_id, place.changed_at)
            try:
                deleted = since is not None or rows.deleted
                for answer, asked_at in self._answers(self._statement(rows, since, place), deleted):
                    total = answer.get("totalSize", len(answer["records"])) if total is None else total
                    server_time = asked_at if server_time is None else server_time
                    yield self._page(rows, answer, total, server_time, place)
            except ProblemError as trouble:
                if trouble.problem.code != _LOST_PLACE:
                    raise
                restarts = 0 if (place.record_id, place.changed_at) != came_from else restarts + 1
                if restarts > MOST_RESTARTS:
                    raise
                log.info(
                    "Salesforce has forgotten a query of %s; reading on from the last record", rows.object
                )
            else:
                return

    def _answers(self, soql: str, deleted: bool) -> Iterator[tuple[Answer, datetime]]:
        first = self._patiently(partial(self._client.query, soql, deleted=deleted))
        asked_at = self._client.server_time()
        for answer in pages_from(self._client, first, self._patiently):
            yield answer, asked_at

    def _patiently(self, call: Callable[[], Any]) -> Any:
        return persist(call, self._patience, self._client.transport.wait)

    @staticmethod
    def _statement(rows: PeopleRows, since: datetime | None, place: _Place) -> str:
        conditions = list(rows.conditions)
        if since is None:
            # In the order of Ids, so that a read can go on where it was interrupted.
            if place.record_id:
                conditions.append(f"Id > {quoted(place.record_id)}")
            return select(rows.columns, rows.object, conditions, "Id")
        conditions.append(f"SystemModstamp >= {moment(place.changed_at or since)}")
        return select(rows.columns, rows.object, conditions, "SystemModstamp, Id")

    @staticmethod
    def _page(rows: PeopleRows, answer: Answer, total: int, server_time: datetime, place: _Place) -> Page:
        records = answer["records"]
        try:
            snapshots = [rows.snapshot(row) for row in records]
            if records:
                place.record_id = snapshots[-1].id
                place.changed_at = modified_at(records[-1]) or place.changed_at
        except SURPRISES:
            raise ProblemError(unreadable_answer()) from None
        return Page(snapshots, total, server_time)
