"""The catalogue: every code that the product promises to explain, and an honest word for all others."""

import ast
import ssl
from pathlib import Path

import pytest
import requests
import urllib3

import core.salesforce
from core.messages import Category, Problem
from core.salesforce.values.errors import (
    codes,
    explain,
    explain_answer,
    explain_oauth,
    explain_record,
    explain_transport,
)
from core.salesforce.values.oauth_errors import VARIANTS

PROMISED = [
    "API_CURRENTLY_DISABLED",
    "API_DISABLED_FOR_ORG",
    "AUTHENTICATION_FAILURE",
    "INVALID_SESSION_ID",
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    "CANNOT_UPDATE_CONVERTED_LEAD",
    "DELETED",
    "ENTITY_IS_DELETED",
    "ENTITY_IS_LOCKED",
    "DUPLICATES_DETECTED",
    "FIELD_CUSTOM_VALIDATION_EXCEPTION",
    "FIELD_FILTER_VALIDATION_EXCEPTION",
    "FIELD_INTEGRITY_EXCEPTION",
    "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE",
    "INSUFFICIENT_ACCESS_OR_READONLY",
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
    "INVALID_CROSS_REFERENCE_KEY",
    "INVALID_FIELD",
    "INVALID_FIELD_FOR_INSERT_UPDATE",
    "INVALID_TYPE",
    "MALFORMED_ID",
    "QUERY_TIMEOUT",
    "REQUEST_LIMIT_EXCEEDED",
    "REQUIRED_FIELD_MISSING",
    "SERVER_UNAVAILABLE",
    "STRING_TOO_LONG",
    "TXN_SECURITY_NO_ACCESS",
    "UNABLE_TO_LOCK_ROW",
    "UNKNOWN_EXCEPTION",
]

PASSING = {
    "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE",
    "QUERY_TIMEOUT",
    "SERVER_UNAVAILABLE",
    "UNABLE_TO_LOCK_ROW",
    "UNKNOWN_EXCEPTION",
}


def is_explained(problem: Problem) -> bool:
    return "Salesforce answered" not in problem.what.english()


@pytest.mark.parametrize("code", sorted({*PROMISED, *codes()}))
def test_every_promised_code_says_what_is_happening_and_what_to_do(code: str) -> None:
    problem = explain(code, "the raw text")
    assert is_explained(problem)
    assert problem.what.english().endswith(".")
    assert problem.fix.english().endswith(".")
    assert problem.detail == "the raw text"
    if code in PROMISED:
        assert problem.retry is (code in PASSING)


def test_a_code_that_nobody_has_heard_of_is_shown_as_it_is() -> None:
    problem = explain("QUITE_NEW", "its text")
    assert (problem.code, problem.category, problem.retry) == ("QUITE_NEW", Category.OTHER, False)
    assert "QUITE_NEW" in problem.what.english()
    assert problem.detail == "its text"


def test_the_two_limits_behind_one_code_are_told_apart() -> None:
    daily = explain("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
    concurrent = explain(
        "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded."
    )
    assert (daily.code, daily.retry) == ("REQUEST_LIMIT_EXCEEDED", False)
    assert (concurrent.code, concurrent.retry) == ("CONCURRENT_LIMIT_EXCEEDED", True)


@pytest.mark.parametrize(
    ("error", "description", "code", "retry"),
    [
        ("invalid_grant", "expired access/refresh token", "invalid_grant (expired)", False),
        ("invalid_grant", "expired authorization code", "invalid_grant (code expired)", False),
        ("invalid_grant", "inactive user", "invalid_grant (inactive user)", False),
        ("invalid_grant", "Inactive Organization", "invalid_grant (inactive organization)", False),
        ("invalid_grant", "ip restricted", "invalid_grant (ip restricted)", False),
        ("invalid_grant", "user hasn't approved this consumer", "invalid_grant (not approved)", False),
        (
            "invalid_grant",
            "user is not admin approved to access this app",
            "invalid_grant (not approved)",
            False,
        ),
        ("invalid_grant", "audience is invalid", "invalid_grant (assertion)", False),
        ("invalid_grant", "token request is already being processed", "invalid_grant (busy)", True),
        ("invalid_grant", "authentication failure", "invalid_grant", False),
        ("invalid_grant", "", "invalid_grant", False),
        ("invalid_client_id", "client identifier invalid", "invalid_client_id", False),
        ("redirect_uri_mismatch", "redirect_uri must match configuration", "redirect_uri_mismatch", False),
        ("invalid_scope", "the requested scope is not allowed", "invalid_scope", False),
        ("rate_limit_exceeded", "login rate exceeded", "rate_limit_exceeded", True),
        ("OAUTH_APP_ACCESS_DENIED", "", "OAUTH_APP_ACCESS_DENIED", False),
        ("something_new", "words", "something_new", False),
    ],
)
def test_a_refused_sign_in_is_told_by_its_words(error: str, description: str, code: str, retry: bool) -> None:
    problem = explain_oauth(error, description)
    assert (problem.code, problem.retry) == (code, retry)
    assert problem.category is (Category.INTERMITTENT if retry else Category.AUTHENTICATION)
    assert problem.detail == description
    assert problem.fix.english().endswith(".")


def test_every_variant_of_a_refused_sign_in_reads_well() -> None:
    for variants in VARIANTS.values():
        for _, _, (_, what, fix, _) in variants:
            assert what.endswith(".")
            assert fix.endswith(".")
        # The last one catches all descriptions.
        assert variants[-1][:2] == ("", ())


def test_all_texts_of_a_record_are_kept_and_the_first_code_decides() -> None:
    problem = explain_record(
        [
            {"statusCode": "REQUIRED_FIELD_MISSING", "message": "one", "fields": ["A"]},
            {"statusCode": "STRING_TOO_LONG", "message": "two"},
        ]
    )
    assert (problem.code, problem.detail) == ("REQUIRED_FIELD_MISSING", "one\ntwo")


@pytest.mark.parametrize("errors", [None, [], {}, "text", [None], [{}], [{"message": 5}]])
def test_a_refused_record_without_a_reason_is_a_problem_all_the_same(errors: object) -> None:
    assert explain_record(errors).code == "UNKNOWN_EXCEPTION"


@pytest.mark.parametrize("content", [None, 5, "", [], {}, [[]], [{"errorCode": None}], {"error": 5}])
def test_an_answer_of_any_form_is_explained(content: object) -> None:
    assert explain_answer(503, content).code == "SERVER_UNAVAILABLE"
    assert explain_answer(401, content).code == "INVALID_SESSION_ID"
    assert explain_answer(418, content).code == "UNREADABLE_ANSWER"


def test_a_trouble_of_the_line_shows_no_url() -> None:
    url = "https://host/services/data/v66.0/query?q=SELECT+someone@example.com"
    for kind, code in (
        (requests.exceptions.ConnectionError, "CONNECTION_LOST"),
        (requests.exceptions.ReadTimeout, "NO_ANSWER_IN_TIME"),
        (requests.exceptions.ConnectTimeout, "OFFLINE"),
        (requests.exceptions.ProxyError, "OFFLINE"),
        (requests.exceptions.ChunkedEncodingError, "CONNECTION_LOST"),
        (urllib3.exceptions.ProtocolError, "CONNECTION_LOST"),
    ):
        problem = explain_transport(kind(f"HTTPSConnectionPool: {url}"))
        assert problem.code == code
        assert problem.retry
        assert "example" not in problem.detail


def test_a_refused_certificate_says_why() -> None:
    refusal = ssl.SSLCertVerificationError(1, "certificate verify failed")
    refusal.verify_message = "certificate has expired"
    problem = explain_transport(requests.exceptions.SSLError(urllib3.exceptions.SSLError(refusal)))
    assert (problem.code, problem.detail) == ("CERTIFICATE_NOT_TRUSTED", "certificate has expired")


def test_every_text_for_people_can_be_translated() -> None:
    """No Message is made of a text that is not marked, and none of an f-string, which no translation could match."""
    folder = Path(core.salesforce.__file__).parent / "values"
    for file in ("errors.py", "catalogue.py", "oauth_errors.py"):
        tree = ast.parse((folder / file).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "NOOP":
                context, text = node.args
                assert isinstance(context, ast.Constant)
                assert context.value == "core"
                assert isinstance(text, ast.Constant), ast.unparse(text)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
                assert not isinstance(node.args[0], (ast.Constant, ast.JoinedStr)), ast.unparse(node)


@pytest.mark.parametrize(
    "content",
    [
        [{"errorCode": "E" * 60_000, "message": "m"}],
        [{"statusCode": "[" * 60_000, "message": "m"}],
        {"error": "x@" * 30_000, "error_description": "y" * 60_000},
    ],
)
def test_a_code_without_end_is_said_to_be_unreadable_and_its_start_is_kept(content: object) -> None:
    problem = explain_answer(400, content)
    assert problem.code == "UNREADABLE_CODE"
    assert "cannot read" in problem.what.english()
    assert problem.detail[:2] in ("EE", "[[", "x@")
    assert len(problem.english()) + len(problem.detail) < 6_000


def test_a_record_refused_with_no_code_at_all_has_one() -> None:
    problem = explain_record([{"statusCode": "\x1b]0;evil\x07", "message": "m" * 1_000_000}])
    assert problem.code == "UNREADABLE_CODE"
    assert len(problem.detail) < 6_000
