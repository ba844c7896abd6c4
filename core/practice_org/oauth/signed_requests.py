"""Signed requests of the JWT bearer flow: keys in PEM, and whether an assertion was signed with one of them."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa


def public_key_of(pem: str) -> str:
    """The RSA public key in a certificate or a public key, as PEM; raises ValueError for anything else."""
    given = pem.strip().encode()
    if b"PRIVATE KEY" in given:
        raise ValueError("A private key must stay where it was made; register its certificate or public key")
    if b"BEGIN CERTIFICATE" in given:
        key: object = x509.load_pem_x509_certificate(given).public_key()
    else:
        key = serialization.load_pem_public_key(given)
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("An RSA key is needed, for RS256")  # noqa: TRY004 - what is wrong is the text
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


def claims_of(assertion: str, keys: Iterable[str]) -> dict[str, Any] | None:
    """The claims of an RS256 assertion; None when it is none, or was not signed with one of the keys."""
    parts = assertion.split(".")
    if len(parts) != 3:
        return None
    try:
        header, claims = (json.loads(_decoded(part)) for part in parts[:2])
        signature = _decoded(parts[2])
    except (ValueError, binascii.Error):
        return None
    if not isinstance(header, dict) or not isinstance(claims, dict) or header.get("alg") != "RS256":
        return None
    signed = f"{parts[0]}.{parts[1]}".encode()
    return claims if any(_verified(key, signed, signature) for key in keys) else None


def _verified(pem: str, signed: bytes, signature: bytes) -> bool:
    key = serialization.load_pem_public_key(pem.encode())
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _decoded(part: str) -> bytes:
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
