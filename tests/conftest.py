"""What holds for every test: no screen is needed, and a slow computer fails none of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("unsubscribe-sync", deadline=None)
settings.register_profile("unsubscribe-sync-ci", parent=settings.get_profile("ci"), deadline=None)
settings.load_profile("unsubscribe-sync-ci" if os.environ.get("CI") else "unsubscribe-sync")

if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    # Containers are wont to set it. Without bytecode each of the processes that tests start compiles everything it
    # imports, two thirds of its start; kept outside the tree, it is in nobody's way.
    bytecode = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
    os.environ.setdefault("PYTHONPYCACHEPREFIX", bytecode)
    sys.dont_write_bytecode, sys.pycache_prefix = False, os.environ["PYTHONPYCACHEPREFIX"]
