"""Every setting of the program, declared once: its name, what it accepts, its default, what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from core.events import EventBus, SettingsChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, ProblemError, Scope, make_problem
from core.plain_text.shown import is_harmless, shown
from core.salesforce.http.route import NONE, SYSTEM, clean_proxy
from core.settings.accepted import (
    CERTIFICATES,
    FOLDER,
    HOSTS,
    ON_OFF,
    WEEKDAYS,
    Accepted,
    Value,
    are_weekdays,
    is_time,
    is_zone,
    list_of,
    one_of,
    user_name,
    whole_number,
)
from core.settings.alarms import ALARM_SETTINGS
from core.settings.setting import Setting as Setting
from core.store.org_state import OrgState
from core.store.types.fields import OptOutField

_LONGEST = 4_096
"""Characters of any setting: no system has a longer path."""


NIGHTLY_SYNC = Setting(
    "nightly_sync", "off", ON_OFF, NOOP("core", "Sync both ways once a day; off until it is switched on.")
)
OPT_OUT_FIELD = Setting(
    "opt_out_field",
    OptOutField.SALESFORCE,
    one_of(*OptOutField),
    NOOP("core", "The Salesforce checkbox that is kept in step."),
)
NIGHTLY_TIME = Setting(
    "nightly_time",
    "20:00",
    Accepted(
        is_time,
        Message(NOOP("core", "It accepts a time of day such as 20:00.")),
    ),
    NOOP("core", "The time of day of the nightly sync; that of Marketo Sales is 20:00."),
)
NIGHTLY_ZONE = Setting(
    "nightly_zone",
    "America/Los_Angeles",
    Accepted(is_zone, Message(NOOP("core", "It accepts the name of a time zone such as Europe/Berlin."))),
    NOOP("core", "The time zone of that time; that of Marketo Sales is America/Los_Angeles."),
)
NIGHTLY_WEEKDAYS = Setting(
    "nightly_weekdays",
    ",".join(WEEKDAYS),
    Accepted(are_weekdays, Message(NOOP("core", "It accepts days such as mon,tue,fri.")), value=list_of),
    NOOP("core", "The days of the nightly sync; Marketo Sales syncs every day."),
)
FULL_EVERY_DAYS = Setting(
    "full_every_days",
    "7",
    whole_number(1, 365),
    NOOP("core", "After so many days a sync compares everything, not only what changed."),
)
READ_BACK = Setting(
    "read_back",
    "sample",
    one_of("sample", "all", "nothing"),
    NOOP("core", "How much of what was written to Salesforce is read again to be sure."),
)
BRAKE_NUMBER = Setting(
    "brake_number",
    "1000",
    whole_number(0, 100_000_000),
    NOOP(
        "core",
        "A sync that would change more people and records than this waits for approval; of this and brake_share the "
        "smaller one counts.",
    ),
)
BRAKE_SHARE = Setting(
    "brake_share",
    "10",
    whole_number(0, 100),
    NOOP(
        "core",
        "A sync that would change more than this percentage of all people, and more than 10 in all, waits for "
        "approval; of this and brake_number the smaller one counts.",
    ),
)
BRAKE_PRACTICE = Setting(
    "brake_practice",
    "off",
    ON_OFF,
    NOOP("core", "Whether a sync with a practice org waits for approval as well."),
)
CALLS_RESERVE = Setting(
    "calls_reserve",
    "10",
    whole_number(0, 90),
    NOOP("core", "The percentage of the org's daily API calls that this program never touches."),
)
WATCHED_FOLDER = Setting(
    "watched_folder",
    "",
    FOLDER,
    NOOP("core", "CSV files that are put into this folder are imported; empty: none is watched."),
)
WATCHED_FOLDER_SHARED = Setting(
    "watched_folder_shared",
    "off",
    ON_OFF,
    NOOP("core", "Whether other users of this computer may put files into that folder."),
)
WATCHED_FOLDER_LISTS = Setting(
    "watched_folder_lists",
    "off",
    ON_OFF,
    NOOP(
        "core",
        "Whether files in the watched folder are lists of unsubscribes where they do not say so themselves.",
    ),
)
WATCHED_FOLDER_BOUNCES = Setting(
    "watched_folder_bounces",
    "off",
    ON_OFF,
    NOOP("core", "Whether a bounce in a file of the watched folder counts as an opt-out."),
)
LANGUAGE = Setting(
    "language", "system", one_of("system", "en", "ja"), NOOP("core", "The language of the window.")
)
APPEARANCE = Setting(
    "appearance",
    "system",
    one_of("system", "light", "dark"),
    NOOP("core", "Whether the window is light or dark."),
)

_LONGEST_NAME, _LONGEST_USER = 40, 200
ORG_NAME = Setting(
    "org_name",
    "",
    Accepted(
        # A number alone would be taken for that of another org.
        lambda text: len(text) <= _LONGEST_NAME and text.isprintable() and not text.isdigit(),
        Message(
            NOOP(
                "core",
                "It accepts a name of up to {longest} characters that is not a number alone, or nothing.",
            ),
            {"longest": _LONGEST_NAME},
        ),
    ),
    NOOP("core", "What this org is called here; empty: as in Salesforce."),
)
ORG_COLOUR = Setting(
    "org_colour",
    "auto",
    one_of("auto", "red", "orange", "green", "teal", "blue", "purple", "grey"),
    NOOP("core", "The colour of this org in the window; auto: red for production, orange for a sandbox."),
)
PROXY = Setting(
    "proxy",
    SYSTEM,
    Accepted(
        lambda text: text in (SYSTEM, NONE) or clean_proxy(text) is not None,
        Message(
            NOOP(
                "core",
                "It accepts system, none, or the address of a proxy such as proxy.example.com:8080; user and password "
                "are given apart, with unsubscribe-sync network.",
            )
        ),
    ),
    NOOP("core", "The proxy on the way to Salesforce: as the system says, none, or one of its own."),
)
PROXY_USER = Setting(
    "proxy_user",
    "",
    user_name(_LONGEST_USER),
    NOOP("core", "The user for that proxy; the password is in the keyring."),
)
CA_FILE = Setting(
    "ca_file",
    "",
    CERTIFICATES,
    NOOP("core", "A PEM file of a company's authority, to be trusted beside those of the system."),
)
TRUSTED_HOSTS = Setting(
    "trusted_hosts",
    "",
    HOSTS,
    NOOP("core", "Hosts that are not Salesforce's own and may still be given this org's access."),
)

ASSISTANT_STEPS = ("language", "org", "sign_in", "field", "checklist", "people", "preview", "nightly")
ASSISTANT = Setting(
    "assistant",
    "new",
    one_of("new", *ASSISTANT_STEPS, "done"),
    NOOP("core", "The step at which the set-up assistant was left; new: it has not been opened yet."),
)

TAKEN_OVER = (LANGUAGE.key, APPEARANCE.key, PROXY.key, PROXY_USER.key, CA_FILE.key)
"""What a place for another org begins with: settings of the person and the computer, not of the org."""

ALL: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        NIGHTLY_SYNC,
        OPT_OUT_FIELD,
        NIGHTLY_TIME,
        NIGHTLY_ZONE,
        NIGHTLY_WEEKDAYS,
        FULL_EVERY_DAYS,
        READ_BACK,
        BRAKE_NUMBER,
        BRAKE_SHARE,
        BRAKE_PRACTICE,
        CALLS_RESERVE,
        WATCHED_FOLDER,
        WATCHED_FOLDER_SHARED,
        WATCHED_FOLDER_LISTS,
        WATCHED_FOLDER_BOUNCES,
        LANGUAGE,
        APPEARANCE,
        ORG_NAME,
        ORG_COLOUR,
        ASSISTANT,
        PROXY,
        PROXY_USER,
        CA_FILE,
        TRUSTED_HOSTS,
        *ALARM_SETTINGS,
    )
}


class Settings:
    """The settings of one data directory, read from the database each time: another process may change them."""

    def __init__(self, org_state: OrgState, events: EventBus) -> None:
        self._org_state = org_state
        self._events = events
        self._on_change: tuple[Callable[[Setting, str], None], ...] = ()
        self._seen = org_state.settings()

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
        stored = self._org_state.setting(setting.key)
        return stored if stored is not None and setting.accepted.test(stored) else setting.default

    def value(self, setting: Setting) -> Value:
        """A setting as JSON has it: a switch is true or false, a number one, several things a list."""
        return setting.accepted.value(self.text(setting))

    def is_default(self, setting: Setting) -> bool:
        """Whether a setting is as it was before anybody set one."""
        return self.text(setting) == setting.default

    def number(self, setting: Setting) -> int:
        """A setting that is a whole number."""
        return int(self.text(setting))

    @staticmethod
    def check(setting: Setting, text: str) -> None:
        """Raises ProblemError for a text that the setting does not accept."""
        text = text.strip()
        if len(text) > _LONGEST or not is_harmless(text):
            raise ProblemError(_not_accepted(setting, text[:_LONGEST_NAME], _UNSEEN))
        if not setting.accepted.test(text) or not setting.accepted.usable(text):
            raise ProblemError(_not_accepted(setting, text, setting.accepted.words))

    def set(self, setting: Setting, text: str) -> None:
        """Change a setting; raises ProblemError for a text it does not accept."""
        self.set_all(((setting, text),))

    def unset(self, setting: Setting) -> None:
        """Let a setting have its default again."""
        changed = not self.is_default(setting)
        self._org_state.forget_setting(setting.key)
        self._seen = self._org_state.settings()
        if changed:
            for tell in self._on_change:
                tell(setting, setting.default)
            self._events.emit(SettingsChanged())

    def set_all(self, chosen: Sequence[tuple[Setting, str]]) -> None:
        """Change settings that belong together, all of them or none; raises ProblemError as `set` does."""
        for setting, text in chosen:
            self.check(setting, text)
        wanted = [(setting, text.strip()) for setting, text in chosen]
        changed = [(setting, text) for setting, text in wanted if text != self.text(setting)]
        if not changed:
            return
        self._org_state.set_settings({setting.key: text for setting, text in changed})
        self._seen = self._org_state.settings()
        for setting, text in changed:
            for tell in self._on_change:
                tell(setting, text)
        self._events.emit(SettingsChanged())

    def on_change(self, tell: Callable[[Setting, str], None]) -> None:
        """Call `tell` after each change made in this process, in the thread that made it."""
        self._on_change = (*self._on_change, tell)

    def reload(self) -> None:
        """Tell the screens of what another process has set since the last look; whoever set it saw to the rest."""
        stored = self._org_state.settings()
        if stored != self._seen:
            self._seen = stored
            self._events.emit(SettingsChanged())

    def all(self) -> dict[str, str]:
        """Every setting by its key."""
        return {key: self.text(setting) for key, setting in ALL.items()}


def named(key: str) -> Setting:
    """The setting with this key; raises ProblemError when there is none."""
    try:
        return ALL[key]
    except KeyError:
        raise ProblemError(_unknown(key)) from None


def _unknown(key: str) -> Problem:
    near = get_close_matches(key.lower().replace("-", "_"), ALL, n=1)
    guess = NOOP("core", "Did you mean {near}? The settings are: {keys}.")
    return make_problem(
        "UNKNOWN_SETTING",
        Category.OTHER,
        NOOP("core", "There is no setting named {key}."),
        guess if near else NOOP("core", "The settings are: {keys}."),
        scope=Scope.RECORD,
        key=key,
        near="".join(near),
        keys=", ".join(sorted(ALL)),
    )


def _not_accepted(setting: Setting, text: str, words: Message) -> Problem:
    # An address that was given with user and password is not repeated with them.
    text = shown(re.sub(r"\S*@", "…@", text))
    return make_problem(
        "SETTING_NOT_ACCEPTED",
        Category.OTHER,
        NOOP("core", "{key} cannot be set to “{text}”."),
        words,
        scope=Scope.RECORD,
        key=setting.key,
        text=text,
    )


_UNSEEN = Message(
    NOOP(
        "core",
        "It accepts up to {longest} characters that can be seen: no line ends, and nothing that steers a screen.",
    ),
    {"longest": _LONGEST},
)
