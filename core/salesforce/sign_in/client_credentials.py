"""Client credentials: the app signs in with its own secret and works as the user that its policy names."""

from __future__ import annotations

import threading
from pathlib import Path

from core.messages import ProblemError
from core.salesforce.http.route import Routes, system_route
from core.salesforce.sign_in.token_endpoint import TokenAnswer, ask_for_token
from core.salesforce.values.hosts import GENERIC_HOSTS
from core.salesforce.values.sign_in_problems import my_domain_needed


def sign_in_with_secret(
    host: str,
    client_id: str,
    client_secret: str,
    *,
    ca_file: Path | None,
    stop: threading.Event | None,
    routes: Routes = system_route,
) -> TokenAnswer:
    """An access token; there is never a refresh token. `host` must be the org's own (My Domain).

    Raises ProblemError, CancelledError.
    """
    if host in GENERIC_HOSTS:
        raise ProblemError(my_domain_needed())
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
    return ask_for_token(host, form, ca_file=ca_file, stop=stop, routes=routes)
