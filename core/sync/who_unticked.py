"""Who unticked boxes of people who are unsubscribed here: asked once, before they are ticked again.

Field history tells it for certain where the org keeps one; else who changed the record last, which is most likely the
same. Once a box is ticked again that is this program itself, so whoever could not be asked for by then stays unknown.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message, ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.people.org_extras import MOST_CHANGES, MOST_IDS
from core.salesforce.values.describe import OrgSchema
from core.services import Services
from core.settings import CALLS_RESERVE
from core.store.sends import BOX_CLEARED
from core.store.types.cleared import ClearedStanding, Clearing
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind, NewLogEntry
from core.sync.reserve import spare_calls

log = logging.getLogger(__name__)

MOST_CALLS = 12
"""Calls of one run for who it was: of field history three, of the last change nine, which is 16,000 records."""
_OF_HISTORY = 3


def ask_who_unticked(services: Services, org: SalesforceOrg, shape: OrgSchema) -> None:
    """Ask before a push ticks anything again: afterwards it is this program that changed the record last."""
    percent = services.settings.number(CALLS_RESERVE)

    def spare() -> int | None:
        return None if org.usage is None else spare_calls(org.usage, percent)

    WhoUnticked(services, org, shape, services.settings.push_field, spare).ask()


class WhoUnticked:
    """Asks for one run or push. `spare` says how many calls are free, None where nobody knows.

    Whatever is in the way costs the names alone: nothing fails for them.
    """

    def __init__(
        self,
        services: Services,
        org: SalesforceOrg,
        shape: OrgSchema,
        wanted: OptOutField,
        spare: Callable[[], int | None],
    ) -> None:
        self._services = services
        self._cleared = services.store.cleared_boxes
        self._org = org
        self._shape = shape
        self._wanted = wanted
        self._spare = spare
        self._left, self._of_history = MOST_CALLS, _OF_HISTORY

    def ask(self, run_id: int | None = None) -> int:
        """Ask for all that was noticed and not asked for; the status log says it once of each. Returns how many."""
        counts: Counter[tuple[str, ClearedStanding]] = Counter()
        after = ""
        while unasked := self._cleared.unasked(self._wanted, after, MOST_CHANGES):
            after = unasked[-1][0]
            by_object: dict[str, list[str]] = {}
            for record_id, object_, _ in unasked:
                by_object.setdefault(object_, []).append(record_id)
            for object_, ids in by_object.items():
                found = self._told_by_history(object_, ids)
                found |= self._told_by_last_change(object_, [one for one in ids if one not in found])
                counts.update(self._cleared.told(ids, found, self._wanted))
        if counts:
            self._say(counts, run_id)
        return counts.total()

    def _told_by_history(self, object_: str, ids: Sequence[str]) -> dict[str, Clearing]:
        found: dict[str, Clearing] = {}
        for start in range(0, len(ids), MOST_IDS):
            if object_ == "Account" or self._of_history <= 0 or not self._may_ask():
                break
            self._of_history -= 1
            some = ids[start : start + MOST_IDS]
            try:
                found |= self._org.extras.when_unticked(self._shape, self._wanted, some)
            except ProblemError as error:
                log.info("the field history could not be read: %s", error.problem.code)
                self._of_history = 0
        return found

    def _told_by_last_change(self, object_: str, ids: Sequence[str]) -> Mapping[str, Clearing]:
        if not ids or not self._may_ask():
            return {}
        # The names of the users are a call of their own.
        self._left -= 1
        try:
            return self._org.extras.last_changed(self._shape, object_, ids)
        except ProblemError as error:
            log.info("who changed records last could not be read: %s", error.problem.code)
            return {}

    def _may_ask(self) -> bool:
        spare = self._spare()
        if self._left <= 0 or (spare is not None and spare <= 0):
            return False
        self._left -= 1
        return True

    def _say(self, counts: Mapping[tuple[str, ClearedStanding], int], run_id: int | None) -> None:
        entries = []
        for (who, standing), count in sorted(counts.items()):
            waits = standing is ClearedStanding.WAITS
            words = (_WAITS if waits else _AGAIN) if who else (_WAITS_NOBODY if waits else _AGAIN_NOBODY)
            message = words.with_values(count=count, who=who, field=self._wanted.label)
            fix = DECIDE if waits else CLEAR_HERE_TOO
            entries.append(
                NewLogEntry(Level.WARNING, LogKind.SYNC, message, run_id=run_id, fix=fix, code=BOX_CLEARED)
            )
        self._services.store.status_log.add(entries, self._services.now())
        self._services.log.tell()


_AGAIN = Counted(
    NOOP(
        "core",
        "{who} unticked {field} on {count} record of somebody who is unsubscribed here; it is ticked again.",
    ),
    NOOP(
        "core",
        "{who} unticked {field} on {count} records of people who are unsubscribed here; they are ticked again.",
    ),
)
_AGAIN_NOBODY = Counted(
    NOOP(
        "core",
        "Somebody unticked {field} on {count} record of somebody who is unsubscribed here; it is ticked again.",
    ),
    NOOP(
        "core",
        "Somebody unticked {field} on {count} records of people who are unsubscribed here; they are ticked again.",
    ),
)
_WAITS = Counted(
    NOOP(
        "core",
        "{who} unticked {field} on {count} record of somebody who is unsubscribed here; it waits for your decision.",
    ),
    NOOP(
        "core",
        "{who} unticked {field} on {count} records of people who are unsubscribed here; they wait for your decision.",
    ),
)
_WAITS_NOBODY = Counted(
    NOOP(
        "core",
        "Somebody unticked {field} on {count} record of somebody who is unsubscribed here; it waits for your decision.",
    ),
    NOOP(
        "core",
        "Somebody unticked {field} on {count} records of people who are unsubscribed here; they wait for your "
        "decision.",
    ),
)
DECIDE = Message(
    NOOP(
        "core",
        "Tick them again or leave them: Unsubscribed people, filter “Cleared by somebody in Salesforce”, or the "
        "command cleared.",
    )
)
CLEAR_HERE_TOO = Message(
    NOOP(
        "core",
        "An unticked box is no re-subscribe. To let somebody get e-mail again, re-subscribe here; whatever unticks by "
        "itself is to be stopped in Salesforce.",
    )
)
