"""What the checklist says about the checkboxes: the causes, and the very clicks that put each right."""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message

VISIBLE = Message(NOOP("core", "{label} ({name}) is there, and the connected user can see it."))
WRITABLE = Message(NOOP("core", "The connected user may write {label} on {object} records."))
FIRST_VISIBLE = Message(NOOP("core", "{field} cannot be written on {object} records before it can be seen."))
READ_ONLY = Message(NOOP("core", "{label} is read-only on {object} records for the connected user."))
CLEAR_READ_ONLY = Message(
    NOOP(
        "core",
        "Open the field {label} in Salesforce Setup, choose {set_security}, clear {read_only} for the profile of the "
        "connected user, save, then check again.",
    )
)
HIDDEN = Message(
    NOOP(
        "core",
        "{label} ({name}) exists on {object}, but field-level security hides it from the connected user.",
    )
)
HIDDEN_PROBABLY = Message(
    NOOP(
        "core",
        "The connected user cannot see {label} ({name}) on {object}: very likely field-level security hides it.",
    )
)
SHOW = Message(
    NOOP(
        "core",
        "Open the field in Salesforce Setup, choose {set_security}, tick {visible} and clear {read_only} for the "
        "profile of the connected user, save, then check again.",
    )
)
SHOW_PERSON = Message(
    NOOP(
        "core",
        "On person accounts the field of the Contact decides: open it in Salesforce Setup, choose {set_security}, tick "
        "{visible} and clear {read_only} for the profile of the connected user, save, then check again.",
    )
)
SEVERAL = Message(
    NOOP(
        "core", "{count} checkboxes on {object} could be Marketo Sales Opt Out; this program does not guess."
    )
)
CHOOSE = Message(NOOP("core", "Choose the one that Marketo Sales writes; the choice is remembered."))
NOT_INSTALLED = Message(
    NOOP(
        "core", "There is no Marketo Sales Opt Out on {object}: the package that brings it is not installed."
    )
)
INSTALL = Message(
    NOOP(
        "core",
        "Install the Marketo Sales Insight package from AppExchange, for the profile of the connected user too, then "
        "check again; or keep to Email Opt Out.",
    )
)
WRONG_NAME = Message(
    NOOP("core", "No checkbox on {object} is labelled {label}, though the package may be installed.")
)
NAME_IT = Message(
    NOOP(
        "core",
        "If the field was renamed, choose it here or give it its label back in Salesforce Setup; if it is not there, "
        "update the package.",
    )
)
MISSING_SOMEHOW = Message(
    NOOP(
        "core",
        "The connected user cannot see a Marketo Sales Opt Out on {object}. Whether it is hidden or not there could "
        "not be told.",
    )
)
SHOW_OR_INSTALL = Message(
    NOOP(
        "core",
        "As an administrator look for the field in Salesforce Setup: if it is there, choose {set_security}, tick "
        "{visible} and clear {read_only}; if not, install the Marketo Sales Insight package.",
    )
)
PACKAGE = Message(NOOP("core", "{name}, version {version}, is installed."))
BROUGHT = Message(NOOP("core", "Its checkbox {name} is there."))
CHOSEN_GONE = Message(
    NOOP("core", "The checkbox {name}, which was chosen for {object}, cannot be seen any more.")
)
CHOOSE_AGAIN = Message(
    NOOP(
        "core",
        "Choose another one, or make it visible in Salesforce Setup by field-level security; then check again.",
    )
)
