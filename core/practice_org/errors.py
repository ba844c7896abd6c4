"""Refusals in Salesforce's own words: of a whole call, and of one record inside a call.

A whole call is refused with a JSON list of `{"message", "errorCode", "fields"?}`; a record inside a
collection with `{"statusCode", "message", "fields"}` (REST API Developer Guide, Status Codes and Error
Responses; sObject Collections).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


class ApiError(Exception):
    """The whole call is refused: an HTTP status, a code and a sentence, answered as a JSON list."""

    headers: Mapping[str, str] = {}

    def __init__(self, status: int, code: str, message: str, fields: Sequence[str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields

    def body(self) -> list[dict[str, object]]:
        """The JSON list that Salesforce answers."""
        entry: dict[str, object] = {"message": self.message, "errorCode": self.code}
        if self.fields is not None:
            entry["fields"] = list(self.fields)
        return [entry]


class RecordError(Exception):
    """One record is refused; `status` is the HTTP status when it was the only record of the call."""

    def __init__(self, code: str, message: str, fields: Sequence[str] = (), status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fields = tuple(fields)
        self.status = status

    def in_collection(self) -> dict[str, object]:
        """The entry of an `errors` list in a collections answer."""
        return {"statusCode": self.code, "message": self.message, "fields": list(self.fields)}

    def in_bulk(self) -> str:
        """The text of `sf__Error` in the failed results of a bulk job."""
        return f"{self.code}:{self.message}:{','.join(self.fields)} --"

    def alone(self) -> ApiError:
        """The same refusal as the answer to a call with this one record."""
        return ApiError(self.status, self.code, self.message, self.fields)


def not_found() -> ApiError:
    """No such resource, or a record that never was, or one that this user may not see."""
    return ApiError(404, "NOT_FOUND", "The requested resource does not exist")


def wrong_method(method: str, allowed: Iterable[str]) -> ApiError:
    """The resource exists, but not for this HTTP method; `allowed` are those that it has."""
    listed = ",".join(sorted(allowed))
    refusal = ApiError(405, "METHOD_NOT_ALLOWED", f"HTTP Method '{method}' not allowed. Allowed are {listed}")
    refusal.headers = {"Allow": listed}
    return refusal


def unknown_parameter(name: str) -> ApiError:
    """The address has a query parameter that the resource does not know.

    Public reports quote what Bulk API 2.0 says to that (see `no_parameters`). How other resources word it is not
    documented, nor whether all of them mind; here they do, so that a slip of the pen is not taken for a filter.
    """
    return ApiError(400, "ILLEGAL_QUERY_PARAMETER_VALUE", f"Unknown query parameter: {name}")


def no_parameters() -> ApiError:
    """A resource of Bulk API 2.0 was given a query parameter that it does not know."""
    return ApiError(400, "BULK_API_ERROR", "Cannot specify query parameters on this resource")


def no_query() -> ApiError:
    """A query resource was asked for without a query."""
    return ApiError(400, "MALFORMED_QUERY", "A query string has to be specified")


def too_complicated() -> ApiError:
    """The query has more conditions, fields or levels than the org works through."""
    return ApiError(
        400,
        "QUERY_TOO_COMPLICATED",
        "Query is either selecting too many fields or the filter conditions are too complicated.",
    )


def wrong_media_type(media_type: str) -> ApiError:
    """The body is of a kind that the resource does not read."""
    return ApiError(
        415, "UNSUPPORTED_MEDIA_TYPE", f"MediaType of '{media_type}' is not supported by this resource"
    )


def bad_json(detail: str) -> ApiError:
    """The body cannot be read as the JSON that the resource wants."""
    return ApiError(400, "JSON_PARSER_ERROR", detail)


def session_invalid() -> ApiError:
    """The bearer token is missing, unknown, expired or revoked."""
    return ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid")


def no_such_object(name: str) -> ApiError:
    """A resource path names an object that this org does not have."""
    return ApiError(404, "NOT_FOUND", f"The requested resource does not exist: {name}")


def locator_invalid() -> ApiError:
    """The query locator is unknown, belongs to somebody else, or has expired."""
    return ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator")
