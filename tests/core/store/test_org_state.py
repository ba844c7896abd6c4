from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from core.plain_text.moments import from_iso_text, iso_text
from core.store.org_state import Marks
from core.store.schema import utc_from_text, utc_text
from core.store.store import Store
from core.store.types.orgs import Org
from tests.helpers.samples import NOW

ORG = Org("00D000000000001AAA", "Acme Œ", "https://acme.example", False, True, "admin@acme.example", "66.0")


def test_nothing_is_known_at_first(store: Store) -> None:
    assert store.org_state.org() is None
    assert store.org_state.marks() == Marks()
    assert store.org_state.setting("nightly_sync") is None


def test_the_org_of_the_data_is_kept(store: Store) -> None:
    store.org_state.set_org(ORG)
    assert store.org_state.org() == ORG
    renamed = replace(ORG, name="Acme 2", is_sandbox=True, is_practice=False, api_version="67.0")
    store.org_state.set_org(renamed)
    assert store.org_state.org() == renamed
    assert store.database.row("SELECT count(*) FROM org") == (1,)


def test_marks_move_object_by_object(store: Store) -> None:
    store.org_state.set_org(ORG)
    store.org_state.move_marks({"Contact": NOW, "Lead": NOW}, NOW)
    later = NOW + timedelta(days=1, microseconds=1)
    store.org_state.move_marks({"Lead": later}, None)
    assert store.org_state.marks() == Marks({"Contact": NOW, "Lead": later}, NOW)


def test_learning_more_of_the_org_keeps_the_marks(store: Store) -> None:
    store.org_state.set_org(ORG)
    store.org_state.move_marks({"Contact": NOW}, NOW)
    store.org_state.set_org(replace(ORG, name="Acme 2"))
    assert store.org_state.marks() == Marks({"Contact": NOW}, NOW)


def test_forgotten_marks_make_the_next_run_compare_everything(store: Store) -> None:
    store.org_state.set_org(ORG)
    store.org_state.move_marks({"Contact": NOW}, NOW)
    store.org_state.forget_marks()
    assert store.org_state.marks().read_from == {}


def test_a_setting_is_stored_and_replaced(store: Store) -> None:
    store.org_state.set_setting("language", "ja")
    store.org_state.set_setting("language", "en")
    assert store.org_state.setting("language") == "en"


moments = st.datetimes(datetime(1900, 1, 2), datetime(2999, 1, 1)).flatmap(
    lambda naive: st.integers(-14 * 60, 14 * 60).map(
        lambda minutes: naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    )
)


@given(moments, moments)
def test_stored_times_keep_their_moment_and_their_order(first: datetime, second: datetime) -> None:
    assert utc_from_text(utc_text(first)) == first
    assert (utc_text(first) < utc_text(second)) == (first < second)
    assert from_iso_text(iso_text(first)) == first
    assert (iso_text(first) < iso_text(second)) == (first < second)
    assert len(iso_text(first)) == 32
