"""What is written in a cell: a source, Salesforce IDs, a history. Dates are in `dates`, words in `list_words`.

A cell that cannot be understood raises ProblemError; whether it costs the row is for the caller to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from core.files.problems import problem, refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Problem
from core.plain_text.moments import iso_text
from core.salesforce.values.record_id import MistypedIdError, check_characters, to_18
from core.store.links import object_of_id
from core.store.types.people import HistoryEvent, HistoryKind, Source
from core.store.types.pushes import PushState, QueuedPush

# --- sources and IDs

_SOURCES = {source.value.lower(): source for source in Source} | {
    source.name.lower().replace("_", " "): source for source in Source
}


@lru_cache(maxsize=1024)
def source_of(cell: str) -> Source:
    """The source a cell names, in the words of Marketo Sales; raises ProblemError for any other word."""
    word = unicodedata.normalize("NFKC", cell).strip().lower().replace("_", " ")
    try:
        return _SOURCES[word]
    except KeyError:
        raise refuse(
            "CELL_SOURCE_UNKNOWN",
            NOOP("core", "“{text}” is not a source; CSV Import is kept instead."),
            NOOP("core", "The sources are: {sources}."),
            text=cell[:50],
            sources=", ".join(Source),
        ) from None


# An ID in its long form that has kept its letter case, as most have: nothing is to be put right.
_WHOLE_ID = re.compile(r"(?=[^a-z]*[a-z])(?:003|00Q|001)[A-Za-z0-9]{12}[A-Z0-5]{3}")
_BETWEEN_IDS = re.compile(r"[\s;,|]+")


def ids_of(cell: str) -> tuple[tuple[str, ...], Problem | None]:
    """The Salesforce IDs in a cell, in their 18-character form, and what is wrong with the others if any are."""
    if _WHOLE_ID.fullmatch(cell) and cell.endswith(check_characters(cell)):
        return (cell,), None
    found, wrong = [], None
    for text in _BETWEEN_IDS.split(cell):
        try:
            record_id = to_18(text)
        except MistypedIdError:
            wrong = problem(
                "CELL_ID_MISTYPED",
                NOOP(
                    "core",
                    "The Salesforce ID “{text}” is mistyped: its last three characters do not fit the others. It is "
                    "left out.",
                ),
                NOOP(
                    "core",
                    "Copy the ID from the address of the record in Salesforce, then import the row again.",
                ),
                text=text,
            )
            continue
        except ValueError:
            record_id = ""
        if object_of_id(record_id):
            found.append(record_id)
        elif text:
            wrong = problem(
                "CELL_NO_PERSON_ID",
                NOOP("core", "“{text}” is not the ID of a Contact, a Lead or an Account; it is left out."),
                NOOP("core", "Such an ID has 15 or 18 characters and begins with 003, 00Q or 001."),
                text=text[:50],
            )
    return tuple(found), wrong


# --- history and pushes

_BETWEEN = " | "
_ESCAPES = str.maketrans({"\\": "\\\\", "|": "\\p", "\n": "\\n", "\r": "\\r"})
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"p": "|", "n": "\n", "r": "\r"}


def history_cell(events: Iterable[HistoryEvent]) -> str:
    """A history, oldest first, as a cell: one line for each event, readable as it stands."""
    return "\n".join(
        _BETWEEN.join(
            text.translate(_ESCAPES)
            for text in (
                iso_text(event.at),
                event.source or "",
                event.reason,
                event.who,
                event.salesforce_id,
                event.what,  # last, because it is never empty: blanks at the end of a cell get lost
            )
        )
        for event in events
    )


def pushes_cell(pushes: Iterable[QueuedPush]) -> str:
    """What was sent to Salesforce and what it answered, oldest first: one line for each record.

    A look for records of the address shows only while it has no answer: what it found is there by itself.
    """
    return "\n".join(
        _BETWEEN.join(
            text.translate(_ESCAPES)
            for text in (
                iso_text(push.queued_at),
                iso_text(push.answered_at) if push.answered_at else "",
                push.field,
                push.salesforce_id or "",
                push.problem.code if push.problem else "",
                push.problem.detail if push.problem else "",
                push.state,
            )
        )
        for push in pushes
        if push.salesforce_id or push.state is not PushState.DONE
    )


def history_of(cell: str) -> tuple[HistoryEvent, ...]:
    """The events that `history_cell` wrote; raises ProblemError for anything else."""
    try:
        return tuple(_event(line) for line in cell.replace("\r\n", "\n").split("\n") if line.strip())
    except ValueError as error:
        raise refuse(
            "CELL_NO_HISTORY",
            NOOP("core", "The history is not written as this program exports it; it is left out."),
            NOOP("core", "Import the column as it was exported, or leave it out."),
        ) from error


def _event(line: str) -> HistoryEvent:
    at, source, reason, who, record_id, what = (
        _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), part) for part in line.split(_BETWEEN)
    )
    return HistoryEvent(
        at=datetime.fromisoformat(at).astimezone(UTC),
        what=HistoryKind(what),
        source=Source(source) if source else None,
        reason=reason,
        who=who,
        salesforce_id=record_id,
    )
