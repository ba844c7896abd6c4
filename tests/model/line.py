"""The line between the program and the org: everything that an engine sends passes here, told apart by its token.

It counts calls, lets others act before or after any of them, cuts the line, answers in the org's place, and tells the
oracle of every value that the program wants to write, before it is sent.
"""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests
import urllib3

from tests.model.lives import Life


@dataclass(frozen=True, slots=True)
class Write:
    """One value on its way to one field of one record."""

    record_id: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Interruption:
    """What happens before or after the `call`th call of an act."""

    call: int
    when: str
    act: Callable[[], None]


Answerer = Callable[[requests.PreparedRequest, list[Write]], requests.Response | None]
Reader = Callable[[requests.PreparedRequest, requests.Response], None]


@dataclass(slots=True)
class Post:
    """One engine's place on the line. `answers` are those of the present act, by record ID: None saved, else a code."""

    life: Life
    on_write: Callable[[list[Write], requests.PreparedRequest], None]
    on_saved: Callable[[Write], None]
    calls: int = 0
    sent: list[Write] = field(default_factory=list)
    answers: dict[str, str | None] = field(default_factory=dict)
    interruptions: list[Interruption] = field(default_factory=list)
    lost_answers: bool = False
    is_cut: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        """A new act begins."""
        self.calls = 0
        self.sent.clear()
        self.answers.clear()
        self.interruptions.clear()
        self.lost_answers = self.is_cut = False


class Line:
    """The posts by their tokens; `answerers` may answer in the org's place, `readers` change what it answers."""

    def __init__(self) -> None:
        self.posts: dict[str, Post] = {}
        self.answerers: list[Answerer] = []
        self.readers: list[Reader] = []

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Every session of requests passes here meanwhile."""
        original = requests.Session.send

        def send(
            session: requests.Session, request: requests.PreparedRequest, **options: Any
        ) -> requests.Response:
            bearer = str(request.headers.get("Authorization", "")).removeprefix("Bearer ")
            post = self.posts.get(bearer)
            if post is None:
                return original(session, request, **options)
            with post.lock:
                return self._pass(post, request, lambda: original(session, request, **options))

        requests.Session.send = send  # type: ignore[method-assign]
        try:
            yield
        finally:
            requests.Session.send = original  # type: ignore[method-assign]

    def _pass(
        self, post: Post, request: requests.PreparedRequest, go: Callable[[], requests.Response]
    ) -> requests.Response:
        post.life.check()
        post.calls += 1
        number = post.calls
        writes = writes_of(request)
        if writes:
            post.on_write(writes, request)
        for interruption in post.interruptions:
            if (interruption.call, interruption.when) == (number, "before"):
                interruption.act()
        post.life.check()
        if post.is_cut:
            raise cut()
        answer = next((one for ask in self.answerers if (one := ask(request, writes)) is not None), None)
        answer = answer if answer is not None else go()
        for read in self.readers:
            read(request, answer)
        if writes:
            post.sent += writes
            self._note(post, writes, answer)
        for interruption in post.interruptions:
            if (interruption.call, interruption.when) == (number, "after"):
                interruption.act()
        post.life.check()
        return unread(answer)

    @staticmethod
    def _note(post: Post, writes: list[Write], answer: requests.Response) -> None:
        """What became of each record: answers come in the order of the records."""
        try:
            content = answer.json()
        except ValueError:
            content = None
        if answer.status_code >= 300 or not isinstance(content, list):
            post.answers |= {write.record_id: f"HTTP {answer.status_code}" for write in writes}
            return
        for write, one in zip(writes, content, strict=False):
            if one.get("success"):
                post.answers[write.record_id] = None
                post.on_saved(write)
            else:
                post.answers[write.record_id] = one["errors"][0]["statusCode"]


def writes_of(request: requests.PreparedRequest) -> list[Write]:
    """What a request would write to opt-out fields: by a collection, or to a record of its own."""
    if request.method != "PATCH" or not request.body:
        return []
    content = json.loads(request.body)
    path = str(request.path_url)
    if "/composite/sobjects" in path:
        records = content.get("records", [])
    else:
        records = [{**content, "id": path.partition("?")[0].rpartition("/")[2]}]
    return [
        Write(str(record["id"]), name, value)
        for record in records
        for name, value in record.items()
        if name not in ("attributes", "id")
    ]


def answer(request: requests.PreparedRequest, status: int, content: Any) -> requests.Response:
    """An answer that never came from the org: JSON, or a text as it is."""
    made = requests.Response()
    made.status_code = status
    made.request = request
    made.url = str(request.url)
    made._content = (content if isinstance(content, str) else json.dumps(content)).encode()
    made.headers["Content-Type"] = "text/html" if isinstance(content, str) else "application/json"
    made.encoding = "utf-8"
    return made


def unread(answer: requests.Response) -> requests.Response:
    """The same answer with its body still to be read, as it would come from the line."""
    body = answer.content
    answer.headers.pop("Content-Encoding", None)
    answer.raw = urllib3.HTTPResponse(io.BytesIO(body), preload_content=False, status=answer.status_code)
    answer._content = False  # type: ignore[assignment]
    answer._content_consumed = False  # type: ignore[attr-defined]
    return answer


def cut() -> requests.exceptions.ConnectionError:
    """What requests raises when the line breaks."""
    return requests.exceptions.ConnectionError(
        urllib3.exceptions.ProtocolError("Connection aborted.", ConnectionResetError(104, "reset by peer"))
    )
