"""Where secrets may go: to Salesforce and to this computer, and elsewhere only after somebody has said yes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from core.messages import ProblemError
from core.salesforce.http.route import Route
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.sign_in.browser import refreshed, sign_in_with_browser
from core.salesforce.sign_in.client_credentials import sign_in_with_secret
from core.salesforce.sign_in.jwt import sign_in_with_key
from core.salesforce.sign_in.token_endpoint import ask_for_token, revoke
from core.salesforce.values.hosts import (
    HOST_NOT_ALLOWED,
    api_host,
    check_host,
    host_in,
    is_loopback,
    is_salesforce,
    owner_of,
    shown,
)
from tests.helpers.connect_proxy import FAR, FAR_NAME, ConnectProxy, org_behind
from tests.helpers.oauth_browser import free_ports
from tests.helpers.practice import PracticeOrg


@pytest.mark.parametrize(
    "url",
    [
        "https://login.salesforce.com",
        "https://test.salesforce.com",
        "https://acme.my.salesforce.com",
        "https://acme--dev.sandbox.my.salesforce.com:443/path",
        "https://ACME.MY.SALESFORCE.COM.",
        "https://na123.salesforce.com",
        "https://acme.lightning.force.com",
        "https://acme.my.site.com",
        "https://acme.cloudforce.com",
        "https://acme.my.salesforce.mil",
        "https://acme.lightning.crmforce.mil",
        "https://acme.my.sfcrmproducts.cn",
    ],
)
def test_salesforces_own_hosts_are_known(url: str) -> None:
    assert is_salesforce(url)
    check_host(url, ())


@pytest.mark.parametrize(
    "url",
    [
        "https://login.salesforce.com.evil.example",
        "https://loginsalesforce.com",
        "https://login-salesforce.com",
        "https://salesforce.com.evil.example",
        "https://login.salesforce.co",
        "https://login.salesfroce.com",
        "https://salesforce.com@evil.example",
        "https://evil.example/login.salesforce.com",
        "https://evil.example?x=.salesforce.com",
        "https://xn--slesforce-g4a.com",
        "https://other.site.com",
        "https://203.0.113.9",
        "https://salesforce",
        "https://",
        "https://[",
    ],
)
def test_look_alikes_and_strangers_are_not(url: str) -> None:
    assert not is_salesforce(url)
    with pytest.raises(ProblemError) as caught:
        check_host(url, ())
    assert caught.value.problem.code == HOST_NOT_ALLOWED


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1:8443", "https://localhost", "https://[::1]:1", "https://127.9.9.9"]
)
def test_this_computer_needs_no_yes(url: str) -> None:
    assert is_loopback(url)
    check_host(url, ())


@pytest.mark.parametrize(
    "url", ["https://localhost.evil.example", "https://127.0.0.1.evil.example", "https://10.0.0.1"]
)
def test_what_only_looks_like_this_computer_is_not(url: str) -> None:
    assert not is_loopback(url)


def test_the_problem_shows_the_whole_host_and_whose_it_is() -> None:
    with pytest.raises(ProblemError) as caught:
        check_host("https://login.salesforce.com.accounts.evil.co.uk/x", ())
    problem = caught.value.problem
    assert "login.salesforce.com.accounts.evil.co.uk is not a host of Salesforce" in problem.english()
    assert "it belongs to evil.co.uk." in problem.english()
    assert "--trust-host login.salesforce.com.accounts.evil.co.uk" in problem.english()
    assert host_in(problem) == "login.salesforce.com.accounts.evil.co.uk"


def test_letters_of_another_alphabet_are_shown_beside_the_name_that_is_looked_up() -> None:
    assert (
        shown("xn--slesforce-0yh.com") == "s\N{CYRILLIC SMALL LETTER A}lesforce.com (xn--slesforce-0yh.com)"
    )
    assert shown("acme.my.salesforce.com") == "acme.my.salesforce.com"
    assert "xn--99999999" in shown("xn--99999999.com"), "what cannot be read is shown as it is"


def test_an_address_in_numbers_belongs_to_itself() -> None:
    assert owner_of("203.0.113.9") == "203.0.113.9"
    assert owner_of("host-without-a-dot") == "host-without-a-dot"


def test_the_hosts_of_an_orgs_pages_lead_to_that_of_its_api() -> None:
    assert api_host("acme.lightning.force.com") == "acme.my.salesforce.com"
    assert api_host("acme--x.sandbox.my.salesforce-setup.com") == "acme--x.sandbox.my.salesforce.com"
    assert api_host("acme.lightning.crmforce.mil") == "acme.my.salesforce.mil"
    assert api_host("acme.my.salesforce.com") == "acme.my.salesforce.com"


# --- every way in which a secret leaves

EVIL = "https://login.salesforce.com.evil.invalid"
Send = Callable[[Callable[[], Route], Path], object]


def _key() -> str:
    key = rsa.generate_private_key(65537, 2048)
    encoding = serialization.Encoding.PEM
    return key.private_bytes(
        encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def _never(_: object) -> bool:
    raise AssertionError("the page of a stranger was opened")


def _with_org(do: Callable[[SalesforceOrg], object], routes: Callable[[], Route], ca: Path) -> object:
    with SalesforceOrg(EVIL, HandedInToken("00Dx!secret"), routes=routes, ca_file=ca) as org:
        return do(org)


WAYS: dict[str, Send] = {
    "a signed request": lambda routes, ca: sign_in_with_key(
        EVIL, "key", "a@b.example", _key(), ca_file=ca, stop=None, routes=routes
    ),
    "the secret of the app": lambda routes, ca: sign_in_with_secret(
        EVIL, "key", "secret", ca_file=ca, stop=None, routes=routes
    ),
    "a refresh token": lambda routes, ca: refreshed(
        EVIL, "key", "refresh", ca_file=ca, stop=None, routes=routes
    ),
    "a code": lambda routes, ca: ask_for_token(
        EVIL, {"grant_type": "authorization_code", "code": "c"}, ca_file=ca, stop=None, routes=routes
    ),
    "a password in the browser": lambda routes, ca: sign_in_with_browser(
        EVIL,
        "key",
        ca_file=ca,
        stop=Event(),
        routes=routes,
        on_waiting=_never,
        open_browser=_never,
        ports=free_ports(1),
    ),
    "a token that is taken back": lambda routes, ca: revoke(
        EVIL, "token", ca_file=ca, stop=None, routes=routes
    ),
    "an access token, reading": lambda routes, ca: _with_org(lambda org: org.describe(), routes, ca),
    "an access token, in SOAP": lambda routes, ca: _with_org(lambda org: org.metadata.layouts(), routes, ca),
    "an access token, in Bulk": lambda routes, ca: _with_org(
        lambda org: org.bulk.drop("750000000000001"), routes, ca
    ),
}


@pytest.fixture(scope="module")
def proxy() -> Iterator[ConnectProxy]:
    with ConnectProxy() as running:
        yield running


@pytest.fixture(scope="module")
def far(proxy: ConnectProxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOrg]:
    with org_behind(proxy, tmp_path_factory.mktemp("far")) as org:
        yield org


@pytest.mark.parametrize("way", WAYS)
def test_no_secret_leaves_for_a_host_that_nobody_has_allowed(
    way: str, far: PracticeOrg, proxy: ConnectProxy
) -> None:
    proxy.asked.clear()
    with pytest.raises(ProblemError) as caught:
        WAYS[way](lambda: Route(proxy.place), Path(far.line["ca_file"]))
    assert caught.value.problem.code == HOST_NOT_ALLOWED
    assert proxy.asked == [], "nobody was even asked for that host"


def test_after_a_yes_it_goes_there_and_to_no_other(far: PracticeOrg, proxy: ConnectProxy) -> None:
    def routes() -> Route:
        return Route(proxy.place, hosts=frozenset({FAR_NAME}))

    ca_file = Path(far.line["ca_file"])
    with SalesforceOrg(FAR, HandedInToken(far.token), routes=routes, ca_file=ca_file) as org:
        assert org.describe().org.name == "Practice Org"
    with (
        SalesforceOrg(
            f"https://sub.{FAR_NAME}", HandedInToken(far.token), routes=routes, ca_file=ca_file
        ) as org,
        pytest.raises(ProblemError) as caught,
    ):
        org.describe()
    assert caught.value.problem.code == HOST_NOT_ALLOWED


def test_a_yes_that_is_taken_back_counts_for_clients_that_are_open(
    far: PracticeOrg, proxy: ConnectProxy
) -> None:
    allowed = {FAR_NAME}
    with SalesforceOrg(
        FAR,
        HandedInToken(far.token),
        routes=lambda: Route(proxy.place, hosts=frozenset(allowed)),
        ca_file=Path(far.line["ca_file"]),
    ) as org:
        org.describe()
        allowed.clear()
        with pytest.raises(ProblemError) as caught:
            org.describe()
    assert caught.value.problem.code == HOST_NOT_ALLOWED
