"""What every page is: a title, perhaps tabs, and cards below; it shows what the engine says and calls its verbs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.labels import column
from gui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.engine import Engine
    from core.settings import Setting
    from gui.engine_bridge import EngineBridge
    from gui.icons import Icons
    from gui.language import Language
    from gui.target import Target
    from gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Shell:
    """What the window lends to its pages.

    `go_to` opens another page by its name, with an argument of that page's. `switch_to` shows another org, or the
    practice org: `shell.switch_to(Target("2"))`, `shell.switch_to(PRACTICE)`, `Target(None, page="salesforce")`
    (gui/target.py). It asks first when work would be broken off, returns at once, and then ends this engine and
    window in order and opens the others in the same process: whoever calls it hears nothing afterwards.
    """

    engine: Engine
    bridge: EngineBridge
    theme: Theme
    icons: Icons
    language: Language
    go_to: Callable[..., None]
    switch_to: Callable[[Target], None]


class Page(QWidget):
    """A page or a tab of one. Subclasses build their widgets in `__init__`, put every text in place in
    `retranslate` and every value in `refresh`; both are called before the page is first shown and when they may
    have changed. `refresh` reads only what comes at once; the rest goes through `shell.bridge.call`."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self.shell = shell
        self.engine = shell.engine
        self.theme = shell.theme
        self._is_stale = True

    def retranslate(self) -> None:
        """Put every text in place, in the language in force."""

    def refresh(self) -> None:
        """Put every value in place."""

    def open_with(self, argument: object) -> None:
        """The page is opened from elsewhere with something to show, such as a run."""

    def change(self, setting: Setting, text: str) -> None:
        """Change a setting beside the GUI thread: another program may be writing to the database just now.

        Of several changes in quick succession the last one counts.

        When it is changed the page hears of it as of any other change; when it cannot be, the page shows what is.
        """
        self.shell.bridge.call(
            self,
            lambda: self.engine.settings.set(setting, text),
            _nothing,
            self.refresh_soon,
            in_turn=True,
        )

    def refresh_soon(self, _event: object = None) -> None:
        """Refresh now when the page can be seen, else as soon as it can."""
        if self.isVisible():
            self._is_stale = False
            self.refresh()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.retranslate()
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh_soon()


def _nothing(_result: object) -> None:
    """What a changed setting means, its event says."""


WIDEST_CARD = 1040
"""Pixels at 100 %."""
_RIGHT = 8


class CardPage(Page):
    """A page of cards that scrolls when there are more than fit. `cards` takes them."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        inside = QWidget()
        # On a very wide screen lines of text would be too long to be read.
        inside.setMaximumWidth(self.theme.px(WIDEST_CARD + _RIGHT))
        self.cards = column(self.theme, spacing=16)
        # A stretch below, for an alignment would give wrapped texts too little height.
        whole = column(self.theme, spacing=0, margins=(0, 16, _RIGHT, 24))
        whole.addLayout(self.cards)
        whole.addStretch(1)
        inside.setLayout(whole)
        area = scrolled(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        self._area = area

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll until the lower end of a part can be seen, once the layout has settled."""
        QTimer.singleShot(0, part, lambda: self._area.ensureWidgetVisible(part, 0, self.theme.px(16)))
