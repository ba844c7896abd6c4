"""Which troubles pass by themselves, so that what they broke off is caught up and not given up."""

from __future__ import annotations

from core.messages import Category, Problem

_OF_THE_LINE = frozenset({Category.OFFLINE, Category.INTERMITTENT, Category.AUTHENTICATION})


def passes_by_itself(problem: Problem) -> bool:
    """Whether a problem is one of the way to the org or of the org as a whole, and not of what was being done.

    Those end without anybody changing the work: the network comes back, calls are free again, somebody signs in.
    """
    return problem.stops_everything or problem.category in _OF_THE_LINE
