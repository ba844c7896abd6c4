"""Settings > Unsubscribes: the page with its tabs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from gui.pages.checklist.page import ChecklistTab
from gui.pages.import_export.page import ImportExportTab
from gui.pages.integration.page import IntegrationTab
from gui.pages.page import Page, Shell
from gui.pages.people.page import PeopleTab
from gui.widgets.labels import column
from gui.widgets.tabs import TabBar

TABS: tuple[tuple[str, Callable[[Shell], Page]], ...] = (
    ("people", PeopleTab),
    ("integration", IntegrationTab),
    ("checklist", ChecklistTab),
    ("import_export", ImportExportTab),
)
FIRST_SHOWN = "integration"


class UnsubscribesPage(Page):
    """The tabs. Opened with (tab, argument), it shows that tab."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._bar = TabBar(self.theme)
        self._stack = QStackedWidget()
        self._names = [name for name, _ in TABS]
        for _, make in TABS:
            self._bar.addTab("")
            self._stack.addWidget(make(shell))
        self._bar.currentChanged.connect(self._stack.setCurrentIndex)
        whole = column(self.theme, spacing=0)
        whole.addWidget(self._bar)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._bar.setCurrentIndex(self._names.index(FIRST_SHOWN))

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
        index = self._names.index(str(tab))
        self._bar.setCurrentIndex(index)
        page = self._stack.widget(index)
        if detail is not None and isinstance(page, Page):
            page.open_with(detail)
