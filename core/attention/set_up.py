"""Which steps of the set-up are done: by what there is, never by which pages of the assistant were passed."""

from __future__ import annotations

from collections.abc import Callable

from core.checklist.results import Checklist
from core.connection.state import ConnectionState
from core.services import Services
from core.settings import ASSISTANT
from core.store.types.runs import RunOutcome

ANSWERED = frozenset({"language", "org", "field"})
"""Questions: whoever goes past one has answered it, be it by leaving what was chosen."""

ACTS = frozenset({"sign_in", "checklist", "people", "preview", "nightly"})
"""Steps at which something is to be done."""

SIGNED_IN = (ConnectionState.CONNECTED, ConnectionState.OFFLINE)
_SEEN = (RunOutcome.PREVIEWED, RunOutcome.DONE, RunOutcome.DONE_WITH_FAILURES)
_RUNS = 20


class SetUp:
    """How far an installation is set up; reads the database, so that it may take a moment."""

    def __init__(self, services: Services, checklist: Callable[[], Checklist | None]) -> None:
        """`checklist` gives what the last look at the org found."""
        self._services = services
        self._checklist = checklist

    @property
    def is_wanted(self) -> bool:
        """Whether the assistant is still to be gone through; practice and an access from the environment need none."""
        connection = self._services.connection
        if connection.is_practice or connection.is_from_environment:
            return False
        return self._services.settings.text(ASSISTANT) != "done"

    def done(self) -> frozenset[str]:
        """The steps at which something is to be done, and was.

        The checklist counts once it was gone through and the chosen field can be written, the preview once one was
        worked out, or a sync has run.
        """
        store, settings = self._services.store, self._services.settings
        last = self._checklist()
        acts = {
            "sign_in": self._services.connection.state().state in SIGNED_IN,
            "checklist": last is not None and last.ready.get(settings.opt_out_field, False),
            "people": store.people.totals().people > 0,
            "preview": any(run.outcome in _SEEN for run in store.runs.newest(_RUNS)),
            "nightly": settings.nightly_sync,
        }
        return frozenset(name for name, done in acts.items() if done)

    def left(self) -> int:
        """How many acts the set-up still needs."""
        return len(ACTS - self.done()) if self.is_wanted else 0
