"""What the checks of an org are to find out, and what is known beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.store.answered import Answered
from core.store.types.fields import OptOutField


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sync would need: which fields it or a push writes, and how many calls it takes.

    `chosen` are the checkboxes that the admin picked, by object. `refused_lately` is what rules of the org refused of
    the opt-outs that were sent, by object; `refused_before` are the records that the last dry write did not get saved;
    `leads_seen` is whether this program ever saw a Lead.
    """

    written: Sequence[OptOutField]
    calls_needed: int
    reserve_share: int
    chosen: Mapping[str, str]
    leads_seen: bool
    refused_lately: Mapping[OptOutField, Mapping[str, Answered]] = field(default_factory=dict)
    refused_before: Mapping[tuple[OptOutField, str], Sequence[str]] = field(default_factory=dict)
