"""What records read from Salesforce mean for the local database, said once more and slowly: one row after the other.

`store.intake` says it to the database in a handful of statements; here it is in plain Python, for both to be compared.
An opt-out belongs to an address (DESIGN, rule 7), so a record belongs to the person with its address, besides
those who name its ID. An opted-out record with an unknown address makes a new person (rule 8), whatever became of the
record since. Where a record went, its links follow it in the database (`store.links`); what then has to be ticked on
which side follows from links and ticks alone (`store.out_of_step`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.store.addresses import address_key
from core.store.intake import TakenIn
from core.store.links import NewLink
from core.store.records import Snapshot
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.people import NewPerson
from core.store.types.records import LinkOrigin, RecordState

Links = Mapping[str, Sequence[tuple[str, frozenset[LinkOrigin]]]]
_GONE = frozenset({RecordState.DELETED, RecordState.MERGED})
_ADDRESS = frozenset({LinkOrigin.ADDRESS})


@dataclass(slots=True)
class Absorbed:
    """Changes of the local database that bring it up to what was read.

    `changed` are records to be kept as they are now, `unchanged` the ids of those that were known exactly so.
    `touched_keys` are the address keys of everybody whose links or records changed. `without_address` are
    opted-out records that nobody can be found for: they are counted and named, nothing more. `passed_over` are
    records that the person with their address does not own, as (address key, id), should there be one yet.
    `of_another_address` are records that were known by an ID that was handed in, and have another address.
    """

    changed: list[Snapshot] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    new_people: list[NewPerson] = field(default_factory=list)
    tie: list[NewLink] = field(default_factory=list)
    untie: list[NewLink] = field(default_factory=list)
    touched_keys: set[str] = field(default_factory=set)
    without_address: list[Snapshot] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    of_another_address: list[tuple[str, Snapshot]] = field(default_factory=list)


def absorb(
    read: Iterable[tuple[str, Snapshot]],
    *,
    known: Mapping[str, Snapshot],
    links: Links,
    people: Collection[str],
    wanted: OptOutField,
) -> Absorbed:
    """Work out what records just read, each with its address key, change here.

    `known` are those that were kept before, as they were, `links` the people these belonged to, `people` the
    address keys among those of `read` that are people here already. `wanted` is the checkbox kept in step.
    """
    result = Absorbed()
    added: set[str] = set()
    for key, snapshot in read:
        before = known.get(snapshot.id)
        if before is None and not any(snapshot.boxes) and key not in people and key not in added:
            # So are most records of a large org: of nobody here.
            if key:
                result.passed_over.append((key, snapshot.id))
            continue
        owners = dict(links.get(snapshot.id, ()))
        opted_out = snapshot.opted_out(wanted)

        if key and key not in people and key not in added and opted_out:
            result.new_people.append(NewPerson(snapshot.email, last_name=snapshot.name))
            added.add(key)
        if before is not None and before.state is RecordState.UNSEEN and key not in owners:
            result.of_another_address += [
                (owner, snapshot) for owner, why in owners.items() if LinkOrigin.ID in why
            ]
        if key and (key in people or key in added) and LinkOrigin.ADDRESS not in owners.get(key, ()):
            result.tie.append(NewLink(key, snapshot.id, LinkOrigin.ADDRESS))
            owners[key] = owners.get(key, frozenset()) | _ADDRESS
        if snapshot.state not in _GONE:
            for owner, why in list(owners.items()):
                # An opt-out belongs to an address: a record that took another one leaves the former person.
                if LinkOrigin.ADDRESS in why and owner != key:
                    result.untie.append(NewLink(owner, snapshot.id, LinkOrigin.ADDRESS))
                    result.touched_keys.add(owner)
                    if why == _ADDRESS:
                        del owners[owner]
        _keep(result, snapshot, before, owners)
        if key and key not in owners:
            result.passed_over.append((key, snapshot.id))
        if opted_out and not key and not owners and snapshot.state not in _GONE:
            result.without_address.append(snapshot)
    result.touched_keys.update(link.key for link in result.tie)
    return result


def _keep(result: Absorbed, snapshot: Snapshot, before: Snapshot | None, owners: Collection[str]) -> None:
    """Keep a record that is known, belongs to somebody, or is opted out in any checkbox."""
    if before is not None and _same(before, snapshot):
        result.unchanged.append(snapshot.id)
        return
    if before is not None or owners or any(snapshot.boxes):
        result.changed.append(snapshot)
        if before is None or before.state is not snapshot.state:
            result.touched_keys.update(owners)


def _same(before: Snapshot, now: Snapshot) -> bool:
    """Whether a record is as it was kept; a checkbox that could not be read this time says nothing new."""
    return (
        before.state is now.state
        and before.email == now.email
        and before.name == now.name
        and before.successor_id == now.successor_id
        and (
            now.boxes == before.boxes
            or all(new in (None, old) for new, old in zip(now.boxes, before.boxes, strict=True))
        )
    )


def take_row_by_row(
    store: Store,
    snapshots: Sequence[Snapshot],
    wanted: OptOutField,
    *,
    seen_at: datetime,
    added_at: datetime,
    everybody: bool,
) -> TakenIn:
    """The same as `Intake.take` does with these records."""
    keys = [address_key(snapshot.email) for snapshot in snapshots]
    known = store.records.known(snapshot.id for snapshot in snapshots)
    people = store.people.ids(filter(None, keys))
    result = absorb(
        zip(keys, snapshots, strict=True),
        known=known,
        links=store.links.of_records(known),
        people=people,
        wanted=wanted,
    )
    went = [record.id for record in result.changed if record.successor_id]
    with store.database.transaction():
        if result.new_people:
            store.people.add(result.new_people, added_at)
        store.records.remember(result.changed, seen_at)
        store.records.seen_again(result.unchanged, seen_at)
        if result.tie or result.untie:
            kept = {record.id for record in result.changed} | known.keys()
            store.links.tie(result.tie, result.untie, known=kept, people=people)
            went += [link.record_id for link in result.tie if link.record_id in known]
        store.links.follow(went)
        if result.touched_keys and not everybody:
            store.people.refresh_not_syncable(sorted(result.touched_keys))
    return TakenIn(
        new_keys=[address_key(person.email) for person in result.new_people],
        passed_over=result.passed_over,
        without_address=result.without_address,
        of_another_address=result.of_another_address,
    )
