"""Which operation comes next: chance, led by what is there. Each example plays with some of the operations only.

An example in which everything may happen at any time rarely does the same thing twice in a row, and most faults need
just that; so each one leaves out some kinds of operations (swarm testing), and what it has comes the more often.
"""

from __future__ import annotations

from random import Random
from typing import Any

from tests.model.troubles import LINES, REFUSALS
from tests.model.truth import EMAIL, FIELDS, MARKETO, Record
from tests.model.world import Operation, World

PEOPLE = ("ada", "bob", "cyd", "dan")
WEIGHTS: dict[str, float] = {
    "create": 12, "tick": 10, "untick": 4, "readdress": 6, "delete": 4, "undelete": 2, "merge": 5, "convert": 5,
    "collect": 11, "import_file": 6, "radio": 3, "nightly": 3, "wait": 8, "restart": 1, "refuse": 3, "poison": 2,
    "at_most": 2, "bad_line": 2, "calm": 4, "push": 11, "sync": 14, "preview": 4, "do_it": 5, "night": 2,
    "settle": 2, "resubscribe": 9, "pages": 1, "command": 2, "hide": 2, "become_person": 4,
}  # fmt: skip
ALWAYS = frozenset({"create", "collect", "push", "sync", "tick", "calm"})
COLLEAGUES = ("create", "tick", "untick", "readdress", "delete", "merge", "convert")
ADMIN = ("collect", "import_file", "resubscribe", "radio", "nightly", "push", "sync", "bad_line")
SPELLINGS = ("", "", "", "", "fifteen", "upper", "mistyped", "unknown")
WHEN = ("before", "after")
VERBS = frozenset({"push", "sync", "preview", "do_it", "night", "resubscribe", "collect", "import_file"})


class Generator:
    """The operations of one example, one after the other, from one seed."""

    def __init__(self, random: Random, world: World, without: frozenset[str] = frozenset()) -> None:
        """`without`: operations and kinds of trouble that are left out, to look behind what they find at once."""
        self._random = random
        self._world = world
        self._without = without
        self._count = 0
        self._weights = {
            name: weight for name, weight in WEIGHTS.items() if name in ALWAYS or random.random() < 0.55
        }
        self._persons = random.random() < 0.08 and "become_person" not in without
        if not self._persons:
            self._weights.pop("become_person", None)
        if random.random() < 0.92:
            # Starting a process takes as long as thirty other operations.
            self._weights.pop("command", None)
        for name in without & self._weights.keys():
            del self._weights[name]
        self._between = random.random() < 0.4 and "between" not in without
        self._deaths = random.random() < 0.2 and "kill" not in without
        self._cuts = random.random() < 0.2 and "cut" not in without
        self._crowd = random.random() < 0.01
        self._settings_first = random.random() < 0.4

    def next(self) -> Operation:
        """One more operation."""
        self._count += 1
        if self._persons and self._count == 1:
            return ("person_accounts", {})
        if self._crowd and self._count == 3:
            return ("crowd", {"record": "X", "count": self._random.choice((205, 401))})
        if self._settings_first and self._count < 3:
            return (
                ("radio", {"field": self._random.choice(FIELDS)})
                if self._count == 1
                else ("nightly", {"on": self._random.random() < 0.5})
            )
        name = self._random.choices(list(self._weights), list(self._weights.values()))[0]
        made = self._make(name)
        return made if made is not None else self._make("create") or ("wait", {})

    def _make(self, name: str, *, within: bool = False) -> Operation | None:
        arguments = getattr(self, f"_{name}")()
        if arguments is None:
            return None
        if name in VERBS and not within and (during := self._during(name)) is not None:
            arguments["during"] = during
        return name, arguments

    # chances

    def _one_of(self, *states: str, object_: str = "") -> Record | None:
        found = [
            record
            for record in self._world.truth.records.values()
            if record.state in states
            and (not object_ or record.object == object_)
            and "." not in record.label
        ]
        return self._random.choice(found) if found else None

    def _who(self) -> str:
        return self._random.choice(PEOPLE[: self._random.choice((2, 3, 4))])

    def _case(self) -> str:
        return self._random.choice(("", "", "", "upper", "title"))

    def _field(self) -> str:
        meant = str(self._world.main.engine.settings.opt_out_field)
        other = MARKETO if meant == EMAIL else EMAIL
        return meant if self._random.random() < 0.85 else other

    def _during(self, name: str) -> dict[str, Any] | None:
        chance = self._random.random()
        if name in ("collect", "import_file"):
            # They make no calls.
            if not self._deaths or chance > 0.3:
                return None
            return {"commit": self._random.randint(1, 3), "when": self._random.choice(WHEN), "kill": True}
        at: dict[str, Any] = {
            "call": self._random.randint(1, 9),
            "when": self._random.choice(WHEN),
        }
        if self._deaths and chance < 0.12:
            return at | {"kill": True}
        if self._deaths and chance < 0.3:
            return {"commit": self._random.randint(1, 14), "when": at["when"], "kill": True}
        if self._cuts and chance < 0.45:
            return at | {"cut": self._random.choice(("once", "rest"))}
        if self._between and chance > 0.55:
            acts = self._acts_between(name)
            if self._random.random() < 0.12 and "sleep" not in self._without:
                return at | {"sleep_s": 60, "do": [*acts, (self._random.choice(("sync", "push")), {}), *acts]}
            return at | {"do": acts} if acts else None
        return None

    def _acts_between(self, verb: str) -> list[Operation]:
        """What others do meanwhile. Another process would only wait for a push to end, so it does not push then."""
        possible = [name for name in (*COLLEAGUES, *ADMIN) if name != verb]
        names = self._random.choices(possible, k=self._random.choice((1, 1, 2)))
        acts = [self._make(name, within=True) for name in names if name in self._weights or name in ALWAYS]
        return [act for act in acts if act is not None]

    # colleagues

    def _create(self) -> dict[str, Any] | None:
        if len(self._world.truth.records) >= 12:
            return None
        object_ = self._random.choice(("Contact", "Lead"))
        arguments: dict[str, Any] = {"record": self._label(object_), "object": object_}
        arguments["who"] = self._who() if self._random.random() < 0.93 else None
        if case := self._case():
            arguments["case"] = case
        if self._random.random() < 0.2:
            arguments["ticked"] = (self._field(),)
        return arguments

    def _label(self, object_: str) -> str:
        self._count += 1
        return f"{object_[0]}{self._count}"

    def _tick(self) -> dict[str, Any] | None:
        return self._box(False)

    def _untick(self) -> dict[str, Any] | None:
        return self._box(True)

    def _box(self, ticked: bool) -> dict[str, Any] | None:
        field = self._field()
        found = [
            one for one in self._world.truth.records.values() if one.alive and one.is_ticked(field) is ticked
        ]
        if not found:
            return None
        arguments = {"record": self._random.choice(found).label}
        return arguments | ({"field": field} if field != EMAIL else {})

    def _readdress(self) -> dict[str, Any] | None:
        if (record := self._one_of("alive")) is None:
            return None
        return {"record": record.label, "who": self._who() if self._random.random() < 0.9 else None}

    def _delete(self) -> dict[str, Any] | None:
        record = self._one_of("alive")
        return {"record": record.label} if record else None

    def _undelete(self) -> dict[str, Any] | None:
        record = self._one_of("deleted")
        return {"record": record.label} if record else None

    def _merge(self) -> dict[str, Any] | None:
        object_ = self._random.choice(("Contact", "Lead"))
        found = [self._one_of("alive", object_=object_) for _ in range(2)]
        if found[0] is None or found[1] is None or found[0] is found[1]:
            return None
        return {"master": found[0].label, "losers": (found[1].label,)}

    def _convert(self) -> dict[str, Any] | None:
        lead, into = self._one_of("alive", object_="Lead"), self._one_of("alive", object_="Contact")
        if lead is None:
            return None
        if into is None or self._random.random() < 0.5:
            return {"lead": lead.label, "into": self._label("Contact")}
        return {"lead": lead.label, "into": into.label}

    # the admin

    def _collect(self) -> dict[str, Any]:
        case = self._case()
        return {"who": self._who()} | ({"case": case} if case else {})

    def _import_file(self) -> dict[str, Any]:
        rows = []
        for who in self._random.sample(PEOPLE, self._random.choice((1, 1, 2))):
            record = (
                self._one_of("alive", "alive", "converted", "merged") if self._random.random() < 0.7 else None
            )
            how = self._random.choice(tuple(one for one in SPELLINGS if one not in self._without))
            label = record.label if record else None
            says = self._random.choice(("", "yes", "yes", "no"))
            rows.append((who, label, how if label or how == "unknown" else "", says))
        return {"rows": rows}

    def _resubscribe(self) -> dict[str, Any]:
        return {"who": self._who(), "both": self._random.random() < 0.6}

    def _radio(self) -> dict[str, Any]:
        return {"field": self._random.choice(FIELDS)}

    def _nightly(self) -> dict[str, Any]:
        return {"on": self._random.random() < 0.5}

    # time and troubles

    def _wait(self) -> dict[str, Any]:
        return {}

    def _restart(self) -> dict[str, Any]:
        return {}

    def _refuse(self) -> dict[str, Any] | None:
        if (record := self._one_of("alive")) is None:
            return None
        arguments: dict[str, Any] = {"record": record.label, "how": self._random.choice(tuple(REFUSALS))}
        return arguments | ({"times": 1} if self._random.random() < 0.3 else {})

    def _hide(self) -> dict[str, Any] | None:
        record = self._one_of("alive")
        return {"record": record.label} if record else None

    def _become_person(self) -> dict[str, Any] | None:
        record = self._one_of("alive", object_="Contact")
        return {"record": record.label} if record else None

    def _poison(self) -> dict[str, Any] | None:
        record = self._one_of("alive")
        return {"record": record.label, "status": self._random.choice((400, 500))} if record else None

    def _at_most(self) -> dict[str, Any]:
        return {"records": self._random.choice((0, 1, 2))}

    def _bad_line(self) -> dict[str, Any]:
        return {"kind": self._random.choice(LINES)}

    def _calm(self) -> dict[str, Any]:
        return {}

    def _pages(self) -> dict[str, Any]:
        return {"rows": self._random.choice((1, 2, None))}

    # the program

    def _push(self) -> dict[str, Any]:
        return {}

    def _sync(self) -> dict[str, Any]:
        return {"full": True} if self._random.random() < 0.2 else {}

    def _preview(self) -> dict[str, Any]:
        return {"full": True} if self._random.random() < 0.2 else {}

    def _do_it(self) -> dict[str, Any] | None:
        return {} if self._world.plan is not None else None

    def _night(self) -> dict[str, Any]:
        return {}

    def _settle(self) -> dict[str, Any]:
        return {}

    def _command(self) -> dict[str, Any]:
        arguments: dict[str, Any] = {"verb": self._random.choice(("sync", "push", "collect", "resubscribe"))}
        if arguments["verb"] in ("collect", "resubscribe"):
            arguments["who"] = self._who()
        chance = self._random.random()
        if chance < 0.6 and "kill" not in self._without:
            at = (
                {"commit": self._random.randint(1, 14)}
                if chance < 0.35
                else {"call": self._random.randint(1, 7)}
            )
            arguments["kill"] = at | {"when": self._random.choice(WHEN)}
        elif chance < 0.85 and "between" not in self._without:
            arguments["do"] = self._acts_between(arguments["verb"])
        return arguments
