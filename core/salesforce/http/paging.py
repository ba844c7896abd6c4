"""Lists that come page by page: the one place that decides whether, and where, to ask for the next page.

A server, or something between, that repeats a page or makes up new ones would be read for ever, and eat the calls
that the whole org has for the day; one that names another host would get the access token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, ProblemError, Scope, make_problem
from core.salesforce.http.client import Client
from core.salesforce.values.answers import unreadable_answer

Answer = Mapping[str, Any]
Patiently = Callable[[Callable[[], Any]], Any]
"""Makes a call, and makes it again when it failed in passing."""

MOST_EMPTY = 10
"""Pages without a row in a row."""


class Paging:
    """Watches over one list. `total` are the rows it has, None where nobody said."""

    def __init__(self, client: Client, total: object) -> None:
        self._client = client
        self._left = total if type(total) is int and total >= 0 else None
        self._seen: set[str] = set()
        self._empty = 0

    def count(self, rows: int) -> None:
        """A whole page has come; raises ProblemError when there are more rows than the list has."""
        self._empty = 0 if rows else self._empty + 1
        if self._left is not None:
            self._left -= rows
            if self._left < 0:
                raise ProblemError(without_end())

    def go_on(self, locator: str) -> None:
        """Before the page at `locator` is asked for; raises ProblemError where that leads round and round.

        Whoever watches over the calls of the day is asked as well, and may raise.
        """
        if locator in self._seen or self._empty >= MOST_EMPTY:
            raise ProblemError(without_end())
        self._seen.add(locator)
        self._client.before_next_page()


def pages_from(client: Client, first: Any, patiently: Patiently) -> Iterator[Answer]:
    """All pages of a query, of which `first` has come; each has its rows in `records`. Raises ProblemError."""
    answer = as_page(first)
    paging = Paging(client, answer.get("totalSize"))
    while True:
        paging.count(len(answer["records"]))
        yield answer
        if answer.get("done", True):
            return
        following = answer["nextRecordsUrl"]
        paging.go_on(following)
        answer = as_page(patiently(partial(client.query_more, following)))


def as_page(answer: Any) -> Answer:
    """A page of a query; raises ProblemError for anything else."""
    if (
        not isinstance(answer, dict)
        or not isinstance(answer.get("records"), list)
        or type(answer.get("totalSize", 0)) is not int
        or answer.get("totalSize", 0) < 0
        or not isinstance(answer.get("done", True), bool)
        or (answer.get("done") is False and not isinstance(answer.get("nextRecordsUrl"), str))
        # It does not say that it is the last one, and names another.
        or ("done" not in answer and answer.get("nextRecordsUrl") is not None)
    ):
        raise ProblemError(unreadable_answer())
    return answer


def without_end() -> Problem:
    """A list does not come to its end."""
    return make_problem(
        "LIST_WITHOUT_END",
        Category.OTHER,
        NOOP("core", "A list that Salesforce sends page by page does not come to its end."),
        NOOP(
            "core",
            "Check the proxy, then try again; if it persists, report it to the makers of this program.",
        ),
        scope=Scope.CALL,
    )
