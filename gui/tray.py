"""The icon in the system's tray: the program goes on there when its window is closed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from core.attention.needs import NeedKind
from core.connection.org_folders import APP_NAME
from core.events import AlarmShown, DatabaseLost
from core.store.types.log import Level
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.icons import Icons
from gui.plain import notify, set_tray_tip
from gui.theme import Theme

_TOLD = "tray/told"


class Tray(QObject):
    """The icon with its menu. Where a system has no tray, a closed window ends the program.

    Signals:
        open_asked: the window is wanted.
        sign_in_asked: the window is wanted, where one signs in.
        quit_asked: the program is to end.
    """

    open_asked = Signal()
    sign_in_asked = Signal()
    quit_asked = Signal()

    def __init__(self, bridge: EngineBridge, theme: Theme, icons: Icons, kept: QSettings) -> None:
        super().__init__()
        self._engine, self._icons, self._kept = bridge.engine, icons, kept
        self._attention = bridge.attention
        self._leaving = False
        self._icon = QSystemTrayIcon(self)
        self.menu = QMenu()
        self._open = self.menu.addAction("", self.open_asked.emit)
        self._sync = self.menu.addAction("", bridge.engine.sync.sync_now)
        self._next = self.menu.addAction("")
        self._next.setEnabled(False)
        self.menu.addSeparator()
        self._quit = self.menu.addAction("", self.quit_asked.emit)
        self.menu.aboutToShow.connect(self.refresh)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self._message_clicked)
        for signal in (
            bridge.run_started,
            bridge.run_progress,
            bridge.run_finished,
            bridge.load_progress,
            bridge.load_finished,
            bridge.schedule_changed,
            bridge.settings_changed,
            bridge.attention.changed,
            theme.changed,
        ):
            signal.connect(self.refresh)
        bridge.database_lost.connect(self._say_lost)
        bridge.alarm_shown.connect(self._alarm)
        self._shown = ""
        self._said_to_sign_in = False
        self._theme = theme
        self.refresh()
        # Where a tray comes only later, as with a panel that starts slowly, the icon appears by itself then.
        self._icon.show()

    @property
    def tooltip(self) -> str:
        """How the program stands, in words."""
        return self._icon.toolTip()

    def refresh(self, _event: object = None) -> None:
        """Put icon and texts in place."""
        if self._leaving:
            # There is nothing to be read any more: the database may be put aside at this moment.
            return
        sync = self._engine.sync
        busy = sync.activity() is not None or sync.loading() is not None
        planned = sync.next_run()
        self._open.setText(self.tr("Open Unsubscribe Sync"))
        self._sync.setText(self.tr("Sync now"))
        self._sync.setEnabled(not busy)
        self._next.setText(
            self.tr("Next sync {time}").format(time=texts.moment(planned))
            if planned is not None
            else self.tr("No next sync: the nightly sync is off.")
        )
        self._quit.setText(self.tr("Quit"))
        summary = self._attention.summary
        # What is left of the set-up is no alarm.
        grave = summary is not None and any(need.level is not Level.INFO for need in summary.needs)
        words = texts.text_of(summary.sentence) if summary is not None else ""
        if busy:
            words, picture, token = self.tr("a sync is running"), "sync", "accent"
        elif grave:
            picture, token = "warning", "warning"
        else:
            picture, token = "mark", "accent"
        set_tray_tip(self._icon, f"{APP_NAME}: {words}" if words else APP_NAME)
        look = f"{picture} {self._theme.dark}"
        if look != self._shown:
            # Drawing is not for free, and progress comes many times a second.
            self._shown = look
            self._icon.setIcon(self._icons.icon(picture, token))

    def _alarm(self, alarm: AlarmShown) -> None:
        """Whoever closed the window would else learn of it when pushes have waited."""
        if not self._leaving:
            self._said_to_sign_in = NeedKind.SIGN_IN in alarm.kinds
            notify(self._icon, alarm.title, alarm.text)

    def _say_lost(self, event: DatabaseLost) -> None:
        """Whoever closed the window would else believe that all goes on."""
        if event.problem is not None:
            self._said_to_sign_in = False
            notify(self._icon, APP_NAME, texts.text_of_problem(event.problem))

    def window_closed(self) -> None:
        """The window was closed: go on in the tray, which is said once, or end where there is none."""
        if self._leaving:
            return
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self.quit_asked.emit()
        elif self._kept.value(_TOLD) is None:
            self._kept.setValue(_TOLD, "yes")
            self._said_to_sign_in = False
            notify(
                self._icon,
                APP_NAME,
                self.tr("Unsubscribe Sync goes on here, and pushes and syncs as before. Quit ends it."),
            )

    def leave(self) -> None:
        """Take the icon away, because the program ends."""
        self._leaving = True
        self._icon.hide()

    def _message_clicked(self) -> None:
        """What was said last is what was clicked: systems show one message of an icon at a time."""
        (self.sign_in_asked if self._said_to_sign_in else self.open_asked).emit()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.open_asked.emit()
