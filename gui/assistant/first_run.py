"""Whether the set-up assistant opens by itself: at the very first start, when there is nothing here yet."""

from __future__ import annotations

from core.engine import Engine
from core.settings import ASSISTANT


def is_first_run(engine: Engine) -> bool:
    """Nobody has connected an org, there are no people, and the assistant has not been open before.

    Practice and an access from the environment need no setting up.
    """
    if engine.is_practice or engine.connection.is_from_environment:
        return False
    if engine.settings.text(ASSISTANT) != ASSISTANT.default or len(engine.orgs.all()) > 1:
        return False
    return engine.store.org_state.org() is None and engine.totals().people == 0
