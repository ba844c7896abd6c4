"""What a command says of options and arguments that do not go together, or cannot be meant."""

from __future__ import annotations

from typing import Any

import typer

from core.cli.language import phrase
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import type_of_value

ABOUT = NOOP("cli", "{option} cannot be used: {what}")


class Mistyped(typer.BadParameter):
    """A complaint of a command; mark the template with `NOOP("cli", …)`. `format_message` has it in English."""

    def __init__(self, template: str, **values: type_of_value) -> None:
        super().__init__(template.format(**values))
        self._template = template
        self._values = values

    def format_message(self) -> str:
        """The complaint for scripts, with the option that it is about, where it is about one."""
        return self.message if self.param is None else ABOUT.format(option=self._option(), what=self.message)

    def told(self) -> str:
        """The same in the chosen language."""
        what = phrase(self._template, **self._values)
        return what if self.param is None else phrase(ABOUT, option=self._option(), what=what)

    def _option(self) -> str:
        return "/".join(self.param.opts) if self.param is not None else ""


def complaint(error: Any) -> str:
    """What is told of a command line that was mistyped; what the library says of it is English, as the help is."""
    return error.told() if isinstance(error, Mistyped) else str(error.format_message())
