"""Which texts a setting accepts: the tests, and the same in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Accepted:
    """Which texts a setting takes: a test, and the same in words."""

    test: Callable[[str], bool]
    words: Message


def one_of(*texts: str) -> Accepted:
    """One of these texts."""
    return Accepted(
        lambda text: text in texts,
        Message(NOOP("core", "It accepts: {allowed}."), {"allowed": ", ".join(texts)}),
    )


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
    )


def is_zone(text: str) -> bool:
    """A time zone by its name in the tz database."""
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        return False
    return True


def are_weekdays(text: str) -> bool:
    """Days of the week with commas between them, each once."""
    days = text.split(",")
    return len(set(days)) == len(days) and set(days) <= set(WEEKDAYS)


_HOST = re.compile(r"(?!-)[a-z0-9.-]{1,253}(?<!-)|[0-9a-f:.]{2,45}")
_MOST_HOSTS = 20


def hosts_in(text: str) -> tuple[str, ...]:
    """The hosts in a setting that names several."""
    return tuple(host.strip() for host in text.split(",") if host.strip())


def _are_hosts(text: str) -> bool:
    return len(hosts_in(text)) <= _MOST_HOSTS and all(_HOST.fullmatch(host) for host in hosts_in(text))


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
)
"""Names of hosts, as `hosts_in` takes them apart."""
