"""Alarms by e-mail at a real mail server: each kind of encryption, and each reason why one does not arrive."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.alarms import mail
from core.alarms.orders import ARRIVED, MailOrder, Outcome, Way
from core.alarms.ways import MailSetUp
from core.messages import ProblemError
from core.settings.alarms import ALARMS_MAIL_PORT
from tests.core.alarms.conftest import HELD, Desk
from tests.core.secrets.test_credentials import SmallEntries
from tests.helpers.alarm_servers import MailServer

PASSWORD = "pässword of ours"


def order(port: str, security: str = "none", *, user: str = "", password: str = "") -> MailOrder:
    receivers = ("one@example.com", "two@example.com")
    return MailOrder(
        "localhost",
        int(port),
        security,
        user,
        password,
        "from@example.com",
        receivers,
        "Título – 件名",
        "本文",
    )


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_message_arrives_over_each_kind_of_encryption_whatever_its_letters(
    tmp_path: Path, security: str
) -> None:
    with MailServer(tmp_path, security=security) as server:
        assert mail.send_mail(order(server.port, security), Way(str(server.ca_file))) == ARRIVED
    [message] = server.received
    assert (message["Subject"], message.get_content().strip()) == ("Título – 件名", "本文")
    assert message["To"] == "one@example.com, two@example.com"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_password_is_given_over_tls_and_a_wrong_one_is_said(tmp_path: Path, security: str) -> None:
    with MailServer(tmp_path, security=security, password="right") as server:
        way = Way(str(server.ca_file))
        assert mail.send_mail(order(server.port, security, user="me", password="right"), way) == ARRIVED
        wrong = mail.send_mail(order(server.port, security, user="me", password="wrong"), way)
        without = mail.send_mail(order(server.port, security), way)
    assert (wrong.code, wrong.arrived) == ("MAIL_PASSWORD_REFUSED", False)
    assert "wrong" not in wrong.detail
    assert without.code == "MAIL_WANTS_SIGN_IN"
    assert len(server.received) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path, security: str) -> None:
    with MailServer(tmp_path, security=security, password="right") as server:
        outcome = mail.send_mail(order(server.port, security, user="me", password="right"), Way())
    assert outcome.code == "MAIL_NOT_TRUSTED"
    assert server.signed_in == []


def test_a_server_without_starttls_is_given_nothing_in_the_open(tmp_path: Path) -> None:
    with MailServer(tmp_path) as server:
        assert mail.send_mail(order(server.port, "starttls"), Way()).code == "MAIL_NO_STARTTLS"
        assert mail.send_mail(order(server.port, "tls"), Way()).code == "MAIL_NOT_TLS"
    assert server.received == []


def test_a_receiver_that_is_refused_is_said_and_the_others_have_their_mail(tmp_path: Path) -> None:
    with MailServer(tmp_path, refused=("two@example.com",)) as server:
        outcome = mail.send_mail(order(server.port), Way())
    assert outcome == Outcome("MAIL_RECEIVERS_REFUSED", detail="550 nobody of that name", arrived=True)
    with MailServer(tmp_path, refused=("one@example.com", "two@example.com")) as server:
        assert mail.send_mail(order(server.port), Way()).arrived is False


def test_where_nobody_listens_that_is_said(tmp_path: Path) -> None:
    with MailServer(tmp_path) as server:
        pass
    outcome = mail.send_mail(order(server.port), Way())
    assert outcome.code == "MAIL_NOT_REACHED"


@contextmanager
def talker(said: bytes) -> Iterator[str]:
    """A server that says this again and again to whoever calls."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            line, _ = listening.accept()
            with line:
                try:
                    while True:
                        line.sendall(said)
                except OSError:
                    return

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        yield str(listening.getsockname()[1])
        thread.join(30)


def test_a_server_that_talks_without_an_end_is_not_listened_to() -> None:
    with talker(b"220-welcome\r\n" * 100) as port:
        outcome = mail.send_mail(order(port), Way())
    assert outcome.code == "MAIL_NOT_REACHED"
    assert outcome.detail.endswith("the server talks without an end")


def set_up(mail_server: MailServer, **changed: str) -> MailSetUp:
    values = {"server": "localhost", "port": mail_server.port, "security": "starttls", "user": "me"}
    return MailSetUp(**(values | {"receivers": "admin@example.com"} | changed))


def test_the_password_is_in_the_keyring_alone_and_goes_to_no_other_server(
    desk: Desk, tmp_path: Path, entries: SmallEntries
) -> None:
    with MailServer(tmp_path, security="starttls", password=PASSWORD) as server:
        desk.engine.connection.network.change("system", "", None, str(server.ca_file))
        desk.alarms.ways.set_mail(set_up(server), PASSWORD)
        desk.window_looks(HELD)
        desk.alarms.test("email")
        assert server.signed_in == ["me", "me"]
        assert [message["Subject"] for message in server.received] == [
            "Unsubscribe Sync: the org needs you",
            "Unsubscribe Sync: a test for the org",
        ]
    kept = b"".join(path.read_bytes() for path in desk.engine.data_dir.rglob("*") if path.is_file())
    assert PASSWORD.encode() not in kept
    assert list(entries.entries.values()) == [PASSWORD]
    desk.engine.settings.set(ALARMS_MAIL_PORT, "1")
    assert desk.alarms.ways.mail_order("", "").password == ""
    desk.engine.settings.set(ALARMS_MAIL_PORT, server.port)
    desk.alarms.ways.set_mail(set_up(server, server="other.example.com"), None)
    assert entries.entries == {}


def test_a_wrong_password_is_one_sentence_that_says_what_to_do(
    desk: Desk, tmp_path: Path, entries: SmallEntries
) -> None:
    with MailServer(tmp_path, security="starttls", password=PASSWORD) as server:
        desk.engine.connection.network.change("system", "", None, str(server.ca_file))
        desk.alarms.ways.set_mail(set_up(server), "something else")
        with pytest.raises(ProblemError) as refused:
            desk.alarms.test("email")
    assert refused.value.problem.english() == (
        f"The mail server localhost:{server.port} refused the user or the password. Enter both anew. Some providers "
        "want a password made for programs, an app password, in place of your own."
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"security": "none"}, "MAIL_PASSWORD_IN_THE_OPEN"),
        ({"receivers": "nobody"}, "SETTING_NOT_ACCEPTED"),
        ({"receivers": "a@example.com\nBcc: b@example.com"}, "SETTING_NOT_ACCEPTED"),
        ({"server": "https://mail.example.com"}, "SETTING_NOT_ACCEPTED"),
        ({"port": "0"}, "SETTING_NOT_ACCEPTED"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    desk: Desk, mail_server: MailServer, entries: SmallEntries, changed: dict[str, str], code: str
) -> None:
    with pytest.raises(ProblemError) as refused:
        desk.alarms.ways.set_mail(set_up(mail_server, **changed), PASSWORD)
    assert refused.value.problem.code == code
    assert (desk.alarms.ways.mail(), entries.entries) == (MailSetUp(), {})
