"""What a setting is."""

from __future__ import annotations

from dataclasses import dataclass

from core.settings.accepted import Accepted


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, kept as text."""

    key: str
    default: str
    accepted: Accepted
    purpose: str
