"""The first sync of a practice directory: afterwards both sides agree, record by record, for both radio buttons."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from core.connection.practice_child import PracticeOptions
from core.engine import Engine
from core.engine_options import EngineOptions
from core.salesforce.values.describe import OrgSchema
from core.settings import OPT_OUT_FIELD
from core.store.addresses import address_key
from core.store.records import Snapshot
from core.store.types.fields import OptOutField
from core.store.types.records import RecordState
from core.store.types.runs import RunKind, RunOutcome
from core.sync.run.two_way import RunRequest


def read_all(engine: Engine) -> list[Snapshot]:
    """Every live record of the org, read anew."""
    with engine.connection.open(Event()) as org:
        shape: OrgSchema = engine.connection.describe(org)
        return [
            snapshot
            for object_ in shape.objects
            for page in org.read_people(object_, shape)
            for snapshot in page.snapshots
            if snapshot.state is RecordState.ACTIVE
        ]


@pytest.mark.parametrize("wanted", list(OptOutField))
def test_both_sides_agree_record_by_record(tmp_path: Path, wanted: OptOutField) -> None:
    with Engine(EngineOptions(tmp_path, PracticeOptions(people=600))) as engine:
        engine.settings.set(OPT_OUT_FIELD, wanted)
        before = {snapshot.id: snapshot for snapshot in read_all(engine)}
        run = engine.sync.run_here(RunRequest(RunKind.HEADLESS), stop=Event())
        assert run.outcome is RunOutcome.DONE
        assert run.counts.unsubscribed_here > 0
        assert run.counts.opted_out_in_salesforce > 0
        assert run.counts.not_syncable > 0

        unsubscribed = dict(engine.store.people.states())
        after = read_all(engine)
        disagree = [
            snapshot.id
            for snapshot in after
            if snapshot.email
            and (
                snapshot.opted_out(wanted) != unsubscribed.get(address_key(snapshot.email), False)
                # A survivor of a merge or conversion also follows the address of the record that went into it.
                and not snapshot.opted_out(wanted)
            )
        ]
        assert disagree == []
        other = OptOutField.MARKETO_SALES if wanted is OptOutField.SALESFORCE else OptOutField.SALESFORCE
        for snapshot in after:
            assert snapshot.opted_out(other) == before[snapshot.id].opted_out(other)
            assert snapshot.opted_out(wanted) or not before[snapshot.id].opted_out(wanted)
        again = engine.sync.run_here(RunRequest(RunKind.HEADLESS), stop=Event())
        assert (again.counts.unsubscribed_here, again.counts.opted_out_in_salesforce) == (0, 0)
