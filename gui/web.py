"""Opening pages in the browser of the computer."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_page(address: str) -> None:
    """Open a page of the web. Anything else, such as a file or a program's own scheme, is not opened."""
    url = QUrl(address)
    if url.scheme() in ("https", "http") and url.host():
        QDesktopServices.openUrl(url)
