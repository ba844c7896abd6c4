from __future__ import annotations

import csv
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.collect.csv_export import COLUMNS
from core.messages import CancelledError, Category, Message, Problem, ProblemError, Scope
from core.plain_text.moments import iso_text
from core.store.resubscribes import Deliberate
from core.store.sends import SendAnswer
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryEvent, HistoryKind, NewPerson, PeopleFilter, SideState, Source
from core.store.types.pushes import PushState
from core.store.unsubscribes import NewUnsubscribe
from core.store.whole_people import WholePerson
from tests.core.collect.conftest import NOW, House, build
from tests.helpers.samples import FIELD, record_id, snapshot

EVERYBODY = PeopleFilter(unsubscribed_only=False)


def exported(house: House, wanted: PeopleFilter | None = None) -> list[dict[str, str]]:
    path = house.folder / "export.csv"
    report = house.exporter.run(path, wanted)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert report.rows == len(rows)
    return rows


def everything(house: House) -> list[tuple[object, ...]]:
    """What an export and an import must bring over, of everybody."""

    def of(person: WholePerson) -> tuple[object, ...]:
        return (
            person.email,
            person.first_name,
            person.last_name,
            person.company,
            person.title,
            person.unsubscribed_at,
            person.source,
            person.reason,
            sorted(record.id for record in person.records),
            person.history,
        )

    return [of(person) for person in house.store.whole_people.page(EVERYBODY, FIELD, 0, 10_000)]


def unsubscribe(house: House, *people: NewUnsubscribe) -> None:
    house.store.unsubscribes.collect(people, FIELD, NOW)


def test_a_row_holds_both_sides_and_the_history(house: House) -> None:
    ids = record_id(1), record_id(2, "00Q")
    house.store.people.add([NewPerson("Ann@x.com", "Ann", "Lee", "Acme", "Boss", ids)], NOW)
    house.store.records.remember(
        [snapshot(ids[0], "ann@x.com", ticked=True), snapshot(ids[1], "ann@x.com", marketo=None)], NOW
    )
    unsubscribe(house, NewUnsubscribe("ann@x.com", NOW, Source.CLICKED_LINK, "asked", "Mina"))
    house.store.unsubscribes.note_opted_out([ids[0]], NOW + timedelta(hours=1))
    (row,) = exported(house)
    assert row == {
        "email": "Ann@x.com",
        "first_name": "Ann",
        "last_name": "Lee",
        "company": "Acme",
        "title": "Boss",
        "salesforce_id": " ".join(ids),
        "unsubscribed": "true",
        "date": "2026-06-10T12:00:00.000000+00:00",
        "reason": "asked",
        "source": "Clicked Link",
        "who": "Mina",
        "email_opt_out_in_salesforce": SideState.PARTLY,
        "marketo_sales_opt_out_in_salesforce": SideState.NOT_OPTED_OUT,
        "not_syncable": "",
        "history": "2026-06-10T12:00:00.000000+00:00 | Clicked Link | asked | Mina |  | unsubscribed\n"
        f"2026-06-10T13:00:00.000000+00:00 |  |  |  | {ids[0]} | opted_out_in_salesforce",
        "pushes": f"2026-06-10T12:00:00.000000+00:00 |  | salesforce | {ids[1]} |  |  | waiting\n"
        "2026-06-10T12:00:00.000000+00:00 |  | salesforce |  |  |  | waiting",
    }


def test_a_row_proves_what_was_sent_to_salesforce_and_what_it_answered(house: House) -> None:
    ids = record_id(1), record_id(2)
    house.store.people.add([NewPerson("ann@x.com", salesforce_ids=ids)], NOW)
    unsubscribe(house, NewUnsubscribe("ann@x.com", NOW, Source.MANUAL, "asked", "Mina"))
    taken, _ = house.store.sends.take_due(10, NOW, OptOutField.SALESFORCE)
    later = NOW + timedelta(minutes=1)
    refusal = Problem(
        "LOCKED | X",
        Category.OTHER,
        Message("No."),
        Message("Ask."),
        detail="=1+1 | locked",
        scope=Scope.RECORD,
    )
    house.store.sends.answer(
        [SendAnswer(taken[0].id, PushState.DONE), SendAnswer(taken[1].id, PushState.PARKED, refusal)], later
    )
    (row,) = exported(house)
    at, answered = iso_text(NOW), iso_text(later)
    assert row["pushes"].split("\n")[:2] == [
        f"{at} | {answered} | salesforce | {ids[0]} |  |  | done",
        f"{at} | {answered} | salesforce | {ids[1]} | UNREADABLE_CODE | =1+1 \\p locked | parked",
    ]


def test_all_who_are_unsubscribed_or_those_whom_a_filter_means(house: House) -> None:
    house.store.people.add([NewPerson("c@x.com", company="Acme")], NOW)
    unsubscribe(
        house,
        NewUnsubscribe("a@x.com", NOW, Source.MANUAL),
        NewUnsubscribe("b@y.com", NOW - timedelta(days=9), Source.BOUNCE),
    )

    def emails(wanted: PeopleFilter | None) -> list[str]:
        return [row["email"] for row in exported(house, wanted)]

    assert emails(None) == ["a@x.com", "b@y.com"]
    assert emails(EVERYBODY) == ["c@x.com", "a@x.com", "b@y.com"]
    assert emails(PeopleFilter(sources=frozenset({Source.BOUNCE}))) == ["b@y.com"]
    assert emails(PeopleFilter(since=NOW - timedelta(days=1))) == ["a@x.com"]
    assert emails(PeopleFilter(text="acme", unsubscribed_only=False)) == ["c@x.com"]
    assert emails(PeopleFilter(text="nobody")) == []


def test_no_cell_can_run_as_a_formula(house: House) -> None:
    house.store.people.add([NewPerson("+tag@x.com", "=cmd|'/C calc'!A0", "@SUM(1)", "-1+1", "＝1")], NOW)
    unsubscribe(house, NewUnsubscribe("+tag@x.com", NOW, Source.MANUAL, "=HYPERLINK(1)", "+Mina"))
    (row,) = exported(house)
    dangerous = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    assert not [cell for cell in row.values() if cell.startswith(dangerous)]
    assert row["email"] == "'+tag@x.com"


def test_an_export_imported_into_an_empty_database_brings_everything_over(
    house: House, tmp_path: Path
) -> None:
    ids = record_id(1), record_id(2, "00Q")
    house.store.people.add(
        [
            NewPerson("Ann@X.com", "=Ann", "O'Neil\nLee", 'Acme, "Inc"; Ltd', "\\| Boss", ids),
            NewPerson("+bob@x.com", "'Bob", "'=Roe", "株式会社テスト", "役職"),
            NewPerson("plain@x.com", "Not", "Unsubscribed"),
        ],
        NOW,
    )
    unsubscribe(
        house,
        NewUnsubscribe(
            "ann@x.com", NOW - timedelta(days=3, microseconds=17), Source.CLICKED_LINK, "first | time", ""
        ),
        NewUnsubscribe("+bob@x.com", NOW, Source.SALESFORCE_SYNC, "+reason\nof two lines", "Mina"),
        NewUnsubscribe("new@bücher.example", NOW, Source.CSV_IMPORT),
    )
    house.store.resubscribes.end(house.person_id("ann@x.com"), Deliberate("Mina", "asked to"), NOW)
    unsubscribe(house, NewUnsubscribe("ann@x.com", NOW, Source.MANUAL, "changed her mind", "Kai"))
    house.store.unsubscribes.note_opted_out(ids, NOW + timedelta(seconds=1), Source.MANUAL)
    path = tmp_path / "everybody.csv"
    house.exporter.run(path, EVERYBODY)
    other = build(tmp_path, tmp_path / "other")
    counts = other.importer.run(path).counts
    assert (counts.rows, counts.added, counts.unsubscribed, counts.refused, counts.cells_left_out) == (
        4,
        4,
        3,
        0,
        0,
    )
    assert everything(other) == everything(house)
    assert other.importer.run(path).counts.already_so == 4
    assert house.importer.run(path).counts.already_so == 4


_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffd"), max_size=12).map(
    str.strip
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_text, _text, _text, _text, _text, _text), min_size=1, max_size=5), st.uuids())
def test_whatever_people_are_called_nothing_gets_lost(
    tmp_path: Path, people: list[tuple[str, ...]], run: object
) -> None:
    here, there = (build(tmp_path, tmp_path / f"{run}-{place}") for place in ("here", "there"))
    here.store.people.add(
        [NewPerson(f"p{number}@x.com", a, b, c, d) for number, (a, b, c, d, _, _) in enumerate(people)], NOW
    )
    unsubscribe(
        here,
        *(
            NewUnsubscribe(f"p{number}@x.com", NOW, Source.MANUAL, texts[4], texts[5])
            for number, texts in enumerate(people)
        ),
    )
    path = tmp_path / f"{run}.csv"
    here.exporter.run(path)
    assert there.importer.run(path).counts.refused == 0
    assert everything(there) == everything(here)


def test_an_imported_history_never_mixes_with_one_that_is_here(house: House) -> None:
    unsubscribe(house, NewUnsubscribe("a@x.com", NOW - timedelta(days=9), Source.BOUNCE))
    rows = exported(house)
    house.store.resubscribes.end(house.person_id("a@x.com"), Deliberate("Mina", "asked to"), NOW)
    path = house.folder / "export.csv"
    assert house.importer.run(path).counts.unsubscribed == 1
    events = house.store.unsubscribes.history(house.person_id("a@x.com"))
    assert [event.what for event in events] == [
        HistoryKind.UNSUBSCRIBED,
        HistoryKind.RESUBSCRIBED,
        HistoryKind.UNSUBSCRIBED,
    ]
    assert rows[0]["history"]


def test_a_forged_history_cannot_end_an_unsubscribe(house: House) -> None:
    event = "2026-06-01T12:00:00.000000+00:00 |  |  |  |  | resubscribed"
    house.importer.run(
        house.file(f'email,unsubscribed,history\na@x.com,true,"{event}"\nb@x.com,no,"{event}"\n')
    )
    assert house.unsubscribed() == {"a@x.com"}
    events = house.store.unsubscribes.history(house.person_id("a@x.com"))
    assert [one.what for one in events] == [HistoryKind.UNSUBSCRIBED]
    assert events == [HistoryEvent(NOW, HistoryKind.UNSUBSCRIBED, Source.CSV_IMPORT, "", "Mina Kato")]
    assert house.store.unsubscribes.history(house.person_id("b@x.com")) == []


def test_the_state_in_salesforce_that_a_filter_means_is_that_of_the_selected_checkbox(house: House) -> None:
    house.store.people.add([NewPerson("a@x.com", salesforce_ids=(record_id(1),))], NOW)
    house.store.records.remember([snapshot(record_id(1), "a@x.com", ticked=True, marketo=False)], NOW)
    unsubscribe(house, NewUnsubscribe("a@x.com", NOW, Source.MANUAL))
    wanted = PeopleFilter(in_salesforce=SideState.NOT_OPTED_OUT)
    assert exported(house, wanted) == []
    house.store.org_state.set_setting("opt_out_field", OptOutField.MARKETO_SALES)
    assert len(exported(house, wanted)) == 1


def test_an_old_export_is_replaced_only_by_a_whole_new_one(house: House) -> None:
    house.collector.by_hand([f"p{number}@x.com" for number in range(2500)], "")
    path = house.file("old", "export.csv")
    stop = threading.Event()
    with pytest.raises(CancelledError):
        house.exporter.run(path, stop=stop, on_progress=lambda done, total: stop.set())
    assert path.read_text() == "old"
    assert sorted(one.name for one in house.folder.iterdir() if one.is_file()) == ["export.csv"]
    told: list[tuple[int, int]] = []
    house.exporter.run(path, on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1000, 2500), (2000, 2500), (2500, 2500)]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode())


def test_an_export_that_cannot_be_written_says_why(house: House) -> None:
    with pytest.raises(ProblemError) as caught:
        house.exporter.run(house.folder / "gone" / "export.csv")
    assert caught.value.problem.code == "FILE_NO_FOLDER"


def test_the_status_log_knows_that_personal_data_left(house: House) -> None:
    house.collector.by_hand(["a@x.com"], "")
    exported(house)
    assert house.log()[0].message.english() == "Exported to “export.csv”, people: 1."
