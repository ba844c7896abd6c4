"""connect and disconnect on the command line: what they ask for, and that no secret is ever an argument."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.core.cli.test_commands import Command
from tests.helpers.oauth_browser import Browser
from tests.helpers.practice import PracticeOrg
from tests.helpers.secret_service import SecretService


@pytest.fixture(scope="module")
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=10, opted_out=1) as practice:
        yield practice


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    with SecretService(tmp_path / "home") as service:
        yield Command(tmp_path / "data", service.environment)


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    return Command(tmp_path, {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"})


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "--browser"),
        (("--browser", "--jwt"), "--browser"),
        (("--jwt", "--client-id", "x", "--username", "u"), "--key-file"),
        (("--jwt", "--client-id", "x", "--username", "u", "--key-file", "nowhere.pem"), "cannot be read"),
        (("--client-credentials", "--client-id", "x"), "standard input"),
        (("--access-token-stdin",), "standard input"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(
    alone: Command, arguments: tuple[str, ...], word: str
) -> None:
    code, out, err = alone("connect", *arguments)
    assert (code, out) == (2, "")
    assert word in err
    assert err.strip().count("\n") == 0


def test_no_option_takes_a_secret(alone: Command) -> None:
    for option in ("--client-secret", "--access-token", "--password", "--private-key"):
        code, _, err = alone("connect", option, "x")
        assert code == 2
        assert "No such option" in err


@pytest.mark.parametrize(
    "ways",
    [
        ("--client-credentials", "--client-secret-stdin", "--client-id", "x", "--host", "{host}"),
        ("--jwt", "--client-id", "x", "--username", "u", "--key-file", "{key}", "--host", "{host}"),
        ("--browser", "--client-id", "x", "--host", "{host}"),
        ("--access-token-stdin", "--instance-url", "{host}"),
    ],
)
def test_a_host_that_is_not_salesforces_is_shown_and_given_nothing(
    alone: Command, tmp_path: Path, ways: tuple[str, ...]
) -> None:
    key = tmp_path / "key.pem"
    key.write_bytes(
        rsa.generate_private_key(65537, 2048).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    host = "https://acme.my.salesforce.com.evil.invalid"
    arguments = [word.format(host=host, key=key) for word in ways]
    code, out, err = alone("connect", *arguments, "--json", given="s3cret\n")
    assert code == 2
    error = json.loads(out)["error"]
    assert error["code"] == "HOST_NOT_ALLOWED"
    assert (
        "acme.my.salesforce.com.evil.invalid is not a host of Salesforce: it belongs to evil.invalid." in err
    )
    assert "--trust-host acme.my.salesforce.com.evil.invalid" in err
    assert "s3cret" not in out + err


def test_a_host_that_is_trusted_on_the_command_line_is_remembered_for_this_org(alone: Command) -> None:
    arguments = ("--access-token-stdin", "--instance-url", "https://gateway.invalid")
    code, _, err = alone("connect", *arguments, "--trust-host", "gateway.invalid", given="token\n")
    assert code == 2
    assert "cannot be reached" in err, "it was tried"
    assert alone("settings", "trusted_hosts")[1] == "gateway.invalid\n"
    code, _, err = alone("connect", *arguments, given="token\n")
    assert "cannot be reached" in err
    code, _, err = alone("connect", *arguments, "--trust-host", "no host", given="token\n")
    assert code == 2
    assert "not the address" in err


@pytest.mark.secret_service
def test_the_secret_of_the_app_connects_and_disconnect_signs_out(command: Command, org: PracticeOrg) -> None:
    code, out, err = command(
        "connect", "--client-credentials", "--client-secret-stdin", "--host", org.url,
        "--client-id", org.line["client_id"], "--ca-file", org.line["ca_file"], "--json",
        given=org.line["client_secret"] + "\n",
    )  # fmt: skip
    assert code == 0, err
    assert json.loads(out)["org"]["id"] == org.line["organization_id"]
    assert command.json("sync")["outcome"] == "done"
    assert command.json("disconnect") == {"connected": False}
    code, _, err = command("sync")
    assert code == 2
    assert "No Salesforce org is connected" in err


def started(command: Command, org: PracticeOrg) -> Any:
    command.environment["BROWSER"] = "/nowhere/browser"
    return command.start(
        "connect", "--browser", "--host", org.url, "--client-id", org.line["client_id"],
        "--ca-file", org.line["ca_file"],
    )  # fmt: skip


def address_of(process: Any) -> str:
    for line in process.stderr:
        if line.startswith("https://"):
            return str(line.strip())
    raise AssertionError("no address was shown")


@pytest.mark.secret_service
def test_the_browser_connects_even_where_none_can_be_opened(command: Command, org: PracticeOrg) -> None:
    process = started(command, org)
    page = Browser(org).visit(address_of(process))
    assert page.status_code == 200
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "Connected to Practice Org" in out


@pytest.mark.secret_service
def test_ctrl_c_gives_the_sign_in_up(command: Command, org: PracticeOrg) -> None:
    process = started(command, org)
    address_of(process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_a_secret_that_is_typed_at_a_terminal_does_not_show_there(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "gui", "connect", "--access-token-stdin", "--instance-url", "https://127.0.0.1:9",
         "--data-dir", str(tmp_path)],
        env=os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while b"Access token: " not in shown:
        shown += os.read(ours, 1_000)
    os.write(ours, b"00D-typed-by-hand\n")
    with contextlib.suppress(OSError):
        # The end of the other side is an error here.
        while more := os.read(ours, 1_000):
            shown += more
    os.close(ours)
    assert process.wait(60) == 2
    assert b"cannot be reached" in shown
    assert b"typed-by-hand" not in shown
