"""What is remembered of a sign-in, so that the next one is easier."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.connection.signed_in import KEY, Manner, SignedIn, SignInMemory
from core.secrets.credentials import AnyAccess, KeyAccess, RefreshAccess, SecretAccess, StoredAccess
from core.store.store import Store

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORG = "https://acme.my.salesforce.com"
LOGIN = "https://login.salesforce.com"
BROWSER = RefreshAccess(ORG, LOGIN, "3MVG9", "5Aep861", "00D", "admin@example.com")


@pytest.fixture
def memory(tmp_path: Path) -> SignInMemory:
    return SignInMemory(Store(tmp_path).org_state)


@pytest.mark.parametrize(
    ("stored", "remembered"),
    [
        (BROWSER, SignedIn(Manner.BROWSER, LOGIN, "3MVG9", NOW)),
        (
            KeyAccess(ORG, LOGIN, "3MVG9", "PRIVATE", "00D", "u"),
            SignedIn(Manner.KEY, LOGIN, "3MVG9", NOW),
        ),
        (
            SecretAccess(ORG, "3MVG9", "SECRET", "00D", "u"),
            SignedIn(Manner.SECRET, ORG, "3MVG9", NOW),
        ),
        (StoredAccess(ORG, "00Dxx!TOKEN"), SignedIn(Manner.TOKEN, ORG, "", NOW)),
    ],
)
def test_how_and_when_and_where_are_remembered_and_no_secret(
    tmp_path: Path, stored: AnyAccess, remembered: SignedIn
) -> None:
    org_state = Store(tmp_path).org_state
    SignInMemory(org_state).remember(stored, NOW)
    assert SignInMemory(org_state).last() == remembered
    text = org_state.setting(KEY) or ""
    assert not [secret for secret in ("5Aep861", "PRIVATE", "SECRET", "TOKEN") if secret in text]


def test_after_signing_out_only_the_time_is_gone(memory: SignInMemory) -> None:
    memory.remember(BROWSER, NOW)
    before = memory.last()
    assert before is not None
    memory.ended()
    assert memory.last() == replace(before, at=None)


def test_the_consumer_key_outlives_a_sign_in_that_needs_none(memory: SignInMemory) -> None:
    memory.remember(BROWSER, NOW)
    memory.remember(StoredAccess(ORG, "00Dxx!TOKEN"), NOW)
    last = memory.last()
    assert last is not None
    assert (last.manner, last.client_id) == (Manner.TOKEN, "3MVG9")


@pytest.mark.parametrize("text", ["", "nonsense", "[]", '{"manner": "telepathy"}', "null"])
def test_what_cannot_be_understood_counts_as_nothing(tmp_path: Path, text: str) -> None:
    org_state = Store(tmp_path).org_state
    org_state.set_setting(KEY, text)
    memory = SignInMemory(org_state)
    assert memory.last() is None
    memory.ended()
    memory.remember(BROWSER, NOW)
    assert memory.last() is not None
