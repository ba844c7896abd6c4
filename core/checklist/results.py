"""What the checklist found, as values for the window, the command line and the saved page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypedDict, Unpack, assert_never

from core.checklist.org_words import OrgWords
from core.messages import Message, Problem
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org


class CheckState(StrEnum):
    """How one check ended. COULD_NOT_CHECK: the org could not be asked, so that nothing is known."""

    DONE = "done"
    TO_DO = "to_do"
    WARNING = "warning"
    COULD_NOT_CHECK = "could_not_check"
    NOT_NEEDED = "not_needed"


class CheckGroup(StrEnum):
    """The parts of the checklist, in the order of the guide."""

    ACCESS = "access"
    EMAIL_OPT_OUT = "email_opt_out"
    MARKETO_SALES = "marketo_sales"
    LAYOUTS = "layouts"
    LIGHTNING_PAGES = "lightning_pages"
    SAVES = "saves"
    OWNERS = "owners"
    PEOPLE = "people"
    COMPUTER = "computer"


class Cause(StrEnum):
    """Why a check is not done; the state alone does not show it."""

    NOT_INSTALLED = "not_installed"
    HIDDEN = "hidden"
    WRONG_NAME = "wrong_name"
    SEVERAL = "several"
    READ_ONLY = "read_only"
    MISSING = "missing"
    MANAGED = "managed"
    NO_PERMISSION = "no_permission"
    NOT_APPROVED = "not_approved"
    NO_LICENCE = "no_licence"
    LEFT_OUT = "left_out"
    REFUSED = "refused"
    NOTHING_TO_TRY = "nothing_to_try"


_NOT_FOUND_OUT = Message("")


class More(TypedDict, total=False):
    """What a check can hold beside its state and its sentences; see `Check`."""

    title: Message
    link: str
    subject: str
    subject_id: str
    detail: str
    cause: Cause | None
    permission: str
    choices: tuple[tuple[str, str], ...]
    choice: str


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked.

    `id` is stable and without the object, such as "email_opt_out_writable"; `object` is "Contact", "Lead",
    "Account", or empty for what concerns the org or this computer; `subject` names the one of several that is
    meant (a layout, a page) and `subject_id` its Salesforce ID; `field` is the checkbox it is about, where it is
    about one. `link` is the full address of the page in the admin's own org where it is put right, or empty.
    `permission` is the one that was lacking, as Salesforce calls it. `choices` are the checkboxes (API name,
    label) among which the admin picks, `choice` the one that counts until then. `detail` is raw text that may be
    copied. `refused` are the records that a dry write did not get saved, so that the next one tries others.
    """

    id: str
    object: str
    title: Message
    what: Message = _NOT_FOUND_OUT
    fix: Message | None = None
    state: CheckState = CheckState.DONE
    link: str = ""
    subject: str = ""
    subject_id: str = ""
    detail: str = ""
    field: OptOutField | None = None
    cause: Cause | None = None
    permission: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    choice: str = ""
    refused: tuple[str, ...] = ()

    @property
    def group(self) -> CheckGroup:
        """The part of the checklist that it belongs to."""
        return GROUP_OF[self.id]

    def to_do(self, what: Message, fix: Message | None = None, **more: Unpack[More]) -> Check:
        """It is not in order: what was found, and what to do."""
        return replace(self, state=CheckState.TO_DO, what=what, fix=fix, **more)

    def warned(self, what: Message, fix: Message | None = None, **more: Unpack[More]) -> Check:
        """It works, and something about it should be better."""
        return replace(self, state=CheckState.WARNING, what=what, fix=fix, **more)

    def not_needed(self, what: Message, fix: Message | None = None, **more: Unpack[More]) -> Check:
        """It does not matter here."""
        return replace(self, state=CheckState.NOT_NEEDED, what=what, fix=fix, **more)

    def not_known(self, what: Message, fix: Message | None = None, **more: Unpack[More]) -> Check:
        """It could not be found out."""
        return replace(self, state=CheckState.COULD_NOT_CHECK, what=what, fix=fix, **more)


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """When checking the whole list was tried last, and why it failed."""

    at: datetime
    problem: Problem


@dataclass(frozen=True, slots=True)
class Checklist:
    """All checks that were made at one time, in the order of the guide.

    `ready` says per opt-out field whether a sync can work. `problem` is why the org could not be asked, where it could
    not. `failed_since` is the newest attempt, where it failed as a whole: what is here was found before it, at
    `checked_at`, and nothing of it was checked again. `words` are the org's own labels.
    """

    checked_at: datetime
    org: Org | None
    checks: tuple[Check, ...]
    ready: Mapping[OptOutField, bool]
    problem: Problem | None = None
    failed_since: FailedCheck | None = None
    words: OrgWords = field(default_factory=OrgWords)

    def of(self, id: str, object: str = "") -> Check | None:
        """The first check of this id and object; None when it is not among them."""
        return next((check for check in self.checks if (check.id, check.object) == (id, object)), None)

    def count(self, state: CheckState) -> int:
        """How many checks ended so."""
        return sum(check.state is state for check in self.checks)


def group_of_field(field: OptOutField) -> CheckGroup:
    """The part of the checklist that is about a checkbox."""
    match field:
        case OptOutField.SALESFORCE:
            return CheckGroup.EMAIL_OPT_OUT
        case OptOutField.MARKETO_SALES:
            return CheckGroup.MARKETO_SALES
    assert_never(field)


GROUP_OF: Mapping[str, CheckGroup] = {
    "signed_in": CheckGroup.ACCESS,
    "app_approved": CheckGroup.ACCESS,
    "api_enabled": CheckGroup.ACCESS,
    "calls_left": CheckGroup.ACCESS,
    "object_editable": CheckGroup.ACCESS,
    "records_seen": CheckGroup.ACCESS,
    **{
        f"{one.column}_{what}": group_of_field(one) for one in OptOutField for what in ("visible", "writable")
    },
    "package_installed": CheckGroup.MARKETO_SALES,
    "on_layout": CheckGroup.LAYOUTS,
    "own_view": CheckGroup.LAYOUTS,
    "lightning_page": CheckGroup.LIGHTNING_PAGES,
    "converted_leads": CheckGroup.SAVES,
    "dry_write": CheckGroup.SAVES,
    "validation_rules": CheckGroup.SAVES,
    "duplicate_rules": CheckGroup.SAVES,
    "ticks_stay": CheckGroup.SAVES,
    "other_owner": CheckGroup.OWNERS,
    "automations": CheckGroup.SAVES,
    "people_here": CheckGroup.PEOPLE,
    "people_matched": CheckGroup.PEOPLE,
    "nightly_sync": CheckGroup.COMPUTER,
    "night_run": CheckGroup.COMPUTER,
    "keyring": CheckGroup.COMPUTER,
    "clock": CheckGroup.COMPUTER,
}
"""Every check there is, in the order of the guide."""
