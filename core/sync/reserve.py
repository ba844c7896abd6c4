"""What is kept of the org's daily API calls for others (setting `calls_reserve`), and what is left above it."""

from __future__ import annotations

from core.salesforce.values.describe import ApiUsage


def reserve_of(total: int, percent: int) -> int:
    """How many of a day's calls are kept for others."""
    return -(-total * percent // 100)


def spare_calls(usage: ApiUsage, percent: int) -> int:
    """How many calls a run may still make; 0 when the reserve is reached."""
    return max(0, usage.total - usage.used - reserve_of(usage.total, percent))
