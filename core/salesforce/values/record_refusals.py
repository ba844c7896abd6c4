"""What Salesforce can have against one record: the part of the catalogue that leaves all other records alone.

A whole call may be refused with these codes, too, where one record or field of it was the reason.
"""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category
from core.salesforce.values.advice import (
    BY_ITSELF,
    CHECK_FIELD,
    EXEMPT_OR_MEND,
    ON_THE_RECORD,
    SHOW_DEVELOPER,
    Words,
)

_ACCESS = Category.ACCESS_VALIDATION
_PASSING = Category.INTERMITTENT
_OTHER = Category.OTHER

OF_RECORDS: dict[str, Words] = {
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY": (
        _ACCESS,
        NOOP("core", "An automation in Salesforce (a trigger or a flow) stopped the change."),
        SHOW_DEVELOPER,
        False,
    ),
    "CANNOT_UPDATE_CONVERTED_LEAD": (
        _OTHER,
        NOOP("core", "The Lead was converted and cannot be changed any more."),
        NOOP("core", "Nothing to do: the opt-out goes to the Contact it became."),
        False,
    ),
    "ENTITY_IS_DELETED": (
        _OTHER,
        NOOP("core", "The record was deleted in Salesforce."),
        NOOP("core", "Nothing to do: the record is let go; a merged one is followed to its survivor."),
        False,
    ),
    "ENTITY_IS_LOCKED": (
        _ACCESS,
        NOOP("core", "The record is locked, usually by an approval that is under way."),
        NOOP("core", "Finish or recall the approval in Salesforce, then retry the push."),
        False,
    ),
    "DUPLICATES_DETECTED": (
        _ACCESS,
        NOOP("core", "A duplicate rule in Salesforce stopped the change."),
        NOOP("core", "Let the duplicate rule allow edits by the connected user, or merge the duplicates."),
        False,
    ),
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": (
        _ACCESS,
        NOOP("core", "A validation rule of your org refused the record."),
        EXEMPT_OR_MEND,
        False,
    ),
    "FIELD_FILTER_VALIDATION_EXCEPTION": (
        _ACCESS,
        NOOP("core", "A lookup filter of your org refused the record."),
        ON_THE_RECORD,
        False,
    ),
    "FIELD_INTEGRITY_EXCEPTION": (
        _ACCESS,
        NOOP("core", "A value that the record already holds is not allowed in Salesforce."),
        ON_THE_RECORD,
        False,
    ),
    "INSUFFICIENT_ACCESS_OR_READONLY": (
        _ACCESS,
        NOOP("core", "The connected user may not change this record."),
        NOOP("core", "Share the record with the connected user or give edit access to the object."),
        False,
    ),
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": (
        _ACCESS,
        NOOP(
            "core",
            "The connected user may not see this record, or lacks rights on one that it refers to.",
        ),
        NOOP(
            "core",
            "Share the record, and those that it refers to, with the connected user, then retry the push.",
        ),
        False,
    ),
    "INVALID_CROSS_REFERENCE_KEY": (
        _OTHER,
        NOOP("core", "Salesforce knows no record with this ID, or the connected user may not see it."),
        NOOP("core", "Check the Salesforce ID of the person, or share the record with the connected user."),
        False,
    ),
    "NOT_FOUND": (
        _OTHER,
        NOOP("core", "Salesforce knows no record with this ID, or the connected user may not see it."),
        NOOP("core", "Check the Salesforce ID of the person, or share the record with the connected user."),
        False,
    ),
    "INVALID_FIELD": (
        _ACCESS,
        NOOP("core", "The opt out field is missing, or hidden from the connected user."),
        CHECK_FIELD,
        False,
    ),
    "INVALID_FIELD_FOR_INSERT_UPDATE": (
        _ACCESS,
        NOOP("core", "The opt out field is read-only for the connected user."),
        CHECK_FIELD,
        False,
    ),
    "INVALID_TYPE": (
        _ACCESS,
        NOOP("core", "The connected user has no access to this kind of record."),
        NOOP(
            "core",
            "Give the connected user read and edit access to Contacts and Leads; the checklist shows what is missing.",
        ),
        False,
    ),
    "MALFORMED_ID": (
        _OTHER,
        NOOP("core", "The Salesforce ID kept for this person is not a valid ID."),
        NOOP("core", "Correct the ID, for instance by importing the person again, then retry."),
        False,
    ),
    "REQUIRED_FIELD_MISSING": (
        _ACCESS,
        NOOP("core", "The record lacks a value that Salesforce now requires."),
        ON_THE_RECORD,
        False,
    ),
    "STRING_TOO_LONG": (
        _ACCESS,
        NOOP("core", "A text that the record already holds is too long for Salesforce."),
        ON_THE_RECORD,
        False,
    ),
    "UNABLE_TO_LOCK_ROW": (
        _PASSING,
        NOOP("core", "Somebody else was changing the record, or one close to it, at the same moment."),
        BY_ITSELF,
        True,
    ),
    "CANNOT_EXECUTE_FLOW_TRIGGER": (
        _ACCESS,
        NOOP("core", "A flow of your org failed on this record."),
        SHOW_DEVELOPER,
        False,
    ),
    "INACTIVE_OWNER_OR_USER": (
        _ACCESS,
        NOOP("core", "The owner of the record is no longer active, and your org refuses changes to it."),
        NOOP("core", "Give the record to an active user in Salesforce, then retry the push."),
        False,
    ),
    "INVALID_EMAIL_ADDRESS": (
        _ACCESS,
        NOOP("core", "An address that the record already holds is not valid in Salesforce."),
        ON_THE_RECORD,
        False,
    ),
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": (
        _ACCESS,
        NOOP("core", "The record holds a choice that its picklist no longer allows."),
        ON_THE_RECORD,
        False,
    ),
    "NUMBER_OUTSIDE_VALID_RANGE": (
        _ACCESS,
        NOOP("core", "A number that the record already holds is outside what Salesforce allows."),
        ON_THE_RECORD,
        False,
    ),
}
