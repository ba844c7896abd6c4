"""Records made together with those below them: /composite/tree (REST API Developer Guide, sObject Tree).

Either all are saved, or none. Records are made level by level, all roots first, and answered in that order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.errors import RecordError, bad_json
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.schema import Schema, SObject, child_relationship
from core.practice_org.rest.saving import writer_for
from core.practice_org.rest.single_records import object_of

MOST_RECORDS = 200
MOST_TYPES = 5
DEEPEST = 5

routes = Routes()


@dataclass(frozen=True, slots=True)
class _Node:
    """One record of a tree: `link` is the field that leads up to the record with the reference `above`."""

    sobject: SObject
    reference: str
    values: dict[str, Any]
    above: str = ""
    link: str = ""


class _RefusedError(Exception):
    """Leaves the transaction; `errors` are the refusals by the reference of their record, as they are answered."""

    def __init__(self, errors: list[tuple[str, RecordError]]) -> None:
        super().__init__()
        self.errors = errors

    def answer(self) -> Answer:
        """The refusal of the whole call."""
        results = [
            {"referenceId": reference, "errors": [refusal.in_collection()]}
            for reference, refusal in self.errors
        ]
        return Answer({"hasErrors": True, "results": results}, status=400)


@routes("POST", "/composite/tree/{name}")
def create(call: Call, name: str) -> Answer:
    """Make every record: 201 with the ids by reference, or 400 with the refusals, and then nothing is saved."""
    root = object_of(call, name)
    records = call.json_object().get("records")
    try:
        nodes = _nodes(call.schema, root, records)
        made = _saved(call, nodes)
    except _RefusedError as refused:
        return refused.answer()
    return Answer(
        {"hasErrors": False, "results": [{"referenceId": r, "id": i} for r, i in made.items()]}, status=201
    )


def _saved(call: Call, nodes: list[_Node]) -> dict[str, str]:
    made: dict[str, str] = {}
    refused = []
    with call.org.database.writing() as connection:
        writer = writer_for(call, connection)
        for node in nodes:
            if node.above and node.above not in made:
                # Its parent was refused: there is nothing that it could hang below.
                continue
            values = node.values | ({node.link: made[node.above]} if node.link else {})
            try:
                made[node.reference] = writer.insert(node.sobject, values)
            except RecordError as refusal:
                refused.append((node.reference, refusal))
        if refused:
            raise _RefusedError(refused)
    return made


def _nodes(schema: Schema, root: SObject, records: object) -> list[_Node]:
    level = [_node(root, entry) for entry in _listed(records)]
    nodes: list[_Node] = []
    depth = 0
    while level:
        depth += 1
        nodes += level
        if depth > DEEPEST:
            raise _limit(level[0], f"The maximum of {DEEPEST} levels in a tree is exceeded.")
        if len(nodes) > MOST_RECORDS:
            raise _limit(nodes[0], f"The maximum of {MOST_RECORDS} records in all trees is exceeded.")
        level = [below for node in level for below in _below(schema, node)]
    if len({node.sobject.name for node in nodes}) > MOST_TYPES:
        raise _limit(nodes[0], f"The maximum of {MOST_TYPES} types in all trees is exceeded.")
    references = [node.reference for node in nodes]
    twice = [
        (reference, RecordError("INVALID_INPUT", "Duplicate ReferenceId provided in the request."))
        for reference in references
        if references.count(reference) > 1
    ]
    if twice:
        raise _RefusedError(twice)
    return nodes


def _listed(records: object) -> list[Mapping[str, Any]]:
    if not isinstance(records, list) or not all(isinstance(entry, dict) for entry in records):
        raise bad_json("The request body must hold the list 'records' at [line:1, column:1]")
    return records


def _limit(node: _Node, message: str) -> _RefusedError:
    return _RefusedError([(node.reference, RecordError("LIMIT_EXCEEDED", message))])


def _node(sobject: SObject, entry: Mapping[str, Any], above: str = "", link: str = "") -> _Node:
    attributes = entry.get("attributes")
    given: Mapping[str, Any] = attributes if isinstance(attributes, dict) else {}
    reference = given.get("referenceId")
    if not isinstance(reference, str) or not reference:
        raise _RefusedError(
            [("", RecordError("INVALID_INPUT", "Include a reference ID for each record in the request."))]
        )
    if str(given.get("type", "")).lower() != sobject.name.lower():
        raise _RefusedError(
            [(reference, RecordError("INVALID_INPUT", f"The type of the record must be {sobject.name}."))]
        )
    values = {key: value for key, value in entry.items() if key != "attributes"}
    return _Node(sobject, reference, values, above, link)


def _below(schema: Schema, node: _Node) -> list[_Node]:
    """The records that hang below one; what led to them is taken out of its values."""
    found = []
    for key in [key for key, value in node.values.items() if isinstance(value, dict)]:
        for child in schema.objects.values():
            for entry in child.fields:
                if node.sobject.name in entry.references and (
                    (child_relationship(child, entry) or "").lower() == key.lower()
                ):
                    below = _listed(node.values.pop(key).get("records"))
                    found += [_node(child, inner, node.reference, entry.name) for inner in below]
                    break
            if key not in node.values:
                break
    return found
