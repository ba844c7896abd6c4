"""What a start loads, by package: a command is there at once because it leaves away what it does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli.program import run_program
from core.cli.start import Globals, meant_window

STATUS = frozenset(
    {"core", "gui", "annotated_doc", "annotated_types", "peewee", "platformdirs", "playhouse", "pydantic"}
    | {"pydantic_core", "shellingham", "typer", "click", "typing_extensions", "typing_inspection"}
)
"""What `status` may load where no org was ever connected: the command line's library, and that of the database."""

WINDOW = frozenset(
    {"core", "gui", "resources", "PySide6", "shiboken6", "shibokensupport", "signature_bootstrap"}
    | {"peewee", "platformdirs", "playhouse"}
)
"""What the window may load up to its first paint; what talks to Salesforce is loaded by the threads that do."""

_TELL = """
import json, sys
names = {name.split(".")[0] for name in sys.modules} - sys.stdlib_module_names
print(json.dumps(sorted(name for name in names if not name.startswith("_"))), file=sys.stderr)
"""
_STATUS = "import sys\nfrom gui.__main__ import main\nmain()\n" + _TELL
_WINDOW = (
    """
from pathlib import Path
import sys
from core.cli.start import Globals
from gui.app import Program
from PySide6.QtWidgets import QApplication
app = QApplication([])
program = Program(app, Globals(data_dir=Path(sys.argv[1])).engine_options)
assert program.open() is None
"""
    + _TELL
    + "program.close()"
)


def loaded(script: str, *arguments: str) -> frozenset[str]:
    """The packages beside Python's own that a process has loaded at the end of a script."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=True,
    )
    line = next(line for line in reversed(ended.stderr.splitlines()) if line.startswith("["))
    # Of hooks that an editable installation brings along there is nothing to be told.
    return frozenset(name for name in json.loads(line) if not name.startswith(("sitecustomize", "__")))


def test_status_loads_no_window_and_nothing_that_talks_to_salesforce(tmp_path: Path) -> None:
    assert loaded(_STATUS, "status", "--json", "--data-dir", str(tmp_path / "home")) <= STATUS


def test_the_window_is_open_before_anything_that_talks_to_salesforce_is_loaded(tmp_path: Path) -> None:
    assert loaded(_WINDOW, str(tmp_path / "home")) <= WINDOW


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["--practice"],
        ["--data-dir", "here"],
        ["--data-dir=here", "--practice"],
        ["--org", "2", "--data-dir", "here"],
        ["--org=Acme"],
    ],
)
def test_the_short_way_understands_a_start_of_the_window_as_the_commands_library_does(
    given: list[str],
) -> None:
    understood: list[Globals] = []

    def open_window(meant: Globals) -> int:
        understood.append(meant)
        return 0

    assert run_program(open_window, given) == 0
    quick = meant_window(given, {})
    assert quick is not None
    (slow,) = understood
    assert (quick.practice, quick.data_dir, quick.org) == (slow.practice, slow.data_dir, slow.org)


@pytest.mark.parametrize(
    "given",
    [
        ["status"],
        ["--help"],
        ["--json"],
        ["--data-dir"],
        ["--data-dir", ""],
        ["--org", "--practice"],
        ["--orgs", "2"],
    ],
)
def test_the_short_way_leaves_everything_else_to_it(given: list[str]) -> None:
    assert meant_window(given, {}) is None
