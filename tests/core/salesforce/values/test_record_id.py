"""Salesforce IDs in their two lengths."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.salesforce.values.record_id import MistypedIdError, looks_like_id, to_18


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
    "full", ["001D000000IRFmaIAH", "0D5B000000SKZ7VKAX", "00Q000000000000EAA", "003Pr00000aBcDeIAK"]
)
def test_a_long_id_that_lost_its_letter_case_gets_it_back(full: str) -> None:
    assert to_18(full.upper()) == full
    assert to_18(full.lower()) == full


@pytest.mark.parametrize(
    "mistyped",
    [
        "003Pr0000000001IAB",  # a digit cannot be upper case
        "003Pr0000000001AAA",  # the P is said to be a small one
        "003Pr00000aBcDeIAJ",
        "003Pr00000aBcdeIAK",  # a letter has lost its case, the others have not
        "003pr00000aBcDeIAK",
        "003Pr00000aBcDeiak",
        "00Q000000000001zzz",
        "003AAAAAAAAAAAABBB",
        "003PR0000000001IAB",
    ],
)
def test_an_id_whose_check_characters_are_wrong_is_refused(mistyped: str) -> None:
    with pytest.raises(MistypedIdError):
        to_18(mistyped)
    assert looks_like_id(mistyped)


@given(st.text(string.ascii_letters + string.digits, min_size=15, max_size=15), st.data())
def test_every_id_passes_as_it_is_and_not_with_another_check_character(
    short: str, data: st.DataObject
) -> None:
    full = to_18(short)
    assert full == make_id(short)
    assert to_18(full) == full
    place = data.draw(st.integers(15, 17))
    other = data.draw(st.sampled_from([c for c in string.ascii_uppercase + "012345" if c != full[place]]))
    wrong = full[:place] + other + full[place + 1 :]
    if wrong not in (wrong.upper(), wrong.lower()):
        with pytest.raises(MistypedIdError):
            to_18(wrong)


def make_id(short: str) -> str:
    """The check characters by the words of the documentation, group by group."""
    letters = string.ascii_uppercase + "012345"
    groups = (short[start : start + 5] for start in (0, 5, 10))
    return short + "".join(
        letters[sum(2**bit * group[bit].isupper() for bit in range(5))] for group in groups
    )


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
