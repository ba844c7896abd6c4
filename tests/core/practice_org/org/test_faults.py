from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from tests.helpers.practice import PracticeOrg

PACKAGED = "mkto_si__Marketo_Sales_Opt_Out__c"


@pytest.fixture
def fresh() -> Iterator[PracticeOrg]:
    """An org for one test, because what it does to the org cannot be undone."""
    with PracticeOrg(people=60, opted_out=6) as running:
        yield running


def fields(org: PracticeOrg, name: str) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in org.call("GET", f"sobjects/{name}/describe").json()["fields"]}


def error(org: PracticeOrg, method: str, path: str, **more: Any) -> str:
    answer = org.call(method, path, **more)
    assert answer.status_code >= 400, answer.text
    code: str = answer.json()[0]["errorCode"]
    return code


def act(org: PracticeOrg, **action: Any) -> dict[str, Any]:
    [done] = org.control("faults", {"actions": [action]})["done"]
    result: dict[str, Any] = done
    return result


def test_a_hidden_field_is_not_there_for_anyone_who_asks(fresh: PracticeOrg) -> None:
    fresh.control("faults", {"org": {"security": {"Contact.HasOptedOutOfEmail": "hidden"}}})
    assert "HasOptedOutOfEmail" not in fields(fresh, "Contact")
    assert "HasOptedOutOfEmail" in fields(fresh, "Lead")
    query = {"q": "SELECT HasOptedOutOfEmail FROM Contact"}
    assert error(fresh, "GET", "query", params=query) == "INVALID_FIELD"
    body = {"ids": ["003Pr0000000001IAA"], "fields": ["HasOptedOutOfEmail"]}
    assert error(fresh, "POST", "composite/sobjects/Contact", json=body) == "INVALID_FIELD"
    path = "sobjects/Contact/003Pr0000000001IAA"
    assert error(fresh, "PATCH", path, json={"HasOptedOutOfEmail": True}) == "INVALID_FIELD"
    assert "HasOptedOutOfEmail" not in fresh.call("GET", path).json()
    fresh.control("faults", {"org": {"security": {"Contact.HasOptedOutOfEmail": "full"}}})
    assert fields(fresh, "Contact")["HasOptedOutOfEmail"]["updateable"] is True


def test_a_read_only_field_can_be_read_and_not_written(fresh: PracticeOrg) -> None:
    fresh.control("faults", {"org": {"security": {"Lead.Marketo Sales Opt Out": "read_only"}}})
    assert fields(fresh, "Lead")[PACKAGED]["updateable"] is False
    assert fields(fresh, "Contact")[PACKAGED]["updateable"] is True
    lead = fresh.query(f"SELECT Id, {PACKAGED} FROM Lead WHERE IsConverted = false LIMIT 1")[0]
    answer = fresh.call("PATCH", f"sobjects/Lead/{lead['Id']}", json={PACKAGED: True})
    [entry] = answer.json()
    assert (answer.status_code, entry["errorCode"]) == (400, "INVALID_FIELD_FOR_INSERT_UPDATE")
    assert entry["message"].startswith(f"Unable to create/update fields: {PACKAGED}. Please check")
    assert entry["fields"] == [PACKAGED]


def test_a_change_of_security_makes_describe_new(fresh: PracticeOrg) -> None:
    first = fresh.call("GET", "sobjects/Contact/describe")
    fresh.control("faults", {"org": {"security": {"Contact.Email Opt Out": "hidden"}}})
    headers = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert fresh.call("GET", "sobjects/Contact/describe", headers=headers).status_code == 200


def test_the_package_can_be_removed_renamed_and_come_back(fresh: PracticeOrg) -> None:
    ticked = fresh.query(f"SELECT Id FROM Contact WHERE {PACKAGED} = true")
    fresh.control("faults", {"org": {"package": False}})
    assert PACKAGED not in fields(fresh, "Contact")
    assert error(fresh, "GET", "query", params={"q": f"SELECT {PACKAGED} FROM Contact"}) == "INVALID_FIELD"
    fresh.control("faults", {"org": {"package": True, "package_namespace": "acme"}})
    renamed = "acme__Marketo_Sales_Opt_Out__c"
    assert fields(fresh, "Contact")[renamed]["label"] == "Marketo Sales Opt Out"
    assert len(fresh.query(f"SELECT Id FROM Contact WHERE {renamed} = true")) == len(ticked)


def test_two_fields_can_have_one_label(fresh: PracticeOrg) -> None:
    extra = {"object": "Lead", "name": "Old_Opt_Out__c", "label": "Marketo Sales Opt Out"}
    fresh.control("faults", {"org": {"extra_fields": [extra]}})
    same = [
        name for name, field in fields(fresh, "Lead").items() if field["label"] == "Marketo Sales Opt Out"
    ]
    assert same == [PACKAGED, "Old_Opt_Out__c"]
    lead = fresh.query("SELECT Id, Old_Opt_Out__c FROM Lead WHERE IsConverted = false LIMIT 1")[0]
    assert lead["Old_Opt_Out__c"] is False
    fresh.call("PATCH", f"sobjects/Lead/{lead['Id']}", json={"Old_Opt_Out__c": True})
    assert [r["Id"] for r in fresh.query("SELECT Id FROM Lead WHERE Old_Opt_Out__c = true")] == [lead["Id"]]


def test_converted_leads_can_be_opened_by_the_permission(fresh: PracticeOrg) -> None:
    lead = fresh.query("SELECT Id FROM Lead WHERE IsConverted = true LIMIT 1")[0]["Id"]
    values = {"HasOptedOutOfEmail": True}
    assert error(fresh, "PATCH", f"sobjects/Lead/{lead}", json=values) == "CANNOT_UPDATE_CONVERTED_LEAD"
    fresh.control("faults", {"org": {"edit_converted_leads": True}})
    assert fresh.call("PATCH", f"sobjects/Lead/{lead}", json=values).status_code == 204


def test_it_can_become_another_org(fresh: PracticeOrg) -> None:
    before = fresh.call("GET", "/services/oauth2/userinfo").json()["organization_id"]
    organization = {"id": "another", "name": "Other Org", "is_sandbox": True, "type": "Enterprise Edition"}
    fresh.control("faults", {"org": {"organization": organization}})
    [row] = fresh.query("SELECT Id, Name, IsSandbox, OrganizationType FROM Organization")
    assert row["Id"] == fresh.call("GET", "/services/oauth2/userinfo").json()["organization_id"] != before
    assert (row["Name"], row["IsSandbox"], row["OrganizationType"]) == (
        "Other Org",
        True,
        "Enterprise Edition",
    )


def test_a_late_commit_appears_behind_a_watermark_that_was_used(fresh: PracticeOrg) -> None:
    contact = fresh.query("SELECT Id FROM Contact WHERE HasOptedOutOfEmail = false LIMIT 1")[0]["Id"]
    soql = f"SELECT HasOptedOutOfEmail, SystemModstamp FROM Contact WHERE Id = '{contact}'"
    act(fresh, do="update_late", ids=[contact], set={"HasOptedOutOfEmail": True}, after_calls=3)
    other = fresh.query("SELECT Id FROM Lead WHERE IsConverted = false LIMIT 1")[0]["Id"]
    fresh.call("PATCH", f"sobjects/Lead/{other}", json={})
    [visible] = fresh.query(soql)
    [lead] = fresh.query(f"SELECT SystemModstamp FROM Lead WHERE Id = '{other}'")
    assert visible["HasOptedOutOfEmail"] is True
    assert visible["SystemModstamp"] <= lead["SystemModstamp"]
    act(fresh, do="update_late", ids=[contact], set={"HasOptedOutOfEmail": False})
    for _ in range(3):
        assert fresh.query(soql)[0]["HasOptedOutOfEmail"] is True
    assert fresh.control("faults")["late_saves"] == 1
    assert act(fresh, do="commit") == {"do": "commit", "saves": 1}
    assert fresh.query(soql)[0]["HasOptedOutOfEmail"] is False


def test_colleagues_edit_make_delete_and_bring_back(fresh: PracticeOrg) -> None:
    fresh.control("calls/reset", {})
    made = act(
        fresh, do="create", object="Contact", set={"LastName": "Colleague", "HasOptedOutOfEmail": True}
    )
    [identifier] = made["ids"]
    act(fresh, do="update", ids=[identifier], set={"Email": "new@example.com"})
    act(fresh, do="delete", ids=[identifier])
    assert fresh.control("calls")["total"] == 0
    soql = f"SELECT IsDeleted, LastModifiedById, SystemModstamp FROM Contact WHERE Id = '{identifier}'"
    [gone] = fresh.query(soql, deleted=True)
    assert gone["IsDeleted"] is True
    assert gone["LastModifiedById"] != fresh.line["user_id"]
    act(fresh, do="undelete", ids=[identifier])
    [back] = fresh.query(soql)
    assert back["SystemModstamp"] >= gone["SystemModstamp"]
    act(fresh, do="delete", ids=[identifier])
    act(fresh, do="purge", ids=[identifier])
    assert fresh.query(soql, deleted=True) == []
    assert error(fresh, "PATCH", f"sobjects/Contact/{identifier}", json={}) == "NOT_FOUND"


def test_merges_chain_and_the_survivor_keeps_what_was_picked(fresh: PracticeOrg) -> None:
    a, b, c = (r["Id"] for r in fresh.query("SELECT Id FROM Contact ORDER BY Id LIMIT 3"))
    act(fresh, do="update", ids=[b], set={"HasOptedOutOfEmail": True})
    act(fresh, do="merge", master=b, losers=[c])
    act(fresh, do="merge", master=a, losers=[b], set={"HasOptedOutOfEmail": False})
    rows = fresh.query(f"SELECT Id, MasterRecordId FROM Contact WHERE Id IN ('{b}', '{c}')", deleted=True)
    assert {row["Id"]: row["MasterRecordId"] for row in rows} == {b: a, c: b}
    assert (
        fresh.query(f"SELECT HasOptedOutOfEmail FROM Contact WHERE Id = '{a}'")[0]["HasOptedOutOfEmail"]
        is False
    )
    assert error(fresh, "PATCH", f"sobjects/Contact/{b}", json={}) == "ENTITY_IS_DELETED"


def test_a_merged_record_that_is_brought_back_belongs_to_itself(fresh: PracticeOrg) -> None:
    a, b, c = (r["Id"] for r in fresh.query("SELECT Id FROM Contact ORDER BY Id LIMIT 3"))
    act(fresh, do="merge", master=a, losers=[b])
    act(fresh, do="undelete", ids=[b])
    [back] = fresh.query(f"SELECT IsDeleted, MasterRecordId FROM Contact WHERE Id = '{b}'", deleted=True)
    assert (back["IsDeleted"], back["MasterRecordId"]) == (False, None)
    for impossible in (
        {"do": "undelete", "ids": [b]},
        {"do": "merge", "master": a, "losers": [a]},
        {"do": "merge", "master": a, "losers": [fresh.query("SELECT Id FROM Lead LIMIT 1")[0]["Id"]]},
    ):
        assert error(fresh, "POST", "/practice/faults", json={"actions": [impossible]}) == "INVALID_SCENARIO"
    act(fresh, do="delete", ids=[c])
    gone = {"do": "merge", "master": a, "losers": [c]}
    assert error(fresh, "POST", "/practice/faults", json={"actions": [gone]}) == "INVALID_SCENARIO"
    [kept] = fresh.query(f"SELECT MasterRecordId FROM Contact WHERE Id = '{c}'", deleted=True)
    assert kept["MasterRecordId"] is None


def test_the_people_of_merged_accounts_move_to_the_survivor(fresh: PracticeOrg) -> None:
    [first, second] = fresh.query("SELECT Id FROM Account ORDER BY Id LIMIT 2")
    people = fresh.query(f"SELECT Id FROM Contact WHERE AccountId = '{second['Id']}'")
    act(fresh, do="merge", master=first["Id"], losers=[second["Id"]])
    moved = fresh.query(f"SELECT Id FROM Contact WHERE AccountId = '{first['Id']}'")
    assert {row["Id"] for row in people} <= {row["Id"] for row in moved}


def test_a_conversion_takes_the_opt_out_along_though_security_hides_it(fresh: PracticeOrg) -> None:
    [lead] = fresh.query("SELECT Id FROM Lead WHERE IsConverted = false LIMIT 1")
    act(fresh, do="update", ids=[lead["Id"]], set={"HasOptedOutOfEmail": True})
    fresh.control("faults", {"scenario": "fresh"})
    [made] = act(fresh, do="convert", ids=[lead["Id"]])["contacts"]
    fresh.control("faults", {"scenario": "usual"})
    [contact] = fresh.query(f"SELECT HasOptedOutOfEmail FROM Contact WHERE Id = '{made}'")
    assert contact["HasOptedOutOfEmail"] is True


def test_leads_are_converted_to_old_or_new_contacts(fresh: PracticeOrg) -> None:
    contact = fresh.query("SELECT Id FROM Contact LIMIT 1")[0]["Id"]
    first, second = (
        r["Id"]
        for r in fresh.query("SELECT Id FROM Lead WHERE IsConverted = false AND Email != null LIMIT 2")
    )
    act(fresh, do="update", ids=[second], set={"HasOptedOutOfEmail": True})
    assert act(fresh, do="convert", ids=[first], contact=contact)["contacts"] == [contact]
    [made] = act(fresh, do="convert", ids=[second])["contacts"]
    rows = fresh.query(
        f"SELECT Id, IsConverted, ConvertedContactId FROM Lead WHERE Id IN ('{first}', '{second}') ORDER BY Id"
    )
    assert [(row["IsConverted"], row["ConvertedContactId"]) for row in rows] == [
        (True, contact),
        (True, made),
    ]
    [new] = fresh.query(f"SELECT Email, HasOptedOutOfEmail, AccountId FROM Contact WHERE Id = '{made}'")
    assert new["HasOptedOutOfEmail"] is True
    assert new["AccountId"]


def test_person_accounts_show_the_contact_through_the_account(fresh: PracticeOrg) -> None:
    assert "IsPersonAccount" not in fields(fresh, "Contact")
    contact = fresh.query(
        "SELECT Id FROM Contact WHERE HasOptedOutOfEmail = false AND Email != null LIMIT 1"
    )[0]["Id"]
    fresh.control("faults", {"org": {"person_accounts": True}})
    [account] = act(fresh, do="person_accounts", ids=[contact])["accounts"]
    person = "mkto_si__Marketo_Sales_Opt_Out__pc"
    described = fields(fresh, "Account")
    assert {"IsPersonAccount", "PersonContactId", "PersonEmail", "PersonHasOptedOutOfEmail", person} <= set(
        described
    )
    assert described["PersonHasOptedOutOfEmail"]["updateable"] is True
    [row] = fresh.query(
        "SELECT Id, PersonContactId, PersonEmail, PersonHasOptedOutOfEmail, PersonContact.Email FROM Account"
        " WHERE IsPersonAccount = true AND PersonHasOptedOutOfEmail = false"
    )
    assert (row["Id"], row["PersonContactId"]) == (account, contact)
    assert row["PersonEmail"] == row["PersonContact"]["Email"] is not None
    values = {"PersonHasOptedOutOfEmail": True, person: True}
    assert fresh.call("PATCH", f"sobjects/Account/{account}", json=values).status_code == 204
    [half] = fresh.query(
        f"SELECT HasOptedOutOfEmail, {PACKAGED}, IsPersonAccount, SystemModstamp, Account.SystemModstamp,"
        f" Account.IsPersonAccount FROM Contact WHERE Id = '{contact}'"
    )
    assert half["HasOptedOutOfEmail"] is half[PACKAGED] is half["IsPersonAccount"] is True
    assert half["Account"]["IsPersonAccount"] is True
    assert half["SystemModstamp"] == half["Account"]["SystemModstamp"]


def test_the_contact_half_may_refuse_or_accept_a_write(fresh: PracticeOrg) -> None:
    contact = fresh.query("SELECT Id FROM Contact LIMIT 1")[0]["Id"]
    fresh.control("faults", {"org": {"person_accounts": True, "person_contact_writes": "refuse"}})
    [account] = act(fresh, do="person_accounts", ids=[contact])["accounts"]
    path = f"sobjects/Contact/{contact}"
    assert error(fresh, "PATCH", path, json={"HasOptedOutOfEmail": True}) == "INSUFFICIENT_ACCESS_OR_READONLY"
    fresh.control("faults", {"org": {"person_contact_writes": "accept"}})
    before = datetime.fromisoformat(fresh.query("SELECT MAX(SystemModstamp) m FROM Account")[0]["m"][:19])
    assert fresh.call("PATCH", path, json={"HasOptedOutOfEmail": True}).status_code == 204
    [row] = fresh.query(
        f"SELECT PersonHasOptedOutOfEmail, SystemModstamp FROM Account WHERE Id = '{account}'"
    )
    assert row["PersonHasOptedOutOfEmail"] is True
    assert datetime.fromisoformat(row["SystemModstamp"][:19]) >= before


def test_person_fields_follow_the_contacts_security_and_only_fit_persons(fresh: PracticeOrg) -> None:
    contact = fresh.query("SELECT Id FROM Contact LIMIT 1")[0]["Id"]
    business = fresh.query("SELECT Id FROM Account LIMIT 1")[0]["Id"]
    fresh.control("faults", {"org": {"person_accounts": True}})
    act(fresh, do="person_accounts", ids=[contact])
    values = {"PersonHasOptedOutOfEmail": True}
    assert (
        error(fresh, "PATCH", f"sobjects/Account/{business}", json=values)
        == "INVALID_FIELD_FOR_INSERT_UPDATE"
    )
    fresh.control("faults", {"org": {"security": {"Contact.HasOptedOutOfEmail": "hidden"}}})
    assert "PersonHasOptedOutOfEmail" not in fields(fresh, "Account")


def test_the_clock_of_the_org_is_moved_in_its_stamps_and_in_its_answers(fresh: PracticeOrg) -> None:
    def saved() -> tuple[datetime, datetime]:
        """When the org says that a record was saved, and when it says that it said so."""
        act(fresh, do="update", ids=["003Pr0000000001IAA"], set={"Title": "Countess"})
        soql = "SELECT SystemModstamp FROM Contact WHERE Id = '003Pr0000000001IAA'"
        answer = fresh.call("GET", "query", params={"q": soql})
        stamp = datetime.fromisoformat(
            answer.json()["records"][0]["SystemModstamp"].replace("+0000", "+00:00")
        )
        return stamp, parsedate_to_datetime(answer.headers["Date"])

    before = saved()
    fresh.control("faults", {"org": {"clock_ahead_s": 86_400}})
    after = saved()
    for earlier, later in zip(before, after, strict=True):
        assert timedelta(days=1) <= later - earlier < timedelta(days=1, hours=1)
