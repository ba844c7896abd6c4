"""Taking an import, a paste or a sync back, over HTTPS: only what it did, what nothing else keeps, and no halves."""

from __future__ import annotations

import csv
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from core.collect.columns import TreatAs
from core.engine import Engine
from core.messages import ProblemError
from core.store.import_batches import BatchKind, BatchState, Became
from core.store.types.log import LogFilter
from core.store.types.people import NewPerson
from core.sync import resubscribe
from core.sync.take_back.judging import Verdict
from core.sync.take_back.outcome import TakeBackProgress
from tests.end_to_end.test_rules_of_the_sync import act, add, create, open_engine, sync, ticked, unsubscribed
from tests.helpers.practice import PracticeOrg

REASON = "The wrong list"


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def org() -> Iterator[PracticeOrg]:
    with PracticeOrg(people=0) as practice:
        yield practice


@pytest.fixture
def engine(org: PracticeOrg, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(org, tmp_path / "data")
    yield opened
    opened.stop()


def address(number: int) -> str:
    return f"p{number:02}@example.com"


def import_list(engine: Engine, folder: Path, numbers: range, name: str = "wrong.csv") -> int:
    """Import a list of unsubscribes of these people, and push; returns the batch."""
    path = folder / name
    path.write_text("email\n" + "".join(f"{address(number)}\n" for number in numbers), encoding="utf-8")
    report = engine.importing.run(path, treat_as=TreatAs.UNSUBSCRIBES)
    report.close()
    engine.push.drain(Event())
    return report.batch_id


def many(org: PracticeOrg, engine: Engine, count: int) -> list[str]:
    """Contacts of so many people, whose IDs are known here; their record IDs."""
    records = [create(org, Email=address(number)) for number in range(count)]
    add(
        engine,
        *(NewPerson(address(number), salesforce_ids=(record,)) for number, record in enumerate(records)),
    )
    return records


def why(engine: Engine, batch_id: int) -> dict[str, str]:
    """Who was left as they were by a taking back, and why."""
    return {
        row.address: row.why.english() if row.why else ""
        for row in engine.store.import_batches.rows(batch_id, -1, 1000)
        if row.became is Became.LEFT
    }


@pytest.mark.parametrize("tracked", [True, False])
def test_an_import_is_taken_back_as_far_as_nothing_else_keeps_it(
    engine: Engine, org: PracticeOrg, tmp_path: Path, tracked: bool
) -> None:
    if tracked:
        org.control("faults", {"scenario": "history-tracked"})
    records = many(org, engine, 50)
    engine.collect.by_hand([address(number) for number in range(10)], "by phone")
    batch = import_list(engine, tmp_path, range(50))
    assert all(ticked(org, record) for record in records)
    other = import_list(engine, tmp_path, range(10, 15), "other.csv")
    engine.collect.by_hand([address(number) for number in range(15, 18)], "asked again")
    engine.push.drain(Event())
    act(org, do="update", ids=[records[20]], set={"HasOptedOutOfEmail": False})
    act(org, do="update", ids=[records[20]], set={"HasOptedOutOfEmail": True})

    preview = engine.take_back.preview(batch_id=batch, clears=True)
    assert preview.people == {Verdict.TAKE_BACK: 32, Verdict.LEAVE: 18}
    assert preview.boxes == 32, "what was changed since is found when it is read again"

    done = engine.take_back.run(batch_id=batch, reason=REASON, clears=True)

    assert (done.resubscribed, done.boxes, done.left, done.cancelled) == (31, 31, 19, False)
    back = {*range(18, 50)} - {20}
    for number, record in enumerate(records):
        assert unsubscribed(engine, address(number)) is (number not in back), number
        assert ticked(org, record) is (number not in back), number
    assert done.batch_id is not None
    reasons = why(engine, done.batch_id)
    assert Counter(reason for reason in reasons.values()) == {
        "Was unsubscribed before.": 10,
        f"Is kept unsubscribed by batch {other} as well.": 5,
        f"Is kept unsubscribed by batch {other + 1} as well.": 3,
        reasons[address(20)]: 1,
    }
    assert "Mina Kato" in reasons[address(20)]

    assert sync(engine).counts.unsubscribed_here == 0, "nobody is brought back"
    assert not any(ticked(org, records[number]) for number in back)

    taking = engine.store.import_batches.get(done.batch_id, engine.options.now())
    assert taking is not None
    assert (taking.kind, taking.of_batch, taking.reason, taking.state) == (
        BatchKind.TAKE_BACK,
        batch,
        REASON,
        BatchState.DONE,
    )
    assert any(
        REASON in entry.message.english() for entry in engine.log.page(LogFilter(), before_id=None, limit=20)
    )

    again = engine.take_back.run(batch_id=batch, reason=REASON, clears=True)
    assert again.batch_id is None, "twice run does nothing more"
    path = tmp_path / "left.csv"
    engine.imports.export(done.batch_id, path)
    with path.open(newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 50
    assert {row["address"] for row in rows if row["why"] == "Was unsubscribed before."} == {
        address(number) for number in range(10)
    }


def test_without_the_boxes_it_says_that_the_next_sync_brings_them_back_and_then_the_boxes_can_follow(
    engine: Engine, org: PracticeOrg, tmp_path: Path
) -> None:
    records = many(org, engine, 3)
    batch = import_list(engine, tmp_path, range(3))
    assert engine.take_back.preview(batch_id=batch, clears=False).returns == 3

    done = engine.take_back.run(batch_id=batch, reason=REASON, clears=False)
    assert (done.resubscribed, done.boxes, done.returns) == (3, 0, 3)
    assert all(ticked(org, record) for record in records)
    sync(engine)
    assert all(unsubscribed(engine, address(number)) for number in range(3))

    done = engine.take_back.run(batch_id=batch, reason=REASON, clears=True)
    assert (done.resubscribed, done.boxes) == (3, 3)
    sync(engine)
    assert not any(unsubscribed(engine, address(number)) for number in range(3))
    assert not any(ticked(org, record) for record in records)


def test_a_paste_is_taken_back_and_what_has_not_gone_out_never_does(engine: Engine, org: PracticeOrg) -> None:
    record = create(org, Email=address(0))
    add(engine, NewPerson(address(0), salesforce_ids=(record,)))
    engine.collect.by_hand([address(0), address(1)], "pasted")
    [batch] = engine.imports.page()
    assert batch.kind is BatchKind.BY_HAND
    assert engine.queue.state().waiting

    done = engine.take_back.run(batch_id=batch.id, reason=REASON, clears=False)
    assert (done.resubscribed, done.returns) == (2, 0)
    assert engine.queue.state().waiting == 0
    engine.push.drain(Event())
    assert not ticked(org, record)


def test_whom_salesforce_has_opted_out_itself_stays(engine: Engine, org: PracticeOrg, tmp_path: Path) -> None:
    record = create(org, Email=address(0), HasOptedOutOfEmail=True)
    add(engine, NewPerson(address(0), salesforce_ids=(record,)))
    batch = import_list(engine, tmp_path, range(1))
    sync(engine)
    done = engine.take_back.run(batch_id=batch, reason=REASON, clears=True)
    assert done.batch_id is None
    assert done.left == 1
    assert unsubscribed(engine, address(0))
    assert ticked(org, record)


def test_a_person_re_subscribed_or_asked_again_without_a_batch_stays_as_they_are(
    engine: Engine, org: PracticeOrg, tmp_path: Path
) -> None:
    many(org, engine, 2)
    batch = import_list(engine, tmp_path, range(2))
    engine.resubscribe.resubscribe(address(0), reason="signed", who="Mina", both_sides=True)
    done = engine.take_back.run(batch_id=batch, reason=REASON, clears=True)
    assert done.batch_id is not None
    assert (done.resubscribed, why(engine, done.batch_id)) == (
        1,
        {address(0): "Is not unsubscribed any more: was re-subscribed since."},
    )


def test_where_salesforce_refuses_a_box_the_person_is_put_back(
    engine: Engine, org: PracticeOrg, tmp_path: Path
) -> None:
    records = many(org, engine, 3)
    batch = import_list(engine, tmp_path, range(3))
    org.control("faults", {"records": [{"ids": [records[1]], "refuse": "validation"}]})
    done = engine.take_back.run(batch_id=batch, reason=REASON, clears=True)
    assert (done.resubscribed, done.left) == (2, 1)
    assert [unsubscribed(engine, address(number)) for number in range(3)] == [False, True, False]
    org.control("faults", {"clear": True})
    done = engine.take_back.run(batch_id=batch, reason=REASON, clears=True)
    assert (done.resubscribed, done.boxes) == (1, 1), "once Salesforce takes it, the same goes on"
    assert not ticked(org, records[1])


def test_cancelled_half_way_it_goes_on_where_it_stopped(
    engine: Engine, org: PracticeOrg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.sync.take_back.take_back._PORTION", 4)
    records = many(org, engine, 10)
    batch = import_list(engine, tmp_path, range(10))
    stop = threading.Event()

    def cancel(progress: TakeBackProgress) -> None:
        if progress.done == 4:
            stop.set()

    done = engine.take_back.run(batch_id=batch, reason=REASON, clears=True, stop=stop, on_progress=cancel)
    assert done.cancelled
    assert (done.resubscribed, done.boxes) == (4, 4)
    assert sum(ticked(org, record) for record in records) == 6
    on = engine.take_back.run(batch_id=batch, reason=REASON, clears=True)
    assert on.batch_id == done.batch_id, "it is one taking back"
    assert (on.resubscribed, on.boxes, on.cancelled) == (10, 10, False)
    assert not any(ticked(org, record) for record in records)


@pytest.mark.parametrize("synced", [False, True])
def test_killed_between_the_end_here_and_the_clearing_there_it_goes_on(
    engine: Engine, org: PracticeOrg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, synced: bool
) -> None:
    records = many(org, engine, 3)
    batch = import_list(engine, tmp_path, range(3))

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(resubscribe, "clear_opt_outs", die)
        # A process that is killed writes no end either.
        dying.setattr(type(engine.take_back), "_close", lambda *_: None)
        with pytest.raises(Killed):
            engine.take_back.run(batch_id=batch, reason=REASON, clears=True)
    assert not any(unsubscribed(engine, address(number)) for number in range(3))
    if synced:
        sync(engine)
        assert all(unsubscribed(engine, address(number)) for number in range(3)), "the safe side"

    again = open_engine(org, tmp_path / "data")
    done = again.take_back.run(batch_id=batch, reason=REASON, clears=True)
    assert (done.resubscribed, done.boxes, done.left) == (3, 3, 0)
    sync(again)
    assert not any(unsubscribed(again, address(number)) for number in range(3))
    assert not any(ticked(org, record) for record in records)
    again.stop()


def test_two_windows_do_not_take_back_at_once(
    engine: Engine, org: PracticeOrg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(org, engine, 2)
    batch = import_list(engine, tmp_path, range(2))
    other, told = open_engine(org, tmp_path / "data"), []

    def meanwhile(_: TakeBackProgress) -> None:
        with pytest.raises(ProblemError) as raised:
            other.take_back.run(batch_id=batch, reason=REASON, clears=True)
        told.append(raised.value.problem.code)

    done = engine.take_back.run(batch_id=batch, reason=REASON, clears=True, on_progress=meanwhile)
    other.stop()
    assert told == ["TAKE_BACK_RUNNING"]
    assert done.resubscribed == 2


def test_a_sync_is_taken_back_as_far_as_it_wrote(engine: Engine, org: PracticeOrg) -> None:
    told = create(org, Email=address(0), HasOptedOutOfEmail=True)
    brought = create(org, "Lead", Email=address(0))
    mine = create(org, Email=address(1))
    add(engine, *(NewPerson(address(number)) for number in range(2)))
    engine.collect.by_hand([address(1)], "by phone")
    run = sync(engine)
    assert all(ticked(org, record) for record in (told, brought, mine))

    preview = engine.take_back.preview(run_id=run.id, clears=True)
    assert preview.people == {Verdict.TAKE_BACK: 1, Verdict.BOXES: 1}
    assert (preview.boxes, preview.returns) == (2, 1)
    done = engine.take_back.run(run_id=run.id, reason="Approved by mistake", clears=True)
    assert (done.resubscribed, done.boxes, done.returns) == (1, 2, 1)
    assert not unsubscribed(engine, address(0))
    assert unsubscribed(engine, address(1)), "was so before this sync"
    assert ticked(org, told), "what others ticked stays"
    assert not ticked(org, brought)
    assert not ticked(org, mine)
    assert engine.take_back.run(run_id=run.id, reason="again", clears=True).batch_id is None


def test_a_reason_is_needed_and_a_taking_back_is_not_taken_back(
    engine: Engine, org: PracticeOrg, tmp_path: Path
) -> None:
    many(org, engine, 1)
    batch = import_list(engine, tmp_path, range(1))
    with pytest.raises(ProblemError, match="NO_REASON"):
        engine.take_back.run(batch_id=batch, reason=" ", clears=True)
    done = engine.take_back.run(batch_id=batch, reason=REASON, clears=False)
    with pytest.raises(ProblemError) as raised:
        engine.take_back.run(batch_id=done.batch_id, reason=REASON, clears=False)
    assert raised.value.problem.code == "TAKEN_BACK_ITSELF"


def test_salesforce_that_cannot_be_reached_leaves_everybody_unsubscribed(
    engine: Engine, org: PracticeOrg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = many(org, engine, 2)
    batch = import_list(engine, tmp_path, range(2))
    org.control(
        "faults", {"requests": [{"do": "maintenance_page", "path": "composite/sobjects", "times": 0}]}
    )
    with pytest.raises(ProblemError):
        engine.take_back.run(batch_id=batch, reason=REASON, clears=True)
    assert all(unsubscribed(engine, address(number)) for number in range(2))
    org.control("faults", {"clear": True})
    assert all(ticked(org, record) for record in records)
    assert engine.take_back.run(batch_id=batch, reason=REASON, clears=True).boxes == 2
