"""Ways in that a new org has turned off: who knocks is refused in Salesforce's words."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter
from simple_salesforce import Salesforce
from simple_salesforce.exceptions import SalesforceAuthenticationFailed, SalesforceMalformedRequest

from tests.helpers.practice import PracticeOrg

LOGIN_HOST = "https://example.my.salesforce.com"


class Redirected(HTTPAdapter):
    """Takes what simple-salesforce sends to Salesforce's own hosts to the practice org."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def send(self, request: requests.PreparedRequest, *rest: Any, **options: Any) -> requests.Response:
        assert request.url is not None
        request.url = request.url.replace(LOGIN_HOST, self._url)
        return super().send(request, *rest, **options)


def session(org: PracticeOrg) -> requests.Session:
    made = org.session()
    made.mount(LOGIN_HOST, Redirected(org.url))
    return made


def test_a_login_with_user_name_and_password_is_refused(org: PracticeOrg) -> None:
    with pytest.raises(SalesforceAuthenticationFailed) as caught:
        Salesforce(
            username="admin@practice.example",
            password="secret",
            security_token="token",
            domain="example.my",
            version="59.0",
            session=session(org),
        )
    assert caught.value.code == "INVALID_OPERATION"
    assert caught.value.auth_message == "SOAP API login() is disabled by default in this org."


@pytest.mark.parametrize(
    ("version", "body", "code"),
    [
        ("30.0", "<login/>", "UNSUPPORTED_API_VERSION"),
        ("64.0", "<urn:login >", "INVALID_OPERATION"),
        ("65.0", "<n1:login xmlns:n1='urn:x'>", "UNSUPPORTED_API_VERSION"),
        ("59.0", "<query/>", "API_DISABLED_FOR_ORG"),
        ("nonsense", "", "UNSUPPORTED_API_VERSION"),
    ],
)
def test_every_soap_call_gets_a_fault(org: PracticeOrg, version: str, body: str, code: str) -> None:
    for path in (f"/services/Soap/u/{version}", f"/services/Soap/c/{version}/00D000000000001"):
        answer = org.call("POST", path, data=body, headers={"Content-Type": "text/xml"})
        assert answer.status_code == 500
        assert f"<sf:exceptionCode>{code}</sf:exceptionCode>" in answer.text


def test_the_first_bulk_api_is_said_to_be_off(org: PracticeOrg) -> None:
    with pytest.raises(SalesforceMalformedRequest) as caught:
        org.salesforce().bulk.Contact.query("SELECT Id FROM Contact")
    assert caught.value.content == {
        "exceptionCode": "FeatureNotEnabled",
        "exceptionMessage": "Async api not enabled",
    }
    xml = org.call("POST", "/services/async/30.0/job", data="<jobInfo/>").text
    assert "<exceptionCode>InvalidVersion</exceptionCode>" in xml
