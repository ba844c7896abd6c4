"""Drawings of where to click: SVG of our own, in the colours of the palette and with words of the user's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from xml.sax.saxutils import escape

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from gui.theme import TextRole, Theme

_WIDTH, _HEIGHT = 240, 150
_PLACES = re.compile(r"@([a-z_]+)|\{([a-z_]+)\}")


def drawing_source(theme: Theme, name: str, words: Mapping[str, str]) -> str:
    """A drawing of resources/checklist as SVG: `@text` becomes that colour, `{save}` the word of that name."""
    source = files("resources").joinpath("checklist", f"{name}.svg").read_text(encoding="utf-8")

    def fill(match: re.Match[str]) -> str:
        token, word = match.groups()
        if word:
            return escape(words[word])
        if token == "font":
            # QtSvg takes one family, and falls back by itself for the characters that it lacks.
            return escape(QFontInfo(theme.font(TextRole.BODY)).family(), {'"': "&quot;"})
        return theme.color(token).name()

    return _PLACES.sub(fill, source)


class Drawing(QWidget):
    """One drawing, sharp at every scale; it follows the theme. To a screen reader it is what `describe` says."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = ""
        self._words: Mapping[str, str] = {}
        self._renderer = QSvgRenderer(self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setFixedSize(QSize(theme.px(_WIDTH), theme.px(_HEIGHT)))
        theme.changed.connect(self._load)

    def show_drawing(self, name: str, words: Mapping[str, str], description: str) -> None:
        """Show another drawing, or the same in other words."""
        self.setAccessibleName(description)
        if (name, words) != (self._name, self._words):
            self._name, self._words = name, dict(words)
            self._load()

    def _load(self) -> None:
        if self._name:
            source = drawing_source(self._theme, self._name, self._words)
            self._renderer.load(QByteArray(source.encode("utf-8")))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._renderer.render(painter, QRectF(self.rect()))
