"""The department of the engine behind the Overview: the figures of the days, and how the last sync went."""

from __future__ import annotations

from core.attention.figures import Figures, Range, first_day, gather, people_by_state
from core.services import Services
from core.settings import CALLS_RESERVE
from core.sync.reserve import reserve_of

_NIGHTS_A_YEAR = 366
_MOST_YEARS = 20


class Overview:
    """Reads what is kept by the day, a few thousand rows however many people there are; may be used in any thread.

    A window asks beside its own thread all the same.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.store

    def figures(self, wanted: Range = Range.DAYS) -> Figures:
        """What there is to be drawn of a range that ends today."""
        today = self._services.now().astimezone().date()
        first = first_day(wanted, today)
        nights = (today - first).days + 2 if first is not None else _MOST_YEARS * _NIGHTS_A_YEAR
        return gather(
            self._store.figures.read(first),
            first,
            today,
            nights=self._store.runs.nights(nights),
            people=people_by_state(self._store.standings.all(), self._services.settings.opt_out_field),
            budget=self._budget(),
        )

    def _budget(self) -> int | None:
        usage = self._services.connection.state().usage
        if usage is None:
            return None
        return usage.total - reserve_of(usage.total, self._services.settings.number(CALLS_RESERVE))
