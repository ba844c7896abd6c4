"""What the admin receives, at a real mail server and a real web server: each change once, and once that it is over."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.alarms import alarms as module
from core.alarms.changes import SETTLE
from core.alarms.ways import MailSetUp
from core.engine import Engine
from core.events import AlarmShown, Event
from core.messages import Message, ProblemError
from core.settings.alarms import (
    ALARMS_DESKTOP,
    ALARMS_HEARTBEAT,
    ALARMS_NAME_PEOPLE,
    ALARMS_QUIET_FROM,
    ALARMS_QUIET_TO,
)
from core.store.types.log import LogFilter
from core.store.types.runs import Night, NightState
from tests.core.alarms.conftest import EVENING, HELD, PARKED, SET_UP, SIGN_IN, Desk
from tests.core.secrets.test_credentials import SmallEntries
from tests.helpers.alarm_servers import MailServer, WebServer

MINUTES = SETTLE / timedelta(minutes=1)


def texts(server: MailServer) -> list[str]:
    return [
        message.get_content().replace("\r\n", "\n").partition("\n\n-- ")[0] for message in server.received
    ]


def log_of(engine: Engine) -> list[tuple[str, str]]:
    entries = engine.log.page(LogFilter(), before_id=None, limit=50)
    return [(entry.level, entry.message.english()) for entry in reversed(entries) if entry.kind == "alarms"]


def test_a_need_is_mailed_once_when_it_comes_and_once_when_it_is_over(
    desk: Desk, mail_server: MailServer
) -> None:
    desk.mail_to(mail_server)
    for _ in range(3):
        desk.window_looks(HELD, minutes=1)
    assert texts(mail_server) == ["A sync is waiting for your approval. Look."]
    [message] = mail_server.received
    assert message["Subject"] == "Unsubscribe Sync: the org needs you"
    assert (message["From"], message["To"]) == ("admin@example.com", "admin@example.com")
    assert message["Auto-Submitted"] == "auto-generated"
    desk.window_looks(minutes=1)
    assert len(mail_server.received) == 1, "it may come back"
    for _ in range(3):
        desk.window_looks(minutes=MINUTES)
    assert texts(mail_server)[1:] == ["Over: A sync is waiting for your approval."]
    assert mail_server.received[1]["Subject"] == "Unsubscribe Sync: in order again with the org"


def test_all_that_came_up_at_once_is_one_message_and_a_step_of_the_set_up_is_none(
    desk: Desk, mail_server: MailServer, web_server: WebServer
) -> None:
    desk.mail_to(mail_server)
    desk.chat_to(web_server)
    desk.window_looks(SIGN_IN, PARKED, SET_UP)
    said = "Salesforce asks for a new sign-in.\n\n12 pushes are parked: no access Give it."
    assert texts(mail_server) == [said]
    assert web_server.texts == [said]
    [(method, path, content)] = web_server.received
    assert (method, path, content["title"]) == ("POST", "/hook/s3cret", "Unsubscribe Sync: the org needs you")


def test_what_comes_and_goes_within_minutes_is_told_once(desk: Desk, mail_server: MailServer) -> None:
    desk.mail_to(mail_server)
    for _ in range(6):
        desk.window_looks(SIGN_IN, minutes=2)
        desk.window_looks(minutes=2)
    assert len(mail_server.received) == 1
    desk.window_looks(minutes=MINUTES)
    assert [text.startswith("Over: ") for text in texts(mail_server)] == [False, True]


def test_a_sync_that_is_held_after_another_that_was_is_told_without_calling_the_first_one_over(
    desk: Desk, mail_server: MailServer
) -> None:
    desk.mail_to(mail_server)
    desk.window_looks(HELD)
    later = replace(HELD, about="8", run_id=8)
    desk.window_looks(later, minutes=60)
    desk.window_looks(later, minutes=60)
    assert texts(mail_server) == ["A sync is waiting for your approval. Look."] * 2


def test_a_process_that_has_not_reached_the_org_calls_no_sign_in_over(
    desk: Desk, mail_server: MailServer
) -> None:
    desk.mail_to(mail_server)
    desk.command_ends(SIGN_IN)
    desk.connected = False
    desk.command_ends(minutes=60)
    assert len(mail_server.received) == 1
    desk.connected = True
    desk.command_ends(minutes=60)
    assert len(mail_server.received) == 2


def test_commands_tell_at_their_end_even_in_quiet_hours_and_that_it_is_over_with_the_next_one(
    desk: Desk, mail_server: MailServer
) -> None:
    desk.mail_to(mail_server)
    quiet_around(desk, EVENING)
    desk.command_ends(HELD)
    desk.command_ends(HELD, minutes=24 * 60)
    desk.command_ends(minutes=24 * 60)
    assert [text.startswith("Over: ") for text in texts(mail_server)] == [False, True]


def test_while_a_window_is_there_it_tells_and_commands_do_not(desk: Desk, mail_server: MailServer) -> None:
    desk.mail_to(mail_server)
    desk.alarms.start()
    try:
        watched(desk)
        desk.command_ends(HELD)
        assert desk.engine.store.alarms.known() == {}
        assert mail_server.received == []
    finally:
        desk.alarms.stop(10)
    # The system lets go of the lock when the thread's connection is closed.
    until(lambda: desk.command_ends(HELD) or bool(mail_server.received))
    assert len(mail_server.received) == 1


def until(come: Callable[[], bool]) -> None:
    ends = threading.Event()
    for _ in range(200):
        if come():
            return
        ends.wait(0.05)
    raise AssertionError("it did not come about")


def watched(desk: Desk) -> None:
    """Wait until the window's thread has taken its place."""
    ends, locked = threading.Event(), 0
    for _ in range(600):
        file = desk.engine.data_dir / module.WATCH_FILE
        if file.exists():
            probe = sqlite3.connect(file, timeout=0, isolation_level=None)
            try:
                probe.execute("BEGIN EXCLUSIVE")
                locked = 0
            except sqlite3.OperationalError:
                # Once it may be the thread that is only opening the file.
                locked += 1
                if locked == 3:
                    return
            finally:
                probe.close()
        ends.wait(0.05)
    raise AssertionError("nobody watches")


def test_the_window_s_thread_tells_by_itself_what_an_event_brings(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[AlarmShown] = []
    told = threading.Event()

    def hear(event: Event) -> None:
        if isinstance(event, AlarmShown):
            shown.append(event)
            told.set()

    desk.engine.events.subscribe(hear)
    monkeypatch.setattr(module, "PAUSE_S", 0.01)
    desk.needs = [SIGN_IN]
    desk.alarms.start()
    try:
        watched(desk)
        desk.engine.settings.set(ALARMS_QUIET_FROM, "00:00")
        assert told.wait(60)
    finally:
        desk.alarms.stop(10)
    assert shown == [
        AlarmShown("Unsubscribe Sync: the org needs you", "Salesforce asks for a new sign-in.", ("sign_in",))
    ]


def test_the_desktop_is_told_once_and_not_at_all_where_that_is_off(desk: Desk) -> None:
    shown: list[Event] = []
    desk.engine.events.subscribe(lambda event: shown.append(event) if isinstance(event, AlarmShown) else None)
    desk.window_looks(HELD)
    desk.window_looks(HELD, minutes=1)
    assert len(shown) == 1
    desk.engine.settings.set(ALARMS_DESKTOP, "off")
    desk.window_looks(HELD, PARKED, minutes=1)
    assert len(shown) == 1


def test_a_second_process_and_a_restart_tell_nothing_twice(
    desk: Desk, mail_server: MailServer, entries: SmallEntries
) -> None:
    desk.mail_to(mail_server)
    others = [Desk(desk.engine.data_dir) for _ in range(3)]
    begin = threading.Barrier(len(others))

    def end(other: Desk) -> None:
        begin.wait(30)
        other.command_ends(HELD, PARKED)

    threads = [threading.Thread(target=end, args=(other,)) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    for other in others:
        other.engine.stop()
    desk.window_looks(HELD, PARKED)
    assert len(mail_server.received) == 1


KILLED = """
import os, sys, threading
from pathlib import Path
from core.alarms import alarms
from core.attention.needs import Need, NeedKind, Summary
from core.engine import Engine
from core.engine_options import EngineOptions
from core.messages import Message

class Attention:
    def summary(self):
        return Summary((Need(NeedKind.SYNC_HELD, Message("A sync waits.")),))

engine = Engine(EngineOptions(Path(sys.argv[1]), environment={}))
engine.alarms._attention = Attention
send = alarms.send
if sys.argv[2] == "killed":
    def send_and_die(*given):
        send(*given)
        os._exit(9)
    alarms.send = send_and_die
engine.alarms.tell_here(threading.Event(), limit_s=60)
engine.stop()
"""


def test_killed_between_sending_and_noting_it_is_told_at_most_once_more(
    desk: Desk, mail_server: MailServer
) -> None:
    desk.mail_to(mail_server)
    codes = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", KILLED, str(desk.engine.data_dir), how],
            cwd=Path(__file__).parents[3],
            timeout=120,
            check=False,
        ).returncode
        for how in ("killed", "killed", "lives", "lives")
    ]
    assert codes == [9, 9, 0, 0]
    assert len(mail_server.received) == 2


def quiet_around(desk: Desk, at: datetime, hours: int = 10) -> None:
    local = at.astimezone()
    desk.engine.settings.set(ALARMS_QUIET_FROM, (local - timedelta(hours=1)).strftime("%H:%M"))
    desk.engine.settings.set(ALARMS_QUIET_TO, (local + timedelta(hours=hours)).strftime("%H:%M"))


def test_what_comes_up_in_quiet_hours_comes_together_when_they_end(
    desk: Desk, mail_server: MailServer, web_server: WebServer
) -> None:
    desk.mail_to(mail_server)
    desk.chat_to(web_server)
    quiet_around(desk, EVENING)
    desk.window_looks(HELD)
    desk.window_looks(HELD, SIGN_IN, minutes=60)
    desk.window_looks(HELD, minutes=60)
    desk.window_looks(HELD, minutes=60)
    assert (mail_server.received, web_server.received) == ([], [])
    desk.window_looks(HELD, minutes=8 * 60)
    [text] = texts(mail_server)
    first, second, third = text.split("\n\n")
    assert first.endswith("A sync is waiting for your approval. Look.")
    assert second.endswith("Salesforce asks for a new sign-in.")
    assert third.endswith("Over: Salesforce asks for a new sign-in.")
    assert first.startswith("02 Mar 2026, 20:00")
    assert web_server.texts == [text]


def test_a_mail_server_that_is_away_is_said_once_and_tried_again_ever_less_often(
    desk: Desk, tmp_path: Path
) -> None:
    with MailServer(tmp_path) as server:
        desk.mail_to(server)
    desk.window_looks(HELD)
    desk.window_looks(HELD, minutes=0.5)
    desk.window_looks(HELD, minutes=1)
    place = f"localhost:{server.port}"
    assert log_of(desk.engine) == [("warning", f"The mail server {place} cannot be reached.")]
    [email] = [way for way in desk.alarms.states() if way.channel == "email"]
    assert email.state.failures == 2
    assert email.state.problem is not None
    assert email.state.next_try_at == desk.clock.at + timedelta(minutes=2)
    with MailServer(tmp_path) as again:
        desk.mail_to(again)
        desk.window_looks(HELD, minutes=60)
        assert len(again.received) == 1
    assert log_of(desk.engine)[1:] == [("info", f"Alarms reach localhost:{again.port} again.")]


def test_one_way_that_is_shut_holds_up_no_other(desk: Desk, tmp_path: Path, web_server: WebServer) -> None:
    with MailServer(tmp_path) as server:
        desk.mail_to(server)
    desk.chat_to(web_server)
    for _ in range(2):
        desk.window_looks(HELD, minutes=5)
    assert len(web_server.received) == 1


def test_no_secret_of_a_chat_is_in_the_database_the_log_or_a_listing(
    desk: Desk, web_server: WebServer, entries: SmallEntries
) -> None:
    number = desk.chat_to(web_server)
    web_server.answers = [(404, {}, b"no such hook")]
    desk.window_looks(HELD)
    web_server.answers = [(404, {}, b"no such hook")]
    with pytest.raises(ProblemError):
        desk.alarms.test(f"chat:{number}")
    assert any("s3cret" in secret for secret in entries.entries.values())
    kept = b"".join(path.read_bytes() for path in desk.engine.data_dir.rglob("*") if path.is_file())
    assert b"s3cret" not in kept
    assert [way.place for way in desk.alarms.states()][1] == "json://localhost/…"
    assert log_of(desk.engine) == [
        ("warning", "The service behind json://localhost/… refused the message (HTTP 404).")
    ]


def test_no_address_of_a_person_is_in_an_alarm_unless_that_was_asked_for(
    desk: Desk, mail_server: MailServer
) -> None:
    desk.mail_to(mail_server)
    named = replace(PARKED, what=Message("2 pushes are parked: anna@example.org is locked."))
    desk.window_looks(named)
    assert "anna@" not in texts(mail_server)[0]
    assert "2 pushes are parked" in texts(mail_server)[0]
    desk.engine.settings.set(ALARMS_NAME_PEOPLE, "on")
    desk.window_looks(replace(named, about="B"), minutes=60)
    assert "anna@example.org" in texts(mail_server)[1]


def test_the_heartbeat_is_called_once_after_each_night_that_was_done(desk: Desk, tmp_path: Path) -> None:
    runs = desk.engine.runs
    runs.record_night(Night(EVENING - timedelta(days=1), NightState.DONE, None, None))
    with WebServer(tmp_path, tls=True) as server:
        desk.engine.connection.network.change("system", "", None, str(server.ca_file))
        desk.engine.settings.set(ALARMS_HEARTBEAT, f"{server.url}/ping/1")
        desk.command_ends()
        assert server.received == [], "that night was before anybody waited for a call"
        runs.record_night(Night(EVENING, NightState.DONE, None, None))
        desk.command_ends()
        desk.command_ends(minutes=5)
        assert [call[:2] for call in server.received] == [("GET", "/ping/1")]
        runs.record_night(Night(EVENING + timedelta(days=1), NightState.FAILED, None, None))
        desk.command_ends(minutes=24 * 60)
        assert len(server.received) == 1
        server.answers = [(500, {}, b"")]
        runs.record_night(Night(EVENING + timedelta(days=2), NightState.CAUGHT_UP, None, None))
        desk.command_ends(minutes=24 * 60)
        desk.command_ends(minutes=5)
        assert len(server.received) == 3, "one that failed is called again"


def test_alarms_are_in_the_language_that_is_chosen(desk: Desk, mail_server: MailServer) -> None:
    desk.mail_to(mail_server)
    desk.alarms.words = lambda message: f"« {message.template} »"
    desk.window_looks(HELD)
    assert "« A sync is waiting for your approval. »" in texts(mail_server)[0]


def test_a_way_that_is_taken_away_is_told_nothing_more(desk: Desk, web_server: WebServer) -> None:
    web_server.answers = [(500, {}, b"")]
    number = desk.chat_to(web_server)
    desk.window_looks(HELD)
    desk.alarms.remove_chat(number)
    desk.window_looks(HELD, minutes=120)
    assert len(web_server.received) == 1
    assert desk.engine.store.alarms.waiting() == []


def test_an_org_that_is_taken_off_the_list_leaves_no_secret_in_the_keyring(
    desk: Desk, web_server: WebServer, entries: SmallEntries
) -> None:
    desk.chat_to(web_server)
    wanted = MailSetUp("mail.example.com", "587", "starttls", "me", receivers="admin@example.com")
    desk.alarms.ways.set_mail(wanted, "password")
    assert len(entries.entries) == 2
    desk.alarms.ways.forget_secrets()
    assert entries.entries == {}
