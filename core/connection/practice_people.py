"""Local people for a fresh practice data directory, so that its first sync has something to show on every count.

About half of the practice org's addresses are known here: most by Salesforce ID, some by their address
alone. Some people exist only here. Some are unsubscribed on both sides, some only here, some only there.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle
from random import Random

from core.connection.access_providers import Access
from core.connection.practice_child import PracticeOptions
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.store.addresses import address_key
from core.store.store import Store
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.people import NewPerson, Source
from core.store.unsubscribes import NewUnsubscribe

log = logging.getLogger(__name__)

PREPARED = "practice.people"
"""Where the facts remember that the people were added."""

_MOST_READ = {"Contact": 12_000, "Lead": 8_000}
_KNOWN_BY_ADDRESS = 0.15
_ONLY_HERE = 0.03
_WITHOUT_RECORD = 0.05
_OLDEST = timedelta(days=2 * 365)

_SOURCES = (
    (Source.CLICKED_LINK, "", ""),
    (Source.BOUNCE, "550 5.1.1 user unknown", ""),
    (Source.CLICKED_LINK, "", ""),
    (Source.MANUAL, "Asked on the phone", "Mina Kato"),
    (Source.CLICKED_LINK, "", ""),
    (Source.CSV_IMPORT, "Visitors of the trade fair", "Practice Admin"),
)
_NAMES = (
    ("Amélie", "Laurent"), ("Jonas", "Weber"), ("陽菜", "小林"), ("Priya", "Raman"), ("Tomasz", "Nowak"),
    ("Lucía", "Ortega"), ("Emma", "Clarke"), ("蓮", "加藤"), ("Oluwaseun", "Adeyemi"), ("Freja", "Holm"),
)  # fmt: skip
_COMPANIES = (
    "Harbour Freight Lines", "北極星商事", "Brauerei Löwenthal", "Atelier Fleuri", "Northwind Mills", "桜電機",
    "Cobalt Analytics", "Panadería El Sol", "Fjord Shipping", "Acorn Insurance", "Quarry & Sons", "",
)  # fmt: skip
_TITLES = (
    "Head of Marketing",
    "Buyer",
    "営業部長",
    "Ingénieure",
    "Sales Manager",
    "Geschäftsführer",
    "Analyst",
    "",
)


@dataclass(slots=True)
class Known:
    """What the org knows of one address: its records, and whether any of them is opted out in any field."""

    email: str
    name: str
    record_ids: list[str] = field(default_factory=list)
    opted_out: bool = False


@dataclass(frozen=True, slots=True)
class Imagined:
    """The people to add, and the unsubscribes of the past that some of them have, oldest first."""

    people: list[NewPerson]
    unsubscribes: list[NewUnsubscribe]


def prepare_practice(
    store: Store,
    access: Access,
    options: PracticeOptions,
    describe: Callable[[SalesforceOrg], OrgSchema],
    *,
    now: Callable[[], datetime],
    stop: threading.Event,
) -> bool:
    """Give fresh practice data people of its own, and say whether it did; what hinders that hinders nothing else."""
    if not options.local_people or store.org_state.setting(PREPARED) is not None:
        return False
    try:
        with SalesforceOrg(access.instance_url, access.tokens, stop=stop, routes=access.routes) as org:
            add_practice_people(store, org, describe(org), now(), options.seed)
    except ProblemError as error:
        log.warning("practice people could not be added: %s", error.problem.code)
        return False
    return True


def add_practice_people(store: Store, org: SalesforceOrg, shape: OrgSchema, now: datetime, seed: int) -> int:
    """Add the people once and for all; returns how many, none when that was done before.

    Everything is written in one transaction: a process that is killed has done all of it or nothing.
    Raises what reading from the org raises.
    """
    if store.org_state.setting(PREPARED) is not None:
        return 0
    imagined = imagine(_addresses(org, shape), now, seed)
    with store.database.transaction():
        if store.org_state.setting(PREPARED) is not None:
            return 0
        # Somebody may have been quicker than the org: what was collected by hand stays as it is.
        present = store.people.by_keys(address_key(person.email) for person in imagined.people)
        people = [person for person in imagined.people if address_key(person.email) not in present]
        past = [one for one in imagined.unsubscribes if address_key(one.email) not in present]
        store.people.add(people, now - _OLDEST)
        store.unsubscribes.record_past(past)
        store.org_state.set_setting(PREPARED, "done")
        store.status_log.add([_entry(len(people), len(past))], now)
    return len(people)


def imagine(known: Mapping[str, Known], now: datetime, seed: int) -> Imagined:
    """Think up local people for an org; the same org, time and seed give the same people.

    `known` is what the org knows, by address key.
    """
    if not known:
        return Imagined([], [])
    random = Random(seed)
    keys = sorted(known)
    chosen = random.sample(keys, max(1, len(keys) // 2))
    # One address of several records, unsubscribed only here: its opt-out is seen to reach all of them.
    shared = next((key for key in keys if len(known[key].record_ids) > 1 and not known[key].opted_out), None)
    if shared is not None and shared not in chosen:
        chosen.append(shared)
    by_address = set(random.sample(chosen, max(1, round(_KNOWN_BY_ADDRESS * len(chosen)))))
    people = [_person(known[key], key not in by_address, random) for key in chosen]
    strangers = list(_strangers(max(2, round(_WITHOUT_RECORD * len(chosen))), random))
    unsubscribed = _unsubscribed_here(chosen, known, shared, random)
    emails = [known[key].email for key in unsubscribed] + [person.email for person in strangers[::5]]
    return Imagined(people + strangers, _past(emails, now, random))


def _unsubscribed_here(
    chosen: list[str], known: Mapping[str, Known], shared: str | None, random: Random
) -> list[str]:
    """Half of those who are opted out in the org, and a few who are not."""
    there = [key for key in chosen if known[key].opted_out]
    others = [key for key in chosen if not known[key].opted_out and key != shared]
    few = min(len(others), max(1, round(_ONLY_HERE * len(chosen))))
    return random.sample(there, len(there) // 2) + random.sample(others, few) + ([shared] if shared else [])


def _person(known: Known, by_id: bool, random: Random) -> NewPerson:
    first, _, last = known.name.partition(" ")
    return NewPerson(
        email=known.email,
        first_name=first if last else "",
        last_name=last or first,
        company=random.choice(_COMPANIES),
        title=random.choice(_TITLES),
        # The first record alone: the others are found by the address.
        salesforce_ids=tuple(known.record_ids[:1]) if by_id else (),
    )


def _strangers(count: int, random: Random) -> Iterator[NewPerson]:
    for number in range(1, count + 1):
        first, last = random.choice(_NAMES)
        yield NewPerson(
            f"only.here.{number}@outside.example",
            first,
            last,
            random.choice(_COMPANIES),
            random.choice(_TITLES),
        )


def _past(emails: list[str], now: datetime, random: Random) -> list[NewUnsubscribe]:
    longest = int(_OLDEST.total_seconds())
    times = [now - timedelta(seconds=random.randrange(86_400, longest)) for _ in emails]
    sources = cycle(_SOURCES)
    made = [
        NewUnsubscribe(email, at, source, reason, who)
        for (email, at), (source, reason, who) in zip(zip(emails, times, strict=True), sources, strict=False)
    ]
    return sorted(made, key=lambda one: one.at)


def _addresses(org: SalesforceOrg, shape: OrgSchema) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for name, most in _MOST_READ.items():
        if name not in shape.objects:
            continue
        read = 0
        for page in org.read_people(name, shape):
            for record in page.snapshots:
                if not record.email:
                    continue
                known = found.setdefault(address_key(record.email), Known(record.email, record.name))
                known.record_ids.append(record.id)
                known.opted_out |= any(record.boxes)
            read += len(page.snapshots)
            if read >= most:
                break
    return found


def _entry(people: int, unsubscribed: int) -> NewLogEntry:
    return NewLogEntry(
        Level.INFO,
        LogKind.COLLECT,
        Counted(
            NOOP("core", "{people} practice person was added, {unsubscribed} of them unsubscribed."),
            NOOP("core", "{people} practice people were added, {unsubscribed} of them unsubscribed."),
            by="people",
        ).with_values(people=people, unsubscribed=unsubscribed),
    )
