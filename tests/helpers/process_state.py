"""Prints what a process is made of, for the tests that compare two ways of starting one; ends as it is told."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import threading
from typing import Any


def _streams() -> dict[str, Any]:
    return {
        name: [
            stream.encoding,
            stream.errors,
            stream.isatty(),
            stream.line_buffering,
            stream.fileno(),
            stream.mode,
        ]
        for name, stream in (("in", sys.stdin), ("out", sys.stdout), ("err", sys.stderr))
    }


def _main() -> None:
    main = sys.modules["__main__"]
    handlers = {
        number.name: str(signal.getsignal(number)) for number in signal.valid_signals() if number < 32
    }
    state = {
        "arguments": sys.argv,
        "command": sys.orig_argv,
        "flags": str(sys.flags),
        "path": sys.path,
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "streams": _streams(),
        "signals": {name: handler.split(" at ")[0] for name, handler in handlers.items()},
        "blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
        "limits": [resource.getrlimit(kind) for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_CORE)],
        "main": [main.__name__, main.__package__, __name__],
        "parent": os.getppid(),
        "group": [os.getpgrp(), os.getsid(0)],
        "descriptors": sorted(os.listdir("/proc/self/fd"))[:-1],
        "threads": threading.active_count(),
        "read": sys.stdin.read(),
    }
    sys.stdout.write(json.dumps(state))
    if sys.argv[1] == "raise":
        raise ValueError("as it was told")
    if sys.argv[1] == "interrupt":
        os.kill(os.getpid(), signal.SIGINT)
    if sys.argv[1] == "abort":
        sys.stdout.flush()
        os.abort()
    sys.exit(int(sys.argv[1]))


if __name__ == "__main__":
    _main()
