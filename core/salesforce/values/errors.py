"""From what Salesforce or the network answers to a Problem in words an administrator can act on."""

from __future__ import annotations

import contextlib
import json
import re
import ssl
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import requests

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, ProblemError, Scope, is_code, make_problem
from core.salesforce.values.advice import BY_ITSELF, SIGN_IN_AGAIN
from core.salesforce.values.answers import SURPRISES, unreadable_answer, unreadable_code
from core.salesforce.values.app_refusals import by_words
from core.salesforce.values.broken_lines import (
    NEVER_CONNECTED,
    NOT_TLS,
    TUNNEL,
    causes_of,
    system_text,
    why_untrusted,
)
from core.salesforce.values.catalogue import APEX_LIMIT, CATALOGUE, NOT_OFFERED, SAME_AS
from core.salesforce.values.named_things import NOT_FILTERABLE, about_what_it_names
from core.salesforce.values.oauth_errors import APP_ERRORS, VARIANTS
from core.salesforce.values.proxy_problems import proxy_answered, proxy_not_understood, proxy_unreachable

DAILY_LIMIT = "REQUEST_LIMIT_EXCEEDED"
CONCURRENT_LIMIT = "CONCURRENT_LIMIT_EXCEEDED"

NO_ANSWER = "NO_ANSWER_IN_TIME"

FIELD_AMBIGUOUS = "FIELD_AMBIGUOUS"
FIELD_DRIFTED = "FIELD_DRIFTED"

CHECKLIST_CODES = frozenset(
    {"INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE", "INVALID_TYPE", NOT_FILTERABLE}
    | {FIELD_AMBIGUOUS, FIELD_DRIFTED}
)
"""Codes of problems whose cause the checklist finds out, so that screens lead there."""

_RECORD = re.compile(r"sobjects/\w+/[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?(?:$|[/?])")
"""The path of one record."""
_LONGEST_WORDS = 1_000
"""Characters of a text that is looked through for words."""
_APEX_LIMIT = re.compile(
    "LimitException|Apex CPU time limit exceeded|Apex heap size too large|Too many retries of batch save|"
    "Too many (SOQL|SOSL|DML|query|callouts|future|queueable|Email|scripts|code) ?",
    re.IGNORECASE,
)
"""Words of what a trigger or flow is stopped with when all the records of one save together take too much."""
_OWN_WORDS = "FIELD_CUSTOM_VALIDATION_EXCEPTION"
"""The text that comes with it is the org's own, whatever it says."""

NO_SUCH_RESOURCE = frozenset({404, 405, 410, 501})
"""HTTP statuses of a server that lacks a resource, or lacks it in this version of the API."""
_PASSING_STATUSES = frozenset({408, 420, 425, 429, 500, 502, 503, 504})
"""Statuses that pass by themselves, for answers without a code of Salesforce's own."""


class CallFailedError(ProblemError):
    """Salesforce refused a whole call. `retry_after` is in seconds, None where the answer did not say."""

    def __init__(self, problem: Problem, status: int, retry_after: float | None) -> None:
        super().__init__(problem)
        self.status = status
        self.retry_after = retry_after


def explain(code: str, detail: str = "", fields: Sequence[str] = ()) -> Problem:
    """What a code of Salesforce means; an unknown code is said to be unknown and shown as it is.

    `detail` is Salesforce's own text, `fields` are those it names apart. The text may name a record or an address: show
    it, never log it.
    """
    if code == DAILY_LIMIT:
        return _limit(detail)
    if not is_code(code):
        return unreadable_code(code, detail, Category.OTHER, Scope.RECORD)
    if code == "INVALID_QUERY_FILTER_OPERATOR" and "invalid id field" in detail[:_LONGEST_WORDS].lower():
        code = "MALFORMED_ID"
    if code != _OWN_WORDS and _APEX_LIMIT.search(detail[:_LONGEST_WORDS]):
        code = APEX_LIMIT
    code = SAME_AS.get(code, code)
    known = CATALOGUE.get(code)
    if known is None and code in APP_ERRORS:
        # What the sign-in says of an app, a call may be answered with too.
        return explain_oauth(code, detail)
    if known is None:
        return make_problem(
            code,
            Category.OTHER,
            NOOP("core", "Salesforce answered {code}."),
            NOOP("core", "Look the code up in the Salesforce help, put the cause right, then retry."),
            detail=detail,
            scope=Scope.RECORD,
            code=code,
        )
    scope, (category, what, fix, retry) = known
    problem = make_problem(code, category, what, fix, retry=retry, detail=detail, scope=scope)
    return about_what_it_names(problem, fields)


def explain_oauth(error: str, description: str = "") -> Problem:
    """What a refusal of a sign-in or of a renewed token means.

    `invalid_grant` stands for many causes, which only the description tells apart; the code of the problem
    names the one that was recognised, as in `invalid_grant (expired)`.
    """
    if not is_code(error):
        return unreadable_code(error, description, Category.AUTHENTICATION, Scope.CONNECTION)
    words = description[:_LONGEST_WORDS].lower()
    for variant, signs, entry in VARIANTS.get(error, ()):
        if not signs or any(sign in words for sign in signs):
            category, what, fix, retry = entry
            code = f"{error} ({variant})" if variant else error
            # What passes by itself is the org's trouble; else it is the way in that is closed.
            scope = Scope.ORG if retry else Scope.CONNECTION
            return make_problem(code, category, what, fix, retry=retry, detail=description, scope=scope)
    if (known := by_words(error, words)) is not None:
        category, what, fix, retry = known
        return make_problem(
            error, category, what, fix, retry=retry, detail=description, scope=Scope.CONNECTION
        )
    return make_problem(
        error,
        Category.AUTHENTICATION,
        NOOP("core", "Salesforce refused the sign-in with {code}."),
        SIGN_IN_AGAIN,
        detail=description,
        scope=Scope.CONNECTION,
        code=error,
    )


def explain_answer(status: int, content: Any, path: str = "") -> Problem:
    """What an answer of HTTP status 300 and more means; `content` is its JSON, or its text, whatever that is.

    `path` is what was asked for, where the caller knows: of records and of parts of its API alike Salesforce says
    NOT_FOUND.
    """
    if isinstance(content, str):
        with contextlib.suppress(*SURPRISES):
            content = json.loads(content)
    first = content[0] if isinstance(content, list) and content else content
    if isinstance(first, dict):
        code = first.get("errorCode") or first.get("statusCode")
        if isinstance(code, str) and code:
            if code == "NOT_FOUND" and path and not _RECORD.search(path):
                return explain(NOT_OFFERED, path.partition("?")[0])
            problem = explain(code, _text(first.get("message")))
            if is_known(code) or problem.code != code or code in APP_ERRORS:
                return problem
            # Nobody knows whether the whole call was the reason or something in it.
            return replace(problem, scope=Scope.CALL)
        if isinstance(first.get("error"), str):
            return explain_oauth(first["error"], _text(first.get("error_description")))
    if status == 401:
        return explain("INVALID_SESSION_ID")
    if status in _PASSING_STATUSES:
        return explain("SERVER_UNAVAILABLE", f"HTTP {status}")
    return unreadable_answer(status)


def explain_record(errors: Any) -> Problem:
    """What the `errors` of one record in a collection mean: the first one decides, all texts are kept."""
    entries = [error for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []
    if not entries:
        return explain("UNKNOWN_EXCEPTION")
    code = entries[0].get("statusCode") or entries[0].get("errorCode") or "UNKNOWN_EXCEPTION"
    texts = [_text(entry.get("message")) for entry in entries]
    fields = entries[0].get("fields")
    named = [one for one in fields if isinstance(one, str)] if isinstance(fields, list) else []
    return explain(str(code), "\n".join(text for text in texts if text), named)


def explain_transport(trouble: Exception, proxy: str = "") -> Problem:
    """What an exception of requests or urllib3 means. Its text is left out: it holds the URL of the call.

    `proxy` is the place of the proxy that the call went through, if it did.
    """
    causes = list(causes_of(trouble))
    kinds = ", ".join(dict.fromkeys(type(cause).__name__ for cause in causes))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return untrusted(why_untrusted(causes) or kinds)
    if any(getattr(cause, "reason", None) in NOT_TLS for cause in causes if isinstance(cause, ssl.SSLError)):
        return no_tls()
    if isinstance(trouble, requests.exceptions.ReadTimeout):
        return timed_out()
    system = next((text for cause in causes if (text := system_text(cause))), "")
    detail = f"{kinds}: {system}" if system else kinds
    names = {type(cause).__name__ for cause in causes}
    if proxy:
        said = TUNNEL.match(system)
        if said:
            return proxy_answered(int(said[1]), proxy, detail)
        if names & NEVER_CONNECTED:
            return proxy_unreachable(proxy, detail)
    if "InvalidSchema" in names:
        return proxy_not_understood()
    if names & NEVER_CONNECTED:
        return offline(detail)
    return connection_lost(detail)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _limit(detail: str) -> Problem:
    # Salesforce gives one code to two limits; only the text tells them apart.
    if "oncurrent" in detail[:_LONGEST_WORDS]:
        return make_problem(
            CONCURRENT_LIMIT,
            Category.INTERMITTENT,
            NOOP("core", "Too many long calls are running in your org at this moment."),
            BY_ITSELF,
            retry=True,
            detail=detail,
            scope=Scope.ORG,
        )
    return make_problem(
        DAILY_LIMIT,
        Category.INTERMITTENT,
        NOOP("core", "Your org has used up its API calls for the last 24 hours."),
        NOOP("core", "Wait until calls are free again, or find out which integration uses so many."),
        detail=detail,
        scope=Scope.ORG,
    )


# --- troubles that are not Salesforce's


def offline(detail: str = "") -> Problem:
    """Salesforce cannot be reached at all."""
    return make_problem(
        "OFFLINE",
        Category.OFFLINE,
        NOOP("core", "Salesforce cannot be reached."),
        NOOP("core", "Check the network; what waits is sent by itself when Salesforce is back."),
        retry=True,
        detail=detail,
        scope=Scope.CONNECTION,
    )


def connection_lost(detail: str = "") -> Problem:
    """A connection that stood broke off before the whole answer was there; what was sent may be saved."""
    return make_problem(
        "CONNECTION_LOST",
        Category.INTERMITTENT,
        NOOP("core", "The connection to Salesforce broke off before the answer was complete."),
        BY_ITSELF,
        retry=True,
        detail=detail,
        scope=Scope.CALL,
    )


def timed_out() -> Problem:
    """The connection stands, and no answer comes; what was sent may be saved."""
    return make_problem(
        NO_ANSWER,
        Category.INTERMITTENT,
        NOOP("core", "Salesforce took too long to answer."),
        BY_ITSELF,
        retry=True,
        scope=Scope.CALL,
    )


def untrusted(detail: str = "") -> Problem:
    """The server's certificate is not trusted."""
    return make_problem(
        "CERTIFICATE_NOT_TRUSTED",
        Category.OTHER,
        NOOP("core", "The server's certificate is not trusted by this computer."),
        NOOP(
            "core",
            "If your company inspects its traffic, give its CA file under Network on the Salesforce page of the "
            "settings (unsubscribe-sync settings ca_file FILE); else stop here.",
        ),
        detail=detail,
        scope=Scope.CONNECTION,
    )


def no_tls() -> Problem:
    """Something answers at the address, but not with TLS."""
    return make_problem(
        "NO_TLS",
        Category.OTHER,
        NOOP("core", "What answers at the org's address does not speak HTTPS."),
        NOOP("core", "Check the address, the port and the proxy, then connect again."),
        scope=Scope.CONNECTION,
    )


def unusable_ca_file(path: str, detail: str) -> Problem:
    """The CA file cannot be read, or holds no certificate."""
    return make_problem(
        "CA_FILE_NOT_USABLE",
        Category.OTHER,
        NOOP("core", "The CA file {path} cannot be used."),
        NOOP(
            "core",
            "Give a file with certificates in PEM form under Network on the Salesforce page of the settings "
            "(unsubscribe-sync settings ca_file FILE).",
        ),
        detail=detail,
        scope=Scope.CONNECTION,
        path=path,
    )


def not_an_instance_url() -> Problem:
    """What was given as the org's address is none; it is not repeated, for people paste tokens by mistake."""
    return make_problem(
        "NOT_AN_INSTANCE_URL",
        Category.OTHER,
        NOOP("core", "What was given is not the address of a Salesforce org."),
        NOOP("core", "Give it like this: https://yourcompany.my.salesforce.com"),
        scope=Scope.CONNECTION,
    )


def address_hidden(object_name: str) -> Problem:
    """The connected user cannot read the e-mail field of an object."""
    return make_problem(
        "EMAIL_FIELD_HIDDEN",
        Category.ACCESS_VALIDATION,
        NOOP("core", "The connected user cannot see the e-mail address on the object {object}."),
        NOOP(
            "core",
            "In Salesforce Setup open the field Email, choose Set Field-Level Security, tick Visible, save, "
            "then try again.",
        ),
        scope=Scope.RECORD,
        object=object_name,
    )


def moved(host: str) -> Problem:
    """The server sends its callers to another host; a token is never taken there by itself."""
    return make_problem(
        "ORG_MOVED",
        Category.OTHER,
        NOOP("core", "The org answers from another address now: {host}."),
        NOOP("core", "If that address is your org's, connect again with it."),
        scope=Scope.CONNECTION,
        host=host,
    )


def leads_elsewhere() -> Problem:
    """An answer names another server as the place to go on at."""
    return make_problem(
        "LEADS_ELSEWHERE",
        Category.OTHER,
        NOOP("core", "An answer of the org leads to another server. Nothing was sent there."),
        NOOP("core", "Check the address of the org and the proxy, then try again."),
        scope=Scope.CALL,
    )


def is_known(code: str) -> bool:
    """Whether a code of Salesforce has an explanation of its own."""
    return code in CATALOGUE or code in SAME_AS or code == DAILY_LIMIT


def codes() -> Sequence[str]:
    """Every code of Salesforce that has an explanation."""
    return (*sorted({*CATALOGUE, *SAME_AS}), DAILY_LIMIT)
