"""The catalogue of Salesforce's errors: what is happening, what to do, and whether trying again can help.

Codes and categories follow the lists of Salesforce's REST API Developer Guide and of the Marketo Sales
help page on sync errors; wording is ours.
"""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category

_ACCESS = Category.ACCESS_VALIDATION
_SIGN_IN = Category.AUTHENTICATION
_PASSING = Category.INTERMITTENT
_OTHER = Category.OTHER

_CHECK_FIELD = NOOP(
    "core",
    "Give the connected user edit access to the field: in Salesforce Setup open the field, choose Set Field-Level "
    "Security, tick Visible and clear Read-Only, save, then try again.",
)
_ASK_ADMIN_RECORD = NOOP(
    "core", "Open the record in Salesforce, put right what is named there, then retry the push."
)
BY_ITSELF = NOOP("core", "Nothing to do: it is tried again by itself.")
SIGN_IN_AGAIN = NOOP("core", "Connect to Salesforce again on the Salesforce page of the settings.")

# category, what is happening, what to do, whether trying again can help
Entry = tuple[Category, str, str, bool]

CATALOGUE: dict[str, Entry] = {
    "API_CURRENTLY_DISABLED": (
        _ACCESS,
        NOOP("core", "The connected user may not use the Salesforce API."),
        NOOP("core", "Give the user the permission API Enabled in a profile or permission set."),
        False,
    ),
    "API_DISABLED_FOR_ORG": (
        _ACCESS,
        NOOP("core", "This Salesforce edition or user has no access to the API."),
        NOOP("core", "Ask Salesforce to turn the API on, or give the user the permission API Enabled."),
        False,
    ),
    "AUTHENTICATION_FAILURE": (
        _SIGN_IN,
        NOOP("core", "Salesforce refused the sign-in."),
        SIGN_IN_AGAIN,
        False,
    ),
    "INVALID_SESSION_ID": (
        _SIGN_IN,
        NOOP("core", "The Salesforce session has expired or was ended."),
        SIGN_IN_AGAIN,
        False,
    ),
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY": (
        _ACCESS,
        NOOP("core", "An automation in Salesforce (a trigger or a flow) stopped the change."),
        NOOP("core", "Show the raw text to your Salesforce developer, then retry the push."),
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
        _ASK_ADMIN_RECORD,
        False,
    ),
    "FIELD_FILTER_VALIDATION_EXCEPTION": (
        _ACCESS,
        NOOP("core", "A lookup filter of your org refused the record."),
        _ASK_ADMIN_RECORD,
        False,
    ),
    "FIELD_INTEGRITY_EXCEPTION": (
        _ACCESS,
        NOOP("core", "A value that the record already holds is not allowed in Salesforce."),
        _ASK_ADMIN_RECORD,
        False,
    ),
    "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE": (
        _PASSING,
        NOOP("core", "Salesforce allows no changes during its maintenance."),
        BY_ITSELF,
        True,
    ),
    "INSUFFICIENT_ACCESS_OR_READONLY": (
        _ACCESS,
        NOOP("core", "The connected user may not change this record."),
        NOOP("core", "Share the record with the connected user or give edit access to the object."),
        False,
    ),
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": (
        _ACCESS,
        NOOP("core", "The connected user lacks rights on a record that this one refers to."),
        NOOP("core", "Give the connected user access to the related record, then retry the push."),
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
        _CHECK_FIELD,
        False,
    ),
    "INVALID_FIELD_FOR_INSERT_UPDATE": (
        _ACCESS,
        NOOP("core", "The opt out field is read-only for the connected user."),
        _CHECK_FIELD,
        False,
    ),
    "INVALID_TYPE": (
        _ACCESS,
        NOOP("core", "The connected user has no access to this kind of record."),
        NOOP("core", "Give the connected user read and edit access to Contacts and Leads."),
        False,
    ),
    "MALFORMED_ID": (
        _OTHER,
        NOOP("core", "The Salesforce ID kept for this person is not a valid ID."),
        NOOP("core", "Correct the ID, for instance by importing the person again, then retry."),
        False,
    ),
    "QUERY_TIMEOUT": (
        _PASSING,
        NOOP("core", "Salesforce took too long to answer a query."),
        BY_ITSELF,
        True,
    ),
    "REQUIRED_FIELD_MISSING": (
        _ACCESS,
        NOOP("core", "The record lacks a value that Salesforce now requires."),
        _ASK_ADMIN_RECORD,
        False,
    ),
    "SERVER_UNAVAILABLE": (
        _PASSING,
        NOOP("core", "Salesforce is busy or under maintenance."),
        BY_ITSELF,
        True,
    ),
    "STRING_TOO_LONG": (
        _ACCESS,
        NOOP("core", "A text that the record already holds is too long for Salesforce."),
        _ASK_ADMIN_RECORD,
        False,
    ),
    "TXN_SECURITY_NO_ACCESS": (
        _ACCESS,
        NOOP("core", "A transaction security policy of your org blocked the change."),
        NOOP("core", "Exempt the connected user from the policy, then retry the push."),
        False,
    ),
    "UNABLE_TO_LOCK_ROW": (
        _PASSING,
        NOOP("core", "Somebody else was changing the record, or one close to it, at the same moment."),
        BY_ITSELF,
        True,
    ),
    "UNKNOWN_EXCEPTION": (
        _PASSING,
        NOOP("core", "Salesforce had an internal error."),
        NOOP(
            "core", "It is tried again; if it persists, give the error number in the raw text to Salesforce."
        ),
        True,
    ),
}

SAME_AS: dict[str, str] = {"DELETED": "ENTITY_IS_DELETED"}
"""Codes that mean the same as another."""

Variant = tuple[str, tuple[str, ...], Entry]

OAUTH: dict[str, tuple[Variant, ...]] = {}
