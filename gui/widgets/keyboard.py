"""Where the keyboard is while a button works: nowhere else than before.

Qt hands the focus of a control that is disabled or hidden to the next one, whatever that is, and the next press of the
space bar ticks a box there. Here it goes to Cancel, where the work has one, and else waits on the page, where the
space bar does nothing. Once the button can be pressed again it comes back, unless the user has gone
elsewhere meanwhile. Buttons and `ProgressRow` do this by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


@dataclass(slots=True)
class _Wait:
    """The control that worked had the keyboard, which waits at `place`, or at `cancel` while there is one."""

    control: QWidget
    place: QWidget
    cancel: QWidget | None = None

    @property
    def is_on(self) -> bool:
        """Whether nobody has taken the keyboard elsewhere meanwhile."""
        if not all(isValid(one) for one in (self.control, self.place)):
            return False
        now = QApplication.focusWidget()
        return now is not None and now in (self.place, self.cancel)


_wait: _Wait | None = None
"""There is one keyboard."""
_cancels: WeakSet[QWidget] = WeakSet()
"""Those that have been shown."""


def take_away(control: QWidget) -> None:
    """A control that has the keyboard cannot be pressed, or seen, from now on."""
    global _wait
    place = control.parentWidget()
    # What is nearer, a card or its foot, may be hidden while the work goes on or when it ends.
    while place is not None and not (place.objectName() == "page" or place.isWindow()):
        place = place.parentWidget()
    if place is None or not (place.isVisible() and place.isEnabled()):
        return
    began = _wait.control if _wait is not None and _wait.is_on and control is _wait.cancel else control
    place.setFocus(Qt.FocusReason.OtherFocusReason)
    _wait = _Wait(began, place)
    if began is not control:
        give_back(began)
        return
    for cancel in tuple(_cancels):
        if isValid(cancel) and cancel.isVisible():
            offer(cancel)


def give_back(control: QWidget) -> None:
    """A control can be pressed, or seen, again."""
    global _wait
    if _wait is None or _wait.control is not control:
        return
    if not _wait.is_on:
        _wait = None
    elif control.isVisible() and control.isEnabled() and QApplication.focusWidget() is _wait.place:
        _wait = None
        control.setFocus(Qt.FocusReason.OtherFocusReason)


def hand_over(control: QWidget, other: QWidget) -> None:
    """What `control` began has ended, and the next thing to do is `other`."""
    global _wait
    if _wait is not None and _wait.control is control and _wait.is_on:
        _wait.control = other
        give_back(other)


def offer(cancel: QWidget) -> None:
    """Work that can be cancelled shows its Cancel, which is the place to wait at, if it is near."""
    _cancels.add(cancel)
    if _wait is None or not _wait.is_on or _wait.cancel is not None:
        return
    if _wait.place.isAncestorOf(cancel):
        _wait.cancel = cancel
        cancel.setFocus(Qt.FocusReason.OtherFocusReason)


if TYPE_CHECKING:
    _Control = QWidget
else:
    # A widget has one class of Qt's, which stands beside this one.
    _Control = object


class KeepsKeyboard(_Control):
    """A control that may be disabled or hidden while it works, see above."""

    def setEnabled(self, enabled: bool) -> None:
        if not enabled and self.hasFocus():
            take_away(self)
        super().setEnabled(enabled)
        if enabled:
            give_back(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.hasFocus() and not event.spontaneous():
            take_away(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        give_back(self)
