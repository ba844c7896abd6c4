"""The clock of an opt-out, from collecting it to what the admin reads: need, list, report."""

from __future__ import annotations

import csv
import json
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from core.attention.needs import NeedKind
from core.cli.language import word
from core.deadlines.report import COLUMNS
from core.deadlines.standing import ENGLISH, DeadlineState, Standing, Telling, sentence
from core.engine import Engine
from core.engine_options import EngineOptions
from core.messages import Message, ProblemError
from core.plain_text.moments import iso_text
from core.settings.deadlines import DEADLINE_COUNTRY, DEADLINE_RULE
from core.store.types.deadlines import ClockEnd, DeadlineRule, OptOutClock
from core.store.types.fields import OptOutField
from core.store.types.log import Level
from core.store.types.people import NewPerson, Source
from core.store.unsubscribes import NewUnsubscribe
from tests.core.cli.test_commands import Command
from tests.core.sync.conftest import reached
from tests.end_to_end.test_rules_of_the_sync import act, create, sync, ticked
from tests.helpers.clock import Clock
from tests.helpers.practice import PracticeOrg

ADA, BOB = "ada@example.com", "bob@example.com"


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=0) as practice:
        yield practice


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(org: PracticeOrg, tmp_path: Path, clock: Clock) -> Iterator[Engine]:
    with Engine(EngineOptions(tmp_path, environment=reached(org), now=clock)) as opened:
        yield opened


def collected(engine: Engine, email: str) -> OptOutClock:
    [row] = engine.store.database.rows("SELECT id FROM person WHERE email_key = ?", (email,))
    found = engine.deadlines.of_person(row[0])
    assert found is not None
    return found.clock


def deadline_need(engine: Engine) -> tuple[Level, str] | None:
    needs = [need for need in engine.attention.summary().needs if need.kind is NeedKind.DEADLINE]
    assert len(needs) <= 1, "one, however many are late"
    return (needs[0].level, needs[0].what.english()) if needs else None


def test_whom_a_list_unsubscribes_has_a_clock_known_before_or_not(
    engine: Engine, tmp_path: Path, clock: Clock
) -> None:
    engine.store.people.add([NewPerson(ADA)], clock())
    path = tmp_path / "unsubscribes.csv"
    path.write_text(f"email,unsubscribed\n{ADA},yes\n{BOB},yes\n", encoding="utf-8")
    engine.importing.run(path)
    assert engine.deadlines.summary().open == 2
    assert collected(engine, ADA).collected_at == collected(engine, BOB).collected_at


def test_from_collecting_to_the_confirmation(engine: Engine, org: PracticeOrg, clock: Clock) -> None:
    create(org, Email=ADA)
    create(org, "Lead", Email=ADA)
    engine.collect.by_hand([ADA], "asked by phone")
    assert engine.deadlines.summary().open == 1
    clock.move(hours=2, minutes=10)
    engine.push.drain(Event())
    done = collected(engine, ADA)
    assert done.end is ClockEnd.CONFIRMED
    assert engine.deadlines.summary().open == 0
    [row] = engine.store.database.rows("SELECT id FROM person")
    standing = engine.deadlines.of_person(row[0])
    assert standing is not None
    said = sentence(standing, lambda _: "3 Nov").english()
    assert said == "Collected 3 Nov; confirmed in Salesforce after 2 h 10 min."


def test_while_one_of_two_records_is_parked_it_runs_and_becomes_a_need(
    engine: Engine, org: PracticeOrg, clock: Clock
) -> None:
    good, bad = create(org, Email=ADA), create(org, "Lead", Email=ADA)
    org.control("faults", {"records": [{"ids": [bad], "refuse": "validation"}]})
    engine.collect.by_hand([ADA], "asked by phone")
    engine.push.drain(Event())
    assert (ticked(org, good), ticked(org, bad)) == (True, False)
    assert engine.push.state().parked == 1
    assert collected(engine, ADA).end is None
    assert deadline_need(engine) is None
    [standing] = engine.deadlines.open()
    clock.at = standing.due - timedelta(hours=1)
    level, said = deadline_need(engine) or (None, "")
    assert level is Level.WARNING
    assert said.startswith("1 opt-out is due soon and not confirmed in Salesforce yet: by ")
    assert ADA not in said
    clock.at = standing.due + timedelta(seconds=1)
    assert deadline_need(engine) == (
        Level.ERROR,
        "1 opt-out was not confirmed in Salesforce by its deadline.",
    )
    org.control("faults", {"clear": True})
    sync(engine)
    assert ticked(org, bad)
    assert deadline_need(engine) is None
    assert [one.state for one in _report(engine)] == [DeadlineState.LATE]


def _report(engine: Engine) -> list[Standing]:
    judge = engine.deadlines.judge()
    since = datetime(2000, 1, 1, tzinfo=UTC)
    pages = engine.store.opt_out_clocks.collected_between(since, datetime(2100, 1, 1, tzinfo=UTC))
    return [judge(clock) for page in pages for clock in page]


def test_what_salesforce_says_by_itself_is_confirmed_at_once_and_other_records_follow(
    engine: Engine, org: PracticeOrg
) -> None:
    create(org, Email=ADA, HasOptedOutOfEmail=True)
    create(org, Email=BOB, HasOptedOutOfEmail=True)
    other = create(org, "Lead", Email=BOB)
    sync(engine)
    assert ticked(org, other)
    assert [collected(engine, email).end for email in (ADA, BOB)] == [ClockEnd.CONFIRMED] * 2


def test_a_sync_confirms_as_a_push_does(engine: Engine, org: PracticeOrg) -> None:
    create(org, Email=ADA)
    engine.collect.by_hand([ADA], "asked by phone")
    sync(engine)
    engine.push.drain(Event())
    assert collected(engine, ADA).end is ClockEnd.CONFIRMED


def test_without_a_record_there_is_nothing_to_confirm(engine: Engine) -> None:
    engine.collect.by_hand([ADA], "asked by phone")
    engine.push.drain(Event())
    assert collected(engine, ADA).end is ClockEnd.NO_RECORD
    [one] = _report(engine)
    assert one.state is DeadlineState.NO_RECORD


def test_a_lead_that_is_converted_on_the_way_is_followed(engine: Engine, org: PracticeOrg) -> None:
    lead = create(org, "Lead", Email=ADA)
    sync(engine)
    act(org, do="convert", ids=[lead])
    engine.collect.by_hand([ADA], "asked by phone")
    engine.push.drain(Event())
    sync(engine)
    assert collected(engine, ADA).end is ClockEnd.CONFIRMED
    [contact] = org.query(f"SELECT HasOptedOutOfEmail FROM Contact WHERE Email = '{ADA}'")
    assert contact["HasOptedOutOfEmail"]


def test_killed_between_collecting_and_the_answer_nothing_is_lost(org: PracticeOrg, tmp_path: Path) -> None:
    create(org, Email=ADA)
    command = Command(tmp_path, reached(org))
    command.json("unsubscribe", ADA)
    org.control("faults", {"requests": [{"do": "stall", "method": "PATCH", "seconds": 30}]})
    process = command.start("push")
    for _ in range(2000):
        if not org.control("faults")["requests"]:
            break
        Event().wait(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    org.control("faults", {"clear": True})
    [still_open] = command.json("deadlines")["opt_outs"]
    assert (still_open["email"], still_open["state"]) == (ADA, "running")
    command.json("push")
    assert command.json("deadlines")["open"] == 0
    assert command.json("deadlines", "report")["states"]["kept"] == 1


def test_the_command_lists_the_oldest_and_ends_with_1_once_one_has_passed(
    org: PracticeOrg, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    with Engine(EngineOptions(folder, environment=reached(org))) as engine:
        now = engine.options.now()
        for days, email in ((30, ADA), (1, BOB)):
            at = now - timedelta(days=days)
            engine.store.unsubscribes.collect(
                [NewUnsubscribe(email, at, Source.MANUAL)], OptOutField.SALESFORCE, at
            )
    command = Command(folder, reached(org))
    code, out, err = command("deadlines")
    assert code == 1
    assert out.index(ADA) < out.index(BOB)
    assert "2 not confirmed yet, 0 due soon, 1 past the deadline" in out
    assert "no legal advice" in err
    document = command.json("deadlines", "--limit", "1", code=1)
    assert [one["email"] for one in document["opt_outs"]] == [ADA]
    assert command.json("settings", "deadline_rule", "mailbox_providers")
    assert command.json("deadlines", code=1)["rule"] == "mailbox_providers"
    status = command.json("status")
    assert "deadline" in [need["kind"] for need in status["needs"]], "headless, too"
    assert command("deadlines", "report", "--from", "2026-05-01", "--to", "2026-04-01")[0] == 2


def a_year(engine: Engine, people: int) -> datetime:
    """A year of opt-outs, of which each tenth was confirmed after a month and each hundredth never."""
    begin = datetime(2025, 1, 1, 12, tzinfo=UTC)
    store = engine.store
    each = timedelta(days=365) / people
    for number in range(people):
        at = begin + number * each
        email = f"=p{number}@example.com" if number == 1 else f"p{number}@example.com"
        store.unsubscribes.collect([NewUnsubscribe(email, at, Source.MANUAL)], OptOutField.SALESFORCE, at)
        after = timedelta(days=30) if number % 10 == 0 else timedelta(hours=2)
        if number % 100 != 50:
            store.people.mark_looked_for([number + 1], at + after)
    store.database.write("UPDATE opt_out_clock SET ended_by = 'confirmed' WHERE ended_at IS NOT NULL")
    return begin


def test_the_report_of_a_year_lists_every_opt_out_with_its_duration_rule_and_due_date(
    engine: Engine, tmp_path: Path
) -> None:
    begin = a_year(engine, 400)
    table, pdf = tmp_path / "report.csv", tmp_path / "report.pdf"
    telling = Telling(Message.english, word, iso_text)
    report = engine.deadlines.report(begin, begin + timedelta(days=365), csv=table, pdf=pdf, telling=telling)
    assert report.counts == {
        DeadlineState.KEPT: 360,
        DeadlineState.LATE: 36,
        DeadlineState.PASSED: 4,
    }
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 400
    first, second = rows[0], rows[1]
    assert (first["rule"], first["country"], first["hours"], first["state"]) == (
        "can_spam",
        "US",
        "720.00",
        "late",
    )
    # New Year's Day is a Wednesday; Martin Luther King's and, in 2025 alone, no other day is off.
    assert first["due_on"] == "2025-01-15"
    assert second["email"] == "'=p1@example.com", "no spreadsheet runs it"
    assert (second["hours"], second["state"]) == ("2.00", "kept")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert pdf.read_bytes().rstrip().endswith(b"%%EOF")
    assert pdf.read_bytes().count(b"/Type /Page\n") > 5, "as many pages as it takes"


def test_the_report_takes_the_period_and_the_rule_of_the_moment(engine: Engine) -> None:
    begin = a_year(engine, 40)
    january = engine.deadlines.report(begin, begin + timedelta(days=31))
    assert january.total == 4
    engine.settings.set(DEADLINE_RULE, DeadlineRule.MAILBOX_PROVIDERS)
    assert engine.deadlines.report(begin, begin + timedelta(days=31)).applied.country == ""


def test_a_report_in_japanese_is_written_as_a_pdf(engine: Engine, tmp_path: Path) -> None:
    begin = a_year(engine, 3)
    telling = Telling(lambda message: f"期限 {message.english()}", lambda _: "期限内", iso_text)
    engine.deadlines.report(begin, begin + timedelta(days=365), pdf=tmp_path / "r.pdf", telling=telling)
    assert b"HeiseiKakuGo-W5" in (tmp_path / "r.pdf").read_bytes()


def test_a_report_that_cannot_be_written_says_so_and_leaves_nothing(engine: Engine, tmp_path: Path) -> None:
    begin = a_year(engine, 3)
    for name in ("csv", "pdf"):
        with pytest.raises(ProblemError):
            engine.deadlines.report(
                begin, begin + timedelta(days=365), **{name: tmp_path / "none" / "r"}, telling=ENGLISH
            )


def test_both_files_come_from_one_command(engine: Engine, org: PracticeOrg, tmp_path: Path) -> None:
    a_year(engine, 20)
    command = Command(tmp_path, reached(org))
    table, pdf = tmp_path / "r.csv", tmp_path / "r.pdf"
    document = command.json(
        "deadlines", "report", "--from", "2025-01-01", "--to", "2025-12-31",
        "--csv", str(table), "--pdf", str(pdf),
    )  # fmt: skip
    assert document["opt_outs"] == 20
    assert len(table.read_text("utf-8-sig").splitlines()) == 21
    assert pdf.read_bytes().startswith(b"%PDF-")
    _, out, err = command("deadlines", "report", "--from", "2025-01-01", "--csv", "-")
    assert out.splitlines()[0].split(",")[0] == "email"
    assert "20 opt-outs in all." in err
    assert json.dumps(document)


def test_a_country_without_a_calendar_is_refused(engine: Engine) -> None:
    with pytest.raises(ProblemError) as refused:
        engine.settings.set(DEADLINE_COUNTRY, "ZZ")
    assert "two letters of a country" in refused.value.problem.fix.english()
    engine.settings.set(DEADLINE_COUNTRY, "DE")
    assert engine.deadlines.applied().country == "DE"
