import pytest

from tests.helpers.bulk_jobs import (
    bulk_rows,
    ingest,
    make_query,
    open_job,
    page_of,
    put,
    query_job,
    results,
    write_csv,
)
from tests.helpers.practice import PracticeOrg

OPT_OUT = "HasOptedOutOfEmail"


def bulk(org: PracticeOrg, **settings: object) -> None:
    org.control("faults", {"clear": True, "org": {"bulk": settings}})


@pytest.fixture(autouse=True)
def _usual(own_org: PracticeOrg) -> None:
    """Every test begins with a Bulk API that behaves."""
    bulk(
        own_org, header_on_every_page=True, charset=True, gzip=True, fail_after_batches=None,
        fail_queries=None, largest_upload=150_000_000, daily_query_jobs=10_000, daily_batches=15_000,
    )  # fmt: skip
    own_org.control("faults", {"org": {"short_pages": None}})


def contacts(org: PracticeOrg, most: int) -> list[str]:
    return [record["Id"] for record in org.query(f"SELECT Id FROM Contact ORDER BY Id LIMIT {most}")]


def test_marked_records_refuse_in_bulk_as_in_rest(own_org: PracticeOrg) -> None:
    text = 'Überprüfung: 電話番号, «bitte» "hier"\nund hier'
    first, second, third = contacts(own_org, 3)
    own_org.control(
        "faults",
        {
            "records": [
                {"ids": [first], "refuse": "locked", "times": 1},
                {"ids": [second], "refuse": "validation", "message": text, "fields": ["Phone", "Fax"]},
            ]
        },
    )
    content = write_csv(["Id", OPT_OUT], [[i, "true"] for i in (first, second, third)])
    job = ingest(own_org, content)
    assert (job["numberRecordsProcessed"], job["numberRecordsFailed"]) == (3, 2)
    assert {row["sf__Id"]: row["sf__Error"] for row in results(own_org, job["id"], "failedResults")} == {
        first: "UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 1 records:"
        f" {first}: --",
        second: f"FIELD_CUSTOM_VALIDATION_EXCEPTION:{text}:Phone,Fax --",
    }
    again = ingest(own_org, content)
    assert [row["sf__Id"] for row in results(own_org, again["id"], "failedResults")] == [second]


def test_a_converted_lead_refuses(own_org: PracticeOrg) -> None:
    [lead] = [r["Id"] for r in own_org.query("SELECT Id FROM Lead WHERE IsConverted = true LIMIT 1")]
    job = ingest(own_org, write_csv(["Id", OPT_OUT], [[lead, "true"]]), object="Lead")
    [row] = results(own_org, job["id"], "failedResults")
    assert row["sf__Error"] == "CANNOT_UPDATE_CONVERTED_LEAD:cannot reference converted lead: --"


def test_a_job_that_fails_after_10000_of_25000_rows_has_saved_those(own_org: PracticeOrg) -> None:
    bulk(own_org, fail_after_batches=1)
    ids = contacts(own_org, 100)
    rows = [[ids[number % 100], str(number)] for number in range(10_000)]
    rows += [[ids[99], f"late {number}"] for number in range(15_000)]
    # Within a chunk of 200 no record may come twice, so every second hundred is refused.
    job = ingest(own_org, write_csv(["Id", "Department"], rows))
    assert job["state"] == "Failed"
    assert job["errorMessage"]
    assert job["retries"] == 20
    assert job["numberRecordsProcessed"] == 10_000
    assert job["numberRecordsFailed"] == 5_000
    succeeded = results(own_org, job["id"], "successfulResults")
    assert len(succeeded) == len(results(own_org, job["id"], "failedResults")) == 5_000
    unprocessed = results(own_org, job["id"], "unprocessedrecords")
    assert [[row["Id"], row["Department"]] for row in unprocessed] == rows[10_000:]
    [saved] = own_org.query(f"SELECT Department FROM Contact WHERE Id = '{ids[99]}'")
    assert saved["Department"] == "9899"


def test_a_smaller_job_does_not_notice_that_batches_fail(own_org: PracticeOrg) -> None:
    bulk(own_org, fail_after_batches=1)
    job = ingest(own_org, write_csv(["Id", OPT_OUT], [[i, "true"] for i in contacts(own_org, 20)]))
    assert job["state"] == "JobComplete"


def test_queries_fail_with_the_words_wanted(own_org: PracticeOrg) -> None:
    bulk(own_org, fail_queries="InternalServerError : retried more than fifteen times")
    job = query_job(own_org, "SELECT Id FROM Contact")
    assert (job["state"], job["errorMessage"]) == (
        "Failed",
        "InternalServerError : retried more than fifteen times",
    )
    assert page_of(own_org, job["id"]).status_code == 400


def test_later_pages_can_lack_the_header(own_org: PracticeOrg) -> None:
    bulk(own_org, header_on_every_page=False)
    job = query_job(own_org, "SELECT Id FROM Contact")["id"]
    first = page_of(own_org, job, maxRecords=100)
    second = page_of(own_org, job, maxRecords=100, locator=first.headers["Sforce-Locator"])
    assert first.content.startswith(b'"Id"\n"003')
    assert second.content.startswith(b'"003')


def test_the_charset_and_the_compression_can_be_missing(own_org: PracticeOrg) -> None:
    bulk(own_org, charset=False, gzip=False)
    job = query_job(own_org, "SELECT Id, Name FROM Contact")["id"]
    page = page_of(own_org, job)
    assert page.headers["Content-Type"] == "text/csv"
    assert "Content-Encoding" not in page.headers


def test_pages_can_be_shorter_than_asked(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"org": {"short_pages": 33}})
    job = query_job(own_org, "SELECT Id FROM Contact")
    page = page_of(own_org, job["id"], maxRecords=100)
    assert page.headers["Sforce-NumberOfRecords"] == "33"
    assert len(bulk_rows(own_org, "SELECT Id FROM Contact")) == job["numberRecordsProcessed"]


def test_an_upload_is_measured_in_base64(own_org: PracticeOrg) -> None:
    bulk(own_org, largest_upload=400)
    job = open_job(own_org)
    assert put(own_org, job, b"x" * 301).status_code == 413
    assert put(own_org, job, b"x" * 300).status_code == 201


def test_a_day_has_so_many_query_jobs_and_batches(own_org: PracticeOrg) -> None:
    limits = own_org.call("GET", "limits").json()
    used = limits["DailyBulkV2QueryJobs"]["Max"] - limits["DailyBulkV2QueryJobs"]["Remaining"]
    batches = limits["DailyBulkApiBatches"]["Max"] - limits["DailyBulkApiBatches"]["Remaining"]
    bulk(own_org, daily_query_jobs=used + 1, daily_batches=batches + 1)
    query_job(own_org, "SELECT Id FROM Contact")
    refused = make_query(own_org, "SELECT Id FROM Contact")
    assert refused.status_code == 400
    assert refused.json()[0]["errorCode"] == "LIMIT_EXCEEDED"
    assert "Max bulk v2 query jobs" in refused.json()[0]["message"]
    content = write_csv(["Id"], [[i] for i in contacts(own_org, 2)])
    assert ingest(own_org, content)["state"] == "JobComplete"
    over = ingest(own_org, content)
    assert over["state"] == "Failed"
    assert over["errorMessage"].startswith("ExceededQuota : ")
    limits = own_org.call("GET", "limits").json()
    assert limits["DailyBulkV2QueryJobs"] == {"Max": used + 1, "Remaining": 0}
    assert limits["DailyBulkApiBatches"]["Remaining"] == 0
    assert limits["DailyBulkV2QueryFileStorageMB"]["Max"] == 976_562


def test_a_poll_can_meet_an_expired_session(own_org: PracticeOrg) -> None:
    job = make_query(own_org, "SELECT Id FROM Contact").json()["id"]
    own_org.control("faults", {"requests": [{"do": "expired_session", "path": "jobs/query/750"}]})
    assert own_org.call("GET", f"jobs/query/{job}").status_code == 401
    assert own_org.call("GET", f"jobs/query/{job}").status_code == 200


def test_calls_of_the_bulk_api_are_counted(own_org: PracticeOrg) -> None:
    own_org.control("calls/reset", {})
    job = query_job(own_org, "SELECT Id FROM Contact")["id"]
    page_of(own_org, job)
    kinds = own_org.control("calls")["by_kind"]
    assert kinds["POST /jobs/query"] == kinds["GET /jobs/query/{job_id}/results"] == 1
    assert kinds["GET /jobs/query/{job_id}"] >= 1
