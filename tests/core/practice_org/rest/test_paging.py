from pathlib import Path

import pytest
from simple_salesforce import Salesforce

from tests.helpers.practice import PracticeOrg

SOQL = "SELECT Id, Email FROM Contact ORDER BY Email DESC, Id"


def test_simple_salesforce_walks_all_pages(salesforce: Salesforce) -> None:
    total = salesforce.query("SELECT COUNT() FROM Contact")["totalSize"]
    records = list(salesforce.query_all_iter(SOQL))
    assert len(records) == len({record["Id"] for record in records}) == total > 2000
    emails = [record["Email"].casefold() for record in records if record["Email"]]
    assert emails == sorted(emails, reverse=True)


@pytest.mark.parametrize(("asked", "given"), [("250", 250), ("1", 200), ("9999", 2000), ("none", 2000)])
def test_the_page_size_is_what_was_asked_within_bounds(org: PracticeOrg, asked: str, given: int) -> None:
    headers = {"Sforce-Query-Options": f"batchSize={asked}"}
    page = org.call("GET", "query", params={"q": SOQL}, headers=headers).json()
    assert len(page["records"]) == given
    assert page["done"] is False
    locator = page["nextRecordsUrl"].rpartition("/")[2]
    assert locator[:3] == "0r8"
    assert locator[18:] == f"-{given}"
    following = org.call("GET", page["nextRecordsUrl"], headers=headers).json()
    assert following["totalSize"] == page["totalSize"]
    assert not {r["Id"] for r in following["records"]} & {r["Id"] for r in page["records"]}


def test_a_page_can_be_read_again_and_from_any_place(org: PracticeOrg) -> None:
    page = org.call("GET", "query", params={"q": SOQL}).json()
    url = page["nextRecordsUrl"]
    assert org.call("GET", url).json() == org.call("GET", url).json()
    elsewhere = org.call("GET", url.rpartition("-")[0] + "-100").json()
    assert elsewhere["records"][0]["Id"] == page["records"][100]["Id"]


def test_the_result_stays_as_it_was_when_asked() -> None:
    soql = "SELECT Id FROM Lead WHERE HasOptedOutOfEmail = false ORDER BY Id"
    with PracticeOrg(people=600, opted_out=0) as running:
        headers = {"Sforce-Query-Options": "batchSize=200"}
        page = running.call("GET", "query", params={"q": soql}, headers=headers).json()
        assert page["totalSize"] == 240
        last = running.query("SELECT Id FROM Lead ORDER BY Id DESC LIMIT 1")[0]["Id"]
        running.call("PATCH", f"sobjects/Lead/{last}", json={"HasOptedOutOfEmail": True})
        following = running.call("GET", page["nextRecordsUrl"], headers=headers).json()
        assert following["records"][-1]["Id"] == last
        assert following["done"] is True


def test_locators_outlive_a_restart(tmp_path: Path) -> None:
    with PracticeOrg(people=700, data_dir=tmp_path) as running:
        headers = {"Sforce-Query-Options": "batchSize=200"}
        page = running.call("GET", "query", params={"q": "SELECT Id FROM Contact"}, headers=headers).json()
    with PracticeOrg(data_dir=tmp_path) as running:
        following = running.call("GET", page["nextRecordsUrl"]).json()
        assert following["done"] is True
        assert len(following["records"]) == page["totalSize"] - 200
