"""Icons: SVG drawings of our own, tinted with a colour of the palette and drawn sharp at every scale."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.theme import Theme

_SIZES = (16, 20, 24, 32, 48)


class Icons:
    """Loads the drawings of resources/icons; `currentColor` in them becomes the asked colour."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sources: dict[str, str] = {}
        # Few drawings in few colours, and hundreds of rows that show them.
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(self, name: str, token: str) -> QIcon:
        """A drawing in a colour of the palette in force; ask anew when the theme has changed."""
        icon = QIcon()
        for size in _SIZES:
            icon.addPixmap(self.pixmap(name, token, size))
        return icon

    def pixmap(self, name: str, token: str, size: int, ratio: float = 1.0) -> QPixmap:
        """A drawing, `size` pixels wide and high, times the device's pixel ratio."""
        colour = self._theme.color(token).name()
        key = (name, colour, size, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size, ratio)
        return self._drawn[key]

    def _draw(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        source = self._source(name).replace("currentColor", colour)
        renderer = QSvgRenderer(QByteArray(source.encode("utf-8")))
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            path = files("resources").joinpath("icons", f"{name}.svg")
            self._sources[name] = path.read_text(encoding="utf-8")
        return self._sources[name]
