"""The entry points: `unsubscribe-sync` (command line, or the window without a command) and the desktop's."""

from __future__ import annotations

import sys

from core.cli import run

TYPE_CHECKING = False  # see core.cli

if TYPE_CHECKING:
    from core.cli.start import Globals


def main() -> int:
    """Run a command, or open the window when none is given."""
    return run(_open)


def open_window() -> int:
    """Open the window; for a desktop's menu, where nobody types."""
    return run(_open, [])


def _open(options: Globals) -> int:
    from gui.second_start import is_raised

    if is_raised(options.folder):
        return 0
    # Here and not above: the commands must work where Qt's libraries are missing.
    from gui.app import run_window

    return run_window(options.engine_options)


if __name__ == "__main__":
    sys.exit(main())
