"""What the assistant calls done: only what was."""

from __future__ import annotations

import threading
from pathlib import Path

from core.engine import Engine
from core.engine_options import EngineOptions
from core.settings import NIGHTLY_SYNC, OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from core.store.types.runs import RunKind
from core.sync.run.two_way import RunRequest
from tests.core.sync.conftest import reached
from tests.helpers.practice import PracticeOrg


def test_each_act_is_done_once_there_is_something_to_show_for_it(
    engine: Engine, practice_org: PracticeOrg
) -> None:
    assert engine.attention.set_up.done() == frozenset()
    engine.check_connection()
    assert engine.attention.set_up.done() == {"sign_in"}
    stop = threading.Event()
    engine.checklist.check(stop)
    assert engine.attention.set_up.done() == {"sign_in", "checklist"}
    engine.sync.load_here(stop=stop)
    assert engine.attention.set_up.done() == {"sign_in", "checklist", "people"}
    engine.sync.run_here(RunRequest(RunKind.MANUAL, preview=True), stop=stop)
    assert engine.attention.set_up.done() == {"sign_in", "checklist", "people", "preview"}
    engine.settings.set(NIGHTLY_SYNC, "on")
    assert engine.attention.set_up.done() == {"sign_in", "checklist", "people", "preview", "nightly"}


def test_a_checklist_that_found_the_chosen_field_missing_is_not_done(tmp_path: Path) -> None:
    with (
        PracticeOrg(people=5, package="none") as org,
        Engine(EngineOptions(tmp_path, environment=reached(org))) as engine,
    ):
        engine.checklist.check(threading.Event())
        assert "checklist" in engine.attention.set_up.done()
        engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
        assert "checklist" not in engine.attention.set_up.done()
