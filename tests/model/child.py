"""A command of the program in a process of its own, which ends at a call or a commit as by `kill -9`.

    python -m tests.model.child '{"ahead_s": 0, "journal": "FILE", "token": "...", "kill": {"call": 2}}' sync --yes

It is the real command line; only the clock is that of the example, and every value that it is about to write goes into
the journal first, with who was unsubscribed and what the settings meant at that moment, for the oracle to judge.
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import requests

from core.cli import common, run
from core.engine_options import EngineOptions, options_for
from core.settings import OPT_OUT_FIELD
from tests.helpers.clock import Clock
from tests.model import here
from tests.model.line import Interruption, Line, Post, Write
from tests.model.lives import Life, born

KILLED = 137
"""Exit code of a process that was killed."""


class Child:
    """A command that runs beside this process; `finish` waits for it and gives its exit code and its journal."""

    def __init__(
        self, arguments: list[str], order: dict[str, Any], environment: dict[str, str], data_dir: Path
    ) -> None:
        self._journal = data_dir / "journal.jsonl"
        self._journal.touch()
        order = order | {"journal": str(self._journal)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.model.child", json.dumps(order), *arguments],
            env=os.environ | environment | {"UNSUBSCRIBE_SYNC_DATA_DIR": str(data_dir)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def finish(self, seconds: float) -> tuple[int, str, list[dict[str, Any]]]:
        """Exit code, everything it printed, and its journal."""
        try:
            text, _ = self._process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
            raise
        lines = self._journal.read_text(encoding="utf-8").splitlines()
        self._journal.unlink()
        return self._process.returncode, text, [json.loads(line) for line in lines]


def _main(order: dict[str, Any], arguments: list[str]) -> int:
    clock = Clock()
    clock.ahead = timedelta(seconds=order["ahead_s"])
    opened: list[EngineOptions] = []

    def options(home: Path, number: str | None) -> EngineOptions:
        opened.append(dataclasses.replace(options_for(home, number), now=clock))
        return opened[-1]

    common.options_for = options
    line, life = Line(), Life()

    def keep(writes: list[Write], _request: requests.PreparedRequest) -> None:
        data_dir = opened[-1].data_dir
        said = {
            "writes": [(one.record_id, one.field, one.value) for one in writes],
            "unsubscribed": sorted(here.unsubscribed(data_dir)),
            "settings": here.settings(data_dir, OPT_OUT_FIELD.key, "nightly_sync"),
        }
        with Path(order["journal"]).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(said) + "\n")

    post = Post(life, keep, lambda _write: None)
    line.posts[order["token"]] = post
    kill = order.get("kill") or {}
    when = kill.get("when", "before")
    if "call" in kill:
        post.interruptions.append(Interruption(kill["call"], when, lambda: os._exit(KILLED)))
    if "commit" in kill:

        def look(number: int, at: str) -> None:
            if (number, at) == (kill["commit"], when):
                os._exit(KILLED)

        life.at_commit = look
    with line.installed(), born(life):
        return run(lambda _options: 2, arguments)


if __name__ == "__main__":
    sys.exit(_main(json.loads(sys.argv[1]), sys.argv[2:]))
