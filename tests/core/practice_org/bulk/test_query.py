import time
from pathlib import Path
from typing import Any

import pytest

from core.practice_org.bulk.jobs import Jobs, State
from core.practice_org.command import open_org
from core.practice_org.http.calls import Call
from core.practice_org.org.seed import SeedOptions
from core.practice_org.server.api import Api
from tests.helpers.bulk_jobs import (
    bulk_rows,
    ended,
    make_query,
    page_of,
    query_job,
    read_csv,
    set_state,
    state_of,
)
from tests.helpers.practice import PracticeOrg

FIELDS = "Id, Email, Name, HasOptedOutOfEmail, SystemModstamp, AccountId, Account.Name"


def test_a_bulk_query_finds_what_rest_finds(org: PracticeOrg) -> None:
    soql = f"SELECT {FIELDS} FROM Contact WHERE HasOptedOutOfEmail = true ORDER BY Email, Id"
    rest = org.query(soql)
    rows = bulk_rows(org, soql, size=37)
    assert [row["Id"] for row in rows] == [record["Id"] for record in rest]
    for row, record in zip(rows, rest, strict=True):
        assert row == {
            "Id": record["Id"],
            "Email": record["Email"] or "",
            "Name": record["Name"],
            "HasOptedOutOfEmail": "true",
            "SystemModstamp": record["SystemModstamp"].replace("+0000", "Z"),
            "AccountId": record["AccountId"] or "",
            "Account.Name": record["Account"]["Name"] if record["Account"] else "",
        }


def test_a_job_is_described_as_salesforce_does(org: PracticeOrg) -> None:
    made = make_query(org, "SELECT Id FROM Lead").json()
    assert made["id"].startswith("750")
    assert len(made["id"]) == 18
    assert made["createdById"] == org.line["user_id"]
    assert {key: made[key] for key in ("operation", "object", "state", "concurrencyMode", "contentType")} == {
        "operation": "query",
        "object": "Lead",
        "state": "UploadComplete",
        "concurrencyMode": "Parallel",
        "contentType": "CSV",
    }
    assert (made["apiVersion"], made["lineEnding"], made["columnDelimiter"]) == (66.0, "LF", "COMMA")
    complete = ended(org, "query", made["id"])
    assert complete["state"] == "JobComplete"
    assert complete["jobType"] == "V2Query"
    assert complete["numberRecordsProcessed"] == len(org.query("SELECT Id FROM Lead"))
    assert complete["retries"] == 0
    assert complete["totalProcessingTime"] >= 0
    assert state_of(org, "query", made["id"][:15]) == complete


def test_query_all_brings_the_recycle_bin_too(org: PracticeOrg) -> None:
    soql = "SELECT Id, IsDeleted, MasterRecordId FROM Contact WHERE IsDeleted = true"
    assert bulk_rows(org, soql) == []
    found = bulk_rows(org, soql, operation="queryAll")
    assert {row["Id"] for row in found} == {r["Id"] for r in org.query(soql, deleted=True)}
    assert any(row["MasterRecordId"] for row in found)


def test_pages_begin_with_a_header_and_end_with_the_word_null(org: PracticeOrg) -> None:
    job = query_job(org, "SELECT Id, Email FROM Contact")
    total = job["numberRecordsProcessed"]
    first = page_of(org, job["id"], maxRecords=3000)
    assert first.headers["Content-Type"] == "text/csv; charset=UTF-8"
    assert first.headers["Sforce-NumberOfRecords"] == "3000"
    assert first.content.startswith(b'"Id","Email"\n"003')
    assert first.content.endswith(b'"\n')
    last = page_of(org, job["id"], maxRecords=3000, locator=first.headers["Sforce-Locator"])
    assert last.headers["Sforce-Locator"] == "null"
    assert last.headers["Sforce-NumberOfRecords"] == str(total - 3000)
    assert last.content.startswith(b'"Id","Email"\n"003')
    whole = page_of(org, job["id"])
    assert whole.headers["Sforce-Locator"] == "null"
    assert whole.content == first.content + last.content.removeprefix(b'"Id","Email"\n')


def test_a_page_can_be_read_again_by_its_locator(org: PracticeOrg) -> None:
    job = query_job(org, "SELECT Id FROM Contact")["id"]
    locator = page_of(org, job, maxRecords=1234).headers["Sforce-Locator"]
    again = [page_of(org, job, maxRecords=5, locator=locator).content for _ in range(2)]
    assert again[0] == again[1]
    whole = read_csv(page_of(org, job).content)
    assert read_csv(again[0]) == whole[1234:1239]


def test_five_pages_can_be_read_at_the_same_time(org: PracticeOrg) -> None:
    job = query_job(org, "SELECT Id FROM Contact")["id"]
    found: list[str] = []
    url = f"jobs/query/{job}/resultPages?maxRecords=500"
    rounds = 0
    while url:
        answer = org.call("GET", url).json()
        assert len(answer["resultPages"]) <= 5
        for entry in answer["resultPages"]:
            found += [row["Id"] for row in read_csv(org.call("GET", entry["resultUrl"]).content)]
        url = answer.get("nextRecordsUrl", "")
        assert answer["done"] is not bool(url)
        rounds += 1
    assert rounds == 2
    assert found == [row["Id"] for row in read_csv(page_of(org, job).content)]


def test_no_rows_are_a_header_alone(org: PracticeOrg) -> None:
    job = query_job(org, "SELECT Id, Name FROM Contact WHERE LastName = 'nobody of this name'")
    assert job["numberRecordsProcessed"] == 0
    page = page_of(org, job["id"])
    assert page.content == b'"Id","Name"\n'
    assert page.headers["Sforce-NumberOfRecords"] == "0"
    assert page.headers["Sforce-Locator"] == "null"


@pytest.mark.parametrize(
    ("name", "mark"),
    [("COMMA", ","), ("SEMICOLON", ";"), ("TAB", "\t"), ("PIPE", "|"), ("CARET", "^"), ("BACKQUOTE", "`")],
)
def test_every_column_delimiter_can_be_had(org: PracticeOrg, name: str, mark: str) -> None:
    soql = "SELECT Id, LastName, IsDeleted FROM Contact ORDER BY Id LIMIT 50"
    job = query_job(org, soql, columnDelimiter=name, lineEnding="CRLF")
    assert (job["columnDelimiter"], job["lineEnding"]) == (name, "CRLF")
    content = page_of(org, job["id"]).content
    assert content.startswith(f'"Id"{mark}"LastName"{mark}"IsDeleted"\r\n'.encode())
    assert read_csv(content, mark) == bulk_rows(org, soql)


def test_quotes_line_breaks_and_numbers_come_through(own_org: PracticeOrg) -> None:
    title = 'Head of "Mail", and\r\nof "\n"more; ünïcödé 案件\u2028end'
    lead = own_org.query("SELECT Id FROM Lead WHERE IsConverted = false LIMIT 1")[0]["Id"]
    changes = {"Title": title, "AnnualRevenue": 1234.5, "NumberOfEmployees": 7}
    assert own_org.call("PATCH", f"sobjects/Lead/{lead}", json=changes).status_code == 204
    soql = "SELECT Id, Title, AnnualRevenue, NumberOfEmployees FROM Lead ORDER BY Id"
    for line_ending in ("LF", "CRLF"):
        rows = bulk_rows(own_org, soql, size=50, lineEnding=line_ending)
        assert next(row for row in rows if row["Id"] == lead) == {
            "Id": lead,
            "Title": title,
            "AnnualRevenue": "1234.5",
            "NumberOfEmployees": "7",
        }
        assert any(row["AnnualRevenue"] == "" for row in rows)


def test_columns_stand_by_the_alphabet_before_version_50(org: PracticeOrg) -> None:
    body = {"operation": "query", "query": "SELECT LastName, Id, Email FROM Contact LIMIT 1"}
    job = org.call("POST", "jobs/query", json=body, version="49.0").json()["id"]
    ended(org, "query", job)
    page = org.call("GET", f"jobs/query/{job}/results", version="49.0")
    assert page.content.startswith(b'"Email","Id","LastName"\n')


def test_results_are_refused_in_another_version(org: PracticeOrg) -> None:
    job = query_job(org, "SELECT Id FROM Contact LIMIT 1")["id"]
    assert org.call("GET", f"jobs/query/{job}/results", version="65.0").status_code == 409
    assert org.call("GET", f"jobs/query/{job}/resultPages", version="65.0").status_code == 409
    assert org.call("GET", f"jobs/query/{job}", version="65.0").json()["state"] == "JobComplete"
    old = org.call("POST", "jobs/query", json={"operation": "query", "query": "x"}, version="46.0")
    assert old.status_code == 404


@pytest.mark.parametrize(
    ("soql", "code", "message"),
    [
        ("SELECT COUNT() FROM Contact", "API_ERROR", "not supported in Bulk Query"),
        ("SELECT COUNT(Id) FROM Contact", "API_ERROR", "not supported in Bulk Query"),
        ("SELECT LastName FROM Contact GROUP BY LastName", "API_ERROR", "not supported in Bulk Query"),
        ("SELECT Id FROM Contact LIMIT 5 OFFSET 2", "API_ERROR", "OFFSET not supported in Bulk Query"),
        (
            "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
            "API_ERROR",
            "Aggregate Relationships not supported in Bulk V2 Query with CSV content type",
        ),
        ("SELECT TYPEOF Owner WHEN User THEN Id END FROM Lead", "API_ERROR", "TYPEOF"),
        ("SELECT Id, Nope FROM Contact", "INVALID_FIELD", "No such column 'Nope' on entity 'Contact'"),
        ("SELECT Id FROM Nope", "INVALID_TYPE", "sObject type 'Nope' is not supported"),
        ("SELECT Id FORM Contact", "MALFORMED_QUERY", "unexpected token"),
        ("SELECT Id FROM Contact WHERE Id IN ()", "MALFORMED_QUERY", "unexpected token"),
    ],
)
def test_queries_that_bulk_cannot_run_are_refused_at_once(
    org: PracticeOrg, soql: str, code: str, message: str
) -> None:
    answer = make_query(org, soql)
    assert answer.status_code == 400
    [entry] = answer.json()
    assert entry["errorCode"] == code
    assert message in entry["message"]


def test_a_semi_join_is_no_child_query(org: PracticeOrg) -> None:
    soql = "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Name LIKE '%1') LIMIT 9"
    assert len(bulk_rows(org, soql)) == 9


@pytest.mark.parametrize(
    "body",
    [
        {"operation": "count", "query": "SELECT Id FROM Contact"},
        {"operation": "query"},
        {"operation": "query", "query": "SELECT Id FROM Contact", "columnDelimiter": "COLON"},
        {"operation": "query", "query": "SELECT Id FROM Contact", "lineEnding": "CR"},
        {"operation": "query", "query": "SELECT Id FROM Contact", "contentType": "JSON"},
    ],
)
def test_a_job_that_makes_no_sense_is_refused(org: PracticeOrg, body: dict[str, Any]) -> None:
    answer = org.call("POST", "jobs/query", json=body)
    assert answer.status_code == 400
    assert answer.json()[0]["message"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"locator": "MTAwMDAwMDA"},
        {"locator": "!!"},
        {"locator": "YWJj"},
        {"maxRecords": 0},
        {"maxRecords": "x"},
    ],
)
def test_pages_that_cannot_be_are_refused(org: PracticeOrg, parameters: dict[str, Any]) -> None:
    job = query_job(org, "SELECT Id FROM Contact LIMIT 10")["id"]
    assert page_of(org, job, **parameters).status_code == 400


def test_unknown_jobs_are_not_found(org: PracticeOrg) -> None:
    query = query_job(org, "SELECT Id FROM Contact LIMIT 1")["id"]
    for path in ("jobs/query/750Pr0000000zzzAAA", "jobs/query/nonsense", f"jobs/ingest/{query}"):
        answer = org.call("GET", path)
        assert answer.status_code == 404
        assert answer.json()[0]["errorCode"] == "NOT_FOUND"


def test_jobs_take_their_time_and_can_be_aborted_and_deleted(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"org": {"bulk": {"delay_ms": 400}}})
    try:
        job = make_query(own_org, "SELECT Id FROM Contact").json()["id"]
        early = page_of(own_org, job)
        assert (early.status_code, early.json()[0]["errorCode"]) == (400, "INVALIDJOBSTATE")
        assert own_org.call("DELETE", f"jobs/query/{job}").json() == [
            {
                "errorCode": "API_ERROR",
                "message": "Error encountered when deleting the job because the job is not terminated",
            }
        ]
        seen = [state_of(own_org, "query", job)["state"]]
        while seen[-1] != "JobComplete":
            time.sleep(0.01)
            state = state_of(own_org, "query", job)["state"]
            seen += [state] if state != seen[-1] else []
        assert seen == ["UploadComplete", "InProgress", "JobComplete"]
        late = set_state(own_org, job, "Aborted", "query")
        assert (late.status_code, late.json()[0]["message"]) == (
            400,
            "Aborting already Completed Job not allowed",
        )

        aborted = make_query(own_org, "SELECT Id FROM Contact").json()["id"]
        assert set_state(own_org, aborted, "Aborted", "query").json()["state"] == "Aborted"
        assert set_state(own_org, aborted, "UploadComplete", "query").status_code == 400
    finally:
        own_org.control("faults", {"org": {"bulk": {"delay_ms": 0}}})
    time.sleep(0.5)
    assert state_of(own_org, "query", aborted)["state"] == "Aborted"
    for identifier in (job, aborted):
        answer = own_org.call("DELETE", f"jobs/query/{identifier}")
        assert (answer.status_code, answer.content) == (204, b"")
        assert own_org.call("GET", f"jobs/query/{identifier}").status_code == 404
    left = list((Path(own_org.line["data_dir"]) / "practice-org-bulk").glob("*"))
    assert not [path for path in left if path.name.startswith((job, aborted))]


def test_a_result_stays_as_it_was_when_the_job_ran(own_org: PracticeOrg) -> None:
    soql = "SELECT Id, DoNotCall FROM Contact ORDER BY Id"
    job = query_job(own_org, soql)["id"]
    contact = own_org.query("SELECT Id FROM Contact ORDER BY Id LIMIT 1")[0]["Id"]
    before = page_of(own_org, job).content
    own_org.call("PATCH", f"sobjects/Contact/{contact}", json={"DoNotCall": True})
    own_org.control(
        "faults", {"actions": [{"do": "create", "object": "Contact", "set": {"LastName": "New"}}]}
    )
    assert page_of(own_org, job).content == before
    assert bulk_rows(own_org, soql)[0]["DoNotCall"] == "true"
    own_org.call("PATCH", f"sobjects/Contact/{contact}", json={"DoNotCall": False})


def test_all_jobs_are_listed(own_org: PracticeOrg) -> None:
    made = [query_job(own_org, "SELECT Id FROM Lead LIMIT 1")["id"] for _ in range(2)]
    answer = own_org.call("GET", "jobs/query").json()
    assert answer["done"] is True
    assert answer["nextRecordsUrl"] is None
    assert [job["id"] for job in answer["records"]][-2:] == made
    assert {job["jobType"] for job in answer["records"]} == {"V2Query"}
    assert own_org.call("GET", "jobs/query?jobType=Classic").json()["records"] == []
    assert own_org.call("GET", "jobs/query?queryLocator=nonsense").status_code == 400


def test_the_answer_is_compressed_when_asked(org: PracticeOrg) -> None:
    job = query_job(org, "SELECT Id, Email FROM Contact")["id"]
    for encoding, expected in (("gzip", "gzip"), ("identity", None), ("br", None)):
        page = org.call("GET", f"jobs/query/{job}/results", headers={"Accept-Encoding": encoding})
        assert page.headers.get("Content-Encoding") == expected
        assert len(read_csv(page.content)) == len(org.query("SELECT Id FROM Contact"))


def test_a_long_list_of_jobs_has_pages_of_a_thousand(tmp_path: Path) -> None:
    org = open_org(tmp_path, SeedOptions(people=2, opted_out=0))
    try:
        jobs = Jobs(org)
        jobs.prepare()
        with org.database.writing():
            for _ in range(1005):
                jobs.make(
                    kind="query", operation="query", object="Lead", version="66.0",
                    created_by=org.identity.user_id, state=State.JOB_COMPLETE,
                )  # fmt: skip
        session = org.open_session()
        api = Api()

        def page(url: str) -> dict[str, Any]:
            path, _, locator = url.partition("?queryLocator=")
            parameters = {"queryLocator": locator} if locator else {}
            answer: dict[str, Any] = api.serve(
                Call(org, "GET", path, parameters=parameters, session_or_none=session)
            ).content
            return answer

        first = page("/services/data/v66.0/jobs/query")
        assert (first["done"], len(first["records"])) == (False, 1000)
        second = page(first["nextRecordsUrl"])
        assert (second["done"], len(second["records"]), second["nextRecordsUrl"]) == (True, 5, None)
        ids = {job["id"] for job in first["records"] + second["records"]}
        assert len(ids) == 1005
    finally:
        org.database.close()
