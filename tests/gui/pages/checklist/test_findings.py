"""What the checklist found in an org with many page layouts: it comes in lots, in order, and leaves the admin be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from core.checklist.results import Cause, Check, Checklist, CheckState
from core.checklist.serialization import to_text
from core.engine import Engine
from core.engine_options import EngineOptions
from core.messages import Message
from core.store.store import Store
from core.store.types.fields import OptOutField
from gui.language import JAPANESE, Language
from gui.main_window import MainWindow
from gui.pages.checklist.check_row import CheckRow
from gui.pages.checklist.findings import LOT
from gui.pages.checklist.page import ChecklistTab
from tests.gui.pages.conftest import ORG
from tests.helpers.driving import named, says

MANY = 120
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def layout(object_: str, number: int, state: CheckState = CheckState.DONE) -> Check:
    return Check(
        "on_layout",
        object_,
        Message("Page layout {name}", {"name": f"{object_} {number}"}),
        Message("Whether the field is on this layout."),
        Message("Put it there."),
        state=state,
        subject=f"{object_} {number}",
        subject_id=f"00h{object_[0]}{number:011d}AAA",
        link=f"https://acme.my.salesforce.com/{number}",
        cause=Cause.MISSING if state is CheckState.TO_DO else None,
    )


def found(layouts: Sequence[Check]) -> Checklist:
    return Checklist(AT, ORG, tuple(layouts), dict.fromkeys(OptOutField, True))


def states(number: int) -> CheckState:
    return CheckState.TO_DO if number % 3 == 0 else CheckState.DONE


EVERY = [layout(object_, number, states(number)) for object_ in ("Contact", "Lead") for number in range(MANY)]


def in_order(layouts: Sequence[Check]) -> list[str]:
    """As they are to stand: by object, what is to do first, else in the order of the guide."""
    return [
        check.subject
        for object_ in ("Contact", "Lead")
        for state in (CheckState.TO_DO, CheckState.DONE)
        for check in layouts
        if (check.object, check.state) == (object_, state)
    ]


def keep(engine: Engine, layouts: Sequence[Check]) -> None:
    engine.store.checklists.keep_result(ORG.id, to_text(found(layouts)), AT)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    Store(tmp_path / "data").org_state.set_org(ORG)
    opened = Engine(EngineOptions(tmp_path / "data", environment={}))
    keep(opened, EVERY)
    yield opened
    opened.stop()


@pytest.fixture
def tab(window: MainWindow) -> ChecklistTab:
    window.go_to("unsubscribes", "checklist")
    opened = window.findChild(ChecklistTab)
    assert isinstance(opened, ChecklistTab)
    return opened


def seen(tab: QWidget) -> list[CheckRow]:
    """The rows in sight, from the top."""
    shown = [row for row in tab.findChildren(CheckRow) if row.isVisible()]
    return sorted(shown, key=lambda row: row.mapTo(tab, row.rect().topLeft()).y())


def subjects(rows: Sequence[CheckRow]) -> list[str]:
    return [row.check.subject for row in rows if row.check is not None]


def wait_filled(tab: ChecklistTab, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tab.is_filling)
    qtbot.wait(20)


def refill(tab: ChecklistTab, qtbot: QtBot) -> None:
    tab.refresh()
    wait_filled(tab, qtbot)


def buttons_in_tab_order(tab: ChecklistTab) -> list[QAbstractButton]:
    """The buttons of rows in sight that the Tab key reaches, from the box above them."""
    first = named(tab, "Only what is left to do")
    inside: list[QAbstractButton] = []
    at = first.nextInFocusChain()
    while at is not first:
        if isinstance(at, QAbstractButton) and at.isVisible() and row_of(at) is not None:
            inside.append(at)
        at = at.nextInFocusChain()
    return inside


def row_of(widget: QWidget | None) -> CheckRow | None:
    while widget is not None and not isinstance(widget, CheckRow):
        widget = widget.parentWidget()
    return widget


def test_the_rows_of_many_layouts_arrive_in_lots_and_the_window_works_between(
    tab: ChecklistTab, qtbot: QtBot
) -> None:
    counts: list[int] = []
    heart = QTimer()
    heart.timeout.connect(lambda: counts.append(len(seen(tab))))
    heart.start(0)
    wait_filled(tab, qtbot)
    heart.stop()
    assert counts[-1] == len(EVERY)
    steps = [after - before for before, after in pairwise(counts)]
    # One lot may follow another at once; a whole card at a time would be MANY.
    assert max(steps) <= 2 * LOT
    assert len({count for count in counts if 0 < count < len(EVERY)}) >= len(EVERY) // (2 * LOT) - 1


def test_what_is_to_do_stands_first_for_the_eye_the_tab_key_and_a_screen_reader(
    tab: ChecklistTab, qtbot: QtBot
) -> None:
    wait_filled(tab, qtbot)
    assert subjects(seen(tab)) == in_order(EVERY)
    left_only = named(tab, "Only what is left to do")
    assert isinstance(left_only, QAbstractButton)
    left_only.click()
    wait_filled(tab, qtbot)
    left = [check.subject for check in EVERY if check.state is CheckState.TO_DO]
    assert subjects(seen(tab)) == left
    left_only.click()
    wait_filled(tab, qtbot)
    assert subjects(seen(tab)) == in_order(EVERY)
    stops = [row_of(button) for button in buttons_in_tab_order(tab)]
    assert subjects(list(dict.fromkeys(row for row in stops if row is not None))) == left
    read = []
    for row in seen(tab):
        parent = QAccessible.queryAccessibleInterface(row).parent()
        read.append((parent.indexOfChild(QAccessible.queryAccessibleInterface(row)), row))
    for object_ in ("Contact", "Lead"):
        order = [place for place, row in read if row.check is not None and row.check.object == object_]
        assert order == sorted(order)


def test_layouts_that_came_in_between_are_read_where_they_stand(
    tab: ChecklistTab, engine: Engine, qtbot: QtBot
) -> None:
    keep(engine, EVERY[::2])
    wait_filled(tab, qtbot)
    refill(tab, qtbot)
    assert len(seen(tab)) == len(EVERY) // 2
    keep(engine, EVERY)
    refill(tab, qtbot)
    assert subjects(seen(tab)) == in_order(EVERY)
    stops = [row_of(button) for button in buttons_in_tab_order(tab)]
    assert subjects(list(dict.fromkeys(row for row in stops if row is not None))) == [
        check.subject for check in EVERY if check.state is CheckState.TO_DO
    ]
    siblings = [child for child in seen(tab)[0].parentWidget().children() if isinstance(child, CheckRow)]
    assert subjects(siblings) == [name for name in in_order(EVERY) if name.startswith("Contact")]


def test_the_keyboard_and_the_place_on_the_page_stay_while_what_was_found_is_shown_anew(
    tab: ChecklistTab, engine: Engine, qtbot: QtBot
) -> None:
    wait_filled(tab, qtbot)
    area = tab.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    row = next(row for row in seen(tab) if row.check == layout("Lead", 60, CheckState.TO_DO))
    button = next(
        one for one in row.findChildren(QAbstractButton) if one.accessibleName() == "Open in Salesforce"
    )
    button.setFocus()
    area.ensureWidgetVisible(button)
    place, height = area.verticalScrollBar().value(), row.mapTo(tab, row.rect().topLeft()).y()
    assert place > 0
    # All layouts are found otherwise than before, the row with the keyboard among them.
    keep(engine, [replace(check, what=Message("What was found anew.")) for check in EVERY])
    refill(tab, qtbot)
    assert says(row, "What was found anew.")
    assert button.hasFocus()
    assert area.verticalScrollBar().value() == place
    assert row.mapTo(tab, row.rect().topLeft()).y() == height


def test_a_layout_that_is_gone_goes_and_its_row_with_it(
    tab: ChecklistTab, engine: Engine, qtbot: QtBot
) -> None:
    wait_filled(tab, qtbot)
    keep(engine, EVERY[:-1])
    refill(tab, qtbot)
    assert subjects(seen(tab)) == in_order(EVERY[:-1])


def test_every_row_speaks_the_other_language_after_a_change(
    tab: ChecklistTab, language: Language, qtbot: QtBot
) -> None:
    wait_filled(tab, qtbot)
    language.choose(JAPANESE)
    words = ("完了", "要対応")
    qtbot.waitUntil(lambda: all(any(says(row, word) for word in words) for row in seen(tab)))
    assert len(seen(tab)) == len(EVERY)


def test_rows_are_as_high_as_their_texts_need_at_every_width(
    tab: ChecklistTab, window: MainWindow, qtbot: QtBot
) -> None:
    wait_filled(tab, qtbot)
    for width in (1400, 900):
        window.resize(width, 700)
        qtbot.wait(50)
        rows = seen(tab)
        assert all(row.height() >= row.heightForWidth(row.width()) for row in rows)
        assert all(
            above.geometry().bottom() < below.geometry().top()
            for above, below in pairwise(rows)
            if above.parentWidget() is below.parentWidget()
        )
