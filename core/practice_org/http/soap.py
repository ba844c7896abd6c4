"""SOAP 1.1 as Salesforce speaks it: reading an envelope safely, and answering with a body or a fault.

Shapes are those of the Metadata WSDL and of answers that public clients recorded. Every fault goes out with HTTP 500,
its code is `sf:` and the code that REST would answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from core.practice_org.answers import Answer

PREFIX = "/services/Soap/"
"""What the paths of SOAP begin with."""

METADATA = "http://soap.sforce.com/2006/04/metadata"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

_ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
_MEDIA_TYPE = "text/xml;charset=UTF-8"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_DEEPEST = 40


class SoapFault(Exception):
    """The call cannot be read; `code` has its prefix."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def answer(self) -> Answer:
        """The fault as Salesforce answers it."""
        return fault(self.code, self.message)


@dataclass(frozen=True, slots=True)
class Request:
    """A call: the access token in its SessionHeader (empty without one), and what it asks for."""

    session_id: str
    operation: Element


def read(body: bytes) -> Request:
    """What an envelope holds; raises SoapFault for anything that is none.

    No document type is let in, so that there are no entities to expand or to fetch: a declaration of one cannot be
    written in UTF-8 without these very characters.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable("the body is not UTF-8") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        # Unverified how Salesforce words this; it takes no document types either.
        raise _unreadable("a document type declaration is not allowed")
    try:
        envelope = ElementTree.fromstring(text)
    except ElementTree.ParseError as trouble:
        raise _unreadable(str(trouble)) from None
    _refuse_depth(envelope)
    content = envelope.find(f"{{{_ENVELOPE}}}Body")
    if envelope.tag != f"{{{_ENVELOPE}}}Envelope" or content is None or len(content) != 1:
        raise _unreadable("no SOAP 1.1 envelope with one operation in its body")
    header = envelope.find(f"{{{_ENVELOPE}}}Header/{{{METADATA}}}SessionHeader/{{{METADATA}}}sessionId")
    return Request("" if header is None else (header.text or "").strip(), content[0])


def _refuse_depth(envelope: Element) -> None:
    level, depth = [envelope], 0
    while level:
        level = [child for entry in level for child in entry]
        depth += 1
        if depth > _DEEPEST:
            raise _unreadable("elements are nested too deeply")


def _unreadable(detail: str) -> SoapFault:
    return SoapFault("soapenv:Client", f"The request could not be parsed: {detail}")


def answer(content: str) -> Answer:
    """A body in the namespace of the Metadata API."""
    return Answer(
        f'{_HEAD}<soapenv:Envelope xmlns:soapenv="{_ENVELOPE}" xmlns="{METADATA}" xmlns:xsi="{XSI}">'
        f"<soapenv:Body>{content}</soapenv:Body></soapenv:Envelope>".encode(),
        media_type=_MEDIA_TYPE,
    )


def fault(code: str, message: str) -> Answer:
    """A refusal of the whole call; `code` has its prefix."""
    return Answer(
        f'{_HEAD}<soapenv:Envelope xmlns:soapenv="{_ENVELOPE}" xmlns:sf="{METADATA}"><soapenv:Body>'
        f"<soapenv:Fault><faultcode>{code}</faultcode><faultstring>{escape(message)}</faultstring>"
        "</soapenv:Fault></soapenv:Body></soapenv:Envelope>".encode(),
        status=500,
        media_type=_MEDIA_TYPE,
    )


def in_soap(path: str, refusal: Answer) -> Answer:
    """The refusal of a call as its API words it: below SOAP's paths a list of errors becomes a fault."""
    if not path.startswith(PREFIX) or not isinstance(refusal.content, list):
        return refusal
    first = refusal.content[0]
    code, message = first["errorCode"], first["message"]
    if code == "INVALID_SESSION_ID":
        message = "Invalid Session ID found in SessionHeader: Illegal Session"
    return fault(f"sf:{code}", f"{code}: {message}")


def element(name: str, content: Iterable[str] | str) -> str:
    """An element; a string is text, anything else is elements that are written already."""
    inside = escape(content) if isinstance(content, str) else "".join(content)
    return f"<{name}>{inside}</{name}>"


def local(tag: Any) -> str:
    """The name of an element in the namespace of the Metadata API; empty for one of another namespace."""
    space, _, name = str(tag).rpartition("}")
    return name if space == f"{{{METADATA}" else ""
