"""Which records changed or went since a moment (REST API Developer Guide, sObject Get Updated / Get Deleted).

Both look at SystemModstamp, cut off seconds, and reach back 30 days at most.
"""

from __future__ import annotations

from core.practice_org.answers import Answer
from core.practice_org.errors import ApiError
from core.practice_org.http.calls import Call, Routes
from core.practice_org.rest.single_records import object_of
from core.practice_org.timestamps import parse_date_time, to_json

MOST_IDS = 600_000
REACH_MS = 30 * 24 * 3600 * 1000

routes = Routes()


@routes("GET", "/sobjects/{name}/updated", takes=("start", "end"))
def updated(call: Call, name: str) -> Answer:
    """Ids of the records made or changed between `start` and `end`."""
    sobject = object_of(call, name)
    start, end = _range(call)
    live = ' AND "IsDeleted" = 0' if sobject.deletable else ""
    rows = (
        call.org.database.reader()
        .execute(
            f'SELECT "Id" FROM "{sobject.name}" t WHERE "SystemModstamp" / 1000 >= ?'
            f' AND "SystemModstamp" / 1000 < ? AND {sobject.shown("t")}{live} LIMIT ?',
            (start // 1000, end // 1000, MOST_IDS + 1),
        )
        .fetchall()
    )
    if len(rows) > MOST_IDS:
        raise ApiError(400, "EXCEEDED_ID_LIMIT", "Too many ids: choose a shorter range")
    return Answer({"ids": [row[0] for row in rows], "latestDateCovered": _covered(call, end)})


@routes("GET", "/sobjects/{name}/deleted", takes=("start", "end"))
def deleted(call: Call, name: str) -> Answer:
    """Ids of the records that went into the recycle bin between `start` and `end`, with the moment."""
    sobject = object_of(call, name)
    start, end = _range(call)
    if not sobject.deletable:
        rows = []
    else:
        rows = (
            call.org.database.reader()
            .execute(
                f'SELECT "Id", "SystemModstamp" FROM "{sobject.name}" t WHERE "IsDeleted" = 1'
                f" AND {sobject.shown('t')}"
                ' AND "SystemModstamp" / 1000 >= ? AND "SystemModstamp" / 1000 < ?',
                (start // 1000, end // 1000),
            )
            .fetchall()
        )
    return Answer(
        {
            "deletedRecords": [{"id": row[0], "deletedDate": to_json(row[1])} for row in rows],
            "earliestDateAvailable": to_json(call.org.now() - REACH_MS),
            "latestDateCovered": _covered(call, end),
        }
    )


def _range(call: Call) -> tuple[int, int]:
    start, end = (_minute(call, name) for name in ("start", "end"))
    if end - start < 60_000:
        raise ApiError(400, "INVALID_REPLICATION_DATE", "endDate must be at least one minute after startDate")
    if start < call.org.now() - REACH_MS:
        raise ApiError(400, "INVALID_REPLICATION_DATE", "startDate before org replication enabled date")
    return start, end


def _minute(call: Call, name: str) -> int:
    text = call.parameters.get(name, "")
    # A + that was not percent-encoded arrives as a blank; Salesforce reads it as the + it was.
    moment = parse_date_time(text.replace(" ", "+"))
    if moment is None:
        raise ApiError(400, "INVALID_DATE_FORMAT", f"{name} must be an ISO8601 date in UTC: {text}")
    return moment // 60_000 * 60_000


def _covered(call: Call, end: int) -> str:
    return to_json(min(end, call.org.now()))
