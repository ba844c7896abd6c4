"""The need that boxes were unticked by somebody: one for each user or integration that does it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from core.attention.needs import Need, NeedKind
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message
from core.store.store import Store
from core.store.types.cleared import Clearer
from core.sync.who_unticked import CLEAR_HERE_TOO, DECIDE


def cleared_needs(store: Store, now: datetime) -> Iterator[Need]:
    """What waits for a decision, and what was ticked again and nobody has taken note of yet."""
    for one in store.cleared_boxes.clearers(now):
        if one.waits:
            yield _need(one, WAITS.with_values(count=one.waits, who=name_of(one), often=often(one)), DECIDE)
        elif one.unseen:
            what = TICKED_AGAIN.with_values(count=one.unseen, who=name_of(one), often=often(one))
            yield _need(one, what, CLEAR_HERE_TOO)


def name_of(one: Clearer) -> Message:
    """Who it is; in words where Salesforce did not tell."""
    return NAMED.with_values(who=one.who) if one.who else SOMEBODY


def often(one: Clearer) -> Message:
    """How often one does it."""
    return OFTEN.with_values(recent=one.recent, days=DAYS.with_values(count=one.days))


def _need(one: Clearer, what: Message, fix: Message) -> Need:
    return Need(NeedKind.BOX_CLEARED, what, fix, one.who, one.last_at)


NAMED = Message(NOOP("core", "{who}"))
SOMEBODY = Message(NOOP("core", "Somebody"))
WAITS = Counted(
    NOOP(
        "core",
        "{who} unticked {count} box in Salesforce, which waits for your decision. {often}",
    ),
    NOOP(
        "core",
        "{who} unticked {count} boxes in Salesforce, which wait for your decision. {often}",
    ),
)
TICKED_AGAIN = Counted(
    NOOP(
        "core",
        "{who} unticked {count} box in Salesforce of somebody who is unsubscribed: ticked again. {often}",
    ),
    NOOP(
        "core",
        "{who} unticked {count} boxes in Salesforce of people who are unsubscribed: ticked again. {often}",
    ),
)
OFTEN = Counted(
    NOOP("core", "{recent} time in the last 30 days, on {days}."),
    NOOP("core", "{recent} times in the last 30 days, on {days}."),
    by="recent",
)
DAYS = Counted(NOOP("core", "{count} day"), NOOP("core", "{count} days"))
