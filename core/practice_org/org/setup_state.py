"""What the setup screens of the org hold beside its objects: profiles, page layouts, Lightning pages and rules.

All of it is one JSON document in the data file. Readers take `SetupStore.now`, which nobody changes in place;
whoever changes something goes through `SetupStore.change`.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from core.practice_org.ids import make_id
from core.practice_org.org.database import Database

SETTING = "setup"


class Permission(StrEnum):
    """Rights of a profile, named as Salesforce's API names them after "Permissions"."""

    API_ENABLED = "ApiEnabled"
    VIEW_SETUP = "ViewSetup"
    CUSTOMIZE_APPLICATION = "CustomizeApplication"
    MODIFY_METADATA = "ModifyMetadata"
    VIEW_ALL_DATA = "ViewAllData"
    MODIFY_ALL_DATA = "ModifyAllData"


PERMISSION_LABELS = {
    Permission.API_ENABLED: "API Enabled",
    Permission.VIEW_SETUP: "View Setup and Configuration",
    Permission.CUSTOMIZE_APPLICATION: "Customize Application",
    Permission.MODIFY_METADATA: "Modify Metadata Through Metadata API Functions",
    Permission.VIEW_ALL_DATA: "View All Data",
    Permission.MODIFY_ALL_DATA: "Modify All Data",
}


@dataclass(slots=True)
class Profile:
    """A profile; `objects` and `security` hold what differs from full access to an object or a field."""

    serial: int
    name: str
    permissions: list[str] = field(default_factory=list)
    objects: dict[str, str] = field(default_factory=dict)
    security: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The profile's id."""
        return make_id("00e", self.serial)

    def may(self, permission: Permission) -> bool:
        """Whether users of this profile have a right."""
        return permission.value in self.permissions


@dataclass(slots=True)
class PermissionSet:
    """What some users, given by username, are granted beyond their profiles: access to fields, by "Object.Field"."""

    serial: int
    label: str
    security: dict[str, str] = field(default_factory=dict)
    users: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The permission set's id; the lower numbers are those of the profiles' own."""
        return make_id("0PS", 1000 + self.serial)


@dataclass(slots=True)
class Layout:
    """A page layout of an object; `person` marks those of person accounts. `namespace` is of a managed package."""

    serial: int
    object: str
    name: str
    metadata: dict[str, Any]
    namespace: str | None = None
    person: bool = False

    @property
    def id(self) -> str:
        """The layout's id."""
        return make_id("00h", self.serial)


@dataclass(slots=True)
class Assignment:
    """Which layout a profile sees for a record type; None is the master record type."""

    profile: int
    object: str
    record_type: str | None
    layout: int


@dataclass(slots=True)
class Page:
    """A Lightning record page."""

    serial: int
    object: str
    name: str
    label: str
    metadata: dict[str, Any]
    namespace: str | None = None

    @property
    def id(self) -> str:
        """The page's id."""
        return make_id("0M0", self.serial)


class When(StrEnum):
    """What a rule minds of a field: that it is empty, that a save changes it, or that a save ticks it."""

    EMPTY = "empty"
    CHANGED = "changed"
    TICKED = "ticked"

    def formula(self, field: str) -> str:
        """The error condition formula of a validation rule."""
        match self:
            case When.EMPTY:
                return f"ISBLANK({field})"
            case When.CHANGED:
                return f"ISCHANGED({field})"
            case When.TICKED:
                return f"AND({field}, NOT(PRIORVALUE({field})))"

    def minds(self, before: Any, after: Any) -> bool:
        """Whether a save that leads from one value to another meets it."""
        match self:
            case When.EMPTY:
                return after is None
            case When.CHANGED:
                return bool(before != after)
            case When.TICKED:
                return bool(after) and not before


@dataclass(slots=True)
class ValidationRule:
    """Refuses to save a record of the object while `field` is as `when` says."""

    serial: int
    object: str
    name: str
    field: str
    message: str
    active: bool = True
    when: str = When.EMPTY.value

    @property
    def id(self) -> str:
        """The rule's id."""
        return make_id("03d", self.serial)

    @property
    def formula(self) -> str:
        """Its error condition formula."""
        return When(self.when).formula(self.field)


class AutomationKind(StrEnum):
    """What runs when a record is saved."""

    TRIGGER = "trigger"
    FLOW = "flow"


@dataclass(slots=True)
class Automation:
    """A trigger or a record-triggered flow of an object, which runs at each update.

    It refuses to save a record whose `field` is as `when` says; with an empty `message` it lets everything pass.
    `handler` keeps what a trigger does in a class of its own, so that its text names no field. `namespace` is of a
    managed package, whose code nobody gets to read.
    """

    serial: int
    kind: str
    object: str
    name: str
    field: str
    message: str = ""
    when: str = When.CHANGED.value
    active: bool = True
    handler: bool = False
    namespace: str | None = None

    @property
    def id(self) -> str:
        """The id of the trigger, or of the active version of the flow."""
        return make_id("01q" if self.kind == AutomationKind.TRIGGER else "301", self.serial)


@dataclass(slots=True)
class DuplicateRule:
    """Looks for records with the same address; `blocks_edit` makes it refuse a save of one that has a twin."""

    serial: int
    object: str
    name: str
    label: str
    active: bool = True
    blocks_edit: bool = False

    @property
    def id(self) -> str:
        """The rule's id."""
        return make_id("0Bm", self.serial)


@dataclass(slots=True)
class Setup:
    """The whole document."""

    profiles: list[Profile]
    layouts: list[Layout]
    assignments: list[Assignment]
    pages: list[Page]
    validation_rules: list[ValidationRule] = field(default_factory=list)
    duplicate_rules: list[DuplicateRule] = field(default_factory=list)
    automations: list[Automation] = field(default_factory=list)
    permission_sets: list[PermissionSet] = field(default_factory=list)

    def profile(self, identifier: str | int) -> Profile:
        """A profile by id or serial; one that was never made is taken for the first, the administrator's."""
        return next((p for p in self.profiles if identifier in (p.id, p.serial)), self.profiles[0])

    def layout(self, identifier: str | int) -> Layout | None:
        """A layout by id or serial."""
        return next((layout for layout in self.layouts if identifier in (layout.id, layout.serial)), None)

    def page(self, identifier: str) -> Page | None:
        """A Lightning page by id."""
        return next((page for page in self.pages if page.id == identifier), None)

    def assigned(self, profile: Profile, object_name: str, record_type: str | None) -> Layout | None:
        """The layout that a profile sees for a record type, else the one for the master record type."""
        for wanted in (record_type, None):
            for entry in self.assignments:
                if (entry.profile, entry.object, entry.record_type) == (profile.serial, object_name, wanted):
                    return self.layout(entry.layout)
        return None

    def to_json(self) -> dict[str, Any]:
        """A JSON object, read back by `from_json`."""
        return asdict(self)

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> Setup:
        """The setup that `to_json` wrote."""
        return Setup(
            [Profile(**entry) for entry in stored["profiles"]],
            [Layout(**entry) for entry in stored["layouts"]],
            [Assignment(**entry) for entry in stored["assignments"]],
            [Page(**entry) for entry in stored["pages"]],
            [ValidationRule(**entry) for entry in stored["validation_rules"]],
            [DuplicateRule(**entry) for entry in stored["duplicate_rules"]],
            [Automation(**entry) for entry in stored.get("automations", ())],
            [PermissionSet(**entry) for entry in stored.get("permission_sets", ())],
        )


class SetupStore:
    """Keeps the setup in the data file; an org that was made before there was any gets a fresh one."""

    def __init__(self, database: Database, fresh: Callable[[], Setup]) -> None:
        self._database = database
        self._fresh = fresh
        self._lock = threading.RLock()
        self.reload()

    def reload(self) -> None:
        """Take what the data file has."""
        with self._lock:
            stored = self._database.setting(SETTING)
            self.now = self._fresh() if stored is None else Setup.from_json(stored)

    def change(self, function: Callable[[Setup], None]) -> None:
        """Change a copy, keep it, then let it take the place of the old one; nothing changes if `function` raises."""
        with self._lock:
            changed = copy.deepcopy(self.now)
            function(changed)
            self._database.store_setting(SETTING, changed.to_json())
            self.now = changed
