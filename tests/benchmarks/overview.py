"""How long the window's thread is busy when the Overview is drawn, with three years of history behind it.

    python -m tests.benchmarks.overview [--people 1000000] [--years 3] [--budget-ms 300]

The counted days and standings of so many people are written into a fresh database directly, as the triggers would
leave them; nights and runs are invented in full. Then the page is opened in a window, and every stretch of time that
the GUI thread spends on it is added up. Ends with 1 when one range takes longer than the budget.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from core.attention.figures import Figures, Range
from core.engine import Engine
from core.engine_options import EngineOptions
from core.store.daily_figures import day_number
from core.store.store import Store
from core.store.types.fields import OptOutField
from core.store.types.figures import API_CALLS, UNSUBSCRIBED, CallsOf
from core.store.types.people import Source
from core.store.types.runs import Night, NightState, RunCounts, RunKind, RunOutcome
from gui.engine_bridge import EngineBridge
from gui.language import ENGLISH, Language
from gui.main_window import MainWindow
from gui.pages.overview.chart import load
from gui.pages.overview.page import OverviewPage
from gui.theme import Appearance, Theme


def invent(folder: Path, people: int, years: int, today: date) -> None:
    """A few hundred opt-outs a day, waits from seconds to days, a run for each night, and everybody's standing."""
    chance = random.Random(7)
    store = Store(folder)
    figures, waits = [], []
    for back in range(years * 365):
        day = day_number(today - timedelta(days=back))
        figures += [
            *((day, UNSUBSCRIBED, source, chance.randrange(people // 5000 + 2)) for source in Source),
            (day, API_CALLS, CallsOf.SYNC, 50 + chance.randrange(400)),
            (day, API_CALLS, CallsOf.PUSH, chance.randrange(200)),
        ]
        seconds = {int(chance.lognormvariate(2, 2.2)) for _ in range(40)}
        waits += [(day, second, 1 + chance.randrange(9)) for second in seconds]
    store.database.write_many("INSERT OR REPLACE INTO daily_figure VALUES (?, ?, ?, ?)", figures)
    store.database.write_many("INSERT OR REPLACE INTO daily_wait VALUES (?, ?, ?)", waits)
    store.database.write_many(
        "INSERT INTO people_count VALUES (?, ?, '', ?, 'not_opted_out', ?)",
        [
            (0, "", "not_opted_out", people * 88 // 100),
            (1, Source.CSV_IMPORT, "opted_out", people * 11 // 100),
            (1, Source.MANUAL, "partly", people // 100),
        ],
    )
    with store.database.transaction():
        for back in range(years * 365, 0, -1):
            planned = (
                datetime.combine(today, datetime.min.time(), UTC) + timedelta(hours=4) - timedelta(days=back)
            )
            run = store.runs.open(
                RunKind.NIGHTLY, OptOutField.SALESFORCE, planned, full=False, planned_for=planned
            )
            counts = RunCounts(people=people, opted_out_in_salesforce=chance.randrange(90))
            store.runs.close(run, RunOutcome.DONE, counts, planned, api_calls=0, full=False)
            state = chance.choices(tuple(NightState), (90, 4, 2, 2, 2))[0]
            store.runs.record_night(Night(planned, state, run, None))


class Clock:
    """Adds up what the GUI thread does."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.busy_ms = 0.0

    def until(self, done: Callable[[], bool], seconds: float = 60) -> float:
        """Let the window live until something is so; returns how long it worked for it, in ms."""
        self.busy_ms, ends = 0.0, time.perf_counter() + seconds
        while True:
            began = time.thread_time()
            self._app.processEvents()
            self.busy_ms += (time.thread_time() - began) * 1000
            if done():
                return self.busy_ms
            if time.perf_counter() > ends:
                raise TimeoutError
            time.sleep(0.001)


def measure(app: QApplication, folder: Path) -> float:
    """Draw each range; gives the longest that one took, in ms."""
    longest = 0.0
    with Engine(EngineOptions(folder)) as engine:
        theme = Theme(app, Appearance.LIGHT)
        bridge = EngineBridge(engine)
        kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        kept.setValue("window/page", "profile")
        load()
        window = MainWindow(bridge, theme, Language(app, ENGLISH), kept)
        window.resize(1400, 900)
        window.show()
        clock = Clock(app)
        clock.until(lambda: bridge.attention.summary is not None)
        shown: list[Figures] = []
        page = window.findChild(OverviewPage)
        assert page is not None
        page.figures_shown.connect(shown.append)
        for wanted in (Range.DAYS, Range.MONTHS, Range.ALL):
            shown.clear()
            began = time.thread_time()
            if wanted is Range.DAYS:
                window.go_to("overview")
            else:
                page.choose(wanted)
            called = (time.thread_time() - began) * 1000
            took = called + clock.until(lambda: bool(shown) and page.is_drawn)
            # What was changed is painted in the turn that follows.
            took += clock.until(lambda: True)
            print(
                f"{wanted:<12}{len(shown[0].starts):>6} {shown[0].step}s{took:>10.0f} ms of GUI time",
                flush=True,
            )
            longest = max(longest, took)
        window.hide()
        bridge.close()
    return longest


def main() -> None:
    """Invent, open, measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--budget-ms", type=int, default=300)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="overview-benchmark-") as name:
        folder = Path(name)
        invent(folder, arguments.people, arguments.years, datetime.now().astimezone().date())
        longest = measure(app, folder)
    print(f"longest {longest:.0f} ms of {arguments.budget_ms}")
    sys.exit(longest > arguments.budget_ms)


if __name__ == "__main__":
    main()
