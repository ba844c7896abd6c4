"""What a proxy can do to a call, in words an administrator can act on."""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, Scope, make_problem

PROXY_PASSWORD = "PROXY_WANTS_PASSWORD"
PROXY_REFUSED = "PROXY_REFUSED"
PROXY_NOT_UNDERSTOOD = "PROXY_NOT_UNDERSTOOD"
_BY_ITSELF_FROM = 500


def proxy_unreachable(proxy: str, detail: str) -> Problem:
    """Nobody answers where the proxy should be."""
    return make_problem(
        "PROXY_UNREACHABLE",
        Category.OFFLINE,
        NOOP("core", "The proxy {proxy} cannot be reached."),
        NOOP(
            "core",
            "Check the network, and the proxy under Network on the Salesforce page of the settings; what waits is "
            "sent by itself when it is back.",
        ),
        retry=True,
        detail=detail,
        scope=Scope.CONNECTION,
        proxy=proxy,
    )


def proxy_answered(status: int, proxy: str, detail: str) -> Problem:
    """The proxy did not make the connection, and says why by a status of HTTP."""
    if status == 407:
        return make_problem(
            PROXY_PASSWORD,
            Category.OTHER,
            NOOP("core", "The proxy {proxy} wants a user and a password, or others."),
            NOOP(
                "core",
                "Give the proxy with its user and password under Network on the Salesforce page of the settings, "
                "or with unsubscribe-sync network.",
            ),
            detail=detail,
            scope=Scope.CONNECTION,
            proxy=proxy,
        )
    if status >= _BY_ITSELF_FROM:
        return make_problem(
            "PROXY_CANNOT_REACH_SALESFORCE",
            Category.OFFLINE,
            NOOP("core", "The proxy {proxy} answers, but cannot reach Salesforce (HTTP status {status})."),
            NOOP("core", "It is tried again by itself; if it persists, ask whoever runs the proxy."),
            retry=True,
            detail=detail,
            scope=Scope.CONNECTION,
            proxy=proxy,
            status=str(status),
        )
    return make_problem(
        PROXY_REFUSED,
        Category.OTHER,
        NOOP("core", "The proxy {proxy} lets nobody through to Salesforce (HTTP status {status})."),
        NOOP(
            "core",
            "Ask whoever runs the proxy to allow *.salesforce.com and *.force.com, port 443, or give another one.",
        ),
        detail=detail,
        scope=Scope.CONNECTION,
        proxy=proxy,
        status=str(status),
    )


def proxy_not_understood() -> Problem:
    """The system names a proxy of a kind that this program does not speak to, such as SOCKS."""
    return make_problem(
        PROXY_NOT_UNDERSTOOD,
        Category.OTHER,
        NOOP("core", "The system names a proxy that is not an HTTP proxy."),
        NOOP(
            "core",
            "Give the address of an HTTP proxy, or none, under Network on the Salesforce page of the settings.",
        ),
        scope=Scope.CONNECTION,
    )
