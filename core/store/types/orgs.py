"""The org that the data belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Org:
    """The Salesforce org that this database belongs to."""

    id: str
    name: str
    instance_url: str
    is_sandbox: bool
    is_practice: bool
    username: str
    api_version: str
    pages_url: str = field(default="", compare=False)
    """Where its pages open in a browser, if not at `instance_url`: only a practice org that runs has such a place."""

    @property
    def browser_url(self) -> str:
        """What the addresses of its pages begin with, without a slash at the end."""
        return (self.pages_url or self.instance_url).rstrip("/")
