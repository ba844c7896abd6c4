"""The people here, and this computer's part: the nightly sync, the scheduler, the keyring, the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.checklist.results import Check
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message, Problem, counted_people
from core.store.people import Matched
from core.store.types.people import NotSyncableReason, Totals

CLOCK_TOLERANCE = timedelta(minutes=2)
"""Salesforce takes signed sign-ins within a few minutes; what a sync reads from goes by Salesforce's clock alone."""


@dataclass(frozen=True, slots=True)
class Computer:
    """This computer's part, as the engine knows it.

    `night_run` says whether the system's scheduler starts the nightly sync, `why_no_night_run` why it cannot;
    `night_run_problem` why that could not be asked. `calls_needed` is what the next sync takes.
    """

    nightly_sync: bool
    next_night: datetime | None
    night_run: bool
    why_no_night_run: Message | None
    night_run_problem: Problem | None
    calls_needed: int


def people(totals: Totals, matched: Matched, reasons: Mapping[NotSyncableReason, int]) -> list[Check]:
    """How many people there are, have a Salesforce ID, match a record, and cannot sync and why."""
    here = Check(
        "people_here",
        "",
        Message(NOOP("core", "People are here")),
        PEOPLE.with_values(people=totals.people, unsubscribed=totals.unsubscribed),
    )
    match = Check(
        "people_matched",
        "",
        Message(NOOP("core", "People have a Salesforce ID")),
        MATCHED.with_values(linked=matched.with_id, people=totals.people, seen=matched.seen),
    )
    if not totals.people:
        return [
            here.to_do(NOBODY, LOAD),
            match.not_needed(NOBODY),
        ]
    if not totals.not_syncable:
        return [here, match]
    return [
        here,
        match.warned(
            NOT_MATCHED.with_values(
                linked=matched.with_id,
                people=totals.people,
                seen=matched.seen,
                left=counted_people(totals.not_syncable),
                never=reasons.get(NotSyncableReason.NEVER_LOOKED_FOR, 0),
                none=reasons.get(NotSyncableReason.NO_SALESFORCE_RECORD, 0),
                deleted=reasons.get(NotSyncableReason.RECORD_DELETED, 0),
                unseen=reasons.get(NotSyncableReason.RECORD_NOT_FOUND, 0),
            ),
            MATCH_THEM,
        ),
    ]


def nightly_sync(computer: Computer) -> Check:
    """Whether the switch is on."""
    check = Check("nightly_sync", "", Message(NOOP("core", "The nightly sync is on")), NIGHTLY_ON)
    if not computer.nightly_sync:
        return check.to_do(NIGHTLY_OFF, SWITCH_ON)
    if computer.next_night is None:
        return check
    return replace(check, what=NEXT_NIGHT.with_values(at=computer.next_night))


def night_run(computer: Computer) -> Check:
    """Whether the nightly sync runs while the program is closed."""
    check = Check(
        "night_run",
        "",
        Message(NOOP("core", "The nightly sync runs while this program is closed")),
        Message(NOOP("core", "The system's scheduler starts it.")),
    )
    if not computer.nightly_sync:
        return check.not_needed(NIGHTLY_OFF)
    if computer.night_run_problem is not None:
        problem = computer.night_run_problem
        return check.not_known(problem.what, problem.fix, detail=problem.detail)
    if computer.night_run:
        return check
    if computer.why_no_night_run is not None:
        return check.not_needed(computer.why_no_night_run, LEAVE_OPEN)
    return check.warned(ONLY_OPEN, ALSO_CLOSED)


def keyring(needed: bool, problem: Problem | None) -> Check:
    """Whether the system's keyring can keep the access."""
    check = Check(
        "keyring",
        "",
        Message(NOOP("core", "The keyring of this computer keeps the sign-in")),
        Message(NOOP("core", "The keyring can be read.")),
    )
    if not needed:
        return check.not_needed(NO_KEYRING_NEEDED)
    if problem is not None:
        return check.to_do(problem.what, problem.fix, detail=problem.detail)
    return check


def clock(skew: timedelta | None) -> Check:
    """Whether this computer's clock agrees with Salesforce's; `skew` is how far ours is ahead."""
    check = Check(
        "clock",
        "",
        Message(NOOP("core", "The clock of this computer is right")),
        Message(NOOP("core", "It agrees with the clock of Salesforce.")),
    )
    if skew is None:
        return check.not_known(NO_CLOCK)
    if abs(skew) <= CLOCK_TOLERANCE:
        return check
    minutes = round(abs(skew).total_seconds() / 60)
    what = CLOCK_AHEAD if skew > timedelta() else CLOCK_BEHIND
    return check.warned(what.with_values(minutes=minutes), SET_CLOCK)


PEOPLE = Counted(
    NOOP("core", "{people} person is here, {unsubscribed} of them unsubscribed."),
    NOOP("core", "{people} people are here, {unsubscribed} of them unsubscribed."),
    by="people",
)
NOBODY = Message(NOOP("core", "Nobody is here yet."))
LOAD = Message(
    NOOP(
        "core",
        "Load people from Salesforce on the Salesforce page, or import a CSV file under Import and export.",
    )
)
MATCHED = Counted(
    NOOP(
        "core",
        "{linked} of {people} person has a Salesforce ID; syncs have read the records of {seen} so far.",
    ),
    NOOP(
        "core",
        "{linked} of {people} people have a Salesforce ID; syncs have read the records of {seen} so far.",
    ),
    by="people",
)
NOT_MATCHED = Counted(
    NOOP(
        "core",
        "{linked} of {people} person has a Salesforce ID; syncs have read the records of {seen} so far. {left} cannot "
        "sync (not looked for yet: {never}; no Contact or Lead with their address that the connected user can see: "
        "{none}; record deleted: {deleted}; record not found by the connected user: {unseen}).",
    ),
    NOOP(
        "core",
        "{linked} of {people} people have a Salesforce ID; syncs have read the records of {seen} so far. {left} "
        "cannot sync (not looked for yet: {never}; no Contact or Lead with their address that the connected user can "
        "see: {none}; record deleted: {deleted}; record not found by the connected user: {unseen}).",
    ),
    by="people",
)
MATCH_THEM = Message(
    NOOP(
        "core",
        "The next sync looks for those who were never looked for. The others are listed under People, Cannot sync; "
        "they sync as soon as the connected user sees a Contact or Lead with their address.",
    )
)
NIGHTLY_ON = Message(NOOP("core", "The nightly sync is on."))
NEXT_NIGHT = Message(NOOP("core", "The nightly sync is on; the next one is planned for {at}."))
NIGHTLY_OFF = Message(
    NOOP(
        "core",
        "The nightly sync is off, as it is until you switch it on: opt-outs made in Salesforce do not come here by "
        "themselves.",
    )
)
SWITCH_ON = Message(NOOP("core", "Switch it on under Settings, Unsubscribes, Integration."))
LEAVE_OPEN = Message(NOOP("core", "Leave the program open at night instead."))
ONLY_OPEN = Message(NOOP("core", "The nightly sync runs only while this program is open."))
ALSO_CLOSED = Message(
    NOOP("core", "Switch on that it also runs when the program is closed, or leave it open.")
)
NO_KEYRING_NEEDED = Message(NOOP("core", "The access to this org is not kept in the keyring."))
NO_CLOCK = Message(NOOP("core", "Salesforce did not tell its time."))
CLOCK_AHEAD = Message(NOOP("core", "It is about {minutes} minutes ahead of the clock of Salesforce."))
CLOCK_BEHIND = Message(NOOP("core", "It is about {minutes} minutes behind the clock of Salesforce."))
SET_CLOCK = Message(
    NOOP("core", "Let this computer set its clock by the network: nights begin at the wrong time otherwise.")
)
