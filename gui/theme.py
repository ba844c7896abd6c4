"""How the window looks: every colour, size and font of the program, in one place.

The look follows the system between light and dark, or is fixed by the user, and changes while the program
runs. Sizes are given in pixels at 100 % and grow with the system font, so that a user with large text gets a
large window and not a clipped one.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.resources import files

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication


class Appearance(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one look, as #RRGGBB.

    `control` is the outline of things one can operate and keeps 3:1 against what is behind it; the washes lie
    behind text of the same name; `on_accent` is what is drawn on the accent colour.
    """

    page: str
    surface: str
    border: str
    control: str
    text: str
    secondary: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_text: str
    accent_wash: str
    on_accent: str
    neutral_wash: str
    good: str
    good_wash: str
    warning: str
    warning_wash: str
    bad: str
    bad_wash: str
    teal: str
    teal_wash: str
    purple: str
    purple_wash: str


LIGHT = Palette(
    page="#F5F6F8",
    surface="#FFFFFF",
    border="#E1E4EA",
    control="#868D98",
    text="#1F2430",
    secondary="#5C6470",
    accent="#1473E6",
    accent_hover="#0F67D2",
    accent_pressed="#0C58B5",
    accent_text="#0D5FC2",
    accent_wash="#E6F0FD",
    on_accent="#FFFFFF",
    neutral_wash="#EDEFF3",
    good="#0B5A40",
    good_wash="#E4F3EC",
    warning="#8A4A07",
    warning_wash="#FDF1E0",
    bad="#B3212C",
    bad_wash="#FCE9EA",
    teal="#0B5C66",
    teal_wash="#DFF3F5",
    purple="#6B2FB3",
    purple_wash="#F1E9FB",
)

DARK = Palette(
    page="#1C1D20",
    surface="#26282C",
    border="#3A3D43",
    control="#7F8691",
    text="#F0F1F3",
    secondary="#A9AFB8",
    accent="#4B9CFF",
    accent_hover="#66ABFF",
    accent_pressed="#86BDFF",
    accent_text="#86BDFF",
    accent_wash="#1D3350",
    on_accent="#0A1A30",
    neutral_wash="#32353A",
    good="#6FD3A8",
    good_wash="#1E3A30",
    warning="#F2B36B",
    warning_wash="#3F3019",
    bad="#FF8F96",
    bad_wash="#46262A",
    teal="#6FD0DA",
    teal_wash="#173B40",
    purple="#CBAAFF",
    purple_wash="#37284F",
)


class TextRole(StrEnum):
    """The four sizes of text, and the headings of the left column."""

    TITLE = "title"
    HEADING = "heading"
    STRONG = "strong"
    BODY = "body"
    SMALL = "small"
    GROUP = "group"
    NUMBER = "number"


_PIXELS = {
    TextRole.TITLE: 20,
    TextRole.HEADING: 15,
    TextRole.STRONG: 13,
    TextRole.BODY: 13,
    TextRole.SMALL: 12,
    TextRole.GROUP: 11,
    TextRole.NUMBER: 20,
}
_BOLD = frozenset({TextRole.TITLE, TextRole.HEADING, TextRole.STRONG, TextRole.GROUP, TextRole.NUMBER})

# Without these the fallback for Han characters is whatever comes first, often with Chinese letter shapes.
_JAPANESE_FAMILIES = ("Hiragino Sans", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP", "IPAexGothic")


class Theme(QObject):
    """The look of one application.

    Signals:
        changed: the colours are different now; whoever paints by hand repaints.
    """

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        self._system_font = QFont(app.font())
        # Text smaller than the design's own is not followed downward: at 12 px the small print would vanish.
        self._scale = max(1.0, QFontInfo(self._system_font).pixelSize() / _PIXELS[TextRole.BODY])
        self._template = files("resources").joinpath("styles", "window.qss").read_text(encoding="utf-8")
        self._dark = self._wanted_dark()
        app.setStyle("Fusion")
        app.setFont(self.font(TextRole.BODY))
        self._paint()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    @property
    def dark(self) -> bool:
        return self._dark

    @property
    def palette(self) -> Palette:
        """The colours in force."""
        return DARK if self._dark else LIGHT

    def color(self, token: str) -> QColor:
        """A colour of the palette by its name, for code that paints."""
        return QColor(getattr(self.palette, token))

    def px(self, pixels: float) -> int:
        """A length of the design, given at 100 %, as it is on this machine."""
        return round(pixels * self._scale)

    def font(self, role: TextRole) -> QFont:
        """The system font in the size and weight of a role."""
        font = QFont(self._system_font)
        font.setFamilies([*font.families(), *_JAPANESE_FAMILIES])
        font.setPixelSize(self.px(_PIXELS[role]))
        font.setWeight(QFont.Weight.DemiBold if role in _BOLD else QFont.Weight.Normal)
        if role is TextRole.GROUP:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        return font

    def set_appearance(self, appearance: Appearance) -> None:
        """Follow the system, or stay light or dark whatever the system does."""
        self._appearance = appearance
        hints = QGuiApplication.styleHints()
        # So that the window frame and native dialogs go along where the platform can do it.
        if appearance is Appearance.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(
                Qt.ColorScheme.Dark if appearance is Appearance.DARK else Qt.ColorScheme.Light
            )
        self._follow_system()

    def _wanted_dark(self) -> bool:
        if self._appearance is Appearance.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK

    def _follow_system(self) -> None:
        wanted = self._wanted_dark()
        if wanted != self._dark:
            self._dark = wanted
            self._paint()
            self.changed.emit()

    def _paint(self) -> None:
        # Exchanging one style sheet for another takes twice as long as taking it off and putting the other on.
        self._app.setStyleSheet("")
        self._app.setPalette(self._qt_palette())
        self._app.setStyleSheet(self.style_sheet())

    def style_sheet(self) -> str:
        """The style sheet with this look's colours and this machine's sizes filled in."""
        colours = asdict(self.palette)

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            return f"{self.px(int(name))}px" if name.isdigit() else colours[name]

        without_comments = re.sub(r"/\*.*?\*/", "", self._template, flags=re.DOTALL)
        return re.sub(r"@([a-z_]+|\d+)", fill, without_comments)

    def _qt_palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, token in (
            (roles.Window, "page"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "page"),
            (roles.Button, "surface"),
            (roles.WindowText, "text"),
            (roles.Text, "text"),
            (roles.ButtonText, "text"),
            (roles.ToolTipBase, "surface"),
            (roles.ToolTipText, "text"),
            (roles.Highlight, "accent"),
            (roles.Accent, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.Link, "accent_text"),
            (roles.LinkVisited, "accent_text"),
            (roles.PlaceholderText, "secondary"),
            (roles.Mid, "border"),
        ):
            palette.setColor(role, self.color(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("secondary"))
        return palette
