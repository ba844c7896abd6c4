"""connect and disconnect: sign in to an org, in the browser or without anybody there, and out again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.common import (
    AsJson,
    DataDir,
    OrgName,
    engine_for,
    in_words,
    interruptible,
    problem_document,
)
from core.cli.console import note, print_json, say
from core.cli.given import secret_from_standard_input
from core.cli.language import phrase
from core.connection.sign_ins import BrowserOptions
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, ProblemError, Scope, make_problem
from core.salesforce.sign_in.browser import Waiting
from core.salesforce.sign_in.jwt import key_in_file
from core.secrets.given_secret import SecretKind
from core.store.trouble import NOT_ALL_KEPT
from core.store.types.orgs import Org

DISCONNECTED = NOOP(
    "cli", "Disconnected; the access was removed from the keyring. The data stays, and belongs to its org."
)
CONNECTED = NOOP("cli", "Connected to {name} ({id}) as {user}.")
IN_BROWSER = NOOP("cli", "Sign in in the browser window that has opened. If none has, open this address:")
NO_BROWSER = NOOP(
    "cli", "There is no browser here that could be opened. Open this address in one on this computer:"
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("connect")(connect)
    app.command("disconnect")(disconnect)


def connect(
    context: typer.Context,
    browser: Annotated[bool, typer.Option("--browser", help="Sign in with the browser.")] = False,
    jwt: Annotated[
        bool, typer.Option("--jwt", help="Sign in unattended, with a private key (JWT bearer).")
    ] = False,
    client_credentials: Annotated[
        bool, typer.Option("--client-credentials", help="Sign in unattended, with the secret of the app.")
    ] = False,
    access_token_stdin: Annotated[
        bool, typer.Option("--access-token-stdin", help="Read an access token from standard input.")
    ] = False,
    host: Annotated[
        str, typer.Option("--host", help="login (production), test (sandbox), or the address of your org.")
    ] = "login",
    client_id: Annotated[
        str,
        typer.Option("--client-id", help="The consumer key of the app; the one used last is the default."),
    ] = "",
    username: Annotated[str, typer.Option("--username", help="With --jwt: the user to work as.")] = "",
    key_file: Annotated[
        Path | None,
        typer.Option(
            "--key-file", help="With --jwt: the private key, PEM; not needed again.", dir_okay=False
        ),
    ] = None,
    client_secret_stdin: Annotated[
        bool,
        typer.Option(
            "--client-secret-stdin", help="With --client-credentials: read the secret from standard input."
        ),
    ] = False,
    instance_url: Annotated[
        str, typer.Option("--instance-url", help="With an access token: https://MyDomain.my.salesforce.com")
    ] = "",
    ca_file: Annotated[
        Path | None,
        typer.Option("--ca-file", help="A PEM file of your company's authority.", dir_okay=False),
    ] = None,
    trust_host: Annotated[
        str,
        typer.Option(
            "--trust-host",
            help="A host that is not Salesforce's own and may be given this org's access: name it only if you know "
            "whose it is.",
        ),
    ] = "",
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Connect an org. What is needed to stay connected is kept in the keyring of this computer, nowhere else."""
    if instance_url and not (browser or jwt or client_credentials or access_token_stdin):
        raise ProblemError(_TOKEN_NEEDED)
    if sum((browser, jwt, client_credentials, access_token_stdin)) != 1:
        raise ProblemError(_ONE_WAY)
    secret = ""
    if access_token_stdin:
        secret = _asked(NOOP("cli", "Access token"), SecretKind.ACCESS_TOKEN, _TOKEN_NEEDED)
    elif client_credentials:
        if not client_secret_stdin:
            raise ProblemError(_SECRET_NEEDED)
        secret = _asked(NOOP("cli", "Consumer secret"), SecretKind.CONSUMER_SECRET, _SECRET_NEEDED)
    key = _read_key(key_file) if jwt else ""
    with engine_for(context, False, data_dir, org, kept=NOT_ALL_KEPT) as engine, interruptible() as stop:
        connection = engine.connection
        if trust_host:
            connection.allow_host(trust_host)
        if browser:
            options = BrowserOptions(on_waiting=_tell)
            connected = connection.sign_in_with_browser(
                host, client_id, ca_file=ca_file, stop=stop, options=options
            )
        elif jwt:
            connected = connection.sign_in_with_key(
                host, client_id, username, key, ca_file=ca_file, stop=stop
            )
        elif client_credentials:
            connected = connection.sign_in_with_secret(host, client_id, secret, ca_file=ca_file, stop=stop)
        else:
            connected = connection.connect_with_token(instance_url, secret, ca_file, stop=stop)
    _connected(connected, as_json)


def disconnect(
    context: typer.Context, data_dir: DataDir = None, org: OrgName = None, as_json: AsJson = False
) -> None:
    """Sign out: remove the access from the keyring, and revoke what a sign-in gave."""
    with engine_for(context, False, data_dir, org, kept=NOT_ALL_KEPT) as engine:
        not_revoked = engine.connection.forget()
    if not_revoked is not None:
        note(in_words(not_revoked))
    if as_json:
        told = {"not_revoked": problem_document(not_revoked)} if not_revoked is not None else {}
        print_json({"connected": False} | told)
    else:
        say(phrase(DISCONNECTED))


def _connected(org: Org, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "connected": True,
                "org": {
                    "name": org.name,
                    "id": org.id,
                    "instance_url": org.instance_url,
                    "is_sandbox": org.is_sandbox,
                },
            }
        )
    else:
        say(phrase(CONNECTED, name=org.name, id=org.id, user=org.username))


def _tell(waiting: Waiting) -> None:
    if waiting.opened:
        note(phrase(IN_BROWSER))
    else:
        note(phrase(NO_BROWSER))
    note(waiting.url)


def _asked(what: str, kind: SecretKind, problem: Problem) -> str:
    text = secret_from_standard_input(phrase(what), kind)
    if not text:
        raise ProblemError(problem)
    return text


def _read_key(path: Path | None) -> str:
    if path is None:
        raise ProblemError(_KEY_NEEDED)
    return key_in_file(path)


_ONE_WAY = make_problem(
    "WAY_NEEDED",
    Category.AUTHENTICATION,
    NOOP("core", "Say in which way to sign in."),
    NOOP(
        "core",
        "Give one of --browser, --jwt, --client-credentials and --access-token-stdin. There is no way with user "
        "name and password: Salesforce is ending it.",
    ),
    scope=Scope.RECORD,
)
_KEY_NEEDED = make_problem(
    "KEY_NEEDED",
    Category.AUTHENTICATION,
    NOOP("core", "A private key is needed to sign in with --jwt."),
    NOOP("core", "Give --key-file and the file that holds the private key, in PEM form."),
    scope=Scope.RECORD,
)
_SECRET_NEEDED = make_problem(
    "SECRET_NEEDED",
    Category.AUTHENTICATION,
    NOOP("core", "The consumer secret of the app is needed to sign in with --client-credentials."),
    NOOP(
        "core",
        "Give --client-secret-stdin and the secret on standard input; it is never taken as an argument, where "
        "other users of the computer could read it.",
    ),
    scope=Scope.RECORD,
)
_TOKEN_NEEDED = make_problem(
    "TOKEN_NEEDED",
    Category.AUTHENTICATION,
    NOOP("core", "An access token is needed to connect."),
    NOOP(
        "core",
        "Give --access-token-stdin and the token on standard input; it is never taken as an argument, "
        "where other users of the computer could read it.",
    ),
    scope=Scope.RECORD,
)
