"""Facts of which there is one: the org that the data belongs to, how far it was read, and stored settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.store.database import Database
from core.store.schema import utc_from_text, utc_text
from core.store.types.orgs import Org

BULK_JOBS = "bulk.jobs"
"""In facts: the Bulk jobs whose answers are not recorded yet, as a JSON object."""


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
        row = self._database.row(
            "SELECT id, name, instance_url, is_sandbox, is_practice, username, api_version FROM org"
        )
        if row is None:
            return None
        return Org(row[0], row[1], row[2], bool(row[3]), bool(row[4]), row[5], row[6])

    def set_org(self, org: Org) -> None:
        """Tie this database to an org, or refresh what is known of it."""
        self._database.write(
            "INSERT INTO org (only, id, name, instance_url, is_sandbox, is_practice, username, api_version) "
            "VALUES (1, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (only) DO UPDATE SET id = excluded.id, "
            "name = excluded.name, instance_url = excluded.instance_url, is_sandbox = excluded.is_sandbox, "
            "is_practice = excluded.is_practice, username = excluded.username, "
            "api_version = excluded.api_version",
            (
                org.id,
                org.name,
                org.instance_url,
                org.is_sandbox,
                org.is_practice,
                org.username,
                org.api_version,
            ),
        )

    def marks(self) -> Marks:
        """How far the org has been read."""
        row = self._database.row("SELECT last_full_run_at FROM org")
        return Marks(
            read_from={
                object_: utc_from_text(at)
                for object_, at in self._database.rows("SELECT object, read_from FROM mark")
            },
            last_full_run_at=utc_from_text(row[0]) if row and row[0] else None,
        )

    def move_marks(self, read_from: dict[str, datetime], full_run_at: datetime | None) -> None:
        """Note how far the org has been read; the last thing a run writes."""
        with self._database.transaction() as db:
            for object_, at in read_from.items():
                db.execute_sql(
                    "INSERT INTO mark (object, read_from) VALUES (?, ?) "
                    "ON CONFLICT (object) DO UPDATE SET read_from = excluded.read_from",
                    (object_, utc_text(at)),
                )
            if full_run_at is not None:
                db.execute_sql("UPDATE org SET last_full_run_at = ?", (utc_text(full_run_at),))

    def forget_marks(self) -> None:
        """Make the next run compare everything."""
        self._database.write("DELETE FROM mark")

    def setting(self, key: str) -> str | None:
        """A stored setting's text, or None while it has its default."""
        row = self._database.row("SELECT value FROM setting WHERE key = ?", (key,))
        return str(row[0]) if row else None

    def settings(self) -> dict[str, str]:
        """The texts of all settings that are stored, by key."""
        return {str(key): str(value) for key, value in self._database.rows("SELECT key, value FROM setting")}

    def set_setting(self, key: str, value: str) -> None:
        """Store a setting's text."""
        self.set_settings({key: value})

    def set_settings(self, values: Mapping[str, str]) -> None:
        """Store the texts of several settings, all of them or none."""
        self._database.write_many(
            "INSERT INTO setting (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            list(values.items()),
        )

    def forget_setting(self, key: str) -> None:
        """Let a setting have its default again, whatever that is or becomes."""
        self._database.write("DELETE FROM setting WHERE key = ?", (key,))
