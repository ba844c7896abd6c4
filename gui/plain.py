"""Text of strangers as text: Qt guesses whether a tooltip or a message is HTML, and a name could then load a picture.

Every tooltip, message box and notification of the program is made here, and every text of a model that is shown as
a tooltip goes through `plain`. A test holds it.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as Guessing
from PySide6.QtWidgets import QMessageBox, QSystemTrayIcon, QToolTip, QWidget

_UNSEEN = "\u2060"
"""Joins two letters and is not seen; behind the first letter of a tag or an entity it is neither any longer."""


def plain(text: str) -> str:
    """The text so that it is taken for plain wherever that is guessed; it looks as it is."""
    if not Guessing.mightBeRichText(text):
        return text
    return text.replace("<", f"<{_UNSEEN}").replace("&", f"&{_UNSEEN}")


def set_tip(widget: QWidget | QAction, text: str) -> None:
    """What the pointer is told over a widget; empty for nothing."""
    widget.setToolTip(plain(text))


def show_tip(place: QPoint, text: str, widget: QWidget) -> None:
    """Tell the pointer something now, at a place of the screen."""
    QToolTip.showText(place, plain(text), widget)


def hide_tip() -> None:
    """Tell it nothing."""
    QToolTip.hideText()


def alarm(parent: QWidget | None, title: str, text: str) -> QMessageBox:
    """A box that says what went wrong, to be shown."""
    box = QMessageBox(QMessageBox.Icon.Critical, title, text, QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def set_tray_tip(icon: QSystemTrayIcon, text: str) -> None:
    """What the pointer is told over the icon in the tray."""
    icon.setToolTip(plain(text))


def notify(icon: QSystemTrayIcon, title: str, text: str) -> None:
    """A notification of the system, some of which read HTML as well."""
    icon.showMessage(plain(title), plain(text), icon.icon())
