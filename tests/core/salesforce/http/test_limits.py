"""The org's daily calls, asked for."""

import pytest

from core.salesforce.http.limits import daily_usage
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import ApiUsage
from tests.core.salesforce.conftest import rule
from tests.helpers.practice import PracticeOrg


def test_the_limits_resource_tells_what_is_used_of_the_day(practice: PracticeOrg, org: SalesforceOrg) -> None:
    practice.control("faults", {"org": {"limits": {"daily": 5000, "used": 4990}}})
    usage = daily_usage(org.client)
    assert usage is not None
    assert usage.total == 5000
    assert usage.used in (4990, 4991)


def test_an_org_that_has_told_already_is_not_asked(org: SalesforceOrg) -> None:
    org.describe()
    assert isinstance(org.ask_usage(), ApiUsage)
    assert org.calls == 1


@pytest.mark.parametrize("status", [403, 404])
def test_where_nobody_may_know_the_usage_is_unknown(
    practice: PracticeOrg, org: SalesforceOrg, status: int
) -> None:
    rule(practice, "answer", status=status, code="FUNCTIONALITY_NOT_ENABLED", message="no", path="limits")
    assert daily_usage(org.client) is None
