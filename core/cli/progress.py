"""Progress of long work on a terminal."""

from __future__ import annotations

from rich.progress import BarColumn, TaskID, TextColumn

from core.cli.console import progress_bar
from core.cli.language import phrase, word
from core.engine import Engine
from core.events import Event, LoadProgress, RunProgress
from core.messages import QT_TRANSLATE_NOOP as NOOP

STARTING = NOOP("cli", "Starting")


class ProgressBar:
    """What a run, or a load of people, is doing, on standard error: a bar on a terminal, nothing elsewhere."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._bar = progress_bar(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.completed:,.0f}"),
        )
        self._task: TaskID | None = None

    def __enter__(self) -> ProgressBar:
        self._bar.start()
        self._task = self._bar.add_task(phrase(STARTING), total=None)
        self._end = self._engine.events.subscribe(self._follow)
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._bar.stop()

    def _follow(self, event: Event) -> None:
        if isinstance(event, RunProgress | LoadProgress) and self._task is not None:
            self._bar.update(
                self._task, description=word(event.step), completed=event.done, total=event.total
            )
