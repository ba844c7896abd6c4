"""No input makes the practice org answer nonsense, or nothing: the short form of doors.py, and what it once found."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.fuzz.doors import Doors, knock_at
from tests.helpers.practice import PracticeOrg


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[Doors]:
    """An org in this process."""
    made = Doors(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("seed", [1, 20])
def test_odd_inputs_at_every_door_are_answered_in_salesforces_words(doors: Doors, seed: int) -> None:
    found = asyncio.run(knock_at(doors, 1_000, seed))
    assert found.wrong == []
    assert found.inputs == 1_000
    # What is right gets in too, or else only the first check of each door would be tried.
    assert {200, 201, 302, 400, 401, 404, 405} <= set(found.statuses)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "sobjects/Lead", b'{"LastName": "a\\ud800", "Company": "b"}'),
        ("POST", "sobjects/Lead", b'{"LastName": "a", "Company": "b", "AnnualRevenue": NaN}'),
        ("POST", "sobjects/Lead", b'{"LastName": "a", "Company": "b", "AnnualRevenue": 1e999}'),
        ("POST", "sobjects/Lead", b'{"LastName": "a", "Company": "b", "AnnualRevenue": 1' + b"0" * 40 + b"}"),
        ("POST", "sobjects/Lead", b'{"LastName": "a", "Company": "b", "NumberOfEmployees": 9999999999}'),
        ("POST", "sobjects/Lead", b"[" * 100_000),
        ("POST", "sobjects/Lead", b'{"a":' * 900 + b"1" + b"}" * 900),
        ("PATCH", "composite/sobjects", b'{"a":' * 100_000),
        (
            "POST",
            "composite",
            b'{"compositeRequest": [{"url": "/services/data/v66.0/limits", "referenceId": "a", "method": "GET",'
            b' "httpHeaders": "x"}]}',
        ),
        (
            "POST",
            "jobs/query",
            b'{"operation": "query", "query": "SELECT Id FROM Lead", "lineEnding": ["LF"]}',
        ),
        ("POST", "/practice/faults", b'{"org": [1]}'),
    ],
)
def test_what_once_ended_in_an_error_of_its_own_is_refused(
    own_org: PracticeOrg, method: str, path: str, body: bytes
) -> None:
    answer = own_org.call(method, path, data=body, headers={"Content-Type": "application/json"})
    content: Any = answer.json()
    if "compositeResponse" in content:
        [content] = [part["body"] for part in content["compositeResponse"]]
    assert answer.status_code in (200, 400)
    known = ("JSON_PARSER_ERROR", "INVALIDJOB", "INVALID_SCENARIO", "NUMBER_OUTSIDE_VALID_RANGE")
    assert content[0]["errorCode"] in known


def asked(org: PracticeOrg, soql: str) -> tuple[int, Any]:
    """Status and JSON of a query that is too long for an address."""
    url = f"/services/data/v66.0/query?{urlencode({'q': soql})}"
    answer = org.call(
        "POST", "composite", json={"compositeRequest": [{"method": "GET", "url": url, "referenceId": "a"}]}
    )
    [part] = answer.json()["compositeResponse"]
    return part["httpStatusCode"], part["body"]


@pytest.mark.parametrize(
    "soql",
    [
        "SELECT Id FROM Lead WHERE " + "NOT " * 3_000 + "Email = 'a'",
        "SELECT Id FROM Lead WHERE " + "(Email = 'a' OR (Email = 'b' AND " * 400 + "Id = null" + "))" * 400,
        "SELECT " + ", ".join(f"COUNT(Id) c{number}" for number in range(2_500)) + " FROM Lead",
        "SELECT Id FROM Lead ORDER BY " + ", ".join(["Email"] * 3_000),
        "SELECT LeadSource FROM Lead GROUP BY " + ", ".join(["LeadSource"] * 3_000),
    ],
)
def test_a_query_beyond_all_measure_is_too_complicated(own_org: PracticeOrg, soql: str) -> None:
    status, [refusal] = asked(own_org, soql)
    assert (status, refusal["errorCode"]) == (400, "QUERY_TOO_COMPLICATED")


def test_a_long_list_of_conditions_is_worked_through(own_org: PracticeOrg) -> None:
    [lead] = own_org.query("SELECT Id, Email FROM Lead WHERE Email != null LIMIT 1")
    one_of = " OR ".join([*["Email = 'nobody@example.com'"] * 2_000, f"Id = '{lead['Id']}'"])
    status, content = asked(own_org, f"SELECT Id FROM Lead WHERE {one_of}")
    assert (status, [row["Id"] for row in content["records"]]) == (200, [lead["Id"]])


def test_a_pair_of_surrogates_is_a_character_like_any_other(own_org: PracticeOrg) -> None:
    body = b'{"LastName": "\\ud83d\\ude00", "Company": "b"}'
    made = own_org.call(
        "POST", "sobjects/Lead", data=body, headers={"Content-Type": "application/json"}
    ).json()
    [lead] = own_org.query(f"SELECT LastName FROM Lead WHERE Id = '{made['id']}'")
    assert lead["LastName"] == "\U0001f600"
