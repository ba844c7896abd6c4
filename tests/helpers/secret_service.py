"""A real Secret Service for tests: gnome-keyring on a D-Bus session of its own, with a home of its own.

    with SecretService(tmp_path) as service:
        subprocess.run(command, env=service.environment)

With `unlocked=False` the keyring of that home, if an earlier session made one, stays locked.
It ends with the test process even when that is killed, because it watches its standard input.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import pytest

ROOT = Path(__file__).resolve().parents[2]
_TOOLS = ("dbus-run-session", "gnome-keyring-daemon")
_PASSWORD = "a password of no secret"


class SecretService:
    """Starts the session on entering, ends it on leaving; `environment` is for processes that live in it."""

    def __init__(self, home: Path, *, unlocked: bool = True) -> None:
        self._home = home
        self._unlocked = unlocked
        self.environment = bare_environment(home)
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> SecretService:
        missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
        if missing:
            pytest.skip(f"needs {' and '.join(missing)}")
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
        told = json.loads(self._process.stdout.readline())
        self._daemon: int | None = told.pop("daemon")
        self.environment |= told
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.communicate(timeout=30)

    def daemon(self) -> int:
        """The process id of the keyring, to be stopped and set going again."""
        assert self._daemon is not None
        return self._daemon

    def bus(self) -> int:
        """The process id of the session bus, to be stopped and set going again."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        [found] = [
            int(child)
            for child in children
            if Path(f"/proc/{child}/comm").read_text().strip() == "dbus-daemon"
        ]
        return found


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
    daemon = _start_daemon() if sys.argv[1:] == ["unlocked"] else None
    address = {"DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"]}
    sys.stdout.write(json.dumps(address | {"daemon": daemon}) + "\n")
    sys.stdout.flush()
    sys.stdin.read()
    if daemon is not None:
        # It would outlive a session that nobody has used.
        os.kill(daemon, signal.SIGTERM)


def _start_daemon() -> int:
    """Start and unlock the keyring, wait until it can be reached, and give its process id."""
    # Here, because only Linux has it, and the tests of every system import this file.
    import jeepney
    from jeepney.io.blocking import open_dbus_connection

    subprocess.run(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets"],
        input=_PASSWORD.encode(),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    ask = jeepney.message_bus.GetConnectionUnixProcessID("org.freedesktop.secrets")
    with open_dbus_connection() as bus:
        while True:
            answer = bus.send_and_get_reply(ask, timeout=30)
            if answer.header.message_type is jeepney.MessageType.method_return:
                return int(answer.body[0])
            time.sleep(0.05)


if __name__ == "__main__":
    _hold_the_session()
