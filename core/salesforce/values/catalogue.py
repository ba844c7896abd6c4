"""The catalogue of Salesforce's errors: how far each reaches, what is happening, what to do, whether to try again.

Codes and categories follow the lists of Salesforce's REST API Developer Guide and of the Marketo Sales
help page on sync errors; wording is ours.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category, Scope
from core.salesforce.values.advice import BY_ITSELF, REPORT, SHOW_DEVELOPER, SIGN_IN_AGAIN, WITH_FEWER, Words
from core.salesforce.values.app_refusals import CALL_CLOSED_OUT
from core.salesforce.values.record_refusals import OF_RECORDS

_ACCESS = Category.ACCESS_VALIDATION
_SIGN_IN = Category.AUTHENTICATION
_PASSING = Category.INTERMITTENT
_OTHER = Category.OTHER

NOT_OFFERED = "RESOURCE_NOT_FOUND"
"""Ours: NOT_FOUND where no record was asked for."""
APEX_LIMIT = "APEX_LIMIT"
"""Ours: Salesforce gives what exceeds a limit of Apex the code of whatever ran, and tells it by its text alone."""

OF_CALLS: dict[str, Words] = {
    APEX_LIMIT: (
        _PASSING,
        NOOP(
            "core", "The automations of your org used up what Salesforce grants one save of several records."
        ),
        WITH_FEWER,
        True,
    ),
    "EXCEEDED_ID_LIMIT": (
        _PASSING,
        NOOP("core", "A request named more records than Salesforce takes at once."),
        WITH_FEWER,
        True,
    ),
    "QUERY_TIMEOUT": (
        _PASSING,
        NOOP("core", "Salesforce took too long to answer a query."),
        BY_ITSELF,
        True,
    ),
    "TXN_SECURITY_NO_ACCESS": (
        _ACCESS,
        NOOP("core", "A transaction security policy of your org blocked the change."),
        NOOP("core", "Exempt the connected user from the policy, then retry the push."),
        False,
    ),
    "UNKNOWN_EXCEPTION": (
        _PASSING,
        NOOP("core", "Salesforce had an internal error."),
        NOOP(
            "core", "It is tried again; if it persists, give the error number in the raw text to Salesforce."
        ),
        True,
    ),
    "INSUFFICIENT_ACCESS": (
        _ACCESS,
        NOOP("core", "The connected user may not use this part of the Salesforce API."),
        NOOP("core", "Give the user the permission API Enabled and access to Contacts and Leads."),
        False,
    ),
    "INVALID_QUERY_LOCATOR": (
        _PASSING,
        NOOP("core", "Salesforce has forgotten a long list that was being read."),
        BY_ITSELF,
        True,
    ),
    "MALFORMED_QUERY": (
        _OTHER,
        NOOP("core", "Salesforce does not understand a query of this program."),
        REPORT,
        False,
    ),
    "QUERY_TOO_COMPLICATED": (
        _OTHER,
        NOOP("core", "A query is too long for your org, often because of many formula fields."),
        REPORT,
        False,
    ),
    "JSON_PARSER_ERROR": (
        _OTHER,
        NOOP("core", "Salesforce does not understand a request of this program."),
        REPORT,
        False,
    ),
    "soapenv:Client": (
        _OTHER,
        NOOP("core", "Salesforce does not understand a request of this program."),
        REPORT,
        False,
    ),
    "REQUEST_RUNNING_TOO_LONG": (
        _PASSING,
        NOOP("core", "Salesforce ended a request that took too long."),
        BY_ITSELF,
        True,
    ),
    "ALL_OR_NONE_OPERATION_ROLLED_BACK": (
        _PASSING,
        NOOP("core", "Salesforce undid the change because another record of the same call failed."),
        BY_ITSELF,
        True,
    ),
    "LIMIT_EXCEEDED": (
        _OTHER,
        NOOP("core", "A limit of your org was exceeded, often by an automation that runs on each save."),
        SHOW_DEVELOPER,
        False,
    ),
    "BULK_JOB_FAILED": (
        _PASSING,
        NOOP("core", "Salesforce gave a Bulk job up."),
        NOOP("core", "Nothing to do: what it left undone is done by the next sync."),
        True,
    ),
}
"""A call or job as a whole, by what or how much was in it: smaller ones may pass."""

OF_CONNECTION: dict[str, Words] = {
    "CLIENT_NOT_ACCESSIBLE_FOR_USER": CALL_CLOSED_OUT,
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
}
"""The way in."""

OF_ORG: dict[str, Words] = {
    NOT_OFFERED: (
        _OTHER,
        NOOP(
            "core",
            "The org does not offer a part of the API that this program needs, or not in this version.",
        ),
        NOOP("core", "Check the address of the org and the proxy; the raw text names what was asked for."),
        False,
    ),
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
    "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE": (
        _PASSING,
        NOOP("core", "Salesforce allows no changes during its maintenance."),
        BY_ITSELF,
        True,
    ),
    "SERVER_UNAVAILABLE": (
        _PASSING,
        NOOP("core", "Salesforce is busy or under maintenance."),
        BY_ITSELF,
        True,
    ),
    "UNSUPPORTED_API_VERSION": (
        _OTHER,
        NOOP("core", "Salesforce no longer speaks this program's version of the API."),
        NOOP("core", "Install a newer version of this program."),
        False,
    ),
    "STORAGE_LIMIT_EXCEEDED": (
        _OTHER,
        NOOP("core", "Your org has no storage left, and Salesforce refuses changes."),
        NOOP("core", "Free storage in Salesforce, then retry the push."),
        False,
    ),
}
"""Whatever is asked of the org meets the same."""

_BY_SCOPE: Mapping[Scope, Mapping[str, Words]] = {
    Scope.RECORD: OF_RECORDS,
    Scope.CALL: OF_CALLS,
    Scope.CONNECTION: OF_CONNECTION,
    Scope.ORG: OF_ORG,
}
CATALOGUE: dict[str, tuple[Scope, Words]] = {
    code: (scope, words) for scope, of_scope in _BY_SCOPE.items() for code, words in of_scope.items()
}

SAME_AS: dict[str, str] = {
    "DELETED": "ENTITY_IS_DELETED",
    "API_DISABLED_FOR_USER": "API_CURRENTLY_DISABLED",
    "APEX_ERROR": "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    "CLIENT_NOT_ACCESSIBLE": "CLIENT_NOT_ACCESSIBLE_FOR_USER",
    "SERVICE_UNAVAILABLE": "SERVER_UNAVAILABLE",
    "INVALID_ID_FIELD": "MALFORMED_ID",
}
"""Codes that mean the same as another."""
