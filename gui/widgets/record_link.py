"""A link that opens a Salesforce record in the browser."""

from __future__ import annotations

from core.store.types.orgs import Org
from gui.plain import set_tip
from gui.theme import Theme
from gui.web import open_page
from gui.widgets.buttons import LinkButton


class RecordLink(LinkButton):
    """Shows a record's ID. Without an org to open it in it is only text, and its tooltip says why."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._address = ""
        self.clicked.connect(self._open)

    def set_record(self, record_id: str, org: Org | None) -> None:
        """Which record it stands for, and the org it is in."""
        self.set_text(record_id)
        self._address = record_address(org, record_id) if org is not None else ""
        self.setEnabled(org is not None)
        connect = self.tr("Connect to Salesforce to open the record.")
        tip = self.tr("Open in Salesforce") if org is not None else connect
        set_tip(self, tip)
        self.setAccessibleDescription(tip)

    def _open(self) -> None:
        open_page(self._address)


def record_address(org: Org, record_id: str) -> str:
    """Where a record is shown in an org."""
    return f"{org.browser_url}/{record_id}"
