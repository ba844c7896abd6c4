"""Bulk jobs that a killed run left behind: written down before they are filled, taken up by the next run."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import datetime

from core.messages import ProblemError
from core.salesforce.org import SalesforceOrg
from core.store.org_state import BULK_JOBS, OrgState
from core.store.store import Store
from core.store.types.fields import OptOutField

log = logging.getLogger(__name__)


class BulkMemory:
    """The ids of jobs under way, in the database. Only the holder of the sync lease writes here."""

    def __init__(self, org_state: OrgState) -> None:
        self._org_state = org_state

    def jobs(self) -> dict[str, OptOutField]:
        """Jobs whose answers are not recorded yet, and the checkbox that they tick."""
        stored = self._org_state.setting(BULK_JOBS)
        found: dict[str, str] = json.loads(stored) if stored else {}
        return {job_id: OptOutField(wanted) for job_id, wanted in found.items()}

    def remember(self, job_id: str, wanted: OptOutField) -> None:
        """A job was opened."""
        self._org_state.set_setting(BULK_JOBS, json.dumps(self.jobs() | {job_id: wanted}))

    def forget(self, job_id: str) -> None:
        """A job's answers are recorded, or it is gone."""
        self._org_state.set_setting(
            BULK_JOBS, json.dumps({one: wanted for one, wanted in self.jobs().items() if one != job_id})
        )


def take_up(store: Store, org: SalesforceOrg, now: Callable[[], datetime]) -> int:
    """Finish the jobs that an earlier run left behind, and record what they ticked; returns how many records.

    A job that was never begun is taken away: its records are planned anew.
    """
    memory = BulkMemory(store.org_state)
    ticked = 0
    for job_id, wanted in memory.jobs().items():
        try:
            for answers in org.bulk.answers(job_id):
                ids = answers.saved
                with store.database.transaction():
                    store.unsubscribes.note_opted_out(ids, now())
                    store.records.mark_opted_out(ids, wanted, now())
                    store.run_sends.answered_late(ids, wanted, now())
                ticked += len(ids)
            org.bulk.drop(job_id)
        except ProblemError as error:
            if error.problem.retry:
                raise
            log.info("a bulk job of an earlier run cannot be taken up: %s", error.problem.code)
        memory.forget(job_id)
    return ticked
