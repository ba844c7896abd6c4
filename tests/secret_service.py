"""A real Secret Service for tests: gnome-keyring on a D-Bus session of its own, with a home of its own.

    with SecretService(tmp_path) as service:
        subprocess.run(command, env=service.environment)

With `unlocked=False` the keyring of that home, if an earlier session made one, stays locked.
It ends with the test process even when that is killed, because it watches its standard input.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[1]
_PASSWORD = "a password of no secret"


class SecretService:
    """Starts the session on entering, ends it on leaving; `environment` is for processes that live in it."""

    def __init__(self, home: Path, *, unlocked: bool = True) -> None:
        self._home = home
        self._unlocked = unlocked
        self.environment = bare_environment(home)
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> SecretService:
        command = ["dbus-run-session", "--", sys.executable, __file__]
        self._process = subprocess.Popen(
            command + (["unlocked"] if self._unlocked else []),
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self.environment |= json.loads(self._process.stdout.readline())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.communicate(timeout=30)


def bare_environment(home: Path) -> dict[str, str]:
    """An environment without any session: nothing of this machine's user is in it."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_RUNTIME_DIR": str(home),
        "PYTHONPATH": str(ROOT),
    }


def _hold_the_session() -> None:
    if sys.argv[1:] == ["unlocked"]:
        subprocess.run(
            ["gnome-keyring-daemon", "--unlock", "--components=secrets"],
            input=_PASSWORD.encode(),
            stdout=subprocess.DEVNULL,
            check=True,
        )
    address = {"DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"]}
    sys.stdout.write(json.dumps(address) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _hold_the_session()
