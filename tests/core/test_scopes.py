"""How far a problem reaches is said where it is made, and everything that has to wait follows from that."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.connection.problems import another_org, not_connected
from core.connection.state import Connection, ConnectionState
from core.connection.state_rules import verdict
from core.messages import Category, Message, Problem, Scope
from core.salesforce.values import errors
from core.salesforce.values.answers import unreadable_answer
from core.salesforce.values.catalogue import APEX_LIMIT, CATALOGUE, NOT_OFFERED, SAME_AS
from core.salesforce.values.oauth_errors import VARIANTS
from core.salesforce.values.proxy_problems import proxy_answered, proxy_not_understood
from core.store.types.orgs import Org
from core.sync.sending.refusals import stops_everything

ROOT = Path(__file__).parents[2]
OTHER = Org("00D2", "Other", "https://other.example", False, False, "ada", "66.0")


def problems_made() -> Iterator[tuple[str, ast.Call]]:
    for folder in ("core", "gui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Problem", "make_problem"):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_problem_says_how_far_it_reaches_where_it_is_made() -> None:
    made = list(problems_made())
    assert len(made) > 50
    silent = [place for place, call in made if "scope" not in {keyword.arg for keyword in call.keywords}]
    assert silent == []


def test_a_problem_cannot_be_made_without_saying_how_far_it_reaches() -> None:
    with pytest.raises(TypeError, match="scope"):
        Problem("X", Category.OTHER, Message("It broke."), Message(""))  # type: ignore[call-arg]


def test_every_code_of_salesforce_has_a_scope() -> None:
    for code in errors.codes():
        known = CATALOGUE.get(SAME_AS.get(code, code))
        expected = known[0] if known is not None else Scope.ORG
        assert errors.explain(code).scope is expected, code


def test_a_sign_in_that_is_refused_is_trouble_of_the_way_in_and_a_busy_one_of_the_org() -> None:
    for error, variants in VARIANTS.items():
        for _, signs, words in variants:
            problem = errors.explain_oauth(error, signs[0] if signs else "")
            assert problem.scope is (Scope.ORG if words[3] else Scope.CONNECTION), error


@pytest.mark.parametrize(
    ("problem", "scope"),
    [
        (errors.explain("FIELD_CUSTOM_VALIDATION_EXCEPTION"), Scope.RECORD),
        (errors.explain("A_RULE_OF_NEXT_YEAR"), Scope.RECORD),
        (errors.explain_answer(400, [{"errorCode": "A_RULE_OF_NEXT_YEAR", "message": "no"}]), Scope.CALL),
        (errors.explain_answer(400, [{"errorCode": "MALFORMED_ID", "message": "bad id 1"}]), Scope.RECORD),
        (errors.explain_answer(413, "<html>Request Entity Too Large"), Scope.CALL),
        (errors.explain_answer(414, "URI Too Long"), Scope.CALL),
        (errors.explain_answer(431, ""), Scope.CALL),
        (errors.explain_answer(503, "<html>"), Scope.ORG),
        (errors.explain_answer(500, [{"errorCode": "UNKNOWN_EXCEPTION", "message": "12-34"}]), Scope.CALL),
        (errors.explain("EXCEEDED_ID_LIMIT"), Scope.CALL),
        (errors.timed_out(), Scope.CALL),
        (errors.explain("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."), Scope.ORG),
        (errors.explain("REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn"), Scope.ORG),
        (errors.explain("API_DISABLED_FOR_USER"), Scope.ORG),
        (errors.explain("STORAGE_LIMIT_EXCEEDED"), Scope.ORG),
        (errors.offline(), Scope.CONNECTION),
        (proxy_answered(407, "proxy:8080", ""), Scope.CONNECTION),
        (proxy_answered(403, "proxy:8080", ""), Scope.CONNECTION),
        (errors.unusable_ca_file("ca.pem", ""), Scope.CONNECTION),
        (not_connected(), Scope.CONNECTION),
        (another_org(OTHER, OTHER), Scope.CONNECTION),
    ],
)
def test_how_far_a_problem_reaches(problem: Problem, scope: Scope) -> None:
    assert problem.scope is scope
    assert stops_everything(problem) is (scope in (Scope.CONNECTION, Scope.ORG))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
            "ContactTrigger: System.LimitException: Too many SOQL queries: 101",
        ),
        (
            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
            "T: execution of AfterUpdate\n\ncaused by: System.LimitException: Apex CPU time limit exceeded",
        ),
        (
            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
            "T: System.LimitException: Apex heap size too large: 6000001",
        ),
        ("CANNOT_EXECUTE_FLOW_TRIGGER", "This error occurred: Too many DML statements: 151"),
        ("UNKNOWN_EXCEPTION", "T: System.LimitException: Too many query rows: 50001"),
        ("APEX_ERROR", "System.LimitException: Too many callouts: 101"),
        (
            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
            "Too many retries of batch save in the presence of Apex triggers",
        ),
    ],
)
def test_a_limit_that_the_records_of_a_save_exceed_together_is_known_by_its_text(
    code: str, text: str
) -> None:
    for problem in (
        errors.explain(code, text),
        errors.explain_record([{"statusCode": code, "message": text, "fields": []}]),
        errors.explain_answer(400, [{"errorCode": code, "message": text}]),
    ):
        assert (problem.code, problem.scope, problem.retry) == (APEX_LIMIT, Scope.CALL, True)
        assert problem.detail == text


def test_the_words_of_a_validation_rule_are_its_own_whatever_they_are() -> None:
    problem = errors.explain("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Too many DML lists for this Contact")
    assert (problem.code, problem.scope) == ("FIELD_CUSTOM_VALIDATION_EXCEPTION", Scope.RECORD)


@pytest.mark.parametrize(
    "problem",
    [
        proxy_answered(407, "p:1", ""),
        proxy_answered(403, "p:1", ""),
        proxy_not_understood(),
        errors.unusable_ca_file("ca.pem", ""),
        errors.no_tls(),
        errors.moved("elsewhere.example"),
    ],
)
def test_trouble_of_the_line_shows_on_the_connection(problem: Problem) -> None:
    connected = Connection(ConnectionState.CONNECTED)
    assert verdict(connected, problem, looking=False) == (ConnectionState.REFUSED, problem)


def test_a_problem_keeps_its_scope_in_the_database() -> None:
    for scope in Scope:
        problem = Problem("X", Category.OTHER, Message("It broke."), Message(""), scope=scope)
        assert Problem.from_json(problem.to_json()) == problem


def test_a_problem_of_an_older_database_reads_with_the_scope_it_has_today() -> None:
    new = {APEX_LIMIT, NOT_OFFERED, "EXCEEDED_ID_LIMIT"}
    new |= {"CLIENT_NOT_ACCESSIBLE", "CLIENT_NOT_ACCESSIBLE_FOR_USER"}
    today = [errors.explain(code) for code in errors.codes() if code not in new]
    today += [errors.offline(), errors.connection_lost(), errors.timed_out(), errors.untrusted()]
    today += [errors.no_tls(), errors.unusable_ca_file("ca.pem", ""), errors.moved("elsewhere.example")]
    today += [unreadable_answer(200), proxy_answered(407, "p:1", ""), proxy_answered(403, "p:1", "")]
    today += [another_org(OTHER, OTHER), not_connected(), errors.explain("A_RULE_OF_NEXT_YEAR")]
    for problem in today:
        stored = json.loads(problem.to_json())
        del stored["scope"]
        assert Problem.from_json(json.dumps(stored)) == problem, problem.code
