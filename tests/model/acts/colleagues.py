"""What colleagues do in Salesforce: make, tick, rename, delete, merge and convert records."""

from __future__ import annotations

from typing import Any

from tests.model.truth import API_NAME, EMAIL, Record
from tests.model.world import World


def address_of(who: str | None, case: str = "") -> str | None:
    """The address of one of the few people of an example, in some letter case."""
    if who is None:
        return None
    text = f"{who}@example.com"
    return {"upper": text.upper(), "title": text.title()}.get(case, text)


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
    if (found := alive(world, label)) is not None and found.is_ticked(field) is not value:
        world.org.act("update", ids=[found.id], set={API_NAME[field]: value})
        world.truth.set_box(found.id, field, value, by_program=False)


def readdress(world: World, record: str, who: str | None, case: str = "") -> None:
    if (found := alive(world, record)) is not None:
        world.org.act("update", ids=[found.id], set={"Email": address_of(who, case)})
        world.truth.moved(found.id, address_of(who, case))


def delete(world: World, record: str) -> None:
    if (found := alive(world, record)) is not None:
        world.org.act("delete", ids=_halves(found))
        world.truth.went(found.id, "deleted")


def undelete(world: World, record: str) -> None:
    found = world.truth.labelled(record)
    if found is not None and found.state == "deleted":
        world.org.act("undelete", ids=_halves(found))
        world.truth.went(found.id, "alive")


def become_person(world: World, record: str) -> None:
    """A Contact becomes a person account: its Account stands for the person from now on, and is that record here."""
    found = alive(world, record)
    if found is None or found.object != "Contact" or found.account or not world.org.has_person_accounts:
        return
    [found.account] = world.org.act("person_accounts", ids=[found.id])["accounts"]
    world.truth.halves[found.account] = found.id
    found.changed = world.truth.step()


def merge(world: World, master: str, losers: tuple[str, ...]) -> None:
    into = alive(world, master)
    gone = [one for label in losers if (one := alive(world, label)) is not None and one is not into]
    if into is None or not gone or any(one.object != into.object or one.account for one in (into, *gone)):
        return
    world.org.act("merge", master=into.id, losers=[one.id for one in gone])
    for one in gone:
        world.truth.went(one.id, "merged", into.id)


def convert(world: World, lead: str, into: str) -> None:
    """Into a Contact that is there, or, where none has that label, into one made of the Lead."""
    found, target = alive(world, lead), world.truth.labelled(into)
    if found is None or found.object != "Lead":
        return
    if target is not None and (not target.alive or target.object != "Contact" or target.account):
        return
    more = {"contact": target.id} if target is not None else {}
    [contact_id] = world.org.act("convert", ids=[found.id], **more)["contacts"]
    if target is None:
        world.truth.created(into, contact_id, "Contact", found.key)
        # The Contact made of a Lead takes the standard checkbox over, not that of the package.
        world.truth.set_box(contact_id, EMAIL, found.is_ticked(EMAIL), by_program=False)
    world.truth.went(found.id, "converted", contact_id)


def _halves(record: Record) -> list[str]:
    return [one for one in (record.account, record.id) if one]


def alive(world: World, label: str) -> Record | None:
    found = world.truth.labelled(label)
    return found if found is not None and found.alive else None


OPERATIONS = {
    function.__name__: function
    for function in (create, tick, untick, readdress, delete, undelete, become_person, merge, convert)
}
