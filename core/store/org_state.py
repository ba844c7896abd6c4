"""Facts of which there is one: the org that the data belongs to, how far it was read, and stored settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from core.store import schema
from core.store.columns import put, read_as
from core.store.database import Database
from core.store.schema import Mark, Setting
from core.store.types.orgs import Org

BULK_JOBS = "bulk.jobs"
"""In the settings table: the Bulk jobs whose answers are not recorded yet, as a JSON object."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How far the org has been read: per object the SystemModstamp from which the next run reads again."""

    read_from: dict[str, datetime] = field(default_factory=dict)
    last_full_run_at: datetime | None = None


class OrgState:
    """The org, the watermarks and the settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def org(self) -> Org | None:
        """The org that this database belongs to, once it is known."""
        found = self._database.select(read_as(Org, schema.Org))
        return found[0] if found else None

    def set_org(self, org: Org) -> None:
        """Tie this database to an org, or refresh what is known of it."""
        values = asdict(org)
        del values["pages_url"]
        self._database.execute(put(schema.Org, only=1, **values))

    def marks(self) -> Marks:
        """How far the org has been read."""
        full_runs = self._database.select(schema.Org.select(schema.Org.last_full_run_at).tuples())
        return Marks(
            read_from=dict(self._database.select(Mark.select(Mark.object, Mark.read_from).tuples())),
            last_full_run_at=full_runs[0][0] if full_runs else None,
        )

    def move_marks(self, read_from: dict[str, datetime], full_run_at: datetime | None) -> None:
        """Note how far the org has been read; the last thing a run writes."""
        with self._database.transaction():
            for object_, at in read_from.items():
                self._database.execute(put(Mark, object=object_, read_from=at))
            if full_run_at is not None:
                self._database.execute(schema.Org.update(last_full_run_at=full_run_at))

    def forget_marks(self) -> None:
        """Make the next run compare everything."""
        self._database.execute(Mark.delete())

    def setting(self, key: str) -> str | None:
        """A stored setting's text, or None while it has its default."""
        # SQL, because settings are asked for at every turn.
        row = self._database.row("SELECT value FROM setting WHERE key = ?", (key,))
        return str(row[0]) if row else None

    def settings(self) -> dict[str, str]:
        """The texts of all settings that are stored, by key."""
        return dict(self._database.select(Setting.select(Setting.key, Setting.value).tuples()))

    def set_setting(self, key: str, value: str) -> None:
        """Store a setting's text."""
        self.set_settings({key: value})

    def set_settings(self, values: Mapping[str, str]) -> None:
        """Store the texts of several settings, all of them or none."""
        with self._database.transaction():
            for key, value in values.items():
                self._database.execute(put(Setting, key=key, value=value))

    def forget_setting(self, key: str) -> None:
        """Let a setting have its default again, whatever that is or becomes."""
        self._database.execute(Setting.delete().where(Setting.key == key))
