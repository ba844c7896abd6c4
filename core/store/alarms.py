"""What was told in alarms and what is still to be told: an outbox, so that nothing is told twice or lost."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from core.store import alarm_models as models
from core.store.columns import put, read_as
from core.store.database import Database
from core.store.types.alarms import AlarmLine, ChannelState, KnownAlarm

MOST_BEGUN = 2
"""So often a line is sent at most where nobody knows how it ended, because the program was killed at it."""


class Alarms:
    """Several calls that stand or fall together are made within one transaction of the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self) -> dict[str, KnownAlarm]:
        """What was told and is not known to be over, by key."""
        return {alarm.key: alarm for alarm in self._database.select(read_as(KnownAlarm, models.Alarm))}

    def keep(self, alarm: KnownAlarm) -> None:
        """Note that this is told, or has changed."""
        self._database.execute(put(models.Alarm, **_columns(alarm)))

    def forget(self, key: str) -> None:
        """It is over, and its being over is told."""
        self._database.execute(models.Alarm.delete().where(models.Alarm.key == key))

    def add(self, lines: Sequence[AlarmLine]) -> None:
        """Lines that are to be told."""
        for line in lines:
            values = _columns(line)
            del values["id"]
            self._database.execute(models.AlarmLine.insert(**values))

    def waiting(self) -> list[str]:
        """The ways in which something is still to be told."""
        query = models.AlarmLine.select(models.AlarmLine.channel).distinct().tuples()
        return sorted(channel for (channel,) in self._database.select(query))

    def begin(self, channel: str) -> list[AlarmLine]:
        """Take what is to be told in one way, oldest first; what was begun too often in vain is let go."""
        line = models.AlarmLine
        with self._database.transaction():
            self._database.execute(line.delete().where(line.channel == channel, line.begun >= MOST_BEGUN))
            self._database.execute(line.update(begun=line.begun + 1).where(line.channel == channel))
            return self._database.select(
                read_as(AlarmLine, line).where(line.channel == channel).order_by(line.id)
            )

    def told(self, channel: str, ids: Sequence[int]) -> None:
        """These lines arrived, and the way is open."""
        line = models.AlarmLine
        with self._database.transaction():
            self._database.execute(line.delete().where(line.id.in_(list(ids))))
            self._database.execute(models.AlarmChannel.delete().where(models.AlarmChannel.channel == channel))

    def not_told(self, state: ChannelState, ids: Sequence[int]) -> None:
        """These lines did not arrive, and the way is tried again at the time that is said."""
        line = models.AlarmLine
        with self._database.transaction():
            self._database.execute(line.update(begun=0).where(line.id.in_(list(ids))))
            self._database.execute(put(models.AlarmChannel, **_columns(state)))

    def state(self, channel: str) -> ChannelState:
        """How one way stands."""
        query = read_as(ChannelState, models.AlarmChannel).where(models.AlarmChannel.channel == channel)
        found = self._database.select(query)
        return found[0] if found else ChannelState(channel)

    def keep_only(self, channels: Collection[str]) -> None:
        """Forget what was to be told in ways that there are no longer."""
        line, channel = models.AlarmLine, models.AlarmChannel
        with self._database.transaction():
            self._database.execute(line.delete().where(line.channel.not_in(list(channels))))
            self._database.execute(channel.delete().where(channel.channel.not_in(list(channels))))

    def try_now(self, channel: str, at: datetime) -> None:
        """Let a way that waits for its next try be tried at once."""
        self._database.execute(
            models.AlarmChannel.update(next_try_at=at).where(models.AlarmChannel.channel == channel)
        )


def _columns(value: KnownAlarm | AlarmLine | ChannelState) -> dict[str, object]:
    """Its fields by name, with messages and problems as they are."""
    return {name: getattr(value, name) for name in value.__slots__}
