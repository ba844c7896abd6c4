"""Sending what is queued to known records: what was just collected at once, what had to wait once it was read again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from core.messages import ProblemError
from core.services import Services
from core.store.types.pushes import QueuedPush
from core.sync.importer import Importer
from core.sync.push.line import Line
from core.sync.push.shift import Shift
from core.sync.sending.recorder import Recorder
from core.sync.sending.sender import Sender
from core.sync.who_unticked import ask_who_unticked

log = logging.getLogger(__name__)


class PushSending:
    """Sends for one thread, within `Shift.work`. `recorder` counts what was sent and what failed.

    `may_go` is asked before each call. `on_taken` hears when what is sent has been taken, and may not wait.
    """

    def __init__(
        self,
        services: Services,
        line: Line,
        recorder: Recorder,
        shift: Shift,
        may_go: Callable[[], bool],
        on_taken: Callable[[], None],
    ) -> None:
        self._services = services
        self._store = services.store
        self._settings = services.settings
        self._now = services.now
        self._line = line
        self._shift = shift
        self._may_go = may_go
        self._on_taken = on_taken
        self.recorder = recorder
        self._sender = Sender(services, line, recorder, self._may_send)

    def _may_send(self) -> None:
        self._shift.lease.require()
        self._line.require_access()

    def send_due(self, stop: threading.Event, after_each: Callable[[], None]) -> None:
        """Send until nothing can go any more or `stop` is set; `after_each` hears of each batch.

        The checkbox is the one that the settings mean at that moment. Raises ProblemError when everything has to wait,
        CancelledError when a call was cut short. Whatever was not answered by then waits again.
        """
        while not stop.is_set() and self._may_go():
            if pushes := self._take():
                self._on_taken()
                self._shift.moved.set()
                self._sender.send(pushes)
                self._shift.sent(push.salesforce_id for push in pushes if push.salesforce_id)
                after_each()
            elif not (self._shift.nobody_reads() and self._read_what_waited()):
                break
        if self._shift.moved.is_set() and not self._store.push_queue.is_due(self._now()):
            self._shift.moved.clear()
            self._store.sends.settle(self._settings.push_field, self._now())

    def _take(self) -> list[QueuedPush]:
        waits = self._shift.more_is_coming.is_set() and not self._shift.nobody_reads()
        least = self._sender.size.now if waits else 1
        with self._store.database.transaction():
            # Asked in here: another process that signs out has done so before this batch, or after it was taken.
            self._line.require_access()
            pushes, ended = self._store.sends.take_due(
                self._sender.size.now,
                self._now(),
                self._settings.push_field,
                self._shift.unread(),
                least=least,
            )
        self.recorder.ended(ended)
        return pushes

    def _read_what_waited(self) -> bool:
        """Read records again of pushes that had to wait, where the other line does not; False: there are none."""
        size = self._sender.size.now
        return read_what_waited(self._services, self._line, self._shift, size, to_be_looked_for=True) > 0


def read_what_waited(
    services: Services, line: Line, shift: Shift, limit: int, *, to_be_looked_for: bool
) -> int:
    """Read records again of pushes that had to wait: the reason for a push may be gone by now. Returns of how many.

    With `to_be_looked_for` also those that a look for their address is going to read.
    """
    unread = shift.unread()

    def waiting() -> list[tuple[str, str]]:
        return services.store.sends.waited(limit, services.now(), unread, to_be_looked_for=to_be_looked_for)

    records = waiting()
    if not records:
        return 0
    org, shape = line.ready()
    try:
        Importer(services, org, shape, services.settings.push_field).refresh(records)
        ask_who_unticked(services, org, shape)
    except ProblemError as error:
        if error.problem.stops_everything:
            raise
        log.info("records are pushed to without being read first: %s", error.problem.code)
    asked = {record_id for record_id, _ in records}
    shift.could_not_read(record_id for record_id, _ in waiting() if record_id in asked)
    return len(records)
