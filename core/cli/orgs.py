"""orgs: which orgs there are on this computer, which one is meant, and how another one is added."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import typer

from core.cli.common import AsJson, DataDir, in_words, problem_document
from core.cli.console import note, print_json, say
from core.cli.help import PlainGroup, json_below
from core.cli.language import phrase, word
from core.cli.start import Globals
from core.connection.orgs import KnownOrg, Orgs
from core.engine import Engine
from core.engine_options import options_for
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.remove_org import remove_org

Which = Annotated[str, typer.Argument(help="Its number, name or ID.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = typer.Typer(
        help="Several orgs, each with data of its own.",
        cls=PlainGroup,
        no_args_is_help=False,
        rich_markup_mode=None,
    )
    group.callback(invoke_without_command=True)(orgs)
    group.command("use")(use)
    group.command("add")(add)
    group.command("remove")(remove)
    group.command("restore")(restore)
    app.add_typer(group, name="orgs")


def orgs(context: typer.Context, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List the orgs; the current one, which every command means that has no --org, is marked."""
    context.obj = context.obj.joined(data_dir=data_dir)
    if context.invoked_subcommand is not None:
        if as_json:
            context.default_map = json_below(context.command)
        return
    known = _orgs(context)
    current = known.current_number()
    if as_json:
        print_json([_document(org, current) for org in known.all()])
        return
    for org in known.all():
        say(_line(org, current))
    for org in known.put_aside():
        removed = NOOP("cli", "Removed: {name}, in {folder}; orgs restore {number} brings it back.")
        note(phrase(removed, name=_name(org), folder=str(org.folder), number=org.number))


def use(context: typer.Context, org: Which, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Mean this org from now on where none is named; the window opens on it as well."""
    known = _orgs(context, data_dir)
    chosen = known.named(org)
    known.use(chosen.number)
    now = phrase(NOOP("cli", "{name} is the current org now."), name=_name(chosen))
    _answer(known, chosen, as_json, now)


def add(context: typer.Context, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Make a place for another org, to be connected next; the current org stays the current one."""
    known = _orgs(context, data_dir)
    with Engine(options_for(known.home, known.current().number)) as engine:
        added = known.add(engine.store.org_state)
    place = NOOP(
        "cli",
        "There is a place for another org, number {number}. Connect it with unsubscribe-sync connect --org {number} "
        "...",
    )
    _answer(known, added, as_json, phrase(place, number=added.number))


def remove(
    context: typer.Context,
    org: Which,
    yes: Annotated[
        bool, typer.Option("--yes", help="Even if pushes wait, or the access stays in a keyring.")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Take an org off the list: signs out of it, and keeps its data where it is."""
    known = _orgs(context, data_dir)
    done = remove_org(known, known.named(org).number, even_so=yes)
    removed = done.org
    if done.not_revoked is not None:
        note(in_words(done.not_revoked))
    more = {"not_revoked": problem_document(done.not_revoked)} if done.not_revoked is not None else {}
    gone = NOOP(
        "cli",
        "{name} is removed, and signed out of. Its data is kept in {folder}; unsubscribe-sync orgs restore {number} "
        "brings it back.",
    )
    told = phrase(gone, name=_name(removed), folder=str(removed.folder), number=removed.number)
    _answer(known, removed, as_json, told, more)


def restore(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="Its number.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Bring back an org that was removed; it has to be connected again."""
    known = _orgs(context, data_dir)
    again = phrase(NOOP("cli", "It is on the list again; connect it next."))
    _answer(known, known.bring_back(number.strip()), as_json, again)


def _orgs(context: typer.Context, data_dir: Path | None = None) -> Orgs:
    before: Globals = context.obj
    return Orgs(before.joined(data_dir=data_dir).home())


def _answer(
    known: Orgs, org: KnownOrg, as_json: bool, sentence: str, more: Mapping[str, Any] = MappingProxyType({})
) -> None:
    if as_json:
        print_json(_document(org, known.current_number()) | dict(more))
    else:
        say(sentence)


def _document(org: KnownOrg, current: str) -> dict[str, Any]:
    return {
        "number": org.number,
        "name": org.name,
        "kind": org.kind,
        "colour": org.colour,
        "current": org.number == current,
        "id": org.org.id if org.org else None,
        "instance_url": org.org.instance_url if org.org else None,
        "readable": org.readable,
        "data_dir": str(org.folder),
    }


def _line(org: KnownOrg, current: str) -> str:
    mark = "*" if org.number == current else " "
    address = org.org.instance_url if org.org else ""
    kind = phrase(NOOP("cli", "not connected yet")) if org.org is None else word(org.kind)
    if not org.readable:
        kind = phrase(NOOP("cli", "its database is gone, or cannot be read"))
    return f"{mark} {org.number}  {_name(org):<24}  {kind:<18}  {address}".rstrip()


def _name(org: KnownOrg) -> str:
    return org.name or phrase(NOOP("cli", "Org {number}"), number=org.number)
