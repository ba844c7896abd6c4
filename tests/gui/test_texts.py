"""Times as words: the same form on every page, and none that reads two ways."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale

from gui import texts
from gui.language import ENGLISH, JAPANESE, Language
from gui.pages.integration.night_run_card import zone_label

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


@pytest.mark.parametrize(
    ("system", "language_code", "shown"),
    [
        ("de_DE", ENGLISH, "16:05:09"),
        ("en_US", ENGLISH, "4:05:09 pm"),
        ("en_US", JAPANESE, "4:05:09 午後"),
        ("ja_JP", JAPANESE, "16:05:09"),
    ],
)
def test_hours_are_counted_as_the_system_does_whatever_the_language(
    language: Language, monkeypatch: pytest.MonkeyPatch, system: str, language_code: str, shown: str
) -> None:
    language.choose(language_code)
    monkeypatch.setattr(texts.QLocale, "system", lambda: QLocale(system))
    assert texts.clock(AT) == shown


def test_a_night_is_told_by_the_local_clock_and_in_brackets_by_its_own(language: Language) -> None:
    at = datetime(2026, 12, 12, 4, tzinfo=UTC)
    assert texts.night(at, "UTC") == texts.moment(at)
    assert texts.night(at, "America/Los_Angeles") == "Sat 12 Dec, 4:00 am UTC (Fri 11 Dec, 8:00 pm Pacific)"
    assert texts.night(at, "Europe/Berlin") == "Sat 12 Dec, 4:00 am UTC (5:00 am CET)"


def test_a_zone_is_found_by_its_city_its_letters_or_how_far_it_is() -> None:
    winter = datetime(2026, 12, 11, 12, tzinfo=UTC)
    assert zone_label("America/Los_Angeles", winter) == "Los Angeles, Pacific Time (PST, UTC−08:00)"
    assert zone_label("Asia/Kolkata", winter) == "Kolkata, Asia (IST, UTC+05:30)"
    assert zone_label("America/Argentina/Salta", winter) == "Salta, America, Argentina (UTC−03:00)"
    assert zone_label("UTC", winter) == "UTC (UTC+00:00)"
