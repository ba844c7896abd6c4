"""What the checklist keeps for each org: its last result, the ticked steps of the guide, and how fields were seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.store.database import Database
from core.store.schema import utc_from_text, utc_text


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
        row = self._database.row("SELECT content FROM checklist_result WHERE org_id = ?", (org_id,))
        return str(row[0]) if row else None

    def keep_result(self, org_id: str, content: str, at: datetime) -> None:
        """Keep a result in the place of the one before."""
        self._database.write(
            "INSERT INTO checklist_result (org_id, checked_at, content) VALUES (?, ?, ?) "
            "ON CONFLICT (org_id) DO UPDATE SET checked_at = excluded.checked_at, content = excluded.content",
            (org_id, utc_text(at), content),
        )

    def tick(self, org_id: str, step: TickedStep) -> None:
        """Note that a step is done."""
        self._database.write(
            "INSERT INTO ticked_step (org_id, step_id, object, by_hand, ticked_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (org_id, step_id, object) DO UPDATE SET by_hand = excluded.by_hand, "
            "ticked_at = excluded.ticked_at",
            (org_id, step.step_id, step.object, step.by_hand, utc_text(step.at)),
        )

    def untick(self, org_id: str, step_id: str, object: str) -> None:
        """Note that a step is not done after all."""
        self._database.write(
            "DELETE FROM ticked_step WHERE org_id = ? AND step_id = ? AND object = ?",
            (org_id, step_id, object),
        )

    def ticked(self, org_id: str) -> tuple[TickedStep, ...]:
        """The steps that are done, in the order in which they were ticked."""
        return tuple(
            TickedStep(step_id, object_, bool(by_hand), utc_from_text(at))
            for step_id, object_, by_hand, at in self._database.rows(
                "SELECT step_id, object, by_hand, ticked_at FROM ticked_step WHERE org_id = ? "
                "ORDER BY ticked_at, step_id, object",
                (org_id,),
            )
        )

    def seen(self, org_id: str) -> tuple[datetime, str] | None:
        """When and how the fields were seen the last time, as the text that was kept."""
        row = self._database.row("SELECT seen_at, content FROM seen_access WHERE org_id = ?", (org_id,))
        return (utc_from_text(row[0]), str(row[1])) if row else None

    def keep_seen(self, org_id: str, content: str, at: datetime) -> None:
        """Note how the fields are seen now."""
        self._database.write(
            "INSERT INTO seen_access (org_id, seen_at, content) VALUES (?, ?, ?) "
            "ON CONFLICT (org_id) DO UPDATE SET seen_at = excluded.seen_at, content = excluded.content",
            (org_id, utc_text(at), content),
        )
