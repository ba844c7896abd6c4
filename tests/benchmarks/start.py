"""How much processor time a start takes, beside that of a bare window and of a bare Python.

    python -m tests.benchmarks.start [--times 5]

Each row is the median of several processes, in which bytecode is there already; processor time, because other programs
on the computer change it least.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile

ROWS = f"{'start, processor seconds':<40}{'ours':>8}{'floor':>8}{'ratio':>8}{'MB':>6}{'floor':>6}"

_BARE_WINDOW = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1120, 760)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
_WINDOW = """
import os, sys
sys.argv = ["unsubscribe-sync", "--data-dir", sys.argv[1]]
from gui.__main__ import main
from gui.session import Session
begin = Session.begin
def begin_and_end(session):
    from PySide6.QtCore import QTimer
    begin(session)
    QTimer.singleShot(0, session.quit_asked.emit)
Session.begin = begin_and_end
main()
"""
_FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from gui.single_instance import SingleInstance
app = QCoreApplication([])
held = SingleInstance(Path(sys.argv[1]))
print(held.claim(), flush=True)
app.exec()
"""
_COMMAND = "from gui.__main__ import main\nmain()\n"


def cost(script: str, *arguments: str) -> tuple[float, float]:
    """Processor seconds and peak memory in MB of one process."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, _mb(used)


def _mb(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def row(what: str, ours: tuple[str, ...], floor: tuple[str, ...], times: int) -> str:
    """One line; the two are measured in turn, so that a busy computer slows both."""
    cost(*ours), cost(*floor)
    pairs = [(cost(*ours), cost(*floor)) for _ in range(times)]
    (seconds, mb), (least, least_mb) = (
        (statistics.median(one[0] for one in side), statistics.median(one[1] for one in side))
        for side in zip(*pairs, strict=True)
    )
    return f"{what:<40}{seconds:8.2f}{least:8.2f}{seconds / least:8.1f}{mb:6.0f}{least_mb:6.0f}"


def report(times: int) -> None:
    """Measure all starts and print them."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="start-benchmark-") as name:
        os.environ.setdefault("PYTHONPYCACHEPREFIX", f"{name}/bytecode")
        home = f"{name}/home"
        print(ROWS, flush=True)
        print(row("window, until painted and quit", (_WINDOW, home), (_BARE_WINDOW,), times), flush=True)
        print(
            row("status --json", (_COMMAND, "status", "--json", "--data-dir", home), ("pass",), times),
            flush=True,
        )
        first = subprocess.Popen(
            [sys.executable, "-c", _FIRST, home],
            stdout=subprocess.PIPE,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )
        try:
            assert first.stdout is not None
            first.stdout.readline()
            print(
                row("second start, raises the first", (_COMMAND, "--data-dir", home), ("pass",), times),
                flush=True,
            )
        finally:
            first.kill()
            first.wait()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=5)
    report(parser.parse_args().times)


if __name__ == "__main__":
    main()
