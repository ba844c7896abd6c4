"""/limits: what the org may use in a day and what is left (REST API Developer Guide, Limits)."""

from __future__ import annotations

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.bulk_settings import DAILY_QUERY_MB

routes = Routes()


@routes("GET", "/limits/recordCount", takes=("sObjects",))
def record_count(call: Call) -> Answer:
    """About how many records there are of the objects that `sObjects` lists, or of all."""
    asked = [text.strip() for text in call.parameters.get("sObjects", "").split(",") if text.strip()]
    found = [call.schema.object(name) for name in asked] if asked else call.schema.objects.values()
    reader = call.org.database.reader()
    counts = []
    for sobject in found:
        if sobject is not None:
            [count] = reader.execute(f'SELECT count(*) FROM "{sobject.name}"').fetchone()
            counts.append({"count": count, "name": sobject.name})
    return Answer({"sObjects": counts})


_UNTOUCHED = {
    "DailyAsyncApexExecutions": 250_000,
    "DailyStreamingApiEvents": 10_000,
    "DataStorageMB": 10_240,
    "FileStorageMB": 10_240,
    "HourlyTimeBasedWorkflow": 1_000,
    "MassEmail": 5_000,
    "SingleEmail": 5_000,
}


@routes("GET", "/limits")
def limits(call: Call) -> Answer:
    """Every limit with its maximum and what remains; asking costs a call itself."""
    org = call.org
    entries = {name: {"Max": most, "Remaining": most} for name, most in _UNTOUCHED.items()}
    bulk, used = org.bulk, org.bulk_usage
    for name, most, gone in (
        ("DailyApiRequests", org.daily_calls, org.calls_today),
        ("DailyBulkApiBatches", bulk.daily_batches, used.batches),
        ("DailyBulkV2QueryJobs", bulk.daily_query_jobs, used.query_jobs),
        ("DailyBulkV2QueryFileStorageMB", DAILY_QUERY_MB, used.query_bytes // 1_000_000),
    ):
        entries[name] = {"Max": most, "Remaining": max(0, most - gone)}
    return Answer(dict(sorted(entries.items())))
