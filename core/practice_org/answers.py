"""What goes back to a client: a status, headers, and content that is JSON or bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class JsonText:
    """Content that is written in JSON already."""

    text: str


@dataclass(slots=True)
class Answer:
    """What goes back: `content` is bytes, an iterator of bytes, JsonText, None for no body, or anything JSON can hold.

    `compressible` is false for what goes out as it is even to a client that asks for gzip.
    """

    content: Any = None
    status: int = 200
    media_type: str = "application/json;charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)
    compressible: bool = True

    def chunks(self) -> bytes | Iterator[bytes]:
        """The body in bytes, whole or as it is made."""
        if self.content is None:
            return b""
        if isinstance(self.content, bytes):
            return self.content
        if isinstance(self.content, Iterator):
            return self.content
        if isinstance(self.content, JsonText):
            return self.content.text.encode()
        return json.dumps(self.content, ensure_ascii=False, separators=(",", ":")).encode()

    def value(self) -> Any:
        """The content as it stands inside a larger JSON answer."""
        return json.loads(self.content.text) if isinstance(self.content, JsonText) else self.content
