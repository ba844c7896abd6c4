"""What can go wrong with several orgs, in words an administrator can act on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Counted, Problem, Scope, make_problem

PUSHES_WAIT = "PUSHES_WAIT"
ACCESS_STAYS = "ACCESS_STAYS"


def no_org_named(text: str) -> Problem:
    """Nothing here has that name, number or ID."""
    return make_problem(
        "NO_SUCH_ORG",
        Category.OTHER,
        NOOP("core", "There is no org “{text}” here."),
        NOOP("core", "unsubscribe-sync orgs lists them, with their numbers and names."),
        scope=Scope.RECORD,
        text=text,
    )


def several_orgs_named(text: str, numbers: Sequence[str]) -> Problem:
    """A name that several orgs bear."""
    return make_problem(
        "SEVERAL_ORGS",
        Category.OTHER,
        NOOP("core", "Several orgs are called “{text}”."),
        NOOP("core", "Give a number instead: {numbers}."),
        scope=Scope.RECORD,
        text=text,
        numbers=", ".join(numbers),
    )


def current_unknown(path: Path) -> Problem:
    """The file that says which org is the current one is spoilt, or names one that is gone."""
    return make_problem(
        "CURRENT_ORG_UNKNOWN",
        Category.OTHER,
        NOOP("core", "The file {path} does not say which org is the current one."),
        NOOP("core", "Choose one with unsubscribe-sync orgs use NUMBER; unsubscribe-sync orgs lists them."),
        scope=Scope.RECORD,
        path=str(path),
    )


def current_stays(name: str) -> Problem:
    """The current org cannot be taken off the list."""
    return make_problem(
        "CURRENT_ORG_STAYS",
        Category.OTHER,
        NOOP("core", "{name} is the current org."),
        NOOP("core", "Switch to another org first, then remove this one."),
        scope=Scope.RECORD,
        name=name,
    )


def pushes_wait(name: str, waiting: int) -> Problem:
    """An org that is to be removed has unsubscribes that have not reached Salesforce."""
    return make_problem(
        PUSHES_WAIT,
        Category.OTHER,
        Counted(
            NOOP("core", "{waiting} push of {name} has not reached Salesforce yet."),
            NOOP("core", "{waiting} pushes of {name} have not reached Salesforce yet."),
            by="waiting",
        ).with_values(waiting=waiting, name=name),
        NOOP("core", "Send them first, or remove the org with --yes; they stay in its folder."),
        scope=Scope.RECORD,
    )


def access_stays(name: str) -> Problem:
    """An org that is to be removed is signed in to, and the keyring that holds its access cannot be reached."""
    return make_problem(
        ACCESS_STAYS,
        Category.OTHER,
        NOOP("core", "The access to {name} cannot be revoked and removed: no keyring can be reached here."),
        NOOP(
            "core",
            "Remove the org in a session that has its keyring. With --yes it is removed all the same; then revoke "
            "the access in Salesforce Setup, under Connected Apps OAuth Usage.",
        ),
        scope=Scope.RECORD,
        name=name,
    )


def practice_is_no_org() -> Problem:
    """--practice and --org at once."""
    return make_problem(
        "PRACTICE_OR_ORG",
        Category.OTHER,
        NOOP("core", "The practice org is not one of the orgs that --org chooses from."),
        NOOP("core", "Give --practice or --org, not both."),
        scope=Scope.RECORD,
    )


def no_folder(home: Path, detail: str) -> Problem:
    """The data directory cannot be written to."""
    return make_problem(
        "NO_FOLDER_FOR_ORG",
        Category.OTHER,
        NOOP("core", "Nothing can be written to the folder {path}."),
        NOOP("core", "Check that the disk is not full and that you may write to this folder."),
        detail=detail,
        scope=Scope.RECORD,
        path=str(home),
    )
