from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from simple_salesforce import Salesforce
from simple_salesforce.exceptions import SalesforceMalformedRequest

from tests.helpers.practice import PracticeOrg

CONTACT_ID = "003Pr0000000001IAA"


def refused(org: PracticeOrg, soql: str) -> tuple[str, str]:
    answer = org.call("GET", "query", params={"q": soql})
    assert answer.status_code == 400, answer.text
    [entry] = answer.json()
    return entry["errorCode"], entry["message"]


def ids(org: PracticeOrg, where: str, name: str = "Contact") -> set[str]:
    return {record["Id"] for record in org.query(f"SELECT Id FROM {name} WHERE {where}")}


@pytest.mark.parametrize(
    ("soql", "code", "says"),
    [
        ("SELECT Nope FROM Contact", "INVALID_FIELD", "No such column 'Nope' on entity 'Contact'"),
        ("SELECT Id FROM Contact WHERE Nope__c = 1", "INVALID_FIELD", "No such column 'Nope__c'"),
        ("SELECT Id FROM Contact ORDER BY Nope", "INVALID_FIELD", "No such column 'Nope'"),
        ("SELECT Account.Nope FROM Contact", "INVALID_FIELD", "No such column 'Nope' on entity 'Account'"),
        ("SELECT Firm.Name FROM Contact", "INVALID_FIELD", "Didn't understand relationship 'Firm'"),
        ("SELECT IsPersonAccount FROM Contact", "INVALID_FIELD", "No such column 'IsPersonAccount'"),
        ("SELECT Id FROM Opportunity", "INVALID_TYPE", "sObject type 'Opportunity' is not supported"),
        ("SELECT Id, Id FROM Contact", "INVALID_FIELD", "duplicate field selected: Id"),
        ("SELECT Id FORM Contact", "MALFORMED_QUERY", "unexpected token: 'Contact'"),
        ("SELECT Id FROM Contact WHERE Id IN ()", "MALFORMED_QUERY", "unexpected token: ')'"),
        ("SELECT Id FROM Contact WHERE Email = 'x", "MALFORMED_QUERY", "unexpected character"),
        ("SELECT Id FROM Contact LIMIT", "MALFORMED_QUERY", "<EOF>"),
        ("SELECT Id FROM Contact WHERE Email = 'a\\q'", "MALFORMED_QUERY", "Illegal character sequence"),
        ("SELECT Id FROM Contact WHERE Email = a@example.com", "MALFORMED_QUERY", "unexpected character"),
        ("", "MALFORMED_QUERY", "<EOF>"),
        (
            "SELECT Id FROM Contact WHERE Email = null AND Phone = null OR Fax = null",
            "MALFORMED_QUERY",
            "unexpected token: 'OR'",
        ),
        (
            "SELECT Id FROM Contact WHERE SystemModstamp > '2024-01-01T00:00:00Z'",
            "INVALID_FIELD",
            "'SystemModstamp' must be of type dateTime and should not be enclosed in quotes",
        ),
        (
            "SELECT Id FROM Contact WHERE SystemModstamp > 2024-01-01",
            "INVALID_FIELD",
            "must be of type dateTime",
        ),
        ("SELECT Id FROM Contact WHERE Email = 5", "INVALID_FIELD", "must be of type string and should be"),
        (
            "SELECT Id FROM Contact WHERE HasOptedOutOfEmail = 'true'",
            "INVALID_FIELD",
            "must be of type boolean",
        ),
        (
            "SELECT Id FROM Contact WHERE HasOptedOutOfEmail > true",
            "INVALID_QUERY_FILTER_OPERATOR",
            "invalid operator",
        ),
        ("SELECT Id FROM Contact WHERE Id = 'abc'", "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: abc"),
        ("SELECT Id FROM Contact WHERE Id LIKE '003%'", "INVALID_QUERY_FILTER_OPERATOR", "invalid operator"),
        ("SELECT Id FROM Contact WHERE Description = 'x'", "INVALID_FIELD", "can not be filtered"),
        ("SELECT Id FROM Contact OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset"),
        ("SELECT FIELDS(ALL) FROM Contact", "MALFORMED_QUERY", "LIMIT of at most 200"),
        ("SELECT FIELDS(CUSTOM) FROM Contact LIMIT 201", "MALFORMED_QUERY", "LIMIT of at most 200"),
        ("SELECT Email, COUNT(Id) FROM Contact", "MALFORMED_QUERY", "Field must be grouped or aggregated"),
        ("SELECT Email, COUNT(Id) FROM Contact GROUP BY Email", "EXCEEDED_ID_LIMIT", "queryMore()"),
        (
            "SELECT Id FROM Contact WHERE Email IN (SELECT Id FROM Lead)",
            "MALFORMED_QUERY",
            "should be an id field",
        ),
    ],
)
def test_a_wrong_query_is_refused_in_salesforces_words(
    org: PracticeOrg, soql: str, code: str, says: str
) -> None:
    found, message = refused(org, soql)
    assert found == code
    assert says in message


def test_the_caret_points_at_the_place(org: PracticeOrg) -> None:
    _, message = refused(org, "SELECT Id, Nope FROM Contact")
    _, shown, caret, place, _ = message.split("\n")
    assert shown[caret.index("^") :].startswith("Nope")
    assert place == "ERROR at Row:1:Column:12"
    _, message = refused(org, "SELECT Id\nFROM Contact\nWHERE Nope = null")
    assert "ERROR at Row:3:Column:7" in message


def test_too_long_a_query_or_string_is_refused(org: PracticeOrg) -> None:
    def through_batch(soql: str) -> Any:
        body = {"batchRequests": [{"method": "GET", "url": f"v66.0/query?q={soql}"}]}
        return org.call("POST", "composite/batch", json=body).json()["results"][0]

    assert through_batch("SELECT Id FROM Contact WHERE Email = '" + "a" * 4000 + "'")["statusCode"] == 200
    long_string = through_batch("SELECT Id FROM Contact WHERE Email = '" + "a" * 4001 + "'")
    assert long_string["result"][0]["errorCode"] == "MALFORMED_QUERY"
    long_query = through_batch("SELECT Id FROM Contact WHERE Email = null" + " " * 100_000)
    assert long_query["result"][0]["errorCode"] == "MALFORMED_QUERY"


def test_names_and_keywords_are_read_in_any_letter_case(org: PracticeOrg) -> None:
    [record] = org.query(f"select id, eMAIL, account.NAME from CONTACT where ID = '{CONTACT_ID}' limit 1")
    assert list(record) == ["attributes", "Id", "Email", "Account"]


def test_fields_answer_in_the_order_selected_with_type_and_url(org: PracticeOrg) -> None:
    [record] = org.query(f"SELECT Email, Name, Id FROM Contact WHERE Id = '{CONTACT_ID}'")
    assert list(record) == ["attributes", "Email", "Name", "Id"]
    assert record["attributes"] == {
        "type": "Contact",
        "url": f"/services/data/v66.0/sobjects/Contact/{CONTACT_ID}",
    }


def test_parents_are_nested_and_null_when_there_is_none(org: PracticeOrg) -> None:
    [record] = org.query(
        "SELECT Account.Name, Account.Owner.Name FROM Contact WHERE AccountId != null LIMIT 1"
    )
    assert record["Account"]["attributes"]["type"] == "Account"
    assert record["Account"]["Owner"]["attributes"]["type"] == "User"
    assert record["Account"]["Owner"]["Name"]
    [orphan] = org.query(
        "SELECT Account.Name, Account.Owner.Name FROM Contact WHERE AccountId = null LIMIT 1"
    )
    assert orphan["Account"] is None


def test_parents_can_be_filtered_and_ordered_by(org: PracticeOrg) -> None:
    rows = org.query(
        "SELECT Account.Name FROM Contact c WHERE c.Account.Name LIKE 'cobalt%' AND Owner.IsActive = true"
        " ORDER BY Account.Name DESC"
    )
    names = [row["Account"]["Name"] for row in rows]
    assert len(set(names)) > 1
    assert all(name.startswith("Cobalt") for name in names)
    assert names == sorted(names, key=str.casefold, reverse=True)


def test_text_compares_without_regard_to_case_also_beyond_ascii(org: PracticeOrg) -> None:
    assert ids(org, "LastName = 'ÅKESSON'") == ids(org, "LastName = 'åkesson'") != set()
    assert ids(org, "LastName LIKE 'DVOŘ_K'") == ids(org, "LastName = 'Dvořák'") != set()
    assert ids(org, "FirstName IN ('ŁUKASZ', 'ZOË')") == ids(org, "FirstName = 'łukasz'") | ids(
        org, "FirstName = 'Zoë'"
    )
    assert ids(org, "Name = '佐藤 太郎'") == ids(org, "FirstName = '佐藤' AND LastName = '太郎'")


def test_ids_match_with_fifteen_and_eighteen_characters(org: PracticeOrg) -> None:
    for text in (CONTACT_ID, CONTACT_ID[:15], CONTACT_ID.lower(), CONTACT_ID.upper()):
        assert ids(org, f"Id = '{text}'") == {CONTACT_ID}
    other_case = "003Pr000000000a"
    assert ids(org, f"Id = '{other_case}'") != ids(org, f"Id = '{other_case.replace('0a', '0A')}'")


def test_a_null_is_simply_not_equal(org: PracticeOrg) -> None:
    everyone = ids(org, "Id != null")
    without = ids(org, "Email = null")
    assert without
    [some] = org.query("SELECT Email FROM Contact WHERE Email != null LIMIT 1")
    address = some["Email"]
    assert without <= ids(org, f"Email != '{address}'")
    assert without <= ids(org, f"Email NOT IN ('{address}')")
    assert without <= ids(org, f"NOT Email = '{address}'")
    assert without <= ids(org, "NOT Email LIKE '%@%'")
    assert ids(org, f"Email = '{address}'") | ids(org, f"Email != '{address}'") == everyone
    assert ids(org, f"Email IN (null, '{address}')") == without | ids(org, f"Email = '{address}'")


def test_stamps_compare_by_the_second_whatever_the_offset(org: PracticeOrg) -> None:
    [newest] = org.query("SELECT Id, SystemModstamp FROM Contact ORDER BY SystemModstamp DESC LIMIT 1")
    stamp = datetime.strptime(newest["SystemModstamp"], "%Y-%m-%dT%H:%M:%S.%f%z")
    plain = stamp.strftime("%Y-%m-%dT%H:%M:%SZ")
    shifted = (stamp + timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M:%S+09:00")
    for text in (plain, shifted, plain.replace("Z", ".999Z")):
        assert newest["Id"] in ids(org, f"SystemModstamp = {text}")
        assert newest["Id"] in ids(org, f"SystemModstamp >= {text}")
        assert newest["Id"] not in ids(org, f"SystemModstamp > {text}")
        assert newest["Id"] in ids(org, f"SystemModstamp <= {text}")
        assert newest["Id"] not in ids(org, f"SystemModstamp < {text}")
        assert newest["Id"] not in ids(org, f"SystemModstamp != {text}")


def test_named_dates_are_days_of_greenwich(own_org: PracticeOrg) -> None:
    made = own_org.call("POST", "sobjects/Contact", json={"LastName": "Newly Made"}).json()["id"]
    for where in ("CreatedDate = TODAY", "CreatedDate >= LAST_N_DAYS:2", "CreatedDate > YESTERDAY"):
        assert made in ids(own_org, where) or datetime.now(UTC).hour == 0
    assert made not in ids(own_org, "CreatedDate < LAST_N_DAYS:2")
    assert made not in ids(own_org, "CreatedDate = NEXT_YEAR")
    assert refused(own_org, "SELECT Id FROM Contact WHERE CreatedDate = SOMEDAY")[0] == "MALFORMED_QUERY"


def test_order_takes_several_keys_and_places_nulls(org: PracticeOrg) -> None:
    rows = org.query("SELECT LastName, Email FROM Contact ORDER BY LastName DESC, Email NULLS LAST")
    expected = sorted(rows, key=lambda row: (row["Email"] is None, (row["Email"] or "").casefold()))
    expected = sorted(expected, key=lambda row: row["LastName"].casefold(), reverse=True)
    assert [(r["LastName"].casefold(), (r["Email"] or "").casefold()) for r in rows] == [
        (r["LastName"].casefold(), (r["Email"] or "").casefold()) for r in expected
    ]
    first = org.query("SELECT Email FROM Contact ORDER BY Email LIMIT 1")
    assert first[0]["Email"] is None


def test_limit_and_offset_cut_the_same_order(org: PracticeOrg) -> None:
    every = [record["Id"] for record in org.query("SELECT Id FROM Lead ORDER BY Id")]
    part = [record["Id"] for record in org.query("SELECT Id FROM Lead ORDER BY Id LIMIT 7 OFFSET 20")]
    assert part == every[20:27]
    assert org.query("SELECT Id FROM Lead LIMIT 0") == []


def test_count_counts_without_rows(salesforce: Salesforce) -> None:
    answer = salesforce.query("SELECT COUNT() FROM Contact WHERE HasOptedOutOfEmail = true")
    assert answer["records"] == []
    assert answer["done"] is True
    rows = salesforce.query("SELECT Id FROM Contact WHERE HasOptedOutOfEmail = true")["records"]
    assert answer["totalSize"] == len(rows)
    assert salesforce.query("SELECT COUNT() FROM Contact LIMIT 3")["totalSize"] == 3


def test_groups_are_counted_under_their_alias(org: PracticeOrg) -> None:
    rows = org.query(
        "SELECT HasOptedOutOfEmail, COUNT(Id) many, COUNT(Email), MAX(CreatedDate) FROM Contact"
        " GROUP BY HasOptedOutOfEmail ORDER BY COUNT(Id)"
    )
    assert [row["HasOptedOutOfEmail"] for row in rows] == [True, False]
    assert rows[0]["many"] >= rows[0]["expr0"] > 0
    assert rows[0]["attributes"] == {"type": "AggregateResult"}
    assert rows[0]["expr1"].endswith(".000+0000")
    shared = org.query("SELECT Email, COUNT(Id) n FROM Contact GROUP BY Email HAVING COUNT(Id) > 2 LIMIT 9")
    assert shared
    assert all(row["n"] > 2 for row in shared)


def test_fields_names_groups_of_fields(org: PracticeOrg) -> None:
    [everything] = org.query("SELECT FIELDS(ALL) FROM Contact LIMIT 1")
    [standard] = org.query("SELECT FIELDS(STANDARD) FROM Contact LIMIT 1")
    [custom] = org.query("SELECT FIELDS(CUSTOM) FROM Contact LIMIT 1")
    assert set(custom) == {"attributes", "mkto_si__Marketo_Sales_Opt_Out__c"}
    assert set(everything) == set(standard) | set(custom)


def test_a_semi_join_finds_the_contacts_of_converted_leads(org: PracticeOrg) -> None:
    wanted = {
        row["ConvertedContactId"]
        for row in org.query("SELECT ConvertedContactId FROM Lead WHERE IsConverted = true")
    }
    inner = "SELECT ConvertedContactId FROM Lead WHERE IsConverted = true"
    assert ids(org, f"Id IN ({inner})") == wanted
    assert ids(org, f"Id NOT IN ({inner})") == ids(org, "Id != null") - wanted


def test_escapes_in_strings_are_understood(own_org: PracticeOrg) -> None:
    names = ['O\'Neil \\ "Q"', "100%_sure", "100 xsure", "tab\there"]
    made = {
        name: own_org.call("POST", "sobjects/Contact", json={"LastName": name}).json()["id"] for name in names
    }
    assert ids(own_org, r"LastName = 'O\'Neil \\ \"Q\"'") == {made[names[0]]}
    assert ids(own_org, r"LastName LIKE '100\%\_sure'") == {made[names[1]]}
    assert ids(own_org, r"LastName LIKE '100%_sure'") == {made[names[1]], made[names[2]]}
    assert ids(own_org, r"LastName = 'tab\there'") == {made[names[3]]}
    assert ids(own_org, r"LastName LIKE 'O\'neil \\\\%'") == set()
    assert ids(own_org, r"LastName LIKE 'O\'neil \\%'") == {made[names[0]]}
    assert ids(own_org, r"LastName = '\u0054ab\u0009here'") == {made[names[3]]}


def test_simple_salesforce_sees_its_own_exception(salesforce: Salesforce) -> None:
    with pytest.raises(SalesforceMalformedRequest) as caught:
        salesforce.query("SELECT Id FROM Contact WHERE")
    assert caught.value.content[0]["errorCode"] == "MALFORMED_QUERY"
