"""begin-anew: an empty people database in the place of one that is lost for good."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli.common import AsJson, DataDir, Globals, OrgName, Practice
from core.cli.console import note, print_json, say
from core.cli.language import phrase
from core.connection.refreshed_sandbox import begin_with_refreshed_sandbox, require_sandbox
from core.engine_options import utc_now
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, ProblemError, Scope, make_problem
from core.store.begin_anew import begin_anew
from core.store.store import Store


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("begin-anew")(begin_anew_command)


def begin_anew_command(
    context: typer.Context,
    yes: Annotated[
        bool, typer.Option("--yes", help="Yes, without the people and unsubscribes that were there.")
    ] = False,
    refreshed_sandbox: Annotated[
        bool,
        typer.Option(
            "--refreshed-sandbox",
            help="The sandbox was refreshed: begin its data anew, the old is archived.",
        ),
    ] = False,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Begin with an empty people database where the one before is lost, or belongs to a sandbox of before a refresh."""
    before: Globals = context.obj
    folder = before.joined(practice, data_dir, org).engine_options().data_dir
    if refreshed_sandbox:
        require_sandbox(Store(folder))
    if not yes:
        raise ProblemError(
            make_problem(
                "BEGIN_ANEW_ASKED",
                Category.OTHER,
                (WHAT_IS_ARCHIVED if refreshed_sandbox else WHAT_IS_LOST).with_values(path=str(folder)),
                NOOP("core", "If that is meant, give --yes as well. Nothing was done."),
                scope=Scope.RECORD,
            )
        )
    begin = begin_with_refreshed_sandbox if refreshed_sandbox else begin_anew
    aside = begin(folder, utc_now())
    if as_json:
        print_json({"data_dir": str(folder), "set_aside": str(aside) if aside else None})
        return
    say(phrase(NOOP("cli", "There is a new, empty people database in {folder}."), folder=str(folder)))
    if aside is not None:
        what = (
            NOOP("cli", "The old one is kept as an archive in {folder}.")
            if refreshed_sandbox
            else NOOP("cli", "What was left of the old one is in {folder}.")
        )
        say(phrase(what, folder=str(aside)))
    note(phrase(NOOP("cli", "Connect the org, then load people or import them, with their unsubscribes.")))


WHAT_IS_ARCHIVED = Message(
    NOOP(
        "core",
        "Beginning anew in {path} with the refreshed sandbox keeps the settings, and goes on without the people, the "
        "unsubscribes and the pushes that wait; all of that is kept as an archive beside it.",
    )
)
WHAT_IS_LOST = Message(
    NOOP(
        "core",
        "Beginning anew in {path} goes on without the people, the unsubscribes with their history, the pushes that "
        "wait, the settings and the status log that were there.",
    )
)
