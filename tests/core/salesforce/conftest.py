"""Practice orgs and clients for the tests of this folder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.salesforce.http.retry import Patience
from core.salesforce.http.tokens import HandedInToken, TokenSource
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from tests.helpers.practice import PracticeOrg

HURRIED = Patience(tries=4, first_wait=0.01)
"""The same number of tries in less time."""

CLEAN = {
    "clear": True,
    "org": {
        "security": {
            f"{name}.{label}": "full"
            for name in ("Contact", "Lead")
            for label in ("Email Opt Out", "Marketo Sales Opt Out")
        },
        "package": True,
        "package_namespace": "mkto_si",
        "short_pages": None,
        "limits": {"daily": 100_000, "used": 0},
    },
}

Connect = Callable[..., SalesforceOrg]


def connected(practice: PracticeOrg) -> SalesforceOrg:
    """A client of an org that a test has started for itself."""
    return SalesforceOrg(
        practice.url,
        HandedInToken(practice.token),
        ca_file=Path(practice.line["ca_file"]),
        patience=HURRIED,
        short_patience=HURRIED,
    )


def rule(practice: PracticeOrg, do: str, **more: Any) -> None:
    """Let calls of the org meet trouble; see the vocabulary of faults."""
    practice.control("faults", {"requests": [{"do": do, **more}]})


def calls_by_kind(practice: PracticeOrg) -> dict[str, int]:
    """How many calls of each kind arrived since the last reset."""
    kinds: dict[str, int] = practice.control("calls")["by_kind"]
    return kinds


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeOrg]:
    """An org of the test module's own, which its tests may change."""
    with PracticeOrg(people=300, opted_out=30) as running:
        yield running


@pytest.fixture
def connect(practice: PracticeOrg) -> Iterator[Connect]:
    """Makes clients of the org, with nothing wrong in it yet; closes them at the end."""
    practice.control("faults", CLEAN)
    opened: list[SalesforceOrg] = []

    def make(
        tokens: TokenSource | None = None,
        *,
        url: str = practice.url,
        ca_file: Path | None = Path(practice.line["ca_file"]),
        stop: threading.Event | None = None,
        **more: Any,
    ) -> SalesforceOrg:
        client = SalesforceOrg(
            url,
            tokens or HandedInToken(practice.token),
            ca_file=ca_file,
            stop=stop,
            **({"patience": HURRIED, "short_patience": HURRIED} | more),
        )
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.close()


@pytest.fixture
def org(connect: Connect) -> SalesforceOrg:
    """One client of the org."""
    return connect()


@pytest.fixture
def shape(org: SalesforceOrg) -> OrgSchema:
    """The org as it looks with nothing wrong in it."""
    return org.describe()
