"""Starts the window: application, one instance, engine; switches it to another org; and ends all in order."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from core.connection.orgs import take_over
from core.connection.practice_child import PracticeOptions
from core.engine import APP_NAME, Engine, EngineOptions, options_for
from core.messages import Problem, ProblemError
from core.settings import APPEARANCE, LANGUAGE
from gui import texts
from gui.assistant.first_run import is_first_run
from gui.engine_bridge import problem_of
from gui.interrupts import Interrupts
from gui.language import Language
from gui.session import STOP_S, Session
from gui.single_instance import SingleInstance
from gui.target import Target
from gui.theme import Theme
from gui.widgets.plain import alarm

log = logging.getLogger(__name__)


def run_window(options: EngineOptions) -> int:
    """Open the window for an org and return the exit code when the program ends."""
    _report_errors()
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APP_NAME)
    app.setDesktopFileName("unsubscribe-sync")
    # Closed windows go on in the tray, where there is one, and are replaced when the org is switched.
    app.setQuitOnLastWindowClosed(False)
    program = Program(app, options)
    interrupts = Interrupts(app)
    try:
        code = program.open()
        return app.exec() if code is None else code
    finally:
        program.close()
        interrupts.close()


@dataclass(slots=True)
class _Arrival:
    """The org that is being switched to: its engine once it is there, or why it cannot be opened."""

    target: Target
    options: EngineOptions
    instance: SingleInstance
    engine: Engine | None = None
    problem: Problem | None = None


class Program(QObject):
    """The session that is shown, and the way from one to the next; one at a time.

    Signals:
        switched: another org is shown now.
    """

    switched = Signal()
    _opened = Signal()
    _stopped = Signal()

    def __init__(self, app: QApplication, options: EngineOptions) -> None:
        super().__init__()
        self._app = app
        self._first = options
        self._home = options.home or options.data_dir
        self.practice = options.practice or PracticeOptions()
        """What a practice org is started with that is switched to."""
        self.language = Language(app)
        self.theme = Theme(app)
        self.session: Session | None = None
        self._next: _Arrival | None = None
        self._switching: threading.Thread | None = None
        self._opened.connect(self._part, Qt.ConnectionType.QueuedConnection)
        self._stopped.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def open(self) -> int | None:
        """Open the first window; the exit code where there is nothing to open, else None."""
        instance = SingleInstance(self._first.data_dir)
        if not instance.claim():
            return 0
        try:
            engine = Engine(self._first)
        except ProblemError as error:
            self.language.choose("system")
            alarm(None, APP_NAME, texts.text_of_problem(error.problem)).exec()
            return 2
        self.session = self._made(engine, instance)
        if is_first_run(engine):
            self.session.window.go_to("assistant")
        self.session.begin()
        _settle_garbage()
        return None

    def switch_to(self, target: Target) -> None:
        """Show another org: the present one is ended in order, and the other one opened.

        Where the other cannot be opened, that is said and the present one stays. Where another window has it, that
        one comes to the front.
        """
        now = self.session
        if now is None or self._next is not None:
            return
        options = self._options(target)
        if options.data_dir == now.options.data_dir:
            now.window.go_to(target.page or now.window.shown_page, target.argument)
            return
        instance = SingleInstance(options.data_dir)
        if not instance.claim():
            return
        self._next = _Arrival(target, options, instance)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        now.window.setEnabled(False)
        self._beside(self._open, now, self._next)

    def close(self) -> None:
        """End what is shown; what is still on its way is taken up at the next start."""
        if self._switching is not None:
            self._switching.join(STOP_S)
        arriving, self._next = self._next, None
        if arriving is not None:
            self._let_go(arriving)
        session, self.session = self.session, None
        if session is not None:
            session.leave()
            session.stop()
            session.end()

    # the steps of a switch, those that take time beside the GUI thread

    def _beside(self, step: Callable[..., None], *arguments: object) -> None:
        self._switching = threading.Thread(target=step, args=arguments, name="switch", daemon=True)
        self._switching.start()

    def _open(self, now: Session, arriving: _Arrival) -> None:
        """A database from an older version may have to be copied and brought up to date."""
        try:
            arriving.engine = Engine(arriving.options)
            take_over(now.engine.store.facts, arriving.engine.store.facts)
            # They are the user's, whom a switch does not change.
            for setting in (LANGUAGE, APPEARANCE):
                arriving.engine.settings.set(setting, now.engine.settings.text(setting))
            if arriving.target.org is not None:
                arriving.engine.orgs.use(arriving.target.org)
        except Exception as error:  # noqa: BLE001 - told to the user as a problem
            arriving.problem = problem_of(error)
        self._opened.emit()

    def _part(self) -> None:
        """The other org is there: the engine before ends. Where it is not, all stays as it was."""
        now, arriving = self.session, self._next
        if now is None or arriving is None:
            return
        if arriving.problem is None:
            now.leave()
            # With a silent network, ending what is on its way takes seconds.
            self._beside(self._stop, now)
            return
        self._next = self._switching = None
        self._let_go(arriving)
        now.window.setEnabled(True)
        self._tell(arriving.problem, now)

    def _stop(self, session: Session) -> None:
        try:
            session.stop()
        finally:
            self._stopped.emit()

    def _arrive(self) -> None:
        """The engine before has ended: its window makes room for the next."""
        before, arriving = self.session, self._next
        if before is None or arriving is None or arriving.engine is None:
            return
        target = arriving.target
        place, page = before.window.saveGeometry(), before.window.shown_page
        try:
            session = self._made(arriving.engine, arriving.instance)
        except Exception as error:  # noqa: BLE001 - told to the user as a problem
            # Neither org can be shown any more: what was kept is safe, and the next start takes it up.
            alarm(None, APP_NAME, texts.text_of_problem(problem_of(error))).exec()
            self._app.quit()
            return
        self._next = self._switching = None
        self.session = session
        session.window.restoreGeometry(place)
        session.window.go_to(target.page or page, target.argument)
        session.begin()
        before.end()
        before.deleteLater()
        QApplication.restoreOverrideCursor()
        _settle_garbage()
        self.switched.emit()

    @staticmethod
    def _let_go(arriving: _Arrival) -> None:
        """Nobody is going to see the org that was to come."""
        if arriving.engine is not None:
            arriving.engine.stop(STOP_S)
        arriving.instance.release()
        QApplication.restoreOverrideCursor()

    def _made(self, engine: Engine, instance: SingleInstance) -> Session:
        session = Session(engine, instance, self.theme, self.language, self.switch_to)
        session.quit_asked.connect(self._app.quit)
        self._app.setWindowIcon(session.icon)
        return session

    def _options(self, target: Target) -> EngineOptions:
        wanted = options_for(self._home, target.org)
        first = self._first
        return replace(
            wanted,
            practice=self.practice if target.org is None else None,
            environment=first.environment,
            now=first.now,
            os_scheduler=first.os_scheduler,
        )

    def _tell(self, problem: Problem, session: Session) -> None:
        box = alarm(session.window, APP_NAME, texts.text_of_problem(problem))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _settle_garbage() -> None:
    """What is there by now stays for good, and what went with another window is gone for good.

    Without this the collector looks through all of it again and again while a sync works, and the window stands
    still for a tenth of a second each time.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


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
