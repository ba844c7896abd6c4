"""What a run writes into the status log: the sentences, and the entries made of them."""

from __future__ import annotations

from collections.abc import Sequence

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message, Problem, Scope
from core.store.nouns import Level, LogKind, NewLogEntry, NotSyncableReason, RunOutcome
from core.store.people import PersonWithoutRecord
from core.store.plans import PlannedWrite
from core.store.records import Snapshot

UNSUBSCRIBED_HERE = Message(
    NOOP("core", "Unsubscribed here, because the address is opted out in Salesforce.")
)
OPTED_OUT_THERE = Message(NOOP("core", "Opted out in Salesforce, because the address is unsubscribed here."))
JOBS_FINISHED = Message(
    NOOP(
        "core",
        "An earlier sync ended while Salesforce was still working for it; by that it opted out {count} records, "
        "which are recorded now.",
    )
)
PUSHES_SETTLED = Message(
    NOOP(
        "core",
        "Pushes that were held up and need nothing more: {count}. Salesforce has their opt-outs by now, or their "
        "records are gone and the sync went on to those that took their places.",
    )
)
ID_NEEDED = Message(
    NOOP(
        "core",
        "Add the person to Salesforce or give the Salesforce ID in an import; the opt-out then goes by itself.",
    )
)
NOT_SYNCABLE = {
    NotSyncableReason.NEVER_LOOKED_FOR: Message(
        NOOP("core", "Unsubscribed here, but not synced: the address was not looked for in Salesforce yet.")
    ),
    NotSyncableReason.NO_SALESFORCE_RECORD: Message(
        NOOP(
            "core", "Unsubscribed here, but not synced: Salesforce has no Contact or Lead with this address."
        )
    ),
    NotSyncableReason.RECORD_DELETED: Message(
        NOOP("core", "Unsubscribed here, but not synced: the person's records in Salesforce were deleted.")
    ),
}
SUMMARY = {
    RunOutcome.DONE: Message(
        NOOP(
            "core",
            "Both sides agree: {here} unsubscribed here, {there} opted out in Salesforce, {not_syncable} cannot sync.",
        )
    ),
    RunOutcome.DONE_WITH_FAILURES: Message(
        NOOP(
            "core",
            "Synced, but {failed} records refused: {here} unsubscribed here, {there} opted out in Salesforce.",
        )
    ),
    RunOutcome.CANCELLED: Message(
        NOOP(
            "core",
            "Cancelled: {here} were unsubscribed here, {there} opted out in Salesforce; the rest is done next time.",
        )
    ),
    RunOutcome.PREVIEWED: Message(
        NOOP(
            "core",
            "Previewed, nothing written: {here} would be unsubscribed here, {there} opted out in Salesforce.",
        )
    ),
    RunOutcome.FAILED: Message(NOOP("core", "The sync stopped because of an error in the program.")),
}


def unsubscribed_entry(run_id: int, email: str, record_id: str) -> NewLogEntry:
    """A person was unsubscribed here."""
    return NewLogEntry(
        Level.INFO,
        LogKind.SYNC,
        UNSUBSCRIBED_HERE,
        run_id=run_id,
        email=email,
        salesforce_id=record_id,
    )


def opted_out_entry(run_id: int, write: PlannedWrite) -> NewLogEntry:
    """A record was ticked in Salesforce."""
    return NewLogEntry(
        Level.INFO,
        LogKind.SYNC,
        OPTED_OUT_THERE,
        run_id=run_id,
        email=write.email,
        salesforce_id=write.record_id,
    )


def left_out_entries(
    run_id: int, people: Sequence[PersonWithoutRecord], nameless: Sequence[Snapshot]
) -> list[NewLogEntry]:
    """Who is unsubscribed and cannot be synced, and which opted-out records belong to nobody."""
    entries = [
        NewLogEntry(
            Level.WARNING,
            LogKind.SYNC,
            NOT_SYNCABLE[person.reason],
            run_id=run_id,
            fix=ID_NEEDED,
            email=person.email,
            code="NO_SALESFORCE_ID",
        )
        for person in people
    ]
    entries += [
        NewLogEntry(
            Level.WARNING,
            LogKind.SYNC,
            Message(
                NOOP("core", "{object} {name} is opted out in Salesforce and has no e-mail address."),
                {"object": record.object, "name": record.name},
            ),
            run_id=run_id,
            fix=Message(NOOP("core", "Add the address in Salesforce if the person is to be known here.")),
            salesforce_id=record.id,
            code="NO_ADDRESS",
        )
        for record in nameless
    ]
    return entries


def refusal_entry(run_id: int, write: PlannedWrite, problem: Problem) -> NewLogEntry:
    """The status log's word on a record that refused its tick."""
    return NewLogEntry(
        Level.ERROR,
        LogKind.SYNC,
        problem.what,
        run_id=run_id,
        fix=problem.fix,
        email=write.email,
        salesforce_id=write.record_id,
        code=problem.code,
        detail=problem.detail,
    )


def did_not_stick() -> Problem:
    """A tick that was accepted, and is not there when the record is read again."""
    return Problem(
        "DID_NOT_STICK",
        Category.OTHER,
        Message(NOOP("core", "Salesforce accepted the opt-out, but it is not there when read again.")),
        Message(
            NOOP(
                "core",
                "Look for an automation or another integration in Salesforce that takes the tick away again.",
            )
        ),
        scope=Scope.RECORD,
    )
