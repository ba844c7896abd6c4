"""The watched folder as the settings want it: which one, or none, and how its files are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from core.services import Services
from core.settings import (
    WATCHED_FOLDER,
    WATCHED_FOLDER_BOUNCES,
    WATCHED_FOLDER_LISTS,
    WATCHED_FOLDER_SHARED,
    Setting,
)

if TYPE_CHECKING:
    from core.collect.csv_import import CsvImport
    from core.collect.drop_folder import DropFolder, DropFolderState, LeaseLike


class WatchedFolder:
    """One of the sources; see `sources.UnsubscribeSource`.

    `importing` and `lease` are called when there is a folder to be watched.
    """

    def __init__(
        self, services: Services, importing: Callable[[], CsvImport], lease: Callable[[str], LeaseLike]
    ) -> None:
        self._settings = services.settings
        self._now = services.now
        self._importing = importing
        self._lease = lease
        self._folder = ""
        self._watching: DropFolder | None = None

    def state(self) -> DropFolderState | None:
        """How it stands; None while no folder is watched by this process."""
        return self._watching.state() if self._watching is not None else None

    def start(self) -> None:
        """See UnsubscribeSource."""
        self._folder = self._settings.text(WATCHED_FOLDER)
        if self._folder:
            # Only whoever watches a folder waits for what that needs to be loaded.
            from core.collect.drop_folder import DropFolder

            self._watching = DropFolder(
                Path(self._folder),
                self._importing(),
                self._lease("drop-folder"),
                now=self._now,
                shared=lambda: self._is_on(WATCHED_FOLDER_SHARED),
                holds_unsubscribes=lambda: self._is_on(WATCHED_FOLDER_LISTS),
                bounces_count=lambda: self._is_on(WATCHED_FOLDER_BOUNCES),
            )
            self._watching.start()

    def settings_changed(self) -> None:
        """See UnsubscribeSource."""
        if self._settings.text(WATCHED_FOLDER) != self._folder:
            self.stop()
            self.start()
        elif self._watching is not None:
            self._watching.wake()

    def stop(self) -> None:
        """See UnsubscribeSource."""
        if self._watching is not None:
            self._watching.stop()
            self._watching = None

    def _is_on(self, setting: Setting) -> bool:
        return self._settings.text(setting) == "on"
