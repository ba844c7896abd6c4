"""Which texts a setting accepts: the tests, and the same in words."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from zoneinfo import ZoneInfo

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


Value = bool | int | str | list[str]
"""A setting as JSON has it."""


def _always(_text: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Accepted:
    """Which texts a setting takes: a test, the same in words, and the value that a text stands for.

    `usable` is asked only when a setting is chosen, and may look at the disk: a file that is away for a while does not
    change what was chosen.
    """

    test: Callable[[str], bool]
    words: Message
    usable: Callable[[str], bool] = _always
    value: Callable[[str], Value] = str


def one_of(*texts: str) -> Accepted:
    """One of these texts."""
    return Accepted(
        lambda text: text in texts,
        Message(NOOP("core", "It accepts: {allowed}."), {"allowed": ", ".join(texts)}),
    )


ON_OFF = replace(one_of("on", "off"), value=lambda text: text == "on")
"""A switch."""


def whole_number(lowest: int, highest: int) -> Accepted:
    """A whole number between two others."""
    return Accepted(
        lambda text: (
            text.isascii()
            and text.isdigit()
            and len(text) <= len(str(highest))
            and lowest <= int(text) <= highest
        ),
        Message(
            NOOP("core", "It accepts a whole number from {lowest} to {highest}."),
            {"lowest": lowest, "highest": highest},
        ),
        value=int,
    )


def _is_full_path(text: str) -> bool:
    return not text or Path(text).is_absolute()


def _may_be_a_folder(text: str) -> bool:
    try:
        return not text or Path(text).is_dir() or not Path(text).exists()
    except OSError:  # not to be looked at now, as a drive that is away
        return True


def _holds_certificates(text: str) -> bool:
    if not text:
        return True
    try:
        # A pipe would be waited for.
        if not Path(text).is_file():
            return False
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=text)
    except (OSError, ValueError):
        return False
    return True


FOLDER = Accepted(
    _is_full_path,
    Message(NOOP("core", "It accepts the full path of a folder, or nothing.")),
    _may_be_a_folder,
)
"""A folder, which need not be there yet."""
CERTIFICATES = Accepted(
    _is_full_path,
    Message(NOOP("core", "It accepts the full path of a file with certificates in PEM form, or nothing.")),
    _holds_certificates,
)
"""A file of certificates that is there when it is chosen."""


def user_name(longest: int) -> Accepted:
    """The user of a proxy."""
    return Accepted(
        # What stands after a colon would be taken for the password (RFC 7617).
        lambda text: len(text) <= longest and text.isprintable() and ":" not in text,
        Message(
            NOOP("core", "It accepts a name of up to {longest} characters without a colon, or nothing."),
            {"longest": longest},
        ),
    )


_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def is_time(text: str) -> bool:
    """A time of day such as 20:00."""
    return bool(_TIME.fullmatch(text))


def is_zone(text: str) -> bool:
    """A time zone by its name in the tz database."""
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        return False
    return True


def list_of(text: str) -> list[str]:
    """What stands between commas."""
    return text.split(",")


def are_weekdays(text: str) -> bool:
    """Days of the week with commas between them, each once."""
    days = text.split(",")
    return len(set(days)) == len(days) and set(days) <= set(WEEKDAYS)


_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(\.{_LABEL})*")
_MOST_HOSTS = 20


def hosts_in(text: str) -> tuple[str, ...]:
    """The hosts in a setting that names several."""
    return tuple(host.strip() for host in text.split(",") if host.strip())


def is_host(text: str) -> bool:
    """The name or the number of a host, in small letters."""
    if _HOST.fullmatch(text):
        return True
    try:
        return ip_address(text).compressed == text
    except ValueError:
        return False


def _are_hosts(text: str) -> bool:
    return len(hosts_in(text)) <= _MOST_HOSTS and all(map(is_host, hosts_in(text)))


HOSTS = Accepted(
    _are_hosts,
    Message(
        NOOP(
            "core",
            "It accepts up to {most} names of hosts with commas between them, in small letters and without "
            "https://, or nothing.",
        ),
        {"most": _MOST_HOSTS},
    ),
    value=lambda text: list(hosts_in(text)),
)
"""Names of hosts, as `hosts_in` takes them apart."""
