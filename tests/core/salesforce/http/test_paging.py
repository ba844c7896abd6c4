"""Lists that come page by page end, cost no call that is not to be spared, and never lead to another host."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from core.messages import ProblemError
from core.salesforce.http.retry import Patience
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import FieldAccess, ObjectSchema, OrgSchema
from core.salesforce.values.errors import explain
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org
from tests.helpers.other_server import VERSION, OtherServer, Reply

ONCE = Patience(tries=1)
MOST_CALLS = 40
"""More than any read of a few rows may take; a server asked more often than that fails the test."""

BOX = FieldAccess("HasOptedOutOfEmail", "Email Opt Out", True)
CONTACTS = {"Contact": ObjectSchema("Contact", True, {OptOutField.SALESFORCE: BOX})}


class Endless(OtherServer):
    """A server whose lists do not end: it gives the same locator again, or ever new ones."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.next_url: Callable[[int], str] = lambda _: "/services/data/v58.0/query/01g-1"
        self.total: int | None = None
        self.rows_in_a_page = 1
        self.job_rows = 1
        self.pages = 0

    def reply(self, method: str, target: str, body: bytes) -> Reply:
        parts = urlsplit(target)
        resource = parts.path.removeprefix(f"/services/data/v{VERSION}/").rstrip("/")
        if resource.startswith("jobs/query"):
            return self._job(method, resource, parse_qs(parts.query))
        if resource == "composite":
            return super().reply(method, target, body)
        if "query" in resource:
            self.seen.append(f"{method} {parts.path}")
            return self._page()
        return super().reply(method, target, body)

    def _page(self) -> Reply:
        self.pages += 1
        assert self.pages < MOST_CALLS
        rows = [{"Id": f"003{self.pages:012}", "Email": "a@example.com"}] * self.rows_in_a_page
        answer: dict[str, Any] = {"records": rows, "done": False, "nextRecordsUrl": self.next_url(self.pages)}
        if self.total is not None:
            answer["totalSize"] = self.total
        return 200, {"Content-Type": "application/json"}, json.dumps(answer).encode()

    def _job(self, method: str, resource: str, asked: dict[str, list[str]]) -> Reply:
        if resource.endswith("/results"):
            self.pages += 1
            assert self.pages < MOST_CALLS
            header = "Id,Name,Email,HasOptedOutOfEmail,IsDeleted,MasterRecordId,SystemModstamp\n"
            row = f"003{self.pages:012},Ada,a@example.com,true,false,,2026-11-23T10:00:00.000Z\n"
            locator = self.next_url(self.pages)
            return 200, {"Sforce-Locator": locator, "Content-Type": "text/csv"}, (header + row).encode()
        job = {"id": "750000000000001", "state": "JobComplete", "numberRecordsProcessed": self.job_rows}
        return (204, {}, b"") if method == "DELETE" else (200, {}, json.dumps(job).encode())


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[Endless]:
    with Endless(tmp_path) as server:
        yield server


@pytest.fixture
def org(endless: Endless) -> Iterator[SalesforceOrg]:
    with connected(endless, endless.ca_file) as client:
        yield client


def connected(server: OtherServer, ca_file: Path) -> SalesforceOrg:
    return SalesforceOrg(
        server.url,
        HandedInToken("token"),
        ca_file=ca_file,
        api_version=VERSION,
        patience=ONCE,
        short_patience=ONCE,
    )


def shape(org: SalesforceOrg) -> OrgSchema:
    return OrgSchema(Org("00D", "Acme", org.instance_url, False, False, "ada", VERSION), CONTACTS)


def read(org: SalesforceOrg) -> object:
    return list(org.read_people("Contact", shape(org)))


def find(org: SalesforceOrg) -> object:
    return org.find_people("Contact", shape(org), ["a@example.com"])


def look_into_setup(org: SalesforceOrg) -> object:
    return org.setup.fields("Contact")


READS = [read, find, look_into_setup]


def code_of(work: Callable[[SalesforceOrg], object], org: SalesforceOrg) -> str:
    with pytest.raises(ProblemError) as caught:
        work(org)
    return caught.value.problem.code


@pytest.mark.parametrize("work", READS)
def test_a_server_that_repeats_its_page_is_not_read_for_ever(
    endless: Endless, org: SalesforceOrg, work: Callable[[SalesforceOrg], object]
) -> None:
    assert code_of(work, org) == "LIST_WITHOUT_END"
    assert endless.pages == 2


@pytest.mark.parametrize("work", READS)
def test_a_server_that_makes_up_new_pages_is_read_to_the_announced_end_alone(
    endless: Endless, org: SalesforceOrg, work: Callable[[SalesforceOrg], object]
) -> None:
    endless.next_url = lambda page: f"/services/data/v58.0/query/01g-{page}"
    endless.total = 3
    assert code_of(work, org) == "LIST_WITHOUT_END"
    assert endless.pages == 4


@pytest.mark.parametrize("work", READS)
def test_a_server_that_makes_up_empty_pages_is_given_up(
    endless: Endless, org: SalesforceOrg, work: Callable[[SalesforceOrg], object]
) -> None:
    endless.next_url = lambda page: f"/services/data/v58.0/query/01g-{page}"
    endless.rows_in_a_page = 0
    assert code_of(work, org) == "LIST_WITHOUT_END"
    assert endless.pages < 15


@pytest.mark.parametrize(("fresh", "pages"), [(False, 2), (True, 4)])
def test_a_bulk_job_whose_pages_do_not_end_is_given_up(
    endless: Endless, org: SalesforceOrg, fresh: bool, pages: int
) -> None:
    endless.total = 1_000_000
    endless.job_rows = 3
    endless.next_url = lambda page: (
        "/services/data/v58.0/query/01g-1" if page == 1 else f"locator{page if fresh else 0}"
    )
    assert code_of(read, org) == "LIST_WITHOUT_END"
    assert endless.pages == pages + 1  # the page of the query that said how many there are


@pytest.mark.parametrize("work", READS)
def test_who_watches_over_the_days_calls_is_asked_before_each_further_page(
    endless: Endless, org: SalesforceOrg, work: Callable[[SalesforceOrg], object]
) -> None:
    endless.next_url = lambda page: f"/services/data/v58.0/query/01g-{page}"
    asked: list[int] = []

    def ask() -> None:
        asked.append(endless.pages)
        if endless.pages == 3:
            raise ProblemError(explain("REQUEST_LIMIT_EXCEEDED"))

    org.ask_before_pages(ask)
    assert code_of(work, org) == "REQUEST_LIMIT_EXCEEDED"
    assert asked == [1, 2, 3]


@pytest.fixture
def evil(tmp_path: Path) -> Iterator[OtherServer]:
    (tmp_path / "evil").mkdir()
    with OtherServer(tmp_path / "evil") as server:
        yield server


@pytest.mark.parametrize("work", READS)
@pytest.mark.parametrize(
    "next_url",
    [
        "@{evil}/services/data/v58.0/query/01g-1",
        ":secret@{evil}/services/data/v58.0/query/01g-1",
        ".{evil}/services/data/v58.0/query/01g-1",
        "//{evil}/services/data/v58.0/query/01g-1",
        "https://{evil}/services/data/v58.0/query/01g-1",
        "https://{org}@{evil}/services/data/v58.0/query/01g-1",
        "/\\{evil}/services/data/v58.0/query/01g-1",
        "/services/data/v58.0/query/01g-1\r\nHost: {evil}",
        "/services/data/v58.0/query/01g-1 HTTP/1.1",
        "services/data/v58.0/query/01g-1",
        "",
    ],
)
def test_the_token_goes_to_no_host_that_a_page_names(
    endless: Endless,
    evil: OtherServer,
    tmp_path: Path,
    work: Callable[[SalesforceOrg], object],
    next_url: str,
) -> None:
    both = tmp_path / "both.pem"  # else it would be the certificate that keeps the token here
    both.write_bytes(endless.ca_file.read_bytes() + evil.ca_file.read_bytes())
    places = {"evil": urlsplit(evil.url).netloc, "org": urlsplit(endless.url).netloc}
    endless.next_url = lambda _: next_url.format(**places)
    with connected(endless, both) as org:
        assert code_of(work, org) == "LEADS_ELSEWHERE"
    assert endless.pages == 1
    assert evil.seen == []


def test_a_page_may_be_named_with_the_whole_address_of_the_org(endless: Endless, org: SalesforceOrg) -> None:
    endless.next_url = lambda page: f"{endless.url}/services/data/v58.0/query/01g-{page}"
    endless.total = 2
    assert code_of(read, org) == "LIST_WITHOUT_END"
    assert endless.seen[-1] == "GET /services/data/v58.0/query/01g-2"


def test_nothing_at_all_is_sent_to_another_host_with_the_token(
    endless: Endless, org: SalesforceOrg, evil: OtherServer
) -> None:
    with pytest.raises(ProblemError) as caught:
        org.client.transport.request("GET", f"{evil.url}/services/data")
    assert caught.value.problem.code == "LEADS_ELSEWHERE"
    assert evil.seen == []
