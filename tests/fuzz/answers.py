"""Answers, headers and SOAP that nobody expects: every one of them is understood or becomes one problem.

    python -m tests.fuzz.answers --inputs 100000 --seed 1

Recordings of a practice org are played back beneath the HTTP session, one answer of each conversation changed by
chance, and every verb of this program's that reads is called. Prints one line of JSON with the figures.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

from core.messages import LONGEST_DETAIL, LONGEST_VALUE, Problem, ProblemError, is_code
from core.salesforce.bulk.reading import BulkReader
from core.salesforce.http import transport as transport_module
from core.salesforce.http.adapter import SalesforceAdapter
from core.salesforce.http.retry import Patience
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.http.transport import Transport
from core.salesforce.org import SalesforceOrg
from core.salesforce.people.people_rows import PeopleRows
from core.salesforce.sign_in.token_endpoint import TokenAnswer, ask_for_token
from core.salesforce.values.describe import OrgSchema, Page
from core.store.records import Snapshot
from core.store.types.fields import OptOutField
from tests.fuzz.mutations import Recorded, mutated
from tests.helpers.practice import PracticeOrg

ONCE = Patience(tries=1, first_wait=0)
LONGEST_S = 5.0
"""Seconds of processor time that one conversation may take."""
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
SECRET = "00D000000000001!AQ0AQsecretsecretsecret"

_LONGEST_LIST = 4
_MOMENT_S = 0.001
_NEEDED = frozenset(
    {"Email", "HasOptedOutOfEmail", "IsDeleted", "MasterRecordId", "IsConverted", "IsPersonAccount"}
)

Verb = Callable[[SalesforceOrg, OrgSchema], Any]


def _bulk(org: SalesforceOrg, shape: OrgSchema) -> list[Page]:
    return list(BulkReader(org.client, ONCE).pages(PeopleRows("Contact", shape, named=True), None, 10))


def _ticked(org: SalesforceOrg, shape: OrgSchema) -> Any:
    job = org.bulk.send("Contact", "HasOptedOutOfEmail", _ids(org, 3), lambda _: None)
    answers = list(org.bulk.answers(job))
    org.bulk.drop(job)
    return answers


def _ids(org: SalesforceOrg, count: int) -> list[str]:
    return org.people_of_the_recording[:count]  # type: ignore[attr-defined]


def _sign_in(org: SalesforceOrg, _: OrgSchema) -> TokenAnswer:
    form = {"grant_type": "client_credentials", **org.app_of_the_recording}  # type: ignore[attr-defined]
    return ask_for_token(org.instance_url, form, ca_file=None, stop=None)


VERBS: Mapping[str, Verb] = {
    "look": lambda org, _: org.describe(),
    "read": lambda org, shape: list(org.read_people("Contact", shape)),
    "read what changed": lambda org, shape: list(org.read_people("Lead", shape, SINCE, named=True)),
    "read in bulk": _bulk,
    "look up": lambda org, shape: org.look_up_records("Contact", shape, _ids(org, _LONGEST_LIST)),
    "find": lambda org, shape: org.find_people("Lead", shape, ["a@example.com", "b@example.com"]),
    "tick": lambda org, shape: org.set_opt_outs(
        [(id_, "Contact") for id_ in _ids(org, 3)], OptOutField.SALESFORCE, shape
    ),
    "tick in bulk": _ticked,
    "limits": lambda org, _: org.ask_usage(),
    "packages": lambda org, _: org.setup.packages(),
    "fields": lambda org, _: org.setup.fields("Contact"),
    "layouts": lambda org, _: [
        list(org.setup.layout_bodies([one.id for one in org.setup.layouts("Contact")], lambda *_: None)),
        org.setup.layout_uses("Contact"),
    ],
    "own layouts": lambda org, _: org.setup.own_layouts("Contact"),
    "pages": lambda org, _: org.setup.record_pages(["Contact", "Lead"], lambda *_: None),
    "rules": lambda org, _: [
        org.setup.validation_rules("Contact"),
        org.setup.duplicate_rules("Lead"),
        org.setup.rights("CustomizeApplication"),
        org.setup.converted_leads(),
    ],
    "layouts in SOAP": lambda org, _: [
        org.metadata.layout([one.full_name]) for one in org.metadata.layouts()[:1]
    ],
    "sign in": _sign_in,
}


@dataclass
class Tape:
    """Recordings by verb, and what the verbs need beside them."""

    url: str
    shape: OrgSchema
    people: list[str]
    app: dict[str, str]
    answers: dict[str, list[Recorded]] = field(default_factory=dict)


class _Recorder(SalesforceAdapter):
    """Lets everything through and notes it."""

    tape: list[Recorded] = []

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        answer = super().send(request, *args, **options)
        body = answer.raw.read(decode_content=True)
        headers = {
            name: value
            for name, value in answer.headers.items()
            if name.lower() not in ("content-encoding", "content-length", "transfer-encoding", "connection")
        }
        self.tape.append(Recorded(answer.status_code, headers, body))
        return played(request, self.tape[-1])


class Player(HTTPAdapter):
    """Answers from a list, one after another, without any line; the last one again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Recorded] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        answer = self.waiting.pop(0) if len(self.waiting) > 1 else self.waiting[0]
        return played(request, answer)


def played(request: requests.PreparedRequest, answer: Recorded) -> requests.Response:
    """An answer as the HTTP library would give it."""
    raw = urllib3.HTTPResponse(
        body=io.BytesIO(answer.body),
        headers=answer.headers,
        status=answer.status,
        preload_content=False,
        decode_content=False,
        request_method=request.method,
    )
    return HTTPAdapter().build_response(request, raw)


@contextmanager
def beneath(adapter: Callable[..., HTTPAdapter]) -> Iterator[None]:
    """Put something else beneath every session that is made meanwhile."""
    before = transport_module.SalesforceAdapter
    transport_module.SalesforceAdapter = adapter  # type: ignore[assignment, misc]
    try:
        yield
    finally:
        transport_module.SalesforceAdapter = before  # type: ignore[misc]


@contextmanager
def _without_line() -> Iterator[None]:
    """There is no line here that could be silent, or lead through a proxy, and nothing to wait for between two calls:
    all of it would take longer than the calls."""
    waiting, proxies, pausing = Transport._cancellable, Transport.merge_environment_settings, Transport.wait
    Transport._cancellable = lambda _self, work: work()  # type: ignore[method-assign]
    Transport.merge_environment_settings = lambda *_: {"proxies": {}, "verify": True, "stream": True}  # type: ignore[method-assign]
    Transport.wait = lambda self, _: pausing(self, _MOMENT_S)  # type: ignore[method-assign]
    try:
        yield
    finally:
        Transport.wait = pausing  # type: ignore[method-assign]
        Transport._cancellable = waiting  # type: ignore[method-assign]
        Transport.merge_environment_settings = proxies  # type: ignore[method-assign]


def client(tape: Tape, ca_file: Path | None = None) -> SalesforceOrg:
    """A client that knows what the verbs need."""
    org = SalesforceOrg(tape.url, HandedInToken(SECRET), ca_file=ca_file, patience=ONCE, short_patience=ONCE)
    org.people_of_the_recording = tape.people  # type: ignore[attr-defined]
    org.app_of_the_recording = tape.app  # type: ignore[attr-defined]
    return org


def record(practice: PracticeOrg) -> Tape:
    """One conversation for each verb."""
    ca_file = Path(practice.line["ca_file"])
    with SalesforceOrg(practice.url, HandedInToken(practice.token), ca_file=ca_file) as org:
        shape = org.describe()
        people = [one.id for page in org.read_people("Contact", shape) for one in page.snapshots]
    app = {name: practice.line[name] for name in ("client_id", "client_secret")}
    tape = Tape(practice.url, shape, people, app)
    with beneath(lambda *_: _Recorder(ca_file, transport_module.Lines())):
        for name, verb in VERBS.items():
            _Recorder.tape = []
            with SalesforceOrg(
                practice.url, HandedInToken(practice.token), patience=ONCE, short_patience=ONCE
            ) as org:
                org.people_of_the_recording = people  # type: ignore[attr-defined]
                org.app_of_the_recording = app  # type: ignore[attr-defined]
                verb(org, shape)
            tape.answers[name] = [_shorter(answer) for answer in _Recorder.tape]
    return tape


def _shorter(answer: Recorded) -> Recorded:
    """The same with shorter lists: a description of 60 fields takes its time, and teaches no more than one of 20."""
    try:
        value = json.loads(answer.body)
    except ValueError:
        return answer
    return replace(answer, body=json.dumps(_cut(value)).encode())


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _cut(inner) for name, inner in value.items()}
    if not isinstance(value, list):
        return value
    needed = [one for one in value[_LONGEST_LIST:] if isinstance(one, dict) and one.get("name") in _NEEDED]
    return [_cut(inner) for inner in (*value[:_LONGEST_LIST], *needed)]


@dataclass
class Figures:
    """What came of the inputs; `failures` are those that ended in neither an understanding nor a problem."""

    inputs: int = 0
    understood: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest_s: float = 0.0


def fuzz(tape: Tape, inputs: int, seed: int) -> Figures:
    """Play so many conversations with a changed answer in each."""
    figures = Figures()
    player = Player()
    names = list(VERBS)
    with beneath(lambda *_: player), _without_line():
        for number in range(inputs):
            random = Random(f"{seed}/{number}")
            name = names[number % len(names)]
            answers = list(tape.answers[name])
            at = random.randrange(len(answers))
            answers[at] = mutated(random, answers[at])
            player.waiting = answers
            _one(figures, tape, name, f"{seed}/{number} {name}")
    return figures


def _one(figures: Figures, tape: Tape, name: str, which: str) -> None:
    figures.inputs += 1
    began = time.process_time()
    try:
        with client(tape) as org:
            given = VERBS[name](org, tape.shape)
        figures.understood += 1
        why = _untrue(given)
    except ProblemError as trouble:
        figures.problems[trouble.problem.code] += 1
        why = _unbounded(trouble.problem)
    except Exception as error:  # noqa: BLE001 - what this looks for
        why = f"{type(error).__name__}: {str(error)[:200]}"
    took = time.process_time() - began
    figures.slowest_s = max(figures.slowest_s, took)
    if took > LONGEST_S:
        why = why or f"took {took:.1f} s"
    if why:
        figures.failures.append(f"{which}: {why}")


def _unbounded(problem: Problem) -> str:
    if not is_code(problem.code):
        return "a code that is none"
    if len(problem.detail) > LONGEST_DETAIL + 40 or len(problem.english()) > 3 * LONGEST_VALUE:
        return "a problem without end"
    if "secretsecret" in problem.to_json():
        return "a token in a problem"
    return ""


def _untrue(given: Any) -> str:
    """Whether what was understood has the types that it promises, and can be kept in a database."""
    for text in _texts(given):
        if len(text) > 200_000:
            return "a text without end"
        try:
            text.encode()
        except UnicodeEncodeError:
            return "half of a letter"
    for page in given if isinstance(given, list) else []:
        if isinstance(page, Page):
            if type(page.total) is not int or page.server_time.tzinfo is None:
                return "a page that is none"
            for snapshot in page.snapshots:
                if not _is_record(snapshot):
                    return f"a record that is none: {snapshot!r}"[:300]
    return ""


def _is_record(snapshot: Snapshot) -> bool:
    texts = (snapshot.id, snapshot.name, snapshot.email)
    flags = snapshot.boxes
    return all(type(text) is str for text in texts) and all(flag in (None, True, False) for flag in flags)


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth < 6:
        slots = getattr(value, "__slots__", None)
        inner: Any = ()
        if isinstance(value, Mapping):
            inner = [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple | set | frozenset):
            inner = value
        elif slots is not None and not isinstance(value, Problem):
            inner = [getattr(value, name) for name in slots]
        for one in inner:
            yield from _texts(one, depth + 1)


def main() -> int:
    """Play as many as asked for, and print what came of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with PracticeOrg(people=60, opted_out=6) as practice:
        tape = record(practice)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    figures = fuzz(tape, asked.inputs, asked.seed)
    told = {
        "inputs": figures.inputs,
        "understood": figures.understood,
        "problems": dict(figures.problems.most_common()),
        "failures": figures.failures[:50],
        "slowest_s": round(figures.slowest_s, 2),
        "processor_s": round(time.process_time() - began),
        "peak_mb_more": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024),
    }
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return 1 if figures.failures else 0


if __name__ == "__main__":
    sys.exit(main())
