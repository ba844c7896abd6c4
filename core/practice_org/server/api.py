"""From a call to its answer: version, token, allowance, route, and every refusal turned into its JSON."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from core.practice_org.answers import Answer
from core.practice_org.bulk import api as bulk
from core.practice_org.errors import (
    ApiError,
    no_parameters,
    not_found,
    session_invalid,
    unknown_parameter,
)
from core.practice_org.http import soap
from core.practice_org.http.calls import Call, Route, Routes
from core.practice_org.oauth import endpoints as oauth
from core.practice_org.org import app_access
from core.practice_org.org.setup_state import Permission
from core.practice_org.rest import (
    describe,
    describe_layouts,
    external_ids,
    identity,
    limits,
    query,
    record_collections,
    record_tree,
    replication,
    search,
)
from core.practice_org.rest import (
    retired_apis as old_doors,
)
from core.practice_org.rest import (
    single_records as rest,
)
from core.practice_org.rest.composite import composite_routes
from core.practice_org.scenarios import reading as scenario
from core.practice_org.server import control
from core.practice_org.setup_api import metadata_api, tooling
from core.practice_org.setup_pages import (
    app as setup_pages_app,
)
from core.practice_org.setup_pages import (
    automations as setup_pages_automations,
)
from core.practice_org.setup_pages import (
    front_door,
)
from core.practice_org.setup_pages import (
    layouts as setup_pages_layouts,
)
from core.practice_org.setup_pages import (
    objects as setup_pages_objects,
)
from core.practice_org.setup_pages import (
    pages as setup_pages,
)
from core.practice_org.setup_pages import (
    triggers as setup_pages_triggers,
)
from core.practice_org.setup_pages import (
    users as setup_pages_users,
)
from core.practice_org.setup_pages.guard import refuse_other_sites

log = logging.getLogger(__name__)

_DATA = re.compile(r"/services/data/v(\d+)\.0(/.*)?\Z")


class Api:
    """All resources of the org. `data` are those below a version, `other` those with a path of their own."""

    def __init__(self) -> None:
        self.other = Routes(
            (
                identity.routes,
                oauth.routes,
                front_door.routes,
                metadata_api.routes,
                old_doors.routes,
                control.routes,
                scenario.routes,
                setup_pages_triggers.routes,
                setup_pages_automations.routes,
                setup_pages_objects.routes,
                setup_pages_layouts.routes,
                setup_pages_users.routes,
                setup_pages_app.routes,
                # Last, because it has a page for whatever else is asked for.
                setup_pages.routes,
            )
        )
        self.data = Routes(
            (
                # More particular paths come before those with placeholders.
                describe.routes,
                describe_layouts.routes,
                replication.routes,
                rest.routes,
                external_ids.routes,
                query.routes,
                search.routes,
                limits.routes,
                record_collections.routes,
                record_tree.routes,
                bulk.routes,
                tooling.routes,
                composite_routes(self.serve),
            )
        )

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str], str]:
        """The route of a path, its segments and the API version in it; raises ApiError 404, 405 or 410."""
        match = _DATA.match(path)
        if match is None:
            route, segments = self.other.find(method, path)
            return route, segments, ""
        version = int(match[1])
        if version in identity.RETIRED:
            raise ApiError(
                410, "UNSUPPORTED_API_VERSION",
                f"API version {version}.0 has been retired and is no longer supported",
            )  # fmt: skip
        if not identity.FIRST_VERSION <= version <= identity.LAST_VERSION:
            raise not_found()
        route, segments = self.data.find(method, (match[2] or "").rstrip("/"))
        return route, segments, f"{version}.0"

    @staticmethod
    def counts(path: str) -> bool:
        """Whether a call of this path is an API call of the org's allowance."""
        return _DATA.match(path) is not None

    @staticmethod
    def meets_troubles(path: str) -> bool:
        """Whether a call of this path is one that scenarios let go wrong."""
        return Api.counts(path) or path.startswith(soap.PREFIX)

    @staticmethod
    def is_for_people(path: str) -> bool:
        """Whether a path is one of a page, or of the control surface, which no program that syncs calls."""
        return not path.startswith(("/services/", "/id/"))

    def serve(self, call: Call) -> Answer:
        """The answer to a call whose sender is known, or to a part of one; never raises."""
        try:
            if call.method == "POST" and (method := call.parameters.get("_HttpMethod")):
                # For clients that cannot send PATCH (REST API Developer Guide, Update a Record).
                call = replace(call, method=method.upper())
            route, segments, version = self.find(call.method, call.path)
            if self.is_for_people(call.path) or call.path.startswith(oauth.PAGE):
                refuse_other_sites(call)
            if version:
                self._refuse(call)
                _refuse_parameters(call, route)
            return route.handler(_with_version(call, version), **segments)
        except ApiError as refusal:
            answer = Answer(refusal.body(), status=refusal.status, headers=dict(refusal.headers))
            return soap.in_soap(call.path, answer)
        except Exception:
            # Whatever goes wrong in here must reach the client as Salesforce's own kind of answer.
            log.exception("The practice org failed to serve %s %s", call.method, call.path)
            unknown = ApiError(
                500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. ErrorId: practice-org"
            )
            return soap.in_soap(call.path, Answer(unknown.body(), status=500))

    @staticmethod
    def _refuse(call: Call) -> None:
        if call.session_or_none is None:
            raise session_invalid()
        app_access.refuse_call(call.org.options.app_access)
        if not call.profile.may(Permission.API_ENABLED):
            raise ApiError(403, "API_CURRENTLY_DISABLED", "API is disabled for this User")
        # Asking how much is left stays possible when nothing is.
        if call.org.calls_today > call.org.daily_calls and not call.path.rstrip("/").endswith("/limits"):
            raise ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")


def _refuse_parameters(call: Call, route: Route) -> None:
    for name in call.parameters:
        if name not in route.takes and name != "_HttpMethod":
            raise no_parameters() if route.kind.startswith("/jobs/") else unknown_parameter(name)


def _with_version(call: Call, version: str) -> Call:
    return call if call.version == version else replace(call, version=version)
