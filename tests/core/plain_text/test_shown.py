from __future__ import annotations

import unicodedata

import pytest

from core.plain_text.shown import is_harmless, shown
from tests.helpers import hostile


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b31m", r"\x9b31m"),
        ("Acme\u202egpj", r"Acme\u202egpj"),
        ("a\u2066b", r"a\u2066b"),
        ("a\u2028b", r"a\u2028b"),
        ("a\r\nUnsubscribed.", r"a\r\nUnsubscribed.".replace(r"\r", r"\x0d").replace(r"\n", r"\x0a")),
        ("half \ud800", r"half \ud800"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("\ufeffAnn", r"\ufeffAnn"),
    ],
)
def test_what_would_steer_a_terminal_is_seen_instead(text: str, seen: str) -> None:
    assert shown(text) == seen
    assert not is_harmless(text)


@pytest.mark.parametrize(
    "text", ["", "Ann", "山田 太郎", "نام\u200cها", "👩\u200d💻", "C:\\x1b", "naïve\u00a0"]
)
def test_what_people_are_called_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


def test_nothing_that_steers_comes_through_whatever_the_text() -> None:
    for text in hostile.texts():
        seen = shown(text)
        assert not [
            letter
            for letter in seen
            if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp", "Cf") and letter not in "\u200c\u200d"
        ]
        seen.encode()
        assert shown(seen) == seen
