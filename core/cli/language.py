"""The language of the command line: the one that was chosen for the window, or that of the system.

Only what people read follows it. JSON stays English, as do the help texts and the names of commands, settings and
states in it: scripts compare them.
"""

from __future__ import annotations

import locale
import os
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache

from core.messages import Message, OrgWord, type_of_value

SYSTEM, ENGLISH, JAPANESE = "system", "en", "ja"
_TRANSLATED = (JAPANESE,)
_code = ENGLISH


def speak(chosen: str) -> None:
    """Use a language from now on, as the setting `language` names it; one that is not translated becomes English."""
    global _code
    wanted = _of_the_system() if chosen == SYSTEM else chosen
    _code = wanted if wanted in _TRANSLATED else ENGLISH


def words(message: Message) -> str:
    """A sentence of the core in the chosen language."""
    if _code == ENGLISH:
        return message.english()
    template = _texts(_code).get(("core", message.template), message.template)
    return template.format(**{name: _shown(value) for name, value in message.values.items()})


def phrase(template: str, **values: type_of_value) -> str:
    """A sentence of the command line in the chosen language; mark the template with `NOOP("cli", …)`."""
    translated = template if _code == ENGLISH else _texts(_code).get(("cli", template), template)
    return translated.format(
        **{name: f"{value:,}" if type(value) is int else value for name, value in values.items()}
    )


def word(value: str) -> str:
    """The word for a state or another value of the core in the chosen language; a text that is none stays as it is."""
    # Here and not above: a command that is asked for its help alone needs none of what the words are for.
    from core.support.words import english_word

    english = english_word(value)
    if english is None:
        return str(value)
    return english if _code == ENGLISH else _texts(_code).get(("words", english), english)


def moment(at: datetime) -> str:
    """A time as people read it, with the name of its zone."""
    form = "%d %b %Y, %H:%M %Z" if _code == ENGLISH else "%Y/%m/%d %H:%M %Z"
    return at.astimezone().strftime(form)


def in_columns(label: str, text: str, width: int = 16) -> str:
    """A label and what it is about, one below the other in even columns; Japanese letters are two wide."""
    wide = sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in label)
    return f"{label}{' ' * max(1, width - wide)}{text}"


def _shown(value: type_of_value) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, OrgWord):
        return value.beside(word(value.ours))
    if isinstance(value, Message):
        return words(value)
    return f"{value:,}" if isinstance(value, int) else _texts(_code).get(("words", value), value)


def _of_the_system() -> str:
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    name = named or locale.getlocale()[0] or ""
    return JAPANESE if name.lower().startswith((JAPANESE, "japanese")) else name[:2].lower()


@cache
def _texts(code: str) -> Mapping[tuple[str, str], str]:
    """The translations by context and English text, from the file that the window's are made of."""
    # Here and not above: English, which most speak, needs neither of these.
    import xml.etree.ElementTree as ET
    from importlib.resources import files

    source = files("resources").joinpath("translations", f"{code}.ts").read_bytes()
    found = {}
    for context in ET.fromstring(source).iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            text = message.findtext("translation") or ""
            if text.strip():
                found[name, message.findtext("source", "")] = text
    return found
