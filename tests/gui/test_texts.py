"""Times as words: the same form on every page, and none that reads two ways."""

from __future__ import annotations

from datetime import datetime

import pytest

from gui import texts
from gui.language import JAPANESE, Language

AT = datetime(2026, 12, 11, 16, 5, 9).astimezone()


@pytest.fixture
def japanese(language: Language) -> Language:
    language.choose(JAPANESE)
    return language


def test_a_date_names_the_month_so_that_it_reads_one_way(language: Language) -> None:
    assert texts.day(AT) == "11 Dec 2026"
    assert texts.date_and_time(AT) == "11 Dec 2026, 4:05 pm"
    assert texts.to_the_second(AT) == "11 Dec 2026, 4:05:09 pm"


def test_a_time_of_day_is_told_as_it_is_beside_a_date(language: Language) -> None:
    assert texts.clock(AT) == "4:05:09 pm"
    assert texts.to_the_second(AT).endswith(texts.clock(AT))
    assert texts.day_and_time(AT) == "Fri 11 Dec, 4:05 pm"


def test_in_japanese_the_year_comes_first_and_the_day_has_24_hours(japanese: Language) -> None:
    assert texts.day(AT) == "2026/12/11"
    assert texts.date_and_time(AT) == "2026/12/11 16:05"
    assert texts.to_the_second(AT) == "2026/12/11 16:05:09"
    assert texts.clock(AT) == "16:05:09"
    assert texts.day_and_time(AT) == "12月11日 (金) 16:05"
