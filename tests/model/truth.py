"""What has really happened on both sides: records, their boxes over time, the will of people, and who belongs to what.

This knows nothing of the program. It is told every act (of colleagues, of the admin, of the program as far as the org
saved it) and answers three questions, each in the widest or the narrowest sense that the rules allow:

- `may_belong`: could an honest program think that this record is that person's? Wide: a tick without it is a fault.
- `must_belong`: does the record follow that person's opt-out for certain? Narrow: a missing tick is a fault.
- `evidence`: is there a tick from which a person may, or must, be unsubscribed?

Times are numbers of steps, one for each act.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

EMAIL, MARKETO = "salesforce", "marketo_sales"
FIELDS = (EMAIL, MARKETO)
PERSON_NAME = {EMAIL: "PersonHasOptedOutOfEmail", MARKETO: "mkto_si__Marketo_Sales_Opt_Out__pc"}
API_NAME = {EMAIL: "HasOptedOutOfEmail", MARKETO: "mkto_si__Marketo_Sales_Opt_Out__c"}


def key_of(address: str | None) -> str:
    """An address without regard to case."""
    return (address or "").strip().lower()


@dataclass(slots=True)
class Tick:
    """A box from when it was ticked until it was not. `seen`: a sync that was whole has come past since."""

    since: int
    by_program: bool
    until: int | None = None
    seen: bool = False


@dataclass(slots=True)
class Record:
    """A Contact or Lead; `addresses` are its address keys with the time from which each held."""

    label: str
    id: str
    object: str
    addresses: list[tuple[int, str]]
    state: str = "alive"
    successor: str | None = None
    changed_state: int = 0
    account: str = ""
    """The ID of its Account, where it is a person account."""
    changed: int = 0
    """When a colleague last changed anything about it."""
    ticks: dict[str, list[Tick]] = field(default_factory=lambda: {EMAIL: [], MARKETO: []})

    @property
    def key(self) -> str:
        """The address key it has now, or had when it went."""
        return self.addresses[-1][1]

    @property
    def alive(self) -> bool:
        return self.state == "alive"

    def is_ticked(self, field_: str) -> bool:
        return bool(self.ticks[field_]) and self.ticks[field_][-1].until is None

    def had(self, key: str, since: int) -> bool:
        """Whether it had this address at any time since then."""
        ends = [*(begin for begin, _ in self.addresses[1:]), None]
        return any(
            one == key and (end is None or end > since)
            for (_, one), end in zip(self.addresses, ends, strict=True)
        )


@dataclass(slots=True)
class Given:
    """A Salesforce ID that an import tied to a person. `good`: nothing makes it doubtful."""

    record_id: str
    at: int
    good: bool


class Truth:
    """Both sides as they are; see the module."""

    def __init__(self) -> None:
        self.now = 0
        self.records: dict[str, Record] = {}
        self.given: dict[str, list[Given]] = {}
        self.halves: dict[str, str] = {}
        """The Account of a person account, with the Contact half by which it is known here."""
        self.nobodys: dict[str, set[str]] = {}
        """IDs that an import tied to a person and that are no record's, as they may be sent."""
        self.known: set[tuple[str, str]] = set()
        """(address key, record ID) that a whole sync has seen together."""
        self.ended: dict[str, int] = {}
        """When a person was last re-subscribed for certain."""
        self.perhaps_ended: dict[str, int] = {}
        """The same, or an act of which that is not certain."""
        self.first_sync: int | None = None

    def step(self) -> int:
        self.now += 1
        return self.now

    def real(self, record_id: str) -> str:
        """The ID by which a record is known here: of the two halves of a person account that of the Contact."""
        return self.halves.get(record_id, record_id)

    def labelled(self, label: str | None) -> Record | None:
        return next((one for one in self.records.values() if one.label == label), None)

    # acts on records

    def created(self, label: str, record_id: str, object_: str, address: str | None) -> Record:
        record = Record(label, record_id, object_, [(self.step(), key_of(address))], changed=self.now)
        self.records[record_id] = record
        return record

    def set_box(self, record_id: str, field_: str, value: bool, *, by_program: bool) -> None:
        record = self.records.get(record_id)
        if record is None or record.is_ticked(field_) is value:
            return
        if value:
            record.ticks[field_].append(Tick(self.step(), by_program))
        else:
            record.ticks[field_][-1].until = self.step()
        if not by_program:
            record.changed = self.now

    def moved(self, record_id: str, address: str | None) -> None:
        record = self.records[record_id]
        if record.key != key_of(address):
            record.addresses.append((self.step(), key_of(address)))
            record.changed = self.now

    def went(self, record_id: str, state: str, successor: str | None = None) -> None:
        record = self.records[record_id]
        record.state, record.successor, record.changed_state = state, successor, self.step()
        for one in (record, self.end_of(record_id)):
            if one is not None:
                one.changed = self.now

    # belonging

    def predecessors(self, record_id: str) -> Iterator[Record]:
        """Records that were converted or merged into this one, through any number of steps."""
        waiting, been = [record_id], {record_id}
        while waiting:
            at = waiting.pop()
            for one in self.records.values():
                if one.successor == at and one.id not in been:
                    been.add(one.id)
                    waiting.append(one.id)
                    yield one

    def end_of(self, record_id: str) -> Record | None:
        """The live record at the end of a chain; None where it ends in nothing."""
        been: set[str] = set()
        record = self.records.get(record_id)
        while record is not None and not record.alive and record.id not in been:
            been.add(record.id)
            record = self.records.get(record.successor or "")
        return record if record is not None and record.alive else None

    def may_belong(self, key: str, record_id: str, since: int) -> bool:
        """By its address at any time since then, by an ID that was ever given, or as the successor of such a one."""
        record = self.records.get(record_id)
        if record is None:
            return record_id in self.nobodys.get(key, ())
        given = {one.record_id for one in self.given.get(key, ())}
        if record_id in given or record.had(key, since):
            return True
        return any(one.id in given or one.had(key, 0) for one in self.predecessors(record_id))

    def must_belong(self, record: Record, *, by_push: bool = False) -> set[str]:
        """The address keys of people whose opt-out a live record follows for certain.

        Its own address; an ID that was given and is not in doubt; and the same for a record that went into this one:
        a converted Lead stays readable for ever and so needs not have been seen before, unless only a push looks; a
        merged one counts where a sync had seen it with that address.
        """
        keys = {record.key} - {""}
        keys |= {key for key, ids in self.given.items() if self._holds(ids, record)}
        for one in self.predecessors(record.id):
            if not self._leads_to(one, record):
                continue
            keys |= {
                key for key, ids in self.given.items() if any(g.record_id == one.id and g.good for g in ids)
            }
            seen = (one.key, one.id) in self.known
            if one.key and (seen or (one.state == "converted" and not by_push)):
                keys.add(one.key)
        return keys

    def _holds(self, ids: Iterable[Given], record: Record) -> bool:
        return any(g.record_id == record.id and g.good and record.changed_state <= g.at for g in ids)

    def _leads_to(self, one: Record, record: Record) -> bool:
        return one.state in ("converted", "merged") and self.end_of(one.id) is record

    # evidence

    def last_end(self, key: str) -> int:
        return max(self.ended.get(key, 0), self.perhaps_ended.get(key, 0))

    def must_count(self, record: Record, field_: str) -> bool:
        """Whether the tick of a record that is gone counts for its address for certain.

        It came after the last re-subscribe, no sync has passed judgement on it, its address is what it was, and the
        program could have known of it: the org had been read before (the recycle bin of a first reading is nobody's
        business).
        """
        if record.alive or not record.key or not record.is_ticked(field_):
            return False
        tick = record.ticks[field_][-1]
        return (
            not tick.seen
            and not tick.by_program
            and tick.since > self.last_end(record.key)
            and record.addresses[-1][0] <= tick.since
            and self.first_sync is not None
            and tick.since > self.first_sync
        )

    def may_count(self, record: Record, field_: str, key: str, since: int) -> bool:
        """Whether a tick on this record may be why somebody was unsubscribed in an act that began at `since`.

        It stood at some time during the act and after the last re-subscribe; on a record that was gone before that
        re-subscribe, it must not have been known by then.
        """
        ended = self.ended.get(key, 0)
        for tick in record.ticks[field_]:
            if tick.until is not None and tick.until <= max(since, ended):
                continue
            if record.alive or record.changed_state > ended or tick.since > ended or not tick.seen:
                return True
        return False

    def whole_sync(self, keys: Iterable[str], field_: str, unreadable: Collection[str]) -> None:
        """A sync has gone through without any hindrance; `keys` are the people there are now."""
        people = set(keys)
        if self.first_sync is None:
            self.first_sync = self.step()
        self.known = {
            pair
            for pair in self.known
            if not self.records[pair[1]].alive or self.records[pair[1]].key == pair[0]
        }
        for record in self.records.values():
            if record.id in unreadable:
                continue
            if record.alive and record.key in people:
                self.known.add((record.key, record.id))
            if record.is_ticked(field_):
                record.ticks[field_][-1].seen = True
