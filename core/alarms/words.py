"""An alarm in words: a title, and what happened line by line, with what to do."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.plain_text.redaction import without_secrets, without_tokens
from core.store.types.alarms import AlarmLine

Words = Callable[[Message], str]
MOST_LINES = 20
"""More are counted; who is away for weeks needs no list of each change."""
_LATE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Wording:
    """How alarms are worded: the reader's language, what the org is called, whether addresses may stand in them."""

    words: Words
    org: str
    names_people: bool

    def title(self, lines: Sequence[AlarmLine]) -> str:
        """What an alarm with these lines is called."""
        over = all(line.over for line in lines)
        return self._allowed((IS_OVER if over else NEEDS_YOU).with_values(org=self._org()))

    def text(self, lines: Sequence[AlarmLine], now: datetime, concerned: Sequence[str] = ()) -> str:
        """The lines of an alarm; `concerned` are addresses, of which nobody hears unless that was asked for."""
        told = [self._line(line, now) for line in lines[:MOST_LINES]]
        if len(lines) > MOST_LINES:
            told.append(self._allowed(MORE.with_values(count=len(lines) - MOST_LINES)))
        if concerned and self.names_people:
            told.append(self._allowed(CONCERNED.with_values(addresses=", ".join(concerned))))
        return "\n\n".join(told)

    def trial(self) -> tuple[str, str]:
        """Title and text of a message that only tries a way."""
        return self._allowed(TRIAL.with_values(org=self._org())), self._allowed(TRIAL_TEXT)

    def foot(self) -> str:
        """Whence it comes; for e-mail, where nobody else says it."""
        return self._allowed(FOOT.with_values(computer=platform.node() or "localhost"))

    def _line(self, line: AlarmLine, now: datetime) -> str:
        said = OVER.with_values(what=line.what) if line.over else line.what
        if now - line.at >= _LATE:
            said = AT.with_values(at=line.at, what=said)
        fix = self._allowed(line.fix) if line.fix is not None else ""
        return f"{self._allowed(said)} {fix}".strip()

    def _org(self) -> str | Message:
        return self.org or NO_NAME

    def _allowed(self, message: Message) -> str:
        text = self.words(message)
        return without_tokens(text) if self.names_people else without_secrets(text)


NO_NAME = Message(NOOP("core", "the org"))
NEEDS_YOU = Message(NOOP("core", "Unsubscribe Sync: {org} needs you"))
IS_OVER = Message(NOOP("core", "Unsubscribe Sync: in order again with {org}"))
OVER = Message(NOOP("core", "Over: {what}"))
AT = Message(NOOP("core", "{at}: {what}"))
MORE = Message(NOOP("core", "And {count} more; the status log names them."))
CONCERNED = Message(NOOP("core", "It is about: {addresses}"))
TRIAL = Message(NOOP("core", "Unsubscribe Sync: a test for {org}"))
TRIAL_TEXT = Message(NOOP("core", "This is a test. Alarms reach you this way. There is nothing to do."))
FOOT = Message(
    NOOP("core", "Sent by Unsubscribe Sync on the computer {computer}, where the page Alarms changes it.")
)
