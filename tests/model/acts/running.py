"""The program's verbs that meet Salesforce, and what is looked at when they have done their work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.store.types.runs import Run, RunKind, RunOutcome
from core.sync.run.two_way import RunRequest
from tests.model import here
from tests.model.acts.colleagues import address_of
from tests.model.child import KILLED
from tests.model.oracle import Act
from tests.model.truth import key_of
from tests.model.world import Operation, World

During = dict[str, Any] | None
PATIENCE_S = 10.0
"""How long a push waits for what passes by itself; the clock is moved on by as much."""


def push(world: World, during: During = None) -> None:
    process = world.process
    if world.troubles.ever and not world.nested and not world.troubles.any:
        # What was put off by a trouble has become due since.
        world.pass_time(2)
    with world.act("push", during=during) as act:
        report = process.engine.push.drain(world.sign(), patience_s=PATIENCE_S)
        world.took_over("push")
        refused = world.refused(process)
        excused = {one: code for one, code in refused.items() if world.troubles.excuses(one)}
        world.refused_once |= excused
        if act.disturbed:
            if during is not None and "do" in during and report.problem is None and not report.failed:
                # It may have come to its end before what happens next, whatever was done in its middle.
                world.oracle.pending.clear()
                world.oracle.owed.clear()
            return
        field, out = world.meant(process).push, here.unsubscribed(world.engines.data_dir)
        if report.problem is not None:
            world.note(iter([("push-failed", report.problem.code)]))
        world.note(world.oracle.pushed(field, out, {**world.refused_once, **excused}))
        world.note(world.oracle.unsaid(excused, world.named(), report.failed, out, field))
        world.oracle.pending.clear()
        world.oracle.owed.clear()
    if act.problem and not act.disturbed:
        world.note(iter([("push-failed", act.problem)]))


def sync(world: World, full: bool = False, during: During = None) -> None:
    with world.act("sync", during=during) as act:
        run = _run(world, RunRequest(RunKind.MANUAL, full=full, approved=True))
        _judge_run(world, act, run)
    _none_failed(world, act)


def preview(world: World, full: bool = False, during: During = None) -> None:
    with world.act("preview", during=during) as act:
        run = _run(world, RunRequest(RunKind.MANUAL, full=full, preview=True))
        world.plan, world.untouched_plan = run.id, not act.disturbed
        world.known_to_plan = here.look(world.engines.data_dir).people
        if world.process.post.sent:
            world.note(iter([("preview-wrote", f"{len(world.process.post.sent)} values were sent")]))
        if not act.disturbed and run.outcome is not RunOutcome.PREVIEWED:
            world.note(iter([("sync-failed", _why(run))]))
    _none_failed(world, act)


def do_it(world: World, during: During = None) -> None:
    """Carry out what the last preview found; nothing else done in between, both sides agree afterwards."""
    plan, untouched = world.plan, world.untouched_plan
    if plan is None:
        return
    world.plan = None
    with world.act("do_it", during=during) as act:
        run = _run(world, RunRequest(RunKind.MANUAL, approved=True, plan_of=plan))
        if untouched:
            _judge_run(world, act, run, known=world.known_to_plan)
    _none_failed(world, act)


def night(world: World, during: During = None) -> None:
    """The night's hour comes; if the network breaks it, it is due again half an hour later."""
    engine = world.process.engine
    if world.nested:
        return
    if world.troubles.ever and not world.troubles.any:
        world.pass_time(2)
    due = engine.sync.next_run()
    if due is None:
        return
    # Somebody has looked at the calendar before, so that this night is awaited.
    engine.sync.night_is_due()
    world.pass_time((due - world.engines.clock() + timedelta(minutes=1)).total_seconds() / 3600)
    with world.act("night", during=during) as act:
        attempt = engine.sync.night_here(stop=world.sign())
        if attempt.run is not None:
            _judge_run(world, act, attempt.run)
        elif not act.disturbed:
            world.note(iter([("night-lost", "the hour has come, and nothing was done")]))
    _none_failed(world, act)
    broken = act.killed or (during is not None and during.get("cut"))
    if broken and not world.troubles.any:
        world.pass_time(1)
        with world.act("night") as act:
            attempt = world.process.engine.sync.night_here(stop=world.sign())
            if attempt.run is not None:
                _judge_run(world, act, attempt.run)
            elif world.night_open:
                world.note(iter([("night-lost", "what broke the night is over, and it is not caught up")]))
        _none_failed(world, act)


def settle(world: World) -> None:
    """Everything is well again: one sync brings both sides into line, and then there is nothing left to do."""
    if world.nested:
        return
    world.troubles.clear()
    world.pass_time(2)
    sync(world, full=bool(world.oracle.unreadable))
    world.raise_broken()
    before, boxes = here.look(world.engines.data_dir), world.org.boxes()
    for full in (False, True):
        sync(world, full=full)
        sent = world.main.post.sent
        what = "a full compare" if full else "a second sync"
        if sent:
            world.note(iter([("not-quiet", f"{what} writes {[(w.record_id, w.field) for w in sent]}")]))
        if here.look(world.engines.data_dir) != before:
            world.note(iter([("not-quiet", f"{what} changes people here or their history")]))
        if world.org.boxes() != boxes:
            world.note(iter([("not-quiet", f"{what} changes boxes in Salesforce")]))
        world.raise_broken()


def command(
    world: World,
    verb: str,
    who: str = "ada",
    kill: dict[str, Any] | None = None,
    do: list[Operation] | None = None,
) -> None:
    """A command in a process of its own, killed or not, while others act through this process."""
    if world.nested:
        return
    key = key_of(address_of(who))
    arguments = {
        "sync": ["sync", "--yes", "--json"],
        "push": ["push", "--json"],
        "collect": ["unsubscribe", str(address_of(who))],
        "resubscribe": ["resubscribe", str(address_of(who)), "--reason", "signed", "--both-sides"],
    }[verb]
    if verb == "resubscribe" and key not in here.look(world.engines.data_dir).people:
        return
    {"collect": world.causes.perhaps_collected, "resubscribe": world.causes.perhaps_ended}.get(
        verb, set()
    ).add(key)
    with world.child(verb, arguments, key=key, kill=kill, do=do) as child:
        code, text, act = child
        out = here.unsubscribed(world.engines.data_dir)
        if verb == "collect" and key in out:
            world.oracle.pending.setdefault(key, None)
        if verb == "resubscribe" and (code != 2 or "Nobody" not in text):
            world.truth.perhaps_ended[key] = world.truth.step()
            if key in out:
                world.oracle.pending[key] = None
            elif code == 0:
                world.causes.ended.add(key)
                world.truth.ended[key] = world.truth.step()
        if verb in ("sync", "push"):
            # What it was refused is parked and named before it can be killed, and a push does not try it again.
            parked = {one for one in world.named() if world.troubles.excuses(one)}
            world.refused_once |= dict.fromkeys(parked, "refused")
        if code not in (0, 1, KILLED) and not act.disturbed:
            world.note(iter([(f"{verb}-failed", f"exit code {code}: {text[-300:]}")]))
        if verb == "sync" and code == 0 and not act.disturbed:
            found, field = here.look(world.engines.data_dir), world.meant(world.main).chosen
            world.note(world.oracle.agreement(field, found.people, found.unsubscribed, {}))
            world.truth.whole_sync(found.people, field, world.oracle.unreadable)


def _run(world: World, request: RunRequest) -> Run:
    run = world.process.engine.sync.run_here(request, stop=world.sign())
    world.took_over("sync")
    return run


def _why(run: Run) -> str:
    return f"{run.outcome}: {run.reason.english() if run.reason else 'no reason given'}"


def _judge_run(world: World, act: Act, run: Run, known: frozenset[str] | None = None) -> None:
    """What a run that nothing hindered owes: to all, or, where it carries out a preview, to those `known` to it."""
    world.night_open = run.outcome is RunOutcome.FAILED
    if act.disturbed:
        return
    refused = world.refused(world.process)
    excused = {one: code for one, code in refused.items() if world.troubles.excuses(one)}
    fine = (RunOutcome.DONE, RunOutcome.DONE_WITH_FAILURES) if refused else (RunOutcome.DONE,)
    if run.outcome not in fine:
        world.note(iter([("sync-failed", _why(run))]))
        return
    field = str(run.field)
    found = here.look(world.engines.data_dir)
    if run.full and not world.troubles.hidden:
        world.oracle.unreadable.clear()
    world.note(world.oracle.boxes(world.org.boxes()))
    world.note(world.oracle.agreement(field, found.people, found.unsubscribed, excused, known))
    world.note(world.oracle.unsaid(excused, world.named(), run.counts.failed, found.unsubscribed, field))
    if known is not None:
        return
    world.truth.whole_sync(found.people, field, world.oracle.unreadable)
    if not excused:
        world.refused_once.clear()


def _none_failed(world: World, act: Act) -> None:
    if act.problem and not act.disturbed:
        world.note(iter([("sync-failed", act.problem)]))


OPERATIONS = {
    function.__name__: function for function in (push, sync, preview, do_it, night, settle, command)
}
