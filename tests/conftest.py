"""What holds for every test: no screen is needed, and a slow computer fails none of them."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("unsubscribe-sync", deadline=None)
settings.register_profile("unsubscribe-sync-ci", parent=settings.get_profile("ci"), deadline=None)
settings.load_profile("unsubscribe-sync-ci" if os.environ.get("CI") else "unsubscribe-sync")
