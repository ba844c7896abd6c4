"""Functions of a field in SOQL: parts of dates, FORMAT and toLabel, and where a keyword ends."""

from collections import Counter
from datetime import datetime

import pytest

from tests.helpers.practice import PracticeOrg


def created(org: PracticeOrg) -> list[datetime]:
    return [
        datetime.fromisoformat(row["CreatedDate"]) for row in org.query("SELECT CreatedDate FROM Contact")
    ]


@pytest.mark.parametrize(
    ("function", "of"),
    [
        ("CALENDAR_YEAR", lambda at: at.year),
        ("FISCAL_YEAR", lambda at: at.year),
        ("CALENDAR_MONTH", lambda at: at.month),
        ("CALENDAR_QUARTER", lambda at: (at.month + 2) // 3),
        ("DAY_IN_MONTH", lambda at: at.day),
        ("DAY_IN_WEEK", lambda at: at.isoweekday() % 7 + 1),
        ("DAY_IN_YEAR", lambda at: at.timetuple().tm_yday),
        ("DAY_ONLY", lambda at: at.date().isoformat()),
        ("HOUR_IN_DAY", lambda at: at.hour),
        ("WEEK_IN_MONTH", lambda at: (at.day - 1) // 7 + 1),
    ],
)
def test_rows_are_grouped_and_filtered_by_a_part_of_a_date(
    org: PracticeOrg, function: str, of: object
) -> None:
    assert callable(of)
    expected = Counter(of(at) for at in created(org))
    part = f"{function}(CreatedDate)"
    rows = org.query(f"SELECT {part} part, COUNT(Id) n FROM Contact GROUP BY {part} ORDER BY {part}")
    assert {row["part"]: row["n"] for row in rows} == expected
    assert [row["part"] for row in rows] == sorted(expected)
    value = rows[0]["part"]
    count = org.call(
        "GET", "query", params={"q": f"SELECT COUNT() FROM Contact WHERE {part} = {value}"}
    ).json()
    assert count["totalSize"] == expected[value]


def test_only_what_has_no_alias_is_numbered(org: PracticeOrg) -> None:
    [row] = org.query("SELECT MAX(CreatedDate) newest, MIN(CreatedDate), COUNT(Id) FROM Contact")
    assert set(row) == {"attributes", "newest", "expr0", "expr1"}


def test_format_and_to_label_give_texts_for_people(org: PracticeOrg) -> None:
    [row] = org.query("SELECT CreatedDate, FORMAT(CreatedDate) shown FROM Contact ORDER BY Id LIMIT 1")
    at = datetime.fromisoformat(row["CreatedDate"])
    hour = (at.hour + 11) % 12 + 1
    half = "AM" if at.hour < 12 else "PM"
    assert row["shown"] == f"{at.month}/{at.day}/{at.year}, {hour}:{at.minute:02} {half}"
    [named] = org.query("SELECT FORMAT(CreatedDate), toLabel(LeadSource) FROM Lead LIMIT 1")
    assert set(named) == {"attributes", "CreatedDate", "LeadSource"}
    assert org.query("SELECT Id FROM Lead WHERE toLabel(LeadSource) = 'no such source'") == []


@pytest.mark.parametrize("period", ["QUARTER", "YEAR"])
def test_the_fiscal_year_is_the_calendars(org: PracticeOrg, period: str) -> None:
    for name in (f"THIS_{{}}{period}", f"LAST_N_{{}}{period}S:4", f"N_{{}}{period}S_AGO:1"):
        fiscal, plain = (
            org.query(f"SELECT Id FROM Contact WHERE CreatedDate = {name.format(word)}")
            for word in ("FISCAL_", "")
        )
        assert fiscal == plain


def test_looking_at_a_record_for_its_own_sake_is_allowed(org: PracticeOrg) -> None:
    for purpose in ("FOR VIEW", "for reference"):
        assert len(org.query(f"SELECT Id FROM Contact LIMIT 1 {purpose}")) == 1


@pytest.mark.parametrize(
    ("soql", "code", "says"),
    [
        ("SELECT FORMAT(Name) FROM Contact", "INVALID_FIELD", "does not support the function FORMAT"),
        ("SELECT toLabel(Name) FROM Contact", "INVALID_FIELD", "does not support the function TOLABEL"),
        ("SELECT CALENDAR_YEAR(CreatedDate) FROM Contact", "MALFORMED_QUERY", "must be grouped"),
        ("SELECT Id FROM Contact WHERE CALENDAR_YEAR(Name) = 1", "INVALID_FIELD", "CALENDAR_YEAR"),
        ("SELECT Id FROM Contact WHERE FORMAT(CreatedDate) = 'x'", "MALFORMED_QUERY", "'FORMAT'"),
        ("SELECT COUNT(Id) FROM Lead GROUP BY ROLLUP(LeadSource)", "MALFORMED_QUERY", "'ROLLUP'"),
        (
            "SELECT Id FROM Contact WHERE CreatedDate = THIS_FISCAL_WEEK",
            "MALFORMED_QUERY",
            "THIS_FISCAL_WEEK",
        ),
        ("SELECT Id FROM Contact WHERE Email INCLUDES ('a')", "MALFORMED_QUERY", "'INCLUDES'"),
        ("SELECT Id FROM ContactWHERE Name = 'a'", "MALFORMED_QUERY", "unexpected token: '='"),
        ("SELECT Id FROM Contact WHERE Name LIKEly 'a'", "MALFORMED_QUERY", "'LIKEly'"),
    ],
)
def test_what_cannot_be_is_refused(org: PracticeOrg, soql: str, code: str, says: str) -> None:
    answer = org.call("GET", "query", params={"q": soql})
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, code)
    assert says in answer.json()[0]["message"]
