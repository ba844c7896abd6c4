"""Through a company's proxy: every kind of call takes the route, and what the proxy does is explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.messages import Category, ProblemError
from core.salesforce.http import transport
from core.salesforce.http.route import NONE, SYSTEM, Route, clean_proxy, trusting, trusting_else
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.sign_in.token_endpoint import ask_for_token, revoke
from tests.core.salesforce.conftest import HURRIED
from tests.helpers.connect_proxy import FAR, FAR_NAME, ConnectProxy, org_behind
from tests.helpers.practice import PracticeOrg

ALLOWED = frozenset({FAR_NAME, "unknown.invalid"})
"""Somebody has said that the hosts of these tests may be given a token."""
USER, PASSWORD = "corp\\anna", "p@ss: wörd/%"


@pytest.fixture(scope="module")
def proxy() -> Iterator[ConnectProxy]:
    with ConnectProxy() as running:
        yield running


@pytest.fixture(scope="module")
def far(proxy: ConnectProxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOrg]:
    with org_behind(proxy, tmp_path_factory.mktemp("far")) as org:
        yield org


@pytest.fixture(autouse=True)
def _clean(proxy: ConnectProxy, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy.user = proxy.password = ""
    proxy.answer, proxy.silent = b"", False
    proxy.asked.clear()
    proxy.let_through.clear()
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


def client(org: PracticeOrg, route: Route, url: str = FAR) -> SalesforceOrg:
    return SalesforceOrg(
        url,
        HandedInToken(org.token),
        ca_file=Path(org.line["ca_file"]),
        routes=lambda: replace(route, hosts=ALLOWED),
        patience=HURRIED,
        short_patience=HURRIED,
    )


def code_when_looking(org: PracticeOrg, route: Route) -> str:
    with client(org, route) as salesforce, pytest.raises(ProblemError) as caught:
        salesforce.describe()
    return caught.value.problem.code


def test_every_call_goes_through_the_proxy_that_was_given(far: PracticeOrg, proxy: ConnectProxy) -> None:
    with client(far, Route(proxy.place)) as org:
        shape = org.describe()
        assert shape.org.name == "Practice Org"
        people = [person for page in org.read_people("Contact", shape) for person in page.snapshots]
        assert people
    assert set(proxy.let_through) == {f"{FAR_NAME}:443"}


def test_signing_in_and_out_goes_through_it_as_well(far: PracticeOrg, proxy: ConnectProxy) -> None:
    form = {
        "grant_type": "client_credentials",
        "client_id": far.line["client_id"],
        "client_secret": far.line["client_secret"],
    }
    ca_file = Path(far.line["ca_file"])
    answer = ask_for_token(
        FAR, form, ca_file=ca_file, stop=None, routes=lambda: Route(proxy.place, hosts=ALLOWED)
    )
    revoke(
        FAR, answer.access_token, ca_file=ca_file, stop=None, routes=lambda: Route(proxy.place, hosts=ALLOWED)
    )
    assert proxy.let_through == [f"{FAR_NAME}:443"] * 2
    with client(far, Route(proxy.place)) as org:
        assert org.describe().org.id


def test_user_and_password_are_given_whatever_characters_they_have(
    far: PracticeOrg, proxy: ConnectProxy
) -> None:
    proxy.user, proxy.password = "corp\\anna@example", "p@ss: wörd/%?# 合言葉"
    with client(far, Route(proxy.place, proxy.user, proxy.password)) as org:
        assert org.describe().org.name == "Practice Org"


@pytest.mark.parametrize(("user", "password"), [("", ""), ("anna", ""), ("anna", "wrong"), ("ann", "right")])
def test_a_proxy_that_wants_another_password_says_so(
    far: PracticeOrg, proxy: ConnectProxy, user: str, password: str
) -> None:
    proxy.user, proxy.password = "anna", "right"
    with client(far, Route(proxy.place, user, password)) as org, pytest.raises(ProblemError) as caught:
        org.describe()
    problem = caught.value.problem
    assert problem.code == "PROXY_WANTS_PASSWORD"
    assert proxy.place in problem.english()
    assert problem.category is Category.OTHER
    assert not problem.retry
    assert "wrong" not in f"{problem.english()} {problem.detail} {caught.value}"


def test_a_proxy_that_nobody_answers_at_is_named_and_tried_again(far: PracticeOrg) -> None:
    with client(far, Route("127.0.0.1:9")) as org, pytest.raises(ProblemError) as caught:
        org.describe()
    problem = caught.value.problem
    assert problem.code == "PROXY_UNREACHABLE"
    assert "127.0.0.1:9" in problem.english()
    assert (problem.category, problem.retry) == (Category.OFFLINE, True)


def test_a_proxy_whose_name_is_unknown_is_named(far: PracticeOrg) -> None:
    assert code_when_looking(far, Route("proxy.invalid:8080")) == "PROXY_UNREACHABLE"


def test_a_proxy_that_forbids_salesforce_is_told_from_one_that_cannot_reach_it(
    far: PracticeOrg, proxy: ConnectProxy
) -> None:
    proxy.answer = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
    assert code_when_looking(far, Route(proxy.place)) == "PROXY_REFUSED"
    proxy.answer = b""
    with SalesforceOrg(
        "https://unknown.invalid",
        HandedInToken("t"),
        routes=lambda: Route(proxy.place, hosts=ALLOWED),
        short_patience=HURRIED,
    ) as org:
        with pytest.raises(ProblemError) as caught:
            org.describe()
        assert caught.value.problem.code == "PROXY_CANNOT_REACH_SALESFORCE"
        assert caught.value.problem.retry


def test_a_proxy_that_says_nothing_is_given_up(
    far: PracticeOrg, proxy: ConnectProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "CONNECT_SECONDS", 0.3)
    monkeypatch.setattr(transport, "READ_SECONDS", 0.3)
    proxy.silent = True
    with (
        SalesforceOrg(
            FAR, HandedInToken("t"), routes=lambda: Route(proxy.place, hosts=ALLOWED), short_patience=HURRIED
        ) as org,
        pytest.raises(ProblemError) as caught,
    ):
        org.describe()
    assert caught.value.problem.code == "NO_ANSWER_IN_TIME"
    assert caught.value.problem.retry


def test_what_the_company_puts_in_place_of_the_certificate_is_trusted_only_with_its_ca(
    far: PracticeOrg, proxy: ConnectProxy
) -> None:
    def look(route: Route) -> str:
        with SalesforceOrg(
            FAR, HandedInToken(far.token), routes=lambda: replace(route, hosts=ALLOWED)
        ) as org:
            return org.describe().org.name

    with pytest.raises(ProblemError) as caught:
        look(Route(proxy.place))
    problem = caught.value.problem
    assert problem.code == "CERTIFICATE_NOT_TRUSTED"
    assert "settings ca_file" in problem.english()
    assert look(Route(proxy.place, ca_file=Path(far.line["ca_file"]))) == "Practice Org"


def test_this_computer_is_never_reached_through_a_proxy(far: PracticeOrg, proxy: ConnectProxy) -> None:
    with client(far, Route("127.0.0.1:9"), far.url) as org:
        assert org.describe().org.name == "Practice Org"
    assert proxy.asked == []


def test_as_the_system_says_none_and_a_given_one(
    far: PracticeOrg, proxy: ConnectProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", f"http://{proxy.place}")
    with client(far, Route(SYSTEM)) as org:
        assert org.describe().org.name == "Practice Org"
    assert code_when_looking(far, Route(NONE)) == "OFFLINE"
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    with client(far, Route(proxy.place)) as org:
        assert org.describe().org.name == "Practice Org"
    monkeypatch.setenv("no_proxy", FAR_NAME)
    monkeypatch.setenv("https_proxy", f"http://{proxy.place}")
    assert code_when_looking(far, Route(SYSTEM)) == "OFFLINE"


def test_the_password_for_a_given_proxy_goes_to_no_other(
    far: PracticeOrg, proxy: ConnectProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy.user, proxy.password = "anna", "right"
    monkeypatch.setenv("https_proxy", f"http://{proxy.place}")
    assert code_when_looking(far, Route(SYSTEM, "anna", "right")) == "PROXY_WANTS_PASSWORD"
    monkeypatch.setenv("https_proxy", f"http://anna:right@{proxy.place}")
    with client(far, Route(SYSTEM)) as org:
        assert org.describe().org.name == "Practice Org"


def test_a_proxy_of_another_kind_is_said(far: PracticeOrg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:9")
    assert code_when_looking(far, Route(SYSTEM)) == "PROXY_NOT_UNDERSTOOD"


def test_a_route_that_changes_counts_for_clients_that_are_open(far: PracticeOrg, proxy: ConnectProxy) -> None:
    routes = [Route("127.0.0.1:9", hosts=ALLOWED)]
    ca_file = Path(far.line["ca_file"])
    with SalesforceOrg(
        FAR, HandedInToken(far.token), routes=lambda: routes[-1], short_patience=HURRIED
    ) as org:
        with pytest.raises(ProblemError):
            org.describe()
        routes.append(Route(proxy.place, hosts=ALLOWED))
        with pytest.raises(ProblemError) as caught:
            org.describe()
        assert caught.value.problem.code == "CERTIFICATE_NOT_TRUSTED"
        routes.append(Route(proxy.place, ca_file=ca_file, hosts=ALLOWED))
        assert org.describe().org.name == "Practice Org"
        before = len(proxy.asked)
        assert org.describe().org.name == "Practice Org"
        assert len(proxy.asked) == before
        # A line that is trusted no longer is not used again.
        routes.append(Route(proxy.place, hosts=ALLOWED))
        with pytest.raises(ProblemError) as caught:
            org.describe()
        assert caught.value.problem.code == "CERTIFICATE_NOT_TRUSTED"


def test_a_ca_file_that_is_gone_is_said_until_it_is_back(
    far: PracticeOrg, proxy: ConnectProxy, tmp_path: Path
) -> None:
    ca_file = Path(far.line["ca_file"])
    moved = tmp_path / "company.pem"
    routes = [Route(proxy.place, ca_file=ca_file, hosts=ALLOWED)]
    with SalesforceOrg(
        FAR, HandedInToken(far.token), routes=lambda: routes[-1], short_patience=HURRIED
    ) as org:
        assert org.describe().org.name == "Practice Org"
        routes.append(Route(proxy.place, ca_file=moved, hosts=ALLOWED))
        before = len(proxy.asked)
        for _ in range(2):
            with pytest.raises(ProblemError) as caught:
                org.describe()
            assert caught.value.problem.code == "CA_FILE_NOT_USABLE"
        assert len(proxy.asked) == before, "nothing went out with the trust of before"
        moved.write_bytes(ca_file.read_bytes())
        assert org.describe().org.name == "Practice Org"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("proxy.example.com:8080", "proxy.example.com:8080"),
        (" http://Proxy.Example.com:8080/ ", "proxy.example.com:8080"),
        ("10.0.0.1:3128", "10.0.0.1:3128"),
        ("http://[::1]:3128", "[::1]:3128"),
        ("proxy.example.com", None),
        ("https://proxy.example.com:8080", None),
        ("socks5://proxy.example.com:1080", None),
        ("anna:secret@proxy.example.com:8080", None),
        ("http://anna@proxy.example.com:8080", None),
        ("proxy.example.com:99999", None),
        ("proxy.example.com:8080/path", None),
        ("a b:8080", None),
        ("", None),
        ("http://[::1", None),
    ],
)
def test_the_address_of_a_proxy_is_understood_or_refused(text: str, clean: str | None) -> None:
    assert clean_proxy(text) == clean


def test_a_ca_file_for_the_time_being_and_one_to_fall_back_to() -> None:
    mine, other = Path("/mine"), Path("/other")
    assert trusting(lambda: Route(ca_file=other), mine)().ca_file == mine
    assert trusting(lambda: Route(ca_file=other), None)().ca_file == other
    assert trusting_else(lambda: Route(ca_file=other), mine)().ca_file == other
    assert trusting_else(lambda: Route(), mine)().ca_file == mine


def test_a_password_does_not_show_when_a_route_is_printed() -> None:
    assert PASSWORD not in repr(Route("proxy.example.com:8080", USER, PASSWORD))
