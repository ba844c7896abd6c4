"""The checklist on the command line, as scripts call it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.cli.test_commands import Command
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg


@pytest.fixture(scope="module")
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=20, opted_out=4) as practice:
        yield practice


@pytest.fixture
def command(org: PracticeOrg, tmp_path: Path) -> Command:
    return Command(tmp_path, reached(org))


def test_an_org_in_order_is_ready(command: Command) -> None:
    code, out, _ = command("checklist", "--json")
    document = json.loads(out)
    assert code == 0
    assert set(document) == {"checks", "ready"}
    assert document["ready"] == {"salesforce": True, "marketo_sales": True}
    for check in document["checks"]:
        assert {"id", "object", "state", "what", "fix", "link"} <= set(check)
        assert check["state"] in ("done", "to_do", "warning", "could_not_check", "not_needed")
        assert check["what"]


def test_an_org_with_a_hidden_field_is_not_ready(command: Command, org: PracticeOrg) -> None:
    org.control("faults", {"org": {"security": {"Lead.Email Opt Out": "hidden"}}})
    try:
        code, out, _ = command("checklist", "--json")
        words = command("checklist")
    finally:
        org.control("faults", {"org": {"security": {"Lead.Email Opt Out": "full"}}})
    document = json.loads(out)
    assert code == 1
    assert document["ready"] == {"salesforce": False, "marketo_sales": True}
    [hidden] = [
        check
        for check in document["checks"]
        if (check["id"], check["object"]) == ("email_opt_out_visible", "Lead")
    ]
    assert hidden["state"] == "to_do"
    assert hidden["link"].startswith(org.url)
    assert words[0] == 1
    assert "Email Opt Out: not ready" in words[1]


def test_an_app_that_the_org_shuts_out_is_a_finding_and_no_failure_of_the_command(
    command: Command, org: PracticeOrg
) -> None:
    org.control("faults", {"scenario": "app-blocked"})
    try:
        code, out, _ = command("checklist")
    finally:
        org.control("faults", {"scenario": "usual"})
    assert code == 1
    words = " ".join(out.split())
    assert "does not let the app of this program use the API" in words
    assert "Connected Apps OAuth Usage" in words


def test_an_org_without_leads_is_ready_and_the_command_says_with_what(
    command: Command, org: PracticeOrg
) -> None:
    org.control("faults", {"scenario": "no-leads"})
    try:
        code, out, _ = command("checklist")
        synced, _, _ = command("sync", "--yes")
    finally:
        org.control("faults", {"scenario": "usual"})
    assert (code, synced) == (0, 0)
    assert "Email Opt Out: ready (Contacts only)" in out


def test_an_org_that_hides_records_is_ready_for_those_that_are_seen(
    command: Command, org: PracticeOrg
) -> None:
    org.control("faults", {"scenario": "private-sharing"})
    try:
        code, out, _ = command("checklist")
    finally:
        org.control("faults", {"clear": True, "scenario": "usual"})
    assert code == 0
    assert "Email Opt Out: ready for the records that the connected user can see" in " ".join(out.split())


def test_no_org_means_that_it_could_not_run(tmp_path: Path) -> None:
    nowhere = {
        "UNSUBSCRIBE_SYNC_INSTANCE_URL": "https://127.0.0.1:9",
        "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": "none",
    }
    code, out, err = Command(tmp_path, nowhere)("checklist", "--json")
    assert code == 2
    assert json.loads(out)["ready"] == {"salesforce": False, "marketo_sales": False}
    assert "cannot be reached" in err
    # Read by a person, the reason stands at the first check and not at each.
    _, out, _ = Command(tmp_path, nowhere)("checklist")
    assert out.count("Could not be checked") > 10
    assert out.count("cannot be reached") == 1


def test_the_document_is_of_this_look_whatever_an_earlier_one_found(
    command: Command, org: PracticeOrg, tmp_path: Path
) -> None:
    assert command("checklist", "--json")[0] == 0
    offline = reached(org) | {"UNSUBSCRIBE_SYNC_INSTANCE_URL": "https://127.0.0.1:9"}
    code, out, err = Command(tmp_path, offline)("checklist", "--json")
    document = json.loads(out)
    assert code == 2
    assert "cannot be reached" in err
    assert document["ready"] == {"salesforce": False, "marketo_sales": False}
    of_org = [check for check in document["checks"] if "opt_out" in check["id"] or check["id"] == "on_layout"]
    assert len(of_org) > 5
    assert {check["state"] for check in of_org} == {"could_not_check"}


@pytest.mark.parametrize(
    ("scenario", "code", "ready"),
    [
        ("all-bad", 1, (False, False)),
        ("no-api", 1, (False, False)),
        ("no-view-setup", 0, (True, True)),
        ("no-edit-right", 1, (False, False)),
        ("required-field", 1, (False, True)),
        ("two-candidates", 0, (True, False)),
        ("package-missing", 0, (True, False)),
        ("person-accounts", 0, (True, True)),
        ("private-sharing", 0, (True, True)),
        ("rule-on-change", 0, (True, True)),
        ("locked-record", 0, (True, True)),
    ],
)
def test_a_script_can_rely_on_the_document_and_the_exit_code_in_every_bad_state(
    scenario: str, code: int, ready: tuple[bool, bool], command: Command, org: PracticeOrg
) -> None:
    org.control("faults", {"clear": True, "scenario": scenario})
    try:
        ended, out, err = command("checklist", "--json")
    finally:
        org.control("faults", {"clear": True, "scenario": "usual"})
    document = json.loads(out)
    assert (ended, err) == (code, "")
    assert set(document) == {"checks", "ready"}
    assert (document["ready"]["salesforce"], document["ready"]["marketo_sales"]) == ready
    for check in document["checks"]:
        assert isinstance(check["id"], str)
        assert check["object"] in ("", "Contact", "Lead", "Account")
        assert check["state"] in ("done", "to_do", "warning", "could_not_check", "not_needed")
        assert check["what"].strip()
        assert check["link"] is None or check["link"].startswith(org.url + "/")
        if check["state"] in ("to_do", "warning"):
            assert check["fix"].strip()
    keys = [
        (check["id"], check["object"], check.get("field"), check.get("subject_id"))
        for check in document["checks"]
        if check["id"] != "dry_write"
    ]
    assert len(keys) == len(set(keys))
