"""When and by whom a box was ticked in Salesforce: from field history where the org keeps it, else first seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from core.engine import Engine
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryKind, PeopleFilter, Source
from tests.end_to_end.test_rules_of_the_sync import act, create, open_engine, sync
from tests.helpers.practice import PracticeOrg

EMAIL = "ada@example.com"


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=0) as practice:
        yield practice


@pytest.fixture
def engine(org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(org, tmp_path)
    yield opened
    opened.stop()


def unsubscribe_of(engine: Engine) -> tuple[datetime, str]:
    [row] = engine.people.all(PeopleFilter(), OptOutField.SALESFORCE)
    assert row.source is Source.SALESFORCE_SYNC
    card = engine.people.person(row.id, OptOutField.SALESFORCE)
    assert card is not None
    [event] = [one for one in card.history if one.what is HistoryKind.UNSUBSCRIBED]
    assert row.unsubscribed_at == event.at
    return event.at, event.who


@pytest.mark.parametrize("object_", ["Contact", "Lead"])
def test_field_history_tells_when_a_box_was_ticked_and_by_whom(
    engine: Engine, org: PracticeOrg, object_: str
) -> None:
    org.control("faults", {"scenario": "history-tracked"})
    org.control("faults", {"org": {"clock_ahead_s": -86_400}})
    record = create(org, object_, Email=EMAIL)
    act(org, do="update", ids=[record], set={"HasOptedOutOfEmail": True})
    org.control("faults", {"org": {"clock_ahead_s": 0}})
    sync(engine)
    at, who = unsubscribe_of(engine)
    assert who == "Mina Kato"
    assert timedelta(hours=23) < datetime.now(UTC) - at < timedelta(hours=25)


def test_an_org_without_field_history_leaves_it_at_first_seen(engine: Engine, org: PracticeOrg) -> None:
    before = datetime.now(UTC)
    create(org, Email=EMAIL, HasOptedOutOfEmail=True)
    run = sync(engine)
    at, who = unsubscribe_of(engine)
    assert who == ""
    assert before <= at
    assert run.counts.unsubscribed_here == 1


def test_loading_people_asks_the_field_history_too(engine: Engine, org: PracticeOrg) -> None:
    org.control("faults", {"scenario": "history-tracked"})
    record = create(org, Email=EMAIL)
    act(org, do="update", ids=[record], set={"HasOptedOutOfEmail": True})
    engine.sync.load_here(stop=Event())
    assert unsubscribe_of(engine)[1] == "Mina Kato"
