"""The drawings of the guide: one for each step and each look of Salesforce, in every language and theme."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from core.checklist.org_words import OrgWords
from core.store.types.fields import OptOutField
from gui.drawings import Drawing, drawing_source
from gui.language import JAPANESE, Language
from gui.pages.checklist.guide import LAYOUT_STEPS, SECURITY_STEPS
from gui.pages.checklist.guide_words import CLASSIC, LIGHTNING, STEPS, Wording
from gui.theme import Appearance, TextRole, Theme

NAMES = sorted({name for words in STEPS.values() for name in words.drawings})
FOLDER = files("resources").joinpath("checklist")


def test_there_is_a_drawing_for_each_step_and_no_other() -> None:
    assert (*LAYOUT_STEPS, *SECURITY_STEPS) == tuple(STEPS)
    assert len(LAYOUT_STEPS) == 8
    kept = sorted(path.name.removesuffix(".svg") for path in FOLDER.iterdir() if path.name.endswith(".svg"))
    assert kept == NAMES


def painted(theme: Theme, name: str) -> QImage:
    words = Wording(OrgWords(), "Contact", OptOutField.SALESFORCE).in_drawing()
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
@pytest.mark.parametrize("spoken", ["", "ja", "de", "fr", "en_US"])
def test_no_word_of_a_drawing_is_wider_than_the_drawing(
    theme: Theme, language: Language, name: str, object_: str, spoken: str
) -> None:
    language.choose(JAPANESE)
    labels = {f"{object_}.{OptOutField.MARKETO_SALES}": "長い名前の項目 " * 9 if spoken else ""}
    source = FOLDER.joinpath(f"{name}.svg").read_text(encoding="utf-8")
    org_words = OrgWords(spoken, {object_: "取引先責任者または人" if spoken else ""}, labels)
    words = Wording(org_words, object_, OptOutField.MARKETO_SALES).in_drawing()
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
    wording = Wording(OrgWords(), "Lead", OptOutField.SALESFORCE)
    english = {
        (id, style): words.text_for(style, wording)
        for id, words in STEPS.items()
        for style in (LIGHTNING, CLASSIC)
    }
    assert english["setup", LIGHTNING] != english["setup", CLASSIC]
    assert english["save", LIGHTNING] == english["save", CLASSIC]
    assert not [text for text in english.values() if "{" in text]
    language.choose(JAPANESE)
    for (id, style), text in english.items():
        assert STEPS[id].text_for(style, wording) != text


def test_the_guide_speaks_as_the_org_does_with_our_words_beside(language: Language) -> None:
    org = OrgWords("ja", {"Lead": "リード"}, {"Lead.salesforce": "メール送信除外"})
    wording = Wording(org, "Lead", OptOutField.SALESFORCE)
    assert STEPS["fields"].text_for(LIGHTNING, wording) == (
        "In the box on top, choose 項目 (Fields). メール送信除外 (Email Opt Out) is among those at the right."
    )
    assert STEPS["drag"].text_for(LIGHTNING, wording).endswith("such as リード 情報, and let it go.")
    in_drawing = wording.in_drawing()
    assert (in_drawing["fields"], in_drawing["field"], in_drawing["object"]) == (
        "項目",
        "メール送信除外",
        "リード",
    )
    assert in_drawing["section"] == "リード 情報"
    language.choose(JAPANESE)
    assert "メール送信除外 (メールオプトアウト)" in STEPS["fields"].text_for(LIGHTNING, wording)
    # Where the org speaks English, its words come first all the same.
    english = Wording(OrgWords("en_US", {}, {}), "Lead", OptOutField.SALESFORCE)
    assert "Page Layouts" in STEPS["page_layouts"].text_for(LIGHTNING, english)


def test_a_screen_reader_hears_what_a_drawing_shows(theme: Theme) -> None:
    drawing = Drawing(theme)
    words = Wording(OrgWords(), "Lead", OptOutField.SALESFORCE).in_drawing()
    drawing.show_drawing("save", words, "Drawing: Click Save.")
    assert drawing.accessibleName() == "Drawing: Click Save."
    assert not drawing.grab().toImage().isNull()
