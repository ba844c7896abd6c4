"""Pauses grow, are never in step, and have an end."""

from __future__ import annotations

from core.sync.backoff import LONGEST_S, pause_s


def test_pauses_grow_to_the_longest_and_stay_there_for_days() -> None:
    for failures in range(1, 3000):
        longest = min(LONGEST_S, 2.0 ** min(failures - 1, 20))
        assert longest / 2 <= pause_s(failures) <= longest


def test_what_the_other_side_asks_for_is_kept_within_bounds() -> None:
    assert pause_s(1, 30) == 30
    assert pause_s(1, 86_400) == LONGEST_S
    assert pause_s(20, 1) >= LONGEST_S / 2
