"""What the checklist keeps for each org: its last result, the ticked steps of the guide, and how fields were seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.store.checklist_schema import ChecklistResult, SeenAccess
from core.store.checklist_schema import TickedStep as Ticked
from core.store.columns import put
from core.store.database import Database


@dataclass(frozen=True, slots=True)
class TickedStep:
    """A step of the guide that is done. `by_hand`: somebody said so; nothing was looked at."""

    step_id: str
    object: str
    by_hand: bool
    at: datetime


class Checklists:
    """Kept by the org's ID, so that a result or a tick of one org never shows for another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def result(self, org_id: str) -> str | None:
        """The last result, as the text that was kept."""
        found = self._database.select(
            ChecklistResult.select(ChecklistResult.content).where(ChecklistResult.org_id == org_id).tuples()
        )
        return found[0][0] if found else None

    def keep_result(self, org_id: str, content: str, at: datetime) -> None:
        """Keep a result in the place of the one before."""
        self._database.execute(put(ChecklistResult, org_id=org_id, checked_at=at, content=content))

    def tick(self, org_id: str, step: TickedStep) -> None:
        """Note that a step is done."""
        self._database.execute(
            put(
                Ticked,
                org_id=org_id,
                step_id=step.step_id,
                object=step.object,
                by_hand=step.by_hand,
                ticked_at=step.at,
            )
        )

    def untick(self, org_id: str, step_id: str, object: str) -> None:
        """Note that a step is not done after all."""
        self._database.execute(
            Ticked.delete().where(
                Ticked.org_id == org_id,
                Ticked.step_id == step_id,
                Ticked.object == object,
            )
        )

    def ticked(self, org_id: str) -> tuple[TickedStep, ...]:
        """The steps that are done, in the order in which they were ticked."""
        query = Ticked.select(
            Ticked.step_id,
            Ticked.object,
            Ticked.by_hand,
            Ticked.ticked_at,
        )
        ordered = query.where(Ticked.org_id == org_id).order_by(
            Ticked.ticked_at, Ticked.step_id, Ticked.object
        )
        return tuple(TickedStep(*row) for row in self._database.select(ordered.tuples()))

    def seen(self, org_id: str) -> tuple[datetime, str] | None:
        """When and how the fields were seen the last time, as the text that was kept."""
        query = SeenAccess.select(SeenAccess.seen_at, SeenAccess.content).where(SeenAccess.org_id == org_id)
        found = self._database.select(query.tuples())
        return found[0] if found else None

    def keep_seen(self, org_id: str, content: str, at: datetime) -> None:
        """Note how the fields are seen now."""
        self._database.execute(put(SeenAccess, org_id=org_id, seen_at=at, content=content))
