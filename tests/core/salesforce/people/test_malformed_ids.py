"""One ID that Salesforce calls malformed hinders no other: it is found, named, and the rest is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from core.messages import ProblemError, Scope
from core.salesforce.http.retry import Patience
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import FieldAccess, ObjectSchema, OrgSchema
from core.salesforce.values.errors import CallFailedError, explain, explain_answer
from core.salesforce.values.record_id import to_18
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org
from tests.core.salesforce.conftest import Connect
from tests.helpers.other_server import VERSION, OtherServer, Reply
from tests.helpers.practice import PracticeOrg

BOX = FieldAccess("HasOptedOutOfEmail", "Email Opt Out", True)
ONCE = Patience(tries=1)


class Strict(OtherServer):
    """Refuses every read and query in which one of `bad` stands; `names_it` says whether the refusal says which."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.bad: set[str] = set()
        self.names_it = True
        self.code = "MALFORMED_ID"
        self.reads = 0

    def reply(self, method: str, target: str, body: bytes) -> Reply:
        parts = urlsplit(target)
        resource = parts.path.removeprefix(f"/services/data/v{VERSION}/")
        if method == "POST" and resource == "composite/sobjects/Contact":
            self.reads += 1
            ids = json.loads(body)["ids"]
            return self._refusal(ids) or answer([self.people.get(one) for one in ids])
        if method == "GET" and resource.rstrip("/") == "queryAll":
            self.reads += 1
            text = parse_qs(parts.query)["q"][0]
            ids = [one for one in (*self.people, *self.bad) if one in text]
            # As Salesforce points at it: below the query, which holds all the other IDs.
            return self._refusal(ids, f"\n{text}\n     ^\nERROR at Row:1:Column:50\n") or answer(
                {"records": [self.people[one] for one in ids], "done": True}
            )
        return super().reply(method, target, body)

    def _refusal(self, ids: list[str], before: str = "") -> Reply | None:
        wrong = next((one for one in ids if one in self.bad), None)
        if wrong is None:
            return None
        message = f"invalid ID field: {wrong}" if self.names_it else "invalid ID field"
        return answer([{"errorCode": self.code, "message": before + message}], 400)


def answer(content: object, status: int = 200) -> Reply:
    return status, {"Content-Type": "application/json"}, json.dumps(content).encode()


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Strict]:
    with Strict(tmp_path) as server:
        yield server


@pytest.fixture
def org_of_strict(strict: Strict) -> Iterator[SalesforceOrg]:
    with SalesforceOrg(
        strict.url,
        HandedInToken("token"),
        ca_file=strict.ca_file,
        api_version=VERSION,
        patience=ONCE,
        short_patience=ONCE,
    ) as client:
        yield client


SHAPE = OrgSchema(
    Org("00D", "Acme", "", False, False, "ada", VERSION),
    {"Contact": ObjectSchema("Contact", True, {OptOutField.SALESFORCE: BOX})},
)


@pytest.mark.parametrize("names_it", [True, False])
@pytest.mark.parametrize("code", ["MALFORMED_ID", "INVALID_ID_FIELD", "INVALID_QUERY_FILTER_OPERATOR"])
def test_an_id_that_salesforce_calls_malformed_is_named_and_the_others_are_read(
    strict: Strict, org_of_strict: SalesforceOrg, names_it: bool, code: str
) -> None:
    good = [to_18(f"003{number:012}") for number in range(40)]
    bad = [to_18("003Pr0000000abc"), to_18("003Pr0000000xyz")]
    gone = to_18("003999999999999")
    strict.people = {one: {"Id": one, "Email": "a@example.com"} for one in good}
    strict.bad = set(bad)
    strict.names_it, strict.code = names_it, code
    read = org_of_strict.look_up_records("Contact", SHAPE, [*good[:20], bad[0], *good[20:], gone, bad[1]])
    assert list(read.found) == good
    assert set(read.malformed) == set(bad)
    assert {problem.code for problem in read.malformed.values()} == {"MALFORMED_ID"}
    assert gone not in read.found
    assert strict.reads <= (4 if names_it else 26)


def test_only_the_last_of_many_queries_points_at_the_id_that_is_wrong(
    strict: Strict, org_of_strict: SalesforceOrg
) -> None:
    """Without collections all goes by queries, whose refusals repeat every ID that was asked for."""
    good = [to_18(f"003{number:012}") for number in range(10)]
    bad = to_18("003Pr0000000abc")
    strict.bad = {bad}
    strict.code = "INVALID_QUERY_FILTER_OPERATOR"
    read = org_of_strict.look_up_records("Contact", SHAPE, [*good, bad])
    assert set(read.malformed) == {bad}


def test_what_is_no_id_is_told_apart_from_an_id_that_nobody_has(
    practice: PracticeOrg, connect: Connect
) -> None:
    org = connect()
    shape = org.describe()
    live = practice.query("SELECT Id FROM Contact LIMIT 1")[0]["Id"]
    read = org.look_up_records("Contact", shape, [live, "003Pr0000000001IAB", "not an id", "003Pr0000zzzzzz"])
    assert list(read.found) == [live]
    assert set(read.malformed) == {"003Pr0000000001IAB", "not an id"}


def test_a_query_that_a_malformed_id_refuses_in_the_practice_org_is_about_that_record(
    connect: Connect,
) -> None:
    org = connect()
    org.describe()
    with pytest.raises(CallFailedError) as caught:
        org.client.query("SELECT Id FROM Contact WHERE Id IN ('003Pr0000000001IAB')")
    assert (caught.value.problem.code, caught.value.problem.scope) == ("MALFORMED_ID", Scope.RECORD)


def test_another_refusal_is_not_taken_for_one_of_an_id(strict: Strict, org_of_strict: SalesforceOrg) -> None:
    strict.bad = {to_18("003Pr0000000abc")}
    strict.code = "INVALID_FIELD"
    with pytest.raises(ProblemError) as caught:
        org_of_strict.look_up_records("Contact", SHAPE, ["003Pr0000000abc", "003Pr0000000xyz"])
    assert caught.value.problem.code == "INVALID_FIELD"
    assert strict.reads == 1


def test_a_mistyped_id_is_refused_before_it_is_sent(practice: PracticeOrg, connect: Connect) -> None:
    org = connect()
    shape = org.describe()
    before = org.calls
    answers = org.set_opt_outs([("003Pr0000000001IAB", "Contact")], OptOutField.SALESFORCE, shape)
    assert [one.problem and one.problem.code for one in answers] == ["MALFORMED_ID"]
    assert org.calls == before


def test_an_id_that_never_was_is_unknown_and_not_deleted() -> None:
    for code in ("INVALID_CROSS_REFERENCE_KEY", "NOT_FOUND"):
        assert "deleted" not in explain(code).english()
        assert "knows no record" in explain(code).english()
    assert "not a valid ID" in explain_answer(400, [{"errorCode": "INVALID_ID_FIELD"}]).english()
