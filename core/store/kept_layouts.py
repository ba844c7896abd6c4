"""Page layouts as they were before this program changed them, so that each change can be taken back."""

from __future__ import annotations

from datetime import datetime

from core.store.checklist_schema import KeptLayout as Kept
from core.store.columns import read_as
from core.store.database import Database
from core.store.types.layouts import KeptLayout, KeptState


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
        layout_id, object_, name = layout
        return self._database.execute(
            Kept.insert(
                org_id=org_id,
                layout_id=layout_id,
                object=object_,
                name=name,
                field=field,
                original=original,
                written=written,
                state=KeptState.KEPT,
                kept_at=at,
            )
        )

    def set_state(self, id: int, state: KeptState) -> None:
        """Note how far a change has come."""
        self._database.execute(Kept.update(state=state).where(Kept.id == id))

    def note_written(self, id: int, read_back: str) -> None:
        """Note that a change is in Salesforce, and how it looks there."""
        self._database.execute(Kept.update(state=KeptState.WRITTEN, written=read_back).where(Kept.id == id))

    def to_put_back(self, org_id: str) -> tuple[KeptLayout, ...]:
        """The changes that are, or may be, in Salesforce, newest first."""
        kept = read_as(KeptLayout, Kept).where(
            Kept.org_id == org_id,
            Kept.state.in_((KeptState.KEPT, KeptState.WRITTEN)),
        )
        return tuple(self._database.select(kept.order_by(Kept.id.desc())))
