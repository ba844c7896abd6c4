"""Reading and writing at size through Bulk API 2.0, and the choice between that and single calls."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.messages import CancelledError, ProblemError
from core.salesforce.bulk.jobs import pause_s
from core.salesforce.bulk.reading import BulkReader, wants_bulk
from core.salesforce.bulk.writing import wants_bulk as wants_bulk_writes
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.people.people_rows import PeopleRows
from core.salesforce.values.describe import Page, WriteAnswer
from core.store.records import Snapshot
from tests.core.salesforce.conftest import HURRIED, calls_by_kind, rule
from tests.helpers.practice import PracticeOrg

FIELD = "HasOptedOutOfEmail"
COMING = 5000
CALM = {"clear": True, "org": {"bulk": {"delay_ms": 0, "header_on_every_page": True, "charset": True}}}


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=3000, opted_out=300) as running:
        yield running


@pytest.fixture
def org(practice: PracticeOrg) -> Iterator[SalesforceOrg]:
    practice.control("faults", CALM)
    practice.control("faults", {"org": {"bulk": {"fail_after_batches": None, "fail_queries": None}}})
    with client(practice) as opened:
        yield opened


def client(practice: PracticeOrg, stop: threading.Event | None = None) -> SalesforceOrg:
    return SalesforceOrg(
        practice.url,
        HandedInToken(practice.token),
        ca_file=Path(practice.line["ca_file"]),
        stop=stop,
        patience=HURRIED,
    )


def pages_by_job(org: SalesforceOrg, object_: str = "Contact") -> list[Page]:
    return list(BulkReader(org.client, HURRIED).pages(PeopleRows(object_, org.describe()), None, COMING))


def by_id(pages: list[Page]) -> dict[str, Snapshot]:
    return {snapshot.id: snapshot for page in pages for snapshot in page.snapshots}


def contact_ids(practice: PracticeOrg, *, limit: int, opted_out: bool = False) -> list[str]:
    rows = practice.query(f"SELECT Id FROM Contact WHERE {FIELD} = {opted_out} ORDER BY Id LIMIT {limit}")
    return [row["Id"] for row in rows]


def tick(org: SalesforceOrg, ids: list[str]) -> tuple[str, list[WriteAnswer]]:
    job_id = org.bulk.send("Contact", FIELD, ids, lambda _job_id: None)
    told = list(org.bulk.answers(job_id))
    saved = [WriteAnswer(id_, None) for some in told for id_ in some.saved]
    return job_id, [*saved, *(answer for some in told for answer in some.refused)]


@pytest.mark.parametrize("object_", ["Contact", "Lead"])
def test_a_job_reads_the_very_same_people_as_queries_do(org: SalesforceOrg, object_: str) -> None:
    shape = org.describe()
    by_query = {
        snapshot.id: snapshot for page in org.read_people(object_, shape) for snapshot in page.snapshots
    }
    pages = pages_by_job(org, object_)
    assert by_id(pages) == by_query
    assert [page.total for page in pages] == [COMING, *[len(by_query)] * (len(pages) - 1)]
    assert all(len(page.snapshots) <= 2000 for page in pages)


@pytest.mark.parametrize("object_", ["Contact", "Lead"])
def test_what_all_live_records_say_alike_is_not_asked_for(org: SalesforceOrg, object_: str) -> None:
    whole = PeopleRows(object_, org.describe())
    assert set(whole.columns) - set(whole.live.columns) == {"IsDeleted", "MasterRecordId", "SystemModstamp"}
    assert by_id(list(BulkReader(org.client, HURRIED).pages(whole.live, None, COMING))) == by_id(
        pages_by_job(org, object_)
    )


def test_results_in_several_downloads_come_whole_with_or_without_a_header_on_each(
    org: SalesforceOrg, practice: PracticeOrg
) -> None:
    whole = by_id(pages_by_job(org))
    for header in (True, False):
        practice.control("faults", {"org": {"short_pages": 400, "bulk": {"header_on_every_page": header}}})
        assert by_id(pages_by_job(org)) == whole
    practice.control("faults", {"org": {"short_pages": None}})


def test_names_of_all_countries_come_right_even_when_the_answer_names_no_charset(
    org: SalesforceOrg, practice: PracticeOrg
) -> None:
    whole = by_id(pages_by_job(org))
    practice.control("faults", {"org": {"bulk": {"charset": False}}})
    assert by_id(pages_by_job(org)) == whole
    assert any(ord(letter) > 0x3000 for snapshot in whole.values() for letter in snapshot.name)


def test_a_job_says_how_many_are_coming_before_anything_is_waited_for(practice: PracticeOrg) -> None:
    practice.control("faults", CALM | {"org": {"bulk": {"delay_ms": 60_000}}})
    with client(practice) as org:
        pages = BulkReader(org.client, HURRIED).pages(PeopleRows("Contact", org.describe()), None, COMING)
        page = next(pages)
    practice.control("faults", CALM)
    assert (list(page.snapshots), page.total) == ([], COMING)


def test_an_object_without_people_gives_no_more_than_that(org: SalesforceOrg, practice: PracticeOrg) -> None:
    with PracticeOrg(people=0) as empty, client(empty) as other:
        [page] = pages_by_job(other)
    assert list(page.snapshots) == []


@pytest.mark.parametrize("trouble", ["drop_after", "truncate"])
def test_a_download_that_breaks_off_is_asked_for_again(
    org: SalesforceOrg, practice: PracticeOrg, trouble: str
) -> None:
    whole = by_id(pages_by_job(org))
    rule(practice, trouble, method="GET", path="/results")
    assert by_id(pages_by_job(org)) == whole


def test_a_job_that_salesforce_gives_up_is_said_with_its_own_words(
    org: SalesforceOrg, practice: PracticeOrg
) -> None:
    practice.control("faults", {"org": {"bulk": {"fail_queries": "InternalServerError : no luck today"}}})
    with pytest.raises(ProblemError) as told:
        pages_by_job(org)
    assert told.value.problem.code == "BULK_JOB_FAILED"
    assert "no luck today" in told.value.problem.detail


def test_waiting_for_a_job_ends_at_once_when_asked_to_stop(practice: PracticeOrg) -> None:
    practice.control("faults", CALM | {"org": {"bulk": {"delay_ms": 60_000}}})
    stop = threading.Event()
    with client(practice, stop) as org:
        rows = PeopleRows("Contact", org.describe())
        threading.Timer(0.3, stop.set).start()
        with pytest.raises(CancelledError):
            list(BulkReader(org.client, HURRIED).pages(rows, None, COMING))
    practice.control("faults", CALM)


def test_no_job_is_left_behind_after_reading(org: SalesforceOrg, practice: PracticeOrg) -> None:
    before = practice.call("GET", "jobs/query").json()["records"]
    pages_by_job(org)
    assert practice.call("GET", "jobs/query").json()["records"] == before


def test_ticks_of_a_job_are_answered_record_by_record(org: SalesforceOrg, practice: PracticeOrg) -> None:
    ids = contact_ids(practice, limit=30)
    practice.control("faults", {"records": [{"ids": ids[:2], "refuse": "validation"}]})
    job_id, answers = tick(org, ids)
    refused = {answer.record_id: answer.problem for answer in answers if answer.problem}
    assert set(refused) == set(ids[:2])
    assert {problem.code for problem in refused.values() if problem} == {"FIELD_CUSTOM_VALIDATION_EXCEPTION"}
    saved = {answer.record_id for answer in answers if not answer.problem}
    assert saved == set(ids[2:])
    ticked = {row["Id"] for row in practice.query(f"SELECT Id FROM Contact WHERE {FIELD} = true")}
    assert saved <= ticked
    assert not set(ids[:2]) & ticked
    org.bulk.drop(job_id)


def test_the_id_of_a_job_is_told_before_anything_is_uploaded(
    org: SalesforceOrg, practice: PracticeOrg
) -> None:
    practice.control("calls/reset", {})
    seen: list[tuple[str, bool]] = []

    def remember(job_id: str) -> None:
        seen.append((job_id, any(kind.startswith("PUT") for kind in calls_by_kind(practice))))

    job_id = org.bulk.send("Contact", FIELD, contact_ids(practice, limit=3), remember)
    assert seen == [(job_id, False)]


def test_a_job_of_ticks_that_does_not_come_to_an_end_is_ended_and_told_as_far_as_it_came(
    org: SalesforceOrg, practice: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.salesforce.bulk.writing.LONGEST_JOB_S", 0.5)
    practice.control("faults", {"org": {"bulk": {"delay_ms": 600_000}}})
    job_id, answers = tick(org, contact_ids(practice, limit=3))
    practice.control("faults", CALM)
    assert answers == []
    assert practice.call("GET", f"jobs/ingest/{job_id}").json()["state"] == "Aborted"
    org.bulk.drop(job_id)


def test_a_job_that_was_never_begun_has_no_answers(org: SalesforceOrg, practice: PracticeOrg) -> None:
    made = practice.call(
        "POST", "jobs/ingest", json={"object": "Contact", "operation": "update", "contentType": "CSV"}
    ).json()
    assert list(org.bulk.answers(made["id"])) == []
    org.bulk.drop(made["id"])
    assert practice.call("GET", f"jobs/ingest/{made['id']}").status_code == 404


@pytest.mark.parametrize(
    ("rows", "calls_left", "by_job"),
    [
        (0, None, False),
        (49_999, 100_000, False),
        (50_000, 100_000, True),
        (1_000_000, None, True),
        (60, 0, False),  # a job would cost more than the one call
        (52_000 - 1, 200, True),
        (49_000, 90, False),  # 25 calls or fewer are never worth a job
        (49_000 + 2_000 - 1_000, 90, True),
    ],
)
def test_reading_goes_by_a_job_when_there_is_much_or_calls_are_few(
    rows: int, calls_left: int | None, by_job: bool
) -> None:
    assert wants_bulk(rows, calls_left) is by_job


def test_when_one_object_goes_by_a_job_so_do_the_others_of_more_than_a_page(
    practice: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {name: len(practice.query(f"SELECT Id FROM {name}")) for name in ("Contact", "Lead")}
    fewer = min(counts.values())
    with client(practice) as org:
        shape = org.describe()
        calls = org.calls
        assert org.by_jobs(shape, list(shape.objects)) == {}
        assert org.calls == calls + 1
        monkeypatch.setattr("core.salesforce.bulk.reading.BULK_FROM", max(counts.values()))
        monkeypatch.setattr("core.salesforce.bulk.reading.ROWS_PER_QUERY", fewer - 1)
        assert org.by_jobs(shape, list(shape.objects)) == counts
        monkeypatch.setattr("core.salesforce.bulk.reading.ROWS_PER_QUERY", fewer)
        assert org.by_jobs(shape, list(shape.objects)) == {
            name: count for name, count in counts.items() if count > fewer
        }


def test_an_object_that_goes_by_a_job_is_not_asked_by_a_query_before(practice: PracticeOrg) -> None:
    practice.control("faults", CALM)
    with client(practice) as org:
        shape = org.describe()
        practice.control("calls/reset", {})
        pages = list(org.read_people("Contact", shape, job_for=7))
    assert pages[0].total == 7
    assert sum(len(page.snapshots) for page in pages) == len(practice.query("SELECT Id FROM Contact"))
    assert not any("/query?" in kind for kind in calls_by_kind(practice))


@pytest.mark.parametrize(
    ("age", "pause"),
    [
        (0.0, 0.1),
        (0.8, 0.1),
        (5.0, 0.6),
        (10.0, 1.2),
        (16.7, 2.0),
        (119.0, 2.0),
        (125.0, 15.0),
        (2_000.0, 15.0),
    ],
)
def test_a_job_is_looked_at_again_after_an_eighth_of_its_age(age: float, pause: float) -> None:
    assert pause_s(age) == pytest.approx(pause, abs=0.01)


@pytest.mark.parametrize(
    ("records", "calls_left", "by_job"),
    [
        (9_999, None, False),
        (10_000, None, True),
        (9_999, 400, True),
        (9_999, 100_000, False),
        (5_000, 1, False),
    ],
)
def test_writing_goes_by_a_job_when_there_is_much_or_calls_are_few(
    records: int, calls_left: int | None, by_job: bool
) -> None:
    assert wants_bulk_writes(records, calls_left) is by_job


def test_an_org_without_the_bulk_api_is_read_by_queries(
    practice: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.salesforce.bulk.reading.BULK_FROM", 1)
    practice.control("faults", CALM)
    rule(practice, "answer", method="POST", path="jobs/query", status=404, code="NOT_FOUND", message="none")
    with client(practice) as org:
        shape = org.describe()
        read = [snapshot.id for page in org.read_people("Contact", shape) for snapshot in page.snapshots]
    assert len(read) == len(practice.query("SELECT Id FROM Contact"))


def test_an_org_that_gives_the_job_up_is_read_by_queries(
    practice: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.salesforce.bulk.reading.BULK_FROM", 1)
    practice.control(
        "faults", CALM | {"org": {"bulk": {"delay_ms": 0, "fail_queries": "InternalServerError : none"}}}
    )
    with client(practice) as org:
        shape = org.describe()
        read = [snapshot.id for page in org.read_people("Contact", shape) for snapshot in page.snapshots]
    practice.control("faults", {"org": {"bulk": {"fail_queries": None}}})
    assert sorted(read) == sorted(row["Id"] for row in practice.query("SELECT Id FROM Contact"))


def test_a_job_that_does_not_come_to_an_end_is_dropped_and_read_by_queries(
    practice: PracticeOrg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.salesforce.bulk.reading.BULK_FROM", 1)
    monkeypatch.setattr("core.salesforce.bulk.reading.LONGEST_JOB_S", 0.5)
    practice.control("faults", CALM)
    before = practice.call("GET", "jobs/query").json()["records"]
    practice.control("faults", {"org": {"bulk": {"delay_ms": 600_000}}})
    with client(practice) as org:
        shape = org.describe()
        read = [snapshot.id for page in org.read_people("Lead", shape) for snapshot in page.snapshots]
    practice.control("faults", CALM)
    assert sorted(read) == sorted(row["Id"] for row in practice.query("SELECT Id FROM Lead"))
    assert practice.call("GET", "jobs/query").json()["records"] == before


def test_what_the_org_says_to_an_upload_is_understood(org: SalesforceOrg, practice: PracticeOrg) -> None:
    for status, code in ((403, "API_CURRENTLY_DISABLED"), (503, "SERVER_UNAVAILABLE")):
        rule(practice, "answer", method="PUT", path="batches", status=status, code=code, message="no")
        with pytest.raises(ProblemError) as told:
            tick(org, contact_ids(practice, limit=3))
        assert told.value.problem.code == code
    rule(
        practice,
        "answer",
        method="GET",
        path="results",
        status=403,
        code="API_CURRENTLY_DISABLED",
        message="no",
    )
    with pytest.raises(ProblemError) as told:
        pages_by_job(org)
    assert told.value.problem.code == "API_CURRENTLY_DISABLED"
