"""Signing in without a person: signed requests, and the app's own credentials."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

from tests.helpers.oauth_browser import ask, refusal
from tests.helpers.practice import PracticeOrg

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(autouse=True)
def _as_at_first(own_org: PracticeOrg, key: rsa.RSAPrivateKey) -> Iterator[None]:
    own_org.control("faults", {"clear": True})
    own_org.control("oauth/keys", {"pem": public_pem(key)})
    yield
    own_org.control("faults", {"clear": True})
    own_org.control("oauth/keys", method="DELETE")


def public_pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, form).decode()


def certificate(key: rsa.RSAPrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Unsubscribe Sync")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1)
    )
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def assertion(org: PracticeOrg, key: rsa.RSAPrivateKey, *, algorithm: str = "RS256", **changes: Any) -> str:
    claims = {
        "iss": org.line["client_id"],
        "sub": org.line["username"],
        "aud": org.url,
        "exp": int(time.time()) + 180,
    } | changes
    head = encoded(json.dumps({"alg": algorithm}).encode())
    signed = f"{head}.{encoded(json.dumps(claims).encode())}"
    return f"{signed}.{encoded(key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def sign_in(org: PracticeOrg, key: rsa.RSAPrivateKey, **changes: Any) -> Any:
    return ask(org, GRANT, assertion=assertion(org, key, **changes))


@pytest.mark.parametrize("audience", ["https://login.salesforce.com", "https://test.salesforce.com", None])
def test_a_signed_request_gives_a_token_and_no_refresh_token(
    own_org: PracticeOrg, key: rsa.RSAPrivateKey, audience: str | None
) -> None:
    answer = sign_in(own_org, key, **({} if audience is None else {"aud": audience}))
    assert answer.status_code == 200, answer.text
    assert "refresh_token" not in answer.json()
    assert own_org.call("GET", "limits", token=answer.json()["access_token"]).status_code == 200


def test_a_certificate_serves_as_well_as_a_key(own_org: PracticeOrg, key: rsa.RSAPrivateKey) -> None:
    own_org.control("oauth/keys", method="DELETE")
    assert refusal(sign_in(own_org, key)) == (400, "invalid_grant", "invalid assertion")
    own_org.control("oauth/keys", {"pem": certificate(key)})
    assert sign_in(own_org, key).status_code == 200


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"iss": "3MVG9other"}, ("invalid_client_id", "client identifier invalid")),
        ({"sub": "nobody@example.com"}, ("invalid_grant", "user hasn't approved this consumer")),
        ({"aud": "https://example.com"}, ("invalid_grant", "audience is invalid")),
        ({"exp": 1}, ("invalid_grant", "assertion has expired")),
        ({"exp": "soon"}, ("invalid_grant", "assertion has expired")),
        ({"exp": 1 << 40}, ("invalid_grant", "invalid assertion")),
        ({"algorithm": "none"}, ("invalid_grant", "invalid assertion")),
    ],
)
def test_a_wrong_request_is_refused(
    own_org: PracticeOrg, key: rsa.RSAPrivateKey, changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert refusal(sign_in(own_org, key, **changes)) == (400, *expected)


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "e30.e30.e30", "é.é.é"])
def test_what_is_no_assertion_is_refused(own_org: PracticeOrg, text: str) -> None:
    assert refusal(ask(own_org, GRANT, assertion=text))[2] == "invalid assertion"


def test_a_key_of_somebody_else_is_refused(own_org: PracticeOrg) -> None:
    other = rsa.generate_private_key(65537, 2048)
    assert refusal(sign_in(own_org, other))[2] == "invalid assertion"


def test_a_user_who_was_not_approved_is_refused(own_org: PracticeOrg, key: rsa.RSAPrivateKey) -> None:
    own_org.control("faults", {"org": {"oauth": {"approved": False}}})
    assert refusal(sign_in(own_org, key))[2] == "user hasn't approved this consumer"


def test_a_clock_that_is_wrong_makes_the_request_too_old(
    own_org: PracticeOrg, key: rsa.RSAPrivateKey
) -> None:
    own_org.control("faults", {"org": {"oauth": {"clock_skew_seconds": 600}}})
    assert refusal(sign_in(own_org, key))[2] == "assertion has expired"


def test_only_public_rsa_keys_can_be_registered(own_org: PracticeOrg, key: rsa.RSAPrivateKey) -> None:
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    for pem in (private, public_pem(ec.generate_private_key(ec.SECP256R1())), "nothing"):
        answer = own_org.call("POST", "/practice/oauth/keys", json={"pem": pem})
        assert answer.status_code == 400
        assert answer.json()[0]["errorCode"] == "INVALID_KEY"


# --- the app's own credentials


def with_secret(org: PracticeOrg, **changes: str) -> Any:
    fields = {"client_id": org.line["client_id"], "client_secret": org.line["client_secret"]}
    return ask(org, "client_credentials", **(fields | changes))


def test_the_secret_gives_a_token_of_the_run_as_user(own_org: PracticeOrg) -> None:
    answer = with_secret(own_org).json()
    assert "refresh_token" not in answer
    who = own_org.call("GET", "/services/oauth2/userinfo", token=answer["access_token"]).json()
    assert who["user_id"] == own_org.line["user_id"]


def test_the_secret_may_come_in_the_header(own_org: PracticeOrg) -> None:
    with own_org.session() as session:
        session.auth = (own_org.line["client_id"], own_org.line["client_secret"])
        answer = session.post(
            f"{own_org.url}/services/oauth2/token", data={"grant_type": "client_credentials"}, timeout=30
        )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"client_id": "3MVG9other"}, ("invalid_client_id", "client identifier invalid")),
        ({"client_secret": "wrong"}, ("invalid_client", "invalid client credentials")),
        ({"client_secret": ""}, ("invalid_client", "invalid client credentials")),
    ],
)
def test_wrong_credentials_are_refused(
    own_org: PracticeOrg, changes: dict[str, str], expected: tuple[str, str]
) -> None:
    assert refusal(with_secret(own_org, **changes)) == (400, *expected)


def test_without_a_run_as_user_there_is_nobody_to_be(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"org": {"oauth": {"run_as": False}}})
    assert refusal(with_secret(own_org)) == (400, "invalid_grant", "no client credentials user enabled")


def test_passwords_are_no_way_in(own_org: PracticeOrg) -> None:
    answer = ask(own_org, "password", username="a", password="b")
    assert refusal(answer) == (400, "unsupported_grant_type", "grant type not supported")


def test_the_setup_shows_the_app(own_org: PracticeOrg) -> None:
    shown = own_org.control("oauth")
    assert shown["client_id"] == own_org.line["client_id"]
    assert shown["client_secret"] == own_org.line["client_secret"]
    assert shown["keys"] == 1
    assert "http://localhost:1717/OauthRedirect" in shown["callback_urls"]
