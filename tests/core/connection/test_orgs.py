"""Several orgs in one home: each with data of its own, found again by number, name and ID."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from core.connection.org_folders import FIRST, ORGS_FILE
from core.connection.orgs import KnownOrg, OrgKind, Orgs
from core.messages import ProblemError
from core.settings import APPEARANCE, NIGHTLY_SYNC, ORG_COLOUR, ORG_NAME
from core.store.database import SQLITE_FILE
from core.store.store import Store
from core.store.types.orgs import Org


def made(number: int, name: str, *, sandbox: bool = False, practice: bool = False) -> Org:
    return Org(
        f"00D00000000000{number}AAA", name, f"https://{number}.example", sandbox, practice, "u", "66.0"
    )


@pytest.fixture
def orgs(tmp_path: Path) -> Orgs:
    """A home with a production org and a sandbox."""
    known = Orgs(tmp_path / "home")
    first = Store(_made_folder(known.home))
    first.org_state.set_org(made(1, "Acme"))
    second = known.add(first.org_state)
    Store(second.folder).org_state.set_org(made(2, "Acme Test", sandbox=True))
    return known


def _made_folder(folder: Path) -> Path:
    folder.mkdir()
    return folder


def code_of(error: pytest.ExceptionInfo[ProblemError]) -> str:
    return error.value.problem.code


def short(org: KnownOrg) -> tuple[str, str, OrgKind, str]:
    return org.number, org.name, org.kind, org.colour


def test_a_home_that_was_never_used_has_one_place_which_belongs_to_no_org(tmp_path: Path) -> None:
    orgs = Orgs(tmp_path / "nothing")
    assert [short(org) for org in orgs.all()] == [(FIRST, "", OrgKind.UNKNOWN, "grey")]
    assert orgs.current().folder == tmp_path / "nothing"
    assert not (tmp_path / "nothing").exists()


def test_the_first_org_lives_in_the_home_and_others_beside_it(orgs: Orgs) -> None:
    assert [short(org) for org in orgs.all()] == [
        ("1", "Acme", OrgKind.PRODUCTION, "red"),
        ("2", "Acme Test", OrgKind.SANDBOX, "orange"),
    ]
    assert [org.folder for org in orgs.all()] == [orgs.home, orgs.home / "orgs" / "2"]
    assert orgs.number_of(orgs.home / "orgs" / "2") == "2"
    assert orgs.number_of(orgs.home / "practice") is None


def test_each_is_called_and_coloured_as_its_own_database_says(orgs: Orgs) -> None:
    org_state = Store(orgs.folder_of("2")).org_state
    org_state.set_setting(ORG_NAME.key, "Spielwiese")
    org_state.set_setting(ORG_COLOUR.key, "teal")
    assert short(orgs.at("2")) == ("2", "Spielwiese", OrgKind.SANDBOX, "teal")
    org_state.set_setting(ORG_COLOUR.key, "no colour")
    assert orgs.at("2").colour == "orange"


@pytest.mark.parametrize("text", ["2", "acme test", " Acme Test ", "00D000000000002", "00D000000000002AAA"])
def test_an_org_is_named_by_number_name_or_id(orgs: Orgs, text: str) -> None:
    assert orgs.named(text).number == "2"


@pytest.mark.parametrize("text", ["3", "", "Acm", "00d000000000002", "00D00000000000"])
def test_a_name_that_is_none_is_refused(orgs: Orgs, text: str) -> None:
    with pytest.raises(ProblemError) as error:
        orgs.named(text)
    assert code_of(error) == "NO_SUCH_ORG"


def test_a_name_of_two_orgs_is_refused_with_their_numbers(orgs: Orgs) -> None:
    Store(orgs.folder_of("2")).org_state.set_setting(ORG_NAME.key, "ACME")
    with pytest.raises(ProblemError) as error:
        orgs.named("Acme")
    assert "1, 2" in error.value.problem.english()


def test_the_current_org_is_remembered(orgs: Orgs) -> None:
    assert orgs.current().number == FIRST
    orgs.use("2")
    assert Orgs(orgs.home).current().number == "2"


@pytest.mark.parametrize(
    "content", ["", "nonsense", "[]", "{}", '{"current": "9", "set_aside": []}', '{"current": "../x"}']
)
def test_a_spoilt_file_never_makes_another_org_the_current_one(orgs: Orgs, content: str) -> None:
    (orgs.home / ORGS_FILE).write_text(content)
    with pytest.raises(ProblemError) as error:
        orgs.current()
    assert code_of(error) == "CURRENT_ORG_UNKNOWN"
    assert [org.number for org in orgs.all()] == ["1", "2"]
    orgs.use("1")
    assert orgs.current().number == "1"


def test_another_place_takes_over_what_belongs_to_the_person_and_nothing_else(orgs: Orgs) -> None:
    org_state = Store(orgs.home).org_state
    org_state.set_setting(APPEARANCE.key, "dark")
    org_state.set_setting(NIGHTLY_SYNC.key, "off")
    third = Store(orgs.add(org_state).folder)
    assert third.org_state.setting(APPEARANCE.key) == "dark"
    assert third.org_state.setting(NIGHTLY_SYNC.key) is None
    assert third.people.totals().people == 0


def test_a_place_that_belongs_to_no_org_yet_is_given_again(orgs: Orgs) -> None:
    org_state = Store(orgs.home).org_state
    assert orgs.add(org_state).number == "3"
    assert orgs.add(org_state).number == "3"
    Store(orgs.folder_of("3")).org_state.set_setting(ORG_NAME.key, "Zürich")
    assert orgs.add(org_state).number == "4"


def test_an_org_that_is_removed_keeps_its_folder_and_can_come_back(orgs: Orgs) -> None:
    removed = orgs.set_aside("2")
    assert (removed.folder / SQLITE_FILE).exists()
    assert [org.number for org in orgs.all()] == ["1"]
    assert [org.number for org in orgs.put_aside()] == ["2"]
    owner = orgs.owner_of("00D000000000002", besides=orgs.home)
    assert owner is not None
    assert owner.set_aside
    # Its number is never given to another.
    assert orgs.add(Store(orgs.home).org_state).number == "3"
    assert orgs.bring_back("2").org is not None
    assert [org.number for org in orgs.all()] == ["1", "2", "3"]
    with pytest.raises(ProblemError):
        orgs.bring_back("2")


def test_the_current_org_cannot_be_removed_but_the_first_can_when_another_is(orgs: Orgs) -> None:
    with pytest.raises(ProblemError) as error:
        orgs.set_aside("1")
    assert code_of(error) == "CURRENT_ORG_STAYS"
    orgs.use("2")
    orgs.set_aside("1")
    assert [org.number for org in orgs.all()] == ["2"]
    orgs.use("1")
    assert [org.number for org in orgs.all()] == ["1", "2"]


def test_a_database_that_cannot_be_read_is_listed_as_such(orgs: Orgs) -> None:
    Store(orgs.folder_of("2")).database.path.write_bytes(b"x" * 4096)
    broken = orgs.at("2")
    assert not broken.readable
    assert orgs.add(Store(orgs.home).org_state).number == "3"


def test_who_owns_an_org_is_found_in_other_folders_only(orgs: Orgs) -> None:
    assert orgs.owner_of("00D000000000001AAA", besides=orgs.home) is None
    owner = orgs.owner_of("00D000000000001AAA", besides=orgs.folder_of("2"))
    assert owner is not None
    assert owner.number == FIRST


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps such rights elsewhere")
def test_folders_and_files_are_for_the_user_alone(orgs: Orgs) -> None:
    orgs.use("2")
    places = [orgs.home / "orgs", orgs.home / "orgs" / "2", *(orgs.home / "orgs" / "2").iterdir()]
    for place in [*places, orgs.home / ORGS_FILE]:
        assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0, place
    assert json.loads((orgs.home / ORGS_FILE).read_text())["current"] == "2"
