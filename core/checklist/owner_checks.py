"""Who else writes this box: programs that are installed in the org or connected to it, and are known to.

What a program does there is in its own settings, which Salesforce does not show: a row tells what it is known to do,
and that its settings were not seen. Not to find one is no proof that there is none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from core.checklist.guarded_calls import VIEW_SETUP, unknown
from core.checklist.results import Check, CheckState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem
from core.salesforce.people.org_extras import ConnectedApps
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.links import Links
from core.salesforce.values.setup_values import InstalledPackage

OWNER = "other_owner"


@dataclass(frozen=True, slots=True)
class Program:
    """A program that is known to write the box; `says` is what it does to it. What it is found by is case-folded."""

    id: str
    name: str
    says: Message
    namespaces: frozenset[str]
    apps: frozenset[str]
    fields: frozenset[str]


@cache
def programs() -> tuple[Program, ...]:
    """Those of the data file `resources/lists/box_owners.toml`, read once."""
    source = files("resources").joinpath("lists", "box_owners.toml").read_text(encoding="utf-8")
    return tuple(
        Program(
            entry["id"],
            entry["name"],
            Message(entry["says"]),
            *(
                frozenset(word.casefold() for word in entry.get(kind, ()))
                for kind in ("namespaces", "apps", "fields")
            ),
        )
        for entry in tomllib.loads(source)["programs"]
    )


def other_owners(
    packages: Sequence[InstalledPackage] | Problem,
    apps: ConnectedApps | Problem,
    shape: OrgSchema,
    links: Links,
) -> list[Check]:
    """A check for each program that was found; one where there is none, or where the org could not be asked."""
    found = [
        _row(program, by, links)
        for program in programs()
        if (by := _found_by(program, packages, apps, shape)) is not None
    ]
    return found or [_none_found(packages, apps, links)]


def _found_by(
    program: Program,
    packages: Sequence[InstalledPackage] | Problem,
    apps: ConnectedApps | Problem,
    shape: OrgSchema,
) -> Message | None:
    if not isinstance(packages, Problem):
        for package in packages:
            if package.namespace.casefold() in program.namespaces:
                values = {"name": package.name, "version": package.version}
                return INSTALLED.with_values(**values)
    if not isinstance(apps, Problem):
        for app in apps.names:
            if app.casefold() in program.apps:
                return CONNECTED.with_values(app=app)
    for name in _fields(shape):
        if name.casefold() in program.fields:
            return HAS_FIELD.with_values(field=name)
    return None


def _fields(shape: OrgSchema) -> Iterable[str]:
    return (name for one in shape.objects.values() for name in sorted(one.readable or ()))


def _row(program: Program, found_by: Message, links: Links) -> Check:
    return Check(
        OWNER,
        "",
        TITLE.with_values(program=program.name),
        program.says,
        state=CheckState.WARNING,
        fix=found_by,
        link=links.packages(),
        subject=program.name,
    )


def _none_found(
    packages: Sequence[InstalledPackage] | Problem, apps: ConnectedApps | Problem, links: Links
) -> Check:
    check = Check(OWNER, "", NOBODY_ELSE, NONE_KNOWN, link=links.packages())
    if isinstance(packages, Problem):
        return unknown(check, packages, VIEW_SETUP, links)
    known: Mapping[str, str] = {"programs": ", ".join(program.name for program in programs())}
    if isinstance(apps, Problem) or not apps.complete:
        return check.not_known(APPS_NOT_SEEN.with_values(**known))
    return replace(check, what=NONE_KNOWN.with_values(**known))


TITLE = Message(NOOP("core", "{program} shares Email Opt Out with this program"))
NOBODY_ELSE = Message(NOOP("core", "Other programs that write Email Opt Out"))
INSTALLED = Message(
    NOOP(
        "core",
        "The package {name} {version} is installed; this program could not see its settings. Ask whoever looks after "
        "it what it does with opt-outs in your org.",
    )
)
CONNECTED = Message(
    NOOP(
        "core",
        "The app {app} is connected to the org; this program could not see its settings. Ask whoever looks after it "
        "what it does with opt-outs in your org.",
    )
)
HAS_FIELD = Message(
    NOOP(
        "core",
        "The field {field}, which its set-up has made, is there; this program could not see its settings. Ask whoever "
        "looks after it what it does with opt-outs in your org.",
    )
)
NONE_KNOWN = Message(
    NOOP(
        "core",
        "None of the programs that are known to write it was found: {programs}. Others may write it all the same.",
    )
)
APPS_NOT_SEEN = Message(
    NOOP(
        "core",
        "No package of these programs is installed: {programs}. Which apps are connected without a package, the "
        "connected user could not see.",
    )
)
