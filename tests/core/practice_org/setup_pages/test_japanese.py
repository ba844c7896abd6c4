"""The setup pages in Japanese: nothing of the frame stays English, and nothing of the org's own is translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import requests

from core.practice_org.setup_pages.japanese import in_japanese, said, words
from tests.helpers.practice import TIMEOUT, PracticeOrg

SOURCES = Path(__file__).parents[4] / "core" / "practice_org"
PARTS = ("setup_pages/*.py", "scenarios/*.py", "org/setup_state.py")
FRAME = re.compile(r'<(?:h1|p class="lead"|button|label|th|nav|a href="[^"]+" class)[^>]*>([^<]+)<')
DATA = (
    {f"{kind} Lead" for kind in ("Web", "Event")}
    | {f"{kind} Contact" for kind in ("Partner", "Customer")}
    | {f"{kind} Account" for kind in ("Business", "Person")}
)
"""What the org itself calls things: its record types stand in the heads of columns."""

HAS_ENGLISH_WORD = re.compile(r"[A-Za-z]{3,}")
HAS_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def pages() -> Iterator[dict[str, str]]:
    """Every page of an org with everything in it, as a Japanese browser gets it."""
    with PracticeOrg(people=40, opted_out=4, scenario="all-bad") as running, requests.Session() as session:
        session.trust_env = False
        session.headers["Accept-Language"] = "ja,en;q=0.5"
        found: dict[str, str] = {}
        waiting = ["/", "/003Pr0000000001IAA", "/nothing", "/lightning/setup/PracticeScenarios/home"]
        while waiting:
            path = waiting.pop()
            one_of_many = "/FieldsAndRelationships/" in path.removesuffix("/FieldsAndRelationships/view")
            if path in found or (one_of_many and "OptedOutOfEmail" not in path):
                continue
            answer = session.get(running.line["setup_url"] + path, timeout=TIMEOUT)
            found[path] = answer.text
            waiting += re.findall(r'href="([^"]+)"', answer.text)
        yield found


def test_titles_explanations_columns_and_buttons_are_japanese(pages: dict[str, str]) -> None:
    assert len(pages) > 30
    left = set()
    for path, page in pages.items():
        assert '<html lang="ja">' in page
        texts = {unescape(text).strip() for text in FRAME.findall(page)}
        if not path.startswith("/003"):
            left |= {
                text for text in texts if HAS_ENGLISH_WORD.search(text) and not HAS_JAPANESE.search(text)
            }
    assert left - DATA == set()


def test_every_word_in_the_list_is_still_on_a_page() -> None:
    constants = [
        node.value
        for part in PARTS
        for path in SOURCES.glob(part)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    everything = "\n".join(constants)
    assert [english for english in words() if english not in everything] == []
    assert all(
        HAS_JAPANESE.search(japanese) for english, japanese in words().items() if english != "AppExchange"
    )


def test_what_belongs_to_the_org_stays_as_it_is() -> None:
    page = '<html lang="en"><style>.Save{}</style><td>Save &amp; co</td><td>Save</td><td>Lead Layout</td>'
    assert in_japanese(page) == (
        '<html lang="ja"><style>.Save{}</style><td>Save &amp; co</td><td>保存</td><td>Lead Layout</td>'
    )
    assert said("Contact: Partner Contact Layout") == "取引先責任者: Partner Contact Layout"
    assert said("Hidden for 2 of 3 profiles") == "3 個中 2 個のプロファイルで非表示"
