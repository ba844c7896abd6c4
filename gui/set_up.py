"""Which steps of the set-up are done: by what there is, never by which pages of the assistant were passed."""

from __future__ import annotations

from core.connection.state import ConnectionState
from core.engine import Engine
from core.settings import ASSISTANT
from core.store.types.runs import RunOutcome

ANSWERED = frozenset({"language", "org", "field"})
"""Questions: whoever goes past one has answered it, be it by leaving what was chosen."""

ACTS = frozenset({"sign_in", "checklist", "people", "preview", "nightly"})
"""Steps at which something is to be done."""

SIGNED_IN = (ConnectionState.CONNECTED, ConnectionState.OFFLINE)
_SEEN = (RunOutcome.PREVIEWED, RunOutcome.DONE, RunOutcome.DONE_WITH_FAILURES)
_RUNS = 20


def done_acts(engine: Engine) -> frozenset[str]:
    """The steps at which something is to be done, and was; reads the database, so that it may take a moment.

    The checklist counts once it was gone through and the chosen field can be written, the preview once one was worked
    out, or a sync has run.
    """
    last = engine.checklist.last()
    acts = {
        "sign_in": engine.connection.state().state in SIGNED_IN,
        "checklist": last is not None and last.ready.get(engine.settings.opt_out_field, False),
        "people": engine.totals().people > 0,
        "preview": any(run.outcome in _SEEN for run in engine.runs.newest(_RUNS)),
        "nightly": engine.settings.nightly_sync,
    }
    return frozenset(name for name, done in acts.items() if done)


def needs_set_up(engine: Engine) -> bool:
    """Whether the assistant is still to be gone through; practice and an access from the environment need none."""
    if engine.is_practice or engine.connection.is_from_environment:
        return False
    return engine.settings.text(ASSISTANT) != "done"


def acts_left(engine: Engine) -> int:
    """How many acts the set-up still needs; reads the database as `done_acts` does."""
    return len(ACTS - done_acts(engine)) if needs_set_up(engine) else 0
