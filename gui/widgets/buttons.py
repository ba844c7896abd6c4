"""Buttons: one primary action, quiet secondary ones, links, and icon buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from gui.icons import Icons
from gui.plain import set_tip
from gui.theme import TextRole, Theme
from gui.widgets.keyboard import KeepsKeyboard


class _Button(KeepsKeyboard, QPushButton):
    kind = ""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", self.kind)
        self.setFont(theme.font(TextRole.STRONG if self.kind in ("primary", "org") else TextRole.BODY))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    def set_text(self, text: str) -> None:
        """The text on the button, which is its accessible name as well; a name in it may hold an ampersand."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it like the space bar, in a dialog or not; Qt knows only the latter for quiet buttons."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def set_hindrance(self, why: str) -> None:
        """Why it cannot be pressed now, for pointer and screen reader; an empty text lets it be pressed."""
        self.setEnabled(not why)
        set_tip(self, why)
        self.setAccessibleDescription(why)


class PrimaryButton(_Button):
    """The one thing to do on a card."""

    kind = "primary"


class SecondaryButton(_Button):
    """Anything else that can be done."""

    kind = "secondary"


class DangerButton(_Button):
    """An act that cannot be taken back without effort."""

    kind = "danger"


class SideButton(_Button):
    """An entry of a column of places, one of which is open."""

    kind = "side"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setCheckable(True)


class MenuButton(_Button):
    """It stands at the top and opens a menu; the style sheet colours it by its `colour`."""

    kind = "org"


class LinkButton(_Button):
    """A way to another place, looking like a link and reached by the keyboard like a button."""

    kind = "link"


class IconButton(KeepsKeyboard, QToolButton):
    """A button with a picture only; its tooltip and accessible name say what it does."""

    def __init__(self, theme: Theme, icons: Icons, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._icon = theme, icons, icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.setFixedSize(theme.px(40), theme.px(32))
        self._paint_icon()
        theme.changed.connect(self._paint_icon)

    def set_text(self, text: str) -> None:
        """What the button does, for pointer and screen reader."""
        set_tip(self, text)
        self.setAccessibleName(text)

    def _paint_icon(self) -> None:
        self.setIcon(self._icons.icon(self._icon, "text"))
