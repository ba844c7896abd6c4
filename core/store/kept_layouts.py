"""Page layouts as they were before this program changed them, so that each change can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.store.database import Database
from core.store.schema import utc_from_text, utc_text


class KeptState(StrEnum):
    """KEPT: the write was about to go out, its end is not known. WRITTEN: it was read back from Salesforce.

    REFUSED: Salesforce said no. PUT_BACK: it was taken back.
    """

    KEPT = "kept"
    WRITTEN = "written"
    REFUSED = "refused"
    PUT_BACK = "put_back"


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """One change of one layout: its Metadata (JSON) as it was, and as it was written or, better, read back.

    `field` is the API name of the added field.
    """

    id: int
    layout_id: str
    object: str
    name: str
    field: str
    original: str
    written: str
    state: KeptState
    kept_at: datetime


class KeptLayouts:
    """The changes of layouts, by org; rows are never deleted, they are the proof of what was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self,
        org_id: str,
        layout: tuple[str, str, str],
        field: str,
        original: str,
        written: str,
        at: datetime,
    ) -> int:
        """Keep a layout, given as (ID, object, name), before it is written; returns the number of the change."""
        return self._database.insert(
            "INSERT INTO kept_layout (org_id, layout_id, object, name, field, original, written, state, kept_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (org_id, *layout, field, original, written, KeptState.KEPT, utc_text(at)),
        )

    def note(self, id: int, state: KeptState) -> None:
        """Note how far a change has come."""
        self._database.write("UPDATE kept_layout SET state = ? WHERE id = ?", (state, id))

    def note_written(self, id: int, read_back: str) -> None:
        """Note that a change is in Salesforce, and how it looks there."""
        self._database.write(
            "UPDATE kept_layout SET state = ?, written = ? WHERE id = ?", (KeptState.WRITTEN, read_back, id)
        )

    def to_put_back(self, org_id: str) -> tuple[KeptLayout, ...]:
        """The changes that are, or may be, in Salesforce, newest first."""
        return tuple(
            KeptLayout(
                id_,
                layout_id,
                object_,
                name,
                field,
                original,
                written,
                KeptState(state),
                utc_from_text(at),
            )
            for id_, layout_id, object_, name, field, original, written, state, at in self._database.rows(
                "SELECT id, layout_id, object, name, field, original, written, state, kept_at FROM kept_layout "
                "WHERE org_id = ? AND state IN (?, ?) ORDER BY id DESC",
                (org_id, KeptState.KEPT, KeptState.WRITTEN),
            )
        )
