"""Which steps of the guide are done, remembered for each org; a tick by hand stays marked as such."""

from __future__ import annotations

from core.connection.problems import not_connected
from core.events import ChecklistChanged
from core.messages import ProblemError
from core.services import Services
from core.store.checklists import TickedStep


class GuideSteps:
    """The ticks of the org that the data belongs to."""

    def __init__(self, services: Services) -> None:
        self._store = services.store
        self._events = services.events
        self._now = services.now

    def tick(self, step_id: str, object: str = "", *, by_hand: bool = True) -> None:
        """Note that a step is done; raises ProblemError while no org is connected."""
        self._store.checklists.tick(self._org_id(), TickedStep(step_id, object, by_hand, self._now()))
        self._events.emit(ChecklistChanged())

    def untick(self, step_id: str, object: str = "") -> None:
        """Note that a step is not done; raises ProblemError while no org is connected."""
        self._store.checklists.untick(self._org_id(), step_id, object)
        self._events.emit(ChecklistChanged())

    def ticked(self) -> tuple[TickedStep, ...]:
        """The steps that are done, none while no org is known."""
        org = self._store.org_state.org()
        return self._store.checklists.ticked(org.id) if org is not None else ()

    def _org_id(self) -> str:
        org = self._store.org_state.org()
        if org is None:
            raise ProblemError(not_connected())
        return org.id
