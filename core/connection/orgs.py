"""Several orgs: each has a folder of its own, with database, settings, log file and access of its own.

The first org lives in the home, which is the data directory that was given; further ones in `orgs/2`, `orgs/3`, …
within it. What an org is called and of what kind it is, its own database says. Beside the first database lies one
small file, which says which org commands and the window mean when none is named, which are set aside, and which
have had a database, so that one whose drive is not connected is missed and not made anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from core.connection import org_problems as problems
from core.files.private_files import make_folder, write_file
from core.messages import ProblemError
from core.salesforce.values.record_id import same_id
from core.settings import ORG_COLOUR, ORG_NAME, TAKEN_OVER
from core.store.database import SQLITE_FILE
from core.store.org_state import OrgState
from core.store.read_only_view import read_only_view
from core.store.store import Store
from core.store.types.orgs import Org

FIRST = "1"
ORGS_FOLDER = "orgs"
ORGS_FILE = "orgs.json"
PRACTICE_FOLDER = "practice"


class OrgKind(StrEnum):
    """What kind of Salesforce an org is. UNKNOWN: it was never connected."""

    PRODUCTION = "production"
    SANDBOX = "sandbox"
    PRACTICE = "practice"
    UNKNOWN = "unknown"


_COLOURS = {
    OrgKind.PRODUCTION: "red",
    OrgKind.SANDBOX: "orange",
    OrgKind.PRACTICE: "blue",
    OrgKind.UNKNOWN: "grey",
}


@dataclass(frozen=True, slots=True)
class KnownOrg:
    """One org of this home. `number` is empty for a practice org.

    `name` is the admin's, else the org's own; empty while it has neither. `colour` is one that the setting
    org_colour accepts, never "auto". `readable`: its database can be read. `settings` are those
    that somebody has set.
    """

    number: str
    folder: Path
    name: str
    colour: str
    kind: OrgKind
    org: Org | None
    set_aside: bool = False
    readable: bool = True
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file beside the first database says. `current` is empty where it cannot be understood."""

    current: str = FIRST
    aside: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()


class Orgs:
    """The orgs of one home. Every method reads the disk anew: another process may have changed it."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def all(self) -> list[KnownOrg]:
        """Every org that is not set aside, the first one first."""
        return [org for org in self._every() if not org.set_aside]

    def put_aside(self) -> list[KnownOrg]:
        """Those that are set aside."""
        return [org for org in self._every() if org.set_aside]

    def current(self) -> KnownOrg:
        """The org that is meant where none is named.

        Raises ProblemError rather than take another one, when the file that says so cannot be understood.
        """
        number = self.current_number()
        if not number:
            raise ProblemError(problems.current_unknown(self.home / ORGS_FILE))
        return self.at(number)

    def current_number(self) -> str:
        """The number of the current org; empty where that is not known."""
        number = self._kept().current
        return number if number in self._numbers() else ""

    def named(self, text: str) -> KnownOrg:
        """The org with this number, ID or name (in any letter case); raises ProblemError for none and for several."""
        wanted = text.strip().casefold()
        every = self.all()
        by_number = [org for org in every if org.number == wanted]
        by_id = [org for org in every if org.org and same_id(org.org.id, text.strip())]
        by_name = [org for org in every if org.name and org.name.casefold() == wanted]
        found = by_number or by_id or by_name
        if len(found) == 1:
            return found[0]
        if found:
            raise ProblemError(problems.several_orgs_named(text, [org.number for org in found]))
        raise ProblemError(problems.no_org_named(text))

    def at(self, number: str) -> KnownOrg:
        """The org with this number."""
        kept, seen = self._kept(), _seen(self.folder_of(number))
        there = (seen.folder / SQLITE_FILE).exists() or number not in kept.known
        return replace(seen, number=number, set_aside=number in kept.aside, readable=seen.readable and there)

    def in_folder(self, folder: Path, *, practice: bool = False) -> KnownOrg:
        """The org that lives in a folder; a practice org has no number."""
        number = None if practice else self.number_of(folder)
        return _seen(folder, practice=practice) if number is None else self.at(number)

    def folder_of(self, number: str) -> Path:
        """Where the org with this number lives."""
        return self.home if number == FIRST else self.home / ORGS_FOLDER / number

    def number_of(self, folder: Path) -> str | None:
        """The number of the org that lives in a folder; None for a practice org."""
        return next((number for number in self._numbers() if self.folder_of(number) == folder), None)

    def knows(self, folder: Path) -> bool:
        """Whether an org that lives, or lived, in a folder has had a database there."""
        return self.number_of(folder) in self._kept().known

    def remember(self, folder: Path) -> None:
        """Note that an org has a database now. Its own mark tells as much, unless its whole folder is gone.

        Raises ProblemError.
        """
        number, kept = self.number_of(folder), self._kept()
        # A file that cannot be understood is left for the admin to look at; the first org lives where it lies.
        if number not in (None, FIRST) and number not in kept.known and kept.current:
            self._write(replace(kept, known=kept.known | {number}))

    def owner_of(self, org_id: str, *, besides: Path) -> KnownOrg | None:
        """Whose data belongs to an org of Salesforce already, in another folder than `besides`."""
        for org in self._every():
            if org.folder != besides and org.org is not None and same_id(org.org.id, org_id):
                return org
        return None

    def use(self, number: str) -> None:
        """Mean this org from now on where none is named; raises ProblemError."""
        kept = self._kept()
        self._write(replace(kept, current=number, aside=kept.aside - {number}))

    def add(self, like: OrgState) -> KnownOrg:
        """A place for another org, which belongs to none yet; one that is there already is given again.

        It takes language, look and network from `like`. Raises ProblemError.
        """
        for org in self.all():
            if org.readable and org.org is None and not org.name:
                return org
        try:
            folder = self._fresh_folder()
        except OSError as trouble:
            raise ProblemError(problems.no_folder(self.home, str(trouble))) from None
        take_over(like, Store(folder).org_state)
        self.remember(folder)
        return self.at(folder.name)

    def set_aside(self, number: str) -> KnownOrg:
        """Take an org off the list; its folder stays as it is. Raises ProblemError for the current one."""
        if self.current().number == number:
            raise ProblemError(problems.current_stays(self.at(number).name or number))
        kept = self._kept()
        self._write(replace(kept, aside=kept.aside | {number}))
        return self.at(number)

    def bring_back(self, number: str) -> KnownOrg:
        """Put an org that was set aside on the list again; raises ProblemError when there is none."""
        kept = self._kept()
        if number not in kept.aside:
            raise ProblemError(problems.no_org_named(number))
        self._write(replace(kept, aside=kept.aside - {number}))
        return self.at(number)

    # what lies on the disk

    def _every(self) -> list[KnownOrg]:
        return [self.at(number) for number in self._numbers()]

    def _numbers(self) -> list[str]:
        within = self.home / ORGS_FOLDER
        found = {place.name for place in within.iterdir()} if within.is_dir() else set()
        return [FIRST, *sorted((name for name in found | self._kept().known if _is_number(name)), key=int)]

    def _fresh_folder(self) -> Path:
        make_folder(self.home)
        make_folder(self.home / ORGS_FOLDER)
        number = int(self._numbers()[-1]) + 1
        while True:
            folder = self.home / ORGS_FOLDER / str(number)
            try:
                folder.mkdir(mode=0o700)
            except FileExistsError:
                # Another process adds one at this moment, too.
                number += 1
            else:
                return folder

    def _kept(self) -> _Kept:
        path = self.home / ORGS_FILE
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            # Versions before this one did not note which orgs have a database.
            aside, known = stored["set_aside"], stored.get("known", [])
            return _Kept(str(stored["current"]), frozenset(map(str, aside)), frozenset(map(str, known)))
        except FileNotFoundError:
            return _Kept()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return _Kept(current="")

    def _write(self, kept: _Kept) -> None:
        text = json.dumps(
            {"current": kept.current, "set_aside": sorted(kept.aside), "known": sorted(kept.known)}
        )
        try:
            make_folder(self.home)
            write_file(self.home / ORGS_FILE, text + "\n")
        except OSError as trouble:
            raise ProblemError(problems.no_folder(self.home, str(trouble))) from None


def _seen(folder: Path, *, practice: bool = False) -> KnownOrg:
    seen = read_only_view(folder)
    kind = OrgKind.PRACTICE if practice else kind_of(seen.org)
    chosen = seen.settings.get(ORG_COLOUR.key, ORG_COLOUR.default)
    fits = ORG_COLOUR.accepted.test(chosen) and chosen != ORG_COLOUR.default
    return KnownOrg(
        "",
        folder,
        seen.settings.get(ORG_NAME.key, "") or (seen.org.name if seen.org else ""),
        chosen if fits else _COLOURS[kind],
        kind,
        seen.org,
        readable=seen.readable,
        settings=seen.settings,
    )


def kind_of(org: Org | None) -> OrgKind:
    """What stands behind an org."""
    if org is None:
        return OrgKind.UNKNOWN
    if org.is_practice:
        return OrgKind.PRACTICE
    return OrgKind.SANDBOX if org.is_sandbox else OrgKind.PRODUCTION


def take_over(source: OrgState, target: OrgState, keys: Sequence[str] = TAKEN_OVER) -> None:
    """Give a place that is new what holds for the person and the computer, and not for the org."""
    for key in keys:
        stored = source.setting(key)
        if stored is not None and target.setting(key) is None:
            target.set_setting(key, stored)


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit() and name == str(int(name)) and int(name) > 1
