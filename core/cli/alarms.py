"""alarms: how the admin is told what needs them, where they are; and trying each way."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from core.alarms.alarms import WayState
from core.alarms.ways import MailSetUp
from core.cli.common import (
    DONE,
    NOTHING_TO_KEEP,
    SOME_FAILED,
    AsJson,
    DataDir,
    OrgName,
    Practice,
    engine_for,
    in_words,
    interruptible,
    problem_document,
)
from core.cli.console import note, print_json, say
from core.cli.given import secret_from_standard_input
from core.cli.help import PlainGroup, json_below
from core.cli.language import in_columns, phrase, words
from core.cli.mistyped import Mistyped
from core.engine import Engine
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Problem, ProblemError
from core.secrets.given_secret import SecretKind
from core.store.trouble import NOT_ALL_KEPT
from core.store.types.alarms import CHAT, DESKTOP

_WIDE = 16


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = typer.Typer(
        help="Tell the admin what needs them: by e-mail, chat or webhook, and a heartbeat.",
        cls=PlainGroup,
        no_args_is_help=False,
        rich_markup_mode=None,
    )
    group.callback(invoke_without_command=True)(alarms)
    group.command("test")(try_ways)
    group.command("email")(email)
    group.command("chat")(chat)
    app.add_typer(group, name="alarms")


def alarms(
    context: typer.Context,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """List the ways that are set up, and how each stands; the heartbeat and quiet hours are settings."""
    context.obj = context.obj.joined(practice, data_dir, org)
    if context.invoked_subcommand is not None:
        if as_json:
            context.default_map = json_below(context.command)
        return
    with engine_for(context, False, None, None, kept=NOTHING_TO_KEEP) as engine:
        _tell(engine, as_json)


def try_ways(
    context: typer.Context,
    channel: Annotated[
        str | None,
        typer.Argument(
            metavar="WAY",
            help="email, heartbeat, or the number of a chat; without it all.",
            show_default=False,
        ),
    ] = None,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Send a message that says that it is a test, and say what came of it; ends with 1 where one did not arrive."""
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=NOTHING_TO_KEEP) as engine,
    ):
        engine.alarms.words = words
        wanted = [_named(engine, channel)] if channel else [way for way in _here(engine) if way != DESKTOP]
        if not wanted:
            raise Mistyped(NOOP("cli", "No way is set up that a command could try; see alarms --help."))
        failed: dict[str, Problem | None] = {}
        for one in wanted:
            try:
                engine.alarms.test(one, stop)
                failed[one] = None
            except ProblemError as error:
                failed[one] = error.problem
            if not as_json:
                _tell_outcome(engine, one, failed[one])
        if as_json:
            print_json(
                [
                    {
                        "way": one,
                        "place": engine.alarms.ways.place(one),
                        "arrived": problem is None,
                        "problem": problem_document(problem) if problem is not None else None,
                    }
                    for one, problem in failed.items()
                ]
            )
        raise typer.Exit(SOME_FAILED if any(failed.values()) else DONE)


def email(
    context: typer.Context,
    server: Annotated[
        str | None, typer.Option("--server", help="The mail server; empty text: no e-mail.")
    ] = None,
    port: Annotated[str | None, typer.Option("--port", help="Its port.")] = None,
    security: Annotated[str | None, typer.Option("--security", help="starttls, tls or none.")] = None,
    user: Annotated[str | None, typer.Option("--user", help="The user there; empty text: none.")] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    sender: Annotated[
        str | None, typer.Option("--from", help="The sender; empty text: the first receiver.")
    ] = None,
    receivers: Annotated[
        str | None, typer.Option("--to", help="Who receives alarms, with commas between them.")
    ] = None,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Set up e-mail; what is not given stays as it is. The password is kept in the keyring, nowhere else."""
    with engine_for(context, practice, data_dir, org, kept=NOT_ALL_KEPT) as engine:
        ways = engine.alarms.ways
        before = ways.mail()
        wanted = MailSetUp(
            before.server if server is None else server,
            before.port if port is None else port,
            before.security if security is None else security,
            before.user if user is None else user,
            before.sender if sender is None else sender,
            before.receivers if receivers is None else receivers,
        )
        if password_stdin and not wanted.user.strip():
            raise Mistyped(NOOP("cli", "--password-stdin needs --user as well."))
        password = (
            secret_from_standard_input(
                phrase(NOOP("cli", "Password of the mail server")), SecretKind.PASSWORD
            )
            if password_stdin
            else None
        )
        ways.set_mail(wanted, password)
        _tell(engine, as_json)


def chat(
    context: typer.Context,
    add_stdin: Annotated[
        bool, typer.Option("--add-stdin", help="Read the address of a chat or webhook from standard input.")
    ] = False,
    remove: Annotated[
        str | None, typer.Option("--remove", metavar="NUMBER", help="Forget the one with this number.")
    ] = None,
    practice: Practice = False,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Add or remove a chat or webhook: its https:// address, or one in the form of Apprise such as slack://…."""
    if add_stdin is (remove is not None):
        raise Mistyped(NOOP("cli", "Give --add-stdin or --remove."))
    with (
        interruptible() as stop,
        engine_for(context, practice, data_dir, org, kept=NOT_ALL_KEPT) as engine,
    ):
        if remove is not None:
            engine.alarms.remove_chat(_named(engine, remove).removeprefix(CHAT))
        else:
            said = phrase(NOOP("cli", "Address of the chat or webhook"))
            engine.alarms.add_chat(secret_from_standard_input(said, SecretKind.PASSWORD), stop)
        _tell(engine, as_json)


def _here(engine: Engine) -> list[str]:
    return [way.channel for way in engine.alarms.states()]


def _named(engine: Engine, name: str) -> str:
    """A way by its name, or a chat by its number."""
    if name == DESKTOP:
        raise Mistyped(
            NOOP("cli", "Only the window shows alarms on the desktop; its page Alarms tries that.")
        )
    here = _here(engine)
    for way in (name, f"{CHAT}{name}"):
        if way in here:
            return way
    raise Mistyped(
        NOOP("cli", "{way} is not set up; there are: {ways}."),
        way=name,
        ways=", ".join(way.removeprefix(CHAT) for way in here if way != DESKTOP) or "-",
    )


def _tell(engine: Engine, as_json: bool) -> None:
    states = engine.alarms.states()
    if as_json:
        print_json([_document(state) for state in states])
        return
    if not states:
        say(phrase(NOOP("cli", "No way is set up.")))
    for state in states:
        name = state.channel.removeprefix(CHAT)
        say(
            in_columns(
                name, state.place or phrase(NOOP("cli", "while the window or its tray icon is there")), _WIDE
            )
        )
        if state.state.problem is not None:
            note(in_words(state.state.problem))


def _document(way: WayState) -> dict[str, Any]:
    problem, next_try = way.state.problem, way.state.next_try_at
    return {
        "way": way.channel,
        "place": way.place,
        "failures": way.state.failures,
        "next_try_at": next_try,
        "problem": problem_document(problem) if problem is not None else None,
    }


def _tell_outcome(engine: Engine, channel: str, problem: Problem | None) -> None:
    name = channel.removeprefix(CHAT)
    if problem is None:
        arrived = NOOP("cli", "A test was sent to {place}.")
        say(in_columns(name, phrase(arrived, place=engine.alarms.ways.place(channel)), _WIDE))
    else:
        said = in_words(problem)
        say(in_columns(name, f"{said} ({problem.detail})" if problem.detail else said, _WIDE))
