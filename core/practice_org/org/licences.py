"""What the licence of the connected user includes: no permission gives more than it does.

As Salesforce's help describes them: the licence Salesforce Integration includes no object until the permission set
licence Salesforce API Integration comes with it; Salesforce Platform includes Contacts and Accounts, not Leads.
"""

from __future__ import annotations

from core.practice_org.org.schema import ObjectAccess, OrgOptions

INTEGRATION, PLATFORM, FULL = "Salesforce Integration", "Salesforce Platform", "Salesforce"
LICENCES = (FULL, PLATFORM, INTEGRATION)
API_INTEGRATION = ("SalesforceAPIIntegrationPsl", "Salesforce API Integration")
"""Developer name and label of the permission set licence."""

_LEFT_OUT = {PLATFORM: ("Lead",), INTEGRATION: ("Account", "Contact", "Lead")}


def closed_objects(options: OrgOptions, *, connected: bool) -> dict[str, str]:
    """The objects that nobody sees, or, for the profile of the connected user, that the licence leaves out."""
    closed = [] if options.leads else ["Lead"]
    if connected and not (options.licence == INTEGRATION and options.api_integration):
        closed += _LEFT_OUT.get(options.licence, ())
    return dict.fromkeys(closed, ObjectAccess.NONE.value)
