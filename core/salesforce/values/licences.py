"""The licence of the connected user, which no permission goes beyond."""

from __future__ import annotations

from dataclasses import dataclass

API_INTEGRATION = "SalesforceAPIIntegrationPsl"
"""Developer name of the permission set licence Salesforce API Integration."""
API_INTEGRATION_LABEL = "Salesforce API Integration"

_FULL = frozenset({"salesforce", "sales cloud", "service cloud"})
_INTEGRATION = "salesforce integration"
_INTEGRATION_PROFILES = frozenset(
    {"salesforce api only system integrations", "minimum access - api only integrations"}
)
"""Profiles that only users with that licence have; a user may read them who may not read licences."""


@dataclass(frozen=True, slots=True)
class UserLicence:
    """What is known of it: name, profile, and the developer names of the permission set licences beside it.

    The name is empty where the connected user may not read it; the others are None then.
    """

    name: str
    profile: str
    beside: frozenset[str] | None

    @property
    def is_full(self) -> bool:
        """Whether it includes every object of the Sales Cloud."""
        return self.name.casefold() in _FULL

    @property
    def is_integration(self) -> bool:
        """Whether it is the one for integrations, which includes no object by itself."""
        return _INTEGRATION in self.name.casefold() or self.profile.casefold() in _INTEGRATION_PROFILES

    @property
    def lacks_api_integration(self) -> bool:
        """Whether it is the one for integrations and what opens objects to it is not, or not known to be, there."""
        return self.is_integration and API_INTEGRATION not in (self.beside or frozenset())
