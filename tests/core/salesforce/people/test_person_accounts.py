"""Orgs in which people can be Accounts: the Account stands for the person, its Contact half for nobody."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.store.records import Snapshot
from core.store.types.fields import OptOutField
from core.store.types.records import RecordState
from tests.core.salesforce.conftest import Connect
from tests.helpers.practice import PracticeOrg

CONTACTS = ["003Pr0000000005IAA", "003Pr0000000006IAA"]


@pytest.fixture(scope="module")
def accounts(practice: PracticeOrg) -> list[str]:
    """The Accounts that two Contacts have become."""
    done = practice.control(
        "faults",
        {"org": {"person_accounts": True}, "actions": [{"do": "person_accounts", "ids": CONTACTS}]},
    )["done"]
    made: list[str] = done[0]["accounts"]
    return made


@pytest.fixture
def org(connect: Connect, accounts: list[str]) -> Iterator[SalesforceOrg]:
    with connect() as client:
        yield client


def row_of(practice: PracticeOrg, contact: str) -> dict[str, Any]:
    [row] = practice.query(
        f"SELECT Email, Name, HasOptedOutOfEmail, mkto_si__Marketo_Sales_Opt_Out__c FROM Contact WHERE Id = '{contact}'"
    )
    return row


def people(
    org: SalesforceOrg, shape: OrgSchema, name: str, since: datetime | None = None
) -> dict[str, Snapshot]:
    return {p.id: p for page in org.read_people(name, shape, since) for p in page.snapshots}


def test_the_look_finds_the_accounts_own_names_of_the_checkboxes(shape: OrgSchema) -> None:
    account = shape.objects["Account"]
    assert shape.person_accounts
    assert account.field(OptOutField.SALESFORCE) is not None
    assert account.field(OptOutField.SALESFORCE).name == "PersonHasOptedOutOfEmail"
    assert account.field(OptOutField.MARKETO_SALES) is not None
    assert account.field(OptOutField.MARKETO_SALES).name == "mkto_si__Marketo_Sales_Opt_Out__pc"


def test_people_are_read_as_accounts_and_not_again_as_contacts(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, accounts: list[str]
) -> None:
    for since in (None, datetime(2001, 1, 1, tzinfo=UTC)):
        read = people(org, shape, "Account", since)
        assert set(read) == set(accounts)
        assert not set(CONTACTS) & set(people(org, shape, "Contact", since))
    for account, contact in zip(accounts, CONTACTS, strict=True):
        row = row_of(practice, contact)
        assert read[account].email == (row["Email"] or "")
        assert read[account].name == row["Name"]
        assert read[account].ticked(OptOutField.SALESFORCE) == row["HasOptedOutOfEmail"]
        assert read[account].ticked(OptOutField.MARKETO_SALES) == row["mkto_si__Marketo_Sales_Opt_Out__c"]


def test_a_persons_contact_half_leads_to_the_account(
    org: SalesforceOrg, shape: OrgSchema, accounts: list[str]
) -> None:
    found = org.read_records("Contact", shape, CONTACTS)
    assert {p.state for p in found.values()} == {RecordState.CONVERTED}
    assert [found[contact].successor_id for contact in CONTACTS] == accounts


def test_a_company_is_nobody(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, accounts: list[str]
) -> None:
    [company] = practice.query("SELECT Id FROM Account WHERE IsPersonAccount = false LIMIT 1")
    found = org.read_records("Account", shape, [company["Id"], accounts[0]])
    assert set(found) == {accounts[0]}


def test_people_are_found_by_address_as_accounts(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, accounts: list[str]
) -> None:
    address = row_of(practice, CONTACTS[0])["Email"]
    assert [p.id for p in org.find_people("Account", shape, [address.upper()])] == [accounts[0]]
    assert CONTACTS[0] not in {p.id for p in org.find_people("Contact", shape, [address])}


@pytest.mark.parametrize("wanted", list(OptOutField))
def test_an_opt_out_is_written_on_the_account_and_shows_on_the_contact(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, accounts: list[str], wanted: OptOutField
) -> None:
    practice.control("faults", {"org": {"person_contact_writes": "refuse"}})
    records = [(account, "Account") for account in accounts] + [("003Pr0000000007IAA", "Contact")]
    answers = org.set_opt_outs(records, wanted, shape)
    assert [(answer.record_id, answer.problem) for answer in answers] == [(id_, None) for id_, _ in records]
    column = {"salesforce": "HasOptedOutOfEmail", "marketo_sales": "mkto_si__Marketo_Sales_Opt_Out__c"}[
        wanted
    ]
    assert all(row_of(practice, contact)[column] for contact in CONTACTS)


def test_a_checkbox_hidden_on_the_contact_is_hidden_on_the_account(
    practice: PracticeOrg, org: SalesforceOrg, accounts: list[str]
) -> None:
    practice.control("faults", {"org": {"security": {"Contact.Email Opt Out": "hidden"}}})
    shape = org.describe()
    assert shape.objects["Account"].field(OptOutField.SALESFORCE) is None
    assert {p.ticked(OptOutField.SALESFORCE) for p in people(org, shape, "Account").values()} == {None}


def test_the_choice_made_for_contacts_counts_for_accounts(
    practice: PracticeOrg, org: SalesforceOrg, accounts: list[str]
) -> None:
    extra = {"object": "Contact", "name": "Second__c", "label": "Marketo Sales Opt Out"}
    practice.control("faults", {"org": {"extra_fields": [extra]}})
    shape = org.describe()
    assert shape.objects["Account"].field(OptOutField.MARKETO_SALES) is None
    chosen = org.describe({"Contact": "Second__c"}).objects["Account"].field(OptOutField.MARKETO_SALES)
    assert chosen is not None
    assert chosen.name == "Second__pc"
