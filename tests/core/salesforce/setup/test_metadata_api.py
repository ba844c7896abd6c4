"""Page layouts by the Metadata API: read, written and refused, and the token that SOAP carries inside."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from core.messages import CancelledError, Category, ProblemError
from core.salesforce.http.tokens import HandedInToken, TokenSource
from core.salesforce.org import SalesforceOrg
from core.salesforce.setup.metadata_api import full_names
from core.salesforce.values.errors import CallFailedError
from tests.core.salesforce.conftest import HURRIED, Connect, calls_by_kind, rule
from tests.helpers.other_server import OtherServer
from tests.helpers.practice import PracticeOrg

SALES = "Contact-Contact %28Sales%29 Layout"
SOAP = "Soap/m"


@pytest.fixture(autouse=True)
def fresh(practice: PracticeOrg, connect: Connect) -> None:
    practice.control("faults", {"clear": True, "scenario": "usual"})


class Renewing(TokenSource):
    """A token that can be renewed, and how often it was."""

    def __init__(self, token: str, next_token: str) -> None:
        self._token, self._next, self.renewed = token, next_token, 0

    def token(self) -> str:
        return self._token

    def renew(self, refused: str) -> str:
        self._token = self._next
        self.renewed += 1
        return self._token


def row(practice: PracticeOrg, name: str = "Contact (Sales) Layout") -> dict[str, Any]:
    soql = f"SELECT Id, Metadata FROM Layout WHERE Name = '{name}'"
    [found] = practice.call("GET", "tooling/query", params={"q": soql}).json()["records"]
    record: dict[str, Any] = found
    return record


def fields_on(metadata: Mapping[str, Any]) -> list[str]:
    return [
        item["field"]
        for section in metadata["layoutSections"]
        for column in section["layoutColumns"]
        for item in column.get("layoutItems") or []
        if item.get("field")
    ]


def with_field(metadata: Mapping[str, Any], field: str) -> dict[str, Any]:
    changed = copy.deepcopy(dict(metadata))
    changed["layoutSections"][0]["layoutColumns"][0]["layoutItems"].append(
        {"field": field, "behavior": "Edit"}
    )
    return changed


def refused(work: Any) -> CallFailedError:
    with pytest.raises(CallFailedError) as refusal:
        work()
    return refusal.value


def test_the_names_of_layouts_are_those_that_setup_tells_and_those_that_are_made(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    assert full_names("Contact", "Contact (Sales) Layout") == (SALES,)
    assert full_names("Lead", "R&D 製品 – 50%", "Lead-told") == (
        "Lead-told",
        "Lead-R%26D 製品 %E2%80%93 50%25",
    )
    summary, _ = org.setup.layout(row(practice)["Id"])
    assert summary.full_name == SALES


def test_a_layout_has_the_shape_that_tooling_gives_it(practice: PracticeOrg, org: SalesforceOrg) -> None:
    told = row(practice)
    told["Metadata"]["relatedLists"] = [{"fields": ["TASK.SUBJECT"], "relatedList": "RelatedActivityList"}]
    told["Metadata"]["summaryLayout"] = {"masterLabel": "x", "sizeX": 4, "summaryLayoutStyle": "Default"}
    practice.call(
        "PATCH", f"tooling/sobjects/Layout/{told['Id']}", json={"Metadata": told["Metadata"]}
    ).raise_for_status()
    found = org.metadata.layout(["Contact-No Layout", SALES])
    assert found["fullName"] == SALES
    expected = told["Metadata"]
    assert fields_on(found) == fields_on(expected)
    assert found["relatedLists"] == expected["relatedLists"]
    assert found["summaryLayout"] == expected["summaryLayout"]
    section, same = found["layoutSections"][0], expected["layoutSections"][0]
    assert (section["customLabel"], section["editHeading"]) == (same["customLabel"], same["editHeading"])
    assert len(section["layoutColumns"]) == len(same["layoutColumns"])


def test_what_is_read_is_written_unchanged_and_a_field_is_added(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    before = row(practice)["Metadata"]
    found = org.metadata.layout([SALES])
    org.metadata.write_layout(found)
    assert row(practice)["Metadata"] == before
    org.metadata.write_layout(with_field(found, "HasOptedOutOfEmail"))
    assert fields_on(row(practice)["Metadata"]).count("HasOptedOutOfEmail") == 1
    # Put back in the shape that Tooling gave it, with every null and empty list of it.
    org.metadata.write_layout({**before, "fullName": SALES})
    assert row(practice)["Metadata"] == before


def test_texts_that_look_like_xml_stay_texts(practice: PracticeOrg, org: SalesforceOrg) -> None:
    found = copy.deepcopy(dict(org.metadata.layout([SALES])))
    found["layoutSections"][0]["label"] = "R&D <b>true</b> 製品"
    org.metadata.write_layout(found)
    assert row(practice)["Metadata"]["layoutSections"][0]["label"] == "R&D <b>true</b> 製品"
    assert org.metadata.layout([SALES])["layoutSections"][0]["label"] == "R&D <b>true</b> 製品"


def test_layouts_are_listed_as_setup_lists_them(practice: PracticeOrg, org: SalesforceOrg) -> None:
    practice.control("faults", {"scenario": "layout-managed"})
    listed = {one.id: one for one in org.metadata.layouts()}
    for told in (*org.setup.layouts("Contact"), *org.setup.layouts("Lead")):
        found = listed[told.id]
        assert (found.name, found.object, found.is_managed) == (told.name, told.object, told.is_managed)
    assert sum(one.is_managed for one in listed.values()) == 1
    assert SALES in {one.full_name for one in listed.values()}


def test_a_layout_that_is_not_there_is_not_found(org: SalesforceOrg) -> None:
    refusal = refused(lambda: org.metadata.layout(["Contact-No Layout"]))
    assert (refusal.status, refusal.problem.code) == (404, "NOT_FOUND")


def test_a_refused_layout_is_told_in_the_words_of_salesforce(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    before = row(practice)
    found = org.metadata.layout([SALES])
    refusal = refused(lambda: org.metadata.write_layout(with_field(found, "No_Field__c")))
    assert (refusal.status, refusal.problem.code) == (400, "FIELD_INTEGRITY_EXCEPTION")
    assert "no CustomField named Contact.No_Field__c found" in refusal.problem.detail
    assert row(practice) == before


def test_an_element_that_salesforce_does_not_know_is_a_refusal(org: SalesforceOrg) -> None:
    found = org.metadata.layout([SALES])
    refusal = refused(lambda: org.metadata.write_layout({**found, "zebra": "striped"}))
    assert (refusal.status, refusal.problem.code) == (400, "soapenv:Client")
    assert "zebra invalid at this location in type Layout" in refusal.problem.detail


def test_a_missing_right_is_a_refusal_though_soap_says_500(practice: PracticeOrg, org: SalesforceOrg) -> None:
    practice.control("faults", {"org": {"profiles": [{"permissions": {"ModifyMetadata": False}}]}})
    refusal = refused(lambda: org.metadata.layout([SALES]))
    assert (refusal.status, refusal.problem.code) == (400, "INSUFFICIENT_ACCESS")
    assert "ModifyMetadata" in refusal.problem.detail
    assert not refusal.problem.detail.startswith("INSUFFICIENT_ACCESS")


def test_an_expired_token_inside_the_envelope_is_renewed_once(
    practice: PracticeOrg, connect: Connect
) -> None:
    tokens = Renewing("00D!expired", practice.token)
    org = connect(tokens)
    assert org.metadata.layout([SALES])["fullName"] == SALES
    assert tokens.renewed == 1
    # The refused call is free, as a 401 is.
    assert org.calls == 1


def test_a_token_that_stays_refused_is_not_renewed_again(practice: PracticeOrg, connect: Connect) -> None:
    tokens = Renewing("00D!expired", "00D!no-better")
    practice.control("calls/reset", {})
    refusal = refused(lambda: connect(tokens).metadata.layout([SALES]))
    assert refusal.status == 401
    assert refusal.problem.category is Category.AUTHENTICATION
    assert tokens.renewed == 1
    assert sum(count for kind, count in calls_by_kind(practice).items() if SOAP in kind) == 2


def test_a_passing_fault_is_met_again_when_reading_and_never_when_writing(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    rule(practice, "unavailable", path=SOAP)
    found = org.metadata.layout([SALES])
    rule(practice, "unknown", path=SOAP)
    refusal = refused(lambda: org.metadata.write_layout(found))
    # Nobody knows whether it was saved: the status says so.
    assert (refusal.status, refusal.problem.code) == (500, "UNKNOWN_EXCEPTION")


def test_a_code_that_nobody_knows_leaves_open_whether_it_was_saved(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    found = org.metadata.layout([SALES])
    rule(practice, "answer", path=SOAP, status=500, code="NEVER_HEARD_OF", message="x")
    refusal = refused(lambda: org.metadata.write_layout(found))
    assert (refusal.status, refusal.problem.code) == (500, "NEVER_HEARD_OF")


@pytest.mark.parametrize(
    ("do", "code"), [("maintenance_page", "SERVER_UNAVAILABLE"), ("truncate", "CONNECTION_LOST")]
)
def test_what_is_no_answer_of_salesforce_is_said_to_be_none(
    practice: PracticeOrg, org: SalesforceOrg, do: str, code: str
) -> None:
    found = org.metadata.layout([SALES])
    rule(practice, do, path=SOAP)
    with pytest.raises(ProblemError) as trouble:
        org.metadata.write_layout(found)
    assert trouble.value.problem.code == code


def test_a_silent_call_can_be_cancelled(practice: PracticeOrg, connect: Connect) -> None:
    stop = threading.Event()
    org = connect(stop=stop)
    rule(practice, "stall", path=SOAP, seconds=20)
    threading.Timer(0.3, stop.set).start()
    began = time.monotonic()
    with pytest.raises(CancelledError):
        org.metadata.layout([SALES])
    assert time.monotonic() - began < 5


ENVELOPE = (
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<soapenv:Body>{}</soapenv:Body></soapenv:Envelope>"
)
FETCHES = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'


def read(*records: str) -> str:
    return ENVELOPE.format(
        f"<readMetadataResponse><result>{''.join(records)}</result></readMetadataResponse>"
    )


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, FETCHES + read("<records><fullName>&file;</fullName></records>"), "UNREADABLE_ANSWER"),
        (200, "<html><body>Log in to the company's network</body></html>", "UNREADABLE_ANSWER"),
        (200, "<html><br></html>", "UNREADABLE_ANSWER"),
        (200, "", "UNREADABLE_ANSWER"),
        (200, ENVELOPE.format(""), "UNREADABLE_ANSWER"),
        (200, ENVELOPE.format("<a>" * 300 + "</a>" * 300), "UNREADABLE_ANSWER"),
        (200, read("<records/>"), "UNREADABLE_ANSWER"),
        (200, read('<records><other xmlns="urn:x"/></records>'), "UNREADABLE_ANSWER"),
        (200, read(), "NOT_FOUND"),
        (200, read('<records xsi:nil="true"/>'), "NOT_FOUND"),
        (404, "<html><body>Nothing here</body></html>", "RESOURCE_NOT_FOUND"),
        (401, "", "INVALID_SESSION_ID"),
        (503, "<html/>", "SERVER_UNAVAILABLE"),
        (500, ENVELOPE.format("<soapenv:Fault/>"), "UNKNOWN_EXCEPTION"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_odd_answers_are_told_apart_and_nothing_is_fetched_for_them(
    tmp_path: Path, status: int, body: str, code: str
) -> None:
    with OtherServer(tmp_path) as server:
        server.replies = [(status, {"Content-Type": "text/xml"}, body.encode())] * 9
        org = SalesforceOrg(
            server.url, HandedInToken("token"), ca_file=server.ca_file, short_patience=HURRIED
        )
        with pytest.raises(ProblemError) as trouble:
            org.metadata.layout(["Contact-Contact Layout"])
        org.close()
    assert trouble.value.problem.code == code


def test_what_a_newer_version_adds_is_kept_and_nil_is_left_out(tmp_path: Path) -> None:
    layout = (
        "<records><fullName>A-B</fullName><layoutSections xsi:nil='true'/>"
        "<layoutSections><label>true</label><layoutColumns/><layoutColumns/></layoutSections>"
        "<newList>1</newList><newList>2</newList><newPart><inside>x</inside></newPart></records>"
    )
    with OtherServer(tmp_path) as server:
        server.replies = [(200, {"Content-Type": "text/xml"}, read(layout).encode())]
        org = SalesforceOrg(server.url, HandedInToken("token"), ca_file=server.ca_file)
        found = org.metadata.layout(["A-B"])
        org.close()
    assert found == {
        "fullName": "A-B",
        "layoutSections": [{"label": "true", "layoutColumns": [{}, {}]}],
        "newList": ["1", "2"],
        "newPart": {"inside": "x"},
    }
