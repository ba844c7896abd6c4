"""The org does not let the app in by which this program signs in: four ways of saying so, and the page that ends it.

That is no lack of the user's rights, and signing in once more does not help: an administrator approves the app in
Setup. Codes and texts are those that help pages and issue threads quote; new ones are known by a few words.
"""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Problem
from core.salesforce.values.advice import Words

USER_NOT_APPROVED: Words = (
    Category.AUTHENTICATION,
    NOOP(
        "core",
        "The user is not allowed to use this app in your org: it lets only approved users use the app.",
    ),
    NOOP(
        "core",
        "In Salesforce Setup open the External Client App Manager (for a connected app: Manage Connected Apps), open "
        "the app, choose Policies, then Edit, and select a profile or permission set of the user, or let all users "
        "self-authorize; save, then connect again.",
    ),
    False,
)
BLOCKED: Words = (
    Category.AUTHENTICATION,
    NOOP(
        "core",
        "Your org has blocked the app of this program, or lets only listed apps use the API (API Access Control).",
    ),
    NOOP(
        "core",
        "In Salesforce Setup open Connected Apps OAuth Usage and choose Unblock, or Install, beside the app; under "
        "API Access Control see that it is listed. Then connect again.",
    ),
    False,
)
NOT_INSTALLED: Words = (
    Category.AUTHENTICATION,
    NOOP(
        "core",
        "The app of this program is not installed in your org, and the user may not use apps that are not.",
    ),
    NOOP(
        "core",
        "In Salesforce Setup open Connected Apps OAuth Usage and choose Install beside the app; or make an External "
        "Client App in this org and give its consumer key here. Then connect again.",
    ),
    False,
)
NOT_IN_ORG: Words = (
    Category.AUTHENTICATION,
    NOOP("core", "The app does not exist in the org in which you signed in."),
    NOOP(
        "core",
        "Sign in as a user of the org in which the app was created, or have an administrator install it in this one; "
        "on a shared computer sign out of the other org first.",
    ),
    False,
)
CALL_CLOSED_OUT: Words = (
    Category.ACCESS_VALIDATION,
    NOOP(
        "core",
        "Your org does not let the app of this program use the API for the connected user: the app is blocked, or not "
        "approved for that user.",
    ),
    NOOP(
        "core",
        "In Salesforce Setup open Connected Apps OAuth Usage and unblock or install the app there, and in the External "
        "Client App Manager let a profile or permission set of the user use it (Policies, Edit). What waits then goes "
        "by itself.",
    ),
    False,
)

_BY_WORDS: tuple[tuple[tuple[str, ...], Words], ...] = (
    (("must be installed", "not installed", "uninstalled"), NOT_INSTALLED),
    (("admin approved", "not approved", "hasn't approved", "pre-authorized"), USER_NOT_APPROVED),
    (("blocked",), BLOCKED),
)
_SENTENCES = frozenset(
    words[1] for words in (USER_NOT_APPROVED, BLOCKED, NOT_INSTALLED, NOT_IN_ORG, CALL_CLOSED_OUT)
)
_ON_THE_USAGE_PAGE = frozenset(words[1] for words in (BLOCKED, NOT_INSTALLED, CALL_CLOSED_OUT))


def by_words(error: str, description: str) -> Words | None:
    """What a refusal with a code that nobody knows says of the app; None where it says nothing of it."""
    text = f"{error.replace('_', ' ')} {description}".lower()
    if " app" not in f" {text}" and "client" not in text:
        return None
    return next((words for signs, words in _BY_WORDS if any(sign in text for sign in signs)), None)


def is_about_app(problem: Problem) -> bool:
    """Whether a problem is one of these: an administrator has to let the app in."""
    return problem.what.template in _SENTENCES


def ends_on_usage_page(problem: Problem) -> bool:
    """Whether the page Connected Apps OAuth Usage ends it, rather than that of the app itself."""
    return problem.what.template in _ON_THE_USAGE_PAGE
