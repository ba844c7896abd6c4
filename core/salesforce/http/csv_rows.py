"""CSV answers as rows, read from the line as they are asked for: however long the answer is, little of it is held."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from core.messages import ProblemError
from core.salesforce.http.client import Client
from core.salesforce.values.answers import SURPRISES, remember, too_large, unreadable_answer
from core.salesforce.values.errors import CallFailedError, explain_answer

CHUNK_BYTES = 1 << 18
"""Bytes that are read from the line at a time."""
MOST_PER_LOT = 4 << 20
"""Bytes that a lot of rows may have; a row, of which a field may hold line breaks, is never longer."""
_LOT = 200
"""Rows that are counted together: counting each one would take longer than reading it."""
_LOCATOR = re.compile(r"[!-~]{0,1000}")


class CsvRows:
    """The rows of one CSV answer. `header` are the column names; `locator` leads to the next page, if any.

    Text is UTF-8 whatever the content type says (Bulk API 2.0 guide, Prepare CSV Files). Raises ProblemError, while
    it is read too.
    """

    def __init__(self, client: Client, path: str, header: list[str] | None) -> None:
        """`header` are the columns of the page before: a later page may repeat them or not, both are seen."""
        answer = client.transport.request(
            "GET",
            f"{client.instance_url}{client.base_path}/{path}",
            headers={"Accept": "text/csv"},
            stream=True,
        )
        self._status = answer.status_code
        if answer.status_code >= 300:
            raise CallFailedError(
                explain_answer(answer.status_code, client.transport.text_of(answer)), answer.status_code, None
            )
        self._line = client.transport.chunks_of(answer, CHUNK_BYTES)
        self._raw = _Chunks(self._line)
        text = io.TextIOWrapper(io.BufferedReader(self._raw, CHUNK_BYTES), encoding="utf-8-sig", newline="")
        self._reader = csv.reader(text, strict=True)
        locator = answer.headers.get("Sforce-Locator", "")
        self.locator = "" if locator == "null" else locator
        first = self._some(1)
        if not _LOCATOR.fullmatch(locator):
            self._line.close()
            raise ProblemError(unreadable_answer())
        self._first = first[0] if first else None
        self.header: list[str] = header or self._first or []

    def __iter__(self) -> Iterator[list[str]]:
        first = [self._first] if self._first and self._first != self.header else []
        return filter(None, chain(first, chain.from_iterable(self._lots())))

    def _lots(self) -> Iterator[list[list[str]]]:
        while some := self._some(_LOT):
            yield some

    def _some(self, most: int) -> list[list[str]]:
        self._raw.begin_lot()
        try:
            return list(islice(self._reader, most))
        except (csv.Error, *SURPRISES):
            self._line.close()
            remember(self._status, self._raw.start)
            raise ProblemError(unreadable_answer()) from None
        except BaseException:
            self._line.close()
            raise


class _Chunks(io.RawIOBase):
    """Chunks of bytes as a readable file, which counts what a lot of rows takes."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")
        self._of_lot = 0
        self.start = b""

    def begin_lot(self) -> None:
        """Count anew: the rows before have been read."""
        self._of_lot = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._of_lot > MOST_PER_LOT:
            raise ProblemError(too_large(self.start))
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self.start = self.start or chunk[:1_000]
            self._rest = memoryview(chunk)
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        self._of_lot += len(taken)
        return len(taken)
