"""take-back: end what an import, a paste or a sync has brought about, as far as nothing else keeps it."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.progress import BarColumn, TextColumn

from core.cli.common import (
    DONE,
    SOME_FAILED,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    interruptible,
)
from core.cli.console import note, print_json, progress_bar, say
from core.cli.interrupts import INTERRUPTED
from core.cli.language import in_columns, phrase, words
from core.cli.mistyped import Mistyped
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, ProblemError
from core.sync.resubscribe_words import NO_REASON, REACHES_MARKETO_ENGAGE
from core.sync.take_back.judging import Judged, Verdict
from core.sync.take_back.outcome import (
    BOXES_RETURN,
    RETURNS,
    UNKNOWN_PEOPLE,
    TakeBackPreview,
    TakeBackProgress,
    TakenBack,
)

KEPT = Message(
    NOOP("core", "Who was taken back until then stays so; the same command goes on with the others.")
)
_SHOWN = 50


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("take-back")(take_back)


def take_back(
    context: typer.Context,
    batch: Annotated[
        int | None,
        typer.Argument(
            metavar="[BATCH]",
            help="The number of an import or paste; imports lists them.",
            show_default=False,
        ),
    ] = None,
    run: Annotated[
        int | None, typer.Option("--run", metavar="N", help="What a sync wrote, in place of a batch.")
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept in everybody's history.")
    ] = "",
    clear_boxes: Annotated[
        bool,
        typer.Option(
            "--clear-boxes",
            help="Clear the boxes in Salesforce that were ticked because of it and that nobody changed since.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show whom it would concern, and why not; change nothing.")
    ] = False,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Take an import, a paste or a sync back: re-subscribe whom it and nothing else unsubscribed."""
    if (batch is None) is (run is None):
        raise Mistyped(
            NOOP("cli", "Name the number of an import or paste, or a sync with --run, one of them.")
        )
    with interruptible() as stop, engine_for(context, practice, data_dir, org, kept=KEPT) as engine:
        if dry_run:
            preview = engine.take_back.preview(batch_id=batch, run_id=run, clears=clear_boxes, stop=stop)
            print_json(_previewed(preview)) if as_json else _tell_preview(preview)
            raise typer.Exit(DONE)
        if not reason.strip():
            raise ProblemError(NO_REASON)
        with progress_bar(
            TextColumn(phrase(NOOP("cli", "Taking back")), markup=False),
            BarColumn(),
            TextColumn("{task.completed:,.0f}"),
        ) as bar:
            task = bar.add_task("", total=None)

            def follow(progress: TakeBackProgress) -> None:
                bar.update(task, completed=progress.done, total=progress.total)

            done = engine.take_back.run(
                batch_id=batch, run_id=run, reason=reason, clears=clear_boxes, stop=stop, on_progress=follow
            )
        field = engine.settings.opt_out_field
        engages = bool(done.boxes) and field.reaches_marketo_engage
        if as_json:
            print_json(_document(done) | {"warning": REACHES_MARKETO_ENGAGE.english() if engages else None})
        else:
            _tell(done, of_run=run is not None)
            if engages:
                note(words(REACHES_MARKETO_ENGAGE))
        if done.cancelled:
            raise typer.Exit(INTERRUPTED)
        raise typer.Exit(SOME_FAILED if done.refused else DONE)


def _previewed(preview: TakeBackPreview) -> dict[str, Any]:
    return {
        "dry_run": True,
        "resubscribe": preview.people[Verdict.TAKE_BACK] + preview.people[Verdict.FINISH],
        "only_clear": preview.people[Verdict.BOXES],
        "leave": preview.people[Verdict.LEAVE],
        "taken_back_before": preview.people[Verdict.DONE],
        "boxes": preview.boxes,
        "unsubscribed_again_by_next_sync": preview.returns,
        "not_known_any_more": preview.unknown,
        "people": [
            {
                "email": one.person.email,
                "verdict": one.verdict,
                "why": one.why.english() if one.why is not None else None,
                "clear": [box.record_id for box in one.clear],
                "boxes_that_stay_ticked": one.stays,
            }
            for one in preview.named
        ],
    }


def _tell_preview(preview: TakeBackPreview) -> None:
    for count, what in (
        (
            preview.people[Verdict.TAKE_BACK] + preview.people[Verdict.FINISH],
            NOOP("cli", "to re-subscribe here"),
        ),
        (preview.boxes, NOOP("cli", "boxes to clear in Salesforce, each read again before")),
        (preview.people[Verdict.LEAVE], NOOP("cli", "to leave as they are")),
        (preview.people[Verdict.DONE], NOOP("cli", "taken back before")),
    ):
        say(f"{count:>12,}  {phrase(what)}")
    for one in preview.named[:_SHOWN]:
        say(in_columns(f"{phrase(_VERDICTS[one.verdict])}:", f"{one.person.email} {_why(one)}".rstrip(), 16))
    if len(preview.named) > _SHOWN:
        more = sum(preview.people.values()) - _SHOWN
        say(phrase(NOOP("cli", "... and {count} more; --json names them, and the window."), count=more))
    _say_what_returns(preview.returns, preview.people[Verdict.BOXES])
    if preview.unknown:
        note(words(UNKNOWN_PEOPLE.with_values(count=preview.unknown)))


def _why(one: Judged) -> str:
    return words(one.why) if one.why is not None else ""


def _say_what_returns(returns: int, boxes_alone: int) -> None:
    if returns:
        note(words(RETURNS.with_values(count=returns)))
    if boxes_alone:
        note(words(BOXES_RETURN))


_VERDICTS = {
    Verdict.TAKE_BACK: NOOP("cli", "re-subscribe"),
    Verdict.FINISH: NOOP("cli", "clear"),
    Verdict.BOXES: NOOP("cli", "clear"),
    Verdict.DONE: NOOP("cli", "done before"),
    Verdict.LEAVE: NOOP("cli", "leave"),
}


def _document(done: TakenBack) -> dict[str, Any]:
    return {
        "import": done.batch_id,
        "resubscribed": done.resubscribed,
        "cleared": done.boxes,
        "left": done.left,
        "refused": done.refused,
        "unsubscribed_again_by_next_sync": done.returns,
        "cancelled": done.cancelled,
    }


def _tell(done: TakenBack, *, of_run: bool) -> None:
    if done.batch_id is None:
        say(phrase(NOOP("cli", "There is nothing to take back.")))
        return
    for count, what in (
        (done.resubscribed, NOOP("cli", "re-subscribed here")),
        (done.boxes, NOOP("cli", "boxes cleared in Salesforce")),
        (done.left, NOOP("cli", "left as they were")),
    ):
        say(f"{count:>12,}  {phrase(what)}")
    say(
        phrase(
            NOOP("cli", "Who and why not, person by person: imports {number} --export FILE.csv"),
            number=str(done.batch_id),
        )
    )
    _say_what_returns(done.returns, done.boxes_alone if of_run else 0)
    if done.cancelled:
        note(phrase(NOOP("cli", "Interrupted; the same command goes on.")))
