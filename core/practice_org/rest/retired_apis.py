"""The ways in that Salesforce is closing: SOAP, with its login by user name and password, and the first Bulk API.

New orgs have them turned off, and so has this one; who knocks is refused in the form that belongs to that way.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.http.soap import PREFIX
from core.practice_org.rest.identity import FIRST_VERSION

LAST_WITH_LOGIN = 64
"""Later versions of the SOAP API have no login() (Salesforce Help 005132110)."""

_VERSION = re.compile(r"(\d+)\.0\Z")
_LOGIN = re.compile(rb"<(?:\w+:)?login[\s>]")
_FAULT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<soapenv:Body><soapenv:Fault><faultcode>sf:{code}</faultcode><faultstring>{code}: {message}</faultstring>"
    '<detail><sf:UnexpectedErrorFault xsi:type="sf:UnexpectedErrorFault"><sf:exceptionCode>{code}'
    "</sf:exceptionCode><sf:exceptionMessage>{message}</sf:exceptionMessage></sf:UnexpectedErrorFault></detail>"
    "</soapenv:Fault></soapenv:Body></soapenv:Envelope>"
)

routes = Routes()


def _soap(call: Call, version: str, organization: str = "") -> Answer:
    number = _number(version)
    if number is None:
        return _fault("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL")
    if not _LOGIN.search(call.body):
        return _fault("API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner")
    if number > LAST_WITH_LOGIN:
        return _fault(
            "UNSUPPORTED_API_VERSION", f"SOAP API login() is not supported in API version {version}"
        )
    return _fault("INVALID_OPERATION", "SOAP API login() is disabled by default in this org.")


for _path in ("u/{version}", "c/{version}", "u/{version}/{organization}", "c/{version}/{organization}"):
    # The enterprise and the partner API; the Metadata API has a path of its own.
    routes("POST", PREFIX + _path)(_soap)


def _first_bulk_api(call: Call, version: str, rest: str) -> Answer:
    known = _number(version) is not None
    code, message = (
        ("FeatureNotEnabled", "Async api not enabled") if known else ("InvalidVersion", "Unsupported version")
    )
    if "json" in call.headers.get("content-type", "").lower():
        body: Any = {"exceptionCode": code, "exceptionMessage": message}
        return Answer(body, status=400)
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><error xmlns="http://www.force.com/2009/06/asyncapi/dataload">'
        f"<exceptionCode>{code}</exceptionCode><exceptionMessage>{message}</exceptionMessage></error>"
    )
    return Answer(xml.encode(), status=400, media_type="application/xml;charset=UTF-8")


for _method in ("GET", "POST"):
    routes(_method, "/services/async/{version}/{rest*}")(_first_bulk_api)


def _number(version: str) -> int | None:
    """The version as a number; None for one that is none, or was retired."""
    match = _VERSION.match(version)
    number = int(match[1]) if match else 0
    return number if number >= FIRST_VERSION else None


def _fault(code: str, message: str) -> Answer:
    text = _FAULT.format(code=code, message=escape(message))
    return Answer(text.encode(), status=500, media_type="text/xml;charset=UTF-8")
