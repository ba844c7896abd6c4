"""What records read from Salesforce mean for the local database: pure functions, two sides in, changes out.

An opt-out belongs to an address (DESIGN, rule 7), so a record belongs to the person with its address, besides
those who name its ID. A converted Lead is followed to its Contact, a merged record to its survivor, a deleted
one is let go. An opted-out record with an unknown address makes a new person (rule 8). What then has to be
ticked on which side follows from links and ticks alone, and is worked out in the database by `store.plans`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.store.nouns import LinkOrigin, NewPerson, OptOutField, RecordState
from core.store.records import NewLink, Snapshot

Links = Mapping[str, Sequence[tuple[str, LinkOrigin]]]
_GONE = frozenset({RecordState.DELETED, RecordState.MERGED})


@dataclass(slots=True)
class Absorbed:
    """Changes of the local database that bring it up to what was read.

    `changed` are records to be kept as they are now, `unchanged` the ids of those that were known exactly so.
    `touched_keys` are the address keys of everybody whose links or records changed. `without_address` are
    opted-out records that nobody can be found for: they are counted and named, nothing more. `passed_over` are
    records that belong to nobody yet, as (address key, id).
    """

    changed: list[Snapshot] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    new_people: list[NewPerson] = field(default_factory=list)
    tie: list[NewLink] = field(default_factory=list)
    untie: list[NewLink] = field(default_factory=list)
    touched_keys: set[str] = field(default_factory=set)
    without_address: list[Snapshot] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)


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
        gone = snapshot.state in _GONE
        ticked = snapshot.email_opt_out or snapshot.marketo_sales_opt_out
        if before is None and not ticked and key not in people and key not in added:
            # So are most records of a large org: of nobody here.
            if key and not gone:
                result.passed_over.append((key, snapshot.id))
            continue
        owners = dict(links.get(snapshot.id, ()))
        opted_out = snapshot.opted_out(wanted)

        if key and key not in people and key not in added and opted_out and not gone:
            result.new_people.append(NewPerson(snapshot.email, last_name=snapshot.name))
            added.add(key)
        belongs = bool(key) and not gone and (key in people or key in added)
        if belongs and key not in owners:
            result.tie.append(NewLink(key, snapshot.id, LinkOrigin.ADDRESS))
            owners[key] = LinkOrigin.ADDRESS
        for owner, origin in list(owners.items()):
            # An opt-out belongs to an address: a record that took another one leaves the former person.
            if origin is LinkOrigin.ADDRESS and owner != key and not gone:
                result.untie.append(NewLink(owner, snapshot.id, origin))
                result.touched_keys.add(owner)
                del owners[owner]
        if snapshot.successor_id:
            result.tie += [NewLink(owner, snapshot.successor_id, LinkOrigin.FOLLOWED) for owner in owners]
        _keep(result, snapshot, before, owners)
        if key and not owners and not gone:
            result.passed_over.append((key, snapshot.id))
        if opted_out and not key and not owners and not gone:
            result.without_address.append(snapshot)
    result.touched_keys.update(link.key for link in result.tie)
    return result


def _keep(
    result: Absorbed, snapshot: Snapshot, before: Snapshot | None, owners: Mapping[str, LinkOrigin]
) -> None:
    """Keep a record that is known, belongs to somebody, or is opted out in either checkbox."""
    if before is not None and _same(before, snapshot):
        result.unchanged.append(snapshot.id)
        return
    if before is not None or owners or snapshot.email_opt_out or snapshot.marketo_sales_opt_out:
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
        and now.email_opt_out in (None, before.email_opt_out)
        and now.marketo_sales_opt_out in (None, before.marketo_sales_opt_out)
    )
