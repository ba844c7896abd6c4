import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import requests
from simple_salesforce.exceptions import (
    SalesforceExpiredSession,
    SalesforceGeneralError,
    SalesforceRefusedRequest,
)

from tests.helpers.practice import PracticeOrg

CONTACT = "003Pr0000000001IAA"


@pytest.fixture(autouse=True)
def _nothing_wrong(own_org: PracticeOrg) -> None:
    own_org.control(
        "faults", {"clear": True, "org": {"limits": {"daily": 100_000, "used": 0}, "short_pages": None}}
    )


def rule(org: PracticeOrg, do: str, **more: Any) -> None:
    org.control("faults", {"requests": [{"do": do, **more}]})


def opted_out(org: PracticeOrg) -> bool:
    [row] = org.query(f"SELECT HasOptedOutOfEmail FROM Contact WHERE Id = '{CONTACT}'")
    ticked: bool = row["HasOptedOutOfEmail"]
    return ticked


def tick(org: PracticeOrg, value: bool) -> requests.Response:
    return org.call("PATCH", f"sobjects/Contact/{CONTACT}", json={"HasOptedOutOfEmail": value})


@pytest.mark.parametrize(
    ("do", "status", "code"),
    [
        ("expired_session", 401, "INVALID_SESSION_ID"),
        ("concurrent_limit", 403, "REQUEST_LIMIT_EXCEEDED"),
        ("unavailable", 503, "SERVER_UNAVAILABLE"),
        ("unknown", 500, "UNKNOWN_EXCEPTION"),
        ("query_timeout", 400, "QUERY_TIMEOUT"),
        ("api_disabled", 403, "API_DISABLED_FOR_ORG"),
        ("api_disabled_for_user", 403, "API_CURRENTLY_DISABLED"),
        ("no_access", 403, "INSUFFICIENT_ACCESS"),
    ],
)
def test_a_call_meets_the_trouble_once_and_is_not_served(
    own_org: PracticeOrg, do: str, status: int, code: str
) -> None:
    tick(own_org, False)
    rule(own_org, do, method="PATCH")
    assert own_org.call("GET", "limits").status_code == 200
    met = tick(own_org, True)
    assert met.status_code == status
    assert met.json()[0]["errorCode"] == code
    assert met.headers["Sforce-Limit-Info"]
    assert not opted_out(own_org)
    assert tick(own_org, True).status_code == 204


def test_the_nth_call_of_a_path_is_chosen_and_how_often(own_org: PracticeOrg) -> None:
    rule(own_org, "unknown", path="limits$", nth=3, times=2)
    statuses = [own_org.call("GET", "limits").status_code for _ in range(6)]
    assert statuses == [200, 200, 500, 500, 200, 200]
    rule(own_org, "unknown", path="q=SELECT.*Lead", times=0)
    for _ in range(3):
        assert own_org.call("GET", "query", params={"q": "SELECT Id FROM Lead"}).status_code == 500
    assert own_org.call("GET", "query", params={"q": "SELECT Id FROM User"}).status_code == 200


def test_a_session_can_expire_in_the_middle_of_paging(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"org": {"short_pages": 50}})
    rule(own_org, "expired_session", path="/query/0r8", nth=2)
    salesforce = own_org.salesforce()
    records = salesforce.query_all_iter("SELECT Id FROM Contact")
    seen = list(islice(records, 100))
    with pytest.raises(SalesforceExpiredSession):
        next(records)
    assert len(seen) == 100


def test_the_daily_limit_lasts_and_limits_agree(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"org": {"limits": {"daily": 50, "used": 48}}})
    statuses = [own_org.call("GET", "sobjects").status_code for _ in range(4)]
    assert statuses == [200, 200, 403, 403]
    with pytest.raises(SalesforceRefusedRequest) as caught:
        own_org.salesforce().query("SELECT Id FROM Lead")
    assert caught.value.content == [
        {"message": "TotalRequests Limit exceeded.", "errorCode": "REQUEST_LIMIT_EXCEEDED"}
    ]
    assert own_org.call("GET", "limits").json()["DailyApiRequests"] == {"Max": 50, "Remaining": 0}
    own_org.control("faults", {"org": {"limits": {"used": 0}}})
    assert own_org.call("GET", "sobjects").status_code == 200
    rule(own_org, "daily_limit")
    assert [own_org.call("GET", "sobjects").status_code for _ in range(2)] == [403, 403]
    assert own_org.call("GET", "limits").json()["DailyApiRequests"]["Remaining"] == 0


def test_maintenance_answers_html_that_simple_salesforce_hands_on(own_org: PracticeOrg) -> None:
    rule(own_org, "maintenance_page", retry_after=7)
    answer = own_org.call("GET", "limits")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")
    assert answer.headers["Content-Type"].startswith("text/html")
    rule(own_org, "maintenance_page")
    with pytest.raises(SalesforceGeneralError) as caught:
        own_org.salesforce().query("SELECT Id FROM Lead")
    assert "maintenance" in caught.value.content


def test_a_connection_dropped_before_saves_nothing(own_org: PracticeOrg) -> None:
    tick(own_org, False)
    rule(own_org, "drop_before", method="PATCH")
    with pytest.raises(requests.exceptions.ConnectionError):
        tick(own_org, True)
    assert not opted_out(own_org)


def test_a_connection_dropped_after_loses_only_the_answer(own_org: PracticeOrg) -> None:
    tick(own_org, False)
    rule(own_org, "drop_after", method="PATCH")
    with pytest.raises(requests.exceptions.ConnectionError):
        tick(own_org, True)
    assert opted_out(own_org)


def test_an_error_can_hide_a_write_that_was_applied(own_org: PracticeOrg) -> None:
    tick(own_org, False)
    rule(own_org, "unavailable", method="PATCH", applied=True, retry_after=1)
    assert tick(own_org, True).status_code == 503
    assert opted_out(own_org)


def test_half_an_answer_can_arrive(own_org: PracticeOrg) -> None:
    for encoding in ("gzip", "identity"):
        rule(own_org, "truncate", path="describe")
        with pytest.raises((requests.exceptions.ChunkedEncodingError, requests.exceptions.ConnectionError)):
            own_org.call("GET", "sobjects/Contact/describe", headers={"Accept-Encoding": encoding})
    assert own_org.call("GET", "sobjects/Contact/describe").status_code == 200


def test_a_stall_outlasts_a_clients_patience_and_blocks_nobody_else(own_org: PracticeOrg) -> None:
    rule(own_org, "stall", path="limits", seconds=30)
    with own_org.session() as session, pytest.raises(requests.exceptions.ReadTimeout):
        session.get(
            f"{own_org.url}/services/data/v66.0/limits",
            headers={"Authorization": f"Bearer {own_org.token}"},
            timeout=0.3,
        )
    assert own_org.call("GET", "limits").status_code == 200


def test_any_answer_can_be_had(own_org: PracticeOrg) -> None:
    rule(own_org, "answer", status=429, code="TOO_MANY", message="slow down", retry_after=3)
    answer = own_org.call("GET", "limits")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3")
    assert answer.json() == [{"message": "slow down", "errorCode": "TOO_MANY"}]


def test_pages_can_be_shorter_than_asked_while_not_done(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"org": {"short_pages": 7}})
    page = own_org.call("GET", "query", params={"q": "SELECT Id FROM Lead"}).json()
    assert (len(page["records"]), page["done"]) == (7, False)
    assert len(own_org.query("SELECT Id FROM Lead")) == page["totalSize"] == 120


def test_a_locator_can_expire_in_the_middle(own_org: PracticeOrg) -> None:
    own_org.control("faults", {"org": {"short_pages": 30, "expire_locators_after": 1}})
    page = own_org.call("GET", "query", params={"q": "SELECT Id FROM Lead"}).json()
    second = own_org.call("GET", page["nextRecordsUrl"])
    assert second.status_code == 200
    for _ in range(2):
        third = own_org.call("GET", second.json()["nextRecordsUrl"])
        assert (third.status_code, third.json()[0]["errorCode"]) == (400, "INVALID_QUERY_LOCATOR")
    assert len(own_org.query("SELECT Id FROM Lead")) == 120


def test_a_scenario_file_sets_the_org_up_before_it_is_ready(tmp_path: Path) -> None:
    file = tmp_path / "scenario.json"
    soql = "SELECT Id FROM Contact ORDER BY Id LIMIT 1"
    scenario = {
        "org": {"limits": {"daily": 777}},
        "records": [{"ids": soql, "refuse": "locked"}],
        "requests": [{"do": "unknown", "path": "sobjects$"}],
    }
    file.write_text(json.dumps(scenario), encoding="utf-8")
    with PracticeOrg(people=10, scenario=file) as running:
        assert running.call("GET", "sobjects").status_code == 500
        assert running.call("GET", "limits").json()["DailyApiRequests"]["Max"] == 777
        assert tick(running, True).json()[0]["errorCode"] == "UNABLE_TO_LOCK_ROW"


def test_a_scenario_file_that_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scenario.json"
    file.write_text('{"records": [{"refuse": "nothing known"}]}', encoding="utf-8")
    with pytest.raises(RuntimeError), PracticeOrg(people=1, scenario=file):
        pass
    said = capfd.readouterr().err
    assert "scenario.json cannot be used" in said
    assert "Traceback" not in said
