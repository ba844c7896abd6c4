"""When to look between the nights (setting `look_every_minutes`), and why not now."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from core.connection.state import ConnectionState
from core.services import Services
from core.settings import CALLS_RESERVE, LOOK_EVERY
from core.settings.watching import OFF
from core.store.types.log import Level, LogKind
from core.sync.reserve import spare_calls
from core.sync.run.look import LEFT, Found, Keys
from core.sync.run.reading import ABSORBED_FOR, must_read_all

_A_DAY = 24 * 60


class WhyNot(StrEnum):
    """Why there are no looks just now, although they are switched on."""

    NIGHTLY_OFF = "nightly_off"
    FIRST_YES = "first_yes"
    NOT_CONNECTED = "not_connected"
    FULL_FIRST = "full_first"
    RESERVE = "reserve"


class BetweenNights:
    """The looks of one data directory; asks the database alone."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.store
        self._settings = services.settings
        self._said = 0
        self.in_vain: Keys = frozenset()
        """What looks of this process tried and could not do."""

    @property
    def every(self) -> timedelta | None:
        """How far apart they are; None while they are off."""
        text = self._settings.text(LOOK_EVERY)
        return None if text == OFF else timedelta(minutes=int(text))

    def last(self) -> datetime | None:
        """When the last one was."""
        return self._store.looks.last()

    def calls_a_day(self) -> int:
        """About how many API calls they take in a day on which nothing happens."""
        every = self.every
        if every is None or not self._settings.nightly_sync:
            return 0
        return self._calls() * int(_A_DAY / (every.total_seconds() / 60))

    def why_not(self) -> WhyNot | None:
        """What is in the way of a look now; None where nothing is."""
        connection = self._services.connection.state()
        if not self._settings.nightly_sync:
            return WhyNot.NIGHTLY_OFF
        shape = connection.shape
        if connection.state is not ConnectionState.CONNECTED or shape is None:
            return WhyNot.NOT_CONNECTED
        if not shape.org.is_practice and not self._store.runs.ever_wrote():
            return WhyNot.FIRST_YES
        # Also where the other checkbox is meant since the last reading.
        if (
            self._store.touched.is_everybody()
            or self._store.org_state.setting(ABSORBED_FOR) != self._settings.opt_out_field
            or must_read_all(self._store, self._settings, shape, self._services.now())
        ):
            return WhyNot.FULL_FIRST
        usage = connection.usage
        if usage is not None and spare_calls(usage, self._settings.number(CALLS_RESERVE)) < self._calls():
            return WhyNot.RESERVE
        return None

    def due(self) -> bool:
        """Whether it is time for one, and nothing is in the way. A last one that lies ahead says nothing."""
        every = self.every
        if every is None:
            return False
        last, now = self.last(), self._services.now()
        return (last is None or not timedelta() <= now - last < every) and self.why_not() is None

    def over(self, found: Found) -> None:
        """Say once, and not at every look, that more was found than may be changed unasked."""
        if found.left and found.left != self._said:
            self._services.log.write(Level.WARNING, LogKind.SYNC, LEFT.with_values(count=found.left))
        self._said = found.left
        self.in_vain = found.in_vain

    def _calls(self) -> int:
        shape = self._services.connection.state().shape
        return max(2, len(shape.objects)) if shape is not None else 2
