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
    "Open the checklist: it tells the cause and leads to the field in Salesforce Setup. Most often it is there that "
    "Set Field-Level Security wants Visible ticked and Read-Only cleared; save, then try again.",
)
_ASK_ADMIN_RECORD = NOOP(
    "core", "Open the record in Salesforce, put right what is named there, then retry the push."
)
BY_ITSELF = NOOP("core", "Nothing to do: it is tried again by itself.")
_REPORT = NOOP("core", "Report it to the makers of this program, with the raw text.")
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
    # sign-in and connection
    "INVALID_AUTH_HEADER": (
        _SIGN_IN,
        NOOP("core", "Salesforce did not get an access token it can read."),
        SIGN_IN_AGAIN,
        False,
    ),
    "INVALID_LOGIN": (
        _SIGN_IN,
        NOOP("core", "Salesforce does not accept the user name, the password or the security token."),
        SIGN_IN_AGAIN,
        False,
    ),
    "INSUFFICIENT_ACCESS": (
        _ACCESS,
        NOOP("core", "The connected user may not use this part of the Salesforce API."),
        NOOP("core", "Give the user the permission API Enabled and access to Contacts and Leads."),
        False,
    ),
    "UNSUPPORTED_API_VERSION": (
        _OTHER,
        NOOP("core", "Salesforce no longer speaks this program's version of the API."),
        NOOP("core", "Install a newer version of this program."),
        False,
    ),
    # queries
    "INVALID_QUERY_LOCATOR": (
        _PASSING,
        NOOP("core", "Salesforce has forgotten a long list that was being read."),
        BY_ITSELF,
        True,
    ),
    "MALFORMED_QUERY": (
        _OTHER,
        NOOP("core", "Salesforce does not understand a query of this program."),
        _REPORT,
        False,
    ),
    "QUERY_TOO_COMPLICATED": (
        _OTHER,
        NOOP("core", "A query is too long for your org, often because of many formula fields."),
        _REPORT,
        False,
    ),
    "JSON_PARSER_ERROR": (
        _OTHER,
        NOOP("core", "Salesforce does not understand a request of this program."),
        _REPORT,
        False,
    ),
    "soapenv:Client": (
        _OTHER,
        NOOP("core", "Salesforce does not understand a request of this program."),
        _REPORT,
        False,
    ),
    "REQUEST_RUNNING_TOO_LONG": (
        _PASSING,
        NOOP("core", "Salesforce ended a request that took too long."),
        BY_ITSELF,
        True,
    ),
    # saves
    "ALL_OR_NONE_OPERATION_ROLLED_BACK": (
        _PASSING,
        NOOP("core", "Salesforce undid the change because another record of the same call failed."),
        BY_ITSELF,
        True,
    ),
    "CANNOT_EXECUTE_FLOW_TRIGGER": (
        _ACCESS,
        NOOP("core", "A flow of your org failed on this record."),
        NOOP("core", "Show the raw text to your Salesforce developer, then retry the push."),
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
        _ASK_ADMIN_RECORD,
        False,
    ),
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": (
        _ACCESS,
        NOOP("core", "The record holds a choice that its picklist no longer allows."),
        _ASK_ADMIN_RECORD,
        False,
    ),
    "NUMBER_OUTSIDE_VALID_RANGE": (
        _ACCESS,
        NOOP("core", "A number that the record already holds is outside what Salesforce allows."),
        _ASK_ADMIN_RECORD,
        False,
    ),
    "LIMIT_EXCEEDED": (
        _OTHER,
        NOOP("core", "A limit of your org was exceeded, often by an automation that runs on each save."),
        NOOP("core", "Show the raw text to your Salesforce developer, then retry the push."),
        False,
    ),
    "BULK_JOB_FAILED": (
        _PASSING,
        NOOP("core", "Salesforce gave a Bulk job up."),
        NOOP("core", "Nothing to do: what it left undone is done by the next sync."),
        True,
    ),
    "STORAGE_LIMIT_EXCEEDED": (
        _OTHER,
        NOOP("core", "Your org has no storage left, and Salesforce refuses changes."),
        NOOP("core", "Free storage in Salesforce, then retry the push."),
        False,
    ),
}

SAME_AS: dict[str, str] = {
    "DELETED": "ENTITY_IS_DELETED",
    "API_DISABLED_FOR_USER": "API_CURRENTLY_DISABLED",
    "APEX_ERROR": "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    "CLIENT_NOT_ACCESSIBLE_FOR_USER": "INSUFFICIENT_ACCESS",
    "SERVICE_UNAVAILABLE": "SERVER_UNAVAILABLE",
}
"""Codes that mean the same as another."""
