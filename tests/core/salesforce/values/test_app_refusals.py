"""An app that the org does not let in: told as that, whatever the door and whatever the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.messages import ProblemError, Scope
from core.salesforce.sign_in.client_credentials import sign_in_with_secret
from core.salesforce.values.app_refusals import ends_on_usage_page, is_about_app
from core.salesforce.values.errors import explain, explain_answer, explain_oauth
from tests.helpers.practice import PracticeOrg


@pytest.fixture
def closed(practice: PracticeOrg) -> Iterator[PracticeOrg]:
    """An org that is open again afterwards."""
    practice.control("faults", {"clear": True})
    yield practice
    practice.control("faults", {"clear": True, "scenario": "usual"})


@pytest.mark.parametrize(
    ("scenario", "words", "page"),
    [
        ("app-not-approved", "lets only approved users use the app", "External Client App Manager"),
        ("app-blocked", "has blocked the app", "Connected Apps OAuth Usage"),
        ("app-not-installed", "is not installed in your org", "Connected Apps OAuth Usage"),
    ],
)
def test_the_token_endpoint_of_such_an_org_is_understood(
    closed: PracticeOrg, scenario: str, words: str, page: str
) -> None:
    secret = closed.control("oauth")["client_secret"]
    closed.control("faults", {"scenario": scenario})
    with pytest.raises(ProblemError) as refusal:
        sign_in_with_secret(
            closed.url, closed.line["client_id"], secret, ca_file=Path(closed.line["ca_file"]), stop=None
        )
    problem = refusal.value.problem
    assert is_about_app(problem)
    assert words in problem.what.english()
    assert page in problem.fix.english()
    assert ends_on_usage_page(problem) is (page == "Connected Apps OAuth Usage")


@pytest.mark.parametrize(
    ("error", "description"),
    [
        ("OAUTH_APP_ACCESS_DENIED", "user is not admin approved to access this app"),
        ("invalid_app_access", "user is not admin approved to access this app"),
        ("invalid_grant", "user hasn't approved this consumer"),
        ("OAUTH_APP_BLOCKED", "this app is blocked by admin"),
        ("OAUTH_AUTHORIZATION_BLOCKED", ""),
        ("OAUTH_APPROVAL_ERROR_GENERIC", "An unexpected error has occured during authentication."),
        ("invalid_client", "app must be installed into org"),
        ("unauthorized_client", "user is not admin approved"),
        ("access_denied", "app is blocked"),
        ("OAUTH_EC_APP_NOT_FOUND", "External client app is not installed in this org"),
        ("app_not_found", ""),
        ("OAUTH_SOMETHING_NEW", "This connected app is blocked in your org"),
        ("SOME_APP_ERROR", "uninstalled app"),
    ],
)
def test_every_word_for_it_of_a_sign_in_is_known(error: str, description: str) -> None:
    problem = explain_oauth(error, description)
    assert is_about_app(problem), problem.what.english()
    assert "Setup" in problem.fix.english() or "administrator" in problem.fix.english()


@pytest.mark.parametrize(
    ("error", "description"),
    [
        ("invalid_client", "invalid client credentials"),
        ("invalid_grant", "expired access/refresh token"),
        ("x", ""),
    ],
)
def test_other_refusals_are_not_taken_for_it(error: str, description: str) -> None:
    assert not is_about_app(explain_oauth(error, description))


@pytest.mark.parametrize(
    "code", ["CLIENT_NOT_ACCESSIBLE_FOR_USER", "CLIENT_NOT_ACCESSIBLE", "OAUTH_APP_BLOCKED"]
)
def test_a_call_that_is_refused_for_it_is_no_lack_of_rights(code: str) -> None:
    problem = explain_answer(403, [{"errorCode": code, "message": "no"}])
    assert is_about_app(problem)
    assert problem.scope is Scope.CONNECTION
    assert not is_about_app(explain("INSUFFICIENT_ACCESS"))
