"""The throw-away certificate authority of a practice org, kept beside its data so that a restart keeps it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import trustme

HOSTS = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files in PEM: what clients trust, and what the server shows and proves."""

    ca: Path
    chain: Path
    key: Path


def certificates_in(directory: Path) -> Certificates:
    """The certificates in `directory`, made there when they are not all present."""
    found = Certificates(directory / "ca.pem", directory / "server-chain.pem", directory / "server-key.pem")
    if found.ca.exists() and found.chain.exists() and found.key.exists():
        return found
    authority = trustme.CA(organization_name="Practice Org", organization_unit_name="throw-away authority")
    server = authority.issue_cert(*HOSTS)
    _write_private(found.key, server.private_key_pem.bytes())
    found.chain.write_bytes(b"".join(blob.bytes() for blob in server.cert_chain_pems))
    authority.cert_pem.write_to_path(found.ca)
    return found


def _write_private(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
