"""What can go wrong with several orgs, in words an administrator can act on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Counted, Message, Problem, Scope

PUSHES_WAIT = "PUSHES_WAIT"
ACCESS_STAYS = "ACCESS_STAYS"


def no_org_named(text: str) -> Problem:
    """Nothing here has that name, number or ID."""
    return Problem(
        "NO_SUCH_ORG",
        Category.OTHER,
        Message(NOOP("core", "There is no org “{text}” here."), {"text": text}),
        Message(NOOP("core", "unsubscribe-sync orgs lists them, with their numbers and names.")),
        scope=Scope.RECORD,
    )


def several_orgs_named(text: str, numbers: Sequence[str]) -> Problem:
    """A name that several orgs bear."""
    return Problem(
        "SEVERAL_ORGS",
        Category.OTHER,
        Message(NOOP("core", "Several orgs are called “{text}”."), {"text": text}),
        Message(NOOP("core", "Give a number instead: {numbers}."), {"numbers": ", ".join(numbers)}),
        scope=Scope.RECORD,
    )


def current_unknown(path: Path) -> Problem:
    """The file that says which org is the current one is spoilt, or names one that is gone."""
    return Problem(
        "CURRENT_ORG_UNKNOWN",
        Category.OTHER,
        Message(
            NOOP("core", "The file {path} does not say which org is the current one."), {"path": str(path)}
        ),
        Message(
            NOOP(
                "core", "Choose one with unsubscribe-sync orgs use NUMBER; unsubscribe-sync orgs lists them."
            )
        ),
        scope=Scope.RECORD,
    )


def current_stays(name: str) -> Problem:
    """The current org cannot be taken off the list."""
    return Problem(
        "CURRENT_ORG_STAYS",
        Category.OTHER,
        Message(NOOP("core", "{name} is the current org."), {"name": name}),
        Message(NOOP("core", "Switch to another org first, then remove this one.")),
        scope=Scope.RECORD,
    )


def pushes_wait(name: str, waiting: int) -> Problem:
    """An org that is to be removed has unsubscribes that have not reached Salesforce."""
    return Problem(
        PUSHES_WAIT,
        Category.OTHER,
        Counted(
            NOOP("core", "{waiting} push of {name} has not reached Salesforce yet."),
            NOOP("core", "{waiting} pushes of {name} have not reached Salesforce yet."),
            by="waiting",
        ).with_values(waiting=waiting, name=name),
        Message(NOOP("core", "Send them first, or remove the org with --yes; they stay in its folder.")),
        scope=Scope.RECORD,
    )


def access_stays(name: str) -> Problem:
    """An org that is to be removed is signed in to, and the keyring that holds its access cannot be reached."""
    return Problem(
        ACCESS_STAYS,
        Category.OTHER,
        Message(
            NOOP(
                "core", "The access to {name} cannot be revoked and removed: no keyring can be reached here."
            ),
            {"name": name},
        ),
        Message(
            NOOP(
                "core",
                "Remove the org in a session that has its keyring. With --yes it is removed all the same; then revoke "
                "the access in Salesforce Setup, under Connected Apps OAuth Usage.",
            )
        ),
        scope=Scope.RECORD,
    )


def practice_is_no_org() -> Problem:
    """--practice and --org at once."""
    return Problem(
        "PRACTICE_OR_ORG",
        Category.OTHER,
        Message(NOOP("core", "The practice org is not one of the orgs that --org chooses from.")),
        Message(NOOP("core", "Give --practice or --org, not both.")),
        scope=Scope.RECORD,
    )


def no_folder(home: Path, detail: str) -> Problem:
    """The data directory cannot be written to."""
    return Problem(
        "NO_FOLDER_FOR_ORG",
        Category.OTHER,
        Message(NOOP("core", "Nothing can be written to the folder {path}."), {"path": str(home)}),
        Message(NOOP("core", "Check that the disk is not full and that you may write to this folder.")),
        detail=detail,
        scope=Scope.RECORD,
    )
