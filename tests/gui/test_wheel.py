"""Turning the mouse wheel over a page scrolls it; whatever lies under the pointer keeps its value."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

import gui
from core.engine import Engine
from core.settings import ASSISTANT_STEPS, NIGHTLY_ZONE
from gui.entries import ENTRIES
from gui.main_window import MainWindow
from gui.widgets.wheel import WheelScrollsPage

TAKE_THE_WHEEL = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)
"""The classes of Qt that change their value when the wheel is turned over them. A scroll bar is for just that."""
MADE = re.compile(
    r"\bQ(?:Font)?ComboBox\(|\bQ\w*SpinBox\(|\bQ(?:Date|Time|DateTime)Edit\(|\bQ(?:Slider|Dial|TabBar|TabWidget)\("
)
_HERE = QPointF(5, 5)


def turn(over: QWidget, by: int) -> None:
    """Turn the wheel; as Qt does with a real one, what a widget ignores goes on to its parent."""
    target: QWidget | None = over
    while target is not None:
        at = QPointF(target.mapFromGlobal(over.mapToGlobal(_HERE)))
        event = QWheelEvent(
            at,
            QPointF(over.mapToGlobal(_HERE)),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, event)
        target = None if event.isAccepted() or target.isWindow() else target.parentWidget()


def value_of(widget: QWidget) -> object:
    if isinstance(widget, QComboBox | QTabBar):
        return widget.currentIndex()
    if isinstance(widget, QAbstractSpinBox):
        return widget.text()
    assert isinstance(widget, QAbstractSlider)
    return widget.value()


def give_it_choices(widget: QWidget) -> None:
    """Some are filled once there is something; one from which nothing can be chosen would prove nothing."""
    if isinstance(widget, QComboBox):
        widget.blockSignals(True)
        while widget.count() < 3:
            widget.addItem(f"choice {widget.count()}")
        widget.setCurrentIndex(1)
        widget.blockSignals(False)


def open_everything(window: MainWindow) -> None:
    for entry in ENTRIES:
        window.go_to(entry.name)
    for tab in ("people", "checklist", "import_export", "integration"):
        window.go_to("unsubscribes", tab)
    for step in ASSISTANT_STEPS:
        window.go_to("assistant", step)


def test_turning_the_wheel_changes_no_value_on_any_page(window: MainWindow) -> None:
    open_everything(window)
    found = [
        widget
        for kind in TAKE_THE_WHEEL
        for widget in window.findChildren(kind)
        if not isinstance(widget, QScrollBar)
    ]
    assert {type(widget).__name__ for widget in found} == {"Select", "SearchSelect", "DateField", "TabBar"}
    for widget in found:
        give_it_choices(widget)
        before = value_of(widget)
        for focused in (False, True):
            if focused:
                widget.setFocus()
            for by in (-120, 120, 120):
                turn(widget, by)
                assert value_of(widget) == before, f"{widget} in {widget.parentWidget()}"
        assert widget.focusPolicy() is not Qt.FocusPolicy.WheelFocus, f"{widget} takes the focus by the wheel"


def test_the_page_scrolls_on_where_the_pointer_lies_over_the_time_zone_of_the_nights(
    window: MainWindow, engine: Engine
) -> None:
    window.resize(window.minimumSize())
    window.go_to("unsubscribes", "integration")
    zone = next(box for box in window.findChildren(QComboBox) if box.accessibleName() == "Time zone")
    area = zone.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    QApplication.processEvents()
    bar = area.verticalScrollBar()
    give_it_choices(zone)
    assert bar.maximum() > 0
    assert bar.value() == 0
    turn(zone, -120)
    assert bar.value() > 0
    assert zone.currentIndex() == 1
    assert engine.settings.text(NIGHTLY_ZONE) == NIGHTLY_ZONE.default


def test_dialogs_too_are_made_of_controls_that_leave_the_wheel_alone() -> None:
    """Those that no page holds: every class of ours that could take the wheel does not, and no bare one is made."""
    ours = set[type]()
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        if module.name == "gui.__main__":
            continue
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__.startswith("gui.") and issubclass(kind, TAKE_THE_WHEEL):
                ours.add(kind)
    assert ours
    assert all(kind.wheelEvent is WheelScrollsPage.wheelEvent for kind in ours), ours
    for path in Path(gui.__path__[0]).rglob("*.py"):
        made = MADE.findall(path.read_text(encoding="utf-8"))
        assert not made, f"{path.name} makes {made} instead of one of gui/widgets"
