"""Sending what is queued: pushes to known records first, for they are in a hurry; then looks for further records of the
addresses, which queue pushes of their own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from core.messages import ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.errors import explain
from core.services import Services
from core.store.types.records import RecordState
from core.sync.importer import BY_ADDRESS, BY_IDS, Importer
from core.sync.push.line import Line
from core.sync.sending.recorder import Recorder
from core.sync.sending.sender import Pushes, Sender

log = logging.getLogger(__name__)

_WAITED = timedelta(seconds=2)
"""A push that could not go for so long is no longer in a hurry: its record is read first, it may have changed hands."""
_READ_JUST_NOW = timedelta(minutes=1)


class PushSending:
    """Sends for one thread, which has to hold the lease. `recorder` counts what was sent and what failed.

    With `read_first` every record is read before it is pushed to; else only those of pushes that had to wait, so that
    an opt-out collected now needs no more than one call.
    """

    def __init__(
        self,
        services: Services,
        line: Line,
        recorder: Recorder,
        require: Callable[[], None],
        *,
        read_first: bool,
    ) -> None:
        self._services = services
        self._store = services.store
        self._settings = services.settings
        self._now = services.now
        self._line = line
        self._read_first = read_first
        self._began = services.now()
        self._could_not_read: set[str] = set()
        self._unseen: dict[str, str] = {}
        self.recorder = recorder
        self._sender = Sender(services, line, recorder, lambda: self._may_send(require))

    def _may_send(self, require: Callable[[], None]) -> None:
        require()
        self._line.require_access()

    def send_due(self, stop: threading.Event, after_each: Callable[[], None]) -> None:
        """Send until nothing is due or `stop` is set; `after_each` hears of each batch.

        The checkbox is the one that the settings mean at that moment. Raises ProblemError when everything has to wait,
        CancelledError when a call was cut short. Whatever was not answered by then waits again.
        """
        while not stop.is_set():
            self._read_what_waited()
            field = self._settings.push_field
            with self._store.database.transaction():
                # Asked in here: another process that signs out has done so before this batch, or after it was taken.
                self._line.require_access()
                pushes, ended = self._store.sends.take_due(self._sender.size.now, self._now(), field)
                lookups = [] if pushes else self._store.sends.take_lookups(BY_ADDRESS, self._now(), field)
            self.recorder.ended(ended)
            if pushes:
                self._sender.send(pushes)
                self._note_unseen(pushes)
            elif lookups:
                self._sender.in_parts(lookups, self._look)
            else:
                break
            after_each()
            if len(self._unseen) >= BY_IDS:
                self._read_unseen()
        if self._unseen and not stop.is_set():
            self._read_unseen()
        if self.recorder.sent:
            self._store.sends.settle(self._settings.push_field, self._now())

    def _read_what_waited(self) -> None:
        """Read the records again of pushes that had to wait: the reason for a push may be gone by now."""
        now = self._now()
        seen_before = self._began if self._read_first else now - _READ_JUST_NOW
        queued_before = now if self._read_first else now - _WAITED
        records = [
            (record_id, object_)
            for record_id, object_ in self._store.sends.waited(
                BY_IDS, now, seen_before=seen_before, queued_before=queued_before
            )
            if record_id not in self._could_not_read
        ]
        if not records:
            return
        org, shape = self._line.ready()
        try:
            Importer(self._services, org, shape, self._settings.push_field).refresh(records)
        except ProblemError as error:
            if error.problem.stops_everything:
                raise
            log.info("records are pushed to without being read first: %s", error.problem.code)
        # What stays unread now would be asked for without end.
        self._could_not_read.update(record_id for record_id, _ in records)

    def _look(self, org: SalesforceOrg, shape: OrgSchema, lookups: Pushes) -> None:
        """Find the records of addresses, and see how those stand that are tied to these people otherwise."""
        if not shape.objects:
            raise ProblemError(explain("INVALID_TYPE"))
        importer = Importer(self._services, org, shape, lookups[0].field)
        found = {record.id: record for record in importer.find([lookup.email for lookup in lookups])}
        linked = self._store.records.of_people([lookup.person_id for lookup in lookups])
        importer.refresh(
            {
                record.id: record.object
                for records in linked.values()
                for record in records
                if record.id not in found and record.state in (RecordState.ACTIVE, RecordState.UNSEEN)
            }.items()
        )
        importer.follow()
        self.recorder.looked_up(lookups)

    # records that were never read

    def _note_unseen(self, sent: Pushes) -> None:
        known = self._store.records.known(push.salesforce_id for push in sent if push.salesforce_id)
        self._unseen |= {
            record.id: record.object for record in known.values() if record.state is RecordState.UNSEEN
        }

    def _read_unseen(self) -> None:
        """Learn name, address and state of records that were pushed to by their ID alone."""
        unseen, self._unseen = self._unseen, {}
        org, shape = self._line.ready()
        try:
            Importer(self._services, org, shape, self._settings.push_field).refresh(unseen.items())
        except ProblemError as error:
            if error.problem.stops_everything:
                raise
            log.info("records pushed to by ID are read by the next sync: %s", error.problem.code)
