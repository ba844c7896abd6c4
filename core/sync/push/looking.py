"""Looking up on a line of its own, so that no unsubscribe waits behind it: further records of the addresses, the
records of pushes that had to wait, and those that were pushed to by their ID alone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from core.messages import ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.errors import explain
from core.services import Services
from core.store.types.records import RecordState
from core.sync.importer import BY_ADDRESS, BY_IDS, Importer
from core.sync.push.line import Line
from core.sync.push.sending import read_what_waited
from core.sync.push.shift import Shift
from core.sync.sending.recorder import Recorder
from core.sync.sending.sender import Pushes, Sender
from core.sync.who_unticked import ask_who_unticked

log = logging.getLogger(__name__)


class Looking:
    """Looks up for one thread, within `Shift.work`; what it finds queues pushes of its own."""

    def __init__(
        self,
        services: Services,
        line: Line,
        recorder: Recorder,
        shift: Shift,
        may_go: Callable[[], bool],
    ) -> None:
        self._services = services
        self._store = services.store
        self._settings = services.settings
        self._now = services.now
        self._line = line
        self._shift = shift
        self._may_go = may_go
        self._recorder = recorder
        self._sender = Sender(services, line, recorder, shift.lease.require)

    def look_up(self, stop: threading.Event, after_each: Callable[[], None]) -> bool:
        """Look up until nothing is left to be, enough is ready to be sent, or `stop` is set.

        `after_each` hears of each step. Says whether there may be more, for when there is room. Raises as
        `PushSending.send_due` does.
        """
        try:
            while not stop.is_set() and self._may_go():
                if self._shift.enough_is_ready():
                    return True
                with self._shift.looking(lambda: self._line.calls):
                    looked = self._read_what_waited() or self._look_for_addresses() or self._read_unseen()
                if not looked:
                    return False
                self._shift.moved.set()
                after_each()
            return True
        finally:
            self._shift.more_is_coming.clear()

    def _read_what_waited(self) -> bool:
        read = read_what_waited(self._services, self._line, self._shift, BY_IDS, to_be_looked_for=False)
        self._note_whether_more(read == BY_IDS)
        return read > 0

    def _look_for_addresses(self) -> bool:
        with self._store.database.transaction():
            self._line.require_access()
            lookups = self._store.sends.take_lookups(
                BY_ADDRESS,
                self._now(),
                self._settings.push_field,
                hurried_since=self._shift.unread().queued_before,
            )
        self._note_whether_more(len(lookups) == BY_ADDRESS)
        if lookups:
            self._sender.in_parts(lookups, self._look)
        return bool(lookups)

    def _note_whether_more(self, more: bool) -> None:
        if more:
            self._shift.more_is_coming.set()

    def _look(self, org: SalesforceOrg, shape: OrgSchema, lookups: Pushes) -> None:
        """Find the records of addresses, and see how those stand that are tied to these people otherwise."""
        if not shape.objects:
            raise ProblemError(explain("INVALID_TYPE"))
        importer = Importer(self._services, org, shape, lookups[0].field)
        found = importer.find([lookup.email for lookup in lookups])
        importer.read_again()
        people = [lookup.person_id for lookup in lookups]
        read = {record.id for record in found}
        # Again, for what is read may name those that took its place, and so on to the end of the chain.
        while further := self._further(people, read):
            importer.refresh(further.items())
            read |= further.keys()
        ask_who_unticked(self._services, org, shape)
        self._recorder.looked_up(lookups)

    def _further(self, people: list[int], read: set[str]) -> dict[str, str]:
        return {
            record.id: record.object
            for records in self._store.records.of_people(people).values()
            for record in records
            if record.id not in read and record.state in (RecordState.ACTIVE, RecordState.UNSEEN)
        }

    def _read_unseen(self) -> bool:
        """Learn name, address and state of records that were pushed to by their ID alone."""
        unseen = self._shift.take_unseen()
        if not unseen:
            return False
        org, shape = self._line.ready()
        try:
            Importer(self._services, org, shape, self._settings.push_field).refresh(unseen.items())
        except ProblemError as error:
            if error.problem.stops_everything:
                raise
            log.info("records pushed to by ID are read by the next sync: %s", error.problem.code)
        return True
