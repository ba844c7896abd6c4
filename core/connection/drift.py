"""Drift: a checkbox or an object that could be written the last time, and cannot be today.

Somebody changes a profile in Salesforce, and from that moment on opt-outs are refused. Every look at the org is
compared with the one before, so that the first sync to meet the change names it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.events import AccessDrifted, EventBus, StatusLogWriter
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.salesforce.values.describe import ObjectSchema, OrgSchema
from core.salesforce.values.errors import FIELD_DRIFTED
from core.settings import Settings
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind, NewLogEntry

FIELD_RECOVERED = "FIELD_RECOVERED"


class Access(StrEnum):
    """What the connected user may do with a checkbox. AMBIGUOUS: several could be it, and none was chosen."""

    WRITABLE = "writable"
    READ_ONLY = "read_only"
    AMBIGUOUS = "ambiguous"
    HIDDEN = "hidden"


_RANK = {Access.HIDDEN: 0, Access.AMBIGUOUS: 0, Access.READ_ONLY: 1, Access.WRITABLE: 2}


@dataclass(frozen=True, slots=True)
class Seen:
    """How a checkbox of an object could be used at one time; READ_ONLY also where the whole object is."""

    object: str
    field: OptOutField
    access: Access


@dataclass(frozen=True, slots=True)
class Drift:
    """A checkbox that can be used otherwise than before."""

    seen: Seen
    before: Access
    at: datetime

    @property
    def worse(self) -> bool:
        """Whether less can be done now."""
        return _RANK[self.seen.access] < _RANK[self.before]

    @property
    def better(self) -> bool:
        """Whether more can be done now."""
        return _RANK[self.seen.access] > _RANK[self.before]

    @property
    def message(self) -> Message:
        """What changed, by name; `at` is when it was seen as it was before."""
        template = _BETTER if self.better else _WORSE.get((self.before, self.seen.access), _LESS)
        return template.with_values(field=self.seen.field.label, object=self.seen.object, before=self.at)


def seen_in(shape: OrgSchema) -> Iterator[Seen]:
    """How every checkbox can be used by a description of the org."""
    for name in shape.people_objects:
        for field in OptOutField:
            yield Seen(name, field, _access(shape.objects.get(name), field))


def drifts(before: Mapping[str, str], at: datetime, shape: OrgSchema) -> list[Drift]:
    """What changed between what was kept at that time and what is seen now."""
    found = []
    for seen in seen_in(shape):
        was = _ACCESSES.get(before.get(_key(seen), ""), seen.access)
        drift = Drift(seen, was, at)
        if drift.worse or drift.better:
            found.append(drift)
    return found


class DriftWatch:
    """Compares each description of the org with the one before it, and raises the alarm."""

    def __init__(
        self, store: Store, settings: Settings, events: EventBus, *, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._settings = settings
        self._events = events
        self._now = now
        self._log = StatusLogWriter(store.status_log, events, now)

    def notice(self, shape: OrgSchema, run_id: int | None = None) -> list[Drift]:
        """Compare, log and show what changed, and keep this description for the next time."""
        with self._store.database.transaction():
            kept = self._store.checklists.seen(shape.org.id)
            at, content = kept if kept is not None else (self._now(), "{}")
            before = json.loads(content)
            found = drifts(before.get("access", {}), at, shape)
            alarms = self._alarms_after(before.get("alarms", {}), found, shape)
            after = {"access": {_key(seen): seen.access for seen in seen_in(shape)}, "alarms": alarms}
            self._store.checklists.keep_seen(shape.org.id, json.dumps(after, ensure_ascii=False), self._now())
            if found:
                self._store.status_log.add([self._entry(drift, run_id) for drift in found], self._now())
        worse = tuple(drift.message for drift in found if drift.worse)
        if found:
            self._log.tell()
        if worse or alarms != before.get("alarms", {}):
            self._events.emit(AccessDrifted(worse))
        return found

    def alarms(self) -> dict[str, Message]:
        """What got worse and was not put right since, by object and field."""
        org = self._store.org_state.org()
        kept = self._store.checklists.seen(org.id) if org is not None else None
        alarms = json.loads(kept[1]).get("alarms", {}) if kept is not None else {}
        return {name: Message.from_json(text) for name, text in alarms.items()}

    @staticmethod
    def _alarms_after(alarms: Mapping[str, str], found: list[Drift], shape: OrgSchema) -> dict[str, str]:
        lacking = {_key(seen) for seen in seen_in(shape) if seen.access is not Access.WRITABLE}
        still = {key: text for key, text in alarms.items() if key in lacking}
        return still | {_key(drift.seen): drift.message.to_json() for drift in found if drift.worse}

    def _entry(self, drift: Drift, run_id: int | None) -> NewLogEntry:
        used = {self._settings.opt_out_field, self._settings.push_field}
        if not drift.worse:
            return NewLogEntry(
                Level.INFO, LogKind.CHECKLIST, drift.message, run_id=run_id, code=FIELD_RECOVERED
            )
        level = Level.ERROR if drift.seen.field in used else Level.WARNING
        return NewLogEntry(
            level, LogKind.CHECKLIST, drift.message, run_id=run_id, fix=SEE_CHECKLIST, code=FIELD_DRIFTED
        )


def _access(shape: ObjectSchema | None, field: OptOutField) -> Access:
    access = shape.field(field) if shape is not None else None
    if shape is None or access is None:
        return Access.AMBIGUOUS if shape is not None and shape.rivals(field) else Access.HIDDEN
    return Access.WRITABLE if access.updateable and shape.updateable else Access.READ_ONLY


def _key(seen: Seen) -> str:
    return f"{seen.object}.{seen.field}"


_ACCESSES = {access.value: access for access in Access}
_WORSE = {
    (Access.WRITABLE, Access.HIDDEN): Message(
        NOOP("core", "{field} on {object} was writable on {before} and is hidden or gone today.")
    ),
    (Access.WRITABLE, Access.READ_ONLY): Message(
        NOOP("core", "{field} on {object} was writable on {before} and is read-only today.")
    ),
    (Access.READ_ONLY, Access.HIDDEN): Message(
        NOOP("core", "{field} on {object} was read-only on {before} and is hidden or gone today.")
    ),
}
_LESS = Message(
    NOOP("core", "{field} on {object}: several checkboxes could be it today, unlike on {before}.")
)
_BETTER = Message(NOOP("core", "{field} on {object} allows more today than on {before}."))
SEE_CHECKLIST = Message(
    NOOP(
        "core",
        "Open the checklist: it names the cause and leads to the page in Salesforce that puts it right.",
    )
)
