"""connect: sign in to an org, so far with an access token read from standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from core.cli.common import AsJson, DataDir, engine_for, print_json, say
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, ProblemError


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("connect")(connect)


def connect(
    context: typer.Context,
    instance_url: Annotated[str, typer.Option("--instance-url", help="https://MyDomain.my.salesforce.com")],
    access_token_stdin: Annotated[
        bool, typer.Option("--access-token-stdin", help="Read the access token from standard input.")
    ] = False,
    ca_file: Annotated[
        Path | None,
        typer.Option("--ca-file", help="A PEM file of your company's authority.", dir_okay=False),
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Connect an org; the token is kept in the keyring of this computer and nowhere else."""
    if not access_token_stdin:
        raise ProblemError(_TOKEN_NEEDED)
    token = sys.stdin.readline().strip()
    if not token:
        raise ProblemError(_TOKEN_NEEDED)
    with engine_for(context, False, data_dir) as engine:
        org = engine.connection.connect_with_token(instance_url, token, ca_file)
        if as_json:
            print_json(
                {
                    "connected": True,
                    "org": {
                        "name": org.name,
                        "id": org.id,
                        "instance_url": org.instance_url,
                        "is_sandbox": org.is_sandbox,
                    },
                }
            )
        else:
            say(f"Connected to {org.name} ({org.id}) as {org.username}.")


_TOKEN_NEEDED = Problem(
    "TOKEN_NEEDED",
    Category.AUTHENTICATION,
    Message(NOOP("core", "An access token is needed to connect.")),
    Message(
        NOOP(
            "core",
            "Give --access-token-stdin and the token on standard input; it is never taken as an argument, "
            "where other users of the computer could read it.",
        )
    ),
)
