"""Two orgs on one computer, from signing in to removing one: neither ever sees anything of the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.core.cli.test_commands import Command
from tests.helpers.practice import PracticeOrg
from tests.helpers.secret_service import SecretService

pytestmark = pytest.mark.secret_service


@pytest.fixture(scope="module")
def production() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=20, opted_out=2, seed=1) as org:
        yield org


@pytest.fixture(scope="module")
def sandbox() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=20, opted_out=3, seed=2) as org:
        yield org


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    with SecretService(tmp_path / "keyring") as service:
        yield Command(tmp_path / "home", service.environment)


def answer(command: Command, *arguments: str, given: str = "", expected: int = 0) -> Any:
    code, out, err = command(*arguments, "--json", given=given)
    assert code == expected, err
    return json.loads(out)


def connect(command: Command, org: PracticeOrg, *arguments: str) -> Any:
    """Sign in with the secret of the app, which is exchanged for tokens of that org alone."""
    return answer(
        command, "connect", "--client-credentials", "--client-secret-stdin", "--host", org.url,
        "--client-id", org.line["client_id"], "--ca-file", org.line["ca_file"], *arguments,
        given=org.line["client_secret"] + "\n",
    )  # fmt: skip


def a_contact(org: PracticeOrg) -> tuple[str, str]:
    [found] = org.query(
        "SELECT Id, Email FROM Contact WHERE HasOptedOutOfEmail = false AND Email != null LIMIT 1"
    )
    return found["Id"], found["Email"]


def opted_out(org: PracticeOrg) -> int:
    return len(org.query("SELECT Id FROM Contact WHERE HasOptedOutOfEmail = true"))


def test_two_orgs_side_by_side(
    command: Command, production: PracticeOrg, sandbox: PracticeOrg, tmp_path: Path
) -> None:
    first = connect(command, production)["org"]["id"]
    answer(command, "orgs", "add")
    # The second place refuses the org of the first, and takes another one.
    code, _, err = command(
        "connect", "--client-credentials", "--client-secret-stdin", "--host", production.url,
        "--client-id", production.line["client_id"], "--ca-file", production.line["ca_file"], "--org", "2",
        given=production.line["client_secret"] + "\n",
    )  # fmt: skip
    assert code == 2
    assert "is here already: it is number 1" in err
    second = connect(command, sandbox, "--org", "2")["org"]["id"]
    assert first != second
    assert [entry["id"] for entry in answer(command, "orgs")] == [first, second]
    assert answer(command, "status", "--org", second)["org"]["id"] == second

    # What is collected in one goes to that one alone.
    before = opted_out(sandbox)
    answer(command, "load-people")
    answer(command, "load-people", "--org", "2")
    record, email = a_contact(production)
    answer(command, "unsubscribe", email)
    assert answer(command, "push")["sent"] == 1
    assert production.query(f"SELECT HasOptedOutOfEmail FROM Contact WHERE Id = '{record}'")[0][
        "HasOptedOutOfEmail"
    ]
    assert answer(command, "push", "--org", "2")["sent"] == 0
    assert opted_out(sandbox) == before
    assert answer(command, "sync", "--yes", "--org", "2")["outcome"] == "done"
    before = opted_out(sandbox)
    assert answer(command, "sync", "--yes")["outcome"] == "done"
    assert opted_out(sandbox) == before

    # Removing one signs out of it, and leaves the other as it is.
    answer(command, "orgs", "remove", "2")
    assert answer(command, "status")["connected"]
    answer(command, "orgs", "restore", "2")
    restored = answer(command, "status", "--org", "2", expected=1)
    assert not restored["connected"]
    assert restored["people"] > 0
    assert "No Salesforce org is connected" in restored["problem"]
