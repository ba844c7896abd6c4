"""The waiting place of a sign-in: at both addresses of this computer, for one answer, which is never lost."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator

import pytest
import requests

from core.messages import ProblemError
from core.salesforce.sign_in.listener import PATH, Listener
from tests.helpers.oauth_browser import free_ports

STATE = "state-of-this-sign-in"
SECONDS = 10


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


needs_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this computer has no ::1")
HOSTS = [
    pytest.param("127.0.0.1", id="127.0.0.1"),
    pytest.param("localhost", id="localhost"),
    pytest.param("[::1]", marks=needs_ipv6, id="::1"),
]


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener(STATE, free_ports(3)) as waiting:
        yield waiting


class Answer:
    """What a listener gets while something else happens."""

    def __init__(self, listener: Listener) -> None:
        self.given: dict[str, str] | None = None
        self._listener = listener
        self._thread = threading.Thread(target=self._wait)
        self._thread.start()

    def _wait(self) -> None:
        self.given = self._listener.wait(SECONDS, threading.Event())

    def __call__(self) -> dict[str, str] | None:
        self._thread.join(SECONDS)
        return self.given


@pytest.mark.parametrize("host", HOSTS)
def test_the_browser_is_heard_at_whichever_address_localhost_is(listener: Listener, host: str) -> None:
    answer = Answer(listener)
    with requests.Session() as session:
        session.trust_env = False
        page = session.get(f"http://{host}:{listener.port}{PATH}?code=abc&state={STATE}", timeout=SECONDS)
    assert (page.status_code, "Salesforce has answered" in page.text) == (200, True)
    assert answer() == {"code": "abc", "state": STATE}


@pytest.mark.parametrize("address", ["127.0.0.1", pytest.param("::1", marks=needs_ipv6)])
def test_a_browser_that_hangs_up_after_its_answer_has_signed_in_all_the_same(
    listener: Listener, address: str
) -> None:
    answer = Answer(listener)
    with socket.create_connection((address, listener.port), SECONDS) as browser:
        # Hung up hard at once, so that not one byte of the page can be written.
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        browser.sendall(
            f"GET {PATH}?code=abc&state={STATE} HTTP/1.1\r\nHost: localhost:{listener.port}\r\n\r\n".encode()
        )
    assert answer() == {"code": "abc", "state": STATE}


@needs_ipv6
def test_a_port_that_somebody_else_has_at_the_other_address_is_passed_over() -> None:
    first, second = free_ports(2)
    with socket.socket(socket.AF_INET6) as other:
        other.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        other.bind(("::1", first))
        other.listen()
        with Listener(STATE, [first, second]) as listener:
            assert listener.port == second
        with pytest.raises(ProblemError) as caught:
            Listener(STATE, [first])
    assert caught.value.problem.code == "NO_PORT_FREE"
    with Listener(STATE, [first]) as listener:  # nothing of the attempt is left behind
        assert listener.port == first


@needs_ipv6
def test_while_it_waits_nobody_else_gets_the_port_at_either_address(listener: Listener) -> None:
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with socket.socket(family) as other, pytest.raises(OSError):
            other.bind((address, listener.port))


def test_a_request_for_another_host_is_sent_away_and_the_waiting_goes_on(listener: Listener) -> None:
    answer = Answer(listener)
    url = f"http://127.0.0.1:{listener.port}{PATH}?code=abc&state={STATE}"
    with requests.Session() as session:
        session.trust_env = False
        for host in (f"evil.example:{listener.port}", f"[::2]:{listener.port}", "localhost"):
            assert session.get(url, headers={"Host": host}, timeout=SECONDS).status_code == 404
        assert session.get(url.replace(STATE, "other"), timeout=SECONDS).status_code == 400
        assert session.get(url, timeout=SECONDS).status_code == 200
    assert answer() == {"code": "abc", "state": STATE}
