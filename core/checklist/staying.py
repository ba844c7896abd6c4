"""Do opt-outs stay ticked in Salesforce: what the newest sync that wrote any found when it read them again.

A trigger, a flow or another integration may take a tick away in the very save that sets it. No look at Setup shows that
for certain, and nothing is written to find it out: the syncs find it.
"""

from __future__ import annotations

from dataclasses import replace

from core.checklist.results import Cause, Check, CheckState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted, Message
from core.salesforce.values.links import Links
from core.store.types.fields import OptOutField


def ticks_stay(
    object: str,
    field: OptOutField,
    held: tuple[int, int],
    *,
    reads_back: bool,
    links: Links | None,
) -> Check:
    """`held` are how many of the newest sync's ticks on the object were there when read again, and how many were not.

    `reads_back` is whether the settings let syncs read again what they wrote; without `links` nobody looked at the org.
    """
    check = Check(
        "ticks_stay",
        object,
        Message(NOOP("core", "Opt-outs stay set on {object}"), {"object": object}),
        field=field,
    )
    stayed, lost = held
    values: dict[str, str | int] = {"object": object, "lost": lost, "count": stayed + lost}
    if lost:
        return replace(
            check,
            state=CheckState.WARNING if stayed else CheckState.TO_DO,
            what=(LOST_SOME if stayed else LOST_ALL).with_values(**values),
            fix=FIND_IT.with_values(object=object),
            link=links.triggers(object) if links is not None else "",
            cause=Cause.REFUSED,
        )
    if not reads_back:
        return check.not_known(NOT_READ_BACK, READ_BACK_AGAIN)
    if not stayed:
        what = NONE_YET.with_values(object=object)
        # Nothing can be done about it before a sync; of an org that nobody could look at nothing is known.
        state = CheckState.NOT_NEEDED if links is not None else CheckState.COULD_NOT_CHECK
        return replace(check, state=state, what=what, cause=Cause.NOTHING_TO_TRY)
    return replace(check, what=ALL_STAYED.with_values(**values))


ALL_STAYED = Counted(
    NOOP(
        "core",
        "The newest sync opted out {count} record of {object}, read it again, and found it still opted out.",
    ),
    NOOP(
        "core",
        "The newest sync opted out {count} records of {object}, read them (or a sample) again, and found all "
        "of them still opted out.",
    ),
)
LOST_ALL = Counted(
    NOOP(
        "core",
        "The newest sync opted out {count} record of {object}. Salesforce accepted it, but it was not opted out "
        "when it was read again: something in your org clears the checkbox.",
    ),
    NOOP(
        "core",
        "The newest sync opted out {count} records of {object}. Salesforce accepted all of them, and none "
        "was opted out when it was read again: something in your org clears the checkbox.",
    ),
)
LOST_SOME = Counted(
    NOOP(
        "core",
        "The newest sync opted out {count} records of {object}. Salesforce accepted all of them, and {lost} "
        "was not opted out when it was read again: something in your org clears the checkbox.",
    ),
    NOOP(
        "core",
        "The newest sync opted out {count} records of {object}. Salesforce accepted all of them, and {lost} "
        "were not opted out when they were read again: something in your org clears the checkbox.",
    ),
    by="lost",
)
FIND_IT = Message(
    NOOP(
        "core",
        "In Salesforce Setup look for an Apex trigger, a flow or another integration that clears the field on "
        "{object}, and let it leave the connected user's saves alone; then sync again. The records are named in the "
        "status log.",
    )
)
NONE_YET = Message(
    NOOP(
        "core",
        "No sync has opted out a record of {object} yet. The first one that does reads it again, and says here whether "
        "it stayed so.",
    )
)
NOT_READ_BACK = Message(NOOP("core", "The settings keep syncs from reading again what they wrote."))
READ_BACK_AGAIN = Message(
    NOOP("core", "Let them read a sample again (unsubscribe-sync settings read_back sample).")
)
