"""The department of the engine that tells the admin, where they are, what needs them.

One process tells at a time: the one with the window, by a lock that it keeps; else whichever command runs, at its end.
What is to be told stands in an outbox in the database (`store.alarms`), so that nothing is told twice or lost.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from peewee import DatabaseError

from core.alarms.changes import not_looked_at, notice, notice_good_night
from core.alarms.orders import CallOrder, ChatOrder, Order, Outcome
from core.alarms.problems import NO_SETTING, why_not
from core.alarms.quiet import is_quiet
from core.alarms.sending import DEADLINE_S, send, way_of
from core.alarms.ways import Chat, Ways, clean_address
from core.alarms.words import Wording, Words
from core.attention.attention import Attention
from core.attention.needs import NeedKind
from core.connection.one_at_a_time import HeldElsewhereError, one_at_a_time
from core.events import AlarmsChanged, AlarmShown, Event, LogAdded
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Message, Problem, ProblemError
from core.secrets.system_keyring import given_up_by
from core.services import Services
from core.settings.alarms import ALARMS_NAME_PEOPLE
from core.store.trouble import GoneError
from core.store.types.alarms import CHAT, DESKTOP, EMAIL, HEARTBEAT, AlarmLine, ChannelState
from core.store.types.log import Level, LogKind

log = logging.getLogger(__name__)

TICK_S = 30.0
"""How often the window's thread looks where no event has told of anything."""
PAUSE_S = 3.0
"""How long it rests after a look: a run tells thousands of events."""
HEADLESS_S = 12.0
"""How long the end of a command waits for its alarms at most."""
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=1)
WATCH_FILE, TURN_FILE = "alarms-watch.sqlite", "alarms-turn.sqlite"
"""Locks between processes: held as long as a window looks, and as long as one message goes out."""
_PROBE_S = 0.2
_CONCERNED = 10


@dataclass(frozen=True, slots=True)
class WayState:
    """One way that is set up: what it leads to, without a secret, and how it stands."""

    channel: str
    place: str
    state: ChannelState


class Alarms:
    """Looks and tells in a thread of its own (`start`, `stop`), or at the end of a command (`tell_here`).

    Every method may be called from any thread. `words` puts sentences into the language of the reader.
    """

    def __init__(
        self,
        services: Services,
        attention: Callable[[], Attention],
        *,
        data_dir: Path,
        org: Callable[[], str],
    ) -> None:
        """`attention` is asked for when it is needed; `org` says what the org is called."""
        self._services = services
        self._store = services.store
        self._settings = services.settings
        self._events = services.events
        self._now = services.now
        self._attention = attention
        self._data_dir = data_dir
        self._org = org
        self._awake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.words: Words = Message.english
        self.ways = Ways(services.store, services.settings, data_dir)
        services.events.subscribe(self._follow)

    # the window's thread

    def start(self) -> None:
        """Look and tell from now on, on the desktop too."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(self._stop,), name="alarms", daemon=True)
        self._thread.start()

    def stop(self, deadline: float) -> None:
        """Ask the thread to end and wait for it at most `deadline` seconds; what is on its way is cut off."""
        self._stop.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join(deadline)

    def _watch(self, stop: threading.Event) -> None:
        try:
            with one_at_a_time(self._data_dir / WATCH_FILE, stop), self._store.database.use():
                while not stop.is_set():
                    self._awake.wait(TICK_S)
                    self._awake.clear()
                    if not stop.is_set():
                        self._guarded_turn(stop)
                        stop.wait(PAUSE_S)
        except CancelledError:
            log.info("alarms end")
        except (OSError, sqlite3.Error, DatabaseError):
            log.exception("nobody looks for alarms in this process")

    def _guarded_turn(self, stop: threading.Event) -> None:
        try:
            with one_at_a_time(self._data_dir / TURN_FILE, stop):
                self._look()
                self._tell(stop, desktop=True)
        except CancelledError:
            log.info("an alarm was cut off")
        except GoneError:
            log.info("no look for alarms: the database is gone")
        except Exception:
            log.exception("the look for alarms met an error and goes on")

    def _follow(self, event: Event) -> None:
        if not isinstance(event, LogAdded | AlarmShown | AlarmsChanged):
            self._awake.set()

    def heartbeat_changed(self) -> None:
        """Another address is to be called; nights that were done before are not what its owner waits for."""
        notice_good_night(self._store, self._now(), call=False)

    # a command

    def tell_here(self, stop: threading.Event, *, limit_s: float = HEADLESS_S) -> None:
        """Look and tell at the end of a command; waits at most about `limit_s` seconds, and raises nothing.

        Leaves it to the window where one is open.
        """
        ended = threading.Event()
        thread = threading.Thread(target=self._headless, args=(ended,), name="alarms", daemon=True)
        thread.start()
        try:
            for _ in range(int(limit_s / _PROBE_S)):
                thread.join(_PROBE_S)
                if not thread.is_alive() or stop.is_set():
                    break
        finally:
            ended.set()
            thread.join(1.0)

    def _headless(self, stop: threading.Event) -> None:
        try:
            if not any(channel != DESKTOP for channel in self.ways.all()):
                return
            with one_at_a_time(self._data_dir / WATCH_FILE, stop, patience_s=_PROBE_S):
                pass
            with one_at_a_time(self._data_dir / TURN_FILE, stop), self._store.database.use():
                self._look(last=True)
                # Nobody is here at the end of quiet hours, so they do not count.
                self._tell(stop, desktop=False, quiet=False)
        except HeldElsewhereError:
            log.info("the window tells")
        except CancelledError:
            log.info("alarms were not waited for any longer")
        except Exception:
            log.exception("the look for alarms met an error")

    # looking and telling

    def _look(self, *, last: bool = False) -> None:
        needs = self._attention().summary().needs
        unknown = not_looked_at(self._services.connection.state().state)
        now = self._now()
        notice(self._store, needs, self.ways.told(), now, unknown=unknown, last_look=last)
        if self.ways.heartbeat():
            notice_good_night(self._store, now)

    def _tell(self, stop: threading.Event, *, desktop: bool, quiet: bool = True) -> None:
        open_ways = self.ways.all()
        waiting = self._store.alarms.waiting()
        if any(channel not in open_ways for channel in waiting):
            self._store.alarms.keep_only(open_ways)
        hushed = quiet and is_quiet(self._settings, self._now())
        for channel in waiting:
            if channel not in open_ways or (hushed and channel != HEARTBEAT):
                continue
            if channel == DESKTOP:
                if desktop:
                    self._show()
            elif self._is_due(self._store.alarms.state(channel)):
                self._deliver(channel, stop)

    def _is_due(self, state: ChannelState) -> bool:
        left = state.next_try_at - self._now() if state.next_try_at is not None else timedelta()
        # A clock that was ahead has set a time that nobody needs to wait for.
        return left <= timedelta() or left > LONGEST_RETRY

    def _show(self) -> None:
        lines = self._store.alarms.begin(DESKTOP)
        if lines:
            wording = self._wording()
            kinds = tuple(line.kind for line in lines if not line.over)
            text = wording.text(lines, self._now(), self._concerned(lines))
            self._store.alarms.told(DESKTOP, [line.id for line in lines])
            self._events.emit(AlarmShown(wording.title(lines), text, kinds))

    def _deliver(self, channel: str, stop: threading.Event) -> None:
        before = self._store.alarms.state(channel)
        lines = self._store.alarms.begin(channel)
        if not lines:
            return
        ids = [line.id for line in lines]
        problem, arrived = self._sent(channel, lines, stop)
        if arrived:
            self._store.alarms.told(channel, ids)
        elif problem is not None:
            wait = min(FIRST_RETRY * 2 ** min(before.failures, 10), LONGEST_RETRY)
            state = ChannelState(channel, before.failures + 1, self._now() + wait, problem)
            self._store.alarms.not_told(state, ids)
        known = before.problem.code if before.problem is not None else None
        if problem is not None and problem.code != known:
            self._services.log.write(Level.WARNING, LogKind.ALARMS, problem.what, problem=problem)
        elif problem is None and known is not None:
            again = GOES_AGAIN.with_values(place=self.ways.place(channel))
            self._services.log.write(Level.INFO, LogKind.ALARMS, again)
        self._events.emit(AlarmsChanged())

    def _sent(
        self, channel: str, lines: Sequence[AlarmLine], stop: threading.Event
    ) -> tuple[Problem | None, bool]:
        """Why it did not arrive, or not with all, and whether it arrived."""
        wording = self._wording()
        title, text = wording.title(lines), wording.text(lines, self._now(), self._concerned(lines))
        grave = any(not line.over for line in lines)
        try:
            outcome = self._send(self._order(channel, title, text, grave=grave, wording=wording), stop)
        except ProblemError as error:
            return error.problem, False
        return self._why(channel, outcome), outcome.arrived

    def _order(self, channel: str, title: str, text: str, *, grave: bool, wording: Wording) -> Order:
        if channel == EMAIL:
            return self.ways.mail_order(title, f"{text}\n\n-- \n{wording.foot()}\n")
        if channel == HEARTBEAT:
            return CallOrder(self.ways.heartbeat())
        return self.ways.chat_order(channel.removeprefix(CHAT), title, text, grave=grave)

    def _send(self, order: Order, stop: threading.Event) -> Outcome:
        with given_up_by(stop):
            route = self._services.connection.network.route()
        return send(order, way_of(route), stop)

    def _why(self, channel: str, outcome: Outcome) -> Problem | None:
        if not outcome.code:
            return None
        place = self.ways.place(channel)
        return why_not(
            outcome.code, place, status=outcome.status, seconds=round(DEADLINE_S), detail=outcome.detail
        )

    def _wording(self) -> Wording:
        return Wording(self.words, self._org(), self._settings.text(ALARMS_NAME_PEOPLE) == "on")

    def _concerned(self, lines: Sequence[AlarmLine]) -> list[str]:
        """The addresses of parked pushes, where the admin wants them named."""
        if self._settings.text(ALARMS_NAME_PEOPLE) != "on":
            return []
        if not any(line.kind == NeedKind.PUSHES_PARKED and not line.over for line in lines):
            return []
        return list(dict.fromkeys(push.email for push in self._store.push_queue.parked(limit=_CONCERNED)))

    # what screens and commands ask for

    def states(self) -> list[WayState]:
        """The ways that are set up and how each stands; asks neither the network nor the keyring."""
        return [
            WayState(channel, self.ways.place(channel), self._store.alarms.state(channel))
            for channel in self.ways.all()
        ]

    def add_chat(self, address: str, stop: threading.Event | None = None) -> Chat:
        """Keep the address of a chat or a webhook, once it is known what service is behind it; takes a second.

        Raises ProblemError for one that is not understood, and when the keyring cannot be used.
        """
        address = clean_address(address)
        looked = ChatOrder(address, "", "", grave=False, only_look=True)
        outcome = self._send(looked, stop or self._stop)
        if outcome.code:
            raise ProblemError(why_not(outcome.code, address.partition("://")[0] + "://…"))
        chat = self.ways.add_chat(address)
        self._events.emit(AlarmsChanged())
        return chat

    def remove_chat(self, number: str) -> None:
        """Forget an address; raises ProblemError when the keyring cannot be used."""
        self.ways.remove_chat(number)
        self._events.emit(AlarmsChanged())

    def test(self, channel: str, stop: threading.Event | None = None) -> None:
        """Send a message that says that it is a test; raises ProblemError with the reason when it does not arrive."""
        if channel not in self.ways.all():
            raise ProblemError(why_not(NO_SETTING))
        wording = self._wording()
        title, text = wording.trial()
        if channel == DESKTOP:
            self._events.emit(AlarmShown(title, text))
            return
        order = self._order(channel, title, text, grave=False, wording=wording)
        outcome = self._send(order, stop or self._stop)
        problem = self._why(channel, outcome)
        if problem is not None:
            raise ProblemError(problem)
        # The way is open: what waits for it need not wait any longer.
        self._store.alarms.try_now(channel, self._now())
        self._awake.set()


GOES_AGAIN = Message(NOOP("core", "Alarms reach {place} again."))
