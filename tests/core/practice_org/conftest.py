"""Practice orgs that the tests of this folder share: one to read from, one to write to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from simple_salesforce import Salesforce

from tests.helpers.practice import PracticeOrg


@pytest.fixture(scope="session")
def org() -> Iterator[PracticeOrg]:
    """An org that tests only read."""
    with PracticeOrg(people=5200, opted_out=260) as running:
        yield running


@pytest.fixture(scope="module")
def own_org() -> Iterator[PracticeOrg]:
    """An org of the test module's own, which its tests may change."""
    with PracticeOrg(people=300, opted_out=30) as running:
        yield running


@pytest.fixture
def salesforce(org: PracticeOrg) -> Salesforce:
    """simple-salesforce, connected to the shared org."""
    return org.salesforce()
