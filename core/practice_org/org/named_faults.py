"""The troubles that have a name: what a marked record answers to a save, and what a marked call meets.

Codes and texts as in Salesforce's own lists (REST API Developer Guide, Status Codes and Error Responses;
SOAP API Developer Guide, StatusCode); texts that Salesforce does not document are common wording.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.practice_org.answers import Answer
from core.practice_org.errors import ApiError, RecordError, session_invalid

RECORD_TROUBLES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "locked": (
        "UNABLE_TO_LOCK_ROW",
        "unable to obtain exclusive access to this record or 1 records: {id}",
        (),
    ),
    "validation": (
        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        "Überprüfung: 電話番号がありません – please fill in the phone number first",
        (),
    ),
    "trigger": (
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
        "PersonBeforeUpdate: execution of BeforeUpdate caused by: System.NullPointerException: Attempt to"
        " de-reference a null object Trigger.PersonBeforeUpdate: line 12, column 1",
        (),
    ),
    "approval": (
        "ENTITY_IS_LOCKED",
        "This record is locked. If you need to edit it, contact your admin.",
        (),
    ),
    "no_edit_right": ("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id", ()),
    "read_only_record": ("INSUFFICIENT_ACCESS_OR_READONLY", "entity is read-only", ()),
    "no_right_on_related": (
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
        "insufficient access rights on cross-reference id",
        (),
    ),
    "required_field": ("REQUIRED_FIELD_MISSING", "Required fields are missing: [Phone]", ("Phone",)),
    "too_long": ("STRING_TOO_LONG", "Title: data value too large (max length=128)", ("Title",)),
    "duplicate_rule": ("DUPLICATES_DETECTED", "Use one of these records?", ()),
    "lookup_filter": (
        "FIELD_FILTER_VALIDATION_EXCEPTION",
        "Value does not exist or does not match filter criteria.",
        ("AccountId",),
    ),
    "integrity": ("FIELD_INTEGRITY_EXCEPTION", "Account ID: id value is inconsistent", ("AccountId",)),
    "maintenance": (
        "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE",
        "insert, update and delete are not allowed during maintenance",
        (),
    ),
    "security_policy": ("TXN_SECURITY_NO_ACCESS", "The operation you requested was blocked by a policy", ()),
    "field_hidden": (
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        "Unable to create/update fields: HasOptedOutOfEmail. Please check the security settings of this field"
        " and verify that it is read/write for your profile or permission set.",
        ("HasOptedOutOfEmail",),
    ),
    "unknown": ("UNKNOWN_EXCEPTION", "An unexpected error occurred. ErrorId: 1234567890-12345 (-987654)", ()),
}

_ANSWERS: dict[str, tuple[int, str, str]] = {
    "concurrent_limit": (
        403,
        "REQUEST_LIMIT_EXCEEDED",
        "ConcurrentRequests (Concurrent API Requests) Limit exceeded.",
    ),
    "daily_limit": (403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
    "unavailable": (503, "SERVER_UNAVAILABLE", "The server is temporarily unavailable"),
    "unknown": (
        500,
        "UNKNOWN_EXCEPTION",
        "An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345",
    ),
    "query_timeout": (400, "QUERY_TIMEOUT", "Your query request was running for too long."),
    "api_disabled": (403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner"),
    "api_disabled_for_user": (403, "API_CURRENTLY_DISABLED", "API is disabled for this User"),
    "no_access": (403, "INSUFFICIENT_ACCESS", "You do not have access to this resource"),
}

_MAINTENANCE_PAGE = (
    "<!DOCTYPE html><html><head><title>Down for Maintenance</title></head>"
    "<body><h1>We are down for maintenance.</h1><p>Sorry for the inconvenience. We’ll be back shortly.</p>"
    "</body></html>"
)

DROPS = ("drop_before", "drop_after", "truncate")
"""Troubles of the line itself, rather than of the answer."""

REQUEST_TROUBLES = ("expired_session", "maintenance_page", "stall", *DROPS, *_ANSWERS)


LIMITS: dict[str, str] = {
    "cpu": "Apex CPU time limit exceeded",
    "soql": "Too many SOQL queries: 101",
    "dml": "Too many DML statements: 151",
    "rows": "Too many query rows: 50001",
    "heap": "Apex heap size too large: 12018922",
}
"""What a trigger is stopped with when the records of one save take too much together (Apex Developer Guide)."""


@dataclass(frozen=True, slots=True)
class RecordTrouble:
    """What a marked record answers; `{id}` in the message becomes the record's id.

    With a `status` the record does not answer for itself: it makes the whole call fail with it.
    """

    code: str
    message: str
    fields: tuple[str, ...] = ()
    status: int = 0

    def refusal(self, record_id: str) -> RecordError | ApiError:
        """The refusal of a save of this record."""
        message = self.message.replace("{id}", record_id)
        if self.status:
            return ApiError(self.status, self.code, message)
        return RecordError(self.code, message, self.fields)


@dataclass(frozen=True, slots=True)
class TriggerLimit:
    """A trigger that can do no more than `most` records at once; `limit` is a key of LIMITS."""

    most: int
    limit: str

    def refusal(self) -> RecordError:
        """What every record of a larger save answers."""
        return RecordError(
            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
            f"PersonTrigger: System.LimitException: {LIMITS[self.limit]}",
        )


@dataclass(frozen=True, slots=True)
class RequestTrouble:
    """What a marked call meets: an answer instead of the true one, or a `drop` of the line.

    With `applied` the call is served first, so that what it writes is saved though its answer is lost.
    `seconds` are waited before anything else.
    """

    name: str
    status: int = 0
    code: str = ""
    message: str = ""
    retry_after: int | None = None
    seconds: float = 0.0
    applied: bool = False

    def answer(self) -> Answer | None:
        """The answer given instead of the true one; None when the true one goes out, or the line is cut."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        if self.name == "expired_session":
            refusal = session_invalid()
        elif self.name == "maintenance_page":
            page = _MAINTENANCE_PAGE.encode()
            return Answer(page, status=503, media_type="text/html;charset=UTF-8", headers=headers)
        elif self.name in _ANSWERS:
            status, code, message = _ANSWERS[self.name]
            refusal = ApiError(self.status or status, self.code or code, self.message or message)
        elif self.status:
            refusal = ApiError(self.status, self.code or "UNKNOWN_EXCEPTION", self.message)
        else:
            return None
        return Answer(refusal.body(), status=refusal.status, headers=headers)
