"""Alarms in chats and through webhooks, each sent by the sending process to a real web server."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from core.alarms.orders import ARRIVED, CallOrder, ChatOrder, Outcome, Way
from core.alarms.problems import TIMED_OUT
from core.alarms.sending import send, way_of
from core.messages import CancelledError, ProblemError
from core.salesforce.http.route import Route
from tests.core.alarms.conftest import Desk
from tests.helpers.alarm_servers import WebServer
from tests.helpers.connect_proxy import ConnectProxy


def chat(address: str) -> ChatOrder:
    return ChatOrder(address, "Title", "Text", grave=True)


def sent(order: ChatOrder | CallOrder, way: Way | None = None) -> Outcome:
    return send(order, way or Way(), threading.Event())


def test_a_webhook_s_own_address_receives_json_with_all_of_its_query(tmp_path: Path) -> None:
    with WebServer(tmp_path, tls=True) as server:
        address = f"{server.url}/hook/abc?sig=x%2By&v=1"
        assert sent(chat(address), Way(str(server.ca_file))) == ARRIVED
    [(method, path, content)] = server.received
    assert (method, path) == ("POST", "/hook/abc?sig=x%2By&v=1")
    assert (content["title"], content["message"], content["type"]) == ("Title", "Text", "warning")


def test_a_service_in_the_form_of_apprise_receives_its_own_form(web_server: WebServer) -> None:
    assert sent(chat(web_server.url.replace("http", "ntfy") + "/topic")) == ARRIVED
    [(_, _, content)] = web_server.received
    assert (content["topic"], content["title"], content["message"]) == ("topic", "Title", "Text")


@pytest.mark.parametrize("asked", ["verify=no", "redirect=yes"])
def test_an_address_cannot_ask_for_less_care(tmp_path: Path, asked: str) -> None:
    with WebServer(tmp_path, tls=True) as server:
        server.answers = [(302, {"Location": f"{server.url}/elsewhere"}, b"")]
        address = f"{server.url.replace('https', 'jsons')}/hook?{asked}"
        outcome = sent(chat(address), Way() if asked == "verify=no" else Way(str(server.ca_file)))
    assert outcome.code == ("CHAT_NOT_TRUSTED" if asked == "verify=no" else "CHAT_REDIRECTED")
    assert "/elsewhere" not in [path for _, path, _ in server.received]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((404, {}, b""), Outcome("CHAT_REFUSED", 404)),
        ((503, {}, b""), Outcome("CHAT_FAILED", 503)),
        ((307, {"Location": "https://example.com/"}, b""), Outcome("CHAT_REDIRECTED", 307)),
        ((200, {}, b"x" * 1_000_001), Outcome("CHAT_TOO_LONG_AN_ANSWER", 200)),
    ],
)
def test_whatever_a_service_answers_is_told(
    web_server: WebServer, answer: tuple[int, dict[str, str], bytes], outcome: Outcome
) -> None:
    web_server.answers = [answer, answer]
    assert sent(chat(f"{web_server.url}/hook")) == outcome
    assert sent(CallOrder(f"{web_server.url}/ping")) == outcome


def test_where_nobody_listens_that_is_told(tmp_path: Path) -> None:
    with WebServer(tmp_path) as server:
        pass
    assert sent(chat(f"{server.url}/hook")).code == "CHAT_NOT_REACHED"


def test_a_service_that_does_not_answer_holds_nobody_up(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        order = chat(f"http://localhost:{silent.getsockname()[1]}/hook")
        assert send(order, Way(), threading.Event(), deadline_s=4).code == TIMED_OUT
        stop = threading.Event()
        stop.set()
        with pytest.raises(CancelledError):
            send(order, Way(), stop)


@pytest.mark.parametrize(
    "address",
    ["syslog://", "dbus://", "mailto://me:secret@example.com", "slack://short", "nothing://x/y", "https://"],
)
def test_what_is_no_service_of_the_web_is_refused_without_its_secret(desk: Desk, address: str) -> None:
    with pytest.raises(ProblemError) as refused:
        desk.alarms.add_chat(address)
    assert refused.value.problem.code == "ALARM_ADDRESS_NOT_UNDERSTOOD"
    assert "secret" not in refused.value.problem.english()
    assert desk.alarms.ways.chats() == ()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
            "https://hooks.slack.com/…",
        ),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", "slack://…"),
        ("ntfys://user:pass@ntfy.example.com/topic", "ntfys://ntfy.example.com/…"),
    ],
)
def test_an_address_that_is_kept_is_shown_without_what_is_secret(
    desk: Desk, address: str, shown: str
) -> None:
    assert desk.alarms.add_chat(f" {address}\n").shown == shown


def test_the_way_of_the_network_settings_is_taken(tmp_path: Path) -> None:
    assert way_of(Route()) == Way(None, None)
    assert way_of(Route("none", ca_file=tmp_path)) == Way(str(tmp_path), {})
    assert "s3cret" not in repr(way_of(Route("proxy:1", "anna", "s3cret")))
    with ConnectProxy("anna", "s3cret") as proxy:
        way = way_of(Route(proxy.place, "anna", "s3cret"))
        outcome = sent(chat("https://nobody.example.com/hook"), way)
        assert outcome.code in ("CHAT_NOT_REACHED", "CHAT_NOT_TRUSTED")
        assert any("nobody.example.com" in asked for asked in proxy.asked)
