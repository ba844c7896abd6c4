"""One practice org: its data file, its settings, who is signed in, and how many calls were made.

Everything that serves a call gets this object through `Call.org`.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.practice_org.org.background_tasks import BackgroundTasks
from core.practice_org.org.bulk_settings import BulkSettings, BulkUsage
from core.practice_org.org.call_counter import CallCounter
from core.practice_org.org.database import Database
from core.practice_org.org.fresh_setup import fresh_setup
from core.practice_org.org.granted import beyond_sharing, widened
from core.practice_org.org.injected_faults import InjectedFaults
from core.practice_org.org.layout_metadata import take_off
from core.practice_org.org.licences import closed_objects
from core.practice_org.org.lightning_pages import take_off_page
from core.practice_org.org.oauth_grants import Grants
from core.practice_org.org.oauth_settings import OAuthSettings
from core.practice_org.org.objects import build_schema, packaged_name, stored_shape
from core.practice_org.org.one_time_passwords import FrontDoor
from core.practice_org.org.schema import OrgOptions, Schema
from core.practice_org.org.seed import keep_person_types
from core.practice_org.org.setup_state import PermissionSet, Profile, Setup, SetupStore
from core.practice_org.timestamps import now_ms

DAILY_CALLS = 100_000
"""How many API calls a day the org allows until a fault says otherwise (an Enterprise org's base figure)."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who a bearer token stands for."""

    token: str
    user_id: str
    client_id: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The org as a client meets it; `client_id` is the consumer key of its one connected app."""

    organization_id: str
    organization_name: str
    user_id: str
    username: str
    client_id: str


@dataclass(frozen=True, slots=True)
class LateSave:
    """A save that took its stamp already and is not yet visible; `due` is the number of the call it waits for."""

    record_id: str
    values: Mapping[str, Any]
    stamp: int
    due: int


class Org:
    """The state that calls share. `now` gives milliseconds since 1970 UTC; tests may hand in their own."""

    def __init__(self, database: Database, now: Callable[[], int] = now_ms) -> None:
        self.database = database
        self._clock = now
        self.clock_ahead_ms = 0
        """How far the org's clock is ahead of this computer's: time that a test lets pass."""
        self._options = OrgOptions.from_json(database.setting("options", {}))
        self.setup = SetupStore(database, fresh_setup)
        self._schemas: dict[tuple[int, str], tuple[Profile, OrgOptions, Schema]] = {}
        self._profile_ids: dict[str, str] = {}
        self.schema_changed_at: int = database.setting("schema_changed_at", now())
        self.daily_calls = DAILY_CALLS
        self.faults = InjectedFaults()
        self.call_counter = CallCounter()
        self.bulk = BulkSettings()
        self.bulk_usage = BulkUsage()
        self.oauth = OAuthSettings()
        self.background_tasks = BackgroundTasks()
        self._late_saves: list[LateSave] = []
        self._calls_today = 0
        self._calls_made = 0
        self._lock = threading.Lock()
        with database.writing() as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS session"
                " (token TEXT PRIMARY KEY, user_id TEXT NOT NULL, client_id TEXT NOT NULL,"
                " valid INTEGER NOT NULL DEFAULT 1, created INTEGER NOT NULL)"
            )
            # Orgs that were made before programs could sign in have tokens that belong to no consent.
            known = {row[1] for row in connection.execute("PRAGMA table_info(session)")}
            for column in ("expires INTEGER", "family TEXT"):
                if column.split()[0] not in known:
                    connection.execute(f"ALTER TABLE session ADD COLUMN {column}")
            keep_person_types(connection, wanted=self._options.person_accounts)
        self.grants = Grants(database)
        self.front_door = FrontDoor(now)

    def now(self) -> int:
        """The org's clock, in milliseconds since 1970 UTC."""
        return self._clock() + self.clock_ahead_ms

    # shape

    @property
    def options(self) -> OrgOptions:
        """What the setup screens would show."""
        return self._options

    @property
    def schema(self) -> Schema:
        """The objects and fields as the administrator sees them now."""
        return self.schema_for(self.setup.now.profiles[0])

    def schema_of(self, user_id: str) -> Schema:
        """The objects and fields as a user sees them, by the profile of that user, and what is shared with the user."""
        return self.schema_for(self.profile_of(user_id), user_id)

    def profile_of(self, user_id: str) -> Profile:
        """The profile of a user."""
        identifier = self._profile_ids.get(user_id)
        if identifier is None:
            row = (
                self.database.reader()
                .execute('SELECT "ProfileId" FROM "User" WHERE "Id" = ?', (user_id,))
                .fetchone()
            )
            identifier = self._profile_ids[user_id] = "" if row is None else str(row[0])
        return self.setup.now.profile(identifier)

    def schema_for(self, profile: Profile, viewer: str = "") -> Schema:
        """The objects and fields as users of a profile see them; without the id of a `viewer` nothing is unshared."""
        options = self._options
        granted = self._granted(viewer)
        key = (profile.serial, viewer if options.sharing or granted else "")
        known = self._schemas.get(key)
        # Both are replaced rather than changed, so that a schema built a moment too late is never taken for a new one.
        if known is not None and known[0] is profile and known[1] is options:
            return known[2]
        connected = profile.serial == self.setup.now.profiles[0].serial
        schema = build_schema(
            options,
            profile.security | widened(options.security | profile.security, granted),
            profile.objects | closed_objects(options, connected=connected),
            viewer=key[1],
            sees=beyond_sharing(profile),
        )
        self._schemas[key] = (profile, options, schema)
        return schema

    def _granted(self, user_id: str) -> list[PermissionSet]:
        """The permission sets of a user."""
        sets = self.setup.now.permission_sets
        if not sets or not user_id:
            return []
        row = (
            self.database.reader()
            .execute('SELECT lower("Username") FROM "User" WHERE "Id" = ?', (user_id,))
            .fetchone()
        )
        return [one for one in sets if row is not None and row[0] in map(str.lower, one.users)]

    def change_options(self, **changes: Any) -> None:
        """Change the options of the org, and keep them; raises TypeError for an option that does not exist."""
        # The file first, then the lock: a save that is under way holds the file when it asks for the lock.
        with self.database.writing() as connection, self._lock:
            options = OrgOptions.from_json(self._options.to_json() | changes)
            shape = stored_shape(options)
            self.database.ensure_tables(shape)
            self.database.ensure_indexes(shape)
            keep_person_types(connection, wanted=options.person_accounts)
            before, self._options = self._options, options
            self.database.store_setting("options", options.to_json())
            self._clear_away(before)
            self._shape_changed()

    def _clear_away(self, before: OrgOptions) -> None:
        """Take the packaged field off layouts and pages when it went with its package, or has another name now."""
        name = packaged_name(before)
        there = self._options.package and self._options.package_field
        if before.package and not (there and packaged_name(self._options) == name):
            self.setup.change(partial(forget_field, names=(name, name.removesuffix("__c") + "__pc")))

    def change_setup(self, function: Callable[[Setup], None]) -> None:
        """Change profiles, layouts, pages or rules, and keep them; nothing changes when `function` raises."""
        with self.database.writing(), self._lock:
            self.setup.change(function)
            self._shape_changed()

    def forget_unsaved_setup(self) -> None:
        """Take the setup as the file has it, after a transaction that changed it was undone."""
        with self.database.writing(), self._lock:
            self.setup.reload()
            self._shape_changed()

    def _shape_changed(self) -> None:
        self._profile_ids = {}
        # HTTP tells times by the second: a second change within one would be taken for the first.
        self.schema_changed_at = max(self.now(), (self.schema_changed_at // 1000 + 1) * 1000)
        self.database.store_setting("schema_changed_at", self.schema_changed_at)

    # who

    @property
    def identity(self) -> Identity:
        """The org's ids and names."""
        return Identity(**self.database.setting("identity"))

    def open_session(
        self, user_id: str | None = None, client_id: str | None = None, family: str | None = None
    ) -> Session:
        """A new access token, of the administrator unless another user is named.

        A token that came of a sign-in expires as the settings say; `family` ties it to its refresh token.
        """
        identity = self.identity
        owner = f"{identity.organization_id[:15]}!" if self.oauth.tells_organization else ""
        token = f"{owner}AQ{secrets.token_urlsafe(72)}"
        session = Session(token, user_id or identity.user_id, client_id or identity.client_id)
        with self.database.writing() as connection:
            connection.execute(
                "INSERT INTO session (token, user_id, client_id, created, expires, family)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    session.token,
                    session.user_id,
                    session.client_id,
                    self.now(),
                    self._expiry(client_id),
                    family,
                ),
            )
        return session

    def session_of(self, token: str) -> Session | None:
        """The session of a bearer token, None when it is unknown, expired or revoked."""
        row = (
            self.database.reader()
            .execute(
                "SELECT token, user_id, client_id FROM session WHERE token = ? AND valid = 1"
                " AND (expires IS NULL OR expires > ?)",
                (token, self.now()),
            )
            .fetchone()
        )
        return None if row is None else Session(*row)

    def _expiry(self, client_id: str | None) -> int | None:
        seconds = self.oauth.access_token_seconds
        return None if client_id is None or seconds is None else self.now() + int(seconds * 1000)

    def change_oauth(self, **changes: Any) -> None:
        """Change how sign-in behaves from now on; raises TypeError or ValueError for what does not exist."""
        with self._lock:
            self.oauth = self.oauth.changed(**changes)

    def expire_sessions(self, *, besides: str = "") -> int:
        """Expire every access token at once, but for one; the answer is how many there were."""
        with self.database.writing() as connection:
            return connection.execute(
                "UPDATE session SET valid = 0 WHERE valid = 1 AND token <> ?", (besides,)
            ).rowcount

    # how much

    def count_call(self) -> None:
        """Count one API call against the day's allowance."""
        with self._lock:
            self._calls_today += 1
            self._calls_made += 1

    @property
    def calls_made(self) -> int:
        """API calls served since the server started, whatever was pretended about the allowance."""
        return self._calls_made

    @property
    def calls_today(self) -> int:
        """API calls used of the day's allowance, since the server started."""
        return self._calls_today

    def set_calls_today(self, used: int) -> None:
        """Pretend that this many calls were already used."""
        with self._lock:
            self._calls_today = used

    # what is to come

    def change_bulk(self, **changes: Any) -> None:
        """Change how bulk jobs behave from now on; raises TypeError for a setting that does not exist."""
        with self._lock:
            self.bulk = self.bulk.changed(**changes)

    @property
    def late_saves_waiting(self) -> int:
        """How many saves have taken their stamp and are not visible yet."""
        return len(self._late_saves)

    def save_later(self, saves: Iterable[LateSave]) -> None:
        """Keep saves back until their call has come."""
        with self._lock:
            self._late_saves.extend(saves)

    def take_late_saves(self, *, all_of_them: bool = False) -> list[LateSave]:
        """Take out the saves whose call has come."""
        with self._lock:
            due = [save for save in self._late_saves if all_of_them or save.due <= self._calls_made]
            self._late_saves = [save for save in self._late_saves if save not in due]
        return due


def forget_field(setup: Setup, names: Iterable[str]) -> None:
    """Take fields off every layout and page, as Salesforce does when they are deleted."""
    for name in names:
        for layout in setup.layouts:
            take_off(layout.metadata, name)
        for page in setup.pages:
            take_off_page(page.metadata, name)
