"""Page layouts through the Metadata API: the documented way of writing one, over SOAP.

zeep, which simple-salesforce would use for this, reads a WSDL of 28,000 lines at the first call and goes past our
transport; two calls of one type need neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from core.messages import ProblemError
from core.salesforce.http.client import Client
from core.salesforce.http.retry import LONGEST_PAUSE_S, Patience, persist
from core.salesforce.setup import soap
from core.salesforce.setup.layout_xml import FULL_NAME, METADATA, is_nil, layout_from, layout_to
from core.salesforce.setup.tooling import MOST_TRIES
from core.salesforce.values.answers import unreadable_answer
from core.salesforce.values.errors import CallFailedError, explain, explain_record
from core.salesforce.values.setup_answers import UNMANAGED, id_of
from core.salesforce.values.setup_values import LayoutSummary, Metadata

_IN = f"{{{METADATA}}}"


def full_names(object: str, name: str, told: str = "") -> tuple[str, ...]:
    """What the Metadata API may call a layout: `told`, where Setup told it, and what the name makes.

    Characters other than letters, digits, blanks, hyphens and underlines are percent-encoded in it, as in
    `Contact-Contact %28Sales%29 Layout` (seen in many public projects; which ones exactly is not documented).
    """
    encoded = "".join(
        letter if letter.isalnum() or letter in " -_" else quote(letter, safe="") for letter in name
    )
    return tuple(dict.fromkeys(entry for entry in (told, f"{object}-{encoded}") if entry))


class MetadataApi:
    """The Metadata API of one org, for the thread of its client. Every user of it needs Modify Metadata.

    Every method raises ProblemError (CallFailedError where Salesforce itself refused) and CancelledError.
    """

    def __init__(self, client: Client, patience: Patience) -> None:
        self._client = client
        self._patience = replace(
            patience, tries=min(patience.tries, MOST_TRIES), for_silence=False, longest=LONGEST_PAUSE_S
        )

    def layouts(self) -> list[LayoutSummary]:
        """Every page layout of the org, of whatever object."""
        operation = (
            "<listMetadata><queries><type>Layout</type></queries>"
            f"<asOfVersion>{self._client.api_version}</asOfVersion></listMetadata>"
        )
        return [_summary(found) for found in self._patiently(operation).iterfind(f"{_IN}result")]

    def layout(self, names: Sequence[str]) -> Metadata:
        """What is on the layout that goes by the first of these names that there is; its own is inside.

        Raises CallFailedError (404) where there is none: Salesforce then answers an empty record.
        """
        listed = "".join(f"<fullNames>{escape(name)}</fullNames>" for name in names)
        operation = f"<readMetadata><type>Layout</type>{listed}</readMetadata>"
        for record in self._patiently(operation).iterfind(f"{_IN}result/{_IN}records"):
            if not is_nil(record):
                try:
                    return layout_from(record)
                except ValueError:
                    raise ProblemError(unreadable_answer()) from None
        raise CallFailedError(explain("NOT_FOUND"), 404, None)

    def write_layout(self, metadata: Metadata) -> None:
        """Put the whole of a layout, which names itself, in the place of what is there; never tried again by itself."""
        operation = (
            f'<updateMetadata><metadata xsi:type="Layout">{layout_to(metadata)}</metadata></updateMetadata>'
        )
        results = self._call(operation).findall(f"{_IN}result")
        if len(results) != 1:
            raise ProblemError(unreadable_answer())
        if results[0].findtext(f"{_IN}success") == "true":
            return
        refusals = [
            {
                "statusCode": error.findtext(f"{_IN}statusCode") or "",
                "message": error.findtext(f"{_IN}message") or "",
            }
            for error in results[0].iterfind(f"{_IN}errors")
        ]
        raise CallFailedError(explain_record(refusals), 400, None)

    def _patiently(self, operation: str) -> Element:
        return persist(lambda: self._call(operation), self._patience, self._client.transport.wait)

    def _call(self, operation: str) -> Element:
        answer = self._client.transport.post_with_token(
            f"{self._client.instance_url}/services/Soap/m/{self._client.api_version}",
            lambda token: soap.envelope(token, operation),
            soap.is_expired,
            headers=soap.HEADERS,
        )
        return soap.content(answer)


def _summary(found: Element) -> LayoutSummary:
    """A layout of a list, of FileProperties; its object and its name are in what it is called."""
    told = {
        name: found.findtext(f"{_IN}{name}") or ""
        for name in ("id", FULL_NAME, "namespacePrefix", "manageableState")
    }
    object_, _, name = told[FULL_NAME].partition("-")
    prefix = told["namespacePrefix"]
    return LayoutSummary(
        id_of(told, "id"),
        unquote(name.removeprefix(f"{prefix}__")),
        object_,
        is_managed=bool(prefix) or told["manageableState"] not in UNMANAGED,
        full_name=told[FULL_NAME],
    )
