"""A table that reads its rows page by page, beside the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.messages import Category, Message, Problem, ProblemError, Scope
from gui.engine_bridge import EngineBridge
from gui.models.paged_table import FIRST_PAGE, NEXT_PAGE, Column, PagedTable, RowSource
from gui.theme import Theme
from gui.widgets.table import Table


@dataclass(frozen=True)
class Fruit:
    number: int
    name: str = "fruit"


@dataclass
class Shelf:
    """A list that is read as the store would be; `gate` holds an answer back until it is opened."""

    fruits: list[Fruit]
    gate: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)
    threads: set[str] = field(default_factory=set)
    reads: int = 0

    def __post_init__(self) -> None:
        self.gate.set()

    def source(self) -> RowSource[Fruit]:
        return RowSource(self._fetch, lambda: len(self.fruits))

    def _fetch(self, after: Fruit | None, limit: int) -> list[Fruit]:
        self.asked.set()
        self.gate.wait(10)
        self.threads.add(threading.current_thread().name)
        self.reads += 1
        numbers = [fruit.number for fruit in self.fruits]
        start = numbers.index(after.number) + 1 if after else 0
        return self.fruits[start : start + limit]


def shelf(count: int, first: int = 0) -> Shelf:
    return Shelf([Fruit(number) for number in range(first, first + count)])


@pytest.fixture
def model(bridge: EngineBridge, theme: Theme, qapp: QApplication) -> Iterator[PagedTable[Fruit]]:
    columns = (
        Column[Fruit](lambda: "No.", lambda fruit: str(fruit.number), 60, Qt.AlignmentFlag.AlignRight),
        Column[Fruit](lambda: "Name", lambda fruit: fruit.name, tone=lambda _fruit: "bad"),
    )
    made = PagedTable(bridge, theme, columns, key=lambda fruit: fruit.number)
    yield made
    made.deleteLater()


@pytest.fixture
def table(model: PagedTable[Fruit], theme: Theme, qtbot: QtBot) -> Table:
    made = Table(theme, model)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def shown(model: PagedTable[Fruit]) -> list[int]:
    return [fruit.number for fruit in model.rows()]


def show(model: PagedTable[Fruit], of: Shelf, qtbot: QtBot) -> None:
    model.show(of.source())
    qtbot.waitUntil(lambda: not model.is_loading)


def test_rows_come_beside_the_gui_thread_and_page_by_page(
    model: PagedTable[Fruit], qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    of = shelf(FIRST_PAGE + NEXT_PAGE + 5)
    show(model, of, qtbot)
    assert model.rowCount() == FIRST_PAGE
    qtbot.waitUntil(lambda: model.count == FIRST_PAGE + NEXT_PAGE + 5)
    qtmodeltester.check(model)
    model.fetchMore()
    qtbot.waitUntil(lambda: model.rowCount() == FIRST_PAGE + NEXT_PAGE)
    model.fetchMore()
    qtbot.waitUntil(lambda: not model.is_loading and not model.canFetchMore())
    assert shown(model) == list(range(FIRST_PAGE + NEXT_PAGE + 5))
    assert all(name.startswith("gui-work") for name in of.threads)
    assert of.reads == 3


def test_cells_tell_text_alignment_and_colour(model: PagedTable[Fruit], theme: Theme, qtbot: QtBot) -> None:
    show(model, Shelf([Fruit(7, "fig")]), qtbot)
    number, name = model.index(0, 0), model.index(0, 1)
    assert (number.data(), name.data()) == ("7", "fig")
    assert name.data(Qt.ItemDataRole.ForegroundRole) == theme.color("bad")
    assert Qt.AlignmentFlag.AlignRight in Qt.AlignmentFlag(number.data(Qt.ItemDataRole.TextAlignmentRole))
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Name"


def test_a_short_list_knows_its_count_at_once(model: PagedTable[Fruit], qtbot: QtBot) -> None:
    show(model, shelf(3), qtbot)
    assert model.count == 3
    assert not model.canFetchMore()


def test_the_answer_to_an_older_search_is_dropped(model: PagedTable[Fruit], qtbot: QtBot) -> None:
    slow, quick = shelf(3), shelf(2, first=100)
    slow.gate.clear()
    model.show(slow.source())
    assert slow.asked.wait(10)
    show(model, quick, qtbot)
    slow.gate.set()
    qtbot.waitUntil(lambda: slow.reads == 1)
    qtbot.wait(50)
    assert shown(model) == [100, 101]


def test_what_is_shown_stays_until_the_next_list_is_there(model: PagedTable[Fruit], qtbot: QtBot) -> None:
    show(model, shelf(3), qtbot)
    later = shelf(1, first=50)
    later.gate.clear()
    model.show(later.source())
    assert shown(model) == [0, 1, 2]
    assert model.is_loading
    later.gate.set()
    qtbot.waitUntil(lambda: shown(model) == [50])


def test_a_refresh_keeps_the_selected_row_wherever_it_went(
    model: PagedTable[Fruit], table: Table, qtbot: QtBot
) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    of = shelf(6)
    show(model, of, qtbot)
    table.selectRow(3)
    of.fruits = [Fruit(9), Fruit(5), replace(of.fruits[3], name="renamed"), Fruit(0), Fruit(8), Fruit(10)]
    model.refresh()
    qtbot.waitUntil(lambda: shown(model) == [9, 5, 3, 0, 8, 10])
    assert model.row_at(table.currentIndex()) == Fruit(3, "renamed")
    assert [index.row() for index in table.selectionModel().selectedRows()] == [2]
    assert tester.model() is model


def test_a_refresh_asked_for_while_loading_follows_afterwards(model: PagedTable[Fruit], qtbot: QtBot) -> None:
    of = shelf(2)
    of.gate.clear()
    model.show(of.source())
    model.refresh()
    of.gate.set()
    qtbot.waitUntil(lambda: of.reads == 2)


def test_new_rows_on_top_leave_the_view_where_it_is(
    model: PagedTable[Fruit], table: Table, qtbot: QtBot
) -> None:
    show(model, shelf(100), qtbot)
    table.verticalScrollBar().setValue(400)
    before = table.rowViewportPosition(20)
    model.put_on_top([Fruit(number) for number in range(-5, 0)])
    assert table.rowViewportPosition(25) == before
    assert model.count == 105


def test_who_looks_at_the_newest_sees_the_next_one_come(
    model: PagedTable[Fruit], table: Table, qtbot: QtBot
) -> None:
    show(model, shelf(100), qtbot)
    model.put_on_top([Fruit(-1), Fruit(0)])
    assert table.rowAt(0) == 0
    assert shown(model)[:2] == [-1, 0]
    table.selectRow(0)
    model.put_on_top([Fruit(-2)])
    assert model.row_at(table.currentIndex()) == Fruit(-1)
    assert table.rowAt(0) == 1


def test_rows_far_down_can_be_let_go_and_come_back(
    model: PagedTable[Fruit], table: Table, qtbot: QtBot
) -> None:
    show(model, shelf(150), qtbot)
    model.trim(40)
    assert (model.rowCount(), model.count) == (40, 150)
    table.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == 150)


def test_scrolling_down_fetches_the_next_page_and_no_more(
    model: PagedTable[Fruit], table: Table, qtbot: QtBot
) -> None:
    of = shelf(FIRST_PAGE + 3 * NEXT_PAGE)
    show(model, of, qtbot)
    table.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == FIRST_PAGE + NEXT_PAGE)
    qtbot.wait(100)
    assert model.rowCount() == FIRST_PAGE + NEXT_PAGE
    table.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == FIRST_PAGE + 2 * NEXT_PAGE)


def test_trouble_is_told_and_a_later_try_clears_it(model: PagedTable[Fruit], qtbot: QtBot) -> None:
    problem = Problem("BROKEN", Category.OTHER, Message("It broke."), Message("Mend it."), scope=Scope.RECORD)

    def fetch(_after: Fruit | None, _limit: int) -> list[Fruit]:
        raise ProblemError(problem)

    model.show(RowSource(fetch, lambda: 0))
    qtbot.waitUntil(lambda: model.problem == problem)
    assert not model.is_loading
    show(model, shelf(1), qtbot)
    assert model.problem is None


def test_enter_opens_and_ctrl_c_copies(model: PagedTable[Fruit], table: Table, qtbot: QtBot) -> None:
    show(model, shelf(2), qtbot)
    table.selectRow(1)
    with qtbot.waitSignal(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.copy_asked):
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_with_too_little_room_the_least_needed_columns_go_first(
    bridge: EngineBridge, theme: Theme, qtbot: QtBot
) -> None:
    columns = (
        Column[Fruit](lambda: "What", lambda fruit: fruit.name),
        Column[Fruit](lambda: "Kind", lambda _fruit: "pome", 100, spare=2),
        Column[Fruit](lambda: "No.", lambda fruit: str(fruit.number), 100, spare=1),
    )
    model = PagedTable(bridge, theme, columns, key=lambda fruit: fruit.number)
    table = Table(theme, model)
    qtbot.addWidget(table)
    table.show()
    hidden = []
    for width in (800, 400, 280, 800):
        table.resize(theme.px(width), 300)
        hidden.append([table.isColumnHidden(place) for place in range(3)])
    assert hidden == [[False] * 3, [False, True, False], [False, True, True], [False] * 3]
