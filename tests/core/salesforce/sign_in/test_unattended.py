"""Signing in without a person: a signed request, or the secret of the app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from core.messages import ProblemError
from core.salesforce.sign_in import token_endpoint as sign_in
from core.salesforce.sign_in.client_credentials import sign_in_with_secret
from core.salesforce.sign_in.jwt import audience_of, checked_key, sign_in_with_key
from core.salesforce.sign_in.token_endpoint import TokenAnswer
from core.salesforce.values.hosts import LOGIN_HOST, TEST_HOST
from tests.helpers.practice import PracticeOrg

Pem, Form = serialization.Encoding.PEM, serialization.PrivateFormat


def private_pem(key: Any, form: serialization.PrivateFormat = Form.PKCS8, password: bytes = b"") -> str:
    protection = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    text: bytes = key.private_bytes(Pem, form, protection)
    return text.decode()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(autouse=True)
def _registered(practice: PracticeOrg, key: rsa.RSAPrivateKey) -> Iterator[None]:
    public = key.public_key().public_bytes(Pem, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
    practice.control("faults", {"clear": True})
    practice.control("oauth/keys", {"pem": public})
    yield
    practice.control("faults", {"clear": True})
    practice.control("oauth/keys", method="DELETE")


def with_key(practice: PracticeOrg, key: rsa.RSAPrivateKey, **changes: Any) -> TokenAnswer:
    given: dict[str, Any] = {
        "client_id": practice.line["client_id"],
        "username": practice.line["username"],
        "private_key": private_pem(key),
    } | changes
    return sign_in_with_key(practice.url, **given, ca_file=Path(practice.line["ca_file"]), stop=None)


def test_a_signed_request_gives_an_access_token(practice: PracticeOrg, key: rsa.RSAPrivateKey) -> None:
    answer = with_key(practice, key)
    assert answer.refresh_token == ""
    assert practice.call("GET", "limits", token=answer.access_token).status_code == 200


@pytest.mark.parametrize(
    ("changes", "settings", "code"),
    [
        ({"client_id": "3MVG9other"}, {}, "invalid_client_id"),
        ({"username": "nobody@example.com"}, {}, "invalid_grant (not approved)"),
        ({}, {"approved": False}, "invalid_grant (not approved)"),
        ({}, {"refuse": "inactive_user"}, "invalid_grant (inactive user)"),
        ({}, {"refuse": "ip_restricted"}, "invalid_grant (ip restricted)"),
        ({}, {"clock_skew_seconds": 3_600}, "invalid_grant (assertion)"),
    ],
)
def test_refusals_are_explained(
    practice: PracticeOrg,
    key: rsa.RSAPrivateKey,
    changes: dict[str, Any],
    settings: dict[str, Any],
    code: str,
) -> None:
    practice.control("faults", {"org": {"oauth": settings}})
    with pytest.raises(ProblemError) as caught:
        with_key(practice, key, **changes)
    assert caught.value.problem.code == code
    assert caught.value.problem.fix.english()


class TenMinutesAhead(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> TenMinutesAhead:  # type: ignore[override]
        return cls.fromtimestamp(datetime.now(UTC).timestamp() + 600, UTC)


def test_a_wrong_clock_is_named_as_the_reason(
    practice: PracticeOrg, key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "datetime", TenMinutesAhead)
    practice.control("faults", {"org": {"oauth": {"clock_skew_seconds": -600}}})
    with pytest.raises(ProblemError) as caught:
        with_key(practice, key)
    assert caught.value.problem.code == "CLOCK_WRONG"
    assert "10" in caught.value.problem.english()


def test_a_key_without_its_certificate_in_the_app_is_refused(practice: PracticeOrg) -> None:
    with pytest.raises(ProblemError) as caught:
        with_key(practice, rsa.generate_private_key(65537, 2048))
    assert caught.value.problem.code == "invalid_grant (assertion)"


@pytest.mark.parametrize(
    ("host", "audience"),
    [
        ("https://login.salesforce.com", LOGIN_HOST),
        ("https://test.salesforce.com", TEST_HOST),
        ("https://acme.my.salesforce.com", LOGIN_HOST),
        ("https://acme--dev.sandbox.my.salesforce.com", TEST_HOST),
        ("https://acme.my.site.com", "https://acme.my.site.com"),
        ("https://acme.my.sfcrmproducts.cn", "https://acme.my.sfcrmproducts.cn"),
        ("https://127.0.0.1:8443", "https://127.0.0.1:8443"),
        ("https://login.salesforce.com.evil.example", "https://login.salesforce.com.evil.example"),
        ("https://login.saIesforce.com", "https://login.saIesforce.com"),
        ("https://evilsalesforce.com", "https://evilsalesforce.com"),
    ],
)
def test_the_request_is_addressed_to_the_name_that_salesforce_knows(host: str, audience: str) -> None:
    assert audience_of(host) == audience


def test_both_forms_of_key_are_taken(key: rsa.RSAPrivateKey) -> None:
    assert checked_key("\n" + private_pem(key, Form.TraditionalOpenSSL)) == checked_key(private_pem(key))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: "not a key", "KEY_NOT_USABLE"),
        (lambda: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "KEY_NOT_USABLE"),
        (lambda: private_pem(ec.generate_private_key(ec.SECP256R1())), "KEY_NOT_USABLE"),
        (lambda: private_pem(rsa.generate_private_key(65537, 1024)), "KEY_TOO_SHORT"),
        (
            lambda: private_pem(rsa.generate_private_key(65537, 2048), password=b"secret"),
            "KEY_NEEDS_PASSWORD",
        ),
    ],
    ids=["text", "broken", "elliptic", "short", "password"],
)
def test_a_key_that_cannot_be_used_is_explained_and_never_quoted(make: Callable[[], str], code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        checked_key(make())
    problem = caught.value.problem
    assert problem.code == code
    assert "AAAA" not in problem.english() + problem.detail


# --- the secret of the app


def with_secret(practice: PracticeOrg, **changes: str) -> TokenAnswer:
    given = {"host": practice.url} | {name: practice.line[name] for name in ("client_id", "client_secret")}
    return sign_in_with_secret(**(given | changes), ca_file=Path(practice.line["ca_file"]), stop=None)


def test_the_secret_gives_an_access_token(practice: PracticeOrg) -> None:
    answer = with_secret(practice)
    assert answer.user_id == practice.line["user_id"]
    assert practice.call("GET", "limits", token=answer.access_token).status_code == 200


@pytest.mark.parametrize("host", [LOGIN_HOST, TEST_HOST])
def test_the_secret_is_never_sent_to_the_page_that_all_orgs_share(practice: PracticeOrg, host: str) -> None:
    with pytest.raises(ProblemError) as caught:
        with_secret(practice, host=host)
    assert caught.value.problem.code == "MY_DOMAIN_NEEDED"


def test_a_wrong_secret_and_a_missing_user_are_told_apart(practice: PracticeOrg) -> None:
    with pytest.raises(ProblemError) as caught:
        with_secret(practice, client_secret="wrong")
    assert caught.value.problem.code == "invalid_client"
    practice.control("faults", {"org": {"oauth": {"run_as": False}}})
    with pytest.raises(ProblemError) as caught:
        with_secret(practice)
    assert caught.value.problem.code == "invalid_grant (nobody to be)"
