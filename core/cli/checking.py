"""checklist: is the org ready for the sync, and what is left to do."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import typer
from rich.progress import BarColumn, TextColumn
from rich.table import Table
from rich.text import Text

from core.checklist.access_checks import is_finding
from core.checklist.headings import heading_of
from core.checklist.report import GROUP_TITLES, STATES
from core.checklist.results import Cause, Check, Checklist, CheckState
from core.cli.common import (
    CANNOT_RUN,
    DONE,
    SOME_FAILED,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    interruptible,
    last_word,
    problem_document,
)
from core.cli.console import note, print_json, progress_bar, table_console
from core.cli.language import phrase, word, words
from core.cli.progress import STARTING
from core.events import ChecklistProgress
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Message
from core.plain_text.shown import shown
from core.store.trouble import NOTHING_KEPT
from core.store.types.fields import OptOutField

_STYLES = {
    CheckState.DONE: "green",
    CheckState.TO_DO: "red",
    CheckState.WARNING: "yellow",
    CheckState.COULD_NOT_CHECK: "dim",
    CheckState.NOT_NEEDED: "dim",
}


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("checklist")(checklist)


def checklist(
    context: typer.Context,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Look whether the org is ready: exit code 0 when it is for the selected field, 1 when it is not."""
    with interruptible() as stop, engine_for(context, practice, data_dir, org, kept=NOTHING_KEPT) as engine:
        with _Bar() as bar:
            found = engine.checklist.check(stop, bar)
        problem = found.problem
        found_out = problem is None or problem.category is Category.ACCESS_VALIDATION or is_finding(problem)
        if as_json:
            error = {"error": problem_document(problem)} if problem is not None and not found_out else {}
            print_json(_document(found) | error)
        else:
            _tell(found)
        if problem is not None and not found_out:
            note(last_word(problem.what, problem.fix))
            raise typer.Exit(CANNOT_RUN)
        raise typer.Exit(DONE if found.ready[engine.settings.opt_out_field] else SOME_FAILED)


class _Bar:
    """How far the look has come, on standard error: a bar on a terminal, nothing elsewhere."""

    def __init__(self) -> None:
        # Names of the org's layouts stand in what it does: no markup.
        self._bar = progress_bar(TextColumn("{task.description}", markup=False), BarColumn(), transient=True)
        self._task = self._bar.add_task(phrase(STARTING), total=None)

    def __enter__(self) -> _Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, at: ChecklistProgress) -> None:
        self._bar.update(self._task, description=shown(words(at.what)), completed=at.done, total=at.total)


def _document(found: Checklist) -> dict[str, Any]:
    return {
        "checks": [_check_document(check) for check in found.checks],
        "ready": {field.value: found.ready[field] for field in OptOutField},
    }


def _check_document(check: Check) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": check.id,
        "object": check.object,
        "state": check.state,
        "what": check.what.english(),
        "fix": check.fix.english() if check.fix else None,
        "link": check.link or None,
    }
    more = {
        "subject": check.subject,
        "subject_id": check.subject_id,
        "field": check.field,
        "cause": check.cause,
        "permission": check.permission,
        "choices": [name for name, _ in check.choices],
        "detail": check.detail,
    }
    return document | {key: value for key, value in more.items() if value}


def _tell(found: Checklist) -> None:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    reason = found.problem.what if found.problem is not None else None
    told = False
    for group, checks in groupby(found.checks, lambda check: check.group):
        table.add_row("", Text(f"\n{words(GROUP_TITLES[group])}", style="bold"))
        for check in checks:
            # What kept the program from looking at all is said once, not with each of two dozen checks.
            known_reason = told and check.state is CheckState.COULD_NOT_CHECK and check.what == reason
            said = Text(_plain(heading_of(check))) if known_reason else _words(check)
            table.add_row(Text(words(STATES[check.state]), style=_STYLES[check.state]), said)
            told = told or check.what == reason
    console = table_console()
    console.print(table)
    console.print()
    for field in OptOutField:
        template = _ready(found) if found.ready[field] else NOOP("cli", "{field}: not ready")
        console.print(
            Text(phrase(template, field=word(field.label)), style="green" if found.ready[field] else "red")
        )


def _ready(found: Checklist) -> str:
    hidden = any(check.id == "records_seen" and check.cause is Cause.HIDDEN for check in found.checks)
    if hidden:
        return NOOP("cli", "{field}: ready for the records that the connected user can see")
    if any(check.cause is Cause.LEFT_OUT for check in found.checks):
        return NOOP("cli", "{field}: ready (Contacts only)")
    return NOOP("cli", "{field}: ready")


def _words(check: Check) -> Text:
    said = Text(_plain(heading_of(check)))
    said.append(f"\n{_plain(check.what)}", style="dim")
    if check.state in (CheckState.DONE, CheckState.NOT_NEEDED):
        return said
    if check.fix is not None:
        said.append(f"\n{_plain(check.fix)}")
    if check.link:
        said.append(f"\n{shown(check.link)}", style="dim underline")
    return said


def _plain(message: Message) -> str:
    return shown(words(message))
