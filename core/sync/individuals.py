"""What a person wants done with their data, asked of the org when their card is opened. Never written."""

from __future__ import annotations

import threading

from core.connection.manager import ConnectionManager
from core.salesforce.people.org_extras import Individual
from core.store.store import Store


class Individuals:
    """The Individuals behind the people here."""

    def __init__(self, store: Store, connection: ConnectionManager) -> None:
        self._store = store
        self._connection = connection

    def of(self, person_id: int, stop: threading.Event | None = None) -> list[Individual]:
        """The Individuals of a person's records; blocks, and raises ProblemError when the org cannot be asked.

        Comes at once, and empty, where the org has not been looked at yet or uses no Individuals.
        """
        shape = self._connection.state().shape
        if shape is None or not any("IndividualId" in (one.readable or ()) for one in shape.objects.values()):
            return []
        records = [(record.id, record.object) for record in self._store.records.of_person(person_id)]
        if not records:
            return []
        org = self._connection.open(stop or threading.Event())
        try:
            return org.extras.individuals(shape, records)
        finally:
            org.close()
