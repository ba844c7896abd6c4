"""People are found by their addresses also where Salesforce keeps the addresses encrypted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.messages import ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from tests.core.salesforce.conftest import calls_by_kind, connected, rule
from tests.helpers.practice import PracticeOrg

SPELT = ["Ada.Lovelace@Example.com", "ADA.LOVELACE@EXAMPLE.COM", "aDa.lOvElAcE@exAmple.cOm"]


@pytest.fixture(scope="module")
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=300, opted_out=30) as running:
        yield running


@pytest.fixture
def client(org: PracticeOrg) -> Iterator[SalesforceOrg]:
    with connected(org) as opened:
        yield opened


@pytest.fixture(autouse=True)
def as_a_new_org_is(org: PracticeOrg) -> None:
    encrypted(org, "fresh")


def encrypted(org: PracticeOrg, scenario: str) -> None:
    org.control("faults", {"clear": True, "scenario": scenario})


def create(org: PracticeOrg, object_: str, email: str) -> str:
    given = {"LastName": "Test", "Email": email} | ({"Company": "Acme"} if object_ == "Lead" else {})
    made: list[str] = org.control("faults", {"actions": [{"do": "create", "object": object_, "set": given}]})[
        "done"
    ][0]["ids"]
    return made[0]


def found(client: SalesforceOrg, shape: OrgSchema, *emails: str) -> set[str]:
    return {one.id for name in shape.objects for one in client.find_people(name, shape, emails)}


@pytest.mark.parametrize(
    "scenario",
    ["fresh", "email-encrypted", "email-encrypted-case-sensitive", "email-encrypted-case-insensitive"],
)
def test_everybody_with_an_address_is_found_however_it_is_spelt(
    org: PracticeOrg, client: SalesforceOrg, scenario: str
) -> None:
    encrypted(org, scenario)
    made = {create(org, name, email) for name in ("Contact", "Lead") for email in SPELT}
    other = create(org, "Contact", "someone.else@example.com")
    try:
        shape = client.describe()
        assert found(client, shape, "ada.lovelace@example.com") == made
        assert found(client, shape, "SOMEONE.ELSE@example.com", "nobody@nowhere.example") == {other}
    finally:
        org.control("faults", {"actions": [{"do": "purge", "ids": [*made, other]}]})


def test_a_look_sees_how_the_address_is_kept(org: PracticeOrg, client: SalesforceOrg) -> None:
    for scenario, filterable, is_encrypted in (
        ("fresh", True, False),
        ("email-encrypted", False, True),
        ("email-encrypted-case-sensitive", True, True),
    ):
        encrypted(org, scenario)
        for shape in client.describe().objects.values():
            assert (shape.address_filterable, shape.address_encrypted) == (filterable, is_encrypted)
            assert shape.may_read_all_to_find is is_encrypted


def test_converted_and_deleted_people_are_not_found_by_reading(
    org: PracticeOrg, client: SalesforceOrg
) -> None:
    converted = org.query("SELECT Id, Email FROM Lead WHERE IsConverted = true AND Email != null LIMIT 1")[0]
    gone = org.query("SELECT Id, Email FROM Contact WHERE IsDeleted = true LIMIT 1", deleted=True)[0]
    encrypted(org, "email-encrypted")
    shape = client.describe()
    ids = found(client, shape, converted["Email"], gone["Email"])
    assert not ids & {converted["Id"], gone["Id"]}


def test_all_are_read_once_however_many_are_looked_for(org: PracticeOrg, client: SalesforceOrg) -> None:
    emails = [row["Email"] for row in org.query("SELECT Email FROM Contact WHERE Email != null LIMIT 200")]
    encrypted(org, "email-encrypted")
    shape = client.describe()
    before = client.calls
    people = client.find_people("Contact", shape, emails)
    assert len(people) >= len(set(emails))
    assert client.calls - before == 1


def test_filters_that_mind_no_case_are_used_and_tried_once(org: PracticeOrg, client: SalesforceOrg) -> None:
    encrypted(org, "email-encrypted-case-insensitive")
    shape = client.describe()
    create(org, "Contact", "probe@example.com")
    client.find_people("Contact", shape, ["probe@example.com"])
    before = client.calls
    assert len(client.find_people("Contact", shape, ["PROBE@example.com"])) == 1
    assert client.calls - before == 1


def test_salesforce_refuses_to_be_asked_and_the_refusal_is_told_truly(
    org: PracticeOrg, client: SalesforceOrg
) -> None:
    stale = client.describe()
    encrypted(org, "email-encrypted")
    with pytest.raises(ProblemError) as caught:
        client.find_people("Contact", stale, ["ada.lovelace@example.com"])
    assert caught.value.problem.code == "FIELD_NOT_FILTERABLE"
    assert "opt out" not in caught.value.problem.english()


def test_nobody_to_look_for_reads_nothing(org: PracticeOrg, client: SalesforceOrg) -> None:
    encrypted(org, "email-encrypted")
    shape = client.describe()
    before = client.calls
    assert client.find_people("Contact", shape, ["", "a\x00b@example.com"]) == []
    assert client.calls == before


def test_a_read_that_fails_in_passing_finds_everybody_all_the_same(
    org: PracticeOrg, client: SalesforceOrg
) -> None:
    [row] = org.query("SELECT Email FROM Lead WHERE Email != null AND IsConverted = false LIMIT 1")
    encrypted(org, "email-encrypted")
    shape = client.describe()
    org.control("faults", {"org": {"short_pages": 20}})
    rule(org, "unavailable", method="GET", path="query", nth=3, times=1)
    try:
        assert client.find_people("Lead", shape, [row["Email"]])
        assert calls_by_kind(org)
    finally:
        org.control("faults", {"org": {"short_pages": None}})
