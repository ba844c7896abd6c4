"""Taking opt-outs off again. This is the only code of the whole program that writes false to an opt-out field.

A re-subscribe is a deliberate act of an administrator (DESIGN, rule 1), so only `core.sync.resubscribe` may
import this module; import-linter holds everybody else off.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.salesforce.org import SalesforceOrg
from core.salesforce.people.saves import Target, save
from core.salesforce.values.describe import OrgSchema, WriteAnswer
from core.store.types.fields import OptOutField


def clear_opt_outs(
    org: SalesforceOrg, records: Sequence[tuple[str, str]], wanted: OptOutField, shape: OrgSchema
) -> list[WriteAnswer]:
    """Untick the checkbox on (record ID, object) pairs; answers in the order given.

    Nothing is tried again here, and nothing read back. Raises ProblemError when a call fails as a whole.
    """
    org.client.speak(shape.org.api_version)
    return save(org.client, records, wanted, shape, _cleared)


def _cleared(target: Target) -> dict[str, bool]:
    return {target.field: False}
