"""The checklist on the command line, as scripts call it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.cli.test_commands import Command
from tests.core.sync.conftest import reached
from tests.practice import PracticeOrg


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


def test_no_org_means_that_it_could_not_run(tmp_path: Path) -> None:
    nowhere = {
        "UNSUBSCRIBE_SYNC_INSTANCE_URL": "https://127.0.0.1:9",
        "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": "none",
    }
    code, out, err = Command(tmp_path, nowhere)("checklist", "--json")
    assert code == 2
    assert json.loads(out)["ready"] == {"salesforce": False, "marketo_sales": False}
    assert "cannot be reached" in err
