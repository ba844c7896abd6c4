"""SOSL: finding people by words, as sf.search of simple-salesforce asks for them."""

from collections.abc import Iterator

import pytest
from simple_salesforce.exceptions import SalesforceMalformedRequest

from tests.helpers.practice import PracticeOrg

PEOPLE = (
    ("Zebulon", "Quartermain", "zq@first.example"),
    ("Zebulon", "O'Quarter", "zebulon.o-quarter@second.example"),
    ("Ünal", "Straße", "unal@third.example"),
)


@pytest.fixture(scope="module")
def searched() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=30, opted_out=3) as org:
        for first, last, email in PEOPLE:
            for name, more in (("Contact", {}), ("Lead", {"Company": "Firma"})):
                values = {"FirstName": first, "LastName": last, "Email": email, **more}
                assert org.call("POST", f"sobjects/{name}", json=values).status_code == 201
        yield org


def emails(org: PracticeOrg, terms: str, scope: str = "ALL") -> list[str]:
    found = org.salesforce().search(f"FIND {{{terms}}} IN {scope} FIELDS RETURNING Contact(Id, Email)")
    return [row["Email"] for row in found["searchRecords"]]


@pytest.mark.parametrize(
    ("terms", "wanted"),
    [
        ("zebulon", {0, 1}),
        ("Zebulon Quartermain", {0}),
        ("Quarter*", {0, 1}),
        ("Quarterm??n", {0}),
        ("quarterm", set()),
        ("zq@first.example", {0}),
        ("o\\-quarter", {1}),
        ('"Zebulon O\'Quarter"', {1}),
        ("Quartermain OR STRASSE", {0, 2}),
        ("Zebulon AND NOT Quartermain", {1}),
        ("ünal", {2}),
        ("100%", set()),
    ],
)
def test_words_are_found_wherever_they_are(searched: PracticeOrg, terms: str, wanted: set[int]) -> None:
    assert set(emails(searched, terms)) == {PEOPLE[number][2] for number in wanted}


def test_only_the_fields_asked_for_are_searched(searched: PracticeOrg) -> None:
    assert emails(searched, "first", "EMAIL") == ["zq@first.example"]
    assert emails(searched, "first", "NAME") == []
    assert emails(searched, "zebulon", "PHONE") == []


def test_each_object_gives_what_is_returned_of_it(searched: PracticeOrg) -> None:
    sosl = (
        "FIND {Zebulon} RETURNING Contact(Id, Name WHERE Email LIKE '%(x)%' OR LastName != 'O\\'Quarter' "
        "ORDER BY Name DESC LIMIT 5), Lead(Company, Email ORDER BY Email), Account"
    )
    rows = searched.salesforce().search(sosl)["searchRecords"]
    assert [(row["attributes"]["type"], row.get("Name"), row.get("Email")) for row in rows] == [
        ("Contact", "Zebulon Quartermain", None),
        ("Lead", None, "zebulon.o-quarter@second.example"),
        ("Lead", None, "zq@first.example"),
    ]
    assert len(searched.salesforce().search(f"{sosl} LIMIT 2")["searchRecords"]) == 2


def test_a_quick_search_gives_ids_of_every_object(searched: PracticeOrg) -> None:
    rows = searched.salesforce().quick_search("Zebulon")["searchRecords"]
    assert sorted(row["attributes"]["type"] for row in rows) == ["Contact", "Contact", "Lead", "Lead"]
    assert all(set(row) == {"attributes", "Id"} for row in rows)


@pytest.mark.parametrize(
    ("sosl", "code"),
    [
        ("FIND Zebulon", "MALFORMED_SEARCH"),
        ("", "MALFORMED_SEARCH"),
        ("FIND {}", "MALFORMED_SEARCH"),
        ("FIND {a}", "MALFORMED_SEARCH"),
        ("FIND {ab OR}", "MALFORMED_SEARCH"),
        ("FIND {ab} RETURNING Contact(Id", "MALFORMED_SEARCH"),
        ("FIND {ab} WITH HIGHLIGHT", "MALFORMED_SEARCH"),
        ("FIND {ab} RETURNING User(Id)", "MALFORMED_SEARCH"),
        ("FIND {ab} RETURNING Contact(COUNT(Id))", "MALFORMED_SEARCH"),
        ("FIND {ab} RETURNING Contact(Nope)", "INVALID_FIELD"),
        ("FIND {ab} RETURNING Opportunity(Id)", "INVALID_TYPE"),
        ("FIND {ab} RETURNING Contact(Id WHERE Id IN (SELECT Id FROM", "MALFORMED_SEARCH"),
    ],
)
def test_what_cannot_be_searched_is_refused(searched: PracticeOrg, sosl: str, code: str) -> None:
    with pytest.raises(SalesforceMalformedRequest) as caught:
        searched.salesforce().search(sosl)
    assert caught.value.content[0]["errorCode"] == code
