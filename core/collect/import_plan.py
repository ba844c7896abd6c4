"""What rows of a CSV file change, worked out against the people who are there: the same for preview and import."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import NamedTuple

from core.collect.basis import Basis
from core.collect.import_rows import ImportRow, around_the_last_unsubscribe
from core.store.bounces import Bounce
from core.store.import_batches import Became
from core.store.sqlite import Scratch
from core.store.store import Store
from core.store.strangers import Stranger
from core.store.types.people import NewPerson
from core.store.types.records import LinkOrigin
from core.store.unsubscribes import NewUnsubscribe


@dataclass(slots=True)
class ImportCounts:
    """What became, or would become, of the rows of a file.

    `added` and `unsubscribed` count people, `changed` rows that told something new of a known person, and
    `already_so` rows that changed nothing. `kept_unsubscribed`: the row says no, but an import never ends an
    unsubscribe. `refused` rows were not taken; `cells_left_out` are cells of rows that were. `contradicting` rows say
    yes in one column and no in another. `bounced` rows tell of a bounce that was noted and is no opt-out.
    `dates_left_out` are opt-outs whose own date could not be read.
    """

    rows: int = 0
    added: int = 0
    changed: int = 0
    unsubscribed: int = 0
    already_so: int = 0
    kept_unsubscribed: int = 0
    refused: int = 0
    cells_left_out: int = 0
    contradicting: int = 0
    dates_left_out: int = 0
    bounced: int = 0

    def add(self, other: ImportCounts) -> None:
        """Count these rows too."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass(slots=True)
class _State:
    """How a person stands. `id` is None for one who is not in the database, or only after rows before this one.

    `adds`: who is to be added, with what the rows until now tell.
    """

    texts: tuple[str, ...]
    unsubscribed: bool
    ids: set[str]
    id: int | None = None
    adds: Stranger | None = None


class PlannedRow(NamedTuple):
    """What becomes of one row, and why it is an opt-out where it is one."""

    line: int
    address: str
    became: Became
    basis: Basis | None


@dataclass(slots=True)
class Plan:
    """Changes that some rows ask for; `pushes` are new records of people unsubscribed before.

    `strangers` are to be added first, in their order, unsubscribed where they are, and with the records that nobody
    knew; `people` are rows that tell something of people who are here then. `unsubscribes` are of people by their ids,
    or of strangers by their keys. `again` are opt-outs with a date of people unsubscribed before, `checks` the ids of
    those whose rows have none: their boxes in Salesforce are looked at again. `newly_out` are the address keys of those
    who are unsubscribed.
    """

    strangers: list[Stranger] = field(default_factory=list)
    people: list[NewPerson] = field(default_factory=list)
    bounces: list[Bounce] = field(default_factory=list)
    unsubscribes: list[tuple[int | str, NewUnsubscribe]] = field(default_factory=list)
    newly_out: list[str] = field(default_factory=list)
    pushes: list[tuple[int, list[str]]] = field(default_factory=list)
    again: list[NewUnsubscribe] = field(default_factory=list)
    checks: list[int] = field(default_factory=list)
    counts: ImportCounts = field(default_factory=ImportCounts)
    rows: list[PlannedRow] = field(default_factory=list)


MOST_ASKED_AGAIN = 2000
"""How many opt-outs of one file that are known already are checked in Salesforce at once; the next sync does all."""


class Planner:
    """Plans rows one after the other. Without `imagined`, each plan must be carried out before the next is made.

    `who` stands in the history where a row names nobody, `now` where it has no date.
    """

    def __init__(self, store: Store, who: str, now: datetime, imagined: Imagined | None = None) -> None:
        self._store = store
        self._who = who
        self._now = now
        self._imagined = imagined
        self._asked_again = 0

    def plan(self, rows: Sequence[ImportRow]) -> Plan:
        """What these rows change, the earlier ones first."""
        states, known, by_other_reason = self._states(rows)
        plan = Plan()
        plan.counts.rows = len(rows)
        for row in rows:
            self._plan_row(row, states, known, by_other_reason, plan)
        if self._imagined is not None:
            self._imagined.remember(states)
        return plan

    def _plan_row(
        self,
        row: ImportRow,
        states: dict[str, _State],
        known: set[str],
        by_other_reason: set[tuple[str, str]],
        plan: Plan,
    ) -> None:
        address, key, told, line, ids, said, problems = row
        texts: tuple[str, ...] = told
        counts = plan.counts
        if problems:
            counts.cells_left_out += len(problems)
        counts.contradicting += said.contradicts
        counts.dates_left_out += said.date_left_out and not said.bounced
        counts.bounced += said.bounced
        state = states.get(key)
        is_new = state is None
        if state is None:
            stranger = Stranger(address.strip(), key, texts)
            state = states[key] = _State(texts, False, set(ids), adds=stranger)
            counts.added += 1
            plan.strangers.append(stranger)
            tells, new_ids = True, ids
        else:
            if texts != state.texts:
                texts = tuple([new or old for new, old in zip(texts, state.texts, strict=True)])
            new_ids = tuple([record_id for record_id in ids if record_id not in state.ids]) if ids else ()
            tells = bool(new_ids) or texts != state.texts
            state.texts = texts
            state.ids.update(new_ids)
        if state.adds is None:
            if tells or any((key, record_id) in by_other_reason for record_id in ids):
                plan.people.append(NewPerson(address, *told, salesforce_ids=ids))
        elif tells:
            state.adds.texts = texts
            state.adds.record_ids += [record_id for record_id in new_ids if record_id not in known]
            if not known.isdisjoint(ids):
                plan.people.append(NewPerson(address, salesforce_ids=ids))
        if new_ids and state.unsubscribed and state.id is not None:
            plan.pushes.append((state.id, list(new_ids)))
        stays = said.says_no and state.unsubscribed
        became = Became.STAYS if stays else Became.ALREADY_SO
        if tells:
            became = Became.ADDED if is_new else Became.CHANGED
        if said.bounced:
            plan.bounces.append(Bounce(key, said.at, said.reason))
            became = Became.ADDED_BOUNCED if is_new else Became.BOUNCED
        if said.basis is not None and not state.unsubscribed:
            state.unsubscribed = True
            counts.unsubscribed += 1
            one = self._unsubscribe(row, is_new)
            if state.adds is not None:
                state.adds.unsubscribe = one
            plan.unsubscribes.append((key if state.id is None else state.id, one))
            plan.newly_out.append(key)
            became = Became.ADDED_UNSUBSCRIBED if is_new else Became.UNSUBSCRIBED
        else:
            counts.already_so += not tells
            if said.basis is not None and state.id is not None and self._asked_again < MOST_ASKED_AGAIN:
                self._asked_again += 1
                if said.at is None:
                    plan.checks.append(state.id)
                else:
                    plan.again.append(self._unsubscribe(row, is_new))
        counts.changed += tells and not is_new
        counts.kept_unsubscribed += stays
        plan.rows.append(PlannedRow(line, address, became, said.basis))

    def _unsubscribe(self, row: ImportRow, is_new: bool) -> NewUnsubscribe:
        # A history is restored to an empty database; that of a person who has one here already is not mixed.
        said = row.said
        earlier, later = around_the_last_unsubscribe(said.history) if is_new and said.history else ((), ())
        return NewUnsubscribe(
            row.address,
            said.at or self._now,
            said.source,
            said.reason,
            self._who if said.who is None else said.who,
            earlier=earlier,
            later=later,
        )

    def _states(self, rows: Sequence[ImportRow]) -> tuple[dict[str, _State], set[str], set[tuple[str, str]]]:
        """How the people of these rows stand, which of their records are known, and which links are by address only."""
        keys = list(dict.fromkeys(row.key for row in rows))
        states = {
            key: _State(person.texts, person.unsubscribed, set(), person.id)
            for key, person in self._store.people.details(keys).items()
        }
        by_other_reason: set[tuple[str, str]] = set()
        ids = {record_id for row in rows for record_id in row.ids}
        known = self._store.records.known_among(ids) if ids else set()
        if known:
            for record_id, owners in self._store.links.of_records(known).items():
                for key, origins in owners:
                    if key in states:
                        states[key].ids.add(record_id)
                        if LinkOrigin.ID not in origins:
                            by_other_reason.add((key, record_id))
        if self._imagined is not None:
            for key, state in self._imagined.states(keys).items():
                state.ids.update(states[key].ids if key in states else ())
                states[key] = state
        return states, known, by_other_reason


class Imagined(Scratch):
    """How people would stand after the rows that a preview has gone through."""

    def states(self, keys: Iterable[str]) -> dict[str, _State]:
        """Those among these keys whom the preview came across."""
        states = {}
        for key, kept in self.known(keys).items():
            texts, unsubscribed, ids, person_id = json.loads(kept)
            states[key] = _State(tuple(texts), unsubscribed, set(ids), person_id)
        return states

    def remember(self, states: dict[str, _State]) -> None:
        """Keep how these people would stand."""
        self.keep(
            {
                key: json.dumps((state.texts, state.unsubscribed, sorted(state.ids), state.id))
                for key, state in states.items()
            }
        )
