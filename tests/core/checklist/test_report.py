"""The page for the change ticket: everything that was found, safe to open anywhere, in the reader's language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from core.checklist.report import report_html
from core.checklist.results import Check, Checklist, CheckState, FailedCheck
from core.messages import Category, Message, Problem, ProblemError, Scope
from core.salesforce.values.errors import explain
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org
from tests.core.checklist.conftest import Bench

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ORG = Org(
    "00D000000000001EAA", "Acme & Söhne", "https://acme.my.salesforce.com", False, False, "ann@acme", "66.0"
)


def check(id: str, state: CheckState, what: str, **more: str) -> Check:
    return Check(id, "", Message(f"Title of {id}"), Message(what), Message("What to do"), state=state, **more)


CHECKS = (
    check("signed_in", CheckState.DONE, "All is well"),
    check("calls_left", CheckState.WARNING, "Few are left", link="https://acme.my.salesforce.com/a?b=1&c=2"),
    check("package_installed", CheckState.TO_DO, "<script>alert(1)</script>", detail="raw <b>text</b>"),
    check("clock", CheckState.COULD_NOT_CHECK, "Nobody knows"),
    check("keyring", CheckState.NOT_NEEDED, "Not in use"),
)
OFFLINE = Problem(
    "NETWORK",
    Category.OFFLINE,
    Message("Salesforce cannot be reached."),
    Message("Look at the network."),
    scope=Scope.CONNECTION,
)
FOUND = Checklist(AT, ORG, CHECKS, {OptOutField.SALESFORCE: True, OptOutField.MARKETO_SALES: False})


class Reader(HTMLParser):
    """Checks that tags are closed, and collects texts, links and whatever would be loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.links: list[str | None] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "link", "iframe") or "src" in given:
            self.loaded.append(tag)
        if tag == "a":
            self.links.append(given["href"])
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def test_a_page_of_what_was_found_earlier_says_when_and_why_the_newest_look_failed() -> None:
    failed = FailedCheck(AT + timedelta(days=1), OFFLINE)
    page = report_html(replace(FOUND, failed_since=failed), "ann")
    assert "The newest look, on 25 Nov 2026" in page
    assert "was found on 24 Nov 2026" in page
    assert OFFLINE.what.english() in page
    assert "newest look" not in report_html(FOUND, "ann")


def test_it_holds_every_check_with_its_state_what_and_fix() -> None:
    page = read(report_html(FOUND, "ann"))
    text = " ".join(page.texts)
    for words in ("Acme & Söhne", "00D000000000001EAA", "ann@acme", "by ann", "24 Nov 2026"):
        assert words in text
    for one in FOUND.checks:
        assert one.title.english() in text
        assert one.what.english() in text
    states = [words for words in page.texts if re.match(r"[✓✗!?–] ", words) and "The org is" not in words]
    assert states == ["✓ Done", "! Warning", "✗ To do", "? Could not be checked", "– Not needed"]
    # What is done, or not needed, needs no remedy.
    assert text.count("What to do") == 3
    assert page.links == ["https://acme.my.salesforce.com/a?b=1&c=2"]


def test_nothing_in_it_runs_or_is_loaded_from_elsewhere() -> None:
    source = report_html(FOUND, "<img src=x>")
    assert read(source).loaded == []
    assert "<script" not in source
    assert "<b>text" not in source


def test_it_speaks_the_readers_language() -> None:
    page = report_html(FOUND, "ann", lambda message: f"«{message.template}»", language="ja")
    assert '<html lang="ja">' in page
    shown = [words.strip() for words in read(page).texts if words.strip()]
    untranslated = [
        words for words in shown if "«" not in words and not words.startswith(("http", "raw", "body{"))
    ]
    assert untranslated == []


def test_an_org_that_was_not_reached_is_said_at_the_top() -> None:
    offline = replace(FOUND, org=None, problem=explain("SERVER_UNAVAILABLE"))
    text = " ".join(read(report_html(offline, "ann")).texts)
    assert "No org is connected" in text
    assert "Salesforce is busy or under maintenance" in text


def test_names_of_the_org_cannot_become_markup(bench: Bench) -> None:
    names = ["<script>alert('x')</script>", 'Vertrieb "Süd" & <b>Co</b>', "営業部 & 取引先責任者 {field}"]
    bench.set(new_layouts=[{"object": "Lead", "name": one, "like": "Lead (Sales) Layout"} for one in names])
    found = bench.check()
    source = bench.engine.checklist.report_html(found)
    page = read(source)
    assert page.loaded == []
    assert "<b>" not in source
    for one in names:
        assert any(one in text for text in page.texts)
    assert all(link and link.startswith(f"{bench.org.url}/") for link in page.links)
    kept = bench.engine.checklist.last()
    assert kept is not None
    assert bench.engine.checklist.report_html(kept) == source


def test_it_is_written_to_a_file_as_a_whole_or_not_at_all(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "checklist.html"
    found = bench.check()
    bench.engine.export_checklist(file, found)
    written = file.read_text(encoding="utf-8-sig")
    assert len(read(written).texts) > len(found.checks)
    with pytest.raises(ProblemError):
        bench.engine.export_checklist(tmp_path / "nowhere" / "checklist.html", found)
    assert file.read_text(encoding="utf-8-sig") == written
