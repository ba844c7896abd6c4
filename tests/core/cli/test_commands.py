"""The command line as scripts use it: one process for each command, JSON out, exit codes that can be trusted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.core.sync.conftest import reached
from tests.end_to_end.test_rules_of_the_sync import PACKAGED, create, ticked
from tests.helpers import warm
from tests.helpers.practice import PracticeOrg

SECONDS = 60


class Command:
    """Runs `unsubscribe-sync` in a data directory of its own, with an org named by the environment."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = {
            key: value for key, value in os.environ.items() if not key.startswith("UNSUBSCRIBE_SYNC_")
        } | environment

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return warm.start(
            [sys.executable, "-m", "gui", *arguments, "--data-dir", str(self.folder)],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __call__(self, *arguments: str, given: str = "") -> tuple[int, str, str]:
        process = self.start(*arguments)
        out, err = process.communicate(given, timeout=SECONDS)
        assert "Traceback" not in err
        assert "Traceback" not in out
        return process.returncode, out, err

    def json(self, *arguments: str, code: int = 0) -> Any:
        done, out, err = self(*arguments, "--json")
        assert done == code, err
        return json.loads(out)


@pytest.fixture(scope="module")
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=40, opted_out=4) as practice:
        yield practice


@pytest.fixture
def command(org: PracticeOrg, tmp_path: Path) -> Command:
    return Command(tmp_path, reached(org))


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    """Without any org, and without a keyring."""
    return Command(tmp_path, {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"})


def test_sync_prints_one_document_with_the_counts(command: Command, org: PracticeOrg) -> None:
    document = command.json("sync")
    assert document["outcome"] == "done"
    assert document["field"] == "salesforce"
    assert set(document["counts"]) >= {
        "people",
        "read_from_salesforce",
        "unsubscribed_here",
        "opted_out_in_salesforce",
        "already_agreed",
        "not_syncable",
        "failed",
    }
    assert document["counts"]["read_from_salesforce"] >= 40, "those in the recycle bin are read, too"
    assert document["api_calls"] > 0
    assert document["failures"] == []
    again = command.json("sync")["counts"]
    assert (again["unsubscribed_here"], again["opted_out_in_salesforce"]) == (0, 0)


def test_sync_with_records_that_refuse_ends_with_1_and_names_them(command: Command, org: PracticeOrg) -> None:
    contact = create(org, Email="ruled@example.com")
    org.control("faults", {"records": [{"ids": [contact], "refuse": "validation"}]})
    command.json("unsubscribe", "ruled@example.com")
    document = command.json("sync", code=1)
    assert document["outcome"] == "done_with_failures"
    [failure] = document["failures"]
    assert failure["email"] == "ruled@example.com"
    assert failure["salesforce_id"] == contact
    assert failure["code"] == "FIELD_CUSTOM_VALIDATION_EXCEPTION"
    assert failure["what"]
    assert failure["fix"]
    org.control("faults", {"clear": True})


def test_a_first_sync_with_a_real_org_behind_a_tunnel_on_this_computer_waits_for_a_yes(
    command: Command, org: PracticeOrg
) -> None:
    org.control("faults", {"org": {"organization": {"type": "Enterprise Edition"}}})
    try:
        _, out, _ = command("sync", "--json")
        assert json.loads(out)["outcome"] == "held"
        assert command.json("status")["org"]["is_practice"] is False
    finally:
        org.control("faults", {"org": {"organization": {"type": "Practice Edition"}}})
    assert command.json("sync")["outcome"] == "done", "what says that it is a practice org is one"


def test_without_an_org_sync_ends_with_2_and_one_sentence(alone: Command) -> None:
    code, out, err = alone("sync")
    assert (code, out) == (2, "")
    assert err.strip().count("\n") == 0
    assert "connect" in err, "there is nothing in a keyring yet to be asked for"


def test_an_unreachable_org_ends_with_2(alone: Command) -> None:
    alone.environment |= {
        "UNSUBSCRIBE_SYNC_INSTANCE_URL": "https://127.0.0.1:9",
        "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": "00Dsecret",
    }
    code, out, err = alone("sync", "--json")
    assert code == 2
    assert json.loads(out)["outcome"] == "failed"
    assert "cannot be reached" in err
    assert "00Dsecret" not in out + err


def test_unsubscribe_queues_and_push_sends(command: Command, org: PracticeOrg) -> None:
    contact = create(org, Email="ada@example.com")
    answer = command.json("unsubscribe", "ada@example.com", "--reason", "asked by phone")
    assert answer["added"]
    assert answer["queue"]["waiting"] == 1
    assert not ticked(org, contact)
    pushed = command.json("push")
    assert pushed["sent"] == 1
    assert pushed["waiting"] == 0
    assert ticked(org, contact)


def test_a_bad_address_is_refused_with_2_and_the_reason(command: Command) -> None:
    code, out, err = command("unsubscribe", "ada.example.com")
    assert (code, out) == (2, "")
    assert "The address has no @." in err


def test_preview_writes_nothing_and_lists_every_change(command: Command, org: PracticeOrg) -> None:
    contact = create(org, Email="previewed@example.com")
    command.json("unsubscribe", "previewed@example.com")
    document = command.json("sync", "--preview")
    assert document["outcome"] == "previewed"
    row = next(row for row in document["plan"] if row["salesforce_id"] == contact)
    assert (row["side"], row["before"], row["after"]) == ("there", False, True)
    assert not ticked(org, contact)


def test_a_held_sync_ends_with_3_and_names_yes(command: Command, org: PracticeOrg) -> None:
    for key, value in (("brake_practice", "on"), ("brake_number", "0"), ("brake_share", "0")):
        assert command("settings", key, value)[0] == 0
    contact = create(org, Email="held@example.com")
    command.json("import", str(_csv(command.folder, "email\nheld@example.com\n")))
    # Without the push queue, which the brake does not hold.
    org.control(
        "faults", {"requests": [{"do": "unavailable", "method": "PATCH", "path": "composite", "times": 1}]}
    )
    code, _, err = command("sync")
    assert code == 3
    assert "--yes" in err
    org.control("faults", {"clear": True})
    assert command.json("sync", "--yes")["outcome"] == "done"
    assert ticked(org, contact)


def test_a_busy_org_is_asked_again_before_a_command_gives_up(command: Command, org: PracticeOrg) -> None:
    for trouble in ("unavailable", "drop_before", "truncate"):
        org.control("faults", {"clear": True, "requests": [{"do": trouble, "times": 2}]})
        assert command.json("sync", "--preview")["outcome"] == "previewed"


@pytest.mark.parametrize(
    "arguments", [("sync",), ("sync", "--preview", "--json"), ("load-people", "--json"), ("checklist",)]
)
def test_a_command_that_gave_up_does_not_promise_to_try_again(
    command: Command, org: PracticeOrg, arguments: tuple[str, ...]
) -> None:
    org.control("faults", {"requests": [{"do": "maintenance_page", "times": 0}]})
    code, out, err = command(*arguments)
    org.control("faults", {"clear": True})
    assert code == 2
    assert err.count("Run the command again in a while.") == 1
    assert "--json" not in arguments or "by itself" not in out
    assert "by itself" not in err


def test_a_limit_that_stops_push_and_sync_is_told_once(command: Command, org: PracticeOrg) -> None:
    create(org, Email="limit@example.com")
    command.json("import", str(_csv(command.folder, "email,unsubscribed\nlimit@example.com,yes\n")))
    command.json("sync", "--preview")
    limit = {"do": "answer", "status": 403, "code": "REQUEST_LIMIT_EXCEEDED", "times": 0}
    org.control(
        "faults", {"requests": [limit | {"message": "TotalRequests Limit exceeded.", "method": "PATCH"}]}
    )
    code, _, err = command("sync", "--yes")
    org.control("faults", {"clear": True})
    assert code == 2
    assert err.count("used up its API calls") == 1


def test_status_has_the_figures_of_the_last_thirty_days(command: Command) -> None:
    command.json("unsubscribe", "somebody.else@example.com")
    command.json("sync")
    figures = command.json("status")["figures"]
    assert len(figures["days"]) == 30
    today = figures["days"][-1]
    assert today["unsubscribed"]["Manual"] == figures["unsubscribed"]["Manual"] == 1
    assert today["api_calls"] == figures["api_calls"] > 0
    assert figures["api_calls_a_day_at_most"] > 0
    assert sum(figures["people"].values()) == command.json("status")["people"]
    _, out, _ = command("status")
    assert "Last 30 days" in out


def test_status_tells_everything_at_a_glance(command: Command) -> None:
    command.json("settings", "nightly_sync", "on")
    document = command.json("status")
    assert document["connected"] is True
    assert set(document["org"]) >= {"name", "id", "instance_url", "is_sandbox"}
    assert document["nightly_sync"] is True
    assert document["opt_out_field"] == "salesforce"
    assert document["next_run"]
    assert document["queue"] == {"waiting": 0, "parked": 0}
    assert document["last_run"] is None


def test_settings_are_shown_changed_and_checked(command: Command) -> None:
    assert command("settings", "opt_out_field")[1].strip() == "salesforce"
    assert command("settings", "opt_out_field", "marketo_sales")[0] == 0
    assert command.json("settings")["opt_out_field"] == "marketo_sales"
    code, _, err = command("settings", "opt_out_field", "both")
    assert code == 2
    assert "salesforce, marketo_sales" in err
    assert command("settings", "nonsense")[0] == 2


def test_the_log_names_what_happened(command: Command, org: PracticeOrg) -> None:
    command.json("sync")
    entries = command.json("log", "--run", "1")
    assert entries
    assert {"at", "level", "what", "email", "salesforce_id", "code"} <= set(entries[0])
    assert command("log", "--level", "error")[1] == ""


def test_what_is_exported_can_be_imported_again(command: Command, tmp_path: Path) -> None:
    command.json("import", str(_csv(tmp_path, "email,first_name,unsubscribed\nada@example.com,=Ada,yes\n")))
    exported = tmp_path / "out.csv"
    assert command.json("export", str(exported))["rows"] == 1
    assert "'=Ada" in exported.read_text(encoding="utf-8-sig")
    other = Command(tmp_path / "other", command.environment)
    counts = other.json("import", str(exported))["counts"]
    assert (counts["added"], counts["unsubscribed"], counts["refused"]) == (1, 1, 0)


def test_an_import_with_bad_rows_ends_with_1_and_keeps_them(command: Command, tmp_path: Path) -> None:
    path = _csv(tmp_path, "email,unsubscribed\nnonsense,yes\nada@example.com,yes\n")
    refused = tmp_path / "refused.csv"
    code, out, _ = command("import", str(path), "--refused", str(refused), "--json")
    assert code == 1
    assert json.loads(out)["refused"][0]["line"] == 2
    assert "nonsense" in refused.read_text(encoding="utf-8-sig")


def test_resubscribe_needs_a_reason_and_can_do_both_sides(command: Command, org: PracticeOrg) -> None:
    contact = create(org, Email="back@example.com", HasOptedOutOfEmail=True)
    command.json("sync")
    assert command("resubscribe", "back@example.com", "--reason", " ")[0] == 2
    answer = command.json("resubscribe", "back@example.com", "--reason", "signed a form", "--both-sides")
    assert (answer["field"], answer["cleared_in_salesforce"]) == ("salesforce", [contact])
    assert (answer["opted_out_again"], answer["still_opted_out_in_salesforce"]) == ([], [])
    assert not ticked(org, contact)


def test_a_resubscribe_of_which_one_record_is_refused_is_taken_back_and_said(
    command: Command, org: PracticeOrg
) -> None:
    first = create(org, Email="half@example.com", HasOptedOutOfEmail=True)
    second = create(org, Email="half@example.com", HasOptedOutOfEmail=True)
    command.json("sync")
    org.control("faults", {"records": [{"ids": [second], "refuse": "validation"}]})
    arguments = ("resubscribe", "half@example.com", "--reason", "signed a form", "--both-sides")
    try:
        answer = command.json(*arguments, code=1)
        assert (answer["ended_here"], answer["cleared_in_salesforce"]) == (False, [])
        assert answer["opted_out_again"] == [first]
        assert [one["salesforce_id"] for one in answer["refused"]] == [second]
        command.json("push")
        code, out, err = command(*arguments)
    finally:
        org.control("faults", {"clear": True})
    assert code == 1
    assert "Not re-subscribed here." in out
    assert f"opted out again: {first}" in err
    command.json("push")
    assert ticked(org, first)
    assert ticked(org, second)


def test_a_resubscribe_names_each_record_and_box_and_clears_the_other_box_only_when_told(
    command: Command, org: PracticeOrg
) -> None:
    both = {"HasOptedOutOfEmail": True, PACKAGED: True}
    contact = create(org, Email="boxes@example.com", **both)
    lead = create(org, "Lead", Email="boxes@example.com", **both)
    command.json("settings", "opt_out_field", "marketo_sales")
    command.json("settings", "nightly_sync", "off")
    command.json("sync", "--yes")
    arguments = ("resubscribe", "boxes@example.com", "--reason", "signed a form", "--both-sides")
    code, out, err = command(*arguments)
    assert code == 0
    assert f"Marketo Sales Opt Out cleared in Salesforce: Lead Lovelace {lead}" in out
    assert "Email Opt Out cleared" not in out
    assert "Marketo Engage" not in err
    assert [ticked(org, one) for one in (contact, lead)] == [True, True]

    assert command("resubscribe", "boxes@example.com", "--reason", "x", "--both-boxes")[0] == 2
    answer = command.json(*arguments, "--both-boxes")
    assert {(box["salesforce_id"], box["object"], box["field"]) for box in answer["cleared_boxes"]} == {
        (contact, "Contact", "salesforce"),
        (lead, "Lead", "salesforce"),
    }
    assert "re-subscribes everybody with this address" in answer["warning"]
    assert [ticked(org, one) for one in (contact, lead)] == [False, False]


def test_connect_takes_no_token_as_an_argument(alone: Command) -> None:
    code, _, err = alone("connect", "--instance-url", "https://example.my.salesforce.com")
    assert code == 2
    assert "standard input" in err


def test_practice_needs_nothing_and_keeps_its_own_data(alone: Command) -> None:
    document = alone.json("sync", "--practice")
    assert document["outcome"] == "done"
    counts = document["counts"]
    assert counts["unsubscribed_here"] > 0
    assert counts["opted_out_in_salesforce"] > 0
    assert counts["not_syncable"] > 0
    assert (alone.folder / "practice" / "people.sqlite3").exists()
    assert not (alone.folder / "people.sqlite3").exists()


def test_practice_org_prints_its_line_and_ends_on_a_signal(alone: Command) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "gui", "practice-org", "--people", "5", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=alone.environment,
    )
    assert process.stdout is not None
    line = json.loads(process.stdout.readline())
    assert {"instance_url", "login_url", "ca_file", "access_token", "client_id"} <= set(line)
    process.terminate()
    assert process.wait(20) == 0
    process.stdout.close()


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_ctrl_c_ends_in_order_with_130(command: Command, org: PracticeOrg) -> None:
    org.control("faults", {"requests": [{"do": "stall", "seconds": 30, "path": "query"}]})
    process = command.start("sync", "--json")
    deadline = time.monotonic() + SECONDS
    while org.control("faults")["requests"] != [] and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=SECONDS)
    org.control("faults", {"clear": True})
    assert process.returncode == 130, err
    assert json.loads(out)["outcome"] == "cancelled"
    assert "Traceback" not in err
    assert command.json("sync")["outcome"] == "done"


def test_help_names_every_command(alone: Command) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "gui", "--help"], capture_output=True, text=True, check=True, timeout=SECONDS
    )
    for name in (
        "sync", "push", "unsubscribe", "resubscribe", "import", "imports", "export", "status", "log", "settings",
        "connect", "practice-org",
    ):  # fmt: skip
        assert name in process.stdout
    assert alone.folder.exists()


def _csv(folder: Path, text: str) -> Path:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("import", "nowhere.csv"), "FILE_MISSING"),
        (("unsubscribe", "no address"), "ADDRESS_WITHOUT_AT"),
        (("unsubscribe",), "USAGE"),
        (("settings", "nonsense"), "UNKNOWN_SETTING"),
        (("load-people",), "NOT_CONNECTED"),
        (("status", "--org", "nobody"), "NO_SUCH_ORG"),
    ],
)
def test_a_command_that_could_not_run_says_why_in_one_document_too(
    alone: Command, arguments: tuple[str, ...], code: str
) -> None:
    error = alone.json(*arguments, code=2)["error"]
    assert error["code"] == code
    assert error["what"]


def test_following_the_log_as_json_gives_one_document_a_line_at_once_and_ends_with_130(
    alone: Command,
) -> None:
    alone("unsubscribe", "ada@example.com")
    following = alone.start("log", "--follow", "--json")
    assert following.stdout is not None
    assert json.loads(following.stdout.readline())["email"] == "ada@example.com"
    for later in ("bob@example.com", "cy@example.com"):
        time.sleep(1.5)
        alone("unsubscribe", later)
        assert json.loads(following.stdout.readline())["email"] == later
    following.send_signal(signal.SIGINT)
    assert following.wait(SECONDS) == 130
    following.communicate()
