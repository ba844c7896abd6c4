"""What is asked where a list leaves open whom it unsubscribes."""

from __future__ import annotations

from core.files.problems import problem
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Problem

UNCLEAR = "LIST_UNCLEAR"


def says_nothing(name: str) -> Problem:
    """Addresses and other things, but nothing about opting out."""
    return _unclear(
        NOOP("core", "“{name}” does not say whether the people in it have unsubscribed."), name=name
    )


def some_without_a_date(name: str) -> Problem:
    """Dates of opting out in some rows only."""
    return _unclear(
        NOOP(
            "core",
            "Rows of “{name}” have no date of opting out: whether those people have unsubscribed too is not said.",
        ),
        name=name,
    )


def other_than_its_name(name: str, column: str) -> Problem:
    """A list of unsubscribes by its name, of subscribed people by a column."""
    return _unclear(
        NOOP(
            "core",
            "The name of “{name}” speaks of people who have unsubscribed, but its column “{column}” says that of "
            "nobody.",
        ),
        name=name,
        column=column[:60],
    )


def perhaps_never_signed_up(name: str, column: str) -> Problem:
    """A no to something that is not surely all mail."""
    return _unclear(
        NOOP(
            "core",
            "A no in the column “{column}” of “{name}” can mean that somebody opted out, or never signed up.",
        ),
        name=name,
        column=column[:60],
    )


def only_subscribed(name: str, column: str) -> Problem:
    """Who is subscribed is said, and of the others nothing."""
    return _unclear(
        NOOP(
            "core",
            "The column “{column}” of “{name}” says who is subscribed, and nothing of the others: whether they have "
            "unsubscribed is not said.",
        ),
        name=name,
        column=column[:60],
    )


def word_of_two_meanings(name: str, column: str, word: str) -> Problem:
    """A status that is one of opting out in some tools, and something else in others."""
    return _unclear(
        NOOP("core", "“{word}” in the column “{column}” of “{name}” can mean opted out, or something else."),
        name=name,
        column=column[:60],
        word=word[:40],
    )


def unknown_words(name: str, column: str, word: str) -> Problem:
    """A column about opting out with words that this program does not know."""
    return _unclear(
        NOOP(
            "core",
            "The column “{column}” of “{name}” speaks of opting out, but what “{word}” means there is not known.",
        ),
        name=name,
        column=column[:60],
        word=word[:40],
    )


def _unclear(what: str, **values: str) -> Problem:
    return problem(
        UNCLEAR,
        what,
        NOOP(
            "core",
            "Say who is unsubscribed: in the window beside “Who is unsubscribed”, on the command line with --treat-as "
            "unsubscribes (everybody in it), --treat-as people (nobody) or --treat-as column (as its columns say).",
        ),
        **values,
    )
