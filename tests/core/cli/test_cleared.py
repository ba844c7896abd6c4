"""cleared on the command line: the boxes that somebody unticked, and what the admin decides about them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.cli.test_commands import Command
from tests.core.sync.conftest import reached
from tests.end_to_end.test_rules_of_the_sync import create, ticked
from tests.helpers.practice import PracticeOrg

BY = "Legacy CRM Integration"


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=0) as practice:
        yield practice


@pytest.fixture
def command(org: PracticeOrg, tmp_path: Path) -> Command:
    """With a contact that was opted out on both sides, and that an integration has unticked."""
    command = Command(tmp_path / "data", reached(org))
    create(org, Email="ada@example.com", HasOptedOutOfEmail=True)
    command("sync", "--yes")
    return command


def test_what_waits_is_listed_and_ticked_again_on_the_admins_word(command: Command, org: PracticeOrg) -> None:
    assert command("cleared")[:2] == (0, "Nobody has unticked a box in Salesforce.\n")
    command("settings", "cleared_boxes", "ask")
    org.control("faults", {"scenario": "integration-unticks"})
    command("sync", "--yes")
    code, out, _ = command("cleared")
    assert code == 0
    assert f"{BY} unticked 1 box in Salesforce, which waits for your decision." in out
    assert "waits for your decision" in out.splitlines()[-1]
    [box] = command.json("cleared")["boxes"]
    assert (box["who"], box["standing"], box["email"]) == (BY, "waits", "ada@example.com")
    assert "waits for your decision" in command("status")[1]
    record = box["salesforce_id"]
    assert command.json("cleared", "--leave", "--reason", "a test record", record)["changed"] == 1
    [box] = command.json("cleared", "--by", BY)["boxes"]
    assert (box["standing"], box["reason"]) == ("left", "a test record")
    assert command("cleared", "--tick-again", "--all")[1] == "1 record is ticked again by the next push.\n"
    command("push")
    assert ticked(org, record)
    assert command.json("cleared")["boxes"] == []


def test_what_was_ticked_again_is_listed_until_it_is_seen(command: Command, org: PracticeOrg) -> None:
    org.control("faults", {"scenario": "integration-unticks"})
    command("sync", "--yes")
    [by] = command.json("cleared")["by"]
    assert (by["who"], by["unseen"], by["recent"], by["days"]) == (BY, 1, 1, 1)
    assert command("cleared", "--seen")[1] == "1 box is off the list.\n"
    assert command.json("cleared") == {"by": [], "boxes": []}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--tick-again",), "Say which"),
        (("--leave", "--all"), "--leave needs --reason."),
        (("--leave", "--seen", "--reason", "x"), "go one at a time"),
        (("--tick-again", "--all", "--by", BY), "Name records, or --by, or --all."),
        (("--tick-again", "ada@example.com"), "is no ID"),
        (("003000000000001AAA",), "with --tick-again or --leave"),
    ],
)
def test_what_is_not_clear_is_asked_for_and_changes_nothing(
    tmp_path: Path, given: tuple[str, ...], said: str
) -> None:
    code, _, err = Command(tmp_path / "data", {})("cleared", *given)
    assert code == 2
    assert said in err


def test_the_looks_between_the_nights_are_in_the_status(command: Command) -> None:
    assert command.json("status")["looks"]["every_minutes"] is None
    assert command("settings", "look_every_minutes", "4")[0] == 2
    command("settings", "look_every_minutes", "15")
    looks = command.json("status")["looks"]
    assert (looks["every_minutes"], looks["last"], looks["waits_for"]) == (15, None, "nightly_off")
    assert "every 15 minutes" in command("status")[1]
