"""Records that were read and have no person so far, remembered in 26 bytes each.

In a full read a person can turn out to exist only after other records of the same address have gone by: an
opted-out record makes a new person (rule 8), and every record of that address has to follow (rule 7). Keeping
a million strangers for that would cost hundreds of megabytes; asking Salesforce again, hundreds of calls.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

_ID_LENGTH = 18


class UnmatchedRecords:
    """Finds record ids by address again; it may name a record too many, never one too few."""

    def __init__(self) -> None:
        self._hashes = array("q")
        self._ids = bytearray()

    def add(self, records: Sequence[tuple[str, str]]) -> None:
        """Note that records, given as (address key, id), went by."""
        self._hashes.extend(hash(key) for key, _ in records)
        self._ids += "".join(record_id for _, record_id in records).encode("ascii")

    def join(self, others: UnmatchedRecords) -> None:
        """Note those, too, that others have noted."""
        self._hashes.extend(others._hashes)
        self._ids += others._ids

    def of(self, keys: Iterable[str]) -> list[str]:
        """The ids of all records that went by with these address keys."""
        wanted = {hash(key) for key in keys}
        if not wanted:
            return []
        return [
            self._ids[place * _ID_LENGTH : (place + 1) * _ID_LENGTH].decode("ascii")
            for place, found in enumerate(self._hashes)
            if found in wanted
        ]
