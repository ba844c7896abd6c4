from typing import Any

import pytest

from tests.helpers.practice import PracticeOrg

DATA = "/services/data/v66.0"


def composite(org: PracticeOrg, *requests: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    answer = org.call("POST", "composite", json={"compositeRequest": list(requests), **more})
    assert answer.status_code == 200, answer.text
    responses: list[dict[str, Any]] = answer.json()["compositeResponse"]
    return responses


def make_account(reference: str = "made", **values: Any) -> dict[str, Any]:
    body = {"Name": "Composite Works", **values}
    return {"method": "POST", "url": f"{DATA}/sobjects/Account", "referenceId": reference, "body": body}


def make_contact(account: str, reference: str = "person", **values: Any) -> dict[str, Any]:
    body = {"LastName": "Referred", "AccountId": account, **values}
    return {"method": "POST", "url": f"{DATA}/sobjects/Contact", "referenceId": reference, "body": body}


def test_later_parts_use_what_earlier_parts_made(own_org: PracticeOrg) -> None:
    query = {
        "method": "GET",
        "url": f"{DATA}/query?q=SELECT+Account.Name+FROM+Contact+WHERE+Id='@{{person.id}}'",
        "referenceId": "look",
    }
    made, person, look = composite(own_org, make_account(), make_contact("@{made.id}"), query)
    assert [part["httpStatusCode"] for part in (made, person, look)] == [201, 201, 200]
    assert made["httpHeaders"]["Location"].endswith(made["body"]["id"])
    assert look["body"]["records"][0]["Account"]["Name"] == "Composite Works"
    assert [part["referenceId"] for part in (made, person, look)] == ["made", "person", "look"]


def test_a_failed_part_leaves_the_others_or_undoes_them(own_org: PracticeOrg) -> None:
    bad = make_contact("001000000000000AAA", "bad")
    good, failed = composite(own_org, make_account(Name="Kept Works"), bad)
    assert (good["httpStatusCode"], failed["httpStatusCode"]) == (201, 400)
    assert own_org.query("SELECT Id FROM Account WHERE Name = 'Kept Works'")
    undone, failed, never = composite(
        own_org, make_account(Name="Undone Works"), bad, make_account("third"), allOrNone=True
    )
    assert undone["body"][0]["errorCode"] == never["body"][0]["errorCode"] == "PROCESSING_HALTED"
    assert failed["body"][0]["errorCode"] == "INVALID_CROSS_REFERENCE_KEY"
    assert own_org.query("SELECT Id FROM Account WHERE Name = 'Undone Works'") == []


def test_a_reference_to_nothing_fails_its_part(own_org: PracticeOrg) -> None:
    [part] = composite(own_org, make_contact("@{never.id}"))
    assert part["httpStatusCode"] == 400
    assert "Invalid reference" in part["body"][0]["message"]


def test_a_call_counts_once_however_many_parts_it_has(own_org: PracticeOrg) -> None:
    before = own_org.control("calls")["calls_today"]
    limits = [{"method": "GET", "url": f"{DATA}/limits", "referenceId": f"r{n}"} for n in range(25)]
    assert len(composite(own_org, *limits)) == 25
    assert own_org.control("calls")["calls_today"] == before + 1


def test_too_many_parts_are_refused(own_org: PracticeOrg) -> None:
    limits = [{"method": "GET", "url": f"{DATA}/limits", "referenceId": f"r{n}"} for n in range(26)]
    queries = [
        {"method": "GET", "url": f"{DATA}/query?q=SELECT+Id+FROM+User", "referenceId": f"q{n}"}
        for n in range(6)
    ]
    for requests in (limits, queries):
        answer = own_org.call("POST", "composite", json={"compositeRequest": requests})
        assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "LIMIT_EXCEEDED")


def test_a_batch_answers_each_part_and_says_whether_any_failed(own_org: PracticeOrg) -> None:
    parts = [
        {"method": "GET", "url": "v66.0/query?q=SELECT+COUNT()+FROM+Lead"},
        {"method": "GET", "url": "v66.0/sobjects/Nope/describe"},
        {"method": "POST", "url": "v66.0/sobjects/Account", "richInput": {"Name": "Batch Works"}},
    ]
    answer = own_org.call("POST", "composite/batch", json={"batchRequests": parts}).json()
    assert answer["hasErrors"] is True
    assert [result["statusCode"] for result in answer["results"]] == [200, 404, 201]
    halted = own_org.call(
        "POST", "composite/batch", json={"batchRequests": parts, "haltOnError": True}
    ).json()
    assert [result["statusCode"] for result in halted["results"]] == [200, 404, 412]
    fine = own_org.call("POST", "composite/batch", json={"batchRequests": parts[:1]}).json()
    assert fine["hasErrors"] is False


def test_collections_work_inside_a_composite(own_org: PracticeOrg) -> None:
    body = {"records": [{"attributes": {"type": "Contact"}, "id": "003Pr0000000001IAA", "DoNotCall": True}]}
    [part] = composite(
        own_org,
        {"method": "PATCH", "url": f"{DATA}/composite/sobjects", "referenceId": "many", "body": body},
        allOrNone=True,
    )
    assert part["body"][0]["success"] is True
    [row] = own_org.query("SELECT DoNotCall FROM Contact WHERE Id = '003Pr0000000001IAA'")
    assert row["DoNotCall"] is True


@pytest.mark.parametrize("references", [["a", "A"], ["a", None], ["a", "b c"], ["a", ""], ["a", 5], ["_a"]])
def test_parts_that_cannot_be_told_apart_are_refused(org: PracticeOrg, references: list[object]) -> None:
    requests = [
        {"method": "GET", "url": "/services/data/v66.0/sobjects", "referenceId": name} for name in references
    ]
    answer = org.call("POST", "composite", json={"compositeRequest": requests})
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "INVALID_INPUT")


@pytest.mark.parametrize(
    "path",
    ["/services/oauth2/userinfo", "/practice/faults", "/services/data/v66.0/composite/batch"]
    + [
        f"/services/data/v66.0/{name}"
        for name in ("composite", "composite/", "jobs/query", "tooling/composite")
    ],
)
def test_only_resources_of_records_can_be_parts(org: PracticeOrg, path: str) -> None:
    request = {"method": "GET", "url": path, "referenceId": "part"}
    answer = org.call("POST", "composite", json={"compositeRequest": [request]})
    assert [part["httpStatusCode"] for part in answer.json()["compositeResponse"]] == [404]
