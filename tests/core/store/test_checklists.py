"""What the checklist keeps, org by org."""

from __future__ import annotations

from datetime import timedelta

from core.store.checklists import TickedStep
from core.store.store import Store
from core.store.types.layouts import KeptState
from tests.helpers.samples import NOW

HERE, THERE = "00D000000000001EAA", "00D000000000002EAA"
LAYOUT = ("00h000000000001AAA", "Contact", "Contact Layout")


def test_a_result_belongs_to_its_org_and_the_newest_counts(store: Store) -> None:
    assert store.checklists.result(HERE) is None
    store.checklists.keep_result(HERE, "first", NOW)
    store.checklists.keep_result(HERE, "second", NOW + timedelta(hours=1))
    store.checklists.keep_result(THERE, "theirs", NOW)
    assert store.checklists.result(HERE) == "second"
    assert store.checklists.result(THERE) == "theirs"


def test_steps_are_ticked_for_an_org_and_an_object(store: Store) -> None:
    contact = TickedStep("save", "Contact", by_hand=True, at=NOW)
    lead = TickedStep("save", "Lead", by_hand=False, at=NOW + timedelta(minutes=1))
    store.checklists.tick(HERE, contact)
    store.checklists.tick(HERE, lead)
    assert store.checklists.ticked(HERE) == (contact, lead)
    assert store.checklists.ticked(THERE) == ()
    looked_at = TickedStep("save", "Contact", by_hand=False, at=NOW + timedelta(minutes=2))
    store.checklists.tick(HERE, looked_at)
    assert store.checklists.ticked(HERE) == (lead, looked_at)
    store.checklists.untick(HERE, "save", "Lead")
    store.checklists.untick(THERE, "save", "Contact")
    assert store.checklists.ticked(HERE) == (looked_at,)


def test_how_fields_were_seen_is_kept_with_its_time(store: Store) -> None:
    assert store.checklists.seen(HERE) is None
    store.checklists.keep_seen(HERE, "{}", NOW)
    later = NOW + timedelta(days=1)
    store.checklists.keep_seen(HERE, '{"access": {}}', later)
    assert store.checklists.seen(HERE) == (later, '{"access": {}}')
    assert store.checklists.seen(THERE) is None


def test_a_layout_can_be_put_back_until_it_was_or_was_never_written(store: Store) -> None:
    kept = store.kept_layouts
    first = kept.keep(HERE, LAYOUT, "HasOptedOutOfEmail", "{}", '{"a": 1}', NOW)
    second = kept.keep(HERE, LAYOUT, "Opt__c", '{"a": 1}', '{"a": 2}', NOW)
    refused = kept.keep(HERE, LAYOUT, "Other__c", "{}", "{}", NOW)
    kept.set_state(refused, KeptState.REFUSED)
    kept.note_written(first, '{"a": 1, "b": 0}')
    assert [(one.id, one.state, one.written) for one in kept.to_put_back(HERE)] == [
        (second, KeptState.KEPT, '{"a": 2}'),
        (first, KeptState.WRITTEN, '{"a": 1, "b": 0}'),
    ]
    assert kept.to_put_back(THERE) == ()
    kept.set_state(second, KeptState.PUT_BACK)
    [left] = kept.to_put_back(HERE)
    assert (left.layout_id, left.object, left.name, left.field) == (*LAYOUT, "HasOptedOutOfEmail")
    assert (left.original, left.kept_at) == ("{}", NOW)
