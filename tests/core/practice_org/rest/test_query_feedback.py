"""What a query resource tells besides records: its columns, its plans, and that it does not know a parameter."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers.practice import PracticeOrg


def asked(org: PracticeOrg, path: str = "query", **parameters: str) -> tuple[int, Any]:
    """Status and JSON of a query resource."""
    answer = org.call("GET", path, params=parameters)
    return answer.status_code, answer.json()


def column(org: PracticeOrg, soql: str, number: int = 0) -> dict[str, Any]:
    """One entry of the columns of a query."""
    status, content = asked(org, q=soql, columns="true")
    assert status == 200
    found: dict[str, Any] = content["columnMetadata"][number]
    return found


def test_columns_come_instead_of_the_records(org: PracticeOrg) -> None:
    status, content = asked(org, q="SELECT Id, Email FROM Contact", columns="true")
    assert status == 200
    assert {key: value for key, value in content.items() if key != "columnMetadata"} == {
        "entityName": "Contact",
        "groupBy": False,
        "idSelected": True,
        "keyPrefix": "003",
    }
    assert [entry["columnName"] for entry in content["columnMetadata"]] == ["Id", "Email"]
    assert "records" in asked(org, q="SELECT Id FROM Contact LIMIT 1", columns="false")[1]


def test_each_column_says_what_it_holds(org: PracticeOrg) -> None:
    assert column(org, "SELECT Email FROM Contact") == {
        "aggregate": False,
        "apexType": "String",
        "booleanType": False,
        "columnName": "Email",
        "custom": False,
        "displayName": "Email",
        "foreignKeyName": None,
        "insertable": True,
        "joinColumns": [],
        "numberType": False,
        "textType": True,
        "updatable": True,
    }
    opt_out = column(org, "SELECT mkto_si__Marketo_Sales_Opt_Out__c FROM Lead")
    assert (opt_out["apexType"], opt_out["booleanType"], opt_out["custom"]) == ("Boolean", True, True)
    counted = column(org, "SELECT COUNT(Id) FROM Lead")
    assert (counted["columnName"], counted["displayName"]) == ("expr0", "count(Id)")
    assert (counted["aggregate"], counted["numberType"]) == (True, True)
    owner = column(org, "SELECT Owner.Name, Owner.Email FROM Lead")
    assert [entry["columnName"] for entry in owner["joinColumns"]] == ["Name", "Email"]


def test_columns_of_setup_and_of_the_tooling_api_are_told_too(org: PracticeOrg) -> None:
    assert column(org, "SELECT PermissionsApiEnabled FROM Profile")["booleanType"] is True
    status, content = asked(org, "tooling/query", q="SELECT Id, Name FROM Layout", columns="true")
    assert (status, content["entityName"], len(content["columnMetadata"])) == (200, "Layout", 2)


@pytest.mark.parametrize("soql", ["SELECT Nope FROM Contact", "SELECT Id FROM Nope", "SELECT"])
def test_a_wrong_query_is_refused_whatever_is_asked_about_it(org: PracticeOrg, soql: str) -> None:
    refused = asked(org, q=soql)
    assert refused[0] == 400
    assert asked(org, q=soql, columns="true") == refused
    assert asked(org, explain=soql) == refused


def test_explain_tells_plans_and_runs_nothing(org: PracticeOrg) -> None:
    status, content = asked(
        org, explain="SELECT Id FROM Contact WHERE Email = 'nobody@example.com' AND LastName != null"
    )
    assert status == 200
    index, scan = content["plans"]
    assert (index["leadingOperationType"], index["fields"], index["cardinality"]) == ("Index", ["Email"], 0)
    assert (index["sobjectType"], index["relativeCost"]) == ("Contact", 0.0)
    assert (scan["leadingOperationType"], scan["fields"]) == ("TableScan", [])
    assert scan["relativeCost"] > index["relativeCost"]
    [everybody] = org.query("SELECT COUNT(Id) n FROM Contact", deleted=True)
    assert scan["sobjectCardinality"] == everybody["n"]
    assert scan["notes"] == [
        {
            "description": "Not considering filter for optimization because unindexed",
            "fields": [name],
            "tableEnumOrId": "Contact",
        }
        for name in ("IsDeleted", "LastName")
    ]


def test_an_index_that_leaves_most_records_is_no_bargain(org: PracticeOrg) -> None:
    _, content = asked(org, explain="SELECT Id FROM Lead WHERE CreatedDate > 2001-01-01T00:00:00Z")
    assert [plan["leadingOperationType"] for plan in content["plans"]] == ["TableScan", "Index"]
    assert content["plans"][1]["relativeCost"] > 1


def test_explain_of_a_report_or_of_setup(org: PracticeOrg) -> None:
    status, [refusal] = asked(org, explain="00O000000000001AAA")
    assert (status, refusal["errorCode"]) == (400, "INVALID_ID")
    status, content = asked(org, explain="SELECT Id FROM Profile")
    assert (status, content["plans"][0]["leadingOperationType"]) == (200, "TableScan")


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("query", {"q": "SELECT Id FROM Contact LIMIT 1", "batchSize": "200"}),
        ("queryAll", {"q": "SELECT Id FROM Contact LIMIT 1", "columns": "true"}),
        ("query", {"Q": "SELECT Id FROM Contact LIMIT 1"}),
        ("tooling/query", {"q": "SELECT Id FROM Layout", "cache": "1"}),
        ("limits", {"nope": ""}),
        ("sobjects/Contact/describe", {"since": "yesterday"}),
        ("sobjects/Contact/updated", {"from": "2026-01-01T00:00:00Z"}),
    ],
)
def test_a_parameter_that_the_resource_does_not_know_is_refused(
    org: PracticeOrg, path: str, parameters: dict[str, str]
) -> None:
    status, [refusal] = asked(org, path, **parameters)
    assert (status, refusal["errorCode"]) == (400, "ILLEGAL_QUERY_PARAMETER_VALUE")
    assert any(name in refusal["message"] for name in parameters)


@pytest.mark.parametrize("path", ["jobs/query", "jobs/ingest", "jobs/query/750000000000001AAA/results"])
def test_bulk_refuses_it_in_its_own_words(org: PracticeOrg, path: str) -> None:
    assert asked(org, path, cache="0.5") == (
        400,
        [{"message": "Cannot specify query parameters on this resource", "errorCode": "BULK_API_ERROR"}],
    )


def test_no_query_at_all_and_columns_that_are_neither_yes_nor_no(org: PracticeOrg) -> None:
    assert asked(org) == (
        400,
        [{"message": "A query string has to be specified", "errorCode": "MALFORMED_QUERY"}],
    )
    assert asked(org, q="SELECT Id FROM Contact", columns="maybe")[0] == 400


def test_an_unknown_parameter_inside_a_composite_is_refused_there(org: PracticeOrg) -> None:
    url = "/services/data/v66.0/limits?x=1"
    answer = org.call(
        "POST",
        "composite",
        json={"compositeRequest": [{"method": "GET", "url": url, "referenceId": "a"}]},
    )
    [part] = answer.json()["compositeResponse"]
    assert (part["httpStatusCode"], part["body"][0]["errorCode"]) == (400, "ILLEGAL_QUERY_PARAMETER_VALUE")
