"""cleared: boxes that somebody unticked in Salesforce, and what becomes of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from core.attention.cleared import cleared_needs
from core.cli.common import (
    ALL_KEPT,
    NOTHING_TO_KEEP,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    promising,
)
from core.cli.console import print_json, say
from core.cli.language import in_columns, moment, phrase, word, words
from core.cli.mistyped import Mistyped
from core.engine import Engine
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Counted
from core.store.trouble import NOTHING_KEPT
from core.store.types.cleared import ClearedBox

_SHOWN = 50
"""Boxes that people are shown; scripts get all."""
_IDS_ARE_WIDE = 20


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("cleared")(cleared)


def cleared(
    context: typer.Context,
    records: Annotated[
        list[str] | None,
        typer.Argument(metavar="RECORD", help="IDs of Salesforce records.", show_default=False),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="All that this user or integration unticked."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All there are.")] = False,
    tick_again: Annotated[
        bool, typer.Option("--tick-again", help="Tick the boxes that wait or were left again.")
    ] = False,
    leave: Annotated[
        bool, typer.Option("--leave", help="Leave them unticked; the people stay unsubscribed here.")
    ] = False,
    seen: Annotated[
        bool, typer.Option("--seen", help="Take those that were ticked again off the list.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why they are left.")] = "",
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """List the boxes that somebody unticked in Salesforce though nobody re-subscribed here, or decide about them."""
    _check(records, by, everything, tick_again, leave, seen, reason)
    changes = tick_again or leave or seen
    with engine_for(
        context, practice, data_dir, org, kept=NOTHING_KEPT if changes else NOTHING_TO_KEEP
    ) as engine:
        chosen = [_whole(record) for record in records] if records else None
        count = 0
        if tick_again:
            count = engine.cleared.tick_again(who=engine.who, by=by, records=chosen)
        elif leave:
            count = engine.cleared.leave(who=engine.who, reason=reason, by=by, records=chosen)
        elif seen:
            count = engine.cleared.take_note(by)
        with promising(engine, ALL_KEPT if changes else NOTHING_TO_KEEP):
            if as_json:
                print_json(_document(engine, by) | ({"changed": count} if changes else {}))
            elif changes:
                done = _TICKED if tick_again else _LEFT if leave else _SEEN
                say(phrase(done.template_for(count), count=count))
            else:
                _tell(engine, by)


def _check(
    records: list[str] | None,
    by: str | None,
    everything: bool,
    tick_again: bool,
    leave: bool,
    seen: bool,
    reason: str,
) -> None:
    if tick_again + leave + seen > 1:
        raise Mistyped(NOOP("cli", "--tick-again, --leave and --seen go one at a time."))
    if (records is not None and len(records) > 0) + (by is not None) + everything > 1:
        raise Mistyped(NOOP("cli", "Name records, or --by, or --all."))
    if (tick_again or leave) and not (records or by is not None or everything):
        raise Mistyped(NOOP("cli", "Say which: IDs of records, --by NAME, or --all."))
    if records and not (tick_again or leave):
        raise Mistyped(NOOP("cli", "Records are named with --tick-again or --leave."))
    if leave and not reason.strip():
        raise Mistyped(NOOP("cli", "--leave needs --reason."))


def _whole(record: str) -> str:
    from core.salesforce.values.record_id import looks_like_id, to_18

    if not looks_like_id(record):
        raise Mistyped(NOOP("cli", "{record} is no ID of a Salesforce record."), record=record)
    return to_18(record)


def _document(engine: Engine, by: str | None) -> dict[str, Any]:
    clearers = engine.store.cleared_boxes.clearers(engine.options.now())
    return {
        "by": [asdict(one) for one in clearers if by is None or one.who == by],
        "boxes": [_box(box) for box in engine.store.cleared_boxes.all(by)],
    }


def _box(box: ClearedBox) -> dict[str, Any]:
    return {
        "salesforce_id": box.record_id,
        "object": box.object,
        "name": box.name,
        "email": box.email,
        "field": box.field,
        "standing": box.standing,
        "who": box.who or None,
        "cleared_at": box.cleared_at,
        "from_field_history": box.certain,
        "noticed_at": box.noticed_at,
        "times": box.times,
        "decided_by": box.decided_by or None,
        "reason": box.reason or None,
    }


def _tell(engine: Engine, by: str | None) -> None:
    shown = 0
    for need in cleared_needs(engine.store, engine.options.now()):
        if by is None or need.about == by:
            say(words(need.what))
    for box in engine.store.cleared_boxes.all(by):
        if shown == _SHOWN:
            say(phrase(NOOP("cli", "There are more; --json lists all.")))
            return
        shown += 1
        who = box.who or phrase(NOOP("cli", "somebody"))
        when = moment(box.cleared_at or box.noticed_at)
        say(in_columns(box.record_id, f"{box.email}  {when}  {who}  {word(box.standing)}", _IDS_ARE_WIDE))
    if not shown:
        say(phrase(NOOP("cli", "Nobody has unticked a box in Salesforce.")))


_TICKED = Counted(
    NOOP("cli", "{count} record is ticked again by the next push."),
    NOOP("cli", "{count} records are ticked again by the next push."),
)
_LEFT = Counted(
    NOOP("cli", "{count} box is left as it is; the person stays unsubscribed here."),
    NOOP("cli", "{count} boxes are left as they are; the people stay unsubscribed here."),
)
_SEEN = Counted(NOOP("cli", "{count} box is off the list."), NOOP("cli", "{count} boxes are off the list."))
