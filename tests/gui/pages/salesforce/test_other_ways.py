"""The other ways to sign in, against a real practice org and with a real keyring."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.connection.access_providers import account_of
from core.connection.signed_in import Manner
from core.engine import Engine
from core.secrets.credentials import Credentials, KeyAccess
from core.settings import CA_FILE
from gui.main_window import MainWindow
from gui.pages.salesforce.other_ways import OtherWaysCard
from tests.helpers.driving import choose, named, press, says
from tests.helpers.practice import PracticeOrg

pytestmark = [pytest.mark.secret_service, pytest.mark.usefixtures("desktop_keyring")]

SLOW_MS = 20_000
KEY, SECRET, TOKEN = "Private key (JWT bearer)", "Secret of the app (client credentials)", "Access token"


@pytest.fixture
def card(window: MainWindow, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot) -> OtherWaysCard:
    window.go_to("salesforce")
    found = window.findChild(OtherWaysCard)
    assert isinstance(found, OtherWaysCard)
    assert not found.is_open
    press(found, "Show", qtbot)
    engine.settings.set(CA_FILE, practice_org.line["ca_file"])
    write(found, "Address of your org", practice_org.url)
    return found


def write(within: OtherWaysCard, name: str, text: str) -> QLineEdit:
    field = next(f for f in within.findChildren(QLineEdit) if f.accessibleName() == name)
    field.setText(text)
    return field


def key_file(practice_org: PracticeOrg, folder: Path) -> Path:
    key = rsa.generate_private_key(65537, 2048)
    encoding = serialization.Encoding.PEM
    public = key.public_key().public_bytes(encoding, serialization.PublicFormat.SubjectPublicKeyInfo)
    practice_org.control("oauth/keys", {"pem": public.decode()})
    path = folder / "key.pem"
    path.write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


def manner(engine: Engine) -> Manner | None:
    last = engine.connection.signed_in()
    return last.manner if last is not None else None


def test_whoever_looks_for_user_name_and_password_reads_why_there_is_none(card: OtherWaysCard) -> None:
    assert says(card, "There is no way in with user name and password: Salesforce is ending it")


def test_a_private_key_file_is_taken_into_the_keyring_and_not_needed_again(
    card: OtherWaysCard, engine: Engine, practice_org: PracticeOrg, tmp_path: Path, qtbot: QtBot
) -> None:
    path = key_file(practice_org, tmp_path)
    choose(card, "Way to sign in", KEY)
    write(card, "Consumer key", practice_org.line["client_id"])
    write(card, "User name", practice_org.line["username"])
    field = write(card, "Private key file", str(path))
    press(card, "Connect", qtbot)
    qtbot.waitUntil(lambda: says(card, "Connected to "), timeout=SLOW_MS)
    assert manner(engine) is Manner.KEY
    assert isinstance(Credentials(account_of(engine.data_dir)).load(), KeyAccess)
    assert field.text() == ""
    path.unlink()
    engine.check_connection()


def test_the_secret_of_the_app_connects_and_is_shown_to_nobody(
    card: OtherWaysCard, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    choose(card, "Way to sign in", SECRET)
    write(card, "Consumer key", practice_org.line["client_id"])
    field = write(card, "Consumer secret", practice_org.line["client_secret"])
    assert field.echoMode() is QLineEdit.EchoMode.Password
    press(card, "Connect", qtbot)
    qtbot.waitUntil(lambda: says(card, "Connected to "), timeout=SLOW_MS)
    assert manner(engine) is Manner.SECRET
    assert field.text() == ""


def test_an_access_token_connects(
    card: OtherWaysCard, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    choose(card, "Way to sign in", TOKEN)
    assert not named(card, "Consumer key").isVisible()
    field = write(card, "Access token", practice_org.token)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    press(card, "Connect", qtbot)
    qtbot.waitUntil(lambda: says(card, "Connected to "), timeout=SLOW_MS)
    assert manner(engine) is Manner.TOKEN


def test_a_refusal_is_said_and_what_was_typed_stays(
    card: OtherWaysCard, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    choose(card, "Way to sign in", SECRET)
    write(card, "Consumer key", practice_org.line["client_id"])
    field = write(card, "Consumer secret", "wrong")
    press(card, "Connect", qtbot)
    qtbot.waitUntil(lambda: says(card, "does not know the app, or not with this secret"), timeout=SLOW_MS)
    assert field.text() == "wrong"
    assert manner(engine) is None
    assert named(card, "Connect").isEnabled()


def test_a_file_that_holds_no_key_is_said(card: OtherWaysCard, tmp_path: Path, qtbot: QtBot) -> None:
    choose(card, "Way to sign in", KEY)
    write(card, "Consumer key", "3MVG9")
    write(card, "User name", "admin@example.com")
    write(card, "Private key file", str(tmp_path / "absent.pem"))
    press(card, "Connect", qtbot)
    qtbot.waitUntil(lambda: says(card, "absent.pem cannot be read"), timeout=SLOW_MS)
    (tmp_path / "absent.pem").write_text("no key at all")
    press(card, "Connect", qtbot)
    qtbot.waitUntil(lambda: says(card, "not an RSA private key in PEM form"), timeout=SLOW_MS)


def test_what_is_missing_is_named(card: OtherWaysCard, qtbot: QtBot) -> None:
    choose(card, "Way to sign in", SECRET)
    press(card, "Connect", qtbot)
    assert says(card, "Consumer key is missing.")
