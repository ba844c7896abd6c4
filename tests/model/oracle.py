"""What must hold, judged from the truth alone. Each rule has a name, by which a failure is told from another.

The rules, in the order in which they are looked at:

- `cleared`: a box is unticked by nobody but a re-subscribe on both sides, of that person's records, in the chosen
  field; and `other-field`: by a re-subscribe in the box that is not chosen.
- `ticked-without-reason`: each tick that is sent has, at the moment of sending, a person who is unsubscribed here and
  to whom the record may belong; `stale-address` is the same, where only the address changed and was not read since.
- `wrong-field`: a sync ticks the chosen box; a push the one that the settings mean at the moment of sending.
- `auto-assign`: every save of a Lead forbids assignment rules.
- `overtaken`: who lost the lease to another process writes nothing any more.
- `unsubscribe-lost`: who is unsubscribed here stays so until a re-subscribe; collected is collected, whatever comes.
- `unsubscribed-without-reason`: nobody is unsubscribed but by collecting, or by a tick that counts.
- `sync-failed`, `push-failed`, `crash`: what has no hindrance succeeds.
- `not-ticked`, `not-unsubscribed`: after a sync without hindrance both sides agree, in one go; a record that refused
  is excused, if it was named.
- `tick-lost`: a tick that came after the last re-subscribe counts whatever became of its record.
- `refusal-unsaid`: a record that refused is named in the status log with its code, or counted as failed.
- `push-incomplete`: who was collected is ticked everywhere after a push without hindrance.
- `left-ticked`: a re-subscribe on both sides leaves no box ticked unsaid.
- `not-quiet`: a second sync and a full compare change nothing and write nothing.
- `preview-wrote`: a preview writes nothing.
- `night-lost`: a night that the network broke is caught up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.model.truth import API_NAME, EMAIL, FIELDS, PERSON_NAME, Record, Truth

FIELD_OF = {name: one for names in (API_NAME, PERSON_NAME) for one, name in names.items()}
RUNS = frozenset({"sync", "do_it", "night"})


class BrokenRuleError(AssertionError):
    """A rule does not hold; `rule` is its name."""

    def __init__(self, rule: str, words: str) -> None:
        super().__init__(f"{rule}: {words}")
        self.rule = rule


@dataclass(slots=True)
class Act:
    """One verb of the program at work. `key` and `both` are those of a re-subscribe, `began` is when it began.

    `overtaken`: another process has taken over its job. `disturbed`: something came in between, or hindered it, so
    that it owes nothing but what always holds. `chosen` is the field that was chosen when it began.
    """

    verb: str
    began: int
    key: str = ""
    both: bool = False
    overtaken: bool = False
    disturbed: bool = False
    killed: bool = False
    problem: str = ""
    chosen: str = ""


@dataclass(slots=True)
class Meant:
    """What the settings mean at this moment: the chosen field, and that of a push."""

    chosen: str
    push: str

    @staticmethod
    def of(stored: Mapping[str, str | None]) -> Meant:
        """What stored settings mean: a push goes to Email Opt Out while the nightly sync is off (rule 2)."""
        chosen = stored["opt_out_field"] or EMAIL
        return Meant(chosen, chosen if stored["nightly_sync"] == "on" else EMAIL)


@dataclass(slots=True)
class Causes:
    """Why the local side may change during an act: who was collected, and who re-subscribed for certain or perhaps."""

    collected: set[str] = field(default_factory=set)
    perhaps_collected: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    perhaps_ended: set[str] = field(default_factory=set)


class Oracle:
    """The rules over one truth. Methods give the rules that are broken, as (name, words)."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.pending: dict[str, int | None] = {}
        """Who was collected and is still to be pushed, by address key; with the time at which a push that was
        disturbed has perhaps looked for them, so that what changed in Salesforce later is not owed."""
        self.owed: set[tuple[str, str]] = set()
        """Records whose ID was given to somebody who was unsubscribed already, as (address key, record ID)."""
        self.unreadable: set[str] = set()
        """Records that were hidden by sharing: nothing is owed for them until a full compare could read them again."""

    def perhaps_looked(self, at: int) -> None:
        """Something that may have done a push's work for everybody has begun."""
        self.pending = {key: looked or at for key, looked in self.pending.items()}
        self.owed.clear()

    # while it writes

    def writes(
        self,
        act: Act,
        wanted: Iterable[tuple[str, str, object]],
        meant: Meant,
        unsubscribed: frozenset[str],
    ) -> Iterator[tuple[str, str]]:
        """Judge values on their way, given as (record ID, API name, value)."""
        if act.overtaken:
            yield "overtaken", f"{act.verb} writes after another process has taken over"
        for sent_id, name, value in wanted:
            record_id = self.truth.real(sent_id)
            where = f"{self._name(record_id)}.{name}"
            field_ = FIELD_OF.get(name)
            if field_ is None or value not in (True, False):
                yield "cleared", f"{value!r} is written to {where}"
            elif value is False:
                yield from self._clears(act, record_id, field_, where, meant)
            else:
                yield from self._ticks(act, record_id, field_, where, meant, unsubscribed)

    def _clears(
        self, act: Act, record_id: str, field_: str, where: str, meant: Meant
    ) -> Iterator[tuple[str, str]]:
        if act.verb != "resubscribe" or not act.both:
            yield "cleared", f"{where} is unticked by {act.verb}"
        elif not self.truth.may_belong(act.key, record_id, 0):
            yield "cleared", f"{where} is unticked for {act.key}, whose it never was"
        elif field_ not in (meant.chosen, act.chosen):
            # Somebody may move the radio button meanwhile: what the admin asked for was meant for the field before.
            yield "other-field", f"{where} is unticked for {act.key}, and the chosen field is the other one"

    def _ticks(
        self, act: Act, record_id: str, field_: str, where: str, meant: Meant, unsubscribed: frozenset[str]
    ) -> Iterator[tuple[str, str]]:
        truth = self.truth
        reasons = {key for key in unsubscribed if truth.may_belong(key, record_id, act.began)}
        if not reasons:
            stale = {key for key in unsubscribed if truth.may_belong(key, record_id, truth.first_sync or 0)}
            if stale:
                yield "stale-address", f"{act.verb} ticks {where} for {', '.join(stale)}, whose it is no more"
            else:
                yield "ticked-without-reason", f"{act.verb} ticks {where}, and nobody of it is unsubscribed"
        if act.verb == "push":
            fields = {meant.push}
        elif act.verb in RUNS:
            fields = {meant.chosen} | ({meant.push} if reasons & self.pending.keys() else set())
        else:
            fields = {meant.chosen, meant.push}
        if field_ not in fields:
            yield (
                "wrong-field",
                f"{act.verb} ticks {where}, and the settings mean {', '.join(sorted(fields))}",
            )

    # what changed here

    def changes(
        self,
        verb: str,
        began: int,
        before: frozenset[str],
        after: frozenset[str],
        causes: Causes,
        fields: Iterable[str],
    ) -> Iterator[tuple[str, str]]:
        """Judge who is unsubscribed here after an act, against before it."""
        for key in sorted(before - after - causes.ended - causes.perhaps_ended):
            yield "unsubscribe-lost", f"{key} is not unsubscribed any more, after {verb}"
        for key in sorted(causes.collected - after - causes.ended - causes.perhaps_ended):
            yield "unsubscribe-lost", f"{key} was collected and is not unsubscribed"
        new = after - (before - causes.ended) - causes.collected - causes.perhaps_collected
        for key in sorted(new):
            if not any(
                self.truth.may_belong(key, record.id, began)
                and self.truth.may_count(record, field_, key, began)
                for record in self.truth.records.values()
                for field_ in fields
            ):
                yield "unsubscribed-without-reason", f"{key} is unsubscribed by {verb}, and no tick says so"

    # after a sync without hindrance

    def agreement(
        self,
        field_: str,
        people: frozenset[str],
        unsubscribed: frozenset[str],
        excused: Mapping[str, str],
        known: frozenset[str] | None = None,
    ) -> Iterator[tuple[str, str]]:
        """Both sides agree; `excused` are records that refused.

        Carrying out a preview settles what it showed: `known` are the people who were here then.
        """
        for record in self.truth.records.values():
            if record.id in self.unreadable:
                continue
            if record.alive:
                yield from self._agrees(record, field_, people, unsubscribed, excused, known)
            elif known is not None and record.key not in known:
                continue
            elif self.truth.must_count(record, field_) and record.key not in unsubscribed:
                yield (
                    "tick-lost",
                    f"{record.label} of {record.key} was ticked, is {record.state}, and nobody is unsubscribed",
                )

    def _agrees(
        self,
        record: Record,
        field_: str,
        people: frozenset[str],
        unsubscribed: frozenset[str],
        excused: Mapping[str, str],
        known: frozenset[str] | None,
    ) -> Iterator[tuple[str, str]]:
        owners = self.truth.must_belong(record)
        if known is not None:
            owners &= known
        if record.is_ticked(field_):
            for key in sorted(owners - unsubscribed):
                if key in people or key == record.key:
                    yield "not-unsubscribed", f"{record.label} is ticked and {key} is not unsubscribed"
        elif record.id not in excused:
            for key in sorted(owners & unsubscribed):
                yield "not-ticked", f"{key} is unsubscribed and {record.label} is not ticked"

    # after a push without hindrance

    def pushed(
        self, field_: str, unsubscribed: frozenset[str], excused: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """Whoever was collected since the last one is ticked on every record that was there to be found."""
        for record in self.truth.records.values():
            if record.id in self.unreadable:
                continue
            if record.alive and not record.is_ticked(field_) and record.id not in excused:
                for key in sorted(self.truth.must_belong(record, by_push=True) & unsubscribed):
                    asked = key in self.pending and record.changed < (self.pending[key] or self.truth.now + 1)
                    if asked or (key, record.id) in self.owed:
                        yield "push-incomplete", f"{key} was collected and {record.label} is not ticked"

    # after a re-subscribe on both sides

    def re_subscribed(self, key: str, field_: str, said: Iterable[str]) -> Iterator[tuple[str, str]]:
        """No box of the person's records is left ticked, but those of which it was said."""
        for record in self.truth.records.values():
            if (
                record.alive
                and record.is_ticked(field_)
                and record.id not in said
                and record.id not in self.unreadable
                and key in self.truth.must_belong(record, by_push=True)
            ):
                yield (
                    "left-ticked",
                    f"{key} was re-subscribed on both sides, {record.label} is still ticked, unsaid",
                )

    def landed_late(
        self, key: str, said: Iterable[str], unsubscribed: frozenset[str]
    ) -> Iterator[tuple[str, str]]:
        """The same once everything that was on its way has landed: the program has not ticked anything again."""
        for record in self.truth.records.values():
            owners = self.truth.must_belong(record, by_push=True)
            if not record.alive or record.id in said or key not in owners or owners & unsubscribed:
                continue
            for field_ in FIELDS:
                tick = record.ticks[field_][-1] if record.is_ticked(field_) else None
                if tick is not None and tick.by_program and tick.since > self.truth.ended.get(key, 0):
                    yield (
                        "left-ticked",
                        f"{key} was re-subscribed on both sides, then {record.label} was ticked",
                    )

    # refusals

    def unsaid(
        self,
        refused: Mapping[str, str],
        named: set[str],
        failed: int,
        unsubscribed: frozenset[str],
        field_: str,
    ) -> Iterator[tuple[str, str]]:
        """Records that refused their ticks, given with the code, and are neither named nor counted."""
        due = [
            record
            for record_id in refused
            if (record := self.truth.records.get(record_id)) is not None
            and record.alive
            and not record.is_ticked(field_)
            and self.truth.must_belong(record) & unsubscribed
        ]
        silent = [record for record in due if record.id not in named]
        if silent and failed < len(due):
            for record in silent:
                yield (
                    "refusal-unsaid",
                    f"{record.label} refused with {refused[record.id]}, and nothing says so",
                )

    def cleared_by_command(
        self, sent: Iterable[tuple[str, str]], found: Mapping[str, tuple[bool, bool]]
    ) -> None:
        """Boxes that a process of its own unticked, which was judged when it was sent: they stand so in the org."""
        for sent_id, name in sent:
            record_id = self.truth.real(sent_id)
            field_ = FIELD_OF.get(name)
            if field_ is not None and record_id in found and not found[record_id][FIELDS.index(field_)]:
                self.truth.set_box(record_id, field_, False, by_program=True)

    def boxes(self, found: Mapping[str, tuple[bool, bool]]) -> Iterator[tuple[str, str]]:
        """Hold the truth against what stands in the org, and correct it where an answer was lost."""
        for record_id, values in found.items():
            record = self.truth.records.get(record_id)
            if record is None:
                continue
            for field_, value in zip(FIELDS, values, strict=True):
                if record.is_ticked(field_) and not value:
                    yield "cleared", f"{record.label}.{API_NAME[field_]} was unticked by nobody"
                self.truth.set_box(record_id, field_, value, by_program=True)

    def _name(self, record_id: str) -> str:
        record = self.truth.records.get(record_id)
        return record.label if record is not None else record_id
