"""Tokens: renewed once where that can be done, said in words where it cannot."""

import io
import json
from collections.abc import Iterator

import pytest

from core.messages import Category, ProblemError
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.errors import explain_oauth
from core.store.types.fields import OptOutField
from tests.core.salesforce.conftest import Connect, calls_by_kind, rule
from tests.helpers.practice import PracticeOrg


class RenewableToken:
    """Gets a fresh token from the org when asked, as a refresh token would."""

    def __init__(self, practice: PracticeOrg, first: str = "") -> None:
        self._practice = practice
        self._token = first or practice.token
        self.renewals: list[str] = []

    def token(self) -> str:
        return self._token

    def renew(self, refused: str) -> str:
        self.renewals.append(refused)
        self._token = self._practice.control("tokens", {})["access_token"]
        return self._token


class RevokedToken(RenewableToken):
    """Whose renewal the org refuses."""

    def renew(self, refused: str) -> str:
        self.renewals.append(refused)
        raise ProblemError(explain_oauth("invalid_grant", "expired access/refresh token"))


@pytest.fixture
def short_pages(practice: PracticeOrg, connect: Connect) -> Iterator[None]:
    practice.control("faults", {"org": {"short_pages": 20}})
    yield
    practice.control("faults", {"org": {"short_pages": None}})


def read_all(org: SalesforceOrg, shape: OrgSchema) -> list[str]:
    return [person.id for page in org.read_people("Contact", shape) for person in page.snapshots]


@pytest.mark.usefixtures("short_pages")
def test_a_session_that_expires_amid_paging_is_renewed_once_and_the_read_goes_on(
    practice: PracticeOrg, connect: Connect, shape: OrgSchema
) -> None:
    tokens = RenewableToken(practice)
    org = connect(tokens)
    rule(practice, "expired_session", path="/query/0r8", nth=3)
    read = read_all(org, shape)
    assert len(tokens.renewals) == 1
    assert sorted(read) == sorted(row["Id"] for row in practice.query("SELECT Id FROM Contact"))


@pytest.mark.usefixtures("short_pages")
def test_a_session_that_nobody_can_renew_ends_the_read_with_the_way_out(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    rule(practice, "expired_session", path="/query/0r8", nth=3)
    with pytest.raises(ProblemError) as caught:
        read_all(org, shape)
    problem = caught.value.problem
    assert (problem.code, problem.category) == ("INVALID_SESSION_ID", Category.AUTHENTICATION)
    assert not problem.retry
    assert "Connect to Salesforce again" in problem.english()


def test_a_token_that_is_refused_for_ever_is_renewed_only_once_per_call(
    practice: PracticeOrg, connect: Connect, shape: OrgSchema
) -> None:
    tokens = RenewableToken(practice)
    org = connect(tokens)
    practice.control("calls/reset", {})
    rule(practice, "expired_session", times=0)
    with pytest.raises(ProblemError) as caught:
        org.set_opt_outs([("003Pr0000000001IAA", "Contact")], OptOutField.SALESFORCE, shape)
    assert caught.value.problem.code == "INVALID_SESSION_ID"
    assert len(tokens.renewals) == 1
    assert calls_by_kind(practice) == {"PATCH /composite/sobjects": 2}
    assert org.calls == 0


def test_a_renewal_that_is_refused_says_why(practice: PracticeOrg, connect: Connect) -> None:
    tokens = RevokedToken(practice)
    rule(practice, "expired_session")
    with pytest.raises(ProblemError) as caught:
        connect(tokens).describe()
    assert caught.value.problem.code == "invalid_grant (expired)"
    assert caught.value.problem.category is Category.AUTHENTICATION
    assert len(tokens.renewals) == 1


def test_a_write_that_met_an_expired_session_is_sent_again_with_all_its_headers(
    practice: PracticeOrg, connect: Connect, shape: OrgSchema
) -> None:
    contact = "003Pr0000000002IAA"
    org = connect(RenewableToken(practice))
    practice.control("faults", {"records": [{"ids": [contact], "refuse": "duplicate_rule"}]})
    rule(practice, "expired_session", method="PATCH")
    [answer] = org.set_opt_outs([(contact, "Contact")], OptOutField.SALESFORCE, shape)
    # The header that lets a warning duplicate rule pass would be lost on simple-salesforce's own second try.
    assert answer.problem is None


def test_an_upload_that_met_an_expired_session_is_sent_again_whole(
    practice: PracticeOrg, connect: Connect
) -> None:
    org = connect(RenewableToken(practice))
    rule(practice, "expired_session", method="PATCH")
    change = {"records": [{"attributes": {"type": "Contact"}, "id": "003Pr0000000004IAA", "Title": "whole"}]}
    upload = io.BytesIO(b"skipped" + json.dumps(change).encode())
    upload.seek(len(b"skipped"))
    answer = org.client.transport.request(
        "PATCH",
        f"{practice.url}/services/data/v66.0/composite/sobjects",
        data=upload,
        headers={"Content-Type": "application/json"},
    )
    assert [entry["success"] for entry in answer.json()] == [True]
    assert practice.query("SELECT Title FROM Contact WHERE Id = '003Pr0000000004IAA'")[0]["Title"] == "whole"


def test_a_token_that_was_never_valid_is_refused_in_words(connect: Connect) -> None:
    for token in ("00Dxx!nothing", "", "   ", "with a\nline break", "日本"):
        with pytest.raises(ProblemError) as caught:
            connect(HandedInToken(token)).describe()
        assert caught.value.problem.code == "INVALID_SESSION_ID"


def test_a_token_may_be_handed_in_with_blanks_around_it(practice: PracticeOrg, connect: Connect) -> None:
    assert connect(HandedInToken(f" {practice.token}\n")).describe().org.name == "Practice Org"
