"""What comes from outside as bytes and letters ends in a reading or in one sentence: the short form of the fuzzer."""

from __future__ import annotations

import pytest

from tests.fuzz.lists import TRIES, fuzz

_INPUTS = {"files": 1500, "addresses": 3000, "dates": 3000}


@pytest.mark.parametrize("kind", TRIES)
def test_whatever_comes_in_ends_in_a_reading_or_in_one_sentence(kind: str) -> None:
    outcomes, slowest = fuzz(kind, _INPUTS[kind], 1)
    assert outcomes.total() == _INPUTS[kind]
    assert len(outcomes) > 1
    assert slowest < 30  # seconds of the processor: no hang
