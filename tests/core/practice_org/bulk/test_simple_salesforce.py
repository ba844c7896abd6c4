"""The unmodified simple-salesforce and its bulk2, against the practice org."""

import csv
import io
from pathlib import Path

import pytest
from simple_salesforce import Salesforce
from simple_salesforce.exceptions import SalesforceMalformedRequest, SalesforceOperationError

from tests.helpers.practice import PracticeOrg

WAIT = 0.02
OPT_OUT = "HasOptedOutOfEmail"


@pytest.fixture
def own(own_org: PracticeOrg) -> Salesforce:
    """simple-salesforce, connected to the module's own org, in which nothing goes wrong."""
    own_org.control("faults", {"clear": True})
    return own_org.salesforce()


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_query_gives_page_after_page(own: Salesforce) -> None:
    soql = "SELECT Id, Name FROM Contact"
    pages = list(own.bulk2.Contact.query(soql, max_records=50, wait=WAIT))
    rows = [row for page in pages for row in rows_of(page)]
    assert len(pages) == 4
    assert {(r["Id"], r["Name"]) for r in rows} == {(r["Id"], r["Name"]) for r in own.query_all_iter(soql)}


def test_query_all_gives_deleted_ones_too(own: Salesforce) -> None:
    [page] = own.bulk2.Lead.query_all("SELECT Id FROM Lead WHERE IsDeleted = true", wait=WAIT)
    assert rows_of(page)


def test_download_writes_files(own: Salesforce, tmp_path: Path) -> None:
    parts = own.bulk2.Lead.download("SELECT Id FROM Lead", path=str(tmp_path), max_records=100, wait=WAIT)
    assert [part["number_of_records"] for part in parts] == [100, 20]
    ids = [row["Id"] for part in parts for row in rows_of(Path(part["file"]).read_text("utf-8"))]
    assert len(set(ids)) == 120


def test_update_ticks_the_box_and_names_who_refused(own: Salesforce, own_org: PracticeOrg) -> None:
    ids = [r["Id"] for r in own.query(f"SELECT Id FROM Contact WHERE {OPT_OUT} = false LIMIT 30")["records"]]
    own_org.control("faults", {"records": [{"ids": ids[:1], "refuse": "validation"}]})
    records = [{"Id": i, OPT_OUT: True, "Description": "Zeile 1\nZeile 2, ü"} for i in ids]
    outcome = own.bulk2.Contact.update(records=records, batch_size=20, wait=WAIT)
    assert [
        (part["numberRecordsTotal"], part["numberRecordsProcessed"], part["numberRecordsFailed"])
        for part in outcome
    ] == [(20, 20, 1), (10, 10, 0)]
    first = outcome[0]["job_id"]
    [refused] = rows_of(own.bulk2.Contact.get_failed_records(first))
    assert refused["sf__Id"] == ids[0]
    assert refused["sf__Error"].startswith("FIELD_CUSTOM_VALIDATION_EXCEPTION:Überprüfung: 電話番号")
    succeeded = rows_of(own.bulk2.Contact.get_successful_records(first))
    assert [row["sf__Id"] for row in succeeded] == ids[1:20]
    assert rows_of(own.bulk2.Contact.get_unprocessed_records(first)) == []
    left = own.query(f"SELECT Id FROM Contact WHERE {OPT_OUT} = false")["records"]
    assert {r["Id"] for r in left} & set(ids) == {ids[0]}


def test_insert_upsert_and_delete(own: Salesforce) -> None:
    people = [{"LastName": "Bulk", "Email": f"{n}@bulk2.example"} for n in range(3)]
    [made] = own.bulk2.Contact.insert(records=people, wait=WAIT)
    ids = [row["sf__Id"] for row in rows_of(own.bulk2.Contact.get_successful_records(made["job_id"]))]
    assert len(set(ids)) == 3
    changes = [{"Id": i, "LastName": "Changed"} for i in ids]
    assert own.bulk2.Contact.upsert(records=changes, wait=WAIT)[0]["numberRecordsFailed"] == 0
    assert own.query("SELECT COUNT() FROM Contact WHERE LastName = 'Changed'")["totalSize"] == 3
    own.bulk2.Contact.delete(records=[{"Id": i} for i in ids], wait=WAIT)
    assert own.query("SELECT COUNT() FROM Contact WHERE LastName = 'Changed'")["totalSize"] == 0


def test_a_file_in_another_dress_is_uploaded(own: Salesforce, tmp_path: Path) -> None:
    contact = own.query("SELECT Id FROM Contact LIMIT 1")["records"][0]["Id"]
    path = tmp_path / "people.csv"
    path.write_text(f"Id;Title\n{contact};Chef; of all\n".replace("Chef; of all", '"Chef; of all"'), "utf-8")
    own.bulk2.Contact.update(csv_file=str(path), column_delimiter="SEMICOLON", line_ending="CRLF", wait=WAIT)
    assert own.Contact.get(contact)["Title"] == "Chef; of all"


def test_failures_reach_its_exceptions(own: Salesforce) -> None:
    with pytest.raises(SalesforceMalformedRequest, match="No such column"):
        list(own.bulk2.Contact.query("SELECT Nope FROM Contact", wait=WAIT))
    with pytest.raises(SalesforceOperationError, match="Field name not found : Nope"):
        own.bulk2.Contact.update(records=[{"Id": "x", "Nope": "y"}], wait=WAIT)
