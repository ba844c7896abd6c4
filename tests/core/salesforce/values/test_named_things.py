"""One code of Salesforce stands for many things: the explanation names the one that the text is about."""

from __future__ import annotations

import pytest

from core.messages import ProblemError, Scope
from core.salesforce.values.errors import CallFailedError, explain, explain_answer, explain_record
from core.sync.field_problems import is_about_field
from core.sync.sending.refusals import doubts_the_shape
from tests.core.salesforce.conftest import Connect
from tests.helpers.practice import PracticeOrg

OPT_OUT_MISSING = "The opt out field is missing, or hidden from the connected user."
OPT_OUT_READ_ONLY = "The opt out field is read-only for the connected user."


@pytest.mark.parametrize(
    "text",
    [
        "\nSELECT Id, HasOptedOutOfEmail FROM Contact\n ^\nERROR at Row:1:Column:12\nNo such column "
        "'HasOptedOutOfEmail' on entity 'Contact'. If you are attempting to use a custom field, be sure to",
        "No such column 'PersonHasOptedOutOfEmail' on sobject of type Account",
        "No such column 'mkto_si__Marketo_Sales_Opt_Out__c' on sobject of type Lead",
        "No such column 'Marketo_Sales_Opt_Out__pc' on entity 'Account'",
        "",
    ],
)
def test_the_opt_out_field_alone_is_told_as_the_opt_out_field(text: str) -> None:
    assert explain("INVALID_FIELD", text).what.english() == OPT_OUT_MISSING


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (
            "SELECT HasOptedOutOfEmail, X\n^\nNo such column 'MasterRecordId' on entity 'Contact'.",
            "Contact.MasterRecordId",
        ),
        ("No such column 'HasOptedOutOfFax' on sobject of type Lead", "Lead.HasOptedOutOfFax"),
        ("No such column 'Region__c' on sobject of type Lead", "Lead.Region__c"),
    ],
)
def test_another_field_that_is_missing_is_named(text: str, field: str) -> None:
    problem = explain("INVALID_FIELD", text)
    assert problem.what.english() == f"The field {field} is missing, or hidden from the connected user."
    assert field in problem.fix.english()
    assert is_about_field(problem.what)


def test_a_field_that_cannot_be_filtered_is_not_told_as_missing() -> None:
    text = (
        "\nId FROM Contact WHERE Email IN ('a@b.c')\n ^\nERROR at Row:1:Column:30\n"
        "field 'Email' can not be filtered in a query call"
    )
    for problem in (
        explain("INVALID_FIELD", text),
        explain_answer(400, [{"errorCode": "INVALID_FIELD", "message": text}], "query?q=x"),
    ):
        assert problem.code == "FIELD_NOT_FILTERABLE"
        assert problem.what.english() == (
            "Salesforce cannot be asked for the field Email, most often because it is encrypted."
        )
        assert doubts_the_shape(problem)
        assert not problem.stops_everything


def test_what_names_no_field_is_not_told_as_the_opt_out_field() -> None:
    problem = explain("INVALID_FIELD", "Didn't understand relationship 'Owner' in field path.")
    assert "opt out" not in problem.english()


def test_a_field_that_cannot_be_written_is_named() -> None:
    told = "Unable to create/update fields: {}. Please check the security settings of this field"
    opt_out, other = (
        explain_record([{"statusCode": "INVALID_FIELD_FOR_INSERT_UPDATE", "message": text, "fields": []}])
        for text in (told.format("HasOptedOutOfEmail"), told.format("Region__c, Website"))
    )
    assert opt_out.what.english() == OPT_OUT_READ_ONLY
    assert other.what.english() == "The field Region__c is read-only for the connected user."
    by_list = explain_record(
        [{"statusCode": "INVALID_FIELD_FOR_INSERT_UPDATE", "message": "no", "fields": ["Region__c"]}]
    )
    assert by_list.what == other.what


def test_an_object_that_is_not_there_is_named() -> None:
    for text in ("sObject type 'Lead' is not supported. If you are attempting", "Lead"):
        problem = explain("INVALID_TYPE", text)
        assert problem.what.english() == "The connected user has no access to Lead records."
        assert "Lead" in problem.fix.english()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("sobjects/Contact/003Pr0000000001IAA", "NOT_FOUND"),
        ("tooling/sobjects/Layout/00hPr0000000001", "NOT_FOUND"),
        ("/services/data/v66.0/sobjects/Contact/003Pr0000000001IAA?fields=Id", "NOT_FOUND"),
        ("sobjects/Contact/describe", "RESOURCE_NOT_FOUND"),
        ("composite/sobjects", "RESOURCE_NOT_FOUND"),
        ("jobs/ingest", "RESOURCE_NOT_FOUND"),
        ("query?q=SELECT%20Id", "RESOURCE_NOT_FOUND"),
        ("limits", "RESOURCE_NOT_FOUND"),
    ],
)
def test_a_part_of_the_api_that_is_missing_is_not_told_as_a_record(path: str, code: str) -> None:
    content = [{"errorCode": "NOT_FOUND", "message": "The requested resource does not exist"}]
    problem = explain_answer(404, content, path)
    assert problem.code == code
    assert ("no record with this ID" in problem.english()) is (code == "NOT_FOUND")
    assert problem.scope is (Scope.RECORD if code == "NOT_FOUND" else Scope.ORG)
    assert "SELECT" not in problem.detail


def test_the_practice_org_shows_the_same(practice: PracticeOrg, connect: Connect) -> None:
    org = connect()
    org.describe()
    for path, code in (
        ("sobjects/Contact/003Pr0000zzzzzzIAA", "NOT_FOUND"),
        ("sobjects/Nothing/describe", "RESOURCE_NOT_FOUND"),
        ("nothing/at/all", "RESOURCE_NOT_FOUND"),
    ):
        with pytest.raises(CallFailedError) as caught:
            org.client.get(path)
        assert caught.value.problem.code == code
    with pytest.raises(ProblemError) as refused:
        org.client.query("SELECT Id FROM Contact WHERE Description = 'x'")
    assert refused.value.problem.code == "FIELD_NOT_FILTERABLE"
    with pytest.raises(ProblemError) as unknown:
        org.client.query("SELECT Nickname FROM Contact")
    assert "Contact.Nickname" in unknown.value.problem.english()
