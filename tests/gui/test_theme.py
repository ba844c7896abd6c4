"""The look: readable in light and dark, and growing with the system font."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from gui.theme import DARK, LIGHT, Palette, Theme

TEXT = 4.5
"""Contrast that WCAG 2.2 level AA asks of text (1.4.3)."""
GRAPHICS = 3.0
"""Contrast that it asks of controls and graphics (1.4.11)."""
TONES = ("good", "warning", "bad", "teal", "purple")


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "behind"),
    [
        *[(text, behind) for text in ("text", "secondary", "accent_text") for behind in ("page", "surface")],
        *[
            (tone, behind)
            for tone in ("good", "warning", "bad", "teal", "purple")
            for behind in ("surface", f"{tone}_wash")
        ],
        ("accent_text", "accent_wash"),
        ("text", "accent_wash"),
        ("secondary", "neutral_wash"),
        ("text", "warning_wash"),
        ("text", "bad_wash"),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
    ],
)
def test_text_can_be_read(palette: Palette, text: str, behind: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, behind)) >= TEXT


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "outline", ["control", "accent", "accent_text", "good", "warning", "bad", "teal", "purple"]
)
def test_controls_can_be_seen(palette: Palette, outline: str) -> None:
    assert contrast(getattr(palette, outline), palette.surface) >= GRAPHICS
    assert contrast(getattr(palette, outline), palette.page) >= GRAPHICS


def test_every_place_of_the_style_sheet_is_filled_in(theme: Theme) -> None:
    assert not re.search(r"@\w", theme.style_sheet())


def test_lengths_and_text_grow_with_the_system_font(qapp: QApplication) -> None:
    before = qapp.font()
    large = qapp.font()
    large.setPixelSize(26)
    try:
        qapp.setFont(large)
        theme = Theme(qapp)
        assert theme.px(8) == 16
        assert "padding: 0 36px" in theme.style_sheet()
    finally:
        qapp.setFont(before)
        Theme(qapp)
