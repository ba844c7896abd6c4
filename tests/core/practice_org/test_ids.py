import pytest

from core.practice_org.ids import full_id, make_id

# Published ids of real orgs whose check characters are known to be right.
PUBLISHED = ["001D000000IRFmaIAH", "00590000000FgqzAAC", "701D0000000AiObIAK"]


@pytest.mark.parametrize("identifier", PUBLISHED)
def test_check_characters_agree_with_published_ids(identifier: str) -> None:
    assert full_id(identifier[:15]) == identifier
    assert full_id(identifier) == identifier


@pytest.mark.parametrize("identifier", PUBLISHED)
def test_eighteen_characters_are_recognised_in_any_letter_case(identifier: str) -> None:
    assert full_id(identifier.lower()) == identifier
    assert full_id(identifier.upper()) == identifier


@pytest.mark.parametrize("text", ["", "003", "003Pr0000000001", "003Pr0000000001AAAA", "003Pr00000000-1"])
def test_only_fifteen_or_eighteen_letters_and_digits_are_an_id(text: str) -> None:
    expected = make_id("003", 1) if text == make_id("003", 1)[:15] else None
    assert full_id(text) == expected


def test_ids_sort_like_their_serials_and_differ() -> None:
    ids = [make_id("003", serial) for serial in (1, 9, 10, 35, 36, 61, 62, 3843, 3844, 1_000_000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert {len(identifier) for identifier in ids} == {18}
