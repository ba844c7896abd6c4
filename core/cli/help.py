"""How commands look and are spelled: help for narrow windows too, and --json wherever it is put.

In a help text nothing is cut off, and flags and arguments look like themselves.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

WIDEST = 100
"""Columns of a help text where the terminal has as many."""


class PlainGroup(TyperGroup):
    """A group of commands; each is listed with the whole first paragraph of its help."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                first = (command.help or "").split("\n\n")[0]
                rows.append((name, " ".join(first.split())))
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def made_plain(command: Any) -> Any:
    """A command, and those below it, whose arguments stand in their help by name alone, as in the first line of it."""
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            parameter.display_type_rich = _no_type
    for below in getattr(command, "commands", {}).values():
        made_plain(below)
    return command


def _no_type(ctx: Any) -> None:
    """What an argument takes, its name and its help say."""


def json_below(group: Any) -> dict[str, Any]:
    """Defaults of a context that let --json before a command mean the same as after it, in commands below it too."""
    commands = getattr(group, "commands", {})
    return {name: {"as_json": True, **json_below(command)} for name, command in commands.items()}
