"""What a look makes of an org: its checkboxes, whether they can be written, and who is signed in."""

import pytest

from core.messages import ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import ObjectSchema, OrgSchema
from core.store.types.fields import OptOutField
from tests.core.salesforce.conftest import Connect, connected, rule
from tests.helpers.practice import PracticeOrg


def test_a_hidden_checkbox_is_absent(practice: PracticeOrg, org: SalesforceOrg) -> None:
    practice.control("faults", {"org": {"security": {"Contact.Email Opt Out": "hidden"}}})
    shape = org.describe()
    assert shape.objects["Contact"].field(OptOutField.SALESFORCE) is None
    assert shape.objects["Lead"].field(OptOutField.SALESFORCE) is not None
    assert shape.missing(OptOutField.SALESFORCE) == ["Contact"]


def test_a_read_only_checkbox_is_there_and_cannot_be_written(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    practice.control("faults", {"org": {"security": {"Lead.Marketo Sales Opt Out": "read_only"}}})
    shape = org.describe()
    box = shape.objects["Lead"].field(OptOutField.MARKETO_SALES)
    assert box is not None
    assert not box.updateable
    assert shape.missing(OptOutField.MARKETO_SALES) == ["Lead"]


def test_an_org_without_the_package_has_no_marketo_sales_checkbox(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    practice.control("faults", {"org": {"package": False}})
    shape = org.describe()
    assert all(objekt.field(OptOutField.MARKETO_SALES) is None for objekt in shape.objects.values())
    assert all(objekt.candidates == () for objekt in shape.objects.values())
    assert shape.missing(OptOutField.MARKETO_SALES) == ["Contact", "Lead"]
    assert shape.missing(OptOutField.SALESFORCE) == []


def test_the_packaged_checkbox_is_found_in_another_namespace(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    for namespace, name in (("acme", "acme__Marketo_Sales_Opt_Out__c"), ("", "Marketo_Sales_Opt_Out__c")):
        practice.control("faults", {"org": {"package_namespace": namespace}})
        for objekt in org.describe().objects.values():
            assert objekt.field(OptOutField.MARKETO_SALES) is not None
            assert objekt.field(OptOutField.MARKETO_SALES).name == name


def test_of_two_candidates_none_is_taken_until_the_admin_chooses() -> None:
    with PracticeOrg(people=10) as practice:
        extra = {"object": "Lead", "name": "Opt__c", "label": OptOutField.MARKETO_SALES.label}
        practice.control("faults", {"org": {"extra_fields": [extra]}})
        with connected(practice) as org:
            lead = org.describe().objects["Lead"]
            assert lead.field(OptOutField.MARKETO_SALES) is None
            assert {field.name for field in lead.candidates} == {
                "Opt__c",
                "mkto_si__Marketo_Sales_Opt_Out__c",
            }
            chosen = org.describe({"Lead": "opt__C"}).objects["Lead"].field(OptOutField.MARKETO_SALES)
            assert chosen is not None
            assert chosen.name == "Opt__c"
            assert (
                org.describe({"Lead": "NoLongerThere__c"}).objects["Lead"].field(OptOutField.MARKETO_SALES)
                is None
            )
            assert (
                org.describe({"Lead": "Opt__c"}).objects["Contact"].field(OptOutField.MARKETO_SALES)
                is not None
            )
            # What was chosen is binding: the other one does not take its place while it is hidden.
            practice.control("faults", {"org": {"security": {"Lead.Opt__c": "hidden"}}})
            lead = org.describe({"Lead": "Opt__c"}).objects["Lead"]
            assert len(lead.candidates) == 1
            assert lead.field(OptOutField.MARKETO_SALES) is None
            assert org.describe().objects["Lead"].field(OptOutField.MARKETO_SALES) is not None


def test_a_renamed_checkbox_of_the_package_is_found_by_its_namespace() -> None:
    with PracticeOrg(people=10, package="none") as practice:
        extra = [
            {"object": "Lead", "name": "mkto_si__Sales_OptOut__c", "label": "Kein Vertrieb"},
            {"object": "Lead", "name": "mkto_si__Add_to_Marketo_Campaign__c", "label": "Add to Campaign"},
            {"object": "Contact", "name": "mkto_si__HideDate__c", "label": "Hide Date"},
            {"object": "Contact", "name": "Opt_Out_Of_Fax__c", "label": "Opt out of fax"},
            {"object": "Contact", "name": "Text__c", "label": "Marketo Sales Opt Out", "kind": "string"},
        ]
        practice.control("faults", {"org": {"extra_fields": extra}})
        with connected(practice) as org:
            shape = org.describe()
            box = shape.objects["Lead"].field(OptOutField.MARKETO_SALES)
            assert box is not None
            assert box.name == "mkto_si__Sales_OptOut__c"
            assert shape.objects["Contact"].candidates == ()


def test_the_packaged_checkbox_is_found_by_its_own_name_whatever_the_label_and_the_namespace(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    practice.control("faults", {"scenario": "japanese-older-package"})
    try:
        shape = org.describe()
    finally:
        practice.control("faults", {"scenario": "usual"})
    for name in ("Contact", "Lead"):
        found = shape.objects[name].field(OptOutField.MARKETO_SALES)
        assert found is not None
        assert found.name == "tout_apps__Marketo_Sales_Opt_Out__c"
        assert found.label == "Marketo Sales オプトアウト"
    assert (shape.language, shape.objects["Lead"].label) == ("ja", "リード")


def test_a_sandbox_is_known_as_one(practice: PracticeOrg, org: SalesforceOrg) -> None:
    practice.control("faults", {"org": {"organization": {"is_sandbox": True, "name": "Sandkasten 砂場"}}})
    try:
        shape = org.describe()
        assert shape.org.is_sandbox
        assert shape.org.name == "Sandkasten 砂場"
    finally:
        practice.control("faults", {"org": {"organization": {"is_sandbox": False, "name": "Practice Org"}}})


def test_a_look_at_an_org_out_of_calls_says_so(practice: PracticeOrg, org: SalesforceOrg) -> None:
    rule(practice, "daily_limit")
    with pytest.raises(ProblemError) as caught:
        org.describe()
    assert caught.value.problem.code == "REQUEST_LIMIT_EXCEEDED"


def test_another_version_of_the_api_is_agreed_upon(practice: PracticeOrg, connect: Connect) -> None:
    for asked, spoken in (("70.0", "68.0"), ("v66.0", "66.0"), ("20.0", "31.0"), ("25.0", "31.0")):
        org = connect(api_version=asked)
        shape = org.describe()
        assert shape.org.api_version == spoken
        assert sum(len(page.snapshots) for page in org.read_people("Lead", shape)) == 120


def test_a_shape_made_by_hand_is_taken_to_have_the_usual_fields(org: SalesforceOrg, shape: OrgSchema) -> None:
    contact = shape.objects["Contact"]
    by_hand = OrgSchema(
        shape.org,
        {"Contact": ObjectSchema("Contact", True, contact.boxes)},
    )
    [page] = list(org.read_people("Contact", by_hand))
    assert len(page.snapshots) == 180
