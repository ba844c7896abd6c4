"""practice-org: serve a practice org for as long as the command runs."""

from __future__ import annotations

import os
import subprocess
import sys

import typer


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
    command = [sys.executable, "-m", "core.practice_org", *context.args]
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    raise typer.Exit(subprocess.call(command))
