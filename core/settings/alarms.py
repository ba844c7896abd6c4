"""The settings of alarms: how they go out, when, and to whom. Passwords and chat addresses are in the keyring."""

from __future__ import annotations

from urllib.parse import urlsplit

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.settings.accepted import ON_OFF, Accepted, is_host, is_time, list_of, one_of, whole_number
from core.settings.setting import Setting

MOST_RECEIVERS = 20
_LONGEST_ADDRESS = 254
_LONGEST_USER = 200


def receivers_in(text: str) -> tuple[str, ...]:
    """The addresses in a setting that names several."""
    return tuple(address.strip() for address in text.split(",") if address.strip())


def _is_address(text: str) -> bool:
    # email-validator takes a while to load; settings are read at every start.
    name, at, host = text.rpartition("@")
    return (
        bool(name and at)
        and len(text) <= _LONGEST_ADDRESS
        and text.isascii()
        and text.isprintable()
        and not any(letter in ' \t,;:<>()[]\\"@' for letter in name)
        and is_host(host.lower())
    )


def _are_addresses(text: str) -> bool:
    addresses = receivers_in(text)
    return len(addresses) <= MOST_RECEIVERS and all(map(_is_address, addresses))


def _is_https(text: str) -> bool:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and text.isascii() and " " not in text


def _or_nothing(text: str) -> bool:
    return not text or is_time(text)


_TIME_OR_NOTHING = Accepted(
    _or_nothing, Message(NOOP("core", "It accepts a time of day such as 22:00, or nothing."))
)

ALARMS_DESKTOP = Setting(
    "alarms_desktop", "on", ON_OFF, NOOP("core", "Whether alarms are shown as notifications of the desktop.")
)
ALARMS_MAIL_SERVER = Setting(
    "alarms_mail_server",
    "",
    Accepted(
        lambda text: not text or is_host(text),
        Message(NOOP("core", "It accepts the name of a host in small letters, or nothing.")),
    ),
    NOOP("core", "The mail server (SMTP) that alarms are sent through; empty: no e-mail."),
)
ALARMS_MAIL_PORT = Setting(
    "alarms_mail_port",
    "587",
    whole_number(1, 65_535),
    NOOP("core", "The port of that mail server: mostly 587 with starttls, 465 with tls, 25 with none."),
)
ALARMS_MAIL_SECURITY = Setting(
    "alarms_mail_security",
    "starttls",
    one_of("starttls", "tls", "none"),
    NOOP("core", "How the way to the mail server is encrypted; with none a password is not given to it."),
)
ALARMS_MAIL_USER = Setting(
    "alarms_mail_user",
    "",
    Accepted(
        lambda text: len(text) <= _LONGEST_USER and text.isprintable(),
        Message(
            NOOP("core", "It accepts a name of up to {longest} characters, or nothing."),
            {"longest": _LONGEST_USER},
        ),
    ),
    NOOP("core", "The user at that mail server; empty: it asks for none. The password is in the keyring."),
)
ALARMS_MAIL_FROM = Setting(
    "alarms_mail_from",
    "",
    Accepted(
        lambda text: not text or _is_address(text),
        Message(NOOP("core", "It accepts an e-mail address, or nothing.")),
    ),
    NOOP("core", "The sender of the alarms; empty: the first receiver."),
)
ALARMS_MAIL_TO = Setting(
    "alarms_mail_to",
    "",
    Accepted(
        _are_addresses,
        Message(
            NOOP("core", "It accepts up to {most} e-mail addresses with commas between them, or nothing."),
            {"most": MOST_RECEIVERS},
        ),
        value=lambda text: list_of(text) if text else [],
    ),
    NOOP("core", "Who receives alarms by e-mail; empty: nobody."),
)
ALARMS_HEARTBEAT = Setting(
    "alarms_heartbeat",
    "",
    Accepted(
        lambda text: not text or _is_https(text),
        Message(NOOP("core", "It accepts an address that begins with https://, or nothing.")),
    ),
    NOOP(
        "core",
        "An address that is called after each night that was done, so that a service that waits for the call notices "
        "a computer that is dead.",
    ),
)
ALARMS_QUIET_FROM = Setting(
    "alarms_quiet_from",
    "",
    _TIME_OR_NOTHING,
    NOOP("core", "From when on alarms are kept back, in local time; empty: never."),
)
ALARMS_QUIET_TO = Setting(
    "alarms_quiet_to",
    "",
    _TIME_OR_NOTHING,
    NOOP("core", "Until when they are kept back; then they come together, as one message."),
)
ALARMS_NAME_PEOPLE = Setting(
    "alarms_name_people",
    "off",
    ON_OFF,
    NOOP("core", "Whether an alarm may name the addresses that it is about."),
)

ALARM_SETTINGS = (
    ALARMS_DESKTOP,
    ALARMS_MAIL_SERVER,
    ALARMS_MAIL_PORT,
    ALARMS_MAIL_SECURITY,
    ALARMS_MAIL_USER,
    ALARMS_MAIL_FROM,
    ALARMS_MAIL_TO,
    ALARMS_HEARTBEAT,
    ALARMS_QUIET_FROM,
    ALARMS_QUIET_TO,
    ALARMS_NAME_PEOPLE,
)
