"""network on the command line: proxy and CA file, and a password that is never an argument."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.core.cli.test_commands import Command
from tests.helpers.connect_proxy import FAR, FAR_NAME, ConnectProxy, org_behind
from tests.helpers.secret_service import SecretService

NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    with SecretService(tmp_path / "home") as service:
        yield Command(tmp_path / "data", service.environment)


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    return Command(tmp_path / "data", NO_KEYRING)


def test_what_is_set_is_shown(alone: Command, tmp_path: Path) -> None:
    file = tmp_path / "company.pem"
    trustme.CA().cert_pem.write_to_path(str(file))
    alone.environment["https_proxy"] = "http://user:secret@proxy.example.com:3128"
    code, out, _ = alone("network")
    assert code == 0
    assert "system (proxy.example.com:3128)" in out
    assert "secret" not in out
    code, out, err = alone("network", "--proxy", "http://10.0.0.1:8080/", "--ca-file", str(file), "--json")
    assert code == 0, err
    assert json.loads(out)["proxy"] == "10.0.0.1:8080"
    assert json.loads(out)["ca_file"] == str(file)
    assert alone("settings", "proxy")[1] == "10.0.0.1:8080\n"
    code, out, err = alone("network", "--ca-file", "", "--proxy", "none")
    assert (code, err) == (0, "")
    assert "none beside those of the system" in out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--proxy", "anna:secret@proxy:8080"), "not the address of a proxy"),
        (("--proxy", "proxy:8080", "--ca-file", "nowhere.pem"), "cannot be used"),
        (("--proxy-password-stdin",), "without a user"),
        (("--proxy", "proxy:8080", "--proxy-user", "anna", "--proxy-password-stdin"), "set HTTPS_PROXY"),
        (("--proxy-password", "secret"), "No such option"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_and_changes_nothing(
    alone: Command, arguments: tuple[str, ...], word: str
) -> None:
    code, out, err = alone("network", *arguments, given="secret\n")
    assert (code, out) == (2, "")
    assert word in err
    assert "secret" not in err.replace("--proxy-password", "")
    assert alone("settings", "proxy")[1] == "system\n"


@pytest.mark.secret_service
def test_connecting_through_a_proxy_with_its_password_in_the_keyring(
    command: Command, tmp_path: Path
) -> None:
    with ConnectProxy("anna", "s3cret pass") as proxy, org_behind(proxy, tmp_path / "far") as org:
        code, _, err = command(
            "network", "--proxy", proxy.place, "--proxy-user", "anna", "--proxy-password-stdin",
            "--ca-file", org.line["ca_file"], given="s3cret pass\n",
        )  # fmt: skip
        assert code == 0, err
        code, out, err = command(
            "connect", "--instance-url", FAR, "--access-token-stdin", "--trust-host", FAR_NAME, "--json",
            given=f"{org.token}\n",
        )  # fmt: skip
        assert code == 0, err
        assert json.loads(out)["org"]["instance_url"] == FAR
        code, out, err = command("sync", "--yes", "--json")
        assert code == 0, err
        assert json.loads(out)["outcome"] == "done"
        assert proxy.let_through
    for file in (tmp_path / "data").rglob("*"):
        assert not file.is_file() or b"s3cret" not in file.read_bytes()
