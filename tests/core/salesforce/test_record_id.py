"""Salesforce IDs in their two lengths."""

import pytest

from core.salesforce.record_id import looks_like_id, to_18


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("001D000000IRFma", "001D000000IRFmaIAH"),
        ("0D5B000000SKZ7V", "0D5B000000SKZ7VKAX"),
        ("00Q000000000000", "00Q000000000000EAA"),
    ],
)
def test_a_short_id_becomes_the_long_one(short: str, full: str) -> None:
    assert to_18(short) == full
    assert to_18(f" {short}\n") == full
    assert to_18(full) == full


@pytest.mark.parametrize(
    "full", ["001D000000IRFmaIAH", "0D5B000000SKZ7VKAX", "00Q000000000000EAA", "003Pr00000aBcDeIAJ"]
)
def test_a_long_id_that_lost_its_letter_case_gets_it_back(full: str) -> None:
    full = to_18(full[:15])
    assert to_18(full.upper()) == full
    assert to_18(full.lower()) == full


@pytest.mark.parametrize("invented", ["003xx000004TmiQAAS", "00Q000000000001zzz", "003AAAAAAAAAAAABBB"])
def test_an_invented_id_whose_check_fails_is_left_as_it_is(invented: str) -> None:
    assert to_18(invented) == invented


@pytest.mark.parametrize(
    "text",
    [
        "",
        "003",
        "003Pr0000000001IA",
        "003Pr000000000",
        "003Pr0000000001-AA",
        "３" * 15,
        "003Pr0000000001IAAx",
    ],
)
def test_what_is_no_id_is_refused(text: str) -> None:
    assert not looks_like_id(text)
    with pytest.raises(ValueError):
        to_18(text)


def test_a_refusal_does_not_repeat_the_text() -> None:
    with pytest.raises(ValueError) as caught:
        to_18("someone@example.com")
    assert "example" not in str(caught.value)
