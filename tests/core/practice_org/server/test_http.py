import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from simple_salesforce.exceptions import SalesforceExpiredSession

from tests.helpers.practice import PracticeOrg


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_a_wrong_token_is_answered_as_salesforce_does(org: PracticeOrg, token: str) -> None:
    for path in ("sobjects", "query?q=SELECT+Id+FROM+Lead", "limits", "composite/sobjects/Contact"):
        answer = org.call("GET", path, token=token)
        assert answer.status_code == 401
        assert answer.json() == [{"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}]


def test_the_list_of_versions_needs_no_token(org: PracticeOrg) -> None:
    with org.session() as session:
        versions = session.get(f"{org.url}/services/data", timeout=30).json()
    assert [entry["version"] for entry in versions] == [f"{number}.0" for number in range(31, 69)]
    labels = {entry["version"]: entry["label"] for entry in versions}
    assert labels["64.0"] == "Summer '25"
    assert labels["65.0"] == "Winter '26"
    assert labels["66.0"] == "Spring '26"


@pytest.mark.parametrize(
    ("version", "status"),
    [("21.0", 410), ("30.0", 410), ("31.0", 200), ("68.0", 200), ("69.0", 404), ("66.1", 404)],
)
def test_only_living_versions_answer(org: PracticeOrg, version: str, status: int) -> None:
    answer = org.call("GET", "limits", version=version)
    assert answer.status_code == status
    if status == 404:
        assert answer.json()[0]["errorCode"] == "NOT_FOUND"
    if status == 410:
        assert answer.json()[0]["errorCode"] == "UNSUPPORTED_API_VERSION"


def test_every_answer_says_how_much_is_used(org: PracticeOrg) -> None:
    def used(answer: requests.Response) -> tuple[int, int]:
        name, _, value = answer.headers["Sforce-Limit-Info"].partition("=")
        assert name == "api-usage"
        before, _, most = value.partition("/")
        return int(before), int(most)

    first, most = used(org.call("GET", "limits"))
    assert most == 100_000
    for path, status in (("sobjects", 200), ("nothing", 404), ("query?q=no", 400), ("limits/", 200)):
        answer = org.call("GET", path)
        assert answer.status_code == status
        now, _ = used(answer)
        assert now > first
        first = now
    refused = org.call("GET", "limits", token="wrong")
    assert refused.status_code == 401
    assert used(refused)[0] >= first


def test_limits_agree_with_the_header(org: PracticeOrg) -> None:
    answer = org.call("GET", "limits")
    daily = answer.json()["DailyApiRequests"]
    used, _, most = answer.headers["Sforce-Limit-Info"].partition("=")[2].partition("/")
    assert daily["Max"] == int(most)
    assert daily["Max"] - daily["Remaining"] <= int(used)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "nothing/here", 404, "NOT_FOUND"),
        ("GET", "sobjects/Nope/describe", 404, "NOT_FOUND"),
        ("GET", "sobjects/Contact/003000000000000AAA", 404, "NOT_FOUND"),
        ("GET", "sobjects/Contact/broken-id", 400, "MALFORMED_ID"),
        ("DELETE", "limits", 405, "METHOD_NOT_ALLOWED"),
        ("PUT", "composite/sobjects", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "query", 400, "MALFORMED_QUERY"),
        ("GET", "query/0r8Pr0000000099AAA-2000", 400, "INVALID_QUERY_LOCATOR"),
        ("GET", "query/rubbish", 400, "INVALID_QUERY_LOCATOR"),
    ],
)
def test_wrong_paths_and_methods_are_refused(
    org: PracticeOrg, method: str, path: str, status: int, code: str
) -> None:
    answer = org.call(method, path)
    assert answer.status_code == status
    assert answer.json()[0]["errorCode"] == code


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b"\xff\xfe"])
def test_broken_json_is_refused(org: PracticeOrg, body: bytes) -> None:
    for method, path in (
        ("POST", "sobjects/Contact"),
        ("PATCH", "composite/sobjects"),
        ("POST", "composite"),
    ):
        answer = org.call(method, path, data=body)
        assert answer.status_code == 400
        assert answer.json()[0]["errorCode"] == "JSON_PARSER_ERROR"


def test_a_uri_or_head_that_is_too_long_is_refused(org: PracticeOrg) -> None:
    assert org.call("GET", "query", params={"q": "x" * 16_400}).status_code == 414
    assert org.call("GET", "limits", headers={"X-Long": "x" * 16_400}).status_code == 431
    fits = org.call("GET", "query", params={"q": "SELECT Id FROM Lead LIMIT 1" + " " * 5_000})
    assert fits.status_code == 200


def test_answers_are_compressed_only_when_asked(org: PracticeOrg) -> None:
    packed = org.call("GET", "sobjects/Contact/describe", headers={"Accept-Encoding": "gzip"})
    plain = org.call("GET", "sobjects/Contact/describe", headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert int(packed.headers["Content-Length"]) < int(plain.headers["Content-Length"]) / 5
    assert packed.json() == plain.json()


def test_a_compressed_request_is_understood(org: PracticeOrg) -> None:
    body = gzip.compress(json.dumps({"ids": ["003Pr0000000001IAA"], "fields": ["Id"]}).encode())
    answer = org.call("POST", "composite/sobjects/Contact", data=body, headers={"Content-Encoding": "gzip"})
    assert answer.json()[0]["Id"] == "003Pr0000000001IAA"
    broken = org.call(
        "POST", "composite/sobjects/Contact", data=body[:9], headers={"Content-Encoding": "gzip"}
    )
    assert broken.status_code == 400


def test_answers_bear_the_true_time(org: PracticeOrg) -> None:
    answer = org.call("GET", "limits")
    assert answer.headers["Date"].endswith("GMT")


def test_head_answers_without_a_body(org: PracticeOrg) -> None:
    answer = org.call("HEAD", "limits")
    assert answer.status_code == 200
    assert answer.content == b""


def test_userinfo_names_who_signed_in_and_refuses_in_its_own_way(org: PracticeOrg) -> None:
    who = org.call("GET", "/services/oauth2/userinfo").json()
    assert who["organization_id"] == org.line["organization_id"]
    assert who["user_id"] == org.line["user_id"]
    assert who["preferred_username"] == org.line["username"]
    refused = org.call("GET", "/services/oauth2/userinfo", token="wrong")
    assert refused.status_code == 403
    assert refused.text == "Bad_OAuth_Token"


def test_expired_tokens_stop_working_and_new_ones_can_be_had() -> None:
    with PracticeOrg(people=3) as running:
        salesforce = running.salesforce()
        assert salesforce.query("SELECT COUNT() FROM Contact")["totalSize"] == 2
        assert running.control("expire-tokens", {})["expired"] == 1
        with pytest.raises(SalesforceExpiredSession):
            salesforce.query("SELECT COUNT() FROM Contact")
        fresh = running.control("tokens", {})["access_token"]
        assert running.call("GET", "limits", token=fresh).status_code == 200
        salesforce.session.close()


def test_a_kept_org_with_expired_tokens_starts_with_a_new_one(tmp_path: Path) -> None:
    with PracticeOrg(people=3, data_dir=tmp_path) as running:
        old = running.token
        running.control("expire-tokens", {})
    with PracticeOrg(data_dir=tmp_path) as running:
        assert running.token != old
        assert running.call("GET", "limits").status_code == 200


def test_calls_are_counted_by_kind_and_control_is_not() -> None:
    with PracticeOrg(people=30) as running:
        assert running.control("calls")["total"] == 0
        running.query("SELECT Id FROM Contact")
        running.call("GET", "limits")
        running.call("GET", "limits")
        report = running.control("calls")
        assert report["by_kind"] == {"GET /limits": 2, "GET /query": 1}
        assert report["total"] == report["calls_today"] == 3
        assert report["by_status"] == {"200": 3}
        assert report["bytes_in"] > 300
        assert report["bytes_out"] > 1000
        assert running.control("calls/reset", {})["total"] == 0
        assert running.control("calls")["calls_today"] == 3


def test_latency_delays_each_answer_and_blocks_no_other() -> None:
    with PracticeOrg(people=3, latency_ms=300) as running:
        calls = 8
        with ThreadPoolExecutor(calls) as pool:
            answers = list(pool.map(lambda _: running.call("GET", "limits"), range(calls)))
        delays = [answer.elapsed.total_seconds() for answer in answers]
        assert min(delays) >= 0.3
        # One after the other the last would have waited for all.
        assert max(delays) < 0.3 * calls


def test_pretty_print_is_accepted(org: PracticeOrg) -> None:
    assert org.call("GET", "limits", headers={"X-PrettyPrint": "1"}).json()["DailyApiRequests"]


def test_a_wrong_method_is_told_the_right_ones(org: PracticeOrg) -> None:
    for method, path, allowed in (
        ("POST", "limits", "GET,HEAD"),
        ("OPTIONS", "sobjects/Contact/003000000000000AAA", "DELETE,GET,HEAD,PATCH"),
    ):
        answer = org.call(method, path)
        assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)
        assert answer.json()[0]["message"] == f"HTTP Method '{method}' not allowed. Allowed are {allowed}"


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
def test_a_body_of_another_kind_than_json_is_refused(org: PracticeOrg, kind: str) -> None:
    answer = org.call("PATCH", "composite/sobjects", data=b'{"records": []}', headers={"Content-Type": kind})
    assert answer.status_code == 415
    assert answer.json() == [
        {
            "message": f"MediaType of '{kind}' is not supported by this resource",
            "errorCode": "UNSUPPORTED_MEDIA_TYPE",
        }
    ]


def test_a_client_that_cannot_patch_says_so_in_the_url(org: PracticeOrg) -> None:
    path = "composite/sobjects?_HttpMethod=PATCH"
    assert org.call("POST", path, json={"records": []}).json() == []
    refused = org.call("POST", "sobjects/Contact/003000000000000AAA?_HttpMethod=PUT", json={})
    assert refused.status_code == 405


def test_records_are_counted_by_object(org: PracticeOrg) -> None:
    everything = org.call("GET", "limits/recordCount").json()["sObjects"]
    assert {"Contact", "Lead", "Account"} <= {entry["name"] for entry in everything}
    [contacts] = org.call("GET", "limits/recordCount?sObjects=contact,Nope").json()["sObjects"]
    assert contacts in everything
    assert contacts["count"] > 1000


def test_only_fields_can_be_asked_for_of_a_record(org: PracticeOrg) -> None:
    [contact] = org.query("SELECT Id FROM Contact LIMIT 1")
    path = f"sobjects/Contact/{contact['Id']}"
    assert org.call("GET", path, params={"fields": "Id, Account.Name"}).status_code == 200
    for fields in ("COUNT(Id)", "Id FROM Lead", "Id,", "*"):
        answer = org.call("GET", path, params={"fields": fields})
        assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "INVALID_FIELD")


def test_a_client_of_openid_connect_finds_the_endpoints(org: PracticeOrg) -> None:
    with org.session() as session:
        found = session.get(f"{org.url}/.well-known/openid-configuration", timeout=30).json()
    assert found["issuer"] == org.url
    for name in ("authorization", "token", "revocation", "userinfo"):
        assert found[f"{name}_endpoint"].startswith(f"{org.url}/services/oauth2/")
