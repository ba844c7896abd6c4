"""The engines of one example: opened, killed and opened again on one data directory, with a clock set by hand."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import requests

from core.engine import Engine
from core.engine_options import EngineOptions
from core.settings import FULL_EVERY_DAYS, NIGHTLY_SYNC
from tests.helpers.clock import Clock
from tests.model.line import Line, Post, Write
from tests.model.lives import Life, born
from tests.model.org import Org


class Hurried(threading.Event):
    """A sign to stop whose waiting takes no time: the clock is moved on instead."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def wait(self, timeout: float | None = None) -> bool:
        if timeout is not None and not self.is_set():
            self._clock.ahead += timedelta(seconds=timeout)
        return self.is_set()


class Process:
    """One engine, as if it were a process; `post` is its place on the line."""

    def __init__(self, engine: Engine, life: Life, post: Post, token: str) -> None:
        self.engine, self.life, self.post, self.token = engine, life, post, token

    def stop(self) -> None:
        """End it in order; what a killed one would still do comes to nothing."""
        with contextlib.suppress(BaseException):
            self.engine.stop()


class Engines:
    """Opens engines on the data directory of an example.

    `tokens` are kept over examples. A database is copied from one that was made before, which saves the migrations.
    """

    def __init__(self, org: Org, line: Line, folder: Path) -> None:
        self.org, self.line, self._folder = org, line, folder
        self._tokens: list[str] = []
        self._template = folder / "template"
        self.clock = Clock()
        self.data_dir = folder
        self.open_now: list[Process] = []

    def begin(self) -> None:
        """A data directory of its own for a new example."""
        self.end()
        self.clock = Clock()
        if not self._template.exists():
            first = Engine(EngineOptions(self._template, environment=self.org.environment("-")))
            # What only a full compare would find is to be found without it.
            first.settings.set(FULL_EVERY_DAYS, "365")
            first.store.org_state.set_setting(NIGHTLY_SYNC.key, "on")
            first.stop()
        self.data_dir = self._folder / secrets.token_hex(8)
        shutil.copytree(self._template, self.data_dir)

    def open(
        self,
        on_write: Callable[[Process, list[Write], requests.PreparedRequest], None],
        on_saved: Callable[[Write], None],
    ) -> Process:
        """One more engine on the same data."""
        token = self.spare_token()
        life = Life()
        with born(life):
            engine = Engine(
                EngineOptions(self.data_dir, environment=self.org.environment(token), now=self.clock)
            )
        process: Process
        post = Post(life, lambda writes, request: on_write(process, writes, request), on_saved)
        process = Process(engine, life, post, token)
        self.line.posts[token] = post
        self.open_now.append(process)
        return process

    def spare_token(self) -> str:
        """An access token that nobody uses now."""
        used = {process.token for process in self.open_now}
        token = next((one for one in self._tokens if one not in used), None)
        if token is None:
            token = self.org.new_token()
            self._tokens.append(token)
        return token

    def close(self, process: Process) -> None:
        """End one; its token may be used again."""
        process.stop()
        self.line.posts.pop(process.token, None)
        self.open_now.remove(process)
        if process.life.dead:
            # What is left of a killed process must not be taken for the next one.
            self._tokens.remove(process.token)

    def end(self) -> None:
        """End all of them and throw the data away."""
        for process in tuple(self.open_now):
            self.close(process)
        if self.data_dir != self._folder:
            shutil.rmtree(self.data_dir, ignore_errors=True)
