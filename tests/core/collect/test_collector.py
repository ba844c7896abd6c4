from __future__ import annotations

import sqlite3
import threading

import pytest

from core.events import LogAdded, PeopleChanged, QueueChanged
from core.settings import NIGHTLY_SYNC, OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from core.store.types.log import LogKind
from core.store.types.people import HistoryEvent, HistoryKind, NewPerson, Source
from core.store.types.records import RecordState
from tests.core.collect.conftest import NOW, House
from tests.helpers.samples import record_id, snapshot


def test_what_is_collected_by_hand_is_in_the_database_with_reason_and_name(house: House) -> None:
    report = house.collector.by_hand(["Ann@Example.com"], " asked on the phone ")
    assert (report.added, report.already, report.refused) == (("Ann@Example.com",), (), ())
    assert house.store.unsubscribes.history(house.person_id("ann@example.com")) == [
        HistoryEvent(NOW, HistoryKind.UNSUBSCRIBED, Source.MANUAL, "asked on the phone", "Mina Kato")
    ]


def test_a_push_to_every_record_of_the_address_waits_and_whoever_pushes_is_woken(house: House) -> None:
    house.store.people.add(
        [NewPerson("a@example.com", salesforce_ids=(record_id(1), record_id(2, "00Q")))], NOW
    )
    house.collector.by_hand(["a@example.com"], "")
    pushes = house.store.push_queue.of_person(house.person_id("a@example.com"))
    assert {push.salesforce_id for push in pushes} == {record_id(1), record_id(2, "00Q"), None}
    assert house.wakes == [threading.current_thread()]
    assert [type(event) for event in house.told] == [QueueChanged, PeopleChanged, LogAdded]
    assert house.told[0] == QueueChanged(waiting=3, parked=0)


@pytest.mark.parametrize(
    ("nightly", "field"), [("on", OptOutField.MARKETO_SALES), ("off", OptOutField.SALESFORCE)]
)
def test_with_the_nightly_sync_off_it_goes_to_email_opt_out(
    house: House, nightly: str, field: OptOutField
) -> None:
    house.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    house.settings.set(NIGHTLY_SYNC, nightly)
    house.collector.by_hand(["a@example.com"], "")
    pushes = house.store.push_queue.of_person(house.person_id("a@example.com"))
    assert {push.field for push in pushes} == {field}


def test_bad_addresses_are_refused_with_the_reason_and_the_good_ones_taken(house: House) -> None:
    report = house.collector.by_hand(["a@example.com", "nobody", "b@x", "A@example.com"], "")
    assert report.added == ("a@example.com",)
    assert [(one.text, one.problem.code) for one in report.refused] == [
        ("nobody", "ADDRESS_WITHOUT_AT"),
        ("b@x", "ADDRESS_DOMAIN_WITHOUT_DOT"),
    ]


def test_one_who_is_unsubscribed_already_stays_as_he_is(house: House) -> None:
    house.collector.by_hand(["a@example.com"], "first")
    house.wakes.clear()
    house.told.clear()
    report = house.collector.by_hand(["A@Example.com"], "second")
    assert (report.added, report.already) == ((), ("A@Example.com",))
    assert [event.reason for event in house.store.unsubscribes.history(1)] == ["first"]
    assert (house.wakes, house.told) == ([], [])


def test_both_spellings_of_a_domain_make_one_person(house: House) -> None:
    house.collector.by_hand(["a@bücher.example"], "")
    assert house.collector.by_hand(["a@xn--bcher-kva.example"], "").already == ("a@xn--bcher-kva.example",)


def test_nothing_to_collect_changes_nothing(house: House) -> None:
    report = house.collector.by_hand([], "")
    assert (report.added, report.already, report.refused) == ((), (), ())
    assert (house.told, house.log()) == ([], [])


def test_the_status_log_names_the_address_the_source_and_the_reason(house: House) -> None:
    house.collector.by_hand(["a@example.com"], "spam complaint", Source.BOUNCE)
    house.collector.by_hand(["b@example.com"], "")
    newest, oldest = house.log()
    assert (oldest.kind, oldest.email) == (LogKind.COLLECT, "a@example.com")
    assert oldest.message.english() == "Unsubscribe collected (Bounce): spam complaint"
    assert newest.message.english() == "Unsubscribe collected (Manual)."


def test_all_of_one_collecting_or_nothing(house: House) -> None:
    house.store.database.write(
        "CREATE TRIGGER broken BEFORE INSERT ON status_entry BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        house.collector.by_hand(["a@example.com"], "")
    assert (house.people(), house.wakes, house.told) == (set(), [], [])


# --- preview


def test_the_preview_shows_each_address_once_with_its_fan_out_and_changes_nothing(house: House) -> None:
    ids = record_id(1), record_id(2, "00Q"), record_id(3)
    house.store.people.add([NewPerson("ann@example.com", salesforce_ids=ids)], NOW)
    gone = snapshot(record_id(3), "ann@example.com", state=RecordState.DELETED)
    house.store.records.remember([snapshot(record_id(1), "ann@example.com"), gone], NOW)
    house.collector.by_hand(["old@example.com"], "")
    before = house.people()
    shown = house.collector.preview_by_hand(
        "Ann Lee <ANN@example.com>, new@example.com; old@example.com\nann@example.com\nnobody"
    )
    assert [(one.address, one.name, one.already, [record.id for record in one.records]) for one in shown] == [
        ("ANN@example.com", "Ann Lee", False, [record_id(1), record_id(2, "00Q")]),
        ("new@example.com", "", False, []),
        ("old@example.com", "", True, []),
        ("", "", False, []),
    ]
    assert shown[0].records[0].name == "Ann Lee"
    assert shown[3].problem is not None
    assert (shown[3].text, shown[3].problem.code) == ("nobody", "ADDRESS_WITHOUT_AT")
    assert house.people() == before


def test_thousands_can_be_pasted(house: House) -> None:
    house.store.people.add([NewPerson(f"p{number}@example.com") for number in range(0, 3000, 2)], NOW)
    shown = house.collector.preview_by_hand("\n".join(f"p{number}@example.com" for number in range(3000)))
    assert [one.address for one in shown] == [f"p{number}@example.com" for number in range(3000)]
    assert house.collector.preview_by_hand(" \n ") == []
