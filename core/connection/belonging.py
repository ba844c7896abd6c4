"""Which org the data of a folder belongs to: one for good, and no other folder's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.connection.orgs import Orgs
from core.connection.problems import another_org, is_refreshed, org_is_elsewhere, sandbox_refreshed
from core.messages import ProblemError
from core.store.store import Store
from core.store.types.orgs import Org


class Belonging:
    """The tie between one data directory and an org of Salesforce; other processes may make it too."""

    def __init__(self, store: Store, data_dir: Path, orgs: Orgs | None) -> None:
        """`orgs` are those whose data must be another org's; None for a practice org, which has no others."""
        self._store = store
        self._data_dir = data_dir
        self._orgs = orgs

    def check(self, org: Org, known: Org | None = None) -> None:
        """Raises ProblemError where the data cannot belong to this org.

        With the code ANOTHER_ORG, SANDBOX_REFRESHED or ORG_IS_ELSEWHERE.
        """
        known = known or self._store.org_state.org()
        if known is not None and known.id == org.id:
            return
        owner = self._orgs.owner_of(org.id, besides=self._data_dir) if self._orgs is not None else None
        if owner is not None:
            raise ProblemError(
                org_is_elsewhere(org, owner.number, owner.name or org.name, removed=owner.set_aside)
            )
        if known is not None:
            refreshed = is_refreshed(known, org.instance_url, is_sandbox=org.is_sandbox)
            raise ProblemError(sandbox_refreshed(known, org.id) if refreshed else another_org(known, org))

    def tie(self, org: Org) -> bool:
        """Tie the data to the org, or refresh what is known of it; True the first time. Raises as `check` does."""
        if self._store.org_state.org() == org:
            return False
        with self._store.database.transaction():
            known = self._store.org_state.org()
            self.check(org, known)
            self._store.org_state.set_org(org)
        return known is None

    def moved(self, address: str) -> None:
        """The org has another address."""
        with self._store.database.transaction():
            known = self._store.org_state.org()
            if known is not None:
                self._store.org_state.set_org(replace(known, instance_url=address))
