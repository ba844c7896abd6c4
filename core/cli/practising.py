"""practice-org: serve a practice org for as long as the command runs."""

from __future__ import annotations

import os
import subprocess

import typer

from core.connection.practice_child import practice_command, practice_environment


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        "practice-org",
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
        add_help_option=False,
    )(practice_org)


def practice_org(context: typer.Context) -> None:
    """Serve a practice org; prints one JSON line when it is ready. --help lists its options."""
    # A process of its own: the practice org knows nothing of this program, and nothing of it is imported here.
    command, environment = [*practice_command(), *context.args], practice_environment()
    if os.name == "posix":
        os.execve(command[0], command, environment)
    raise typer.Exit(subprocess.call(command, env=environment))
