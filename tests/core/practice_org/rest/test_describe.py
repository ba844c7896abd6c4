from simple_salesforce import Salesforce

from tests.helpers.practice import PracticeOrg


def test_both_opt_out_fields_are_described_on_both_objects(salesforce: Salesforce) -> None:
    for sobject in (salesforce.Contact, salesforce.Lead):
        fields = {field["name"]: field for field in sobject.describe()["fields"]}
        standard = fields["HasOptedOutOfEmail"]
        assert (standard["label"], standard["type"], standard["custom"]) == (
            "Email Opt Out",
            "boolean",
            False,
        )
        packaged = [field for field in fields.values() if field["label"] == "Marketo Sales Opt Out"]
        assert [(field["type"], field["custom"]) for field in packaged] == [("boolean", True)]
        for field in (standard, packaged[0]):
            assert field["updateable"]
            assert field["createable"]
            assert field["filterable"]
            assert field["permissionable"]
            assert field["nillable"] is False
            assert field["defaultValue"] is False


def test_every_described_field_can_be_selected(org: PracticeOrg) -> None:
    for name in ("Contact", "Lead", "Account", "User", "Organization", "RecordType"):
        description = org.call("GET", f"sobjects/{name}/describe").json()
        names = [field["name"] for field in description["fields"]]
        [record] = org.query(f"SELECT {', '.join(names)} FROM {name} LIMIT 1")
        assert list(record) == ["attributes", *names]


def test_a_field_entry_is_complete(org: PracticeOrg) -> None:
    fields = org.call("GET", "sobjects/Contact/describe").json()["fields"]
    keys = {
        "name", "label", "type", "custom", "createable", "updateable", "nillable", "filterable", "sortable",
        "calculated", "defaultValue", "inlineHelpText", "permissionable", "referenceTo", "relationshipName",
        "soapType", "length", "picklistValues", "groupable", "unique", "externalId", "nameField",
    }  # fmt: skip
    assert all(keys <= set(field) for field in fields)
    by_name = {field["name"]: field for field in fields}
    assert by_name["AccountId"]["referenceTo"] == ["Account"]
    assert by_name["AccountId"]["relationshipName"] == "Account"
    assert by_name["SystemModstamp"]["updateable"] is False
    assert by_name["LastName"]["nillable"] is False
    assert by_name["Name"]["nameField"] is True


def test_record_types_are_listed_with_the_master(org: PracticeOrg) -> None:
    infos = org.call("GET", "sobjects/Contact/describe").json()["recordTypeInfos"]
    assert [info["developerName"] for info in infos] == ["Customer_Contact", "Partner_Contact", "Master"]
    assert [info["defaultRecordTypeMapping"] for info in infos] == [True, False, False]
    [master] = org.call("GET", "sobjects/Lead/describe").json()["recordTypeInfos"]
    assert master["master"] is True
    assert master["recordTypeId"] == "012000000000000AAA"


def test_an_unchanged_description_is_not_sent_again(org: PracticeOrg) -> None:
    first = org.call("GET", "sobjects/Contact/describe")
    headers = {"If-Modified-Since": first.headers["Last-Modified"]}
    again = org.call("GET", "sobjects/Contact/describe", headers=headers)
    assert again.status_code == 304
    assert again.content == b""
    older = {"If-Modified-Since": "Thu, 01 Jan 2015 00:00:00 GMT"}
    assert org.call("GET", "sobjects/Contact/describe", headers=older).status_code == 200


def test_the_org_lists_its_resources_and_objects(org: PracticeOrg, salesforce: Salesforce) -> None:
    resources = org.call("GET", "").json()
    assert resources["sobjects"] == "/services/data/v66.0/sobjects"
    described = salesforce.describe()
    assert described is not None
    names = {entry["name"]: entry for entry in described["sobjects"]}
    assert {"Contact", "Lead", "Account", "User", "Organization", "RecordType"} <= set(names)
    assert names["Contact"]["keyPrefix"] == "003"
    assert names["Organization"]["updateable"] is False
    assert salesforce.Contact.metadata()["objectDescribe"]["label"] == "Contact"
