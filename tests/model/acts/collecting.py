"""What the admin does here: collecting, importing, re-subscribing, settings."""

from __future__ import annotations

import csv
from typing import Any

from core.settings import NIGHTLY_SYNC, OPT_OUT_FIELD
from tests.model import here
from tests.model.acts.colleagues import address_of
from tests.model.truth import Given, key_of
from tests.model.world import World

During = dict[str, Any] | None
UNKNOWN_ID = "003Pr000000zzzzIAA"
"""Well-formed, and never a record's."""


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
        for _, one in given:
            one.good = False
    path.unlink()
    now = here.unsubscribed(world.engines.data_dir)
    for key in sorted((asked & now) - before):
        world.oracle.pending.setdefault(key, None)
    for key, one in given:
        record = world.truth.records[one.record_id]
        # A record that has the address anyway is nothing new.
        if one.good and key in now & before and record.alive and record.key != key and not act.killed:
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


def crowd(world: World, record: str, count: int) -> None:
    """So many Contacts of addresses of their own, who are people here and unsubscribed: more than one call can tick."""
    names = [f"{record}.{number}" for number in range(count)]
    if world.truth.labelled(names[0]) is not None or world.nested:
        return
    done = world.org.acts(
        [
            {
                "do": "create",
                "object": "Contact",
                "set": {"LastName": name, "Email": address_of(name.lower())},
            }
            for name in names
        ]
    )
    for name, one in zip(names, done, strict=True):
        world.truth.created(name, one["ids"][0], "Contact", address_of(name.lower()))
    import_file(world, [(name.lower(), None, "", "yes") for name in names])


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


def radio(world: World, field: str) -> None:
    with world.act("settings"):
        world.process.engine.settings.set(OPT_OUT_FIELD, field)


def nightly(world: World, on: bool) -> None:
    with world.act("settings"):
        world.process.engine.settings.set(NIGHTLY_SYNC, "on" if on else "off")


OPERATIONS = {
    function.__name__: function for function in (collect, import_file, crowd, resubscribe, radio, nightly)
}
