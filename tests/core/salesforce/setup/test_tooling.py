"""Looking into an org's Setup, and what is done where a part of it is out of reach."""

from __future__ import annotations

import threading

import pytest

from core.messages import CancelledError, ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.store.types.fields import OptOutField
from tests.core.salesforce.conftest import Connect, rule
from tests.helpers.practice import PracticeOrg


@pytest.fixture(autouse=True)
def fresh(practice: PracticeOrg, connect: Connect) -> None:
    practice.control("faults", {"clear": True, "scenario": "usual"})


def more_layouts(practice: PracticeOrg, count: int) -> None:
    made = [
        {"object": "Lead", "name": f"Lead Layout {number}", "like": "Lead Layout"} for number in range(count)
    ]
    practice.control("faults", {"org": {"new_layouts": made}})


def test_packages_fields_and_rules_are_listed(practice: PracticeOrg, org: SalesforceOrg) -> None:
    practice.control("faults", {"scenario": "validation-rule"})
    packages = {package.namespace: package for package in org.setup.packages()}
    assert packages["mkto_si"].name == "Marketo Sales Insight"
    assert packages["mkto_si"].version == "1.4500"
    fields = {field.name: field for field in org.setup.fields("Contact")}
    assert fields["HasOptedOutOfEmail"].is_checkbox
    assert fields["HasOptedOutOfEmail"].key == "HasOptedOutOfEmail"
    assert fields["mkto_si__Marketo_Sales_Opt_Out__c"].key.startswith("00N")
    assert not fields["Email"].is_checkbox
    assert [one.name for one in org.setup.validation_rules("Lead")] == ["Website_Needed"]
    assert {name: len(rules) for name, rules in org.setup.duplicate_rules(["Contact", "Lead"]).items()} == {
        "Contact": 1,
        "Lead": 1,
    }


def test_hidden_fields_are_in_setup_though_not_in_describe(practice: PracticeOrg, org: SalesforceOrg) -> None:
    practice.control("faults", {"scenario": "field-hidden"})
    assert org.describe().objects["Lead"].field(OptOutField.SALESFORCE) is None
    assert "HasOptedOutOfEmail" in {field.name for field in org.setup.fields("Lead")}


def test_many_layouts_are_read_in_few_calls(practice: PracticeOrg, org: SalesforceOrg) -> None:
    more_layouts(practice, 40)
    layouts = org.setup.layouts("Lead")
    assert len(layouts) == 42
    told: list[tuple[int, int]] = []
    before = org.calls
    bodies = dict(
        org.setup.layout_bodies([one.id for one in layouts], lambda done, total: told.append((done, total)))
    )
    assert set(bodies) == {one.id for one in layouts}
    assert told == [(number, 42) for number in range(43)]
    assert org.calls - before <= 42


def test_where_calls_cannot_be_put_together_they_are_made_one_by_one(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    rule(practice, "answer", path="tooling/composite", status=404, code="NOT_FOUND", message="no", times=0)
    ids = [one.id for one in org.setup.layouts("Contact")]
    bodies = dict(org.setup.layout_bodies(ids, lambda *_: None))
    assert list(bodies) == ids
    before = org.calls
    dict(org.setup.layout_bodies(ids, lambda *_: None))
    # It is not tried again and again.
    assert org.calls - before == len(ids)


def test_reading_layouts_can_be_stopped_in_between(practice: PracticeOrg, connect: Connect) -> None:
    rule(practice, "answer", path="tooling/composite", status=404, code="NOT_FOUND", message="no", times=0)
    stop = threading.Event()
    org = connect(stop=stop)
    ids = [one.id for one in org.setup.layouts("Contact")]
    assert len(ids) > 1
    dict(org.setup.layout_bodies(ids, lambda *_: None))

    def tell(done: int, _total: int) -> None:
        if done == 1:
            stop.set()

    with pytest.raises(CancelledError):
        dict(org.setup.layout_bodies(ids, tell))


def test_who_may_not_see_setup_gets_a_reason(practice: PracticeOrg, org: SalesforceOrg) -> None:
    practice.control("faults", {"scenario": "no-view-setup"})
    for ask in (
        org.setup.packages,
        lambda: org.setup.layouts("Contact"),
        lambda: org.setup.layout_uses("Contact"),
        lambda: org.setup.record_pages(("Contact",), lambda *_: None),
        lambda: org.setup.validation_rules("Contact"),
    ):
        with pytest.raises(ProblemError):
            ask()
    # What concerns only oneself needs no right in Setup.
    assert org.setup.own_layouts("Contact")


def test_layouts_with_their_uses_and_those_of_packages(practice: PracticeOrg, org: SalesforceOrg) -> None:
    practice.control("faults", {"scenario": "layout-managed"})
    layouts = {one.name: one for one in org.setup.layouts("Contact")}
    assert layouts["Charts Contact Layout"].is_managed
    assert not layouts["Contact Layout"].is_managed
    profiles = {
        use.profile
        for use in org.setup.layout_uses("Contact")
        if use.layout_id == layouts["Charts Contact Layout"].id
    }
    assert profiles == {"Marketing User"}


def test_ones_own_layouts_with_one_record_type_and_with_several(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    [only] = org.setup.own_layouts("Lead")
    assert {"HasOptedOutOfEmail", "Email"} <= only.fields
    assert "HasOptedOutOfEmail" in only.editable
    practice.control("faults", {"scenario": "many-record-types"})
    several = {one.record_type: one for one in org.setup.own_layouts("Lead")}
    assert "HasOptedOutOfEmail" not in several["Event Lead"].fields
    assert "HasOptedOutOfEmail" in several["Web Lead"].fields


def test_a_page_with_dynamic_forms_says_its_fields(practice: PracticeOrg, org: SalesforceOrg) -> None:
    plain = org.setup.record_pages(("Contact", "Lead"), lambda *_: None)
    assert not any(page.has_dynamic_forms for page in plain)
    practice.control("faults", {"scenario": "dynamic-forms"})
    pages = org.setup.record_pages(("Contact",), lambda *_: None)
    assert {page.object for page in pages} == {"Contact"}
    [dynamic] = [page for page in pages if page.has_dynamic_forms]
    assert "HasOptedOutOfEmail" not in dynamic.fields


def test_only_ticked_records_are_offered_for_trying(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    ticked = {
        row["Id"]
        for row in practice.query(
            "SELECT Id FROM Lead WHERE HasOptedOutOfEmail = true AND IsConverted = false"
        )
    }
    some = org.setup.ticked_records(shape.objects["Lead"], OptOutField.SALESFORCE, 3)
    assert len(some) == 3
    assert set(some) <= ticked


def test_converted_leads_are_counted(practice: PracticeOrg, org: SalesforceOrg) -> None:
    total = len(practice.query("SELECT Id FROM Lead WHERE IsConverted = true"))
    assert org.setup.converted_leads() == total
    [contact] = practice.query("SELECT ConvertedContactId FROM Lead WHERE IsConverted = true LIMIT 1")
    assert contact["ConvertedContactId"]
    assert org.setup.converted_leads_without_contact() <= total
