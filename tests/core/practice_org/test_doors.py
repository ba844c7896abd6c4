"""No input makes the practice org answer nonsense, or nothing: the short form of doors.py, and what it once found."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.core.practice_org.doors import Doors, knock_at
from tests.practice import PracticeOrg


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
        ("POST", "sobjects/Lead", b"[" * 100_000),
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
    assert content[0]["errorCode"] in ("JSON_PARSER_ERROR", "INVALIDJOB", "INVALID_SCENARIO")


def test_a_pair_of_surrogates_is_a_character_like_any_other(own_org: PracticeOrg) -> None:
    body = b'{"LastName": "\\ud83d\\ude00", "Company": "b"}'
    made = own_org.call(
        "POST", "sobjects/Lead", data=body, headers={"Content-Type": "application/json"}
    ).json()
    [lead] = own_org.query(f"SELECT LastName FROM Lead WHERE Id = '{made['id']}'")
    assert lead["LastName"] == "\U0001f600"
