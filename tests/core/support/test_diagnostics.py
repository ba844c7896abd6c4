"""The diagnostics file, which helps a helper and names nobody."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.engine import Engine
from core.engine_options import EngineOptions
from core.messages import Message, ProblemError
from core.salesforce.values.errors import explain
from core.settings import NIGHTLY_SYNC, WATCHED_FOLDER, named
from core.store.sends import SendAnswer
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.orgs import Org
from core.store.types.people import NewPerson, Source
from core.store.types.pushes import PushState
from core.store.types.runs import Night, NightState, RunCounts, RunKind, RunOutcome
from core.store.unsubscribes import NewUnsubscribe
from core.support.diagnostics import without_people
from core.support.log_file import LOG_FILE

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
FIELD = OptOutField.SALESFORCE
ADDRESSES = (
    "ann.lee@example.com",
    "o'brien+list@example.co.uk",
    '"two words"@example.org',
    "ü.müller@bücher.example",
    "root@localhost",
)
NAMES = ("Ann", "Lee-Okafor", "Acme Personal Holdings")
RECORDS = tuple(f"003Pr000000000{number}AAA" for number in range(len(ADDRESSES)))
REFUSED = explain("FIELD_CUSTOM_VALIDATION_EXCEPTION", f"the rule of {ADDRESSES[0]}")

COMPANY = {
    "org_name": "Muster AG Hauptorg",
    "proxy": "proxy.muster.example:3128",
    "proxy_user": "muster\\anna",
    "ca_file": "/opt/muster/company.pem",
}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database full of people, parked pushes, runs and a log, all naming somebody."""
    opened = Engine(EngineOptions(tmp_path / "data", environment={}, now=lambda: NOW))
    store = opened.store
    store.people.add(
        [
            NewPerson(email, NAMES[0], NAMES[1], NAMES[2], salesforce_ids=(id_,))
            for email, id_ in zip(ADDRESSES, RECORDS, strict=True)
        ],
        NOW,
    )
    store.unsubscribes.collect([NewUnsubscribe(email, NOW, Source.MANUAL) for email in ADDRESSES], FIELD, NOW)
    taken, _ = store.sends.take_due(100, NOW, FIELD)
    store.sends.answer([SendAnswer(push.id, PushState.PARKED, REFUSED) for push in taken], NOW)
    why = Message("{email} stopped it.", {"email": ADDRESSES[0]})
    run = store.runs.open(RunKind.NIGHTLY, FIELD, NOW, full=True, planned_for=NOW)
    counts = RunCounts(people=5, failed=2)
    store.runs.close(run, RunOutcome.FAILED, counts, NOW, api_calls=6, full=True, reason=why)
    store.runs.record_night(Night(NOW, NightState.FAILED, run, why))
    store.status_log.add(
        [
            NewLogEntry(
                Level.ERROR, LogKind.PUSH, why, run, why, email, id_, REFUSED.code, f"details of {email}"
            )
            for email, id_ in zip(ADDRESSES, RECORDS, strict=True)
        ],
        NOW,
    )
    store.org_state.set_org(
        Org("00D5e000000TESTEAA", NAMES[2], "https://acme.my.example.com", False, False, ADDRESSES[0], "66.0")
    )
    for email in ADDRESSES:
        logging.getLogger("core.anything").warning("somebody logged %s by mistake", email)
    opened.settings.set(NIGHTLY_SYNC, "on")
    opened.settings.set(WATCHED_FOLDER, str(Path.home() / "in"))
    for setting, value in COMPANY.items():
        # As it was when it was set: the file of authorities has gone since.
        opened.store.org_state.set_setting(named(setting).key, value)
    yield opened
    opened.stop()


@pytest.fixture
def text(engine: Engine, tmp_path: Path) -> str:
    engine.export_diagnostics(tmp_path / "diagnostics.txt")
    return (tmp_path / "diagnostics.txt").read_text(encoding="utf-8-sig")


def test_no_address_of_the_database_occurs_in_it(engine: Engine, text: str) -> None:
    kept = [row[0] for row in engine.store.database.rows("SELECT email FROM person")]
    assert len(kept) == len(ADDRESSES)
    lowered = text.lower()
    assert not [email for email in (*kept, *ADDRESSES) if email.lower() in lowered]
    assert "@" not in text


def test_no_name_record_org_address_or_home_folder_occurs_in_it(text: str) -> None:
    for part in (*NAMES[1:], *RECORDS, "acme.my.example.com", str(Path.home() / "in"), "two words"):
        assert part not in text


def test_nothing_that_names_the_company_or_somebody_of_it_occurs_in_it(text: str) -> None:
    for setting, value in COMPANY.items():
        assert value not in text
        assert re.search(rf"{setting}\W+\(set\)", text)
    assert re.search(r"org_colour\W+auto", text)


def test_it_tells_what_a_helper_needs(text: str) -> None:
    for line in (
        "Made at 2026-11-24T04:00:00.000000+00:00.",
        "nightly_sync: on",
        "watched_folder: (set)",
        "org: 00D5e000000TESTEAA",
        "people: 5",
        "parked: 5",
        "access_validation FIELD_CUSTOM_VALIDATION_EXCEPTION: 5 parked",
        "error push FIELD_CUSTOM_VALIDATION_EXCEPTION: 5",
        "2026-11-24T04:00:00.000000+00:00: failed, {email} stopped it.",
        f"== {LOG_FILE}",
    ):
        assert line in text.splitlines()
    assert "SQLite: 3." in text
    assert "sync 1: nightly full, salesforce, failed" in text
    assert "6 calls, people 5" in text
    assert "somebody logged (address) by mistake" in text


def test_a_fresh_data_directory_has_diagnostics_too(tmp_path: Path) -> None:
    with Engine(EngineOptions(tmp_path / "data", environment={}, now=lambda: NOW)) as engine:
        engine.export_diagnostics(tmp_path / "diagnostics.txt")
        with pytest.raises(ProblemError):
            engine.export_diagnostics(tmp_path / "nowhere" / "diagnostics.txt")
    text = (tmp_path / "diagnostics.txt").read_text(encoding="utf-8-sig")
    assert "state: not_connected" in text
    assert "people: 0" in text


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("to <ann@example.com>, then", "to (address) then"),
        ('"two words"@example.org failed', "(address) failed"),
        ("ann＠example.com", "(address)"),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_whatever_looks_like_an_address_is_cut_out(line: str, left: str, tmp_path: Path) -> None:
    assert without_people(line, tmp_path) == left


def test_folders_that_hold_a_users_name_are_shortened(tmp_path: Path) -> None:
    line = f"opened {tmp_path / 'people.sqlite3'} and {Path.home() / 'Downloads'}"
    assert without_people(line, tmp_path).replace("\\", "/") == (
        "opened (data folder)/people.sqlite3 and ~/Downloads"
    )
