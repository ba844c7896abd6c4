"""Starts the window: application, look, language, one instance, engine; and ends them in order."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from core.engine import APP_NAME, Engine, EngineOptions
from core.messages import ProblemError
from core.settings import APPEARANCE, LANGUAGE
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.icons import Icons
from gui.language import Language
from gui.main_window import MainWindow
from gui.single_instance import SingleInstance
from gui.theme import Appearance, Theme
from gui.tray import Tray

log = logging.getLogger(__name__)

_STOP_S = 3.0


def run_window(options: EngineOptions) -> int:
    """Open the window for a data directory and return the exit code when it is closed."""
    _report_errors()
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APP_NAME)
    app.setDesktopFileName("unsubscribe-sync")
    instance = SingleInstance(options.data_dir)
    if not instance.claim():
        return 0
    language = Language(app)
    try:
        engine = Engine(options)
    except ProblemError as error:
        QMessageBox.critical(None, APP_NAME, texts.text_of_problem(error.problem))
        return 2
    language.choose(engine.settings.text(LANGUAGE))
    theme = Theme(app, Appearance(engine.settings.text(APPEARANCE)))
    icons = Icons(theme)
    app.setWindowIcon(icons.icon("mark", "accent"))
    bridge = EngineBridge(engine)
    kept = QSettings(str(options.data_dir / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(bridge, theme, language, kept)
    instance.raise_asked.connect(window.raise_to_front)
    tray = _go_on_in_tray(app, window, Tray(bridge, theme, icons, kept))
    window.show()
    window.setFocus()
    engine.start()
    # What is there by now stays for good. Without this the collector looks through all of it again and again
    # while a sync works, and the window stands still for a tenth of a second each time.
    gc.freeze()
    try:
        # One connection for this thread: the small reads of every refresh would else open one each.
        with engine.store.database.use():
            return app.exec()
    finally:
        # The window is gone already; what is still on its way is taken up at the next start.
        tray.leave()
        bridge.close()
        engine.stop(_STOP_S)
        kept.sync()
        instance.release()


def _go_on_in_tray(app: QApplication, window: MainWindow, tray: Tray) -> Tray:
    """Let the tray, and not the closing of the last window, decide when the program ends."""
    app.setQuitOnLastWindowClosed(False)
    window.closed.connect(tray.window_closed)
    tray.open_asked.connect(window.raise_to_front)
    # Once the window's own closing is over: quitting closes the windows that are still open.
    tray.quit_asked.connect(tray.leave)
    tray.quit_asked.connect(app.quit, Qt.ConnectionType.QueuedConnection)
    return tray


def _report_errors() -> None:
    """Errors of our own go to the log file, wherever they happen; the program runs on."""

    def in_main_thread(
        kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        log.error("an error of the program", exc_info=(kind, error, traceback))

    def in_thread(arguments: threading.ExceptHookArgs) -> None:
        error = arguments.exc_value
        if error is not None:
            log.error("an error of the program in a thread", exc_info=error)

    sys.excepthook = in_main_thread
    threading.excepthook = in_thread
