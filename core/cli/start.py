"""What a start of the program says of the data it means, and the short way of reading it where a window is meant."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.connection.org_folders import PRACTICE_FOLDER, folder_of, home_dir, numbers, read_kept

if TYPE_CHECKING:
    from core.engine_options import EngineOptions

COMPLETING = "_UNSUBSCRIBE_SYNC_COMPLETE"
"""In the environment while a shell asks how a line may go on."""


@dataclass(frozen=True, slots=True)
class Globals:
    """Options that may stand before or after the command, and the environment it was started in."""

    practice: bool = False
    data_dir: Path | None = None
    org: str | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    def home(self) -> Path:
        """The data directory, with all its orgs."""
        return home_dir(self.data_dir)

    def folder(self) -> Path | None:
        """The folder of the org that is meant, as far as one small file tells; None where that takes a longer look."""
        home = self.home()
        if self.practice:
            return home / PRACTICE_FOLDER if self.org is None else None
        kept = read_kept(home)
        number = kept.current if self.org is None else self.org
        return folder_of(home, number) if number in numbers(home, kept) else None

    def engine_options(self) -> EngineOptions:
        """What an engine for these options is started with; raises ProblemError for an org that is none."""
        from core.connection.org_problems import practice_is_no_org
        from core.connection.orgs import Orgs
        from core.engine_options import options_for
        from core.messages import ProblemError

        if self.practice:
            if self.org is not None:
                raise ProblemError(practice_is_no_org())
            return replace(options_for(self.home(), None), environment=self.environment)
        orgs = Orgs(self.home())
        chosen = orgs.current() if self.org is None else orgs.named(self.org)
        return replace(options_for(self.home(), chosen.number), environment=self.environment)

    def joined(self, practice: bool = False, data_dir: Path | None = None, org: str | None = None) -> Globals:
        """With those that stood after the command, which count more."""
        return replace(
            self,
            practice=practice or self.practice,
            data_dir=data_dir or self.data_dir,
            org=org or self.org,
        )


def meant_window(given: Sequence[str], environment: Mapping[str, str] = os.environ) -> Globals | None:
    """What a start without a command means, in its plain forms; None for all that `program` is to understand.

    A window is to be there at once, and the library that reads the commands takes as long to load as Qt.
    """
    if COMPLETING in environment:
        return None
    practice, texts, rest = False, {"--data-dir": "", "--org": ""}, list(given)
    while rest:
        name, separator, text = rest.pop(0).partition("=")
        if name == "--practice" and not separator:
            practice = True
            continue
        if name in texts and not separator and rest:
            text = rest.pop(0)
        if name not in texts or not text.strip() or text.startswith("-"):
            return None
        texts[name] = text
    data_dir, org = texts["--data-dir"], texts["--org"]
    if data_dir and Path(data_dir).expanduser().is_file():
        return None
    return Globals(practice, Path(data_dir) if data_dir else None, org or None)
