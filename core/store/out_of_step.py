"""The one pair of questions that tells who is out of step: sync, push, preview and "both sides agree" ask these.

A person is out of step who is not unsubscribed, though a record of theirs is opted out. A record is out of step
that is live and not opted out, though a person it belongs to is unsubscribed. Nothing else decides, and neither
question can ever ask for an opt-out to be taken away.
"""

from __future__ import annotations

from core.store.types.fields import OptOutField


def speaks(field: OptOutField) -> str:
    """SQL: a `record` is opted out, and that counts for `person`.

    The box of a live record always counts. Nobody can clear that of one that was converted, merged or deleted, or is
    not to be found: it counts unless the person was re-subscribed after it was first seen ticked.
    """
    column = field.column
    return (
        f"(record.{column} = 1 AND (record.state = 'active' OR record.{column}_since >= person.resubscribed))"
    )


def to_tick(field: OptOutField) -> str:
    """SQL: a `record` could be opted out and is not, as far as it was read.

    Not where somebody unticked the box and it waits for the admin, or was left so (`cleared_boxes`).
    """
    return f"(record.state = 'active' AND coalesce(record.{field.column}, 0) = 0 AND NOT {is_held(field)})"


def is_held(field: OptOutField) -> str:
    """SQL: the box of a `record` was unticked by somebody, and is not to be ticked again as things are."""
    return (
        "EXISTS (SELECT 1 FROM cleared_box AS cleared WHERE cleared.record_id = record.id "
        f"AND cleared.field = '{field}' AND cleared.standing IN ('waits', 'left'))"
    )


def person_is_out(field: OptOutField) -> str:
    """SQL: this `person` is to be unsubscribed, or a record of theirs to be opted out."""
    return f"""EXISTS (
        SELECT 1 FROM link JOIN salesforce_record AS record ON record.id = link.record_id
        WHERE link.person_id = person.id
        AND CASE WHEN person.unsubscribed_at IS NULL THEN {speaks(field)} ELSE {to_tick(field)} END)"""


UNSUBSCRIBED_OWNER = """(
    SELECT min(owner.id) FROM link AS own JOIN person AS owner ON owner.id = own.person_id
    WHERE own.record_id = record.id AND owner.unsubscribed_at IS NOT NULL)"""
"""SQL for a person because of whom a `record` is to be opted out; NULL where there is none."""


def why_unsubscribe(field: OptOutField) -> str:
    """SQL for the record because of which `person` is to be unsubscribed; NULL where there is none."""
    return f"""(
        SELECT min(record.id) FROM link JOIN salesforce_record AS record ON record.id = link.record_id
        WHERE link.person_id = person.id AND {speaks(field)})"""
