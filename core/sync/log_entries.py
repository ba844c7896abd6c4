"""What a run writes into the status log: the sentences, and the entries made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Counted, Message, Problem, Scope, make_problem
from core.store.people import PersonWithoutRecord
from core.store.records import Snapshot
from core.store.run_sends import DID_NOT_STICK
from core.store.types.log import Level, LogKind, NewLogEntry
from core.store.types.people import NotSyncableReason
from core.store.types.pushes import QueuedPush
from core.store.types.records import RecordState
from core.store.types.runs import RunOutcome

UNSUBSCRIBED_HERE = Message(
    NOOP("core", "Unsubscribed here, because the address is opted out in Salesforce.")
)
_UNSUBSCRIBED_TOGETHER = Counted(
    NOOP("core", "{count} person was unsubscribed here, because the address is opted out in Salesforce."),
    NOOP(
        "core", "{count} people were unsubscribed here, because their addresses are opted out in Salesforce."
    ),
)
_BECAUSE = {
    RecordState.CONVERTED: Message(
        NOOP(
            "core",
            "Unsubscribed here, because {object} {name}, which was converted, is opted out in Salesforce.",
        )
    ),
    RecordState.MERGED: Message(
        NOOP(
            "core",
            "Unsubscribed here, because {object} {name} was opted out in Salesforce before it was merged into another.",
        )
    ),
    RecordState.DELETED: Message(
        NOOP(
            "core",
            "Unsubscribed here, because {object} {name} was opted out in Salesforce before it was deleted.",
        )
    ),
    RecordState.NOT_FOUND: Message(
        NOOP(
            "core",
            "Unsubscribed here, because {object} {name} was opted out in Salesforce when it was seen last.",
        )
    ),
}
OPTED_OUT_THERE = Message(NOOP("core", "Opted out in Salesforce, because the address is unsubscribed here."))
_OPTED_OUT_TOGETHER = Counted(
    NOOP("core", "{count} record was opted out in Salesforce, because its address is unsubscribed here."),
    NOOP(
        "core", "{count} records were opted out in Salesforce, because their addresses are unsubscribed here."
    ),
)
JOBS_FINISHED = Counted(
    NOOP(
        "core",
        "An earlier sync ended while Salesforce was still working for it; by that it opted out {count} record, "
        "which is recorded now.",
    ),
    NOOP(
        "core",
        "An earlier sync ended while Salesforce was still working for it; by that it opted out {count} records, "
        "which are recorded now.",
    ),
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
        "If the person is in Salesforce, let the connected user see the record: share it, or give View All on the "
        "object. If not, add the person or give the Salesforce ID in an import. The opt-out then goes by itself.",
    )
)
NOT_SYNCABLE = {
    NotSyncableReason.NEVER_LOOKED_FOR: Message(
        NOOP("core", "Unsubscribed here, but not synced: the address was not looked for in Salesforce yet.")
    ),
    NotSyncableReason.NO_SALESFORCE_RECORD: Message(
        NOOP(
            "core",
            "Unsubscribed here, but not synced: Salesforce has no Contact or Lead with this address that the "
            "connected user "
            "can see.",
        )
    ),
    NotSyncableReason.RECORD_DELETED: Message(
        NOOP("core", "Unsubscribed here, but not synced: the person's records in Salesforce were deleted.")
    ),
    NotSyncableReason.RECORD_NOT_FOUND: Message(
        NOOP(
            "core",
            "Unsubscribed here, but not synced: the connected user finds no record with the person's Salesforce ID.",
        )
    ),
}
_NOT_SYNCABLE_TOGETHER = {
    NotSyncableReason.NEVER_LOOKED_FOR: Counted(
        NOOP("core", "{count} person was not looked for in Salesforce yet."),
        NOOP("core", "{count} people were not looked for in Salesforce yet."),
    ),
    NotSyncableReason.NO_SALESFORCE_RECORD: Counted(
        NOOP("core", "{count} person has no Salesforce record."),
        NOOP("core", "{count} people have no Salesforce record."),
    ),
    NotSyncableReason.RECORD_DELETED: Counted(
        NOOP("core", "{count} person's records in Salesforce were deleted."),
        NOOP("core", "{count} people's records in Salesforce were deleted."),
    ),
    NotSyncableReason.RECORD_NOT_FOUND: Counted(
        NOOP("core", "{count} person's Salesforce ID finds no record."),
        NOOP("core", "{count} people's Salesforce IDs find no record."),
    ),
}
_OTHER_ADDRESS_TOGETHER = Counted(
    NOOP("core", "{count} Salesforce ID given for a person is that of a record with another address."),
    NOOP("core", "{count} Salesforce IDs given for people are those of records with another address."),
)
_NEVER_FOUND_TOGETHER = Counted(
    NOOP("core", "{count} Salesforce ID finds no record."),
    NOOP("core", "{count} Salesforce IDs find no record."),
)
_NOT_FOUND_TOGETHER = Counted(
    NOOP("core", "{count} record is not found any more."),
    NOOP("core", "{count} records are not found any more."),
)
_NO_ADDRESS_TOGETHER = Counted(
    NOOP("core", "{count} opted-out record in Salesforce has no e-mail address."),
    NOOP("core", "{count} opted-out records in Salesforce have no e-mail address."),
)
OTHER_ADDRESS = Message(
    NOOP(
        "core",
        "The Salesforce ID given for this address is that of {object} {name}, whose address is {address}.",
    )
)
OTHER_ADDRESS_FIX = Message(
    NOOP(
        "core",
        "The record follows this person all the same. If the ID is wrong, import the person with the right one.",
    )
)
NEVER_FOUND = Message(
    NOOP("core", "Salesforce knows no record with this ID, or the connected user may not see it.")
)
NOT_FOUND_ANY_MORE = Message(
    NOOP(
        "core",
        "The connected user does not find this record any more: it is hidden now, or was deleted for good.",
    )
)
NOT_FOUND_FIX = Message(
    NOOP(
        "core", "Share the record with the connected user, or import the person with the right Salesforce ID."
    )
)
AS_FAR_AS_SEEN = Message(
    NOOP(
        "core",
        "Both sides agree as far as the connected user can see: {here} unsubscribed here, {there} opted out in "
        "Salesforce, {not_syncable} not in Salesforce. Records seen before and not seen now, of which nothing is "
        "known: {not_seen}.",
    )
)
SUMMARY: Mapping[RunOutcome, Message | Counted] = {
    RunOutcome.DONE: Message(
        NOOP(
            "core",
            "Both sides agree: {here} unsubscribed here, {there} opted out in Salesforce, {not_syncable} not in "
            "Salesforce.",
        )
    ),
    RunOutcome.DONE_WITH_FAILURES: Counted(
        NOOP(
            "core",
            "Synced, but {failed} record refused: {here} unsubscribed here, {there} opted out in Salesforce.",
        ),
        NOOP(
            "core",
            "Synced, but {failed} records refused: {here} unsubscribed here, {there} opted out in Salesforce.",
        ),
        by="failed",
    ),
    RunOutcome.CANCELLED: Counted(
        NOOP(
            "core",
            "Cancelled: {here} was unsubscribed here, {there} opted out in Salesforce; the rest is done next time.",
        ),
        NOOP(
            "core",
            "Cancelled: {here} were unsubscribed here, {there} opted out in Salesforce; the rest is done next time.",
        ),
        by="here",
    ),
    RunOutcome.PREVIEWED: Message(
        NOOP(
            "core",
            "Previewed, nothing written: {here} would be unsubscribed here, {there} opted out in Salesforce.",
        )
    ),
    RunOutcome.FAILED: Message(NOOP("core", "The sync stopped because of an error in the program.")),
    RunOutcome.INTERRUPTED: Message(
        NOOP(
            "core",
            "The computer was busy or asleep for so long in the middle of this sync that another may have begun; "
            "what was left is done by the next one.",
        )
    ),
}


def unsubscribed_entry(run_id: int, email: str, record: Snapshot) -> NewLogEntry:
    """A person was unsubscribed here, because of a record of theirs."""
    why = _BECAUSE.get(record.state, UNSUBSCRIBED_HERE)
    return NewLogEntry(
        Level.INFO,
        LogKind.SYNC,
        why.with_values(object=record.object, name=record.name) if why is not UNSUBSCRIBED_HERE else why,
        run_id=run_id,
        email=email,
        salesforce_id=record.id,
        together=_UNSUBSCRIBED_TOGETHER,
    )


def opted_out_entry(run_id: int, email: str, record_id: str) -> NewLogEntry:
    """A record was ticked in Salesforce."""
    return NewLogEntry(
        Level.INFO,
        LogKind.SYNC,
        OPTED_OUT_THERE,
        run_id=run_id,
        email=email,
        salesforce_id=record_id,
        together=_OPTED_OUT_TOGETHER,
    )


CARRIED_OUT = Message(
    NOOP(
        "core",
        "The preview was carried out: {here} unsubscribed here, {there} opted out in Salesforce. What came up since, "
        "the next sync does.",
    )
)
ON_THE_WAY = Counted(
    NOOP(
        "core",
        "Synced: {here} unsubscribed here, {there} opted out in Salesforce. Meanwhile {left} person came up who is "
        "not in step yet; the next sync does the rest.",
    ),
    NOOP(
        "core",
        "Synced: {here} unsubscribed here, {there} opted out in Salesforce. Meanwhile {left} people came up who are "
        "not in step yet; the next sync does the rest.",
    ),
    by="left",
)


LEFT_UNTICKED = Counted(
    NOOP(
        "core",
        "Synced: {here} unsubscribed here, {there} opted out in Salesforce. Not in step is {left} box that somebody "
        "unticked in Salesforce: it waits for your decision, or was left so.",
    ),
    NOOP(
        "core",
        "Synced: {here} unsubscribed here, {there} opted out in Salesforce. Not in step are {left} boxes that somebody "
        "unticked in Salesforce: they wait for your decision, or were left so.",
    ),
    by="left",
)


def left_out_entries(
    run_id: int,
    people: Sequence[PersonWithoutRecord],
    without_address: Sequence[Snapshot],
    of_another_address: Sequence[tuple[str, Snapshot]],
    not_found: Sequence[Snapshot],
) -> list[NewLogEntry]:
    """Who is unsubscribed and cannot be synced, and which records are not what they should be."""
    entries = [
        NewLogEntry(
            Level.WARNING,
            LogKind.SYNC,
            NOT_SYNCABLE[person.reason],
            run_id=run_id,
            fix=ID_NEEDED,
            email=person.email,
            code="NO_SALESFORCE_ID",
            together=_NOT_SYNCABLE_TOGETHER[person.reason],
        )
        for person in people
    ]
    entries += [
        NewLogEntry(
            Level.WARNING,
            LogKind.SYNC,
            OTHER_ADDRESS.with_values(object=record.object, name=record.name, address=record.email),
            run_id=run_id,
            fix=OTHER_ADDRESS_FIX,
            email=key,
            salesforce_id=record.id,
            code="OTHER_ADDRESS",
            together=_OTHER_ADDRESS_TOGETHER,
        )
        for key, record in of_another_address
    ]
    entries += [
        NewLogEntry(
            Level.WARNING,
            LogKind.SYNC,
            NEVER_FOUND if record.state is RecordState.UNSEEN else NOT_FOUND_ANY_MORE,
            run_id=run_id,
            fix=NOT_FOUND_FIX,
            email=record.email,
            salesforce_id=record.id,
            code="NOT_FOUND",
            together=_NEVER_FOUND_TOGETHER if record.state is RecordState.UNSEEN else _NOT_FOUND_TOGETHER,
        )
        for record in not_found
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
            together=_NO_ADDRESS_TOGETHER,
        )
        for record in without_address
    ]
    return entries


def refusal_entry(run_id: int, push: QueuedPush, problem: Problem) -> NewLogEntry:
    """The status log's word on a record that refused its tick."""
    return NewLogEntry(
        Level.ERROR,
        LogKind.SYNC,
        problem.what,
        run_id=run_id,
        email=push.email,
        salesforce_id=push.salesforce_id or "",
    ).because(problem)


def did_not_stick() -> Problem:
    """A tick that was accepted, and is not there when the record is read again."""
    return make_problem(
        DID_NOT_STICK,
        Category.OTHER,
        NOOP("core", "Salesforce accepted the opt-out, but it is not there when read again."),
        NOOP(
            "core",
            "Look for an automation or another integration in Salesforce that takes the tick away again.",
        ),
        scope=Scope.RECORD,
    )
