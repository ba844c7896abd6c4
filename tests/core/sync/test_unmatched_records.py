"""Finding records again that went by before their person was known."""

from __future__ import annotations

from core.sync.unmatched_records import UnmatchedRecords


def test_every_record_of_an_address_is_found_again_and_no_other() -> None:
    glimpsed = UnmatchedRecords()
    for start in (0, 400, 800):
        glimpsed.add(
            [
                (f"person{number % 500}@example.com", f"003{number:012d}AAA")
                for number in range(start, min(start + 400, 1000))
            ]
        )
    assert glimpsed.of(["person7@example.com"]) == ["003000000000007AAA", "003000000000507AAA"]
    assert glimpsed.of(["nobody@example.com"]) == []
    assert glimpsed.of([]) == []


def test_what_others_have_noted_is_found_as_well() -> None:
    glimpsed, others = UnmatchedRecords(), UnmatchedRecords()
    glimpsed.add([("ada@example.com", "003000000000001AAA")])
    others.add([("ada@example.com", "003000000000002AAA"), ("eve@example.com", "003000000000003AAA")])
    glimpsed.join(others)
    assert glimpsed.of(["ada@example.com"]) == ["003000000000001AAA", "003000000000002AAA"]
