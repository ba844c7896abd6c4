"""The Salesforce page for data that belongs to an org which cannot be reached just now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from core.connection.state import ConnectionState
from core.engine import Engine
from core.engine_options import EngineOptions
from core.store.store import Store
from gui.main_window import MainWindow
from gui.pages.salesforce.page import SalesforcePage
from gui.pages.salesforce.sign_in_card import SignInCard
from tests.gui.pages.conftest import ORG
from tests.helpers.driving import named, press, says
from tests.helpers.no_keyring import NoKeyring


@pytest.fixture(params=[False, True], ids=["production", "sandbox"])
def is_sandbox(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def engine(tmp_path: Path, is_sandbox: bool) -> Iterator[Engine]:
    Store(tmp_path / "data").org_state.set_org(replace(ORG, is_sandbox=is_sandbox))
    opened = Engine(EngineOptions(tmp_path / "data", environment={}))
    yield opened
    opened.stop()


@pytest.fixture
def page(window: MainWindow) -> SalesforcePage:
    window.go_to("salesforce")
    found = window.findChild(SalesforcePage)
    assert isinstance(found, SalesforcePage)
    return found


def test_production_and_sandbox_are_told_apart_by_word_and_sign(
    page: SalesforcePage, is_sandbox: bool
) -> None:
    assert says(page, "◆ Sandbox" if is_sandbox else "■ Production")
    assert not says(page, "■ Production" if is_sandbox else "◆ Sandbox")


def test_where_to_sign_in_is_chosen_beforehand(page: SalesforcePage, is_sandbox: bool) -> None:
    card = page.findChild(SignInCard)
    assert isinstance(card, SignInCard)
    card.set_open(True)
    radio = named(card, "Sandbox" if is_sandbox else "Production")
    assert isinstance(radio, QRadioButton)
    assert radio.isChecked()


def test_a_keyring_that_cannot_be_used_is_explained_and_can_be_tried_again(
    page: SalesforcePage, engine: Engine, qtbot: QtBot
) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        press(page, "Test connection", qtbot)
        qtbot.waitUntil(lambda: says(page, "This computer offers no keyring"), timeout=20_000)
    finally:
        keyring.set_keyring(before)
    assert engine.connection.state().state is ConnectionState.NOT_CONNECTED
    assert named(page, "Test connection").isEnabled()
    assert named(page, "Test connection").isVisible()
    assert says(page, "× wrong")
