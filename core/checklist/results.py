"""What the checklist found, as values for the window, the command line and the saved page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.messages import Message
from core.store.nouns import OptOutField, Org


class CheckState(StrEnum):
    """How one check ended. COULD_NOT_CHECK says nothing about the org: only that nobody was able to look."""

    DONE = "done"
    TO_DO = "to_do"
    WARNING = "warning"
    COULD_NOT_CHECK = "could_not_check"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    `id` is stable and without the object, such as "email_opt_out_writable"; `object` is "Contact", "Lead",
    "Account", or empty for what concerns the org or this computer; `subject` names the one of several that is
    meant (a layout, a page) and `subject_id` its Salesforce ID. `link` is the full address of the page in the
    admin's own org where it is put right, or empty. `detail` is raw text that may be copied.
    """

    id: str
    object: str
    state: CheckState
    title: Message
    what: Message
    fix: Message | None = None
    link: str = ""
    subject: str = ""
    subject_id: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """All checks of one look, in the order of the guide. `ready` says per radio button whether a sync can work."""

    checked_at: datetime
    org: Org | None
    checks: tuple[Check, ...]
    ready: Mapping[OptOutField, bool]

    def of(self, id: str, object: str = "") -> Check | None:
        """The first check of this id and object; None when it is not among them."""
        return next((check for check in self.checks if (check.id, check.object) == (id, object)), None)
