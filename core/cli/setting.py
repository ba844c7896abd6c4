"""settings: what the program is told to do."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from core.cli.common import (
    ALL_KEPT,
    NOTHING_TO_KEEP,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    promising,
)
from core.cli.console import print_json, say
from core.cli.language import in_columns, phrase, words
from core.cli.mistyped import Mistyped
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.settings import ALL, Setting, Settings, named

MAYBE_SET = Message(
    NOOP("core", "The setting may not have been kept. Look at it, and set it again after that.")
)
_KEYS_ARE_WIDE = 23


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("settings")(settings)


def _keys(_context: typer.Context, _given: list[str], incomplete: str) -> list[tuple[str, str]]:
    return [(key, setting.purpose) for key, setting in ALL.items() if key.startswith(incomplete)]


def settings(
    context: typer.Context,
    key: Annotated[
        str | None,
        typer.Argument(metavar="KEY", help="Which setting.", show_default=False, autocompletion=_keys),
    ] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help="Its new value.", show_default=False)
    ] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Let it have its default again.")] = False,
    describe: Annotated[
        bool, typer.Option("--describe", help="Say what it is for, what it accepts, and its default.")
    ] = False,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Show all settings with what they are for, show one, change one, or set it back."""
    if unset and key is None:
        raise Mistyped(NOOP("cli", "--unset needs the name of a setting."))
    if unset and value is not None:
        raise Mistyped(NOOP("cli", "--unset takes no value; the setting gets its default."))
    chosen = named(key) if key is not None else None
    changes = unset or value is not None
    with engine_for(
        context, practice, data_dir, org, kept=MAYBE_SET if changes else NOTHING_TO_KEEP
    ) as engine:
        kept = engine.settings
        if chosen is not None and unset:
            kept.unset(chosen)
        elif chosen is not None and value is not None:
            kept.set(chosen, value)
        with promising(engine, ALL_KEPT if changes else NOTHING_TO_KEEP):
            wanted = [chosen] if chosen is not None else list(ALL.values())
            if as_json:
                shown = _described if describe else _value
                print_json({setting.key: shown(kept, setting) for setting in wanted})
            elif chosen is not None and not describe:
                say(kept.text(chosen))
            else:
                for setting in wanted:
                    _tell(kept, setting, in_full=describe)


def _value(settings: Settings, setting: Setting) -> object:
    return settings.value(setting)


def _described(settings: Settings, setting: Setting) -> dict[str, Any]:
    return {
        "value": settings.value(setting),
        "default": setting.accepted.value(setting.default),
        "is_default": settings.is_default(setting),
        "purpose": setting.purpose,
        "accepts": setting.accepted.words.english(),
    }


def _tell(settings: Settings, setting: Setting, *, in_full: bool) -> None:
    nothing = phrase(NOOP("cli", "nothing"))
    default = setting.default or nothing
    if settings.is_default(setting):
        beside = phrase(NOOP("cli", "(default)"))
    else:
        beside = phrase(NOOP("cli", "(default: {value})"), value=default)
    say(in_columns(setting.key, f"{settings.text(setting) or nothing}  {beside}", _KEYS_ARE_WIDE))
    say(f"    {words(Message(setting.purpose))}")
    if in_full:
        say(f"    {words(setting.accepted.words)} {phrase(NOOP('cli', 'Default: {value}.'), value=default)}")
