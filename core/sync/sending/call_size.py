"""How many records go into one call: fewer where the org's automation cannot bear as many at once."""

from __future__ import annotations

from core.messages import Problem
from core.salesforce.values.catalogue import APEX_LIMIT
from core.store.org_state import OrgState

MOST_RECORDS = 200
"""Records in one write (REST guide, Update Records Using sObject Collections)."""
_REMEMBERED = "sends.per_call"
_LARGER_AFTER = 20


class CallSize:
    """The size that an org was found to bear, kept in its database.

    Governor limits count what all records of a call cost together (Apex processor time, queries, memory), so that a
    call of 200 can fail for records that pass by twenty. After many good calls a larger one is tried.
    """

    def __init__(self, org_state: OrgState) -> None:
        self._org_state = org_state
        stored = org_state.setting(_REMEMBERED)
        self._size = min(MOST_RECORDS, max(1, int(stored))) if stored and stored.isdigit() else MOST_RECORDS
        self._in_a_row = 0

    @property
    def now(self) -> int:
        """Records for the next call."""
        return self._size

    @staticmethod
    def is_too_much(problem: Problem) -> bool:
        """Whether a problem says that a call asked too much of the org's automation."""
        return problem.code == APEX_LIMIT

    def failed(self, problem: Problem, records: int) -> None:
        """A call with so many records failed; what does not depend on their number teaches nothing."""
        if self.is_too_much(problem):
            self._in_a_row = 0
            self._keep(min(self._size, max(1, records // 2)))

    def passed(self, records: int) -> None:
        """A call with so many records went well."""
        self._in_a_row += 1
        if records > self._size:
            self._keep(records)
        elif self._in_a_row >= _LARGER_AFTER and records == self._size < MOST_RECORDS:
            self._in_a_row = 0
            self._keep(min(MOST_RECORDS, self._size * 2))

    def begin_smaller(self, records: int) -> None:
        """Take fewer than so many for the next calls of this sender."""
        self._in_a_row = 0
        self._size = max(1, records // 2)

    def _keep(self, size: int) -> None:
        if size != self._size:
            self._size = size
            self._org_state.set_setting(_REMEMBERED, str(size))
