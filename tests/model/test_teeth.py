"""The model has teeth: a program that is broken on purpose does not get past the oracle.

Each stand-in changes one thing on the way between program and org, or in the database; the same operations pass when
nothing is broken.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
import requests

from tests.model import line
from tests.model.driver import Bench, bench
from tests.model.here import DATABASE
from tests.model.line import unread
from tests.model.world import Operation, World

EMAIL_FIELD = "HasOptedOutOfEmail"
Contact = dict[str, Any]
Send = Callable[..., requests.Response]
Broken = Callable[[Send, requests.Session, requests.PreparedRequest, dict[str, Any]], requests.Response]

BASICS: list[Operation] = [
    ("create", {"record": "C1", "object": "Contact", "who": "ada"}),
    ("create", {"record": "C2", "object": "Contact", "who": "bob", "ticked": ("salesforce",)}),
    ("create", {"record": "C3", "object": "Contact", "who": "cyd"}),
    ("import_file", {"rows": [("cyd", None, "", "")]}),
    ("sync", {}),
    ("collect", {"who": "ada"}),
    ("push", {}),
    ("create", {"record": "C4", "object": "Contact", "who": "ada"}),
    ("sync", {}),
    ("wait", {}),
    ("sync", {}),
]


@pytest.fixture(scope="module")
def on() -> Iterator[Bench]:
    with bench() as made:
        yield made


@contextmanager
def standing_in(broken: Broken) -> Iterator[None]:
    """Every session of requests goes through this first, then the line."""
    installed = line.Line.installed

    @contextmanager
    def with_it(self: line.Line) -> Iterator[None]:
        with installed(self):
            honest = requests.Session.send

            def send(
                session: requests.Session, request: requests.PreparedRequest, **options: Any
            ) -> requests.Response:
                return broken(honest, session, request, options)

            requests.Session.send = send  # type: ignore[method-assign]
            try:
                yield
            finally:
                requests.Session.send = honest  # type: ignore[method-assign]

    line.Line.installed = with_it  # type: ignore[method-assign]
    try:
        yield
    finally:
        line.Line.installed = installed  # type: ignore[method-assign]


def _records(request: requests.PreparedRequest) -> list[dict[str, Any]]:
    if request.method != "PATCH" or "/composite/sobjects" not in str(request.path_url):
        return []
    found: list[dict[str, Any]] = json.loads(request.body or b"{}")["records"]
    return found


def _changed(request: requests.PreparedRequest, records: list[dict[str, Any]]) -> None:
    request.prepare_body(json.dumps({"allOrNone": False, "records": records}), None)
    request.headers["Content-Type"] = "application/json"


def drops_a_tick(
    honest: Send, session: requests.Session, request: requests.PreparedRequest, options: dict[str, Any]
) -> requests.Response:
    records = _records(request)
    if any(EMAIL_FIELD in one for one in records):
        return line.answer(
            request, 200, [{"id": one["id"], "success": True, "errors": []} for one in records]
        )
    return honest(session, request, **options)


def clears_a_box(
    honest: Send, session: requests.Session, request: requests.PreparedRequest, options: dict[str, Any]
) -> requests.Response:
    records = _records(request)
    if records:
        _changed(request, [*records[:-1], records[-1] | {EMAIL_FIELD: False}])
    return honest(session, request, **options)


def ticks_the_other_field(
    honest: Send, session: requests.Session, request: requests.PreparedRequest, options: dict[str, Any]
) -> requests.Response:
    records = _records(request)
    if records:
        other = "mkto_si__Marketo_Sales_Opt_Out__c"
        _changed(
            request, [{"attributes": one["attributes"], "id": one["id"], other: True} for one in records]
        )
    return honest(session, request, **options)


def ticks_somebody_else(
    honest: Send, session: requests.Session, request: requests.PreparedRequest, options: dict[str, Any]
) -> requests.Response:
    records = _records(request)
    if records:
        # The third Contact: that of cyd, who is not unsubscribed.
        _changed(request, [records[0] | {"id": "003Pr0000000003IAA"}])
    return honest(session, request, **options)


def sees_no_tick(
    honest: Send, session: requests.Session, request: requests.PreparedRequest, options: dict[str, Any]
) -> requests.Response:
    answer = honest(session, request, **options)
    if "/query" in str(request.path_url):
        answer._content = answer.content.replace(b'"HasOptedOutOfEmail":true', b'"HasOptedOutOfEmail":false')
    return unread(answer)


@pytest.mark.parametrize(
    ("broken", "rules"),
    [
        (drops_a_tick, {"push-incomplete"}),
        (clears_a_box, {"cleared"}),
        (ticks_the_other_field, {"wrong-field"}),
        (ticks_somebody_else, {"ticked-without-reason"}),
        (sees_no_tick, {"not-unsubscribed"}),
    ],
)
def test_a_program_that_is_broken_on_the_line_is_found_out(
    on: Bench, broken: Broken, rules: set[str]
) -> None:
    with standing_in(broken):
        found = on.fails(BASICS)
    assert found is not None
    assert found[0] in rules


def forgets(connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE person SET unsubscribed_at = NULL WHERE email_key = 'ada@example.com'")


def makes_up(connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE person SET unsubscribed_at = (SELECT max(unsubscribed_at) FROM person) "
        "WHERE email_key = 'cyd@example.com'"
    )


@pytest.mark.parametrize(
    ("meddle", "rule"), [(forgets, "unsubscribe-lost"), (makes_up, "unsubscribed-without-reason")]
)
def test_a_program_that_changes_people_for_no_reason_is_found_out(
    on: Bench, monkeypatch: pytest.MonkeyPatch, meddle: Callable[[sqlite3.Connection], None], rule: str
) -> None:
    honest = World.took_over

    def meddling(world: World, verb: str) -> None:
        """At the end of a push, while its act is still open."""
        honest(world, verb)
        if verb != "push":
            return
        with closing(sqlite3.connect(world.engines.data_dir / DATABASE)) as connection:
            meddle(connection)
            connection.commit()

    monkeypatch.setattr(World, "took_over", meddling)
    found = on.fails(BASICS)
    assert found is not None
    assert found[0] == rule


def test_the_same_operations_pass_where_nothing_is_broken(on: Bench) -> None:
    assert on.fails(BASICS) is None


def test_a_failing_example_is_made_as_short_as_it_gets(on: Bench) -> None:
    noise: list[Operation] = [("wait", {}), ("create", {"record": "L9", "object": "Lead", "who": "dan"})]
    with standing_in(sees_no_tick):
        failure = on.failure([*noise, *BASICS, *noise])
        assert failure is not None
        shortened = on.shortened(failure)
    assert [name for name, _ in shortened.operations] == ["create", "sync"]
    assert "bench.replay([" in shortened.printed()
