"""Signing in through the browser: the page, codes with PKCE, refresh tokens, revocation, who somebody is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.oauth_browser import (
    CALLBACK_URL,
    VERIFIER,
    Browser,
    ask,
    authorize_url,
    challenge,
    redeem,
    refusal,
    returned,
    signed_in,
)
from tests.helpers.practice import PracticeOrg


@pytest.fixture(autouse=True)
def _as_at_first(own_org: PracticeOrg) -> Iterator[None]:
    own_org.control("faults", {"clear": True})
    yield
    own_org.control("faults", {"clear": True})


def behave(org: PracticeOrg, **settings: object) -> None:
    org.control("faults", {"org": {"oauth": settings}})


def refreshed(org: PracticeOrg, token: str, **more: str) -> dict[str, str]:
    answer = ask(org, "refresh_token", refresh_token=token, client_id=org.line["client_id"], **more)
    assert answer.status_code == 200, answer.text
    content: dict[str, str] = answer.json()
    return content


def fresh_code(org: PracticeOrg, **changes: str | None) -> str:
    return returned(Browser(org).redirect(authorize_url(org, **changes)))["code"]


# --- the page


@pytest.mark.parametrize(("language", "word"), [("en-GB,ja;q=0.5", "Allow"), ("ja,en;q=0.9", "許可")])
def test_the_page_asks_in_the_language_of_the_browser(own_org: PracticeOrg, language: str, word: str) -> None:
    page = Browser(own_org, language=language).page(authorize_url(own_org))
    assert page.status_code == 200
    assert f">{word}</button>" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_what_a_program_sends_is_shown_as_text_alone(own_org: PracticeOrg) -> None:
    page = Browser(own_org).page(authorize_url(own_org, state='"><script>alert(1)</script>'))
    assert "<script" not in page.text
    location = Browser(own_org).redirect(authorize_url(own_org, state='"><script>'))
    assert returned(location)["state"] == '"><script>'


def test_allowing_gives_tokens_that_work(own_org: PracticeOrg) -> None:
    tokens = signed_in(own_org)
    assert set(tokens) == {
        "access_token", "refresh_token", "signature", "scope", "instance_url", "id", "token_type", "issued_at"
    }  # fmt: skip
    assert tokens["instance_url"] == own_org.url
    assert own_org.call("GET", "limits", token=tokens["access_token"]).status_code == 200
    who = own_org.call("GET", "/services/oauth2/userinfo", token=tokens["access_token"]).json()
    place = tokens["id"].removeprefix(own_org.url)
    identity = own_org.call("GET", place, token=tokens["access_token"]).json()
    assert who["organization_id"] == identity["organization_id"] == own_org.line["organization_id"]
    assert identity["username"] == own_org.line["username"]
    assert own_org.call("GET", place, token="wrong").status_code == 403


def test_the_identity_has_the_pictures_and_the_names_of_its_documentation(own_org: PracticeOrg) -> None:
    tokens = signed_in(own_org)
    identity = own_org.call(
        "GET", tokens["id"].removeprefix(own_org.url), token=tokens["access_token"]
    ).json()
    assert identity["photos"] == {
        "picture": f"{own_org.url}/profilephoto/005/F",
        "thumbnail": f"{own_org.url}/profilephoto/005/T",
    }
    assert identity["display_name"] == f"{identity['first_name']} {identity['last_name']}"
    assert own_org.call("GET", "/services/oauth2/userinfo").json()["photos"] == identity["photos"]


@pytest.mark.parametrize(
    "told",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1717"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_no_other_site_says_yes_in_the_place_of_the_person(
    own_org: PracticeOrg, told: dict[str, str]
) -> None:
    browser = Browser(own_org)
    page = browser.page(authorize_url(own_org))
    browser.headers |= told
    answer = browser.decide(page)
    assert answer.status_code == 403
    assert "Location" not in answer.headers
    browser.headers |= {"Origin": own_org.url, "Sec-Fetch-Site": "same-origin"}
    assert returned(browser.decide(page).headers["Location"])["code"]


def test_the_page_is_shown_in_no_frame_and_lets_its_own_form_be_known(own_org: PracticeOrg) -> None:
    for page in (
        Browser(own_org).page(authorize_url(own_org)),
        Browser(own_org).page(authorize_url(own_org, client_id="3MVG9other")),
    ):
        assert page.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["Referrer-Policy"] == "same-origin"


def test_denying_sends_the_program_a_refusal(own_org: PracticeOrg) -> None:
    location = Browser(own_org, "deny").redirect(authorize_url(own_org))
    assert location.startswith(f"{CALLBACK_URL}?error=access_denied")
    assert "error_description=end-user+denied+authorization" in location
    assert returned(location)["state"] == "a state"


def test_somebody_who_is_no_user_stays_on_the_page(own_org: PracticeOrg) -> None:
    browser = Browser(own_org, username="nobody@example.com")
    answer = browser.decide(browser.page(authorize_url(own_org)))
    assert answer.status_code == 200
    assert "no such active user" in answer.text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": "3MVG9other"}, "invalid_client_id"),
        ({"redirect_uri": "http://localhost:1717/other"}, "redirect_uri_mismatch"),
        ({"redirect_uri": "http://localhost:1718/OauthRedirect"}, "redirect_uri_mismatch"),
        ({"redirect_uri": "http://127.0.0.1:1717/OauthRedirect"}, "redirect_uri_mismatch"),
    ],
)
def test_a_program_that_is_not_known_gets_nothing_sent(
    own_org: PracticeOrg, changes: dict[str, str], error: str
) -> None:
    page = Browser(own_org).page(authorize_url(own_org, **changes))
    assert page.status_code == 400
    assert f"error={error}" in page.text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"scope": "api full"}, "invalid_scope"),
    ],
)
def test_a_wrong_request_is_refused_to_the_program(
    own_org: PracticeOrg, changes: dict[str, str | None], error: str
) -> None:
    assert returned(Browser(own_org).redirect(authorize_url(own_org, **changes)))["error"] == error


def test_the_page_can_be_made_to_refuse(own_org: PracticeOrg) -> None:
    behave(own_org, refuse_authorize="access_denied")
    answer = returned(Browser(own_org).redirect(authorize_url(own_org)))
    assert answer["error"] == "OAUTH_APP_ACCESS_DENIED"


def test_pkce_can_be_left_to_the_program(own_org: PracticeOrg) -> None:
    behave(own_org, require_pkce=False)
    code = fresh_code(own_org, code_challenge=None, code_challenge_method=None)
    assert redeem(own_org, code).status_code == 200


# --- codes


def test_a_code_that_comes_twice_takes_back_what_it_gave(own_org: PracticeOrg) -> None:
    code = fresh_code(own_org)
    tokens = redeem(own_org, code).json()
    assert refusal(redeem(own_org, code)) == (400, "invalid_grant", "invalid authorization code")
    assert own_org.call("GET", "limits", token=tokens["access_token"]).status_code == 401
    again = ask(
        own_org, "refresh_token", refresh_token=tokens["refresh_token"], client_id=own_org.line["client_id"]
    )
    assert refusal(again)[2] == "expired access/refresh token"


def test_a_code_expires(own_org: PracticeOrg) -> None:
    behave(own_org, code_seconds=0)
    assert refusal(redeem(own_org, fresh_code(own_org))) == (
        400, "invalid_grant", "expired authorization code"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"code_verifier": VERIFIER + "x"}, ("invalid_grant", "invalid code verifier")),
        ({"code_verifier": ""}, ("invalid_grant", "invalid code verifier")),
        ({"code_verifier": challenge(VERIFIER)}, ("invalid_grant", "invalid code verifier")),
        (
            {"redirect_uri": "http://localhost:8517/OauthRedirect"},
            ("redirect_uri_mismatch", "redirect_uri must match configuration"),
        ),
        ({"client_id": "3MVG9other"}, ("invalid_client_id", "client identifier invalid")),
        ({"client_secret": "wrong"}, ("invalid_client", "invalid client credentials")),
        ({"code": "other"}, ("invalid_grant", "invalid authorization code")),
    ],
)
def test_a_code_is_good_for_the_program_that_asked_alone(
    own_org: PracticeOrg, changes: dict[str, str], expected: tuple[str, str]
) -> None:
    assert refusal(redeem(own_org, fresh_code(own_org), **changes)) == (400, *expected)


def test_a_wrong_verifier_uses_the_code_up(own_org: PracticeOrg) -> None:
    code = fresh_code(own_org)
    assert redeem(own_org, code, code_verifier="wrong").status_code == 400
    assert redeem(own_org, code).status_code == 400


def test_the_secret_can_be_demanded(own_org: PracticeOrg) -> None:
    behave(own_org, require_secret=True)
    assert refusal(redeem(own_org, fresh_code(own_org)))[1] == "invalid_client"
    secret = own_org.line["client_secret"]
    tokens = redeem(own_org, fresh_code(own_org), client_secret=secret).json()
    assert refreshed(own_org, tokens["refresh_token"], client_secret=secret)["access_token"]


# --- refresh tokens


def test_a_refresh_token_stays_the_same_without_rotation(own_org: PracticeOrg) -> None:
    token = signed_in(own_org)["refresh_token"]
    first, second = refreshed(own_org, token), refreshed(own_org, token)
    assert "refresh_token" not in first
    assert first["access_token"] != second["access_token"]
    for answer in (first, second):
        assert own_org.call("GET", "limits", token=answer["access_token"]).status_code == 200


def test_with_rotation_each_refresh_token_works_once(own_org: PracticeOrg) -> None:
    behave(own_org, rotate_refresh_tokens=True)
    old = signed_in(own_org)["refresh_token"]
    new = refreshed(own_org, old)["refresh_token"]
    assert new != old
    again = ask(own_org, "refresh_token", refresh_token=old, client_id=own_org.line["client_id"])
    assert refusal(again) == (400, "invalid_grant", "expired access/refresh token")
    assert refreshed(own_org, new)["refresh_token"] not in (old, new)


def test_without_the_scope_there_is_no_refresh_token(own_org: PracticeOrg) -> None:
    assert "refresh_token" not in signed_in(own_org, scope="api")


def test_an_access_token_lives_as_long_as_it_is_set(own_org: PracticeOrg) -> None:
    behave(own_org, access_token_seconds=0)
    tokens = signed_in(own_org)
    assert own_org.call("GET", "limits", token=tokens["access_token"]).status_code == 401
    behave(own_org, access_token_seconds=None)
    new = refreshed(own_org, tokens["refresh_token"])["access_token"]
    assert own_org.call("GET", "limits", token=new).status_code == 200


def revoke(org: PracticeOrg, token: str) -> int:
    with org.session() as session:
        return session.post(
            f"{org.url}/services/oauth2/revoke", data={"token": token}, timeout=30
        ).status_code


def test_revoking_a_refresh_token_takes_its_access_tokens_along(own_org: PracticeOrg) -> None:
    tokens, others = signed_in(own_org), signed_in(own_org)
    assert revoke(own_org, tokens["refresh_token"]) == 200
    assert own_org.call("GET", "limits", token=tokens["access_token"]).status_code == 401
    assert own_org.call("GET", "limits", token=others["access_token"]).status_code == 200
    assert revoke(own_org, tokens["refresh_token"]) == 400


def test_revoking_an_access_token_leaves_the_refresh_token(own_org: PracticeOrg) -> None:
    tokens = signed_in(own_org)
    assert revoke(own_org, tokens["access_token"]) == 200
    assert own_org.call("GET", "limits", token=tokens["access_token"]).status_code == 401
    assert refreshed(own_org, tokens["refresh_token"])["access_token"]


def test_an_admin_can_take_back_every_refresh_token(own_org: PracticeOrg) -> None:
    tokens = signed_in(own_org)
    assert own_org.control("oauth/revoke-refresh-tokens", {})["revoked"] >= 1
    again = ask(
        own_org, "refresh_token", refresh_token=tokens["refresh_token"], client_id=own_org.line["client_id"]
    )
    assert refusal(again)[1] == "invalid_grant"


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("expired", "invalid_grant"),
        ("inactive_user", "invalid_grant"),
        ("ip_restricted", "invalid_grant"),
        ("not_approved", "invalid_grant"),
        ("not_admin_approved", "invalid_app_access"),
        ("rate_limit", "rate_limit_exceeded"),
        ("server_error", "server_error"),
    ],
)
def test_the_token_endpoint_can_be_made_to_refuse(own_org: PracticeOrg, name: str, error: str) -> None:
    token = signed_in(own_org)["refresh_token"]
    behave(own_org, refuse=name)
    answer = ask(own_org, "refresh_token", refresh_token=token, client_id=own_org.line["client_id"])
    assert refusal(answer)[:2] == (400, error)
    behave(own_org, refuse=None)
    assert refreshed(own_org, token)["access_token"]


def test_an_unknown_refusal_is_refused_itself(own_org: PracticeOrg) -> None:
    answer = own_org.call("POST", "/practice/faults", json={"org": {"oauth": {"refuse": "rain"}}})
    assert answer.status_code == 400
    assert "rain" in answer.text


def test_signing_in_uses_no_api_call(own_org: PracticeOrg) -> None:
    before = own_org.control("calls")["calls_today"]
    signed_in(own_org)
    assert own_org.control("calls")["calls_today"] == before
