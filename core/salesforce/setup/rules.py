"""What an org's rules, triggers and flows say: their texts, by which one can tell whether they are about a field."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.messages import Problem, Scope
from core.salesforce.http.soql import quoted
from core.salesforce.setup.tooling import Setup
from core.salesforce.values.errors import CallFailedError
from core.salesforce.values.setup_answers import Row, id_of, name_of, part, text
from core.salesforce.values.setup_values import Automations, Rule

_HIDDEN = "(hidden)"
"""What Salesforce shows in place of the code of a managed package."""


def with_formulas(setup: Setup, rules: Sequence[Rule]) -> list[Rule]:
    """Validation rules with their formulas; few calls for all of them, none where there are none."""
    formulas = {id_: _formula(row) for id_, row in setup.parts("ValidationRule", [rule.id for rule in rules])}
    return [replace(rule, text=formulas.get(rule.id)) for rule in rules]


def _formula(row: Row | Problem) -> str | None:
    formula = None if isinstance(row, Problem) else part(row, "Metadata").get("errorConditionFormula")
    return formula if isinstance(formula, str) and formula else None


def automations(setup: Setup, objects: Sequence[str]) -> dict[str, Automations]:
    """By object, what runs when a record is changed; few calls for all objects."""
    triggers = _or_refusal(lambda: _triggers(setup, objects))
    flows = _or_refusal(lambda: _flows(setup, objects))
    return {name: Automations(_of(triggers, name), _of(flows, name)) for name in objects}


Listed = list[tuple[str, Rule]]
"""Each with the object that it is for."""


def _of(listed: Listed | Problem, object: str) -> list[Rule] | Problem:
    return listed if isinstance(listed, Problem) else [rule for name, rule in listed if name == object]


def _or_refusal(ask: Callable[[], Listed]) -> Listed | Problem:
    try:
        return ask()
    except CallFailedError as refusal:
        if refusal.problem.scope is Scope.CONNECTION or refusal.problem.retry:
            raise
        return refusal.problem


def _triggers(setup: Setup, objects: Sequence[str]) -> Listed:
    rows = setup.query_tooling(
        "SELECT Id, Name, Body, TableEnumOrId FROM ApexTrigger "
        f"WHERE TableEnumOrId IN ({', '.join(map(quoted, objects))}) AND Status = 'Active' "
        "AND (UsageBeforeUpdate = true OR UsageAfterUpdate = true)"
    )
    return [
        (text(row.get("TableEnumOrId")), Rule(id_of(row), name_of(row, "Name"), _code(row))) for row in rows
    ]


def _code(row: Row) -> str | None:
    body = text(row.get("Body"))
    return body if body and body != _HIDDEN else None


def _flows(setup: Setup, objects: Sequence[str]) -> Listed:
    rows = setup.query(
        "SELECT ApiName, Label, ActiveVersionId, TriggerType, RecordTriggerType, "
        "TriggerObjectOrEvent.QualifiedApiName FROM FlowDefinitionView "
        "WHERE IsActive = true AND TriggerType IN ('RecordBeforeSave', 'RecordAfterSave')"
    )
    listed = [
        (name, Rule(id_of(row, "ActiveVersionId"), text(row.get("Label")) or name_of(row, "ApiName")))
        for row in rows
        if (name := text(part(row, "TriggerObjectOrEvent").get("QualifiedApiName"))) in objects
        and row.get("RecordTriggerType") in (None, "Update", "CreateAndUpdate")
    ]
    ids = [rule.id for _, rule in listed if rule.id]
    texts = {id_: _definition(row) for id_, row in setup.parts("Flow", ids)}
    return [(name, replace(rule, text=texts.get(rule.id))) for name, rule in listed]


def _definition(row: Row | Problem) -> str | None:
    metadata = {} if isinstance(row, Problem) else part(row, "Metadata")
    return json.dumps(metadata, ensure_ascii=False) if metadata else None
