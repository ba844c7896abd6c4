import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.bulk_jobs import ingest
from tests.helpers.practice import ColdPracticeOrg as PracticeOrg


def test_the_one_line_tells_a_client_everything(org: PracticeOrg) -> None:
    for key in ("instance_url", "login_url", "ca_file", "access_token", "client_id", "organization_id"):
        assert isinstance(org.line[key], str)
        assert org.line[key]
    assert org.line["people"] == 5200
    assert org.line["opted_out"] == 260
    assert len(org.line["organization_id"]) == 18
    assert org.line["organization_id"].startswith("00D")
    assert Path(org.line["ca_file"]).read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")
    assert org.process is not None
    assert org.line["pid"] == org.process.pid


def test_the_certificate_holds_for_both_names_of_this_machine(org: PracticeOrg) -> None:
    port = org.url.rpartition(":")[2]
    for host in ("localhost", "127.0.0.1"):
        with org.session() as session:
            answer = session.get(f"https://{host}:{port}/services/data", timeout=30)
        assert answer.status_code == 200


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_cleanly_and_removes_its_data(number: signal.Signals, code: int) -> None:
    with PracticeOrg(people=5) as running:
        assert running.process is not None
        session = running.session()
        session.get(f"{running.url}/services/data", timeout=30)
        running.process.send_signal(number)
        assert running.process.wait(10) == code
        session.close()
        assert not os.path.exists(running.line["data_dir"])


def test_it_ends_when_its_standard_input_closes() -> None:
    with PracticeOrg(people=5) as running:
        assert running.stop() == 0
        assert not os.path.exists(running.line["data_dir"])


def test_a_kept_org_is_the_same_after_a_restart(tmp_path: Path) -> None:
    with PracticeOrg(people=40, opted_out=4, data_dir=tmp_path) as running:
        first = running.line
        contact = running.query("SELECT Id FROM Contact WHERE HasOptedOutOfEmail = false LIMIT 1")[0]["Id"]
        running.call("PATCH", f"sobjects/Contact/{contact}", json={"HasOptedOutOfEmail": True})
    with PracticeOrg(people=999, data_dir=tmp_path) as running:
        same = ("instance_url", "setup_url", "access_token", "organization_id", "client_id", "people")
        assert {key: running.line[key] for key in same} == {key: first[key] for key in same}
        assert running.line["opted_out"] == 5
        assert running.query(f"SELECT HasOptedOutOfEmail FROM Contact WHERE Id = '{contact}'")[0][
            "HasOptedOutOfEmail"
        ]


@pytest.mark.skipif(os.name != "posix", reason="rights of files as they are meant here are those of POSIX")
def test_a_kept_org_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "kept" / "org"

    def rights() -> dict[str, int]:
        files = [path for path in folder.rglob("*") if not path.name.endswith(".pem")]
        return {path.name: path.stat().st_mode & 0o777 for path in [folder, folder.parent, *files]}

    with PracticeOrg(people=40, data_dir=folder) as running:
        running.query("SELECT Id FROM Contact")
        ingest(running, b"LastName\nOne\n", operation="insert")
        found = rights()
    names = {"practice-org.sqlite", "practice-org.sqlite-wal", "practice-org.sqlite-shm"}
    cursors = {name.replace("org.", "org-cursors.") for name in names}
    assert {*names, *cursors} <= set(found)
    directories = {"kept", "org", "practice-org-bulk"}
    assert {name for name in found if found[name] == 0o700} == directories
    inside = {path.name for path in (folder / "practice-org-bulk").iterdir()}
    assert {found[name] for name in found if name not in directories | inside} == {0o600}
    # One that an older version left open to others is closed.
    folder.chmod(0o755)
    for path in folder.glob("practice-org*.sqlite*"):
        path.chmod(0o644)
    with PracticeOrg(people=40, data_dir=folder):
        found = rights()
    assert found["org"] == 0o700
    assert {found[name] for name in {*names, *cursors}} == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="rights of files as they are meant here are those of POSIX")
def test_a_folder_with_other_things_in_it_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with PracticeOrg(people=4, data_dir=tmp_path):
        assert tmp_path.stat().st_mode & 0o777 == 0o755
        assert (tmp_path / "practice-org.sqlite").stat().st_mode & 0o777 == 0o600


def test_the_same_seed_makes_the_same_org() -> None:
    soql = "SELECT FIELDS(ALL) FROM {} ORDER BY Id LIMIT 200"
    found = []
    for seed in (7, 7, 8):
        with PracticeOrg(people=60, seed=seed) as running:
            found.append([running.query(soql.format(name)) for name in ("Contact", "Lead", "Organization")])
    assert found[0] == found[1]
    assert found[0] != found[2]


@pytest.mark.parametrize(("people", "opted_out"), [(0, 0), (1, 1), (2, 0), (19, 19), (321, 12)])
def test_it_makes_exactly_as_many_people_as_asked_for(people: int, opted_out: int) -> None:
    with PracticeOrg(people=people, opted_out=opted_out) as running:
        every = [
            record
            for name in ("Contact", "Lead")
            for record in running.query(f"SELECT HasOptedOutOfEmail FROM {name}")
        ]
    assert len(every) == people
    assert sum(record["HasOptedOutOfEmail"] for record in every) == opted_out


def test_impossible_numbers_are_refused_with_a_sentence() -> None:
    command = [sys.executable, "-m", "core.practice_org", "--people", "3", "--opted-out", "4"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert ended.returncode == 2
    assert "more people opted out than there are" in ended.stderr
    assert ended.stdout == ""


def test_a_taken_port_is_said_in_one_sentence(org: PracticeOrg) -> None:
    port = org.url.rpartition(":")[2]
    command = [sys.executable, "-m", "core.practice_org", "--people", "1", "--port", port]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert ended.returncode == 2
    assert f"Port {port} cannot be used" in ended.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be used: there is no such file, and the ready-made scenarios are "),
        ("{", "is not JSON"),
    ],
)
def test_a_scenario_that_is_none_is_said_in_one_sentence(text: str | None, said: str, tmp_path: Path) -> None:
    wanted = tmp_path / "scenario.json"
    if text is not None:
        wanted.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "core.practice_org", "--people", "1", "--scenario", str(wanted)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_nothing_but_the_line_goes_to_standard_output() -> None:
    command = [sys.executable, "-m", "core.practice_org", "--people", "3", "--until-stdin-closes"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert ended.returncode == 0
    assert ended.stdout.count("\n") == 1
    assert json.loads(ended.stdout)["people"] == 3
