"""The one object that the window and the command line hold: it owns the store, the org, and the threads.

    with Engine(EngineOptions(data_dir)) as engine:
        engine.start()            # only where threads are wanted; headless commands call verbs directly

Departments are attributes, each with its own verbs: `orgs`, `settings`, `connection`, `sync`, `night_run`, `push`,
`collect`, `sources`, `importing`, `imports`, `exporting`, `resubscribe`, `take_back`, `cleared`, `individuals`,
`checklist`, `attention`, `overview`, `alarms`, `deadlines`; `people`, `log`, `runs` and `queue` read what is kept.
Those that not every command needs are loaded when they are first asked for: a command is to be there at once.
"""

from __future__ import annotations

import getpass
import logging
import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from core.collect.sources import Sources
from core.connection.manager import ConnectionManager
from core.connection.orgs import KnownOrg, Orgs
from core.engine_options import EngineOptions
from core.events import EventBus
from core.messages import CancelledError, Message, ProblemError
from core.services import Services
from core.settings import Setting, Settings
from core.settings.alarms import ALARMS_HEARTBEAT
from core.store.store import Store
from core.store.types.log import Level, LogFilter, LogKind
from core.store.types.people import Totals
from core.support.log_file import close_log_file, keep_log_file
from core.sync.leases import Lease
from core.sync.nights.sync_thread import SyncWorker
from core.sync.push.worker import PushWorker

if TYPE_CHECKING:
    from core.alarms.alarms import Alarms
    from core.attention.attention import Attention
    from core.attention.overview import Overview
    from core.checklist.checker import ChecklistKeeper
    from core.checklist.local_checks import Computer
    from core.checklist.results import Checklist
    from core.collect.collector import Collector
    from core.collect.csv_export import CsvExport
    from core.collect.csv_import import CsvImport
    from core.collect.import_history import ImportHistory
    from core.deadlines.deadlines import Deadlines
    from core.sync.cleared import ClearedDecisions
    from core.sync.individuals import Individuals
    from core.sync.os_schedule.night_run import NightRun
    from core.sync.resubscribe import Resubscriber
    from core.sync.take_back.take_back import TakeBack

log = logging.getLogger(__name__)


class Engine:
    """Everything below the screens, wired together. Raises ProblemError when the database cannot be opened."""

    def __init__(self, options: EngineOptions) -> None:
        self.options = options
        self.data_dir = options.data_dir
        self.is_practice = options.practice is not None
        self.orgs = Orgs(options.home or self.data_dir)
        self.who = _who()
        self.store = Store(self.data_dir, known=self.orgs.knows(self.data_dir))
        self._remember()
        self._log_file = keep_log_file(self.data_dir)
        self.events = EventBus()
        self.settings = Settings(self.store.org_state, self.events)
        self.connection = ConnectionManager(
            self.store,
            self.settings,
            self.events,
            data_dir=self.data_dir,
            practice=options.practice,
            environment=options.environment,
            now=options.now,
            orgs=self.orgs,
        )
        self._services = Services(self.store, self.settings, self.connection, self.events, options.now)
        self.push = PushWorker(self._services)
        self.sync = SyncWorker(self._services)
        self.people = self.store.people_list
        self.log = self.store.status_log
        self.runs = self.store.runs
        self.queue = self.store.push_queue
        self.sources = Sources(self._services, lambda: self.importing, self._lease)
        self._stop = threading.Event()
        self._connecting: threading.Thread | None = None
        self.settings.on_change(self._setting_changed)

    @cached_property
    def night_run(self) -> NightRun:
        """What starts the nightly sync while the program is closed."""
        from core.sync.os_schedule.night_run import NightRun

        return NightRun(
            self.data_dir,
            self.connection,
            self.sync.schedule,
            orgs=self.orgs,
            now=self.options.now,
            scheduler=self.options.os_scheduler,
        )

    @cached_property
    def resubscribe(self) -> Resubscriber:
        """The deliberate way back."""
        from core.sync.resubscribe import Resubscriber

        return Resubscriber(self._services)

    @cached_property
    def take_back(self) -> TakeBack:
        """The way back from an import, a paste or a sync."""
        from core.sync.take_back.take_back import TakeBack

        return TakeBack(self._services, self.resubscribe, who=self.who)

    @cached_property
    def cleared(self) -> ClearedDecisions:
        """What becomes of boxes that somebody unticked in Salesforce."""
        from core.sync.cleared import ClearedDecisions

        return ClearedDecisions(self._services, on_decided=self.push.wake)

    @cached_property
    def individuals(self) -> Individuals:
        """What persons want done with their data, as the org has it."""
        from core.sync.individuals import Individuals

        return Individuals(self.store, self.connection)

    @cached_property
    def collect(self) -> Collector:
        """Unsubscribes added by hand."""
        from core.collect.collector import Collector

        return Collector(self._services, who=self.who, on_collected=self.push.wake)

    @cached_property
    def importing(self) -> CsvImport:
        """Files of people and unsubscribes."""
        from core.collect.csv_import import CsvImport

        return CsvImport(self._services, who=self.who, on_collected=self.push.wake)

    @cached_property
    def exporting(self) -> CsvExport:
        """People, written to a file."""
        from core.collect.csv_export import CsvExport

        return CsvExport(self._services)

    @cached_property
    def imports(self) -> ImportHistory:
        """What earlier imports did."""
        from core.collect.import_history import ImportHistory

        return ImportHistory(self.store, now=self.options.now)

    @cached_property
    def attention(self) -> Attention:
        """What needs the admin."""
        from core.attention.attention import Attention

        return Attention(
            self._services,
            queue=self.push.state,
            waiting_night=self.sync.waiting_night,
            checklist=lambda: self.checklist.last(),
            deadlines=lambda: self.deadlines.summary(),
        )

    @cached_property
    def overview(self) -> Overview:
        """The figures of the days."""
        from core.attention.overview import Overview

        return Overview(self._services)

    @cached_property
    def alarms(self) -> Alarms:
        """Who is told of that, and how."""
        from core.alarms.alarms import Alarms

        return Alarms(
            self._services,
            lambda: self.attention,
            data_dir=self.data_dir,
            org=lambda: self.org_here().name,
        )

    @cached_property
    def deadlines(self) -> Deadlines:
        """Until when opt-outs have to be in Salesforce, and how they stand."""
        from core.deadlines.deadlines import Deadlines

        return Deadlines(self._services)

    @cached_property
    def checklist(self) -> ChecklistKeeper:
        """Is the org ready."""
        from core.checklist.checker import ChecklistKeeper

        return ChecklistKeeper(self._services, who=self.who, computer=self._computer)

    def _remember(self) -> None:
        try:
            self.orgs.remember(self.data_dir)
        except ProblemError as error:
            # Only the home's own list lacks it until the next start; the mark beside the database is there.
            log.warning("the list of orgs could not be written: %s", error.problem.detail)

    def start(self) -> None:
        """Start the threads; returns at once, the connection is made in the background."""
        self._stop = threading.Event()
        self._connecting = threading.Thread(target=self._connect, name="connect", daemon=True)
        self._connecting.start()
        self.push.start()
        self.sync.start()
        self.sources.start()
        self.alarms.start()

    def stop(self, deadline: float = 3.0) -> None:
        """Stop the threads within about `deadline` seconds; what is not finished is taken up at the next start."""
        ends = monotonic() + deadline
        self._stop.set()
        self.sources.stop()
        for department in ("importing", "exporting", "take_back"):
            if department in vars(self):  # asked for, so that there may be work to end
                getattr(self, department).close()
        if "alarms" in vars(self):
            self.alarms.stop(max(0.1, ends - monotonic()))
        self.sync.stop(max(0.1, ends - monotonic()))
        self.push.stop(max(0.1, ends - monotonic()))
        if self._connecting is not None:
            self._connecting.join(max(0.1, ends - monotonic()))
        self.connection.close()
        close_log_file(self._log_file)

    def org_here(self) -> KnownOrg:
        """What the org is called here, of what kind it is and which colour it has; comes at once."""
        return self.orgs.in_folder(self.data_dir, practice=self.is_practice)

    def totals(self) -> Totals:
        """How many people there are, are unsubscribed, and cannot be synced."""
        return self.store.people.totals()

    def export_log(
        self, path: Path, wanted: LogFilter, *, words: Callable[[Message], str] = Message.english
    ) -> int:
        """Write the entries of the status log that a filter means to a CSV file; returns how many (`log_export`)."""
        from core.support.log_export import export_log

        return export_log(self.log, path, wanted, words=words, stop=self._stop)

    def export_diagnostics(self, path: Path) -> None:
        """Write the diagnostics file, which holds nothing about anybody (`diagnostics`)."""
        from core.support.diagnostics import Standing, write_diagnostics

        write_diagnostics(
            path,
            Standing(
                self.store,
                self.settings,
                self.connection.state(),
                self.push.state(),
                self.data_dir,
                self.options.now(),
            ),
        )

    def export_checklist(
        self,
        path: Path,
        checklist: Checklist,
        *,
        words: Callable[[Message], str] = Message.english,
        language: str = "en",
    ) -> None:
        """Write a checklist to a file as one page of HTML; raises ProblemError when it cannot be written."""
        from core.files.whole_file import whole_file

        page = self.checklist.report_html(checklist, words, language=language)
        with whole_file(path) as stream:
            stream.write(page)

    def check_connection(self, stop: threading.Event | None = None) -> None:
        """Look at the org now; blocks, and raises ProblemError with the reason when it cannot be reached."""
        org = self.connection.open(stop or self._stop)
        try:
            self.connection.describe(org)
        except ProblemError as error:
            self.connection.report(error.problem, org)
            raise
        finally:
            org.close()

    def _computer(self) -> Computer:
        """This computer's part, for the checklist; asks the system's scheduler."""
        from core.checklist.local_checks import Computer

        installed, why_not, problem = False, None, None
        try:
            state = self.night_run.state()
            installed, why_not = state.entry.installed, state.why_not
        except ProblemError as error:
            problem = error.problem
        return Computer(
            nightly_sync=self.settings.nightly_sync,
            next_night=self.sync.next_run(),
            night_run=installed,
            why_no_night_run=why_not,
            night_run_problem=problem,
            calls_needed=self.sync.calls_needed(),
        )

    def _setting_changed(self, setting: Setting, _text: str) -> None:
        if setting is ALARMS_HEARTBEAT:
            self.alarms.heartbeat_changed()
        try:
            self.night_run.setting_changed(setting)
        except ProblemError as error:
            # The setting itself is changed and holds: only who starts the closed program still has the old times.
            self._services.log.write(Level.ERROR, LogKind.SETTINGS, error.problem.what, problem=error.problem)

    def _lease(self, job: str) -> Lease:
        return Lease(self.store.runs, job, self.options.now)

    def _connect(self) -> None:
        try:
            self.check_connection()
        except ProblemError as error:
            log.info("no connection at the start: %s", error.problem.code)
        except CancelledError:
            log.info("stopped while connecting")

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


def _who() -> str:
    """Whose deliberate acts these are, for the history; a service account without a name is called so."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown user"
