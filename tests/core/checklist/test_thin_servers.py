"""The checklist before servers that lack Setup, refuse it, answer nonsense or nothing: named, and soon over."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from core.checklist.results import CheckGroup, Checklist, CheckState
from core.engine import Engine
from core.engine_options import EngineOptions
from core.salesforce.http import transport
from core.salesforce.setup import tooling as setup
from core.secrets.credentials import ACCESS_TOKEN, CA_FILE, INSTANCE_URL
from core.store.types.fields import OptOutField
from tests.core.checklist.conftest import Bench
from tests.helpers.other_server import VERSION, OtherServer, Reply

SETUP = (CheckGroup.LAYOUTS, CheckGroup.LIGHTNING_PAGES)
JSON = {"Content-Type": "application/json"}
HTML = b"<html><body>Forbidden by the company</body></html>"


class ThinServer(OtherServer):
    """Answers everything of Setup with one and the same."""

    setup: Reply = (404, {}, b"")

    def reply(self, method: str, target: str, body: bytes) -> Reply:
        if f"v{VERSION}/" in target and any(
            part in target for part in ("/tooling/", "/limits", "/describe/layouts", "DuplicateRule")
        ):
            self.seen.append(f"{method} {target}")
            return self.setup
        return super().reply(method, target, body)


def look(server: OtherServer, folder: Path) -> Checklist:
    environment = {INSTANCE_URL: server.url, ACCESS_TOKEN: "token", CA_FILE: str(server.ca_file)}
    with Engine(EngineOptions(folder, environment=environment)) as engine:
        return engine.checklist.check(threading.Event())


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "LONGEST_PAUSE_S", 0.01)


def odd(content: Any) -> Reply:
    return 200, JSON, json.dumps(content).encode()


ODD = [
    odd(None),
    odd([]),
    odd(7),
    odd("text"),
    odd({}),
    odd({"records": None}),
    odd({"records": [None]}),
    odd({"records": ["text", 5]}),
    odd({"records": {"Id": "x"}}),
    odd({"records": [], "done": False, "nextRecordsUrl": f"/services/data/v{VERSION}/tooling/query/again"}),
    odd({"records": [{"Id": "00h000000000001AAA"}], "layouts": [None], "recordTypeMappings": 5}),
    odd({"records": [{"Id": "00h000000000001AAA"}], "Metadata": None, "layouts": {"a": 1}}),
    odd({"records": [{"Id": "00h000000000001AAA"}], "Metadata": {"layoutSections": "none"}}),
    odd({"records": [{"Id": "00h000000000001AAA"}], "Metadata": {"layoutSections": [None]}}),
    odd(
        {
            "records": [{"Id": "00h000000000001AAA", "Name": 5, "NamespacePrefix": []}],
            "Metadata": {
                "layoutSections": [{"layoutColumns": [{"layoutItems": [None]}]}],
                "flexiPageRegions": [5],
            },
            "layouts": [{"id": 5, "detailLayoutSections": 5, "editLayoutSections": [{"layoutRows": "x"}]}],
        }
    ),
    (200, {"Content-Type": "text/html"}, HTML),
    (200, JSON, b""),
    (200, JSON, b'{"records": ['),
    (204, {}, b""),
    (403, {"Content-Type": "text/html"}, HTML),
    (404, {"Content-Type": "text/html"}, HTML),
    (403, JSON, b'[{"errorCode": "INSUFFICIENT_ACCESS", "message": "no"}]'),
    (403, JSON, b'[{"errorCode": "NEVER_HEARD_OF", "message": "no"}]'),
    (501, JSON, b"{}"),
]


@pytest.mark.parametrize("answer", ODD, ids=lambda answer: f"{answer[0]} {answer[2][:60].decode()}")
def test_whatever_setup_answers_nothing_is_called_done_and_nothing_breaks(
    answer: Reply, tmp_path: Path, hurried: None
) -> None:
    with ThinServer(tmp_path) as server:
        server.setup = answer
        found = look(server, tmp_path / "data")
    assert found.problem is None
    assert found.ready[OptOutField.SALESFORCE]
    by_setup = [check for check in found.checks if check.group in SETUP]
    assert by_setup
    assert {check.state for check in by_setup} <= {CheckState.COULD_NOT_CHECK, CheckState.NOT_NEEDED}
    named = [check for check in found.checks if check.state is CheckState.COULD_NOT_CHECK]
    assert all(check.what.english() for check in named)


def test_setup_that_always_stumbles_is_asked_twice_and_then_no_more(tmp_path: Path, hurried: None) -> None:
    with ThinServer(tmp_path) as server:
        server.setup = (503, {"Retry-After": "3600"}, HTML)
        found = look(server, tmp_path / "data")
        asked = [line for line in server.seen if "/tooling/" in line or "/limits" in line]
    # Two questions, each tried a few times.
    assert len(asked) <= 8
    [package] = [check for check in found.checks if check.id == "package_installed"]
    assert package.state is CheckState.COULD_NOT_CHECK
    assert package.fix is not None
    assert package.fix.english() == "Check again in a few minutes."


def test_a_silent_setup_keeps_nobody_waiting_for_every_question(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "READ_SECONDS", 0.5)
    stalls = {"do": "stall", "path": "tooling/", "seconds": 5, "times": 0}
    bench.org.control("faults", {"requests": [stalls]})
    found = bench.check()
    [stalled] = bench.org.control("faults")["requests"]
    assert stalled["seen"] <= 2
    assert {check.state for check in found.checks if check.id == "on_layout"} == {CheckState.COULD_NOT_CHECK}
    assert "took too long" in found.of("on_layout", "Lead").what.english()  # type: ignore[union-attr]


def test_one_layout_that_cannot_be_read_does_not_hide_the_others(bench: Bench) -> None:
    layouts = [
        check for check in bench.check().checks if check.id == "on_layout" and check.object == "Contact"
    ]
    assert len(layouts) > 1
    broken = layouts[0]
    gone = {"do": "answer", "status": 404, "code": "NOT_FOUND", "message": "gone", "times": 0}
    bench.org.control(
        "faults",
        {
            "requests": [
                gone | {"path": "tooling/composite"},
                gone | {"method": "GET", "path": f"Layout/{broken.subject_id}"},
            ]
        },
    )
    after = {
        check.subject: check.state
        for check in bench.check().checks
        if check.id == "on_layout" and check.object == "Contact"
    }
    assert after[broken.subject] is CheckState.COULD_NOT_CHECK
    del after[broken.subject]
    assert after == {check.subject: check.state for check in layouts[1:]}


def test_an_org_that_names_no_profile_for_any_layout_is_not_believed(tmp_path: Path, hurried: None) -> None:
    class Layouts(ThinServer):
        def reply(self, method: str, target: str, body: bytes) -> Reply:
            if "/tooling/sobjects/Layout/" in target:
                return odd({"Id": "00h000000000001", "Metadata": {"layoutSections": []}})
            if "FROM+Layout" in target or "FROM%20Layout" in target:
                return odd({"records": [{"Id": "00h000000000001", "Name": "Only <b>one</b>"}], "done": True})
            if "/tooling/query" in target:
                return odd({"records": [], "done": True})
            return super().reply(method, target, body)

    with Layouts(tmp_path) as server:
        found = look(server, tmp_path / "data")
    [layout] = [check for check in found.checks if check.id == "on_layout" and check.object == "Contact"]
    assert layout.state is CheckState.TO_DO
    assert "could not be read" in layout.what.english()


def test_the_calls_of_the_day_used_up_are_named_where_they_belong(bench: Bench) -> None:
    bench.org.control("faults", {"requests": [{"do": "daily_limit"}]})
    found = bench.check()
    assert found.problem is not None
    assert found.of("signed_in").state is CheckState.COULD_NOT_CHECK  # type: ignore[union-attr]
    calls = found.of("calls_left")
    assert calls is not None
    assert calls.state is CheckState.TO_DO
    assert "used up" in calls.what.english()
