"""Whether the window stays live while a large sync runs, and how soon Cancel is heard.

    python -m tests.benchmarks.window [--people 1000000] [--latency-ms 0] [--cancels 6]

A real window (on the display at hand, or offscreen) with its engine, next to a practice org in a process of its
own. The first sync is cancelled several times, at moments spread over it, and carried on each time; the last time
it runs to its end. A timer that should fire every 5 ms tells how long the event loop stood still.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from core.connection.state import ConnectionState
from core.engine import Engine
from core.engine_options import EngineOptions
from core.events import RunFinished
from core.settings import NIGHTLY_SYNC
from gui.engine_bridge import EngineBridge
from gui.language import ENGLISH, Language
from gui.main_window import MainWindow
from gui.theme import Appearance, Theme
from tests.benchmarks.ours import peak_mb, prepare
from tests.benchmarks.start import report as report_start
from tests.benchmarks.sync import write_local_people
from tests.helpers.practice import PracticeOrg

TICK_MS = 5


class Pulse:
    """How long the event loop stood still, in ms, from one beat of a fast timer to the next."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.pauses.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now

    def report(self, what: str) -> None:
        """Print the figures since the last report."""
        found = sorted(self.pauses) or [0.0]
        over = sum(pause > 50 for pause in found)
        print(
            f"{what:<44}{statistics.median(found):8.1f}{found[int(len(found) * 0.99)]:8.1f}{found[-1]:8.1f}{over:8}",
            flush=True,
        )
        self.pauses.clear()


class Bench:
    """One window and its sync."""

    def __init__(self, app: QApplication, engine: Engine) -> None:
        self._app = app
        self._engine = engine
        self._finished: list[RunFinished] = []
        engine.events.subscribe(lambda event: isinstance(event, RunFinished) and self._finished.append(event))
        self.pulse = Pulse()

    def wait(self, done: Callable[[], bool], seconds: float = 3600) -> float:
        """Let the window live until something is so; returns after how many seconds."""
        began = time.perf_counter()
        while not done():
            self._app.processEvents()
            time.sleep(0.001)
            if time.perf_counter() - began > seconds:
                raise TimeoutError
        return time.perf_counter() - began

    def run(self, cancel_after: float | None) -> None:
        """One sync, cancelled after so many seconds or not."""
        self._finished.clear()
        began = time.perf_counter()
        self._engine.sync.sync_now()
        if cancel_after is not None:
            self.wait(lambda: bool(self._finished) or time.perf_counter() - began >= cancel_after)
            step = self._engine.sync.activity()
            heard = time.perf_counter()
            self._engine.sync.cancel()
            self.wait(lambda: bool(self._finished))
            what = f"cancelled at {cancel_after:.0f} s ({step.step if step else 'idle'})"
            print(f"{'':<4}Cancel was heard after {time.perf_counter() - heard:.2f} s")
        else:
            self.wait(lambda: bool(self._finished))
            what = "carried on to its end"
        run = self._finished[0].run
        took, read = time.perf_counter() - began, run.counts.read_from_salesforce
        print(f"{'':<4}{run.outcome} after {took:.1f} s: {read:,} records read")
        self.pulse.report(what)


def main() -> None:
    """Seed, open the window, measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--latency-ms", type=int, default=0)
    parser.add_argument("--cancels", type=int, nargs="*", default=[2, 8, 15, 25, 35, 45], metavar="SECONDS")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    report_start(times=3)
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="window-benchmark-") as name:
        folder = Path(name)
        # In a process of its own: the memory that this takes is not the window's.
        seeding = get_context("spawn").Process(target=seed, args=(folder, arguments.people))
        seeding.start()
        seeding.join()
        with PracticeOrg(data_dir=folder / "org", latency_ms=arguments.latency_ms) as org:
            environment = {
                "UNSUBSCRIBE_SYNC_INSTANCE_URL": org.url,
                "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": org.token,
                "UNSUBSCRIBE_SYNC_CA_FILE": str(org.line["ca_file"]),
            }
            measure(app, folder / "here", environment, arguments.cancels)


def seed(folder: Path, people: int) -> None:
    """An org, and people and unsubscribes here from before."""
    with PracticeOrg(people=people, opted_out=people // 10, data_dir=folder / "org") as org:
        write_local_people(org, folder / "people.csv", people)
    prepare(folder / "here", folder / "people.csv")


def measure(app: QApplication, folder: Path, environment: dict[str, str], cancels: list[int]) -> None:
    """Open the window on a prepared data directory and run the syncs."""
    with Engine(EngineOptions(folder, environment=environment)) as engine:
        engine.settings.set(NIGHTLY_SYNC, "off")
        theme = Theme(app, Appearance.LIGHT)
        bridge = EngineBridge(engine)
        kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        window = MainWindow(bridge, theme, Language(app, ENGLISH), kept)
        window.show()
        engine.start()
        gc.freeze()
        with engine.store.database.use():
            bench = Bench(app, engine)
            bench.wait(lambda: engine.connection.state().state is ConnectionState.CONNECTED)
            bench.wait(lambda: len(bench.pulse.pauses) > 400)
            print(f"{'event-loop pauses, ms':<44}{'median':>8}{'99 %':>8}{'longest':>8}{'> 50':>8}")
            bench.pulse.report("idle, just opened")
            print(f"{'':<4}memory so far {peak_mb():.0f} MB")
            for seconds in cancels:
                bench.run(seconds)
            bench.run(None)
            print(f"peak memory {peak_mb():.0f} MB")
        window.hide()
        bridge.close()


if __name__ == "__main__":
    main()
