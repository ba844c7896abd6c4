"""What the sending process is told on its standard input, and what it answers: JSON, one document each.

The secrets in an order go no other way: neither arguments nor the environment of a process are private.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from core.plain_text.shown import shown

MAIL, CHAT, CALL = "mail", "chat", "call"
LONGEST_ANSWER = 20_000
"""Characters of an answer of the sending process that are read."""
_LONGEST_DETAIL = 500


@dataclass(frozen=True, slots=True)
class Way:
    """How requests leave this computer. `proxies` is None for what the system says."""

    ca_file: str | None = None
    proxies: dict[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class MailOrder:
    """A message for a mail server. `security`: starttls, tls or none."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    sender: str
    receivers: tuple[str, ...]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ChatOrder:
    """A message for the service behind an address, which is a secret."""

    address: str = field(repr=False)
    title: str
    text: str
    grave: bool
    only_look: bool = False
    """Whether the address is understood; nothing is sent."""


@dataclass(frozen=True, slots=True)
class CallOrder:
    """An address that is called, for what the call itself tells."""

    address: str = field(repr=False)


Order = MailOrder | ChatOrder | CallOrder
_KINDS: dict[str, type[MailOrder | ChatOrder | CallOrder]] = {
    MAIL: MailOrder,
    CHAT: ChatOrder,
    CALL: CallOrder,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: an empty code where it arrived. `arrived` may be so in spite of a code, for most receivers."""

    code: str = ""
    status: int = 0
    detail: str = ""
    arrived: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "detail", shown(self.detail[:_LONGEST_DETAIL]))


ARRIVED = Outcome(arrived=True)


def order_to_text(order: Order, way: Way) -> str:
    """For the standard input of the sending process."""
    kind = next(kind for kind, made in _KINDS.items() if isinstance(order, made))
    return json.dumps({"kind": kind, "order": asdict(order), "way": asdict(way)})


def order_from_text(text: str) -> tuple[Order, Way]:
    """What `order_to_text` wrote."""
    told: dict[str, Any] = json.loads(text)
    return _KINDS[told["kind"]](**told["order"]), Way(**told["way"])


def outcome_from_text(text: str) -> Outcome:
    """What the sending process answered; raises ValueError, KeyError or TypeError for what is no answer."""
    told = json.loads(text)
    return Outcome(str(told["code"]), int(told["status"]), str(told["detail"]), bool(told["arrived"]))
