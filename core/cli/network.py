"""network: the way to Salesforce through a company network."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli.common import AsJson, DataDir, OrgName, engine_for
from core.cli.console import note, print_json, say
from core.cli.given import secret_from_standard_input
from core.cli.language import in_columns, phrase
from core.connection.network import NetworkState, names_no_proxy, same_proxy
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, ProblemError, Scope, make_problem
from core.salesforce.http.route import NONE, SYSTEM
from core.secrets.given_secret import SecretKind
from core.store.trouble import NOT_ALL_KEPT


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("network")(network)


def network(
    context: typer.Context,
    proxy: Annotated[
        str | None, typer.Option("--proxy", help="system, none, or an address: proxy.example.com:8080")
    ] = None,
    proxy_user: Annotated[str | None, typer.Option("--proxy-user", help="The user for that proxy.")] = None,
    proxy_password_stdin: Annotated[
        bool, typer.Option("--proxy-password-stdin", help="Read the password from standard input.")
    ] = False,
    ca_file: Annotated[
        str | None,
        typer.Option("--ca-file", help="A PEM file of your company's authority; empty text: none."),
    ] = None,
    data_dir: DataDir = None,
    org: OrgName = None,
    as_json: AsJson = False,
) -> None:
    """Show or change the proxy and the CA file; the password is kept in the keyring, nowhere else."""
    with engine_for(context, False, data_dir, org, kept=NOT_ALL_KEPT) as engine:
        way = engine.connection.network
        if proxy is not None or proxy_user is not None or proxy_password_stdin or ca_file is not None:
            before = way.state()
            wanted = before.proxy if proxy is None else proxy
            same = same_proxy(wanted, before.proxy)
            user = (before.user if same else "") if proxy_user is None else proxy_user
            if proxy_password_stdin and not user.strip():
                raise ProblemError(_USER_NEEDED)
            if user.strip() and wanted.strip().lower() in (SYSTEM, NONE) and proxy_user is not None:
                # Dropped without a word, every call through that proxy would fail later on.
                raise ProblemError(names_no_proxy())
            password = (
                secret_from_standard_input(phrase(NOOP("cli", "Password of the proxy")), SecretKind.PASSWORD)
                if proxy_password_stdin
                else None
            )
            way.change(wanted, user, password, before.ca_file if ca_file is None else ca_file)
            if before.user and (way.state().proxy, way.state().user) != (before.proxy, before.user):
                dropped = NOOP(
                    "cli", "The user {user} for {proxy}, and the password kept for it, are used no longer."
                )
                note(phrase(dropped, user=before.user, proxy=before.proxy))
        state = way.state()
    if as_json:
        print_json(
            {
                "proxy": state.proxy,
                "proxy_user": state.user,
                "ca_file": state.ca_file,
                "proxy_of_the_system": state.of_the_system,
            }
        )
    else:
        _tell(state)


def _tell(state: NetworkState) -> None:
    named = (
        f"{state.proxy} ({state.of_the_system or phrase(NOOP('cli', 'none'))})"
        if state.proxy == SYSTEM
        else state.proxy
    )
    say(in_columns(phrase(NOOP("cli", "Proxy")), named))
    if state.user:
        kept = phrase(NOOP("cli", "{user}, with the password in the keyring"), user=state.user)
        say(in_columns(phrase(NOOP("cli", "Proxy user")), kept))
    none = phrase(NOOP("cli", "none beside those of the system"))
    say(in_columns(phrase(NOOP("cli", "CA file")), state.ca_file or none))


_USER_NEEDED = make_problem(
    "PROXY_USER_NEEDED",
    Category.OTHER,
    NOOP("core", "A password was given without a user for the proxy."),
    NOOP("core", "Give --proxy-user as well, and --proxy with the address of the proxy."),
    scope=Scope.RECORD,
)
