"""A PDF of some lines and one long table, written by reportlab: without a window, however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

_WIDE, _HIGH = A4
_MARGIN = 42.0
_LATIN, _LATIN_BOLD = "Helvetica", "Helvetica-Bold"
_JAPANESE = "HeiseiKakuGo-W5"
"""A font that every reader of PDF brings along or replaces, so that none has to be on this computer."""
_SIZE, _SIZE_HEADING, _SIZE_TABLE = 9.0, 15.0, 7.5
_GAP = 4.0


class Pdf:
    """Written from top to bottom; sizes are points."""

    def __init__(self, stream: BinaryIO, title: str) -> None:
        registerFont(UnicodeCIDFont(_JAPANESE))
        self._canvas = Canvas(stream, pagesize=A4, pageCompression=1)
        self._canvas.setTitle(title)
        self._y = _HIGH - _MARGIN
        self._page = 1

    def heading(self, text: str) -> None:
        """A line in large letters."""
        self._down(_SIZE_HEADING * 1.4)
        self._write(_MARGIN, text, _SIZE_HEADING, bold=True)
        self.gap()

    def line(self, text: str) -> None:
        """Text over the whole width, in as many lines as it takes."""
        for part in _wrapped(text, _WIDE - 2 * _MARGIN, _SIZE, bold=False):
            self._down(_SIZE * 1.4)
            self._write(_MARGIN, part, _SIZE)

    def gap(self) -> None:
        """A little room."""
        self._y -= _SIZE

    def table(self, percents: Sequence[float], header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table whose header stands on each page; nothing in it is cut off."""
        whole = _WIDE - 2 * _MARGIN
        widths = [whole * percent / 100 for percent in percents]
        self._row(widths, header, bold=True)
        for row in rows:
            high = self._high(widths, row)
            if self._y - high < _MARGIN:
                self._turn()
                self._row(widths, header, bold=True)
            self._row(widths, row)

    def close(self) -> None:
        """End the last page and the file."""
        self._number()
        self._canvas.save()

    def _high(self, widths: Sequence[float], row: Sequence[str], *, bold: bool = False) -> float:
        lines = max(
            len(_wrapped(text, width - _GAP, _SIZE_TABLE, bold=bold))
            for text, width in zip(row, widths, strict=True)
        )
        return lines * _SIZE_TABLE * 1.3 + _GAP

    def _row(self, widths: Sequence[float], row: Sequence[str], *, bold: bool = False) -> None:
        x, top = _MARGIN, self._y
        for text, width in zip(row, widths, strict=True):
            for number, part in enumerate(_wrapped(text, width - _GAP, _SIZE_TABLE, bold=bold), start=1):
                self._y = top - number * _SIZE_TABLE * 1.3
                self._write(x, part, _SIZE_TABLE, bold=bold)
            x += width
        self._y = top - self._high(widths, row, bold=bold)
        self._canvas.setLineWidth(0.25)
        self._canvas.line(_MARGIN, self._y + _GAP / 2, _WIDE - _MARGIN, self._y + _GAP / 2)

    def _down(self, high: float) -> None:
        if self._y - high < _MARGIN:
            self._turn()
        self._y -= high

    def _turn(self) -> None:
        self._number()
        self._canvas.showPage()
        self._page += 1
        self._y = _HIGH - _MARGIN

    def _number(self) -> None:
        self._canvas.setFont(_LATIN, _SIZE_TABLE)
        self._canvas.drawRightString(_WIDE - _MARGIN, _MARGIN / 2, str(self._page))

    def _write(self, x: float, text: str, size: float, *, bold: bool = False) -> None:
        if text:
            self._canvas.setFont(_font(text, bold=bold), size)
            self._canvas.drawString(x, self._y, text)


def _font(text: str, *, bold: bool) -> str:
    """The font that has the letters of a text."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return _JAPANESE
    return _LATIN_BOLD if bold else _LATIN


@lru_cache(maxsize=4096)
def _wrapped(text: str, width: float, size: float, *, bold: bool) -> tuple[str, ...]:
    """The lines of a text: broken between words, and within one that is wider than a line, or has no gaps."""
    font = _font(text, bold=bold)
    if stringWidth(text, font, size) <= width:
        return (text,)
    lines, line = list[str](), ""
    for word in _pieces(text):
        if stringWidth(line + word, font, size) <= width:
            line += word
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = word
        while stringWidth(line, font, size) > width and len(line) > 1:
            fits = next(
                (at for at in range(len(line), 1, -1) if stringWidth(line[:at], font, size) <= width), 1
            )
            lines.append(line[:fits])
            line = line[fits:]
    return (*lines, line.rstrip())


def _pieces(text: str) -> list[str]:
    """The words of a text, each with the gap behind it."""
    words = text.split(" ")
    return [f"{word} " for word in words[:-1]] + words[-1:]
