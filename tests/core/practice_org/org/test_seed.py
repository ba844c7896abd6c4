from collections import Counter

from tests.helpers.practice import PracticeOrg

PACKAGED = "mkto_si__Marketo_Sales_Opt_Out__c"


def test_names_come_from_many_countries(org: PracticeOrg) -> None:
    names = [record["Name"] for record in org.query("SELECT Name FROM Contact")]
    assert any("\u4e00" <= letter <= "\u9fff" for name in names for letter in name)
    assert any("\u00c0" <= letter <= "\u017f" for name in names for letter in name)
    assert any(len(name) >= 80 for name in names)


def test_one_address_stands_on_several_records_in_different_letters(org: PracticeOrg) -> None:
    spellings: dict[str, set[tuple[str, str]]] = {}
    for name in ("Contact", "Lead"):
        for record in org.query(f"SELECT Email FROM {name} WHERE Email != null"):
            spellings.setdefault(record["Email"].lower(), set()).add((name, record["Email"]))
    assert any(len({object_name for object_name, _ in places}) == 2 for places in spellings.values())
    assert any(len({email for _, email in places}) > 1 for places in spellings.values())


def test_addresses_lie_in_reserved_domains_or_are_missing(org: PracticeOrg) -> None:
    emails = [record["Email"] for record in org.query("SELECT Email FROM Lead")]
    assert None in emails
    reserved = ("example.com", "example.org", "example.net", ".example", ".test")
    assert all(email.lower().endswith(reserved) for email in emails if email)


def test_either_field_both_and_neither_are_ticked_somewhere(org: PracticeOrg) -> None:
    pairs = Counter(
        (record["HasOptedOutOfEmail"], record[PACKAGED])
        for record in org.query(f"SELECT HasOptedOutOfEmail, {PACKAGED} FROM Contact")
    )
    assert set(pairs) == {(False, False), (False, True), (True, False), (True, True)}


def test_converted_leads_point_at_contacts_that_exist_and_may_differ(org: PracticeOrg) -> None:
    contacts = {
        record["Id"]: record for record in org.query("SELECT Id, Email, HasOptedOutOfEmail FROM Contact")
    }
    leads = org.query(
        "SELECT Email, HasOptedOutOfEmail, ConvertedContactId, ConvertedDate FROM Lead WHERE IsConverted = true"
    )
    assert leads
    assert all(contacts[lead["ConvertedContactId"]]["Email"] == lead["Email"] for lead in leads)
    assert all(lead["ConvertedDate"] for lead in leads)
    differing = [
        lead
        for lead in leads
        if contacts[lead["ConvertedContactId"]]["HasOptedOutOfEmail"] != lead["HasOptedOutOfEmail"]
    ]
    assert differing


def test_deleted_and_merged_records_lie_in_the_recycle_bin(org: PracticeOrg) -> None:
    for name in ("Contact", "Lead"):
        gone = org.query(f"SELECT Id, MasterRecordId FROM {name} WHERE IsDeleted = true", deleted=True)
        masters = {record["Id"]: record["MasterRecordId"] for record in gone}
        live = {record["Id"] for record in org.query(f"SELECT Id FROM {name}")}
        assert None in masters.values()
        assert any(master in live for master in masters.values())
        chained = [identifier for identifier, master in masters.items() if master in masters]
        assert chained
        assert masters[masters[chained[0]]] in live


def test_the_org_names_itself_and_its_record_types(org: PracticeOrg) -> None:
    organization = org.query("SELECT Id, Name, IsSandbox, InstanceName, OrganizationType FROM Organization")
    assert [record["Id"] for record in organization] == [org.line["organization_id"]]
    assert organization[0]["Name"] == org.line["organization_name"] == "Practice Org"
    types = org.query("SELECT Id, DeveloperName FROM RecordType WHERE SobjectType = 'Contact' ORDER BY Name")
    assert [record["DeveloperName"] for record in types] == ["Customer_Contact", "Partner_Contact"]
    used = org.query("SELECT RecordTypeId, COUNT(Id) n FROM Contact GROUP BY RecordTypeId")
    assert {record["RecordTypeId"] for record in used} == {record["Id"] for record in types}


def test_no_stamp_lies_after_the_fixed_moment(org: PracticeOrg) -> None:
    assert org.query("SELECT Id FROM Contact WHERE SystemModstamp > 2026-01-01T00:00:00Z") == []
    assert org.query("SELECT Id FROM Contact WHERE SystemModstamp < 2022-12-01T00:00:00Z") == []


def test_the_package_can_be_absent_or_have_another_namespace() -> None:
    with PracticeOrg(people=60, package="none") as running:
        fields = running.call("GET", "sobjects/Lead/describe").json()["fields"]
        assert not [field for field in fields if "Marketo" in field["label"]]
    with PracticeOrg(people=60, package_namespace="acme") as running:
        fields = running.call("GET", "sobjects/Lead/describe").json()["fields"]
        assert [f["name"] for f in fields if f["label"] == "Marketo Sales Opt Out"] == [
            "acme__Marketo_Sales_Opt_Out__c"
        ]
