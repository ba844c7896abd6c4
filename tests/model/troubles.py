"""What goes wrong in the org or on the line, until it is cleared: refusals, whole calls, batches, the line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import requests

from core.settings import CA_FILE
from tests.model.line import Write, answer, cut

if TYPE_CHECKING:
    from tests.model.world import World

REFUSALS: dict[str, dict[str, Any]] = {
    "lock": {"refuse": "locked"},
    "validation": {"refuse": "validation"},
    "deleted": {"code": "ENTITY_IS_DELETED", "message": "entity is deleted"},
    "not_found": {"code": "NOT_FOUND", "message": "The requested resource does not exist"},
    "cross_reference": {"code": "INVALID_CROSS_REFERENCE_KEY", "message": "invalid cross reference id"},
}
"""Answers of a live record to its save, by a short name."""
LIMIT = {
    "success": False,
    "errors": [
        {
            "statusCode": "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
            "message": "PersonBeforeUpdate: System.LimitException: Apex CPU time limit exceeded",
            "fields": [],
        }
    ],
}
LINES = ("cut", "forbidden_page", "proxy_page", "unavailable", "ca_file")
"""What befalls every call while the line is bad. The pages are those of a filter between here and there; `ca_file`: the
file of the authority that is to be trusted has gone."""


class Troubles:
    """The troubles of one example. `ever`: there was one, so that pushes may be put off by it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.marked: set[str] = set()
        self.poison: dict[str, int] = {}
        self.most_at_once: int | None = None
        self.line: str | None = None
        self.ever = False
        self.hidden: set[str] = set()
        world.engines.line.answerers[:] = [self._answer]
        world.engines.line.readers[:] = [self._hide]

    @property
    def hinder(self) -> bool:
        """Whether a verb may fail as a whole, through no fault of the program."""
        return self.line is not None

    @property
    def any(self) -> bool:
        return bool(self.hinder or self.marked or self.poison or self.most_at_once is not None)

    def excuses(self, record_id: str) -> bool:
        """Whether this record may stay without its tick, if it is named."""
        return record_id in self.marked or record_id in self.poison or self.most_at_once == 0

    def refuse(self, record_id: str, how: str, times: int | None) -> None:
        """Let a live record refuse its saves."""
        mark: dict[str, Any] = {"ids": self._ids(record_id), **REFUSALS[how]}
        self._world.org.set(records=[mark | ({"times": times} if times else {})])
        self.marked.add(record_id)
        self.ever = True

    def hide(self, record_id: str) -> None:
        """Let sharing hide a record from the connected user: it is in no answer, and cannot be saved."""
        self.hidden |= set(self._ids(record_id))
        self._world.oracle.unreadable.add(record_id)
        self.refuse(record_id, "cross_reference", None)

    def _ids(self, record_id: str) -> list[str]:
        """Both halves of a person account."""
        record = self._world.truth.records[record_id]
        return [one for one in (record.id, record.account) if one]

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        if self.marked:
            ids = [one for marked in sorted(self.marked) for one in self._ids(marked)]
            self._world.org.set(records=[{"ids": ids, "refuse": None}])
        self.hidden.clear()
        # Whatever other trouble of the line came after it.
        self._world.main.engine.settings.set(CA_FILE, "")
        self.marked.clear()
        self.poison.clear()
        self.most_at_once = self.line = None

    def _answer(self, request: requests.PreparedRequest, writes: list[Write]) -> requests.Response | None:
        if self.line not in (None, "ca_file"):
            return self._bad_line(request)
        real = self._world.truth.real
        poisoned = [self.poison[real(one.record_id)] for one in writes if real(one.record_id) in self.poison]
        if poisoned:
            code = "UNKNOWN_EXCEPTION" if poisoned[0] >= 500 else "APEX_ERROR"
            return answer(request, poisoned[0], [{"errorCode": code, "message": "the whole call failed"}])
        if self.most_at_once is not None and len(writes) > self.most_at_once:
            return answer(request, 200, [LIMIT for _ in writes])
        return None

    def _bad_line(self, request: requests.PreparedRequest) -> requests.Response:
        if self.line == "cut":
            raise cut()
        if self.line == "unavailable":
            return answer(request, 503, [{"errorCode": "SERVER_UNAVAILABLE", "message": "try again"}])
        status = 403 if self.line == "forbidden_page" else 407
        return answer(request, status, "<html><body>Blocked by the web filter of this company</body></html>")

    def _hide(self, request: requests.PreparedRequest, response: requests.Response) -> None:
        if self.hidden and request.method != "PATCH" and response.status_code < 300:
            shown = _without(response.json(), self.hidden)
            response._content = json.dumps(shown).encode()


def _without(content: Any, hidden: set[str]) -> Any:
    """An answer without the records that are hidden; null stands for one that was read by its ID."""
    if isinstance(content, list):
        return [_without(one, hidden) for one in content]
    if not isinstance(content, dict):
        return content
    if content.get("Id") in hidden:
        return None
    shown = {name: _without(value, hidden) for name, value in content.items()}
    if isinstance(content.get("records"), list):
        shown["records"] = [one for one in shown["records"] if one is not None]
        shown["totalSize"] = content["totalSize"] - (len(content["records"]) - len(shown["records"]))
    return shown
