"""No secret outside the keyring: sign in, work, fail, be killed; then look through every byte that was left."""

from __future__ import annotations

import base64
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from core.salesforce.sign_in.listener import callback_urls
from tests.helpers import warm
from tests.helpers.oauth_browser import Browser, free_ports
from tests.helpers.practice import PracticeOrg
from tests.helpers.secret_service import SecretService

pytestmark = pytest.mark.secret_service

SECONDS = 120

_BY_BROWSER = """
import sys
from pathlib import Path
from core.connection.sign_ins import BrowserOptions
from core.engine import Engine, EngineOptions

folder, url, client_id, ca_file, port = sys.argv[1:]
options = BrowserOptions(
    on_waiting=lambda waiting: print(waiting.url, flush=True),
    open_browser=lambda _: False,
    ports=[int(port)],
)
with Engine(EngineOptions(Path(folder))) as engine:
    org = engine.connection.sign_in_with_browser(url, client_id, ca_file=Path(ca_file), options=options)
    print(org.name)
"""

_FAIL_AND_CRASH = """
import faulthandler, logging, os, sys, threading
from pathlib import Path
from core.engine import Engine, EngineOptions

faulthandler.enable()
engine = Engine(EngineOptions(Path(sys.argv[1])))
logging.getLogger().setLevel(logging.DEBUG)
org = engine.connection.open(threading.Event())
engine.connection.describe(org)
engine.export_diagnostics(Path(sys.argv[1]) / "diagnostics.txt")
logging.getLogger("core").error("what there is: %r %r %r", org, engine.connection.state(), engine.connection)
try:
    raise RuntimeError("a failure with a traceback")
except RuntimeError:
    logging.getLogger("core").exception("failed")
os.abort()
"""


class Desk:
    """One data directory in a session with a keyring of its own; `printed` is all that its processes said."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.printed = b""

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        return warm.start(
            [sys.executable, *command],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def end(self, process: subprocess.Popen[bytes], given: bytes = b"") -> int:
        out, err = process.communicate(given, timeout=SECONDS)
        self.printed += out + err
        return process.returncode

    def __call__(self, *arguments: str, given: bytes = b"") -> int:
        return self.end(self.start("-m", "gui", *arguments, "--data-dir", str(self.folder)), given)

    def fail_and_crash(self) -> None:
        self.end(self.start("-c", _FAIL_AND_CRASH, str(self.folder)))

    def killed_at_work(self, org: PracticeOrg) -> None:
        org.control("calls/reset", {})
        process = self.start("-m", "gui", "sync", "--full", "--data-dir", str(self.folder))
        while not org.control("calls")["by_kind"]:
            assert process.poll() is None, "it ended without a call"
        process.send_signal(signal.SIGKILL)
        self.end(process)


@pytest.fixture(scope="module")
def org(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOrg]:
    with PracticeOrg(people=60, opted_out=6, data_dir=tmp_path_factory.mktemp("org")) as practice:
        yield practice


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with SecretService(tmp_path / "home") as service:
        folder = tmp_path / "data"
        yield Desk(folder, service.environment | {"PYTHONFAULTHANDLER": "1", "LANG": "C.UTF-8"})


def issued(org: PracticeOrg) -> set[str]:
    """Every code, refresh token and access token that the org ever gave."""
    with sqlite3.connect(Path(org.line["data_dir"]) / "practice-org.sqlite") as database:
        rows = database.execute(
            "SELECT code FROM oauth_code UNION SELECT token FROM oauth_refresh UNION SELECT token FROM session"
        ).fetchall()
    database.close()
    return {row[0] for row in rows}


def assert_nothing_leaked(desk: Desk, secrets: set[str]) -> None:
    wanted = set()
    for secret in secrets:
        wanted |= {secret.encode(), quote(secret, safe="").encode(), base64.b64encode(secret.encode())[:-4]}
        wanted.add(secret.encode("utf-16-le"))
    places = {str(path): path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()}
    assert any(path.endswith(".sqlite3") for path in places)
    assert any(path.endswith("diagnostics.txt") for path in places)
    places["printed"] = desk.printed
    found = [(place, secret) for place, content in places.items() for secret in wanted if secret in content]
    assert found == []


def after_work(desk: Desk, org: PracticeOrg) -> None:
    """Renew the token, work, fail with a traceback, crash."""
    org.control("expire-tokens", {})
    assert desk("sync") == 0, desk.printed
    desk.fail_and_crash()


def after_a_bad_day(desk: Desk, org: PracticeOrg) -> None:
    """Be refused by the org, be killed, be refused a token."""
    desk("unsubscribe", "somebody@example.com")
    org.control("faults", {"requests": [{"do": "unknown", "times": 0}]})
    desk("push")
    org.control("faults", {"clear": True})
    desk.killed_at_work(org)
    org.control("faults", {"org": {"oauth": {"refuse": "ip_restricted"}}})
    org.control("expire-tokens", {})
    assert desk("sync") == 2, desk.printed
    org.control("faults", {"clear": True})
    desk("log")


def test_after_a_sign_in_in_the_browser_no_secret_is_found(desk: Desk, org: PracticeOrg) -> None:
    [port] = free_ports(1)
    oauth = {"callback_urls": callback_urls([port]), "rotate_refresh_tokens": True}
    org.control("faults", {"clear": True, "org": {"oauth": oauth}})
    given = (org.url, org.line["client_id"], org.line["ca_file"], str(port))
    process = desk.start("-c", _BY_BROWSER, str(desk.folder), *given)
    assert process.stdout is not None
    url = process.stdout.readline().decode().strip()
    Browser(org).visit(url)
    assert desk.end(process) == 0, desk.printed
    after_work(desk, org)
    after_a_bad_day(desk, org)
    assert desk("disconnect") == 0
    secrets = issued(org)
    assert len([secret for secret in secrets if secret.startswith("5Aep")]) > 1, "it was rotated"
    assert_nothing_leaked(desk, secrets)


def test_after_signing_in_with_a_key_no_secret_is_found(desk: Desk, org: PracticeOrg, tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 2048)
    encoding = serialization.Encoding.PEM
    public = key.public_key().public_bytes(encoding, serialization.PublicFormat.SubjectPublicKeyInfo)
    org.control("oauth/keys", {"pem": public.decode()})
    private = key.private_bytes(
        encoding, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    ).decode()
    key_file = tmp_path / "key.pem"
    key_file.write_text(private, encoding="ascii")
    connected = desk(
        "connect", "--jwt", "--host", org.url, "--client-id", org.line["client_id"],
        "--username", org.line["username"], "--key-file", str(key_file), "--ca-file", org.line["ca_file"],
    )  # fmt: skip
    assert connected == 0, desk.printed
    key_file.unlink()
    after_work(desk, org)
    lines = {line for line in private.splitlines() if len(line) > 40 and "-----" not in line}
    again = key.private_bytes(
        encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    lines |= {line for line in again.splitlines() if len(line) > 40 and "-----" not in line}
    assert_nothing_leaked(desk, issued(org) | lines)


def test_after_signing_in_with_the_secret_it_is_not_found(desk: Desk, org: PracticeOrg) -> None:
    secret = org.line["client_secret"]
    connected = desk(
        "connect", "--client-credentials", "--client-secret-stdin", "--host", org.url,
        "--client-id", org.line["client_id"], "--ca-file", org.line["ca_file"],
        given=secret.encode() + b"\n",
    )  # fmt: skip
    assert connected == 0, desk.printed
    after_work(desk, org)
    assert_nothing_leaked(desk, issued(org) | {secret})


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")
def test_what_is_left_is_readable_by_the_user_alone(desk: Desk, org: PracticeOrg) -> None:
    secret = org.line["client_secret"]
    desk(
        "connect", "--client-credentials", "--client-secret-stdin", "--host", org.url,
        "--client-id", org.line["client_id"], "--ca-file", org.line["ca_file"],
        given=secret.encode() + b"\n",
    )  # fmt: skip
    org.control("expire-tokens", {})
    assert desk("sync") == 0, desk.printed
    assert desk.folder.stat().st_mode & 0o077 == 0
