"""Servers that are like Salesforce in what matters and unlike it in what does not, and those that are not."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.messages import Category, ProblemError
from core.salesforce.clearing import clear_opt_outs
from core.salesforce.http.retry import Patience
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.people.people_rows import modified_at
from core.salesforce.values.describe import FieldAccess, ObjectSchema, OrgSchema
from core.salesforce.values.errors import CallFailedError
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org
from tests.helpers.other_server import VERSION, OtherServer

FIRST, SECOND, LOCKED = "003000000000001AAA", "003000000000002AAA", "003000000000003AAA"
ONCE = Patience(tries=1)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[OtherServer]:
    with OtherServer(tmp_path) as server:
        server.people = {
            FIRST: {"Id": FIRST, "Email": "A@example.com", "HasOptedOutOfEmail": True, "X__c": False},
            SECOND: {"Id": SECOND, "Email": None, "HasOptedOutOfEmail": False, "X__c": None},
            LOCKED: {
                "Id": LOCKED[:15],
                "Email": "c@example.com",
                "HasOptedOutOfEmail": False,
                "locked": True,
            },
        }
        yield server


@pytest.fixture
def org(other: OtherServer) -> Iterator[SalesforceOrg]:
    with connected(other) as client:
        yield client


def connected(other: OtherServer, **more: Any) -> SalesforceOrg:
    options = {"api_version": VERSION, "patience": ONCE, "short_patience": ONCE} | more
    return SalesforceOrg(other.url, HandedInToken("token"), ca_file=other.ca_file, **options)


@pytest.mark.parametrize(
    "describe",
    [
        {"fields": [None, 5, {"name": ["HasOptedOutOfEmail"]}, {"name": None}]},
        {"fields": [{"name": "HasOptedOutOfEmail", "label": {"en": "x"}, "updateable": "no"}]},
        {"fields": [{"name": "X__c", "type": ["boolean"], "label": 7}], "updateable": []},
        {"fields": []},
        {"fields": "none"},
        [],
        None,
    ],
    ids=str,
)
def test_an_odd_describe_is_understood_as_far_as_it_goes_or_refused(
    describe: Any, other: OtherServer, org: SalesforceOrg
) -> None:
    answers = [
        {"records": [{"Id": "00D000000000001", "Name": ["odd"]}]},
        describe, describe, {"fields": []},
    ]  # fmt: skip
    gone = (404, {}, b"[]")
    other.replies = [
        gone,
        gone,
        *((200, {"Content-Type": "application/json"}, json.dumps(a).encode()) for a in answers),
    ]
    try:
        shape = org.describe()
    except ProblemError as refusal:
        assert refusal.problem.code == "UNREADABLE_ANSWER"  # noqa: PT017
    else:
        assert shape.org.name == ""
        assert all(one.name for found in shape.objects.values() for one in found.candidates)


def test_a_server_without_composite_userinfo_and_most_keys_is_understood(
    other: OtherServer, org: SalesforceOrg
) -> None:
    shape = org.describe()
    assert (shape.org.id, shape.org.name, shape.org.username) == ("00D000000000001EAA", "Another", "")
    assert set(shape.objects) == {"Contact", "Lead"}
    contact = shape.objects["Contact"]
    assert contact.field(OptOutField.SALESFORCE) == FieldAccess(
        "HasOptedOutOfEmail", "HasOptedOutOfEmail", True
    )
    assert contact.field(OptOutField.MARKETO_SALES) == FieldAccess("X__c", "Marketo  sales opt out", True)
    assert org.usage is None


def test_composite_is_not_tried_again_where_it_is_missing(other: OtherServer, org: SalesforceOrg) -> None:
    org.describe()
    org.describe()
    assert sum(line.endswith("/composite") for line in other.seen) == 1


def test_a_version_that_the_server_does_not_speak_is_exchanged_for_the_newest_both_do(
    other: OtherServer,
) -> None:
    with connected(other, api_version="66.0") as org:
        assert org.describe().org.api_version == VERSION
        assert org.describe().org.api_version == VERSION


def test_the_version_is_settled_before_anything_is_asked_for_in_vain(other: OtherServer) -> None:
    with connected(other, api_version="66.0") as org:
        org.describe()
    assert sum("/v66.0/" in line for line in other.seen) == 1


def test_what_one_client_learned_of_the_version_serves_the_others(other: OtherServer) -> None:
    with connected(other, api_version="66.0") as one:
        shape = one.describe()
    verbs: list[Callable[[SalesforceOrg], object]] = [
        lambda org: org.set_opt_outs([(SECOND, "Contact")], OptOutField.SALESFORCE, shape)[0].problem is None,
        lambda org: (
            clear_opt_outs(org, [(SECOND, "Contact")], OptOutField.SALESFORCE, shape)[0].problem is None
        ),
        lambda org: org.find_people("Contact", shape, ["a@example.com"]),
        lambda org: org.read_records("Contact", shape, [FIRST]),
        lambda org: next(org.read_people("Contact", shape)).snapshots,
    ]
    for verb in verbs:
        with connected(other, api_version="66.0") as another:
            assert verb(another)


def test_people_are_read_without_stamps_totals_and_the_servers_clock(org: SalesforceOrg) -> None:
    before = datetime.now(UTC)
    [page] = list(org.read_people("Contact", org.describe()))
    assert [(p.id, p.email, *p.boxes) for p in page.snapshots] == [
        (FIRST, "A@example.com", True, False),
        (SECOND, "", False, None),
        (LOCKED, "c@example.com", False, None),
    ]
    assert page.total == 3
    # Where a server does not tell the time, this computer's is taken, well before now.
    assert page.server_time <= before - timedelta(minutes=5)


def test_records_are_looked_up_without_collections(org: SalesforceOrg) -> None:
    shape = org.describe()
    assert org.read_records("Contact", shape, [FIRST])[FIRST].ticked(OptOutField.SALESFORCE) is True
    assert [person.id for person in org.find_people("Contact", shape, ["a@EXAMPLE.com"])] == [FIRST]


def test_opt_outs_are_saved_one_by_one_without_collections(other: OtherServer, org: SalesforceOrg) -> None:
    shape = org.describe()
    records = [(SECOND, "Contact"), (LOCKED, "Contact"), ("003000000000009AAA", "Contact")]
    answers = org.set_opt_outs(records, OptOutField.SALESFORCE, shape)
    assert [answer.problem and answer.problem.code for answer in answers] == [
        None,
        "UNABLE_TO_LOCK_ROW",
        "NOT_FOUND",
    ]
    assert other.people[SECOND]["HasOptedOutOfEmail"] is True


def test_a_trouble_of_the_whole_org_ends_the_saving_one_by_one(
    other: OtherServer, org: SalesforceOrg
) -> None:
    for status, body, code in (
        (503, b"", "SERVER_UNAVAILABLE"),
        (403, b'[{"errorCode": "REQUEST_LIMIT_EXCEEDED", "message": "Total"}]', "REQUEST_LIMIT_EXCEEDED"),
    ):
        other.replies = [(404, {}, b""), (status, {}, body)]
        with pytest.raises(ProblemError) as caught:
            tick(org, FIRST, SECOND)
        assert caught.value.problem.code == code
    refused = b'[{"errorCode": "INSUFFICIENT_ACCESS_OR_READONLY", "message": "no"}]'
    other.replies = [(404, {}, b""), (403, {}, refused), (204, {}, b"")]
    assert tick(org, FIRST, SECOND) == ["INSUFFICIENT_ACCESS_OR_READONLY", None]


def test_a_part_that_composite_refuses_in_its_own_way_is_asked_for_alone(
    other: OtherServer, org: SalesforceOrg
) -> None:
    refusal = b'{"httpStatusCode": 400, "body": [{"errorCode": "NOT_IN_COMPOSITE", "message": "x"}]}'
    other.replies = [(200, {}, b'{"compositeResponse": [' + b", ".join([refusal] * 4) + b"]}")]
    assert set(org.describe().objects) == {"Contact", "Lead"}


# connections


def test_a_connection_is_kept_between_calls(other: OtherServer, org: SalesforceOrg) -> None:
    for _ in range(3):
        org.describe()
    assert other.connections == 1


def test_a_connection_that_the_server_ended_meanwhile_is_not_used(
    other: OtherServer, org: SalesforceOrg
) -> None:
    other.hangs_up = True
    other.replies = [(200, {"Connection": "close"}, b'{"records": []}')] * 3
    for _ in range(3):
        list(org.read_people("Contact", SHAPE))
    assert other.connections == 3


def test_a_connection_that_was_idle_for_long_is_not_used(
    other: OtherServer, org: SalesforceOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    org.describe()
    later = time.monotonic() + 3600
    monkeypatch.setattr(time, "monotonic", lambda: later)
    org.describe()
    assert other.connections == 2


# what is strict


BOX = FieldAccess("HasOptedOutOfEmail", "", True)
SHAPE = OrgSchema(
    org=Org("00D000000000001EAA", "Another", "https://127.0.0.1", False, False, "", VERSION),
    objects={
        "Contact": ObjectSchema(
            "Contact", True, {OptOutField.SALESFORCE: FieldAccess("HasOptedOutOfEmail", "", True)}
        )
    },
)


def tick(org: SalesforceOrg, *ids: str) -> list[str | None]:
    answers = org.set_opt_outs([(i, "Contact") for i in ids], OptOutField.SALESFORCE, SHAPE)
    return [answer.problem and answer.problem.code for answer in answers]


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Please sign in to the hotel network</html>",
        b"",
        b"5",
        b"null",
        b'"text"',
        b"[]",
        b'{"success": true}',
        b'[{"success": true, "id": "003000000000001AAA", "errors": []}]',
        b'[{"success": true}, null]',
        b'[{"success": true, "id": "003000000000002AAA"}, {"success": true, "id": "003000000000001AAA"}]',
        b'[{"success": true}, {"success": true}',
        b"\xff\xfe",
    ],
)
def test_an_answer_that_is_none_is_never_taken_for_saved(
    other: OtherServer, org: SalesforceOrg, body: bytes
) -> None:
    other.replies = [(200, {}, body)]
    with pytest.raises(ProblemError) as caught:
        tick(org, FIRST, SECOND)
    assert caught.value.problem.code == "UNREADABLE_ANSWER"
    assert caught.value.problem.retry


def test_only_success_is_success(other: OtherServer, org: SalesforceOrg) -> None:
    other.replies = [
        (
            200,
            {},
            b'[{"success": "true"}, {"id": "x"}, {"success": false, "errors": "odd"},'
            b' {"success": true, "id": "003000000000004"}]',
        )
    ]
    ids = [FIRST, SECOND, LOCKED, "003000000000004AAA"]
    with pytest.raises(ProblemError):
        tick(org, *ids)
    other.replies = [
        (
            200,
            {},
            b'[{"success": "true"}, {}, {"success": false, "errors": [{"message": "why"}, 3]},'
            b' {"success": true, "id": "003000000000004"}]',
        )
    ]
    assert tick(org, *ids) == ["UNKNOWN_EXCEPTION", "UNKNOWN_EXCEPTION", "UNKNOWN_EXCEPTION", None]


@pytest.mark.parametrize(
    ("status", "headers", "body", "code", "retry"),
    [
        (503, {}, b"<html>maintenance</html>", "SERVER_UNAVAILABLE", True),
        (502, {}, b"", "SERVER_UNAVAILABLE", True),
        (429, {}, b"slow down", "SERVER_UNAVAILABLE", True),
        (420, {}, b"", "SERVER_UNAVAILABLE", True),
        (500, {}, b"{}", "SERVER_UNAVAILABLE", True),
        (403, {}, b"<html>blocked by your company</html>", "UNREADABLE_ANSWER", True),
        (400, {}, b"[]", "UNREADABLE_ANSWER", True),
        (401, {}, b"<html>", "INVALID_SESSION_ID", False),
        (401, {}, b'{"error": "invalid_token"}', "INVALID_SESSION_ID", False),
        (400, {}, b'{"errorCode": "JSON_PARSER_ERROR", "message": "x"}', "JSON_PARSER_ERROR", False),
        (400, {}, b'{"error": "invalid_client_id"}', "invalid_client_id", False),
        (302, {"Location": "https://new.my.salesforce.com/x"}, b"", "ORG_MOVED", False),
        (301, {"Location": "/relative"}, b"", "ORG_MOVED", False),
        (300, {}, b'["a", "b"]', "UNREADABLE_ANSWER", True),
    ],
)  # fmt: skip
def test_a_refusal_in_any_form_is_understood(
    other: OtherServer,
    org: SalesforceOrg,
    status: int,
    headers: dict[str, str],
    body: bytes,
    code: str,
    retry: bool,
) -> None:
    other.replies = [(status, headers, body)] * 2
    with pytest.raises(ProblemError) as caught:
        tick(org, FIRST)
    assert (caught.value.problem.code, caught.value.problem.retry) == (code, retry)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("0", 0.0), ("", None), ("soon", None), ("-3", None), ("99999", 99999.0)],
)
def test_when_to_come_again_is_known_where_the_server_says_it(
    other: OtherServer, org: SalesforceOrg, header: str, seconds: float | None
) -> None:
    other.replies = [(503, {"Retry-After": header}, b"")]
    with pytest.raises(CallFailedError) as caught:
        tick(org, FIRST)
    assert caught.value.retry_after == seconds


def test_when_to_come_again_may_be_a_time_of_day(other: OtherServer, org: SalesforceOrg) -> None:
    dates = {"Date": "Tue, 24 Nov 2026 08:00:00 GMT", "Retry-After": "Tue, 24 Nov 2026 08:00:30 GMT"}
    other.replies = [(503, dates, b"")]
    with pytest.raises(CallFailedError) as caught:
        tick(org, FIRST)
    assert caught.value.retry_after == 30


@pytest.mark.parametrize(
    "body",
    [
        b'{"records": [{"Id": "nonsense"}]}',
        b'{"records": [{"Email": "a@b.c"}]}',
        b'{"records": [7]}',
        b'{"records": {}}',
        b'{"records": [], "done": false}',
        b'{"records": [], "done": "no"}',
        b'{"records": [{"Id": "003000000000001", "SystemModstamp": "yesterday"}]}',
        b"[]",
    ],
)
def test_a_page_that_is_none_ends_a_read(other: OtherServer, org: SalesforceOrg, body: bytes) -> None:
    other.replies = [(200, {}, body)]
    with pytest.raises(ProblemError) as caught:
        list(org.read_people("Contact", SHAPE))
    assert caught.value.problem.code == "UNREADABLE_ANSWER"


@pytest.mark.parametrize(
    "stamp", ["2026-11-23T10:00:00.000+0000", "2026-11-23T10:00:00Z", "2026-11-23T12:00:00.000+02:00"]
)
def test_a_stamp_may_be_written_in_any_way(stamp: str) -> None:
    assert modified_at({"SystemModstamp": stamp}) == datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_a_server_that_is_no_salesforce_at_all_is_said_to_be_none(
    other: OtherServer, org: SalesforceOrg
) -> None:
    other.replies = [(404, {}, b"<html>not found</html>")] * 20
    with pytest.raises(ProblemError) as caught:
        org.describe()
    assert caught.value.problem.code == "UNREADABLE_ANSWER"
    assert caught.value.problem.category is Category.INTERMITTENT
    assert "404" in caught.value.problem.english()
