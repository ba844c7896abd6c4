import time
from collections import Counter
from pathlib import Path

from tests.helpers.bulk_jobs import (
    ended,
    make_query,
    page_of,
    query_job,
    results,
    set_state,
    started,
    state_of,
    write_csv,
)
from tests.helpers.practice import PracticeOrg


def test_jobs_and_their_results_outlive_a_restart(tmp_path: Path) -> None:
    with PracticeOrg(people=60, data_dir=tmp_path) as org:
        job = query_job(org, "SELECT Id, Email FROM Contact")
        before = page_of(org, job["id"]).content
    with PracticeOrg(data_dir=tmp_path) as org:
        assert state_of(org, "query", job["id"]) == job
        assert page_of(org, job["id"]).content == before


def test_a_job_that_waited_is_taken_up_by_the_next_start(tmp_path: Path) -> None:
    with PracticeOrg(people=60, data_dir=tmp_path, bulk_delay_ms=60_000) as org:
        contact = org.query("SELECT Id FROM Contact ORDER BY Id LIMIT 1")[0]["Id"]
        query = make_query(org, "SELECT Id FROM Contact").json()["id"]
        ingest = started(org, write_csv(["Id", "Department"], [[contact, "Taken up"]]))
    with PracticeOrg(data_dir=tmp_path) as org:
        assert ended(org, "query", query)["state"] == "JobComplete"
        assert ended(org, "ingest", ingest)["numberRecordsProcessed"] == 1
        [record] = org.query(f"SELECT Department FROM Contact WHERE Id = '{contact}'")
        assert record["Department"] == "Taken up"


def test_a_server_killed_amid_a_job_goes_on_where_it_was(tmp_path: Path) -> None:
    rows = [[f"Killed {number}"] for number in range(45_000)]
    with PracticeOrg(people=10, opted_out=0, data_dir=tmp_path) as org:
        assert org.process is not None
        before = org.query("SELECT COUNT(Id) n FROM Contact")[0]["n"]
        job = started(org, write_csv(["LastName"], rows), operation="insert")
        until = time.monotonic() + 30
        while (
            not (done := state_of(org, "ingest", job)["numberRecordsProcessed"]) and time.monotonic() < until
        ):
            time.sleep(0.005)
        assert 0 < done < 45_000
        org.process.kill()
        org.process.wait(10)
    # What the killed server was about to write when it died is thrown away, not counted twice.
    for path in (tmp_path / "practice-org-bulk").glob("*.succeeded.csv"):
        with path.open("ab") as stream:
            stream.write(b'"never","committed"\n')
    with PracticeOrg(data_dir=tmp_path) as org:
        end = ended(org, "ingest", job)
        assert (end["state"], end["numberRecordsProcessed"], end["numberRecordsFailed"]) == (
            "JobComplete",
            45_000,
            0,
        )
        succeeded = results(org, job, "successfulResults")
        assert Counter(row["LastName"] for row in succeeded) == Counter(row[0] for row in rows)
        assert len({row["sf__Id"] for row in succeeded}) == 45_000
        assert org.query("SELECT COUNT(Id) n FROM Contact")[0]["n"] == before + 45_000


def test_a_server_killed_when_the_work_was_done_only_ends_the_jobs(tmp_path: Path) -> None:
    with PracticeOrg(people=60, data_dir=tmp_path, bulk_delay_ms=2_500) as org:
        assert org.process is not None
        query = make_query(org, "SELECT Id FROM Contact").json()["id"]
        ingest = started(org, write_csv(["LastName"], [["Once"]]), operation="insert")
        # They begin soon, and then stay in progress for a minute.
        org.control("faults", {"org": {"bulk": {"delay_ms": 120_000}}})
        until = time.monotonic() + 30
        while time.monotonic() < until and not all(
            state_of(org, kind, job)["numberRecordsProcessed"]
            for kind, job in (("query", query), ("ingest", ingest))
        ):
            time.sleep(0.02)
        assert (
            state_of(org, "query", query)["state"] == state_of(org, "ingest", ingest)["state"] == "InProgress"
        )
        org.process.kill()
        org.process.wait(10)
    with PracticeOrg(data_dir=tmp_path) as org:
        again = ended(org, "query", query)
        assert again["state"] == "JobComplete"
        # Nobody had seen its result yet, so it is read anew, with the record that was made meanwhile.
        assert again["numberRecordsProcessed"] == 37
        assert page_of(org, query).headers["Sforce-NumberOfRecords"] == "37"
        end = ended(org, "ingest", ingest)
        assert (end["state"], end["numberRecordsProcessed"]) == ("JobComplete", 1)
        assert len(results(org, ingest, "successfulResults")) == 1
        assert len(org.query("SELECT Id FROM Contact WHERE LastName = 'Once'")) == 1


def test_leftover_files_are_removed_at_the_next_start_and_nobody_elses(tmp_path: Path) -> None:
    bulk = tmp_path / "practice-org-bulk"
    with PracticeOrg(people=10, data_dir=tmp_path) as org:
        job = query_job(org, "SELECT Id FROM Contact")["id"]
    ours = [bulk / "750Pr0000000zzzIAA.upload.csv", tmp_path / "practice-org-upload-cut-off"]
    theirs = [
        bulk / "notes.csv",
        bulk / "750 people.csv",
        tmp_path / "upload-people.csv",
        tmp_path / "bulk.csv",
    ]
    for path in (*ours, *theirs):
        path.write_bytes(b"left")
    with PracticeOrg(data_dir=tmp_path):
        assert not [path for path in ours if path.exists()]
        assert [path for path in theirs if path.exists()] == theirs
        assert {path.name for path in bulk.glob(f"{job}.*")} == {f"{job}.result.csv", f"{job}.result.places"}


def test_it_ends_at_once_amid_a_job(tmp_path: Path) -> None:
    with PracticeOrg(people=10, data_dir=tmp_path) as org:
        started(org, write_csv(["LastName"], [["x"]] * 50_000), operation="insert")
        assert org.stop() == 0


def test_a_job_aborted_amid_its_work_keeps_what_is_saved_and_saves_no_more() -> None:
    names = [f"Aborted {number}" for number in range(45_000)]
    with PracticeOrg(people=10) as org:
        before = org.query("SELECT COUNT(Id) n FROM Contact")[0]["n"]
        job = started(org, write_csv(["LastName"], [[name] for name in names]), operation="insert")
        until = time.monotonic() + 30
        while not state_of(org, "ingest", job)["numberRecordsProcessed"] and time.monotonic() < until:
            time.sleep(0.005)
        assert set_state(org, job, "Aborted").json()["state"] == "Aborted"
        done = state_of(org, "ingest", job)["numberRecordsProcessed"]
        assert 0 < done < 45_000
        # Long enough for another batch, were one still to come.
        time.sleep(1.5)
        end = state_of(org, "ingest", job)
        assert (end["state"], end["numberRecordsProcessed"]) == ("Aborted", done)
        assert org.query("SELECT COUNT(Id) n FROM Contact")[0]["n"] == before + done
        assert len(results(org, job, "successfulResults")) == done
        assert [row["LastName"] for row in results(org, job, "unprocessedrecords")] == names[done:]
