"""Ticking opt-out checkboxes, 200 records a call, each with an answer of its own. Nothing here can untick one."""

from __future__ import annotations

from collections.abc import Sequence

from core.salesforce.http.client import Client
from core.salesforce.people.saves import Target, save
from core.salesforce.values.describe import OrgSchema, WriteAnswer
from core.store.types.fields import OptOutField


def set_opt_outs(
    client: Client, records: Sequence[tuple[str, str]], wanted: OptOutField, shape: OrgSchema
) -> list[WriteAnswer]:
    """Tick the checkbox on (record ID, object) pairs; answers in the order given."""
    return save(client, records, wanted, shape, _ticked)


def _ticked(target: Target) -> dict[str, bool]:
    return {target.field: True}
