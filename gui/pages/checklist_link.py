"""The way to the checklist, wherever the opt-out field is the cause of a trouble."""

from __future__ import annotations

from core.salesforce.values.errors import CHECKLIST_CODES
from core.store.types.log import LogEntry, LogKind
from gui.pages.page import Shell
from gui.widgets.buttons import LinkButton


def concerns_field(code: str) -> bool:
    """Whether an error says that the field, or the object it is on, cannot be used."""
    return code in CHECKLIST_CODES


def entry_concerns_field(entry: LogEntry) -> bool:
    """Whether an entry of the status log is about the field, or of the checklist."""
    return entry.kind is LogKind.CHECKLIST or concerns_field(entry.code)


class ChecklistLink(LinkButton):
    """Opens the checklist."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self.clicked.connect(lambda: go_to_checklist(shell))

    def retranslate(self) -> None:
        """Put the text in place."""
        self.set_text(self.tr("Open the checklist"))


def go_to_checklist(shell: Shell) -> None:
    """Open the checklist at what it found."""
    shell.go_to("unsubscribes", ("checklist", "checks"))
