"""simple-salesforce as `client` uses it; a module of its own, because it takes long to load."""

from __future__ import annotations

from typing import Any

import requests
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceError

from core.salesforce.values.answers import json_of

__all__ = ["Library", "SalesforceError"]


class Library(Salesforce):
    """Leaves the reading of answers to `answers`, and that of the usage to the transport."""

    def parse_result_to_json(self, result: requests.Response) -> Any:
        return json_of(result)

    @staticmethod
    def parse_api_usage(sforce_limit_info: str) -> dict[str, Any]:
        return {}
