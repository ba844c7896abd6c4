"""What a test of the connection found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.connection.connection_test import FindingState, findings
from core.connection.problems import another_org, not_connected
from core.connection.state import Connection, ConnectionState
from core.messages import Problem
from core.salesforce.values.describe import ApiUsage, FieldAccess, ObjectSchema, OrgSchema
from core.salesforce.values.errors import explain, explain_oauth, offline, untrusted
from core.salesforce.values.proxy_problems import proxy_answered
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org

ORG = Org("00D", "Acme", "https://acme.my.salesforce.com", False, False, "admin", "66.0")
BOX = FieldAccess("HasOptedOutOfEmail", "Email Opt Out", True)
SHAPE = OrgSchema(
    ORG, {name: ObjectSchema(name, True, {OptOutField.SALESFORCE: BOX}) for name in ("Contact", "Lead")}
)
GOOD = Connection(
    ConnectionState.CONNECTED,
    ORG,
    usage=ApiUsage(1_200, 100_000),
    last_contact_at=datetime(2026, 3, 1, tzinfo=UTC),
    shape=SHAPE,
)
FINE, WRONG, UNKNOWN = FindingState.FINE, FindingState.WRONG, FindingState.UNKNOWN


def found(connection: Connection, field: OptOutField = OptOutField.SALESFORCE) -> list[FindingState]:
    return [finding.state for finding in findings(connection, field)]


def test_all_is_fine_and_says_who_where_and_how_much_is_left() -> None:
    assert found(GOOD) == [FINE] * 6
    said = [
        message.english() for finding in findings(GOOD, OptOutField.SALESFORCE) for message in finding.says
    ]
    assert said == [
        "https://acme.my.salesforce.com",
        "as admin",
        "Acme, 00D, a production org",
        "98,800 of 100,000",
    ]


@pytest.mark.parametrize(
    ("org", "kind"),
    [(replace(ORG, is_sandbox=True), "a sandbox"), (replace(ORG, is_practice=True), "a practice org")],
)
def test_what_kind_of_org_it_is_is_said(org: Org, kind: str) -> None:
    listed = findings(replace(GOOD, org=org), OptOutField.SALESFORCE)
    assert listed[3].says[0].english() == f"Acme, 00D, {kind}"


def test_a_field_that_is_hidden_is_named_with_its_object() -> None:
    lead = replace(SHAPE.objects["Lead"], boxes={})
    hidden = replace(SHAPE, objects={"Contact": SHAPE.objects["Contact"], "Lead": lead})
    listed = findings(replace(GOOD, shape=hidden), OptOutField.SALESFORCE)
    assert [finding.state for finding in listed] == [FINE, FINE, FINE, FINE, WRONG, FINE]
    assert listed[4].says[0].english().endswith("on: Lead.")
    assert found(GOOD, OptOutField.MARKETO_SALES)[4] is WRONG


def test_an_org_without_leads_is_fine_and_says_that_only_contacts_are_synced() -> None:
    without = replace(SHAPE, objects={"Contact": SHAPE.objects["Contact"]})
    listed = findings(replace(GOOD, shape=without), OptOutField.SALESFORCE)
    assert listed[4].state is FINE
    assert listed[4].says[0].english().startswith("Contacts only")
    nobody = replace(SHAPE, objects={"Lead": SHAPE.objects["Lead"]})
    assert found(replace(GOOD, shape=nobody))[4] is WRONG


def test_what_the_org_did_not_tell_is_not_known() -> None:
    assert found(replace(GOOD, usage=None, shape=None))[4:] == [UNKNOWN, UNKNOWN]
    assert found(replace(GOOD, usage=ApiUsage(100, 100)))[5] is WRONG


@pytest.mark.parametrize(
    ("state", "problem", "place"),
    [
        (ConnectionState.OFFLINE, offline("no network"), 0),
        (ConnectionState.NOT_CONNECTED, not_connected(), 0),
        (ConnectionState.REFUSED, untrusted(), 0),
        (ConnectionState.REFUSED, proxy_answered(407, "proxy:8080", ""), 0),
        (ConnectionState.SIGN_IN_NEEDED, explain_oauth("invalid_grant", "expired access/refresh token"), 1),
        (ConnectionState.REFUSED, explain("API_DISABLED_FOR_ORG"), 2),
        (ConnectionState.REFUSED, another_org(ORG, replace(ORG, id="00E")), 3),
    ],
)
def test_what_comes_before_the_trouble_is_fine_and_what_comes_after_is_not_known(
    state: ConnectionState, problem: Problem, place: int
) -> None:
    listed = findings(Connection(state, ORG, problem), OptOutField.SALESFORCE)
    assert [finding.state for finding in listed] == [FINE] * place + [WRONG] + [UNKNOWN] * (5 - place)
    assert listed[place].says == (problem.what, problem.fix)
