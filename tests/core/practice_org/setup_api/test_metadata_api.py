"""The Metadata API over SOAP: what it tells of page layouts, how it saves them, and how it refuses."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from requests import Response

from tests.helpers.practice import PracticeOrg

SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"
MET = "{http://soap.sforce.com/2006/04/metadata}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
PATH = "/services/Soap/m/66.0"
SALES = "Contact-Contact %28Sales%29 Layout"
OPT_OUT = "HasOptedOutOfEmail"


@pytest.fixture
def fresh(own_org: PracticeOrg) -> Iterator[PracticeOrg]:
    own_org.control("faults", {"clear": True, "scenario": "usual", "org": {"limits": {"used": 0}}})
    yield own_org
    own_org.control("faults", {"clear": True, "scenario": "usual"})


def sent(
    org: PracticeOrg, operation: str, *, token: str | None = None, path: str = PATH, before: str = ""
) -> Response:
    """One call with an envelope of its own; the bearer token beside it is one that nobody knows."""
    session = escape(org.token if token is None else token)
    header = f"<m:SessionHeader><m:sessionId>{session}</m:sessionId></m:SessionHeader>"
    body = (
        f'{before}<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns:m="http://soap.sforce.com/2006/04/metadata"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<e:Header>{header}</e:Header><e:Body>{operation}</e:Body></e:Envelope>"
    )
    headers = {"Content-Type": "text/xml; charset=UTF-8", "SOAPAction": '""'}
    return org.call("POST", path, token="nobody's", headers=headers, data=body.encode())


def reading(*names: str, type: str = "Layout") -> str:
    listed = "".join(f"<m:fullNames>{escape(name)}</m:fullNames>" for name in names)
    return f"<m:readMetadata><m:type>{type}</m:type>{listed}</m:readMetadata>"


def content(answer: Response) -> ElementTree.Element:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith("text/xml")
    [found] = ElementTree.fromstring(answer.content).iter(f"{SOAP}Body")
    return found[0]


def fault(answer: Response) -> tuple[int, str, str]:
    root = ElementTree.fromstring(answer.content)
    return (
        answer.status_code,
        root.findtext(f".//{SOAP}Fault/faultcode") or "",
        root.findtext(f".//{SOAP}Fault/faultstring") or "",
    )


def record(org: PracticeOrg, name: str = SALES) -> ElementTree.Element:
    [found] = content(sent(org, reading(name))).iter(f"{MET}records")
    return found


def updating(*entries: ElementTree.Element) -> str:
    parts = []
    for entry in entries:
        given = copy.deepcopy(entry)
        given.tag = f"{MET}metadata"
        parts.append(ElementTree.tostring(given, encoding="unicode"))
    return f"<m:updateMetadata>{''.join(parts)}</m:updateMetadata>"


def results(answer: Response) -> list[tuple[str, bool, str, str]]:
    return [
        (
            result.findtext(f"{MET}fullName") or "",
            result.findtext(f"{MET}success") == "true",
            result.findtext(f"{MET}errors/{MET}statusCode") or "",
            result.findtext(f"{MET}errors/{MET}message") or "",
        )
        for result in content(answer).iter(f"{MET}result")
    ]


def with_field(entry: ElementTree.Element, field: str, behavior: str = "Edit") -> ElementTree.Element:
    changed = copy.deepcopy(entry)
    column = next(changed.iter(f"{MET}layoutColumns"))
    item = ElementTree.SubElement(column, f"{MET}layoutItems")
    ElementTree.SubElement(item, f"{MET}behavior").text = behavior
    ElementTree.SubElement(item, f"{MET}field").text = field
    return changed


def tooling(org: PracticeOrg, name: str = "Contact (Sales) Layout") -> dict[str, Any]:
    soql = f"SELECT FullName, Metadata FROM Layout WHERE Name = '{name}'"
    [row] = org.call("GET", "tooling/query", params={"q": soql}).json()["records"]
    found: dict[str, Any] = row
    return found


def fields_on(metadata: Mapping[str, Any]) -> dict[str, str]:
    return {
        item["field"]: item["behavior"]
        for section in metadata["layoutSections"]
        for column in section["layoutColumns"]
        for item in column["layoutItems"]
        if item["field"]
    }


def test_a_layout_is_read_by_the_name_that_tooling_tells(fresh: PracticeOrg) -> None:
    assert tooling(fresh)["FullName"] == SALES
    found = record(fresh)
    assert found.get(f"{XSI}type") == "Layout"
    assert found[0].tag == f"{MET}fullName"
    assert found.findtext(f"{MET}fullName") == SALES
    told = {
        item.findtext(f"{MET}field"): item.findtext(f"{MET}behavior")
        for item in found.iter(f"{MET}layoutItems")
    }
    assert told == fields_on(tooling(fresh)["Metadata"])
    # As in the WSDL: the members stand in the order of the alphabet.
    names = [child.tag for child in found][1:]
    assert names == sorted(names)


def test_a_name_that_is_not_there_is_an_empty_record(fresh: PracticeOrg) -> None:
    answer = content(sent(fresh, reading("Contact-Contact (Sales) Layout", "Contact-Contact Layout")))
    nothing, layout = answer.iter(f"{MET}records")
    assert nothing.get(f"{XSI}nil") == "true"
    assert layout.findtext(f"{MET}fullName") == "Contact-Contact Layout"


def test_layouts_are_listed_with_their_ids(fresh: PracticeOrg) -> None:
    query = "<m:listMetadata><m:queries><m:type>Layout</m:type></m:queries></m:listMetadata>"
    listed = {
        entry.findtext(f"{MET}id"): entry.findtext(f"{MET}fullName")
        for entry in content(sent(fresh, query)).iter(f"{MET}result")
    }
    rows = fresh.call("GET", "tooling/query", params={"q": "SELECT Id, Name FROM Layout"}).json()["records"]
    assert set(listed) == {row["Id"] for row in rows}
    assert SALES in listed.values()


def test_a_saved_layout_takes_the_place_of_the_whole(fresh: PracticeOrg) -> None:
    changed = with_field(record(fresh), OPT_OUT)
    last = changed.findall(f"{MET}layoutSections")[-1]
    changed.remove(last)
    assert results(sent(fresh, updating(changed))) == [(SALES, True, "", "")]
    after = tooling(fresh)["Metadata"]
    assert fields_on(after)[OPT_OUT] == "Edit"
    assert last.findtext(f"{MET}label") not in [section["label"] for section in after["layoutSections"]]


def test_what_it_reads_it_saves_unchanged(fresh: PracticeOrg) -> None:
    before = tooling(fresh)["Metadata"]
    before["relatedLists"] = [
        {"fields": ["TASK.SUBJECT", "TASK.STATUS"], "relatedList": "RelatedActivityList"}
    ]
    before["quickActionList"] = {"quickActionListItems": [{"quickActionName": "FeedItem.TextPost"}]}
    before["summaryLayout"] = {"masterLabel": "00h", "sizeX": 4, "summaryLayoutStyle": "Default"}
    [row] = fresh.call(
        "GET", "tooling/query", params={"q": "SELECT Id FROM Layout WHERE Name = 'Contact (Sales) Layout'"}
    ).json()["records"]
    fresh.call("PATCH", f"tooling/sobjects/Layout/{row['Id']}", json={"Metadata": before})
    kept = tooling(fresh)["Metadata"]
    assert kept["summaryLayout"]["sizeX"] == 4
    [saved] = results(sent(fresh, updating(record(fresh))))
    assert saved[1] is True
    assert tooling(fresh)["Metadata"] == kept


def test_the_unmodified_simple_salesforce_reads_and_saves_a_layout(fresh: PracticeOrg) -> None:
    # It brings an XML client of its own, which checks every answer against Salesforce's WSDL.
    metadata = fresh.salesforce().mdapi
    session = metadata._client.transport.session
    session.verify, session.trust_env = str(fresh.line["ca_file"]), False
    layouts = metadata.Layout
    layout = layouts.read(SALES)
    assert layout.fullName == SALES
    columns = layout.layoutSections[0].layoutColumns
    item = copy.deepcopy(columns[-1].layoutItems[0])
    item.field, item.behavior = OPT_OUT, "Edit"
    columns[-1].layoutItems.append(item)
    layouts.update(layout)
    assert fields_on(tooling(fresh)["Metadata"])[OPT_OUT] == "Edit"


def test_each_layout_of_a_call_is_saved_or_refused_by_itself(fresh: PracticeOrg) -> None:
    good = with_field(record(fresh), OPT_OUT)
    bad = with_field(record(fresh, "Contact-Contact Layout"), "No_Field__c")
    unknown = copy.deepcopy(good)
    next(unknown.iter(f"{MET}fullName")).text = "Contact-No Layout"
    nameless = copy.deepcopy(good)
    nameless.remove(nameless[0])
    before = tooling(fresh, "Contact Layout")
    saved, refused, missing, unnamed = results(sent(fresh, updating(good, bad, unknown, nameless)))
    assert saved[:2] == (SALES, True)
    assert refused[1:] == (
        False,
        "FIELD_INTEGRITY_EXCEPTION",
        "In field: field - no CustomField named Contact.No_Field__c found",
    )
    assert missing[2] == "INVALID_CROSS_REFERENCE_KEY"
    assert unnamed[2:] == ("REQUIRED_FIELD_MISSING", "Required field is missing: fullName")
    assert fields_on(tooling(fresh)["Metadata"])[OPT_OUT] == "Edit"
    assert tooling(fresh, "Contact Layout") == before


def test_a_layout_of_a_package_is_not_saved(fresh: PracticeOrg) -> None:
    fresh.control("faults", {"scenario": "layout-managed"})
    name = "Contact-practice_charts__Charts Contact Layout"
    [(_, success, code, _message)] = results(sent(fresh, updating(with_field(record(fresh, name), OPT_OUT))))
    assert (success, code) == (False, "CANNOT_MODIFY_MANAGED_OBJECT")
    assert OPT_OUT not in fields_on(tooling(fresh, "Charts Contact Layout")["Metadata"])


def test_elements_that_are_unknown_or_out_of_order_are_refused(fresh: PracticeOrg) -> None:
    before = tooling(fresh)
    strange = record(fresh)
    ElementTree.SubElement(strange, f"{MET}zebra").text = "striped"
    status, code, message = fault(sent(fresh, updating(strange)))
    assert (status, code) == (500, "soapenv:Client")
    assert message == f"Element {MET}zebra invalid at this location in type Layout"
    turned = record(fresh)
    section = next(turned.iter(f"{MET}layoutSections"))
    section[:] = list(reversed(section))
    assert "invalid at this location in type LayoutSection" in fault(sent(fresh, updating(turned)))[2]
    wrong = with_field(record(fresh), OPT_OUT, behavior="Sometimes")
    assert fault(sent(fresh, updating(wrong)))[2] == (
        "'Sometimes' is not a valid value for the enum 'UiBehavior'"
    )
    assert tooling(fresh) == before


@pytest.mark.parametrize("token", ["", "00D!nobody"])
def test_only_the_token_in_the_session_header_counts(fresh: PracticeOrg, token: str) -> None:
    assert fault(sent(fresh, reading(SALES), token=token)) == (
        500,
        "sf:INVALID_SESSION_ID",
        "INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session",
    )


def test_its_right_and_the_one_of_tooling_are_apart(fresh: PracticeOrg) -> None:
    def grant(**rights: bool) -> None:
        fresh.control("faults", {"org": {"profiles": [{"permissions": rights}]}})

    grant(ModifyMetadata=False)
    assert fault(sent(fresh, reading(SALES))) == (
        500,
        "sf:INSUFFICIENT_ACCESS",
        "INSUFFICIENT_ACCESS: use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata"
        " permissions",
    )
    [row] = fresh.call(
        "GET", "tooling/query", params={"q": "SELECT Id, Metadata FROM Layout WHERE Name = 'Contact Layout'"}
    ).json()["records"]
    path, whole = f"tooling/sobjects/Layout/{row['Id']}", {"Metadata": row["Metadata"]}
    assert fresh.call("PATCH", path, json=whole).status_code == 204
    grant(ModifyMetadata=True, CustomizeApplication=False)
    assert fresh.call("PATCH", path, json=whole).status_code == 403
    assert results(sent(fresh, updating(record(fresh))))[0][1] is True


def test_an_org_whose_tooling_api_only_shows_layouts_saves_them_here(fresh: PracticeOrg) -> None:
    fresh.control("faults", {"scenario": "tooling-read-only"})
    [row] = fresh.call(
        "GET", "tooling/query", params={"q": "SELECT Id, Metadata FROM Layout WHERE Name = 'Contact Layout'"}
    ).json()["records"]
    answer = fresh.call("PATCH", f"tooling/sobjects/Layout/{row['Id']}", json={"Metadata": row["Metadata"]})
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (405, "METHOD_NOT_ALLOWED")
    assert results(sent(fresh, updating(with_field(record(fresh), OPT_OUT))))[0][1] is True


def test_calls_are_counted_and_refused_when_there_are_none_left(fresh: PracticeOrg) -> None:
    before = fresh.control("calls")["calls_today"]
    record(fresh)
    assert fresh.control("calls")["calls_today"] == before + 1
    fresh.control("faults", {"org": {"limits": {"daily": 5, "used": 5}}})
    assert fault(sent(fresh, reading(SALES)))[1] == "sf:REQUEST_LIMIT_EXCEEDED"
    fresh.control("faults", {"org": {"limits": {"daily": 100_000, "used": 0}}})


def test_troubles_of_calls_reach_it_in_its_own_words(fresh: PracticeOrg) -> None:
    fresh.control("faults", {"requests": [{"do": "unknown", "path": "Soap/m"}]})
    assert fault(sent(fresh, reading(SALES)))[:2] == (500, "sf:UNKNOWN_EXCEPTION")
    fresh.control("faults", {"requests": [{"do": "expired_session", "path": "Soap/m"}]})
    assert fault(sent(fresh, reading(SALES)))[1] == "sf:INVALID_SESSION_ID"
    assert record(fresh).findtext(f"{MET}fullName") == SALES


BOMB = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>'
FETCH = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("before", [BOMB, FETCH])
def test_no_document_type_is_let_in(fresh: PracticeOrg, before: str) -> None:
    status, code, message = fault(sent(fresh, reading(SALES), before=before))
    assert (status, code) == (500, "soapenv:Client")
    assert "document type declaration is not allowed" in message


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"<a/>",
        b"\xff\xfe<\x00a\x00",
        b"<a>" * 200 + b"</a>" * 200,
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
    ids=["empty", "text", "other", "encoding", "deep", "utf-16"],
)
def test_what_is_no_envelope_is_refused_with_a_sentence(fresh: PracticeOrg, body: bytes) -> None:
    status, code, message = fault(fresh.call("POST", PATH, data=body))
    assert (status, code) == (500, "soapenv:Client")
    assert message.startswith("The request could not be parsed: ")


def test_other_calls_types_and_versions_are_refused(fresh: PracticeOrg) -> None:
    assert fault(sent(fresh, "<m:deploy/>"))[1:] == (
        "soapenv:Client",
        f"No operation available for request {MET}deploy",
    )
    assert fault(sent(fresh, reading("Admin", type="Profile")))[1] == "sf:INVALID_TYPE"
    assert fault(sent(fresh, reading(SALES), path="/services/Soap/m/20.0"))[1:] == (
        "sf:UNSUPPORTED_API_VERSION",
        "UNSUPPORTED_API_VERSION: Invalid Api version specified on URL",
    )
    assert record(fresh) is not None
    assert content(sent(fresh, reading(SALES), path="/services/Soap/m/60.0")) is not None
    assert fault(sent(fresh, reading(*[SALES] * 11)))[1] == "sf:LIMIT_EXCEEDED"
    assert fault(fresh.call("GET", PATH))[1] == "sf:METHOD_NOT_ALLOWED"
