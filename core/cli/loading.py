"""load-people: every Contact and Lead with an address becomes a person here."""

from __future__ import annotations

from dataclasses import asdict

import typer

from core.cli.common import (
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    interruptible,
)
from core.cli.console import print_json, say
from core.cli.language import phrase
from core.cli.progress import ProgressBar
from core.cli.syncing import PATIENCE_S
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message

LOADED = Message(
    NOOP("core", "Who was loaded before stays. Load people again after that: nobody is added twice.")
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("load-people")(load_people)


def load_people(
    context: typer.Context,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Add every Contact and Lead that has an address as a person here."""
    with interruptible() as stop, engine_for(context, practice, data_dir, org, kept=LOADED) as engine:
        with ProgressBar(engine):
            loaded = engine.sync.load_here(stop=stop, patience=PATIENCE_S)
        if as_json:
            print_json(asdict(loaded))
        else:
            for number, what in (
                (loaded.read, NOOP("cli", "records read from Salesforce")),
                (loaded.added, NOOP("cli", "people added")),
                (
                    loaded.unsubscribed,
                    NOOP("cli", "of them unsubscribed, because they are opted out in Salesforce"),
                ),
                (loaded.without_address, NOOP("cli", "records without an address")),
                (loaded.api_calls, NOOP("cli", "API calls")),
            ):
                say(f"{number:>12,}  {phrase(what)}")
