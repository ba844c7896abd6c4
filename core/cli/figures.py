"""The figures of the last 30 days, for `status`."""

from __future__ import annotations

from collections import Counter
from typing import Any

from core.attention.figures import Figures, Wait, duration
from core.cli.console import say
from core.cli.language import in_columns, phrase, words
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted


def figures_document(figures: Figures) -> dict[str, Any]:
    """Them as JSON; days are those of this computer's time zone, times are seconds."""
    return {
        "since": figures.starts[0].isoformat(),
        "unsubscribed": {
            str(source or ""): sum(counts) for source, counts in figures.unsubscribed.items() if sum(counts)
        },
        "confirmed": _wait_document(figures.wait),
        "api_calls": figures.all_calls,
        "api_calls_a_day_at_most": figures.budget,
        "nights": dict(Counter(night.state for night in figures.nights)),
        "people": {str(state): count for state, count in figures.people.items()},
        "days": [
            {
                "day": day.isoformat(),
                "unsubscribed": {
                    str(source or ""): counts[at]
                    for source, counts in figures.unsubscribed.items()
                    if counts[at]
                },
                "confirmed": _wait_document(figures.waits[at]),
                "api_calls": sum(counts[at] for counts in figures.calls.values()),
            }
            for at, day in enumerate(figures.starts)
        ],
    }


def tell_figures(figures: Figures) -> None:
    """Them in two lines."""
    opt_outs = phrase(_OPT_OUTS.template_for(figures.opt_outs), count=figures.opt_outs)
    calls = phrase(_CALLS.template_for(figures.all_calls), count=figures.all_calls)
    say(in_columns(phrase(NOOP("cli", "Last 30 days")), f"{opt_outs}, {calls}"))
    if (wait := figures.wait) is not None:
        took = NOOP("cli", "half of them within {median}, the slowest after {longest}")
        times = {"median": words(duration(wait.median_s)), "longest": words(duration(wait.longest_s))}
        say(in_columns(phrase(NOOP("cli", "Confirmed")), phrase(took, **times)))


def _wait_document(wait: Wait | None) -> dict[str, int] | None:
    if wait is None:
        return None
    return {
        "opt_outs": wait.opt_outs,
        "median_seconds": wait.median_s,
        "longest_seconds": wait.longest_s,
    }


_OPT_OUTS = Counted(NOOP("cli", "{count} opt-out"), NOOP("cli", "{count} opt-outs"))
_CALLS = Counted(NOOP("cli", "{count} API call"), NOOP("cli", "{count} API calls"))
