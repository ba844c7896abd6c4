"""alarms on the command line: set up, tried, and sent by the commands that a scheduler calls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.cli.test_commands import Command
from tests.core.sync.conftest import reached
from tests.helpers.alarm_servers import MailServer, WebServer
from tests.helpers.practice import PracticeOrg
from tests.helpers.secret_service import SecretService

NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[MailServer]:
    with MailServer(tmp_path) as server:
        yield server


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    return Command(tmp_path / "data", NO_KEYRING)


def set_up(command: Command, server: MailServer) -> None:
    code, _, err = command(
        "alarms", "email", "--server", "localhost", "--port", server.port, "--security", "none",
        "--to", "admin@example.com, team@example.com",
    )  # fmt: skip
    assert code == 0, err


def test_what_is_set_up_is_listed_and_tried(alone: Command, mail_server: MailServer) -> None:
    assert alone("alarms")[:2] == (0, "desktop         while the window or its tray icon is there\n")
    set_up(alone, mail_server)
    place = f"localhost:{mail_server.port}"
    assert alone("alarms", "test") == (0, f"email           A test was sent to {place}.\n", "")
    assert [message["To"] for message in mail_server.received] == ["admin@example.com, team@example.com"]
    assert alone.json("alarms", "test", "email") == [
        {"way": "email", "place": place, "arrived": True, "problem": None}
    ]
    assert [way["way"] for way in alone.json("alarms")] == ["desktop", "email"]
    assert alone("settings", "alarms_mail_to")[1] == "admin@example.com,team@example.com\n"


def test_a_test_that_does_not_arrive_says_why_and_ends_with_1(
    alone: Command, mail_server: MailServer
) -> None:
    set_up(alone, mail_server)
    alone("alarms", "email", "--security", "starttls")
    code, out, err = alone("alarms", "test")
    assert (code, err) == (1, "")
    assert "does not offer STARTTLS on this port. Try TLS with port 465" in out
    [told] = alone.json("alarms", "test", code=1)
    assert told["problem"]["code"] == "MAIL_NO_STARTTLS"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("alarms", "test"), "No way is set up that a command could try"),
        (("alarms", "test", "desktop"), "Only the window shows alarms on the desktop"),
        (("alarms", "test", "email"), "email is not set up; there are: -."),
        (("alarms", "chat"), "Give --add-stdin or --remove."),
        (("alarms", "email", "--password-stdin"), "--password-stdin needs --user as well."),
        (("alarms", "email", "--to", "nobody"), "alarms_mail_to cannot be set to “nobody”."),
        (("settings", "alarms_heartbeat", "http://example.com/x"), "begins with https://"),
        (("settings", "alarms_quiet_from", "25:00"), "a time of day such as 22:00"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    alone: Command, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = alone(*arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_without_a_keyring_an_address_is_refused_in_words(alone: Command) -> None:
    code, _, err = alone("alarms", "chat", "--add-stdin", given="https://example.com/hook/s3cret\n")
    assert code == 2
    assert "no keyring in which the secrets of alarms could be kept" in err
    assert "s3cret" not in err


@pytest.mark.secret_service
def test_a_chat_is_added_tried_and_removed_with_its_address_in_the_keyring_alone(tmp_path: Path) -> None:
    with SecretService(tmp_path / "home") as service, WebServer(tmp_path) as server:
        command = Command(tmp_path / "data", service.environment)
        address = f"{server.url}/hook/s3cret"
        code, out, err = command("alarms", "chat", "--add-stdin", given=f"{address}\n")
        assert code == 0, err
        assert "http://localhost/…" in out
        [_, chat] = command.json("alarms")
        number = chat["way"].removeprefix("chat:")
        assert command("alarms", "test", number)[0] == 0
        assert server.texts == ["This is a test. Alarms reach you this way. There is nothing to do."]
        kept = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
        assert b"s3cret" not in kept
        assert command("alarms", "chat", "--remove", number)[0] == 0
        assert [way["way"] for way in command.json("alarms")] == ["desktop"]


def test_a_sync_that_is_held_without_a_window_is_mailed_once_however_often_it_is_run(
    tmp_path: Path, mail_server: MailServer
) -> None:
    with PracticeOrg(people=30, opted_out=6) as org:
        command = Command(tmp_path / "data", reached(org) | NO_KEYRING)
        set_up(command, mail_server)
        command("settings", "org_name", "Acme")
        command("settings", "brake_practice", "on")
        assert command("load-people")[0] == 0
        assert command("sync")[0] == 3
        assert command("push")[0] == 0
        assert command("sync")[0] == 3
    first, second = mail_server.received
    assert first["Subject"] == "Unsubscribe Sync: Acme needs you"
    assert first.get_content().startswith("A sync is waiting for your approval.")
    assert second.get_content() == first.get_content(), "another run is held, which is news"


def test_a_sign_in_that_is_needed_is_mailed_in_the_language_of_the_settings(
    tmp_path: Path, mail_server: MailServer
) -> None:
    with PracticeOrg(people=5) as org:
        command = Command(tmp_path / "data", reached(org) | NO_KEYRING)
        set_up(command, mail_server)
        assert command("sync")[0] in (0, 3)
        command("settings", "language", "ja")
        command.environment["UNSUBSCRIBE_SYNC_ACCESS_TOKEN"] = "00D000000000000!nothing"
        for _ in range(2):
            assert command("sync")[0] == 2
    said = [message.get_content() for message in mail_server.received]
    assert len([text for text in said if "Salesforce のセッションが期限切れか" in text]) == 1, said


def test_the_settings_are_described(alone: Command) -> None:
    told = json.loads(alone("settings", "--describe", "--json")[1])
    assert told["alarms_name_people"]["default"] is False
    assert told["alarms_mail_security"]["accepts"] == "It accepts: starttls, tls, none."
    assert told["alarms_mail_to"]["value"] == []
