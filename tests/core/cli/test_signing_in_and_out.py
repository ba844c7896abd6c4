"""connect, disconnect, network, orgs and begin-anew where things go wrong: what is said, kept, and given up."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from core.connection.access_providers import account_of
from tests.core.cli.test_commands import Command
from tests.helpers.oauth_browser import free_ports
from tests.helpers.practice import PracticeOrg
from tests.helpers.secret_service import SecretService


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=10, opted_out=1, scenario="sandbox") as practice:
        yield practice


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    with SecretService(tmp_path / "home") as service:
        yield Command(tmp_path / "data", service.environment)


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    return Command(tmp_path / "data", {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"})


@pytest.fixture
def silent() -> Iterator[tuple[str, threading.Event]]:
    """The address of a host that takes calls and never says a word, and whether one has come."""
    called = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            taken = []
            try:
                while True:
                    taken.append(server.accept())
                    called.set()
            except OSError:
                for line, _ in taken:
                    line.close()

        threading.Thread(target=take, daemon=True).start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}", called
        server.shutdown(socket.SHUT_RDWR)


def by_secret(command: Command, org: PracticeOrg, *more: str) -> tuple[int, str, str]:
    return command(
        "connect", "--client-credentials", "--client-secret-stdin", "--host", org.url,
        "--client-id", org.line["client_id"], "--ca-file", org.line["ca_file"], "--json", *more,
        given=org.line["client_secret"] + "\n",
    )  # fmt: skip


# --- Ctrl+C


@pytest.mark.secret_service
@pytest.mark.parametrize(
    "way",
    [
        ("--access-token-stdin", "--instance-url", "{host}"),
        ("--client-credentials", "--client-secret-stdin", "--client-id", "x", "--host", "{host}"),
        ("--jwt", "--client-id", "x", "--username", "u", "--key-file", "{key}", "--host", "{host}"),
    ],
    ids=["token", "secret", "key"],
)
def test_ctrl_c_is_heard_at_once_in_every_way_of_connecting_and_nothing_is_stored(
    command: Command, silent: tuple[str, threading.Event], tmp_path: Path, way: tuple[str, ...]
) -> None:
    host, called = silent
    key = tmp_path / "key.pem"
    key.write_bytes(
        rsa.generate_private_key(65537, 2048).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    process = command.start("connect", *(word.format(host=host, key=key) for word in way))
    assert process.stdin is not None
    process.stdin.write("s3cret\n")
    process.stdin.close()
    process.stdin = None
    assert called.wait(40)
    process.send_signal(signal.SIGINT)
    asked_at = monotonic()
    _, err = process.communicate(timeout=40)
    assert process.returncode == 130, err
    assert monotonic() - asked_at < 30, "and not only when the network gives up"
    assert command.json("status", code=1)["connected"] is False
    assert stored(command) == "None"


def stored(command: Command) -> str:
    load = (
        "import sys; from core.secrets.credentials import Credentials; print(Credentials(sys.argv[1]).load())"
    )
    return subprocess.run(
        [sys.executable, "-W", "ignore::ResourceWarning", "-c", load, account_of(command.folder)],
        env=command.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout.strip()


# --- signing out


@pytest.mark.secret_service
def test_what_could_not_be_revoked_is_told_on_standard_error_and_in_json_also_the_second_time(
    command: Command,
) -> None:
    url = f"https://127.0.0.1:{free_ports(1)[0]}"
    save = (
        "import sys; from core.secrets.credentials import *; "
        "Credentials(sys.argv[1]).save(RefreshAccess(sys.argv[2], sys.argv[2], 'key', '5Aep', '', 'u'))"
    )
    subprocess.run(
        [sys.executable, "-W", "ignore::ResourceWarning", "-c", save, account_of(command.folder), url],
        env=command.environment | {"PYTHONPATH": os.getcwd()},
        timeout=60,
        check=True,
    )
    for _ in range(2):
        code, out, err = command("disconnect", "--json")
        assert code == 0, err
        document = json.loads(out)
        assert document["connected"] is False
        assert document["not_revoked"]["code"] == "NOT_REVOKED"
        assert "Connected Apps OAuth Usage" in err


# --- a sandbox that was refreshed


@pytest.mark.secret_service
def test_a_refreshed_sandbox_is_told_and_its_data_begins_anew_by_command(
    command: Command, org: PracticeOrg
) -> None:
    assert by_secret(command, org)[0] == 0
    command.json("settings", "org_name", "Test box")
    command.json("unsubscribe", "ada@example.com")
    org.control("faults", {"scenario": "refreshed-sandbox"})
    code, _, err = command("sync")
    assert code == 2
    assert "was refreshed" in err
    assert "begin-anew --refreshed-sandbox" in err
    code, _, err = command("begin-anew", "--refreshed-sandbox")
    assert code == 2
    assert "kept as an archive" in err
    assert command.json("status", code=1)["unsubscribed"] == 1
    done = command.json("begin-anew", "--refreshed-sandbox", "--yes")
    assert (Path(done["set_aside"]) / "people.sqlite3").exists()
    assert command.json("status", code=1)["unsubscribed"] == 0
    assert command("settings", "org_name")[1] == "Test box\n"
    code, out, err = by_secret(command, org)
    assert code == 0, err
    assert json.loads(out)["org"]["id"] != org.line["organization_id"]
    assert command.json("sync", "--yes")["outcome"] == "done"


def test_data_that_belongs_to_no_sandbox_does_not_begin_anew_for_a_refresh(alone: Command) -> None:
    code, _, err = alone("begin-anew", "--refreshed-sandbox", "--yes")
    assert code == 2
    assert "belongs to no sandbox" in err


# --- an org that was removed


@pytest.mark.secret_service
def test_a_removed_org_that_is_connected_again_elsewhere_is_led_back_by_advice_that_works(
    command: Command, org: PracticeOrg
) -> None:
    command.json("settings", "org_name", "Main")
    command.json("orgs", "add")
    assert by_secret(command, org, "--org", "2")[0] == 0
    assert command.json("orgs", "remove", "2")["number"] == "2"
    code, _, err = by_secret(command, org)
    assert code == 2
    assert "unsubscribe-sync orgs restore 2" in err
    assert "orgs use 2" not in err
    assert command.json("orgs", "restore", "2")["number"] == "2"
    assert by_secret(command, org, "--org", "2")[0] == 0


# --- the network


@pytest.mark.parametrize(
    "arguments",
    [
        ("--proxy-user", "anna"),
        ("--proxy", "system", "--proxy-user", "anna"),
        ("--proxy", "none", "--proxy-user", "anna"),
        ("--proxy-user", "anna", "--proxy-password-stdin"),
    ],
)
def test_a_user_without_a_proxy_of_its_own_is_refused_and_not_dropped(
    alone: Command, arguments: tuple[str, ...]
) -> None:
    alone.environment["https_proxy"] = "http://proxy.example.com:3128"
    code, out, err = alone("network", *arguments, given="s3cret\n")
    assert (code, out) == (2, "")
    assert "Name the proxy as well" in err
    assert alone("settings", "proxy_user")[1].strip() == ""


def test_the_same_proxy_written_with_http_keeps_its_user(alone: Command) -> None:
    assert alone("network", "--proxy", "proxy.example.com:8080", "--proxy-user", "anna")[0] == 0
    code, out, err = alone("network", "--proxy", "http://proxy.example.com:8080/", "--json")
    assert code == 0, err
    assert json.loads(out)["proxy_user"] == "anna"
    code, _, err = alone("network", "--proxy", "none")
    assert code == 0
    assert "anna" in err, "what is used no longer is said"
