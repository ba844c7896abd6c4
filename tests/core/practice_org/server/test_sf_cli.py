"""Salesforce's own command line works unmodified: its real requests (sf 2.146.3, recorded), sent again.

`sf_requests.json` holds, by command, every request that it sent to an org of 300 people (seed 1, scenario ready), in
order, with the status that it was content with. Polls of a job that followed each other stand there once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import requests

from tests.helpers.bulk_jobs import ended
from tests.helpers.practice import TIMEOUT, PracticeOrg

COMMANDS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("sf_requests.json").read_text(encoding="utf-8")
)

WANTED_COLUMNS = {
    "SELECT Id, Name, Email, HasOptedOutOfEmail FROM Contact": ["Id", "Name", "Email", "HasOptedOutOfEmail"],
    "SELECT Id, Email, Account.Name FROM Contact": ["Id", "Email", "Account.Name"],
    "SELECT COUNT(Id) people, LeadSource FROM Contact": ["people", "LeadSource"],
    "SELECT COUNT() FROM Contact": [],
    "SELECT Name, (SELECT LastName FROM Contacts) FROM Account": ["Name", "Contacts.LastName"],
    "SELECT Id, Name FROM Layout": ["Id", "Name"],
}


@pytest.fixture(scope="module")
def recorded() -> Iterator[PracticeOrg]:
    """An org like the one that the requests were recorded with: ids in them are those of its records."""
    with PracticeOrg(people=300, opted_out=10, scenario="ready") as running:
        yield running


def send(org: PracticeOrg, request: dict[str, Any]) -> requests.Response:
    """One recorded request, with the token and the address of this org."""
    headers = {"Authorization": f"Bearer {org.token}"}
    if "content_type" in request:
        headers["Content-Type"] = request["content_type"]
    body = request.get("body", "").replace("{host}", org.url)
    with org.session() as session:
        prepared = requests.Request(
            request["method"], org.url, headers=headers, data=body.encode() or None
        ).prepare()
        # As it was sent: requests would take one of two slashes away.
        prepared.url = org.url + request["target"]
        return session.send(prepared, timeout=TIMEOUT, allow_redirects=False)


def names(columns: list[dict[str, Any]], above: str = "") -> list[str]:
    """The columns of a table, as the command line finds them."""
    found = []
    for column in columns:
        name = above + column["columnName"]
        found += names(column["joinColumns"], f"{name}.") if column["joinColumns"] else [name]
    return found


def test_every_request_of_every_command_is_answered_as_it_needs(recorded: PracticeOrg) -> None:
    looked_at = set()
    for command in COMMANDS:
        for request in command["requests"]:
            if request["method"] == "GET" and "/jobs/" in request["target"]:
                kind, job_id = request["target"].split("/jobs/")[1].split("/")[:2]
                assert ended(recorded, kind, job_id)["state"] == "JobComplete"
            answer = send(recorded, request)
            assert answer.status_code == request["status"], (command["command"], request, answer.text)
            if request["target"].endswith("&columns=true"):
                content = answer.json()
                asked = next((q for q in WANTED_COLUMNS if f'"{q}' in f'"{_soql(request)}'), None)
                if asked is not None:
                    assert names(content["columnMetadata"]) == WANTED_COLUMNS[asked], command["command"]
                    looked_at.add(asked)
    assert looked_at == set(WANTED_COLUMNS)
    # And what the commands did is in the org.
    [contact] = recorded.query("SELECT HasOptedOutOfEmail FROM Contact WHERE Id = '003Pr0000000001IAA'")
    assert contact["HasOptedOutOfEmail"] is True
    [gone] = recorded.query("SELECT IsDeleted FROM Lead WHERE Email = 'sf@example.com'", deleted=True)
    assert gone["IsDeleted"] is True
    assert recorded.query("SELECT Id FROM Lead WHERE LastName IN ('A', 'C')") == []
    [tree] = recorded.query(
        "SELECT COUNT(Id) n FROM Contact WHERE Account.Name = 'Harbour Freight Lines 1' AND CreatedDate = TODAY"
    )
    assert tree["n"] >= 5


def _soql(request: dict[str, Any]) -> str:
    return unquote(request["target"].split("?q=")[1])


def test_the_address_that_opens_the_org_works_once(recorded: PracticeOrg) -> None:
    [opened] = [command for command in COMMANDS if command["command"].endswith("SetupOneHome/home")]
    address = send(recorded, opened["requests"][-1]).json()["frontdoor_uri"]
    assert address.startswith(f"{recorded.url}/secur/frontdoor.jsp?otp=")
    with recorded.session() as session:
        page = session.get(address, timeout=TIMEOUT)
        assert page.url == f"{recorded.url}/lightning/setup/SetupOneHome/home"
        assert page.status_code == 200
        assert session.get(address, timeout=TIMEOUT).status_code == 404


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/x",
        "//elsewhere.example/x",
        "/\\elsewhere.example",
        "https:///elsewhere.example",
        "javascript:alert(1)",
        "http://[",
        "",
    ],
)
def test_the_address_leads_nowhere_but_into_the_org(recorded: PracticeOrg, wanted: str) -> None:
    answer = recorded.call("GET", "/services/oauth2/singleaccess", params={"redirect_uri": wanted})
    with recorded.session() as session:
        sent = session.get(answer.json()["frontdoor_uri"], timeout=TIMEOUT, allow_redirects=False)
    assert sent.headers["Location"] == "/lightning/setup/SetupOneHome/home"


def test_a_session_opens_the_org_too_and_nobody_else_does(recorded: PracticeOrg) -> None:
    with recorded.session() as session:
        door = f"{recorded.url}/secur/frontdoor.jsp"
        sent = session.get(
            door,
            params={"sid": recorded.token, "retURL": "/lightning/x"},
            timeout=TIMEOUT,
            allow_redirects=False,
        )
        assert sent.headers["Location"] == "/lightning/x"
        assert session.get(door, params={"otp": "made-up"}, timeout=TIMEOUT).status_code == 404
        odd = session.get(
            door,
            params={"sid": recorded.token, "startURL": "/lightning/山田?a=é%20b"},
            timeout=TIMEOUT,
            allow_redirects=False,
        )
        assert odd.headers["Location"] == "/lightning/%E5%B1%B1%E7%94%B0?a=%C3%A9%20b"
    refused = recorded.call("GET", "/services/oauth2/singleaccess", token="wrong")
    assert (refused.status_code, refused.text) == (403, "Bad_OAuth_Token")
