"""Text of strangers is never read as HTML, in no widget and no model: a name cannot load a picture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as Guessing
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QMenu,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.messages import Category, Message, Problem, Scope
from core.settings import ORG_NAME
from core.store.types.log import Level, LogKind, NewLogEntry
from gui.entries import ENTRIES
from gui.main_window import MainWindow
from gui.pages.unsubscribes import TABS
from gui.plain import alarm, hide_tip, plain, set_tip, show_tip
from gui.web import open_page
from tests.gui.pages.conftest import Browser, browser  # noqa: F401 - a fixture
from tests.helpers import hostile

ROOT = Path(__file__).parents[2]
NAME = "<img src='//host.example/x.png'>Bob & <b>Co</b>"
ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.WhatsThisRole)
ROWS = 50

ALLOWED = {
    # Where Qt guesses, or may be told to read HTML: who may call it.
    "setToolTip": {"gui/plain.py"},
    "showText": {"gui/plain.py"},
    "showMessage": {"gui/plain.py"},
    "setTextFormat": {"gui/plain.py", "gui/widgets/labels.py", "gui/widgets/pill.py"},
    "setStatusTip": set(),
    "setWhatsThis": set(),
    "setInformativeText": set(),
    "setHtml": {"gui/pages/checklist/saving.py"},
    "setMarkdown": set(),
    "insertHtml": set(),
    "appendHtml": set(),
    "setToolTipsVisible": set(),
    "setOpenExternalLinks": set(),
    "openUrl": {"gui/web.py"},
}
CLASSES = {
    "QMessageBox": {"gui/plain.py"},
    "QToolTip": {"gui/plain.py"},
    "QLabel": {"gui/widgets/labels.py", "gui/widgets/pill.py"},
    "QTextEdit": set(),
    "QTextBrowser": set(),
    "QErrorMessage": set(),
    "QProgressDialog": set(),
    "QInputDialog": set(),
    "QWhatsThis": set(),
    "QTextDocument": {"gui/pages/checklist/saving.py"},
    "QStaticText": set(),
    "QDesktopServices": {"gui/web.py"},
}


def test_what_guesses_is_called_in_one_place() -> None:
    wrong: list[str] = []
    for path in sorted((ROOT / "gui").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and name not in ALLOWED.get(node.attr, {name}):
                wrong.append(f"{name}:{node.lineno} {node.attr}")
            elif isinstance(node, ast.ImportFrom):
                wrong += [
                    f"{name}:{node.lineno} {one.name}"
                    for one in node.names
                    if name not in CLASSES.get(one.name, {name})
                ]
    assert wrong == []


@pytest.mark.parametrize(
    "text", [NAME, "&lt;b>", "<!DOCTYPE html>", "<?xml ?><b>", " \n<a href='file:///'>x</a>"]
)
def test_a_text_that_qt_would_read_as_html_is_shown_as_it_is(text: str) -> None:
    assert Guessing.mightBeRichText(text)
    assert not Guessing.mightBeRichText(plain(text))
    assert plain(text).replace("\u2060", "") == text
    assert plain("Ann & Bob") == "Ann & Bob"


def test_whatever_a_text_holds_it_is_plain() -> None:
    for text in hostile.texts(seed=5):
        usable = text.encode("utf-16", "ignore").decode("utf-16")
        assert not Guessing.mightBeRichText(plain(usable))


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_tooltip_shows_tags_and_loads_nothing(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    set_tip(widget, NAME)
    for text in (widget.toolTip(), plain(NAME)):
        assert not Guessing.mightBeRichText(text)
    show_tip(QPoint(5, 5), NAME, widget)
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text().replace("\u2060", "") == NAME
    hide_tip()


def test_a_message_box_shows_tags(qapp: QApplication) -> None:
    box = alarm(None, "x", NAME)
    assert box.text() == NAME
    [label] = [label for label in box.findChildren(QLabel) if label.text() == NAME]
    assert label.textFormat() is Qt.TextFormat.PlainText
    box.deleteLater()


def test_only_pages_of_the_web_are_opened(browser: Browser) -> None:  # noqa: F811
    for address in (
        "file:///etc/passwd",
        "//host.example/x",
        "javascript:alert(1)",
        "ms-word:x",
        "",
        "https:///x",
    ):
        open_page(address)
    assert browser.opened == []
    open_page("https://a.example/x")
    assert browser.opened == ["https://a.example/x"]


@pytest.fixture
def strangers(engine: Engine, tmp_path: Path) -> Engine:
    """An engine in which every text that can come from outside is markup."""
    file = tmp_path / f"{NAME.replace('/', '_')}.csv"
    file.write_text(
        "email,first_name,last_name,company,title,reason,source,unsubscribed,salesforce_id\n"
        + "".join(
            f'p{number}@x.com,"{NAME}","{NAME}","{NAME}","{NAME}","{NAME}","{NAME}",yes,\n'
            for number in range(5)
        ),
        "utf-8",
    )
    engine.importing.run(file).refused.close()
    engine.settings.set(ORG_NAME, "<b>Org</b> &lt;")
    sentence = Message("{name}", {"name": NAME})
    problem = Problem(NAME, Category.OTHER, sentence, sentence, detail=NAME, scope=Scope.RECORD)
    engine.log.add(
        [
            NewLogEntry(
                Level.ERROR,
                LogKind.COLLECT,
                problem.what,
                fix=problem.fix,
                email=NAME,
                salesforce_id=NAME,
                code=NAME,
                detail=NAME,
            )
        ],
        engine.options.now(),
    )
    return engine


def cells(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[tuple[str, object]]:
    """What a model shows beside its texts."""
    for row in range(min(model.rowCount(), ROWS)):
        for column in range(model.columnCount()):
            for role in ROLES:
                yield (
                    f"{type(model).__name__} {row},{column} {role}",
                    model.data(model.index(row, column), role),
                )
    for section in range(model.columnCount()):
        for role in ROLES:
            yield (
                f"{type(model).__name__} header {section}",
                model.headerData(section, Qt.Orientation.Horizontal, role),
            )


def guessed(root: QWidget) -> list[str]:
    """What in a window Qt would read as HTML, and what it might guess about."""
    wrong: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            wrong.append(f"{type(widget).__name__} guesses: {widget.text()}")
        if isinstance(widget, QTextEdit):
            wrong.append(type(widget).__name__)
        wrong += [
            f"{type(widget).__name__}: {text}"
            for text in (widget.toolTip(), widget.statusTip(), widget.whatsThis())
            if Guessing.mightBeRichText(text)
        ]
        if isinstance(widget, QMenu) and widget.toolTipsVisible():
            wrong.append("a menu with tooltips")
        if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            wrong += [
                f"{where}: {text}"
                for where, text in cells(widget.model())
                if isinstance(text, str) and Guessing.mightBeRichText(text)
            ]
    tips = [
        action for action in root.findChildren(QAction) if action.toolTip() != action.text().replace("&", "")
    ]
    return wrong + [
        f"action: {action.toolTip()}" for action in tips if Guessing.mightBeRichText(action.toolTip())
    ]


def show_more(window: MainWindow, qtbot: QtBot) -> None:
    """Open what shows more of a row: the person beside the list, the entry of the log."""
    for view in window.findChildren(QAbstractItemView):
        if view.isVisible() and not isinstance(view, QHeaderView) and view.model().rowCount():
            view.setCurrentIndex(view.model().index(0, 0))
    qtbot.wait(200)


PLACES = [(entry.name, None) for entry in ENTRIES] + [("unsubscribes", tab) for tab, _ in TABS]


@pytest.mark.parametrize(("entry", "tab"), PLACES)
def test_no_page_reads_a_strangers_text_as_html(
    strangers: Engine, window: MainWindow, entry: str, tab: str | None, qtbot: QtBot
) -> None:
    window.go_to(entry, tab)
    if tab == "people" or entry == "status_log":
        qtbot.waitUntil(lambda: NAME in shown_in_tables(window))
    show_more(window, qtbot)
    assert guessed(window) == []


def shown_in_tables(window: MainWindow) -> str:
    """What the tables on screen say, to be sure that the stranger's texts are among it."""
    return " ".join(
        str(view.model().index(row, column).data())
        for view in window.findChildren(QAbstractItemView)
        if view.isVisible() and not isinstance(view, QHeaderView)
        for row in range(min(view.model().rowCount(), ROWS))
        for column in range(view.model().columnCount())
    )


def test_the_search_finds_what_is_wrong(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    QLabel("x", root)
    root.setToolTip("<b>x</b>")
    assert len(guessed(root)) == 2
