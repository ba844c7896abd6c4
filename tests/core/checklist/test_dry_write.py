"""The dry write: it ticks what is ticked already, and nothing else, whatever the org answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.checklist.results import Check, Checklist, CheckState
from core.engine import Engine
from core.engine_options import EngineOptions
from core.secrets.credentials import ACCESS_TOKEN, CA_FILE, INSTANCE_URL
from tests.core.checklist.conftest import Bench
from tests.helpers.other_server import OtherServer

TICKED, UNTICKED = "003000000000001AAA", "003000000000002AAA"


@pytest.fixture
def careless(tmp_path: Path) -> Iterator[OtherServer]:
    """A server that takes no notice of conditions: it answers every query with everybody."""
    with OtherServer(tmp_path) as server:
        server.people = {
            TICKED: {"Id": TICKED, "HasOptedOutOfEmail": True},
            UNTICKED: {"Id": UNTICKED, "HasOptedOutOfEmail": False},
            "no id": {"Id": "../Contact", "HasOptedOutOfEmail": True},
        }
        yield server


def look(server: OtherServer, folder: Path) -> Checklist:
    environment = {INSTANCE_URL: server.url, ACCESS_TOKEN: "token", CA_FILE: str(server.ca_file)}
    with Engine(EngineOptions(folder, environment=environment)) as engine:
        return engine.checklist.check(threading.Event())


def test_a_record_that_is_not_ticked_is_not_touched_even_if_the_org_offers_it(
    careless: OtherServer, tmp_path: Path
) -> None:
    found = look(careless, tmp_path / "data")
    written = [line for line in careless.seen if line.startswith("PATCH") and "/sobjects/Contact/" in line]
    assert [line.rpartition("/")[2] for line in written] == [TICKED]
    assert careless.people[UNTICKED]["HasOptedOutOfEmail"] is False
    tried = found.of("dry_write", "Contact")
    assert tried is not None
    # Its Setup shows no rules at all, so that nobody knows what minds a change.
    assert tried.state is CheckState.COULD_NOT_CHECK
    assert tried.what.english().startswith("1 of 1 Contact record whose")


def test_nothing_is_written_where_the_org_does_not_say_which_are_ticked(
    careless: OtherServer, tmp_path: Path
) -> None:
    careless.people = {TICKED: {"Id": TICKED}, UNTICKED: {"Id": UNTICKED, "HasOptedOutOfEmail": "true"}}
    tried = look(careless, tmp_path / "data").of("dry_write", "Contact")
    assert tried is not None
    assert tried.state is CheckState.COULD_NOT_CHECK
    assert not [line for line in careless.seen if line.startswith("PATCH")]


def test_the_dry_write_changes_no_checkbox(bench: Bench) -> None:
    asked = {
        name: f"SELECT Id, HasOptedOutOfEmail, mkto_si__Marketo_Sales_Opt_Out__c FROM {name} ORDER BY Id"
        for name in ("Contact", "Lead")
    }
    before = {name: json.dumps(bench.org.query(soql)) for name, soql in asked.items()}
    found = bench.check()
    assert {check.state for check in found.checks if check.id == "dry_write"} == {CheckState.DONE}
    assert {name: json.dumps(bench.org.query(soql)) for name, soql in asked.items()} == before


def test_person_accounts_are_tried_through_their_account_alone(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "person-accounts", "org": {"person_contact_writes": "refuse"}})
    persons = bench.org.query("SELECT Id FROM Contact WHERE IsPersonAccount = true")
    assert persons
    bench.org.control(
        "faults",
        {
            "actions": [
                {
                    "do": "update",
                    "ids": "SELECT Id FROM Contact WHERE IsPersonAccount = false AND IsDeleted = false",
                    "set": {"HasOptedOutOfEmail": False},
                },
                {
                    "do": "update",
                    "ids": "SELECT Id FROM Account WHERE IsPersonAccount = true",
                    "set": {"PersonHasOptedOutOfEmail": True},
                },
            ]
        },
    )
    found = bench.check()
    tried: dict[str, Check | None] = {name: found.of("dry_write", name) for name in ("Contact", "Account")}
    # No Contact that stands for itself is ticked, so there is none to try on.
    assert tried["Contact"] is not None
    assert tried["Contact"].state is CheckState.COULD_NOT_CHECK
    assert tried["Account"] is not None
    assert tried["Account"].state is CheckState.DONE
