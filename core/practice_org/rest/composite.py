"""Several calls in one: /composite (with references between them) and /composite/batch (without).

Limits: 25 subrequests; at most 5 of a composite may be queries or collections (REST API Developer Guide).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from core.practice_org.answers import Answer
from core.practice_org.errors import ApiError, bad_json, not_found
from core.practice_org.http.calls import Call, Routes

MOST_SUBREQUESTS = 25
MOST_HEAVY = 5

_REFERENCE = re.compile(r"@\{([^{}]+)\}")
_HEAVY = re.compile(r"/services/data/v[\d.]+/(?:tooling/)?(?:query|queryAll|composite/sobjects)\b")
_TOOLING = re.compile(r"/services/data/v[\d.]+/tooling/")
_INSIDE = re.compile(
    r"/services/data/v[\d.]+/(?!composite/?\Z|composite/(?:batch|graph|tree)|jobs/|tooling/composite)"
)
_NAME = re.compile(r"[A-Za-z0-9]\w*", re.ASCII)
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class _RollBack(Exception):
    """Leaves the transaction so that it is undone."""


def composite_routes(serve: Callable[[Call], Answer]) -> Routes:
    """The resources; `serve` answers one subrequest. What is below tooling has a composite of its own."""
    routes = Routes()

    @routes("POST", "/tooling/composite")
    def composite_tooling(call: Call) -> Answer:
        return composite(call)

    @routes("POST", "/composite")
    def composite(call: Call) -> Answer:
        body = call.json_object()
        requests = _requests(body, "compositeRequest")
        _refuse_references(requests)
        if sum(bool(_HEAVY.match(str(entry.get("url", "")))) for entry in requests) > MOST_HEAVY:
            raise ApiError(
                400, "LIMIT_EXCEEDED", "No more than 5 subrequests may be queries or sObject collections"
            )
        return Answer(
            {"compositeResponse": _run_composite(call, serve, requests, body.get("allOrNone") is True)}
        )

    @routes("POST", "/composite/batch")
    def batch(call: Call) -> Answer:
        body = call.json_object()
        requests = _requests(body, "batchRequests")
        halt = body.get("haltOnError") is True
        results: list[dict[str, Any]] = []
        for entry in requests:
            if halt and any(result["statusCode"] >= 400 for result in results):
                results.append({"statusCode": 412, "result": [_halted("BATCH_PROCESSING_HALTED")]})
                continue
            subcall = _subcall(call, entry, str(entry.get("url", "")), entry.get("richInput"))
            answer = _unknown() if _TOOLING.match(subcall.path) else serve(subcall)
            results.append({"statusCode": answer.status, "result": answer.value()})
        return Answer({"hasErrors": any(r["statusCode"] >= 400 for r in results), "results": results})

    return routes


def _requests(body: dict[str, Any], key: str) -> list[dict[str, Any]]:
    requests = body.get(key)
    if not isinstance(requests, list) or not all(isinstance(entry, dict) for entry in requests):
        raise bad_json(f"The request body must hold the list '{key}' at [line:1, column:1]")
    if len(requests) > MOST_SUBREQUESTS:
        raise ApiError(400, "LIMIT_EXCEEDED", "No more than 25 subrequests are allowed in one request")
    return requests


def _refuse_references(requests: list[dict[str, Any]]) -> None:
    """Refuse a call whose parts cannot be told apart by their names."""
    seen: set[str] = set()
    for entry in requests:
        reference = entry.get("referenceId")
        if not isinstance(reference, str) or not _NAME.fullmatch(reference):
            raise ApiError(
                400,
                "INVALID_INPUT",
                "Provide a referenceId of letters, digits and underscores that begins with a letter or digit for"
                " every subrequest",
            )
        if reference.lower() in seen:
            raise ApiError(
                400, "INVALID_INPUT", f"Duplicate referenceId provided in the request: {reference}"
            )
        seen.add(reference.lower())


def _unknown() -> Answer:
    refusal = not_found()
    return Answer(refusal.body(), status=refusal.status)


def _halted(code: str) -> dict[str, str]:
    return {
        "errorCode": code,
        "message": "The transaction was rolled back since another operation in the same transaction failed.",
    }


def _subcall(call: Call, entry: dict[str, Any], url: str, content: Any) -> Call:
    try:
        parts = urlsplit(url if url.startswith("/") else f"/services/data/{url}")
    except ValueError:
        raise not_found() from None
    given = entry.get("httpHeaders") or {}
    if not isinstance(given, dict):
        raise bad_json("httpHeaders must be a JSON object at [line:1, column:1]")
    headers = {str(key).lower(): str(value) for key, value in given.items()}
    return replace(
        call,
        method=str(entry.get("method", "GET")).upper(),
        path=unquote(parts.path),
        parameters=dict(parse_qsl(parts.query, keep_blank_values=True)),
        headers=headers,
        body=b"" if content is None else json.dumps(content).encode(),
    )


def _run_composite(
    call: Call, serve: Callable[[Call], Answer], requests: list[dict[str, Any]], all_or_none: bool
) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []
    try:
        if not all_or_none:
            _each(call, serve, requests, answers, halt=False)
        else:
            with call.org.database.writing():
                _each(call, serve, requests, answers, halt=True)
    except _RollBack:
        if _TOOLING.match(call.path):
            call.org.forget_unsaved_setup()
        failed = len(answers) - 1
        answers += [{"referenceId": entry.get("referenceId")} for entry in requests[len(answers) :]]
        for index, answer in enumerate(answers):
            if index != failed:
                answer |= {"body": [_halted("PROCESSING_HALTED")], "httpHeaders": {}, "httpStatusCode": 400}
    return answers


def _each(
    call: Call,
    serve: Callable[[Call], Answer],
    requests: list[dict[str, Any]],
    answers: list[dict[str, Any]],
    *,
    halt: bool,
) -> None:
    results: dict[str, Any] = {}
    for entry in requests:
        reference = str(entry.get("referenceId", ""))
        try:
            url = _filled_in(str(entry.get("url", "")), results)
            if not _INSIDE.match(url):
                # Sign-in, Bulk jobs and composites themselves cannot be parts of one.
                raise not_found()
            if bool(_TOOLING.match(url)) is not bool(_TOOLING.match(call.path)):
                raise not_found()
            answer = serve(_subcall(call, entry, url, _filled_in(entry.get("body"), results)))
        except ApiError as refusal:
            answer = Answer(refusal.body(), status=refusal.status)
        content = answer.value()
        if answer.status < 400:
            results[reference] = content
        answers.append(
            {
                "body": content,
                "httpHeaders": {k: v for k, v in answer.headers.items() if k == "Location"},
                "httpStatusCode": answer.status,
                "referenceId": reference,
            }
        )
        if halt and answer.status >= 400:
            raise _RollBack


def _filled_in(content: Any, results: dict[str, Any]) -> Any:
    if isinstance(content, str):
        whole = _REFERENCE.fullmatch(content)
        if whole:
            return _looked_up(whole[1], results)
        return _REFERENCE.sub(lambda match: str(_looked_up(match[1], results)), content)
    if isinstance(content, list):
        return [_filled_in(item, results) for item in content]
    if isinstance(content, dict):
        return {key: _filled_in(value, results) for key, value in content.items()}
    return content


def _looked_up(path: str, results: dict[str, Any]) -> Any:
    reference, _, rest = path.partition(".")
    place: Any = results.get(reference)
    try:
        for name, index in _STEP.findall(rest):
            place = place[int(index)] if index else place[name]
    except (KeyError, IndexError, TypeError):
        place = None
    if place is None:
        raise ApiError(400, "PROCESSING_HALTED", f"Invalid reference specified. No value for {path} found")
    return place
