"""What a window can be switched to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """An org of this computer by its number (`core.connection.orgs`), or its practice org: None.

    `page` is the page that is opened there, by its name for `go_to`, with its `argument`; the one that is open
    here when it is empty. `anew`: its data begins anew, as it is a sandbox that was refreshed; for the org of this
    window alone.
    """

    org: str | None
    page: str = ""
    argument: object = None
    anew: bool = False


PRACTICE = Target(None)
