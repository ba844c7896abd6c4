"""The sign of how a check ended: a picture that differs by its shape, not by its colour alone."""

from __future__ import annotations

from core.checklist.results import CheckState
from gui.icons import Icons
from gui.theme import Theme
from gui.widgets.labels import TextLabel

TONES = {
    CheckState.DONE: "good",
    CheckState.TO_DO: "bad",
    CheckState.WARNING: "warning",
    CheckState.COULD_NOT_CHECK: "secondary",
    CheckState.NOT_NEEDED: "secondary",
}
_ICONS = {
    CheckState.DONE: "done",
    CheckState.TO_DO: "to_do",
    CheckState.WARNING: "warning",
    CheckState.COULD_NOT_CHECK: "unknown",
    CheckState.NOT_NEEDED: "not_needed",
}
_SIDE = 20


class CheckSign(TextLabel):
    """A picture; the word for the state stands elsewhere, so that a screen reader does not read it twice."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._theme, self._icons = theme, icons
        self._icon, self._token = "unknown", "secondary"
        self.setFixedSize(theme.px(_SIDE), theme.px(_SIDE))
        theme.changed.connect(self._paint)

    def show_state(self, state: CheckState) -> None:
        """How the check ended."""
        self._icon, self._token = _ICONS[state], TONES[state]
        self._paint()

    def show_ticked_by_hand(self) -> None:
        """Nobody looked: somebody said so."""
        self._icon, self._token = "hand", "accent_text"
        self._paint()

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        self.setPixmap(self._icons.pixmap(self._icon, self._token, self._theme.px(_SIDE), ratio))
