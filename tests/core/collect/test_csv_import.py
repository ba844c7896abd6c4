from __future__ import annotations

import csv
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.collect.columns import Column, ColumnMapping, TreatAs
from core.collect.dates import DateOrder
from core.collect.import_plan import ImportCounts
from core.collect.import_setup import ImportProgress
from core.collect.import_work import PORTION
from core.events import LogAdded, PeopleChanged, QueueChanged
from core.messages import CancelledError, ProblemError
from core.store.import_batches import BatchState, Became
from core.store.types.log import Level, LogKind
from core.store.types.people import HistoryEvent, HistoryKind, NewPerson, Source
from core.store.types.records import LinkOrigin
from tests.core.collect.conftest import NOW, House, build
from tests.helpers.samples import record_id, snapshot

HEADER = "email,first_name,last_name,company,title,salesforce_id,unsubscribed,date,reason,source\n"
CONTACT, LEAD = record_id(1), record_id(2, "00Q")


def counts(**expected: int) -> ImportCounts:
    return ImportCounts(**expected)


def details(house: House, key: str) -> tuple[str, ...]:
    return house.store.people.details([key])[key].texts


def history(house: House, key: str) -> list[HistoryEvent]:
    return house.store.unsubscribes.history(house.person_id(key))


def take(house: House, text: str, **choices: object) -> ImportCounts:
    """Preview and import a file, see that both say the same, and give the counts."""
    path = house.file(text)
    seen = house.importer.preview(path, **choices)  # type: ignore[arg-type]
    report = house.importer.run(path, **choices)  # type: ignore[arg-type]
    assert seen.counts == report.counts
    assert [row.problem for row in seen.refused.first] == [row.problem for row in report.refused.first]
    return report.counts


# --- what is taken


def test_people_and_unsubscribes_are_taken_with_everything_the_file_says(house: House) -> None:
    text = (
        f"{HEADER}Ann@Example.com,Ann,Lee,Acme,Boss,{CONTACT},true,2026-01-02T08:30:00Z,asked,Clicked Link\n"
        "bob@example.com,Bob,Roe,,,,,,,\n"
    )
    assert take(house, text) == counts(rows=2, added=2, unsubscribed=1)
    assert details(house, "ann@example.com") == ("Ann", "Lee", "Acme", "Boss")
    assert history(house, "ann@example.com") == [
        HistoryEvent(
            datetime(2026, 1, 2, 8, 30, tzinfo=UTC),
            HistoryKind.UNSUBSCRIBED,
            Source.CLICKED_LINK,
            "asked",
            "Mina Kato",
        )
    ]
    assert house.unsubscribed() == {"ann@example.com"}
    assert history(house, "bob@example.com") == []


def test_without_a_source_or_date_it_is_a_csv_import_of_now(house: House) -> None:
    take(house, "email\na@example.com\n")
    (event,) = history(house, "a@example.com")
    assert (event.at, event.source) == (NOW, Source.CSV_IMPORT)


def test_an_imported_unsubscribe_is_pushed_to_every_linked_record(house: House) -> None:
    take(house, f"{HEADER}a@example.com,,,,,{CONTACT} {LEAD},yes,,,\n")
    pushes = house.store.push_queue.of_person(house.person_id("a@example.com"))
    assert {push.salesforce_id for push in pushes} == {CONTACT, LEAD, None}
    assert len(house.wakes) == 1


def test_a_new_record_of_somebody_unsubscribed_long_ago_is_pushed_to(house: House) -> None:
    house.collector.by_hand(["a@example.com"], "")
    before = len(house.store.push_queue.of_person(1))
    assert take(house, f"email,salesforce_id\na@example.com,{CONTACT}\n") == counts(rows=1, changed=1)
    pushes = house.store.push_queue.of_person(1)
    assert (len(pushes), pushes[0].salesforce_id) == (before + 1, CONTACT)


def test_the_same_file_twice_changes_nothing(house: House) -> None:
    text = f"{HEADER}a@example.com,Ann,Lee,Acme,Boss,{CONTACT[:15]},true,2026-01-02,asked,\nb@example.com,,,,,,no,,,\n"
    take(house, text)
    before = house.store.database.rows("SELECT * FROM person ORDER BY id")
    pushes = house.store.push_queue.state()
    assert take(house, text) == counts(rows=2, already_so=2)
    assert house.store.database.rows("SELECT * FROM person ORDER BY id") == before
    assert len(history(house, "a@example.com")) == 1
    assert house.store.push_queue.state() == pushes


def test_known_people_learn_what_was_unknown_and_lose_nothing(house: House) -> None:
    house.store.people.add([NewPerson("a@example.com", "Ann", "Lee", "Acme")], NOW)
    assert take(house, "email,first_name,company,title\nA@example.com,,Zenith,Boss\n") == counts(
        rows=1, changed=1
    )
    assert details(house, "a@example.com") == ("Ann", "Lee", "Zenith", "Boss")


def test_one_person_in_several_rows_is_one_person(house: House) -> None:
    text = (
        f"{HEADER}a@example.com,Ann,,,,{CONTACT},no,,,\nA@EXAMPLE.com,,Lee,,,{LEAD},true,,first,\n"
        "a@example.com,,,,,,true,,second,\na@example.com,Ann,Lee,,,,,,,\n"
    )
    assert take(house, text) == counts(rows=4, added=1, changed=1, unsubscribed=1, already_so=2)
    assert details(house, "a@example.com")[:2] == ("Ann", "Lee")
    assert [event.reason for event in history(house, "a@example.com")] == ["first"]
    assert len(house.store.push_queue.of_person(1)) == 3


def test_both_spellings_of_a_domain_are_one_person(house: House) -> None:
    assert take(house, "email\na@bücher.example\na@xn--bcher-kva.example\n") == counts(
        rows=2, added=1, unsubscribed=1, already_so=1
    )


def test_a_row_that_says_no_never_ends_an_unsubscribe(house: House) -> None:
    house.collector.by_hand(["a@example.com", "b@example.com"], "by hand")
    text = "email,unsubscribed\na@example.com,false\nb@example.com,\nc@example.com,false\n"
    assert take(house, text) == counts(rows=3, added=1, already_so=2, kept_unsubscribed=1)
    assert house.unsubscribed() == {"a@example.com", "b@example.com"}


def test_a_link_known_by_its_address_becomes_one_by_its_id(house: House) -> None:
    house.store.people.add([NewPerson("a@example.com")], NOW)
    house.store.records.remember([snapshot(CONTACT, "a@example.com")], NOW)
    house.store.database.write("INSERT INTO link VALUES (1, ?, 2)", (CONTACT,))
    assert take(house, f"email,salesforce_id\na@example.com,{CONTACT}\n") == counts(rows=1, already_so=1)
    assert [record.origin for record in house.store.records.of_person(1)] == [LinkOrigin.ID]


# --- whom a file unsubscribes


@pytest.mark.parametrize(
    ("text", "treat_as", "unsubscribed"),
    [
        ("email\na@x.com\nb@x.com\n", None, {"a@x.com", "b@x.com"}),
        ("a@x.com\nb@x.com\n", None, {"a@x.com", "b@x.com"}),
        ("email\na@x.com\nb@x.com\n", TreatAs.PEOPLE, set()),
        ("email,last_name\na@x.com,Lee\nb@x.com,\n", None, set()),
        ("email,last_name\na@x.com,Lee\nb@x.com,\n", TreatAs.UNSUBSCRIBES, {"a@x.com", "b@x.com"}),
        ("email,last_name,unsubscribed at\na@x.com,Lee,2026-01-02\nb@x.com,,\n", None, {"a@x.com"}),
        ("email,last_name,date\na@x.com,Lee,2026-01-02\nb@x.com,,\n", TreatAs.MARKED, {"a@x.com"}),
        ("email,unsubscribed\na@x.com,はい\nb@x.com,いいえ\n", None, {"a@x.com"}),
        ("email,unsubscribed\na@x.com,1\nb@x.com,0\n", TreatAs.UNSUBSCRIBES, {"a@x.com", "b@x.com"}),
        ("email,unsubscribed\na@x.com,1\nb@x.com,0\n", TreatAs.PEOPLE, set()),
    ],
)
def test_whom_a_file_unsubscribes_can_be_seen_and_chosen(
    house: House, text: str, treat_as: TreatAs | None, unsubscribed: set[str]
) -> None:
    take(house, text, treat_as=treat_as)
    assert house.unsubscribed() == unsubscribed
    assert house.people() == {"a@x.com", "b@x.com"}


def test_columns_can_be_chosen_by_hand(house: House) -> None:
    path = house.file("x,y,z\nLee,2,a@x.com\n")
    mapping = ColumnMapping({0: Column.LAST_NAME, 2: Column.EMAIL})
    house.importer.run(path, mapping, treat_as=TreatAs.UNSUBSCRIBES)
    assert (details(house, "a@x.com")[1], house.unsubscribed()) == ("Lee", {"a@x.com"})


def test_encoding_and_delimiter_can_be_chosen_by_hand(house: House) -> None:
    path = house.file("email;last_name;company\na@x.com;Żak;x\n".encode("cp1250"))
    house.importer.run(path, None, "cp1250", ";")
    assert details(house, "a@x.com")[1] == "Żak"


def test_the_order_of_day_and_month_can_be_chosen(house: House) -> None:
    text = "email,date\na@x.com,3/4/2026\n"
    take(house, text, date_order=DateOrder.DAY_FIRST)
    assert history(house, "a@x.com")[0].at == datetime(2026, 4, 3).astimezone(UTC)


# --- rows and cells that cannot be taken


BAD = (
    f"{HEADER}"
    "good@x.com,,,,,,true,,,\n"
    "nobody,,,,,,true,,,\n"
    ",Ann,,,,,true,,,\n"
    "date@x.com,,,,,,true,3/4/2026,,\n"
    "future@x.com,,,,,,true,2031-01-01,,\n"
    "maybe@x.com,,,,,,perhaps,,,\n"
    "wide@x.com,a,b,c,d,,true,,,,more\n"
    'quote@x.com,"open,,,,,true,,,\n'
    "zero\0@x.com,,,,,,true,,,\n"
    "last@x.com,,,,,,true,,,\n"
)


def test_bad_rows_never_stop_a_file_and_are_listed_with_line_and_reason(house: House) -> None:
    path = house.file(BAD)
    report = house.importer.run(path)
    assert report.counts == counts(
        rows=10, added=4, unsubscribed=4, refused=6, cells_left_out=1, dates_left_out=2
    )
    assert [(row.line, row.problem.code, row.taken) for row in report.refused.first] == [
        (3, "ADDRESS_WITHOUT_AT", False),
        (4, "ADDRESS_EMPTY", False),
        (6, "CELL_DATE_IN_FUTURE", True),
        (7, "CELL_NEITHER_YES_NOR_NO", False),
        (8, "CSV_TOO_MANY_CELLS", False),
        (9, "CSV_QUOTES", False),
        (10, "ADDRESS_UNSEEN_CHARACTER", False),
    ]
    assert house.unsubscribed() == {"good@x.com", "date@x.com", "future@x.com", "last@x.com"}


def test_refused_rows_can_be_saved_corrected_and_imported_again(house: House) -> None:
    report = house.importer.run(
        house.file("email,last_name,opt-out reason\nnobody,=1+1,asked\nann@x.com,Lee,\n")
    )
    saved = house.folder / "refused.csv"
    report.refused.save(saved)
    with saved.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][4:] == ["email", "last_name", "opt-out reason"]
    assert rows[1][:3] == ["2", "refused", "The address has no @."]
    assert rows[1][4:] == ["nobody", "'=1+1", "asked"]
    saved.write_text(saved.read_text("utf-8-sig").replace("nobody", "bob@x.com"), "utf-8-sig")
    assert house.importer.run(saved).counts == counts(rows=1, added=1, unsubscribed=1)
    assert details(house, "bob@x.com")[1] == "=1+1"


def test_refused_rows_of_a_bare_list_are_taken_for_a_bare_list_again(house: House) -> None:
    report = house.importer.run(house.file("email\nnobody\n"))
    report.refused.save(house.folder / "refused.csv")
    assert house.importer.inspect(house.folder / "refused.csv").treat_as is TreatAs.UNSUBSCRIBES


def test_a_list_without_refused_rows_can_be_saved_too(house: House) -> None:
    report = house.importer.run(house.file("email\na@x.com\n"))
    report.refused.save(house.folder / "refused.csv")
    assert (house.folder / "refused.csv").read_text("utf-8-sig").endswith(",email\n")
    report.refused.close()


def test_an_opt_out_is_not_lost_over_a_neighbouring_cell(house: House) -> None:
    text = (
        f"{HEADER}"
        "id@x.com,,,,,701000000000001,true,,,\n"
        "source@x.com,,,,,,true,,,Fax\n"
        "name@x.com,A\0B,,,,,true,,,\n"
    )
    report = house.importer.run(house.file(text))
    assert report.counts == counts(rows=3, added=3, unsubscribed=3, cells_left_out=3)
    assert [(row.line, row.problem.code, row.taken) for row in report.refused.first] == [
        (2, "CELL_NO_PERSON_ID", True),
        (3, "CELL_SOURCE_UNKNOWN", True),
        (4, "CELL_UNREADABLE", True),
    ]
    assert history(house, "source@x.com")[0].source is Source.CSV_IMPORT
    assert details(house, "name@x.com")[0] == ""


def test_bytes_that_do_not_fit_the_encoding_cost_their_row_only(house: House) -> None:
    data = (
        b"email,last_name,unsubscribed\na@x.com,Lee,1\nb\xff@x.com,Lee,1\nc@x.com,L\xff\xfee,1\n"
        + "d@x.com,é,1\n".encode()
    )
    report = house.importer.run(house.file(data), None, "utf-8")
    assert report.counts == counts(rows=4, added=3, unsubscribed=3, refused=1, cells_left_out=1)
    assert report.refused.first[0].problem.code == "ADDRESS_UNREADABLE"
    assert house.unsubscribed() == {"a@x.com", "c@x.com", "d@x.com"}


def test_only_the_first_refused_rows_are_in_memory_but_all_are_saved(house: House) -> None:
    report = house.importer.run(house.file("email\n" + "nobody\n" * 5000))
    assert (report.counts.refused, report.refused.count, len(report.refused.first)) == (5000, 5000, 200)
    report.refused.save(house.folder / "refused.csv")
    assert len((house.folder / "refused.csv").read_text("utf-8-sig").splitlines()) == 5001


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "FILE_EMPTY"), ("name,phone\nAnn,1\n", "NO_EMAIL_COLUMN"), ("x" * 2_000_000, "CSV_LINE_TOO_LONG")],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence(house: House, text: str, code: str) -> None:
    path = house.file(text)
    for verb in (house.importer.preview, house.importer.run):
        with pytest.raises(ProblemError) as caught:
            verb(path)
        assert caught.value.problem.code == code
    (entry,) = house.log()
    assert (entry.level, entry.kind, entry.code) == (Level.ERROR, LogKind.COLLECT, code)


def test_a_file_without_an_email_column_can_still_be_looked_at_to_choose_one(house: House) -> None:
    setup = house.importer.inspect(house.file("name,phone\nAnn,1\n"))
    assert setup.shape.headers == ("name", "phone")
    assert setup.mapping.first(Column.EMAIL) is None


def test_a_file_cut_off_while_it_is_read_keeps_what_was_read(house: House) -> None:
    path = house.file("email\n" + "".join(f"p{number}@x.com\n" for number in range(3 * PORTION)))

    def cut(progress: ImportProgress) -> None:
        if not progress.learning:
            path.write_text("")

    report = house.importer.run(path, on_progress=cut)
    assert PORTION <= report.counts.added < 3 * PORTION
    assert len(house.unsubscribed()) == report.counts.added


# --- preview, progress, cancelling


def test_a_preview_changes_nothing(house: House) -> None:
    seen = house.importer.preview(house.file(BAD))
    assert (seen.counts.refused, seen.refused.count) == (6, 7)
    assert (house.people(), house.log(), house.told, house.wakes) == (set(), [], [], [])


def test_a_preview_of_rows_far_apart_counts_like_the_import(house: House) -> None:
    house.store.people.add([NewPerson("known@x.com", salesforce_ids=(CONTACT, LEAD))], NOW)
    filler = "".join(f"p{number}@x.com,,,,,,true,,,\n" for number in range(PORTION))
    text = (
        f"{HEADER}known@x.com,Ann,,,,{CONTACT},true,,,\nnew@x.com,,,,,{record_id(7)},,,,\n{filler}"
        f"known@x.com,Ann,Lee,,,{LEAD},true,,,\nNEW@x.com,,,,,{record_id(7)},true,,,\n{filler}"
        f"known@x.com,,Lee,,,{LEAD},no,,,\nnew@x.com,,,,,{record_id(8)},true,,,\n"
    )
    assert take(house, text) == counts(
        rows=2 * PORTION + 6,
        added=PORTION + 1,
        changed=3,
        unsubscribed=PORTION + 2,
        already_so=PORTION + 1,
        kept_unsubscribed=1,
    )


def test_progress_is_told_in_rows_and_bytes(house: House) -> None:
    path = house.file("email\n" + "".join(f"p{number}@x.com\n" for number in range(2 * PORTION + 5)))
    told: list[ImportProgress] = []
    house.importer.run(path, on_progress=told.append)
    assert [progress.rows for progress in told if progress.learning][-1] == 2 * PORTION + 5
    assert [progress.rows for progress in told if not progress.learning] == [
        PORTION,
        2 * PORTION,
        2 * PORTION + 5,
    ]
    assert told[-1].bytes_read == told[-1].bytes_total == path.stat().st_size


def test_a_cancelled_import_has_whole_portions_and_can_be_started_again(house: House) -> None:
    path = house.file("email\n" + "".join(f"p{number}@x.com\n" for number in range(3 * PORTION)))
    stop = threading.Event()
    report = house.importer.run(path, stop=stop, on_progress=lambda now: now.learning or stop.set())
    assert (report.cancelled, report.counts.rows) == (True, PORTION)
    assert len(house.unsubscribed()) == PORTION
    assert house.store.database.row("SELECT count(*) FROM history") == (PORTION,)
    assert house.store.push_queue.state().waiting == PORTION
    assert f"was stopped, rows: {PORTION:,}." in house.log()[0].message.english()
    again = house.importer.run(path)
    assert (again.counts.already_so, again.counts.unsubscribed) == (PORTION, 2 * PORTION)


def test_a_preview_can_be_cancelled(house: House) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(CancelledError):
        house.importer.preview(house.file("email\na@x.com\n"), stop=stop)


def test_closing_the_program_stops_what_is_running(house: House) -> None:
    path = house.file("email\n" + "".join(f"p{number}@x.com\n" for number in range(2 * PORTION)))
    report = house.importer.run(path, on_progress=lambda now: now.learning or house.importer.close())
    assert (report.cancelled, len(house.unsubscribed())) == (True, PORTION)


def test_killed_at_any_portion_the_next_import_carries_on(tmp_path: Path) -> None:
    house = build(tmp_path, tmp_path / "data")
    path = house.file("email\n" + "".join(f"p{number}@x.com\n" for number in range(2 * PORTION + 10)))

    def die(progress: ImportProgress) -> None:
        if not progress.learning:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        house.importer.run(path, on_progress=die)
    again = build(tmp_path, tmp_path / "data")
    assert [row.line for row in again.store.import_batches.rows(1, 0, 3 * PORTION)] == list(
        range(2, PORTION + 2)
    )
    assert again.store.database.row("SELECT count(*) FROM history WHERE batch_id = 1") == (PORTION,)
    assert again.importer.run(path).counts == counts(
        rows=2 * PORTION + 10, added=PORTION + 10, unsubscribed=PORTION + 10, already_so=PORTION
    )


def test_a_database_that_cannot_be_written_ends_the_import_with_a_sentence(house: House) -> None:
    house.store.database.write(
        f"CREATE TRIGGER broken BEFORE INSERT ON history WHEN new.person_id > {PORTION + 500} "
        "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    path = house.file("email\n" + "".join(f"p{number}@x.com\n" for number in range(2 * PORTION)))
    with pytest.raises(ProblemError) as caught:
        house.importer.run(path)
    problem = caught.value.problem
    assert problem.code == "IMPORT_NOT_SAVED"
    assert problem.what.english() == (
        f"The import of “people.csv” stopped after {PORTION:,} rows: the database could not be written."
    )
    assert isinstance(caught.value.__cause__, sqlite3.Error)
    assert len(house.unsubscribed()) == PORTION


# --- the batch of an import


def test_every_event_of_an_import_points_to_its_batch_which_has_every_row(house: House) -> None:
    house.collector.by_hand(["by.hand@x.com"], "")
    text = "email,unsubscribed\na@x.com,yes\nb@x.com,no\nby.hand@x.com,yes\nnobody,yes\n"
    report = house.importer.run(house.file(text))
    batch = house.store.import_batches.get(report.batch_id, NOW)
    assert batch is not None
    assert (batch.file_name, batch.who, batch.state) == ("people.csv", "Mina Kato", BatchState.DONE)
    assert batch.counts["unsubscribed"] == 1
    assert [row.became for row in house.store.import_batches.rows(batch.id, 0, 10)] == [
        Became.ADDED_UNSUBSCRIBED,
        Became.ADDED,
        Became.ALREADY_SO,
        Became.REFUSED,
    ]
    # What an undo asks: whom this batch, and nothing else, unsubscribed.
    alone = house.store.database.rows(
        "SELECT person.email FROM history JOIN person ON person.id = history.person_id "
        "WHERE history.batch_id = ? AND history.what = 'unsubscribed'",
        (batch.id,),
    )
    assert alone == [("a@x.com",)]


def test_a_cancelled_import_and_one_that_failed_are_told_apart(house: House) -> None:
    path = house.file("email\n" + "".join(f"p{number}@x.com\n" for number in range(2 * PORTION)))
    stop = threading.Event()
    first = house.importer.run(path, stop=stop, on_progress=lambda now: now.learning or stop.set())
    house.store.database.write(
        "CREATE TRIGGER broken BEFORE INSERT ON history BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
    )
    with pytest.raises(ProblemError):
        house.importer.run(path)
    states = [batch.state for batch in house.store.import_batches.page(None, 10, NOW)]
    assert (first.batch_id, states) == (1, [BatchState.FAILED, BatchState.CANCELLED])


# --- what others hear of it


def test_the_status_log_sums_an_import_up(house: House) -> None:
    house.importer.run(house.file("email\na@x.com\nnobody\n"))
    (entry,) = house.log()
    assert (entry.level, entry.kind) == (Level.WARNING, LogKind.COLLECT)
    assert entry.message.english() == (
        "“people.csv” was imported, rows: 2. Unsubscribed: 1, added: 1, changed: 0, already so: 0, refused: 1."
    )
    house.importer.run(house.file("email\na@x.com\n"))
    assert house.log()[0].level is Level.INFO


def test_the_screens_are_told_and_whoever_pushes_is_woken(house: House) -> None:
    house.importer.run(house.file("email\na@x.com\n"))
    assert [type(event) for event in house.told] == [LogAdded, QueueChanged, PeopleChanged]
    assert house.told[1] == QueueChanged(1, 0)
    assert len(house.wakes) == 1
    house.wakes.clear()
    house.importer.run(house.file("email\na@x.com\n"))
    assert len(house.wakes) == 1, "collected again means looked for again"


def test_a_date_of_tomorrow_elsewhere_on_earth_is_no_future(house: House) -> None:
    tomorrow = (NOW + timedelta(hours=14)).isoformat()
    assert take(house, f"email,date\na@x.com,{tomorrow}\n").refused == 0
