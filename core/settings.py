"""Every setting of the program, declared once: its name, what it accepts, its default, what it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.events import EventBus, SettingsChanged
from core.messages import QT_TRANSLATE_NOOP, Category, Message, Problem, ProblemError
from core.store.facts import Facts
from core.store.nouns import OptOutField


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `allowed` are the only texts it accepts; empty: any text."""

    key: str
    default: str
    allowed: tuple[str, ...]
    purpose: str


NIGHTLY_SYNC = Setting(
    "nightly_sync",
    "on",
    ("on", "off"),
    QT_TRANSLATE_NOOP("core", "Sync both ways once a day at 8:00 pm Pacific."),
)
OPT_OUT_FIELD = Setting(
    "opt_out_field",
    OptOutField.SALESFORCE,
    tuple(OptOutField),
    QT_TRANSLATE_NOOP("core", "The Salesforce checkbox that is kept in step."),
)
LANGUAGE = Setting(
    "language", "system", ("system", "en", "ja"), QT_TRANSLATE_NOOP("core", "The language of the window.")
)
APPEARANCE = Setting(
    "appearance",
    "system",
    ("system", "light", "dark"),
    QT_TRANSLATE_NOOP("core", "Whether the window is light or dark."),
)

ALL: Mapping[str, Setting] = {
    setting.key: setting for setting in (NIGHTLY_SYNC, OPT_OUT_FIELD, LANGUAGE, APPEARANCE)
}


class Settings:
    """The settings of one data directory, read from the database each time: another process may change them."""

    def __init__(self, facts: Facts, events: EventBus) -> None:
        self._facts = facts
        self._events = events
        self._on_change: tuple[Callable[[Setting, str], None], ...] = ()

    @property
    def nightly_sync(self) -> bool:
        return self.text(NIGHTLY_SYNC) == "on"

    @property
    def opt_out_field(self) -> OptOutField:
        """The checkbox of the selected radio button, which a sync reads and writes."""
        return OptOutField(self.text(OPT_OUT_FIELD))

    @property
    def push_field(self) -> OptOutField:
        """The checkbox that a push writes: Email Opt Out while the nightly sync is off (DESIGN, rule 2)."""
        return self.opt_out_field if self.nightly_sync else OptOutField.SALESFORCE

    def text(self, setting: Setting) -> str:
        """A setting as text, its default while nobody has set it."""
        stored = self._facts.setting(setting.key)
        return stored if stored is not None and _accepts(setting, stored) else setting.default

    def set(self, setting: Setting, text: str) -> None:
        """Change a setting; raises ProblemError for a text it does not accept."""
        wanted = text.strip()
        if not _accepts(setting, wanted):
            raise ProblemError(_not_accepted(setting, text))
        if wanted == self.text(setting):
            return
        self._facts.set_setting(setting.key, wanted)
        for tell in self._on_change:
            tell(setting, wanted)
        self._events.emit(SettingsChanged())

    def on_change(self, tell: Callable[[Setting, str], None]) -> None:
        """Call `tell` after each change made in this process, in the thread that made it."""
        self._on_change = (*self._on_change, tell)

    def all(self) -> dict[str, str]:
        """Every setting by its key."""
        return {key: self.text(setting) for key, setting in ALL.items()}


def named(key: str) -> Setting:
    """The setting with this key; raises ProblemError when there is none."""
    try:
        return ALL[key]
    except KeyError:
        raise ProblemError(
            Problem(
                code="UNKNOWN_SETTING",
                category=Category.OTHER,
                what=Message(QT_TRANSLATE_NOOP("core", "There is no setting named {key}."), {"key": key}),
                fix=Message(
                    QT_TRANSLATE_NOOP("core", "The settings are: {keys}."), {"keys": ", ".join(sorted(ALL))}
                ),
            )
        ) from None


def _accepts(setting: Setting, text: str) -> bool:
    return not setting.allowed or text in setting.allowed


def _not_accepted(setting: Setting, text: str) -> Problem:
    return Problem(
        code="SETTING_NOT_ACCEPTED",
        category=Category.OTHER,
        what=Message(
            QT_TRANSLATE_NOOP("core", "{key} cannot be set to “{text}”."),
            {"key": setting.key, "text": text},
        ),
        fix=Message(
            QT_TRANSLATE_NOOP("core", "It accepts: {allowed}."), {"allowed": ", ".join(setting.allowed)}
        ),
    )
