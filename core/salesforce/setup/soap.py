"""SOAP 1.1 as Salesforce's Metadata API speaks it: envelopes that carry the access token, answers and faults."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from core.messages import ProblemError
from core.salesforce.setup.layout_xml import METADATA, XSI
from core.salesforce.values import errors
from core.salesforce.values.answers import check_values, unreadable_answer
from core.salesforce.values.catalogue import NOT_OFFERED
from core.salesforce.values.errors import CallFailedError

if TYPE_CHECKING:
    import requests

HEADERS = {"Content-Type": "text/xml; charset=UTF-8", "SOAPAction": '""'}

_ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
_EXPIRED = "INVALID_SESSION_ID"
_MISREAD = "soapenv:Client"
_DEEPEST = 100


def envelope(token: str, operation: str) -> bytes:
    """A call as it goes out."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<soapenv:Envelope xmlns:soapenv="{_ENVELOPE}" xmlns:xsi="{XSI}" xmlns="{METADATA}">'
        f"<soapenv:Header><SessionHeader><sessionId>{escape(token)}</sessionId></SessionHeader></soapenv:Header>"
        f"<soapenv:Body>{operation}</soapenv:Body></soapenv:Envelope>"
    ).encode()


def is_expired(answer: requests.Response) -> bool:
    """Whether an answer says that the token is not, or no longer, good: SOAP has no 401 for that."""
    if answer.status_code != 500:
        return False
    body = _body(answer)
    return body is not None and _fault(body)[0] == _EXPIRED


def content(answer: requests.Response) -> Element:
    """What a call answered.

    Raises CallFailedError for a fault: its `status` is 400 where a fault, which SOAP always sends with 500, is a
    refusal for certain, and 401 where it is about the token. Raises ProblemError for what is no answer of Salesforce.
    """
    body = _body(answer)
    if body is not None and answer.status_code == 200 and len(body) == 1 and not _fault(body)[0]:
        return body[0]
    if body is None or not _fault(body)[0]:
        if answer.status_code in errors.NO_SUCH_RESOURCE:
            raise CallFailedError(errors.explain(NOT_OFFERED), answer.status_code, None)
        if answer.status_code < 300:
            raise ProblemError(unreadable_answer())
        problem = errors.explain_answer(answer.status_code, answer.text)
        raise CallFailedError(problem, answer.status_code, None)
    code, detail = _fault(body)
    problem = errors.explain(code, detail)
    status = answer.status_code
    if code == _EXPIRED:
        status = 401
    elif code == _MISREAD or (errors.is_known(code) and not problem.retry):
        status = 400
    raise CallFailedError(problem, status, None)


def _fault(body: Element) -> tuple[str, str]:
    """Code and text of the fault in a body; both empty without one."""
    fault = body.find(f"{{{_ENVELOPE}}}Fault")
    if fault is None:
        return "", ""
    prefixed = fault.findtext("faultcode") or ""
    code = prefixed if prefixed == _MISREAD else prefixed.rpartition(":")[2]
    text = fault.findtext("faultstring") or ""
    return code or "UNKNOWN_EXCEPTION", text.removeprefix(f"{code}: ")


def _body(answer: requests.Response) -> Element | None:
    """The body of an envelope; None for anything else. No document type is let in, so there are no entities.

    Raises ProblemError for one with too much in it.
    """
    check_values(answer.content, b"<", b"=")
    try:
        text = answer.content.decode("utf-8-sig")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            return None
        root = ElementTree.fromstring(text)
    except (LookupError, ValueError, ElementTree.ParseError):
        return None
    return root.find(f"{{{_ENVELOPE}}}Body") if _is_shallow(root) else None


def _is_shallow(root: Element) -> bool:
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for entry in level for child in entry]
    return not level
