import gzip
from typing import Any

import pytest

from tests.helpers.bulk_jobs import (
    ended,
    ingest,
    make_ingest,
    open_job,
    put,
    results,
    set_state,
    started,
    state_of,
    write_csv,
)
from tests.helpers.practice import PracticeOrg

OPT_OUT = "HasOptedOutOfEmail"
GONE = "003Pr0000009zzzIAA"


def contacts(org: PracticeOrg, most: int, where: str = f"{OPT_OUT} = false") -> list[str]:
    soql = f"SELECT Id FROM Contact WHERE {where} ORDER BY Id LIMIT {most}"
    return [record["Id"] for record in org.query(soql)]


def ticked(org: PracticeOrg, ids: list[str]) -> set[str]:
    records = org.call(
        "POST", "composite/sobjects/Contact", json={"ids": ids, "fields": ["Id", OPT_OUT]}
    ).json()
    return {record["Id"] for record in records if record and record[OPT_OUT]}


def test_an_update_saves_every_row_and_says_so(own_org: PracticeOrg) -> None:
    ids = contacts(own_org, 5)
    job = ingest(own_org, write_csv(["Id", OPT_OUT], [[i, "true"] for i in ids]))
    assert (job["state"], job["numberRecordsProcessed"], job["numberRecordsFailed"]) == ("JobComplete", 5, 0)
    assert job["jobType"] == "V2Ingest"
    assert job["apiActiveProcessingTime"] >= 0
    assert "contentUrl" not in job
    assert ticked(own_org, ids) == set(ids)
    assert results(own_org, job["id"], "successfulResults") == [
        {"sf__Id": i, "sf__Created": "false", "Id": i, OPT_OUT: "true"} for i in ids
    ]
    for which in ("failedResults", "unprocessedrecords", "unprocessedRecords"):
        assert results(own_org, job["id"], which) == []


def test_an_open_job_says_where_its_data_goes(own_org: PracticeOrg) -> None:
    made = make_ingest(own_org).json()
    assert made["state"] == "Open"
    assert made["contentUrl"] == f"services/data/v66.0/jobs/ingest/{made['id']}/batches"
    assert state_of(own_org, "ingest", made["id"])["contentUrl"] == made["contentUrl"]
    answer = own_org.call(
        "PUT", f"/{made['contentUrl']}", data=b"Id\n", headers={"Content-Type": "text/csv; charset=UTF-8"}
    )
    assert (answer.status_code, answer.content) == (201, b"")


def test_rows_are_refused_one_by_one_in_the_words_of_rest(own_org: PracticeOrg) -> None:
    [deleted] = [
        r["Id"] for r in own_org.query("SELECT Id FROM Contact WHERE IsDeleted = true LIMIT 1", deleted=True)
    ]
    good, twice = contacts(own_org, 2)
    rows = [
        [good, "true"],
        [GONE, "true"],
        [deleted, "true"],
        ["nonsense", "true"],
        ["", "true"],
        [good[:15], "perhaps"],
        [twice, "true"],
        [twice, "true"],
        [twice, "#N/A"],
    ]
    job = ingest(own_org, write_csv(["Id", OPT_OUT], rows))
    assert (job["state"], job["numberRecordsProcessed"], job["numberRecordsFailed"]) == ("JobComplete", 9, 7)
    refused = results(own_org, job["id"], "failedResults")
    assert [row["sf__Error"] for row in refused] == [
        "INVALID_CROSS_REFERENCE_KEY:invalid cross reference id: --",
        "ENTITY_IS_DELETED:entity is deleted: --",
        "MALFORMED_ID:Contact ID: id value of incorrect type: nonsense:Id --",
        "MISSING_ARGUMENT:Id not specified in an update call:Id --",
        f"DUPLICATE_VALUE:duplicate id specified: {good}:Id --",
        f"DUPLICATE_VALUE:duplicate id specified: {twice}:Id --",
        f"DUPLICATE_VALUE:duplicate id specified: {twice}:Id --",
    ]
    assert [row["sf__Id"] for row in refused] == [GONE, deleted, "", "", good, twice, twice]
    assert [[row["Id"], row[OPT_OUT]] for row in refused] == [rows[i] for i in (1, 2, 3, 4, 5, 7, 8)]
    assert ticked(own_org, [good, twice]) == {good, twice}


@pytest.mark.parametrize("word", ["true", "TRUE", "True", "t", "yes", "Y", "on", "1"])
def test_every_word_for_yes_is_understood(own_org: PracticeOrg, word: str) -> None:
    [contact] = contacts(own_org, 1)
    assert ingest(own_org, write_csv(["Id", OPT_OUT], [[contact, word]]))["numberRecordsFailed"] == 0
    assert ticked(own_org, [contact]) == {contact}


@pytest.mark.parametrize("word", ["false", "F", "no", "n", "Off", "0"])
def test_every_word_for_no_is_understood(own_org: PracticeOrg, word: str) -> None:
    [contact] = contacts(own_org, 1, f"{OPT_OUT} = true")
    assert ingest(own_org, write_csv(["Id", OPT_OUT], [[contact, word]]))["numberRecordsFailed"] == 0
    assert ticked(own_org, [contact]) == set()


def test_other_words_and_emptiness_fail_a_checkbox(own_org: PracticeOrg) -> None:
    first, second = contacts(own_org, 2)
    job = ingest(own_org, write_csv(["Id", OPT_OUT], [[first, "perhaps"], [second, "#N/A"]]))
    assert [row["sf__Error"] for row in results(own_org, job["id"], "failedResults")] == [
        f"INVALID_TYPE_ON_FIELD_IN_RECORD:Email Opt Out: value not of required type: perhaps:{OPT_OUT} --",
        f"INVALID_TYPE_ON_FIELD_IN_RECORD:Email Opt Out: value not of required type: null:{OPT_OUT} --",
    ]


def test_an_empty_value_leaves_a_field_and_na_empties_it(own_org: PracticeOrg) -> None:
    [contact] = contacts(own_org, 1)
    own_org.call("PATCH", f"sobjects/Contact/{contact}", json={"Title": "Buyer", "Department": "Sales"})
    ingest(own_org, write_csv(["Id", "Title", "Department"], [[contact, "", "#N/A"]]))
    record = own_org.call("GET", f"sobjects/Contact/{contact}?fields=Title,Department").json()
    assert (record["Title"], record["Department"]) == ("Buyer", None)


def test_quoted_values_keep_everything_in_them(own_org: PracticeOrg) -> None:
    [contact] = contacts(own_org, 1)
    title = ' "Head",\nof\r\n案件 ; ü '
    content = write_csv(["Id", "Title"], [[contact, title]])
    job = ingest(own_org, content)
    assert job["numberRecordsFailed"] == 0
    assert own_org.call("GET", f"sobjects/Contact/{contact}?fields=Title").json()["Title"] == title
    assert results(own_org, job["id"], "successfulResults")[0]["Title"] == title


def test_a_blank_beside_a_quote_fails_its_row_alone(own_org: PracticeOrg) -> None:
    first, second, third = contacts(own_org, 3)
    content = f'Id,Title\n"{first}", "Boss"\n"{second}" ,Boss\n{third}, Boss\n'.encode()
    job = ingest(own_org, content)
    assert (job["numberRecordsProcessed"], job["numberRecordsFailed"]) == (3, 2)
    errors = {row["sf__Error"] for row in results(own_org, job["id"], "failedResults")}
    assert len(errors) == 1
    assert "Found unescaped quote" in errors.pop()
    assert own_org.call("GET", f"sobjects/Contact/{third}?fields=Title").json()["Title"] == " Boss"


@pytest.mark.parametrize(("name", "mark"), [("SEMICOLON", ";"), ("TAB", "\t"), ("CARET", "^"), ("PIPE", "|")])
def test_other_delimiters_and_line_endings_work(own_org: PracticeOrg, name: str, mark: str) -> None:
    [contact] = contacts(own_org, 1)
    title = f"Buyer{mark} Chief\nof all"
    content = write_csv(["Id", "Title"], [[contact, title]], delimiter=mark, lineterminator="\r\n")
    job = ingest(own_org, content, columnDelimiter=name, lineEnding="CRLF")
    assert (job["state"], job["numberRecordsFailed"]) == ("JobComplete", 0)
    assert own_org.call("GET", f"sobjects/Contact/{contact}?fields=Title").json()["Title"] == title
    answer = own_org.call("GET", f"jobs/ingest/{job['id']}/successfulResults")
    assert answer.content.startswith(f'"sf__Id"{mark}"sf__Created"{mark}"Id"{mark}"Title"\r\n'.encode())


@pytest.mark.parametrize("content", [b"", b"\n", b"Id,Title\n", b"Id,Title"])
@pytest.mark.parametrize("operation", ["update", "upsert"])
def test_an_upload_without_rows_completes_with_none(
    own_org: PracticeOrg, content: bytes, operation: str
) -> None:
    by_id = {"externalIdFieldName": "Id"} if operation == "upsert" else {}
    job = ingest(own_org, content, operation=operation, **by_id)
    assert (job["state"], job["numberRecordsProcessed"], job["numberRecordsFailed"]) == ("JobComplete", 0, 0)
    assert "errorMessage" not in job
    for which in ("successfulResults", "failedResults", "unprocessedrecords"):
        assert results(own_org, job["id"], which) == []


def test_an_upsert_by_id_changes_those_that_have_one_and_makes_the_others(own_org: PracticeOrg) -> None:
    [contact] = contacts(own_org, 1)
    content = write_csv(["Id", "LastName"], [[contact, "Known"], ["", "Newcomer"]])
    job = ingest(own_org, content, operation="upsert", externalIdFieldName="Id")
    assert (job["state"], job["numberRecordsFailed"]) == ("JobComplete", 0)
    saved = {row["LastName"]: row["sf__Created"] for row in results(own_org, job["id"], "successfulResults")}
    assert saved == {"Known": "false", "Newcomer": "true"}


WRONG = [
    (b"Id,Nope\n{id},x\n", {}, "InvalidBatch : Field name not found : Nope"),
    (b"\xef\xbb\xbfId,Title\n{id},x\n", {}, "InvalidBatch : Field name not found : \ufeffId"),
    (b"Title\nBoss\n", {}, "InvalidBatch : Field name not found : Id"),
    (b"Id,Title,title\n{id},a,b\n", {}, "InvalidBatch : Field name is used more than once : title"),
    (
        b"Id,Title\n{id},x\n",
        {"operation": "delete"},
        "InvalidBatch : The 'delete' batch must contain only ids",
    ),
    (
        b"Id,Title\r\n{id},x\r\n",
        {},
        "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF",
    ),
    (
        b"Id,Title\n{id},x\n",
        {"lineEnding": "CRLF"},
        "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is CRLF",
    ),
    (b"Id,Title\n{id},\xff\xfe\n", {}, "ClientInputError : The uploaded data is not in UTF-8"),
    (b'"Id",Title\n{id},x\n"unfinished', {}, None),
]


@pytest.mark.parametrize(("content", "body", "error"), WRONG)
def test_an_upload_that_cannot_be_used_fails_the_job(
    own_org: PracticeOrg, content: bytes, body: dict[str, Any], error: str | None
) -> None:
    [contact] = contacts(own_org, 1)
    job = ingest(own_org, content.replace(b"{id}", contact.encode()), **body)
    if error is None:
        assert (job["state"], job["numberRecordsFailed"]) == ("JobComplete", 1)
        return
    assert (job["state"], job["errorMessage"]) == ("Failed", error)
    assert (job["numberRecordsProcessed"], job["numberRecordsFailed"]) == (0, 0)
    for which in ("successfulResults", "failedResults", "unprocessedrecords"):
        assert own_org.call("GET", f"jobs/ingest/{job['id']}/{which}").status_code == 200
    assert results(own_org, job["id"], "successfulResults") == []


def test_what_a_failed_job_did_not_come_to_can_be_read(own_org: PracticeOrg) -> None:
    ids = contacts(own_org, 3)
    job = ingest(own_org, write_csv(["Id", "Nope"], [[i, "ü\nx"] for i in ids]))
    assert results(own_org, job["id"], "unprocessedrecords") == [{"Id": i, "Nope": "ü\nx"} for i in ids]


def test_a_row_with_too_few_or_too_many_values_fails_alone(own_org: PracticeOrg) -> None:
    first, second, third = contacts(own_org, 3)
    job = ingest(own_org, f"Id,Title\n{first}\n{second},a,b\n{third},Boss\n\n".encode())
    assert (job["numberRecordsProcessed"], job["numberRecordsFailed"]) == (3, 2)
    assert [row["sf__Id"] for row in results(own_org, job["id"], "failedResults")] == [first, second]


def test_a_field_hidden_from_the_user_is_not_found_and_a_read_only_one_fails_the_rows() -> None:
    with PracticeOrg(people=30, opted_out=0) as org:
        [contact] = contacts(org, 1)
        content = write_csv(["Id", OPT_OUT], [[contact, "true"]])
        org.control("faults", {"org": {"security": {f"Contact.{OPT_OUT}": "read_only"}}})
        job = ingest(org, content)
        [row] = results(org, job["id"], "failedResults")
        assert row["sf__Error"].startswith("INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create/update fields")
        assert row["sf__Error"].endswith(f":{OPT_OUT} --")
        org.control("faults", {"org": {"security": {f"Contact.{OPT_OUT}": "hidden"}}})
        assert ingest(org, content)["errorMessage"] == f"InvalidBatch : Field name not found : {OPT_OUT}"


# other operations


def test_an_insert_makes_records(own_org: PracticeOrg) -> None:
    rows = [["Ōta", "ota@example.com", "true"], ["", "nameless@example.com", "false"]]
    job = ingest(own_org, write_csv(["LastName", "Email", OPT_OUT], rows), operation="insert")
    [made] = results(own_org, job["id"], "successfulResults")
    assert made["sf__Created"] == "true"
    record = own_org.call("GET", f"sobjects/Contact/{made['sf__Id']}?fields=LastName,Email,{OPT_OUT}").json()
    assert (record["LastName"], record["Email"], record[OPT_OUT]) == ("Ōta", "ota@example.com", True)
    [refused] = results(own_org, job["id"], "failedResults")
    assert refused["sf__Id"] == ""
    assert (
        refused["sf__Error"] == "REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --"
    )


def test_a_delete_puts_records_into_the_recycle_bin(own_org: PracticeOrg) -> None:
    ids = contacts(own_org, 2)
    job = ingest(own_org, write_csv(["Id"], [[i] for i in (*ids, ids[0])]), operation="delete")
    assert (job["numberRecordsProcessed"], job["numberRecordsFailed"]) == (3, 1)
    soql = f"SELECT Id FROM Contact WHERE IsDeleted = true AND Id IN ('{ids[0]}', '{ids[1]}')"
    assert len(own_org.query(soql, deleted=True)) == 2


def test_an_upsert_finds_by_id_or_by_address(own_org: PracticeOrg) -> None:
    [contact] = contacts(own_org, 1)
    rows = [[contact, "Changed"], ["", "Made"]]
    job = ingest(own_org, write_csv(["Id", "LastName"], rows), operation="upsert", externalIdFieldName="Id")
    assert [r["sf__Created"] for r in results(own_org, job["id"], "successfulResults")] == ["false", "true"]

    rows = [["one.of@upsert.example", "First"], ["other.of@upsert.example", "Second"]]
    upsert = {"operation": "upsert", "externalIdFieldName": "email"}
    ingest(own_org, write_csv(["Email", "LastName"], rows), **upsert)
    rows = [["ONE.of@upsert.example", "Again"], ["", "None"]]
    job = ingest(own_org, write_csv(["Email", "LastName"], rows), **upsert)
    assert [r["sf__Created"] for r in results(own_org, job["id"], "successfulResults")] == ["false"]
    assert results(own_org, job["id"], "failedResults")[0]["sf__Error"].startswith("MISSING_ARGUMENT:")
    names = own_org.query("SELECT LastName FROM Contact WHERE Email = 'one.of@upsert.example'")
    assert [record["LastName"] for record in names] == ["Again"]

    own_org.call("POST", "sobjects/Contact", json={"LastName": "Twin", "Email": "one.of@upsert.example"})
    job = ingest(own_org, write_csv(["Email", "LastName"], [["one.of@upsert.example", "x"]]), **upsert)
    [refused] = results(own_org, job["id"], "failedResults")
    assert refused["sf__Error"].startswith("DUPLICATE_EXTERNAL_ID:Email: more than one record found")


# the life of a job


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"object": "Nope"}, "INVALIDJOB"),
        ({"object": None}, "INVALIDJOB"),
        ({"operation": "overwrite"}, "INVALIDOPERATION"),
        ({"operation": "hardDelete"}, "FEATURENOTENABLED"),
        ({"operation": "upsert"}, "INVALIDJOB"),
        ({"operation": "upsert", "externalIdFieldName": "Title"}, "INVALIDJOB"),
        ({"contentType": "JSON"}, "INVALIDJOB"),
        ({"lineEnding": "CR"}, "INVALIDJOB"),
    ],
)
def test_a_job_that_cannot_be_is_not_made(own_org: PracticeOrg, body: dict[str, Any], code: str) -> None:
    answer = make_ingest(own_org, **body)
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, code)


def test_steps_out_of_turn_are_refused(own_org: PracticeOrg) -> None:
    [contact] = contacts(own_org, 1)
    content = write_csv(["Id", OPT_OUT], [[contact, "true"]])
    job = open_job(own_org)
    early = own_org.call("GET", f"jobs/ingest/{job}/successfulResults")
    assert (early.status_code, early.json()[0]["errorCode"]) == (400, "INVALIDJOBSTATE")
    assert own_org.call("DELETE", f"jobs/ingest/{job}").status_code == 400
    assert set_state(own_org, job, "JobComplete").status_code == 400
    assert put(own_org, job, content, **{"Content-Type": "application/json"}).status_code == 415
    assert put(own_org, job, content).status_code == 201
    assert set_state(own_org, job, "UploadComplete").json()["state"] == "UploadComplete"
    ended(own_org, "ingest", job)
    late = put(own_org, job, content)
    assert (late.status_code, late.json()[0]["errorCode"]) == (400, "INVALIDJOBSTATE")
    for state, message in (
        ("UploadComplete", "Closing already Completed Job not allowed"),
        ("Aborted", "Aborting already Completed Job not allowed"),
    ):
        assert set_state(own_org, job, state).json() == [{"errorCode": "INVALIDJOBSTATE", "message": message}]
    assert own_org.call("DELETE", f"jobs/ingest/{job}").status_code == 204
    for path in (job, f"{job}/failedResults"):
        assert own_org.call("GET", f"jobs/ingest/{path}").status_code == 404
    assert put(own_org, job, content).status_code == 404


def test_data_can_be_uploaded_once_only(own_org: PracticeOrg) -> None:
    [contact] = contacts(own_org, 1)
    job = open_job(own_org)
    for _ in range(2):
        assert put(own_org, job, write_csv(["Id"], [[contact]])).status_code == 201
    [entry] = set_state(own_org, job, "UploadComplete").json()
    assert entry["errorCode"] == "INVALIDJOB"
    assert entry["message"].startswith("Found multipe contents for job")
    assert set_state(own_org, job, "Aborted").json()["state"] == "Aborted"


def test_a_job_closed_without_data_fails(own_org: PracticeOrg) -> None:
    job = open_job(own_org)
    set_state(own_org, job, "UploadComplete")
    assert ended(own_org, "ingest", job)["errorMessage"] == "InvalidBatch : Records not found"
    assert own_org.call("GET", f"jobs/ingest/{job}/unprocessedrecords").content == b""


def test_an_aborted_job_saves_nothing_more(own_org: PracticeOrg) -> None:
    ids = contacts(own_org, 3)
    own_org.control("faults", {"org": {"bulk": {"delay_ms": 60_000}}})
    try:
        job = started(own_org, write_csv(["Id", OPT_OUT], [[i, "true"] for i in ids]))
        assert set_state(own_org, job, "Aborted").json()["state"] == "Aborted"
    finally:
        own_org.control("faults", {"org": {"bulk": {"delay_ms": 0}}})
    assert ticked(own_org, ids) == set()
    assert [row["Id"] for row in results(own_org, job, "unprocessedrecords")] == ids
    assert own_org.call("DELETE", f"jobs/ingest/{job}").status_code == 204


def test_a_compressed_upload_is_unpacked(own_org: PracticeOrg) -> None:
    [contact] = contacts(own_org, 1)
    job = open_job(own_org)
    content = gzip.compress(write_csv(["Id", OPT_OUT], [[contact, "true"]]))
    assert put(own_org, job, content[:-9], **{"Content-Encoding": "gzip"}).status_code == 400
    assert put(own_org, job, content, **{"Content-Encoding": "gzip"}).status_code == 201
    set_state(own_org, job, "UploadComplete")
    assert ended(own_org, "ingest", job)["numberRecordsProcessed"] == 1


def test_a_small_job_can_be_made_with_its_data(own_org: PracticeOrg) -> None:
    [contact] = contacts(own_org, 1)
    job = '{"object": "Contact", "contentType": "CSV", "operation": "update"}'
    files = {
        "job": (None, job, "application/json"),
        "content": ("content", f"Id,{OPT_OUT}\n{contact},true\n", "text/csv"),
    }
    made = own_org.call("POST", "jobs/ingest", files=files)
    assert (made.status_code, made.json()["state"]) == (200, "UploadComplete")
    assert ended(own_org, "ingest", made.json()["id"])["numberRecordsProcessed"] == 1
    assert ticked(own_org, [contact]) == {contact}
    assert own_org.call("POST", "jobs/ingest", files={"job": (None, job)}).status_code == 400


def test_the_list_of_jobs_has_pages(own_org: PracticeOrg) -> None:
    made = [open_job(own_org) for _ in range(2)]
    answer = own_org.call("GET", "jobs/ingest").json()
    assert [job["id"] for job in answer["records"]][-2:] == made
    assert {job["jobType"] for job in answer["records"]} == {"V2Ingest"}
    total = len(answer["records"])
    rest = own_org.call("GET", f"jobs/ingest?queryLocator=01gPr0000000001AAA-{total - 1}").json()
    assert [job["id"] for job in rest["records"]] == made[-1:]
