"""Every check before an org that answers nothing: none of them is called done for what nobody got to look at."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from core.checklist.results import GROUP_OF, Checklist, CheckState
from core.engine import Engine
from core.engine_options import EngineOptions
from core.salesforce.setup import tooling as setup
from core.secrets.credentials import ACCESS_TOKEN, CA_FILE, INSTANCE_URL
from tests.helpers.other_server import VERSION, OtherServer, Reply

JSON = {"Content-Type": "application/json"}
OF_THIS_COMPUTER = {"people_here", "people_matched", "nightly_sync", "night_run", "keyring", "clock"}
BY_THE_FIRST_LOOK = {
    "signed_in",
    "api_enabled",
    "app_approved",
    "object_editable",
    "email_opt_out_visible",
    "email_opt_out_writable",
    "marketo_sales_opt_out_visible",
    "marketo_sales_opt_out_writable",
}
"""What the org's own description of its objects tells, without which there is no look at all."""


class Silent(OtherServer):
    """Says who it is and describes its objects, if that; whatever else it is asked, it answers nothing."""

    nothing: Reply = (204, {}, b"")
    describes = True

    def reply(self, method: str, target: str, body: bytes) -> Reply:
        path = target.partition("?")[0]
        of_the_look = (
            f"/v{VERSION}/" not in path
            or path.endswith(("/describe", f"/v{VERSION}/composite"))
            or ("FROM+Organization" in target.replace("%20", "+") and "Default" not in target)
        )
        if self.describes and of_the_look:
            return super().reply(method, target, body)
        self.seen.append(f"{method} {target}")
        return self.nothing


def said(content: Any) -> Reply:
    return 200, JSON, json.dumps(content).encode()


NOTHING = {
    "no content": (204, {}, b""),
    "an empty body": (200, JSON, b""),
    "null": said(None),
    "an empty object": said({}),
    "an empty list": said([]),
    "no rows": said({"totalSize": 0, "done": True, "records": []}),
    "null rows": said({"totalSize": 0, "done": True, "records": None}),
    "rows that say nothing": said({"totalSize": 1, "done": True, "records": [{}]}),
    "not found": (404, JSON, b'[{"errorCode": "NOT_FOUND", "message": "no"}]'),
    "no access": (403, JSON, b'[{"errorCode": "INSUFFICIENT_ACCESS", "message": "no"}]'),
    "no such type": (400, JSON, b'[{"errorCode": "INVALID_TYPE", "message": "no"}]'),
    "a page of the proxy": (200, {"Content-Type": "text/html"}, b"<html></html>"),
    "a server that stumbles": (503, {}, b""),
}


def look(server: OtherServer, folder: Path) -> Checklist:
    environment = {INSTANCE_URL: server.url, ACCESS_TOKEN: "token", CA_FILE: str(server.ca_file)}
    with Engine(EngineOptions(folder, environment=environment)) as engine:
        return engine.checklist.check(threading.Event())


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "LONGEST_PAUSE_S", 0.01)


def called_done(found: Checklist) -> set[str]:
    return {check.id for check in found.checks if check.state is CheckState.DONE}


@pytest.mark.parametrize("nothing", NOTHING.values(), ids=NOTHING)
def test_no_check_is_done_for_what_an_org_did_not_answer(nothing: Reply, tmp_path: Path) -> None:
    with Silent(tmp_path) as server:
        server.nothing = nothing
        found = look(server, tmp_path / "data")
    assert found.problem is None
    # Every check there is was made, and each says something.
    assert {check.id for check in found.checks} == set(GROUP_OF)
    assert all(check.what.english() for check in found.checks)
    assert called_done(found) <= BY_THE_FIRST_LOOK | OF_THIS_COMPUTER


@pytest.mark.parametrize("nothing", NOTHING.values(), ids=NOTHING)
def test_an_org_that_does_not_even_describe_itself_has_no_check_done(nothing: Reply, tmp_path: Path) -> None:
    with Silent(tmp_path) as server:
        server.nothing, server.describes = nothing, False
        found = look(server, tmp_path / "data")
    assert {check.id for check in found.checks} == set(GROUP_OF)
    # Whether the sign-in and the API work may be known by a refusal.
    assert called_done(found) <= OF_THIS_COMPUTER | {"signed_in", "api_enabled"}
    assert not any(found.ready.values())
