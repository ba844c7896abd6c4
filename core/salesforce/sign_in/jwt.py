"""JWT bearer: a request that is signed with a private key, whose certificate is in the app, gives a token."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from core.messages import ProblemError
from core.salesforce.http.route import Routes, system_route
from core.salesforce.sign_in.token_endpoint import (
    SignInRefusedError,
    TokenAnswer,
    ask_for_token,
)
from core.salesforce.values import sign_in_problems as problems
from core.salesforce.values.hosts import LOGIN_HOST, TEST_HOST, host_of
from core.secrets.given_secret import LONGEST, SecretKind, secret_from_bytes, secret_from_text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFE_S = 180
"""How long an assertion is good; Salesforce takes at most five minutes."""

SMALLEST_KEY = 2_048
_CLOCK_TOLERANCE_S = 60
_FOR_TESTING = (".sandbox.", ".scratch.")


def sign_in_with_key(
    host: str,
    client_id: str,
    username: str,
    private_key: str,
    *,
    ca_file: Path | None,
    stop: threading.Event | None,
    routes: Routes = system_route,
    clock: Callable[[], float] = time.time,
) -> TokenAnswer:
    """An access token of `username`; there is never a refresh token. `private_key` is RSA, as PEM text.

    Raises ProblemError, with CLOCK_WRONG where the clock is to blame for the refusal, and CancelledError.
    """
    signed = assertion(client_id, username, audience_of(host), private_key, int(clock()) + LIFE_S)
    try:
        form = {"grant_type": GRANT_TYPE, "assertion": signed}
        return ask_for_token(host, form, ca_file=ca_file, stop=stop, routes=routes)
    except SignInRefusedError as error:
        if "assertion" in error.problem.code and abs(error.clock_ahead_s) > _CLOCK_TOLERANCE_S:
            minutes = max(1, round(abs(error.clock_ahead_s) / 60))
            raise ProblemError(problems.clock_wrong(minutes, error.problem.detail)) from None
        raise


def audience_of(host: str) -> str:
    """Whom an assertion is for, which follows the host it is sent to: nobody else can use it then.

    All orgs below salesforce.com share two names, that of production and that of sandboxes. Any other host (a site, a
    cloud of its own as in China, one that somebody has allowed) is named itself, so that what is sent there is good
    for nothing at login.salesforce.com.
    """
    name = host_of(host)
    if name != "salesforce.com" and not name.endswith(".salesforce.com"):
        return host
    testing = host == TEST_HOST or any(part in name for part in _FOR_TESTING)
    return TEST_HOST if testing else LOGIN_HOST


def checked_key(text: str) -> str:
    """The same private key in one form of PEM; raises ProblemError when it cannot be used."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return _loaded(text).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def key_in_file(path: Path) -> str:
    """What a file holds that is to be a private key; raises ProblemError when it cannot be read."""
    try:
        with path.expanduser().open("rb") as stream:
            given = stream.read(LONGEST + 1)
    except OSError as trouble:
        raise ProblemError(problems.key_not_readable(str(path), trouble.strerror or "")) from None
    return secret_from_bytes(given, SecretKind.PRIVATE_KEY)


def assertion(client_id: str, username: str, audience: str, private_key: str, expires: int) -> str:
    """The signed request (RS256); `expires` in seconds since 1970. Raises ProblemError for an unusable key."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    header = _encoded(json.dumps({"alg": "RS256"}).encode())
    claims = {"iss": client_id, "sub": username, "aud": audience, "exp": expires}
    signed = f"{header}.{_encoded(json.dumps(claims).encode())}"
    signature = _loaded(private_key).sign(signed.encode(), PKCS1v15(), SHA256())
    return f"{signed}.{_encoded(signature)}"


def _loaded(text: str) -> RSAPrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(secret_from_text(text, SecretKind.PRIVATE_KEY).encode(), None)
    except TypeError:
        raise ProblemError(problems.key_needs_password()) from None
    except (ValueError, UnsupportedAlgorithm) as trouble:
        # Its text is left out: it could quote what was given.
        raise ProblemError(problems.key_not_usable(type(trouble).__name__)) from None
    if not isinstance(key, RSAPrivateKey):
        raise ProblemError(problems.key_not_usable(type(key).__name__))
    if key.key_size < SMALLEST_KEY:
        raise ProblemError(problems.key_too_short(key.key_size))
    return key


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
