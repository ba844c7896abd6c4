"""What the org's own rules refuse at a save: validation and duplicate rules, required custom fields, triggers, flows.

Most look at the whole record as it would be, not at what the save changes: that is why a save of one checkbox can trip
over an empty phone number. Some mind the change alone, and let a save pass that writes what is there already.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.practice_org.errors import RecordError
from core.practice_org.org.schema import Field, Kind, SObject
from core.practice_org.org.setup_state import Automation, AutomationKind, Setup, ValidationRule, When


@dataclass(frozen=True, slots=True)
class _OfObject:
    """The rules of one object; `fields` are those whose stored values they need."""

    validations: tuple[ValidationRule, ...]
    automations: tuple[Automation, ...]
    required: tuple[Field, ...]
    duplicates: bool
    fields: tuple[Field, ...]


class Rules:
    """The active rules, for the saves of one transaction; `complete` are the objects with all their fields."""

    def __init__(self, setup: Setup, complete: Mapping[str, SObject], connection: sqlite3.Connection) -> None:
        self._setup = setup
        self._complete = complete
        self._connection = connection
        self._known: dict[str, _OfObject | None] = {}

    def check(
        self, sobject: SObject, record_id: str, given: Mapping[str, Any], *, duplicates_allowed: bool
    ) -> None:
        """Raise RecordError when a record with the values `given` put over the stored ones breaks a rule."""
        rules = self._of(sobject)
        if rules is None:
            return
        before = self._stored(sobject, record_id, rules.fields)
        whole = before | dict(given)
        for rule in rules.validations:
            if When(rule.when).minds(before[rule.field], whole[rule.field]):
                raise RecordError("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.message, [rule.field])
        for automation in rules.automations:
            if When(automation.when).minds(before[automation.field], whole[automation.field]):
                raise _stopped(automation, record_id)
        missing = [entry.name for entry in rules.required if whole.get(entry.name) is None]
        if missing:
            raise RecordError(
                "REQUIRED_FIELD_MISSING", f"Required fields are missing: [{', '.join(missing)}]", missing
            )
        if rules.duplicates and not duplicates_allowed and self._has_twin(sobject, record_id, whole["Email"]):
            raise RecordError("DUPLICATES_DETECTED", "Use one of these records?")

    def _of(self, sobject: SObject) -> _OfObject | None:
        name = sobject.name
        if name not in self._known:
            self._known[name] = self._found(self._complete[name.lower()])
        return self._known[name]

    def _found(self, sobject: SObject) -> _OfObject | None:
        validations = tuple(
            rule for rule in self._setup.validation_rules if rule.active and rule.object == sobject.name
        )
        required = tuple(
            f for f in sobject.fields if f.custom and f.required and f.stored and f.kind is not Kind.BOOLEAN
        )
        duplicates = any(
            rule.active and rule.blocks_edit and rule.object == sobject.name
            for rule in self._setup.duplicate_rules
        )
        automations = tuple(
            one
            for one in self._setup.automations
            if one.active and one.message and one.object == sobject.name
        )
        if not (validations or automations or required or duplicates):
            return None
        names = [rule.field for rule in validations] + [one.field for one in automations]
        names += ["Email"] if duplicates else []
        fields = [entry for name in dict.fromkeys(names) if (entry := sobject.field(name)) is not None]
        return _OfObject(validations, automations, required, duplicates, (*fields, *required))

    def _stored(self, sobject: SObject, record_id: str, fields: tuple[Field, ...]) -> dict[str, Any]:
        selected = ", ".join(entry.sql("t") for entry in fields)
        row = self._connection.execute(
            f'SELECT {selected} FROM "{sobject.name}" t WHERE t."Id" = ?', (record_id,)
        ).fetchone()
        return dict(zip((entry.name for entry in fields), row, strict=True))

    def _has_twin(self, sobject: SObject, record_id: str, email: str | None) -> bool:
        if email is None:
            return False
        found = self._connection.execute(
            f'SELECT 1 FROM "{sobject.name}" WHERE "Email_folded" = ? AND "Id" != ? AND "IsDeleted" = 0 LIMIT 1',
            (email.casefold(), record_id),
        ).fetchone()
        return found is not None


def _stopped(automation: Automation, record_id: str) -> RecordError:
    """What a save answers that an automation stopped: a trigger by addError, a flow by an unhandled fault."""
    if automation.kind == AutomationKind.TRIGGER:
        return RecordError("FIELD_CUSTOM_VALIDATION_EXCEPTION", automation.message)
    return RecordError(
        "CANNOT_EXECUTE_FLOW_TRIGGER",
        f"We can't save this record because the \u201c{automation.name}\u201d process failed. Give your Salesforce"
        f" admin these details. {automation.message} {record_id}",
    )
