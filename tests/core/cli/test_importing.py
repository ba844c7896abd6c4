"""import and imports: what a list means is understood or asked, and every import can be looked at afterwards."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.cli.test_commands import SECONDS, Command
from tests.helpers import warm

OPEN = "email,created\nada@example.com,1730000000\n"


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    """Without any org, and without a keyring."""
    return Command(tmp_path / "data", {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"})


def written(folder: Path, text: str, name: str = "list.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_status_in_words_unsubscribes_and_the_answer_says_what_was_read(
    alone: Command, tmp_path: Path
) -> None:
    path = written(tmp_path, "email,status\nana@x.com,unsubscribed\nbo@x.com,subscribed\ncy@x.com,cleaned\n")
    document = alone.json("import", path)
    assert document["counts"]["unsubscribed"] == 2
    assert document["treat_as"] == "column"
    assert document["read_from"] == [
        {"by": "word", "column": "status", "word": "unsubscribed", "rows": 1},
        {"by": "word", "column": "status", "word": "cleaned", "rows": 1},
    ]


def test_a_list_that_leaves_it_open_ends_with_2_and_names_the_way(alone: Command, tmp_path: Path) -> None:
    path = written(tmp_path, OPEN)
    code, out, err = alone("import", path, "--json")
    assert code == 2
    assert json.loads(out)["error"]["code"] == "LIST_UNCLEAR"
    assert "--treat-as unsubscribes" in err
    assert "--treat-as people" in err
    assert alone.json("import", path, "--treat-as", "unsubscribes")["counts"]["unsubscribed"] == 1


def test_the_columns_that_mean_nothing_are_named(alone: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "E-Mail;Abgemeldet;Schuhgröße\nada@example.com;ja;38\n")
    assert alone.json("import", path, "--preview")["columns_left_out"] == ["Schuhgröße"]
    code, _, err = alone("import", path)
    assert code == 0
    assert "“Schuhgröße”" in err


def test_imports_are_listed_and_the_results_of_one_are_written_row_by_row(
    alone: Command, tmp_path: Path
) -> None:
    path = written(tmp_path, "email,status\nana@x.com,cleaned\nbo@x.com,subscribed\nnobody,unsubscribed\n")
    number = alone.json("import", path, code=1)["import"]
    [entry] = alone.json("imports")["imports"]
    assert (entry["import"], entry["file"], entry["state"]) == (number, "list.csv", "done")
    assert (entry["counts"]["unsubscribed"], entry["counts"]["refused"]) == (1, 1)
    assert entry["read_from"] == ["unsubscribed by “cleaned” in the column “status”"]
    results = tmp_path / "results.csv"
    assert alone.json("imports", str(number), "--export", str(results))["rows"] == 3
    with results.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["line"], row["address"], row["became"]) for row in rows] == [
        ("2", "ana@x.com", "added_unsubscribed"),
        ("3", "bo@x.com", "added"),
        ("4", "nobody", "refused"),
    ]
    assert rows[0]["meant"] == "unsubscribed by “cleaned” in the column “status”"
    assert rows[2]["why"] == "The address has no @."
    code, _, err = alone("imports", "99")
    assert (code, "There is no import with the number 99." in err) == (2, True)


def unsubscribed(command: Command) -> int:
    return sum(entry["counts"]["unsubscribed"] for entry in command.json("imports")["imports"])


def attended(command: Command, typed: bytes, *arguments: str) -> tuple[int, str]:
    """Run a command at a terminal, with what somebody types; gives its exit code and what it wrote there."""
    here, there = pty.openpty()
    process = warm.start(
        [sys.executable, "-m", "gui", *arguments, "--data-dir", str(command.folder)],
        env=command.environment,
        stdin=there,
        stdout=subprocess.DEVNULL,
        stderr=there,
    )
    os.close(there)
    os.write(here, typed)
    seen = b""
    try:
        while block := os.read(here, 4096):
            seen += block
    except OSError:  # how a terminal of Linux says that nobody holds its other end
        pass
    os.close(here)
    return process.wait(SECONDS), seen.decode()


def test_at_a_terminal_it_counts_first_and_asks_before_it_unsubscribes(
    alone: Command, tmp_path: Path
) -> None:
    path = written(tmp_path, "email\n" + "".join(f"p{number}@x.com\n" for number in range(1200)))
    code, said = attended(alone, b"n\n", "import", path)
    assert code == 130
    assert "Unsubscribe 1,200 people?" in said
    assert "Nothing was imported." in said
    assert unsubscribed(alone) == 0
    code, _ = attended(alone, b"y\n", "import", path)
    assert code == 0
    assert unsubscribed(alone) == 1200
    code, said = attended(alone, b"", "import", path, "--yes")
    assert (code, "?" in said) == (0, False)


def test_a_bounce_is_noted_and_counts_only_when_told_so(alone: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "email,unsubscribed,source\nana@x.com,true,Bounce\nbo@x.com,true,Manual\n")
    code, out, _ = alone("import", path)
    assert code == 0
    assert "A bounce is no opt-out by itself" in out
    assert "--bounces opt-out" in out
    document = alone.json("import", path)
    assert (document["counts"]["bounced"], document["counts"]["unsubscribed"]) == (1, 0)
    assert alone.json("import", path, "--bounces", "opt-out")["counts"]["unsubscribed"] == 1
