"""The verbs on a sound org."""

from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.store.records import Snapshot
from core.store.types.fields import OptOutField
from tests.helpers.practice import PracticeOrg


def everyone(org: SalesforceOrg, shape: OrgSchema, name: str) -> list[Snapshot]:
    return [snapshot for page in org.read_people(name, shape) for snapshot in page.snapshots]


def test_a_look_costs_one_api_call_and_says_who_and_what_the_org_is(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    shape = org.describe()
    assert org.calls == 1
    assert shape.org.id == practice.line["organization_id"]
    assert shape.org.name == practice.line["organization_name"]
    assert shape.org.username == practice.line["username"]
    assert shape.org.instance_url == practice.url
    assert not shape.org.is_sandbox
    assert set(shape.objects) == {"Contact", "Lead"}
    for name in ("Contact", "Lead"):
        box = shape.objects[name].field(OptOutField.MARKETO_SALES)
        assert box is not None
        assert box.label == "Marketo Sales Opt Out"
        assert box.updateable
    assert shape.missing(OptOutField.SALESFORCE) == shape.missing(OptOutField.MARKETO_SALES) == []


def test_every_person_is_read_with_both_checkboxes(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    for name in ("Contact", "Lead"):
        truth = {
            row["Id"]: (
                row["Email"] or "",
                row["HasOptedOutOfEmail"],
                row["mkto_si__Marketo_Sales_Opt_Out__c"],
            )
            for row in practice.query(
                f"SELECT Id, Email, HasOptedOutOfEmail, mkto_si__Marketo_Sales_Opt_Out__c FROM {name}"
            )
        }
        read = {person.id: (person.email, *person.boxes) for person in everyone(org, shape, name)}
        assert read == truth


def test_opt_outs_are_saved_in_salesforce(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    wanted = [p for p in everyone(org, shape, "Contact") if not p.ticked(OptOutField.SALESFORCE)][:5]
    answers = org.set_opt_outs([(p.id, "Contact") for p in wanted], OptOutField.SALESFORCE, shape)
    assert [answer.record_id for answer in answers] == [p.id for p in wanted]
    assert [answer.problem for answer in answers] == [None] * 5
    after = org.read_records("Contact", shape, [p.id for p in wanted])
    assert all(person.ticked(OptOutField.SALESFORCE) for person in after.values())
    assert org.calls == practice_calls(practice)


def practice_calls(practice: PracticeOrg) -> int:
    used: int = practice.control("faults")["limits"]["used"]
    return used
