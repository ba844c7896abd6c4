"""/limits: what the org may use in a day and what is left (REST API Developer Guide, Limits)."""

from __future__ import annotations

from core.practice_org.calls import Answer, Call, Routes

routes = Routes()

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
    left = max(0, org.daily_calls - org.calls_today)
    entries["DailyApiRequests"] = {"Max": org.daily_calls, "Remaining": left}
    return Answer(dict(sorted(entries.items())))
