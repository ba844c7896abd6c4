"""The command take-back, as a user runs it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.cli.test_commands import Command
from tests.core.sync.conftest import reached
from tests.end_to_end.test_rules_of_the_sync import create, ticked
from tests.helpers.practice import PracticeOrg


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=0) as practice:
        yield practice


@pytest.fixture
def command(org: PracticeOrg, tmp_path: Path) -> Command:
    return Command(tmp_path / "data", reached(org))


def test_an_import_is_shown_first_then_taken_back_and_told_person_by_person(
    command: Command, org: PracticeOrg, tmp_path: Path
) -> None:
    record = create(org, Email="ada@example.com")
    command.json("unsubscribe", "known@example.com", "--reason", "by phone")
    path = tmp_path / "wrong.csv"
    path.write_text("email\nada@example.com\nknown@example.com\n", encoding="utf-8")
    batch = command.json("import", str(path), "--treat-as", "unsubscribes")["import"]
    command.json("push")
    assert ticked(org, record)

    shown = command.json("take-back", str(batch), "--clear-boxes", "--dry-run")
    assert (shown["resubscribe"], shown["leave"], shown["boxes"]) == (1, 1, 1)
    assert {one["email"]: one["why"] for one in shown["people"]} == {
        "ada@example.com": None,
        "known@example.com": "Was unsubscribed before.",
    }
    assert ticked(org, record), "a dry run changes nothing"
    code, _, err = command("take-back", str(batch))
    assert code == 2
    assert "needs a reason" in err

    done = command.json("take-back", str(batch), "--reason", "wrong list", "--clear-boxes")
    assert (done["resubscribed"], done["cleared"], done["left"]) == (1, 1, 1)
    assert not ticked(org, record)
    again = command.json("take-back", str(batch), "--reason", "wrong list", "--clear-boxes")
    assert (again["import"], again["resubscribed"], again["left"]) == (None, 0, 1)

    results = tmp_path / "results.csv"
    command.json("imports", str(done["import"]), "--export", str(results))
    with results.open(newline="", encoding="utf-8-sig") as stream:
        became = {row["address"]: row["became"] for row in csv.DictReader(stream)}
    assert became == {"ada@example.com": "resubscribed", "known@example.com": "left"}
    kinds = [one["kind"] for one in command.json("imports")["imports"]]
    assert kinds == ["take_back", "import", "by_hand"]


def test_it_wants_a_batch_or_a_run_and_one_that_there_is(command: Command) -> None:
    assert command("take-back", "--reason", "x")[0] == 2
    assert command("take-back", "1", "--run", "1", "--reason", "x")[0] == 2
    code, _, err = command("take-back", "7", "--reason", "x")
    assert code == 2
    assert "no import or paste with the number 7" in err
    assert "no sync with the number 7" in command("take-back", "--run", "7", "--reason", "x")[2]
