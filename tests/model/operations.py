"""The operations: what each does to the world, and what is looked at when it has been done."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from core.settings import CA_FILE, NIGHTLY_SYNC, OPT_OUT_FIELD
from core.store.nouns import Run, RunKind, RunOutcome
from core.sync.two_way import RunRequest
from tests.model import here
from tests.model.child import KILLED
from tests.model.oracle import Act
from tests.model.truth import API_NAME, EMAIL, Given, Record, key_of
from tests.model.world import Operation, World

During = dict[str, Any] | None
PATIENCE_S = 10.0
UNKNOWN_ID = "003Pr000000zzzzIAA"
"""Well-formed, and never a record's."""
GONE_BY = 48.0
"""Hours after which a change lies behind the overlap of a sync that reads what changed."""


def address_of(who: str | None, case: str = "") -> str | None:
    """The address of one of the few people of an example, in some letter case."""
    if who is None:
        return None
    text = f"{who}@example.com"
    return {"upper": text.upper(), "title": text.title()}.get(case, text)


# colleagues in Salesforce


def create(
    world: World, record: str, object: str, who: str | None, case: str = "", ticked: tuple[str, ...] = ()
) -> None:
    if world.truth.labelled(record) is not None:
        return
    address = address_of(who, case)
    values: dict[str, Any] = {"LastName": record} | ({"Company": "Works"} if object == "Lead" else {})
    values |= {"Email": address} if address else {}
    values |= {API_NAME[field]: True for field in ticked}
    [record_id] = world.org.act("create", object=object, set=values)["ids"]
    world.truth.created(record, record_id, object, address)
    for field in ticked:
        world.truth.set_box(record_id, field, True, by_program=False)


def tick(world: World, record: str, field: str = EMAIL) -> None:
    _set(world, record, field, True)


def untick(world: World, record: str, field: str = EMAIL) -> None:
    _set(world, record, field, False)


def _set(world: World, label: str, field: str, value: bool) -> None:
    if (found := _alive(world, label)) is not None and found.is_ticked(field) is not value:
        world.org.act("update", ids=[found.id], set={API_NAME[field]: value})
        world.truth.set_box(found.id, field, value, by_program=False)


def readdress(world: World, record: str, who: str | None, case: str = "") -> None:
    if (found := _alive(world, record)) is not None:
        world.org.act("update", ids=[found.id], set={"Email": address_of(who, case)})
        world.truth.moved(found.id, address_of(who, case))


def delete(world: World, record: str) -> None:
    if (found := _alive(world, record)) is not None:
        world.org.act("delete", ids=[found.id])
        world.truth.went(found.id, "deleted")


def undelete(world: World, record: str) -> None:
    found = world.truth.labelled(record)
    if found is not None and found.state == "deleted":
        world.org.act("undelete", ids=[found.id])
        world.truth.went(found.id, "alive")


def merge(world: World, master: str, losers: tuple[str, ...]) -> None:
    into = _alive(world, master)
    gone = [one for label in losers if (one := _alive(world, label)) is not None and one is not into]
    if into is None or not gone or any(one.object != into.object for one in gone):
        return
    world.org.act("merge", master=into.id, losers=[one.id for one in gone])
    for one in gone:
        world.truth.went(one.id, "merged", into.id)


def convert(world: World, lead: str, into: str) -> None:
    """Into a Contact that is there, or, where none has that label, into one made of the Lead."""
    found, target = _alive(world, lead), world.truth.labelled(into)
    if found is None or found.object != "Lead":
        return
    if target is not None and (not target.alive or target.object != "Contact"):
        return
    more = {"contact": target.id} if target is not None else {}
    [contact_id] = world.org.act("convert", ids=[found.id], **more)["contacts"]
    if target is None:
        world.truth.created(into, contact_id, "Contact", found.key)
        # The Contact made of a Lead takes the standard checkbox over, not that of the package.
        world.truth.set_box(contact_id, EMAIL, found.is_ticked(EMAIL), by_program=False)
    world.truth.went(found.id, "converted", contact_id)


def crowd(world: World, record: str, count: int) -> None:
    """So many Contacts of addresses of their own, who are people here and unsubscribed: more than one call can tick."""
    names = [f"{record}.{number}" for number in range(count)]
    if world.truth.labelled(names[0]) is not None or world.nested:
        return
    done = world.org.acts(
        [
            {"do": "create", "object": "Contact", "set": {"LastName": name, "Email": address_of(name.lower())}}
            for name in names
        ]
    )
    for name, one in zip(names, done, strict=True):
        world.truth.created(name, one["ids"][0], "Contact", address_of(name.lower()))
    import_file(world, [(name.lower(), None, "", "yes") for name in names])


def _alive(world: World, label: str) -> Record | None:
    found = world.truth.labelled(label)
    return found if found is not None and found.alive else None


# collecting


def collect(world: World, who: str, case: str = "", during: During = None) -> None:
    address = str(address_of(who, case))
    key = key_of(address)
    world.causes.perhaps_collected.add(key)
    with world.act("collect", during=during):
        world.process.engine.collect.by_hand([address], "asked by phone")
        world.causes.collected.add(key)
        world.oracle.pending[key] = None
    if key in here.unsubscribed(world.engines.data_dir):
        world.oracle.pending.setdefault(key, None)


Row = tuple[str, str | None, str, str]
"""Whose row it is, whose Salesforce ID it has, how that is spelt, and what its column `unsubscribed` says."""


def import_file(world: World, rows: list[Row], during: During = None) -> None:
    path = world.engines.data_dir / f"import-{world.truth.now}.csv"
    before = here.unsubscribed(world.engines.data_dir)
    given: list[tuple[str, Given]] = []
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["email", "salesforce_id", "unsubscribed"])
        for who, label, how, unsubscribes in rows:
            text, one = _spelt(world, label, how)
            if how in ("unknown", "mistyped"):
                world.truth.nobodys.setdefault(key_of(address_of(who)), set()).add(text)
            writer.writerow([address_of(who), text, unsubscribes])
            if one is not None:
                given.append((key_of(address_of(who)), one))
    asked = {key_of(address_of(who)) for who, _, _, unsubscribes in rows if unsubscribes == "yes"}
    world.causes.perhaps_collected |= asked
    for key, one in given:
        _give(world, key, one)
    with world.act("import", during=during) as act:
        world.process.engine.importing.run(path)
        world.causes.collected |= asked
    if act.killed:
        for key, one in given:
            one.good = False
    path.unlink()
    now = here.unsubscribed(world.engines.data_dir)
    for key in sorted((asked & now) - before):
        world.oracle.pending.setdefault(key, None)
    for key, one in given:
        if one.good and key in now & before and world.truth.records[one.record_id].alive and not act.killed:
            world.oracle.owed.add((key, one.record_id))


def _spelt(world: World, label: str | None, how: str) -> tuple[str, Given | None]:
    """A cell with an ID, and what it gives: `good` unless it is a slip of the hand, nothing if it is nobody's."""
    if how == "unknown":
        return UNKNOWN_ID, None
    found = world.truth.labelled(label)
    if found is None:
        return "", None
    text = {
        "fifteen": found.id[:15],
        "upper": found.id.upper(),
        "mistyped": found.id[:15] + ("IAB" if not found.id.endswith("IAB") else "IAC"),
    }.get(how, found.id)
    return text, Given(found.id, world.truth.step(), how != "mistyped")


def _give(world: World, key: str, given: Given) -> None:
    """Another ID for the same person leaves the earlier ones in doubt, unless those records have the address."""
    ids = world.truth.given.setdefault(key, [])
    if given.good:
        for one in ids:
            if one.record_id != given.record_id and world.truth.records[one.record_id].key != key:
                one.good = False
    ids.append(given)


# settings and time


def radio(world: World, field: str) -> None:
    with world.act("settings"):
        world.process.engine.settings.set(OPT_OUT_FIELD, field)


def nightly(world: World, on: bool) -> None:
    with world.act("settings"):
        world.process.engine.settings.set(NIGHTLY_SYNC, "on" if on else "off")


def wait(world: World, hours: float = GONE_BY) -> None:
    world.pass_time(hours)


def restart(world: World) -> None:
    if not world.nested:
        world.restart()


# troubles


def refuse(world: World, record: str, how: str, times: int | None = None) -> None:
    if (found := _alive(world, record)) is not None:
        world.troubles.refuse(found.id, how, times)


def poison(world: World, record: str, status: int = 500) -> None:
    if (found := _alive(world, record)) is not None:
        world.troubles.poison[found.id] = status
        world.troubles.ever = True


def at_most(world: World, records: int) -> None:
    world.troubles.most_at_once = records
    world.troubles.ever = True


def bad_line(world: World, kind: str) -> None:
    world.troubles.line = kind
    world.troubles.ever = True
    if kind == "ca_file":
        # In the same process, as the card Network of the window does: others notice after a second.
        world.main.engine.settings.set(CA_FILE, str(world.engines.data_dir / "missing.pem"))


def pages(world: World, rows: int | None) -> None:
    world.org.set(org={"short_pages": rows})


def calm(world: World) -> None:
    world.troubles.clear()


# the program's verbs


def push(world: World, during: During = None) -> None:
    process = world.process
    if world.troubles.ever and not world.nested and not world.troubles.any:
        # What was put off by a trouble has become due since.
        world.pass_time(2)
    with world.act("push", during=during) as act:
        report = process.engine.push.drain(world.sign(), patience_s=PATIENCE_S)
        world.took_over("push")
        if act.disturbed:
            return
        refused = world.refused(process)
        excused = {one: code for one, code in refused.items() if world.troubles.excuses(one)}
        world.refused_once |= excused
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
            _judge_run(world, act, run)
    _none_failed(world, act)


def night(world: World, during: During = None) -> None:
    """The night's hour comes; if the network breaks it, it is due again half an hour later."""
    engine = world.process.engine
    due = engine.sync.next_run()
    if due is None or world.nested:
        return
    if world.troubles.ever and not world.troubles.any:
        world.pass_time(2)
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
    sync(world)
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


def resubscribe(world: World, who: str, both: bool, during: During = None) -> None:
    key = key_of(address_of(who))
    truth, process = world.truth, world.process
    if key not in here.look(world.engines.data_dir).people:
        return
    world.causes.perhaps_ended.add(key)
    with world.act("resubscribe", key=key, both=both, during=during) as act:
        report = process.engine.resubscribe.resubscribe(
            key, reason="signed a form", who="admin", both_sides=both, stop=world.sign()
        )
        refused = {record_id for record_id, _ in report.refused}
        world.causes.perhaps_ended.discard(key)
        if report.ended:
            world.causes.ended.add(key)
            truth.ended[key] = truth.step()
            world.oracle.pending.pop(key, None)
        elif refused:
            # What was cleared must not stay so while the person is still unsubscribed.
            world.oracle.pending[key] = None
        if both:
            truth.perhaps_ended[key] = truth.step()
        said = {*report.still_ticked, *refused}
        if both and report.ended:
            world.ended_both[key] = said
        if both and not refused and not act.disturbed:
            world.note(world.oracle.re_subscribed(key, world.meant(process).chosen, said))
        world.refused_once |= dict.fromkeys(refused, "refused")
    if act.problem or act.killed:
        truth.perhaps_ended[key] = truth.step()


def command(
    world: World, verb: str, who: str = "ada", kill: dict[str, Any] | None = None, do: list[Operation] | None = None
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
    {"collect": world.causes.perhaps_collected, "resubscribe": world.causes.perhaps_ended}.get(verb, set()).add(key)
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
        if code not in (0, 1, KILLED) and not act.disturbed:
            world.note(iter([(f"{verb}-failed", f"exit code {code}: {text[-300:]}")]))
        if verb == "sync" and code == 0 and not act.disturbed:
            found, field = here.look(world.engines.data_dir), world.meant(world.main).chosen
            world.note(world.oracle.agreement(field, found.people, found.unsubscribed, {}))
            world.truth.whole_sync(found.people, field)


# runs


def _run(world: World, request: RunRequest) -> Run:
    run = world.process.engine.sync.run_here(request, stop=world.sign())
    world.took_over("sync")
    return run


def _why(run: Run) -> str:
    return f"{run.outcome}: {run.reason.english() if run.reason else 'no reason given'}"


def _judge_run(world: World, act: Act, run: Run) -> None:
    """What a run that nothing hindered owes."""
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
    world.note(world.oracle.boxes(world.org.boxes()))
    world.note(world.oracle.agreement(field, found.people, found.unsubscribed, excused))
    world.note(world.oracle.unsaid(excused, world.named(), run.counts.failed, found.unsubscribed, field))
    world.truth.whole_sync(found.people, field)
    if not excused:
        world.refused_once.clear()


def _none_failed(world: World, act: Act) -> None:
    if act.problem and not act.disturbed:
        world.note(iter([("sync-failed", act.problem)]))


OPERATIONS: dict[str, Callable[..., None]] = {
    function.__name__: function
    for function in (
        create, tick, untick, readdress, delete, undelete, merge, convert, crowd, collect, import_file, radio,
        nightly, wait, restart, refuse, poison, at_most, bad_line, pages, calm, push, sync, preview, do_it, night,
        settle, resubscribe, command,
    )
}  # fmt: skip
