"""The command that serves a practice org: its arguments, its one line, and how it ends."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn

from core.practice_org.errors import ApiError
from core.practice_org.org.database import Database
from core.practice_org.org.org import Org
from core.practice_org.org.seed import SeedOptions, count_people, seed_org
from core.practice_org.private_files import make_private_folder
from core.practice_org.rest.query import prepare_cursors
from core.practice_org.scenarios.reading import apply_scenario
from core.practice_org.scenarios.ready_made import SCENARIOS
from core.practice_org.server.certificates import Certificates, certificates_in
from core.practice_org.server.serving import PagesServer, PracticeServer, listen
from core.practice_org.server.web import PracticeApp
from core.practice_org.soql import grammar as soql

DATA_FILE = "practice-org.sqlite"
MOST_PEOPLE = 10_000_000
LONGEST_DELAY_MS = 600_000
CANNOT_SERVE, ANSWER_LOST, INTERRUPTED, READER_GONE = 2, 74, 130, 141
"""Exit codes, the same as those of the program's commands."""


class CannotServeError(Exception):
    """Why there is no practice org, in a sentence."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise CannotServeError(f"{message}; practice-org --help lists the options.")


def _whole(text: str, highest: int, what: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12 and int(text) <= highest):
        raise argparse.ArgumentTypeError(f"“{text}” is no {what} from 0 to {highest:,}")
    return int(text)


def _count(text: str) -> int:
    return _whole(text, MOST_PEOPLE, "number of people")


def _port(text: str) -> int:
    return _whole(text, 65_535, "port")


def _milliseconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= LONGEST_DELAY_MS:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no time in milliseconds from 0 to {LONGEST_DELAY_MS:,}"
        )
    return number


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(
        prog="practice-org",
        description="Serve a small Salesforce org on this machine, for practice and tests.",
        epilog="Ready-made scenarios:\n"
        + "\n".join(f"  {name:26}{about}" for name, (about, _) in SCENARIOS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--people", type=_count, default=2000, metavar="N", help="Contacts and Leads together"
    )
    parser.add_argument(
        "--opted-out", type=_count, metavar="N", help="how many have Email Opt Out (default 5 %%)"
    )
    parser.add_argument("--port", type=_port, metavar="P", help="port on 127.0.0.1 (default: a free one)")
    parser.add_argument(
        "--latency-ms", type=_milliseconds, default=0, metavar="MS", help="delay of each API answer"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="same number, same org")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="keep the org here (default: thrown away)"
    )
    parser.add_argument("--package", choices=("none", "mkto_si"), default="mkto_si")
    parser.add_argument("--package-namespace", default="mkto_si", metavar="NS")
    parser.add_argument(
        "--bulk-delay-ms", type=_milliseconds, default=0, metavar="MS", help="how long bulk jobs wait"
    )
    parser.add_argument(
        "--scenario", metavar="NAME|FILE", help="the state to begin with: ready-made (below), or a JSON file"
    )
    parser.add_argument("--json", action="store_true", help="say in JSON, too, why it cannot serve")
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="end with the process that started it"
    )
    arguments = parser.parse_args(argv)
    if (arguments.opted_out or 0) > arguments.people:
        parser.error("more people opted out than there are")
    return arguments


def _tell(sentence: str) -> None:
    if sys.stderr is None:
        return
    # What it was given may hold anything; a terminal is sent none of what steers it.
    visible = (letter if letter.isprintable() else ascii(letter)[1:-1] for letter in sentence)
    sys.stderr.write("".join(visible) + "\n")


def open_org(directory: Path, options: SeedOptions) -> Org:
    """The org kept in `directory`, made there by `options` when there is none yet."""
    database = Database(directory / DATA_FILE)
    if database.setting("identity") is None:
        seed_org(database, options)
    else:
        _tell(f"{DATA_FILE} is kept as it is; options for new people are ignored.")
    org = Org(database)
    prepare_cursors(org)
    return org


def _seed_options(arguments: argparse.Namespace) -> SeedOptions:
    opted_out = arguments.opted_out
    return SeedOptions(
        people=arguments.people,
        opted_out=arguments.people // 20 if opted_out is None else opted_out,
        seed=arguments.seed,
        package=arguments.package != "none",
        namespace=arguments.package_namespace,
    )


def _ready_line(org: Org, certificates: Certificates, port: int, pages_port: int) -> dict[str, Any]:
    identity = org.identity
    url = f"https://127.0.0.1:{port}"
    people, opted_out = count_people(org.database)
    token = org.database.setting("access_token")
    if org.session_of(token) is None:
        token = org.open_session().token
        org.database.store_setting("access_token", token)
    return {
        "instance_url": url,
        "login_url": url,
        "setup_url": f"http://127.0.0.1:{pages_port}",
        "ca_file": str(certificates.ca),
        "access_token": token,
        "client_id": identity.client_id,
        "client_secret": org.grants.client_secret(),
        "organization_id": identity.organization_id,
        "organization_name": identity.organization_name,
        "user_id": identity.user_id,
        "username": identity.username,
        "people": people,
        "opted_out": opted_out,
        "data_dir": str(org.database.path.parent),
        "pid": os.getpid(),
    }


def _scenario(name: str) -> Any:
    if name in SCENARIOS:
        return {"scenario": name}
    try:
        return json.loads(Path(name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(
            f"there is no such file, and the ready-made scenarios are {', '.join(SCENARIOS)}"
        ) from None
    except ValueError as trouble:
        raise ValueError(f"the file is not JSON: {trouble}") from None


def _listen(wanted: int | None, last: int | None) -> socket.socket:
    if wanted:
        return listen(wanted)
    try:
        return listen(last)
    except OSError:
        return listen(None)


async def _serve(
    servers: Sequence[tuple[PracticeServer | PagesServer, socket.socket]],
    line: dict[str, Any],
    until_stdin_closes: bool,
) -> int:
    """Serve until told to stop; returns the exit code: 0, as for any server that is told so, but 130 for Ctrl+C."""
    loop = asyncio.get_running_loop()
    code = 0

    def stop() -> None:
        for server, _listener in servers:
            server.should_exit = True

    def told(number: int, _frame: object) -> None:
        nonlocal code
        code = INTERRUPTED if number == signal.SIGINT else 0
        stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)
    if until_stdin_closes:

        def watch() -> None:
            # os.read, because a thread blocked in sys.stdin would hinder the interpreter's end.
            while os.read(0, 4096):
                pass
            loop.call_soon_threadsafe(stop)

        threading.Thread(target=watch, name="practice-org-stdin", daemon=True).start()
    for _server, listener in servers:
        listener.listen(2048)
    # Connections queue in the kernel from here on, so the line may go out before uvicorn accepts them.
    _answer(line)
    threading.Thread(target=soql.warm_up, name="practice-org-warm-up", daemon=True).start()
    await asyncio.gather(*(server.serve(sockets=[listener]) for server, listener in servers))
    return code


def _answer(document: dict[str, Any]) -> None:
    """The one line of standard output; raises OSError where it cannot be written."""
    try:
        sys.stdout.write(json.dumps(document) + "\n")
        sys.stdout.flush()
    except OSError:
        # The interpreter would try, and fail, once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _run(arguments: argparse.Namespace) -> int:
    with ExitStack() as stack:
        if arguments.data_dir is None:
            directory = Path(
                stack.enter_context(
                    tempfile.TemporaryDirectory(prefix="practice-org-", ignore_cleanup_errors=True)
                )
            )
        else:
            directory = arguments.data_dir.expanduser().resolve()
        org = _org_in(directory, arguments)
        stack.callback(org.database.close)
        org.change_bulk(delay_ms=arguments.bulk_delay_ms)
        try:
            if arguments.scenario is not None:
                apply_scenario(org, _scenario(arguments.scenario))
        except (OSError, ValueError, ApiError) as trouble:
            raise CannotServeError(f"{arguments.scenario} cannot be used: {trouble}") from None
        certificates = certificates_in(directory)
        try:
            listener = _listen(arguments.port, org.database.setting("port"))
        except OSError as trouble:
            raise CannotServeError(f"Port {arguments.port} cannot be used: {trouble.strerror}") from None
        port: int = listener.getsockname()[1]
        org.database.store_setting("port", port)
        app = PracticeApp(org, arguments.latency_ms / 1000)
        stack.callback(app.close)
        pages = _listen(None, org.database.setting("pages_port"))
        pages_port: int = pages.getsockname()[1]
        org.database.store_setting("pages_port", pages_port)
        line = _ready_line(org, certificates, port, pages_port)
        servers = ((PracticeServer(app, certificates), listener), (PagesServer(app, pages_port), pages))
        try:
            return asyncio.run(_serve(servers, line, arguments.until_stdin_closes))
        except BrokenPipeError:
            return READER_GONE
        except OSError as trouble:
            _tell(
                f"The line that says how to reach the practice org could not be written: {trouble.strerror}"
            )
            return ANSWER_LOST


def _org_in(directory: Path, arguments: argparse.Namespace) -> Org:
    try:
        if arguments.data_dir is not None:
            make_private_folder(directory, ours=(directory / DATA_FILE).exists())
        return open_org(directory, _seed_options(arguments))
    except (OSError, sqlite3.Error) as trouble:
        why = getattr(trouble, "strerror", None) or trouble
        raise CannotServeError(f"The folder {directory} cannot be used: {why}") from None


def serve(given: Sequence[str]) -> int:
    """Serve until told to stop; 2 when it cannot, with the reason on standard error, and in JSON where asked for."""
    if sys.stdout is None:
        _tell("Standard output is closed, so that nobody would learn how to reach the practice org.")
        return ANSWER_LOST
    try:
        arguments = _arguments(given)
        # Loaded by now: from here on what was begun, such as a folder, is cleared away.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        return _run(arguments)
    except CannotServeError as trouble:
        return _end(given, CANNOT_SERVE, "CANNOT_SERVE", str(trouble))
    except KeyboardInterrupt:
        return _end(given, INTERRUPTED, "INTERRUPTED", "Interrupted.")


def _end(given: Sequence[str], code: int, name: str, sentence: str) -> int:
    _tell(sentence)
    if "--json" in given:
        with contextlib.suppress(OSError):
            _answer({"error": {"code": name, "what": sentence, "fix": None}})
    return code
