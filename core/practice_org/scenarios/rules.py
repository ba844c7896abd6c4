"""The part of a scenario that changes what may refuse a save: validation and duplicate rules, triggers, flows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.practice_org.org.org import Org
from core.practice_org.org.setup_state import (
    Automation,
    AutomationKind,
    DuplicateRule,
    Setup,
    ValidationRule,
    When,
)
from core.practice_org.scenarios.terms import field_named, known, next_serial, object_named

Entry = Mapping[str, Any]


def _validation_rule(org: Org, entry: Entry) -> None:
    known(entry, {"object", "name", "field", "message", "active", "when"}, "validation_rules")
    when = When(entry.get("when", "empty"))
    name = object_named(org, entry["object"]).name
    field = field_named(org, name, entry["field"])

    def change(setup: Setup) -> None:
        others = [x for x in setup.validation_rules if (x.object, x.name) != (name, entry["name"])]
        message = entry.get("message", f"{field.label} is needed.")
        serial = next_serial(setup.validation_rules)
        active = bool(entry.get("active", True))
        made = ValidationRule(serial, name, entry["name"], field.name, message, active, when.value)
        setup.validation_rules = [*others, made]

    org.change_setup(change)


def _duplicate_rule(org: Org, entry: Entry) -> None:
    known(entry, {"object", "name", "label", "active", "blocks_edit"}, "duplicate_rules")
    name = object_named(org, entry["object"]).name

    def change(setup: Setup) -> None:
        wanted = entry.get("name", f"Standard_{name}_Duplicate_Rule")
        found = next((x for x in setup.duplicate_rules if (x.object, x.name) == (name, wanted)), None)
        if found is None:
            found = DuplicateRule(next_serial(setup.duplicate_rules), name, wanted, wanted.replace("_", " "))
            setup.duplicate_rules.append(found)
        found.label = entry.get("label", found.label)
        found.active = bool(entry.get("active", found.active))
        found.blocks_edit = bool(entry.get("blocks_edit", found.blocks_edit))

    org.change_setup(change)


def _automation(org: Org, entry: Entry) -> None:
    more = {"field", "message", "when", "active", "handler", "namespace"}
    known(entry, {"kind", "object", "name", *more}, "automations")
    kind, when = AutomationKind(entry["kind"]), When(entry.get("when", "changed"))
    name = object_named(org, entry["object"]).name
    field = field_named(org, name, entry.get("field", "Id")).name

    def change(setup: Setup) -> None:
        others = [x for x in setup.automations if (x.object, x.name) != (name, entry["name"])]
        made = Automation(
            next_serial(setup.automations), kind.value, name, entry["name"], field, entry.get("message", ""),
            when.value, bool(entry.get("active", True)), bool(entry.get("handler", False)),
            entry.get("namespace"),
        )  # fmt: skip
        setup.automations = [*others, made]

    org.change_setup(change)


RULE_PARTS: Mapping[str, Callable[[Org, Entry], None]] = {
    "validation_rules": _validation_rule,
    "duplicate_rules": _duplicate_rule,
    "automations": _automation,
}
"""By the key of `org` in a scenario."""
