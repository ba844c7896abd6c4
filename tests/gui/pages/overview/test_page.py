"""The Overview: what it says and leads to, and what its plots show to eyes, keys and screen readers."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from core.attention.figures import Figures, Range
from core.attention.needs import Need, NeedKind, Summary
from core.engine import Engine
from core.messages import Message
from core.store.types.fields import OptOutField
from core.store.types.people import Source
from core.store.types.runs import Night, NightState, RunCounts, RunKind, RunOutcome
from core.store.unsubscribes import NewUnsubscribe
from gui.main_window import MainWindow
from gui.pages.overview.chart import Chart
from gui.pages.overview.figure_card import FigureCard
from gui.pages.overview.needs_card import NeedRow, StandingCard
from gui.pages.overview.page import OverviewPage
from gui.theme import Appearance, Theme
from gui.widgets.nights_calendar import NightsCalendar
from gui.widgets.segments import Segments

# A tooltip on the offscreen platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")

NOW = datetime.now(UTC)


def collect(engine: Engine, count: int, source: Source = Source.MANUAL) -> None:
    opt_outs = [NewUnsubscribe(f"{source.name}{at}@example.com", NOW, source) for at in range(count)]
    engine.store.unsubscribes.collect(opt_outs, OptOutField.SALESFORCE, NOW)


def hold_a_sync(engine: Engine) -> int:
    number = engine.runs.open(RunKind.NIGHTLY, OptOutField.SALESFORCE, NOW, full=False, planned_for=None)
    counts = RunCounts(people=9, opted_out_in_salesforce=9)
    why = Message("It would change far more than usual.")
    engine.runs.close(number, RunOutcome.HELD, counts, NOW, api_calls=4, full=False, reason=why)
    return number


def shown_page(window: MainWindow, qtbot: QtBot, wanted: Range = Range.DAYS) -> OverviewPage:
    """The Overview, with its plots drawn."""
    page = window.findChild(OverviewPage)
    assert page is not None
    window.go_to("overview")
    shown: list[Figures] = []
    page.figures_shown.connect(shown.append)
    page.choose(wanted)
    qtbot.waitUntil(lambda: page.is_drawn and bool(shown))
    qtbot.waitUntil(lambda: page.shell.bridge.attention.summary is not None)
    return page


def rows_of(card: StandingCard, count: int, qtbot: QtBot) -> list[NeedRow]:
    """The needs that can be seen, from top to bottom, once so many are there."""

    def rows() -> list[NeedRow]:
        seen = [row for row in card.findChildren(NeedRow) if row.isVisible()]
        return sorted(seen, key=lambda row: row.y())

    qtbot.waitUntil(lambda: len(rows()) == count)
    return rows()


def words(part: QWidget) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def card_of(page: OverviewPage, title: str) -> FigureCard:
    return next(card for card in page.plots if title in words(card))


def press(part: QWidget, text: str, qtbot: QtBot) -> None:
    button = next(b for b in part.findChildren(QAbstractButton) if b.text() == text and b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def side_entry(window: MainWindow) -> str:
    return next(b.text() for b in window.findChildren(QAbstractButton) if b.text().startswith("Overview"))


def test_the_overview_is_the_first_page_of_the_left_column_and_opens_first(window: MainWindow) -> None:
    assert window.shown_page == "overview"
    first = min(
        (b for b in window.findChildren(QAbstractButton) if b.property("kind") == "side"),
        key=lambda button: button.mapTo(window, QPoint(0, 0)).y(),
    )
    assert first.text().startswith("Overview")


def test_plots_need_no_library_until_the_page_is_shown() -> None:
    code = "import sys, gui.session, gui.pages.overview.page; print('pyqtgraph' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_held_sync_is_named_and_its_button_leads_to_the_preview(
    engine: Engine, window: MainWindow, qtbot: QtBot
) -> None:
    hold_a_sync(engine)
    page = shown_page(window, qtbot)
    page.shell.bridge.attention.look_soon()
    card = page.findChild(StandingCard)
    assert card is not None
    qtbot.waitUntil(lambda: NeedKind.SYNC_HELD in [need.kind for need in card.shown])
    qtbot.waitUntil(lambda: "A sync is waiting for your approval." in words(card))
    assert "It would change far more than usual." in words(card)
    qtbot.waitUntil(lambda: side_entry(window) == f"Overview ({len(card.shown)})")
    press(card, "Look at it", qtbot)
    assert window.shown_page == "preview"


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (NeedKind.SIGN_IN, "salesforce"),
        (NeedKind.CONNECTION, "salesforce"),
        (NeedKind.SYNC_HELD, "preview"),
        (NeedKind.SYNC_FAILED, "status_log"),
        (NeedKind.NIGHT_WAITS, "status_log"),
        (NeedKind.NIGHT_MISSED, "status_log"),
        (NeedKind.FIELD_DRIFTED, "unsubscribes"),
        (NeedKind.PUSHES_PARKED, "diagnostics"),
        (NeedKind.SET_UP, "assistant"),
    ],
)
def test_each_need_has_a_button_that_leads_to_its_place(
    engine: Engine, window: MainWindow, qtbot: QtBot, kind: NeedKind, page: str
) -> None:
    run_id = hold_a_sync(engine)
    card = shown_page(window, qtbot).findChild(StandingCard)
    assert card is not None
    card.show_summary(Summary((Need(kind, Message("Something."), run_id=run_id, since=NOW),)))
    [row] = rows_of(card, 1, qtbot)
    assert row.button.text()
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert window.shown_page == page


def test_keys_stay_at_the_needs_when_one_of_them_is_gone(window: MainWindow, qtbot: QtBot) -> None:
    card = shown_page(window, qtbot).findChild(StandingCard)
    assert card is not None
    needs = [Need(NeedKind.PUSHES_PARKED, Message("Something."), about=str(at)) for at in range(3)]
    card.show_summary(Summary(tuple(needs)))
    window.activateWindow()
    rows = rows_of(card, 3, qtbot)
    rows[-1].button.setFocus()
    qtbot.waitUntil(lambda: rows[-1].button.hasFocus())
    card.show_summary(Summary(tuple(needs[:2])))
    left = rows_of(card, 2, qtbot)
    assert [row.button.hasFocus() for row in left] == [False, True]


def test_what_was_just_done_is_drawn_told_and_tabled(
    engine: Engine, window: MainWindow, qtbot: QtBot
) -> None:
    collect(engine, 3)
    collect(engine, 2, Source.CLICKED_LINK)
    page = shown_page(window, qtbot)
    card = card_of(page, "Opt-outs per day")
    assert "5 in all, at most 5" in words(card)
    assert {"Manual", "Clicked Link"} <= set(words(card).splitlines())
    chart = card.findChild(Chart)
    assert chart is not None
    assert chart.accessibleName().startswith("Opt-outs per day. 5 in all")
    assert chart.accessibleDescription().endswith("Manual 3 · Clicked Link 2")
    collect(engine, 1, Source.BOUNCE)
    page.refresh()
    qtbot.waitUntil(lambda: "6 in all" in words(card))


def test_arrow_keys_go_through_the_days_and_say_each(
    engine: Engine, window: MainWindow, qtbot: QtBot
) -> None:
    collect(engine, 3)
    chart = card_of(shown_page(window, qtbot), "Opt-outs per day").findChild(Chart)
    assert chart is not None
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription().endswith(": nothing")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().endswith(": Manual 3")


def test_the_pointer_is_told_the_values_of_the_day_below_it(
    engine: Engine, window: MainWindow, qtbot: QtBot
) -> None:
    collect(engine, 3)
    chart = card_of(shown_page(window, qtbot), "Opt-outs per day").findChild(Chart)
    assert chart is not None
    qtbot.mouseMove(chart, QPoint(chart.width() // 2, chart.height() // 2))
    qtbot.waitUntil(lambda: chart.accessibleDescription().endswith(": nothing"))
    qtbot.mouseMove(chart, QPoint(chart.width() - 12, chart.height() // 2))
    qtbot.waitUntil(lambda: chart.accessibleDescription().endswith(": Manual 3"))


def test_behind_each_plot_is_its_table_reached_by_keys(
    engine: Engine, window: MainWindow, qtbot: QtBot
) -> None:
    collect(engine, 3)
    card = card_of(shown_page(window, qtbot), "Opt-outs per day")
    switch = card.findChild(Segments)
    assert switch is not None
    plot = next(b for b in switch.findChildren(QAbstractButton) if b.text() == "Plot")
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    table = card.findChild(QTableWidget)
    assert table is not None
    assert table.isVisible()
    assert table.accessibleName() == "Opt-outs per day"
    assert (table.rowCount(), table.item(29, 1).text()) == (30, "3")
    assert not any(chart.isVisible() for chart in card.findChildren(Chart))


def test_a_plot_is_copied_as_picture_and_as_csv(engine: Engine, window: MainWindow, qtbot: QtBot) -> None:
    collect(engine, 3)
    card = card_of(shown_page(window, qtbot), "Opt-outs per day")
    press(card, "Copy as CSV", qtbot)
    rows = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text())))
    assert (rows[0], rows[-1][1:]) == (["Day", "Manual"], ["3"])
    press(card, "Copy as picture", qtbot)
    picture = QGuiApplication.clipboard().pixmap()
    assert picture.width() > 200
    assert picture.height() > 150
    switch = card.findChild(Segments)
    assert switch is not None
    assert switch.isVisible(), "what was left out of the picture is back"


def test_a_night_of_the_calendar_leads_to_what_was_written_about_it(
    engine: Engine, window: MainWindow, qtbot: QtBot
) -> None:
    run_id = hold_a_sync(engine)
    planned = NOW - timedelta(days=3)
    engine.runs.record_night(Night(planned, NightState.HELD, run_id, Message("It was held.")))
    calendar = shown_page(window, qtbot, Range.MONTHS).findChild(NightsCalendar)
    assert calendar is not None
    assert calendar.accessibleName() == "1 held"
    for _ in range(3):
        qtbot.keyClick(calendar, Qt.Key.Key_Up)
    assert "held" in calendar.accessibleDescription()
    qtbot.keyClick(calendar, Qt.Key.Key_Return)
    assert window.shown_page == "status_log"
    window.go_to("overview")
    place = calendar.place_of(planned.astimezone().date()).toPoint()
    qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=place)
    assert window.shown_page == "status_log"


def test_before_anything_has_happened_the_plots_say_so(window: MainWindow, qtbot: QtBot) -> None:
    page = shown_page(window, qtbot)
    for sentence in (
        "None in this time.",
        "No opt-out was confirmed in this time.",
        "There was no sync yet.",
    ):
        assert sentence in words(page)
    assert not any(chart.isVisible() for chart in page.findChildren(Chart))


def test_the_range_gathers_days_to_weeks(engine: Engine, window: MainWindow, qtbot: QtBot) -> None:
    collect(engine, 2)
    page = shown_page(window, qtbot, Range.MONTHS)
    assert "Opt-outs per week" in words(page)
    press(page, "30 days", qtbot)
    qtbot.waitUntil(lambda: "Opt-outs per day" in words(page))


def test_colours_follow_the_theme(engine: Engine, window: MainWindow, qtbot: QtBot, theme: Theme) -> None:
    collect(engine, 3)
    chart = card_of(shown_page(window, qtbot), "Opt-outs per day").findChild(Chart)
    assert chart is not None
    light = chart.grab().toImage().pixelColor(chart.width() // 2, 8)
    theme.set_appearance(Appearance.DARK)
    dark = chart.grab().toImage().pixelColor(chart.width() // 2, 8)
    theme.set_appearance(Appearance.LIGHT)
    assert light.lightness() > 200 > 100 > dark.lightness()


def test_a_page_that_is_two_columns_wide_is_one_where_there_is_no_room(
    engine: Engine, window: MainWindow, qtbot: QtBot
) -> None:
    collect(engine, 3)
    page = shown_page(window, qtbot)

    def columns() -> int:
        return len({card.x() for card in page.plots})

    window.resize(1500, 800)
    qtbot.waitUntil(lambda: columns() == 2)
    window.resize(900, 700)
    qtbot.waitUntil(lambda: columns() == 1)
