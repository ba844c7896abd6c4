"""What holds for every test: no screen is needed, and a slow computer fails none of them."""

from __future__ import annotations

import os
import ssl
import sys
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("unsubscribe-sync", deadline=None)
settings.register_profile("unsubscribe-sync-ci", parent=settings.get_profile("ci"), deadline=None)
settings.load_profile("unsubscribe-sync-ci" if os.environ.get("CI") else "unsubscribe-sync")

CACHE = Path(__file__).parents[1] / ".pytest_cache"


def _keep_bytecode() -> None:
    """Containers are wont to forbid it, and then each of the processes that tests start compiles all it imports.

    That is two thirds of its start. Kept outside the tree, bytecode is in nobody's way.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(CACHE / "bytecode"))
        sys.dont_write_bytecode, sys.pycache_prefix = False, os.environ["PYTHONPYCACHEPREFIX"]


def _trust_few() -> None:
    """Let the system trust the first of its authorities only: all of them are read anew for every connection.

    That takes ten times as long as the rest of a connection. No test reaches a server that they vouch for; those of
    practice orgs are named by each test.
    """
    everybody = Path(ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt")
    if not everybody.is_file():
        return
    first, found, _ = everybody.read_text(encoding="utf-8").partition("-----END CERTIFICATE-----\n")
    if not found:
        return
    CACHE.mkdir(exist_ok=True)
    one = CACHE / "authority.pem"
    one.write_text(first[first.rindex("-----BEGIN") :] + found, encoding="utf-8")
    os.environ |= {"SSL_CERT_FILE": str(one), "SSL_CERT_DIR": str(CACHE / "no-authorities")}


def _copy_new_databases() -> None:
    # Here and not above: its bytecode is kept, too.
    from tests.helpers.template import copy_new_databases

    copy_new_databases()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Twice as many as there are cores: a good part of the tests' time is spent waiting for other processes."""
    return 2 * (os.cpu_count() or 1)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give each worker a stretch of the suite, so that a module's org is started once, and share out what is left."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getvalue("dist") == "load" else None


_keep_bytecode()
_copy_new_databases()
if "PYTEST_XDIST_WORKER" not in os.environ:  # workers inherit it
    _trust_few()
