"""A link that opens a Salesforce record in the browser."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from core.store.nouns import Org
from gui.theme import Theme
from gui.widgets.buttons import LinkButton


class RecordLink(LinkButton):
    """Shows a record's ID. Without an org that has pages to open it is only text, and its tooltip says why."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._address = ""
        self.clicked.connect(self._open)

    def set_record(self, record_id: str, org: Org | None) -> None:
        """Which record it stands for, and the org it is in."""
        self.set_text(record_id)
        usable = org is not None and not org.is_practice
        self._address = record_address(org, record_id) if org is not None and usable else ""
        self.setEnabled(usable)
        if usable:
            tip = self.tr("Open in Salesforce")
        elif org is not None:
            tip = self.tr("The practice org has no pages to open.")
        else:
            tip = self.tr("Connect to Salesforce to open the record.")
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address))


def record_address(org: Org, record_id: str) -> str:
    """Where a record is shown in an org."""
    return f"{org.instance_url.rstrip('/')}/{record_id}"
