"""The sources of unsubscribes: what they have in common, which there are, and when they work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from core.collect.watched_folder import WatchedFolder
from core.events import Event, SettingsChanged
from core.services import Services

if TYPE_CHECKING:
    from core.collect.csv_import import CsvImport
    from core.collect.drop_folder import LeaseLike


class UnsubscribeSource(Protocol):
    """Something that unsubscribes come from by themselves while the program runs.

    It has a thread of its own, hands what it finds to `Collector` or `CsvImport`, and has a name among the values of
    `store.types.people.Source`. Of all processes only one collects from it at a time: the one that has its lease.
    """

    def start(self) -> None:
        """Begin as the settings say, or not at all where they name nothing; returns at once."""
        ...

    def settings_changed(self) -> None:
        """Go by the settings as they are now, whoever changed them; called between `start` and `stop`."""
        ...

    def stop(self) -> None:
        """End within about a second; what is unfinished is carried on with at the next start."""
        ...


class Sources:
    """All of them, started and stopped together. `lease` gives the right to a job that only one process may do."""

    def __init__(
        self, services: Services, importing: Callable[[], CsvImport], lease: Callable[[str], LeaseLike]
    ) -> None:
        self.watched_folder = WatchedFolder(services, importing, lease)
        self._all: tuple[UnsubscribeSource, ...] = (self.watched_folder,)
        self._started = False
        services.events.subscribe(self._follow)

    def start(self) -> None:
        """Begin to collect; returns at once."""
        self._started = True
        for source in self._all:
            source.start()

    def stop(self) -> None:
        """End within about a second for each."""
        self._started = False
        for source in self._all:
            source.stop()

    def _follow(self, event: Event) -> None:
        if isinstance(event, SettingsChanged) and self._started:
            for source in self._all:
                source.settings_changed()
