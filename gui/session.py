"""One org being worked with: its engine, its window and its icon in the tray, opened and ended together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QIcon

from core.engine import Engine
from core.engine_options import EngineOptions
from core.files.private_files import make_file
from core.settings import APPEARANCE, LANGUAGE
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.icons import Icons
from gui.language import Language
from gui.main_window import MainWindow
from gui.single_instance import SingleInstance
from gui.target import Target
from gui.theme import Appearance, Theme
from gui.tray import Tray

STOP_S = 3.0
WINDOW_FILE = "window.ini"


class Session(QObject):
    """Holds the claim on the folder of its org until it has ended.

    Signals:
        quit_asked: the program is to end.
    """

    quit_asked = Signal()

    def __init__(
        self,
        engine: Engine,
        instance: SingleInstance,
        theme: Theme,
        language: Language,
        switch_to: Callable[[Target], None],
    ) -> None:
        """The window is there, but not shown, and nothing runs yet."""
        super().__init__()
        self.engine = engine
        self.options: EngineOptions = engine.options
        self._instance: SingleInstance | None = instance
        language.choose(engine.settings.text(LANGUAGE))
        theme.set_appearance(Appearance(engine.settings.text(APPEARANCE)))
        icons = Icons(theme)
        self.icon: QIcon = icons.icon("mark", "accent")
        self._bridge = EngineBridge(engine)
        place = engine.data_dir / WINDOW_FILE
        make_file(place)
        self._kept = QSettings(str(place), QSettings.Format.IniFormat)
        self.window = MainWindow(self._bridge, theme, language, self._kept, switch_to)
        instance.raise_asked.connect(self.window.raise_to_front)
        self._tray = Tray(self._bridge, theme, icons, self._kept)
        # The tray, and not the closing of the last window, decides when the program ends.
        self.window.closed.connect(self._tray.window_closed)
        self._tray.open_asked.connect(self.window.raise_to_front)
        self._tray.sign_in_asked.connect(self._open_sign_in)
        # Once the window's own closing is over: quitting closes the windows that are still open.
        self.window.quit_asked.connect(self._tray.quit_asked)
        self._tray.quit_asked.connect(self._tray.leave)
        self._tray.quit_asked.connect(self.quit_asked, Qt.ConnectionType.QueuedConnection)
        self._reading = ExitStack()

    def begin(self) -> None:
        """Show the window and start the engine."""
        # One connection for this thread: the small reads of every refresh would else open one each.
        self._reading.enter_context(self.engine.store.database.use())
        self.engine.alarms.words = texts.text_of
        self.window.show()
        self.window.setFocus()
        self.engine.start()

    def _open_sign_in(self) -> None:
        self.window.go_to("salesforce")
        self.window.raise_to_front()

    def leave(self) -> None:
        """The screens hear of nothing any more and can do nothing; the window stays to be seen."""
        self._tray.leave()
        self._bridge.close()
        self.window.setEnabled(False)

    def hand_over(self) -> SingleInstance | None:
        """Give the claim on the folder to another session for the same one, and read nothing there any longer."""
        self._reading.close()
        instance, self._instance = self._instance, None
        return instance

    def stop(self) -> None:
        """End the engine, which may take a few seconds; the one method that may be called in any thread."""
        self.engine.stop(STOP_S)

    def end(self) -> None:
        """After `stop`: the window goes, and another program may claim the folder."""
        self._reading.close()
        self.window.close()
        self.window.deleteLater()
        self._kept.sync()
        if self._instance is not None:
            self._instance.release()
