"""The main window: a slim bar on top, the settings at the left, a page, and a line at the bottom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from core.attention.needs import Summary
from core.connection.org_folders import APP_NAME
from core.connection.state import ConnectionState
from core.events import DatabaseLost
from core.messages import Problem
from core.settings import LANGUAGE
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.entries import ADMIN_SETTINGS, ENTRIES, HOME, LED_TO_BY, MY_ACCOUNT
from gui.icons import Icons
from gui.language import ENGLISH, JAPANESE, Language, native_name
from gui.org_switcher import ColouredBar, OrgSwitcher
from gui.pages.language_question import choose_language
from gui.pages.page import Page, Shell
from gui.pages.switch_question import SwitchQuestion, is_at_work
from gui.plain import set_tip
from gui.target import Target
from gui.theme import TextRole, Theme
from gui.widgets.banner import Banner
from gui.widgets.buttons import IconButton, LinkButton, SideButton
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.pill import Pill

_SIZE = (1120, 760)
_SMALLEST = (860, 560)
_FIRST = "overview"
_TONES = {
    ConnectionState.CONNECTED: "good",
    ConnectionState.CONNECTING: "neutral",
    ConnectionState.NOT_CONNECTED: "neutral",
    ConnectionState.OFFLINE: "warning",
}


class MainWindow(QMainWindow):
    """The window of one data directory. Closing it only hides it; whoever made it ends the engine.

    Signals:
        closed: the user closed the window.
        quit_asked: the program is to end.
    """

    closed = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        bridge: EngineBridge,
        theme: Theme,
        language: Language,
        kept: QSettings,
        switch_to: Callable[[Target], None] | None = None,
    ) -> None:
        """`switch_to` replaces this window by that of another org; without it the window stays where it is."""
        super().__init__()
        self._switch_to = switch_to or (lambda _target: None)
        self._engine, self._bridge, self._theme, self._language = bridge.engine, bridge, theme, language
        self._kept = kept
        self._icons = Icons(theme)
        self._shell = Shell(self._engine, bridge, theme, self._icons, language, self.go_to, self.switch_to)
        self._buttons: dict[str, SideButton] = {}
        self._pages: dict[str, Page] = {}
        self._shown = "unsubscribes"
        self._title = TextLabel(theme, TextRole.TITLE)
        self._stack = QStackedWidget()
        self._build()
        self._follow()
        self.retranslate()
        self._show_connection()
        self._show_queue()
        self._restore()

    # building

    def _build(self) -> None:
        theme = self._theme
        self.setAcceptDrops(True)
        self.setMinimumSize(self._that_fits(_SMALLEST))
        middle = row(theme, spacing=0)
        middle.addWidget(self._side_bar())
        area = QWidget()
        area.setObjectName("page")
        inside = column(theme, spacing=8, margins=(32, 24, 24, 0))
        inside.addWidget(self._title)
        inside.addWidget(self._stack, 1)
        area.setLayout(inside)
        middle.addWidget(area, 1)
        whole = column(theme, spacing=0)
        whole.addWidget(self._top_bar())
        self._alarm = Banner(theme, self._icons)
        self._lost: Problem | None = None
        whole.addWidget(self._alarm)
        whole.addLayout(middle, 1)
        whole.addWidget(self._bottom_line())
        shell = QWidget()
        shell.setObjectName("shell")
        shell.setLayout(whole)
        self.setCentralWidget(shell)
        for number, entry in enumerate(ENTRIES, 1):
            if entry.name in self._buttons:
                shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
                shortcut.activated.connect(self._buttons[entry.name].click)

    def _top_bar(self) -> QWidget:
        theme = self._theme
        bar = ColouredBar()
        bar.setObjectName("topBar")
        bar.setFixedHeight(theme.px(48))
        inside = row(theme, spacing=12, margins=(16, 0, 24, 0))
        mark = TextLabel(theme)
        mark.setPixmap(self._icons.pixmap("mark", "accent", theme.px(24), self.devicePixelRatioF()))
        name = TextLabel(theme, TextRole.HEADING)
        name.setText(APP_NAME)
        self._org = OrgSwitcher(self._shell)
        self._connection = Pill(theme)
        self._language_button = LinkButton(theme)
        self._language_button.clicked.connect(self._change_language)
        self._gear = IconButton(theme, self._icons, "gear")
        self._gear.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._to_settings = self._menu.addAction("", lambda: self.go_to("unsubscribes"))
        self._to_profile = self._menu.addAction("", lambda: self.go_to("profile"))
        self._menu.addSeparator()
        self._about = self._menu.addAction("", self._show_about)
        self._quit = self._menu.addAction("", self.quit_asked.emit)
        self._quit.setShortcut(QKeySequence("Ctrl+Q"))
        # An action in a menu that was never open has no shortcut by itself.
        self.addAction(self._quit)
        self._gear.setMenu(self._menu)
        inside.addWidget(mark)
        inside.addWidget(name)
        inside.addStretch(1)
        for widget in (self._org, self._connection, self._language_button, self._gear):
            inside.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        bar.setLayout(inside)
        bar.set_colour(self._org.colour)
        self._org.colour_changed.connect(bar.set_colour)
        return bar

    def _side_bar(self) -> QWidget:
        theme = self._theme
        bar = QWidget()
        bar.setObjectName("sideBar")
        bar.setFixedWidth(theme.px(224))
        inside = column(theme, spacing=2, margins=(8, 24, 8, 16))
        self._groups: dict[str, TextLabel] = {}
        for entry in ENTRIES:
            if not entry.group:
                continue
            if entry.group not in self._groups:
                if self._groups:
                    inside.addSpacing(theme.px(24))
                label = TextLabel(theme, TextRole.GROUP, tone="secondary")
                label.setVisible(entry.group != HOME)
                label.setContentsMargins(theme.px(16), 0, 0, theme.px(6))
                self._groups[entry.group] = label
                inside.addWidget(label)
            button = SideButton(theme)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _checked=False, name=entry.name: self.go_to(name))
            self._buttons[entry.name] = button
            inside.addWidget(button)
        inside.addStretch(1)
        bar.setLayout(inside)
        return bar

    def _bottom_line(self) -> QWidget:
        theme = self._theme
        line = QWidget()
        line.setObjectName("bottomLine")
        line.setFixedHeight(theme.px(36))
        inside = row(theme, spacing=8, margins=(24, 0, 24, 0))
        self._pushes = TextLabel(theme, TextRole.SMALL, tone="secondary")
        self._contact = TextLabel(theme, TextRole.SMALL, tone="secondary")
        inside.addWidget(self._pushes)
        inside.addStretch(1)
        inside.addWidget(self._contact)
        line.setLayout(inside)
        return line

    def _follow(self) -> None:
        bridge = self._bridge
        bridge.attention.changed.connect(self._count_needs)
        bridge.connection_changed.connect(self._show_connection)
        bridge.queue_changed.connect(self._show_queue)
        bridge.changed_elsewhere.connect(self._show_queue)
        bridge.database_lost.connect(self._database_lost)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_contact)
        self._tick.start()

    # verbs

    def go_to(self, name: str, argument: object = None) -> None:
        """Open a page by its name; `argument` is what it is to show."""
        page, self._shown = self._page(name), name
        # A page without an entry of its own belongs to the screen that leads to it.
        self._buttons.get(name, self._buttons[LED_TO_BY.get(name, "unsubscribes")]).setChecked(True)
        self._stack.setCurrentWidget(page)
        self._title.setText(self._names()[name])
        if argument is not None:
            page.open_with(argument)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page = next(entry for entry in ENTRIES if entry.name == name).make(self._shell)
            self._pages[name] = page
            self._stack.addWidget(page)
        return self._pages[name]

    @property
    def shown_page(self) -> str:
        """The name of the page that is open, for `go_to`."""
        return self._shown

    def switch_to(self, target: Target) -> None:
        """Show another org; asks first when work would be broken off. See Shell."""
        if is_at_work(self._engine):
            question = SwitchQuestion(self._shell, self)
            question.accepted.connect(lambda: self._switch_to(target))
            question.open()
        else:
            self._switch_to(target)

    def _show_about(self) -> None:
        from gui.pages.about import AboutDialog

        AboutDialog(self._theme, self).open()

    def raise_to_front(self) -> None:
        """Come to the front, because the program was started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # texts and values

    def _names(self) -> dict[str, str]:
        return {
            "overview": self.tr("Overview"),
            "profile": self.tr("Profile and language"),
            "unsubscribes": self.tr("Unsubscribes"),
            "salesforce": self.tr("Salesforce"),
            "status_log": self.tr("Status log"),
            "alarms": self.tr("Alarms"),
            "diagnostics": self.tr("Diagnostics"),
            "preview": self.tr("Preview"),
            "assistant": self.tr("Set-up assistant"),
        }

    def retranslate(self) -> None:
        """Put every text of the frame in place."""
        names = self._names()
        for name, button in self._buttons.items():
            button.set_text(names[name])
        self._count_needs(self._bridge.attention.summary)
        self._groups[MY_ACCOUNT].setText(self.tr("MY ACCOUNT"))
        self._groups[ADMIN_SETTINGS].setText(self.tr("ADMIN SETTINGS"))
        self._gear.set_text(self.tr("Settings"))
        self._to_settings.setText(self.tr("Admin Settings"))
        self._to_profile.setText(self.tr("My Account"))
        self._about.setText(self.tr("About {name}").format(name=APP_NAME))
        self._quit.setText(self.tr("Quit"))
        self._language_button.set_text(native_name(self._other_language()))
        self._language_button.setAccessibleDescription(self.tr("Change the language"))
        self._title.setText(names[self.shown_page])
        self.setWindowTitle(APP_NAME)
        self._show_contact()

    def _count_needs(self, summary: Summary | None) -> None:
        """The number of things that need the admin stands beside the page that names them."""
        count, name = len(summary.needs) if summary is not None else 0, self._names()["overview"]
        self._buttons["overview"].set_text(f"{name} ({texts.number(count)})" if count else name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self._show_connection()
            self._show_queue()
            self._show_alarm()

    def _show_connection(self, _event: object = None) -> None:
        connection = self._engine.connection.state()
        org = connection.org
        text = texts.word(connection.state)
        self._connection.set_state(text, _TONES.get(connection.state, "bad"))
        why = texts.text_of_problem(connection.problem) if connection.problem else ""
        set_tip(self._connection, why)
        self._connection.setAccessibleDescription(why)
        self.setWindowTitle(f"{APP_NAME} - {org.name}" if org else APP_NAME)
        self._show_contact()

    def _show_queue(self, _event: object = None) -> None:
        queue = self._engine.push.state()
        if queue.waiting == 0 and queue.parked == 0:
            text, tone = self.tr("Pushes: nothing waiting"), "secondary"
        elif queue.parked:
            text, tone = self.tr("Pushes: {waiting} waiting, {parked} parked"), "warning"
        else:
            text, tone = self.tr("Pushes: {waiting} waiting"), "secondary"
        text = text.format(waiting=texts.number(queue.waiting), parked=texts.number(queue.parked))
        if (reason := queue.reason or queue.looks_reason) is not None:
            text = f"{text} · {texts.text_of(reason)}"
        self._pushes.setText(text)
        self._pushes.set_tone(tone)

    def _show_contact(self) -> None:
        at = self._engine.connection.state().last_contact_at
        self._contact.setText(
            self.tr("Last contact with Salesforce {time}").format(time=texts.clock(at))
            if at
            else self.tr("No contact with Salesforce since the start")
        )

    def _database_lost(self, event: DatabaseLost) -> None:
        """On every page, for as long as it is so: whatever is done now is lost."""
        self._lost = event.problem
        self._show_alarm()

    def _show_alarm(self) -> None:
        if self._lost is None:
            self._alarm.hide()
        else:
            self._alarm.show_message("bad", texts.text_of(self._lost.what), texts.text_of(self._lost.fix))

    def _change_language(self) -> None:
        code = self._other_language()

        def choose() -> None:
            self._bridge.call(
                self, lambda: self._engine.settings.set(LANGUAGE, code), lambda _: None, in_turn=True
            )
            self._language.choose(code)

        choose_language(self._theme, self, code, choose, lambda: None)

    def _other_language(self) -> str:
        return ENGLISH if self._language.code == JAPANESE else JAPANESE

    # files dropped onto the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.go_to("unsubscribes", ("import_export", path))

    # remembering the window

    def _restore(self) -> None:
        geometry = self._kept.value("window/geometry", QByteArray(), type=QByteArray)
        if not isinstance(geometry, QByteArray) or not self.restoreGeometry(geometry):
            self.resize(self._that_fits(_SIZE))
        page = str(self._kept.value("window/page", _FIRST, type=str))
        self.go_to(page if page in self._names() else _FIRST)

    def _that_fits(self, size: tuple[int, int]) -> QSize:
        """A size that grows with the system's font, as far as the screen goes."""
        wanted = QSize(self._theme.px(size[0]), self._theme.px(size[1]))
        return wanted.boundedTo(self.screen().availableSize())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._kept.setValue("window/geometry", self.saveGeometry())
        self._kept.setValue("window/page", self.shown_page)
        super().closeEvent(event)
        self.closed.emit()


def _dropped_file(event: QDropEvent) -> str | None:
    """The one local file of a drop; several at once would leave open which is meant."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else None
