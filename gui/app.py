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

from core.connection.org_folders import APP_NAME
from core.connection.orgs import take_over
from core.connection.practice_child import PracticeOptions
from core.connection.refreshed_sandbox import begin_with_refreshed_sandbox
from core.engine import Engine
from core.engine_options import EngineOptions, lost_database, options_for
from core.messages import Problem, ProblemError
from core.settings import APPEARANCE, LANGUAGE
from core.store.begin_anew import LOST, begin_anew
from gui import texts
from gui.assistant.first_run import is_first_run
from gui.engine_bridge import problem_of
from gui.garbage import GarbageInGuiThread
from gui.interrupts import Interrupts
from gui.language import Language
from gui.plain import alarm
from gui.session import STOP_S, Session
from gui.single_instance import SingleInstance
from gui.start_trouble import StartTrouble, WayOn
from gui.target import Target
from gui.theme import Theme
from gui.upgrade_notice import opened

log = logging.getLogger(__name__)

CANNOT_RUN = 2


def run_window(wanted: Callable[[], EngineOptions]) -> int:
    """Open the window for an org and return the exit code when the program ends.

    `wanted` says for which one; it may raise ProblemError. Where no window can open, a box says why, and the exit
    code is 2.
    """
    _report_errors()
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APP_NAME)
    app.setDesktopFileName("unsubscribe-sync")
    # Closed windows go on in the tray, where there is one, and are replaced when the org is switched.
    app.setQuitOnLastWindowClosed(False)
    program = Program(app, wanted)
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

    def __init__(self, app: QApplication, wanted: Callable[[], EngineOptions]) -> None:
        super().__init__()
        self._app = app
        self._wanted = wanted
        self.practice = PracticeOptions()
        """What a practice org is started with that is switched to."""
        self._garbage = GarbageInGuiThread(app)
        self.language = Language(app)
        self.theme = Theme(app)
        self.session: Session | None = None
        self._next: _Arrival | None = None
        self._switching: threading.Thread | None = None
        self._opened.connect(self._part, Qt.ConnectionType.QueuedConnection)
        self._stopped.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def open(self) -> int | None:
        """Open the first window; the exit code where there is nothing to open, else None.

        Whatever keeps it from opening is said in a box, until it opens or the user gives up.
        """
        while True:
            try:
                return None if self._open_first() else 0
            except Exception as error:  # noqa: BLE001 - told to the user as a problem
                problem: Problem | None = problem_of(error)
            while problem is not None:
                box = StartTrouble(self.theme, problem)
                box.exec()
                if box.way_on is WayOn.NOTHING:
                    _say_in_the_terminal(problem)
                    return CANNOT_RUN
                problem = self._begin_anew(self._first) if box.way_on is WayOn.ANEW else None

    def _open_first(self) -> bool:
        """Show the first window; False when another one came to the front instead."""
        self._first = self._wanted()
        self._home = self._first.home or self._first.data_dir
        self.practice = self._first.practice or self.practice
        instance = self._claimed(self._first)
        if instance is None:
            return False
        engine: Engine | None = None
        try:
            engine = opened(self._first, self.theme)
            self.session = self._made(engine, instance)
        except Exception:
            if engine is not None:
                engine.stop(STOP_S)
            instance.release()
            raise
        if is_first_run(engine):
            self.session.window.go_to("assistant")
        self.session.begin()
        _settle_garbage()
        return True

    @staticmethod
    def _claimed(options: EngineOptions) -> SingleInstance | None:
        """The claim on a folder; None when another window had it, and is at the front now.

        Raises ProblemError. Of a database that is gone even the folder is left as it is.
        """
        if (problem := lost_database(options)) is not None:
            raise ProblemError(problem)
        instance = SingleInstance(options.data_dir)
        if instance.claim():
            return instance
        instance.raise_other()
        return None

    @staticmethod
    def _begin_anew(options: EngineOptions) -> Problem | None:
        """Make an empty database; what hinders that, if anything."""
        try:
            begin_anew(options.data_dir, options.now())
        except Exception as error:  # noqa: BLE001 - told to the user as a problem
            return problem_of(error)
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
            if target.anew:
                self._begin_refreshed(now, target, options)
                return
            now.window.go_to(target.page or now.window.shown_page, target.argument)
            return
        try:
            instance = self._claimed(options)
        except ProblemError as error:
            self._tell(error.problem, now, target)
            return
        if instance is None:
            return
        self._next = _Arrival(target, options, instance)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        now.window.setEnabled(False)
        self._beside(self._open, now, self._next)

    def _begin_refreshed(self, now: Session, target: Target, options: EngineOptions) -> None:
        """End the present session, put its database aside, and open the same place with a new one."""
        now.leave()
        instance = now.hand_over()
        if instance is None:
            return
        self._next = _Arrival(target, options, instance)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        self._beside(self._put_aside, now, self._next)

    def _put_aside(self, now: Session, arriving: _Arrival) -> None:
        try:
            now.stop()
            try:
                begin_with_refreshed_sandbox(arriving.options.data_dir, arriving.options.now())
            except ProblemError as error:
                # The database is where it was, and is shown again.
                arriving.problem = error.problem
            arriving.engine = Engine(arriving.options)
        except Exception as error:  # noqa: BLE001 - told to the user as a problem
            arriving.problem = problem_of(error)
        self._stopped.emit()

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
            take_over(now.engine.store.org_state, arriving.engine.store.org_state)
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
        self._tell(arriving.problem, now, arriving.target)

    def _stop(self, session: Session) -> None:
        try:
            session.stop()
        finally:
            self._stopped.emit()

    def _arrive(self) -> None:
        """The engine before has ended: its window makes room for the next."""
        before, arriving = self.session, self._next
        if before is None or arriving is None:
            return
        if arriving.engine is None:
            self._give_up(arriving.problem)
            return
        target = arriving.target
        place, page = before.window.saveGeometry(), before.window.shown_page
        try:
            session = self._made(arriving.engine, arriving.instance)
        except Exception as error:  # noqa: BLE001 - told to the user as a problem
            self._give_up(problem_of(error))
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
        if arriving.problem is not None:
            self._tell(arriving.problem, session, target)

    def _give_up(self, problem: Problem | None) -> None:
        """No org can be shown any more: what was kept is safe, and the next start takes it up."""
        if problem is not None:
            alarm(None, APP_NAME, texts.text_of_problem(problem)).exec()
        self._app.quit()

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

    def _tell(self, problem: Problem, session: Session, target: Target) -> None:
        """Say why another org cannot be shown; where its database is lost, with the ways on from there."""
        if problem.code in LOST:
            ways = StartTrouble(self.theme, problem, session.window)
            ways.accepted.connect(lambda: self._go_on(ways.way_on, target, session))
            ways.open()
            return
        box = alarm(session.window, APP_NAME, texts.text_of_problem(problem))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _go_on(self, way: WayOn, target: Target, session: Session) -> None:
        problem = self._begin_anew(self._options(target)) if way is WayOn.ANEW else None
        if problem is None:
            self.switch_to(target)
        else:
            self._tell(problem, session, target)


def _say_in_the_terminal(problem: Problem) -> None:
    """For whoever started the program there; one that a desktop started has no such place."""
    if sys.stderr is not None:
        sys.stderr.write(problem.english() + "\n")


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
