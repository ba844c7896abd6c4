"""Sending one message: starts the sending process, waits for it within bounds, and ends it."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from time import monotonic

from core.alarms.orders import LONGEST_ANSWER, Order, Outcome, Way, order_to_text, outcome_from_text
from core.alarms.problems import SENDER_FAILED, TIMED_OUT
from core.connection.practice_child import practice_environment
from core.messages import CancelledError
from core.salesforce.http.route import SYSTEM, Route

log = logging.getLogger(__name__)

DEADLINE_S = 25.0
"""How long one message may take, with the start of the process."""
_LOOK_S = 0.05
if sys.platform == "win32":
    _NO_CONSOLE = subprocess.CREATE_NO_WINDOW
else:
    _NO_CONSOLE = 0


def way_of(route: Route) -> Way:
    """How requests leave this computer, for the sending process."""
    proxies = None if route.proxy == SYSTEM else dict(route.proxies({}))
    return Way(str(route.ca_file) if route.ca_file else None, proxies)


def send(order: Order, way: Way, stop: threading.Event, *, deadline_s: float = DEADLINE_S) -> Outcome:
    """Send it and wait for what came of it; raises CancelledError when `stop` is set meanwhile."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "core.alarms"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=practice_environment(),
        creationflags=_NO_CONSOLE,
    )
    said: list[str] = []
    # A thread of its own, because Windows cannot wait for a pipe with a deadline.
    talk = threading.Thread(
        target=_talk, args=(process, order_to_text(order, way), said), name="alarm", daemon=True
    )
    talk.start()
    ends = monotonic() + deadline_s
    try:
        while talk.is_alive() and monotonic() < ends:
            if stop.is_set():
                raise CancelledError
            talk.join(_LOOK_S)
        if talk.is_alive():
            return Outcome(TIMED_OUT)
    finally:
        process.kill()
        process.wait()
        talk.join()
    try:
        return outcome_from_text("".join(said))
    except (ValueError, KeyError, TypeError):
        log.warning("the sending process gave no answer")
        return Outcome(SENDER_FAILED)


def _talk(process: subprocess.Popen[str], order: str, said: list[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with process.stdin:
            process.stdin.write(order)
    except OSError:
        log.warning("the sending process ended before it had its order")
    with process.stdout:
        said.append(process.stdout.read(LONGEST_ANSWER))
