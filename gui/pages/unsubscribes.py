"""Settings > Unsubscribes: the page with its tabs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from gui.pages.page import Page, Shell
from gui.widgets.labels import column
from gui.widgets.tabs import TabBar


def _people(shell: Shell) -> Page:
    from gui.pages.people.page import PeopleTab

    return PeopleTab(shell)


def _integration(shell: Shell) -> Page:
    from gui.pages.integration.page import IntegrationTab

    return IntegrationTab(shell)


def _checklist(shell: Shell) -> Page:
    from gui.pages.checklist.page import ChecklistTab

    return ChecklistTab(shell)


def _import_export(shell: Shell) -> Page:
    from gui.pages.import_export.page import ImportExportTab

    return ImportExportTab(shell)


TABS: dict[str, Callable[[Shell], Page]] = {
    "people": _people,
    "integration": _integration,
    "checklist": _checklist,
    "import_export": _import_export,
}
"""Each is loaded and made when it is first shown."""
FIRST_SHOWN = "integration"


class UnsubscribesPage(Page):
    """The tabs. Opened with (tab, argument), or the name of a tab alone, it shows that tab."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._bar = TabBar(self.theme)
        self._stack = QStackedWidget()
        self._names = list(TABS)
        self._pages: dict[str, Page] = {}
        # Silent, for the first one that is added becomes the current one, and may never be looked at.
        self._bar.blockSignals(True)
        for _ in TABS:
            self._bar.addTab("")
        self._bar.setCurrentIndex(self._names.index(FIRST_SHOWN))
        self._bar.blockSignals(False)
        self._bar.currentChanged.connect(self._show)
        whole = column(self.theme, spacing=0)
        whole.addWidget(self._bar)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._bar.currentIndex())

    def _show(self, index: int) -> None:
        self._stack.setCurrentWidget(self._page(self._names[index]))

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = TABS[name](self.shell)
            self._stack.addWidget(self._pages[name])
        return self._pages[name]

    def retranslate(self) -> None:
        words = {
            "people": self.tr("Unsubscribed people"),
            "integration": self.tr("Integration"),
            "checklist": self.tr("Checklist"),
            "import_export": self.tr("Import and export"),
        }
        for index, name in enumerate(self._names):
            self._bar.setTabText(index, words[name])
        self._bar.setAccessibleName(self.tr("Unsubscribes"))

    def open_with(self, argument: object) -> None:
        tab, detail = argument if isinstance(argument, tuple) else (argument, None)
        self._bar.setCurrentIndex(self._names.index(str(tab)))
        if detail is not None:
            self._page(str(tab)).open_with(detail)
