"""Text in the roles of the design, and the layout helpers that keep everything on the 8-pixel grid."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.theme import TextRole, Theme


class TextLabel(QLabel):
    """Text in one of the design's roles. `tone` colours it: secondary, good, warning, bad, or none.

    Plain text always: what comes from a database or from Salesforce is never taken for markup.
    """

    def __init__(
        self,
        theme: Theme,
        role: TextRole = TextRole.BODY,
        *,
        tone: str = "",
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role))
        self.setWordWrap(wrap)
        self.set_tone(tone)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def set_tone(self, tone: str) -> None:
        """Colour the text anew."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def say(self, sentence: str, tone: str = "secondary") -> None:
        """Show what came of something, in a tone; an empty sentence hides the label."""
        self.setText(sentence)
        self.set_tone(tone)
        self.setVisible(bool(sentence))


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again; one it has not looked at yet it will anyhow."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def rule() -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def column(
    theme: Theme, *, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """A vertical layout; lengths in pixels at 100 %."""
    return _spaced(QVBoxLayout(), theme, spacing, margins)


def row(theme: Theme, *, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A horizontal layout; lengths in pixels at 100 %."""
    return _spaced(QHBoxLayout(), theme, spacing, margins)


Layout = TypeVar("Layout", bound=QBoxLayout)


def _spaced(layout: Layout, theme: Theme, spacing: int, margins: tuple[int, int, int, int]) -> Layout:
    layout.setSpacing(theme.px(spacing))
    left, top, right, bottom = (theme.px(length) for length in margins)
    layout.setContentsMargins(left, top, right, bottom)
    return layout
