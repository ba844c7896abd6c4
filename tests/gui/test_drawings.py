"""The drawings of the guide: one for each step and each look of Salesforce, in every language and theme."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from core.store.nouns import OptOutField
from gui.drawings import Drawing, drawing_source
from gui.language import JAPANESE, Language
from gui.pages.checklist_guide import LAYOUT_STEPS, SECURITY_STEPS
from gui.pages.guide_words import CLASSIC, LIGHTNING, STEPS, drawing_words
from gui.theme import Appearance, TextRole, Theme

NAMES = sorted({name for words in STEPS.values() for name in words.drawings})
FOLDER = files("resources").joinpath("checklist")


def test_there_is_a_drawing_for_each_step_and_no_other() -> None:
    assert (*LAYOUT_STEPS, *SECURITY_STEPS) == tuple(STEPS)
    assert len(LAYOUT_STEPS) == 8
    kept = sorted(path.name.removesuffix(".svg") for path in FOLDER.iterdir() if path.name.endswith(".svg"))
    assert kept == NAMES


def painted(theme: Theme, name: str) -> QImage:
    words = drawing_words("Contact", OptOutField.SALESFORCE)
    renderer = QSvgRenderer(QByteArray(drawing_source(theme, name, words).encode("utf-8")))
    assert renderer.isValid()
    image = QImage(480, 300, QImage.Format.Format_ARGB32)
    image.fill(QColor("#808080"))
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_takes_the_colours_of_the_theme_and_marks_where_to_click(theme: Theme, name: str) -> None:
    try:
        for appearance in (Appearance.LIGHT, Appearance.DARK):
            theme.set_appearance(appearance)
            image = painted(theme, name)
            seen = {image.pixelColor(x, y).name() for x in range(0, 480, 2) for y in range(0, 300, 2)}
            assert {theme.color(token).name() for token in ("surface", "accent", "border")} <= seen
    finally:
        theme.set_appearance(Appearance.LIGHT)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("object_", ["Contact", "Lead", "Account"])
def test_no_word_of_a_drawing_is_wider_than_the_drawing(
    theme: Theme, language: Language, name: str, object_: str
) -> None:
    language.choose(JAPANESE)
    source = FOLDER.joinpath(f"{name}.svg").read_text(encoding="utf-8")
    words = drawing_words(object_, OptOutField.MARKETO_SALES)
    found = re.findall(r'<text x="([\d.]+)" y="[\d.]+" font-size="([\d.]+)"([^>]*)>\{(\w+)\}<', source)
    assert found or "{" not in source
    for x, size, more, word in found:
        font = QFont(theme.font(TextRole.BODY))
        font.setPixelSize(100)
        font.setBold("font-weight" in more)
        width = QFontMetricsF(font).horizontalAdvance(words[word]) * float(size) / 100
        left = float(x) - (width / 2 if "middle" in more else 0)
        assert left >= 0, words[word]
        assert left + width <= 240, words[word]


def test_the_words_of_both_languages_and_looks_differ(language: Language) -> None:
    english = {
        (id, style): words.text_for(style, "Lead", OptOutField.SALESFORCE)
        for id, words in STEPS.items()
        for style in (LIGHTNING, CLASSIC)
    }
    assert english["setup", LIGHTNING] != english["setup", CLASSIC]
    assert english["save", LIGHTNING] == english["save", CLASSIC]
    assert not [text for text in english.values() if "{" in text]
    language.choose(JAPANESE)
    for (id, style), text in english.items():
        assert STEPS[id].text_for(style, "Lead", OptOutField.SALESFORCE) != text


def test_a_screen_reader_hears_what_a_drawing_shows(theme: Theme) -> None:
    drawing = Drawing(theme)
    drawing.show_drawing("save", drawing_words("Lead", OptOutField.SALESFORCE), "Drawing: Click Save.")
    assert drawing.accessibleName() == "Drawing: Click Save."
    assert not drawing.grab().toImage().isNull()
