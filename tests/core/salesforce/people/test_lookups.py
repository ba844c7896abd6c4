"""Looking up records by ID and by address, in any number, however they are written."""

from typing import Any

import pytest

from core.messages import ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.store.types.records import RecordState
from tests.core.salesforce.conftest import Connect, calls_by_kind, connected, rule
from tests.helpers.practice import PracticeOrg


def create(practice: PracticeOrg, **values: Any) -> str:
    made: list[str] = practice.control(
        "faults", {"actions": [{"do": "create", "object": "Contact", "set": {"LastName": "Test", **values}}]}
    )["done"][0]["ids"]
    return made[0]


# by ID


def test_records_are_found_by_id_in_either_length(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    first, second = (row["Id"] for row in practice.query("SELECT Id FROM Lead LIMIT 2"))
    found = org.read_records("Lead", shape, [first[:15], second, f" {second} "])
    assert set(found) == {first, second}


def test_an_id_that_nobody_has_is_absent(org: SalesforceOrg, shape: OrgSchema) -> None:
    nobody = ["003Pr0000zzzzzz", "00QPr0000000001MAA", "not an id", "", "003Pr0000000001IA"]
    assert org.read_records("Contact", shape, nobody) == {}
    assert org.read_records("Contact", shape, []) == {}


def test_deleted_merged_and_converted_records_are_found_as_what_they_are(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    truth = {
        row["Id"]: row
        for row in practice.query(
            "SELECT Id, IsDeleted, MasterRecordId, ConvertedContactId FROM Lead", deleted=True
        )
    }
    found = org.read_records("Lead", shape, list(truth))
    assert set(found) == set(truth)
    for lead, row in truth.items():
        assert found[lead].successor_id == (row["MasterRecordId"] or row["ConvertedContactId"])
    assert {person.state for person in found.values()} == {
        RecordState.ACTIVE,
        RecordState.CONVERTED,
        RecordState.DELETED,
        RecordState.MERGED,
    }


def test_a_chain_of_merges_can_be_followed_to_its_end(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    first, second, third = (create(practice) for _ in range(3))
    for master, loser in ((second, first), (third, second)):
        practice.control("faults", {"actions": [{"do": "merge", "master": master, "losers": [loser]}]})
    at = first
    for following in (second, third):
        person = org.read_records("Contact", shape, [at])[at]
        assert (person.state, person.successor_id) == (RecordState.MERGED, following)
        at = following
    assert org.read_records("Contact", shape, [at])[at].state is RecordState.ACTIVE


def test_a_record_that_is_gone_for_good_is_absent(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    gone = create(practice)
    practice.control("faults", {"actions": [{"do": "delete", "ids": [gone]}]})
    assert org.read_records("Contact", shape, [gone])[gone].state is RecordState.DELETED
    practice.control("faults", {"actions": [{"do": "purge", "ids": [gone]}]})
    assert org.read_records("Contact", shape, [gone]) == {}


def test_thousands_of_ids_cost_a_call_per_two_thousand() -> None:
    with PracticeOrg(people=6000, opted_out=300) as large, connected(large) as client:
        everyone = [row["Id"] for row in large.query("SELECT Id FROM Contact")]
        assert len(everyone) == 3600
        look = client.describe()
        large.control("calls/reset", {})
        assert set(client.read_records("Contact", look, everyone)) == set(everyone)
        assert calls_by_kind(large) == {"POST /composite/sobjects/{name}": 2}
        # Those that collections do not give are asked for some 2,000 a call as well.
        large.control("faults", {"actions": [{"do": "delete", "ids": everyone}]})
        large.control("calls/reset", {})
        found = client.read_records("Contact", look, everyone)
        assert {person.state for person in found.values()} == {RecordState.DELETED}
        assert set(found) == set(everyone)
        assert calls_by_kind(large) == {"POST /composite/sobjects/{name}": 2, "POST /composite": 2}


# by address


def test_people_are_found_whatever_the_letter_case(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    records = {
        create(practice, Email="Mixed.Case@Example.com"),
        create(practice, Email="MIXED.CASE@EXAMPLE.COM"),
    }
    for spelling in ("mixed.case@example.com", "MIXED.case@Example.COM", "  mixed.case@example.com\n"):
        assert {person.id for person in org.find_people("Contact", shape, [spelling])} == records


def test_an_internationalised_domain_is_found_in_either_spelling(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    record = create(practice, Email="idn@xn--bcher-kva.example")
    for asked in ("idn@bücher.example", "idn@BÜCHER.example", "idn@XN--bcher-kva.example"):
        assert record in {person.id for person in org.find_people("Contact", shape, [asked])}


@pytest.mark.parametrize(
    "address",
    [
        "o'brien@example.com",
        "'or'Email!=''@example.com",
        "plus+tag@example.com",
        "per%cent&and=equals?#@example.com",
        "percent_and_%@example.com",
        "jörg@mueller.example",
        "JÜRGEN@EXAMPLE.COM",
        "ele\u0301onore@example.com",
        "用户@example.jp",
        "emoji😀@example.com",
    ],
)
def test_any_address_can_be_looked_for(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, address: str
) -> None:
    record = create(practice, Email=address)
    assert record in {person.id for person in org.find_people("Contact", shape, [address])}
    assert record in {person.id for person in org.find_people("Contact", shape, [address.upper()])}


@pytest.mark.parametrize(
    "address",
    [
        '"quoted local"@example.com',
        r"back\slash@example.com",
        r"\'@example.com",
        "a@{part0}",
        "用户@例え.jp",
        "'",
    ],
)
def test_an_address_that_salesforce_would_not_take_finds_nobody(
    org: SalesforceOrg, shape: OrgSchema, address: str
) -> None:
    assert org.find_people("Contact", shape, [address]) == []


def test_an_address_is_the_same_in_either_unicode_form(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    record = create(practice, Email="caf\u00e9@example.com")
    assert [person.id for person in org.find_people("Contact", shape, ["cafe\u0301@example.com"])] == [record]


def test_another_address_that_the_server_finds_alike_is_not_taken(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    create(practice, Email="strasse@example.com")
    # Folding would make one of the two; for mail they are different.
    assert org.find_people("Contact", shape, ["straße@example.com"]) == []


def test_texts_that_can_be_nobodys_address_find_nobody_and_stop_nothing(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    record = create(practice, Email="somebody@example.com")
    strange = [
        "",
        "  ",
        "\x00@example.com",
        "a\ud800@example.com",
        "x" * 5000,
        "tab\t@example.com",
        "\x7f@b.c",
    ]
    found = org.find_people("Contact", shape, [*strange, "somebody@example.com", "' OR Email != '"])
    assert [person.id for person in found] == [record]


def test_nobody_to_look_for_costs_no_call(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    practice.control("calls/reset", {})
    assert org.find_people("Contact", shape, []) == org.find_people("Contact", shape, ["", "\x00"]) == []
    assert practice.control("calls")["total"] == 0


def test_hundreds_of_long_and_quoted_addresses_fit_one_call(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    records = {}
    for number in range(0, 400, 40):
        address = f"o'person+{number}.with.a.rather.long.local.part@a-long-company-name.example"
        records[create(practice, Email=address)] = address
    asked = [
        f"o'person+{number}.with.a.rather.long.local.part@a-long-company-name.example"
        for number in range(400)
    ]
    practice.control("calls/reset", {})
    found = org.find_people("Contact", shape, asked)
    assert {person.id: person.email for person in found} == records
    assert calls_by_kind(practice) == {"POST /composite": 1}


def test_more_people_than_a_page_holds_are_all_found(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    records = {create(practice, Email="shared@example.com") for _ in range(12)}
    practice.control("faults", {"org": {"short_pages": 5}})
    assert {person.id for person in org.find_people("Contact", shape, ["shared@example.com"])} == records


def test_deleted_people_and_converted_leads_are_not_found(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    gone = create(practice, Email="gone@example.com")
    practice.control("faults", {"actions": [{"do": "delete", "ids": [gone]}]})
    assert org.find_people("Contact", shape, ["gone@example.com"]) == []
    converted = practice.query("SELECT Id, Email FROM Lead WHERE IsConverted = true AND Email != null")
    found = org.find_people("Lead", shape, [row["Email"] for row in converted])
    assert converted
    assert not {row["Id"] for row in converted} & {person.id for person in found}
    assert {person.state for person in found} <= {RecordState.ACTIVE}


# troubles


@pytest.mark.parametrize("do", ["unavailable", "drop_before", "truncate", "concurrent_limit"])
def test_a_passing_trouble_is_waited_out(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, do: str
) -> None:
    record = create(practice, Email=f"{do}@example.com")
    rule(practice, do, times=2)
    assert [person.id for person in org.find_people("Contact", shape, [f"{do}@example.com"])] == [record]
    rule(practice, do, times=2)
    assert set(org.read_records("Contact", shape, [record])) == {record}


def test_a_lasting_trouble_comes_out_at_once(
    practice: PracticeOrg, connect: Connect, shape: OrgSchema
) -> None:
    org = connect()
    practice.control("faults", {"org": {"security": {"Contact.Email Opt Out": "hidden"}}})
    for attempt in (
        lambda: org.find_people("Contact", shape, ["a@example.com"]),
        lambda: org.read_records("Contact", shape, ["003Pr0000000001IAA"]),
    ):
        with pytest.raises(ProblemError) as caught:
            attempt()
        assert caught.value.problem.code == "INVALID_FIELD"
