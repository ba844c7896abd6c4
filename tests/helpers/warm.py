"""Processes of the program without the second that Python takes to import it, for tests that start hundreds.

    process = warm.start([sys.executable, "-m", "gui", "status"], env=environment, stdout=subprocess.PIPE)

What comes back is a real process, started from nothing but its command, as `subprocess.Popen` would have: of its
own process id, streams, environment, exit code, threads and signals, with no state of any earlier test in it. Only
the imports were done before, by a process that does nothing else and then forks once for every start. Whatever that
could not do faithfully (another interpreter, a session of its own, a system without Linux's means) is started the
ordinary way; `COLD` in the environment of the tests has every process started so, to compare.

The fork is handed to the tests' process as its child, so that it can be waited for and killed like any other.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COLD = "UNSUBSCRIBE_SYNC_TESTS_COLD"


def _of_commands() -> Iterator[str]:
    """All that one command or the other imports when it is needed; the practice org is a program apart."""
    for path in sorted((ROOT / "core").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if not module.startswith(("core.practice_org", "core.store.migrations.")):
            yield module.removesuffix(".__init__")


IMPORTED = {
    "core.practice_org": (
        "core.practice_org.__main__",
        "core.practice_org.command",
        # which uvicorn and cryptography import as soon as a server starts
        "cryptography.hazmat.backends.openssl.backend",
        "uvicorn.lifespan.off",
        "uvicorn.protocols.http.auto",
        "uvicorn.protocols.websockets.auto",
    ),
    "gui": (
        "gui.__main__",
        *_of_commands(),
        # what libraries import when it is needed
        "keyring.backends.SecretService",
        "keyring.backends.kwallet",
        "keyring.backends.libsecret",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
        "pydantic.plugin._loader",
        "rich.progress",
        "typer._adapters",
        "typer._click.decorators",
    ),
}
"""What a process of each module has imported before its first own step: as good as all that it will ever import."""

_LONGEST = 1 << 17
_SET_CHILD_SUBREAPER = 36


def start(command: Sequence[str], **options: Any) -> subprocess.Popen[Any]:
    """Start a command with the options of `subprocess.Popen`."""
    if _can_be_warm(command, options):
        return _Warm(command, **options)
    return subprocess.Popen(command, **options)


def run(command: Sequence[str], *, timeout: float, **options: Any) -> subprocess.CompletedProcess[Any]:
    """Run a command to its end, with both of its outputs kept."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    with start(command, **options) as process:
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def _can_be_warm(command: Sequence[str], options: Mapping[str, Any]) -> bool:
    ordinary = {"env", "cwd", "stdin", "stdout", "stderr", "text", "encoding", "errors", "bufsize"}
    return (
        sys.platform == "linux"
        and COLD not in os.environ
        and list(command[:2]) == [sys.executable, "-m"]
        and command[2] in IMPORTED
        and options.keys() <= ordinary
    )


def _of_the_interpreter(environment: Mapping[str, str]) -> dict[str, str]:
    """What of an environment Python itself heeds while it starts."""
    return {
        name: value
        for name, value in environment.items()
        if name.startswith(("PYTHON", "LC_", "LD_", "OPENSSL", "SSL"))
        or name in ("LANG", "LANGUAGE", "FORCE_COLOR", "NO_COLOR", "PY_COLORS", "TERM", "COLUMNS", "LINES")
        if name not in ("PYTHONPATH", "PYTHON_KEYRING_BACKEND")
    }


class _Warm(subprocess.Popen[Any]):
    """A process that was forked instead of started; all else about it is as ever."""

    def _execute_child(
        self,
        args: Sequence[str],
        executable: Any,
        preexec_fn: Any,
        close_fds: Any,
        pass_fds: Any,
        cwd: Any,
        env: Mapping[str, str] | None,
        startupinfo: Any,
        creationflags: Any,
        shell: Any,
        p2cread: int,
        p2cwrite: int,
        c2pread: int,
        c2pwrite: int,
        errread: int,
        errwrite: int,
        *more: Any,
    ) -> None:
        """Take the place of the step in which the standard library forks and executes."""
        environment = dict(os.environ if env is None else env)
        streams = [
            own if given == -1 else given
            for own, given in zip((0, 1, 2), (p2cread, c2pwrite, errwrite), strict=True)
        ]
        nursery = _nursery(args[2], tuple(sorted(_of_the_interpreter(environment).items())))
        self.pid = nursery.fork(list(args), environment, str(cwd or os.getcwd()), streams)
        self._child_created = True
        self._close_pipe_fds(p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite)


class _Nursery:
    """The process that has imported a module and forks; it ends with this one, whose end closes its socket."""

    def __init__(self, module: str, interpreter: Mapping[str, str]) -> None:
        self._lock = threading.Lock()
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # What the fork leaves without a parent comes to this process, not to the system's first.
        if ctypes.CDLL(None, use_errno=True).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "the tests' process cannot take in its grandchildren")
        plain = {
            name: value for name, value in os.environ.items() if name not in _of_the_interpreter(os.environ)
        }
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.helpers.warm", str(theirs.fileno())],
                cwd=ROOT,
                env=plain | dict(interpreter),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self._socket.send(json.dumps([module, IMPORTED[module]]).encode())
        atexit.register(self._close)

    def fork(
        self, command: list[str], environment: Mapping[str, str], folder: str, streams: list[int]
    ) -> int:
        """Start one process, and give its id."""
        order = json.dumps({"command": command, "environment": environment, "folder": folder}).encode()
        with self._lock:
            socket.send_fds(self._socket, [order], streams)
            answer = self._socket.recv(_LONGEST)
        if not answer:
            raise RuntimeError("the process that forks has ended; its standard error says why")
        return int(answer)

    def _close(self) -> None:
        self._socket.close()
        self._process.wait()


@cache
def _nursery(module: str, interpreter: tuple[tuple[str, str], ...]) -> _Nursery:
    return _Nursery(module, dict(interpreter))


# in the process that forks


def _import(module: str, names: Sequence[str]) -> None:
    for name in names:
        importlib.import_module(name)
        if name.endswith(".__main__"):
            # It runs as "__main__" in every fork, and runpy warns where it is found under its own name, too.
            del sys.modules[name]
    if module == "core.practice_org":
        importlib.import_module("core.practice_org.soql.grammar").warm_up()


def _wait_for_orders(orders: socket.socket) -> dict[str, Any]:
    """Fork for every order; what returns, with its order, is a fork."""
    while True:
        order, streams, _, _ = socket.recv_fds(orders, _LONGEST, 3)
        if not order:
            os._exit(0)
        told, tell = os.pipe()
        between = os.fork()
        if between == 0:
            child = os.fork()
            if child == 0:
                os.close(told)
                os.close(tell)
                orders.close()
                for number, stream in enumerate(streams):
                    os.dup2(stream, number)
                for stream in streams:
                    os.close(stream)
                return dict(json.loads(order))
            os.write(tell, str(child).encode())
            os._exit(0)
        for descriptor in (tell, *streams):
            os.close(descriptor)
        child_id = os.read(told, 64)
        os.close(told)
        # Only now has the fork become a child of the tests' process, which may wait for it as soon as it is told.
        os.waitpid(between, 0)
        orders.send(child_id)


def _become(order: Mapping[str, Any]) -> None:
    """Be as a process that was just started with this command."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Python puts it there itself where the environment names no language.
    coerced = {name: os.environ[name] for name in ("LC_CTYPE",) if name in os.environ}
    os.environ.clear()
    os.environ.update(coerced | order["environment"])
    time.tzset()
    os.chdir(order["folder"])
    sys.path[0] = order["folder"]
    sys.orig_argv = list(order["command"])
    sys.argv = ["-m", *order["command"][3:]]
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        old = getattr(sys, name)
        new = open(number, mode, encoding=old.encoding, errors=old.errors, closefd=False)  # noqa: SIM115
        if name == "stderr":
            new.reconfigure(line_buffering=True)
        setattr(sys, name, new)
        setattr(sys, f"__{name}__", new)


def _main() -> None:
    orders = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    module, names = json.loads(orders.recv(_LONGEST))
    _import(module, names)
    if len(os.listdir("/proc/self/task")) > 1:
        raise RuntimeError(f"importing {module} has started a thread, which a fork would lose")
    gc.collect()
    gc.freeze()
    _become(_wait_for_orders(orders))
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ending:
        if not isinstance(ending.code, int):
            raise
        _end(ending.code)
        raise


def _end(code: int) -> None:
    """Do what the interpreter does at its end, but for taking apart all that was imported.

    That would take half the time of a short command, and the memory goes with the process. Where an output cannot
    be written this returns, and the interpreter ends the process as it would have.
    """
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and not stream.closed:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit(code & 0xFF)


if __name__ == "__main__":
    _main()
