"""What comes in and what goes out, apart from the web server: calls, answers and the table of routes.

A module that serves part of the API owns a `Routes` table and decorates its functions; `api.py` joins the
tables. Functions run in worker threads, so they may block.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from core.practice_org.answers import Answer
from core.practice_org.errors import ApiError, bad_json, not_found, wrong_media_type, wrong_method

if TYPE_CHECKING:
    from core.practice_org.org.org import Org, Session
    from core.practice_org.org.schema import Schema
    from core.practice_org.org.setup_state import Profile

UPLOADING = "practice-org-upload-"
"""How the names of the files begin that uploads are read into."""

DEEPEST_JSON = 100
"""Levels of objects and lists in a body."""

_JSON = "application/json"
_HALF_PAIR = re.compile(rb"\\u[dD][89a-fA-F]", re.ASCII)
"""What may be one; two that belong together are a character."""
_PLACEHOLDER = re.compile(r"\{(\w+)(\*?)\}")


@dataclass(frozen=True, slots=True)
class Call:
    """One request, already read: `path` is decoded, header names are lower case.

    `version` is the API version in the path ("66.0") or empty, `host` the scheme and authority the client
    used, `upload` the file that holds the body of a route that takes uploads.
    """

    org: Org
    method: str
    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    version: str = ""
    host: str = ""
    session_or_none: Session | None = None
    upload: Path | None = None

    @property
    def session(self) -> Session:
        """Who calls; raises ApiError (401) when nobody signed in."""
        if self.session_or_none is None:
            raise ApiError(401, "INVALID_AUTH_HEADER", "INVALID_HEADER_TYPE")
        return self.session_or_none

    @property
    def schema(self) -> Schema:
        """The org's objects and fields as the caller's profile sees them."""
        return self.org.schema_of(self.session.user_id)

    @property
    def profile(self) -> Profile:
        """The profile of the caller."""
        return self.org.profile_of(self.session.user_id)

    @property
    def base(self) -> str:
        """The path that urls in answers begin with, for instance /services/data/v66.0."""
        return f"/services/data/v{self.version}"

    def form(self) -> dict[str, str]:
        """The body as a form that a browser sends; a name that comes twice has its last value."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    def json(self) -> Any:
        """The body as JSON; raises ApiError when it is none (400 JSON_PARSER_ERROR) or said to be none (415)."""
        media_type = self.headers.get("content-type", _JSON).partition(";")[0].strip()
        if media_type.lower() != _JSON:
            raise wrong_media_type(media_type)
        return parsed(self.body)

    def json_object(self) -> dict[str, Any]:
        """The body as a JSON object; raises ApiError (400 JSON_PARSER_ERROR) for anything else."""
        content = self.json()
        if not isinstance(content, dict):
            raise bad_json("The request body must be a JSON object at [line:1, column:1]")
        return content


def parsed(body: bytes) -> Any:
    """JSON as Salesforce reads it; raises ApiError (400 JSON_PARSER_ERROR) for what it would not.

    Python alone would let NaN and halves of surrogate pairs through, which no answer could hold.
    """
    try:
        content = json.loads(body, parse_constant=_no_number)
        if _HALF_PAIR.search(body):
            json.dumps(content, ensure_ascii=False).encode()
    except ValueError as trouble:
        raise bad_json(f"Unexpected character or end of input in the request body: {trouble}") from None
    except RecursionError:
        raise _too_deep() from None
    level, depth = [content], 0
    while level:
        depth += 1
        if depth > DEEPEST_JSON:
            raise _too_deep()
        level = [inner for value in level if isinstance(value, dict | list) for inner in _inside(value)]
    return content


def _inside(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def _too_deep() -> ApiError:
    return bad_json("The request body is nested too deeply")


def _no_number(word: str) -> None:
    raise ValueError(f"Non-standard token '{word}'")


Handler = Callable[..., Answer]


def _segment(placeholder: re.Match[str]) -> str:
    return f"(?P<{placeholder[1]}>{'.+' if placeholder[2] else '[^/]+'})"


@dataclass(frozen=True, slots=True)
class Route:
    """One row of the table: `kind` is the pattern as calls are counted by; `upload` puts the body in a file.

    `takes` are the query parameters that a resource of the API knows.
    """

    method: str
    kind: str
    pattern: re.Pattern[str]
    handler: Handler
    upload: bool = False
    takes: tuple[str, ...] = ()


class Routes:
    """A table of routes.

    `{name}` in a path stands for one segment, `{name*}` for everything that follows; the function gets it by that name.
    """

    def __init__(self, tables: Iterable[Routes] = ()) -> None:
        self.rows: list[Route] = [row for table in tables for row in table.rows]

    def __call__(
        self, method: str, path: str, *, upload: bool = False, takes: tuple[str, ...] = ()
    ) -> Callable[[Handler], Handler]:
        """Enter the decorated function for `method` and `path` (which starts with a slash)."""

        def enter(handler: Handler) -> Handler:
            pattern = re.compile(_PLACEHOLDER.sub(_segment, path) + r"/?\Z")
            self.rows.append(Route(method, path, pattern, handler, upload, takes))
            return handler

        return enter

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """The route for a path and its segments; raises ApiError 404 or 405.

        HEAD is answered as GET, as HTTP asks for.
        """
        allowed: set[str] = set()
        wanted = "GET" if method == "HEAD" else method
        for row in self.rows:
            match = row.pattern.match(path)
            if match:
                if row.method == wanted:
                    return row, match.groupdict()
                allowed |= {"GET", "HEAD"} if row.method == "GET" else {row.method}
        raise wrong_method(method, allowed) if allowed else not_found()
