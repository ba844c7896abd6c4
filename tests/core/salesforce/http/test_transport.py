"""The line to Salesforce: time-outs, cancellation, trust, proxies, and what the log may hold."""

import logging
import os
import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme

from core.messages import CancelledError, Category, ProblemError
from core.salesforce.http import transport
from core.salesforce.http.client import clean_instance_url
from core.salesforce.http.retry import Patience
from core.salesforce.http.route import Route
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import ApiUsage, OrgSchema
from core.salesforce.values.errors import CallFailedError
from core.store.types.fields import OptOutField
from tests.core.salesforce.conftest import Connect, rule
from tests.helpers.practice import PracticeOrg

CONTACT = ("003Pr0000000003IAA", "Contact")


def tick(org: SalesforceOrg, shape: OrgSchema) -> None:
    org.set_opt_outs([CONTACT], OptOutField.SALESFORCE, shape)


# what goes wrong on the way


def test_a_page_of_html_instead_of_an_answer_is_a_passing_trouble(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    rule(practice, "maintenance_page", retry_after=7)
    with pytest.raises(CallFailedError) as caught:
        tick(org, shape)
    assert caught.value.problem.code == "SERVER_UNAVAILABLE"
    assert caught.value.problem.retry
    assert (caught.value.status, caught.value.retry_after) == (503, 7)


def test_half_an_answer_is_not_taken_for_one(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    rule(practice, "truncate", method="PATCH")
    with pytest.raises(ProblemError) as caught:
        tick(org, shape)
    assert caught.value.problem.code == "CONNECTION_LOST"
    assert caught.value.problem.retry


@pytest.mark.parametrize("do", ["drop_before", "drop_after"])
def test_a_connection_that_breaks_off_is_a_passing_trouble(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, do: str
) -> None:
    rule(practice, do, method="PATCH")
    with pytest.raises(ProblemError) as caught:
        tick(org, shape)
    assert caught.value.problem.code == "CONNECTION_LOST"
    assert caught.value.problem.category is Category.INTERMITTENT
    tick(org, shape)


@pytest.mark.parametrize(
    ("do", "code", "retry"),
    [
        ("daily_limit", "REQUEST_LIMIT_EXCEEDED", False),
        ("concurrent_limit", "CONCURRENT_LIMIT_EXCEEDED", True),
        ("unavailable", "SERVER_UNAVAILABLE", True),
        ("unknown", "UNKNOWN_EXCEPTION", True),
        ("api_disabled", "API_DISABLED_FOR_ORG", False),
        ("api_disabled_for_user", "API_CURRENTLY_DISABLED", False),
        ("no_access", "INSUFFICIENT_ACCESS", False),
    ],
)
def test_a_refused_call_says_what_it_means(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, do: str, code: str, retry: bool
) -> None:
    rule(practice, do)
    with pytest.raises(ProblemError) as caught:
        tick(org, shape)
    assert (caught.value.problem.code, caught.value.problem.retry) == (code, retry)


def test_nobody_at_home_means_offline() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with SalesforceOrg(f"https://127.0.0.1:{port}", HandedInToken("t")) as org:
        with pytest.raises(ProblemError) as caught:
            org.describe()
        assert caught.value.problem.category is Category.OFFLINE
        assert caught.value.problem.retry
        assert org.last_contact_at is None


def allowing() -> Route:
    """As the system says, to hosts that somebody has said yes to."""
    return Route(hosts=frozenset({"no-such-org.invalid", "org.invalid"}))


def test_a_host_name_that_does_not_exist_means_offline() -> None:
    with SalesforceOrg("https://no-such-org.invalid", HandedInToken("t"), routes=allowing) as org:
        with pytest.raises(ProblemError) as caught:
            org.describe()
        assert caught.value.problem.category is Category.OFFLINE


# usage and clocks


def test_usage_is_known_from_every_answer_refusals_too(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    practice.control("faults", {"org": {"limits": {"daily": 5000, "used": 4321}}})
    rule(practice, "unknown")
    with pytest.raises(ProblemError):
        tick(org, shape)
    assert org.usage == ApiUsage(4321, 5000)
    tick(org, shape)
    assert org.usage == ApiUsage(4322, 5000)
    assert org.last_contact_at is not None


def test_calls_are_counted_as_the_org_counts_them(practice: PracticeOrg, connect: Connect) -> None:
    org = connect()
    shape = org.describe()
    list(org.read_people("Lead", shape))
    org.find_people("Contact", shape, ["nobody@example.com"])
    tick(org, shape)
    assert org.calls == practice.control("calls")["calls_today"] == 4


# cancelling


def test_a_call_that_the_server_leaves_hanging_ends_when_asked_to_stop(
    practice: PracticeOrg, connect: Connect
) -> None:
    stop = threading.Event()
    org = connect(stop=stop)
    shape = org.describe()
    rule(practice, "stall", method="PATCH", seconds=20)
    threading.Timer(0.3, stop.set).start()
    with pytest.raises(CancelledError):
        tick(org, shape)
    # The thread that waited for the answer ends as well, because its line was cut.
    for thread in threading.enumerate():
        if thread.name == "salesforce-call":
            thread.join(10)
            assert not thread.is_alive()


def test_a_server_that_never_finishes_the_tls_handshake_cannot_hold_a_cancelled_call() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        stop = threading.Event()
        with SalesforceOrg(
            f"https://127.0.0.1:{mute.getsockname()[1]}", HandedInToken("t"), stop=stop
        ) as org:
            threading.Timer(0.3, stop.set).start()
            with pytest.raises(CancelledError):
                org.describe()


def test_nothing_is_sent_any_more_once_asked_to_stop(practice: PracticeOrg, connect: Connect) -> None:
    stop = threading.Event()
    org = connect(stop=stop)
    shape = org.describe()
    practice.control("calls/reset", {})
    stop.set()
    for attempt in (
        lambda: org.describe(),
        lambda: tick(org, shape),
        lambda: list(org.read_people("Lead", shape)),
        lambda: org.read_records("Lead", shape, ["00QPr0000000001MAA"]),
        lambda: org.find_people("Lead", shape, ["a@example.com"]),
    ):
        with pytest.raises(CancelledError):
            attempt()
    assert practice.control("calls")["total"] == 0


def test_waiting_between_two_tries_ends_when_asked_to_stop(practice: PracticeOrg, connect: Connect) -> None:
    stop = threading.Event()
    org = connect(stop=stop)
    shape = org.describe()
    rule(practice, "unavailable", retry_after=50, times=0)
    threading.Timer(0.3, stop.set).start()
    with pytest.raises(CancelledError):
        list(org.read_people("Lead", shape))


# trust


def test_a_certificate_of_an_unknown_authority_is_refused(connect: Connect) -> None:
    with pytest.raises(ProblemError) as caught:
        connect(ca_file=None).describe()
    problem = caught.value.problem
    assert problem.code == "CERTIFICATE_NOT_TRUSTED"
    assert not problem.retry


def test_a_certificate_for_another_host_is_refused(practice: PracticeOrg, connect: Connect) -> None:
    port = urlsplit(practice.url).port
    with pytest.raises(ProblemError) as caught:
        connect(url=f"https://127.0.0.2:{port}").describe()
    # On systems where only 127.0.0.1 is loopback, nobody answers at all.
    assert caught.value.problem.code in ("CERTIFICATE_NOT_TRUSTED", "OFFLINE")


def test_requests_ca_bundle_neither_opens_nor_shuts_the_door(
    practice: PracticeOrg, connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    for variable in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(variable, str(other))
        assert connect().describe().org.name == "Practice Org"
        monkeypatch.setenv(variable, str(practice.line["ca_file"]))
        with pytest.raises(ProblemError) as caught:
            connect(ca_file=None).describe()
        assert caught.value.problem.code == "CERTIFICATE_NOT_TRUSTED"
        monkeypatch.delenv(variable)


def test_a_ca_file_that_is_none_is_said_before_anything_is_sent(connect: Connect, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing", encoding="ascii")
    for file in (empty, tmp_path / "absent.pem", tmp_path):
        with pytest.raises(ProblemError) as caught:
            connect(ca_file=file)
        assert caught.value.problem.code == "CA_FILE_NOT_USABLE"


def test_a_server_without_tls_is_never_spoken_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def answer() -> None:
            line, _ = plain.accept()
            with line:
                line.recv(1000)
                line.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        with SalesforceOrg(f"http://127.0.0.1:{plain.getsockname()[1]}", HandedInToken("t")) as org:
            with pytest.raises(ProblemError) as caught:
                org.describe()
            assert caught.value.problem.code == "NO_TLS"


# time-outs


@pytest.mark.parametrize(("says", "code"), [(b"", "NO_ANSWER_IN_TIME"), (b"HTTP/1.1 200 OK\r\n", "NO_TLS")])
def test_a_server_that_falls_silent_is_given_up(
    says: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "CONNECT_SECONDS", 0.3)
    monkeypatch.setattr(transport, "READ_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        lines: list[socket.socket] = []

        def take() -> None:
            line, _ = silent.accept()
            lines.append(line)
            line.sendall(says)

        threading.Thread(target=take, daemon=True).start()
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        once = Patience(tries=1, first_wait=0)
        with (
            SalesforceOrg(url, HandedInToken("t"), short_patience=once) as org,
            pytest.raises(ProblemError) as caught,
        ):
            org.describe()
        assert caught.value.problem.code == code
        for line in lines:
            line.close()


def test_an_org_that_does_not_answer_in_time_is_said_to_and_may_be_tried_again(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "READ_SECONDS", 0.3)
    rule(practice, "stall", method="PATCH", seconds=5)
    with pytest.raises(ProblemError) as caught:
        tick(org, shape)
    assert caught.value.problem.code == "NO_ANSWER_IN_TIME"
    assert caught.value.problem.retry


# the environment


def test_a_proxy_of_the_environment_is_not_used_for_this_computer(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert connect().describe().org.name == "Practice Org"


def test_a_proxy_of_the_environment_is_used_for_everybody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as proxy:

        def refuse() -> None:
            line, _ = proxy.accept()
            with line:
                asked.append(line.recv(1000).split(b"\r\n")[0])
                line.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")

        threading.Thread(target=refuse, daemon=True).start()
        for name in ("HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        with (
            SalesforceOrg("https://org.invalid", HandedInToken("t"), routes=allowing) as org,
            pytest.raises(ProblemError) as caught,
        ):
            org.describe()
    assert [line.split()[:2] for line in asked] == [[b"CONNECT", b"org.invalid:443"]]
    assert caught.value.problem.code == "PROXY_WANTS_PASSWORD"
    assert "407" in caught.value.problem.detail


def test_an_entry_in_netrc_does_not_replace_the_token(
    connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login someone password secret\n", encoding="ascii")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    assert os.environ["NETRC"] == str(netrc)
    assert connect().describe().org.name == "Practice Org"


# the log


def test_neither_addresses_nor_tokens_reach_the_log(
    practice: PracticeOrg, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    org = connect()
    shape = org.describe()
    address = next(
        person.email
        for page in org.read_people("Contact", shape)
        for person in page.snapshots
        if person.email
    )
    org.find_people("Contact", shape, [address, "other.person@example.org", "\x00", "a" * 5000])
    rule(
        practice, "answer", status=400, code="FIELD_CUSTOM_VALIDATION_EXCEPTION", message=f"{address} is bad"
    )
    with pytest.raises(ProblemError) as caught:
        tick(org, shape)
    rule(practice, "unavailable", message=address)
    org.find_people("Lead", shape, [address])
    rule(practice, "drop_before")
    org.find_people("Lead", shape, [address])
    # Even a query in a URL, which this program avoids for addresses.
    org.client.query(f"SELECT Id FROM Contact WHERE Email = '{address}'")
    log = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert "connectionpool" in {record.module for record in caplog.records}
    for secret in (address, address.split("@")[0], "other.person", practice.token, practice.token[-20:]):
        assert secret not in log
    assert address not in str(caught.value)
    assert address in caught.value.problem.detail


def test_addresses_are_looked_for_without_standing_in_a_url(practice: PracticeOrg, connect: Connect) -> None:
    org = connect()
    shape = org.describe()
    rule(practice, "unknown", path="%40|@|example", times=0)
    org.find_people("Contact", shape, ["someone@example.com"])


# addresses of orgs


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://acme.my.salesforce.com", "https://acme.my.salesforce.com"),
        ("acme.my.salesforce.com", "https://acme.my.salesforce.com"),
        (" HTTPS://Acme.My.Salesforce.com/lightning/page/home ", "https://acme.my.salesforce.com"),
        ("http://acme.my.salesforce.com:443/", "https://acme.my.salesforce.com"),
        ("https://acme.lightning.force.com/lightning/setup", "https://acme.my.salesforce.com"),
        (
            "https://acme--test.sandbox.lightning.force.com",
            "https://acme--test.sandbox.my.salesforce.com",
        ),
        ("https://127.0.0.1:8443", "https://127.0.0.1:8443"),
        ("https://[::1]:8443/x", "https://[::1]:8443"),
    ],
)
def test_an_orgs_address_is_understood_as_people_give_it(given: str, meant: str) -> None:
    assert clean_instance_url(given) == meant


@pytest.mark.parametrize(
    "given",
    [
        "",
        "  ",
        "https://",
        "https://host:port",
        "two words",
        "https://a b.com",
        "https://[::1",
        "https://h:99999",
    ],
)
def test_what_is_no_address_of_an_org_is_said_in_words(given: str) -> None:
    with pytest.raises(ProblemError) as caught:
        clean_instance_url(given)
    assert caught.value.problem.code == "NOT_AN_INSTANCE_URL"
