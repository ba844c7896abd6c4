"""Why an alarm did not arrive, in one sentence, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem, Scope, make_problem

NO_SETTING = "ALARM_NOT_SET_UP"
NOT_UNDERSTOOD = "ALARM_ADDRESS_NOT_UNDERSTOOD"
TIMED_OUT = "ALARM_NOT_SENT_IN_TIME"
SENDER_FAILED = "ALARM_SENDER_FAILED"
SOME_REFUSED = "MAIL_RECEIVERS_REFUSED"

_WORDS: Mapping[str, tuple[str, str]] = {
    "MAIL_NOT_REACHED": (
        NOOP("core", "The mail server {place} cannot be reached."),
        NOOP("core", "Check its name and port, and whether this computer is online."),
    ),
    "MAIL_NOT_TRUSTED": (
        NOOP("core", "The certificate of the mail server {place} is not trusted."),
        NOOP(
            "core",
            "Check the name of the server. Where your company has an authority of its own, name its CA file in the "
            "network settings.",
        ),
    ),
    "MAIL_NO_STARTTLS": (
        NOOP("core", "The mail server {place} does not offer STARTTLS on this port."),
        NOOP("core", "Try TLS with port 465, or ask whoever looks after the server."),
    ),
    "MAIL_NOT_TLS": (
        NOOP("core", "What answers at {place} does not speak TLS, or no mail server is there."),
        NOOP("core", "Try STARTTLS with port 587, or ask whoever looks after the server."),
    ),
    "MAIL_PASSWORD_REFUSED": (
        NOOP("core", "The mail server {place} refused the user or the password."),
        NOOP(
            "core",
            "Enter both anew. Some providers want a password made for programs, an app password, in place of "
            "your own.",
        ),
    ),
    "MAIL_WANTS_SIGN_IN": (
        NOOP("core", "The mail server {place} lets nobody send without signing in."),
        NOOP("core", "Enter a user and a password for it."),
    ),
    "MAIL_NO_SIGN_IN": (
        NOOP("core", "The mail server {place} takes no password on this way."),
        NOOP("core", "Choose STARTTLS or TLS, or leave the user empty."),
    ),
    "MAIL_SENDER_REFUSED": (
        NOOP("core", "The mail server {place} refused the sender's address."),
        NOOP("core", "Enter a sender that belongs to the user of the mail server."),
    ),
    SOME_REFUSED: (
        NOOP("core", "The mail server {place} refused a receiver."),
        NOOP("core", "Check the receivers' addresses; the details have what the server said."),
    ),
    "MAIL_REFUSED": (
        NOOP("core", "The mail server {place} did not take the message."),
        NOOP("core", "The details have what it said; ask whoever looks after the server."),
    ),
    "CHAT_NOT_REACHED": (
        NOOP("core", "The service behind {place} cannot be reached."),
        NOOP("core", "Check the address and whether this computer is online; it is tried again by itself."),
    ),
    "CHAT_NOT_TRUSTED": (
        NOOP("core", "The certificate of the service behind {place} is not trusted."),
        NOOP(
            "core",
            "Check the address. Where your company has an authority of its own, name its CA file in the network "
            "settings.",
        ),
    ),
    "CHAT_REDIRECTED": (
        NOOP("core", "The service behind {place} sends on to another address, which is not followed."),
        NOOP("core", "Enter the address to which it leads, if you trust it."),
    ),
    "CHAT_REFUSED": (
        NOOP("core", "The service behind {place} refused the message (HTTP {status})."),
        NOOP("core", "Make a new address in the service, and enter it in place of this one."),
    ),
    "CHAT_FAILED": (
        NOOP("core", "The service behind {place} did not take the message (HTTP {status})."),
        NOOP("core", "It is tried again by itself. If that goes on, check the address in the service."),
    ),
    "CHAT_TOO_LONG_AN_ANSWER": (
        NOOP("core", "What the service behind {place} answered is far too long."),
        NOOP("core", "Check the address: a service for messages answers in a few words."),
    ),
    NOT_UNDERSTOOD: (
        NOOP("core", "The address {place} is of no service that this program can write to over the web."),
        NOOP(
            "core",
            "Enter the webhook's address as the service shows it (https://…), or one in the form of Apprise, such as "
            "slack://… or ntfy://….",
        ),
    ),
    TIMED_OUT: (
        NOOP("core", "An alarm could not be sent within {seconds} seconds."),
        NOOP("core", "It is tried again by itself; check whether {place} can be reached."),
    ),
    SENDER_FAILED: (
        NOOP("core", "An alarm could not be sent, because the part of the program that sends it failed."),
        NOOP("core", "It is tried again by itself; the log file in the data directory has details."),
    ),
    NO_SETTING: (
        NOOP("core", "This way of alarming is not set up."),
        NOOP("core", "Set it up first, on the page Alarms or with unsubscribe-sync alarms."),
    ),
}

WITH_STATUS = ("CHAT_REFUSED", "CHAT_FAILED")


def why_not(code: str, place: str = "", *, status: int = 0, seconds: int = 0, detail: str = "") -> Problem:
    """The problem with a code; one that is not known is SENDER_FAILED. `place` never holds a secret."""
    code = code if code in _WORDS else SENDER_FAILED
    what, fix = _WORDS[code]
    values = {"place": place, "status": str(status), "seconds": str(seconds)}
    return make_problem(
        code, Category.OTHER, what, fix, scope=Scope.RECORD, retry=True, detail=detail, **values
    )
