"""From how things stand now to what is to be told: each change once, however many processes look, and when.

What was told is kept in the database, and compared and changed in one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.attention.needs import Need, NeedKind
from core.connection.state import ConnectionState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.plain_text.moments import iso_text
from core.store.store import Store
from core.store.types.alarms import HEARTBEAT, AlarmLine, KnownAlarm
from core.store.types.log import Level
from core.store.types.runs import NightState

SETTLE = timedelta(minutes=10)
"""What is gone for less than this and comes back was never over."""

LAST_NIGHT = "alarms.last_night"
"""In the settings table: the night for which the heartbeat was called last."""
NIGHT_DONE = Message(NOOP("core", "The nightly sync is done."))

_OF_THE_CONNECTION = frozenset({NeedKind.SIGN_IN, NeedKind.CONNECTION})
_GOOD = (NightState.DONE, NightState.CAUGHT_UP)


def not_looked_at(state: ConnectionState) -> frozenset[NeedKind]:
    """The kinds of which nobody knows whether they are over: a process that has not reached the org cannot say."""
    return frozenset() if state is ConnectionState.CONNECTED else _OF_THE_CONNECTION


def notice(
    store: Store,
    needs: Iterable[Need],
    channels: Sequence[str],
    now: datetime,
    *,
    unknown: Collection[str] = (),
    last_look: bool = False,
) -> int:
    """Put what has changed since the last look into the outbox of each channel; returns how many changes there were.

    Kinds in `unknown` were not looked at. `last_look`: nobody may look again for long, so that what stood for a while
    and is gone is over now.
    """
    wanted = {need.key: need for need in needs if need.level is not Level.INFO}
    with store.database.transaction():
        known = store.alarms.known()
        new = [need for key, need in wanted.items() if key not in known]
        lines = [_line(KnownAlarm(need.key, need.kind, need.what, now), now, need) for need in new]
        for need in new:
            store.alarms.keep(KnownAlarm(need.key, need.kind, need.what, now))
        renewed = {need.kind for need in new}
        for key, alarm in known.items():
            if key in wanted:
                if alarm.gone_at is not None:
                    store.alarms.keep(replace(alarm, gone_at=None))
            elif alarm.kind in unknown:
                continue
            elif alarm.kind in renewed:
                # It has made room for another of its kind: a later sync is held, another reason parks pushes.
                store.alarms.forget(key)
            elif _is_over(alarm, now, last_look=last_look):
                lines.append(_line(alarm, now))
                store.alarms.forget(key)
            elif alarm.gone_at is None:
                store.alarms.keep(replace(alarm, gone_at=now))
        store.alarms.add([replace(line, channel=channel) for line in lines for channel in channels])
    return len(lines)


def notice_good_night(store: Store, now: datetime, *, call: bool = True) -> None:
    """Put a call of the heartbeat address into the outbox for a night that was done since the last look.

    Without `call` the night is only remembered: the address was not set yet when it was done.
    """
    with store.database.transaction():
        night = next(iter(store.runs.nights(1)), None)
        name = iso_text(night.planned_for) if night is not None and night.state in _GOOD else ""
        if not name or name == store.org_state.setting(LAST_NIGHT):
            return
        store.org_state.set_setting(LAST_NIGHT, name)
        if call:
            store.alarms.add([AlarmLine(HEARTBEAT, name, HEARTBEAT, False, NIGHT_DONE, None, now)])


def _is_over(alarm: KnownAlarm, now: datetime, *, last_look: bool) -> bool:
    if last_look:
        return abs(now - alarm.since) >= SETTLE
    # A clock that was ahead and is put right must not keep it open.
    return alarm.gone_at is not None and abs(now - alarm.gone_at) >= SETTLE


def _line(alarm: KnownAlarm, now: datetime, need: Need | None = None) -> AlarmLine:
    """For no channel yet; without a need, that it is over."""
    fix = need.fix if need is not None else None
    return AlarmLine("", alarm.key, alarm.kind, need is None, alarm.what, fix, now)
