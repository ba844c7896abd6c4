"""Answers that Salesforce does not give: each is one problem, which says what came instead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.messages import ProblemError
from core.salesforce.http.retry import Patience
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.answers import json_in
from core.salesforce.values.describe import FieldAccess, ObjectSchema, OrgSchema, Page
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org
from tests.helpers.other_server import VERSION, OtherServer

ONCE = Patience(tries=1, first_wait=0)
SHAPE = OrgSchema(
    Org("00D000000000001AAA", "Another", "", False, False, "", VERSION),
    {
        "Contact": ObjectSchema(
            "Contact", True, {OptOutField.SALESFORCE: FieldAccess("HasOptedOutOfEmail", "", True)}
        )
    },
)
ROW = {
    "Id": "003000000000001AAA",
    "Name": "Ann",
    "Email": "ann@example.com",
    "HasOptedOutOfEmail": False,
    "IsDeleted": False,
    "MasterRecordId": None,
    "SystemModstamp": "2026-01-01T00:00:00.000+0000",
}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OtherServer]:
    with OtherServer(tmp_path) as running:
        yield running


@pytest.fixture
def org(server: OtherServer) -> Iterator[SalesforceOrg]:
    with SalesforceOrg(
        server.url,
        HandedInToken("t"),
        ca_file=server.ca_file,
        api_version=VERSION,
        patience=ONCE,
        short_patience=ONCE,
    ) as opened:
        yield opened


def read(server: OtherServer, org: SalesforceOrg, body: Any) -> list[Page]:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    server.replies.append((200, {"Content-Type": "application/json"}, text))
    return list(org.read_people("Contact", SHAPE))


def page(**row: Any) -> dict[str, Any]:
    return {"totalSize": 1, "done": True, "records": [ROW | row]}


def test_a_page_as_salesforce_sends_it_is_understood(server: OtherServer, org: SalesforceOrg) -> None:
    [found] = read(server, org, page())
    assert (found.total, found.snapshots[0].email) == (1, "ann@example.com")


@pytest.mark.parametrize(
    "body",
    [
        page(Email=5),
        page(Email=["ann@example.com"]),
        page(Email="x" * 1_000_000),
        page(Name={"first": "Ann"}),
        page(Id=None),
        page(Id=3),
        page(HasOptedOutOfEmail="true"),
        page(HasOptedOutOfEmail=1),
        page(IsDeleted="false"),
        page(MasterRecordId=7),
        page(SystemModstamp=5),
        page(SystemModstamp="9999-12-31T23:59:59-12:00"),
        {**page(), "totalSize": "5"},
        {**page(), "totalSize": -1},
        {**page(), "totalSize": 1.5},
        {**page(), "done": "false"},
        {**page(), "done": False},
        {"totalSize": 1, "records": [ROW], "nextRecordsUrl": "/services/data/v58.0/query/01g-2000"},
        {**page(), "records": {"0": ROW}},
        {**page(), "records": [None]},
        [page()],
        5,
        None,
        b"{",
        b"",
        b"<html>guest network</html>",
        b'{"totalSize": Infinity, "done": true, "records": []}',
        b'{"totalSize": ' + b"9" * 5_000 + b', "done": true, "records": []}',
    ],
)
def test_a_page_of_another_shape_is_one_problem(server: OtherServer, org: SalesforceOrg, body: Any) -> None:
    with pytest.raises(ProblemError) as caught:
        read(server, org, body)
    problem = caught.value.problem
    assert problem.code == "UNREADABLE_ANSWER"
    assert "HTTP status 200" in problem.english()
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    assert problem.detail == text[:300].decode()


@pytest.mark.parametrize(
    "limits",
    [
        b'{"DailyApiRequests":{"Max":Infinity,"Remaining":1}}',
        b'{"DailyApiRequests":{"Max":1e999,"Remaining":1}}',
        b'{"DailyApiRequests":{"Max":"10","Remaining":1}}',
        b'{"DailyApiRequests":{"Max":NaN,"Remaining":NaN}}',
        b'{"DailyApiRequests":5}',
        b"[]",
    ],
)
def test_limits_that_are_none_are_one_problem(server: OtherServer, org: SalesforceOrg, limits: bytes) -> None:
    server.replies.append((200, {"Content-Type": "application/json"}, limits))
    with pytest.raises(ProblemError) as caught:
        org.ask_usage()
    assert caught.value.problem.code == "UNREADABLE_ANSWER"


def test_the_status_that_is_told_is_the_one_that_was_answered(
    server: OtherServer, org: SalesforceOrg
) -> None:
    for status in (200, 202, 204):
        server.replies.append((status, {}, b""))
        with pytest.raises(ProblemError) as caught:
            org.set_opt_outs([("003000000000001AAA", "Contact")], OptOutField.SALESFORCE, SHAPE)
        assert f"HTTP status {status}" in caught.value.problem.english()


def test_half_an_emoji_does_not_keep_a_record_from_being_read(
    server: OtherServer, org: SalesforceOrg
) -> None:
    [found] = read(server, org, page(Name="Ann \ud83d"))
    assert found.snapshots[0].name == "Ann \ufffd"
    [found] = read(server, org, page(Name="Ann \U0001f600"))
    assert found.snapshots[0].name == "Ann \U0001f600"


def test_what_lies_as_deep_as_anything_in_salesforce_is_read() -> None:
    body = b'{"a":' * 60 + b"1" + b"}" * 60
    assert json_in(body, body.decode())["a"]["a"]
