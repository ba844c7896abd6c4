"""orgs on the command line: every command means the current org, --org another one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.store.database import SQLITE_FILE
from tests.core.cli.test_commands import Command
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg

NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@pytest.fixture(scope="module")
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=10, opted_out=1) as practice:
        yield practice


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path / "home", NO_KEYRING)


def answer(command: Command, *arguments: str) -> Any:
    code, out, err = command(*arguments, "--json")
    # Where there is no connection status tells it by its exit code, too.
    assert code in ((0, 1) if "status" in arguments else (0,)), err
    return json.loads(out)


def numbers(command: Command) -> list[str]:
    return [entry["number"] for entry in answer(command, "orgs")]


@pytest.fixture
def two(command: Command, org: PracticeOrg) -> Command:
    """A home whose first org is connected, and which has a place for another."""
    connected = Command(command.folder, NO_KEYRING | reached(org))
    assert answer(connected, "status")["connected"]
    answer(command, "orgs", "add")
    return command


def test_a_home_with_one_org_is_as_it_always_was(command: Command) -> None:
    assert answer(command, "status")["data_dir"] == str(command.folder)
    [only] = answer(command, "orgs")
    assert (only["number"], only["current"], only["kind"]) == ("1", True, "unknown")


def test_every_command_means_the_current_org_and_org_another(two: Command) -> None:
    assert numbers(two) == ["1", "2"]
    answer(two, "unsubscribe", "a@example.com")
    answer(two, "unsubscribe", "b@example.com", "--org", "2")
    answer(two, "unsubscribe", "c@example.com", "--org", "2")
    assert answer(two, "status")["unsubscribed"] == 1
    assert answer(two, "status", "--org", "2")["unsubscribed"] == 2
    answer(two, "orgs", "use", "2")
    assert answer(two, "status")["unsubscribed"] == 2
    assert answer(two, "status")["data_dir"] == str(two.folder / "orgs" / "2")
    code, out, _ = two("--org", "1", "settings", "org_name", "Erste Org")
    assert (code, out) == (0, "Erste Org\n")
    assert answer(two, "status", "--org", "erste org")["unsubscribed"] == 1


def test_the_list_for_people_marks_the_current_one(two: Command, org: PracticeOrg) -> None:
    code, out, _ = two("orgs")
    assert code == 0
    first, second = out.splitlines()
    assert first.startswith("* 1")
    assert org.url in first
    assert second.startswith("  2")
    assert "not connected yet" in second


def test_an_org_that_has_its_data_here_is_not_given_to_a_second_place(two: Command, org: PracticeOrg) -> None:
    connected = Command(two.folder, NO_KEYRING | reached(org))
    status = answer(connected, "status", "--org", "2")
    assert not status["connected"]
    assert "is here already: it is number 1" in status["problem"]
    code, _, err = connected("sync", "--yes", "--org", "2")
    assert code == 2
    assert "orgs use 1" in err
    with closing(sqlite3.connect(two.folder / "orgs" / "2" / SQLITE_FILE)) as database:
        assert database.execute("SELECT COUNT(*) FROM org").fetchone() == (0,)


def test_another_org_behind_the_access_is_told_how_to_be_added(command: Command, org: PracticeOrg) -> None:
    assert answer(Command(command.folder, NO_KEYRING | reached(org)), "status")["connected"]
    with closing(sqlite3.connect(command.folder / SQLITE_FILE)) as database, database:
        database.execute("UPDATE org SET id = '00D0000000000ZZAAA'")
    problem = answer(Command(command.folder, NO_KEYRING | reached(org)), "status")["problem"]
    assert "orgs add" in problem
    assert "Add another org" in problem


def test_the_night_of_an_entry_from_before_there_were_several_orgs_is_the_first_ones(two: Command) -> None:
    answer(two, "orgs", "use", "2")
    answer(two, "settings", "nightly_sync", "off")
    answer(two, "--org", "1", "settings", "nightly_sync", "on")
    assert answer(two, "sync", "--night", "--org", "2")["next_run"] is None
    assert answer(two, "sync", "--night")["next_run"] is not None


def test_removing_asks_for_pushes_that_wait_and_keeps_every_unsubscribe(
    two: Command, org: PracticeOrg, tmp_path: Path
) -> None:
    [contact] = org.query("SELECT Id, Email FROM Contact WHERE Email != null LIMIT 1")
    file = tmp_path / "people.csv"
    file.write_text(f"email,salesforce_id,unsubscribed\n{contact['Email']},{contact['Id']},yes\n")
    answer(two, "import", str(file))
    waiting = answer(two, "status")["queue"]["waiting"]
    assert waiting > 0
    code, _, err = two("orgs", "remove", "1")
    assert code == 2
    assert "is the current org" in err
    answer(two, "orgs", "use", "2")
    code, _, err = two("orgs", "remove", "1")
    assert code == 2
    assert "have not reached Salesforce" in err
    assert numbers(two) == ["1", "2"]
    code, out, err = two("orgs", "remove", "1", "--yes")
    assert code == 0, err
    assert str(two.folder) in out
    assert numbers(two) == ["2"]
    assert "orgs restore 1" in two("orgs")[2]
    code, _, err = two("status", "--org", "1")
    assert code == 2
    assert "There is no org" in err
    assert answer(two, "orgs", "restore", "1")["number"] == "1"
    restored = answer(two, "status", "--org", "1")
    assert restored["unsubscribed"] == 1
    assert restored["queue"]["waiting"] == waiting


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status", "--org", "nowhere"), "There is no org “nowhere” here."),
        (("status", "--practice", "--org", "1"), "not both"),
        (("orgs", "use", "7"), "There is no org “7” here."),
        (("orgs", "restore", "1"), "There is no org “1” here."),
    ],
)
def test_a_wrong_org_is_said_in_one_sentence(
    command: Command, arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.strip().count("\n") == 0
    assert not (command.folder / "orgs").exists()
