"""A sandbox that was refreshed: its data begins anew, and what was there is kept as an archive.

The refresh made another org at the old address. IDs, opt-outs and watermarks of before mean nothing there, so that
nothing is carried over but what the admin has set, and how somebody signed in last.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from core.connection.signed_in import KEY, SignInMemory
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, ProblemError, Scope, make_problem
from core.settings import ALL
from core.store.database import SQLITE_FILE
from core.store.presence import put_aside
from core.store.store import Store
from core.store.trouble import cannot_open


def begin_with_refreshed_sandbox(folder: Path, now: datetime) -> Path:
    """Make a new database in `folder`, with the settings of the one before; returns where that one lies now.

    Nobody may have it open. Raises ProblemError: NO_SANDBOX when the data belongs to none, and what hinders moving or
    making files.
    """
    before = Store(folder)
    require_sandbox(before)
    SignInMemory(before.org_state).ended()
    kept = {key: text for key in (*ALL, KEY) if (text := before.org_state.setting(key)) is not None}
    path = folder / SQLITE_FILE
    try:
        aside = put_aside(path, now)
    except OSError as error:
        raise ProblemError(cannot_open(path, error)) from error
    after = Store(folder, anew=True)
    after.org_state.set_settings(kept)
    return aside or folder


def require_sandbox(store: Store) -> None:
    """Raises ProblemError (NO_SANDBOX) where the data belongs to no sandbox: only those are refreshed."""
    org = store.org_state.org()
    if org is None or not org.is_sandbox:
        raise ProblemError(
            make_problem(
                "NO_SANDBOX",
                Category.OTHER,
                NOOP("core", "This data belongs to no sandbox, and only sandboxes are refreshed."),
                NOOP(
                    "core",
                    "Nothing was done. To work with another org, add it: unsubscribe-sync orgs add.",
                ),
                scope=Scope.RECORD,
            )
        )
