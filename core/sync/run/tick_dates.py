"""When an opt-out that Salesforce tells of was made, and by whom: from the org's field history, where it keeps one.

What has no such history is known since the moment it was first seen, and says so by naming nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from core.messages import ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.people.org_extras import MOST_IDS
from core.salesforce.values.describe import OrgSchema
from core.store.types.fields import OptOutField
from core.store.unsubscribes import TickedBy

log = logging.getLogger(__name__)

MOST_ASKED = 10
"""Calls of one run for dates. They are worth having, and not worth the calls that a first sync is measured by."""


class TickDates:
    """Asks for the dates of ticks; an org that refuses is asked once in a run.

    Whatever is in the way costs the dates alone: nothing fails for them. `spare` says how many calls are free, None
    where nobody knows.
    """

    def __init__(
        self,
        org: SalesforceOrg,
        shape: OrgSchema,
        wanted: OptOutField,
        spare: Callable[[], int | None],
    ) -> None:
        self._org = org
        self._shape = shape
        self._wanted = wanted
        self._spare = spare
        self._left = MOST_ASKED

    @property
    def may_be_had(self) -> bool:
        """Whether it is of use to ask: the org has not refused, and this run has not asked too often."""
        return self._left > 0

    def of(self, record_ids: Sequence[str]) -> Mapping[str, TickedBy]:
        """The dates of these records' ticks, as far as they are kept and may be asked for."""
        found: dict[str, TickedBy] = {}
        for prefix in ("003", "00Q"):
            ids = [one for one in record_ids if one.startswith(prefix)]
            for start in range(0, len(ids), MOST_IDS):
                spare = self._spare()
                if self._left <= 0 or (spare is not None and spare <= 0):
                    return found
                self._left -= 1
                found.update(self._ask(ids[start : start + MOST_IDS]))
        return found

    def _ask(self, ids: Sequence[str]) -> Mapping[str, TickedBy]:
        try:
            return self._org.extras.when_ticked(self._shape, self._wanted, ids)
        except ProblemError as error:
            log.info("the field history could not be read: %s", error.problem.code)
            self._left = 0
            return {}
